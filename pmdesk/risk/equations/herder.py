"""Herder probability that a nodule is malignant after FDG-PET: Herder 2005, Chest 128:2490, as BTS 2015 prints it.

Logistic in the probability before PET (Mayo) and the uptake: none is not above lung, faint is up to the mediastinal
blood pool, moderate is above it, intense is markedly above it. The variant with likelihood ratios on the odds, which
some calculators give the same name, is another model and is not here.
"""

from pmdesk.risk.logistic import LogisticEquation, LogisticModel, Term, equals
from pmdesk.risk.model import InputKind, InputSpec

UPTAKE = ("none", "faint", "moderate", "intense")

HERDER = LogisticModel(
    id="herder",
    version="2005",
    inputs=(
        InputSpec("pretest_p_mayo", InputKind.NUMBER, "1", 0, 1),
        InputSpec("fdg_uptake", InputKind.CHOICE, choices=UPTAKE),
    ),
    output="p",
    grade="B",
    equation=LogisticEquation(
        "",
        -4.739,
        (
            Term("pretest_p_mayo", 3.691),
            Term("fdg_uptake", 2.322, equals("faint")),
            Term("fdg_uptake", 4.617, equals("moderate")),
            Term("fdg_uptake", 4.771, equals("intense")),
        ),
        grade="B",
    ),
)
