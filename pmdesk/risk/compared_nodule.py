"""How a nodule compares with an earlier CT, as the follow-up rules ask for it."""

from pmdesk.core.errors import InputError
from pmdesk.core.finding import Finding, Texture
from pmdesk.core.growth import DiameterGrowth, GrowthMeasure, GrowthTrend, MatchState, NoduleGrowth
from pmdesk.core.provenance import Origin
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.equations.lung_rads import LUNG_RADS_V2022, Timepoint
from pmdesk.risk.facts import ClinicalFacts
from pmdesk.risk.knowledge import reason
from pmdesk.risk.model import InputValue
from pmdesk.risk.nodule_inputs import Candidate, finding_ref, from_fact

Notes = tuple[LocalizedText, ...]


def timepoint(
    finding: Finding, facts: ClinicalFacts, stated: Timepoint | None, growth: NoduleGrowth | None
) -> tuple[Candidate, Notes]:
    """Lung-RADS' comparison with the CT before, and what must be said about it.

    What a person states goes before what was measured; what was measured before what the record says of earlier CTs.
    """
    if stated is not None:
        return Candidate("timepoint", stated.value, Origin.READER, finding_ref(finding)), ()
    if growth is not None:
        return _measured(finding, growth)
    prior = facts.prior_chest_ct
    if prior.value is False:
        ref = from_fact("timepoint", "prior_chest_ct", prior, lambda _: None).ref
        return Candidate("timepoint", Timepoint.BASELINE.value, prior.origin, ref), ()
    if prior.value is True:
        return _open(finding, reason("compare_with_prior"))
    return from_fact("timepoint", "prior_chest_ct", prior, lambda _: None), ()


def _open(finding: Finding, *notes: LocalizedText) -> tuple[Candidate, Notes]:
    return Candidate("timepoint", None, Origin.UNKNOWN, finding_ref(finding)), notes


def _measured(finding: Finding, growth: NoduleGrowth) -> tuple[Candidate, Notes]:
    if growth.state is MatchState.NOT_COVERED:
        return _open(finding, reason("prior_does_not_show"))
    if not growth.is_sure:
        return _open(finding, reason("prior_pairing_unclear"))
    if growth.state is MatchState.NEW:
        return Candidate("timepoint", Timepoint.NEW.value, Origin.MODEL, finding_ref(finding)), ()
    measure = growth.measure
    if measure is None:
        return _open(finding, reason("compare_with_prior"))
    if measure.diameter_growth is None:
        return _open(finding, reason("prior_dates_unusable"))
    found = _found(finding, measure)
    if found is None:
        return _open(finding, _said(measure), *_slow(measure))
    notes: tuple[LocalizedText, ...] = (_said(measure),)
    if found is Timepoint.GROWING and measure.trend is not GrowthTrend.GROWING:
        notes = (*notes, reason("growth_within_variability"))
    return Candidate("timepoint", found.value, Origin.COMPUTED, finding_ref(finding)), notes


def _found(finding: Finding, measure: GrowthMeasure) -> Timepoint | None:
    """The table's column; None where the category follows from that of the earlier CT, which nobody has stated."""
    texture = finding.texture.value
    if texture is Texture.PART_SOLID and measure.solid_growth is DiameterGrowth.GROWING:
        return Timepoint.NEW_OR_GROWING_SOLID_COMPONENT
    if measure.diameter_growth is DiameterGrowth.GROWING:
        return Timepoint.GROWING
    return Timepoint.STABLE_OR_SLOWLY_GROWING if texture is Texture.GROUND_GLASS else None


def _said(measure: GrowthMeasure) -> LocalizedText:
    change = f"{measure.diameter_change_mm:+.1f}".replace("-", "\N{MINUS SIGN}")
    code = "grown_by" if measure.diameter_growth is DiameterGrowth.GROWING else "not_grown_by"
    return reason(code, change=change)


def _slow(measure: GrowthMeasure) -> Notes:
    return (reason("slow_growth"),) if measure.diameter_growth is DiameterGrowth.SLOW else ()


def by_size_alone(values: dict[str, InputValue], growth: NoduleGrowth | None) -> Notes:
    """What the category is by size: if there is no earlier CT, or for a nodule that has not grown."""
    try:
        result = LUNG_RADS_V2022.compute(values | {"timepoint": Timepoint.BASELINE.value})
    except InputError:
        return ()
    if growth is None:
        return (reason("baseline_would_be", category=result.category),)
    if growth.is_sure and growth.measure is not None and growth.measure.diameter_growth is not None:
        return (reason("unchanged_would_be", category=result.category),)
    return ()


def grown(growth: NoduleGrowth | None) -> Notes:
    """Said beside a rule for nodules seen for the first time."""
    measure = growth.measure if growth is not None else None
    if measure is None or measure.trend is not GrowthTrend.GROWING or measure.volume_change.value is None:
        return ()
    return (reason("grown_since_prior", percent=f"{100 * measure.volume_change.value:.0f}"),)
