"""The shape of a risk model that works on whole columns of patients: checked inputs in, one or several results out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.texts import LocalizedText
from pmdesk.risk.knowledge import reason
from pmdesk.risk.logistic import Column, Floats
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


Terms = Callable[[Mapping[str, Column]], Mapping[str, Floats]]


def summed(constant: float, terms: Mapping[str, Floats]) -> Floats:
    """The constant and all terms (n,), added up in their order."""
    return np.asarray(sum(terms.values(), np.float64(constant)), dtype=np.float64)


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
    unverified
        Sentence of the reasons table about results that were never compared with a source; the rows that have such a
        result carry it as their note. Empty: there are none.
    terms
        Where the result is a function of a plain sum: checked columns to the terms of that sum, by input.
    constant
        What that sum begins with.
    """

    outputs: tuple[str, ...]
    evaluate: Callable[[Mapping[str, Column]], Results]
    unverified: str = field(default="", kw_only=True)
    terms: Terms | None = field(default=None, kw_only=True)
    constant: float = field(default=0.0, kw_only=True)

    @property
    def unverified_words(self) -> LocalizedText | None:
        """What of the model was not compared with a source; None where everything was."""
        return reason(self.unverified) if self.unverified else None
