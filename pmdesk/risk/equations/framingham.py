"""Framingham general cardiovascular disease, 10 years, laboratory form: D'Agostino 2008, Circulation 117:743.

Proportional hazards, 30 to 74 years, without cardiovascular disease: risk = 1 - S0 ^ exp(x - mean). The points sheet of
the same paper gives slightly other numbers.
"""

from collections.abc import Mapping

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

# ln age, ln TC, ln HDL, ln SBP untreated, ln SBP treated, smoker, diabetes, mean, S0
_MEN = (3.06117, 1.12370, -0.93263, 1.93303, 1.99881, 0.65451, 0.57367, 23.9802, 0.88936)
_WOMEN = (2.32888, 1.20904, -0.70833, 2.76157, 2.82263, 0.52873, 0.69154, 26.1931, 0.95012)
_SEXES = np.array([_MEN, _WOMEN])


def _evaluate(columns: Mapping[str, Column]) -> Results:
    age, tc, hdl, untreated, treated, smoker, diabetes, mean, survival = _SEXES[
        (columns["sex"] == "female").astype(np.intp)
    ].T
    x = (
        age * np.log(columns["age"])
        + tc * np.log(columns["tc_mgdl"])
        + hdl * np.log(columns["hdl_mgdl"])
        + np.where(columns["bp_treated"] == 1.0, treated, untreated) * np.log(columns["sbp"])
        + smoker * columns["smoker"]
        + diabetes * columns["diabetes"]
    )
    return {"risk": 1.0 - survival ** np.exp(x - mean)}


FRAMINGHAM_2008 = ColumnsModel(
    id="framingham2008",
    version="2008",
    inputs=(
        SEX,
        InputSpec("age", InputKind.NUMBER, "a", 30, 74),
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
