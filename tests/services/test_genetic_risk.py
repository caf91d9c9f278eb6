"""Clinical risk combined with a polygenic score: HR 1.71 (1.68 to 1.73) a standard deviation, Inouye 2018."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.record import PatientRecord
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.services.case import Case
from pmdesk.services.derive import Deriver
from pmdesk.services.operations.state_input import state_input
from pmdesk.services.patient_risks import patient_risk, risks_of
from pmdesk.services.settings import Settings
from pmdesk.services.what_if import what_if
from tests.services.patient_records import facts, stated
from tests.services.test_patient_risks import full


def known(**answers: float) -> PatientRecord:
    return full(**answers)


def together(record: PatientRecord) -> RiskScore | None:
    scores = risks_of(facts(record), with_genetic=True)
    return next((one for one in scores if one.model_id == "prs-cad"), None)


def clinical(record: PatientRecord) -> float:
    prevent = next(one for one in risks_of(facts(record)) if one.model_id.startswith("prevent"))
    return next(figure.probability for figure in prevent.figures if figure.name == "chd10")


def test_it_is_off_unless_asked_for():
    record = known(prs_z_cad=1.0)
    assert not Settings().combine_genetic_risk
    assert all(one.model_id != "prs-cad" for one in risks_of(facts(record)))
    assert all(one.model_id != "prs-cad" for one in Deriver()(Case(record=record)).risks)
    assert any(one.model_id == "prs-cad" for one in Deriver(with_genetic=True)(Case(record=record)).risks)


def test_the_hazard_is_multiplied_and_the_interval_is_that_of_the_effect():
    record = known(prs_z_cad=2.0)
    result, alone = together(record), clinical(record)
    assert result.state is RiskState.COMPUTED
    assert result.probability == pytest.approx(1 - (1 - alone) ** (1.71**2))
    assert result.interval == pytest.approx((1 - (1 - alone) ** (1.68**2), 1 - (1 - alone) ** (1.73**2)))
    said = " ".join(text.en for text in result.reasons)
    assert "independent" in said
    assert f"{100 * alone:.1f} %" in said


@given(st.floats(-6, 6))
def test_the_number_lies_in_its_interval_and_on_the_right_side_of_the_clinical_one(z):
    record = known(prs_z_cad=z)
    result, alone = together(record), clinical(record)
    low, high = result.interval
    assert low <= result.probability <= high
    assert (result.probability - alone) * z >= -1e-12


def test_a_percentile_serves_where_no_deviation_is_stated():
    by_percentile = together(known(prs_percentile_cad=90.0))
    by_z = together(known(prs_z_cad=NormalDist().inv_cdf(0.9)))
    assert by_percentile.probability == pytest.approx(by_z.probability)


def test_without_a_polygenic_score_it_asks_and_without_a_clinical_risk_it_is_silent():
    result = together(known())
    assert result.state is RiskState.INCOMPLETE
    assert [item.name for item in result.missing] == ["prs_z_cad"]
    assert result.probability is None
    assert together(full(prior_cvd=True, prs_z_cad=1.0)) is None
    with pytest.raises(KeyError):
        patient_risk(Case(record=full(prior_cvd=True)), "prs-cad")


@pytest.mark.parametrize("wrong", [40.0, -7.0, "high"])
def test_a_score_that_cannot_be_is_not_used(wrong):
    record = known().model_copy(
        update={"stated_inputs": (*known().stated_inputs, stated("prs_z_cad", wrong))}
    )
    assert together(record).state is RiskState.INCOMPLETE


def test_the_score_can_be_stated_and_tried_out():
    case = Case(record=known())
    answered = state_input(case, "prs-cad", "prs_z_cad", 1.5).redo(case)[0]
    risk = patient_risk(answered, "prs-cad")
    assert risk.state is RiskState.COMPUTED
    lower = what_if(answered, risk, {"prs_z_cad": -1.5})
    assert lower.probability < clinical(known()) < risk.probability
