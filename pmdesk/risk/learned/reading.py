"""A table of patients from a CSV file, as texts: nothing is interpreted here, and nothing is lost without a word."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.input_file import read_input
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.core.separated_text import decode, find_separator, record_reader

MAXIMUM_BYTES = 512 * 1024 * 1024
MAXIMUM_CELLS = 50_000_000
ROWS_AT_A_TIME = 20_000


@dataclass(frozen=True, slots=True)
class RaggedRow:
    """A line with too few or too many cells."""

    line: int
    cells: int


@dataclass(frozen=True, slots=True)
class CohortTable:
    """Cells as they stand in the file, without blanks around them.

    Parameters
    ----------
    name
        Of the file, without its folder.
    columns
        Texts (n) by column name, in the file's order.
    lines
        (n) line of the file in which each row ends; the header is line 1. They name the rows from here on.
    ragged
        Lines that were left out because their cells do not fit the header.
    encoding, separator
        How the file was read.
    sha256
        Of the file.
    """

    name: str
    columns: Mapping[str, Sequence[str]]
    lines: tuple[int, ...]
    ragged: tuple[RaggedRow, ...] = ()
    encoding: str = "utf-8"
    separator: str = ","
    sha256: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.columns)

    @property
    def rows(self) -> int:
        return len(self.lines)


def read_cohort(path: Path, ctx: JobContext | None = None) -> CohortTable:
    """Read a CSV file with a header line.

    Parameters
    ----------
    path
        Separated text; its encoding and separator are found out (`pmdesk.core.separated_text`).

    Raises
    ------
    InputError
        As `read_input` and `decode`; ``TABLE_UNREADABLE`` with the reason (no table, a column twice, no rows).
    CancelledError
        The user cancelled.
    """
    ctx = ctx or NullContext()
    data = read_input(path, MAXIMUM_BYTES)
    decoded = decode(data, path.name)
    separator = find_separator(decoded.text)
    reader = record_reader(decoded.text, separator)
    try:
        header = next((cells for cells in reader if any(cell.strip() for cell in cells)), None)
        if header is None:
            raise InputError(ErrorCode.FILE_EMPTY, path=str(path))
        names = _names(path, header)
        columns: list[list[str]] = [[] for _ in names]
        lines: list[int] = []
        ragged: list[RaggedRow] = []
        while part := list(islice(((reader.line_num, cells) for cells in reader), ROWS_AT_A_TIME)):
            ctx.check()
            _take(part, columns, lines, ragged)
            if len(lines) * len(names) > MAXIMUM_CELLS:
                raise InputError(
                    ErrorCode.FILE_TOO_LARGE, path=str(path), limit=f"{MAXIMUM_CELLS // 10**6} million cells"
                )
    except csv.Error as error:
        raise _unreadable(path, f"line {reader.line_num}: {error}") from error
    if not lines:
        raise _unreadable(path, "no row fits the header" if ragged else "a header and no rows")
    return CohortTable(
        name=path.name,
        columns=dict(zip(names, columns, strict=True)),
        lines=tuple(lines),
        ragged=tuple(ragged),
        encoding=decoded.coding.value,
        separator=separator.value,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def cohort_of(columns: Mapping[str, Sequence[object]], name: str = "table") -> CohortTable:
    """A table from columns in memory, all of one length; None becomes an empty cell. Rows count from line 2."""
    texts = {
        column: ["" if cell is None else str(cell).strip() for cell in cells]
        for column, cells in columns.items()
    }
    lengths = {len(cells) for cells in texts.values()}
    if len(lengths) != 1:
        raise ValueError("columns of different lengths")
    rows = lengths.pop()
    digest = hashlib.sha256(repr(list(texts.items())).encode()).hexdigest()
    return CohortTable(name, texts, tuple(range(2, rows + 2)), sha256=digest)


def _names(path: Path, header: Sequence[str]) -> list[str]:
    names = [cell.strip() or f"column {place}" for place, cell in enumerate(header, start=1)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _unreadable(path, f"column twice: {', '.join(twice)}")
    if len(names) < 2:
        raise _unreadable(path, "one column only")
    return names


def _take(
    part: Sequence[tuple[int, list[str]]],
    columns: list[list[str]],
    lines: list[int],
    ragged: list[RaggedRow],
) -> None:
    width = len(columns)
    for line, cells in part:
        if len(cells) == width:
            if not any(cells):
                continue
            lines.append(line)
            for column, cell in zip(columns, cells, strict=True):
                column.append(cell.strip())
        elif any(cell.strip() for cell in cells):
            ragged.append(RaggedRow(line, len(cells)))


def _unreadable(path: Path, reason: str) -> InputError:
    return InputError(ErrorCode.TABLE_UNREADABLE, path=str(path), reason=reason)
