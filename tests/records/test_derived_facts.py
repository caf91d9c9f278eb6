"""What follows from dated, coded diagnoses; nothing follows from silence."""

from datetime import date

import pytest

from pmdesk.core.provenance import Origin
from pmdesk.core.record import Coding, Condition, PatientRecord, StatedFact
from pmdesk.records.derived_facts import with_derived_facts

STUDY = date(2025, 9, 12)
ICD10 = "http://hl7.org/fhir/sid/icd-10"


def with_cancer(code: str, *, onset: date | None = None, partial: str = "") -> PatientRecord:
    item = Condition(id="c", coding=Coding(system=ICD10, code=code), onset=onset, partial_date=partial)
    return PatientRecord(conditions=(item,))


def test_an_empty_record_states_nothing() -> None:
    assert with_derived_facts(PatientRecord(), STUDY) == PatientRecord()


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
    inputs = with_derived_facts(record, STUDY)
    assert inputs.extrathoracic_cancer_over_5y_ago.value is over_5y
    assert inputs.cancer_within_5y.value is within_5y


def test_a_derived_answer_names_the_condition_it_came_from() -> None:
    record = with_derived_facts(with_cancer("C50.9", onset=date(2016, 3, 14)), STUDY)
    source = record.extrathoracic_cancer_over_5y_ago.source
    assert source.origin is Origin.COMPUTED
    assert source.document == "condition:c"


def test_a_stated_answer_is_never_overruled() -> None:
    record = with_cancer("C50.9", onset=date(2016, 3, 14)).model_copy(
        update={"extrathoracic_cancer_over_5y_ago": StatedFact(value=False)}
    )
    assert with_derived_facts(record, STUDY) == record


def test_without_a_study_day_nothing_is_derived() -> None:
    record = with_cancer("C50.9", onset=date(2016, 3, 14))
    assert with_derived_facts(record, None) is record
