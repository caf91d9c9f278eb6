"""Figures of probabilities against a yes/no outcome, for many bootstrap draws at once.

A draw is a row of weights: how often each table row is drawn when as many patients as there are are drawn with all
their rows. All functions take weights (draws, n) and give (draws); NaN where a figure is not defined in a draw.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.documents import Figure

Floats: TypeAlias = NDArray[np.float64]
Metric: TypeAlias = Callable[[Floats], Floats]
"""From weights (draws, n) to values (draws)."""

EPSILON = 1e-6
"""Probabilities are kept this far from 0 and 1 where a logarithm is taken."""
CELLS_AT_A_TIME = 4_000_000
MOST_DRAWN_CELLS = 20_000_000
LEAST_DRAWS = 200
"""Tables of more than 20,000 rows get fewer draws than asked for, but no fewer than these."""
NEEDED_DRAWS = 0.9
"""An interval is given when the figure is defined in this share of the draws."""


def drawn_weights(patients: NDArray[np.intp], draws: int, seed: int) -> Iterator[Floats]:
    """Weights in parts of about 4 million cells; the first row of the first part is all ones: the table itself."""
    names, member = np.unique(patients, return_inverse=True)
    rng = np.random.default_rng(seed)
    size = max(1, CELLS_AT_A_TIME // max(len(patients), 1))
    draws = min(draws, max(LEAST_DRAWS, MOST_DRAWN_CELLS // max(len(patients), 1)))
    yield np.ones((1, len(patients)))
    for start in range(0, draws, size):
        part = min(size, draws - start)
        drawn = rng.integers(0, len(names), (part, len(names)))
        counts = np.zeros((part, len(names)))
        np.add.at(counts, (np.arange(part)[:, None], drawn), 1.0)
        yield counts[:, member]


def figure(draws: Floats) -> Figure:
    """Value (the first draw is the table itself) and the middle 95 % of the others."""
    value, others = float(draws[0]), draws[1:]
    found = others[np.isfinite(others)]
    if not np.isfinite(value):
        return Figure(value=None)
    if len(found) < NEEDED_DRAWS * max(len(others), 1):
        return Figure(value=value)
    low, high = np.percentile(found, (2.5, 97.5))
    return Figure(value=value, low=float(low), high=float(high))


def auc(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    """Area under the ROC curve: chance that a row with the outcome scores higher, ties half."""
    order = np.argsort(score, kind="stable")
    starts = _starts(score[order])
    events = np.add.reduceat(weights[:, order] * outcome[order], starts, axis=1)
    others = np.add.reduceat(weights[:, order] * (1 - outcome[order]), starts, axis=1)
    below = np.cumsum(others, axis=1) - others
    return _ratio((events * (below + 0.5 * others)).sum(axis=1), events.sum(axis=1) * others.sum(axis=1))


def average_precision(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    """Mean precision over the rows with the outcome, from the highest score down."""
    order = np.argsort(-score, kind="stable")
    starts = _starts(score[order])
    events = np.add.reduceat(weights[:, order] * outcome[order], starts, axis=1)
    rows = np.add.reduceat(weights[:, order], starts, axis=1)
    precision = _ratio(np.cumsum(events, axis=1), np.cumsum(rows, axis=1))
    return _ratio(np.nansum(precision * events, axis=1), events.sum(axis=1))


def brier(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    """Mean squared difference (Brier 1950)."""
    return _mean(weights, (score - outcome) ** 2)


def log_loss(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    return _mean(weights, row_log_loss(outcome, score))


def row_log_loss(outcome: NDArray[np.int8], score: Floats) -> Floats:
    """(n) minus the logarithm of the probability given to what came about."""
    kept = np.clip(score, EPSILON, 1 - EPSILON)
    return np.asarray(-np.where(outcome == 1, np.log(kept), np.log1p(-kept)), dtype=np.float64)


def observed_minus_expected(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    """Share with the outcome minus mean probability."""
    return _mean(weights, outcome - score)


def observed_over_expected(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    """Rows with the outcome for each one that the probabilities add up to."""
    return _ratio(weights @ outcome.astype(np.float64), weights @ score)


def logit(probability: Floats) -> Floats:
    kept = np.clip(probability, EPSILON, 1 - EPSILON)
    return np.asarray(np.log(kept) - np.log1p(-kept), dtype=np.float64)


def calibration_intercept(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    """Intercept of a logistic model with the logit of the score as offset (Cox, Biometrika 1958)."""
    return _recalibrated(weights, outcome, logit(score), with_slope=False)[0]


def calibration_slope(weights: Floats, outcome: NDArray[np.int8], score: Floats) -> Floats:
    """Slope of a logistic model on the logit of the score (Cox, Biometrika 1958)."""
    return _recalibrated(weights, outcome, logit(score), with_slope=True)[1]


def _recalibrated(
    weights: Floats, outcome: NDArray[np.int8], line: Floats, *, with_slope: bool
) -> tuple[Floats, Floats]:
    """Newton's method for intercept and slope of every draw together; NaN where it does not settle."""
    draws = len(weights)
    intercept, slope = np.zeros(draws), np.ones(draws)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(50):
            p = 1.0 / (1.0 + np.exp(-np.clip(intercept[:, None] + slope[:, None] * line, -500, 500)))
            rest, bend = weights * (outcome - p), weights * p * (1 - p)
            g0, h00 = rest.sum(axis=1), bend.sum(axis=1)
            if not with_slope:
                step0, step1 = g0 / h00, np.zeros(draws)
            else:
                g1, h01, h11 = rest @ line, bend @ line, bend @ line**2
                determinant = h00 * h11 - h01**2
                step0 = (h11 * g0 - h01 * g1) / determinant
                step1 = (h00 * g1 - h01 * g0) / determinant
            step0, step1 = np.clip(step0, -5, 5), np.clip(step1, -2, 2)
            intercept, slope = intercept + step0, slope + step1
            size = np.maximum(np.abs(step0), np.abs(step1))
            if not (size > 1e-9).any():
                break
    settled = size <= 1e-6
    return np.where(settled, intercept, np.nan), np.where(settled, slope, np.nan)


