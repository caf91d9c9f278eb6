"""PREDICT Breast 3 (tool version 3.2): survival after surgery for early invasive breast cancer, by treatment.

Grootes 2024, npj Breast Cancer 10, "An updated PREDICT breast cancer prognostic model including the benefits and harms
of radiotherapy"; form of the model and treatment effects after Candido dos Reis 2017, Breast Cancer Res 19:58.
Coefficients: ``predict_breast_3_*.csv``; the other constants as in the authors' package (MIT licence), version 3.2.

Survival at t years is ``exp(-(B(t) + O(t)))``. ``O(t)``, death of other causes, is a baseline times ``exp(mi)``.
``B(t)``, death of breast cancer, is the sum over the years of the baseline's yearly step times ``exp(pi + treatment)``,
where HER2 acts on ``pi`` differently each year in ER-positive disease. The year of diagnosis is 2017 throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.codes import all_that_hold, code_numbers
from pmdesk.risk.coefficients import coefficient_rows
from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import NOTE, ColumnsModel, Results

HORIZONS_YEARS = (10, 15)
TREATMENTS = ("surg", "r", "rh", "rhc", "rhct", "rhctb")
"""Surgery alone; then radiotherapy, hormone therapy, chemotherapy, trastuzumab and bisphosphonates are added."""

_YEARS_SINCE_2000 = 17.0
_SCREEN_UNKNOWN = 0.204
"""Share of cases found by screening, used when the mode of detection is not known."""
_GRADE_UNKNOWN = 2.13
"""Mean grade, used when the grade is not known."""
_MOST_NODES = 100

_HER2_ER_POSITIVE: Mapping[float, tuple[float, ...]] = {
    1.0: (0.608, 0.532, 0.457, 0.382, 0.307, 0.231, 0.156, 0.081, 0.006),
    0.0: (-0.053, -0.046, -0.040, -0.033, -0.027, -0.020, -0.014, -0.007),
}
"""Log hazard ratio of each year after the diagnosis; 0 from then on, and when HER2 is not known."""
_HER2_ER_NEGATIVE = {1.0: 0.2316, 0.0: -0.08589}
_KI67_ER_POSITIVE = {1.0: 0.14904, 0.0: -0.11333}
_PR_ER_POSITIVE = {1.0: -0.0619, 0.0: 0.2624}
_PR_ER_NEGATIVE = {1.0: -0.2231, 0.0: 0.0296}

_RADIOTHERAPY = float(np.log(0.82))
_HORMONE = -0.3857
_CHEMOTHERAPY = {2.0: -0.248, 3.0: -0.446}
"""By generation of the regimen."""
_TRASTUZUMAB = -0.3567
_BISPHOSPHONATES = -0.198
_OTHER_PER_HEART_GY = float(np.log(1.02))
_OTHER_CHEMOTHERAPY = float(np.log(1.2))
_BASELINE_RADIOTHERAPY_ER_POSITIVE = 0.7
_BASELINE_RADIOTHERAPY_ER_NEGATIVE = 0.55
_BASELINE_RADIOTHERAPY_OTHER = -0.062

_SMOKERS = 0.1
"""Share of smokers in the population."""
_SMOKING_RELATIVE_RISK = 0.25 * 2.0 + 0.75
"""Of death of other causes, a quarter of which smoking doubles."""
_SMOKING_AVERAGE = 1.0 - _SMOKERS + _SMOKERS * _SMOKING_RELATIVE_RISK

_TRI_STATE = ("0", "1", "9")
_SCREEN_CODES = ("0", "1", "2")
_GRADE_CODES = ("1", "2", "3", "9")
_GENERATION_CODES = ("0", "2", "3")


@dataclass(frozen=True, slots=True)
class _Disease:
    """Coefficients of ER-positive or ER-negative disease."""

    terms: Mapping[str, float]
    steps: Floats
    """(15,): step of the cumulative baseline hazard in each year after the diagnosis."""


@cache
def _disease(column: str) -> _Disease:
    terms = {row["term"]: float(row[column]) for row in coefficient_rows("predict_breast_3_cancer.csv")}
    decades = np.arange(1, HORIZONS_YEARS[-1] + 1) / 10.0
    power = decades ** (-0.5 if column == "er_positive" else -1.0)
    cumulative = np.exp(
        terms["baseline_constant"]
        + terms["baseline_time_1"] * power
        + terms["baseline_time_2"] * power * np.log(decades)
    )
    return _Disease(terms, np.diff(cumulative, prepend=0.0))


@cache
def _other_terms() -> Mapping[str, float]:
    rows = coefficient_rows("predict_breast_3_other_mortality.csv")
    return {row["term"]: float(row["coefficient"]) for row in rows}


def _by_state(column: Floats, effects: Mapping[float, float]) -> Floats:
    """Effect (n,) of a marker; 0 where it is none of the keys (not known)."""
    found = np.zeros(column.shape)
    for state, effect in effects.items():
        found[column == state] = effect
    return found


def _cancer_index(columns: Mapping[str, Floats]) -> Floats:
    """Prognostic index (n,) of death of breast cancer, without HER2 in ER-positive disease."""
    age = (columns["age"] - 24.0) / 100.0
    positive = columns["er"] == 1.0
    ki67, pr = columns["ki67"], columns["pr"]
    indices = [
        _linear(_disease("er_positive"), columns, age**-0.5, age**2, -np.expm1(-columns["size"] / 20.0))
        + _by_state(ki67, _KI67_ER_POSITIVE)
        + _by_state(pr, _PR_ER_POSITIVE)
        + _BASELINE_RADIOTHERAPY_ER_POSITIVE,
        _linear(_disease("er_negative"), columns, age, age * np.log(age), np.log(columns["size"]))
        + _by_state(pr, _PR_ER_NEGATIVE)
        + _by_state(columns["her2"], _HER2_ER_NEGATIVE)
        + _BASELINE_RADIOTHERAPY_ER_NEGATIVE,
    ]
    return np.asarray(np.where(positive, indices[0], indices[1]), dtype=np.float64)


def _linear(
    disease: _Disease, columns: Mapping[str, Floats], age_1: Floats, age_2: Floats, size: Floats
) -> Floats:
    terms = disease.terms
    total: Floats = (
        terms["age_1"] * age_1
        + terms["age_2"] * age_2
        + terms["size"] * size
        + terms["nodes"] * np.log1p(columns["nodes"])
        + terms["grade"] * columns["grade"]
        + terms["screen"] * columns["screen"]
        + terms["year"] * _YEARS_SINCE_2000
    )
    return total


def _cancer_baseline(columns: Mapping[str, Floats], years: int) -> Floats:
    """Cumulative baseline hazard (n,) of death of breast cancer, with the yearly effect of HER2 put in."""
    positive = _disease("er_positive").steps[:years]
    total: Floats = np.where(
        columns["er"] == 1.0, positive.sum(), _disease("er_negative").steps[:years].sum()
    )
    for state, effects in _HER2_ER_POSITIVE.items():
        ratio = np.zeros(years)
        ratio[: len(effects)] = effects
        weighted = float((positive * np.exp(ratio)).sum())
        total = np.where((columns["er"] == 1.0) & (columns["her2"] == state), weighted, total)
    return total


def _other_index(columns: Mapping[str, Floats]) -> Floats:
    """Prognostic index (n,) of death of other causes under surgery alone."""
    terms = _other_terms()
    age = (columns["age"] - 24.0) / 100.0
    smoking = np.where(columns["smoker"] == 0.0, 1.0, _SMOKING_RELATIVE_RISK) / _SMOKING_AVERAGE
    index: Floats = (
        age**3 * (terms["age_1"] + terms["age_2"] * np.log(age))
        + terms["year"] * _YEARS_SINCE_2000
        + _BASELINE_RADIOTHERAPY_OTHER
        + np.log(smoking)
    )
    return index


def _other_baseline(years: int) -> float:
    terms = _other_terms()
    decades = years / 10.0
    exponent = terms["baseline_constant"] + terms["baseline_time_1"] * np.log(decades)
    return float(np.exp(exponent + terms["baseline_time_2"] * decades))


def _treatment_effects(columns: Mapping[str, Floats]) -> dict[str, tuple[Floats, Floats]]:
    """Log hazard ratios (n,) of death of breast cancer and of other causes, by treatment."""
    none = np.zeros(columns["er"].shape)
    steps: dict[str, tuple[Floats, Floats]] = {
        "surg": (none, none),
        "r": (_RADIOTHERAPY * columns["radio"], _OTHER_PER_HEART_GY * columns["heart_gy"]),
        "rh": (_HORMONE * columns["horm"] * columns["er"], none),
        "rhc": (
            _by_state(columns["generation"], _CHEMOTHERAPY),
            np.where(columns["generation"] == 0.0, 0.0, _OTHER_CHEMOTHERAPY),
        ),
        "rhct": (np.where(columns["her2"] == 1.0, _TRASTUZUMAB * columns["traz"], 0.0), none),
        "rhctb": (_BISPHOSPHONATES * columns["bis"], none),
    }
    cancer, other = none, none
    effects = {}
    for treatment in TREATMENTS:
        cancer, other = cancer + steps[treatment][0], other + steps[treatment][1]
        effects[treatment] = (cancer, other)
    return effects


def _with_numbers(columns: Mapping[str, Column]) -> dict[str, Floats]:
    """All columns as numbers; unknown detection and grade by their mean in the population, as the tool does."""
    numbers = {
        name: np.asarray(columns[name], dtype=np.float64)
        for name in ("age", "size", "nodes", "er", "horm", "traz", "bis", "radio", "heart_gy", "smoker")
    }
    coded = {"her2": _TRI_STATE, "ki67": _TRI_STATE, "pr": _TRI_STATE} | {
        "screen": _SCREEN_CODES,
        "grade": _GRADE_CODES,
        "generation": _GENERATION_CODES,
    }
    numbers |= {name: code_numbers(np.asarray(columns[name]), codes) for name, codes in coded.items()}
    numbers["screen"][numbers["screen"] == 2.0] = _SCREEN_UNKNOWN
    numbers["grade"][numbers["grade"] == 9.0] = _GRADE_UNKNOWN
    return numbers


def _notes(columns: Mapping[str, Floats]) -> NDArray[np.str_]:
    """What is to be said about treatments of the row (n,) that change nothing, or do not fit together."""
    hormone = (columns["horm"] == 1.0) & (columns["er"] == 0.0)
    trastuzumab = (columns["traz"] == 1.0) & (columns["her2"] != 1.0)
    heart = (columns["radio"] == 0.0) & (columns["heart_gy"] > 0.0)
    return all_that_hold(
        (
            (heart, "predict_heart_dose"),
            (hormone, "predict_hormone_without_effect"),
            (trastuzumab, "predict_trastuzumab_without_effect"),
        )
    )


def _evaluate(columns: Mapping[str, Column]) -> Results:
    known = _with_numbers(columns)
    cancer_index, other_index = _cancer_index(known), _other_index(known)
    effects = _treatment_effects(known)
    results: dict[str, NDArray[np.generic]] = {}
    for years in HORIZONS_YEARS:
        cancer_hazard = _cancer_baseline(known, years) * np.exp(cancer_index)
        other_hazard = _other_baseline(years) * np.exp(other_index)
        for treatment in TREATMENTS:
            on_cancer, on_other = effects[treatment]
            hazard = cancer_hazard * np.exp(on_cancer) + other_hazard * np.exp(on_other)
            results[f"s{years}_{treatment}"] = 100.0 * np.exp(-hazard)
    return results | {NOTE: _notes(known)}


_OUTPUTS = tuple(f"s{years}_{treatment}" for years in HORIZONS_YEARS for treatment in TREATMENTS)

PREDICT_BREAST_3 = ColumnsModel(
    id="predict-breast-3",
    version="3.2",
    inputs=(
        InputSpec("age", InputKind.NUMBER, "a", 25, 85),
        InputSpec("screen", InputKind.CHOICE, choices=_SCREEN_CODES),
        InputSpec("size", InputKind.NUMBER, "mm", 1, 500),
        InputSpec("grade", InputKind.CHOICE, choices=_GRADE_CODES),
        InputSpec("nodes", InputKind.NUMBER, "", 0, _MOST_NODES, whole=True),
        InputSpec("er", InputKind.FLAG),
        InputSpec("her2", InputKind.CHOICE, choices=_TRI_STATE),
        InputSpec("ki67", InputKind.CHOICE, choices=_TRI_STATE),
        InputSpec("pr", InputKind.CHOICE, choices=_TRI_STATE),
        InputSpec("generation", InputKind.CHOICE, choices=_GENERATION_CODES),
        InputSpec("horm", InputKind.FLAG),
        InputSpec("traz", InputKind.FLAG),
        InputSpec("bis", InputKind.FLAG),
        InputSpec("radio", InputKind.FLAG),
        InputSpec("heart_gy", InputKind.NUMBER, "Gy", 0, 50),
        InputSpec("smoker", InputKind.FLAG),
    ),
    output=_OUTPUTS[0],
    grade="B",
    outputs=(*_OUTPUTS, NOTE),
    evaluate=_evaluate,
)
"""Percent alive after 10 and 15 years under surgery alone and with each further treatment that the row asks for.

A treatment that does not apply changes nothing: hormone therapy in ER-negative, trastuzumab in HER2-negative disease.
"""
