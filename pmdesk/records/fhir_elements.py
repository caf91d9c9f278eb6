"""Elements of FHIR resources as they lie in JSON: codes, quantities, names, dates."""

import math
from datetime import date
from typing import Any

from pmdesk.core.errors import InputError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Coding, SourceRef
from pmdesk.core.units import convert, is_ucum, ucum_of
from pmdesk.records import fhir_codes as codes

Resource = dict[str, Any]
CodePair = tuple[str, str]

_SAME_FACTOR = 1e-6


def without_nulls(element: Any) -> Any:
    """The element without JSON nulls, which say nothing and stand where lists are expected."""
    if isinstance(element, dict):
        return {key: without_nulls(value) for key, value in element.items() if value is not None}
    if isinstance(element, list):
        return [without_nulls(value) for value in element if value is not None]
    return element


def nested(resource: Resource, outer: str, inner: str) -> Any:
    """``resource[outer][inner]``; None where either is absent."""
    value = resource.get(outer)
    return value.get(inner) if isinstance(value, dict) else None


def has_value(part: Resource) -> bool:
    return any(key.startswith("value") for key in part)


def code_pairs(concept: object) -> set[CodePair]:
    """(system, code) of every coding of a CodeableConcept."""
    return {(str(item.get("system") or ""), str(item.get("code") or "")) for item in _codings(concept)}


def code_values(concept: object) -> list[str]:
    return [str(item.get("code") or "") for item in _codings(concept)]


def coding_of_concept(concept: object, preferred: str = "") -> Coding:
    """First coding of a concept, of the preferred system where there is one; its text where that has no display."""
    listed = sorted(_codings(concept), key=lambda item: not preferred or item.get("system") != preferred)
    text = str(concept.get("text") or "") if isinstance(concept, dict) else ""
    first = next((item for item in listed if item.get("code")), listed[0] if listed else {})
    # zero-width spaces that some sources put into names would defeat every comparison
    display = str(first.get("display") or text).replace("\u200b", "")
    return Coding(system=str(first.get("system") or ""), code=str(first.get("code") or ""), display=display)


def concept_text(concept: object) -> str:
    coding = coding_of_concept(concept)
    return coding.display or coding.code


def is_coded(pairs: set[CodePair], snomed: frozenset[str], icd10: tuple[str, ...]) -> bool:
    """Whether one of the codes is among the SNOMED CT codes or begins like one of ICD-10."""
    return any(
        (system == codes.SNOMED and code in snomed)
        or (system in codes.ICD10_SYSTEMS and code.startswith(icd10))
        for system, code in pairs
    )


def number_of(value: object) -> float | None:
    """A finite number, also where it stands as text; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def ucum_of_quantity(quantity: Resource) -> tuple[str | None, str]:
    """UCUM code of a quantity (None when it is not sure) and the unit as the source writes it."""
    code, unit = str(quantity.get("code") or ""), str(quantity.get("unit") or "")
    shown = unit or code
    if code and quantity.get("system") == codes.UCUM:
        if unit and _contradict(code, unit):
            return None, f"{unit} ({code})"
        # some sources call UCUM what is not, but unmistakable ("mmHg")
        return (code if is_ucum(code) else ucum_of(code)), shown
    if not quantity.get("system"):
        for text in (code, unit):
            found = ucum_of(text) if text else None
            if found is not None:
                return found, shown
    return None, shown


def _contradict(code: str, unit: str) -> bool:
    """Whether code and printed unit of one quantity mean different amounts (code mg/dL, unit mmol/L)."""
    printed = ucum_of(unit)
    if printed is None or printed == code or not is_ucum(code):
        return False
    if ("mol" in printed) != ("mol" in code):
        return True
    try:
        return abs(convert(1.0, printed, code) - 1.0) > _SAME_FACTOR
    except InputError:
        return False


def years_of(age: object) -> float | None:
    """Years of an Age; other units only where they make whole sense (months)."""
    if not isinstance(age, dict):
        return None
    value, unit = number_of(age.get("value")), ucum_of_quantity(age)[0]
    if value is None or age.get("comparator"):
        return None
    years = {"a": value, "mo": value / 12}.get(unit or "")
    return years if years is not None and 0 <= years <= 130 else None


def name_text(name: Resource) -> str:
    """Given names and family name; the name's text where it has neither."""
    if name.get("family") or name.get("given"):
        return " ".join([*map(str, name.get("given") or []), str(name.get("family") or "")]).strip()
    return str(name.get("text") or "")


def quantity_text(quantity: object) -> str:
    """Number and unit as the source writes them; ``?`` where there is no number."""
    if not isinstance(quantity, dict):
        return "?"
    number = number_of(quantity.get("value"))
    unit = str(quantity.get("unit") or quantity.get("code") or "")
    return "?" if number is None else f"{quantity.get('comparator') or ''}{number:g} {unit}".strip()


def has_modifier(element: object) -> bool:
    """Whether anything in it carries an extension that may turn its meaning, or rules of its own."""
    if isinstance(element, dict):
        return any(
            (key in ("modifierExtension", "implicitRules") and bool(value))
            or (key != "contained" and has_modifier(value))
            for key, value in element.items()
        )
    return isinstance(element, list) and any(map(has_modifier, element))


def source_of(kind: str, resource: Resource) -> SourceRef:
    return SourceRef(origin=Origin.RECORD, document=f"{kind}/{resource.get('id', '')}")


def dated(entry: tuple[Any, ...]) -> tuple[bool, date, int]:
    """Sort key of (day, order in the file, ...): undated entries first, then by day, then in file order."""
    return entry[0] is not None, entry[0] or date.min, entry[1]


def _codings(concept: object) -> list[dict[str, Any]]:
    if not isinstance(concept, dict):
        return []
    return [coding for coding in concept.get("coding") or [] if isinstance(coding, dict)]
