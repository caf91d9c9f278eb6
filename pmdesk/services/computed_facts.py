"""Facts that follow from others: body mass index, filtration rate, pack-years and the like."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pmdesk.core.provenance import Origin
from pmdesk.risk.kidney import egfr_ckd_epi_2021
from pmdesk.services.known_fact import KnownFact

if TYPE_CHECKING:
    from pmdesk.services.record_facts import RecordFacts

ADULT_YEARS = 18.0
_CIGARETTES_A_PACK = 20.0


def _computed(value: float, unit: str, *parts: KnownFact | None) -> KnownFact:
    """A value that follows from others: the day of the oldest, the place of the first."""
    used = [one for one in parts if one is not None]
    days = [one.taken_on for one in used if one.taken_on is not None]
    cautions = tuple(text for one in used for text in one.cautions)
    return KnownFact(
        value,
        Origin.COMPUTED,
        used[0].ref if used else None,
        unit,
        min(days, default=None),
        used[0].document if used else "",
        cautions,
    )


def _bmi(facts: "RecordFacts") -> KnownFact | None:
    """The measured index, or that of the latest weight and height, whichever is later."""
    weight, height = facts.number("weight", "kg"), facts.number("height", "cm")
    measured = facts.measured("bmi", "bmi")
    if weight is None or height is None:
        return measured
    of = facts.get("weight")
    own = replace(
        _computed(weight / (height / 100.0) ** 2, "kg/m2", of), taken_on=of.taken_on if of else None
    )
    if measured is not None and (measured.taken_on or date.min) > (own.taken_on or date.min):
        return measured
    return own


def _egfr(facts: "RecordFacts") -> KnownFact | None:
    creatinine, sex = facts.get("creatinine"), facts.get("sex")
    mg_per_dl = facts.number("creatinine", "mg/dL", "creatinine")
    if creatinine is None or mg_per_dl is None or sex is None or sex.value not in ("female", "male"):
        return None
    on = creatinine.taken_on or facts.on
    years = facts.record.age_on(on) if facts.record.age_on(on) is not None else facts.number("age", "a")
    if years is None or years < ADULT_YEARS or mg_per_dl <= 0:
        return None
    rate = egfr_ckd_epi_2021(mg_per_dl, years, female=sex.value == "female")
    return _computed(rate, "mL/min/{1.73_m2}", creatinine)


def _pack_years(facts: "RecordFacts") -> KnownFact | None:
    """As stated; else from cigarettes a day and years; 0 for who never smoked."""
    smoking = facts.record.smoking
    if smoking.pack_years is not None:
        return facts.smoked("pack_years")
    observed = facts.measured("pack_years", "pack_years")
    if observed is not None:
        return observed
    ever = facts.get("ever_smoker")
    if ever is not None and ever.value is False:
        return _computed(0.0, "", ever)
    a_day, years = facts.get("cigarettes_per_day"), facts.get("years_smoked")
    if a_day is None or years is None:
        return None
    return _computed(float(a_day.value) / _CIGARETTES_A_PACK * float(years.value), "", a_day, years)


def _tc_hdl_ratio(facts: "RecordFacts") -> KnownFact | None:
    total, hdl = facts.get("cholesterol"), facts.get("hdl")
    if total is None or hdl is None:
        return None
    numbers = (
        facts.number("cholesterol", "mmol/L", "cholesterol"),
        facts.number("hdl", "mmol/L", "hdl_cholesterol"),
    )
    if numbers[0] is None or not numbers[1]:
        return None
    return _computed(numbers[0] / numbers[1], "1", total, hdl)


def _years_since_quitting_or_0(facts: "RecordFacts") -> KnownFact | None:
    current = facts.get("current_smoker")
    if current is not None and current.value in (True, 1.0):
        return _computed(0.0, "a", current)
    return facts.get("years_since_quitting")


_GAIL_HORIZON_YEARS, _GAIL_LAST_AGE = 5.0, 90.0
_NO_ANSWER_WITHOUT_BIOPSY = "99"


def _age_in_5_years(facts: "RecordFacts") -> KnownFact | None:
    age = facts.get("age")
    if age is None or isinstance(age.value, str):
        return None
    return _computed(min(float(age.value) + _GAIL_HORIZON_YEARS, _GAIL_LAST_AGE), "a", age)


def _no_hyperplasia_without_biopsy(facts: "RecordFacts") -> KnownFact | None:
    biopsies = facts.stated("N_Biop")
    if biopsies is None or biopsies.value not in (0.0, 99.0):
        return None
    return replace(_computed(0.0, "", biopsies), value=_NO_ANSWER_WITHOUT_BIOPSY)


COMPUTED: Mapping[str, Callable[["RecordFacts"], KnownFact | None]] = {
    "bmi": _bmi,
    "egfr": _egfr,
    "pack_years": _pack_years,
    "tc_hdl_ratio": _tc_hdl_ratio,
    "years_since_quitting_or_0": _years_since_quitting_or_0,
    "age_in_5_years": _age_in_5_years,
    "no_hyperplasia_without_biopsy": _no_hyperplasia_without_biopsy,
}
"""By the name that the table gives them."""
