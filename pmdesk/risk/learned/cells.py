"""Single cells of a patient table: what is missing, what is a number, a flag, a date."""

import re
from collections.abc import Collection, Iterable

MISSING_WORDS = frozenset({"", "?", ".", "-", "na", "n/a", "nan", "null", "#n/a"})
"""Words for "not known", whatever their case."""

YES_WORDS = frozenset({"1", "1.0", "yes", "y", "true", "positive", "是", "有", "阳性"})
NO_WORDS = frozenset({"0", "0.0", "no", "n", "false", "negative", "否", "无", "阴性"})

_DATE = re.compile(
    r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})([ T]\d{1,2}:\d{2}(:\d{2})?.*)?"
)


def is_missing(text: str, more: Collection[str] = ()) -> bool:
    """Whether a cell stands for "not known"; ``more`` are further words (or numbers) of the column."""
    if text.casefold() in MISSING_WORDS or text in more:
        return True
    return bool(more) and canonical(text) in {canonical(word) for word in more}


def number_of(text: str) -> float | None:
    """The number, None for any other text (and for what Python alone calls one: ``1_000``, ``inf``)."""
    if "_" in text or not text.isascii():
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) != float("inf") and value == value else None


def flag_of(text: str) -> float | None:
    """1.0 or 0.0, None for any other text."""
    folded = text.casefold()
    if folded in YES_WORDS:
        return 1.0
    return 0.0 if folded in NO_WORDS else None


def canonical(text: str) -> str:
    """A whole number as other programs write it (``3.0``) becomes ``3``; other texts stay."""
    number = number_of(text)
    if number is not None and number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return text


def is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None


def known(cells: Iterable[str]) -> list[str]:
    """The cells that are not missing."""
    return [cell for cell in cells if not is_missing(cell)]
