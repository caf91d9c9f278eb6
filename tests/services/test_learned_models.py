"""Learned models on the open case: shown when their own questions are answered, never as published scores."""

from datetime import date

import pytest

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.risk import RiskState
from pmdesk.core.volume import Sex
from pmdesk.services.case import Case, LearnedRisks
from pmdesk.services.learned_models import LearnedModels, known_columns, learned_scores
from tests.helpers.repository import REPOSITORY
from tests.services.patient_records import (
    CHOLESTEROL,
    DAY,
    FASTING_GLUCOSE,
    SYSTOLIC,
    diagnosed,
    facts,
    observed,
    stated,
)

HEART, PIMA, LUNG = "heart-disease-cleveland", "diabetes-pima", "lung-survival-ncctg"


@pytest.fixture(scope="module")
def models():
    return LearnedModels(REPOSITORY / "models")


def record(*answers, sex=Sex.MALE, born=date(1966, 1, 1), **more):
    return PatientRecord(
        demographics=Demographics(sex=sex, birth_date=born), stated_inputs=tuple(answers), **more
    )


def heart_record(**more):
    answers = {"cp": 4.0, "exang": True, "oldpeak": 2.0, "thalach": 120.0, "restecg": "0"}
    return record(*(stated(f"{HEART}.{name}", value) for name, value in answers.items()), **more)


def test_nothing_is_shown_while_nobody_answered_a_question_of_a_learned_model(models):
    assert models.risks_of(facts(record())) == ()
    assert models.risks_of(facts(PatientRecord())) == ()


def test_inputs_come_from_the_record_in_the_words_and_units_of_the_table(models):
    lab = (
        observed(SYSTOLIC, 150.0, "mm[Hg]"),
        observed(CHOLESTEROL, 6.2, "mmol/L"),
        observed(FASTING_GLUCOSE, 7.4, "mmol/L"),
    )
    (score,) = models.risks_of(facts(heart_record(observations=lab)))
    used = {one.name: one for one in score.inputs}
    assert used["age"].value == 60
    assert used["sex"].value_text.en == "male"
    assert used["cp"].value_text.zh == "无症状"
    assert used["chol"].value == pytest.approx(239.8, abs=0.5)
    assert used["chol"].unit == "mg/dL"
    assert used["fbs"].value is True
    assert used["exang"].value is True
    assert used["trestbps"].ref is not None
    assert used["trestbps"].taken_on == DAY
    assert used["cp"].origin is not Origin.MODEL


def test_a_computed_score_is_marked_as_learned_and_says_what_was_filled_in(models):
    (score,) = models.risks_of(facts(heart_record()))
    assert score.state is RiskState.COMPUTED
    assert score.grade == ""
    assert score.field == "cardiovascular"
    assert score.reasons[0].en == "A learned model, not a published score"
    said = next(one for one in score.reasons if "estimated from" in one.en)
    assert said.en.startswith(
        "Not known, estimated from the other inputs: Systolic blood pressure at rest, Cholest"
    )
    assert "静息收缩压" in said.zh
    assert all("trestbps" not in one.en for one in score.reasons)
    low, high = score.interval
    assert low < score.probability < high
    assert [one.name for one in score.missing] == ["trestbps", "chol", "fbs", "slope", "ca", "thal"]
    slope = score.missing[3]
    assert slope.ref == NodeRef(NodeKind.RECORD_FIELD, f"input.{HEART}.slope")
    assert all(one.contribution is not None for one in score.inputs)


def test_without_a_required_input_the_score_is_incomplete_and_names_where_it_is_filled_in(models):
    (score,) = models.risks_of(facts(record(stated(f"{HEART}.cp", "4"), born=None)))
    assert score.state is RiskState.INCOMPLETE
    assert [(one.name, one.ref.key) for one in score.missing] == [("age", "demographics.birth_date")]
    assert score.probability is None


def test_a_patient_outside_of_the_population_is_refused_with_the_rule(models):
    (score,) = models.risks_of(facts(heart_record(born=date(2005, 1, 1))))
    assert score.state is RiskState.NOT_APPLICABLE
    assert score.reasons[1].en == "The model is for ages 25 to 82 (29 to 77 in training)"
    assert score.reasons[1].zh.startswith("模型适用年龄")


