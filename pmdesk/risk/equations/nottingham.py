"""Nottingham prognostic index: Haybittle 1982, Br J Cancer 45:361; excellent group: Galea 1992, Breast Cancer Res Treat
22:207.

Index = 0.2 * size in cm + node stage (1 without, 2 with 1 to 3, 3 with 4 and more positive nodes) + grade.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.codes import code_numbers
from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ColumnsModel, Results, summed

GROUPS = ("excellent", "good", "moderate", "poor")
_UPPER_LIMITS = (2.4, 3.4, 5.4)
_ROUNDING = 1e-9
"""Keeps 0.2 * 7 + 2 from falling over 3.4 through its binary form."""
_GRADES = ("1", "2", "3")
_MOST_NODES = 100


def _terms(columns: Mapping[str, Column]) -> dict[str, Floats]:
    nodes = np.asarray(columns["positive_nodes"], dtype=np.float64)
    return {
        "size_cm": 0.2 * np.asarray(columns["size_cm"], dtype=np.float64),
        "positive_nodes": np.select([nodes >= 4, nodes >= 1], [3.0, 2.0], 1.0),
        "grade": code_numbers(np.asarray(columns["grade"]), _GRADES),
    }


def _evaluate(columns: Mapping[str, Column]) -> Results:
    index = summed(0.0, _terms(columns))
    place = np.searchsorted(np.asarray(_UPPER_LIMITS) + _ROUNDING, index)
    return {"npi": index, "group": np.asarray(GROUPS)[place]}


NOTTINGHAM = ColumnsModel(
    id="npi",
    version="1982",
    inputs=(
        InputSpec("size_cm", InputKind.NUMBER, "cm", 0.1, 15),
        InputSpec("positive_nodes", InputKind.NUMBER, "", 0, _MOST_NODES, whole=True),
        InputSpec("grade", InputKind.CHOICE, choices=_GRADES),
    ),
    output="npi",
    grade="B",
    outputs=("npi", "group"),
    evaluate=_evaluate,
    terms=_terms,
)
"""A size over 15 cm is taken for one in mm."""
