"""A column model asked about one subject or a few, with values instead of a table's texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.texts import LocalizedText
from pmdesk.risk.compute_table import VARIANT, evaluate_columns
from pmdesk.risk.knowledge import reason, risk_table
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputValue
from pmdesk.risk.table_model import ERROR, NOTE, ColumnsModel, Results
from pmdesk.risk.tables import TableModel

_MISSING = "row_missing"
_NEEDS = "row_table_needs"


@dataclass(frozen=True, slots=True)
class Row:
    """Results of one subject by column; ``errors`` say why there are none, ``lacks`` names an input it still needs.

    ``is_unverified``: nobody compared what they rest on with a source (`ColumnsModel.unverified`).
    """

    results: Mapping[str, float | int | str]
    notes: tuple[LocalizedText, ...] = ()
    errors: tuple[LocalizedText, ...] = ()
    lacks: str = ""
    is_unverified: bool = False


def columns_of(model: TableModel, values: Mapping[str, InputValue], rows: int = 1) -> dict[str, Column]:
    """Columns (rows,) with the same value in each: numbers and flags float64 (NaN: not known), choices text."""
    columns: dict[str, Column] = {}
    for spec in model.inputs:
        value = values.get(spec.name)
        if spec.kind is InputKind.CHOICE:
            columns[spec.name] = np.full(rows, "" if value is None else str(value))
        else:
            columns[spec.name] = np.full(rows, np.nan if value is None else float(value))
    return columns


def evaluate_rows(model: TableModel, columns: Mapping[str, Column]) -> Results:
    """Result columns of values that were checked before (`InputSpec.check`)."""
    return evaluate_columns(model, columns)


def evaluate_row(model: TableModel, values: Mapping[str, InputValue]) -> Row:
    """One subject, whose values were checked before; absent ones are not known."""
    return evaluate_subjects(model, (values,))[0]


def evaluate_subjects(model: TableModel, people: Sequence[Mapping[str, InputValue]]) -> list[Row]:
    """Several subjects at once, as `evaluate_row`."""
    found = dict(evaluate_rows(model, columns_of_subjects(model, people)))
    errors, notes = _texts(found.pop(ERROR, None), len(people)), _texts(found.pop(NOTE, None), len(people))
    found.pop(VARIANT, None)
    values = {name: column.tolist() for name, column in found.items()}
    return [
        _row(model, {name: column[place] for name, column in values.items()}, errors[place], notes[place])
        for place in range(len(people))
    ]


def columns_of_subjects(model: TableModel, people: Sequence[Mapping[str, InputValue]]) -> dict[str, Column]:
    """Columns (n,) of n subjects, in the form of `columns_of`."""
    columns: dict[str, Column] = {}
    for spec in model.inputs:
        values = [person.get(spec.name) for person in people]
        if spec.kind is InputKind.CHOICE:
            columns[spec.name] = np.array(["" if value is None else str(value) for value in values])
        else:
            columns[spec.name] = np.array([np.nan if value is None else float(value) for value in values])
    return columns


def _texts(column: NDArray[np.generic] | None, rows: int) -> list[str]:
    return [""] * rows if column is None else [str(said) for said in column.tolist()]


def _row(model: TableModel, results: Mapping[str, float | int | str], error: str, note: str) -> Row:
    errors = _codes(error)
    lacks = next((about for code, about in errors if code in (_MISSING, _NEEDS)), "")
    if lacks:
        return Row({}, lacks=lacks)
    if errors:
        return Row({}, errors=tuple(_sentence(code, about) for code, about in errors))
    notes = _codes(note)
    unverified = isinstance(model, ColumnsModel) and any(code == model.unverified for code, _ in notes)
    said = tuple(_sentence(code, about) for code, about in notes)
    return Row(results, said, is_unverified=unverified)


def _codes(said: str) -> list[tuple[str, str]]:
    """Sentences, each with the input that it is about."""
    parts = (part.partition("|") for part in said.split(";") if part)
    return [(code, about) for code, _, about in parts]


def _sentence(code: str, about: str) -> LocalizedText:
    words = risk_table().inputs.get(about)
    said = reason(code, input=words.label if words is not None else about)
    return LocalizedText(en=said.en[:1].upper() + said.en[1:], zh=said.zh)
