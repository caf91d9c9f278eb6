"""Options that several parts of the command line share."""

from enum import StrEnum
from typing import Annotated

import typer

from pmdesk.core.texts import Language


class LanguageChoice(StrEnum):
    EN = "en"
    ZH = "zh"

    @property
    def language(self) -> Language:
        return Language.CHINESE if self is LanguageChoice.ZH else Language.ENGLISH


LanguageOption = Annotated[LanguageChoice | None, typer.Option("--lang", help="Language: en or zh.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