def test_a_value_that_cannot_be_is_refused_not_used(models):
    (score,) = models.risks_of(facts(heart_record(observations=(observed(SYSTOLIC, 15.0, "mm[Hg]"),))))
    used = {one.name for one in score.inputs}
    assert score.state is RiskState.NOT_APPLICABLE or "trestbps" not in used


def test_the_pima_model_is_shown_only_to_whom_the_heritage_was_stated(models):
    woman = {"sex": Sex.FEMALE}
    glucose = (stated(f"{PIMA}.glu", 140.0), stated(f"{PIMA}.bmi", 32.0))
    assert models.risks_of(facts(record(*glucose, **woman))) == ()
    (score,) = models.risks_of(facts(record(*glucose, stated(f"{PIMA}.pima", True), **woman)))
    assert score.state is RiskState.INCOMPLETE
    assert score.reasons[1].en == "Too many inputs are not known: 4 / 7 (≤ 3)"
    assert [one.name for one in score.missing] == ["npreg", "bp", "skin", "ped"]
    glucose += (stated(f"{PIMA}.npreg", 2.0),)
    (score,) = models.risks_of(facts(record(*glucose, stated(f"{PIMA}.pima", True), **woman)))
    assert score.state is RiskState.COMPUTED
    (score,) = models.risks_of(facts(record(*glucose, stated(f"{PIMA}.pima", True))))
    assert score.state is RiskState.NOT_APPLICABLE


def test_survival_has_its_times_as_figures_and_the_last_as_the_main_number(models):
    (score,) = models.risks_of(
        facts(record(stated(f"{LUNG}.ph.ecog", 1.0), conditions=(diagnosed("C34.1"),)))
    )
    assert score.outcome.en == "alive at 12 months"
    months, median = score.figures
    assert months.name == "s6m"
    assert months.probability > score.probability
    assert (median.unit, median.value > 0) == ("d", True)


def test_one_model_can_be_asked_for_by_name(models):
    manifest = next(one.manifest for one in models.packages() if one.manifest.id == HEART)
    known = known_columns(manifest, facts(record()))
    assert {name: one.cell for name, one in known.items()} == {"age": "60.0", "sex": "1"}
    with pytest.raises(KeyError):
        models.risk(None, "no-such-model")


def test_scores_of_an_earlier_record_keep_their_place_without_a_number(models):
    """The record changes at once, the learned scores a moment later: nothing old is shown as if it were new."""
    case = Case(record=heart_record())
    learned = LearnedRisks(case.record, (models.risk(case, HEART),))
    assert learned_scores(learned, case.record) == learned.scores
    changed = heart_record(observations=(observed(SYSTOLIC, 150.0, "mm[Hg]"),))
    (waiting,) = learned_scores(learned, changed)
    assert (waiting.id, waiting.state, waiting.probability) == (
        learned.scores[0].id,
        RiskState.INCOMPLETE,
        None,
    )
    assert "anew" in waiting.reasons[0].en
    assert learned_scores(learned, None) == ()
    assert learned_scores(None, changed) == ()


@pytest.mark.parametrize("answered", [True, False])
def test_who_had_a_coronary_intervention_is_refused_with_the_rule(models, answered):
    known = heart_record() if answered else record()
    case = Case(record=known.model_copy(update={"conditions": (diagnosed("I21.9"),)}))
    (score,) = [one for one in (*models.risks(case), *models.offers(case)) if one.model_id == HEART]
    assert score.state is RiskState.NOT_APPLICABLE
    assert score.probability is None
    assert "stent" in score.reasons[-1].en
    assert "不适用" in score.reasons[-1].zh


def test_survival_in_lung_cancer_is_not_asked_of_somebody_without(models):
    (score,) = [one for one in models.offers(Case(record=record())) if one.model_id == LUNG]
    assert score.state is RiskState.NOT_APPLICABLE
    ill = record().model_copy(update={"conditions": (diagnosed("C34.1"),)})
    (score,) = [one for one in models.offers(Case(record=ill)) if one.model_id == LUNG]
    assert score.state is RiskState.INCOMPLETE


def test_whether_there_was_an_infarction_is_said_to_be_unknown(models):
    (score,) = models.risks_of(facts(heart_record()))
    assert "the record does not say" in score.reasons[-1].en
