"""FINDRISC (A), ADA risk test (B), ADA diagnosis (A), glucose monitoring (A), UKPDS 56 (B), Mifflin-St Jeor (A)."""

import math

import numpy as np
import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.equations.ada_diagnosis import CATEGORIES
from pmdesk.risk.glucose_trace import glucose_metrics
from pmdesk.risk.knowledge import risk_table
from tests.risk.table_checks import computed, computed_one, last_digit
from tests.risk.vector_files import reference_rows

FINDRISC = reference_rows("diabetes_findrisc.csv")
ADA_TEST = reference_rows("diabetes_ada_risk_test.csv")
DIAGNOSIS = reference_rows("diabetes_dx_ada.csv")
UKPDS = reference_rows("diabetes_ukpds56_chd.csv")
MIFFLIN = reference_rows("nutrition_mifflin.csv")
CGM = reference_rows("diabetes_cgm.csv")


def of_metric(metric: str) -> list[tuple[str, float, str]]:
    """(input, value behind the ``=``, expected) of the glucose vectors."""
    return [
        (row["input"], float(row["input"].partition("=")[2]), row["expected"])
        for row in CGM
        if row["metric"] == metric
    ]


IGLU = {row["input"]: float(row["expected"]) for row in CGM if row["metric"].startswith("iglu")}


def test_findrisc_gives_the_vectors():
    found = computed("findrisc", FINDRISC)
    assert [(row["score"], row["band"]) for row in found] == [
        (float(row["expected_score"]), row["band"]) for row in FINDRISC
    ]


@pytest.mark.parametrize(
    ("changed", "points"),
    [
        ({"age": 44.9}, 0),
        ({"age": 45}, 2),
        ({"age": 55}, 3),
        ({"age": 64.9}, 3),
        ({"age": 65}, 4),
        ({"bmi": 25}, 1),
        ({"bmi": 30}, 1),
        ({"bmi": 30.1}, 3),
        ({"waist_cm": 80}, 3),
        ({"waist_cm": 88}, 3),
        ({"waist_cm": 88.1}, 4),
        ({"sex": "male", "waist_cm": 94}, 3),
        ({"sex": "male", "waist_cm": 102.1}, 4),
        ({"active_30min": 0}, 2),
        ({"daily_fruit_veg": 0}, 1),
        ({"bp_med": 1}, 2),
        ({"high_glucose_hx": 1}, 5),
        ({"family_hx": "second_degree"}, 3),
        ({"family_hx": "first_degree"}, 5),
    ],
)
def test_each_answer_of_findrisc_has_its_points(changed, points):
    nothing = {
        "age": 40,
        "bmi": 22,
        "waist_cm": 70,
        "sex": "female",
        "active_30min": 1,
        "daily_fruit_veg": 1,
        "bp_med": 0,
        "high_glucose_hx": 0,
        "family_hx": "none",
    }
    assert computed_one("findrisc", nothing | changed)["score"] == points


def test_the_ada_test_gives_the_vectors():
    found = computed("ada-risk-test", ADA_TEST)
    assert [(row["score"], row["positive"]) for row in found] == [
        (float(row["expected_score"]), int(row["expected_positive(>=5)"])) for row in ADA_TEST
    ]


def test_the_ada_test_asks_women_for_gestational_diabetes_and_refuses_it_in_men():
    woman, man = ADA_TEST[0] | {"gdm_hx(female)": ""}, ADA_TEST[1] | {"gdm_hx(female)": "1"}
    missing, impossible = computed("ada-risk-test", [woman, man])
    assert "gdm_hx(female)" in str(missing["error"])
    assert missing["score"] == ""
    assert "man" in str(impossible["error"])


