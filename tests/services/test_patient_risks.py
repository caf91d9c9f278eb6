"""Published scores of a patient: the vectors through the record, who is refused, and what is said."""

from datetime import date, timedelta

import pytest

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.record import Demographics, PatientRecord, Smoking, SmokingStatus
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.volume import Sex
from pmdesk.services.case import Case
from pmdesk.services.derive import Deriver
from pmdesk.services.links import build_links
from pmdesk.services.patient_risks import PatientRisks, patient_risk, patient_risks, risk_of, risks_of
from tests.risk.vector_files import reference_rows, rows
from tests.services.patient_records import (
    BMI,
    CHOLESTEROL,
    CREATININE,
    DAY,
    DIASTOLIC,
    FASTING_GLUCOSE,
    HBA1C,
    HDL,
    SYSTOLIC,
    UACR,
    diagnosed,
    drug,
    facts,
    observed,
    patient,
    record_of_row,
    stated,
)

VECTORS = [
    ("prevent-base", "cvd_prevent_base.csv", "cvd10", 1.0, 0.0005),
    ("pce2013", "cvd_pce2013.csv", "expected_risk", 1.0, 1e-6),
    ("score2", "cvd_score2.csv", "risk_pct", 100.0, 0.0005 + 1e-9),
    ("framingham2008", "cvd_framingham2008.csv", "expected_risk", 1.0, 1e-6),
    ("plcom2012", "screening_plcom2012.csv", "risk", 1.0, 1e-9),
    ("bcrat", "breast_bcrat_gail.csv", "risk_pct", 100.0, 1e-9),
    ("findrisc", "diabetes_findrisc.csv", "expected_score", 1.0, 0),
    ("ada-risk-test", "diabetes_ada_risk_test.csv", "expected_score", 1.0, 0),
    ("mifflin", "nutrition_mifflin.csv", "expected_ree_kcal", 1.0, 1e-9),
]
SEXED = {"bcrat": Sex.FEMALE}


def score(model_id: str, record: PatientRecord, on: date = DAY) -> RiskScore:
    return risk_of(facts(record, on), model_id)


def said(result: RiskScore) -> str:
    return " ".join(text.en for text in result.reasons)


def wanted(result: RiskScore) -> set[str]:
    return {item.name for item in result.missing}


@pytest.mark.parametrize(
    ("model_id", "file", "column", "scale", "within"), VECTORS, ids=[one[0] for one in VECTORS]
)
def test_a_vector_that_goes_through_a_record_gives_the_same_number(model_id, file, column, scale, within):
    for row in reference_rows(file):
        record = record_of_row(model_id, row)
        if model_id in SEXED:
            about = record.demographics.model_copy(update={"sex": SEXED[model_id]})
            record = record.model_copy(update={"demographics": about})
        result = score(model_id, record)
        assert result.state is RiskState.COMPUTED, (row, said(result), wanted(result))
        number = result.probability if result.probability is not None else result.value
        assert number == pytest.approx(float(row[column]) / scale, abs=within), row
        assert result.interval is None


def test_prevent_gives_every_figure_of_its_vectors():
    for row in reference_rows("cvd_prevent_base.csv"):
        figures = {
            figure.name: figure.probability
            for figure in score("prevent-base", record_of_row("prevent-base", row)).figures
        }
        for name in ("ascvd10", "hf10", "chd10", "stroke10", "cvd30", "ascvd30", "hf30"):
            assert figures[name] == pytest.approx(float(row[name]), abs=0.0005 + 1e-9)


def test_the_larger_prevent_models_go_through_the_record_too():
    for row in rows("cvd_prevent_more.csv"):
        result = score(row["model"], record_of_row(row["model"], row))
        assert result.probability == pytest.approx(float(row["cvd10"]), abs=0.0005 + 1e-9), row


WOMAN = {
    "sbp": 132.0, "total_c": 201.0, "hdl_c": 55.0, "bmi": 27.0, "egfr": 88.0,
}  # fmt: skip


def full(age: float = 55, sex: Sex = Sex.FEMALE, **answers: object) -> PatientRecord:
    """Somebody of whom everything is known that the cardiovascular scores ask for."""
    given: dict[str, object] = {
        "dm": False, "smoker": False, "bp_tx": False, "statin": False, "prior_cvd": False, "region": "Moderate",
        "race": "white",
    } | answers  # fmt: skip
    return patient(
        age,
        sex,
        observations=(
            observed(SYSTOLIC, 132, "mm[Hg]"),
            observed(DIASTOLIC, 84, "mm[Hg]"),
            observed(CHOLESTEROL, 201, "mg/dL"),
            observed(HDL, 55, "mg/dL"),
            observed(BMI, 27, "kg/m2"),
            observed(CREATININE, 0.8, "mg/dL"),
        ),
        stated_inputs=tuple(stated(name, value) for name, value in given.items() if value is not None),
    )


