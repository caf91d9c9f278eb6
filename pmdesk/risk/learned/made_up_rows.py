"""Rows of nobody: every column drawn by itself from its distribution, for explanations and self-tests."""

from collections.abc import Sequence

import numpy as np

from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import ColumnKind

BACKGROUND_ROWS = 100
GOLDEN_ROWS = 6
_MOST_DIGITS = 6


def made_up_rows(table: CleanTable, rows: int, seed: int) -> dict[str, list[str]]:
    """Cells by column; numbers lie between quantiles of the column, rounded as in the table; nothing is missing."""
    random = np.random.default_rng(seed)
    made = {}
    for column in table.dictionary.columns:
        known = table.frame[column.name].dropna()
        if column.kind is ColumnKind.NUMBER:
            values = known.to_numpy(dtype=np.float64)
            digits = _digits(values.tolist())
            drawn = np.quantile(values, random.uniform(0.02, 0.98, rows))
            made[column.name] = [_text(value, digits) for value in drawn.tolist()]
        else:
            levels, counts = np.unique(known.to_numpy().astype(str), return_counts=True)
            picked = random.choice(levels, rows, p=counts / counts.sum())
            made[column.name] = [str(level).removesuffix(".0") for level in picked]
    return made


def golden_rows(table: CleanTable, blanked: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """A few made-up rows; row after row, the inputs of ``blanked`` are not known."""
    made = made_up_rows(table, GOLDEN_ROWS, seed=2)
    for row, names in enumerate(blanked[:GOLDEN_ROWS]):
        for name in names:
            made[name][row] = ""
    return made


def _digits(values: Sequence[float]) -> int:
    """Decimals that the values have."""
    return max(len(f"{value:.{_MOST_DIGITS}f}".rstrip("0").partition(".")[2]) for value in values)


def _text(value: float, digits: int) -> str:
    return f"{value:.{digits}f}"
