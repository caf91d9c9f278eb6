"""Facts for the risk models: known, unknown, derived; never concluded from silence."""

from dataclasses import fields
from datetime import date

import pytest

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    Coding,
    Condition,
    Demographics,
    PatientRecord,
    Smoking,
    SmokingStatus,
    StatedFact,
)
from pmdesk.records.risk_inputs import risk_inputs, with_derived_facts

STUDY = date(2025, 9, 12)
ICD10 = "http://hl7.org/fhir/sid/icd-10"


def with_cancer(code: str, *, onset: date | None = None, partial: str = "") -> PatientRecord:
    item = Condition(id="c", coding=Coding(system=ICD10, code=code), onset=onset, partial_date=partial)
    return PatientRecord(conditions=(item,))


def test_an_empty_record_states_nothing() -> None:
    inputs = risk_inputs(PatientRecord(), STUDY)
    for field in fields(inputs):
        fact = getattr(inputs, field.name)
        assert fact.value is None
        assert fact.origin is Origin.UNKNOWN
        assert fact.ref.kind is NodeKind.RECORD_FIELD


def test_age_is_counted_on_the_day_of_the_study() -> None:
    record = PatientRecord(demographics=Demographics(birth_date=date(1961, 9, 13)))
    assert risk_inputs(record, STUDY).age_years.value == 63
    assert risk_inputs(record, None).age_years.value is None


@pytest.mark.parametrize(
    ("status", "ever"),
    [(SmokingStatus.NEVER, False), (SmokingStatus.FORMER, True), (SmokingStatus.CURRENT, True), (None, None)],
)
def test_ever_smoker(status: SmokingStatus | None, ever: bool | None) -> None:
    assert risk_inputs(PatientRecord(smoking=Smoking(status=status)), STUDY).ever_smoker.value is ever


@pytest.mark.parametrize(
    ("record", "over_5y", "within_5y"),
    [
        (with_cancer("C50.9", onset=date(2016, 3, 14)), True, None),
        (with_cancer("C50.9", onset=date(2022, 3, 14)), None, True),
        (with_cancer("C50.9", onset=date(2020, 9, 12)), None, True),
        (with_cancer("C50.9", onset=date(2020, 9, 11)), True, None),
        (with_cancer("C50.9", partial="2019"), True, None),
        (with_cancer("C50.9", partial="2020"), None, None),
        (with_cancer("C50.9"), None, None),
        (with_cancer("C34.1", onset=date(2010, 1, 1)), None, None),
        (with_cancer("C44.3", onset=date(2010, 1, 1)), None, None),
        (with_cancer("J43.9", onset=date(2010, 1, 1)), None, None),
    ],
)
def test_earlier_cancers_answer_only_with_yes_and_only_when_sure(
    record: PatientRecord, over_5y: bool | None, within_5y: bool | None
) -> None:
    inputs = risk_inputs(record, STUDY)
    assert inputs.extrathoracic_cancer_over_5y_ago.value is over_5y
    assert inputs.cancer_within_5y.value is within_5y


def test_a_derived_answer_names_the_condition_it_came_from() -> None:
    fact = risk_inputs(with_cancer("C50.9", onset=date(2016, 3, 14)), STUDY).extrathoracic_cancer_over_5y_ago
    assert fact.origin is Origin.COMPUTED
    assert fact.derived_from == (NodeRef(NodeKind.CONDITION, "c"),)


def test_a_stated_answer_is_never_overruled() -> None:
    record = with_cancer("C50.9", onset=date(2016, 3, 14)).model_copy(
        update={"extrathoracic_cancer_over_5y_ago": StatedFact(value=False)}
    )
    assert with_derived_facts(record, STUDY) == record


def test_without_a_study_day_nothing_is_derived() -> None:
    record = with_cancer("C50.9", onset=date(2016, 3, 14))
    assert with_derived_facts(record, None) is record
