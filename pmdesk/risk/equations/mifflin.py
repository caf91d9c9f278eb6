"""Resting energy expenditure: Mifflin 1990, Am J Clin Nutr 51:241."""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.equations.shared_inputs import SEX
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ColumnsModel, Results


def _evaluate(columns: Mapping[str, Column]) -> Results:
    constant = np.where(columns["sex"] == "male", 5.0, -161.0)
    ree = 10.0 * columns["weight_kg"] + 6.25 * columns["height_cm"] - 5.0 * columns["age"] + constant
    return {"ree_kcal": ree}


MIFFLIN = ColumnsModel(
    id="mifflin",
    version="1990",
    inputs=(
        InputSpec("weight_kg", InputKind.NUMBER, "kg", 25, 350),
        InputSpec("height_cm", InputKind.NUMBER, "cm", 100, 250),
        InputSpec("age", InputKind.NUMBER, "a", 18, 110),
        SEX,
    ),
    output="ree_kcal",
    grade="A",
    outputs=("ree_kcal",),
    evaluate=_evaluate,
)
