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


def all_that_hold(said: Sequence[tuple[NDArray[np.bool_], str]]) -> NDArray[np.str_]:
    """For each row (n,) the texts of all conditions (n,) that hold there, ``;`` between them."""
    which = sum((rows.astype(np.int64) << place for place, (rows, _) in enumerate(said)), np.int64(0))
    texts = [text for _, text in said]
    combined = [
        ";".join(text for place, text in enumerate(texts) if combination >> place & 1)
        for combination in range(2 ** len(texts))
    ]
    return np.asarray(np.array(combined, dtype=np.str_)[which])
