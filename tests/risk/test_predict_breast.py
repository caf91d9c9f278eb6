"""PREDICT Breast 3.2: Grootes 2024; vectors breast_predict_v3.csv, grade B (authors' package)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.risk.compute_table import compute_table
from pmdesk.risk.equations.predict_breast import HORIZONS_YEARS, PREDICT_BREAST_3, TREATMENTS
from tests.risk.vector_files import reference_rows, rows

NAMES = tuple(spec.name for spec in PREDICT_BREAST_3.inputs)
HEADERS = {"s10_surg": "s10_surg.s", "s15_surg": "s15_surg.s"}
PRINTED = ("s10_surg", "s10_r", "s10_rh", "s10_rhc", "s10_rhct", "s10_rhctb", "s15_surg", "s15_rhctb")
PATIENT = {name: rows("breast_predict_v3.csv")[0][name] for name in NAMES}


def one(**changes: object) -> dict[str, object]:
    table = {name: [value] for name, value in (PATIENT | changes).items()}
    return {name: cells[0] for name, cells in compute_table(PREDICT_BREAST_3, table).items()}


@pytest.mark.parametrize("source", [rows, reference_rows])
@pytest.mark.parametrize("column", PRINTED)
def test_it_gives_the_vectors_to_their_last_digit(source, column):
    vectors = source("breast_predict_v3.csv")
    found = compute_table(PREDICT_BREAST_3, {name: [row[name] for row in vectors] for name in NAMES})
    assert found["error"] == [""] * len(vectors)
    expected = [float(row[HEADERS.get(column, column)]) for row in vectors]
    assert found[column] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"age": "24"}, "age"),
        ({"age": "86"}, "age"),
        ({"size": "0"}, "size"),
        ({"nodes": "1.5"}, "nodes"),
        ({"nodes": "101"}, "nodes"),
        ({"grade": "4"}, "grade"),
        ({"er": "9"}, "er"),
        ({"er": ""}, "er is missing"),
        ({"her2": "positive"}, "her2"),
        ({"generation": "1"}, "generation"),
        ({"heart_gy": "400"}, "heart_gy"),
        ({"heart_gy": "-1"}, "heart_gy"),
        ({"size": "20 mm"}, "not a number"),
        ({"screen": ""}, "screen is missing"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_name(changes, said):
    found = one(**changes)
    assert said in str(found["error"])
    assert found["s10_surg"] == ""


def test_a_treatment_that_does_not_apply_changes_nothing_and_is_noted():
    found = one(er="0", her2="0", horm="1", traz="1", heart_gy="4")
    assert found["s10_rh"] == found["s10_r"]
    assert found["s10_rhct"] == found["s10_rhc"]
    assert "ER-positive" in str(found["note"])
    assert "HER2-positive" in str(found["note"])


def test_only_the_treatment_that_does_not_apply_is_noted():
    note = str(one(er="1", her2="0", horm="1", traz="1", radio="0", heart_gy="4")["note"])
    assert "trastuzumab counts in HER2-positive disease only" in note
    assert "ER-positive" not in note
    assert "radiotherapy" in note


def test_a_heart_dose_without_radiotherapy_is_noted():
    assert "radiotherapy" in str(one(radio="0", heart_gy="4", traz="0")["note"])


def test_nothing_is_noted_about_a_plan_that_fits():
    assert one(traz="0")["note"] == ""


def test_markers_that_are_not_known_lie_between_negative_and_positive():
    for marker in ("her2", "ki67", "pr"):
        low, high = sorted(float(str(one(**{marker: state})["s10_surg"])) for state in ("0", "1"))
        assert low < float(str(one(**{marker: "9"})["s10_surg"])) < high


@given(
    st.floats(25, 85),
    st.floats(1, 200),
    st.integers(0, 30),
    st.sampled_from("0123"),
    st.sampled_from("01"),
    st.sampled_from("019"),
)
def test_survival_is_a_percentage_that_falls_with_time_and_nodes(age, size, nodes, grade, er, her2):
    patient = {"age": age, "size": size, "grade": grade if grade != "0" else "9", "er": er, "her2": her2}
    fewer, more = one(**patient, nodes=nodes), one(**patient, nodes=nodes + 1)
    for treatment in TREATMENTS:
        s10, s15 = (float(str(fewer[f"s{years}_{treatment}"])) for years in HORIZONS_YEARS)
        assert 0 <= s15 <= s10 <= 100
        assert float(str(more[f"s10_{treatment}"])) <= s10
