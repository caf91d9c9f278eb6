"""Cells of a table of patients as a model takes them, a whole column at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec

Cells: TypeAlias = Sequence[object] | Column
"""A column of a table: texts as they stand in a file, or numbers."""

NOT_KNOWN = frozenset({"", "na", "n/a", "nan", "null"})
"""Words for "not known" in a column of numbers or flags, whatever their case; among choices only the empty cell."""

FLAG_WORDS = {"yes": 1.0, "no": 0.0, "y": 1.0, "n": 0.0, "true": 1.0, "false": 0.0, "是": 1.0, "否": 0.0}
SEX_WORDS = {"f": "female", "m": "male", "女": "female", "男": "male"}
"""Short forms of an input whose choices are female and male."""


class Problem(StrEnum):
    """Why a cell cannot be used; the values are sentences of the reasons table."""

    MISSING = "row_missing"
    NOT_A_NUMBER = "row_not_a_number"
    OUT_OF_RANGE = "row_out_of_range"
    NOT_WHOLE = "row_not_whole"
    NOT_A_FLAG = "row_not_a_flag"
    NOT_A_CHOICE = "row_not_a_choice"


@dataclass(frozen=True, slots=True)
class CheckedColumn:
    """One input of all patients.

    Parameters
    ----------
    values
        (n,): numbers and flags float64 with NaN where not known, choices text with ``""`` where not known. Not to be
        used in the rows with a problem.
    problems
        For each problem the rows (n,) that have it, only those that occur.
    """

    values: Column
    problems: dict[Problem, NDArray[np.bool_]]


def check_column(spec: InputSpec, cells: Cells | None, rows: int) -> CheckedColumn:
    """Read and check one column; None where the table does not have it."""
    if spec.kind is InputKind.CHOICE:
        return _choices(spec, [""] * rows if cells is None else cells)
    unknown = dict.fromkeys(spec.missing_values, float("nan"))
    if cells is None:
        values, text = np.full(rows, np.nan), np.zeros(rows, dtype=np.bool_)
    else:
        values, text = _numbers(cells, (FLAG_WORDS if spec.kind is InputKind.FLAG else {}) | unknown)
        for word in spec.missing_values:
            if (number := _number(word, {})) is not None:
                values[values == number] = np.nan
    missing = np.isnan(values) & ~text
    problems: dict[Problem, NDArray[np.bool_]] = {}
    if spec.kind is InputKind.FLAG:
        problems[Problem.NOT_A_FLAG] = text | ~(missing | (values == 0.0) | (values == 1.0))
    else:
        problems[Problem.NOT_A_NUMBER] = text
        problems[Problem.OUT_OF_RANGE] = outside = _outside(spec, values)
        if spec.whole:
            problems[Problem.NOT_WHOLE] = (values != np.rint(values)) & ~missing & ~text & ~outside
    if spec.required:
        problems[Problem.MISSING] = missing
    return CheckedColumn(values, {problem: mask for problem, mask in problems.items() if mask.any()})


def _outside(spec: InputSpec, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    outside: NDArray[np.bool_] = np.isinf(values)
    if spec.minimum is not None:
        outside |= values < spec.minimum
    if spec.maximum is not None:
        outside |= values > spec.maximum
    return outside


def _numbers(cells: Cells, words: dict[str, float]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Numbers (n,) with NaN where there is none, and the rows (n,) that hold some other text."""
    if isinstance(cells, np.ndarray):
        if cells.dtype.kind in "biuf":
            return cells.astype(np.float64), np.zeros(len(cells), dtype=np.bool_)
        cells = cells.tolist()
    known = set(cells)
    if len(known) > len(cells) // 4:
        try:
            plain = not _odd("".join(cells))  # type: ignore[arg-type]
            values = np.fromiter(map(float, cells), np.float64, len(cells))
        except (ValueError, TypeError, OverflowError):
            plain = False
        if plain:
            return values, np.zeros(len(values), dtype=np.bool_)
    found = {cell: _number(cell, words) for cell in known}
    text = np.zeros(len(cells), dtype=np.bool_)
    if None in found.values():
        text = np.fromiter((found[cell] is None for cell in cells), np.bool_, len(cells))
    numbers = {cell: np.nan if number is None else number for cell, number in found.items()}
    return np.fromiter(map(numbers.__getitem__, cells), np.float64, len(cells)), text


def _odd(text: str) -> bool:
    """True for what Python reads as a number and nobody writes as one: ``1_000``, digits of other scripts."""
    return "_" in text or not text.isascii()


def _number(cell: object, words: dict[str, float]) -> float | None:
    """The number, NaN when not known, None for any other text."""
    if cell is None:
        return float("nan")
    text = str(cell).strip()
    folded = text.casefold()
    if folded in NOT_KNOWN:
        return float("nan")
    if folded in words:
        return words[folded]
    if _odd(text):
        return None
    try:
        return float(text)
    except ValueError:
        return None


def _choices(spec: InputSpec, cells: Cells) -> CheckedColumn:
    listed = cells.tolist() if isinstance(cells, np.ndarray) else list(cells)
    folded = {str(choice).casefold(): str(choice) for choice in spec.choices}
    if set(folded) == set(SEX_WORDS.values()):
        folded |= SEX_WORDS
    known = {cell: _choice(cell, folded | dict.fromkeys(spec.missing_values, "")) for cell in set(listed)}
    values = np.array([known[cell] or "" for cell in listed], dtype=np.str_)
    problems: dict[Problem, NDArray[np.bool_]] = {}
    if None in known.values():
        problems[Problem.NOT_A_CHOICE] = np.array([known[cell] is None for cell in listed], dtype=np.bool_)
    if spec.required and "" in known.values():
        problems[Problem.MISSING] = np.array([known[cell] == "" for cell in listed], dtype=np.bool_)
    return CheckedColumn(values, problems)


def _choice(cell: object, folded: dict[str, str]) -> str | None:
    """The choice as the model writes it, ``""`` when not known, None when it is none."""
    if cell is None or cell != cell:
        return ""
    text = str(cell).strip().casefold()
    if text in folded:
        return folded[text]
    if text.endswith(".0") and text[:-2] in folded:
        # how other programs write the whole numbers of a column that has gaps
        return folded[text[:-2]]
    return "" if text == "" else None