def test_the_diagnosis_gives_the_vectors():
    found = computed("ada-diagnosis", DIAGNOSIS)
    assert [row["category"] for row in found] == [row["expected"] for row in DIAGNOSIS]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"fpg_mgdl": 130, "a1c_pct": 6.6, "ogtt2h_mgdl": 150}, "diabetes confirmed (two tests same sample)"),
        ({"ogtt2h_mgdl": 199.9}, "prediabetes"),
        ({"fpg_mgdl": 125.9, "a1c_pct": 6.49}, "prediabetes"),
        ({"fpg_mgdl": 90, "random_mgdl": 250, "symptoms": 1}, "diabetes (symptomatic random >=200)"),
        ({"fpg_mgdl": 90, "random_mgdl": 150}, "normal"),
    ],
)
def test_further_cells_of_the_diagnosis(row, expected):
    empty = dict.fromkeys(("fpg_mgdl", "a1c_pct", "ogtt2h_mgdl", "random_mgdl"), "") | {"symptoms": 0}
    assert computed_one("ada-diagnosis", empty | row)["category"] == expected


@pytest.mark.parametrize("row", [{"symptoms": 0}, {"symptoms": 1, "random_mgdl": 150}])
def test_without_a_test_that_can_tell_there_is_no_diagnosis(row):
    found = computed_one("ada-diagnosis", row)
    assert found["category"] == ""
    assert "test" in str(found["error"])


def test_ukpds_gives_the_vectors_and_the_formula_written_out():
    for row, found in zip(UKPDS, computed("ukpds56", UKPDS), strict=True):
        assert found["risk"] == pytest.approx(
            float(row["expected_risk"]), abs=last_digit(row["expected_risk"])
        )
    q = 0.0112 * 1.059**-5 * 0.525 * 1.350 * 1.183**1.28 * 1.088**0.93 * 3.845 ** (math.log(5) - 1.59)
    expected = 1 - math.exp(-q * 1.078**10 * (1 - 1.078**10) / (1 - 1.078))
    assert computed_one("ukpds56", UKPDS[1])["risk"] == pytest.approx(expected, abs=1e-12)


def test_ukpds_refuses_an_age_before_the_diagnosis():
    found = computed_one("ukpds56", UKPDS[1] | {"age_now": "45"})
    assert found["risk"] == ""
    assert "age" in str(found["error"])


def test_mifflin_gives_the_vectors_exactly():
    found = computed("mifflin", MIFFLIN)
    assert [row["ree_kcal"] for row in found] == [float(row["expected_ree_kcal"]) for row in MIFFLIN]


def test_gmi_and_hba1c_in_other_units_give_the_vectors_exactly():
    for _, mean, expected in of_metric("GMI_pct"):
        assert computed_one("cgm", {"mean_mgdl": mean})["gmi_pct"] == pytest.approx(float(expected), abs=1e-9)
    for _, a1c, expected in of_metric("eAG_mgdl"):
        assert computed_one("a1c-units", {"a1c_pct": a1c})["eag_mgdl"] == pytest.approx(
            float(expected), abs=1e-9
        )
    for _, a1c, expected in of_metric("IFCC_mmolmol"):
        found = computed_one("a1c-units", {"a1c_pct": a1c})["ifcc_mmolmol"]
        assert found == pytest.approx(float(expected), abs=last_digit(expected))


BANDS = {"very_low_pct": 1, "low_pct": 3, "very_high_pct": 5, "high_pct": 20}


def test_the_glycaemia_risk_index_gives_the_vector_and_stops_at_100():
    subject = {"mean_mgdl": 150}
    assert computed_one("cgm", subject | BANDS)["gri"] == pytest.approx(34.2, abs=1e-9)
    assert computed_one("cgm", subject | dict.fromkeys(BANDS, 0) | {"very_high_pct": 90})["gri"] == 100.0
    assert computed_one("cgm", subject)["gri"] == ""


def test_bands_over_100_percent_are_refused():
    found = computed_one("cgm", {"mean_mgdl": 150} | BANDS | {"high_pct": 99})
    assert found["gmi_pct"] == ""
    assert "100 %" in str(found["error"])


