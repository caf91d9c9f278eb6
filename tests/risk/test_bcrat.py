"""BCRAT: Gail 1989, Costantino 1999, CARE, AABCS, SFBCS; vectors breast_bcrat_gail.csv, grade B (authors' package)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.risk.compute_table import compute_table
from pmdesk.risk.equations.bcrat import BCRAT
from tests.risk.vector_files import reference_rows, rows

ROWS = rows("breast_bcrat_gail.csv")
NAMES = tuple(spec.name for spec in BCRAT.inputs)
WOMAN = {
    "T1": "45",
    "T2": "50",
    "N_Biop": "1",
    "HypPlas": "0",
    "AgeMen": "12",
    "Age1st": "26",
    "N_Rels": "1",
    "Race": "1",
}


def one(**changes: str) -> dict[str, object]:
    """Result of one woman, by column."""
    table = {name: [value] for name, value in (WOMAN | changes).items()}
    return {name: cells[0] for name, cells in compute_table(BCRAT, table).items()}


@pytest.mark.parametrize("source", [rows, reference_rows])
@pytest.mark.parametrize("column", ["risk_pct", "avg_pct", "rr1", "rr2"])
def test_it_gives_the_vectors_to_their_last_digit(source, column):
    vectors = source("breast_bcrat_gail.csv")
    found = compute_table(BCRAT, {name: [row[name] for row in vectors] for name in NAMES})
    assert found["error"] == [""] * len(vectors)
    assert found[column] == pytest.approx([float(row[column]) for row in vectors], rel=1e-12)


def test_a_year_within_one_band_is_the_formula_written_out():
    hazard, death = 0.5788413 * 0.001265, 0.001307
    share = hazard / (hazard + death) * (1 - math.exp(-(hazard + death)))
    woman = {"T1": "41", "T2": "42", "N_Biop": "0", "HypPlas": "99", "AgeMen": "14", "Age1st": "19"}
    assert one(**woman, N_Rels="0")["risk_pct"] == pytest.approx(100 * share, rel=1e-12)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"T1": "34"}, "T1"),
        ({"T2": "91"}, "T2"),
        ({"T2": "45"}, "T2 must be greater than T1"),
        ({"N_Biop": "0"}, "HypPlas must be 99"),
        ({"N_Biop": "99", "HypPlas": "1"}, "HypPlas must be 99"),
        ({"N_Biop": "45"}, "N_Biop is not a plausible count"),
        ({"N_Rels": "98"}, "N_Rels is not a plausible count"),
        ({"N_Rels": "1.5"}, "N_Rels"),
        ({"AgeMen": "46"}, "AgeMen lies after the age now"),
        ({"Age1st": "46"}, "Age1st lies after the age now"),
        ({"AgeMen": "15", "Age1st": "14"}, "before the menarche"),
        ({"HypPlas": "2"}, "HypPlas"),
        ({"Race": "12"}, "Race"),
        ({"Race": ""}, "Race is missing"),
        ({"T1": "forty"}, "not a number"),
        ({"AgeMen": ""}, "AgeMen is missing"),
        ({"N_Biop": "-1"}, "N_Biop"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_name(changes, said):
    found = one(**changes)
    assert said in str(found["error"])
    assert found["risk_pct"] == ""


def test_what_is_not_known_counts_as_the_lowest_category():
    unknown = {"N_Biop": "99", "HypPlas": "99", "AgeMen": "99", "Age1st": "99", "N_Rels": "99"}
    assert one(**unknown)["rr1"] == 1.0


def test_no_birth_counts_as_a_first_birth_from_25_to_29_in_white_women_and_as_a_later_one_in_hispanic_women():
    assert one(Age1st="98")["rr1"] == one(Age1st="27")["rr1"]
    assert one(Age1st="98", Race="3")["rr1"] == one(Age1st="33", Race="3")["rr1"]
    assert one(Age1st="27", Race="3")["rr1"] == one(Age1st="22", Race="3")["rr1"]


def test_first_birth_is_no_risk_factor_of_the_african_american_model():
    assert one(Age1st="33", Race="2")["risk_pct"] == one(Age1st="18", Race="2")["risk_pct"]


@given(
    st.floats(35, 88), st.floats(0.1, 30), st.floats(0.1, 30), st.sampled_from([str(n) for n in range(1, 12)])
)
def test_the_risk_grows_with_the_time_and_stays_a_probability(age, first, more, race):
    ends = [min(age + first, 90.0), min(age + first + more, 90.0)]
    table = {name: [value, value] for name, value in (WOMAN | {"Race": race}).items()}
    risks = compute_table(BCRAT, table | {"T1": [age, age], "T2": ends})["risk_pct"]
    assert 0 < risks[0] <= risks[1] < 100
