from datetime import date

import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.knowledge_file import read_knowledge
from pmdesk.core.progress import NullContext
from pmdesk.core.record import PatientRecord, StatedInput
from pmdesk.risk.knowledge import risk_table
from pmdesk.services.case import Case
from pmdesk.services.risk_changes import explained_history
from pmdesk.services.risk_groups import RiskGroups, compared_with, risk_groups
from tests.helpers.cases import full_case, record, risks


def test_every_model_that_is_compared_exists_and_stands_in_one_group():
    models = [model for group in risk_groups().comparisons for model in group.models]
    assert len(models) == len(set(models))
    assert set(models) <= set(risk_table().models)


def test_fields_have_an_order_and_an_unknown_one_comes_last():
    groups = risk_groups()
    assert groups.rank("lung") < groups.rank("cardiovascular") < groups.rank("something new")


def test_only_scores_of_the_same_subject_are_compared():
    first, second, third = risks("f1")
    others = risks("f2")
    assert compared_with(first, (first, second, third, *others)) == (first, second)
    assert compared_with(third, (first, second, third)) == ()


def test_a_broken_table_is_refused_with_its_path(tmp_path):
    path = tmp_path / "risk_groups.json"
    path.write_text('{"schema_version": 1, "fields": [], "comparisons": [{"id": "x"}]}')
    with pytest.raises(FailedError) as caught:
        read_knowledge(path, RiskGroups)
    assert caught.value.code is ErrorCode.KNOWLEDGE_INVALID
    assert caught.value.params["path"] == str(path)
    with pytest.raises(FailedError):
        read_knowledge(tmp_path / "none.json", RiskGroups)


def answers(day: date, **values: tuple[object, str]) -> tuple[StatedInput, ...]:
    return tuple(
        StatedInput(name=name, value=value, unit=unit, stated_on=day)
        for name, (value, unit) in values.items()
    )


def test_a_history_names_what_changed_between_two_points():
    early = answers(date(2018, 3, 1), sbp=(150.0, "mm[Hg]"), dbp=(95.0, "mm[Hg]"))
    late = answers(date(2020, 3, 1), sbp=(128.0, "mm[Hg]"), dbp=(78.0, "mm[Hg]"))
    case = full_case(record=record().model_copy(update={"stated_inputs": (*early, *late)}))
    points = explained_history(NullContext(), case, "bp-category")
    changed = {
        one.after.name: (one.before.value if one.before else None, one.after.value)
        for point in points
        for one in point.changes
        if one.after
    }
    assert points[0].changes == ()
    assert changed["sbp"] == (150.0, 128.0)


def test_a_score_that_was_never_computed_has_no_history():
    case = Case(record=PatientRecord())
    assert explained_history(NullContext(), case, "prevent-base") == ()
