"""The tables of a model card, as Markdown, from a measurement: the one source of such tables."""

from collections.abc import Callable, Iterable, Sequence

from pmdesk.training.evaluation.document import (
    DetectionDocument,
    EvaluationDocument,
    Interval,
    MalignancyDocument,
    SegmentationDocument,
    SubgroupDocument,
)

_Cells = Callable[[SubgroupDocument], tuple[str, ...] | None]

FEW_MARK = "\\*"
NOT_DEFINED = "–"
_FIGURE_HEAD = ("", "value", "95 % interval", "n", "patients")
_AXIS_TITLES = {
    "diameter": "Diameter",
    "texture": "Texture (readers)",
    "density": "Density (measured)",
    "manufacturer": "Scanner",
    "slice_thickness": "Slice thickness",
    "contrast": "Contrast",
}


def card_tables(document: EvaluationDocument) -> str:
    """All tables of a measurement: what was measured, figures, FROC, calibration, subgroups."""
    parts = [_measured_on(document)]
    if document.segmentation is not None:
        parts += ["### Outlines", segmentation_table(document.segmentation)]
    if document.detection is not None:
        parts += ["### Detection", froc_table(document.detection)]
    if document.malignancy is not None:
        parts += [
            "### Malignancy, against the readers' opinion",
            malignancy_table(document.malignancy),
            calibration_table(document.malignancy),
        ]
    parts += ["### Subgroups", *subgroup_tables(document)]
    return "\n\n".join(part for part in parts if part) + "\n"


def segmentation_table(block: SegmentationDocument) -> str:
    """Outlines against the majority of the readers, and model beside reader."""
    rows = [
        _row("mean 3D Dice against the majority", block.dice_mean, block.dice_ci95, block),
        _row("median 3D Dice", block.dice_median, block.dice_median_ci95, block),
        _row("mean 3D IoU", block.iou_mean, block.iou_ci95, block),
        _row("mean 3D Dice at the operating point", block.dice_mean_shown, block.dice_shown_ci95, block),
        _row(
            "a reader against the majority of the others, Dice",
            block.loo_reader,
            block.loo_reader_ci95,
            block,
            n=block.loo_n,
        ),
        _row(
            "the model against those same majorities, Dice",
            block.loo_model,
            block.loo_model_ci95,
            block,
            n=block.loo_n,
        ),
    ]
    return _table(_FIGURE_HEAD, rows)


def froc_table(block: DetectionDocument) -> str:
    """Sensitivity at 1/8 to 8 false positives a stack, and at the operating point."""
    point = block.operating_point
    rows = [
        (f"{rate:g} allowed", _share(found), _share_interval(interval))
        for rate, found, interval in zip(
            block.fp_per_stack, block.sensitivity, block.sensitivity_ci95, strict=True
        )
    ]
    rows.append(
        (
            f"{point.fp_per_stack:.2f} at the operating point (score {point.score:.2f})",
            _share(point.sensitivity),
            _share_interval(point.sensitivity_ci95),
        )
    )
    head = ("false positives a stack", "nodules found", "95 % interval")
    return f"{block.n} nodules, {block.patients} patients.\n\n{_table(head, rows)}"


def malignancy_table(block: MalignancyDocument) -> str:
    """Discrimination, decisions and calibration, beside the diameter alone."""
    rows = [
        _row("AUC", block.auc, block.auc_ci95, block),
        _row("AUC of the diameter alone", block.diameter_auc, block.diameter_auc_ci95, block),
        _row("accuracy", block.accuracy, block.accuracy_ci95, block),
        _row("precision", block.precision, block.precision_ci95, block),
        _row("recall (sensitivity)", block.recall, block.recall_ci95, block),
        _row("F1", block.f1, block.f1_ci95, block),
        _row(
            "sensitivity at 90 % specificity",
            block.sensitivity_at_specificity90,
            block.sensitivity_at_specificity90_ci95,
            block,
        ),
        _row("Brier score", block.brier, block.brier_ci95, block),
        _row("calibration slope", block.calibration_slope, block.calibration_slope_ci95, block),
        _row("calibration intercept", block.calibration_intercept, block.calibration_intercept_ci95, block),
    ]
    note = f"{block.malignant} of {block.n} rated malignant; called malignant from {block.threshold:g} on."
    return f"{note}\n\n{_table(_FIGURE_HEAD, rows)}"


