"""Outlines and finds on nodule stacks, measured against the readers, beside what the readers reach among themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from pmdesk.training.evaluation.figures import SEED, Figure, mean_figure
from pmdesk.training.lidc import FloatArray, NoduleStack

BoolArray = npt.NDArray[np.bool_]

FALSE_POSITIVES_PER_STACK = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Operating points of the FROC curve (the seven of LUNA16: Setio 2017, per stack instead of per scan)."""
_NEIGHBOURS_3D = ndimage.generate_binary_structure(3, 2)


@dataclass(frozen=True)
class StackCandidate:
    """One thing that a model marks in a stack.

    Parameters
    ----------
    mask
        (slice, row, col) bool on the stack's grid, at least one voxel set.
    score
        0..1; it is a finding from the operating point on.
    """

    mask: BoolArray = field(repr=False)
    score: float


@dataclass(frozen=True, slots=True)
class StackMeasure:
    """What one stack says of a model; a missed nodule has Dice 0.

    Attributes
    ----------
    dice, iou
        All candidates together against the majority of the readers.
    dice_shown
        The same for the candidates at the operating point or above.
    hit
        Highest score among the candidates that touch the majority's outline; 0 for none.
    others
        Scores of all other candidates.
    readers
        For each reader: Dice of the reader, and of the model, against the majority of the other readers.
    """

    patient: str
    dice: float
    iou: float
    dice_shown: float
    hit: float
    others: tuple[float, ...]
    readers: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class FrocPoint:
    """Sensitivity where at most ``false_positives`` a stack are allowed, and the score that this takes."""

    false_positives: float
    threshold: float
    sensitivity: Figure


def dice(first: BoolArray, second: BoolArray) -> float:
    """Dice coefficient of two masks; 1 when both are empty."""
    total = int(np.count_nonzero(first)) + int(np.count_nonzero(second))
    return 2.0 * int(np.count_nonzero(first & second)) / total if total else 1.0


def map_candidates(probability: FloatArray, mask_threshold: float) -> tuple[StackCandidate, ...]:
    """Connected voxels of a probability map, each with its peak as score.

    Parameters
    ----------
    probability
        (slice, row, col) float32, 0..1, on the stack's grid.
    mask_threshold
        A voxel is marked from this probability on.
    """
    labels, count = ndimage.label(probability >= mask_threshold, _NEIGHBOURS_3D)
    if count == 0:
        return ()
    peaks = ndimage.maximum(probability, labels, np.arange(1, count + 1))
    return tuple(StackCandidate(labels == number, float(peaks[number - 1])) for number in range(1, count + 1))


def measure_stack(
    stack: NoduleStack, candidates: Sequence[StackCandidate], operating_point: float
) -> StackMeasure:
    """Compare what a model marks in a stack with what the readers outlined.

    Parameters
    ----------
    stack
        A nodule of at least three readers, whose majority outlined at least one voxel.
    candidates
        Of the model, whatever their score.
    operating_point
        Score from which a candidate is a finding.
    """
    truth = stack.majority_mask()
    mask = _union(stack, candidates)
    shown = _union(stack, [item for item in candidates if item.score >= operating_point])
    touching = [bool((item.mask & truth).any()) for item in candidates]
    score = dice(mask, truth)
    return StackMeasure(
        patient=stack.patient,
        dice=score,
        iou=score / (2.0 - score),
        dice_shown=dice(shown, truth),
        hit=max((item.score for item, hit in zip(candidates, touching, strict=True) if hit), default=0.0),
        others=tuple(item.score for item, hit in zip(candidates, touching, strict=True) if not hit),
        readers=tuple((dice(own, rest), dice(mask, rest)) for own, rest in leave_one_out(stack)),
    )


def leave_one_out(stack: NoduleStack) -> Iterable[tuple[BoolArray, BoolArray]]:
    """Each reader who outlined the nodule, beside the majority (at least half) of the other readers."""
    masks = [(stack.readers >> bit) & 1 == 1 for bit in range(8)]
    drawn = [mask for mask in masks if mask.any()]
    for position, own in enumerate(drawn):
        rest = [mask for other, mask in enumerate(drawn) if other != position]
        if len(rest) >= 2:
            yield own, 2 * np.sum(rest, axis=0) >= len(rest)


def froc_thresholds(measures: Sequence[StackMeasure]) -> tuple[float, ...]:
    """The score above which each of `FALSE_POSITIVES_PER_STACK` is kept to."""
    ordered = np.sort(np.array([score for item in measures for score in item.others]))[::-1]
    allowed = [int(rate * len(measures)) for rate in FALSE_POSITIVES_PER_STACK]
    return tuple(float(ordered[count]) if count < len(ordered) else 0.0 for count in allowed)


def froc(
    measures: Sequence[StackMeasure], thresholds: Sequence[float], seed: int = SEED
) -> tuple[FrocPoint, ...]:
    """Sensitivity above each of the thresholds of :func:`froc_thresholds`."""
    patients = [item.patient for item in measures]
    return tuple(
        FrocPoint(
            rate,
            threshold,
            mean_figure([float(item.hit > threshold) for item in measures], patients, seed),
        )
        for rate, threshold in zip(FALSE_POSITIVES_PER_STACK, thresholds, strict=True)
    )


def found_figure(measures: Sequence[StackMeasure], operating_point: float, seed: int = SEED) -> Figure:
    """Share of the nodules touched by a finding."""
    return mean_figure(
        [float(item.hit >= operating_point) for item in measures], [item.patient for item in measures], seed
    )


def false_positive_figure(
    measures: Sequence[StackMeasure], operating_point: float, seed: int = SEED
) -> Figure:
    """Findings a stack that touch no nodule."""
    return mean_figure(
        [float(sum(score >= operating_point for score in item.others)) for item in measures],
        [item.patient for item in measures],
        seed,
    )


def reader_figures(measures: Sequence[StackMeasure], seed: int = SEED) -> tuple[Figure, Figure] | None:
    """Dice of a reader, and of the model, against the majority of the other readers; None without such readers."""
    pairs = [(item.patient, *pair) for item in measures for pair in item.readers]
    if not pairs:
        return None
    patients = [patient for patient, _, _ in pairs]
    return (
        mean_figure([reader for _, reader, _ in pairs], patients, seed),
        mean_figure([model for _, _, model in pairs], patients, seed),
    )


def best_mask_threshold(
    stacks: Sequence[NoduleStack], probabilities: Sequence[FloatArray], grid: Sequence[float]
) -> float:
    """The threshold with the best mean Dice; to be chosen on patients that are not those of the evaluation."""
    means = [
        float(
            np.mean(
                [
                    dice(probability >= threshold, stack.majority_mask())
                    for stack, probability in zip(stacks, probabilities, strict=True)
                ]
            )
        )
        for threshold in grid
    ]
    return float(grid[int(np.argmax(means))])


def _union(stack: NoduleStack, candidates: Sequence[StackCandidate]) -> BoolArray:
    mask = np.zeros(stack.hu.shape, dtype=np.bool_)
    for item in candidates:
        mask |= item.mask
    return mask
