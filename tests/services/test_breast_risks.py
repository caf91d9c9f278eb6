"""After breast surgery: PREDICT with what each given treatment adds, and the Nottingham index with its points."""

import pytest

from pmdesk.core.risk import RiskState
from pmdesk.core.volume import Sex
from pmdesk.services.case import Case
from pmdesk.services.patient_risks import risk_of
from pmdesk.services.what_if import what_if
from tests.services.patient_records import diagnosed, facts, patient, stated

TUMOUR = {
    "size": 22.0, "grade": "2", "nodes": 2.0, "er": True, "her2": "1", "ki67": "1", "pr": "1", "screen": "0",
    "generation": "3", "horm": True, "traz": True, "bis": False, "radio": False, "heart_gy": 0.0, "smoker": False,
    "size_cm": 2.2, "positive_nodes": 2.0,
}  # fmt: skip


def operated(**changes: object):
    answers = tuple(stated(name, value) for name, value in (TUMOUR | changes).items())
    return patient(60, Sex.FEMALE, conditions=(diagnosed("C50.9"),), stated_inputs=answers)


def test_only_treatments_that_are_given_have_a_figure_and_each_says_what_it_adds():
    score = risk_of(facts(operated()), "predict-breast-3")
    assert score.state is RiskState.COMPUTED
    assert score.is_favourable
    figures = {one.name: one for one in score.figures}
    assert list(figures) == ["s10_surg", "s10_rh", "s10_rhc", "s10_rhct", "s15_surg", "s15_rhctb"]
    gains = [figures[name].gain for name in ("s10_rh", "s10_rhc", "s10_rhct")]
    assert all(gain > 0 for gain in gains)
    assert figures["s10_surg"].probability + sum(gains) == pytest.approx(score.probability)
    assert figures["s10_surg"].gain is None
    assert figures["s15_rhctb"].gain is None


def test_without_any_treatment_surgery_stands_alone():
    bare = operated(generation="0", horm=False, traz=False)
    figures = [one.name for one in risk_of(facts(bare), "predict-breast-3").figures]
    assert figures == ["s10_surg", "s15_surg", "s15_rhctb"]


def test_predict_has_no_contributions_and_no_reference_person():
    score = risk_of(facts(operated()), "predict-breast-3")
    assert all(one.contribution is None for one in score.inputs)
    assert (score.reference, score.constant) == (None, None)


def test_the_points_of_the_nottingham_index_add_up_to_it():
    score = risk_of(facts(operated()), "npi")
    shares = {one.name: one.contribution for one in score.inputs if one.contribution is not None}
    assert shares == {"size_cm": pytest.approx(0.44), "positive_nodes": 2.0, "grade": 2.0}
    assert (score.constant, score.reference) == (0.0, None)
    assert sum(shares.values()) == pytest.approx(score.value)


def test_the_points_follow_what_is_tried():
    case = Case(record=operated())
    tried = what_if(case, risk_of(facts(case.record), "npi"), {"grade": "3"})
    assert next(one.contribution for one in tried.inputs if one.name == "grade") == 3.0
