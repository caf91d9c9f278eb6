"""RECIST 1.1: Eisenhauer 2009; vectors recist11.csv, grade A for the rules of target sums."""

import pytest

from pmdesk.risk.compute_table import compute_table
from pmdesk.risk.equations.recist import RECIST_11
from tests.risk.vector_files import reference_rows, rows

NAMES = tuple(spec.name for spec in RECIST_11.inputs)


def one(*values: object) -> dict[str, object]:
    cells = compute_table(RECIST_11, {name: [value] for name, value in zip(NAMES, values, strict=True)})
    return {name: column[0] for name, column in cells.items()}


@pytest.mark.parametrize("source", [rows, reference_rows])
def test_it_gives_the_vectors(source):
    vectors = source("recist11.csv")
    found = compute_table(RECIST_11, {name: [row[name] for row in vectors] for name in NAMES})
    assert found["target_response"] == [row["expected_target_response"] for row in vectors]


@pytest.mark.parametrize(
    ("sums", "response"),
    [
        ((50, 50, 35, 0, 0), "PR"),
        ((50, 50, 35.1, 0, 0), "SD"),
        ((50, 25, 30, 0, 0), "PD"),
        ((50, 25, 29.9, 0, 0), "PR"),
        ((100, 100, 0, 1, 0), "PD"),
        ((100, 100, 0, 0, 1), "PD"),
        ((100, 0, 5, 0, 0), "PD"),
        ((100, 0, 0, 0, 0), "CR"),
    ],
)
def test_the_limits_belong_to_response_and_progression(sums, response):
    assert one(*sums)["target_response"] == response


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        ((100, 0, 3, 0, 0), "reader"),
        ((100, 110, 100, 0, 0), "nadir_sum_mm is greater"),
        ((5, 5, 3, 0, 0), "baseline_sum_mm"),
        ((100, 100, -1, 0, 0), "current_sum_mm"),
        ((100, "", 80, 0, 0), "nadir_sum_mm is missing"),
        ((100, 100, 80, 2, 0), "new_lesion"),
        ((100, 100, "80 mm", 0, 0), "not a number"),
    ],
)
def test_what_sums_cannot_decide_is_refused(sums, said):
    found = one(*sums)
    assert said in str(found["error"])
    assert found["target_response"] == ""


def test_a_new_lesion_decides_although_the_sum_does_not():
    assert one(100, 0, 3, 1, 0)["target_response"] == "PD"
