"""Turning an estimator's scores into probabilities, and looking at how well they fit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.documents import CalibrationBin
from pmdesk.risk.learned.metrics import Floats
from pmdesk.risk.learned.validation import Split

if TYPE_CHECKING:
    import pandas as pd
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.pipeline import Pipeline

SIGMOID = "sigmoid"
ISOTONIC = "isotonic"
ISOTONIC_FROM = 500
"""Rows with, and without, the outcome from which the isotonic form is used; it overfits smaller tables
(Niculescu-Mizil and Caruana, ICML 2005)."""
BINS = 10


def calibration_method(outcome: NDArray[np.int8]) -> str:
    return ISOTONIC if np.bincount(outcome, minlength=2).min() >= ISOTONIC_FROM else SIGMOID


def fit_calibrated(
    pipeline: "Pipeline", frame: "pd.DataFrame", outcome: NDArray[np.int8], splits: Sequence[Split]
) -> "CalibratedClassifierCV":
    """Fit a pipeline on all rows, and its calibration on predictions for rows that it had not seen.

    The scores are turned by ``1 / (1 + exp(a * score + b))`` (Platt 1999) or a monotone step function; one pipeline
    and one calibration remain: ``fitted.calibrated_classifiers_[0].estimator`` and ``.calibrators[0]``.
    """
    from sklearn.calibration import CalibratedClassifierCV

    model = CalibratedClassifierCV(
        pipeline, method=calibration_method(outcome), cv=list(splits), ensemble=False
    )
    model.fit(frame, outcome)
    # the splits are of no use any more and would be saved with the model
    model.cv = len(splits)
    return model


def probabilities(model: "CalibratedClassifierCV", frame: "pd.DataFrame") -> Floats:
    """(n) probability of "yes"."""
    return np.asarray(model.predict_proba(frame)[:, 1], dtype=np.float64)


def calibration_bins(
    outcome: NDArray[np.int8], score: Floats, bins: int = BINS
) -> tuple[CalibrationBin, ...]:
    """Groups of about equal size, from low to high; equal scores stay together."""
    borders = np.unique(np.quantile(score, np.linspace(0, 1, bins + 1)[1:-1]))
    member = np.searchsorted(borders, score, side="right")
    found = []
    for number in np.unique(member):
        rows = member == number
        n, events = int(rows.sum()), int(outcome[rows].sum())
        low, high = wilson(events, n)
        found.append(
            CalibrationBin(n=n, predicted=float(score[rows].mean()), observed=events / n, low=low, high=high)
        )
    return tuple(found)


def wilson(events: int, n: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson, JASA 1927)."""
    from scipy.stats import binomtest

    interval = binomtest(events, n).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
