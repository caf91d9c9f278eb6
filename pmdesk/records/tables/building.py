"""The record of one patient from the rows that are his or hers; contradictions are said, never settled by guessing."""

from collections.abc import Sequence
from datetime import date

from pmdesk.core.errors import InputError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    Allergy,
    Coding,
    Condition,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    SourceRef,
)
from pmdesk.records.editing import FieldValue, set_field
from pmdesk.records.tables.cells import DateRead, Reason
from pmdesk.records.tables.mapping import DateUse, EntryKind
from pmdesk.records.tables.outcome import IssueList
from pmdesk.records.tables.row_reading import Result, RowRead
from pmdesk.records.tables.table import Table, plain

_IDENTITY = ("demographics.name", "demographics.birth_date", "demographics.sex")
_NOTHING = DateRead()


class PatientBuilder:
    """Makes the record of one patient.

    Parameters
    ----------
    table
        For the names of columns, and the file that every entry names as its source.
    issues
        Receives contradictions and duplicates.
    """

    def __init__(self, table: Table, issues: IssueList) -> None:
        self._header = table.header
        self._file = table.name
        self._digest = table.digest
        self._issues = issues

    def build(self, rows: Sequence[RowRead]) -> PatientRecord | None:
        """The record; None where the rows contradict each other on who the patient is."""
        if self._contradicts_identity(rows):
            return None
        record = self._with_fields(rows)
        born = record.demographics.birth_date
        observations: dict[tuple[object, ...], Observation] = {}
        entries: dict[EntryKind, dict[tuple[str, date | None], object]] = {kind: {} for kind in EntryKind}
        for row in rows:
            taken = self._day_of(row, DateUse.ROW, born)
            source = self._source(row.number)
            for result in row.results:
                self._add_result(observations, row, result, taken, source)
            for place, (at, kind, name) in enumerate(row.entries, start=1):
                entry_id = f"{self._id(row.number, at)}-{place}"
                self._add_entry(entries[kind], row, entry_id, kind, name, born)
        return record.model_copy(
            update={
                "observations": tuple(observations.values()),
                "conditions": tuple(entries[EntryKind.CONDITION].values()),
                "medications": tuple(entries[EntryKind.DRUG].values()),
                "procedures": tuple(entries[EntryKind.PROCEDURE].values()),
                "allergies": tuple(entries[EntryKind.ALLERGY].values()),
            }
        )

    def _source(self, row: int) -> SourceRef:
        return SourceRef(origin=Origin.RECORD, document=f"{self._file} row {row}")

    def _contradicts_identity(self, rows: Sequence[RowRead]) -> bool:
        for key in _IDENTITY:
            seen: dict[object, int] = {}
            for row in rows:
                if key in row.fields:
                    at, value, partial = row.fields[key]
                    folded = plain(value) if isinstance(value, str) else value or partial
                    seen.setdefault(folded, at)
            if len(seen) > 1:
                column = self._header[next(iter(seen.values()))]
                for row in rows:
                    self._issues.add(row.number, column, Reason.IDENTITY_CONTRADICTION)
                return True
        return False

    def _with_fields(self, rows: Sequence[RowRead]) -> PatientRecord:
        record = PatientRecord()
        sources: dict[str, SourceRef] = {}
        for key in {name: None for row in rows for name in row.fields}:
            stating = [row for row in rows if key in row.fields]
            chosen = self._choose(key, stating)
            if chosen is None:
                continue
            at, value, partial = chosen.fields[key]
            group = key.partition(".")[0]
            if partial:
                record = record.model_copy(
                    update={
                        "demographics": record.demographics.model_copy(update={"partial_birth_date": partial})
                    }
                )
            else:
                try:
                    record = set_field(record, key, value)
                except InputError:
                    self._issues.add(chosen.number, self._header[at], Reason.CONTRADICTION)
                    continue
            sources[group] = self._source(chosen.number)
        changes = {
            group: getattr(record, group).model_copy(update={"source": source})
            for group, source in sources.items()
        }
        return record.model_copy(update=changes)

    def _choose(self, key: str, rows: Sequence[RowRead]) -> RowRead | None:
        """The row that speaks for a field: any where all agree, else the latest where every one has its day."""
        values = {_comparable(row.fields[key][1], row.fields[key][2]) for row in rows}
        if len(values) == 1:
            return rows[0]
        days = [row.days.get(DateUse.ROW, _NOTHING).day for row in rows]
        if None not in days:
            last = max(day for day in days if day is not None)
            latest = [row for row, day in zip(rows, days, strict=True) if day == last]
            if len({_comparable(row.fields[key][1], row.fields[key][2]) for row in latest}) == 1:
                return latest[0]
        for row in rows:
            self._issues.add(row.number, self._header[row.fields[key][0]], Reason.CONTRADICTION)
        return None

    def _day_of(self, row: RowRead, use: DateUse, born: date | None) -> DateRead:
        read = row.days.get(use, _NOTHING)
        if read.day is not None and born is not None and read.day < born:
            column = self._header[row.day_columns[use]]
            self._issues.add(row.number, column, Reason.DATE_BEFORE_BIRTH, kept=True)
            return _NOTHING
        return read

    def _add_result(
        self,
        observations: dict[tuple[object, ...], Observation],
        row: RowRead,
        result: Result,
        taken: DateRead,
        source: SourceRef,
    ) -> None:
        read = result.read
        key = (
            result.coding.system,
            result.coding.code,
            result.coding.display,
            read.value,
            read.unit,
            read.text,
            taken.day,
            taken.partial,
        )
        if key in observations:
            self._issues.add(row.number, self._header[result.column], Reason.DUPLICATE)
            return
        observations[key] = Observation(
            id=self._id(row.number, result.column),
            coding=result.coding,
            value=read.value,
            text=read.text,
            unit=read.unit,
            reference_low=result.low,
            reference_high=result.high,
            category=result.category,
            taken_on=taken.day,
            partial_date=taken.partial,
            source=source,
        )

    def _add_entry(
        self,
        entries: dict[tuple[str, date | None], object],
        row: RowRead,
        entry_id: str,
        kind: EntryKind,
        name: str,
        born: date | None,
    ) -> None:
        coding, source = Coding(display=name), self._source(row.number)
        use = {EntryKind.CONDITION: DateUse.CONDITION, EntryKind.DRUG: DateUse.DRUG_START}.get(
            kind, DateUse.ROW
        )
        read = _NOTHING if kind is EntryKind.ALLERGY else self._day_of(row, use, born)
        key = (plain(name), read.day)
        if key in entries:
            return
        match kind:
            case EntryKind.CONDITION:
                entries[key] = Condition(
                    id=entry_id, coding=coding, onset=read.day, partial_date=read.partial, source=source
                )
            case EntryKind.DRUG:
                stopped = self._day_of(row, DateUse.DRUG_STOP, born).day
                entries[key] = Medication(
                    id=entry_id,
                    coding=coding,
                    started=read.day,
                    partial_date=read.partial,
                    stopped=stopped,
                    active=False if stopped else None,
                    source=source,
                )
            case EntryKind.PROCEDURE:
                entries[key] = Procedure(
                    id=entry_id, coding=coding, performed=read.day, partial_date=read.partial, source=source
                )
            case EntryKind.ALLERGY:
                entries[key] = Allergy(id=entry_id, coding=coding, source=source)

    def _id(self, row: int, column: int) -> str:
        return f"table-{self._digest}-r{row}-c{column + 1}"


def _comparable(value: FieldValue, partial: str) -> object:
    return plain(value) if isinstance(value, str) else value if value is not None else partial
