"""Resting energy expenditure: Mifflin 1990, Am J Clin Nutr 51:241."""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.equations.shared_inputs import SEX
from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ColumnsModel, Results, summed


def _terms(columns: Mapping[str, Column]) -> dict[str, Floats]:
    return {
        "weight_kg": 10.0 * columns["weight_kg"],
        "height_cm": 6.25 * columns["height_cm"],
        "age": -5.0 * columns["age"],
        "sex": np.where(columns["sex"] == "male", 5.0, -161.0),
    }


def _evaluate(columns: Mapping[str, Column]) -> Results:
    return {"ree_kcal": summed(0.0, _terms(columns))}


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
    terms=_terms,
)
