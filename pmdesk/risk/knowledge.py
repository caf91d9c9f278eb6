"""Words and sources of the risk models, read from the knowledge tables and checked when they are read."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.evidence import Evidence
from pmdesk.core.paths import resources_dir
from pmdesk.core.texts import LocalizedText


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InputWords(_Table):
    """Label of one input, and of each of its choices."""

    label: LocalizedText
    choices: dict[str, LocalizedText] = {}


class ModelWords(_Table):
    """What is said about one model."""

    title: LocalizedText
    outcome: LocalizedText
    population: LocalizedText
    not_for: tuple[LocalizedText, ...]
    evidence: tuple[Evidence, ...]


class RiskTable(_Table):
    """Content of ``risk_models.json``."""

    schema_version: int
    as_of: str
    inputs: dict[str, InputWords]
    models: dict[str, ModelWords]
    reasons: dict[str, LocalizedText]
    """Sentences with named fields (``{limit}``) about a result."""


class CategoryWords(_Table):
    """Meaning of a category and what the guideline advises for it."""

    meaning: LocalizedText
    management: LocalizedText


class FollowUpTable(_Table):
    """Content of ``followup_rules.json``."""

    schema_version: int
    as_of: str
    lung_rads_v2022: dict[str, CategoryWords]
    fleischner_2017: dict[str, CategoryWords]


_TableT = TypeVar("_TableT", bound=_Table)


def read_table(path: Path, kind: type[_TableT]) -> _TableT:
    """Read and check one knowledge table.

    Raises
    ------
    FailedError
        The file is missing or does not follow its schema (`ErrorCode.KNOWLEDGE_INVALID`).
    """
    try:
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise FailedError(ErrorCode.KNOWLEDGE_INVALID, path=str(path), reason=str(error)) from error


@cache
def risk_table() -> RiskTable:
    """Words and sources of the models."""
    return read_table(resources_dir() / "knowledge" / "risk_models.json", RiskTable)


@cache
def follow_up_table() -> FollowUpTable:
    """Meaning and advice of the follow-up categories."""
    return read_table(resources_dir() / "knowledge" / "followup_rules.json", FollowUpTable)


def filled(text: LocalizedText, **params: object) -> LocalizedText:
    """The text with its named fields filled in; a `LocalizedText` among the values is taken per language."""
    english = {key: value.en if isinstance(value, LocalizedText) else value for key, value in params.items()}
    chinese = {key: value.zh if isinstance(value, LocalizedText) else value for key, value in params.items()}
    return LocalizedText(en=text.en.format(**english), zh=text.zh.format(**chinese))


def joined(texts: tuple[LocalizedText, ...]) -> LocalizedText:
    """Several texts as one list within a sentence."""
    return LocalizedText(en=", ".join(text.en for text in texts), zh="、".join(text.zh for text in texts))


def reason(code: str, **params: object) -> LocalizedText:
    """The sentence ``code`` of the reasons table with its fields filled in."""
    return filled(risk_table().reasons[code], **params)
