"""What a record answers, what it leaves open, and as of when."""

from datetime import date, timedelta

import pytest

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    ClinicalStatus,
    Coding,
    Observation,
    PatientRecord,
    Smoking,
    SmokingStatus,
    StatedFact,
)
from pmdesk.core.volume import ImagePatient, Sex
from pmdesk.risk.kidney import egfr_ckd_epi_2021
from pmdesk.services.record_facts import RecordFacts
from tests.services.patient_records import (
    ATC,
    BMI,
    CHOLESTEROL,
    CREATININE,
    DAY,
    EGFR_2021,
    FASTING_GLUCOSE,
    HBA1C,
    HDL,
    HEIGHT,
    ICD10,
    LOINC,
    RXNORM,
    SNOMED,
    SYSTOLIC,
    UACR,
    WEIGHT,
    diagnosed,
    drug,
    facts,
    observed,
    patient,
    relative,
    stated,
)


def value(record: PatientRecord, fact: str, on: date = DAY):
    known = facts(record, on).get(fact)
    return None if known is None else known.value


def test_an_empty_record_answers_nothing():
    empty = facts(PatientRecord())
    answered = {name for name in empty._table.facts if empty.get(name) is not None}
    assert answered == {"years_10"}


# diagnoses


@pytest.mark.parametrize(
    ("fact", "system", "code"),
    [
        ("diabetes", SNOMED, "44054006"),
        ("diabetes", ICD10, "E11.9"),
        ("diabetes", ICD10, "E109"),
        ("hypertension", SNOMED, "59621000"),
        ("copd", ICD10, "J44.1"),
        ("prior_cvd", ICD10, "I25.10"),
        ("prior_cvd", SNOMED, "22298006"),
        ("breast_cancer", SNOMED, "254837009"),
        ("cancer_history", ICD10, "C18.7"),
        ("gestational_diabetes", ICD10, "O24.410"),
        ("high_glucose_ever", SNOMED, "15777000"),
    ],
)
def test_a_coded_diagnosis_answers_yes_and_names_itself(fact, system, code):
    found = facts(patient(conditions=(diagnosed(code, system),))).get(fact)
    assert found.value is True
    assert found.ref == NodeRef(NodeKind.CONDITION, f"condition/{code}")
    assert found.taken_on == date(2020, 1, 1)


@pytest.mark.parametrize(
    "condition",
    [
        diagnosed("I10"),
        diagnosed("E11", on=DAY + timedelta(days=1)),
        diagnosed("E11", clinical_status=ClinicalStatus.RESOLVED),
        diagnosed("E11", ended=date(2021, 1, 1)),
        diagnosed("E11", verification="differential"),
        diagnosed("E11", verification="provisional"),
        diagnosed("44054006", ICD10),
        diagnosed("E11", "http://example.org/codes"),
    ],
)
def test_another_a_later_a_past_a_suspected_or_a_foreign_code_is_no_answer(condition):
    assert value(patient(conditions=(condition,)), "diabetes") is None


def test_what_is_over_still_counts_as_history():
    over = diagnosed("I21.9", clinical_status=ClinicalStatus.RESOLVED)
    assert value(patient(conditions=(over,)), "prior_cvd") is True


def test_skin_cancer_other_than_melanoma_is_no_cancer_history():
    assert value(patient(conditions=(diagnosed("C44.3"),)), "cancer_history") is None
    assert value(patient(conditions=(diagnosed("C43.5"),)), "cancer_history") is True


def test_the_age_at_diagnosis_is_that_on_the_day_of_onset():
    record = patient(60, conditions=(diagnosed("E11", on=date(2016, 12, 1)),))
    assert value(record, "age_at_diabetes") == 50.0
    assert value(patient(60, conditions=(diagnosed("E11", on=None),)), "age_at_diabetes") is None


def test_a_value_from_before_the_birth_is_no_value_of_the_patient():
    early = observed(SYSTOLIC, 130, "mm[Hg]", on=date(1900, 1, 1))
    known = facts(patient(60, observations=(early,)))
    assert known.get("systolic") is None
    assert "1900-01-01" in known.refused("systolic")[0].en
    later = observed(SYSTOLIC, 140, "mm[Hg]")
    assert value(patient(60, observations=(early, later)), "systolic") == 140


# drugs


