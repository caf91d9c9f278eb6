"""UKPDS risk engine, coronary heart disease in type 2 diabetes: Stevens 2001, Clin Sci 101:671 (UKPDS 56).

q = 0.0112 x the product of the factors, R = 1 - exp(-q d^T (1 - d^t) / (1 - d)) with d = 1.078, T years since diagnosis
and t the years ahead. The age term takes the age at diagnosis. It overestimates in people treated today.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.equations.shared_inputs import SMOKER, SYSTOLIC
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason

_D = 1.078


def _evaluate(columns: Mapping[str, Column]) -> Results:
    q = (
        0.0112
        * 1.059 ** (columns["age_at_dx"] - 55.0)
        * 0.525 ** columns["female"]
        * 0.390 ** columns["afro_caribbean"]
        * 1.350 ** columns["smoker"]
        * 1.183 ** (columns["hba1c_pct"] - 6.72)
        * 1.088 ** ((columns["sbp"] - 135.7) / 10.0)
        * 3.845 ** (np.log(columns["tc_hdl_ratio"]) - 1.59)
    )
    since_diagnosis = columns["age_now"] - columns["age_at_dx"]
    hazard = q * _D**since_diagnosis * (1.0 - _D ** columns["years"]) / (1.0 - _D)
    wrong = since_diagnosis < 0
    return {
        "risk": -np.expm1(-hazard),
        ERROR: np.where(wrong, row_reason("age_now_before_diagnosis"), ""),
    }


UKPDS_56 = ColumnsModel(
    id="ukpds56",
    version="2001",
    inputs=(
        InputSpec("age_at_dx", InputKind.NUMBER, "a", 18, 100),
        InputSpec("age_now", InputKind.NUMBER, "a", 18, 110),
        InputSpec("female", InputKind.FLAG),
        InputSpec("afro_caribbean", InputKind.FLAG),
        SMOKER,
        InputSpec("hba1c_pct", InputKind.NUMBER, "%", 3, 19),
        SYSTOLIC,
        InputSpec("tc_hdl_ratio", InputKind.NUMBER, "1", 1, 25),
        InputSpec("years", InputKind.NUMBER, "a", 1, 30),
    ),
    output="risk",
    grade="B",
    outputs=("risk",),
    evaluate=_evaluate,
)
