"""What a package did on a table it had not seen (``resources/schemas/external-validation-1.json``).

Null means "not defined", "too small to say" or "not part of this task", never zero. Intervals are 95 %, by bootstrap
over patients, save those of single shares (Wilson) and of Kaplan and Meier's curve (log-log).
"""

from typing import Literal

from pydantic import Field

from pmdesk.core.texts import LocalizedText
from pmdesk.risk.learned.documents import (
    CalibrationBin,
    Count,
    Curve,
    DecisionCurve,
    Figure,
    Finding,
    Part,
    Share,
    SubgroupAxis,
    TableSummary,
)

EXTERNAL_SCHEMA_VERSION: Literal["1.0"] = "1.0"


class TestedModel(Part):
    """The package, and what it says of its own training."""

    id: str
    version: str
    sha256: str
    """Of its model file."""
    task: str
    algorithm: str
    title: LocalizedText
    outcome: LocalizedText
    trained_on: str
    training_patients: Count
    training_figures: dict[str, Figure] = Field(default_factory=dict)
    """Figures of its manifest for all its patients, by name; measured as `training_split` says."""
    training_split: str = ""


class OutcomeValue(Part):
    """One value of the outcome column, with the rows that hold it."""

    value: str
    rows: Count
    meaning: Literal["yes", "no", "not known"]


class OutcomeReading(Part):
    """How the outcome was read; ``time_factor`` turns the table's times into the package's unit."""

    column: str
    values: tuple[OutcomeValue, ...]
    time_column: str = ""
    time_unit: str = ""
    time_factor: float | None = None


class InputUse(Part):
    """One input of the model among the rows used."""

    column: str
    read_from: str
    """Column of the table; empty: the table has none, so that it is not known in any row."""
    unknown: Count
    outside_training: Count
    """Rows with a value outside the range seen in training."""


class RefusalCount(Part):
    """Rows refused for one reason; a row with two reasons counts in both."""

    column: str
    code: str
    rows: Count


class ExternalFigures(Part):
    """Figures of the probabilities."""

    auc: Figure
    average_precision: Figure
    brier: Figure
    log_loss: Figure
    calibration_intercept: Figure
    """Calibration in the large: intercept of a logistic recalibration with slope 1; 0 is right."""
    calibration_slope: Figure
    """1 is right; below, predictions are too extreme."""
    observed_over_expected: Figure
    """1 is right; above, the model predicts too little."""
    observed_minus_expected: Figure


class ThresholdFigures(Part):
    """Figures of the decisions: "yes" from ``threshold`` on."""

    threshold: Share
    rule: str
    """How it came about: ``youden``, ``sensitivity`` or ``fixed`` in the package's training, or ``given``."""
    accuracy: Figure
    sensitivity: Figure
    specificity: Figure
    ppv: Figure
    npv: Figure
    f1: Figure


class ClassificationPart(Part):
    figures: ExternalFigures
    at_threshold: ThresholdFigures | None
    roc: Curve
    """x: 1 - specificity, y: sensitivity; empty where all rows have one outcome."""
    calibration: tuple[CalibrationBin, ...]
    decision: DecisionCurve


class SurvivalBin(Part):
    """Patients of similar prediction at one time; ``observed`` is Kaplan and Meier's."""

    group: Literal["all", "lowest third", "middle third", "highest third"]
    n: Count
    predicted: Share
    observed: Figure


class SurvivalAtTime(Part):
    """Calibration at one time of the package.

    ``observed_over_expected`` is of events up to then: (1 - Kaplan-Meier) over (1 - mean prediction).
    """

    name: str
    label: LocalizedText
    time: float
    at_risk: Count
    """Patients still followed at the time."""
    observed_over_expected: Figure
    bins: tuple[SurvivalBin, ...]


class SurvivalGroup(Part):
    group: str
    rows: Count
    events: Count
    too_small: bool
    concordance: Figure | None = None


class SurvivalAxis(Part):
    column: str
    cuts: tuple[float, ...] = ()
    minimum_group_events: Count
    groups: tuple[SurvivalGroup, ...]


class SurvivalPart(Part):
    concordance: Figure
    """Harrell's C (JAMA 1982)."""
    calibration_slope: Figure
    """Coefficient of the log hazard in a Cox model of its own; 1 is right."""
    median_follow_up: float | None
    """Of all patients, in the package's unit."""
    times: tuple[SurvivalAtTime, ...]
    subgroups: tuple[SurvivalAxis, ...]


class ExternalValidation(Part):
    """The whole result; `classification` or `survival` is null."""

    schema_version: Literal["1.0"] = EXTERNAL_SCHEMA_VERSION
    program: str
    libraries: dict[str, str]
    model: TestedModel
    table: TableSummary
    outcome: OutcomeReading
    patient_column: str
    rows: Count
    """Used."""
    patients: Count
    events: Count
    prevalence: Share
    inputs: tuple[InputUse, ...]
    refusals: tuple[RefusalCount, ...]
    findings: tuple[Finding, ...]
    bootstrap_draws: Count
    seed: Count
    classification: ClassificationPart | None
    subgroups: tuple[SubgroupAxis, ...]
    """Of a classification."""
    survival: SurvivalPart | None
