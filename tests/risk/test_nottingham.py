"""Nottingham index: Haybittle 1982, Galea 1992; vectors breast_npi.csv, grade B."""

import pytest

from pmdesk.risk.compute_table import compute_table
from pmdesk.risk.equations.nottingham import NOTTINGHAM
from tests.risk.vector_files import reference_rows, rows

NAMES = tuple(spec.name for spec in NOTTINGHAM.inputs)


def one(size_cm: str, positive_nodes: str, grade: str) -> dict[str, object]:
    cells = compute_table(NOTTINGHAM, dict(zip(NAMES, ([size_cm], [positive_nodes], [grade]), strict=True)))
    return {name: column[0] for name, column in cells.items()}


@pytest.mark.parametrize("source", [rows, reference_rows])
def test_it_gives_the_vectors(source):
    vectors = source("breast_npi.csv")
    found = compute_table(NOTTINGHAM, {name: [row[name] for row in vectors] for name in NAMES})
    assert found["npi"] == pytest.approx([float(row["expected_npi"]) for row in vectors], abs=1e-12)
    assert found["group"] == [row["group"] for row in vectors]


@pytest.mark.parametrize(
    ("size_cm", "group"), [("2", "excellent"), ("2.01", "good"), ("7", "good"), ("7.1", "moderate")]
)
def test_a_limit_belongs_to_the_better_group(size_cm, group):
    assert one(size_cm, "0", "1")["group"] == group


@pytest.mark.parametrize(
    ("size_cm", "nodes", "grade", "said"),
    [
        ("25", "0", "1", "size_cm"),
        ("0", "0", "1", "size_cm"),
        ("2", "1.5", "1", "positive_nodes"),
        ("2", "-1", "1", "positive_nodes"),
        ("2", "0", "4", "grade"),
        ("2", "0", "9", "grade"),
        ("2", "0", "", "grade is missing"),
        ("2 cm", "0", "1", "not a number"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_name(size_cm, nodes, grade, said):
    found = one(size_cm, nodes, grade)
    assert said in str(found["error"])
    assert (found["npi"], found["group"]) == ("", "")
