"""A table and its mapping become records: rows are grouped by patient, each record says which rows it came from."""

from collections.abc import Iterable
from datetime import date

from pmdesk.core import clock
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.records.tables.building import PatientBuilder
from pmdesk.records.tables.cells import Reason
from pmdesk.records.tables.mapping import Grouping, TableMapping
from pmdesk.records.tables.outcome import CellIssue, IssueList, TableImport, TablePatient
from pmdesk.records.tables.row_reading import RowRead, RowReader
from pmdesk.records.tables.table import Table, plain

_ROWS_BETWEEN_CHECKS = 500
_ID = "demographics.patient_id"
_NAME = "demographics.name"
_BIRTH = "demographics.birth_date"


def apply_mapping(
    table: Table, mapping: TableMapping, ctx: JobContext | None = None, *, today: date | None = None
) -> TableImport:
    """Records of all patients of a table.

    Parameters
    ----------
    mapping
        Without open questions (`pmdesk.records.tables.suggesting.open_questions`); cells that it does not answer
        are refused one by one.
    today
        Days after it are refused; None: the day of this computer.

    Returns
    -------
    TableImport
        The patients in order of appearance, and every cell that is in no record.
    """
    ctx = ctx or NullContext()
    issues = IssueList()
    for number, width in table.ragged:
        issues.add(number, "", Reason.RAGGED, f"{width} ≠ {len(table.header)}")
    reader = RowReader(table, mapping, issues, today or clock.today())
    groups: dict[object, list[RowRead]] = {}
    for count, (number, cells) in enumerate(zip(table.row_numbers, table.rows, strict=True)):
        if count % _ROWS_BETWEEN_CHECKS == 0:
            ctx.progress(0.7 * count / len(table.rows), "stage.table_rows")
        row = reader.read(number, cells)
        key = _group_of(row, mapping.grouping)
        if key is None:
            issues.add(number, "", Reason.NO_PATIENT)
        else:
            groups.setdefault(key, []).append(row)
    patients = tuple(_patients(table, groups.values(), issues, ctx))
    used = {row for one in patients for row in one.rows}
    return TableImport(
        patients=patients,
        rows_read=len(table.rows) + len(table.ragged),
        rows_used=len(used),
        issues=tuple(sorted(issues.listed, key=_by_place)),
        more_issues=issues.more,
        notes=table.notes,
    )


def _patients(
    table: Table, groups: Iterable[list[RowRead]], issues: IssueList, ctx: JobContext
) -> Iterable[TablePatient]:
    builder = PatientBuilder(table, issues)
    waiting = list(groups)
    for count, rows in enumerate(waiting):
        if count % _ROWS_BETWEEN_CHECKS == 0:
            ctx.progress(0.7 + 0.3 * count / len(waiting), "stage.table_patients")
        record = builder.build(rows)
        if record is not None:
            told = sum(issues.by_row[row.number] for row in rows)
            yield TablePatient(record, tuple(row.number for row in rows if row.has_content), told)


def _group_of(row: RowRead, grouping: Grouping) -> object:
    """Whose row it is; None where it does not say."""
    match grouping:
        case Grouping.BY_ID:
            stated = row.fields.get(_ID)
            return stated[1] if stated else None
        case Grouping.BY_NAME_AND_BIRTH_DATE:
            name, born = row.fields.get(_NAME), row.fields.get(_BIRTH)
            return None if name is None or born is None or born[1] is None else (plain(str(name[1])), born[1])
        case Grouping.EVERY_ROW:
            return row.number
        case Grouping.ONE_PATIENT:
            return ""


def _by_place(issue: CellIssue) -> tuple[int, str]:
    return issue.row, issue.column
