"""Further scores of a nodule: VA, Herder, BTS 2015, NELSON, doubling time."""

from dataclasses import dataclass, replace
from typing import cast

import pytest

from pmdesk.core.evidence import NodeKind
from pmdesk.core.finding import ReviewStatus, Texture
from pmdesk.core.growth import (
    AMBIGUOUS_PARTNER,
    Bounded,
    Comparison,
    GrowthMeasure,
    GrowthNote,
    GrowthTrend,
    MatchState,
    NoduleGrowth,
)
from pmdesk.core.ids import FindingId
from pmdesk.core.provenance import Origin, Stated
from pmdesk.core.record import PatientRecord, Smoking, SmokingStatus, StatedFact
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.volume import Sex
from pmdesk.services.case import Case
from pmdesk.services.nodule_risks import nodule_risks
from tests.risk.cases import finding
from tests.risk.vector_files import reference_rows
from tests.services.patient_records import patient, stated

YES, NO = StatedFact(value=True), StatedFact(value=False)


def record(**more: object) -> PatientRecord:
    base = patient(70, Sex.MALE)
    about = base.demographics.model_copy(update={"birth_date": None, "age_years": 70.0})
    known = {
        "demographics": about,
        "smoking": Smoking(status=SmokingStatus.FORMER, years_since_quitting=5),
        "emphysema": YES, "family_history_lung_cancer": NO, "extrathoracic_cancer_over_5y_ago": NO,
        "cancer_within_5y": NO, "lung_screening": YES, "prior_chest_ct": NO,
    }  # fmt: skip
    return base.model_copy(update=known | more)


def scores(*findings, about: PatientRecord | None = None) -> dict[str, RiskScore]:
    case = Case(findings=findings, record=about if about is not None else record())
    first = findings[0].id
    return {one.model_id: one for one in nodule_risks(case, None) if one.subject.key == first}


def said(result: RiskScore) -> str:
    return " ".join(text.en for text in result.reasons)


def of_size(length_mm: float, volume_mm3: float, **more: object):
    one = finding(1, length_mm, **more)
    return replace(one, measurement=replace(one.measurement, volume_mm3=volume_mm3))


@pytest.mark.parametrize("row", reference_rows("lung_va_gould.csv"))
def test_the_va_vectors_through_record_and_finding(row):
    ever, quit_years = row["ever_smoker"] == "1", row["years_since_quit"]
    status = SmokingStatus.FORMER if ever else SmokingStatus.NEVER
    smoking = Smoking(status=status, years_since_quitting=float(quit_years) if ever and quit_years else None)
    about = record(smoking=smoking)
    years = about.demographics.model_copy(update={"age_years": float(row["age"])})
    result = scores(
        finding(1, float(row["diameter_mm"])), about=about.model_copy(update={"demographics": years})
    )["va-gould"]
    assert result.probability == pytest.approx(float(row["expected_p"]), abs=1e-6)


def test_va_refuses_small_nodules_and_asks_for_the_years():
    assert scores(finding(1, 5.0))["va-gould"].state is RiskState.NOT_APPLICABLE
    open_years = scores(finding(1, 12.0), about=record(smoking=Smoking(status=SmokingStatus.FORMER)))[
        "va-gould"
    ]
    assert open_years.state is RiskState.INCOMPLETE
    assert [item.name for item in open_years.missing] == ["years_since_quit"]
    assert open_years.missing[0].ref.key == "smoking.years_since_quitting"


def test_herder_starts_from_mayo_once_the_uptake_is_stated():
    about = record(stated_inputs=(stated("fdg_uptake", "intense"),))
    found = scores(of_size(15.0, 900.0), about=about)
    herder = found["herder"]
    assert herder.state is RiskState.COMPUTED
    assert {one.name: one.value for one in herder.inputs}["pretest_p_mayo"] == found["mayo"].probability
    assert found["bts2015"].category in (
        "image-guided biopsy / other options",
        "consider excision or non-surgical treatment",
    )


def test_an_uptake_without_a_nodule_is_not_spread_over_several():
    about = record(stated_inputs=(stated("fdg_uptake", "intense"),))
    two = scores(of_size(15.0, 900.0), finding(2), about=about)
    assert two["herder"].state is RiskState.INCOMPLETE
    (lacking,) = two["herder"].missing
    assert (lacking.name, lacking.ref.key) == ("fdg_uptake", "input.fdg_uptake@f1")
    named = record(stated_inputs=(stated("fdg_uptake@f1", "faint"),))
    assert scores(of_size(15.0, 900.0), finding(2), about=named)["herder"].state is RiskState.COMPUTED


