"""Brock (PanCan) probability that a nodule is lung cancer: McWilliams 2013, N Engl J Med 369:910, full models.

Model 2b has spiculation among its inputs, model 2a does without; 2a is used when nobody knows whether the nodule is
spiculated. The size term is (diameter / 10 mm)^-0.5 - 1.58113883, which is zero at 4 mm.
"""

import numpy as np

from pmdesk.risk.logistic import Column, Floats, LogisticEquation, LogisticModel, Term, centred, equals
from pmdesk.risk.model import InputKind, InputSpec

PART_SOLID = "part-solid"
NON_SOLID = "non-solid"
SOLID = "solid"


def _size(diameter_mm: Column) -> Floats:
    size: Floats = (np.asarray(diameter_mm, dtype=np.float64) / 10.0) ** -0.5 - 1.58113883
    return size


_MODEL_2B = LogisticEquation(
    "2b",
    -6.7892,
    (
        Term("age", 0.0287, centred(62.0)),
        Term("female", 0.6011),
        Term("fam_hx_lung_ca", 0.2961),
        Term("emphysema", 0.2953),
        Term("diameter_mm", -5.3854, _size),
        Term("type", 0.3770, equals(PART_SOLID)),
        Term("type", -0.1276, equals(NON_SOLID)),
        Term("upper_lobe", 0.6581),
        Term("nodule_count", -0.0824, centred(4.0)),
        Term("spiculation", 0.7729),
    ),
    grade="A",
)

_MODEL_2A = LogisticEquation(
    "2a",
    -6.8071,
    (
        Term("age", 0.0321, centred(62.0)),
        Term("female", 0.5635),
        Term("fam_hx_lung_ca", 0.3013),
        Term("emphysema", 0.3462),
        Term("diameter_mm", -5.6693, _size),
        Term("type", 0.3395, equals(PART_SOLID)),
        Term("type", -0.3055, equals(NON_SOLID)),
        Term("upper_lobe", 0.7116),
        Term("nodule_count", -0.0803, centred(4.0)),
    ),
    grade="B",
)

BROCK = LogisticModel(
    id="brock",
    version="2013",
    inputs=(
        InputSpec("age", InputKind.NUMBER, "a", 18, 110),
        InputSpec("female", InputKind.FLAG),
        InputSpec("fam_hx_lung_ca", InputKind.FLAG),
        InputSpec("emphysema", InputKind.FLAG),
        InputSpec("diameter_mm", InputKind.NUMBER, "mm", 1, 30),
        InputSpec("type", InputKind.CHOICE, choices=(SOLID, PART_SOLID, NON_SOLID)),
        InputSpec("upper_lobe", InputKind.FLAG),
        InputSpec("nodule_count", InputKind.NUMBER, "", 1, 1000),
        InputSpec("spiculation", InputKind.FLAG, required=False),
    ),
    output="p",
    grade="A",
    equation=_MODEL_2B,
    reduced=_MODEL_2A,
    reduced_without="spiculation",
)
"""Diameter is the longest one, in mm; the count is of all nodules seen on the CT."""