def decision_counts(
    weights: Floats, outcome: NDArray[np.int8], decision: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats, Floats]:
    """True positives, false positives, false negatives, true negatives of each draw."""
    yes, no = outcome == 1, outcome == 0
    return (
        weights @ (decision & yes),
        weights @ (decision & no),
        weights @ (~decision & yes),
        weights @ (~decision & no),
    )


def decision_figures(
    weights: Floats, outcome: NDArray[np.int8], decision: NDArray[np.bool_]
) -> dict[str, Floats]:
    """Accuracy, sensitivity, specificity, predictive values, F1 and false positive rate of each draw."""
    tp, fp, fn, tn = decision_counts(weights, outcome, decision)
    return {
        "accuracy": _ratio(tp + tn, tp + fp + fn + tn),
        "sensitivity": _ratio(tp, tp + fn),
        "specificity": _ratio(tn, tn + fp),
        "ppv": _ratio(tp, tp + fp),
        "npv": _ratio(tn, tn + fn),
        "f1": _ratio(2 * tp, 2 * tp + fp + fn),
        "false_positive_rate": _ratio(fp, fp + tn),
    }


PROBABILITY_METRICS: dict[str, Callable[[Floats, NDArray[np.int8], Floats], Floats]] = {
    "auc": auc,
    "average_precision": average_precision,
    "brier": brier,
    "log_loss": log_loss,
    "calibration_intercept": calibration_intercept,
    "calibration_slope": calibration_slope,
    "observed_minus_expected": observed_minus_expected,
    "observed_over_expected": observed_over_expected,
}


def plain(metric: Callable[[Floats, NDArray[np.int8], Floats], Floats]) -> Callable[..., float]:
    """A metric of the table itself: ``plain(auc)(outcome, score)``."""

    def of(outcome: NDArray[np.int8], score: Floats) -> float:
        return float(metric(np.ones((1, len(outcome))), outcome, score)[0])

    return of


def _starts(ordered: Floats) -> NDArray[np.intp]:
    """Where runs of equal scores begin."""
    return np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])


def _mean(weights: Floats, values: Floats) -> Floats:
    return _ratio(weights @ values, weights.sum(axis=1))


def _ratio(part: Floats, whole: Floats) -> Floats:
    found = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found
