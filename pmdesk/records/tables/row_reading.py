"""One row of a table, read as the mapping says: statements for fields, results, entries, days."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pmdesk.core.analytes import analyte
from pmdesk.core.record import Coding
from pmdesk.records.editing import FieldValue
from pmdesk.records.tables.cells import DateOrder, DateRead, Reason, is_not_known, read_date
from pmdesk.records.tables.field_cells import FieldRead, read_field, read_flag
from pmdesk.records.tables.mapping import (
    AnalyteTarget,
    DateTarget,
    DateUse,
    EntryKind,
    EntryTarget,
    FieldTarget,
    Layout,
    LongPart,
    LongTarget,
    TableMapping,
)
from pmdesk.records.tables.observation_cells import (
    ObservationRead,
    analyte_coding,
    coded,
    number_or_none,
    read_analyte_cell,
    read_free_cell,
)
from pmdesk.records.tables.outcome import IssueList
from pmdesk.records.tables.table import Cell, Table, cell_text, tidy
from pmdesk.records.timeline import first_day

_VITAL_SIGNS = "vital-signs"
_MAX_ENTRY_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Result:
    """One observation of a row."""

    column: int
    coding: Coding
    read: ObservationRead
    category: str
    low: float | None = None
    high: float | None = None


@dataclass(slots=True)
class RowRead:
    """What a row states. ``fields`` holds (column, value, partial date) by the field's key."""

    number: int
    fields: dict[str, tuple[int, FieldValue, str]] = field(default_factory=dict)
    days: dict[DateUse, DateRead] = field(default_factory=dict)
    day_columns: dict[DateUse, int] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    entries: list[tuple[int, EntryKind, str]] = field(default_factory=list)

    @property
    def has_content(self) -> bool:
        """True when it says more than whose it is."""
        return bool(self.results or self.entries) or any(
            value is not None for _, value, _ in self.fields.values()
        )


