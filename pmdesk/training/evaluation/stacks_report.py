"""Figures of one set of stacks for a package that is being made."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pmdesk.training.evaluation.figures import Figure, mean_figure
from pmdesk.training.evaluation.groups import UNKNOWN, Axis, groups_of, order_of
from pmdesk.training.evaluation.segmentation import (
    StackMeasure,
    false_positive_figure,
    found_figure,
    froc,
    froc_thresholds,
    map_candidates,
    measure_stack,
    reader_figures,
)
from pmdesk.training.lidc import FloatArray, NoduleStack

_AXES = (Axis.DENSITY, Axis.DIAMETER, Axis.SLICE_THICKNESS)


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
    """Mean Dice by diameter, density and slice thickness of the nodule."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


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

    Raises
    ------
    ValueError
        No nodule, or none with three readers who outlined it.
    """
    measures = [
        measure_stack(stack, map_candidates(probability, mask_threshold), candidate_threshold)
        for stack, probability in zip(stacks, probabilities, strict=True)
    ]
    readers = reader_figures(measures, seed)
    if readers is None:
        raise ValueError("no nodule with three readers")
    patients = [item.patient for item in measures]
    return SegmentationReport(
        dice=mean_figure([item.dice for item in measures], patients, seed),
        dice_median=float(np.median([item.dice for item in measures])),
        iou=mean_figure([item.iou for item in measures], patients, seed),
        reader_dice=readers[0],
        model_against_readers=readers[1],
        sensitivity=found_figure(measures, candidate_threshold, seed),
        false_positives_per_stack=false_positive_figure(measures, candidate_threshold, seed).value,
        froc=tuple(
            (point.false_positives, point.sensitivity.value)
            for point in froc(measures, froc_thresholds(measures), seed)
        ),
        dice_by_subgroup=_by_subgroup(stacks, measures, seed),
    )


def _by_subgroup(
    stacks: Sequence[NoduleStack], measures: Sequence[StackMeasure], seed: int
) -> tuple[tuple[str, Figure], ...]:
    members: dict[tuple[Axis, str], list[StackMeasure]] = {}
    for stack, measure in zip(stacks, measures, strict=True):
        groups = groups_of(stack, None)
        for axis in _AXES:
            members.setdefault((axis, groups[axis]), []).append(measure)
    return tuple(
        (
            f"{axis.value.replace('_', ' ')} {group}",
            mean_figure([item.dice for item in found], [item.patient for item in found], seed),
        )
        for (axis, group), found in sorted(
            members.items(), key=lambda item: (_AXES.index(item[0][0]), order_of(*item[0]))
        )
        if group != UNKNOWN or len(found) < len(measures)
    )