def calibration_table(block: MalignancyDocument) -> str:
    """Mean score beside the share that the readers call malignant, from low to high scores."""
    rows = [
        (f"{item.mean_probability:.3f}", f"{item.malignant_share:.3f}", str(item.n))
        for item in block.calibration
    ]
    return _table(("mean score", "rated malignant", "n"), rows)


def subgroup_tables(document: EvaluationDocument) -> list[str]:
    """One table a block, every group of every axis; groups under ten nodules carry a mark."""
    tables = [
        _table(("group", "n", "patients", *head), rows)
        for head, cells in _SUBGROUP_TABLES
        if (rows := list(_subgroup_rows(document, cells)))
    ]
    if any(FEW_MARK in table for table in tables):
        tables.append(f"{FEW_MARK} fewer than ten nodules: the figures say little.")
    return tables


def _measured_on(document: EvaluationDocument) -> str:
    packages = ", ".join(f"{item.id} {item.version}" for item in document.packages)
    folds = "all rows" if document.folds is None else f"fold {', '.join(map(str, document.folds))}"
    limit = "" if document.limit is None else f", at most {document.limit} nodules"
    missing = f" Not there: {', '.join(document.missing)}." if document.missing else ""
    return (
        f"Measured: {packages}, on the {document.device}; data {document.data}, {folds}{limit}. Intervals: 95 %, "
        f"bootstrap over patients.{missing}"
    )


def _segmentation_cells(group: SubgroupDocument) -> tuple[str, ...] | None:
    block = group.segmentation
    if block is None:
        return None
    return (
        _count(block.n, few=block.few),
        str(block.patients),
        _number(block.dice_mean),
        _interval(block.dice_ci95),
        _number(block.dice_median),
        _number(block.iou_mean),
        _number(block.loo_model),
        _number(block.loo_reader),
    )


def _detection_cells(group: SubgroupDocument) -> tuple[str, ...] | None:
    block = group.detection
    if block is None:
        return None
    point = block.operating_point
    return (
        _count(block.n, few=block.few),
        str(block.patients),
        _share(point.sensitivity),
        _share_interval(point.sensitivity_ci95),
        f"{point.fp_per_stack:.2f}",
    )


def _malignancy_cells(group: SubgroupDocument) -> tuple[str, ...] | None:
    block = group.malignancy
    if block is None:
        return None
    return (
        _count(block.n, few=block.few),
        str(block.patients),
        _number(block.auc),
        _interval(block.auc_ci95),
        *(
            _number(value)
            for value in (
                block.diameter_auc,
                block.accuracy,
                block.precision,
                block.recall,
                block.f1,
                block.brier,
            )
        ),
    )


_SUBGROUP_TABLES: tuple[tuple[tuple[str, ...], _Cells], ...] = (
    (("mean Dice", "95 % interval", "median", "mean IoU", "model", "reader"), _segmentation_cells),
    (("found", "95 % interval", "false positives a stack"), _detection_cells),
    (
        ("AUC", "95 % interval", "diameter alone", "accuracy", "precision", "recall", "F1", "Brier"),
        _malignancy_cells,
    ),
)


def _subgroup_rows(document: EvaluationDocument, cells: _Cells) -> Iterable[Sequence[str]]:
    for axis, groups in document.subgroups.items():
        for group in groups:
            found = cells(group)
            if found is not None:
                yield (f"{_AXIS_TITLES[axis]}: {group.group}", *found)


def _row(
    name: str,
    value: float | None,
    interval: Interval,
    block: SegmentationDocument | MalignancyDocument,
    n: int | None = None,
) -> tuple[str, ...]:
    count = block.n if n is None else n
    return name, _number(value), _interval(interval), str(count), str(block.patients)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _number(value: float | None) -> str:
    return NOT_DEFINED if value is None else f"{value:.3f}"


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"


def _interval(interval: Interval) -> str:
    return NOT_DEFINED if interval is None else f"{interval[0]:.3f} to {interval[1]:.3f}"


def _share_interval(interval: Interval) -> str:
    return NOT_DEFINED if interval is None else f"{100 * interval[0]:.1f} to {100 * interval[1]:.1f} %"


def _count(n: int, *, few: bool) -> str:
    return f"{n} {FEW_MARK}" if few else str(n)
