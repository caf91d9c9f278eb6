"""Brock 2b and 2a: McWilliams 2013; vectors lung_brock_full.csv, grade A (2b) and B (2a)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.equations import BROCK
from tests.risk.vector_files import rows

ROWS = rows("lung_brock_full.csv")
NUMBERS = (
    "age",
    "female",
    "fam_hx_lung_ca",
    "emphysema",
    "diameter_mm",
    "upper_lobe",
    "nodule_count",
    "spiculation",
)
HALF_A_DIGIT = 0.5e-6


def inputs_of(row: dict[str, str]) -> dict[str, float | str]:
    return {**{name: float(row[name]) for name in NUMBERS}, "type": row["type"]}


@pytest.mark.parametrize("row", ROWS)
def test_2b_gives_the_vectors_to_their_last_digit(row):
    result = BROCK.compute(inputs_of(row))
    assert result.variant == "2b"
    assert result.probability == pytest.approx(float(row["expected_p_2b_4dp_coefs"]), abs=HALF_A_DIGIT * 1.01)


@pytest.mark.parametrize("row", ROWS)
def test_2a_is_used_when_spiculation_is_unknown_and_gives_the_vectors(row):
    result = BROCK.compute({**inputs_of(row), "spiculation": None})
    assert (result.variant, result.grade) == ("2a", "B")
    assert result.probability == pytest.approx(float(row["expected_p_2a_no_spic"]), abs=HALF_A_DIGIT * 1.01)


def test_the_equation_is_exact_where_every_term_is_centred():
    """At 62 years, 4 mm, 4 nodules and no factor only the intercept is left."""
    result = BROCK.compute(
        {"age": 62, "female": 0, "fam_hx_lung_ca": 0, "emphysema": 0, "diameter_mm": 4, "type": "solid",
         "upper_lobe": 0, "nodule_count": 4, "spiculation": 0}
    )  # fmt: skip
    size = -5.3854 * (0.4**-0.5 - 1.58113883)
    assert result.probability == pytest.approx(1 / (1 + math.exp(6.7892 - size)), abs=1e-12)


def test_the_contributions_and_the_intercept_add_up_to_the_logit():
    result = BROCK.compute(inputs_of(ROWS[2]))
    total = -6.7892 + sum(share for _, share in result.contributions)
    assert total == pytest.approx(math.log(result.probability / (1 - result.probability)), abs=1e-9)
    assert [name for name, _ in result.contributions] == [spec.name for spec in BROCK.inputs]


def test_columns_give_the_same_as_single_subjects():
    columns = {name: np.array([float(row[name]) for row in ROWS]) for name in NUMBERS}
    columns["type"] = np.array([row["type"] for row in ROWS])
    columns["spiculation"][1::2] = np.nan
    expected = [
        BROCK.compute(
            {**inputs_of(row), "spiculation": None if n % 2 else float(row["spiculation"])}
        ).probability
        for n, row in enumerate(ROWS)
    ]
    np.testing.assert_allclose(BROCK.predict(columns), expected, rtol=1e-13)


def test_rows_that_cannot_be_computed_are_nan_and_leave_the_others_alone():
    columns = {name: np.full(5, float(ROWS[0][name])) for name in NUMBERS}
    columns["type"] = np.array(["solid", "cheese", "", "solid", "solid"])
    columns["age"][3] = np.nan
    columns["diameter_mm"][4] = 31.0
    result = BROCK.predict(columns)
    assert result[0] == pytest.approx(0.476768, abs=1e-6)
    assert np.isnan(result[1:]).all()


@pytest.mark.parametrize(
    ("name", "value"),
    [("diameter_mm", 30.1), ("diameter_mm", 0.0), ("age", float("nan")), ("female", 2), ("type", "soft"),
     ("age", "65")],
)  # fmt: skip
def test_a_value_that_the_model_cannot_take_is_refused_by_name(name, value):
    with pytest.raises(InputError) as caught:
        BROCK.compute({**inputs_of(ROWS[0]), name: value})
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE
    assert caught.value.params["input"] == name


@pytest.mark.parametrize("name", [spec.name for spec in BROCK.inputs if spec.required])
def test_a_missing_input_is_never_replaced(name):
    with pytest.raises(InputError) as caught:
        BROCK.compute({**inputs_of(ROWS[0]), name: None})
    assert caught.value.code is ErrorCode.INPUT_MISSING
    assert caught.value.params["input"] == name


SUBJECTS = st.fixed_dictionaries(
    {
        "age": st.floats(18, 110),
        "female": st.sampled_from([0, 1]),
        "fam_hx_lung_ca": st.sampled_from([0, 1]),
        "emphysema": st.sampled_from([0, 1]),
        "diameter_mm": st.floats(1, 29),
        "type": st.sampled_from(["solid", "part-solid", "non-solid"]),
        "upper_lobe": st.sampled_from([0, 1]),
        "nodule_count": st.integers(1, 200),
        "spiculation": st.sampled_from([0, 1, None]),
    }
)


@given(SUBJECTS, st.floats(0.1, 1.0))
def test_it_is_a_probability_that_rises_with_size_and_age_and_falls_with_the_count(subject, step):
    base = BROCK.compute(subject).probability
    assert 0 < base < 1
    assert BROCK.compute({**subject, "diameter_mm": subject["diameter_mm"] + step}).probability > base
    assert BROCK.compute({**subject, "age": min(110, subject["age"] + step)}).probability >= base
    assert BROCK.compute({**subject, "nodule_count": subject["nodule_count"] + 1}).probability < base


@given(SUBJECTS, st.sampled_from(["female", "fam_hx_lung_ca", "emphysema", "upper_lobe"]))
def test_every_risk_factor_raises_the_probability(subject, factor):
    without = BROCK.compute({**subject, factor: 0}).probability
    assert BROCK.compute({**subject, factor: 1}).probability > without
