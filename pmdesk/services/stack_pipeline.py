"""The nodule models in the order of the product, over one stack of the evaluation data instead of a whole CT.

A stack shows 128 x 128 pixels around a nodule and ends where the nodule ends. What needs the whole chest (lungs,
contact with aerated lung, shape of a vessel beyond the crop) cannot be judged there and is left out.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid, SeriesUid, StudyUid
from pmdesk.core.progress import JobContext
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import ImagePatient, SeriesDescription, Unit, Volume
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.sliding_window import QUANTUM, run_over_lungs
from pmdesk.training.evaluation.segmentation import StackCandidate, map_candidates
from pmdesk.training.lidc import NoduleStack


class CandidateScorer(Protocol):
    """Second opinion on a candidate: false positives get a low score."""

    @property
    def operating_point(self) -> float:
        """Score from which a candidate is a finding."""
        ...

    @property
    def first_peak(self) -> float:
        """Marks of the finder with a lower peak are not looked at."""
        ...

    def __call__(self, volume: Volume, segment: Segment, peak: float) -> float:
        """Score, 0..1, of a candidate whose highest probability in the first map is ``peak``."""
        ...


class Outliner(Protocol):
    """Draws the outline of a candidate again, finer."""

    def __call__(self, volume: Volume, segment: Segment) -> Segment:
        """The outline on the grid of the volume; never empty."""
        ...


@dataclass(frozen=True)
class Stages:
    """How the packages of the later tasks are put to work; a task without an entry is not run yet."""

    scorers: Mapping[str, Callable[[LoadedModel[Any]], CandidateScorer]]
    outliners: Mapping[str, Callable[[LoadedModel[Any]], Outliner]]


@dataclass(frozen=True)
class StackPipeline:
    """Find, score, outline.

    Parameters
    ----------
    finder
        Package of the task ``lung-nodule-segmentation``.
    scorer, outliner
        Later stages, where their packages are installed.
    """

    finder: LoadedModel[Any]
    scorer: CandidateScorer | None = None
    outliner: Outliner | None = None

    @property
    def operating_point(self) -> float:
        """Score from which the product shows a candidate."""
        components = self.finder.manifest.components
        return components.candidate.value if self.scorer is None else self.scorer.operating_point

    def __call__(self, stack: NoduleStack, ctx: JobContext) -> tuple[StackCandidate, ...]:
        """Everything the product could show in a stack, with outline and score, whatever the score."""
        return self.candidates(stack_volume(stack), ctx)

    def candidates(self, volume: Volume, ctx: JobContext) -> tuple[StackCandidate, ...]:
        """The same for a small volume of which every pixel is looked at."""
        found = probability(self.finder, volume, ctx)
        # the product cuts the map of whole 255ths at this step
        cut = (math.ceil(self.finder.manifest.components.mask.value * QUANTUM) - 0.5) / QUANTUM
        least = 0.0 if self.scorer is None else self.scorer.first_peak
        smallest_mm3 = math.pi / 6 * self.finder.manifest.components.min_diameter_mm**3
        judged = []
        for marked in map_candidates(found, cut):
            segment = Segment.from_full_mask(volume.geometry, marked.mask)
            if marked.score >= least and segment.volume_mm3 >= smallest_mm3:
                judged.append(self._judged(volume, segment, marked.score))
        return tuple(judged)

    def _judged(self, volume: Volume, segment: Segment, peak: float) -> StackCandidate:
        segment = replace(segment, mask=ndimage.binary_fill_holes(segment.mask))
        score = peak if self.scorer is None else self.scorer(volume, segment, peak)
        outlined = segment if self.outliner is None else self.outliner(volume, segment)
        mask = np.zeros(volume.shape, dtype=np.bool_)
        mask[outlined.slices] = outlined.mask
        return StackCandidate(mask, score)


@dataclass(frozen=True)
class WholeStack:
    """All of a stack, where the product would look at the lungs."""

    shape: tuple[int, int, int]

    def box(self, margin_mm: float) -> tuple[slice, slice, slice]:
        slices, rows, cols = self.shape
        return slice(0, slices), slice(0, rows), slice(0, cols)

    def plane_box(self, index: int, margin_mm: float) -> tuple[slice, slice] | None:
        return slice(0, self.shape[1]), slice(0, self.shape[2])


def probability(finder: LoadedModel[Any], volume: Volume, ctx: JobContext) -> NDArray[np.float32]:
    """Nodule probability of every pixel of a stack, by the product's own resampling and in its steps of 1/255.

    Returns
    -------
    ndarray of float32, shape (slice, row, col)
        0..1; the ends of the stack repeat their last slice.
    """
    found = run_over_lungs(volume, WholeStack(volume.shape), finder, ctx)
    result: NDArray[np.float32] = found.values.astype(np.float32) / np.float32(QUANTUM)
    return result


def stack_volume(stack: NoduleStack) -> Volume:
    """A stack as a volume of its own; where in the patient it lies is not known."""
    spacing = (stack.slice_spacing_mm, stack.pixel_spacing_mm, stack.pixel_spacing_mm)
    affine = np.zeros((4, 4))
    # slices along z, rows along y, columns along x (LPS)
    affine[2, 0], affine[1, 1], affine[0, 2], affine[3, 3] = *spacing, 1.0
    name = f"stack-{stack.nodule_id}"
    shape = (stack.hu.shape[0], stack.hu.shape[1], stack.hu.shape[2])
    return Volume(
        array=stack.hu.copy(),
        geometry=VolumeGeometry(shape, affine, FrameOfReferenceUid(name)),
        unit=Unit.HOUNSFIELD,
        description=SeriesDescription(ImagePatient(), StudyUid(name), SeriesUid(name), "CT"),
    )
