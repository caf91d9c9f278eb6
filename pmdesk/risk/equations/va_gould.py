"""VA probability that a solitary nodule is malignant: Gould 2007, Chest 131:383. Nodules of 7 to 30 mm.

The sign of the years since quitting is negative; one secondary table prints it without its sign.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column, Floats, logistic
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason, summed

_CONSTANT = -8.404


def _terms(columns: Mapping[str, Column]) -> dict[str, Floats]:
    # a person who never smoked has no term of quitting
    quitting = np.where(columns["ever_smoker"] == 0.0, 0.0, columns["years_since_quit"])
    return {
        "ever_smoker": 2.061 * columns["ever_smoker"],
        "age": 0.779 * (columns["age"] / 10.0),
        "diameter_mm": 0.112 * columns["diameter_mm"],
        "years_since_quit": -0.567 * (quitting / 10.0),
    }


def _evaluate(columns: Mapping[str, Column]) -> Results:
    ever, years = columns["ever_smoker"], columns["years_since_quit"]
    unknown = (ever == 1.0) & np.isnan(years)
    contradiction = (ever == 0.0) & (years > 0.0)
    errors = np.select(
        [unknown, contradiction],
        [row_reason("row_missing", "years_since_quit"), row_reason("never_smoker_quit")],
        "",
    )
    return {"p": logistic(summed(_CONSTANT, _terms(columns))), ERROR: errors}


VA_GOULD = ColumnsModel(
    id="va-gould",
    version="2007",
    inputs=(
        InputSpec("age", InputKind.NUMBER, "a", 18, 110),
        InputSpec("ever_smoker", InputKind.FLAG),
        InputSpec("diameter_mm", InputKind.NUMBER, "mm", 7, 30),
        InputSpec("years_since_quit", InputKind.NUMBER, "a", 0, 100, required=False),
    ),
    output="p",
    grade="A",
    outputs=("p",),
    evaluate=_evaluate,
    terms=_terms,
    constant=_CONSTANT,
)
"""``years_since_quit`` is 0 for current smokers, and may be empty for people who never smoked."""
