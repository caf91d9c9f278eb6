"""Doses as prescriptions abbreviate them ("500 mg bid po"), as a Chinese reader says them.

A dose is translated only where all of it is of the closed vocabulary: an amount with a usual unit, abbreviations of the
frequency, the route, "as needed". Everything else is free text and stays as it stands; in English nothing changes.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

_AMOUNT = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?(?:\s?[–-]\s?\d+(?:[.,]\d+)?)?)"
    r"(?:\s?(?P<unit>mg|g|µg|μg|ug|mcg|ml|iu|u|units?|tablets?|tabs?|capsules?|caps?|puffs?|drops?)(?![a-z]))?(?![/\d%–-])"
)
_EVERY_HOURS = re.compile(r"q(?P<hours>\d{1,2})h")
_OFTEN = re.compile(r"(?P<count>\d+(?:–\d+)?)/(?:(?P<span>\d+) )?(?P<unit>min|h|d|wk|mo|a)(?![a-z])")

_PHRASES = (
    ("once daily", "qd"),
    ("once a day", "qd"),
    ("daily", "qd"),
    ("twice daily", "bid"),
    ("twice a day", "bid"),
    ("three times a day", "tid"),
    ("three times daily", "tid"),
    ("four times a day", "qid"),
    ("four times daily", "qid"),
    ("every other day", "qod"),
    ("once weekly", "qw"),
    ("weekly", "qw"),
    ("at bedtime", "hs"),
    ("at night", "qn"),
    ("as needed", "prn"),
    ("by mouth", "po"),
    ("orally", "po"),
    ("oral", "po"),
)

_WORDS: MappingProxyType[str, Callable[[], str]] = MappingProxyType(
    {
        "qd": lambda: _daily(1),
        "bid": lambda: _daily(2),
        "tid": lambda: _daily(3),
        "qid": lambda: _daily(4),
        "qod": lambda: QCoreApplication.translate("DoseWords", "every other day"),
        "qw": lambda: QCoreApplication.translate("DoseWords", "once a week"),
        "qmo": lambda: QCoreApplication.translate("DoseWords", "once a month"),
        "qam": lambda: QCoreApplication.translate("DoseWords", "in the morning"),
        "qpm": lambda: QCoreApplication.translate("DoseWords", "in the afternoon"),
        "qn": lambda: QCoreApplication.translate("DoseWords", "at night"),
        "hs": lambda: QCoreApplication.translate("DoseWords", "at bedtime"),
        "ac": lambda: QCoreApplication.translate("DoseWords", "before meals"),
        "pc": lambda: QCoreApplication.translate("DoseWords", "after meals"),
        "prn": lambda: QCoreApplication.translate("DoseWords", "as needed"),
        "stat": lambda: QCoreApplication.translate("DoseWords", "at once"),
        "po": lambda: QCoreApplication.translate("DoseWords", "by mouth"),
        "iv": lambda: QCoreApplication.translate("DoseWords", "intravenously"),
        "im": lambda: QCoreApplication.translate("DoseWords", "intramuscularly"),
        "sc": lambda: QCoreApplication.translate("DoseWords", "subcutaneously"),
        "sl": lambda: QCoreApplication.translate("DoseWords", "under the tongue"),
        "pr": lambda: QCoreApplication.translate("DoseWords", "rectally"),
        "inh": lambda: QCoreApplication.translate("DoseWords", "inhaled"),
        "top": lambda: QCoreApplication.translate("DoseWords", "on the skin"),
        "nasal": lambda: QCoreApplication.translate("DoseWords", "into the nose"),
        "ophth": lambda: QCoreApplication.translate("DoseWords", "into the eye"),
    }
)
_UNITS: MappingProxyType[str, Callable[[], str]] = MappingProxyType(
    {
        "tablet": lambda: QCoreApplication.translate("DoseWords", "tablets"),
        "tab": lambda: QCoreApplication.translate("DoseWords", "tablets"),
        "capsule": lambda: QCoreApplication.translate("DoseWords", "capsules"),
        "cap": lambda: QCoreApplication.translate("DoseWords", "capsules"),
        "puff": lambda: QCoreApplication.translate("DoseWords", "puffs"),
        "drop": lambda: QCoreApplication.translate("DoseWords", "drops"),
        "unit": lambda: QCoreApplication.translate("DoseWords", "units"),
    }
)
_SPANS: MappingProxyType[str, Callable[[], str]] = MappingProxyType(
    {
        "min": lambda: QCoreApplication.translate("DoseWords", "{count} times in {span} minutes"),
        "h": lambda: QCoreApplication.translate("DoseWords", "{count} times in {span} hours"),
        "d": lambda: QCoreApplication.translate("DoseWords", "{count} times in {span} days"),
        "wk": lambda: QCoreApplication.translate("DoseWords", "{count} times in {span} weeks"),
        "mo": lambda: QCoreApplication.translate("DoseWords", "{count} times in {span} months"),
        "a": lambda: QCoreApplication.translate("DoseWords", "{count} times in {span} years"),
    }
)


def dose_words(stated: str) -> str:
    """The dose in the language of the screen; ``stated`` itself in English, and where a part of it is free text."""
    if _WORDS["po"]() == "by mouth":
        return stated
    parts = [_part(part) for part in stated.split("; ")]
    return "; ".join(
        stated_part if said is None else said
        for stated_part, said in zip(stated.split("; "), parts, strict=True)
    )


def _part(stated: str) -> str | None:
    """One dose in words; None where it holds anything that is not of the vocabulary."""
    text = " ".join(stated.casefold().split())
    if not text:
        return None
    for phrase, code in _PHRASES:
        text = re.sub(rf"\b{phrase}\b", code, text)
    said: list[str] = []
    amount = _AMOUNT.match(text)
    if amount is not None:
        # the number and the sign of the unit as the source writes them
        said.append(_amount(amount["number"], amount["unit"] or "", stated))
        text = text[amount.end() :]
    for token in _tokens(text):
        words = _token(token)
        if words is None:
            return None
        said.append(words)
    return QCoreApplication.translate("DoseWords", ", ").join(said) if said else None


def _tokens(text: str) -> list[str]:
    often = _OFTEN.search(text)
    if often is None:
        return re.sub(r"[,;]", " ", text).split()
    return [*_tokens(text[: often.start()]), often[0], *_tokens(text[often.end() :])]


def _token(token: str) -> str | None:
    if token in _WORDS:
        return _WORDS[token]()
    if hours := _EVERY_HOURS.fullmatch(token):
        return QCoreApplication.translate("DoseWords", "every {hours} hours").format(hours=hours["hours"])
    if often := _OFTEN.fullmatch(token):
        if often["span"] is None and often["unit"] == "d":
            return _daily(often["count"])
        if often["span"] is None and often["unit"] == "wk":
            return QCoreApplication.translate("DoseWords", "{count} times a week").format(
                count=often["count"]
            )
        return _SPANS[often["unit"]]().format(count=often["count"], span=often["span"] or "1")
    return None


def _amount(number: str, unit: str, stated: str) -> str:
    singular = unit.removesuffix("s")
    if singular in _UNITS:
        return f"{number} {_UNITS[singular]()}"
    if not unit:
        return number
    place = stated.casefold().find(unit, len(number))
    return f"{number} {stated[place : place + len(unit)]}"


def _daily(count: int | str) -> str:
    return QCoreApplication.translate("DoseWords", "{count} times a day").format(count=count)
