"""PREVENT: Khan 2024; vectors cvd_prevent_base.csv (10 years A, 30 years B), cvd_prevent_more.csv
and cvd_prevent_s12.csv, the printed examples of the paper's supplement (both B).
"""

import csv
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.paths import resources_dir
from pmdesk.risk.equations import prevent
from pmdesk.risk.tables import column_model
from tests.risk.table_checks import computed, computed_one
from tests.risk.vector_files import reference_rows, rows

BASE = reference_rows("cvd_prevent_base.csv")
MORE = rows("cvd_prevent_more.csv")
EXAMPLES = rows("cvd_prevent_s12.csv")
OUTCOMES = [f"{outcome}{years}" for years in (10, 30) for outcome in ("cvd", "ascvd", "hf", "chd", "stroke")]
WOMAN = {
    "sex": "female",
    "age": 50,
    "total_c": 200,
    "hdl_c": 45,
    "sbp": 160,
    "dm": 1,
    "smoking": 0,
    "bmi": 35,
    "egfr": 90,
    "bp_tx": 1,
    "statin": 0,
}
IDS = ["prevent-base", "prevent-hba1c", "prevent-uacr", "prevent-full"]


def test_the_base_model_gives_the_vectors_to_three_decimals():
    for row, found in zip(BASE, computed("prevent-base", BASE), strict=True):
        assert found["error"] == ""
        for name in OUTCOMES[:8]:
            assert found[name] == pytest.approx(float(row[name]), abs=0.0005 + 1e-9), (name, row)


@pytest.mark.parametrize("model_id", IDS[1:])
def test_the_other_models_give_the_vectors_to_three_decimals(model_id):
    table = [row for row in MORE if row["model"] == model_id]
    assert table
    for row, found in zip(table, computed(model_id, table), strict=True):
        assert found["error"] == ""
        for name in OUTCOMES:
            assert found[name] == pytest.approx(float(row[name]), abs=0.0005 + 1e-9), (name, row)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['model']}-{row['sex']}")
def test_the_examples_of_the_supplement_come_out_as_printed(row):
    found = computed_one(row["model"], row)
    assert found["error"] == ""
    for name in ("cvd10", "hf10", "chd10", "stroke10", "ascvd30"):
        decimals = len(row[name].partition(".")[2])
        assert found[name] == pytest.approx(float(row[name]), abs=0.5 * 10**-decimals + 1e-9), name


def written_out(variant: str, years: int, column: str, values: dict[str, float]) -> float:
    """The equation of one column of a coefficient file, term by term, with our own reading of its labels."""
    path = resources_dir() / "knowledge" / "coefficients" / f"prevent_{variant}_{years}yr.csv"
    with path.open(encoding="utf-8", newline="") as file:
        total = math.fsum(
            float(row[column]) * values[row["beta_coefficients"]] for row in csv.DictReader(file)
        )
    return 1 / (1 + math.exp(-total))


def test_it_is_exact_against_the_equation_written_out():
    age, non_hdl, hdl = (62 - 55) / 10, (250 - 38) * 0.02586 - 3.5, (38 * 0.02586 - 1.3) / 0.3
    sbp, bmi, egfr = (147 - 130) / 20, (33 - 30) / 5, (41 - 60) / -15
    values = {
        "Age, per 10 years": age,
        "Age, 10 years": age,
        "Age squared": age * age,
        "Constant": 1.0,
        "non-HDL-C per 1 mmol/L": non_hdl,
        "HDL-C per 0.3 mmol/L": hdl,
        "SBP <110 per 20 mmHg": 0.0,
        "SBP ≥110 per 20 mmHg": sbp,
        "Diabetes": 0.0,
        "Current smoking": 1.0,
        "BMI <30, per 5 kg/m2": 1.0,
        "BMI 30+, per 5 kg/m2": bmi,
        "eGFR <60, per -15 ml": egfr,
        "eGFR 60+, per -15 ml": 2.0,
        "Anti-hypertensive use": 1.0,
        "Statin use": 1.0,
        "Treated SBP ≥110 mm Hg per 20 mm Hg": sbp,
        "Treated non-HDL-C": non_hdl,
        "Age per 10yr * non-HDL-C per 1 mmol/L": age * non_hdl,
        "Age per 10yr * HDL-C per 0.3 mmol/L": age * hdl,
        "Age per 10yr * SBP ≥110 mm Hg per 20 mmHg": age * sbp,
        "Age per 10yr * diabetes": 0.0,
        "Age per 10yr * current smoking": age,
        "Age per 10yr * BMI 30+ per 5 kg/m2": age * bmi,
        "Age per 10yr * eGFR <60, per -15 ml": age * egfr,
        "SDI decile categories 4-6 vs. 1-3": 1.0,
        "SDI decile categories 7-10 vs. 1-3": 0.0,
        "Missing SDI": 0.0,
        "ln-ACR, mg/g, per 1 ln unit": math.log(37),
        "Missing ACR/PCR/Dipstick": 0.0,
        "HbA1c in DM, per 1%": 0.0,
        "HbA1c no DM, per 1%": 6.1 - 5.3,
        "Missing HbA1c": 0.0,
    }
    man = {
        "sex": "male",
        "age": 62,
        "total_c": 250,
        "hdl_c": 38,
        "sbp": 147,
        "dm": 0,
        "smoking": 1,
        "bmi": 33,
        "egfr": 41,
        "bp_tx": 1,
        "statin": 1,
        "hba1c": 6.1,
        "uacr": 37,
        "sdi": 5,
    }
    for variant in ("base", "hba1c", "uacr", "full"):
        found = computed_one(f"prevent-{variant}", man)
        for years in (10, 30):
            for name, column in {
                "cvd": "male_total_cvd",
                "hf": "male_heart_failure",
                "stroke": "male_stroke",
            }.items():
                assert found[f"{name}{years}"] == pytest.approx(
                    written_out(variant, years, column, values), abs=1e-12
                )


