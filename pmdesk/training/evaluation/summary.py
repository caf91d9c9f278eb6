"""From the measures of single nodules to the blocks of the document, for all nodules and for each group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from pmdesk.training.evaluation.document import (
    CalibrationBinDocument,
    DetectionDocument,
    Interval,
    MalignancyDocument,
    OperatingPointDocument,
    SegmentationDocument,
    SubgroupDocument,
)
from pmdesk.training.evaluation.figures import Figure, mean_figure, median_interval
from pmdesk.training.evaluation.groups import FEW, Axis, Groups, order_of
from pmdesk.training.evaluation.malignancy import DECISION_THRESHOLD, auc_figure, malignancy_figures
from pmdesk.training.evaluation.segmentation import (
    StackMeasure,
    false_positive_figure,
    found_figure,
    froc,
    froc_thresholds,
    reader_figures,
)


@dataclass(frozen=True)
class JudgedNodule:
    """A nodule with its score, the readers' opinion and its diameter as the table gives it."""

    patient: str
    malignant: bool
    probability: float
    table_diameter: float | None


@dataclass(frozen=True)
class Measured:
    """What was measured, nodule by nodule, each with its groups; empty where a block was not measured."""

    stacks: tuple[tuple[StackMeasure, Groups], ...] = ()
    operating_point: float = 0.0
    judged: tuple[tuple[JudgedNodule, Groups], ...] = ()


def segmentation_block(measures: Sequence[StackMeasure]) -> SegmentationDocument:
    """Figures of outlines; at least one nodule."""
    patients = [item.patient for item in measures]
    scores = [item.dice for item in measures]
    mean, shown = mean_figure(scores, patients), mean_figure([item.dice_shown for item in measures], patients)
    iou, readers = mean_figure([item.iou for item in measures], patients), reader_figures(measures)
    return SegmentationDocument(
        n=mean.n,
        patients=mean.patients,
        few=mean.n < FEW,
        dice_mean=mean.value,
        dice_ci95=_known(mean.ci95),
        dice_median=float(np.median(scores)),
        dice_median_ci95=_known(median_interval(scores, patients)),
        iou_mean=iou.value,
        iou_ci95=_known(iou.ci95),
        dice_mean_shown=shown.value,
        dice_shown_ci95=_known(shown.ci95),
        loo_n=readers[0].n if readers else 0,
        loo_model=readers[1].value if readers else None,
        loo_model_ci95=_known(readers[1].ci95) if readers else None,
        loo_reader=readers[0].value if readers else None,
        loo_reader_ci95=_known(readers[0].ci95) if readers else None,
    )


def detection_block(
    measures: Sequence[StackMeasure], operating_point: float, thresholds: Sequence[float]
) -> DetectionDocument:
    """Figures of finds at the scores ``thresholds``, which all nodules together give (`froc_thresholds`)."""
    points = froc(measures, thresholds)
    found = found_figure(measures, operating_point)
    false = false_positive_figure(measures, operating_point)
    return DetectionDocument(
        n=found.n,
        patients=found.patients,
        few=found.n < FEW,
        fp_per_stack=tuple(point.false_positives for point in points),
        sensitivity=tuple(point.sensitivity.value for point in points),
        sensitivity_ci95=tuple(_known(point.sensitivity.ci95) for point in points),
        operating_point=OperatingPointDocument(
            score=operating_point,
            fp_per_stack=false.value,
            fp_per_stack_ci95=_known(false.ci95),
            sensitivity=found.value,
            sensitivity_ci95=_known(found.ci95),
        ),
    )


def malignancy_block(nodules: Sequence[JudgedNodule]) -> MalignancyDocument:
    """Figures of scores; at least one nodule."""
    patients = [item.patient for item in nodules]
    truth = [item.malignant for item in nodules]
    figures = malignancy_figures([item.probability for item in nodules], truth, patients)
    diameters = [item.table_diameter for item in nodules]
    known = [value for value in diameters if value is not None]
    baseline = auc_figure(known, truth, patients) if len(known) == len(diameters) else None
    return MalignancyDocument(
        n=figures.n,
        patients=figures.patients,
        few=figures.n < FEW,
        malignant=figures.malignant,
        threshold=DECISION_THRESHOLD,
        auc=_value(figures.auc),
        auc_ci95=_interval(figures.auc),
        diameter_auc=_value(baseline),
        diameter_auc_ci95=_interval(baseline),
        accuracy=figures.accuracy.value,
        accuracy_ci95=_interval(figures.accuracy),
        precision=_value(figures.precision),
        precision_ci95=_interval(figures.precision),
        recall=_value(figures.recall),
        recall_ci95=_interval(figures.recall),
        f1=_value(figures.f1),
        f1_ci95=_interval(figures.f1),
        sensitivity_at_specificity90=_value(figures.sensitivity_at_specificity90),
        sensitivity_at_specificity90_ci95=_interval(figures.sensitivity_at_specificity90),
        brier=figures.brier.value,
        brier_ci95=_interval(figures.brier),
        calibration_slope=_value(figures.calibration_slope),
        calibration_slope_ci95=_interval(figures.calibration_slope),
        calibration_intercept=_value(figures.calibration_intercept),
        calibration_intercept_ci95=_interval(figures.calibration_intercept),
        calibration=tuple(
            CalibrationBinDocument(
                mean_probability=item.mean_probability, malignant_share=item.malignant_share, n=item.n
            )
            for item in figures.calibration_bins
        ),
    )


def blocks(
    measured: Measured,
) -> tuple[SegmentationDocument | None, DetectionDocument | None, MalignancyDocument | None]:
    """The three blocks over all nodules; None where nothing was measured."""
    measures = [item for item, _ in measured.stacks]
    nodules = [item for item, _ in measured.judged]
    return (
        segmentation_block(measures) if measures else None,
        detection_block(measures, measured.operating_point, froc_thresholds(measures)) if measures else None,
        malignancy_block(nodules) if nodules else None,
    )


def subgroups(measured: Measured) -> dict[str, tuple[SubgroupDocument, ...]]:
    """The same blocks for each group of each axis, from small to large, the unknown last."""
    thresholds = froc_thresholds([item for item, _ in measured.stacks]) if measured.stacks else ()
    found: dict[str, tuple[SubgroupDocument, ...]] = {}
    for axis in Axis:
        stacks, judged = _members(measured.stacks, axis), _members(measured.judged, axis)
        found[axis.value] = tuple(
            SubgroupDocument(
                group=group,
                segmentation=_block(segmentation_block, stacks.get(group)),
                detection=_block(
                    lambda members: detection_block(members, measured.operating_point, thresholds),
                    stacks.get(group),
                ),
                malignancy=_block(malignancy_block, judged.get(group)),
            )
            for group in sorted(set(stacks) | set(judged), key=lambda name: order_of(axis, name))
        )
    return found


_Item = TypeVar("_Item")
_Block = TypeVar("_Block")


def _members(items: Sequence[tuple[_Item, Groups]], axis: Axis) -> Mapping[str, list[_Item]]:
    members: dict[str, list[_Item]] = {}
    for item, groups in items:
        members.setdefault(groups[axis], []).append(item)
    return members


def _block(make: Callable[[Sequence[_Item]], _Block], members: Sequence[_Item] | None) -> _Block | None:
    return make(members) if members else None


def _value(figure: Figure | None) -> float | None:
    return None if figure is None else figure.value


def _interval(figure: Figure | None) -> Interval:
    return None if figure is None else _known(figure.ci95)


def _known(ci95: tuple[float, float]) -> Interval:
    return ci95 if np.isfinite(ci95).all() else None
