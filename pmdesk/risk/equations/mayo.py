"""Mayo Clinic probability that a solitary nodule is malignant: Swensen 1997, Arch Intern Med 157:849.

Built on nodules of 4 to 30 mm in people without cancer in the five years before.
"""

from pmdesk.risk.logistic import LogisticEquation, LogisticModel, Term
from pmdesk.risk.model import InputKind, InputSpec

MAYO = LogisticModel(
    id="mayo",
    version="1997",
    inputs=(
        InputSpec("age", InputKind.NUMBER, "a", 18, 110),
        InputSpec("ever_smoker", InputKind.FLAG),
        InputSpec("extrathoracic_ca_gt5y", InputKind.FLAG),
        InputSpec("diameter_mm", InputKind.NUMBER, "mm", 4, 30),
        InputSpec("spiculation", InputKind.FLAG),
        InputSpec("upper_lobe", InputKind.FLAG),
    ),
    output="p",
    grade="A",
    equation=LogisticEquation(
        "",
        -6.8272,
        (
            Term("age", 0.0391),
            Term("ever_smoker", 0.7917),
            Term("extrathoracic_ca_gt5y", 1.3388),
            Term("diameter_mm", 0.1274),
            Term("spiculation", 1.0407),
            Term("upper_lobe", 0.7838),
        ),
        grade="A",
    ),
)