def test_the_30_year_risk_over_59_years_carries_a_note():
    young, old = computed("prevent-base", [WOMAN | {"age": 59}, WOMAN | {"age": 60}])
    assert young["note"] == ""
    assert "30-59" in str(old["note"])


def test_what_is_optional_may_be_missing_and_changes_the_equation():
    without, with_it = computed("prevent-hba1c", [WOMAN | {"hba1c": ""}, WOMAN | {"hba1c": "9"}])
    assert without["error"] == with_it["error"] == ""
    assert without["cvd10"] != with_it["cvd10"]
    assert computed_one("prevent-hba1c", WOMAN)["cvd10"] == without["cvd10"]


@pytest.mark.parametrize("model_id", IDS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", "29"),
        ("age", "80"),
        ("age", "fifty"),
        ("age", ""),
        ("sex", "x"),
        ("total_c", "5.2"),
        ("hdl_c", "1.2"),
        ("sbp", "16"),
        ("sbp", "inf"),
        ("bmi", "40"),
        ("egfr", "0"),
        ("dm", "2"),
        ("statin", ""),
    ],
)
def test_a_bad_row_is_refused_and_the_next_one_computed(model_id, name, value):
    bad, good = computed(model_id, [WOMAN | {name: value}, WOMAN | {name: str(WOMAN[name])}])
    assert name in str(bad["error"])
    assert all(bad[output] == "" for output in OUTCOMES)
    assert good["error"] == ""
    assert good["cvd10"] != ""


@pytest.mark.parametrize(("name", "value"), [("hba1c", "75"), ("uacr", "0"), ("sdi", "11"), ("sdi", "4.5")])
def test_a_bad_optional_value_is_refused_not_dropped(name, value):
    assert name in str(computed_one("prevent-full", WOMAN | {name: value})["error"])


@given(
    st.fixed_dictionaries(
        {
            "sex": st.sampled_from(["female", "male"]),
            "age": st.floats(30, 79),
            "total_c": st.floats(130, 320),
            "hdl_c": st.floats(20, 100),
            "sbp": st.floats(90, 200),
            "bmi": st.floats(18.5, 39.9),
            "egfr": st.floats(15, 140),
            **{name: st.sampled_from([0, 1]) for name in ("dm", "smoking", "bp_tx", "statin")},
        }
    )
)
def test_every_result_is_a_probability(subject):
    found = computed_one("prevent-full", subject)
    assert all(0 < found[name] < 1 for name in OUTCOMES)


def test_a_coefficient_file_with_an_unknown_term_is_refused(monkeypatch):
    prevent.coefficients.cache_clear()
    monkeypatch.setattr(prevent, "coefficient_rows", lambda name: ({"beta_coefficients": "Shoe size"},))
    with pytest.raises(FailedError) as caught:
        prevent.coefficients("base", 10)
    assert caught.value.code is ErrorCode.KNOWLEDGE_INVALID
    prevent.coefficients.cache_clear()


def test_the_grades_are_those_of_the_fact_pack():
    assert [column_model(model_id).grade for model_id in IDS] == ["A", "B", "B", "B"]


def test_a_body_mass_index_just_below_40_is_within_the_limits_and_40_is_not():
    assert computed_one("prevent-base", {**WOMAN, "bmi": 39.96})["error"] == ""
    assert "out of range" in str(computed_one("prevent-base", {**WOMAN, "bmi": 40})["error"])
