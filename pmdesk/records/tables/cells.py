"""Reading single cells: numbers with comparators, flags and units, days, and words for "not known".

Nothing is guessed: what could be read in two ways needs the mapping to say which, and is refused without.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from pmdesk.records.tables.table import Cell, cell_text, half_width, plain, tidy

NOT_KNOWN = frozenset(
    {
        "", "na", "n/a", "n.a.", "nan", "nil", "null", "none", "-", "--", "---", "/", "\\", "?", ".", "unknown",
        "not known", "not done", "not tested", "pending", "missing", "未知", "不详", "未查", "未测", "未检", "未做",
        "未提供", "缺失", "空",
    }
)  # fmt: skip
"""Whole cells that say nothing: the value is not known, which is never "normal" or "no"."""

_LONGEST_NOT_KNOWN = 40
"""With white space around it."""

_SHEET_ERRORS = frozenset(
    {"#n/a", "#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#getting_data"}
)


class Reason(StrEnum):
    """Why a cell or row is not in the record, or not as a number; each has words in `pmdesk.ui.texts`."""

    NOT_A_NUMBER = "table.not_a_number"
    THOUSANDS = "table.thousands"
    SHEET_ERROR = "table.sheet_error"
    COMPARATOR = "table.comparator"
    UNIT_UNKNOWN = "table.unit_unknown"
    UNIT_OTHER_KIND = "table.unit_other_kind"
    UNIT_DIFFERS = "table.unit_differs"
    IMPLAUSIBLE = "table.implausible"
    UNIT_SWAPPED = "table.unit_swapped"
    NOT_A_DATE = "table.not_a_date"
    DATE_AMBIGUOUS = "table.date_ambiguous"
    DATE_FUTURE = "table.date_future"
    DATE_TOO_OLD = "table.date_too_old"
    DATE_BEFORE_BIRTH = "table.date_before_birth"
    DATE_PARTIAL = "table.date_partial"
    TWO_DIGIT_YEAR = "table.two_digit_year"
    NOT_A_WORD = "table.word_unknown"
    ID_DIGITS_LOST = "table.id_digits_lost"
    TOO_LONG = "table.too_long"
    NO_PATIENT = "table.no_patient"
    NO_NAME = "table.no_name"
    DUPLICATE = "table.duplicate"
    CONTRADICTION = "table.contradiction"
    IDENTITY_CONTRADICTION = "table.identity_contradiction"
    RAGGED = "table.ragged"


def is_not_known(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return cell is None
    return len(cell) <= _LONGEST_NOT_KNOWN and not cell[:1].isdigit() and plain(cell) in NOT_KNOWN


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A cell that should hold a number.

    ``value`` with the unit that stands in the cell (as written, mostly empty); or ``text`` for what is a result and no
    number (``"<5"``); or only ``reason``, why it is neither.
    """

    value: float | None = None
    unit: str = ""
    text: str = ""
    reason: Reason | None = None


_NUMBER = re.compile(
    r"(?P<sign><=|>=|=<|=>|[<>≤≥])?\s*(?P<digits>[+-]?(?:\d[\d.,' ]*|[.,]\d+)(?:e[+-]?\d+)?)"
    r"\s*(?P<flag>(?:[↑↓*]+|\(?[HL]{1,2}\)?(?=$|\s|\)))?)\s*(?P<unit>\S.*)?",
    re.IGNORECASE | re.ASCII,
)
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
_COMPARATORS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "=<": "<=", "=>": ">="}


def read_number(cell: Cell, *, decimal_comma: bool = False) -> NumberRead:
    """The number of a cell.

    Parameters
    ----------
    cell
        Of any kind; one that says nothing must have been left out before (`is_not_known`).
    decimal_comma
        ``1,5`` is one and a half. Without it a comma is refused, since ``1,234`` may be either.

    Returns
    -------
    NumberRead
        Full-width digits, arrows and H or L behind the number, and a unit in the cell are understood.
    """
    if isinstance(cell, bool | date):
        return NumberRead(reason=Reason.NOT_A_NUMBER)
    if isinstance(cell, float):
        finite = cell - cell == 0.0
        return NumberRead(cell) if finite else NumberRead(reason=Reason.NOT_A_NUMBER)
    if len(str(cell)) < 20 and "e" not in str(cell).lower() and _PLAIN.fullmatch(str(cell)):
        # most cells, and no infinity among them
        return NumberRead(float(str(cell)))
    text = tidy(half_width(str(cell)).replace("\u2212", "-"))
    if text.casefold() in _SHEET_ERRORS:
        return NumberRead(reason=Reason.SHEET_ERROR)
    found = _NUMBER.fullmatch(text)
    if found is None:
        return NumberRead(reason=Reason.NOT_A_NUMBER)
    digits = found["digits"].strip()
    unit = found["unit"] or ""
    if decimal_comma and digits.count(",") == 1 and "." not in digits:
        digits = digits.replace(",", ".")
    if _PLAIN.fullmatch(digits) is None:
        grouped = any(mark in digits for mark in ",' ")
        return NumberRead(reason=Reason.THOUSANDS if grouped else Reason.NOT_A_NUMBER)
    if unit[:1].isdigit() or unit[:1] in ("-", "~", "±", ","):
        return NumberRead(reason=Reason.NOT_A_NUMBER)
    value = float(digits)
    if value - value != 0.0:
        return NumberRead(reason=Reason.NOT_A_NUMBER)
    if found["sign"]:
        return NumberRead(unit=unit, text=f"{_COMPARATORS[found['sign']]}{digits}", reason=Reason.COMPARATOR)
    return NumberRead(value, unit)


