"""From a CT volume to numbered, measured findings: model, measuring and first estimates joined."""

from dataclasses import dataclass

import numpy as np

from pmdesk.core.finding import Finding, LungZone, Texture
from pmdesk.core.ids import FindingId
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.prediction import Prediction
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.provenance import Origin, Provenance, Stated
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.measuring import measure_nodule
from pmdesk.imaging.solid_part import SOLID_ABOVE_HU
from pmdesk.inference.candidate_scoring import CandidateScorer
from pmdesk.inference.nodule_finding import LaterStages, find_nodules
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.characterising import characterised, load_judge

NODULE_TASK = "lung-nodule-segmentation"
OUTLINE_TASK = "lung-nodule-outline"
CANDIDATE_TASK = "lung-nodule-candidate"

SOLID_FRACTION = 0.7
PART_SOLID_FRACTION = 0.0614
"""Share of voxels above `SOLID_ABOVE_HU` from which a nodule is estimated to be part-solid: the cut-off that told part-
solid from pure ground-glass best in 102 nodules (Zheng 2017, doi 10.3779/j.issn.1009-3419.2017.05.07)."""


@dataclass(frozen=True)
class NoduleAnalysis:
    """Findings down to the loosest operating point, in order of their number, and how they were made."""

    findings: tuple[Finding, ...]
    provenance: Provenance
    operating_points: tuple[OperatingPoint, ...] = ()
    """Points of the package's FROC curve; empty when it has none."""
    default_point: OperatingPoint | None = None
    """The point that the package recommends; one of ``operating_points``."""


def analyse_nodules(
    ctx: JobContext, volume: Volume, registry: ModelRegistry, device: str = "auto"
) -> NoduleAnalysis:
    """Find, outline, measure and judge nodules.

    The stages after the first take part where their packages are installed. Findings are numbered by falling score,
    the larger first where scores agree in two digits.

    Raises
    ------
    RefusedError
        The model does not apply to this volume; the code names the rule.
    """
    ctx.progress(0.0, "stage.model")
    package = registry.load(NODULE_TASK, device)
    later, judge = load_later_stages(registry, device), load_judge(registry, device)
    result = find_nodules(volume, package, later, ctx=PartContext(ctx, 0.02, 0.86))
    ctx.progress(0.86, "stage.measure")
    findings: list[Finding] = []
    ordered = sorted(result.findings, key=lambda item: (-round(item.score, 2), -item.segment.voxel_count))
    for number, found in enumerate(ordered, start=1):
        ctx.check()
        segment = found.segment
        index = segment.centroid_index()
        measured = volume.trust.measurements_allowed and volume.unit is Unit.HOUNSFIELD
        finding = Finding(
            id=FindingId(f"{volume.description.series_uid}/{number}"),
            number=number,
            series_uid=volume.description.series_uid,
            center=volume.geometry.point_at(index),
            location=found.location,
            segment=segment,
            measurement=measure_nodule(volume, segment) if measured else None,
            detection=Prediction(found.score, None, result.provenance),
            texture=estimate_texture(volume, segment),
            upper_lobe=estimate_upper_lobe(found.location.zone),
        )
        findings.append(finding if judge is None else characterised(volume, finding, judge))
        ctx.progress(0.86 + 0.14 * number / len(ordered), "stage.measure")
    ctx.progress(1.0, "stage.measure")
    points, default = operating_points(later)
    return NoduleAnalysis(tuple(findings), result.provenance, points, default)


def load_later_stages(registry: ModelRegistry, device: str) -> LaterStages:
    """The stages after the first network for which packages are installed."""
    scorer = CandidateScorer(registry.load(CANDIDATE_TASK, device)) if registry.has(CANDIDATE_TASK) else None
    outliner = NoduleOutliner(registry.load(OUTLINE_TASK, device)) if registry.has(OUTLINE_TASK) else None
    return LaterStages(scorer, outliner)


def operating_points(later: LaterStages) -> tuple[tuple[OperatingPoint, ...], OperatingPoint | None]:
    """The points of the second stage's curve and the one it recommends; none without a second stage."""
    if later.scorer is None:
        return (), None
    manifest = later.scorer.model.manifest
    points = tuple(item.point for item in manifest.froc)
    return points, next(point for point in points if point.threshold == manifest.default_threshold)


def estimate_texture(volume: Volume, segment: Segment) -> Stated[Texture]:
    """Nodule type from the share of solid voxels; unknown where densities are not in HU."""
    if volume.unit is not Unit.HOUNSFIELD:
        return Stated(None, Origin.UNKNOWN)
    values = volume.array[segment.slices]
    inner = _eroded_in_plane(segment.mask)
    fraction = float(np.mean(values[inner if inner.any() else segment.mask] > SOLID_ABOVE_HU))
    if fraction >= SOLID_FRACTION:
        return Stated(Texture.SOLID, Origin.COMPUTED)
    if fraction >= PART_SOLID_FRACTION:
        return Stated(Texture.PART_SOLID, Origin.COMPUTED)
    return Stated(Texture.GROUND_GLASS, Origin.COMPUTED)


def estimate_upper_lobe(zone: LungZone) -> Stated[bool]:
    """Upper third of the lung taken as upper lobe, lower third as not; the middle third is left open.

    Lobes are not segmented: it is an estimate, marked as such until a reader states the lobe.
    """
    if zone is LungZone.UPPER:
        return Stated(True, Origin.COMPUTED)
    if zone is LungZone.LOWER:
        return Stated(False, Origin.COMPUTED)
    return Stated(None, Origin.UNKNOWN)


def _eroded_in_plane(mask: np.ndarray) -> np.ndarray:
    """The mask without its outermost ring of voxels on every slice (partial volume)."""
    padded = np.pad(mask, ((0, 0), (1, 1), (1, 1)))
    inner: np.ndarray = (
        padded[:, 1:-1, 1:-1]
        & padded[:, :-2, 1:-1]
        & padded[:, 2:, 1:-1]
        & padded[:, 1:-1, :-2]
        & padded[:, 1:-1, 2:]
    )
    return inner
