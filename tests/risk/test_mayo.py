"""Mayo: Swensen 1997; vectors lung_mayo.csv, grade A."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.equations import MAYO
from tests.risk.vector_files import rows

ROWS = rows("lung_mayo.csv")
NAMES = tuple(spec.name for spec in MAYO.inputs)


def inputs_of(row: dict[str, str]) -> dict[str, float]:
    return {name: float(row[name]) for name in NAMES}


@pytest.mark.parametrize("row", ROWS)
def test_it_gives_the_vectors_to_their_last_digit(row):
    result = MAYO.compute(inputs_of(row))
    assert result.probability == pytest.approx(float(row["expected_p"]), abs=0.505e-6)


def test_it_is_exact_against_the_formula_written_out():
    x = -6.8272 + 0.0391 * 65 + 0.7917 + 0.1274 * 15 + 1.0407 + 0.7838
    assert MAYO.compute(inputs_of(ROWS[1])).probability == pytest.approx(1 / (1 + math.exp(-x)), abs=1e-12)


@pytest.mark.parametrize("diameter_mm", [3.9, 30.1])
def test_nodules_outside_4_to_30_mm_are_refused(diameter_mm):
    with pytest.raises(InputError) as caught:
        MAYO.compute({**inputs_of(ROWS[0]), "diameter_mm": diameter_mm})
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE


def test_unknown_spiculation_is_missing_because_there_is_no_model_without():
    with pytest.raises(InputError) as caught:
        MAYO.compute({**inputs_of(ROWS[0]), "spiculation": None})
    assert caught.value.params["input"] == "spiculation"


@given(
    st.fixed_dictionaries(
        {"age": st.floats(18, 109), "diameter_mm": st.floats(4, 29)}
        | {name: st.sampled_from([0, 1]) for name in NAMES if name not in ("age", "diameter_mm")}
    ),
    st.floats(0.1, 1.0),
)
def test_it_is_a_probability_that_rises_with_size_and_age(subject, step):
    base = MAYO.compute(subject).probability
    assert 0 < base < 1
    assert MAYO.compute({**subject, "diameter_mm": subject["diameter_mm"] + step}).probability > base
    assert MAYO.compute({**subject, "age": subject["age"] + step}).probability > base