class DateOrder(StrEnum):
    """Which part stands first in days such as 03/04/2025."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class DateRead:
    """A day; or the part of one that is stated (``"1961"``, ``"1961-04"``); or why it is neither."""

    day: date | None = None
    partial: str = ""
    reason: Reason | None = None


_TIME = r"(?:[t ]\s*\d{1,2}[:h时]\d{2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _TIME)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME)
_TWO_DIGITS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}" + _TIME)
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_YEAR_ONLY = re.compile(r"(\d{4})\s*年?")
_MONTH_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- .]([a-z]{3,9})\.?[- ,]+(\d{4})" + _TIME)
_NAME_FIRST = re.compile(r"([a-z]{3,9})\.?[- ](\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})" + _TIME)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORDS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_OLDEST_YEAR = 1880
_FIRST_YEAR = 1000
"""Smaller numbers are no year of a date but something else."""


@lru_cache(maxsize=8192, typed=True)
def read_date(cell: Cell, order: DateOrder | None = None) -> DateRead:
    """The day of a cell.

    Parameters
    ----------
    cell
        A day as the workbook types it, or text: ISO 8601, year first with any marks, ``20250304``, month names in
        English, or with the year last, which needs ``order`` unless the two numbers are equal.

    Returns
    -------
    DateRead
        A plain number is no day: Excel's own days come typed as such.
    """
    if isinstance(cell, datetime):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    text = plain(cell_text(cell))
    if text in _SHEET_ERRORS:
        return DateRead(reason=Reason.SHEET_ERROR)
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups()[:3])
        return _day(year, month, day)
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = map(int, found.groups()[:3])
        return _year_last(first, second, year, order)
    if _TWO_DIGITS.fullmatch(text):
        return DateRead(reason=Reason.TWO_DIGIT_YEAR)
    if found := _MONTH_NAME.fullmatch(text):
        return _named(found[2], int(found[1]), int(found[3]))
    if found := _NAME_FIRST.fullmatch(text):
        return _named(found[1], int(found[2]), int(found[3]))
    if isinstance(cell, str):
        if (found := _MONTH_ONLY.fullmatch(text)) and 1 <= int(found[2]) <= 12:
            return _partial(int(found[1]), f"{found[1]}-{int(found[2]):02d}")
        if found := _YEAR_ONLY.fullmatch(text):
            return _partial(int(found[1]), found[1])
    return DateRead(reason=Reason.NOT_A_DATE)


def needs_order(cell: Cell) -> bool:
    """True for a text with the year last, such as 03/04/2025, that two countries read in two ways."""
    return isinstance(cell, str) and _YEAR_LAST.fullmatch(plain(cell)) is not None


def possible_orders(cell: Cell) -> frozenset[DateOrder]:
    """The orders in which such a text is a day at all; both where it does not matter."""
    return frozenset(order for order in DateOrder if read_date(cell, order).day is not None)


def _year_last(first: int, second: int, year: int, order: DateOrder | None) -> DateRead:
    if order is None and first != second:
        return DateRead(reason=Reason.DATE_AMBIGUOUS)
    day, month = (second, first) if order is DateOrder.MONTH_FIRST else (first, second)
    return _day(year, month, day)


def _named(word: str, day: int, year: int) -> DateRead:
    for number, (short, whole) in enumerate(zip(_MONTHS, _MONTH_WORDS, strict=True), start=1):
        if word in (short, whole, "sept" if short == "sep" else short):
            return _day(year, number, day)
    return DateRead(reason=Reason.NOT_A_DATE)


def _partial(year: int, text: str) -> DateRead:
    if _FIRST_YEAR <= year < _OLDEST_YEAR:
        return DateRead(reason=Reason.DATE_TOO_OLD)
    if not _OLDEST_YEAR <= year <= 2200:
        return DateRead(reason=Reason.NOT_A_DATE)
    return DateRead(partial=text)


def _day(year: int, month: int, day: int) -> DateRead:
    try:
        found = date(year, month, day)
    except ValueError:
        return DateRead(reason=Reason.NOT_A_DATE)
    if year >= _OLDEST_YEAR:
        return DateRead(found)
    return DateRead(reason=Reason.DATE_TOO_OLD if year >= _FIRST_YEAR else Reason.NOT_A_DATE)