def test_a_trace_gives_the_shares_of_the_vectors():
    # 2915 readings, counted back from the shares that the package iglu prints for its own example
    trace = [60.0] * 4 + [120.0] * 2672 + [200.0] * 228 + [260.0] * 11
    found = glucose_metrics([*trace, math.nan])
    assert (found.readings, found.missing) == (2915, 1)
    assert found.in_range_70_180_pct == pytest.approx(IGLU["TIR70-180"], abs=1e-6)
    assert found.below_70_pct == pytest.approx(IGLU["TBR<70"], abs=1e-7)
    assert found.below_54_pct == IGLU["TBR<54"]
    assert found.above_180_pct == pytest.approx(IGLU["TAR>180"], abs=1e-6)
    assert found.above_250_pct == pytest.approx(IGLU["TAR>250"], abs=1e-7)
    assert found.cv_pct == pytest.approx(100 * np.std(trace, ddof=1) / np.mean(trace), abs=1e-12)
    assert found.gmi_pct == pytest.approx(3.31 + 0.02392 * np.mean(trace), abs=1e-12)
    assert found.gri == pytest.approx((2.4 * 4 + 0.8 * 228 + 1.6 * 11) / 29.15, abs=1e-9)


def test_both_ends_of_the_range_count_as_in_range():
    assert glucose_metrics([69.9, 70, 180, 180.1]).in_range_70_180_pct == 50.0


@pytest.mark.parametrize(
    ("trace", "code"),
    [
        ([], ErrorCode.INPUT_MISSING),
        ([math.nan], ErrorCode.INPUT_MISSING),
        ([5.5, 7.2, 11.0], ErrorCode.INPUT_OUT_OF_RANGE),
        ([120.0, math.inf], ErrorCode.INPUT_OUT_OF_RANGE),
    ],
)
def test_a_trace_that_cannot_be_one_is_refused(trace, code):
    with pytest.raises(InputError) as caught:
        glucose_metrics(trace)
    assert caught.value.code is code


@pytest.mark.parametrize(
    ("model_id", "row", "name", "value"),
    [
        ("findrisc", FINDRISC[0], "waist_cm", "41"),
        ("findrisc", FINDRISC[0], "age", "sixty"),
        ("findrisc", FINDRISC[0], "family_hx", "uncle"),
        ("findrisc", FINDRISC[0], "bmi", ""),
        ("ada-risk-test", ADA_TEST[0], "age", "12"),
        ("ada-risk-test", ADA_TEST[0], "hypertension", "3"),
        ("ada-diagnosis", DIAGNOSIS[0], "fpg_mgdl", "5.5"),
        ("ada-diagnosis", DIAGNOSIS[0], "a1c_pct", "48"),
        ("ada-diagnosis", DIAGNOSIS[0], "symptoms", ""),
        ("ukpds56", UKPDS[0], "hba1c_pct", "53"),
        ("ukpds56", UKPDS[0], "tc_hdl_ratio", "0.2"),
        ("ukpds56", UKPDS[0], "years", "0"),
        ("mifflin", MIFFLIN[0], "height_cm", "1.75"),
        ("mifflin", MIFFLIN[0], "weight_kg", "0"),
        ("mifflin", MIFFLIN[0], "sex", ""),
        ("cgm", {"mean_mgdl": "150"}, "mean_mgdl", "8.3"),
        ("a1c-units", {"a1c_pct": "7"}, "a1c_pct", "53"),
    ],
)
def test_a_bad_row_is_refused_and_the_next_one_computed(model_id, row, name, value):
    bad, good = computed(model_id, [row | {name: value}, row])
    assert name in str(bad["error"])
    assert good["error"] == ""


def test_every_category_has_words_in_both_languages():
    words = risk_table().inputs
    assert set(words["ada-diagnosis.category"].choices) == set(CATEGORIES)
    bands = {
        computed_one("findrisc", FINDRISC[0] | {"family_hx": family})["band"]
        for family in ("none", "first_degree")
    }
    assert bands | {row["band"] for row in FINDRISC} <= set(words["findrisc.band"].choices)
