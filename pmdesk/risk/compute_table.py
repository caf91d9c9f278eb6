"""A risk model applied to a table of patients: every row by itself, a bad one says why and the others are computed."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.texts import Language, LocalizedText
from pmdesk.risk.knowledge import reason
from pmdesk.risk.logistic import Column, LogisticModel, logistic
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_cells import Cells, CheckedColumn, Problem, check_column
from pmdesk.risk.table_model import ERROR, NOTE, ColumnsModel, Results

TableModel: TypeAlias = LogisticModel | ColumnsModel
Cell: TypeAlias = float | int | str

VARIANT = "variant"
"""Result column of a model with two forms: which one was used."""


def result_columns(model: TableModel) -> tuple[str, ...]:
    """Names of the result columns, without the error."""
    if isinstance(model, ColumnsModel):
        return model.outputs
    return (model.output,) if model.reduced is None else (model.output, VARIANT)


def unverified_words(model: TableModel) -> LocalizedText | None:
    """What of a model nobody compared with a source; None where everything was."""
    return model.unverified_words if isinstance(model, ColumnsModel) else None


def required_columns(model: TableModel) -> tuple[str, ...]:
    """Columns without which no row of a table can be computed."""
    return tuple(spec.name for spec in model.inputs if spec.required)


def compute_table(
    model: TableModel, table: Mapping[str, Cells], language: Language = Language.ENGLISH
) -> dict[str, list[Cell]]:
    """Results of every row.

    Parameters
    ----------
    model
        One of `pmdesk.risk.tables.COLUMN_MODELS`.
    table
        Columns by the names of the model's inputs, all of one length n: texts as they stand in a file, or numbers. A
        column that the model does not know is left aside; one that is absent is not known in any row.
    language
        Of the errors and notes.

    Returns
    -------
    dict of str to list
        The result columns (`result_columns`), each of n cells: float in full double precision, int or text, ``""``
        where there is no result; and ``error``, ``""`` where there is none.
    """
    rows = max((len(column) for column in table.values()), default=0)
    checked = {spec.name: check_column(spec, table.get(spec.name), rows) for spec in model.inputs}
    errors = _input_errors(model, checked, table, language)
    good = np.ones(rows, dtype=np.bool_)
    good[list(errors)] = False
    columns = {name: column.values[good] if errors else column.values for name, column in checked.items()}
    results = dict(evaluate_columns(model, columns)) if good.any() else {}
    positions = np.flatnonzero(good)
    codes = np.asarray(results.pop(ERROR, np.full(len(positions), "")))
    said = {code: _sentence(model, code, language) for code in set(codes.tolist()) if code}
    for row in np.flatnonzero(codes != ""):
        errors[int(positions[row])] = said[str(codes[row])]
    found: dict[str, list[Cell]] = {
        name: _cells(results.get(name), positions, rows) for name in result_columns(model)
    }
    if NOTE in found:
        words = {code: _sentence(model, str(code), language) if code else "" for code in set(found[NOTE])}
        found[NOTE] = [words[code] for code in found[NOTE]]
    _blank(found, errors, rows, language)
    found[ERROR] = [errors.get(row, "") for row in range(rows)] if errors else [""] * rows
    return found


def evaluate_columns(model: TableModel, columns: Mapping[str, Column]) -> Results:
    """Result columns of inputs that were checked before, all (n,)."""
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        if isinstance(model, ColumnsModel):
            return model.evaluate(columns)
        result = logistic(model.equation.linear_predictor(columns))
        if model.reduced is None:
            return {model.output: result}
        unknown = np.isnan(columns[model.reduced_without])
        if unknown.any():
            result = np.where(unknown, logistic(model.reduced.linear_predictor(columns)), result)
        variant = np.where(unknown, model.reduced.variant, model.equation.variant)
        return {model.output: result, VARIANT: variant}


def _cells(result: NDArray[np.generic] | None, positions: NDArray[np.intp], rows: int) -> list[Cell]:
    """A result as cells: no value is an empty cell."""
    if result is None:
        return [""] * rows
    values: list[Any] = result.tolist()
    if result.dtype.kind == "f":
        for row in np.flatnonzero(~np.isfinite(result)):
            values[int(row)] = ""
    if len(positions) == rows:
        return values
    cells: list[Cell] = [""] * rows
    for position, value in zip(positions.tolist(), values, strict=True):
        cells[position] = value
    return cells


def _blank(found: dict[str, list[Cell]], errors: dict[int, str], rows: int, language: Language) -> None:
    """No result beside an error, and an error where every result stayed empty."""
    for cells in found.values():
        for row in errors:
            cells[row] = ""
    results = [cells for name, cells in found.items() if name != NOTE]
    if all("" in cells for cells in results):
        nothing = reason("row_no_result").in_language(language)
        for row in range(rows):
            if row not in errors and all(cells[row] == "" for cells in results):
                errors[row] = nothing


def _input_errors(
    model: TableModel,
    checked: Mapping[str, CheckedColumn],
    table: Mapping[str, Cells],
    language: Language,
) -> dict[int, str]:
    """What is wrong with the inputs, by row; rows without a fault are left out."""
    said: dict[int, list[str]] = {}
    for spec in model.inputs:
        for problem, mask in checked[spec.name].problems.items():
            cells = table.get(spec.name)
            sentences: dict[object, str] = {}
            for row in np.flatnonzero(mask).tolist():
                value = "" if cells is None else cells[row]
                if value not in sentences:
                    sentences[value] = _input_sentence(spec, problem, value, language)
                said.setdefault(row, []).append(sentences[value])
    return {row: "; ".join(sentences) for row, sentences in said.items()}


_SHOWN_CHARACTERS = 40


def _input_sentence(spec: InputSpec, problem: Problem, value: object, language: Language) -> str:
    shown = str(value).strip()
    if len(shown) > _SHOWN_CHARACTERS:
        shown = shown[:_SHOWN_CHARACTERS] + "..."
    return reason(
        problem.value,
        input=spec.name,
        value=shown,
        limits=limits_text(spec),
        choices=", ".join(map(str, spec.choices)),
    ).in_language(language)


def limits_text(spec: InputSpec) -> str:
    """``4..30 mm``; empty for what has no limits."""
    if spec.kind is not InputKind.NUMBER:
        return ""
    low = "" if spec.minimum is None else f"{spec.minimum:g}"
    high = "" if spec.maximum is None else f"{spec.maximum:g}"
    return f"{low}..{high} {spec.unit}".strip() if low or high else spec.unit


def _sentence(model: TableModel, coded: str, language: Language) -> str:
    said = []
    for part in coded.split(";"):
        code, _, input_name = part.partition("|")
        said.append(model.sentence(code, input_name).in_language(language))
    return "; ".join(said)
