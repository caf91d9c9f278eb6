"""Nested cross-validation: outer folds measure what the inner folds of their training part have tuned."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.documents import FoldRecord
from pmdesk.risk.learned.evaluation import OutOfFold
from pmdesk.risk.learned.fitting import FittedModel, fit_on, outer_splits
from pmdesk.risk.learned.metrics import auc, plain
from pmdesk.risk.learned.settings import TrainingSettings
from pmdesk.risk.learned.thresholds import cross_fitted_decisions
from pmdesk.risk.learned.validation import Rows


@dataclass(frozen=True)
class FoldModel:
    """A model of the first repeat and the rows that it had not seen."""

    model: FittedModel
    test: Rows


@dataclass(frozen=True)
class CrossValidation:
    predictions: Mapping[Algorithm, OutOfFold]
    folds: Mapping[Algorithm, tuple[FoldRecord, ...]]
    models: Mapping[Algorithm, tuple[FoldModel, ...]]


_COST = {
    Algorithm.LOGISTIC: 1.0,
    Algorithm.TREE: 1.0,
    Algorithm.SVM: 2.0,
    Algorithm.FOREST: 12.0,
    Algorithm.BOOSTING: 6.0,
    Algorithm.MLP: 6.0,
}
"""About how long they take, for the progress."""


def cross_validate(cleaned: CleanTable, settings: TrainingSettings, ctx: JobContext) -> CrossValidation:
    """Out-of-fold predictions of every algorithm, all on the same splits.

    Raises
    ------
    RefusedError
        ``TOO_FEW_EVENTS``: a fold would lack a class.
    CancelledError
        The user cancelled.
    """
    algorithms = tuple(dict.fromkeys(settings.algorithms))
    shape = (settings.repeats, cleaned.rows)
    scores = {algorithm: np.full(shape, np.nan) for algorithm in algorithms}
    fold_of = np.zeros(shape, dtype=np.intp)
    records: dict[Algorithm, list[FoldRecord]] = {algorithm: [] for algorithm in algorithms}
    models: dict[Algorithm, list[FoldModel]] = {algorithm: [] for algorithm in algorithms}
    total = settings.repeats * settings.outer_folds * sum(_COST[algorithm] for algorithm in algorithms)
    spent = 0.0
    for repeat in range(settings.repeats):
        for fold, (train, test) in enumerate(outer_splits(cleaned, settings, repeat)):
            fold_of[repeat, test] = fold
            for algorithm in algorithms:
                ctx.progress(spent / total, f"stage.train.{algorithm.value}")
                fitted = fit_on(cleaned, train, algorithm, settings, settings.seed + repeat, ctx)
                score = fitted.probabilities(cleaned.frame.iloc[test])
                scores[algorithm][repeat, test] = score
                records[algorithm].append(
                    FoldRecord(
                        repeat=repeat,
                        fold=fold,
                        train_rows=len(train),
                        test_rows=len(test),
                        test_events=int(cleaned.outcome[test].sum()),
                        parameters=fitted.parameters,
                        inner_auc=fitted.inner_auc,
                        test_auc=plain(auc)(cleaned.outcome[test], score),
                    )
                )
                if repeat == 0:
                    models[algorithm].append(FoldModel(fitted, test))
                spent += _COST[algorithm]
    return CrossValidation(
        {
            algorithm: OutOfFold(
                scores[algorithm],
                fold_of,
                np.stack(
                    [
                        cross_fitted_decisions(cleaned.outcome, score, fold, settings)
                        for score, fold in zip(scores[algorithm], fold_of, strict=True)
                    ]
                ),
            )
            for algorithm in algorithms
        },
        {algorithm: tuple(items) for algorithm, items in records.items()},
        {algorithm: tuple(items) for algorithm, items in models.items()},
    )
