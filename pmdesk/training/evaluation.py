"""What a nodule network reaches on patients that it never saw, beside what the readers reach among themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from pmdesk.training.lidc import FloatArray, NoduleStack

BoolArray = npt.NDArray[np.bool_]

BOOTSTRAP_SAMPLES = 2000
FALSE_POSITIVES_PER_STACK = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Operating points of the FROC curve (LUNA16's seven, per stack instead of per scan)."""
SUBSOLID_BELOW_HU = -400.0
"""A nodule of a lower mean density is counted as subsolid."""
THIN_BELOW_MM = 2.0
_NEIGHBOURS_3D = ndimage.generate_binary_structure(3, 2)


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95 % interval (bootstrap over patients) and what it was taken over."""

    value: float
    ci95: tuple[float, float]
    n: int
    patients: int


@dataclass(frozen=True)
class SegmentationReport:
    """Figures of one set of stacks; missed nodules count as Dice 0.

    ``reader_dice`` is each reader against the majority of the others, ``model_against_readers`` the model against
    the same majorities.
    """

    dice: Figure
    dice_median: float
    iou: Figure
    reader_dice: Figure
    model_against_readers: Figure
    sensitivity: Figure
    """Nodules touched by a component whose peak reaches the operating point."""
    false_positives_per_stack: float
    froc: tuple[tuple[float, float], ...]
    """Pairs of false positives per stack and sensitivity."""
    dice_by_subgroup: tuple[tuple[str, Figure], ...]
    """Mean Dice by equivalent diameter, density and slice thickness of the nodule."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def dice(first: BoolArray, second: BoolArray) -> float:
    """Dice coefficient of two masks; 1 when both are empty."""
    total = int(np.count_nonzero(first)) + int(np.count_nonzero(second))
    return 2.0 * int(np.count_nonzero(first & second)) / total if total else 1.0


def evaluate_stacks(
    stacks: Sequence[NoduleStack],
    probabilities: Iterable[FloatArray],
    mask_threshold: float,
    candidate_threshold: float,
    seed: int = 1,
) -> SegmentationReport:
    """Measure probability maps against the readers.

    Parameters
    ----------
    stacks
        Nodules with at least three readers each.
    probabilities
        One (slice, row, col) map for each stack, 0..1, on the stack's grid.
    mask_threshold, candidate_threshold
        Of the model package.
    """
    patients: list[str] = []
    dices: list[float] = []
    ious: list[float] = []
    found: list[float] = []
    reader: list[tuple[str, float]] = []
    against: list[float] = []
    peaks_hit: list[float] = []
    peaks_false: list[float] = []
    false_positives = 0
    for stack, probability in zip(stacks, probabilities, strict=True):
        truth = stack.majority_mask()
        mask = probability >= mask_threshold
        patients.append(stack.patient)
        score = dice(mask, truth)
        dices.append(score)
        ious.append(score / (2.0 - score))
        hit, others = _component_peaks(probability, mask, truth)
        found.append(float(hit >= candidate_threshold))
        peaks_hit.append(hit)
        peaks_false += others
        false_positives += sum(peak >= candidate_threshold for peak in others)
        for own, rest in _leave_one_out(stack):
            reader.append((stack.patient, dice(own, rest)))
            against.append(dice(mask, rest))
    return SegmentationReport(
        dice=_figure(dices, patients, seed),
        dice_median=float(np.median(dices)),
        iou=_figure(ious, patients, seed),
        reader_dice=_figure([value for _, value in reader], [patient for patient, _ in reader], seed),
        model_against_readers=_figure(against, [patient for patient, _ in reader], seed),
        sensitivity=_figure(found, patients, seed),
        false_positives_per_stack=false_positives / len(stacks),
        froc=_froc(peaks_hit, peaks_false, len(stacks)),
        dice_by_subgroup=_by_subgroup(stacks, dices, patients, seed),
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


def _component_peaks(probability: FloatArray, mask: BoolArray, truth: BoolArray) -> tuple[float, list[float]]:
    """Highest peak among the components that touch the nodule (0 for none), and the peaks of all others."""
    labels, count = ndimage.label(mask, _NEIGHBOURS_3D)
    if count == 0:
        return 0.0, []
    peaks = ndimage.maximum(probability, labels, np.arange(1, count + 1))
    touching = set(np.unique(labels[truth])) - {0}
    hit = max((float(peaks[number - 1]) for number in touching), default=0.0)
    return hit, [float(peaks[number - 1]) for number in range(1, count + 1) if number not in touching]


def _leave_one_out(stack: NoduleStack) -> Iterable[tuple[BoolArray, BoolArray]]:
    """Each reader who outlined the nodule, beside the majority (at least half) of the other readers."""
    masks = [(stack.readers >> bit) & 1 == 1 for bit in range(8)]
    drawn = [mask for mask in masks if mask.any()]
    for position, own in enumerate(drawn):
        rest = [mask for other, mask in enumerate(drawn) if other != position]
        if len(rest) >= 2:
            yield own, 2 * np.sum(rest, axis=0) >= len(rest)


def _by_subgroup(
    stacks: Sequence[NoduleStack], dices: Sequence[float], patients: Sequence[str], seed: int
) -> tuple[tuple[str, Figure], ...]:
    members: dict[str, list[int]] = {}
    for index, stack in enumerate(stacks):
        for name in _subgroups(stack):
            members.setdefault(name, []).append(index)
    return tuple(
        (name, _figure([dices[i] for i in rows], [patients[i] for i in rows], seed))
        for name, rows in sorted(members.items())
    )


def _subgroups(stack: NoduleStack) -> tuple[str, str, str]:
    """Names of the groups of size, density and slice thickness that a nodule belongs to."""
    truth = stack.majority_mask()
    voxel_mm3 = stack.slice_spacing_mm * stack.pixel_spacing_mm**2
    diameter_mm = (6.0 / np.pi * float(np.count_nonzero(truth)) * voxel_mm3) ** (1 / 3)
    size = "under 6 mm" if diameter_mm < 6 else "6 to 10 mm" if diameter_mm < 10 else "10 mm and more"
    subsolid = truth.any() and float(stack.hu[truth].mean()) < SUBSOLID_BELOW_HU
    thin = stack.slice_spacing_mm < THIN_BELOW_MM
    return (
        f"diameter {size}",
        f"density {'subsolid' if subsolid else 'solid'}",
        f"slices {'under' if thin else 'from'} {THIN_BELOW_MM:g} mm",
    )


def _froc(hits: Sequence[float], others: Sequence[float], stacks: int) -> tuple[tuple[float, float], ...]:
    ordered = np.sort(np.asarray(others))[::-1]
    points = []
    for rate in FALSE_POSITIVES_PER_STACK:
        allowed = int(rate * stacks)
        threshold = ordered[allowed] if allowed < len(ordered) else 0.0
        points.append((rate, float(np.mean([peak > threshold for peak in hits]))))
    return tuple(points)


def _figure(values: Sequence[float], patients: Sequence[str], seed: int) -> Figure:
    names, member = np.unique(np.asarray(patients), return_inverse=True)
    sums = np.bincount(member, weights=np.asarray(values))
    counts = np.bincount(member).astype(np.float64)
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, len(names), (BOOTSTRAP_SAMPLES, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return Figure(float(np.mean(values)), (float(low), float(high)), len(values), len(names))