@pytest.mark.parametrize(
    ("fact", "medication"),
    [
        ("statin", drug("simvastatin", code="36567", system=RXNORM, active=True)),
        ("statin", drug("Simvastatin 10 MG Oral Tablet", code="314231", system=RXNORM, active=True)),
        ("statin", drug("Lipitor", code="C10AA05", system=ATC, active=True)),
        ("statin", drug("瑞舒伐他汀钙片", active=True)),
        ("antihypertensive", drug("lisinopril 10 MG", active=True)),
        ("antihypertensive", drug("苯磺酸氨氯地平片", active=True)),
        ("antihypertensive", drug("x", code="C09CA01", system=ATC, active=True)),
        ("statin", drug("atorvastatin", started=date(2025, 1, 1), stopped=DAY + timedelta(days=9))),
    ],
)
def test_a_drug_that_is_taken_on_the_day_answers_yes(fact, medication):
    found = facts(patient(medications=(medication,))).get(fact)
    assert found.value is True
    assert found.ref.kind is NodeKind.MEDICATION


@pytest.mark.parametrize(
    "medication",
    [
        drug("nystatin", active=True),
        drug("simvastatin", active=False),
        drug("simvastatin"),
        drug("simvastatin", active=True, stopped=date(2026, 1, 1)),
        drug("simvastatin", active=True, started=DAY + timedelta(days=1)),
        drug("C10AA05", active=True),
    ],
)
def test_another_a_stopped_a_future_or_an_undated_drug_is_no_answer(medication):
    assert value(patient(medications=(medication,)), "statin") is None


def test_a_drug_that_was_stopped_was_taken_once():
    record = patient(
        medications=(drug("ramipril", started=date(2015, 1, 1), stopped=date(2016, 1, 1), active=False),)
    )
    assert value(record, "antihypertensive") is None
    assert value(record, "antihypertensive_ever") is True
    assert value(record, "antihypertensive", date(2015, 6, 1)) is True


# family


@pytest.mark.parametrize(
    ("relation", "degree"),
    [("MTH", "first_degree"), ("母亲", "first_degree"), ("MGRMTH", "second_degree"), ("WIFE", None)],
)
def test_the_degree_of_a_relative_follows_from_the_relation(relation, degree):
    assert value(patient(family_history=(relative(relation, "E11"),)), "family_diabetes") == degree


def test_a_relative_without_the_disease_says_nothing_about_it():
    record = patient(family_history=(relative("MTH", "I10"),))
    assert value(record, "family_diabetes") is None
    assert value(record, "first_degree_diabetes") is None


def test_relatives_with_breast_cancer_are_counted_as_persons():
    record = patient(
        family_history=(
            relative("MTH", "C50.9", relative_id="mother"),
            relative("MTH", "C50.1", relative_id="mother"),
            relative("SIS", "C50.9"),
            relative("AUNT", "C50.9"),
        )
    )
    assert value(record, "first_degree_breast_cancers") == 2.0
    assert value(patient(family_history=(relative("AUNT", "C50.9"),)), "first_degree_breast_cancers") is None


# measurements


def test_the_latest_value_up_to_the_day_wins_and_brings_its_date():
    days = (date(2023, 5, 1), date(2025, 5, 1), date(2026, 12, 24))
    record = patient(
        observations=tuple(observed(SYSTOLIC, 120 + i, "mm[Hg]", day) for i, day in enumerate(days))
    )
    found = facts(record).get("systolic")
    assert (found.value, found.taken_on) == (121, days[1])
    assert value(record, "systolic", date(2024, 1, 1)) == 120
    assert value(record, "systolic", date(2020, 1, 1)) is None


def test_a_month_counts_when_it_is_over_and_a_date_goes_before_none():
    month = observed(SYSTOLIC, 140, "mm[Hg]", None, partial_date="2026-11")
    undated = observed(SYSTOLIC, 150, "mm[Hg]", None)
    earlier = observed(SYSTOLIC, 130, "mm[Hg]", date(2020, 1, 1))
    assert value(patient(observations=(month,)), "systolic") is None
    assert value(patient(observations=(month,)), "systolic", date(2026, 12, 1)) == 140
    assert value(patient(observations=(earlier, undated)), "systolic") == 130
    assert value(patient(observations=(undated,)), "systolic") == 150


