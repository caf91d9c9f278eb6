"""Volume doubling time of a nodule: exponential growth, no patient data behind it.

VDT = t ln 2 / ln(V2 / V1), with diameters t ln 2 / (3 ln(d2 / d1)); a negative one is shrinking. A change of volume by
less than 25 % lies within the error of measuring (BTS 2015; NELSON, van Klaveren 2009): ``stable``.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason

MEASURING_ERROR_PERCENT = 25.0


def _doubling(columns: Mapping[str, Column]) -> Results:
    first, second, days = columns["v1_mm3"], columns["v2_mm3"], columns["days"]
    has_volumes = ~np.isnan(first) & ~np.isnan(second)
    d1, d2 = columns["d1_mm"], columns["d2_mm"]
    has_diameters = ~np.isnan(d1) & ~np.isnan(d2)
    growth = np.where(has_volumes, np.log(second / first), 3.0 * np.log(d2 / d1))
    ratio = np.where(has_volumes, second / first, (d2 / d1) ** 3)
    change = 100.0 * (ratio - 1.0)
    category = np.select(
        [np.abs(change) < MEASURING_ERROR_PERCENT, change > 0.0], ["stable", "growing"], "shrinking"
    )
    return {
        "vdt_days": days * np.log(2.0) / growth,
        "change_percent": change,
        "category": category,
        ERROR: np.where(has_volumes | has_diameters, "", row_reason("vdt_pair_missing")),
    }


VDT = ColumnsModel(
    id="vdt",
    version="1",
    inputs=(
        InputSpec("v1_mm3", InputKind.NUMBER, "mm3", 0.1, 1e7, required=False),
        InputSpec("v2_mm3", InputKind.NUMBER, "mm3", 0.1, 1e7, required=False),
        InputSpec("d1_mm", InputKind.NUMBER, "mm", 0.5, 300, required=False),
        InputSpec("d2_mm", InputKind.NUMBER, "mm", 0.5, 300, required=False),
        InputSpec("days", InputKind.NUMBER, "d", 1, 36525),
    ),
    output="vdt_days",
    grade="A",
    outputs=("vdt_days", "change_percent", "category"),
    evaluate=_doubling,
)
"""Where a row has both volumes, they are used and its diameters are not. No doubling time without any change."""
