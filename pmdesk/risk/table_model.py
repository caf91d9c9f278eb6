"""The shape of a risk model that works on whole columns of patients: checked inputs in, one or several results out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import PublishedModel

Results = Mapping[str, NDArray[np.generic]]
"""Result columns by name, each (n,): float64 (NaN: no value), whole numbers, or text for a category (empty: none).

A model may add the column `ERROR`, and name the column `NOTE` among its outputs: text (n,) that is empty or a sentence
of the reasons table, as `row_reason` writes it, several with ``;`` between them. A row with an error gets no result.
"""

ERROR = "error"
NOTE = "note"


def row_reason(code: str, input_name: str = "") -> str:
    """Sentence ``code`` of the reasons table, filled with the input that it is about."""
    return f"{code}|{input_name}" if input_name else code


@dataclass(frozen=True, slots=True)
class ColumnsModel(PublishedModel):
    """A model that is computed for n patients at once.

    Parameters
    ----------
    outputs
        Names of the result columns; ``output`` is the first of them.
    evaluate
        Columns (n,) of checked inputs by name (numbers and flags float64, choices text, absent optional ones NaN or
        empty text) to the result columns. Rows must not depend on each other.
    """

    outputs: tuple[str, ...]
    evaluate: Callable[[Mapping[str, Column]], Results]
