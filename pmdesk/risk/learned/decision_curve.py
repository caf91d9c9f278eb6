"""Net benefit of acting on a probability, against treating everybody and nobody.

Vickers AJ, Elkin EB. Med Decis Making 2006;26:565-574: at the threshold probability p the net benefit is
TP/n - FP/n * p/(1-p); of treating all it is prevalence - (1 - prevalence) * p/(1-p), of treating none 0.
"""

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.documents import DecisionCurve
from pmdesk.risk.learned.metrics import Floats, drawn_weights

THRESHOLDS: tuple[float, ...] = tuple(round(step / 100, 2) for step in range(1, 100))


def net_benefit(weights: Floats, outcome: NDArray[np.int8], score: Floats, thresholds: Floats) -> Floats:
    """(draws, thresholds) net benefit of treating those at or above each threshold."""
    treated = score[:, None] >= thresholds
    total = weights.sum(axis=1, keepdims=True)
    true = weights @ (treated & (outcome == 1)[:, None]).astype(np.float64)
    false = weights @ (treated & (outcome == 0)[:, None]).astype(np.float64)
    return np.asarray((true - false * (thresholds / (1 - thresholds))) / total, dtype=np.float64)


def decision_curve(
    outcome: NDArray[np.int8],
    score: Floats,
    patients: NDArray[np.intp],
    draws: int,
    seed: int,
    thresholds: tuple[float, ...] = THRESHOLDS,
) -> DecisionCurve:
    """The curve with 95 % intervals by bootstrap over patients."""
    steps = np.asarray(thresholds)
    found = np.vstack(
        [net_benefit(part, outcome, score, steps) for part in drawn_weights(patients, draws, seed)]
    )
    low, high = np.percentile(found[1:], (2.5, 97.5), axis=0)
    prevalence = float(outcome.mean())
    treat_all = prevalence - (1 - prevalence) * steps / (1 - steps)
    return DecisionCurve(
        threshold=thresholds,
        model=tuple(found[0].tolist()),
        model_low=tuple(low.tolist()),
        model_high=tuple(high.tolist()),
        treat_all=tuple(treat_all.tolist()),
    )
