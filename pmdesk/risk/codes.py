"""Coded columns: choices that are numbers, and the sentence that belongs to a row."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.logistic import Column, Floats


def code_numbers(column: Column, codes: tuple[str, ...]) -> Floats:
    """Numbers of a column of choices (n,) whose words are numbers; NaN where it holds none of ``codes``."""
    numbers = np.full(column.shape, np.nan)
    for code in codes:
        numbers[column == code] = float(code)
    return numbers


def first_that_holds(said: Sequence[tuple[NDArray[np.bool_], str]]) -> NDArray[np.str_]:
    """For each row (n,) the text of the first condition (n,) that holds there; empty where none does."""
    return np.asarray(np.select([rows for rows, _ in said], [text for _, text in said], ""), dtype=np.str_)
