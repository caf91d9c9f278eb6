from datetime import date

import pytest

from pmdesk.core.record import Coding, Demographics, Medication, PatientRecord
from pmdesk.core.volume import Sex
from pmdesk.treatment.disease import StageGroup
from pmdesk.treatment.evaluate import Evaluator, Outcome
from pmdesk.treatment.knowledge import load_knowledge
from pmdesk.treatment.logic import Truth
from pmdesk.treatment.predicate import (
    AgeWithin,
    AllergicTo,
    BiomarkerFound,
    DiseaseIs,
    FollowUpIs,
    Not,
    NotEstablished,
    Predicate,
    SexIs,
    StageIs,
    TakesDrug,
)
from tests.treatment.cases import condition, facts, follow_up, markers, record


def _evaluated(predicate: Predicate, patient: PatientRecord | None, **kwargs: object) -> Outcome:
    return Evaluator(facts(patient, **kwargs), load_knowledge()).evaluate(predicate)  # type: ignore[arg-type]


NSCLC = DiseaseIs(kind="disease", category="nsclc")
EGFR = BiomarkerFound(kind="biomarker", any_of=("EGFR_L858R",))
CYP3A = TakesDrug(kind="medication", drug_class="strong_cyp3a_inducer")


def test_without_a_record_a_disease_is_unknown() -> None:
    assert _evaluated(NSCLC, None).truth is Truth.UNKNOWN


def test_a_record_without_the_disease_says_no_and_where_it_looked() -> None:
    outcome = _evaluated(NSCLC, record(condition("breast_cancer")))
    assert outcome.truth is Truth.FALSE
    assert [trigger.ref.key for trigger in outcome.triggers] == ["conditions"]


def test_a_wider_diagnosis_leaves_the_narrower_open_until_another_entry_settles_it() -> None:
    assert _evaluated(NSCLC, record(condition("lung_cancer"))).truth is Truth.UNKNOWN
    settled = record(condition("lung_cancer"), condition("sclc"))
    assert _evaluated(NSCLC, settled).truth is Truth.FALSE


def test_a_biomarker_that_is_not_reported_is_unknown_and_so_is_its_negation() -> None:
    assert _evaluated(EGFR, record(), assessed=markers()).truth is Truth.UNKNOWN
    assert _evaluated(Not(kind="not", of=EGFR), record(), assessed=markers()).truth is Truth.UNKNOWN
    unestablished = NotEstablished(kind="not_established", of=EGFR)
    assert _evaluated(unestablished, record(), assessed=markers()).truth is Truth.TRUE


@pytest.mark.parametrize(("age", "truth"), [(40.0, Truth.TRUE), (39.0, Truth.FALSE), (None, Truth.UNKNOWN)])
def test_age_limits_are_included(age: float | None, truth: Truth) -> None:
    assert _evaluated(AgeWithin(kind="age", at_least=40, at_most=75), record(age=age)).truth is truth


def test_sex_is_unknown_unless_stated() -> None:
    woman = PatientRecord(demographics=Demographics(sex=Sex.FEMALE))
    wanted = SexIs(kind="sex", sex=Sex.FEMALE)
    assert _evaluated(wanted, woman).truth is Truth.TRUE
    assert _evaluated(SexIs(kind="sex", sex=Sex.MALE), woman).truth is Truth.FALSE
    assert _evaluated(wanted, record()).truth is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "truth"),
    [
        ({"active": True}, Truth.TRUE),
        ({"active": False}, Truth.FALSE),
        ({"stopped": date(2026, 1, 1)}, Truth.FALSE),
        ({"stopped": date(2027, 1, 1)}, Truth.TRUE),
        ({}, Truth.UNKNOWN),
    ],
)
def test_a_drug_counts_only_when_it_is_taken_now(fields: dict[str, object], truth: Truth) -> None:
    drug = Medication(id="m", coding=Coding(display="利福平胶囊"), **fields)  # type: ignore[arg-type]
    assert _evaluated(CYP3A, PatientRecord(medications=(drug,))).truth is truth


def test_an_allergy_that_is_not_recorded_is_not_denied() -> None:
    assert _evaluated(AllergicTo(kind="allergy", drug_class="platinum"), record()).truth is Truth.UNKNOWN
    allergic = record(allergies=["Cisplatin"])
    assert _evaluated(AllergicTo(kind="allergy", drug_class="platinum"), allergic).truth is Truth.TRUE


def test_a_stage_is_unknown_when_not_stated_and_false_without_the_disease() -> None:
    asked = StageIs(kind="stage", category="nsclc", groups=(StageGroup.IV,))
    assert _evaluated(asked, record(condition("nsclc"))).truth is Truth.UNKNOWN
    assert _evaluated(asked, record(condition("nsclc", stage="IVB"))).truth is Truth.TRUE
    assert _evaluated(asked, record(condition("nsclc", stage="IB"))).truth is Truth.FALSE
    assert _evaluated(asked, record()).truth is Truth.FALSE


def test_a_follow_up_category_is_unknown_without_a_score() -> None:
    asked = FollowUpIs(kind="follow_up", model="lung-rads-v2022", categories=("4A",))
    assert _evaluated(asked, record()).truth is Truth.UNKNOWN
    assert _evaluated(asked, record(), risks=[follow_up("lung-rads-v2022", "4A")]).truth is Truth.TRUE
    assert _evaluated(asked, record(), risks=[follow_up("lung-rads-v2022", "2")]).truth is Truth.FALSE


def test_entries_of_different_stages_decide_nothing() -> None:
    asked = StageIs(kind="stage", category="nsclc", groups=(StageGroup.I,))
    early, late = condition("nsclc", stage="IA"), condition("nsclc", stage="IV")
    assert _evaluated(asked, record(early, late)).truth is Truth.UNKNOWN
    assert _evaluated(asked, record(early, condition("nsclc"))).truth is Truth.TRUE
