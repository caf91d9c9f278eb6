"""What a training is asked to do; everything a result depends on besides the table and its dictionary."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.risk.learned.columns import Algorithm

ALL_ALGORITHMS = (
    Algorithm.LOGISTIC,
    Algorithm.TREE,
    Algorithm.SVM,
    Algorithm.FOREST,
    Algorithm.BOOSTING,
    Algorithm.MLP,
)
"""From the simplest to explain and check to the least simple: the order that the choice rule goes by."""


class ThresholdRule(StrEnum):
    """How the probability is chosen from which a row counts as "yes"."""

    YOUDEN = "youden"
    """Largest sensitivity + specificity - 1 (Youden, Cancer 1950)."""
    SENSITIVITY = "sensitivity"
    """Highest threshold that reaches the sensitivity asked for."""
    FIXED = "fixed"


class MissingCategory(StrEnum):
    """What a category that is not known becomes inside the pipeline."""

    LEVEL = "level"
    """A level of its own."""
    MOST_FREQUENT = "most-frequent"


class TrainingSettings(BaseModel):
    """Settings of one training.

    Parameters
    ----------
    algorithms
        What to compare.
    outer_folds, inner_folds, repeats
        Nested cross-validation: outer folds measure, inner folds (of the outer's training part) tune and calibrate;
        the whole is repeated with other splits.
    tune
        False: the first setting of each grid, without a search.
    missing_indicator
        Adds a column "was not known" for each number with gaps.
    balanced
        Weights the classes equally in fitting; off, because it spoils probabilities.
    threshold_rule, threshold_value
        See `ThresholdRule`; the value is the sensitivity or the fixed threshold.
    bootstrap_draws
        Of patients, for the intervals; fewer on more than 20,000 rows.
    minimum_events
        Fewer patients than this with, or without, the outcome: refused.
    minimum_group_events
        A subgroup with fewer rows with, or without, the outcome gets no figures ("too small to say").
    allow_leakage
        Goes on in spite of severe findings; the result says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    algorithms: tuple[Algorithm, ...] = Field(default=ALL_ALGORITHMS, min_length=1)
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1
    outer_folds: Annotated[int, Field(ge=2, le=20)] = 5
    inner_folds: Annotated[int, Field(ge=2, le=10)] = 4
    repeats: Annotated[int, Field(ge=1, le=50)] = 1
    tune: bool = True
    missing_indicator: bool = False
    missing_category: MissingCategory = MissingCategory.LEVEL
    balanced: bool = False
    threshold_rule: ThresholdRule = ThresholdRule.YOUDEN
    threshold_value: Annotated[float, Field(gt=0, lt=1)] = 0.5
    bootstrap_draws: Annotated[int, Field(ge=100, le=10_000)] = 1000
    minimum_events: Annotated[int, Field(ge=10)] = 20
    minimum_group_events: Annotated[int, Field(ge=5)] = 10
    importance_repeats: Annotated[int, Field(ge=0, le=100)] = 10
    learning_curve: bool = True
    partial_dependence: bool = True
    allow_leakage: bool = False
