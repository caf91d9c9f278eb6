"""Figures, curves, differences and the choice among algorithms, all from out-of-fold predictions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.documents import Choice, Curve, Difference, PerformanceFigures
from pmdesk.risk.learned.metrics import (
    PROBABILITY_METRICS,
    Floats,
    decision_figures,
    drawn_weights,
    figure,
    row_log_loss,
)
from pmdesk.risk.learned.settings import ALL_ALGORITHMS, TrainingSettings

Draws: TypeAlias = Mapping[str, Floats]
"""Values (1 + draws) of each figure: the table itself, then the bootstrap draws."""

CURVE_POINTS = 200


@dataclass(frozen=True)
class OutOfFold:
    """Predictions for rows by models that had not seen them.

    Parameters
    ----------
    scores
        (repeats, n) float64 calibrated probability.
    folds
        (repeats, n) outer fold of each row.
    decisions
        (repeats, n) bool at the cross-fitted threshold.
    """

    scores: Floats
    folds: NDArray[np.intp]
    decisions: NDArray[np.bool_]


def draw_figures(
    outcome: NDArray[np.int8],
    predictions: OutOfFold,
    patients: NDArray[np.intp],
    settings: TrainingSettings,
    ctx: JobContext,
    rows: NDArray[np.bool_] | None = None,
) -> Draws:
    """Every figure in every draw, averaged over the repeats; ``rows`` restricts to a subgroup.

    The draws depend on the patients and the seed alone, so that those of two algorithms or groups pair up.
    """
    kept = slice(None) if rows is None else rows
    parts: dict[str, list[Floats]] = {}
    for weights in drawn_weights(patients, settings.bootstrap_draws, settings.seed):
        ctx.check()
        for name, values in _of_part(weights[:, kept], outcome[kept], predictions, kept).items():
            parts.setdefault(name, []).append(values)
    return {name: np.concatenate(values) for name, values in parts.items()}


def _of_part(
    weights: Floats,
    outcome: NDArray[np.int8],
    predictions: OutOfFold,
    kept: slice | NDArray[np.bool_],
) -> dict[str, Floats]:
    sums: dict[str, Floats] = {}
    repeats = len(predictions.scores)
    for score, decision in zip(predictions.scores[:, kept], predictions.decisions[:, kept], strict=True):
        found = {name: metric(weights, outcome, score) for name, metric in PROBABILITY_METRICS.items()}
        found |= decision_figures(weights, outcome, decision)
        for name, values in found.items():
            sums[name] = sums.get(name, np.zeros(len(weights))) + values / repeats
    return sums


def performance(draws: Draws) -> PerformanceFigures:
    return PerformanceFigures(**{name: figure(draws[name]) for name in PerformanceFigures.model_fields})


def roc_points(outcome: NDArray[np.int8], score: Floats) -> Curve:
    from sklearn.metrics import roc_curve

    x, y, threshold = roc_curve(outcome, score, drop_intermediate=True)
    # the first point of scikit-learn stands at an infinite threshold
    return _curve(x, y, np.minimum(threshold, 1.0))


def precision_recall_points(outcome: NDArray[np.int8], score: Floats) -> Curve:
    from sklearn.metrics import precision_recall_curve

    precision, recall, threshold = precision_recall_curve(outcome, score, drop_intermediate=True)
    return _curve(recall, precision, np.r_[threshold, 1.0])


def _curve(x: Floats, y: Floats, threshold: Floats) -> Curve:
    places = np.unique(np.linspace(0, len(x) - 1, min(len(x), CURVE_POINTS)).round().astype(int))
    return Curve(
        x=tuple(x[places].tolist()), y=tuple(y[places].tolist()), threshold=tuple(threshold[places].tolist())
    )


def choose(
    outcome: NDArray[np.int8], predictions: Mapping[Algorithm, OutOfFold], patients: NDArray[np.intp]
) -> Choice:
    """The simplest algorithm within one standard error (over patients) of the lowest log loss."""
    losses = {
        algorithm: np.mean([row_log_loss(outcome, score) for score in item.scores], axis=0)
        for algorithm, item in predictions.items()
    }
    best = min(losses, key=lambda algorithm: float(losses[algorithm].mean()))
    error = _standard_error(losses[best], patients)
    limit = float(losses[best].mean()) + error
    within = tuple(item for item in ALL_ALGORITHMS if item in losses and float(losses[item].mean()) <= limit)
    return Choice(best=best, standard_error=error, within=within, chosen=within[0])


def _standard_error(losses: Floats, patients: NDArray[np.intp]) -> float:
    """Of the mean over rows that come in clusters (patients)."""
    centred = np.bincount(patients, losses - losses.mean())
    clusters = len(np.unique(patients))
    return float(np.sqrt((centred**2).sum() * clusters / max(clusters - 1, 1)) / len(losses))


def differences(draws: Mapping[Algorithm, Draws], reference: Algorithm) -> tuple[Difference, ...]:
    """Every other algorithm minus the reference, draw by draw."""

    def minus(algorithm: Algorithm) -> Callable[[str], Floats]:
        return lambda name: draws[algorithm][name] - draws[reference][name]

    return tuple(
        Difference(
            algorithm=algorithm,
            reference=reference,
            auc=figure(minus(algorithm)("auc")),
            brier=figure(minus(algorithm)("brier")),
            log_loss=figure(minus(algorithm)("log_loss")),
        )
        for algorithm in draws
        if algorithm is not reference
    )


def mean_score(predictions: OutOfFold) -> Floats:
    """(n) mean over the repeats, for the threshold of the final model."""
    return np.asarray(predictions.scores.mean(axis=0), dtype=np.float64)
