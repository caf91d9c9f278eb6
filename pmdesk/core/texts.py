"""Text that is data: a term or a sentence of a knowledge table, in every language the product speaks."""

from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field


class Language(StrEnum):
    """Languages of the screen; the value is the Qt locale name."""

    ENGLISH = "en"
    CHINESE = "zh_CN"


class LocalizedText(BaseModel):
    """One text in English and 简体中文, both non-empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)

    def in_language(self, language: Language) -> str:
        return self.zh if language is Language.CHINESE else self.en


class Texts(Protocol):
    """What turns the codes of the lower rooms into words; the user interface supplies it."""

    @property
    def language(self) -> Language: ...

    def of(self, code: str, **params: object) -> str:
        """Words for ``code`` (for example ``"geometry.missing_slices"``) with its parameters filled in."""
        ...
