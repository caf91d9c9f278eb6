"""Point scores for type 2 diabetes.

FINDRISC: Lindström 2003, Diabetes Care 26:725. ADA risk test: Bang 2009, Ann Intern Med 151:775.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.equations.shared_inputs import SEX
from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason

_AGE = InputSpec("age", InputKind.NUMBER, "a", 18, 110)
_BMI = InputSpec("bmi", InputKind.NUMBER, "kg/m2", 10, 90)

# band of FINDRISC by its lowest score, and the share who had diabetes within 10 years in the band
_BANDS = ((0, "low", 1.0), (7, "slightly elevated", 4.0), (12, "moderate", 17.0), (15, "high", 33.0))
_TOP_BAND = (21, "very high", 50.0)


def _findrisc(columns: Mapping[str, Column]) -> Results:
    years = np.floor(columns["age"])
    bmi, waist_cm = columns["bmi"], columns["waist_cm"]
    male = columns["sex"] == "male"
    score = (
        np.select([years > 64, years >= 55, years >= 45], [4.0, 3.0, 2.0])
        + np.select([bmi > 30, bmi >= 25], [3.0, 1.0])
        + np.select([waist_cm > np.where(male, 102, 88), waist_cm >= np.where(male, 94, 80)], [4.0, 3.0])
        + 2.0 * (1.0 - columns["active_30min"])
        + (1.0 - columns["daily_fruit_veg"])
        + 2.0 * columns["bp_med"]
        + 5.0 * columns["high_glucose_hx"]
        + np.select(
            [columns["family_hx"] == "first_degree", columns["family_hx"] == "second_degree"], [5.0, 3.0]
        )
    )
    bands = (*_BANDS, _TOP_BAND)
    band = np.searchsorted([lowest for lowest, _, _ in bands], score, side="right") - 1
    return {
        "score": score,
        "band": np.array([name for _, name, _ in bands])[band],
        "risk_pct": np.array([percent for _, _, percent in bands])[band],
    }


FINDRISC = ColumnsModel(
    id="findrisc",
    version="2003",
    inputs=(
        _AGE,
        _BMI,
        InputSpec("waist_cm", InputKind.NUMBER, "cm", 50, 200),
        SEX,
        InputSpec("active_30min", InputKind.FLAG),
        InputSpec("daily_fruit_veg", InputKind.FLAG),
        InputSpec("bp_med", InputKind.FLAG),
        InputSpec("high_glucose_hx", InputKind.FLAG),
        InputSpec("family_hx", InputKind.CHOICE, choices=("none", "second_degree", "first_degree")),
    ),
    output="score",
    grade="A",
    outputs=("score", "band", "risk_pct"),
    evaluate=_findrisc,
)

_GESTATIONAL = "gdm_hx(female)"
ADA_POSITIVE_FROM = 5


def _ada_points(columns: Mapping[str, Column]) -> Floats:
    years, bmi = np.floor(columns["age"]), columns["bmi"]
    points = (
        np.select([years >= 60, years >= 50, years >= 40], [3.0, 2.0, 1.0])
        + columns["male"]
        + np.nan_to_num(columns[_GESTATIONAL])
        + columns["first_degree_fh"]
        + columns["hypertension"]
        + (1.0 - columns["physically_active"])
        + np.select([bmi >= 40, bmi >= 30, bmi >= 25], [3.0, 2.0, 1.0])
    )
    return np.asarray(points, dtype=np.float64)


def _ada_risk_test(columns: Mapping[str, Column]) -> Results:
    gestational, male = columns[_GESTATIONAL], columns["male"] == 1.0
    score = _ada_points(columns)
    error = np.select(
        [~male & np.isnan(gestational), male & (gestational == 1.0)],
        [row_reason("row_missing", _GESTATIONAL), row_reason("gestational_diabetes_in_a_man")],
        default="",
    )
    return {"score": score, "positive": (score >= ADA_POSITIVE_FROM).astype(np.int64), ERROR: error}


ADA_RISK_TEST = ColumnsModel(
    id="ada-risk-test",
    version="2009",
    inputs=(
        _AGE,
        InputSpec("male", InputKind.FLAG),
        InputSpec(_GESTATIONAL, InputKind.FLAG, required=False),
        InputSpec("first_degree_fh", InputKind.FLAG),
        InputSpec("hypertension", InputKind.FLAG),
        InputSpec("physically_active", InputKind.FLAG),
        _BMI,
    ),
    output="score",
    grade="B",
    outputs=("score", "positive"),
    evaluate=_ada_risk_test,
)
