"""PHQ-9 (Kroenke 2001), GAD-7 (Spitzer 2006), WHO-5 (Topp 2015); vectors qol_phq9_who5.csv by hand, grade C."""

import pytest

from pmdesk.risk.compute_table import compute_table
from pmdesk.risk.equations.questionnaires import GAD_7, PHQ_9, WHO_5
from pmdesk.risk.table_model import ColumnsModel
from tests.risk.vector_files import reference_rows, rows

BY_NAME = {"PHQ-9": PHQ_9, "WHO-5": WHO_5}


def scored(model: ColumnsModel, answers: list[str]) -> dict[str, object]:
    names = [spec.name for spec in model.inputs]
    cells = compute_table(model, {name: [answer] for name, answer in zip(names, answers, strict=True)})
    return {name: column[0] for name, column in cells.items()}


@pytest.mark.parametrize("source", [rows, reference_rows])
def test_the_sums_are_those_of_the_vectors(source):
    for row in source("qol_phq9_who5.csv"):
        found = scored(BY_NAME[row["instrument"]], row["items"].split(";"))
        assert found["score"] == float(row["expected"])
        if row["instrument"] == "PHQ-9":
            assert row["band"].startswith(str(found["band"]))


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "minimal"), (4, "minimal"), (5, "mild"), (10, "moderate"), (14, "moderate"), (15, "severe")],
)
def test_bands_of_the_gad_7(total, band):
    answers = [str(min(3, max(0, total - 3 * place))) for place in range(7)]
    found = scored(GAD_7, answers)
    assert (found["score"], found["band"], found["error"]) == (float(total), band, "")
    assert "Not verified" in str(found["note"])


@pytest.mark.parametrize(
    ("answers", "band"),
    [("3 1 1 1 1", "depression likely"), ("3 2 1 1 1", "low well-being"), ("3 2 3 3 2", "above the cut-off")],
)
def test_bands_of_the_who_5(answers, band):
    assert scored(WHO_5, answers.split())["band"] == band


def test_a_ninth_item_over_zero_is_noted_whatever_the_sum():
    assert "self-harm" in str(scored(PHQ_9, ["0"] * 8 + ["1"])["note"])
    assert "self-harm" not in str(scored(PHQ_9, ["3"] * 8 + ["0"])["note"])


@pytest.mark.parametrize("answer", ["4", "-1", "1.5", "", "often"])
def test_an_answer_that_cannot_be_is_refused(answer):
    found = scored(PHQ_9, ["0"] * 8 + [answer])
    assert "phq9_9" in str(found["error"])
    assert found["score"] == ""
