"""Models that are plain sums show the terms of that sum, with the constant; nobody is made up to compare with."""

import numpy as np
import pytest

from pmdesk.risk.contributions import own_terms
from pmdesk.risk.evaluate_rows import evaluate_row
from pmdesk.risk.input_table import input_table
from pmdesk.risk.model import InputKind
from pmdesk.risk.tables import column_model
from tests.risk.vector_files import reference_rows

LOGISTIC = {"brock": "lung_brock_full.csv", "mayo": "lung_mayo.csv", "va-gould": "lung_va_gould.csv"}
PLAIN = {"npi": "breast_npi.csv", "mifflin": "nutrition_mifflin.csv"}


def people(model, file: str):
    for row in reference_rows(file):
        read = {}
        for spec in model.inputs:
            cell = row.get(spec.name, "")
            if cell != "":
                read[spec.name] = cell if spec.kind is InputKind.CHOICE else float(cell)
        yield read


@pytest.mark.parametrize("model_id", LOGISTIC)
def test_the_terms_and_the_constant_are_the_log_odds(model_id):
    model = column_model(model_id)
    for values in people(model, LOGISTIC[model_id]):
        row, own = evaluate_row(model, values), own_terms(model, values)
        p = float(row.results["p"])
        assert own.constant + sum(own.shares.values()) == pytest.approx(np.log(p / (1 - p)), abs=1e-9)


@pytest.mark.parametrize("model_id", PLAIN)
def test_the_terms_are_the_result(model_id):
    model = column_model(model_id)
    for values in people(model, PLAIN[model_id]):
        row, own = evaluate_row(model, values), own_terms(model, values)
        assert own.constant == 0.0
        assert sum(own.shares.values()) == pytest.approx(float(row.results[model.output]), abs=1e-12)


def test_points_of_the_nottingham_index_by_item():
    own = own_terms(column_model("npi"), {"size_cm": 2.5, "positive_nodes": 2.0, "grade": "3"})
    assert own.shares == {"size_cm": 0.5, "positive_nodes": 2.0, "grade": 3.0}


def test_who_never_smoked_has_no_term_of_quitting():
    own = own_terms(column_model("va-gould"), {"age": 62.0, "ever_smoker": 0.0, "diameter_mm": 10.0})
    assert "years_since_quit" not in own.shares
    assert own.shares["ever_smoker"] == 0.0
    assert own.constant == -8.404


def test_models_that_are_no_plain_sum_have_none():
    assert own_terms(column_model("predict-breast-3"), {}) is None
    assert own_terms(column_model("score2"), {}) is None


def test_predict_says_why_it_has_no_bars_and_has_no_reference_person():
    use = input_table().models["predict-breast-3"]
    assert use.reference is None
    assert "made up" in use.no_shares.en
    assert "参照者" in use.no_shares.zh


def test_a_treatment_that_is_not_given_has_no_figure():
    figures = {one.column: one.only_with for one in input_table().models["predict-breast-3"].figures}
    assert figures["s10_rh"] == "horm"
    assert figures["s10_surg"] == ""
