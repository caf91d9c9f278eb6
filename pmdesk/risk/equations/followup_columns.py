"""Lung-RADS v2022 and Fleischner 2017 for tables of nodules: the rules of the desk, row by row."""

from collections.abc import Callable, Mapping

import numpy as np

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.equations.fleischner import FLEISCHNER_2017
from pmdesk.risk.equations.lung_rads import LUNG_RADS_V2022
from pmdesk.risk.knowledge import follow_up_table
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind
from pmdesk.risk.rules import RuleModel
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason


def _known(value: object, number: bool) -> float | str | None:
    if value == "" or value != value:
        return None
    return float(str(value)) if number else str(value)


def _categories(rule: RuleModel) -> Callable[[Mapping[str, Column]], tuple[Column, Column]]:
    """Category and error of every row; each combination of inputs is asked for once."""
    numbers = {spec.name for spec in rule.inputs if spec.kind is not InputKind.CHOICE}

    def answer(inputs: tuple[object, ...]) -> tuple[str, str]:
        named = dict(zip((spec.name for spec in rule.inputs), inputs, strict=True))
        checked = {name: _known(value, name in numbers) for name, value in named.items()}
        try:
            return rule.rule(checked), ""
        except InputError as error:
            needs = error.code is ErrorCode.INPUT_MISSING
            code = "row_table_needs" if needs else "row_table_has_no_cell"
            return "", row_reason(code, str(error.params["input"]))

    def evaluate(columns: Mapping[str, Column]) -> tuple[Column, Column]:
        rows = list(zip(*(columns[spec.name].tolist() for spec in rule.inputs), strict=True))
        known = {row: answer(row) for row in set(rows)}
        found = [known[row] for row in rows]
        return np.array([category for category, _ in found]), np.array([error for _, error in found])

    return evaluate


def _lung_rads(columns: Mapping[str, Column]) -> Results:
    category, errors = _LUNG_RADS(columns)
    return {"category": category, ERROR: errors}


def _fleischner(columns: Mapping[str, Column]) -> Results:
    code, errors = _FLEISCHNER(columns)
    words = {name: cell.meaning.en for name, cell in follow_up_table().fleischner_2017.items()}
    advice = np.array([words.get(name, "") for name in code.tolist()])
    return {"advice": advice, "advice_code": code, ERROR: errors}


_LUNG_RADS = _categories(LUNG_RADS_V2022)
_FLEISCHNER = _categories(FLEISCHNER_2017)

LUNG_RADS_COLUMNS = ColumnsModel(
    id=LUNG_RADS_V2022.id,
    version=LUNG_RADS_V2022.version,
    inputs=LUNG_RADS_V2022.inputs,
    output="category",
    grade=LUNG_RADS_V2022.grade,
    outputs=("category",),
    evaluate=_lung_rads,
)

FLEISCHNER_COLUMNS = ColumnsModel(
    id=FLEISCHNER_2017.id,
    version=FLEISCHNER_2017.version,
    inputs=FLEISCHNER_2017.inputs,
    output="advice",
    grade=FLEISCHNER_2017.grade,
    outputs=("advice", "advice_code"),
    evaluate=_fleischner,
)
