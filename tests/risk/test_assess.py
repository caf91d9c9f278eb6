from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import LungLocation, LungZone, ReviewStatus, Side, Texture
from pmdesk.core.provenance import Origin, Stated
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.volume import Sex
from pmdesk.risk.assess import assess_findings
from pmdesk.risk.equations.lung_rads import Timepoint
from pmdesk.risk.facts import ClinicalFacts
from pmdesk.risk.knowledge import reason
from tests.risk.cases import facts, finding, part_solid

UNKNOWN = Stated(None, Origin.UNKNOWN)


def score(model_id: str, one=None, known=None, others=(), **more) -> RiskScore:
    one = one if one is not None else finding()
    scores = assess_findings([one, *others], known if known is not None else facts(), **more)
    return next(item for item in scores if item.id == f"{model_id}:{one.id}")


def missing(result: RiskScore) -> dict[str, NodeRef | None]:
    return {item.name: item.ref for item in result.missing}


def said(result: RiskScore) -> str:
    return " ".join(text.en for text in result.reasons)


def test_each_finding_gets_every_score_and_rejected_ones_get_none():
    rejected = finding(2, status=ReviewStatus.REJECTED)
    scores = assess_findings([finding(1), rejected, finding(3)], facts())
    assert [item.subject.key for item in scores] == ["f1"] * 4 + ["f3"] * 4
    assert len({item.id for item in scores}) == 8


def test_brock_equals_the_published_example_of_48_percent():
    second = finding(2, status=ReviewStatus.ACCEPTED)
    result = score("brock", finding(1, 15.0), others=(second,))
    assert result.state is RiskState.COMPUTED
    assert result.probability == pytest.approx(0.476768, abs=1e-6)
    assert result.interval is None
    assert (result.model_version, result.grade) == ("2013 (2b)", "A")
    assert result.missing == ()


def test_rejected_findings_do_not_count_for_brock():
    second = finding(2)
    with_two = score("brock", others=(second,)).probability
    with_one = score("brock", others=(replace(second, status=ReviewStatus.REJECTED),)).probability
    assert with_one > with_two


def test_brock_without_spiculation_uses_2a_and_says_so():
    result = score("brock", finding(1, 15.0, spiculated=UNKNOWN), others=(finding(2),))
    assert result.probability == pytest.approx(0.355737, abs=1e-6)
    assert (result.model_version, result.grade) == ("2013 (2a)", "B")
    assert missing(result) == {"spiculation": NodeRef(NodeKind.FINDING, "f1")}
    assert reason("spiculation_unknown") in result.reasons


def test_nothing_known_of_the_patient_makes_every_score_incomplete_with_the_fields_to_fill():
    result = score("brock", known=ClinicalFacts())
    assert result.state is RiskState.INCOMPLETE
    assert result.probability is None
    assert missing(result)["emphysema"] == NodeRef(NodeKind.RECORD_FIELD, "emphysema")
    assert missing(result)["age"] == NodeRef(NodeKind.RECORD_FIELD, "demographics.birth_date")
    assert set(missing(score("fleischner2017", known=ClinicalFacts()))) >= {"age_years", "immunosuppressed"}


@pytest.mark.parametrize("sex", [Sex.OTHER, Sex.UNKNOWN])
def test_a_sex_that_brock_does_not_know_counts_as_not_stated(sex):
    assert "female" in missing(score("brock", known=facts(sex=sex)))


@pytest.mark.parametrize("name", ["family_history_lung_cancer", "emphysema"])
def test_an_unknown_yes_or_no_gives_the_range_and_no_number(name):
    result = score("brock", known=facts(**{name: None}))
    bounds = [score("brock", known=facts(**{name: value})).probability for value in (False, True)]
    assert result.probability is None
    assert f"{100 * bounds[0]:.1f} % and {100 * bounds[1]:.1f} %" in said(result)


@pytest.mark.parametrize(("model_id", "long_mm"), [("brock", 30.5), ("mayo", 30.5), ("mayo", 3.0)])
def test_sizes_outside_the_model_are_not_applicable(model_id, long_mm):
    result = score(model_id, finding(1, long_mm))
    assert result.state is RiskState.NOT_APPLICABLE
    assert f"{long_mm:.1f} mm" in said(result)


@pytest.mark.parametrize("model_id", ["brock", "mayo", "fleischner2017"])
def test_a_recent_cancer_makes_the_scores_not_applicable(model_id):
    assert score(model_id, known=facts(cancer_within_5y=True)).state is RiskState.NOT_APPLICABLE


@pytest.mark.parametrize("model_id", ["brock", "mayo"])
def test_an_unknown_recent_cancer_is_said_and_asked_for(model_id):
    result = score(model_id, known=facts(cancer_within_5y=None))
    assert result.state is RiskState.COMPUTED
    assert "cancer_within_5y" in missing(result)
    assert reason("recent_cancer_unknown") in result.reasons


