"""Lung nodules of a chest CT: gate, lungs, network, candidates."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np

from pmdesk.core.finding import LungLocation
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.provenance import Provenance
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.applicability import check_applicable, check_lungs, no_lungs
from pmdesk.inference.candidate_scoring import CandidateScorer
from pmdesk.inference.lung_mask import LungMask, find_lungs
from pmdesk.inference.manifest import SegmentationManifest
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.postprocess import Candidate, candidates
from pmdesk.inference.sliding_window import ProbabilityMap, run_over_lungs

SAME_NODULE = 0.4
"""Two outlines that share this much of the smaller one are one nodule."""


@dataclass(frozen=True)
class FoundNodule:
    """A nodule of the model: its mask on the volume's grid, its score, its place."""

    segment: Segment = field(repr=False)
    score: float
    location: LungLocation


@dataclass(frozen=True)
class NoduleFindingResult:
    """What the model found, largest first, and how."""

    findings: tuple[FoundNodule, ...]
    provenance: Provenance


@dataclass(frozen=True)
class LaterStages:
    """What follows the first network, where the packages are installed."""

    scorer: CandidateScorer | None = None
    outliner: NoduleOutliner | None = None

    @property
    def models(self) -> tuple[LoadedModel[Any], ...]:
        return tuple(stage.model for stage in (self.scorer, self.outliner) if stage is not None)


def find_nodules(
    volume: Volume,
    model: LoadedModel[SegmentationManifest],
    later: LaterStages = LaterStages(),
    *,
    ctx: JobContext,
) -> NoduleFindingResult:
    """Find and outline nodules.

    With a second stage, its score takes the place of the first network's peak, and every candidate down to the
    loosest point of its curve is a finding: what is shown is for the caller to choose.

    Parameters
    ----------
    volume
        An axial chest CT in HU.
    model
        A loaded package for the task ``lung-nodule-segmentation``.
    later
        The stages after it.

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
    notes += check_lungs(volume, lungs)
    ctx.check()
    probability = run_over_lungs(volume, lungs, model, PartContext(ctx, 0.08, 0.85))
    ctx.progress(0.85, "stage.postprocess")
    found = _candidates(volume, probability, lungs, model.manifest, later.scorer)
    if later.scorer is not None:
        found = _scored(volume, found, later.scorer, PartContext(ctx, 0.85, 0.93))
    if later.outliner is not None:
        found = _outlined(volume, found, later.outliner, PartContext(ctx, 0.93, 1.0))
    engines = [model.session, *(other.session for other in later.models)]
    provenance = Provenance(
        model=model.identity,
        device=model.session.device,
        created_at=datetime.now(tz=UTC),
        input_ids=(volume.description.series_uid,),
        run_time_s=time.perf_counter() - started,
        notes=tuple(dict.fromkeys((*notes, *(note for engine in engines for note in engine.notes)))),
        later_models=tuple(other.identity for other in later.models),
    )
    located = tuple(
        FoundNodule(
            item.segment,
            item.peak,
            lungs.locate(volume.geometry.point_at(item.segment.centroid_index()).xyz_lps_mm),
        )
        for item in sorted(found, key=lambda item: -item.segment.voxel_count)
    )
    return NoduleFindingResult(located, provenance)


def _candidates(
    volume: Volume,
    probability: ProbabilityMap,
    lungs: LungMask,
    manifest: SegmentationManifest,
    scorer: CandidateScorer | None,
) -> tuple[Candidate, ...]:
    components = manifest.components
    if scorer is not None:
        peak = components.candidate.model_copy(update={"value": scorer.model.manifest.first_peak})
        components = components.model_copy(update={"candidate": peak})
    return candidates(volume, probability, lungs, components, manifest.inside_lungs, manifest.shape_limits)


def _scored(
    volume: Volume, found: tuple[Candidate, ...], scorer: CandidateScorer, ctx: JobContext
) -> tuple[Candidate, ...]:
    loosest = min(point.threshold for point in scorer.model.manifest.froc)
    kept = []
    for done, item in enumerate(found):
        ctx.check()
        score = scorer(volume, item.segment, item.peak)
        if score >= loosest:
            kept.append(Candidate(item.segment, score))
        ctx.progress((done + 1) / len(found), "stage.candidates")
    return tuple(kept)


def _outlined(
    volume: Volume, found: tuple[Candidate, ...], outliner: NoduleOutliner, ctx: JobContext
) -> tuple[Candidate, ...]:
    """Finer outlines; of two that grew into one, the higher score stays."""
    kept: list[Candidate] = []
    ordered = sorted(found, key=lambda item: -item.peak)
    for done, item in enumerate(ordered):
        ctx.check()
        outlined = outliner(volume, item.segment)
        if not any(_shared(outlined, other.segment) > SAME_NODULE for other in kept):
            kept.append(Candidate(outlined, item.peak))
        ctx.progress((done + 1) / len(ordered), "stage.outline")
    return tuple(kept)


def _shared(first: Segment, second: Segment) -> float:
    """Voxels in both, as a share of the smaller one."""
    low = np.maximum(first.offset, second.offset)
    high = np.minimum(np.add(first.offset, first.mask.shape), np.add(second.offset, second.mask.shape))
    if (high <= low).any():
        return 0.0
    parts = [
        segment.mask[tuple(slice(a - o, b - o) for a, b, o in zip(low, high, segment.offset, strict=True))]
        for segment in (first, second)
    ]
    return float(np.count_nonzero(parts[0] & parts[1])) / min(first.voxel_count, second.voxel_count)
