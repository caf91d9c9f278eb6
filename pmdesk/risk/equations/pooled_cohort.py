"""ACC/AHA pooled cohort equations: Goff 2013, Circulation 129(suppl 2):S49; 10-year risk of a first ASCVD event.

Proportional hazards for four groups, 40 to 79 years: risk = 1 - S0 ^ exp(x - mean). The guideline gives one set for
white and one for Black (African American) people, and none for others.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

import numpy as np

from pmdesk.risk.equations.shared_inputs import (
    BP_TREATED,
    DIABETES,
    HDL_CHOLESTEROL_MG_PER_DL,
    SEX,
    SMOKER,
    SYSTOLIC,
    TOTAL_CHOLESTEROL_MG_PER_DL,
)
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ColumnsModel, Results


@dataclass(frozen=True, slots=True)
class _Group:
    """Coefficients of one group; ``ln`` of years, mg/dL and mmHg."""

    ln_age: float
    ln_tc: float
    ln_hdl: float
    ln_sbp_treated: float
    ln_sbp_untreated: float
    smoker: float
    diabetes: float
    mean: float
    survival: float
    ln_age_squared: float = 0.0
    age_tc: float = 0.0
    age_hdl: float = 0.0
    age_sbp_treated: float = 0.0
    age_sbp_untreated: float = 0.0
    age_smoker: float = 0.0


_WHITE_WOMEN = _Group(
    *(-29.799, 13.540, -13.578, 2.019, 1.957, 7.574, 0.661, -29.1817, 0.9665),
    ln_age_squared=4.884,
    age_tc=-3.114,
    age_hdl=3.149,
    age_smoker=-1.665,
)
_BLACK_WOMEN = _Group(
    *(17.114, 0.940, -18.920, 29.291, 27.820, 0.691, 0.874, 86.6081, 0.9533),
    age_hdl=4.475,
    age_sbp_treated=-6.432,
    age_sbp_untreated=-6.087,
)
_WHITE_MEN = _Group(
    *(12.344, 11.853, -7.990, 1.797, 1.764, 7.837, 0.658, 61.1816, 0.9144),
    age_tc=-2.664,
    age_hdl=1.769,
    age_smoker=-1.795,
)
_BLACK_MEN = _Group(2.469, 0.302, -0.307, 1.916, 1.809, 0.549, 0.645, 19.5425, 0.8954)

_GROUPS = np.array([astuple(group) for group in (_WHITE_WOMEN, _BLACK_WOMEN, _WHITE_MEN, _BLACK_MEN)])


def _evaluate(columns: Mapping[str, Column]) -> Results:
    group = 2 * (columns["sex"] == "male") + (columns["race"] == "black")
    c = _Group(*_GROUPS[group].T)
    ln_age, ln_sbp = np.log(columns["age"]), np.log(columns["sbp"])
    treated = columns["bp_treated"] == 1.0
    x = (
        ln_age * (c.ln_age + ln_age * c.ln_age_squared)
        + np.log(columns["tc_mgdl"]) * (c.ln_tc + ln_age * c.age_tc)
        + np.log(columns["hdl_mgdl"]) * (c.ln_hdl + ln_age * c.age_hdl)
        + ln_sbp * np.where(treated, c.ln_sbp_treated, c.ln_sbp_untreated)
        + ln_sbp * ln_age * np.where(treated, c.age_sbp_treated, c.age_sbp_untreated)
        + columns["smoker"] * (c.smoker + ln_age * c.age_smoker)
        + columns["diabetes"] * c.diabetes
    )
    return {"risk": 1.0 - c.survival ** np.exp(x - c.mean)}


PCE_2013 = ColumnsModel(
    id="pce2013",
    version="2013",
    inputs=(
        SEX,
        InputSpec("race", InputKind.CHOICE, choices=("white", "black")),
        InputSpec("age", InputKind.NUMBER, "a", 40, 79),
        TOTAL_CHOLESTEROL_MG_PER_DL,
        HDL_CHOLESTEROL_MG_PER_DL,
        SYSTOLIC,
        BP_TREATED,
        SMOKER,
        DIABETES,
    ),
    output="risk",
    grade="A",
    outputs=("risk",),
    evaluate=_evaluate,
)
