"""The shipped classifiers: logistic regression that stays usable when inputs are missing, and how well it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import DataDictionary
from pmdesk.risk.learned.metrics import Floats, row_log_loss
from pmdesk.risk.learned.recipe import MissingPattern
from pmdesk.risk.learned.validation import inner_splits, patient_splits

if TYPE_CHECKING:
    import pandas as pd
    from sklearn.pipeline import Pipeline

PENALTIES = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
"""Values of C, from the strongest penalty to the weakest."""
OUTER_FOLDS, INNER_FOLDS, REPEATS = 5, 4, 10
SEED = 20261121
DRAWS = 200
COMPLETE = MissingPattern(name="", columns=())


def penalised_logistic(dictionary: DataDictionary, penalty: float) -> "Pipeline":
    """An unfitted pipeline; ``penalty`` is scikit-learn's C."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    from pmdesk.risk.learned.conditional_means import CategoryDummies, ConditionalMeanImputer

    return Pipeline(
        [
            ("encode", CategoryDummies([list(column.categories) for column in dictionary.columns])),
            ("clip", MinMaxScaler(clip=True)),
            ("scale", StandardScaler()),
            ("fill", ConditionalMeanImputer()),
            ("model", LogisticRegression(C=penalty, max_iter=5000)),
        ]
    )


@dataclass(frozen=True)
class NestedScores:
    """Out-of-fold probabilities.

    Parameters
    ----------
    scores
        By the name of the pattern of missing inputs (``""``: the rows as they are): (repeats, n).
    penalties
        What the inner folds chose, one an outer fold and repeat.
    """

    scores: Mapping[str, Floats]
    penalties: tuple[float, ...]


def nested_scores(
    table: CleanTable, patterns: Sequence[MissingPattern], repeats: int = REPEATS
) -> NestedScores:
    """Nested cross-validation by patient; the penalty is chosen inside each outer training part."""
    every = (COMPLETE, *patterns)
    scores = {pattern.name: np.full((repeats, table.rows), np.nan) for pattern in every}
    penalties: list[float] = []
    for repeat in range(repeats):
        seed = SEED + repeat
        for train, test in patient_splits(table.outcome, table.groups, OUTER_FOLDS, seed):
            penalty = chosen_penalty(table, train, every, seed)
            penalties.append(penalty)
            fitted = penalised_logistic(table.dictionary, penalty)
            fitted.fit(table.frame.iloc[train], table.outcome[train])
            for pattern in every:
                blanked = without(table.frame.iloc[test], pattern)
                scores[pattern.name][repeat, test] = fitted.predict_proba(blanked)[:, 1]
    return NestedScores(scores, tuple(penalties))


def chosen_penalty(
    table: CleanTable, rows: NDArray[np.intp], patterns: Sequence[MissingPattern], seed: int
) -> float:
    """The penalty of the lowest log loss in inner folds, averaged over the patterns of missing inputs."""
    losses = np.zeros(len(PENALTIES))
    frame, outcome = table.frame.iloc[rows], table.outcome[rows]
    for train, test in inner_splits(rows, table.outcome, table.groups, INNER_FOLDS, seed):
        pipeline = penalised_logistic(table.dictionary, PENALTIES[0])
        features = pipeline[:-1].fit_transform(frame.iloc[train])
        tested = [pipeline[:-1].transform(without(frame.iloc[test], pattern)) for pattern in patterns]
        for place, penalty in enumerate(PENALTIES):
            model = pipeline[-1].set_params(C=penalty).fit(features, outcome[train])
            losses[place] += sum(
                float(row_log_loss(outcome[test], model.predict_proba(one)[:, 1]).mean()) for one in tested
            )
    return PENALTIES[int(losses.argmin())]


def final_model(table: CleanTable, patterns: Sequence[MissingPattern]) -> tuple["Pipeline", float]:
    """The pipeline of all rows, and its penalty."""
    rows = np.arange(table.rows, dtype=np.intp)
    penalty = chosen_penalty(table, rows, (COMPLETE, *patterns), SEED)
    return penalised_logistic(table.dictionary, penalty).fit(table.frame, table.outcome), penalty


def bootstrap_coefficients(table: CleanTable, pipeline: "Pipeline") -> Floats:
    """(draws, 1 + features) intercept and coefficients of the last step, refitted on resampled patients.

    The steps before stay as they are: centre, scale and expectations of what is missing count as known.
    """
    from sklearn.base import clone

    features: Any = pipeline[:-1].transform(table.frame)
    members = [np.flatnonzero(table.patients == patient) for patient in np.unique(table.patients)]
    random = np.random.default_rng(SEED)
    drawn: list[Floats] = []
    while len(drawn) < DRAWS:
        picked = random.integers(0, len(members), len(members))
        rows = np.concatenate([members[place] for place in picked])
        if not 0 < table.outcome[rows].sum() < len(rows):
            continue
        model = clone(pipeline[-1]).fit(features[rows], table.outcome[rows])
        drawn.append(np.concatenate([model.intercept_, model.coef_[0]]))
    return np.asarray(drawn)


def without(frame: "pd.DataFrame", pattern: MissingPattern) -> "pd.DataFrame":
    """The frame with the inputs of a pattern not known."""
    return frame.assign(**dict.fromkeys(pattern.columns, np.nan)) if pattern.columns else frame
