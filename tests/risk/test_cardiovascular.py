"""Pooled cohort equations 2013 (A), SCORE2 and SCORE2-OP (A), Framingham 2008 (A), blood-pressure category 2017 (C)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.risk.knowledge import risk_table
from tests.risk.table_checks import computed, computed_one, last_digit
from tests.risk.vector_files import reference_rows

PCE = reference_rows("cvd_pce2013.csv")
SCORE2 = reference_rows("cvd_score2.csv")
FRAMINGHAM = reference_rows("cvd_framingham2008.csv")
PRESSURE = reference_rows("bp_category_2017.csv")


@pytest.mark.parametrize(("model_id", "table"), [("pce2013", PCE), ("framingham2008", FRAMINGHAM)])
def test_it_gives_the_vectors_to_their_last_digit(model_id, table):
    for row, found in zip(table, computed(model_id, table), strict=True):
        assert found["error"] == ""
        assert found["risk"] == pytest.approx(
            float(row["expected_risk"]), abs=last_digit(row["expected_risk"])
        )


def test_score2_gives_the_vectors_to_one_decimal():
    for row, found in zip(SCORE2, computed("score2", SCORE2), strict=True):
        assert found["error"] == ""
        assert found["risk_pct"] == pytest.approx(float(row["risk_pct"]), abs=last_digit("", 1))


def test_the_pooled_cohort_equation_is_exact_against_the_formula_written_out():
    age, tc, hdl, sbp = (math.log(value) for value in (55, 213, 50, 120))
    x = -29.799 * age + 4.884 * age * age + 13.540 * tc - 3.114 * age * tc
    x += -13.578 * hdl + 3.149 * age * hdl + 1.957 * sbp
    expected = 1 - 0.9665 ** math.exp(x + 29.1817)
    assert computed_one("pce2013", PCE[0])["risk"] == pytest.approx(expected, abs=1e-12)


def test_framingham_is_exact_against_the_formula_written_out():
    x = 3.06117 * math.log(53) + 1.12370 * math.log(161) - 0.93263 * math.log(55) + 1.99881 * math.log(125)
    expected = 1 - 0.88936 ** math.exp(x + 0.57367 - 23.9802)
    assert computed_one("framingham2008", FRAMINGHAM[1])["risk"] == pytest.approx(expected, abs=1e-12)


def test_score2_is_exact_against_the_formula_written_out():
    x = 0.0634 * -1 + 0.4245 + 0.3524 + 0.0094 * -15 + 0.0850 * 0.2 - 0.3564 * -0.3
    x += -1 * (-0.0174 - 0.0247 - 0.0005 * -15 + 0.0073 * 0.2 + 0.0091 * -0.3)
    uncalibrated = 1 - 0.7576 ** math.exp(x - 0.0929)
    expected = 100 * (1 - math.exp(-math.exp(0.01 + 1.25 * math.log(-math.log(1 - uncalibrated)))))
    row = {
        "region": "Moderate",
        "sex": "male",
        "age": 72,
        "smoker": 1,
        "sbp": 135,
        "tc": 6.2,
        "hdl": 1.1,
        "dm": 1,
    }
    assert computed_one("score2", row)["risk_pct"] == pytest.approx(expected, abs=1e-9)


def test_score2_changes_to_the_equation_for_older_persons_at_70():
    row = SCORE2[0]
    younger, older = computed("score2", [row | {"age": "69"}, row | {"age": "70"}])
    assert younger["risk_pct"] != older["risk_pct"]


def test_score2_for_a_person_with_diabetes_carries_a_note():
    without, with_it = computed("score2", [SCORE2[0], SCORE2[0] | {"dm": "1"}])
    assert without["note"] == ""
    assert "diabetes" in str(with_it["note"])


def test_the_pressure_categories_are_those_of_the_vectors():
    found = computed("bp-category", PRESSURE)
    assert [row["category"] for row in found] == [row["expected"] for row in PRESSURE]


@pytest.mark.parametrize(
    ("sbp", "dbp", "expected"),
    [
        (119.9, 79.9, "normal"),
        (129.9, 79.9, "elevated"),
        (139.9, 89.9, "stage 1"),
        (180, 120, "stage 2"),
        (150, 121, "stage 2 + severe (>180 and/or >120)"),
    ],
)
def test_the_limits_of_the_pressure_categories(sbp, dbp, expected):
    assert computed_one("bp-category", {"sbp": sbp, "dbp": dbp})["category"] == expected


@pytest.mark.parametrize(
    ("sbp", "dbp"), [("80", "120"), ("16", "10"), ("120", ""), ("120/80", "80"), ("90", "90")]
)
def test_impossible_pressures_are_refused(sbp, dbp):
    found = computed_one("bp-category", {"sbp": sbp, "dbp": dbp})
    assert found["error"]
    assert found["category"] == ""


@pytest.mark.parametrize(
    ("model_id", "row", "name", "value"),
    [
        ("pce2013", PCE[0], "tc_mgdl", "5.5"),
        ("pce2013", PCE[0], "hdl_mgdl", "1.3"),
        ("pce2013", PCE[0], "age", "39"),
        ("pce2013", PCE[0], "age", "80"),
        ("pce2013", PCE[0], "race", "asian"),
        ("pce2013", PCE[0], "race", ""),
        ("pce2013", PCE[0], "smoker", "yesterday"),
        ("framingham2008", FRAMINGHAM[0], "tc_mgdl", "5.9"),
        ("framingham2008", FRAMINGHAM[0], "age", "29"),
        ("framingham2008", FRAMINGHAM[0], "sbp", "0"),
        ("score2", SCORE2[0], "tc", "212"),
        ("score2", SCORE2[0], "hdl", "50"),
        ("score2", SCORE2[0], "age", "39"),
        ("score2", SCORE2[0], "age", "90"),
        ("score2", SCORE2[0], "region", "China"),
        ("score2", SCORE2[0], "dm", ""),
    ],
)
def test_a_bad_row_is_refused_and_the_next_one_computed(model_id, row, name, value):
    bad, good = computed(model_id, [row | {name: value}, row])
    assert name in str(bad["error"])
    assert good["error"] == ""


FLAGS = st.sampled_from([0, 1])


@given(
    st.fixed_dictionaries(
        {
            "region": st.sampled_from(["Low", "Moderate", "High", "Very high"]),
            "sex": st.sampled_from(["female", "male"]),
            "age": st.floats(40, 89),
            "smoker": FLAGS,
            "sbp": st.floats(70, 260),
            "tc": st.floats(2, 13),
            "hdl": st.floats(0.3, 4),
            "dm": FLAGS,
        }
    )
)
def test_score2_is_a_percentage(subject):
    assert 0 <= computed_one("score2", subject)["risk_pct"] <= 100


@given(
    st.fixed_dictionaries(
        {
            "sex": st.sampled_from(["female", "male"]),
            "age": st.floats(30, 74),
            "tc_mgdl": st.floats(80, 500),
            "hdl_mgdl": st.floats(10, 150),
            "sbp": st.floats(70, 250),
            "bp_treated": FLAGS,
            "smoker": FLAGS,
            "diabetes": FLAGS,
        }
    )
)
def test_framingham_is_a_probability_that_rises_with_pressure(subject):
    base, more = computed("framingham2008", [subject, subject | {"sbp": subject["sbp"] + 5}])
    assert 0 <= base["risk"] <= more["risk"] <= 1


def test_every_pressure_category_has_words_in_both_languages():
    assert {row["expected"] for row in PRESSURE} == set(risk_table().inputs["bp-category.category"].choices)
