"""What a training found, as frozen types that write themselves as JSON (``resources/schemas/tabular-training-1.json``).

Null means "not defined" or "too small to say", never zero. Intervals are 95 %, by bootstrap over patients.
"""

import json
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.risk.learned.columns import Algorithm, ColumnKind, DataDictionary
from pmdesk.risk.learned.settings import ThresholdRule, TrainingSettings

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """Base of all parts of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Figure(Part):
    """A value with its 95 % interval."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Severity(StrEnum):
    SEVERE = "severe"
    """Refused, unless the settings allow it by name."""
    WARNING = "warning"
    NOTE = "note"


class Finding(Part):
    """Something about the table that a reader of the figures must know.

    ``code`` has words in `pmdesk.ui.texts`; ``params`` are the values for the sentence.
    """

    code: str
    severity: Severity
    columns: tuple[str, ...] = ()
    params: dict[str, str | int | float] = Field(default_factory=dict)


class RefusedRow(Part):
    """A row that was not used; ``line`` is its line in the file (the header is line 1)."""

    line: int
    column: str
    code: str
    value: str


class ColumnSummary(Part):
    """One input among the rows used."""

    name: str
    kind: ColumnKind
    unit: str = ""
    missing: Count
    quantiles: tuple[float, float, float, float, float] | None = None
    """Minimum, quartiles, maximum of a number."""
    counts: dict[str, int] = Field(default_factory=dict)
    """Rows with each level of a category, or ``0`` and ``1`` of a flag."""


class TableSummary(Part):
    name: str
    sha256: str
    encoding: str
    rows: Count
    """Data rows in the file."""
    used: Count
    refused: tuple[RefusedRow, ...]


class Population(Part):
    """The rows used."""

    rows: Count
    patients: Count
    """Distinct patients; rows where the table names none."""
    events: Count
    prevalence: Share
    columns: tuple[ColumnSummary, ...]


class PerformanceFigures(Part):
    """Out-of-fold figures. Those below ``threshold`` are taken at the threshold of the settings' rule."""

    auc: Figure
    average_precision: Figure
    brier: Figure
    log_loss: Figure
    calibration_intercept: Figure
    """Calibration in the large: intercept of a logistic recalibration with slope 1; 0 is right."""
    calibration_slope: Figure
    """1 is right; below, predictions are too extreme."""
    observed_minus_expected: Figure
    accuracy: Figure
    sensitivity: Figure
    specificity: Figure
    ppv: Figure
    npv: Figure
    f1: Figure


class Curve(Part):
    """Points of a curve, in parallel lists."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    threshold: tuple[float, ...] = ()


class CalibrationBin(Part):
    """Rows of similar prediction; the interval is Wilson's (JASA 1927)."""

    n: Count
    predicted: Share
    observed: Share
    low: Share
    high: Share


class DecisionCurve(Part):
    """Net benefit by threshold probability (Vickers and Elkin, Med Decis Making 2006); treating none is 0."""

    threshold: tuple[float, ...]
    model: tuple[float, ...]
    model_low: tuple[float, ...]
    model_high: tuple[float, ...]
    treat_all: tuple[float, ...]


class FoldRecord(Part):
    """One outer fold: sizes, and what the inner search chose."""

    repeat: Count
    fold: Count
    train_rows: Count
    test_rows: Count
    test_events: Count
    parameters: dict[str, str | int | float | bool]
    inner_auc: float | None
    test_auc: float | None


class AlgorithmResult(Part):
    algorithm: Algorithm
    figures: PerformanceFigures
    roc: Curve
    """x: 1 - specificity, y: sensitivity; out-of-fold predictions of the first repeat, as the other curves."""
    precision_recall: Curve
    """x: recall, y: precision."""
    calibration: tuple[CalibrationBin, ...]
    decision: DecisionCurve
    calibration_method: str
    folds: tuple[FoldRecord, ...]


class Difference(Part):
    """An algorithm minus the reference on the same out-of-fold rows, paired bootstrap."""

    algorithm: Algorithm
    reference: Algorithm
    auc: Figure
    brier: Figure
    log_loss: Figure


