"""Words for the codes of the lower rooms, in the language of the screen."""

from collections.abc import Callable, Iterable

from pmdesk.core.errors import PmdeskError
from pmdesk.core.texts import Language, LocalizedText
from pmdesk.ui.texts.errors import error_texts
from pmdesk.ui.texts.growth import growth_texts
from pmdesk.ui.texts.learning import learning_texts
from pmdesk.ui.texts.notes import note_texts
from pmdesk.ui.texts.records import record_texts
from pmdesk.ui.texts.report import report_texts
from pmdesk.ui.texts.store import store_texts
from pmdesk.ui.texts.tables import table_texts
from pmdesk.ui.texts.work import work_texts

_TABLES: tuple[Callable[[], dict[str, str]], ...] = (
    error_texts,
    note_texts,
    learning_texts,
    work_texts,
    report_texts,
    growth_texts,
    store_texts,
    table_texts,
    record_texts,
)


class _KeepUnknown(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class QtTexts:
    """Implements `pmdesk.core.texts.Texts` with Qt's translator.

    ``set_language`` is called after the translator was installed, so that the tables are read anew.
    """

    def __init__(self, language: Language = Language.ENGLISH) -> None:
        self._language = language
        self._table: dict[str, str] = {}

    @property
    def language(self) -> Language:
        return self._language

    def set_language(self, language: Language) -> None:
        self._language = language
        self._table = {}

    def known_codes(self) -> frozenset[str]:
        """Every code that has words."""
        return frozenset(self._loaded())

    def of(self, code: str, **params: object) -> str:
        """Words for ``code``; an unknown code is shown as it is, which a test forbids for our own codes."""
        template = self._loaded().get(code)
        if template is None:
            return code
        shown = {
            name: f"{value:.4g}" if isinstance(value, float) else value for name, value in params.items()
        }
        return template.format_map(_KeepUnknown(shown))

    def of_error(self, error: PmdeskError) -> str:
        """What happened, why, and what to do."""
        params = {"reason": "", **error.params}
        if "rule" in params:
            params["reason"] = self.of(str(params["rule"]), **error.params)
        elif str(params["reason"]) in self._loaded():
            params["reason"] = self.of(str(params["reason"]))
        return self.of(f"error.{error.code.value}", **params).strip()

    def local(self, text: LocalizedText) -> str:
        """The text of a knowledge table in the language of the screen."""
        return text.in_language(self._language)

    def join(self, parts: Iterable[str]) -> str:
        """Parts of a list, with the separator of the language."""
        return ("、" if self._language is Language.CHINESE else ", ").join(parts)

    def _loaded(self) -> dict[str, str]:
        if not self._table:
            for table in _TABLES:
                self._table.update(table())
        return self._table
