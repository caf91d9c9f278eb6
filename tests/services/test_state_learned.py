import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.services.operations.state_learned import learned_specs, state_learned
from tests.helpers.cases import full_case

MODEL = "heart-disease-cleveland"
NAME = f"{MODEL}.trestbps"


def test_a_packages_columns_are_questions():
    specs = learned_specs(MODEL)
    assert specs["trestbps"].unit == "mm[Hg]"
    assert specs["cp"].choices
    assert learned_specs("no such package") == {}


def test_an_answer_stands_in_the_record_and_can_be_taken_back():
    case = full_case()
    operation = state_learned(case, MODEL, "trestbps", NAME, 140.0)
    after, changes = operation.redo(case)
    (answer,) = after.record.stated_inputs
    assert (answer.name, answer.value, answer.unit) == (NAME, 140.0, "mm[Hg]")
    assert changes.record
    assert operation.undo(after)[0].record == case.record
    assert state_learned(after, MODEL, "trestbps", NAME, 140.0) is None
    assert state_learned(after, MODEL, "trestbps", NAME, None).redo(after)[0].record.stated_inputs == ()


@pytest.mark.parametrize("value", [-5.0, 1e9, float("nan"), "high"])
def test_what_the_model_does_not_take_is_refused(value: object):
    with pytest.raises(InputError) as caught:
        state_learned(full_case(), MODEL, "trestbps", NAME, value)
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE


def test_an_unknown_column_is_refused():
    with pytest.raises(KeyError):
        state_learned(full_case(), MODEL, "shoe_size", NAME, 1.0)
