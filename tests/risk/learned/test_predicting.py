"""The shipped heart model on rows as other hospitals have them, and on rows that are wrong."""

import math
from pathlib import Path

import numpy as np
import pytest

from pmdesk.core.texts import Language
from pmdesk.risk.learned.package import load_learned
from tests.risk.learned.packages import SHIPPED_MODELS

HEART = {
    "age": "55",
    "sex": "1",
    "cp": "4",
    "trestbps": "140",
    "chol": "250",
    "fbs": "0",
    "restecg": "0",
    "thalach": "130",
    "exang": "1",
    "oldpeak": "1.5",
    "slope": "2",
    "ca": "1",
    "thal": "7",
}


@pytest.fixture(scope="module")
def heart():
    return load_learned(SHIPPED_MODELS / "heart-disease-cleveland")


@pytest.fixture(scope="module")
def pima():
    return load_learned(SHIPPED_MODELS / "diabetes-pima")


def one(model, language=Language.ENGLISH, **cells):
    """Result of one row."""
    found = model.predict({name: [cell] for name, cell in cells.items()}, language)
    return {name: column[0] for name, column in found.items()}


def test_a_whole_row_has_a_probability_an_interval_around_it_and_what_must_be_said(heart):
    found = one(heart, **HEART)
    assert 0.8 < found["p"] < 1.0
    assert found["p_low"] < found["p"] < found["p_high"]
    assert "303 patients of one hospital" in found["note"]
    assert found["error"] == ""


def test_what_points_to_disease_raises_the_probability(heart):
    base = one(heart, **HEART)["p"]
    for change in ({"ca": "0"}, {"thal": "3"}, {"exang": "0"}, {"oldpeak": "0"}, {"sex": "0"}, {"cp": "3"}):
        assert one(heart, **HEART | change)["p"] < base, change


@pytest.mark.parametrize("unknown", ["?", "", "NA", " ? ", "nan", "-", "NULL"])
def test_an_unknown_input_is_filled_in_and_named(heart, unknown):
    found = one(heart, **HEART | {"slope": unknown, "ca": unknown, "thal": unknown})
    assert found["error"] == ""
    assert 0.5 < found["p"] < 1.0
    assert found["note"].endswith("not known, estimated from the other inputs: slope, ca, thal")


@pytest.mark.parametrize("zero", ["0", "0.0", "0.00"])
def test_a_cholesterol_of_0_is_one_that_was_not_measured(heart, zero):
    assert one(heart, **HEART | {"chol": zero}) == one(heart, **HEART | {"chol": "?"})


def test_absent_columns_are_not_known_in_any_row(heart):
    few = {name: HEART[name] for name in ("age", "sex", "cp", "restecg")}
    assert one(heart, **few)["p"] == one(heart, **few | dict.fromkeys(set(HEART) - set(few), "?"))["p"]


def test_too_many_unknown_inputs_are_refused_with_the_number_that_is_allowed(heart):
    found = one(heart, **{name: HEART[name] for name in ("age", "sex", "cp")})
    assert found["p"] == ""
    assert found["error"] == "too many inputs are not known: 10 / 13 (≤ 9)"


