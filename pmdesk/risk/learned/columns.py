"""What the columns of a patient table mean: the data dictionary that a learned model is trained and applied with."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.texts import LocalizedText


class ColumnKind(StrEnum):
    NUMBER = "number"
    FLAG = "flag"
    """No or yes, as 0 or 1."""
    CATEGORY = "category"


class TableColumn(BaseModel):
    """One input column.

    ``minimum`` and ``maximum`` are what is plausible in ``unit`` (UCUM): a value outside is refused in training and in
    use. ``missing_values`` are texts that stand for "not measured" besides empty, ``?`` and ``NA`` (a cholesterol of
    ``0``); a value that is not known stays unknown and is imputed inside the pipeline, never before the split.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: ColumnKind
    label: LocalizedText | None = None
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    categories: tuple[str, ...] = ()
    category_labels: dict[str, LocalizedText] = Field(default_factory=dict)
    missing_values: tuple[str, ...] = ()
    required: bool = False
    """True: a row without it gets an error instead of a prediction."""


class TableTask(StrEnum):
    """What is predicted."""

    CLASSIFICATION = "tabular-classification"
    """Probability of a yes/no outcome."""
    SURVIVAL = "tabular-survival"
    """Probability of surviving to given times."""


class Algorithm(StrEnum):
    """The estimators on offer for a classification; all sit in the same pipeline."""

    LOGISTIC = "logistic-regression"
    SVM = "support-vector-machine"
    TREE = "decision-tree"
    FOREST = "random-forest"
    BOOSTING = "gradient-boosting"
    MLP = "multilayer-perceptron"


class DataDictionary(BaseModel):
    """The columns of a table with their parts: inputs, outcome, and what metrics are broken down by.

    Parameters
    ----------
    columns
        Inputs, in the order in which the pipeline takes them.
    target
        Outcome column of a classification (or event indicator, 1 = event, of a survival model).
    positive
        Values of the target, as text, that mean "yes".
    time
        Column of the follow-up time of a survival model, and its unit (UCUM).
    patient
        Column that names the patient, so that one patient's rows never lie on both sides of a split.
    subgroups
        Columns by which metrics are reported (sex, age band, ancestry, site); inputs or not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: TableTask = TableTask.CLASSIFICATION
    columns: tuple[TableColumn, ...]
    target: str
    positive: tuple[str, ...] = ("1",)
    time: str = ""
    time_unit: str = ""
    patient: str = ""
    subgroups: tuple[str, ...] = ()

    def column(self, name: str) -> TableColumn:
        return next(column for column in self.columns if column.name == name)