def test_a_nodule_without_measurement_asks_for_it():
    result = score("mayo", finding(measurement=None))
    assert result.state is RiskState.INCOMPLETE
    assert missing(result) == {"diameter_mm": NodeRef(NodeKind.FINDING, "f1")}
    assert reason("no_measurement") in result.reasons


def test_what_the_image_model_estimates_keeps_its_origin_and_is_named():
    result = score("brock", finding(texture=Stated(Texture.PART_SOLID, Origin.MODEL)))
    used = next(item for item in result.inputs if item.name == "type")
    assert (used.value, used.origin) == ("part-solid", Origin.MODEL)
    assert used.value_text is not None
    assert used.value_text.zh == "部分实性"
    assert "not confirmed by a reader: Nodule type" in said(result)


@pytest.mark.parametrize(("zone", "expected"), [(LungZone.UPPER, True), (LungZone.LOWER, False)])
def test_the_zone_stands_in_for_the_lobe_and_says_that_it_is_no_lobe(zone, expected):
    result = score("mayo", finding(upper_lobe=UNKNOWN, location=LungLocation(Side.LEFT, zone)))
    used = next(item for item in result.inputs if item.name == "upper_lobe")
    assert (used.value, used.origin) == (expected, Origin.COMPUTED)
    assert "A zone is not a lobe" in said(result)


@pytest.mark.parametrize("zone", [LungZone.MIDDLE, LungZone.UNKNOWN])
def test_the_middle_zone_says_nothing_about_the_lobe(zone):
    result = score("mayo", finding(upper_lobe=UNKNOWN, location=LungLocation(Side.LEFT, zone)))
    assert result.state is RiskState.INCOMPLETE
    assert missing(result) == {"upper_lobe": NodeRef(NodeKind.FINDING, "f1")}


def test_lung_rads_asks_whether_the_ct_is_a_screening_ct():
    result = score("lung-rads-v2022", known=facts(lung_screening=None))
    assert result.state is RiskState.INCOMPLETE
    assert missing(result) == {"lung_screening": NodeRef(NodeKind.RECORD_FIELD, "lung_screening")}


def test_screening_decides_between_lung_rads_and_fleischner():
    incidental, screening = facts(lung_screening=False), facts(lung_screening=True)
    assert score("lung-rads-v2022", known=incidental).state is RiskState.NOT_APPLICABLE
    assert score("fleischner2017", known=incidental).state is RiskState.COMPUTED
    assert score("lung-rads-v2022", known=screening).state is RiskState.COMPUTED
    assert score("fleischner2017", known=screening).state is RiskState.NOT_APPLICABLE


def test_a_baseline_is_assumed_only_when_somebody_said_that_there_is_no_earlier_ct():
    plain = finding(spiculated=Stated(False, Origin.READER))
    unknown = score("lung-rads-v2022", plain, facts(lung_screening=True, prior_chest_ct=None))
    assert unknown.state is RiskState.INCOMPLETE
    assert missing(unknown) == {"timepoint": NodeRef(NodeKind.RECORD_FIELD, "prior_chest_ct")}
    assert reason("baseline_would_be", category="4A") in unknown.reasons
    assert score("lung-rads-v2022", plain, facts(lung_screening=True)).category == "4A"


def test_with_an_earlier_ct_the_comparison_is_asked_for_and_used():
    known = facts(lung_screening=True, prior_chest_ct=True)
    one = finding(1, 7.0, spiculated=Stated(False, Origin.READER))
    asked = score("lung-rads-v2022", one, known)
    assert missing(asked) == {"timepoint": NodeRef(NodeKind.FINDING, "f1")}
    compared = score("lung-rads-v2022", one, known, timepoints={one.id: Timepoint.NEW})
    assert compared.category == "4A"
    assert compared.management is not None


def test_only_a_reader_raises_a_nodule_to_4x():
    known = facts(lung_screening=True)
    by_model = finding(spiculated=Stated(True, Origin.MODEL))
    assert score("lung-rads-v2022", finding(), known).category == "4X"
    result = score("lung-rads-v2022", by_model, known)
    assert result.category == "4A"
    assert reason("spiculation_would_be_4x") in result.reasons


def test_the_solid_component_of_a_part_solid_nodule_is_asked_for():
    one = finding(texture=Stated(Texture.PART_SOLID, Origin.READER))
    result = score("lung-rads-v2022", one, facts(lung_screening=True))
    assert missing(result) == {"solid_component_mm": NodeRef(NodeKind.FINDING, "f1")}


@pytest.mark.parametrize(("solid_mm", "category"), [(5.94, "3"), (5.96, "4A"), (7.9, "4A"), (8.0, "4B")])
def test_the_measured_solid_part_decides_the_category_and_is_said_to_be_measured(solid_mm, category):
    result = score("lung-rads-v2022", part_solid(solid_mm), facts(lung_screening=True))
    assert result.category == category
    used = next(item for item in result.inputs if item.name == "solid_component_mm")
    assert used.origin is Origin.COMPUTED
    assert reason("solid_component_measured") in result.reasons