@pytest.mark.parametrize("name", ["age", "sex", "cp"])
def test_a_required_input_that_is_missing_is_named(heart, name):
    assert one(heart, **HEART | {name: "?"})["error"] == f"{name} is missing"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"chol": "5.2"}, "chol = 5.2 is out of range (50..700 mg/dL)"),
        ({"trestbps": "14"}, "trestbps = 14 is out of range (60..260 mm[Hg])"),
        ({"thalach": "high"}, 'thalach is not a number: "high"'),
        ({"age": "5O"}, 'age is not a number: "5O"'),
        ({"age": "24"}, "the model is for ages 25 to 82 (29 to 77 in training)"),
        ({"age": "83"}, "the model is for ages 25 to 82 (29 to 77 in training)"),
        ({"age": "-5"}, "age = -5 is out of range (18..100 a)"),
        ({"ca": "4"}, "ca = 4 is out of range (0..3 {count})"),
        ({"cp": "0"}, 'cp is none of the possible values: "0" (1, 2, 3, 4)'),
        ({"exang": "2"}, 'exang is neither 0 nor 1: "2"'),
        ({"oldpeak": "inf"}, "oldpeak = inf is out of range (-5..10 mm)"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_named(heart, cells, said):
    found = one(heart, **HEART | cells)
    assert found["error"] == said
    assert found["p"] == ""


def test_a_bad_row_does_not_touch_the_others(heart):
    rows = 40
    table = {name: [cell] * rows for name, cell in HEART.items()}
    table["age"] = ["x" if row == 7 else str(30 + row) for row in range(rows)]
    table["thal"] = ["?" if row % 3 else "7" for row in range(rows)]
    found = heart.predict(table)
    assert [bool(error) for error in found["error"]] == [row == 7 for row in range(rows)]
    for row in (0, 1, 39):
        alone = one(heart, **{name: cells[row] for name, cells in table.items()})
        assert found["p"][row] == pytest.approx(alone["p"], abs=1e-12)


def test_values_as_other_programs_write_them_are_understood(heart):
    floats = {name: f"{float(cell):.1f}" for name, cell in HEART.items()}
    assert one(heart, **floats)["p"] == one(heart, **HEART)["p"]
    assert one(heart, **HEART | {"exang": "yes"})["p"] == one(heart, **HEART)["p"]


def test_a_value_outside_of_what_was_seen_is_held_at_the_border_and_said(heart):
    beyond = one(heart, **HEART | {"oldpeak": "9"})
    assert beyond["p"] == one(heart, **HEART | {"oldpeak": "6.2"})["p"]
    assert "outside the range seen in training: oldpeak" in beyond["note"]


def test_everything_is_said_in_chinese_as_well(heart):
    assert one(heart, Language.CHINESE, **HEART | {"age": "20"})["error"].startswith("模型适用年龄")
    note = one(heart, Language.CHINESE, **HEART | {"ca": ""})["note"]
    assert "单中心 303 例" in note
    assert note.endswith("下列各项未知，由其他输入项估计：ca")


def test_the_pima_model_refuses_men_girls_and_people_of_other_heritage(pima):
    woman = {"npreg": "2", "glu": "130", "bp": "70", "skin": "30", "bmi": "33", "ped": "0.5", "age": "35"}
    found = one(pima, **woman)
    assert 0.1 < found["p"] < 0.6
    assert "women of Pima heritage only" in found["note"]
    assert "women only" in one(pima, **woman | {"sex": "male"})["error"]
    assert "21 to 81" in one(pima, **woman | {"age": "20"})["error"]
    assert "Pima heritage only" in one(pima, **woman | {"pima": "0"})["error"]
    assert "out of range" in one(pima, **woman | {"glu": "7.2"})["error"]
    assert one(pima, **woman | {"sex": "female", "pima": "1"})["p"] == found["p"]


def test_the_lung_model_gives_survival_that_falls_with_time_and_performance():
    lung = load_learned(SHIPPED_MODELS / "lung-survival-ncctg")
    patient = {"age": "62", "sex": "1"}
    fit, ill = one(lung, **patient, **{"ph.ecog": "0"}), one(lung, **patient, **{"ph.ecog": "2"})
    assert 1 > fit["s6m"] > fit["s12m"] > ill["s12m"] > 0
    assert ill["s6m_low"] < ill["s6m"] < ill["s6m_high"]
    assert fit["median"] > ill["median"] > 0
    for cells in ({"ph.ecog": "3"}, {"ph.ecog": "1", "age": "38"}, {"ph.ecog": "1", "age": "83"}):
        assert one(lung, **patient | cells)["error"]
        assert one(lung, **patient | cells)["s6m"] == ""


def test_one_feature_of_thirty_missing_is_refused_by_the_breast_model():
    breast = load_learned(SHIPPED_MODELS / "breast-mass-wdbc")
    row = {name: cells[0] for name, cells in breast.background.items()}
    assert math.isfinite(one(breast, **row)["p"])
    assert one(breast, **row | {"worst area": ""})["error"] == "worst area is missing"


def test_a_hundred_thousand_rows_are_computed_in_seconds(heart):
    random = np.random.default_rng(1)
    table = {
        name: np.asarray(cells)[random.integers(0, len(cells), 20_000)].tolist()
        for name, cells in heart.background.items()
    }
    assert not any(heart.predict(table)["error"])


def test_importing_it_loads_none_of_the_heavy_libraries():
    import subprocess
    import sys

    code = (
        "import sys, pmdesk.risk.describe, pmdesk.risk.learned.catalog, pmdesk.services.learned_models;"
        "pmdesk.risk.learned.catalog.learned_packages();"
        "print([m for m in ('sklearn','pandas','lifelines','shap','skops','scipy') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert found.stdout.strip() == "[]"


HEART_ROW = {
    "age": "58", "sex": "1", "cp": "3", "trestbps": "130", "chol": "240", "fbs": "0", "restecg": "0",
    "thalach": "150", "exang": "0", "oldpeak": "1.0", "slope": "2", "ca": "1", "thal": "3",
}  # fmt: skip


def heart_answers(rows):
    model = load_learned(SHIPPED_MODELS / "heart-disease-cleveland")
    found = model.predict({name: [row.get(name, "") for row in rows] for name in HEART_ROW})
    return np.array([[found[name][place] for name in ("p", "p_low", "p_high")] for place in range(len(rows))])


def test_the_interval_widens_with_every_input_that_is_not_known():
    known = dict(HEART_ROW)
    rows = [known]
    for name in ("thal", "ca", "slope", "oldpeak", "exang", "thalach"):
        rows.append({key: value for key, value in rows[-1].items() if key != name})
    answers = heart_answers(rows)
    line = np.log(answers / (1 - answers))
    width = line[:, 2] - line[:, 1]
    assert (np.diff(width) > 0).all()
    assert (answers[:, 1] < answers[:, 0]).all()
    assert (answers[:, 0] < answers[:, 2]).all()


def test_no_missing_input_pushes_the_probability_one_way():
    """What was blanked lies on both sides of what stood there, over patients of all kinds."""
    rows = [
        {**HEART_ROW, "age": age, "sex": sex, "cp": cp, "thal": thal, "ca": ca, "exang": exang}
        for age in ("45", "62")
        for sex in "01"
        for cp in "1234"
        for thal in "367"
        for ca in "013"
        for exang in "01"
    ]
    whole = heart_answers(rows)[:, 0]
    for name in ("thal", "ca", "chol", "slope"):
        blanked = heart_answers([{key: row[key] for key in row if key != name} for row in rows])[:, 0]
        moved = blanked - whole
        if name in ("thal", "ca"):
            assert (moved > 0.02).any()
            assert (moved < -0.02).any()
        assert (blanked > 0).all()
        assert (blanked < 1).all()
