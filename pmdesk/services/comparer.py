"""What an earlier CT says of every nodule, kept while nothing that it needs changes."""

from dataclasses import replace

from pmdesk.core.finding import Finding
from pmdesk.core.growth import Comparison, GrowthNote, PriorStudy
from pmdesk.core.volume import ImagePatient, Volume
from pmdesk.imaging.growth import compare_nodules
from pmdesk.services.case import Case
from pmdesk.services.operating_points import every_finding


class Comparer:
    """Compares the findings of a case with its earlier CT; the last answer is kept while nothing it needs changes."""

    def __init__(self) -> None:
        self._prior: PriorStudy | None = None
        self._seen: tuple[object, ...] = ()
        self._answer: Comparison | None = None

    def __call__(self, case: Case) -> Comparison | None:
        """What became of every nodule; None without an earlier CT."""
        if case.prior is None or case.volume is None:
            self._prior, self._answer = None, None
            return None
        findings = every_finding(case)
        point = case.operating_point
        seen = (point, *(_what_matters(finding) for finding in findings))
        if self._prior is not case.prior or self._seen != seen or self._answer is None:
            compared = compare_nodules(
                case.volume, findings, case.prior, min_score=None if point is None else point.threshold
            )
            self._prior, self._seen = case.prior, seen
            self._answer = replace(
                compared, notes=(*compared.notes, *_patient_notes(case.volume, case.prior))
            )
        return self._answer


def _what_matters(finding: Finding) -> tuple[object, ...]:
    return (
        finding.id,
        finding.number,
        finding.center,
        finding.measurement,
        finding.texture,
        finding.solid_part_mm,
    )


def _patient_notes(current: Volume, prior: PriorStudy) -> tuple[GrowthNote, ...]:
    if is_surely_same_patient(current.description.patient, prior.volume.description.patient):
        return ()
    return (GrowthNote("growth.patient_not_verified"),)


def is_surely_same_patient(current: ImagePatient, prior: ImagePatient) -> bool:
    """True when both headers state the same patient id."""
    return bool(current.patient_id) and current.patient_id == prior.patient_id
