"""A FHIR Dosage in short words: its own text, else ``"500 mg bid po"`` of its coded parts.

Frequencies are the abbreviations of prescriptions (HL7 v3 GTSAbbreviation), routes those of SNOMED CT's route codes;
what is coded in neither way stands as the source writes it.
"""

from typing import Any

from pmdesk.records import fhir_codes as codes
from pmdesk.records.fhir_elements import Resource, code_pairs, concept_text, number_of, quantity_text

ROUTES = {
    "26643006": "po",
    "47625008": "iv",
    "34206005": "sc",
    "78421000": "im",
    "37839007": "sl",
    "37161004": "pr",
    "46713006": "nasal",
    "54485002": "ophth",
    "6064005": "top",
    "18679011000001101": "inh",
    "447694001": "inh",
}
"""SNOMED CT route codes; the FHIR value set ``route-codes`` holds them."""

_TIMES_A_DAY = {1: "qd", 2: "bid", 3: "tid", 4: "qid"}
_ABBREVIATIONS = frozenset(
    "qd bid tid qid qod am pm bed q1h q2h q3h q4h q6h q8h q12h wk mo".split()
)  # fmt: skip
_OWN_NAMES = {"bed": "hs", "wk": "qw", "mo": "qmo", "am": "qam", "pm": "qpm"}
_UNITS = frozenset({"min", "h", "d", "wk", "mo", "a"})


def dose_text(dosage: Resource) -> str:
    """Amount, frequency, route and "as needed", as far as they are stated."""
    if dosage.get("text"):
        return str(dosage["text"])
    parts = [_amount(dosage), _frequency(dosage.get("timing")), _route(dosage.get("route"))]
    if dosage.get("asNeededBoolean") is True or dosage.get("asNeededCodeableConcept"):
        parts.append("prn")
    return " ".join(filter(None, parts))


def _amount(dosage: Resource) -> str:
    for rate in dosage.get("doseAndRate") or []:
        quantity = rate.get("doseQuantity")
        if isinstance(quantity, dict) and quantity.get("value") is not None:
            return f"{quantity['value']} {quantity.get('unit') or quantity.get('code') or ''}".strip()
        span = rate.get("doseRange")
        if isinstance(span, dict):
            return "–".join(quantity_text(span[end]) for end in ("low", "high") if end in span)
    return ""


def _frequency(timing: object) -> str:
    if not isinstance(timing, dict):
        return ""
    concept = timing.get("code")
    for _, code in sorted(code_pairs(concept)):
        if code.casefold() in _ABBREVIATIONS:
            return _OWN_NAMES.get(code.casefold(), code.casefold())
    repeat = timing.get("repeat")
    stated = _repeated(repeat) if isinstance(repeat, dict) else ""
    return stated or concept_text(concept)


def _repeated(repeat: dict[str, Any]) -> str:
    """``bid``, ``q8h``, ``2–3/d``, ``1/3 wk`` (once in three weeks); empty where the parts do not say it."""
    often, period, unit = (
        number_of(repeat.get("frequency")),
        number_of(repeat.get("period")),
        repeat.get("periodUnit"),
    )
    if period is None or unit not in _UNITS:
        return ""
    most = number_of(repeat.get("frequencyMax"))
    longest = number_of(repeat.get("periodMax"))
    often = 1.0 if often is None else often
    if most is None and longest is None:
        short = _short(often, period, str(unit))
        if short:
            return short
    count = f"{often:g}" if most is None else f"{often:g}–{most:g}"
    span = "" if period == 1 and longest is None else f"{period:g} "
    if longest is not None:
        span = f"{period:g}–{longest:g} "
    return f"{count}/{span}{unit}"


def _short(often: float, period: float, unit: str) -> str:
    if unit == "d" and period == 1:
        return _TIMES_A_DAY.get(int(often), "") if often.is_integer() else ""
    if often != 1:
        return ""
    if unit == "h" and period.is_integer():
        return f"q{period:g}h"
    if unit == "d" and period == 2:
        return "qod"
    return {"wk": "qw", "mo": "qmo"}.get(unit, "") if period == 1 else ""


def _route(concept: object) -> str:
    for system, code in sorted(code_pairs(concept)):
        if system == codes.SNOMED and code in ROUTES:
            return ROUTES[code]
    return concept_text(concept)
