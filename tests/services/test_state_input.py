"""Answering a model's question: checked, kept with its day, undone."""

from datetime import date

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord, Smoking, SmokingStatus
from pmdesk.core.volume import Sex
from pmdesk.records.editing import get_field
from pmdesk.services.case import Case
from pmdesk.services.operations.state_input import asked_spec, state_input
from pmdesk.services.patient_risks import patient_risk
from tests.services.patient_records import facts, patient

CASE = Case(record=patient(55, Sex.FEMALE))


def after(case: Case, model_id: str, name: str, value: object) -> Case:
    operation = state_input(case, model_id, name, value)
    assert operation is not None
    return operation.redo(case)[0]


def test_an_answer_stands_in_the_record_with_unit_day_and_reader():
    (answer,) = after(CASE, "findrisc", "waist_cm", 88.0).record.stated_inputs
    assert (answer.name, answer.value, answer.unit) == ("waist_cm", 88.0, "cm")
    assert answer.stated_on == date.today()  # noqa: DTZ011
    assert answer.source.origin is Origin.READER


@pytest.mark.parametrize(
    ("model_id", "name", "value"),
    [
        ("score2", "region", "Moderate"),
        ("score2", "dm", False),
        ("ada-risk-test", "gdm_hx(female)", True),
        ("bcrat", "N_Biop", 0.0),
        ("prevent-base", "prior_cvd", False),
        ("herder", "fdg_uptake@1.2.3/4", "moderate"),
    ],
)
def test_every_kind_of_question_can_be_answered(model_id, name, value):
    changed = after(CASE, model_id, name, value)
    found = facts(changed.record).stated(name)
    assert found is not None
    assert found.value == value
    spec = asked_spec(model_id, name)
    assert spec.name == name


def test_the_score_that_asked_knows_the_answer():
    changed = after(CASE, "score2", "dm", True)
    assert "dm" not in {item.name for item in patient_risk(changed, "score2").missing}
    assert "dm" not in {item.name for item in patient_risk(changed, "prevent-base").missing}


def test_a_second_answer_takes_the_place_of_the_first_and_the_same_one_is_no_operation():
    first = after(CASE, "score2", "dm", True)
    second = after(first, "score2", "dm", False)
    assert [one.value for one in second.record.stated_inputs] == [False]
    assert state_input(second, "score2", "dm", False) is None
    assert after(second, "score2", "dm", None).record.stated_inputs == ()


def test_undo_brings_back_what_was_there():
    operation = state_input(CASE, "score2", "dm", True)
    changed, changes = operation.redo(CASE)
    assert changes.record
    assert operation.undo(changed)[0].record is CASE.record
    assert operation.title == "operation.state_input"


@pytest.mark.parametrize(
    ("model_id", "name", "value"),
    [
        ("findrisc", "waist_cm", 8.8),
        ("score2", "region", "low"),
        ("score2", "dm", 2),
        ("phq9", "phq9_1", 1.5),
        ("findrisc", "waist_cm", "wide"),
    ],
)
def test_what_the_input_cannot_be_is_refused(model_id, name, value):
    with pytest.raises(InputError) as caught:
        state_input(CASE, model_id, name, value)
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE


def test_a_question_that_the_model_does_not_ask_is_refused():
    with pytest.raises(KeyError):
        state_input(CASE, "score2", "waist_cm", 88.0)
    with pytest.raises(KeyError):
        state_input(CASE, "no such model", "age", 50.0)


def test_what_the_record_has_a_field_for_goes_into_that_field():
    case = Case(record=PatientRecord())
    assert get_field(after(case, "score2", "sex", "male").record, "demographics.sex") == "male"
    assert get_field(after(case, "ukpds56", "female", True).record, "demographics.sex") == "female"
    assert get_field(after(case, "score2", "age", 61.0).record, "demographics.age_years") == 61.0
    assert get_field(after(case, "mifflin", "height_cm", 172.0).record, "demographics.height_cm") == 172.0
    assert get_field(after(case, "uspstf2021", "pack_years", 30.0).record, "smoking.pack_years") == 30.0
    assert (
        get_field(after(case, "plcom2012", "family_hist", False).record, "family_history_lung_cancer")
        is False
    )


def test_smoking_is_settled_only_by_what_settles_it():
    case = Case(record=PatientRecord())
    assert after(case, "score2", "smoker", True).record.smoking.status is SmokingStatus.CURRENT
    not_now = after(case, "score2", "smoker", False).record
    assert not_now.smoking.status is None
    assert facts(not_now).get("current_smoker").value is False
    never = Case(record=PatientRecord(smoking=Smoking(pack_years=20.0)))
    with pytest.raises(InputError):
        state_input(never, "va-gould", "ever_smoker", False)


def test_an_age_against_the_birth_date_is_refused():
    with pytest.raises(InputError) as caught:
        state_input(CASE, "score2", "age", 70.0)
    assert caught.value.code is ErrorCode.RECORD_VALUE_INVALID


def test_a_record_is_begun_where_there_is_none():
    changed = after(Case(), "score2", "dm", True)
    assert changed.record is not None
