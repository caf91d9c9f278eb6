"""A file becomes a table: what kind it is follows from its content, where its header is from its first rows."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.input_file import read_input
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.core.separated_text import Separator, TextCoding, decode, find_separator
from pmdesk.records.tables.table import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Table,
    TableNote,
    cell_text,
    is_empty,
    looks_numeric,
    tidy,
)
from pmdesk.records.tables.text_file import parse_records, too_large
from pmdesk.records.tables.workbook import is_workbook, read_sheet

HEADER_SEARCHED_ROWS = 30
_NAME_CHARACTERS = 120
_WEB = ("<html", "<!doctype", "<table", "<?xml", "<meta", "<head")

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsb", ".xls", ".ods")
"""Names of files that are tables of patients."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user states about a file; None: find it out.

    ``header_row`` is the number of the header's line or row as the file counts, from 1.
    """

    encoding: TextCoding | None = None
    separator: Separator | None = None
    sheet: str | None = None
    header_row: int | None = None


@dataclass(frozen=True)
class _Grid:
    rows: list[tuple[Cell, ...]]
    numbers: list[int]
    notes: list[TableNote]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def read_table(path: Path, options: ReadOptions = ReadOptions(), ctx: JobContext | None = None) -> Table:
    """The table of a CSV, TSV, Excel or OpenDocument file.

    Raises
    ------
    InputError
        No file, empty, too large, encrypted, damaged, cut off, no table at all, or not as ``options`` state.
    """
    ctx = ctx or NullContext()
    ctx.progress(0.0, "stage.table")
    if path.is_dir():
        raise InputError(ErrorCode.TABLE_NOT_TEXT, path=path.name)
    data = read_input(path, MAX_BYTES)
    grid = _read_grid(data, path.name, options, PartContext(ctx, 0.05, 0.95))
    table = _with_header(grid, path.name, hashlib.sha256(data).hexdigest()[:12], options.header_row)
    ctx.progress(1.0, "stage.table")
    return table


def _read_grid(data: bytes, name: str, options: ReadOptions, ctx: JobContext) -> _Grid:
    if is_workbook(data):
        sheet = read_sheet(data, name, options.sheet, ctx)
        notes = [TableNote("table.merged_cells")] if sheet.has_merged_cells else []
        return _Grid(sheet.rows, sheet.numbers, notes, sheet=sheet.name, sheets=sheet.names)
    if options.sheet is not None:
        raise InputError(ErrorCode.TABLE_SHEET_UNKNOWN, path=name, sheet=options.sheet, sheets="–")
    decoded = decode(data, name, options.encoding)
    if decoded.text.lstrip()[:10].casefold().startswith(_WEB):
        raise InputError(ErrorCode.TABLE_WEB_PAGE, path=name)
    separator = options.separator or find_separator(decoded.text)
    rows, numbers = parse_records(decoded.text, separator, name, ctx)
    notes = [] if decoded.is_sure else [TableNote("table.encoding_tried", decoded.coding.value)]
    return _Grid(rows, numbers, notes, decoded.coding.value, separator.value)


def _with_header(grid: _Grid, name: str, digest: str, stated_row: int | None) -> Table:
    if stated_row is not None:
        place = next((at for at, number in enumerate(grid.numbers) if number == stated_row), None)
    else:
        place = _find_header(grid.rows)
    if place is None or place + 1 >= len(grid.rows):
        raise InputError(ErrorCode.TABLE_NO_ROWS, path=name)
    notes = list(grid.notes)
    if stated_row is None and place > 0:
        notes.append(TableNote("table.lines_above_header", count=place))
    if any(looks_numeric(cell) for cell in grid.rows[place]):
        notes.append(TableNote("table.header_has_numbers"))
    body, numbers = grid.rows[place + 1 :], grid.numbers[place + 1 :]
    is_text = bool(grid.separator)
    top = grid.rows[place]
    width = len(top) if is_text else _used_width((top, *body))
    if width > MAX_COLUMNS or len(body) > MAX_ROWS:
        raise too_large(name)
    header, header_notes = _column_names(top[:width] + (None,) * (width - len(top)))
    rows, kept, ragged = [], [], []
    for number, cells in zip(numbers, body, strict=True):
        if is_text and len(cells) != width:
            # cells may have moved: a decimal comma, a line break without quotes
            ragged.append((number, len(cells)))
        else:
            rows.append(cells[:width] + (None,) * (width - len(cells)))
            kept.append(number)
    if ragged:
        notes.append(TableNote("table.rows_ragged", count=len(ragged)))
    if not rows:
        raise InputError(ErrorCode.TABLE_NO_ROWS, path=name)
    used = [
        at
        for at in range(width)
        if not is_empty(top[at : at + 1]) or any(row[at] is not None for row in rows)
    ]
    return Table(
        name=name,
        digest=digest,
        header=tuple(header[at] for at in used),
        rows=tuple(rows) if len(used) == width else tuple(tuple(row[at] for at in used) for row in rows),
        row_numbers=tuple(kept),
        ragged=tuple(ragged),
        header_row=grid.numbers[place],
        encoding=grid.encoding,
        separator=grid.separator,
        sheet=grid.sheet,
        sheets=grid.sheets,
        notes=(*notes, *(note for place, note in header_notes if place in used)),
    )


def _find_header(rows: list[tuple[Cell, ...]]) -> int | None:
    """The first row that is as wide as most of those that follow and holds no number; else the first so wide."""
    searched = rows[:HEADER_SEARCHED_ROWS]
    if len(searched) < 2:
        return None
    widths = [_used_width((row,)) for row in searched]
    usual = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))[0]
    wide = [at for at, width in enumerate(widths) if width >= max(usual, 1)]
    of_words = [at for at in wide if not any(looks_numeric(cell) for cell in searched[at])]
    candidates = of_words[:1] or wide[:1]
    return candidates[0] if candidates else None


def _used_width(rows: tuple[tuple[Cell, ...], ...]) -> int:
    used = 0
    for row in rows:
        last = len(row)
        while last > used and is_empty((row[last - 1],)):
            last -= 1
        used = max(used, last)
    return used


def _column_names(cells: tuple[Cell, ...]) -> tuple[tuple[str, ...], list[tuple[int, TableNote]]]:
    """Names that are unique and not empty: the second ``Na`` is ``Na (2)``, one without a name ``#5``."""
    names: list[str] = []
    notes: list[tuple[int, TableNote]] = []
    for place, cell in enumerate(cells, start=1):
        stated = tidy(cell_text(cell))[:_NAME_CHARACTERS]
        name = stated or f"#{place}"
        count = 2
        while name in names:
            name = f"{stated} ({count})"
            count += 1
        if stated and name != stated:
            notes.append((place - 1, TableNote("table.header_twice", stated)))
        elif not stated:
            notes.append((place - 1, TableNote("table.header_empty", name)))
        names.append(name)
    return tuple(names), notes
