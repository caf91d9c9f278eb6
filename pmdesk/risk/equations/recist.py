"""RECIST 1.1 response from the sums of target lesions: Eisenhauer 2009, Eur J Cancer 45:228.

Progression: sum at least 20 % and at least 5 mm over the smallest sum so far, a new lesion, or unequivocal progression
of non-target lesions. Complete response: sum 0. Partial response: sum at least 30 % below the baseline. Else stable.

Not among the inputs: lymph nodes among the targets (complete response while they are still measurable, under 10 mm) and
lesions that were not evaluated.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.codes import first_that_holds
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results

_ROUNDING_MM = 1e-9
_SMALLEST_BASELINE_MM = 10.0
"""One measurable lesion."""
_LARGEST_SUM_MM = 3000.0
_LEAST_RISE_MM = 5.0


def _evaluate(columns: Mapping[str, Column]) -> Results:
    baseline, nadir, current, new_lesion, other_pd = (
        np.asarray(columns[spec.name], dtype=np.float64) for spec in RECIST_11.inputs
    )
    rise = current - nadir
    grown = (rise >= 0.2 * nadir - _ROUNDING_MM) & (rise >= _LEAST_RISE_MM - _ROUNDING_MM)
    progression = grown | (new_lesion == 1.0) | (other_pd == 1.0)
    response = np.select(
        [progression, current == 0.0, current <= 0.7 * baseline + _ROUNDING_MM], ["PD", "CR", "PR"], "SD"
    )
    # less than 5 mm after a complete response: a true relapse or a lesion that was never gone, which sums cannot tell
    undecided = ~progression & (nadir == 0.0) & (current > 0.0)
    errors = first_that_holds(
        ((nadir > baseline + _ROUNDING_MM, "recist_nadir"), (undecided, "recist_reappeared"))
    )
    return {"target_response": response, ERROR: errors}


RECIST_11 = ColumnsModel(
    id="recist11",
    version="1.1",
    inputs=(
        InputSpec("baseline_sum_mm", InputKind.NUMBER, "mm", _SMALLEST_BASELINE_MM, _LARGEST_SUM_MM),
        InputSpec("nadir_sum_mm", InputKind.NUMBER, "mm", 0, _LARGEST_SUM_MM),
        InputSpec("current_sum_mm", InputKind.NUMBER, "mm", 0, _LARGEST_SUM_MM),
        InputSpec("new_lesion", InputKind.FLAG),
        InputSpec("unequivocal_nontarget_pd", InputKind.FLAG),
    ),
    output="target_response",
    grade="A",
    outputs=("target_response",),
    evaluate=_evaluate,
)
"""The smallest sum so far (nadir) counts the baseline in; rows in which it is larger than the baseline are refused."""
