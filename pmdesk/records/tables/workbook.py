"""Workbooks (.xlsx, .xlsb, .xls, .ods) as rows of typed cells, guarded against what an archive can hide."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext
from pmdesk.records.tables.compound_guard import is_sound_compound
from pmdesk.records.tables.table import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    Cell,
)
from pmdesk.records.tables.text_file import too_large

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 2**20
_ROWS_BETWEEN_CHECKS = 1_000
_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,9})[\"']")
_ODS_TAG = re.compile(
    rb"<table:(?:covered-)?(table-cell|table-row|table)\b((?:[^\"'<>]|\"[^\"]*\"|'[^']*')*)>"
)
_ODS_REPEAT = re.compile(rb"table:number-(?:columns|rows)-repeated\s*=\s*[\"'](\d{1,9})[\"']")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its rows that are not empty with their numbers, from 1.

    ``has_merged_cells``: the value of a merged cell stands in its first cell only.
    """

    rows: list[tuple[Cell, ...]]
    numbers: list[int]
    name: str
    names: tuple[str, ...]
    """All worksheets, the hidden ones too."""
    has_merged_cells: bool


def is_workbook(data: bytes) -> bool:
    """By the first bytes, whatever the name says: hospital systems write text into files called .xls."""
    return data.startswith((_ZIP, _COMPOUND))


def read_sheet(data: bytes, name: str, wanted: str | None, ctx: JobContext) -> Sheet:
    """A sheet of a workbook.

    Parameters
    ----------
    data
        The whole file.
    name
        What errors call it.
    wanted
        Name of the sheet; None: the first that is visible and not empty.

    Raises
    ------
    InputError
        ``TABLE_PROTECTED``, ``TABLE_BROKEN``, ``ARCHIVE_TOO_LARGE``, ``TABLE_TOO_LARGE``, ``TABLE_SHEET_UNKNOWN``.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if data.startswith(_ZIP):
        _guard_archive(data, name, ctx)
    elif not is_sound_compound(data):
        raise InputError(ErrorCode.TABLE_DAMAGED, path=name)
    with _told(name):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        names = tuple(one.name for one in sheets)
        if wanted is not None and wanted not in names:
            raise InputError(ErrorCode.TABLE_SHEET_UNKNOWN, path=name, sheet=wanted, sheets=", ".join(names))
        visible = [one.name for one in sheets if one.visible is SheetVisibleEnum.Visible]
        found = Sheet([], [], wanted or (names or ("",))[0], names, has_merged_cells=False)
        for candidate in [wanted] if wanted is not None else visible or list(names):
            sheet = book.get_sheet_by_name(candidate)
            if sheet.start is None:
                continue
            if sheet.width > MAX_COLUMNS or sheet.height * sheet.width > 2 * MAX_CELLS:
                raise too_large(name)
            rows, numbers = _rows(sheet.iter_rows(), name, ctx)
            found = Sheet(rows, numbers, candidate, names, bool(sheet.merged_cell_ranges))
            break
    return found


def _rows(
    raw: Iterable[Sequence[object]], name: str, ctx: JobContext
) -> tuple[list[tuple[Cell, ...]], list[int]]:
    rows: list[tuple[Cell, ...]] = []
    numbers: list[int] = []
    cells = 0
    for number, values in enumerate(raw, start=1):
        row = tuple(map(_cell, values))
        if any(cell is not None for cell in row):
            rows.append(row)
            numbers.append(number)
            cells += len(row)
        if len(rows) > MAX_ROWS + 1 or cells > MAX_CELLS:
            raise too_large(name)
        if number % _ROWS_BETWEEN_CHECKS == 0:
            ctx.progress(min(1.0, number / MAX_ROWS), "stage.table")
    return rows, numbers


def _cell(value: object) -> Cell:
    match value:
        case bool() | datetime() | date():
            return value
        case int() | float():
            return float(value)
        case str():
            return value[:MAX_CELL_CHARACTERS] or None
        case _:
            # a time of day or a span of time: no day, no number
            return str(value)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the reader of workbooks says becomes an error of the user."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except InputError:
        raise
    except PasswordError as error:
        raise InputError(ErrorCode.TABLE_PROTECTED, path=name) from error
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise InputError(ErrorCode.TABLE_PROTECTED, path=name) from error
        raise InputError(ErrorCode.TABLE_DAMAGED, path=name) from error
    except BaseException as error:
        # the reader's panic over a broken file is no Exception
        if type(error).__name__ == "PanicException":
            raise InputError(ErrorCode.TABLE_DAMAGED, path=name) from error
        raise


def _guard_archive(data: bytes, name: str, ctx: JobContext) -> None:
    """Refuse what would not fit into memory before anything is unpacked as a whole.

    The sizes that an archive states may be lies, so the sheets are unpacked piece by piece, counted, and searched for
    the outermost cell: a single cell at XFD1048576 makes a table of 17 thousand million.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 0x1 for part in parts):
                raise InputError(ErrorCode.TABLE_PROTECTED, path=name)
            total = 0
            for part in parts:
                with archive.open(part) as stream:
                    extent = _Extent(part.filename)
                    while chunk := stream.read(_CHUNK):
                        ctx.check()
                        total += len(chunk)
                        if total > MAX_UNPACKED_BYTES:
                            raise InputError(ErrorCode.ARCHIVE_TOO_LARGE, path=name)
                        extent.look(chunk)
                    if extent.is_too_large:
                        raise too_large(name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(ErrorCode.TABLE_DAMAGED, path=name) from error
    except Exception as error:
        # zlib.error has no base of its own
        if type(error).__name__ == "error":
            raise InputError(ErrorCode.TABLE_DAMAGED, path=name) from error
        raise


class _Extent:
    """How far the cells of one part of a workbook reach, repetitions counted, seen tag by tag."""

    def __init__(self, part: str) -> None:
        self._is_xlsx = "worksheets/" in part and part.endswith(".xml")
        self._is_ods = part == "content.xml"
        self._rest = b""
        self._row = self._column = 0
        self._ods_row = self._ods_column = 0

    @property
    def is_too_large(self) -> bool:
        # the reader holds the empty cells between the filled ones too; some air for those
        return (
            self._column > MAX_COLUMNS or self._row > 5 * MAX_ROWS or self._row * self._column > 2 * MAX_CELLS
        )

    def look(self, chunk: bytes) -> None:
        """Take in the next piece of the part."""
        if not (self._is_xlsx or self._is_ods):
            return
        text = self._rest + chunk
        cut = text.rfind(b"<")
        self._rest = text[cut:] if cut >= 0 and len(text) - cut < _CHUNK else b""
        whole = text[:cut] if cut >= 0 else b""
        if self._is_xlsx:
            for letters, digits in _XLSX_CELL.findall(whole):
                self._row = max(self._row, int(digits))
                self._column = max(self._column, _column_number(letters))
        else:
            for tag, attributes in _ODS_TAG.findall(whole):
                self._look_ods(tag, attributes)

    def _look_ods(self, tag: bytes, attributes: bytes) -> None:
        stated = _ODS_REPEAT.search(attributes)
        repeats = int(stated.group(1)) if stated else 1
        if tag == b"table":
            self._ods_row = 0
        elif tag == b"table-row":
            self._ods_row += repeats
            self._ods_column = 0
        else:
            self._ods_column += repeats
            # empty cells to the end of the sheet are written as one that is repeated, and are not held
            if b"value" in attributes or b"formula" in attributes:
                self._row = max(self._row, self._ods_row)
                self._column = max(self._column, self._ods_column)


def _column_number(letters: bytes) -> int:
    """``A`` is 1, ``XFD`` is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
