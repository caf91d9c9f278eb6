"""What became of a table: the patients, and every cell that is not in a record, with the reason."""

from collections import Counter
from dataclasses import dataclass, field

from pmdesk.core.record import PatientRecord
from pmdesk.records.tables.cells import Reason
from pmdesk.records.tables.table import TableNote

MAX_ISSUES = 50_000
"""More are counted, not listed."""


@dataclass(frozen=True, slots=True)
class CellIssue:
    """A cell, or a row where ``column`` is empty.

    ``detail`` holds numbers, units and limits; never a text of the table, which may be somebody's name.
    ``is_kept``: the cell is in the record all the same, as text or without a day.
    """

    row: int
    column: str
    reason: Reason
    detail: str = ""
    is_kept: bool = False


@dataclass(frozen=True)
class TablePatient:
    """A patient of the table, with the numbers of the rows that it was made of."""

    record: PatientRecord
    rows: tuple[int, ...] = field(repr=False)
    issue_count: int = 0

    @property
    def entry_count(self) -> int:
        """Entries of all lists of the record."""
        one = self.record
        return sum(
            map(len, (one.observations, one.conditions, one.medications, one.procedures, one.allergies))
        )


@dataclass(frozen=True)
class TableImport:
    """All patients of a table.

    Parameters
    ----------
    rows_read
        Rows below the header that hold anything, those left out among them.
    rows_used
        Rows that gave something to a record.
    issues
        By row, the first `MAX_ISSUES`; ``more_issues`` counts the others.
    """

    patients: tuple[TablePatient, ...]
    rows_read: int
    rows_used: int
    issues: tuple[CellIssue, ...] = ()
    more_issues: int = 0
    notes: tuple[TableNote, ...] = ()

    @property
    def records(self) -> tuple[PatientRecord, ...]:
        return tuple(one.record for one in self.patients)

    @property
    def refused_count(self) -> int:
        """Listed cells and rows that are in no record."""
        return sum(not one.is_kept for one in self.issues)

    def counts(self) -> dict[Reason, int]:
        """How often each reason is listed, the most frequent first."""
        return dict(Counter(one.reason for one in self.issues).most_common())


class IssueList:
    """Collects issues up to the limit."""

    def __init__(self) -> None:
        self.listed: list[CellIssue] = []
        self.more = 0
        self.by_row: Counter[int] = Counter()

    def add(self, row: int, column: str, reason: Reason, detail: str = "", *, kept: bool = False) -> None:
        self.by_row[row] += 1
        if len(self.listed) < MAX_ISSUES:
            self.listed.append(CellIssue(row, column, reason, detail, kept))
        else:
            self.more += 1
