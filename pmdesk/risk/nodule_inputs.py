"""From a finding and the patient's facts to the inputs of the models, each with its origin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding, LungZone, ReviewStatus, Texture
from pmdesk.core.provenance import Origin, Stated
from pmdesk.core.risk import InputMissing, InputUsed
from pmdesk.core.texts import LocalizedText
from pmdesk.core.volume import Sex
from pmdesk.risk.facts import ClinicalFacts, Fact, T, field_ref
from pmdesk.risk.knowledge import reason, risk_table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value for one input of a model; ``value`` None when nobody has stated it."""

    name: str
    value: float | bool | str | None
    origin: Origin
    ref: NodeRef | None
    unit: str = ""

    @property
    def label(self) -> LocalizedText:
        return risk_table().inputs[self.name].label

    @property
    def is_estimate(self) -> bool:
        """True when an image model says so and no person has confirmed it."""
        return self.value is not None and self.origin is Origin.MODEL

    def used(self, contribution: float | None = None) -> InputUsed:
        assert self.value is not None
        words = risk_table().inputs[self.name].choices.get(str(self.value))
        return InputUsed(
            self.name, self.label, self.value, self.unit, self.origin, self.ref, contribution, words
        )

    def missing(self) -> InputMissing:
        return InputMissing(self.name, self.label, self.unit, self.ref)


def finding_ref(finding: Finding) -> NodeRef:
    return NodeRef(NodeKind.FINDING, finding.id)


def from_fact(
    name: str, field: str, fact: Fact[T], convert: Callable[[T], float | bool | None], unit: str = ""
) -> Candidate:
    """Candidate of a fact of the record; ``field`` names it in `ClinicalFacts`."""
    value = None if fact.value is None else convert(fact.value)
    origin = fact.origin if value is not None else Origin.UNKNOWN
    return Candidate(name, value, origin, fact.ref or field_ref(field), unit)


def yes_no(name: str, field: str, fact: Fact[bool]) -> Candidate:
    return from_fact(name, field, fact, bool)


def age(name: str, facts: ClinicalFacts) -> Candidate:
    return from_fact(name, "age_years", facts.age_years, float, "a")


def female(facts: ClinicalFacts) -> Candidate:
    """The models know female and male only; any other entry counts as not stated."""
    known = {Sex.FEMALE: True, Sex.MALE: False}
    return from_fact("female", "sex", facts.sex, known.get)


def measured(name: str, finding: Finding, length_mm: Callable[[Finding], float | None]) -> Candidate:
    value = length_mm(finding)
    origin = Origin.COMPUTED if value is not None else Origin.UNKNOWN
    return Candidate(name, value, origin, finding_ref(finding), "mm")


def longest_diameter_mm(finding: Finding) -> float | None:
    return None if finding.measurement is None else finding.measurement.long_axis_mm


def mean_diameter_mm(finding: Finding) -> float | None:
    return None if finding.measurement is None else finding.measurement.mean_diameter_mm


def lung_rads_diameter_mm(finding: Finding) -> float | None:
    """Mean diameter to 0.1 mm."""
    return None if finding.measurement is None else finding.measurement.lung_rads_diameter_mm


def solid_component(finding: Finding) -> tuple[Candidate, tuple[LocalizedText, ...]]:
    """Mean diameter of the solid part of a part-solid nodule, and what must be said while no reader has confirmed it.

    Both guidelines take it as they take the nodule's own size.
    """
    stated = finding.solid_part_mm
    notes = (reason("solid_component_measured"),) if stated.is_estimate else ()
    candidate = Candidate("solid_component_mm", stated.value, stated.origin, finding_ref(finding), "mm")
    return candidate, notes


def texture(name: str, finding: Finding, ground_glass: str) -> Candidate:
    """Nodule type in the words of the model; models differ in what they call ground-glass."""
    words = {Texture.SOLID: "solid", Texture.PART_SOLID: "part-solid", Texture.GROUND_GLASS: ground_glass}
    stated = finding.texture
    value = None if stated.value is None else words[stated.value]
    return Candidate(name, value, stated.origin, finding_ref(finding))


def spiculation(finding: Finding) -> Candidate:
    stated = finding.spiculated
    return Candidate("spiculation", stated.value, stated.origin, finding_ref(finding))


def upper_lobe(finding: Finding) -> tuple[Candidate, tuple[LocalizedText, ...]]:
    """Upper lobe as stated, else from the zone, with what must be said about it.

    Lobes are not segmented. The upper third of the lung is taken as upper lobe and the lower third as not; in the
    middle third upper, middle and lower lobe lie side by side, so that nothing follows from it.
    """
    stated = finding.upper_lobe
    zone = finding.location.zone
    notes: list[LocalizedText] = []
    if stated.value is None and zone in (LungZone.UPPER, LungZone.LOWER):
        stated = Stated(zone is LungZone.UPPER, Origin.COMPUTED)
    if stated.value is None and zone is LungZone.MIDDLE:
        notes.append(reason("zone_middle"))
    if stated.value is not None and stated.origin in (Origin.COMPUTED, Origin.MODEL):
        words = reason("zone_upper") if stated.value else reason("zone_lower")
        if zone is LungZone.MIDDLE:
            words = reason("zone_middle_word")
        notes.append(reason("zone_not_lobe", zone=words))
    candidate = Candidate("upper_lobe", stated.value, stated.origin, finding_ref(finding))
    return candidate, tuple(notes)


@dataclass(frozen=True, slots=True)
class NoduleCount:
    """Nodules of the CT that nobody has rejected."""

    total: int
    unreviewed: int

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> "NoduleCount":
        kept = [finding for finding in findings if finding.status is not ReviewStatus.REJECTED]
        unreviewed = sum(finding.status is ReviewStatus.UNREVIEWED for finding in kept)
        return cls(len(kept), unreviewed)

    def candidate(self) -> Candidate:
        return Candidate("nodule_count", float(self.total), Origin.COMPUTED, None)

    def notes(self) -> tuple[LocalizedText, ...]:
        return (reason("count_unreviewed", unreviewed=self.unreviewed),) if self.unreviewed else ()
