"""When two entries of a record speak of the same thing, and whether they then agree."""

from enum import StrEnum
from typing import Any

from pmdesk.core.analytes import analyte_of
from pmdesk.core.record import Coding, Observation
from pmdesk.core.units import in_unit_of

LIST_NAMES = (
    "observations",
    "conditions",
    "medications",
    "procedures",
    "allergies",
    "encounters",
    "family_history",
    "reports",
)
"""The lists of a record whose entries have an id."""

_DAY = {
    "observations": "taken_on",
    "conditions": "onset",
    "medications": "started",
    "procedures": "performed",
    "encounters": "started",
    "reports": "issued",
}
_COMPARED = {
    "conditions": ("clinical_status", "verification", "ended", "category", "stage", "histology"),
    "medications": ("dose", "stopped", "active"),
    "procedures": (),
    "allergies": ("reaction", "criticality", "recorded"),
    "encounters": ("class_code", "ended", "reason"),
    "family_history": ("onset_age_years", "sex", "age_years", "is_deceased"),
    "reports": ("conclusion",),
}
PARTIAL_OF = {"ended": "partial_end", "stopped": "partial_end", "recorded": "partial_date"}
"""Field of a whole day to the one that holds a month or year in its place."""

_ONE_OF_A_KIND = frozenset({"MTH", "FTH", "MGRMTH", "MGRFTH", "PGRMTH", "PGRFTH", "NMTH", "NFTH"})
"""Relations that only one person can have; two aunts may differ without contradiction."""

_SAME_NUMBER, _SAME_CONVERTED = 1e-9, 0.01
"""Relative tolerance of equal numbers, and of numbers that were rounded in two units."""


class Relation(StrEnum):
    """What one entry is to another that speaks of the same thing."""

    SAME = "same"
    COMPLETES = "completes"
    CONTRADICTS = "contradicts"
    OTHER = "other"
    """It speaks of something else after all: another episode, another measurement."""


def entry_key(list_name: str, entry: Any) -> object:
    """What an entry speaks of; entries with different keys are never the same.

    The day of a result and the year of a procedure, visit or report belong to it, so that each of fifty thousand
    entries is compared with a few others only.
    """
    if list_name == "family_history":
        return entry.relation.strip().casefold(), _code_key(entry.condition)
    if list_name == "observations":
        return _day_text(list_name, entry), _code_key(entry.coding)
    if list_name in ("procedures", "encounters", "reports"):
        return _day_text(list_name, entry)[:4], _code_key(entry.coding)
    return _code_key(entry.coding)


def relation_of(list_name: str, first: Any, second: Any) -> tuple[Relation, tuple[str, ...]]:
    """How two entries with the same key stand to each other, and the names of the fields that contradict."""
    day = _day_relation(list_name, first, second)
    if day is Relation.OTHER:
        return Relation.OTHER, ()
    if isinstance(first, Observation):
        return _observations(first, second, day)
    relation, differing = day, []
    for name in _COMPARED[list_name]:
        a, b = _compared(first, name), _compared(second, name)
        if a == b:
            continue
        is_finer = name in PARTIAL_OF and (a.startswith(b) or b.startswith(a))
        if _is_open(a) or _is_open(b) or is_finer:
            relation = Relation.COMPLETES
        else:
            differing.append(name)
    if not differing:
        return relation, ()
    if list_name == "family_history" and first.relation not in _ONE_OF_A_KIND:
        return Relation.OTHER, ()
    return Relation.CONTRADICTS, tuple(differing)


def _compared(entry: Any, name: str) -> Any:
    """The value of a field; a date as text, as far as it is known."""
    value = getattr(entry, name)
    if name not in PARTIAL_OF:
        return value
    return value.isoformat() if value is not None else getattr(entry, PARTIAL_OF[name])


def _observations(first: Observation, second: Observation, day: Relation) -> tuple[Relation, tuple[str, ...]]:
    """Results are the same by code, day and value.

    Two values of one day are two measurements, unless they come from one source.
    """
    if _same_result(first, second):
        complete = (first.reference_low, first.reference_high, first.category) == (
            second.reference_low,
            second.reference_high,
            second.category,
        )
        return (day if complete else Relation.COMPLETES), ()
    same_resource = first.id == second.id and first.source == second.source
    if same_resource and first.source.document:
        return Relation.CONTRADICTS, ("value",)
    return Relation.OTHER, ()


def _same_result(first: Observation, second: Observation) -> bool:
    if first.value is None or second.value is None:
        return first.value is None and second.value is None and first.text == second.text
    if first.unit == second.unit:
        return _close(first.value, second.value, _SAME_NUMBER)
    known = analyte_of(first.coding) or analyte_of(second.coding)
    if known is None:
        return False
    a, b = in_unit_of(known, first.value, first.unit), in_unit_of(known, second.value, second.unit)
    return a is not None and b is not None and _close(a, b, _SAME_CONVERTED)


def _day_relation(list_name: str, first: Any, second: Any) -> Relation:
    """SAME for equal days, COMPLETES when one is more exact or not stated, OTHER when they exclude each other."""
    a, b = _day_text(list_name, first), _day_text(list_name, second)
    if a == b:
        return Relation.SAME
    if list_name == "observations":
        # a result without a day, or with a year only, may be any day's
        return Relation.OTHER
    return Relation.COMPLETES if a.startswith(b) or b.startswith(a) else Relation.OTHER


def _day_text(list_name: str, entry: Any) -> str:
    """Day of the entry as far as it is known: whole, ``"1998-07"``, ``"1998"`` or empty."""
    field = _DAY.get(list_name)
    if field is None:
        return ""
    day = getattr(entry, field)
    return day.isoformat() if day else str(entry.partial_date)


def _code_key(coding: Coding) -> tuple[str, ...]:
    known = analyte_of(coding)
    if known is not None:
        return ("analyte", known.id)
    if coding.code:
        return ("code", coding.system, coding.code)
    return ("text", " ".join(coding.display.casefold().split()))


def _close(a: float, b: float, tolerance: float) -> bool:
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def _is_open(value: object) -> bool:
    return value is None or value == "" or value == "unknown"
