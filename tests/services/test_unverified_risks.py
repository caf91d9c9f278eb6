"""What nobody compared with a source: off by default, marked where it is switched on, never a reason for an option."""

import pytest

from pmdesk.core.risk import UNVERIFIED, RiskState
from pmdesk.risk.tables import COLUMN_MODELS, column_model, compute_table, unverified_words
from pmdesk.services.case import Case
from pmdesk.services.derive import Deriver
from pmdesk.services.patient_risks import PatientRisks, patient_risk, risks_of
from pmdesk.services.settings import Settings
from pmdesk.services.what_if import what_if
from pmdesk.treatment.facts import case_facts
from tests.services.patient_records import (
    DAY,
    DIASTOLIC,
    SYSTOLIC,
    diagnosed,
    facts,
    observed,
    patient,
    stated,
)

GRADED_D = ("bp-category", "phq9", "gad7", "who5")
"""By the grades of the fact list."""


def answered():
    """A record from which all four could be computed."""
    counts = {"phq9": 9, "gad7": 7, "who5": 5}
    answers = tuple(stated(f"{name}_{item}", 2.0) for name, n in counts.items() for item in range(1, n + 1))
    pressures = (observed(SYSTOLIC, 150, "mm[Hg]"), observed(DIASTOLIC, 95, "mm[Hg]"))
    return patient(50, observations=pressures, stated_inputs=answers)


def staged(words: str):
    return patient(60, conditions=(diagnosed("C34.1", stage=words),))


def of(scores, model_id: str):
    return next((one for one in scores if one.model_id == model_id), None)


def test_the_models_that_the_fact_list_grades_d_carry_that_grade():
    assert {model.id for model in COLUMN_MODELS if model.grade == UNVERIFIED} == set(GRADED_D)
    assert {model.id for model in COLUMN_MODELS if unverified_words(model)} == {*GRADED_D, "tnm9"}


@pytest.mark.parametrize("model_id", GRADED_D)
def test_they_are_off_by_default_and_marked_when_they_are_on(model_id):
    assert of(risks_of(facts(answered())), model_id) is None
    score = of(risks_of(facts(answered()), with_unverified=True), model_id)
    assert score.state is RiskState.COMPUTED
    assert score.is_unverified
    assert score.reasons[0].en.startswith("Not verified against a source")
    assert score.reasons[0].zh.startswith("未与来源核对")


@pytest.mark.parametrize("words", ["T2a N2b M0", "T2b N2b M0", "T3 N2a M0"])
def test_a_stage_from_an_unverified_cell_is_withheld_until_it_is_asked_for(words):
    hidden = of(risks_of(facts(staged(words))), "tnm9")
    assert (hidden.state, hidden.category, hidden.category_text) == (RiskState.NOT_APPLICABLE, "", None)
    assert "switched on" in hidden.reasons[0].en
    shown = of(risks_of(facts(staged(words)), with_unverified=True), "tnm9")
    assert shown.state is RiskState.COMPUTED
    assert shown.is_unverified
    assert shown.reasons[0].en.startswith("Not verified")


@pytest.mark.parametrize("words", ["T1a N1 M0", "T2a N2a M0", "T3 N2b M0", "T2a N2b M1a"])
def test_the_other_cells_stand_as_they_are(words):
    score = of(risks_of(facts(staged(words))), "tnm9")
    assert score.state is RiskState.COMPUTED
    assert score.grade == "C"
    assert "Not verified" not in " ".join(reason.en for reason in score.reasons)


def test_a_trial_does_not_bring_an_unverified_stage_to_light():
    case = Case(record=staged("T1a N1 M0"))
    risk, changes = patient_risk(case, "tnm9"), {"T": "T3", "N": "N2a"}
    assert what_if(case, risk, changes).category == ""
    assert what_if(case, risk, changes, with_unverified=True).category == "IIIA"


def test_the_setting_is_off_and_switching_it_counts_at_once():
    settings = Settings()
    assert not settings.show_unverified_risks
    derive = Deriver(with_unverified=lambda: settings.show_unverified_risks)
    case = Case(record=answered())
    assert of(derive(case).risks, "phq9") is None
    settings.show_unverified_risks = True
    assert of(derive(case).risks, "phq9").is_unverified
    settings.show_unverified_risks = False
    assert of(derive(case).risks, "phq9") is None


def test_without_a_setting_nothing_unverified_is_computed():
    assert not any(one.is_unverified for one in Deriver()(Case(record=answered())).risks)
    assert not any(one.is_unverified for one in PatientRisks()(Case(record=answered())))


def test_no_option_follows_from_what_is_not_verified():
    scores = risks_of(facts(answered()), with_unverified=True)
    assert any(one.is_unverified and one.category for one in scores)
    found = case_facts(answered(), (), scores, on=DAY)
    assert not any(one.is_unverified for one in found.follow_ups)


def test_a_table_says_it_in_every_row_that_has_such_a_result():
    rows = {"sbp": ["150", "90", "118"], "dbp": ["85", "95", "76"]}
    found = compute_table(column_model("bp-category"), rows)
    assert [bool(note) for note in found["note"]] == [True, False, True]
    stages = {
        "T": ["T3", "T1a", "T2b", "T3"],
        "N": ["N2a", "N1", "N2b", "N2a"],
        "M": ["M0", "M0", "M0", "M1a"],
    }
    found = compute_table(column_model("tnm9"), stages)
    assert found["stage"] == ["IIIA", "IIA", "IIIB", "IVA"]
    assert [bool(note) for note in found["note"]] == [True, False, True, False]