class Choice(Part):
    """The simplest algorithm whose log loss lies within one standard error of the best (Breiman et al., CART 1984)."""

    rule: Literal["one-standard-error"] = "one-standard-error"
    metric: Literal["log_loss"] = "log_loss"
    best: Algorithm
    standard_error: float
    within: tuple[Algorithm, ...]
    chosen: Algorithm


class Threshold(Part):
    """``value`` belongs to the final model (chosen over all out-of-fold rows); the figures use one chosen without the
    fold that it is applied to.
    """

    rule: ThresholdRule
    target: float | None
    value: Share


class LearningPoint(Part):
    """Out-of-fold figures after training on part of the patients; mean and standard deviation over the folds."""

    patients: Count
    events: Count
    train_auc: float | None
    auc: float | None
    auc_sd: float | None
    log_loss: float | None
    log_loss_sd: float | None


class SubgroupFigures(Part):
    """One group; ``figures`` is null where it is too small to say."""

    group: str
    rows: Count
    patients: Count
    events: Count
    too_small: bool
    prevalence: Share
    auc: Figure | None = None
    brier: Figure | None = None
    observed_minus_expected: Figure | None = None
    calibration_intercept: Figure | None = None
    calibration_slope: Figure | None = None
    sensitivity: Figure | None = None
    false_positive_rate: Figure | None = None
    ppv: Figure | None = None


class Gap(Part):
    """Highest minus lowest group of an axis in one figure.

    ``warn``: the gap exceeds ``limit`` and the interval of the difference lies above 0.
    """

    figure: Literal["auc", "observed_minus_expected", "sensitivity", "false_positive_rate"]
    highest: str
    lowest: str
    gap: Figure
    limit: float
    warn: bool


class SubgroupAxis(Part):
    """A column by which the figures are broken down; ``cuts`` are the band borders of a number."""

    column: str
    cuts: tuple[float, ...] = ()
    minimum_group_events: Count
    groups: tuple[SubgroupFigures, ...]
    gaps: tuple[Gap, ...]


class Importance(Part):
    """What a shuffled column costs on out-of-fold rows: mean and standard deviation over shuffles."""

    column: str
    auc_drop: float
    auc_drop_sd: float
    log_loss_rise: float
    log_loss_rise_sd: float


class PartialDependence(Part):
    """Mean prediction of the final model when one column is set to each value in all rows (Friedman, Ann Stat 2001)."""

    column: str
    values: tuple[float, ...] = ()
    levels: tuple[str, ...] = ()
    mean: tuple[float, ...]
    individual: tuple[tuple[float, ...], ...] = ()
    """Curves of a sample of rows (ICE)."""
    lines: tuple[int, ...] = ()
    """Their lines in the file."""
    density: tuple[float, ...] = ()
    """A number's values at its 0, 2, ... 100 % quantiles: where the data lie."""


class TrainingDocument(Part):
    """The whole result."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    program: str
    libraries: dict[str, str]
    table: TableSummary
    dictionary: DataDictionary
    settings: TrainingSettings
    population: Population
    findings: tuple[Finding, ...]
    leakage_allowed: bool
    """True: severe findings were overruled by the settings."""
    algorithms: tuple[AlgorithmResult, ...]
    differences: tuple[Difference, ...]
    choice: Choice
    threshold: Threshold
    """Of the chosen algorithm, as are the parts below."""
    parameters: dict[str, str | int | float | bool]
    calibration_method: str
    subgroups: tuple[SubgroupAxis, ...]
    learning_curve: tuple[LearningPoint, ...]
    importance: tuple[Importance, ...]
    partial_dependence: tuple[PartialDependence, ...]

    def algorithm(self, algorithm: Algorithm) -> AlgorithmResult:
        return next(item for item in self.algorithms if item.algorithm == algorithm)

    @property
    def chosen(self) -> AlgorithmResult:
        return self.algorithm(self.choice.chosen)


def document_json(document: Part) -> str:
    """A document as JSON text."""
    return document.model_dump_json(indent=1) + "\n"


def document_schema_text(document: type[Part]) -> str:
    """JSON Schema (2020-12) of a kind of document, as it stands in ``resources/schemas``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