def test_an_input_says_where_it_came_from_and_when():
    result = score("prevent-base", full())
    used = {one.name: one for one in result.inputs}
    assert used["sbp"].ref == NodeRef(NodeKind.OBSERVATION, f"{SYSTOLIC}/{DAY}")
    assert (used["sbp"].taken_on, used["sbp"].unit) == (DAY, "mm[Hg]")
    assert used["smoking"].ref == NodeRef(NodeKind.RECORD_FIELD, "input.smoker")
    assert used["smoking"].value is False
    assert result.computed_for == DAY
    assert result.field == "cardiovascular"
    assert result.population is not None
    assert result.reference is not None
    assert sum(one.contribution or 0.0 for one in result.inputs) != 0.0


def test_cholesterol_in_mmol_gives_what_mg_gives():
    in_mg = full()
    swapped = tuple(
        one.model_copy(update={"value": one.value / 38.665, "unit": "mmol/L"})
        if one.unit == "mg/dL" and one.value > 10
        else one
        for one in in_mg.observations
    )
    in_mmol = in_mg.model_copy(update={"observations": swapped})
    for model_id in ("prevent-base", "pce2013", "score2", "framingham2008"):
        assert score(model_id, in_mmol).probability == pytest.approx(
            score(model_id, in_mg).probability, rel=1e-9
        )


def test_a_number_under_the_wrong_unit_is_not_used_and_the_score_stays_incomplete():
    wrong = observed(CHOLESTEROL, 5.2, "mg/dL")
    kept = tuple(one for one in full().observations if one.coding.code != CHOLESTEROL)
    result = score("prevent-base", full().model_copy(update={"observations": (*kept, wrong)}))
    assert result.state is RiskState.INCOMPLETE
    assert wanted(result) >= {"total_c"}
    assert "cannot be right" in said(result)
    assert result.probability is None


@pytest.mark.parametrize(
    ("model_id", "age"),
    [("prevent-base", 29), ("prevent-base", 80), ("pce2013", 39), ("pce2013", 80), ("score2", 39), ("score2", 90),
     ("framingham2008", 29), ("framingham2008", 75), ("bp-category", 17), ("ada-diagnosis", 17)],
)  # fmt: skip
def test_an_age_outside_the_model_is_refused_with_its_limits(model_id, age):
    result = score(model_id, full(age))
    assert result.state is RiskState.NOT_APPLICABLE
    assert str(age) in said(result)
    assert result.probability is None
    assert result.figures == ()


def test_thirty_years_after_59_are_given_with_a_word():
    assert "unreliable" in said(score("prevent-base", full(65)))
    assert "unreliable" not in said(score("prevent-base", full(55)))


@pytest.mark.parametrize("model_id", ["prevent-base", "pce2013", "score2", "framingham2008"])
def test_scores_of_primary_prevention_refuse_who_has_the_disease(model_id):
    ill = full(prior_cvd=None).model_copy(update={"conditions": (diagnosed("I21.4"),)})
    result = score(model_id, ill)
    assert result.state is RiskState.NOT_APPLICABLE
    assert "primary prevention" in said(result)
    open_question = score(model_id, full(prior_cvd=None))
    assert open_question.state is RiskState.COMPUTED
    assert "the record does not say" in said(open_question)
    assert "prior_cvd" in wanted(open_question)
    assert "the record does not say" not in said(score(model_id, full()))


def test_a_region_is_never_guessed():
    result = score("score2", full(region=None))
    assert result.state is RiskState.INCOMPLETE
    assert wanted(result) == {"region"}
    assert result.missing[0].ref == NodeRef(NodeKind.RECORD_FIELD, "input.region")
    assert "the result lies between" in said(result)


def test_score2_says_the_band_of_the_age():
    young, old = score("score2", full(45, smoker=True)), score("score2", full(72))
    assert young.category in ("low_moderate", "high", "very_high")
    assert old.category_text is not None
    assert young.probability is not None


def test_diabetes_brings_the_note_of_score2():
    assert "not meant for people with diabetes" in said(score("score2", full(dm=True)))


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        ((), "prevent-base"),
        ((HBA1C,), "prevent-hba1c"),
        ((UACR,), "prevent-uacr"),
        ((HBA1C, UACR), "prevent-full"),
    ],
)
def test_the_prevent_model_is_chosen_by_what_is_known(known, chosen):
    values = {HBA1C: (6.1, "%"), UACR: (25.0, "mg/g")}
    more = tuple(observed(code, *values[code]) for code in known)
    record = full().model_copy(update={"observations": (*full().observations, *more)})
    shown = [one.model_id for one in risks_of(facts(record)) if one.model_id.startswith("prevent")]
    assert shown == [chosen]
    every = [score(f"prevent-{name}", record) for name in ("base", "hba1c", "uacr", "full")]
    assert all(one.state is RiskState.COMPUTED for one in every)


