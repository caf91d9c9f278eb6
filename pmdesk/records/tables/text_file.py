"""Records of separated text (CSV, TSV), with quoted line breaks."""

import csv

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.core.separated_text import Separator, record_reader
from pmdesk.records.tables.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell

_ROWS_BETWEEN_CHECKS = 2_000


def parse_records(
    text: str, separator: Separator, name: str, ctx: JobContext | None = None
) -> tuple[list[tuple[Cell, ...]], list[int]]:
    """Records that are not empty, and the line on which each begins, from 1.

    Raises
    ------
    InputError
        ``TABLE_BROKEN`` with the line: a quote that never closes (a file cut off), text behind a closing quote, a
        cell beyond the longest allowed; ``TABLE_TOO_LARGE``.
    """
    ctx = ctx or NullContext()
    rows: list[tuple[Cell, ...]] = []
    lines: list[int] = []
    cells = 0
    reader = record_reader(text, separator)
    begin = reader.line_num + 1
    try:
        for record in reader:
            line, begin = begin, reader.line_num + 1
            if not any(record):
                continue
            cells += len(record)
            if len(rows) >= MAX_ROWS + 1 or cells > MAX_CELLS or len(record) > MAX_COLUMNS:
                raise too_large(name)
            rows.append(tuple(cell or None for cell in record))
            lines.append(line)
            if len(rows) % _ROWS_BETWEEN_CHECKS == 0:
                ctx.progress(min(1.0, len(rows) / MAX_ROWS), "stage.table")
    except csv.Error as error:
        raise InputError(ErrorCode.TABLE_BROKEN, path=name, line=begin) from error
    return rows, lines


def too_large(name: str) -> InputError:
    """The error for a table beyond the limits."""
    return InputError(ErrorCode.TABLE_TOO_LARGE, path=name, rows=f"{MAX_ROWS:,}", columns=f"{MAX_COLUMNS:,}")
