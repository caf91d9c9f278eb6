"""Blood-pressure category of adults: ACC/AHA guideline 2017 (Whelton 2018, Hypertension 71:1269), table 6.

For the average of two or more careful readings on two or more occasions. The higher of the two categories counts. The
limits were entered from general knowledge and not compared with the guideline.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.core.risk import UNVERIFIED
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, NOTE, ColumnsModel, Results, row_reason

_UNVERIFIED = "unverified_limits"
SEVERE = "stage 2 + severe (>180 and/or >120)"


def _evaluate(columns: Mapping[str, Column]) -> Results:
    systolic, diastolic = columns["sbp"], columns["dbp"]
    category = np.select(
        [
            (systolic > 180) | (diastolic > 120),
            (systolic >= 140) | (diastolic >= 90),
            (systolic >= 130) | (diastolic >= 80),
            systolic >= 120,
        ],
        [SEVERE, "stage 2", "stage 1", "elevated"],
        default="normal",
    )
    swapped = diastolic >= systolic
    return {
        "category": category,
        NOTE: np.full(category.shape, _UNVERIFIED),
        ERROR: np.where(swapped, row_reason("dbp_not_below_sbp"), ""),
    }


BP_CATEGORY_2017 = ColumnsModel(
    id="bp-category",
    version="2017",
    inputs=(
        InputSpec("sbp", InputKind.NUMBER, "mm[Hg]", 50, 300),
        InputSpec("dbp", InputKind.NUMBER, "mm[Hg]", 20, 200),
    ),
    output="category",
    grade=UNVERIFIED,
    outputs=("category", NOTE),
    evaluate=_evaluate,
    unverified=_UNVERIFIED,
)
