"""Tables of patients: open a file, propose or recognise its mapping, make the records, write what was refused."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.spreadsheet import formula_safe
from pmdesk.records.tables.applying import apply_mapping
from pmdesk.records.tables.mapping import TableMapping, header_fingerprint
from pmdesk.records.tables.outcome import CellIssue, TableImport
from pmdesk.records.tables.profiles import ColumnProfile, profile_table
from pmdesk.records.tables.reading import ReadOptions, read_table
from pmdesk.records.tables.saved_mappings import SavedMappings, load_mapping
from pmdesk.records.tables.suggesting import Question, open_questions, suggest_mapping
from pmdesk.records.tables.table import Table


@dataclass(frozen=True)
class OpenedTable:
    """A table with the mapping to begin with.

    Parameters
    ----------
    mapping
        A saved one whose header is the same, else what the names of the columns suggest.
    is_saved
        Whether a person has confirmed the mapping before.
    fitting
        Names of the saved mappings that fit, the best first.
    """

    path: Path
    table: Table
    profiles: dict[str, ColumnProfile]
    mapping: TableMapping
    is_saved: bool
    fitting: tuple[str, ...]


def open_table(
    ctx: JobContext, path: Path, options: ReadOptions, saved: SavedMappings | None = None
) -> OpenedTable:
    """Read a file and find the mapping to begin with.

    Raises
    ------
    InputError
        As `pmdesk.records.tables.reading.read_table`.
    """
    table = read_table(path, options, PartContext(ctx, 0.0, 0.7))
    profiles = profile_table(table, PartContext(ctx, 0.7, 0.95))
    fitting = (saved or SavedMappings()).recognised(table.header)
    fingerprint = header_fingerprint(table.header)
    known = next((one for one in fitting if one.fingerprint == fingerprint), None)
    mapping = known or suggest_mapping(table, profiles)
    ctx.progress(1.0, "stage.table")
    return OpenedTable(path, table, profiles, mapping, known is not None, tuple(one.name for one in fitting))


def make_records(ctx: JobContext, table: Table, mapping: TableMapping) -> TableImport:
    """The records of a table whose mapping leaves no question open.

    Raises
    ------
    InputError
        ``TABLE_MAPPING_OPEN`` with the questions' codes and columns.
    """
    questions = open_questions(mapping, table)
    if questions:
        raise InputError(
            ErrorCode.TABLE_MAPPING_OPEN,
            path=table.name,
            count=len(questions),
            questions=questions_text(questions),
        )
    return apply_mapping(table, mapping, ctx)


def questions_text(questions: Sequence[Question]) -> str:
    """Codes and columns, without the words of the cells."""
    return "; ".join(
        f"{one.kind.value.removeprefix('table.ask_')} ({one.column})"
        if one.column
        else one.kind.value.removeprefix("table.ask_")
        for one in questions
    )


def mapping_of(name_or_path: str, saved: SavedMappings | None = None) -> TableMapping:
    """A mapping by the name under which it was saved, or from a JSON file.

    Raises
    ------
    InputError
        There is neither.
    """
    folder = saved or SavedMappings()
    found = folder.named(name_or_path)
    if found is not None:
        return found
    path = Path(name_or_path)
    if path.suffix.lower() == ".json" or path.is_file():
        return load_mapping(path)
    names = ", ".join(folder.names()) or "–"
    raise InputError(ErrorCode.TABLE_MAPPING_UNKNOWN, name=name_or_path, names=names)


def write_issues(
    path: Path, issues: Sequence[CellIssue], words: Callable[[CellIssue], Sequence[str]]
) -> None:
    """Write the cells that are in no record as CSV, with a byte order mark so that spreadsheets read Chinese rightly.

    Parameters
    ----------
    words
        What was done (refused, kept as text) and the reason, in the language of the screen.

    Raises
    ------
    FailedError
        The disk refuses.
    """
    with (
        atomic_write(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(["row", "column", "outcome", "reason", "detail", "code"])
        for one in issues:
            cells = [one.column, *words(one), one.detail, one.reason.value]
            writer.writerow([one.row, *map(formula_safe, cells)])