class RowReader:
    """Reads the rows of one table by one mapping.

    Parameters
    ----------
    issues
        Receives what could not be read.
    today
        Days after it are errors of typing.
    """

    def __init__(self, table: Table, mapping: TableMapping, issues: IssueList, today: date) -> None:
        self._mapping = mapping
        self._issues = issues
        self._today = today
        self._header = table.header
        places = {name: place for place, name in enumerate(table.header)}
        mapped = [(places[one.column], one.target) for one in mapping.columns if one.column in places]
        self._fields = [(at, target) for at, target in mapped if isinstance(target, FieldTarget)]
        self._entries = [(at, target) for at, target in mapped if isinstance(target, EntryTarget)]
        self._days = [(at, target) for at, target in mapped if isinstance(target, DateTarget)]
        self._parts = {target.part: at for at, target in mapped if isinstance(target, LongTarget)}
        self._analytes = [
            (at, target, analyte(target.analyte))
            for at, target in mapped
            if isinstance(target, AnalyteTarget)
        ]

    def read(self, number: int, cells: tuple[Cell, ...]) -> RowRead:
        """The statements of one row; what is wrong with its cells goes to the issues."""
        row = RowRead(number)
        for at, target in self._fields:
            cell = cells[at]
            if not is_not_known(cell):
                read = read_field(cell, target, decimal_comma=self._mapping.decimal_comma, today=self._today)
                self._take_field(row, at, target, read)
        for at, day in self._days:
            if not is_not_known(cells[at]):
                row.day_columns[day.of] = at
                row.days[day.of] = self._day(number, at, cells[at], day.date_order)
        row.results += (
            self._long(number, cells) if self._mapping.layout is Layout.LONG else self._wide(number, cells)
        )
        for at, entry in self._entries:
            if not is_not_known(cells[at]):
                row.entries += self._entry(number, at, cells[at], entry)
        return row

    def _take_field(self, row: RowRead, at: int, target: FieldTarget, read: FieldRead) -> None:
        if read.reason is not None:
            self._issue(row.number, at, read.reason, read.detail)
        elif read.value is not None or read.partial:
            row.fields[target.field] = (at, read.value, read.partial)
            if read.partial:
                self._issue(row.number, at, Reason.DATE_PARTIAL, kept=True)

    def _day(self, number: int, at: int, cell: Cell, order: DateOrder | None) -> DateRead:
        read = read_date(cell, order)
        begins = read.day or first_day(read.partial)
        if begins is not None and begins > self._today:
            read = DateRead(reason=Reason.DATE_FUTURE)
        if read.reason is not None:
            self._issue(number, at, read.reason)
        return read

    def _wide(self, number: int, cells: tuple[Cell, ...]) -> Iterator[Result]:
        for at, target, one in self._analytes:
            cell = cells[at]
            if is_not_known(cell) or target.unit is None:
                continue
            read = read_analyte_cell(cell, one, target.unit, decimal_comma=self._mapping.decimal_comma)
            self._tell(number, at, read)
            if read.is_kept:
                category = _VITAL_SIGNS if one.group == _VITAL_SIGNS else "laboratory"
                yield Result(at, analyte_coding(one.id, read.unit), read, category)

    def _long(self, number: int, cells: tuple[Cell, ...]) -> Iterator[Result]:
        value_at = self._parts.get(LongPart.VALUE)
        if value_at is None or is_not_known(cells[value_at]):
            return
        name, code = self._part(cells, LongPart.NAME), self._part(cells, LongPart.CODE)
        if not name and not code:
            self._issue(number, self._parts.get(LongPart.NAME, value_at), Reason.NO_NAME)
            return
        one, coding = coded(name, code, self._mapping.names)
        if one is None and coding is None:
            return
        unit = self._part(cells, LongPart.UNIT)
        comma = self._mapping.decimal_comma
        if one is not None:
            read = read_analyte_cell(cells[value_at], one, "", decimal_comma=comma, stated_unit=unit)
            coding = analyte_coding(one.id, read.unit)
            category = _VITAL_SIGNS if one.group == _VITAL_SIGNS else "laboratory"
        else:
            read, category = read_free_cell(cells[value_at], unit, decimal_comma=comma), ""
        self._tell(number, value_at, read)
        if read.is_kept and coding is not None:
            low, high = (
                self._limit(cells, part) if read.value is not None else None
                for part in (LongPart.LOW, LongPart.HIGH)
            )
            yield Result(value_at, coding, read, category, low, high)

    def _limit(self, cells: tuple[Cell, ...], part: LongPart) -> float | None:
        at = self._parts.get(part)
        return None if at is None else number_or_none(cells[at], decimal_comma=self._mapping.decimal_comma)

    def _part(self, cells: tuple[Cell, ...], part: LongPart) -> str:
        at = self._parts.get(part)
        return "" if at is None or is_not_known(cells[at]) else tidy(cell_text(cells[at]))

    def _entry(
        self, number: int, at: int, cell: Cell, target: EntryTarget
    ) -> list[tuple[int, EntryKind, str]]:
        if target.words:
            read = read_flag(cell, target.words)
            if read.reason is not None:
                self._issue(number, at, read.reason)
            return [(at, target.entry, target.label or self._header[at])] if read.value is True else []
        names = [tidy(part) for part in cell_text(cell).replace("；", ";").split(";")]
        found = []
        for name in filter(None, names):
            if len(name) > _MAX_ENTRY_CHARACTERS:
                self._issue(number, at, Reason.TOO_LONG, str(_MAX_ENTRY_CHARACTERS))
            elif not is_not_known(name):
                found.append((at, target.entry, name))
        return found

    def _tell(self, number: int, at: int, read: ObservationRead) -> None:
        if read.reason is not None:
            self._issue(number, at, read.reason, read.detail, kept=read.is_kept)

    def _issue(self, number: int, at: int, reason: Reason, detail: str = "", *, kept: bool = False) -> None:
        self._issues.add(number, self._header[at], reason, detail, kept=kept)
