"""What ``pmdesk model evaluate --json`` prints: every figure with nodules, patients and 95 % interval.

Null means "not measured" for a block, and "not defined" for a figure (an interval without draws, an AUC of one class).
Intervals are taken over patients, by bootstrap.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Share = Annotated[float, Field(ge=0, le=1)]
Interval = tuple[float, float] | None
Count = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class PackageDocument(_Part):
    """A model package that took part."""

    id: str
    version: str
    task: str
    sha256: str
    """Of its network."""


class SegmentationDocument(_Part):
    """Outlines against the majority (at least half) of three readers or more; a missed nodule counts as 0."""

    n: Count
    patients: Count
    few: bool
    """Fewer than ten nodules: the figures say little."""
    dice_mean: Share
    dice_ci95: Interval
    dice_median: Share
    dice_median_ci95: Interval
    iou_mean: Share
    iou_ci95: Interval
    dice_mean_shown: Share
    """Only what reaches the operating point of the package."""
    dice_shown_ci95: Interval
    loo_n: Count
    """Pairs of a reader and the majority of the other readers."""
    loo_model: Share | None
    """Mean Dice of the model against the majority of the readers but one, each left out in turn."""
    loo_model_ci95: Interval
    loo_reader: Share | None
    """Mean Dice of the reader left out against the same majorities."""
    loo_reader_ci95: Interval


class OperatingPointDocument(_Part):
    """What the package shows as it comes."""

    score: Share
    fp_per_stack: Annotated[float, Field(ge=0)]
    fp_per_stack_ci95: Interval
    sensitivity: Share
    sensitivity_ci95: Interval


class DetectionDocument(_Part):
    """Nodules touched by a candidate; the three lists run parallel."""

    n: Count
    patients: Count
    few: bool
    fp_per_stack: tuple[float, ...]
    """False positives a stack that are allowed."""
    sensitivity: tuple[Share, ...]
    sensitivity_ci95: tuple[Interval, ...]
    operating_point: OperatingPointDocument


class CalibrationBinDocument(_Part):
    mean_probability: Share
    malignant_share: Share
    n: Count


class MalignancyDocument(_Part):
    """Scores against the readers' opinion (three or more, mean not 3; malignant above 3): no pathology."""

    n: Count
    patients: Count
    few: bool
    malignant: Count
    threshold: Share
    auc: Share | None
    auc_ci95: Interval
    diameter_auc: Share | None
    """The diameter alone, as it stands in the table: what a score must exceed."""
    diameter_auc_ci95: Interval
    accuracy: Share
    accuracy_ci95: Interval
    precision: Share | None
    precision_ci95: Interval
    recall: Share | None
    recall_ci95: Interval
    f1: Share | None
    f1_ci95: Interval
    sensitivity_at_specificity90: Share | None
    sensitivity_at_specificity90_ci95: Interval
    brier: Share
    brier_ci95: Interval
    calibration_slope: float | None
    calibration_slope_ci95: Interval
    calibration_intercept: float | None
    calibration_intercept_ci95: Interval
    calibration: tuple[CalibrationBinDocument, ...]
    """Groups of about equal size, from low to high scores."""


class SubgroupDocument(_Part):
    """One group of an axis; a block is null where it was not measured or holds no nodule of the group."""

    group: str
    segmentation: SegmentationDocument | None = None
    detection: DetectionDocument | None = None
    malignancy: MalignancyDocument | None = None


class EvaluationDocument(_Part):
    """The whole measurement."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    packages: tuple[PackageDocument, ...]
    data: str
    """Name of the folder that was measured on."""
    folds: tuple[int, ...] | None
    """Null: all rows."""
    limit: int | None
    device: str
    seconds: Annotated[float, Field(ge=0)]
    missing: tuple[str, ...]
    """Files of the folder that are not there, and columns without which something could not be told."""
    segmentation: SegmentationDocument | None
    detection: DetectionDocument | None
    malignancy: MalignancyDocument | None
    subgroups: dict[str, tuple[SubgroupDocument, ...]]
    """By axis: diameter, texture, density, manufacturer, slice_thickness, contrast."""


def evaluation_schema_text() -> str:
    """Content of ``resources/schemas/evaluation-1.json``: JSON Schema (2020-12) of the document."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema.update(EvaluationDocument.model_json_schema(mode="serialization"))
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def evaluation_json(document: EvaluationDocument) -> str:
    """The document as JSON text, numbers in full precision."""
    return document.model_dump_json(indent=1) + "\n"
