"""Scores and rules of the nodules, from findings, record, image headers and the comparison with an earlier CT."""

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding, ReviewStatus
from pmdesk.core.growth import Comparison
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import RiskScore
from pmdesk.records.derived_facts import with_derived_facts
from pmdesk.risk.assess import assess_findings
from pmdesk.risk.assess_pathways import PathwayFacts, assess_pathways
from pmdesk.risk.facts import ClinicalFacts, Fact
from pmdesk.services.case import Case
from pmdesk.services.patient_risks import patient_facts
from pmdesk.services.record_facts import RecordFacts

_UPTAKE = "fdg_uptake"


def nodule_risks(
    case: Case, comparison: Comparison | None, patient: RecordFacts | None = None
) -> tuple[RiskScore, ...]:
    """Every score of every finding that is not rejected: first Brock, Mayo, Lung-RADS and Fleischner of all.

    Parameters
    ----------
    patient
        The patient's facts where they are at hand already.
    """
    record = case.record if case.record_confirmed else None
    description = case.description
    clinical = ClinicalFacts.from_case(
        with_derived_facts(record, case.reference_date) if record is not None else None,
        patient=description.patient if description is not None else None,
        examined_on=description.study_date if description is not None else None,
    )
    scores = assess_findings(case.findings, clinical, comparison=comparison)
    more = _pathway_facts(case, patient if patient is not None else patient_facts(case))
    return scores + assess_pathways(case.findings, clinical, more, scores, comparison)


def _pathway_facts(case: Case, facts: RecordFacts) -> PathwayFacts:
    quit_years = facts.get("years_since_quitting_or_0")
    place = NodeRef(NodeKind.RECORD_FIELD, "smoking.years_since_quitting")
    years: Fact[float] = Fact(ref=place)
    if quit_years is not None and not isinstance(quit_years.value, str):
        years = Fact(float(quit_years.value), quit_years.origin, quit_years.ref or place)
    kept = [finding for finding in case.findings if finding.status is not ReviewStatus.REJECTED]

    def uptake(finding: Finding) -> Fact[str]:
        """As stated of this nodule; an answer that names none is that of the only one."""
        name = input_of(_UPTAKE, finding)
        said = facts.stated(name) or (facts.stated(_UPTAKE) if len(kept) == 1 else None)
        if said is None:
            return Fact(None, Origin.UNKNOWN, NodeRef(NodeKind.RECORD_FIELD, f"input.{name}"))
        return Fact(str(said.value), said.origin, said.ref)

    return PathwayFacts(years, uptake)


def input_of(name: str, finding: Finding) -> str:
    """Name of an answer that is about one nodule."""
    return f"{name}@{finding.id}"
