"""Which findings are shown at an operating point, and which point a new analysis begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from pmdesk.core.finding import Finding, ReviewStatus
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.provenance import Origin, Stated
from pmdesk.services.case import Case

if TYPE_CHECKING:
    # the models' code is heavy, and the window's start needs none of it
    from pmdesk.services.nodules import NoduleAnalysis


def with_analysis(case: Case, analysis: "NoduleAnalysis", *, wanted: float | None = None) -> Case:
    """The case with the findings of an analysis, split at its operating point.

    Parameters
    ----------
    wanted
        False positives per scan that this workstation works with; None: the package's own default.
    """
    points = strictest_first(analysis.operating_points)
    point = begin_with(points, analysis.default_point, wanted)
    whole = replace(
        case,
        findings=analysis.findings,
        hidden_findings=(),
        analysis=analysis.provenance,
        operating_points=points,
    )
    return at_point(whole, point)


def strictest_first(points: Iterable[OperatingPoint]) -> tuple[OperatingPoint, ...]:
    """Points by falling threshold."""
    return tuple(sorted(points, key=lambda point: (-point.threshold, point.false_positives_per_scan)))


def begin_with(
    points: Sequence[OperatingPoint], default: OperatingPoint | None, wanted: float | None
) -> OperatingPoint | None:
    """The point nearest to what the workstation wants, else the package's default.

    Without either it is the loosest: nothing is hidden that nobody asked to hide. None without a curve.
    """
    if not points:
        return None
    if wanted is not None:
        # of two equally near the looser one, which shows more
        return min(
            points,
            key=lambda point: (abs(point.false_positives_per_scan - wanted), point.threshold),
        )
    return default if default in points else min(points, key=lambda point: point.threshold)


def stays_shown(finding: Finding) -> bool:
    """True for what a person drew, reviewed or said something about: no threshold takes that out of sight."""
    said = (getattr(finding, item.name) for item in fields(finding))
    return (
        finding.detection is None
        or finding.status is not ReviewStatus.UNREVIEWED
        or bool(finding.comment)
        or any(isinstance(value, Stated) and value.origin is Origin.READER for value in said)
    )


def at_point(case: Case, point: OperatingPoint | None) -> Case:
    """The case at another operating point; numbers stay. None shows everything."""

    def is_shown(finding: Finding) -> bool:
        detection = finding.detection
        return point is None or detection is None or detection.value >= point.threshold

    every = [(item, is_shown(item) or stays_shown(item)) for item in every_finding(case)]
    return replace(
        case,
        findings=tuple(item for item, shown in every if shown),
        hidden_findings=tuple(item for item, shown in every if not shown),
        operating_point=point,
    )


def every_finding(case: Case) -> tuple[Finding, ...]:
    """Shown and hidden findings by number."""
    return tuple(sorted((*case.findings, *case.hidden_findings), key=lambda item: item.number))
