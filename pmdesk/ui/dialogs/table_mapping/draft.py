"""The mapping while a person works on it: which targets are only suggested, and which questions are open."""

from PySide6.QtCore import QObject, Signal

from pmdesk.records.tables.mapping import (
    ColumnMapping,
    Grouping,
    IgnoreTarget,
    Layout,
    TableMapping,
    Target,
    header_fingerprint,
)
from pmdesk.records.tables.profiles import ColumnProfile
from pmdesk.records.tables.suggesting import Question, open_questions, suggest_mapping
from pmdesk.services.table_import import OpenedTable


class MappingDraft(QObject):
    """A mapping that is being made for one table.

    Parameters
    ----------
    before
        The draft for the same file as it was read before.

    Signals
    -------
    changed()
        A target, the layout, the grouping or a confirmation changed.
    """

    changed = Signal()

    def __init__(
        self, opened: OpenedTable, parent: QObject | None = None, *, before: "MappingDraft | None" = None
    ) -> None:
        super().__init__(parent)
        self.opened = opened
        self._mapping = self._for_table(opened.mapping)
        self._confirmed: set[str] = set(opened.table.header) if opened.is_saved else self._ignored()
        self._questions: tuple[Question, ...] | None = None
        if before is not None and before.header == opened.table.header:
            # the same table read otherwise: what was said of its columns still holds
            self._mapping, self._confirmed = before._mapping, set(before._confirmed)

    @property
    def mapping(self) -> TableMapping:
        return self._mapping

    @property
    def header(self) -> tuple[str, ...]:
        return self.opened.table.header

    def profile(self, column: str) -> ColumnProfile:
        return self.opened.profiles[column]

    def target(self, column: str) -> Target:
        return next((one.target for one in self._mapping.columns if one.column == column), IgnoreTarget())

    def is_confirmed(self, column: str) -> bool:
        return column in self._confirmed

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """Columns whose target is a suggestion that nobody has looked at."""
        return tuple(name for name in self.header if name not in self._confirmed)

    @property
    def questions(self) -> tuple[Question, ...]:
        if self._questions is None:
            self._questions = open_questions(self._mapping, self.opened.table, self.opened.profiles)
        return self._questions

    def questions_of(self, column: str) -> tuple[Question, ...]:
        """Open questions of a column; of the whole table for ``""``."""
        return tuple(one for one in self.questions if one.column == column)

    @property
    def is_complete(self) -> bool:
        return not self.questions and not self.unconfirmed

    def set_target(self, column: str, target: Target) -> None:
        """A person says what a column is."""
        columns = tuple(
            ColumnMapping(column=one.column, target=target) if one.column == column else one
            for one in self._mapping.columns
        )
        self._confirmed.add(column)
        self._replace(columns=columns)

    def confirm(self, column: str) -> None:
        self._confirmed.add(column)
        self._replace()

    def confirm_all(self) -> None:
        """Every suggestion is right; the open questions stay open."""
        self._confirmed.update(self.header)
        self._replace()

    def set_layout(self, layout: Layout) -> None:
        """Another layout: what the names suggest is proposed anew."""
        if layout is self._mapping.layout:
            return
        self._mapping = suggest_mapping(self.opened.table, self.opened.profiles, layout)
        self._confirmed = self._ignored()
        self._replace()

    def set_grouping(self, grouping: Grouping) -> None:
        self._replace(grouping=grouping)

    def set_decimal_comma(self, *, on: bool) -> None:
        self._replace(decimal_comma=on)

    def set_name(self, folded: str, analyte_id: str | None) -> None:
        """What a name of a long table means: an analyte, ``""`` to leave it out, None to keep it under its own name."""
        names = {key: value for key, value in self._mapping.names.items() if key != folded}
        if analyte_id is not None:
            names[folded] = analyte_id
        self._replace(names=names)

    def saved_form(self) -> TableMapping:
        """The mapping as it is kept: it knows the header for which it was made."""
        return self._mapping.model_copy(update={"fingerprint": header_fingerprint(self.header)})

    def use(self, mapping: TableMapping) -> None:
        """Take over a saved mapping, which somebody confirmed when it was saved."""
        self._mapping = self._for_table(mapping)
        self._confirmed = set(self.header)
        self._replace()

    def _ignored(self) -> set[str]:
        return {one.column for one in self._mapping.columns if one.target.kind == "ignore"}

    def _for_table(self, mapping: TableMapping) -> TableMapping:
        """With every column of this table, in its order."""
        known = {one.column: one for one in mapping.columns}
        columns = tuple(known.get(name, ColumnMapping(column=name)) for name in self.header)
        return mapping.model_copy(update={"columns": columns})

    def _replace(self, **changes: object) -> None:
        self._mapping = self._mapping.model_copy(update=changes)
        self._questions = None
        self.changed.emit()
