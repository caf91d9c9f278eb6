"""Lung nodules of a chest CT: gate, lungs, network, candidates."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pmdesk.core.finding import LungLocation
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.provenance import Provenance
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.applicability import check_applicable, no_lungs
from pmdesk.inference.lung_mask import find_lungs
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.postprocess import candidates
from pmdesk.inference.sliding_window import run_over_lungs


@dataclass(frozen=True)
class FoundNodule:
    """A nodule of the model: its mask on the volume's grid, its peak probability, its place."""

    segment: Segment = field(repr=False)
    score: float
    location: LungLocation


@dataclass(frozen=True)
class NoduleFindingResult:
    """What the model found, largest first, and how."""

    findings: tuple[FoundNodule, ...]
    provenance: Provenance


def find_nodules(volume: Volume, model: LoadedModel, *, ctx: JobContext) -> NoduleFindingResult:
    """Find and outline nodules.

    Parameters
    ----------
    volume
        An axial chest CT in HU.
    model
        A loaded package for the task ``lung-nodule-segmentation``.

    Raises
    ------
    RefusedError
        The model does not apply to the volume.
    CancelledError
        The user cancelled.
    """
    started = time.perf_counter()
    notes = check_applicable(volume, model.manifest.requires)
    ctx.progress(0.0, "stage.lung_mask")
    lungs = find_lungs(volume)
    if lungs is None:
        raise no_lungs()
    ctx.check()
    probability = run_over_lungs(volume, lungs, model, PartContext(ctx, 0.08, 0.95))
    ctx.progress(0.95, "stage.postprocess")
    manifest = model.manifest
    found = tuple(
        FoundNodule(
            candidate.segment,
            candidate.peak,
            lungs.locate(volume.geometry.point_at(candidate.segment.centroid_index()).xyz_lps_mm),
        )
        for candidate in candidates(
            volume, probability, lungs, manifest.components, manifest.inside_lungs, manifest.shape_limits
        )
    )
    provenance = Provenance(
        model=model.identity,
        device=model.session.device,
        created_at=datetime.now(tz=UTC),
        input_ids=(volume.description.series_uid,),
        run_time_s=time.perf_counter() - started,
        notes=(*notes, *model.session.notes),
    )
    return NoduleFindingResult(found, provenance)
