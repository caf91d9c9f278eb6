"""A case beside an earlier CT: who may be compared, what follows for the rules, and what is written down."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.growth import Alignment, MatchState
from pmdesk.core.ids import PatientId
from pmdesk.core.record import PatientRecord, StatedFact
from pmdesk.core.risk import RiskState
from pmdesk.core.volume import ImagePatient, Sex, Unit
from pmdesk.services.case import Case
from pmdesk.services.comparer import Comparer
from pmdesk.services.comparison import check_comparable, check_same_patient
from pmdesk.services.derive import Deriver
from pmdesk.services.export import case_document
from tests.helpers.phantom_pairs import MADE, current_phantom, prior_phantom, study, true_findings
from tests.report.cases import CodesAsWords

SHIFT = (14.0, -22.0, 31.0)
FACTORS = (0.4, 1.0, 0.0, 0.5, 1.0)


@pytest.fixture(scope="module")
def case() -> Case:
    """Five nodules beside an earlier CT in which the first was smaller and the third was not there."""
    now, then = current_phantom(), prior_phantom(nodule_factors=FACTORS, shift_mm=SHIFT)
    affine = np.eye(4)
    affine[:3, 3] = SHIFT
    uids = now.volume.geometry.for_uid, then.volume.geometry.for_uid
    prior = study(then, Alignment(affine, None, *uids, 0.5, 1.5, 500, 0.9, 0.99, 1.0))
    return Case(volume=now.volume, findings=true_findings(now), analysis=MADE, prior=prior)


def lung_rads(case: Case, number: int):
    return next(
        risk
        for risk in case.risks
        if risk.model_id == "lung-rads-v2022" and risk.subject.key == case.findings[number - 1].id
    )


def test_without_an_earlier_ct_there_is_no_comparison(case):
    assert Deriver()(replace(case, prior=None)).comparison is None


def test_measured_growth_takes_the_place_of_an_unknown_comparison(case):
    screening = PatientRecord(lung_screening=StatedFact(value=True))
    derived = Deriver()(replace(case, record=screening))
    used = {item.name: item for item in lung_rads(derived, 1).inputs}
    assert used["timepoint"].value == "growing"
    assert lung_rads(derived, 1).state is RiskState.COMPUTED
    assert lung_rads(derived, 1).category == "4B"


def test_a_nodule_that_has_not_grown_asks_for_the_earlier_category(case):
    screening = PatientRecord(lung_screening=StatedFact(value=True), prior_chest_ct=StatedFact(value=False))
    derived = Deriver()(replace(case, record=screening))
    result = lung_rads(derived, 5)
    assert result.state is RiskState.INCOMPLETE
    assert [item.name for item in result.missing] == ["timepoint"]
    assert any("By size alone" in item.en for item in result.reasons)


def test_growth_is_said_beside_fleischner(case):
    incidental = PatientRecord(lung_screening=StatedFact(value=False))
    derived = Deriver()(replace(case, record=incidental))
    result = next(risk for risk in derived.risks if risk.model_id == "fleischner2017")
    assert any("has grown" in item.en for item in result.reasons)


def test_decisions_do_not_compare_anew_but_another_outline_does(case):
    compare = Comparer()
    first = compare(case)
    remarked = case.with_finding(case.findings[0].with_changes(comment="?"))
    assert compare(remarked) is first
    measured = replace(case.findings[0].measurement, volume_mm3=10.0)
    again = compare(case.with_finding(case.findings[0].with_changes(measurement=measured)))
    assert again is not first


def test_the_document_keeps_the_comparison(case):
    document = case_document(Deriver()(case), CodesAsWords())
    assert document.comparison.days == 180
    assert document.comparison.registration.landmarks == 500
    assert document.findings[0].growth.state is MatchState.PAIRED
    assert document.findings[0].growth.volume_change.value == pytest.approx(1.5, rel=0.15)
    assert document.findings[2].growth.state is MatchState.NEW
    assert document.findings[2].growth.prior_size is None


KNOWN = ImagePatient(PatientId("A1"), "Li^Si", date(1960, 1, 2), Sex.MALE)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"patient_id": PatientId("A2")}, "patient_id"),
        ({"birth_date": date(1960, 1, 3)}, "birth_date"),
        ({"sex": Sex.FEMALE}, "sex"),
    ],
)
def test_another_patient_is_refused(changes, field):
    with pytest.raises(RefusedError) as refused:
        check_same_patient(KNOWN, replace(KNOWN, **changes))
    assert refused.value.code is ErrorCode.COMPARISON_OTHER_PATIENT
    assert refused.value.params["reason"] == f"field.{field}"


def test_another_name_or_a_missing_field_is_no_other_patient(case):
    check_same_patient(KNOWN, replace(KNOWN, name="LI SI"))
    check_same_patient(KNOWN, ImagePatient())
    nameless = replace(case.prior.volume.description, patient=ImagePatient())
    prior = replace(case.prior, volume=replace(case.prior.volume, description=nameless))
    notes = [note.code for note in Comparer()(replace(case, prior=prior)).notes]
    assert "growth.patient_not_verified" in notes
    assert "growth.patient_not_verified" not in [note.code for note in Comparer()(case).notes]


def test_the_open_series_is_not_its_own_earlier_ct(case):
    with pytest.raises(RefusedError) as refused:
        check_comparable(case.volume, case.volume)
    assert refused.value.code is ErrorCode.COMPARISON_SAME_SERIES


def test_values_that_are_not_hounsfield_units_are_refused(case):
    with pytest.raises(RefusedError) as refused:
        check_comparable(case.volume, replace(case.prior.volume, unit=Unit.UNKNOWN))
    assert refused.value.code is ErrorCode.COMPARISON_UNIT_UNKNOWN
