"""SCORE2 (40 to 69 years) and SCORE2-OP (from 70): Eur Heart J 2021;42:2439 and 42:2455.

Ten-year risk of a fatal or non-fatal cardiovascular event in people without cardiovascular disease, recalibrated to
four risk regions of Europe. Cholesterol in mmol/L. Both were derived with diabetes as a term, and are meant for people
without it: a result for a person with diabetes carries a note.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

import numpy as np

from pmdesk.risk.equations.shared_inputs import SEX, SMOKER, SYSTOLIC
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import NOTE, ColumnsModel, Results, row_reason

OLDER_PERSONS_FROM = 70
REGIONS = ("Low", "Moderate", "High", "Very high")


@dataclass(frozen=True, slots=True)
class _Equation:
    """Centres, coefficients and baseline of one sex and age group."""

    age_centre: float
    age_scale: float
    sbp_centre: float
    sbp_scale: float
    hdl_centre: float
    hdl_scale: float
    age: float
    smoker: float
    sbp: float
    tc: float
    hdl: float
    dm: float
    age_smoker: float
    age_sbp: float
    age_tc: float
    age_hdl: float
    age_dm: float
    survival: float
    mean: float


_CENTRES = (60.0, 5.0, 120.0, 20.0, 1.3, 0.5)
_CENTRES_OP = (73.0, 1.0, 150.0, 1.0, 1.4, 1.0)
_MEN = _Equation(
    *_CENTRES,
    *(0.3742, 0.6012, 0.2777, 0.1458, -0.2698, 0.6457),
    *(-0.0755, -0.0255, -0.0281, 0.0426, -0.0983),
    *(0.9605, 0.0),
)
_WOMEN = _Equation(
    *_CENTRES,
    *(0.4648, 0.7744, 0.3131, 0.1002, -0.2606, 0.8096),
    *(-0.1088, -0.0277, -0.0226, 0.0613, -0.1272),
    *(0.9776, 0.0),
)
_MEN_OP = _Equation(
    *_CENTRES_OP,
    *(0.0634, 0.3524, 0.0094, 0.0850, -0.3564, 0.4245),
    *(-0.0247, -0.0005, 0.0073, 0.0091, -0.0174),
    *(0.7576, 0.0929),
)
_WOMEN_OP = _Equation(
    *_CENTRES_OP,
    *(0.0789, 0.4921, 0.0102, 0.0605, -0.3040, 0.6010),
    *(-0.0255, -0.0004, -0.0009, 0.0154, -0.0107),
    *(0.8082, 0.229),
)
_EQUATIONS = np.array([astuple(equation) for equation in (_MEN, _WOMEN, _MEN_OP, _WOMEN_OP)])

# scale 1 and 2 by equation (as above) and region (as in REGIONS)
_SCALES = np.array(
    [
        [(-0.5699, 0.7476), (-0.1565, 0.8009), (0.3207, 0.9360), (0.5836, 0.8294)],
        [(-0.7380, 0.7019), (-0.3143, 0.7701), (0.5710, 0.9369), (0.9412, 0.8329)],
        [(-0.34, 1.19), (0.01, 1.25), (0.08, 1.15), (0.05, 0.70)],
        [(-0.52, 1.01), (-0.10, 1.10), (0.38, 1.09), (0.38, 0.69)],
    ]
)


def _evaluate(columns: Mapping[str, Column]) -> Results:
    which = 2 * (columns["age"] >= OLDER_PERSONS_FROM) + (columns["sex"] == "female")
    e = _Equation(*_EQUATIONS[which].T)
    age = (columns["age"] - e.age_centre) / e.age_scale
    x = (
        e.age * age
        + columns["smoker"] * (e.smoker + e.age_smoker * age)
        + (columns["sbp"] - e.sbp_centre) / e.sbp_scale * (e.sbp + e.age_sbp * age)
        + (columns["tc"] - 6.0) * (e.tc + e.age_tc * age)
        + (columns["hdl"] - e.hdl_centre) / e.hdl_scale * (e.hdl + e.age_hdl * age)
        + columns["dm"] * (e.dm + e.age_dm * age)
    )
    region = np.argmax(columns["region"][:, np.newaxis] == np.array(REGIONS), axis=1)
    scale_1, scale_2 = _SCALES[which, region].T
    # -ln(1 - uncalibrated risk), written without the subtraction that loses digits
    hazard = -np.log(e.survival) * np.exp(x - e.mean)
    return {
        "risk_pct": -100.0 * np.expm1(-np.exp(scale_1 + scale_2 * np.log(hazard))),
        NOTE: np.where(columns["dm"] == 1.0, row_reason("score2_diabetes"), ""),
    }


SCORE2 = ColumnsModel(
    id="score2",
    version="2021",
    inputs=(
        InputSpec("region", InputKind.CHOICE, choices=REGIONS),
        SEX,
        InputSpec("age", InputKind.NUMBER, "a", 40, 89),
        SMOKER,
        SYSTOLIC,
        InputSpec("tc", InputKind.NUMBER, "mmol/L", 2, 13),
        InputSpec("hdl", InputKind.NUMBER, "mmol/L", 0.3, 4),
        InputSpec("dm", InputKind.FLAG),
    ),
    output="risk_pct",
    grade="A",
    outputs=("risk_pct", NOTE),
    evaluate=_evaluate,
)