def test_a_deprivation_index_asks_for_the_full_model():
    shown = [one.model_id for one in risks_of(facts(full(sdi=5.0))) if one.model_id.startswith("prevent")]
    assert shown == ["prevent-full"]


def test_a_group_without_an_equation_is_refused_by_name():
    record = full(race=None)
    asian = record.model_copy(
        update={"demographics": record.demographics.model_copy(update={"ethnicity": "Asian"})}
    )
    result = score("pce2013", asian)
    assert result.state is RiskState.NOT_APPLICABLE
    assert "Asian" in said(result)
    unknown = record.model_copy(
        update={"demographics": record.demographics.model_copy(update={"ethnicity": "Martian"})}
    )
    assert "race" in wanted(score("pce2013", unknown))


def test_old_values_carry_a_caution_and_are_used_all_the_same():
    on = DAY - timedelta(days=400)
    old = tuple(one.model_copy(update={"taken_on": on}) for one in full().observations)
    result = score("prevent-base", full().model_copy(update={"observations": old}))
    assert result.state is RiskState.COMPUTED
    assert "Systolic blood pressure: the value is from" in said(result)
    assert "Total cholesterol: the value is from" not in said(result)


def test_scores_as_of_an_earlier_day_know_only_what_stood_then():
    before = full().model_copy(
        update={"observations": (*full().observations, observed(SYSTOLIC, 180, "mm[Hg]", date(2030, 1, 1)))}
    )
    used = {one.name: one.value for one in score("prevent-base", before).inputs}
    assert used["sbp"] == 132
    assert score("prevent-base", before, date(2020, 1, 1)).state is RiskState.INCOMPLETE


def test_every_score_of_a_silent_record_asks_and_none_guesses():
    for result in risks_of(facts(patient(55, Sex.FEMALE))):
        assert result.probability is None, result.model_id
        assert result.value is None
        assert result.state is not RiskState.COMPUTED


def test_without_record_and_image_there_is_no_score():
    assert patient_risks(Case()) == ()


def test_sex_that_nobody_states_leaves_scores_for_women_open():
    result = score("bcrat", patient(50))
    assert result.state is RiskState.INCOMPLETE
    assert "cannot be told" in said(result)
    assert NodeRef(NodeKind.RECORD_FIELD, "demographics.sex") in {item.ref for item in result.missing}
    assert score("bcrat", patient(50, Sex.MALE)).state is RiskState.NOT_APPLICABLE


def test_breast_cancer_decides_between_gail_and_the_scores_after_surgery():
    ill = patient(50, Sex.FEMALE, conditions=(diagnosed("C50.4"),))
    assert score("bcrat", ill).state is RiskState.NOT_APPLICABLE
    assert score("npi", ill).state is RiskState.INCOMPLETE
    well = patient(50, Sex.FEMALE)
    assert score("npi", well).state is RiskState.NOT_APPLICABLE
    assert score("predict-breast-3", well).state is RiskState.NOT_APPLICABLE


def test_gail_counts_five_years_and_up_to_90_and_takes_no_biopsy_for_an_answer():
    answers = tuple(
        stated(*one)
        for one in (("N_Biop", 0.0), ("AgeMen", 12.0), ("Age1st", 25.0), ("N_Rels", 0.0), ("Race", "1"))
    )
    result = score("bcrat", patient(50, Sex.FEMALE, stated_inputs=answers))
    assert result.state is RiskState.COMPUTED
    used = {one.name: one.value for one in result.inputs}
    assert (used["T1"], used["T2"], used["HypPlas"]) == (50.0, 55.0, "99")
    figures = {figure.name: figure.probability for figure in result.figures}
    assert figures["lifetime"] > result.probability
    assert 0 < figures["avg_pct"] < 0.05


def test_never_smokers_do_not_get_the_lung_score_and_are_not_screened():
    record = patient(60, Sex.MALE, smoking=Smoking(status=SmokingStatus.NEVER))
    assert score("plcom2012", record).state is RiskState.NOT_APPLICABLE
    screening = score("uspstf2021", record)
    assert screening.category == "not_eligible"
    assert screening.category_text is not None
    assert screening.category_text.en == "not eligible"


def test_ukpds_is_for_type_2_diabetes():
    record = full().model_copy(
        update={
            "conditions": (diagnosed("E11", on=date(2018, 1, 1)),),
            "observations": (*full().observations, observed(HBA1C, 7.4, "%")),
        }
    )
    assert score("ukpds56", full()).state is RiskState.NOT_APPLICABLE
    asked = record.model_copy(
        update={"stated_inputs": (*record.stated_inputs, stated("afro_caribbean", value=False))}
    )
    result = score("ukpds56", asked)
    assert result.state is RiskState.COMPUTED, (said(result), wanted(result))
    assert {one.name: one.value for one in result.inputs}["age_at_dx"] == 46.0