def test_what_a_reader_states_of_the_solid_part_goes_before_what_was_measured():
    one = part_solid(7.0, solid_diameter_mm=Stated(3.0, Origin.READER))
    result = score("lung-rads-v2022", one, facts(lung_screening=True))
    assert result.category == "3"
    assert reason("solid_component_measured") not in result.reasons


def test_a_part_solid_nodule_without_a_dense_part_is_left_open():
    result = score("lung-rads-v2022", part_solid(None), facts(lung_screening=True))
    assert "solid_component_mm" in missing(result)


def test_the_dense_part_of_a_solid_nodule_is_no_input():
    one = replace(part_solid(9.0), texture=Stated(Texture.SOLID, Origin.READER))
    for model in ("lung-rads-v2022", "fleischner2017"):
        assert "solid_component_mm" not in {item.name for item in score(model, one).inputs}


def test_fleischner_takes_the_measured_solid_part_of_a_single_part_solid_nodule():
    assert score("fleischner2017", part_solid(6.2)).category == "ct_3_6_suspicious_if_persistent"
    assert score("fleischner2017", part_solid(4.0)).category == "ct_3_6_annual_5_years_if_solid_part_small"
    assert "solid_component_mm" in {item.name for item in score("fleischner2017", part_solid(4.0)).inputs}


def test_fleischner_names_the_factors_that_make_the_risk_high():
    result = score("fleischner2017", finding(1, 7.0))
    assert result.category == "ct_6_12_then_18_24"
    assert "Ever smoked, Emphysema, Upper lobe, Spiculated margin" in said(result)


def no_risk(**changes: object):
    return finding(
        1,
        7.0,
        **{"spiculated": Stated(False, Origin.READER), "upper_lobe": Stated(False, Origin.READER), **changes},
    )


def test_fleischner_calls_the_risk_low_only_when_every_factor_is_known_to_be_absent():
    known = facts(ever_smoker=False, emphysema=False)
    assert score("fleischner2017", no_risk(), known).category == "ct_6_12_consider_18_24"
    asked = score("fleischner2017", no_risk(spiculated=UNKNOWN), known)
    assert asked.state is RiskState.INCOMPLETE
    assert missing(asked) == {"spiculation": NodeRef(NodeKind.FINDING, "f1")}


def test_fleischner_needs_no_risk_group_for_a_ground_glass_nodule():
    one = finding(1, 7.0, texture=Stated(Texture.GROUND_GLASS, Origin.READER), spiculated=UNKNOWN)
    known = facts(ever_smoker=None, emphysema=None, family_history_lung_cancer=None)
    assert score("fleischner2017", one, known).category == "ct_6_12_then_2_yearly_to_5_years"


def test_fleischner_uses_the_rows_for_several_nodules():
    one = finding(1, 7.0)
    assert score("fleischner2017", one, others=(finding(2),)).category == "ct_3_6_then_18_24"
    rejected = finding(2, status=ReviewStatus.REJECTED)
    assert score("fleischner2017", one, others=(rejected,)).category == "ct_6_12_then_18_24"


@pytest.mark.parametrize(
    "change", [{"age_years": 34.0}, {"immunosuppressed": True}, {"cancer_within_5y": True}]
)
def test_fleischner_refuses_whom_the_guideline_leaves_out(change):
    result = score("fleischner2017", known=facts(**change))
    assert result.state is RiskState.NOT_APPLICABLE
    assert len(result.reasons) == 1


def test_fleischner_does_not_follow_a_mass():
    result = score("fleischner2017", finding(1, 37.0))
    assert result.state is RiskState.NOT_APPLICABLE
    assert "mass" in said(result)


GATES = (
    "ever_smoker",
    "family_history_lung_cancer",
    "emphysema",
    "cancer_within_5y",
    "immunosuppressed",
    "lung_screening",
    "prior_chest_ct",
)
OPTIONAL_FLAG = st.sampled_from([None, False, True])


@given(
    st.builds(
        facts,
        age_years=st.one_of(st.none(), st.floats(0, 130)),
        sex=st.sampled_from([None, *Sex]),
        **dict.fromkeys(GATES, OPTIONAL_FLAG),
    ),
    st.floats(0.6, 80),
    st.sampled_from([UNKNOWN, *(Stated(texture, Origin.MODEL) for texture in Texture)]),
    st.sampled_from(list(LungZone)),
)
def test_a_score_is_a_number_or_a_category_or_says_why_not(known, long_mm, texture, zone):
    one = finding(1, long_mm, texture=texture, upper_lobe=UNKNOWN, location=LungLocation(Side.LEFT, zone))
    for result in assess_findings([one], known):
        has_value = (result.probability is not None) + bool(result.category)
        assert has_value == (1 if result.state is RiskState.COMPUTED else 0)
        if result.state is RiskState.INCOMPLETE:
            assert result.missing
        if result.state is RiskState.NOT_APPLICABLE:
            assert result.reasons