@pytest.mark.parametrize(
    ("wrong", "unit", "words"),
    [
        (5.2, "mg/dL", "cannot be right"),
        (200.0, "mmol/L", "cannot be right"),
        (200.0, "", "no unit"),
        (200.0, "mm[Hg]", "no unit"),
    ],
)
def test_a_value_in_a_swapped_or_foreign_unit_is_not_used_and_is_named(wrong, unit, words):
    known = facts(patient(observations=(observed(CHOLESTEROL, wrong, unit),)))
    assert known.get("cholesterol") is None
    assert words in known.refused("cholesterol")[0].en


def test_an_earlier_good_value_serves_when_the_latest_cannot_be_right():
    good = observed(CHOLESTEROL, 200, "mg/dL", date(2025, 1, 1))
    known = facts(patient(observations=(good, observed(CHOLESTEROL, 5.2, "mg/dL"))))
    assert known.get("cholesterol").value == 200
    assert known.refused("cholesterol")


def test_two_units_of_one_laboratory_value_are_both_understood():
    record = patient(
        observations=(
            observed(HBA1C, 7.0, "%", date(2025, 1, 1)),
            observed(HBA1C, 42, "mmol/mol", date(2026, 1, 1)),
        )
    )
    assert facts(record).number("hba1c", "%", "hba1c") == pytest.approx(0.09148 * 42 + 2.152)


def test_the_ratio_of_cholesterols_takes_each_in_its_own_unit():
    record = patient(observations=(observed(CHOLESTEROL, 5.0, "mmol/L"), observed(HDL, 38.665, "mg/dL")))
    assert value(record, "tc_hdl_ratio") == pytest.approx(5.0)


def test_bmi_follows_from_height_and_weight_unless_a_later_one_was_measured():
    body = (observed(WEIGHT, 80, "kg", date(2026, 1, 1)), observed(HEIGHT, 1.6, "m", date(2010, 1, 1)))
    assert value(patient(observations=body), "bmi") == pytest.approx(31.25)
    newer = (*body, observed(BMI, 29.0, "kg/m2", date(2026, 6, 1)))
    assert value(patient(observations=newer), "bmi") == 29.0
    older = (*body, observed(BMI, 29.0, "kg/m2", date(2025, 6, 1)))
    assert value(patient(observations=older), "bmi") == pytest.approx(31.25)


def test_filtration_follows_from_creatinine_age_and_sex_on_its_day():
    on = date(2020, 6, 1)
    record = patient(60, Sex.FEMALE, observations=(observed(CREATININE, 106.08, "umol/L", on),))
    expected = egfr_ckd_epi_2021(1.2, record.age_on(on), female=True)
    found = facts(record).get("egfr")
    assert found.value == pytest.approx(expected, rel=1e-3)
    assert (found.origin, found.taken_on) == (Origin.COMPUTED, on)


@pytest.mark.parametrize(
    "record",
    [
        patient(60, observations=(observed(CREATININE, 1.2, "mg/dL"),)),
        patient(None, Sex.MALE, observations=(observed(CREATININE, 1.2, "mg/dL"),)),
        patient(60, Sex.OTHER, observations=(observed(CREATININE, 1.2, "mg/dL"),)),
        patient(12, Sex.MALE, observations=(observed(CREATININE, 0.5, "mg/dL"),)),
    ],
)
def test_filtration_needs_sex_and_an_adult_age(record):
    assert value(record, "egfr") is None


def test_a_reported_filtration_serves_with_a_word_about_its_equation():
    found = facts(patient(60, observations=(observed(EGFR_2021, 71, "mL/min/{1.73_m2}"),))).get("egfr")
    assert found.value == 71
    assert "by which equation" in found.cautions[0].en


def test_raised_glucose_once_answers_and_normal_glucose_does_not():
    high = observed(FASTING_GLUCOSE, 6.4, "mmol/L", date(2015, 1, 1))
    normal = observed(FASTING_GLUCOSE, 90, "mg/dL", date(2026, 1, 1))
    assert value(patient(observations=(high, normal)), "high_glucose_ever") is True
    assert value(patient(observations=(normal,)), "high_glucose_ever") is None


def test_a_marker_reported_in_words_is_read_when_it_is_plain():
    def of(text: str) -> Observation:
        return Observation(id="er", coding=Coding(system=LOINC, code="85337-4"), text=text, taken_on=DAY)

    assert (
        value(patient(observations=(of("Positive (qualifier value)"),)), "oestrogen_receptor") == "positive"
    )
    assert value(patient(observations=(of("阴性"),)), "oestrogen_receptor") == "negative"
    assert value(patient(observations=(of("equivocal"),)), "oestrogen_receptor") is None


