"""How well a malignancy score agrees with the readers' opinion: discrimination, decisions, calibration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from pmdesk.training.evaluation.figures import SEED, Figure, Float64Array, drawn_weights, interval

DECISION_THRESHOLD = 0.5
"""The score is a probability: above one half it calls a nodule malignant."""
SPECIFICITY = 0.9
CALIBRATION_BINS = 5
_NEWTON_STEPS = 25
_BISECTIONS = 40
_TOLERANCE = 1e-9
_PROBABILITY_FLOOR = 1e-6

BoolArray = npt.NDArray[np.bool_]
_MakeFigure = Callable[[float, npt.ArrayLike], Figure]


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Nodules of neighbouring scores: mean score beside the share that the readers call malignant."""

    mean_probability: float
    malignant_share: float
    n: int


@dataclass(frozen=True)
class MalignancyFigures:
    """Figures of one set of nodules; None where a figure is not defined (one class only, no positive call).

    Attributes
    ----------
    sensitivity_at_specificity90
        Highest sensitivity with a specificity of at least 0.9.
    calibration_slope, calibration_intercept
        Logistic recalibration: slope of the outcome on the logit of the score (1 is ideal), and the intercept with the
        slope held at 1 (0 is ideal). Cox 1958; Van Calster et al., BMC Med 2019;17:230.
    """

    n: int
    patients: int
    malignant: int
    auc: Figure | None
    accuracy: Figure
    precision: Figure | None
    recall: Figure | None
    f1: Figure | None
    sensitivity_at_specificity90: Figure | None
    brier: Figure
    calibration_slope: Figure | None
    calibration_intercept: Figure | None
    calibration_bins: tuple[CalibrationBin, ...]


def malignancy_figures(
    probability: npt.ArrayLike,
    malignant: npt.ArrayLike,
    patients: Sequence[str],
    threshold: float = DECISION_THRESHOLD,
    seed: int = SEED,
) -> MalignancyFigures:
    """Figures of scores against the readers' opinion.

    Parameters
    ----------
    probability
        (n,) 0..1.
    malignant
        (n,) bool: mean rating above 3.
    patients
        n names.
    threshold
        A nodule is called malignant from this probability on.

    Raises
    ------
    ValueError
        No nodule, or a score that is no probability.
    """
    from sklearn.metrics import accuracy_score, brier_score_loss, f1_score, precision_score, recall_score

    score = np.asarray(probability, dtype=np.float64)
    truth = np.asarray(malignant, dtype=np.bool_)
    if not len(score) or score.shape != truth.shape or not ((score >= 0) & (score <= 1)).all():
        raise ValueError("scores must be probabilities, one for each nodule")
    weights = drawn_weights(patients, seed)
    called = score >= threshold
    counts = {
        (call, true): weights @ ((called == call) & (truth == true)).astype(np.float64)
        for call in (False, True)
        for true in (False, True)
    }
    hit, false_alarm, missed = counts[True, True], counts[True, False], counts[False, True]
    total = weights.sum(axis=1)

    def figure(value: float, draws: npt.ArrayLike) -> Figure:
        return Figure(float(value), interval(draws), len(score), len(set(patients)))

    both = bool(truth.any() and not truth.all())
    logit = special.logit(np.clip(score, _PROBABILITY_FLOOR, 1 - _PROBABILITY_FLOOR))
    with np.errstate(divide="ignore", invalid="ignore"):
        return MalignancyFigures(
            n=len(score),
            patients=len(set(patients)),
            malignant=int(truth.sum()),
            auc=auc_figure(score, truth, patients, seed),
            accuracy=figure(accuracy_score(truth, called), (hit + counts[False, False]) / total),
            precision=figure(precision_score(truth, called), hit / (hit + false_alarm))
            if called.any()
            else None,
            recall=figure(recall_score(truth, called), hit / (hit + missed)) if truth.any() else None,
            f1=figure(f1_score(truth, called), 2 * hit / (2 * hit + false_alarm + missed))
            if truth.any() or called.any()
            else None,
            sensitivity_at_specificity90=figure(
                _sensitivity(score, truth), _drawn_sensitivity(score, truth, weights)
            )
            if both
            else None,
            brier=figure(
                brier_score_loss(truth, score, pos_label=True), weights @ np.square(score - truth) / total
            ),
            calibration_slope=_slope_figure(logit, truth, weights, figure),
            calibration_intercept=figure(
                _intercepts(logit, truth, np.ones((1, len(score))))[0], _intercepts(logit, truth, weights)
            )
            if both
            else None,
            calibration_bins=calibration_bins(score, truth),
        )


