"""A table as it stands in a file: a header and rows of cells, nothing interpreted yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = str | float | bool | date | datetime | None
"""Text, number, truth value or day as the file types it; None where there is nothing. CSV has texts only."""

MAX_BYTES = 64 * 2**20
MAX_UNPACKED_BYTES = 512 * 2**20
"""Of all parts of a workbook together."""
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 6_000_000
MAX_CELL_CHARACTERS = 32_767
"""What a cell of Excel can hold."""


@dataclass(frozen=True, slots=True)
class TableNote:
    """Something to know about a file or its rows; ``code`` has words in `pmdesk.ui.texts`.

    ``detail`` names a column, encoding or count, never a patient's value.
    """

    code: str
    detail: str = ""
    count: int = 0


@dataclass(frozen=True)
class Table:
    """Header and rows.

    Parameters
    ----------
    name
        Name of the file without its folder.
    digest
        First 12 hexadecimal digits of the SHA-256 of the file.
    header
        Names of the columns, each once, none empty.
    rows
        Each as long as the header.
    row_numbers
        Of each row: its line in the text file (the first, where a cell holds line breaks) or its row in the sheet,
        from 1.
    ragged
        Numbers and widths of the rows left out because they have more or fewer cells than the header.
    header_row
        Number of the header's row, from 1.
    encoding
        How text was read; empty for workbooks.
    separator
        Between the cells of a text file; empty for workbooks.
    sheet, sheets
        The sheet that was read and all there are; empty for text files.
    """

    name: str
    digest: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    row_numbers: tuple[int, ...] = field(repr=False)
    ragged: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    header_row: int = 1
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[TableNote, ...] = ()

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of a column, in the order of the rows."""
        place = self.header.index(name)
        return tuple(row[place] for row in self.rows)


def cell_text(cell: Cell) -> str:
    """A cell as a person would write it; whole numbers without a point, days as ISO 8601."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case _:
            return tidy(str(cell))


def tidy(text: str) -> str:
    """Without spaces around it, runs of white space as one."""
    return " ".join(text.split())


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# not Unicode's NFKC, which makes 52 of 5²


def half_width(text: str) -> str:
    """Full-width letters, digits and marks of East Asian typing made plain; everything else as it is."""
    return text.translate(_HALF_WIDTH)


def plain(text: str) -> str:
    """For comparing: half width, case folded, white space tidied."""
    return tidy(half_width(text).casefold())


def is_empty(cells: Sequence[Cell]) -> bool:
    return all(cell is None or cell == "" for cell in cells)


_NUMBER = re.compile(r"[<>≤≥]?\s*[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?")


def looks_numeric(cell: Cell) -> bool:
    """True for a number, a day, or a text that is one: what a header does not hold."""
    if isinstance(cell, float | bool | date):
        return True
    return isinstance(cell, str) and _NUMBER.fullmatch(plain(cell)) is not None
