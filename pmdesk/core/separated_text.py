"""Separated text (CSV, TSV): its encoding and its separator.

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
from typing import Protocol

from pmdesk.core.errors import ErrorCode, InputError

_SAMPLE_RECORDS = 60


class RecordReader(Protocol):
    """What `csv.reader` gives: records, and the line of the text up to which it has read, from 1."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


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


def marked_coding(data: bytes) -> TextCoding | None:
    """The encoding that a byte order mark at the beginning states."""
    return next((coding for mark, coding in _MARKS if data.startswith(mark)), None)


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
    marked = marked_coding(data)
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
            for record in record_reader(text, separator):
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


def record_reader(text: str, separator: Separator) -> RecordReader:
    """Records of a text, behind Excel's own first line ``sep=;`` where there is one.

    It raises `csv.Error` for a quote that never closes or text behind a closing quote.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator.value, strict=True)
    if _stated_separator(text):
        next(reader)
    return reader


def _stated_separator(text: str) -> Separator | None:
    """Excel's own first line ``sep=;``."""
    first = text[:8].splitlines()[:1]
    if first and first[0].casefold().startswith("sep=") and len(first[0]) == 5:
        return next((one for one in Separator if one.value == first[0][4]), None)
    return None
