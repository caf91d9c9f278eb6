"""Options that several parts of the command line share."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmdesk.core.texts import Language

if TYPE_CHECKING:
    # Qt is loaded by the commands themselves, so that the help comes fast
    from pmdesk.ui.texts import QtTexts


class LanguageChoice(StrEnum):
    EN = "en"
    ZH = "zh"

    @property
    def language(self) -> Language:
        return Language.CHINESE if self is LanguageChoice.ZH else Language.ENGLISH


class DeviceChoice(StrEnum):
    AUTO = "auto"
    CUDA = "cuda"
    CPU = "cpu"


DeviceOption = Annotated[DeviceChoice, typer.Option("--device", help="Where models run.")]
LanguageOption = Annotated[LanguageChoice | None, typer.Option("--lang", help="Language: en or zh.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]


def texts_in(lang: LanguageChoice | None) -> "QtTexts":
    """Words of the language that was asked for; English where none was."""
    from pmdesk.app.headless import make_texts

    return make_texts(lang.language if lang else Language.ENGLISH)
