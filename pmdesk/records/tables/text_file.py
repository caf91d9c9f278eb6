"""Separated text (CSV, TSV): its encoding, its separator, its records with quoted line breaks.

Encoding: a byte order mark decides; else strict UTF-8, then GB18030, then Latin-1, in that order, because GB18030 takes
almost any bytes and Latin-1 takes all. Which one it was is always said, and the user may choose another.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.records.tables.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell

_SAMPLE_RECORDS = 60
_ROWS_BETWEEN_CHECKS = 2_000


class TextCoding(StrEnum):
    """How the bytes of a table become text; the value is Python's name of the codec."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"
    GB18030 = "gb18030"
    BIG5 = "big5"
    LATIN_1 = "latin-1"


class Separator(StrEnum):
    """Between cells."""

    TAB = "\t"
    SEMICOLON = ";"
    PIPE = "|"
    COMMA = ","


_MARKS = (
    # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, TextCoding.UTF_32),
    (codecs.BOM_UTF32_BE, TextCoding.UTF_32),
    (codecs.BOM_UTF8, TextCoding.UTF_8),
    (codecs.BOM_UTF16_LE, TextCoding.UTF_16),
    (codecs.BOM_UTF16_BE, TextCoding.UTF_16),
)
_GUESSES = (TextCoding.UTF_8, TextCoding.GB18030, TextCoding.LATIN_1)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file; ``is_sure`` is False where the encoding was tried out and not stated."""

    text: str
    coding: TextCoding
    is_sure: bool


def decode(data: bytes, name: str, chosen: TextCoding | None = None) -> Decoded:
    """Text of the bytes of a file.

    Parameters
    ----------
    data
        The whole file.
    name
        What errors call it.
    chosen
        The encoding that the user states; None: find it out.

    Raises
    ------
    InputError
        ``TABLE_ENCODING``: the bytes do not fit the stated encoding; ``TABLE_NOT_TEXT``: they are no text.
    """
    marked = next((coding for mark, coding in _MARKS if data.startswith(mark)), None)
    for coding in (chosen,) if chosen else (marked,) if marked else _GUESSES:
        try:
            text = data.decode(coding.value)
        except UnicodeDecodeError as error:
            if chosen or marked:
                raise InputError(
                    ErrorCode.TABLE_ENCODING, path=name, encoding=coding.value, place=error.start
                ) from error
            continue
        if "\0" in text:
            raise InputError(ErrorCode.TABLE_NOT_TEXT, path=name)
        sure = bool(chosen or marked) or coding is TextCoding.UTF_8
        return Decoded(text.removeprefix("\ufeff"), coding, sure)
    raise AssertionError("Latin-1 decodes every byte")


def find_separator(text: str) -> Separator:
    """The separator that cuts most of the first records into the same number (over one) of cells; comma for none.

    Where two do equally well (``1,5;2,3``) the rarer one in running text wins: tab, semicolon, bar, comma.
    """
    stated = _stated_separator(text)
    if stated:
        return stated
    best, best_score = Separator.COMMA, 0.0
    for separator in Separator:
        widths = []
        try:
            for record in _records(text, separator):
                if any(record):
                    widths.append(len(record))
                if len(widths) == _SAMPLE_RECORDS:
                    break
        except csv.Error:
            # a separator that is none can make quotes look misplaced
            continue
        counts = Counter(width for width in widths if width > 1)
        score = counts.most_common(1)[0][1] / len(widths) if counts else 0.0
        if score > best_score:
            best, best_score = separator, score
    return best


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
    reader = _reader(text, separator)
    begin = 2 if _stated_separator(text) else 1
    if begin == 2:
        next(reader)
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


def _stated_separator(text: str) -> Separator | None:
    """Excel's own first line ``sep=;``."""
    first = text[:8].splitlines()[:1]
    if first and first[0].casefold().startswith("sep=") and len(first[0]) == 5:
        return next((one for one in Separator if one.value == first[0][4]), None)
    return None


def _records(text: str, separator: Separator) -> Iterator[list[str]]:
    yield from _reader(text, separator)


def _reader(text: str, separator: Separator):  # type: ignore[no-untyped-def]
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator.value, strict=True)
