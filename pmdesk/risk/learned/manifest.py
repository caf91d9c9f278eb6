"""The closed vocabulary in which a package of a model learnt from a table describes itself."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, model_validator

from pmdesk.core.evidence import Evidence
from pmdesk.core.model_package import (
    Evaluation,
    Golden,
    ManifestPart,
    PackageId,
    PackageVersion,
    Sha256,
    TrainingData,
    read_manifest_as,
)
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.learned.columns import Algorithm, ColumnKind, DataDictionary, TableColumn, TableTask
from pmdesk.risk.learned.settings import ThresholdRule

MODEL_FILE = "model.skops"
CARD_FILE = "MODEL_CARD.md"
LICENCE_FILE = "DATA_LICENSE"
BACKGROUND_FILE = "background.csv"
GOLDEN_INPUT = "golden/input.csv"
GOLDEN_OUTPUT = "golden/output.csv"


class Gate(ManifestPart):
    """A rule about whom the model is for; a value that is not known passes.

    ``column`` is an input or one of ``gate_columns``. Both limits are included; ``values`` are the only ones allowed.
    """

    column: str
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    action: Literal["refuse", "warn"]
    rule: LocalizedText


class RecordLink(ManifestPart):
    """Where a patient's record says what a column asks: a fact of ``risk_inputs.json``.

    ``values`` translates the fact's words (lower case) into the column's; a flag of a number is ``above`` a limit in
    ``unit`` (UCUM). A column without a link is answered by a person.
    """

    fact: str
    values: dict[str, str] = Field(default_factory=dict)
    above: float | None = None
    unit: str = ""


class ModelPurpose(ManifestPart):
    """What is said about a model to whoever uses it."""

    title: LocalizedText
    outcome: LocalizedText
    population: LocalizedText
    intended_use: LocalizedText
    not_for: tuple[LocalizedText, ...]
    always_said: tuple[LocalizedText, ...] = ()
    """Stands beside every result."""
    field: Literal["lung", "cardiovascular", "diabetes", "breast", "general"]


class LinearTerms(ManifestPart):
    """Explanation by the exact terms of a linear predictor."""

    method: Literal["linear-terms"]
    feature_columns: tuple[str, ...]
    """For each feature that the last step of the pipeline takes, the input it is made of."""


class ShapleyValues(ManifestPart):
    """Explanation by Shapley values of the probability over the packaged background."""

    method: Literal["shapley-values"]


Explanation = Annotated[LinearTerms | ShapleyValues, Field(discriminator="method")]


class ModelDefinition(ManifestPart):
    """What a learned model is, before and after it is trained."""

    id: PackageId
    version: PackageVersion
    purpose: ModelPurpose
    data: DataDictionary
    gate_columns: tuple[TableColumn, ...] = ()
    """Columns that only the gates look at, never required."""
    gates: tuple[Gate, ...] = ()
    max_missing: Annotated[int, Field(ge=0)]
    """A row with more inputs unknown is refused."""
    record: dict[str, RecordLink] = Field(default_factory=dict)
    """By column: where the record of a patient says it."""
    shown_with: tuple[str, ...] = ()
    """Columns that must be known before the model is shown for a patient; tables are computed without them."""


class _LearnedManifest(ModelDefinition):
    """What every package of a learned model says of itself."""

    schema_version: Literal[1]
    seen: dict[str, tuple[float, float]]
    """Least and greatest value of each number in training; a value outside carries a visible note."""
    model: Literal["model.skops"]
    libraries: dict[str, str]
    """Versions with which the model was written."""
    training: TrainingData
    evaluation: tuple[Evaluation, ...]
    evidence: tuple[Evidence, ...]
    golden: Golden
    files: dict[str, Sha256]
    """Hash of every file of the package besides the manifest, by its path in POSIX form."""

    @model_validator(mode="after")
    def _consistent(self) -> "_LearnedManifest":
        for name in (self.model, self.golden.input, self.golden.output, CARD_FILE, LICENCE_FILE):
            if self.files and name not in self.files:
                raise ValueError(f"{name} has no hash")
        names = [column.name for column in self.inputs]
        if len(set(names)) != len(names):
            raise ValueError("a column stands twice")
        for name in (*(gate.column for gate in self.gates), *self.seen, *self.record, *self.shown_with):
            if name not in names:
                raise ValueError(f"no column {name}")
        return self

    @property
    def inputs(self) -> tuple[TableColumn, ...]:
        """All columns that a table may bring: those of the model, then those of the gates."""
        return (*self.data.columns, *self.gate_columns)

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.data.columns if column.kind is ColumnKind.NUMBER)


class DecisionThreshold(ManifestPart):
    """From which probability on a row counts as "yes", and how that was chosen in training."""

    value: Annotated[float, Field(gt=0, lt=1)]
    rule: ThresholdRule
    target: float | None = None
    """The sensitivity that was asked for, where the rule is one."""


class ClassificationManifest(_LearnedManifest):
    """Probability of a yes/no outcome, result column ``p``."""

    task: Literal[TableTask.CLASSIFICATION]
    algorithm: Algorithm
    explanation: Explanation
    interval: str = ""
    """What the columns ``p_low`` and ``p_high`` are; empty: the model gives no interval."""
    threshold: DecisionThreshold | None = None
    """For sensitivity and specificity on other tables; None: the package names none."""

    @property
    def algorithm_name(self) -> str:
        return self.algorithm.value

    @property
    def outputs(self) -> tuple[str, ...]:
        return ("p", "p_low", "p_high") if self.interval else ("p",)


class SurvivalTime(ManifestPart):
    """A time at which survival is given: result columns ``name``, ``name_low`` and ``name_high``."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")]
    time: Annotated[float, Field(gt=0)]
    """In the unit of the data dictionary."""
    label: LocalizedText


class SurvivalManifest(_LearnedManifest):
    """Probability of being alive at given times, and the median."""

    task: Literal[TableTask.SURVIVAL]
    times: Annotated[tuple[SurvivalTime, ...], Field(min_length=1)]
    interval: str

    @property
    def algorithm_name(self) -> str:
        return "cox-proportional-hazards"

    @property
    def outputs(self) -> tuple[str, ...]:
        return (*(name for one in self.times for name in _with_limits(one.name)), "median")


def _with_limits(name: str) -> tuple[str, str, str]:
    return name, f"{name}_low", f"{name}_high"


LearnedManifest = ClassificationManifest | SurvivalManifest
"""``manifest.json`` of a package; ``task`` tells which."""
_MANIFESTS: TypeAdapter[LearnedManifest] = TypeAdapter(
    Annotated[LearnedManifest, Field(discriminator="task")]
)


def read_learned_manifest(folder: Path) -> LearnedManifest:
    """The manifest of a package folder.

    Raises
    ------
    FailedError
        `ErrorCode.MODEL_NOT_FOUND` without a manifest, `ErrorCode.MODEL_MANIFEST_INVALID` for one that is not in
        the vocabulary or of a newer schema.
    """
    return read_manifest_as(folder, _MANIFESTS)
