"""From a table to a data dictionary, as the user settles it."""

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned.columns import ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.reading import CohortTable, cohort_of
from pmdesk.services.cohort import CohortPlan, ColumnRole, plan_from, propose_plan


def table() -> CohortTable:
    """40 made-up patients."""
    rows = range(40)
    return cohort_of(
        {
            "patient_id": [f"P{row:03d}" for row in rows],
            "age": [str(40 + row * 7 % 31) for row in rows],
            "sex": ["F" if row % 2 else "M" for row in rows],
            "smoker": [str(row % 2) for row in rows],
            "chol": ["" if row % 10 == 0 else str(4.1 + row / 20) for row in rows],
            "grade": [("I", "II", "III")[row % 3] for row in rows],
            "relapse": ["yes" if row % 4 == 0 else "no" for row in rows],
        }
    )


def planned(outcome: str) -> CohortPlan:
    plan = propose_plan(table())
    changed = plan.plan(outcome)
    return plan.with_plan(type(changed)(changed.column, changed.facts, ColumnRole.OUTCOME))


def test_identifiers_are_left_out_and_no_outcome_is_guessed() -> None:
    plan = propose_plan(table())
    assert plan.outcome is None
    assert plan.plan("patient_id").role is ColumnRole.LEFT_OUT
    assert plan.plan("age").column.kind is ColumnKind.NUMBER
    assert plan.plan("smoker").column.kind is ColumnKind.FLAG
    assert plan.plan("grade").column.kind is ColumnKind.CATEGORY
    assert plan.plan("chol").facts.missing == 4
    assert {item.name for item in plan.columns if item.by_group} == {"age", "sex"}


def test_a_column_of_noughts_and_ones_says_itself_what_yes_is() -> None:
    assert planned("smoker").positive == ("1",)


def test_of_other_values_the_user_says_what_yes_is() -> None:
    plan = planned("relapse")
    with pytest.raises(InputError) as refused:
        plan.dictionary()
    assert refused.value.code is ErrorCode.COHORT_NO_POSITIVE
    dictionary = plan.with_positive(["yes"]).dictionary()
    assert dictionary.target == "relapse"
    assert dictionary.positive == ("yes",)
    assert [column.name for column in dictionary.columns] == ["age", "sex", "smoker", "chol", "grade"]


def test_all_values_cannot_mean_yes() -> None:
    with pytest.raises(InputError) as refused:
        planned("relapse").with_positive(["yes", "no"]).dictionary()
    assert refused.value.code is ErrorCode.COHORT_NO_POSITIVE


def test_without_an_outcome_there_is_no_dictionary() -> None:
    with pytest.raises(InputError) as refused:
        propose_plan(table()).dictionary()
    assert refused.value.code is ErrorCode.COHORT_NO_OUTCOME


def test_there_is_one_outcome_at_most() -> None:
    plan = planned("smoker")
    other = plan.plan("relapse")
    plan = plan.with_plan(type(other)(other.column, other.facts, ColumnRole.OUTCOME))
    assert plan.outcome is not None
    assert plan.outcome.name == "relapse"
    assert plan.plan("smoker").role is ColumnRole.LEFT_OUT
    assert plan.positive == ()


def test_a_saved_dictionary_gives_the_same_plan_again() -> None:
    dictionary = planned("relapse").with_positive(["yes"]).dictionary()
    assert plan_from(dictionary, table()).dictionary() == dictionary


def test_a_dictionary_of_another_table_is_refused() -> None:
    dictionary = DataDictionary(
        columns=(TableColumn(name="waist", kind=ColumnKind.NUMBER),), target="relapse"
    )
    with pytest.raises(InputError) as refused:
        plan_from(dictionary, table())
    assert refused.value.code is ErrorCode.COLUMN_NOT_FOUND
    assert refused.value.params["column"] == "waist"
