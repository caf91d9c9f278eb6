"""From a CT volume to numbered, measured findings: model, measuring and first estimates joined."""

from dataclasses import dataclass, replace

import numpy as np

from pmdesk.core.finding import Finding, LungZone, Texture
from pmdesk.core.ids import FindingId
from pmdesk.core.prediction import Prediction
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.provenance import Origin, Provenance, Stated
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.measuring import measure_nodule
from pmdesk.inference.nodule_finding import find_nodules
from pmdesk.inference.registry import ModelRegistry

NODULE_TASK = "lung-nodule-segmentation"

SOLID_ABOVE_HU = -300
"""Voxels above this density count as solid when the texture is estimated (a threshold in common use for the solid
part of subsolid nodules; an estimate, which a reader confirms)."""
SOLID_FRACTION = 0.7
PART_SOLID_FRACTION = 0.08


@dataclass(frozen=True)
class NoduleAnalysis:
    """Findings in order of their number, and how they were made."""

    findings: tuple[Finding, ...]
    provenance: Provenance


def analyse_nodules(
    ctx: JobContext, volume: Volume, registry: ModelRegistry, device: str = "auto"
) -> NoduleAnalysis:
    """Find, outline and measure nodules.

    Findings are numbered by falling score, the larger first where scores agree in two digits.

    Raises
    ------
    RefusedError
        The model does not apply to this volume; the code names the rule.
    """
    ctx.progress(0.0, "stage.model")
    package = registry.load(NODULE_TASK, device)
    result = find_nodules(volume, package, ctx=PartContext(ctx, 0.02, 0.92))
    ctx.progress(0.92, "stage.measure")
    findings = []
    ordered = sorted(result.findings, key=lambda item: (-round(item.score, 2), -item.segment.voxel_count))
    for number, found in enumerate(ordered, start=1):
        ctx.check()
        segment = found.segment
        index = segment.centroid_index()
        measured = volume.trust.measurements_allowed and volume.unit is Unit.HOUNSFIELD
        findings.append(
            Finding(
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
        )
    ctx.progress(1.0, "stage.measure")
    return NoduleAnalysis(tuple(findings), result.provenance)


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


def remeasured(volume: Volume, finding: Finding, segment: Segment) -> Finding:
    """The finding with another outline, measured again."""
    return replace(
        finding,
        segment=segment,
        center=volume.geometry.point_at(segment.centroid_index()),
        measurement=measure_nodule(volume, segment) if volume.trust.measurements_allowed else None,
    )


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