def auc_figure(
    score: npt.ArrayLike, malignant: npt.ArrayLike, patients: Sequence[str], seed: int = SEED
) -> Figure | None:
    """Area under the ROC curve of any score, larger meaning more malignant; None with one class only."""
    from sklearn.metrics import roc_auc_score

    values = np.asarray(score, dtype=np.float64)
    truth = np.asarray(malignant, dtype=np.bool_)
    if truth.all() or not truth.any():
        return None
    weights = drawn_weights(patients, seed)
    above, below = values[truth][:, None], values[~truth][None, :]
    order = (above > below) + 0.5 * (above == below)
    positive, negative = weights[:, truth], weights[:, ~truth]
    with np.errstate(divide="ignore", invalid="ignore"):
        draws = ((positive @ order) * negative).sum(axis=1) / (positive.sum(axis=1) * negative.sum(axis=1))
    return Figure(float(roc_auc_score(truth, values)), interval(draws), len(values), len(set(patients)))


def calibration_bins(
    score: Float64Array, truth: BoolArray, bins: int = CALIBRATION_BINS
) -> tuple[CalibrationBin, ...]:
    """Groups of about equal size, from low to high scores."""
    order = np.argsort(score, kind="stable")
    return tuple(
        CalibrationBin(float(score[part].mean()), float(truth[part].mean()), len(part))
        for part in np.array_split(order, min(bins, len(order)))
    )


def _sensitivity(score: Float64Array, truth: BoolArray) -> float:
    from sklearn.metrics import roc_curve

    false_rate, true_rate, _ = roc_curve(truth, score, drop_intermediate=False)
    return float(true_rate[false_rate <= 1 - SPECIFICITY + _TOLERANCE].max())


def _drawn_sensitivity(score: Float64Array, truth: BoolArray, weights: Float64Array) -> Float64Array:
    """The same for every draw at once: the nodules from the highest score down, ties together."""
    order = np.argsort(-score, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    drawn, positive = weights[:, order], truth[order]
    found = np.cumsum(drawn * positive, axis=1)[:, ends]
    false = np.cumsum(drawn * ~positive, axis=1)[:, ends]
    allowed = false <= (1 - SPECIFICITY + _TOLERANCE) * false[:, -1:]
    best = np.where(allowed, found, 0.0).max(axis=1)
    result: Float64Array = np.where(false[:, -1] > 0, best / found[:, -1], np.nan)
    return result


def _slope_figure(
    logit: Float64Array, truth: BoolArray, weights: Float64Array, figure: _MakeFigure
) -> Figure | None:
    """None where the classes do not overlap: the slope has no end then."""
    from sklearn.linear_model import LogisticRegression

    if truth.all() or not truth.any() or np.ptp(logit) == 0:
        return None
    low, high = logit[truth], logit[~truth]
    if low.min() >= high.max() or low.max() <= high.min():
        return None
    model = LogisticRegression(C=np.inf, max_iter=1000, tol=1e-6).fit(logit[:, None], truth)
    return figure(float(model.coef_[0, 0]), _drawn_slopes(logit, truth, weights))


def _drawn_slopes(logit: Float64Array, truth: BoolArray, weights: Float64Array) -> Float64Array:
    """The same for every draw at once, by Newton's method; NaN where it does not settle."""
    shift, slope = np.zeros(len(weights)), np.ones(len(weights))
    change = np.full(len(weights), np.inf)
    for _ in range(_NEWTON_STEPS):
        expected = special.expit(shift[:, None] + slope[:, None] * logit)
        error, spread = weights * (truth - expected), weights * expected * (1 - expected)
        a, b, c = spread.sum(axis=1), spread @ logit, spread @ logit**2
        d, e = error.sum(axis=1), error @ logit
        with np.errstate(all="ignore"):
            change = (a * e - b * d) / (a * c - b * b)
            shift = shift + (c * d - b * e) / (a * c - b * b)
            slope = slope + change
    return np.where(np.abs(change) < 1e-6, slope, np.nan)


def _intercepts(logit: Float64Array, truth: BoolArray, weights: Float64Array) -> Float64Array:
    """Shift of the logit at which as many are expected as there are, one a row of weights; NaN with one class only."""
    wanted, total = weights @ truth.astype(np.float64), weights.sum(axis=1)
    low, high = np.full(len(weights), -40.0), np.full(len(weights), 40.0)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        above = (weights * special.expit(logit + middle[:, None])).sum(axis=1) > wanted
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return np.where((wanted > 0) & (wanted < total), (low + high) / 2, np.nan)
