"""The probability from which a row counts as "yes", and decisions that no row's own fold took part in."""

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.metrics import Floats
from pmdesk.risk.learned.settings import ThresholdRule, TrainingSettings


def choose_threshold(outcome: NDArray[np.int8], score: Floats, settings: TrainingSettings) -> float:
    """The threshold that the settings' rule picks on these rows (n); a row at it counts as "yes"."""
    if settings.threshold_rule is ThresholdRule.FIXED:
        return settings.threshold_value
    order = np.argsort(-score, kind="stable")
    ordered = score[order]
    last = np.flatnonzero(np.r_[ordered[1:] != ordered[:-1], True])
    sensitivity = np.cumsum(outcome[order])[last] / outcome.sum()
    false_positive = np.cumsum(1 - outcome[order])[last] / (1 - outcome).sum()
    if settings.threshold_rule is ThresholdRule.SENSITIVITY:
        place = int(np.argmax(sensitivity >= settings.threshold_value - 1e-12))
    else:
        place = int(np.argmax(sensitivity - false_positive))
    return float(ordered[last[place]])


def cross_fitted_decisions(
    outcome: NDArray[np.int8], score: Floats, folds: NDArray[np.intp], settings: TrainingSettings
) -> NDArray[np.bool_]:
    """(n) decisions with, for each fold, the threshold chosen on the out-of-fold rows of the other folds."""
    decisions = np.zeros(len(score), dtype=np.bool_)
    for fold in np.unique(folds):
        rows = folds == fold
        decisions[rows] = score[rows] >= choose_threshold(outcome[~rows], score[~rows], settings)
    return decisions
