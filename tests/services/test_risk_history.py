"""A score over time."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pmdesk.core.dossier import KeptScore
from pmdesk.services.case import Case
from pmdesk.services.patient_risks import patient_risk
from pmdesk.services.risk_history import risk_history
from tests.services.patient_records import SYSTOLIC, drug, observed
from tests.services.test_patient_risks import full

DAYS = (date(2022, 3, 1), date(2023, 3, 1), date(2024, 3, 1))


def case_with_pressures(**more: object) -> Case:
    record = full()
    others = tuple(
        one.model_copy(update={"taken_on": date(2020, 1, 1)})
        for one in record.observations
        if one.coding.code != SYSTOLIC
    )
    pressures = tuple(observed(SYSTOLIC, 160 - 15 * place, "mm[Hg]", day) for place, day in enumerate(DAYS))
    return Case(record=record.model_copy(update={"observations": (*others, *pressures), **more}))


def test_each_day_with_a_new_value_gives_the_score_as_of_that_day():
    case = case_with_pressures()
    found = risk_history(case, "prevent-base")
    assert [point.on for point in found] == [*DAYS, case.reference_date]
    for point in found:
        assert point.probability == patient_risk(case, "prevent-base", point.on).probability
        assert not point.is_kept


def test_days_on_which_the_score_could_not_be_computed_are_left_out():
    assert all(point.on >= DAYS[0] for point in risk_history(case_with_pressures(), "prevent-base"))
    assert risk_history(Case(record=full(85)), "prevent-base") == ()


def test_a_drug_changes_the_score_on_the_day_it_is_begun():
    begun = date(2023, 9, 1)
    case = case_with_pressures(
        medications=(drug("losartan", started=begun, active=True),),
        stated_inputs=tuple(one for one in full(bp_tx=None).stated_inputs),
    )
    assert risk_history(case, "prevent-base")[0].on == begun


def test_scores_that_were_kept_stand_beside_as_they_were():
    case = case_with_pressures()
    old = replace(patient_risk(case, "prevent-base", DAYS[1]), probability=0.42)
    other = patient_risk(case, "pce2013", DAYS[1])
    at = datetime(2023, 3, 2, tzinfo=UTC)
    kept = (KeptScore("1", at, old), KeptScore("2", at, other))
    found = [point for point in risk_history(case, "prevent-base", kept) if point.is_kept]
    assert [(point.on, point.probability) for point in found] == [(DAYS[1], 0.42)]


def test_an_unknown_model_is_refused():
    with pytest.raises(KeyError):
        risk_history(case_with_pressures(), "no such model")