@pytest.mark.parametrize(
    ("stage", "found"),
    [
        ("cT2a N1 M0", ("T2a", "N1", "M0")),
        ("pT1cN0M0", ("T1c", "N0", "M0")),
        ("ypTis NX M1a", ("Tis", "NX", "M1a")),
        ("T4 N2b M1c2", ("T4", "N2b", "M1c2")),
        ("stage IIIA", (None, None, None)),
    ],
)
def test_t_n_and_m_are_read_from_the_stage_of_lung_cancer(stage, found):
    record = patient(conditions=(diagnosed("C34.1", stage=stage),))
    assert tuple(value(record, part) for part in "TNM") == found
    other = patient(conditions=(diagnosed("C50.1", stage=stage),))
    assert tuple(value(other, part) for part in "TNM") == (None, None, None)


# smoking


def test_pack_years_are_stated_or_computed_and_none_for_who_never_smoked():
    def of(**smoking: object) -> PatientRecord:
        return PatientRecord(smoking=Smoking(**smoking))

    assert value(of(status=SmokingStatus.FORMER, pack_years=30.0), "pack_years") == 30.0
    assert value(of(cigarettes_per_day=10, years_smoked=30), "pack_years") == 15.0
    assert value(of(status=SmokingStatus.NEVER), "pack_years") == 0.0
    assert value(of(status=SmokingStatus.CURRENT), "pack_years") is None
    assert value(of(status=SmokingStatus.CURRENT), "years_since_quitting_or_0") == 0.0
    assert value(of(status=SmokingStatus.FORMER), "years_since_quitting_or_0") is None


# answers


def test_an_answer_goes_before_what_is_derived():
    record = patient(
        conditions=(diagnosed("E11"),), observations=(observed(SYSTOLIC, 150, "mm[Hg]"),),
        stated_inputs=(stated("dm", value=False), stated("sbp", 128.0, "mm[Hg]")),
    )  # fmt: skip
    assert value(record, "diabetes") is False
    assert value(record, "systolic") == 128.0


def test_an_answer_to_one_model_serves_all_in_their_own_words_and_units():
    record = patient(
        stated_inputs=(stated("tc", 5.2), stated("female", value=True), stated("smoker", value=True))
    )
    known = facts(record)
    assert known.number("cholesterol", "mg/dL", "cholesterol") == pytest.approx(5.2 * 38.665)
    assert known.get("sex").value == "female"
    assert known.get("current_smoker").value is True


def test_the_latest_answer_up_to_the_day_counts_and_a_later_one_only_without_it():
    answers = (
        stated("waist_cm", 90.0, "cm", date(2024, 1, 1)),
        stated("waist_cm", 95.0, "cm", date(2025, 1, 1)),
        stated("waist_cm", 99.0, "cm", DAY + timedelta(days=30)),
    )
    assert value(patient(stated_inputs=answers), "waist") == 95.0
    assert value(patient(stated_inputs=answers), "waist", date(2024, 6, 1)) == 90.0
    assert value(patient(stated_inputs=answers), "waist", date(2020, 1, 1)) == 90.0


# who says so


def test_image_headers_fill_in_age_and_sex_where_the_record_is_silent():
    headers = ImagePatient(age_years=61.0, sex=Sex.MALE)
    known = RecordFacts(None, DAY, headers)
    assert (known.get("age").value, known.get("age").origin) == (61.0, Origin.HEADER)
    assert known.get("sex").value == "male"
    with_record = RecordFacts(patient(50, Sex.FEMALE), DAY, headers)
    assert (with_record.get("age").value, with_record.get("sex").value) == (50.0, "female")


def test_a_stated_no_about_one_kind_of_cancer_is_no_answer_about_cancer():
    record = PatientRecord(cancer_within_5y=StatedFact(value=False), emphysema=StatedFact(value=False))
    assert value(record, "cancer_history") is None
    assert value(record, "copd") is None
    assert value(PatientRecord(emphysema=StatedFact(value=True)), "copd") is True


def test_urine_albumin_in_another_unit_is_converted():
    record = patient(observations=(observed(UACR, 3.0, "mg/mmol"),))
    assert facts(record).number("uacr", "mg/g", "uacr") == pytest.approx(26.52, rel=1e-3)
