"""Lung models over tables: Herder B, VA A, PLCOm2012 A, VDT A, USPSTF 2021 C, BTS 2015 and NELSON C, TNM 8 A, TNM 9 C,
Brock A, Mayo A, Lung-RADS v2022 C, Fleischner 2017 C; the vectors and their making are in ``vectors/README.md``."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.risk.table_checks import computed, computed_one, last_digit
from tests.risk.vector_files import reference_rows, rows

SOURCES = pytest.mark.parametrize("source", [rows, reference_rows])


def assert_printed(model_id, vectors, result, expected):
    for row, found in zip(vectors, computed(model_id, vectors), strict=True):
        assert found["error"] == "", row
        assert found[result] == pytest.approx(float(row[expected]), abs=last_digit(row[expected])), row


@SOURCES
def test_herder_gives_the_vectors_of_the_logistic_form(source):
    vectors = [row for row in source("lung_herder.csv") if row["model"] == "herder_logistic"]
    assert len(vectors) == 16
    assert_printed("herder", vectors, "p", "expected_p")


@pytest.mark.parametrize(("uptake", "share"), [("none", 0), ("faint", 2.322), ("intense", 4.771)])
def test_herder_is_exact(uptake, share):
    found = computed_one("herder", {"pretest_p_mayo": "0.3", "fdg_uptake": uptake})
    assert found["p"] == pytest.approx(1 / (1 + math.exp(4.739 - 3.691 * 0.3 - share)), abs=1e-12)


@SOURCES
def test_va_gives_the_vectors(source):
    assert_printed("va-gould", source("lung_va_gould.csv"), "p", "expected_p")


@SOURCES
def test_plcom2012_gives_the_vectors_to_1e_9(source):
    vectors = source("screening_plcom2012.csv")
    for row, found in zip(vectors, computed("plcom2012", vectors), strict=True):
        assert found["risk"] == pytest.approx(float(row["risk"]), abs=1e-14)
        assert found["error"] == ""


@SOURCES
def test_vdt_gives_the_vectors(source):
    assert_printed("vdt", source("lung_vdt.csv"), "vdt_days", "expected_vdt_days")


@SOURCES
def test_uspstf_gives_the_vectors(source):
    vectors = source("screening_uspstf2021.csv")
    assert [str(one["eligible"]) for one in computed("uspstf2021", vectors)] == [
        row["expected_eligible"] for row in vectors
    ]


@SOURCES
@pytest.mark.parametrize(
    ("model_id", "prefix", "result"), [("bts2015", "bts", "advice"), ("nelson", "nelson", "result")]
)
def test_bts_and_nelson_give_the_vectors(source, model_id, prefix, result):
    vectors = [row for row in source("lung_bts_nelson.csv") if row["rule"].startswith(prefix)]
    found = computed(model_id, vectors)
    assert [one[result] for one in found] == [row["expected"] for row in vectors]
    assert {one["error"] for one in found} == {""}


@SOURCES
@pytest.mark.parametrize(("edition", "count"), [("8", 31), ("9", 39)])
def test_every_stage_group_is_that_of_the_vectors(source, edition, count):
    vectors = [row for row in source("lung_tnm_stage.csv") if row["edition"] == edition]
    assert len(vectors) == count
    found = computed(f"tnm{edition}", vectors)
    assert [one["stage"] for one in found] == [row["expected_stage"] for row in vectors]


@SOURCES
def test_t_by_size_gives_the_vectors(source):
    vectors = source("lung_tnm_T_by_size.csv")
    found = computed("tnm-t-by-size", vectors)
    assert [one["T"] for one in found] == [row["expected_T_by_size_only"] for row in vectors]


@SOURCES
@pytest.mark.parametrize(
    ("model_id", "file", "result", "expected"),
    [
        ("lung-rads-v2022", "lung_rads_v2022.csv", "category", "expected_category"),
        ("fleischner2017", "lung_fleischner2017.csv", "advice", "expected"),
    ],
)
def test_the_follow_up_rules_give_the_vectors_over_tables_too(source, model_id, file, result, expected):
    vectors = source(file)
    assert [one[result] for one in computed(model_id, vectors)] == [row[expected] for row in vectors]


@SOURCES
def test_brock_and_mayo_give_the_vectors_over_tables_too(source):
    assert_printed("brock", source("lung_brock_full.csv"), "p", "expected_p_2b_4dp_coefs")
    without = [{**row, "spiculation": ""} for row in source("lung_brock_full.csv")]
    assert_printed("brock", without, "p", "expected_p_2a_no_spic")
    assert {one["variant"] for one in computed("brock", without)} == {"2a"}
    assert_printed("mayo", source("lung_mayo.csv"), "p", "expected_p")


PLCO = {
    "age": "62", "race": "White", "education": "4", "bmi": "27", "copd": "0", "cancer_hist": "0", "family_hist": "0",
    "smoking_status": "0", "cpd": "20", "duration": "27", "quit": "10",
}  # fmt: skip


@pytest.mark.parametrize(
    ("model_id", "row", "said"),
    [
        ("herder", {"pretest_p_mayo": "18.7", "fdg_uptake": "faint"}, "pretest_p_mayo = 18.7 is out of range"),
        ("herder", {"pretest_p_mayo": "0.2", "fdg_uptake": "bright"}, "fdg_uptake is none of"),
        ("herder", {"pretest_p_mayo": "", "fdg_uptake": "none"}, "pretest_p_mayo is missing"),
        ("va-gould", {"age": "60", "ever_smoker": "1", "diameter_mm": "10", "years_since_quit": ""}, "is missing"),
        ("va-gould", {"age": "60", "ever_smoker": "0", "diameter_mm": "10", "years_since_quit": "5"}, "never"),
        ("va-gould", {"age": "60", "ever_smoker": "0", "diameter_mm": "1.0 cm", "years_since_quit": "0"}, "not a num"),
        ("va-gould", {"age": "60", "ever_smoker": "0", "diameter_mm": "31", "years_since_quit": "0"}, "7..30 mm"),
        ("plcom2012", PLCO | {"cpd": "0"}, "cpd = 0 is out of range"),
        ("plcom2012", PLCO | {"race": "Martian"}, "race is none of"),
        ("plcom2012", PLCO | {"education": "2.5"}, "not a whole number"),
        ("plcom2012", PLCO | {"smoking_status": "1"}, "smokes now"),
        ("plcom2012", PLCO | {"duration": "63"}, "more years smoked"),
        ("plcom2012", PLCO | {"bmi": "1.75"}, "bmi = 1.75 is out of range"),
        ("uspstf2021", {"age": "60", "pack_years": "30", "current_smoker": "1", "years_since_quit": "3"}, "smokes now"),
        ("vdt", {"v1_mm3": "100", "v2_mm3": "", "d1_mm": "", "d2_mm": "8", "days": "90"}, "two volumes or two diam"),
        ("vdt", {"v1_mm3": "100", "v2_mm3": "120", "d1_mm": "", "d2_mm": "", "days": "0"}, "days = 0 is out of range"),
        ("bts2015", {"rule": "bts_entry", "volume_mm3": "300", "other": ""}, "brock_p is missing"),
        ("bts2015", {"rule": "bts_entry", "volume_mm3": "79", "other": ">=5 mm & <300mm3/<8mm"}, "no cell"),
        ("bts2015", {"rule": "nelson_baseline", "volume_mm3": "79", "other": ""}, "rule is none of"),
        ("nelson", {"rule": "nelson_followup", "volume_mm3": "", "vdt_days": "300", "other": ""}, "growth_percent"),
        ("tnm9", {"edition": "9", "T": "T1a", "N": "N2", "M": "M0"}, "N is none of"),
        ("tnm9", {"edition": "8", "T": "T1a", "N": "N0", "M": "M0"}, "edition = 8 is out of range"),
        ("tnm8", {"edition": "8", "T": "Tis", "N": "N1", "M": "M0"}, "no group"),
        ("tnm8", {"edition": "8", "T": "TX", "N": "N1", "M": "M0"}, "no group"),
        ("fleischner2017", {"type": "solid", "number": "single", "risk": "", "diameter_mm_rounded": "7"}, "risk is"),
        ("lung-rads-v2022", {"nodule_type": "solid", "timepoint": "", "mean_diameter_mm": "7"}, "timepoint is missing"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_judged_says_why_and_has_no_result(model_id, row, said):
    found = computed_one(model_id, row)
    assert said in found.pop("error")
    assert set(found.values()) == {""}


def test_any_t_and_any_n_with_distant_metastases_has_a_stage():
    assert computed_one("tnm9", {"T": "TX", "N": "NX", "M": "M1c1"})["stage"] == "IVB"
    assert computed_one("tnm8", {"T": "t1A", "N": "n0", "M": "m0"})["stage"] == "IA1"


def test_disputed_groups_and_ages_outside_the_study_carry_a_note_and_a_result():
    found = computed_one("plcom2012", PLCO | {"race": "Alaskan Native", "age": "50", "duration": "45"})
    assert found["risk"] == pytest.approx(
        computed_one("plcom2012", PLCO | {"age": "50", "duration": "45"})["risk"]
    )
    for words in ("disagree", "55 to 74", "exceed the age"):
        assert words in found["note"]


def test_volumes_go_before_diameters_and_small_changes_are_stable():
    found = computed_one("vdt", {"v1_mm3": 100, "v2_mm3": 110, "d1_mm": 5, "d2_mm": 10, "days": 100})
    assert found["category"] == "stable"
    assert found["change_percent"] == pytest.approx(10)
    assert computed_one("vdt", {"v1_mm3": 100, "v2_mm3": 100, "days": 100})["vdt_days"] == ""
    assert computed_one("vdt", {"v1_mm3": 100, "v2_mm3": 50, "days": 100})["vdt_days"] == pytest.approx(-100)


def test_thresholds_belong_where_the_guidelines_put_them():
    entry = {"rule": "bts_entry", "volume_mm3": "", "vdt_days": "", "other": ""}
    assert computed_one("bts2015", entry | {"diameter_mm": "4.9"})["advice"] == "discharge"
    assert (
        computed_one("bts2015", entry | {"diameter_mm": "8", "brock_p": "0.1"})["advice"]
        == "PET-CT then Herder"
    )
    after_pet = entry | {"rule": "bts_herder"}
    assert "biopsy" in computed_one("bts2015", after_pet | {"herder_p": "0.7"})["advice"]
    assert "excision" in computed_one("bts2015", after_pet | {"herder_p": "0.71"})["advice"]
    assert computed_one("uspstf2021", {"age": 80.9, "pack_years": 20, "current_smoker": 1})["eligible"] == 1


@given(st.floats(18, 110), st.floats(7, 30), st.floats(0, 60))
def test_va_rises_with_age_and_size_and_falls_with_the_years_since_quitting(age, size, years):
    row = {
        "age": [age, min(110, age + 1), age, age],
        "ever_smoker": [1] * 4,
        "diameter_mm": [size, size, min(30, size + 1), size],
        "years_since_quit": [years, years, years, years + 1],
    }
    base, older, larger, later = (
        one["p"]
        for one in computed(
            "va-gould", [dict(zip(row, cells, strict=True)) for cells in zip(*row.values(), strict=True)]
        )
    )
    assert base <= older
    assert base <= larger
    assert later < base
