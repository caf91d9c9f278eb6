"""Scores with some inputs otherwise."""

import numpy as np
import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Smoking, SmokingStatus
from pmdesk.core.risk import RiskState
from pmdesk.core.volume import Sex
from pmdesk.risk.assess import assess_findings
from pmdesk.risk.tables import COLUMN_MODELS
from pmdesk.services.case import Case
from pmdesk.services.patient_risks import patient_risk
from pmdesk.services.what_if import curve, input_specs, slider, what_if
from tests.risk.cases import facts as nodule_facts
from tests.risk.cases import finding
from tests.risk.vector_files import reference_rows
from tests.services.patient_records import patient, record_of_row, stated

ROW, OTHER = reference_rows("cvd_prevent_base.csv")[:2]
CASE = Case(record=record_of_row("prevent-base", ROW))


def test_changing_every_input_to_those_of_another_row_gives_its_number():
    risk = patient_risk(CASE, "prevent-base")
    changes = {
        spec.name: OTHER[spec.name] if spec.name == "sex" else float(OTHER[spec.name])
        for spec in input_specs("prevent-base")
    }
    result = what_if(CASE, risk, changes)
    assert result.probability == pytest.approx(float(OTHER["cvd10"]), abs=0.0005)
    assert {one.origin for one in result.inputs if one.name in changes} == {Origin.READER}


def test_nothing_is_stored_and_no_change_changes_nothing():
    risk = patient_risk(CASE, "prevent-base")
    before = CASE.record
    what_if(CASE, risk, {"sbp": 120.0})
    assert CASE.record is before
    assert what_if(CASE, risk, {}) == risk


def test_an_input_taken_away_leaves_the_score_incomplete():
    result = what_if(CASE, patient_risk(CASE, "prevent-base"), {"sbp": None})
    assert result.state is RiskState.INCOMPLETE
    assert [item.name for item in result.missing] == ["sbp"]


def test_a_missing_answer_can_be_tried_out():
    record = CASE.record
    assert record is not None
    open_case = Case(
        record=record.model_copy(
            update={"stated_inputs": tuple(one for one in record.stated_inputs if one.name != "dm")}
        )
    )
    risk = patient_risk(open_case, "prevent-base")
    assert risk.state is RiskState.INCOMPLETE
    tried = {value: what_if(open_case, risk, {"dm": value}).probability for value in (False, True)}
    assert tried[True] == pytest.approx(float(ROW["cvd10"]), abs=0.0005)
    assert tried[False] < tried[True]


def test_a_number_outside_the_model_is_not_applicable_and_a_wrong_word_an_error():
    risk = patient_risk(CASE, "prevent-base")
    assert what_if(CASE, risk, {"age": 95.0}).state is RiskState.NOT_APPLICABLE
    with pytest.raises(InputError) as caught:
        what_if(CASE, risk, {"sex": "both"})
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE
    with pytest.raises(InputError):
        what_if(CASE, risk, {"sbp": float("nan")})


def test_what_follows_from_a_changed_input_follows_again():
    answers = (
        stated("N_Biop", 0.0),
        stated("AgeMen", 12.0),
        stated("Age1st", 25.0),
        stated("N_Rels", 0.0),
        stated("Race", "1"),
    )
    case = Case(record=patient(50, Sex.FEMALE, stated_inputs=answers))
    result = what_if(case, patient_risk(case, "bcrat"), {"T1": 60.0})
    assert {one.name: one.value for one in result.inputs}["T2"] == 65.0
    smoker = patient(60, smoking=Smoking(status=SmokingStatus.FORMER, years_since_quitting=10))
    smoking = what_if(
        Case(record=smoker), patient_risk(Case(record=smoker), "plcom2012"), {"smoking_status": True}
    )
    assert {one.name: one.value for one in smoking.inputs}["quit"] == 0.0


def test_a_curve_passes_through_the_patient_and_stops_at_the_limits():
    risk = patient_risk(CASE, "prevent-base")
    xs, ys = curve(CASE, risk, "sbp", 111)
    assert (xs[0], xs[-1], len(xs)) == (90.0, 200.0, 111)
    at = int(np.argmin(np.abs(xs - 160.0)))
    assert ys[at] == pytest.approx(risk.probability, abs=1e-9)
    assert np.isfinite(ys).all()


def test_a_curve_of_an_incomplete_score_has_no_numbers():
    case = Case(record=patient(50, Sex.MALE))
    _, ys = curve(case, patient_risk(case, "prevent-base"), "sbp")
    assert np.isnan(ys).all()


def test_a_curve_needs_a_number():
    with pytest.raises(KeyError):
        curve(CASE, patient_risk(CASE, "prevent-base"), "dm")


NODULE = finding(1, 15.0)
SCORES = {score.model_id: score for score in assess_findings([NODULE, finding(2)], nodule_facts())}


def test_a_nodules_score_can_be_changed_too():
    brock = SCORES["brock"]
    assert what_if(CASE, brock, {}).probability == pytest.approx(brock.probability)
    smaller = what_if(CASE, brock, {"diameter_mm": 6.0})
    assert smaller.probability < brock.probability
    shares = {one.name: one.contribution for one in smaller.inputs}
    assert shares["diameter_mm"] != {one.name: one.contribution for one in brock.inputs}["diameter_mm"]
    _, ys = curve(CASE, brock, "diameter_mm")
    assert np.all(np.diff(ys) > 0)
    assert what_if(CASE, brock, {"diameter_mm": 60.0}).state is RiskState.NOT_APPLICABLE
    assert what_if(CASE, brock, {"emphysema": None}).state is RiskState.INCOMPLETE


def test_a_rule_moves_between_its_categories():
    rule = SCORES["fleischner2017"]
    changed = what_if(CASE, rule, {"diameter_mm_rounded": 4.0})
    assert changed.state is RiskState.COMPUTED
    assert changed.category != rule.category
    assert changed.management is not None


@pytest.mark.parametrize("model", COLUMN_MODELS, ids=lambda model: model.id)
def test_every_number_with_limits_has_a_slider_that_reaches_both(model):
    for spec in input_specs(model.id):
        found = slider(model.id, spec.name)
        if spec.minimum is None or spec.maximum is None:
            assert found is None
            continue
        assert (found.minimum, found.maximum) == (spec.minimum, spec.highest)
        assert 0 < found.step <= max(1.0, spec.maximum - spec.minimum)
        assert found.decimals >= 0


def test_a_wide_range_has_a_logarithmic_slider_and_an_unknown_model_no_inputs():
    assert slider("prevent-uacr", "uacr").is_logarithmic
    assert not slider("prevent-base", "sbp").is_logarithmic
    assert slider("prevent-base", "sbp").step == 0.5
    assert slider("prevent-base", "age").step == 1.0
    assert input_specs("no such model") == ()
