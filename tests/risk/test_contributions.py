"""Contributions: exact Shapley values on the scale of the model, beside a documented reference person."""

import numpy as np
import pytest

from pmdesk.risk.contributions import contributions, on_scale
from pmdesk.risk.evaluate_rows import columns_of, evaluate_rows
from pmdesk.risk.input_table import input_table
from pmdesk.risk.model import InputKind
from pmdesk.risk.tables import column_model
from tests.risk.vector_files import reference_rows

FILES = {
    "prevent-base": "cvd_prevent_base.csv",
    "pce2013": "cvd_pce2013.csv",
    "score2": "cvd_score2.csv",
    "framingham2008": "cvd_framingham2008.csv",
    "plcom2012": "screening_plcom2012.csv",
    "findrisc": "diabetes_findrisc.csv",
    "ada-risk-test": "diabetes_ada_risk_test.csv",
    "ukpds56": "diabetes_ukpds56_chd.csv",
    "bcrat": "breast_bcrat_gail.csv",
}


def values_of(model, row):
    read = {}
    for spec in model.inputs:
        cell = row.get(spec.name, "")
        if cell != "":
            read[spec.name] = cell if spec.kind is InputKind.CHOICE else float(cell)
    return read


def score_on_scale(model, use, values) -> float:
    found = evaluate_rows(model, columns_of(model, values))
    return float(on_scale(use, use.main, np.asarray(found[use.main.column]))[0])


@pytest.mark.parametrize("model_id", FILES)
def test_the_shares_sum_to_the_difference_from_the_reference_person(model_id):
    model, use = column_model(model_id), input_table().models[model_id]
    for row in reference_rows(FILES[model_id]):
        values = values_of(model, row)
        shares = contributions(model, use, values)
        assert shares, row
        known = {name: value for name, value in use.reference.values.items() if name in values}
        difference = score_on_scale(model, use, values) - score_on_scale(model, use, {**values, **known})
        assert sum(shares.values()) == pytest.approx(difference, abs=1e-9), row


@pytest.mark.parametrize("model_id", ["prevent-base", "prevent-hba1c", "prevent-uacr", "prevent-full"])
def test_the_short_way_for_pairs_gives_the_shapley_values_of_all_subsets(model_id):
    model, use = column_model(model_id), input_table().models[model_id]
    assert use.pairwise
    for row in reference_rows("cvd_prevent_base.csv")[:3]:
        values = {**values_of(model, row), "hba1c": 7.4, "uacr": 55.0}
        values = {
            name: value for name, value in values.items() if name in {spec.name for spec in model.inputs}
        }
        quick = contributions(model, use, values)
        exact = contributions(model, use.model_copy(update={"pairwise": False}), values)
        assert set(quick) == set(exact)
        for name, share in exact.items():
            assert quick[name] == pytest.approx(share, abs=1e-10), name


def test_without_interactions_a_share_is_coefficient_times_difference():
    model, use = column_model("plcom2012"), input_table().models["plcom2012"]
    values = {
        "age": 70.0, "race": "Black", "education": 2.0, "bmi": 22.0, "copd": 1.0, "cancer_hist": 0.0,
        "family_hist": 1.0, "smoking_status": 0.0, "cpd": 30.0, "duration": 40.0, "quit": 5.0,
    }  # fmt: skip
    shares = contributions(model, use, values)
    assert shares["age"] == pytest.approx(0.0778868 * 8, abs=1e-10)
    assert shares["copd"] == pytest.approx(0.3553063, abs=1e-10)
    assert shares["quit"] == pytest.approx(-0.0308572 * -5, abs=1e-10)
    assert shares["cancer_hist"] == 0.0
    assert "race" not in shares


def test_a_points_score_shares_out_its_points():
    model, use = column_model("findrisc"), input_table().models["findrisc"]
    values = {
        "age": 60.0, "bmi": 31.0, "waist_cm": 104.0, "sex": "male", "active_30min": 0.0, "daily_fruit_veg": 0.0,
        "bp_med": 1.0, "high_glucose_hx": 1.0, "family_hx": "first_degree",
    }  # fmt: skip
    shares = contributions(model, use, values)
    assert shares == pytest.approx(
        {
            "age": 3, "bmi": 3, "waist_cm": 4, "active_30min": 2, "daily_fruit_veg": 1, "bp_med": 2,
            "high_glucose_hx": 5, "family_hx": 5,
        }
    )  # fmt: skip


def test_a_model_without_a_reference_person_has_no_contributions():
    model, use = column_model("mifflin"), input_table().models["mifflin"]
    assert contributions(model, use, {"weight_kg": 70, "height_cm": 175, "age": 40, "sex": "male"}) == {}