def test_missing_flags_that_cannot_change_a_category_do_not_stop_it():
    record = patient(50, observations=(observed(FASTING_GLUCOSE, 5.0, "mmol/L"), observed(HBA1C, 5.4, "%")))
    result = score("ada-diagnosis", record)
    assert (result.state, result.category) == (RiskState.COMPUTED, "normal")
    assert "symptoms" in wanted(result)
    random = patient(50, observations=(observed("2345-7", 15.0, "mmol/L"),))
    assert score("ada-diagnosis", random).state is RiskState.INCOMPLETE


def test_two_tests_confirm_each_other_only_on_one_day():
    glucose, hba1c = observed(FASTING_GLUCOSE, 8.0, "mmol/L"), observed(HBA1C, 7.5, "%", date(2024, 1, 1))
    assert (
        score("ada-diagnosis", patient(50, observations=(glucose, hba1c))).category
        == "diabetes range - needs confirmation"
    )
    same = hba1c.model_copy(update={"taken_on": DAY})
    assert score("ada-diagnosis", patient(50, observations=(glucose, same))).category.startswith(
        "diabetes confirmed"
    )


def test_both_pressures_are_of_one_day():
    record = patient(
        50,
        observations=(observed(SYSTOLIC, 150, "mm[Hg]"), observed(DIASTOLIC, 95, "mm[Hg]", date(2020, 1, 1))),
    )
    result = score("bp-category", record)
    assert result.state is RiskState.INCOMPLETE
    assert wanted(result) == {"dbp"}


def test_questionnaires_and_stages_wait_for_their_first_answer():
    shown = {one.model_id for one in risks_of(facts(full()))}
    assert not shown & {"phq9", "gad7", "who5", "cgm", "recist11", "tnm8", "tnm9"}
    begun = full().model_copy(update={"stated_inputs": (stated("phq9_1", 2.0),)})
    shown = risks_of(facts(begun), with_unverified=True)
    result = next(one for one in shown if one.model_id == "phq9")
    assert result.state is RiskState.INCOMPLETE
    answers = tuple(stated(f"phq9_{item}", 1.0) for item in range(1, 10))
    done = score("phq9", patient(40, stated_inputs=answers))
    assert (done.value, done.category) == (9.0, "mild")
    assert "general knowledge" in said(done)
    assert done.is_unverified
    assert "item 9" in said(done).lower()


def test_a_stage_is_read_in_each_edition_that_knows_its_words():
    record = patient(60, conditions=(diagnosed("C34.1", stage="cT2a N1 M0"),))
    assert score("tnm8", record).category == "IIB"
    assert score("tnm9", record).category == "IIB"
    only_8 = patient(60, conditions=(diagnosed("C34.1", stage="T2a N2 M0"),))
    assert score("tnm8", only_8).category == "IIIA"
    assert score("tnm9", only_8).state is RiskState.NOT_APPLICABLE


def test_a_drug_today_answers_for_every_model():
    record = full(bp_tx=None, statin=None)
    treated = record.model_copy(
        update={"medications": (drug("losartan", active=True), drug("atorvastatin", active=True))}
    )
    assert score("prevent-base", record).state is RiskState.INCOMPLETE
    result = score("prevent-base", treated)
    assert result.state is RiskState.COMPUTED
    assert {one.name: one.value for one in result.inputs}["bp_tx"] is True


def test_the_case_holds_the_scores_and_the_graph_their_inputs():
    case = Deriver()(Case(record=full()))
    result = next(one for one in case.risks if one.model_id == "score2")
    edges = build_links(case).why(NodeRef(NodeKind.RISK, result.id))
    assert NodeRef(NodeKind.OBSERVATION, f"{SYSTOLIC}/{DAY}") in {edge.source for edge in edges}
    assert len({one.id for one in case.risks}) == len(case.risks)


def test_a_record_that_nobody_confirmed_says_nothing():
    case = Case(record=full(), record_confirmed=False)
    assert all(one.state is not RiskState.COMPUTED for one in patient_risks(case))
    assert patient_risk(case, "prevent-base").state is RiskState.INCOMPLETE


def test_scores_are_kept_while_the_record_is_the_same_object():
    ask, record = PatientRisks(), full()
    first = ask(Case(record=record))
    assert ask(Case(record=record)) is first
    assert ask(Case(record=full(60))) is not first


def test_texts_are_there_in_both_languages():
    record = PatientRecord(demographics=Demographics(age_years=55, sex=Sex.FEMALE))
    for result in risks_of(facts(record)):
        for text in (*result.reasons, *(item.label for item in result.missing), result.title):
            assert text.en
            assert text.zh
            assert "{" not in text.en + text.zh