def test_herder_is_left_out_where_nobody_would_ask_for_pet():
    assert "herder" not in scores(of_size(5.0, 60.0, spiculated=Stated(False, Origin.READER)))


@pytest.mark.parametrize(
    ("length_mm", "volume_mm3", "advice"),
    [(4.0, 40.0, "discharge"), (6.5, 150.0, "CT surveillance"), (18.0, 2500.0, "PET-CT then Herder")],
)
def test_the_british_pathway_by_size_and_brock(length_mm, volume_mm3, advice):
    result = scores(of_size(length_mm, volume_mm3))["bts2015"]
    assert (result.state, result.category) == (RiskState.COMPUTED, advice)
    assert result.category_text is not None


def test_nelson_is_for_screening():
    assert scores(of_size(6.0, 100.0))["nelson"].category == "indeterminate -> 3-mo CT"
    assert "nelson" not in scores(of_size(6.0, 100.0), about=record(lung_screening=NO))
    assert "nelson" not in scores(of_size(6.0, 100.0), about=record(lung_screening=StatedFact()))


def test_pathways_of_solid_nodules_refuse_the_others_and_ask_when_nobody_knows():
    glass = scores(of_size(10.0, 500.0, texture=Stated(Texture.GROUND_GLASS, Origin.READER)))["bts2015"]
    assert glass.state is RiskState.NOT_APPLICABLE
    assert "not" in said(glass)
    unknown = scores(of_size(10.0, 500.0, texture=Stated(None, Origin.UNKNOWN)))["bts2015"]
    assert unknown.state is RiskState.INCOMPLETE
    assert unknown.missing[0].ref.kind is NodeKind.FINDING


def test_rejected_findings_and_findings_without_size_get_no_number():
    assert (
        nodule_risks(Case(findings=(finding(1, status=ReviewStatus.REJECTED),), record=record()), None) == ()
    )
    unmeasured = scores(replace(finding(1), measurement=None))
    assert all(one.probability is None for one in unmeasured.values())


def compared(doubling_days: float, change: float, *notes: GrowthNote) -> Comparison:
    measure = GrowthMeasure(
        Bounded(change, change - 0.1, change + 0.1),
        2.0,
        GrowthTrend.GROWING,
        Bounded(doubling_days, doubling_days - 50, doubling_days + 80),
        None,
        None,
    )
    return cast(
        "Comparison",
        _OneGrowth(
            NoduleGrowth(FindingId("f1"), MatchState.PAIRED, finding(1).center, measure=measure, notes=notes)
        ),
    )


@dataclass(frozen=True)
class _OneGrowth:
    """A comparison that knows one nodule."""

    growth: NoduleGrowth

    def of(self, finding_id: FindingId) -> NoduleGrowth | None:
        return self.growth if finding_id == self.growth.finding_id else None


@pytest.mark.parametrize(
    ("days", "british", "nelson"),
    [
        (200.0, "further work-up/resection", "positive"),
        (500.0, "400-600: surveillance or biopsy by preference", "indeterminate(400-600)/1-y CT"),
        (900.0, ">600: consider discharge or ongoing surveillance (1-y CT volumetry)", "negative"),
    ],
)
def test_a_nodule_measured_twice_is_judged_by_its_doubling_time(days, british, nelson):
    case = Case(findings=(of_size(9.0, 320.0),), record=record())
    found = {one.model_id: one for one in nodule_risks(case, compared(days, 0.6)) if one.subject.key == "f1"}
    assert found["bts2015"].category == british
    assert found["nelson"].category == nelson
    assert (found["vdt"].value, found["vdt"].unit) == (days, "d")
    assert found["vdt"].interval == (days - 50, days + 80)


def test_a_pairing_that_is_not_sure_is_not_used():
    case = Case(findings=(of_size(9.0, 320.0),), record=record())
    unsure = compared(200.0, 0.6, GrowthNote(AMBIGUOUS_PARTNER))
    found = {one.model_id: one for one in nodule_risks(case, unsure) if one.subject.key == "f1"}
    assert "vdt" not in found
    assert found["bts2015"].category != "further work-up/resection"
