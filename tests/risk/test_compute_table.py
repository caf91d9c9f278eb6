"""What every model does with the rows of a table."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.texts import Language
from pmdesk.risk.equations import BROCK, MAYO
from pmdesk.risk.knowledge import risk_table
from pmdesk.risk.logistic import logistic
from pmdesk.risk.tables import COLUMN_MODELS, column_model, compute_table, required_columns, result_columns
from tests.risk.vector_files import rows

GOOD = {"age": "65", "ever_smoker": "1", "extrathoracic_ca_gt5y": "0", "diameter_mm": "15", "spiculation": "1",
        "upper_lobe": "1"}  # fmt: skip


def table(*changes: dict[str, object]) -> dict[str, list[object]]:
    return {name: [{**GOOD, **change}[name] for change in changes] for name in GOOD}


def test_every_model_of_the_issue_is_there_with_its_result_columns():
    wanted = {
        "brock": "p", "mayo": "p", "herder": "p", "va-gould": "p", "plcom2012": "risk", "pce2013": "risk",
        "prevent-base": "cvd10 ascvd10 hf10 chd10 stroke10 cvd30 ascvd30 hf30", "prevent-hba1c": "cvd10",
        "prevent-uacr": "cvd10", "prevent-full": "cvd10", "score2": "risk_pct", "framingham2008": "risk",
        "bcrat": "risk_pct", "predict-breast-3": "s10_surg s10_r s10_rh s10_rhc s10_rhct s10_rhctb s15_surg",
        "tnm8": "stage", "tnm9": "stage",
    }  # fmt: skip
    for model_id, columns in wanted.items():
        model = column_model(model_id)
        assert model is not None, model_id
        assert set(columns.split()) <= set(result_columns(model)), model_id


def test_ids_are_unique_and_no_result_has_the_name_of_an_input():
    assert len({model.id for model in COLUMN_MODELS}) == len(COLUMN_MODELS)
    for model in COLUMN_MODELS:
        names = [spec.name for spec in model.inputs]
        assert len(set(names)) == len(names), model.id
        assert not set(names) & {*result_columns(model), "error"}, model.id


@pytest.mark.parametrize("model", COLUMN_MODELS, ids=lambda model: model.id)
def test_rows_of_nonsense_are_errors_in_every_model_and_never_a_crash(model):
    for nonsense in ("", "abc", "-1e9", "1e9", "NaN", "inf", "<5", "1,5", "二"):
        found = compute_table(model, {spec.name: [nonsense, nonsense] for spec in model.inputs})
        assert all(found["error"]), (model.id, nonsense)
        assert all(cells == ["", ""] for name, cells in found.items() if name != "error")


@pytest.mark.parametrize("model", COLUMN_MODELS, ids=lambda model: model.id)
def test_a_table_without_rows_has_no_results(model):
    found = compute_table(model, {spec.name: [] for spec in model.inputs})
    assert found == {name: [] for name in (*result_columns(model), "error")}


def test_a_bad_row_leaves_the_others_alone():
    alone = compute_table(MAYO, table({}))["p"][0]
    found = compute_table(MAYO, table({}, {"age": "x"}, {}, {"diameter_mm": ""}, {"upper_lobe": "2"}, {}))
    assert [found["p"][row] for row in (0, 2, 5)] == [alone] * 3
    assert [found["p"][row] for row in (1, 3, 4)] == [""] * 3
    assert [bool(said) for said in found["error"]] == [False, True, False, True, True, False]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"age": ""}, "age is missing"),
        ({"age": "NA"}, "age is missing"),
        ({"age": None}, "age is missing"),
        ({"age": float("nan")}, "age is missing"),
        ({"age": "65 years"}, 'age is not a number: "65 years"'),
        ({"age": "6_5"}, "age is not a number"),
        ({"age": "６５"}, "age is not a number"),
        ({"age": "1e400"}, "age = 1e400 is out of range"),
        ({"age": "200"}, "age = 200 is out of range (18..110 a)"),
        ({"diameter_mm": "12,5"}, "diameter_mm is not a number"),
        ({"ever_smoker": "maybe"}, "ever_smoker is neither 0 nor 1"),
        ({"ever_smoker": "0.5"}, "ever_smoker is neither 0 nor 1"),
        ({"age": "x", "upper_lobe": ""}, "age is not a number: \"x\"; upper_lobe is missing"),
        ({"age": "9" * 500}, "..."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("copies", [1, 9])
def test_the_error_names_the_cell_and_what_is_wrong_with_it(change, said, copies):
    found = compute_table(MAYO, table(*[{}] * copies, change))
    assert said in found["error"][-1]
    assert len(found["error"][-1]) < 300
    assert found["error"][:-1] == [""] * copies


@pytest.mark.parametrize("flag", ["1", "1.0", " 1 ", "yes", "Y", "是", "TRUE", True, 1, 1.0])
def test_flags_are_understood_as_people_and_programs_write_them(flag):
    assert compute_table(MAYO, table({"ever_smoker": flag}))["p"] == compute_table(MAYO, table({}))["p"]


def test_choices_are_taken_whatever_their_case():
    row = {spec.name: ["1"] for spec in BROCK.inputs} | {"age": ["65"], "type": [" Part-Solid"]}
    assert compute_table(BROCK, row)["error"] == [""]


@pytest.mark.parametrize(
    ("word", "meant"), [("F", "female"), ("m", "male"), ("女", "female"), ("男", "male")]
)
def test_sex_is_understood_in_short(word, meant):
    row = dict(rows("cvd_prevent_s12.csv")[0])
    short, full = (
        compute_table(
            column_model("prevent-base"), {name: [value] for name, value in (row | {"sex": sex}).items()}
        )
        for sex in (word, meant)
    )
    assert short["error"] == [""]
    assert short["cvd10"] == full["cvd10"]


def test_errors_come_in_chinese_too():
    assert compute_table(MAYO, table({"age": ""}), Language.CHINESE)["error"] == ["缺少 age"]


def test_numbers_and_texts_give_the_same_to_the_last_bit():
    vectors = rows("lung_mayo.csv")
    names = [spec.name for spec in MAYO.inputs]
    texts = compute_table(MAYO, {name: [row[name] for row in vectors] for name in names})
    numbers = compute_table(MAYO, {name: np.array([float(row[name]) for row in vectors]) for name in names})
    assert texts == numbers
    assert (
        texts["p"] == MAYO.predict({name: [float(row[name]) for row in vectors] for name in names}).tolist()
    )


def test_a_column_that_is_absent_is_not_known_in_any_row():
    found = compute_table(MAYO, {name: cells for name, cells in table({}, {}).items() if name != "age"})
    assert found["error"] == ["age is missing"] * 2
    assert required_columns(MAYO) == tuple(GOOD)


@given(st.lists(st.sampled_from(["65", "", "x", "17", "1e3", "44.5"]), min_size=1, max_size=30))
def test_rows_do_not_depend_on_each_other(ages):
    together = compute_table(MAYO, table(*({"age": age} for age in ages)))
    for row, age in enumerate(ages):
        one = compute_table(MAYO, table({"age": age}))
        assert (together["p"][row], together["error"][row]) == (one["p"][0], one["error"][0])


def test_every_sentence_about_a_row_can_be_filled():
    given_fields = {
        "input": "a",
        "value": "b",
        "limits": "c",
        "choices": "d",
        "cells": 1,
        "columns": 2,
        "rest": "e",
        "answers": 3,
        "items": 4,
    }
    for code, text in risk_table().reasons.items():
        if code.startswith("row_"):
            assert "{" not in text.en.format(**given_fields)
            assert "{" not in text.zh.format(**given_fields)


@pytest.mark.parametrize("x", [-700.0, -50.0, -37.5, -20.0, -1e-9, -0.0, 0.0, 1e-9, 20.0, 700.0])
def test_a_small_probability_keeps_all_its_digits(x):
    exact = math.exp(x) / (1 + math.exp(x)) if x < 0 else 1 / (1 + math.exp(-x))
    assert float(logistic(np.array([x]))[0]) == pytest.approx(exact, rel=1e-15)


def test_a_score_far_below_everyday_values_is_no_plain_zero():
    """Hundreds of nodules: 1 / (1 + exp(-x)) with x = -73.7."""
    row = {"age": "62", "female": "0", "fam_hx_lung_ca": "0", "emphysema": "0", "diameter_mm": "4", "type": "solid",
           "upper_lobe": "0", "nodule_count": "816", "spiculation": "0"}  # fmt: skip
    p = compute_table(BROCK, {name: [cell] for name, cell in row.items()})["p"][0]
    x = -6.7892 - 5.3854 * (0.4**-0.5 - 1.58113883) - 0.0824 * 812
    assert p == pytest.approx(math.exp(x), rel=1e-12)
    assert 0 < p < 1e-31
