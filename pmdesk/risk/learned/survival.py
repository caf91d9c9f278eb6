"""A proportional hazards model as plain arrays: nothing of the library that fitted it is needed to apply it."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

Matrix = NDArray[np.float64]


class CoxModel(BaseEstimator):  # type: ignore[misc]
    """Cox's proportional hazards model (J R Stat Soc B 1972) with Breslow's baseline (Biometrics 1974).

    Fitted by lifelines (Efron's ties). ``fit`` also refits on bootstrap samples, for the intervals: each sample gives
    coefficients and a baseline at the event times of the data.

    Parameters
    ----------
    penalizer
        Of lifelines' `CoxPHFitter`.
    draws, seed
        Bootstrap samples; 0: no intervals.

    Attributes
    ----------
    coefficients_
        (features,) log hazard ratio per unit.
    means_
        (features,) the baseline belongs to these values.
    times_
        (t,) increasing, times of events.
    hazard_
        (t,) cumulative baseline hazard from these times on.
    draw_coefficients_, draw_hazards_
        (draws, features) and (draws, t), with the same means and times.
    """

    def __init__(self, penalizer: float = 0.0, draws: int = 200, seed: int = 1) -> None:
        self.penalizer = penalizer
        self.draws = draws
        self.seed = seed

    def fit(self, features: ArrayLike, time: ArrayLike, event: ArrayLike) -> "CoxModel":
        """Fit.

        Parameters
        ----------
        features
            (n, features) float64 without NaN.
        time
            (n,) follow-up, in one unit.
        event
            (n,) 1 where the event was seen at ``time``, 0 where follow-up ended before.
        """
        x, t, e = (np.asarray(part, dtype=np.float64) for part in (features, time, event))
        self.means_ = x.mean(axis=0)
        self.times_ = np.unique(t[e == 1])
        self.coefficients_, self.hazard_ = self._fitted(x, t, e)
        random = np.random.default_rng(self.seed)
        drawn = [
            self._fitted(x[rows], t[rows], e[rows])
            for rows in (random.integers(0, len(x), len(x)) for _ in range(self.draws))
        ]
        self.draw_coefficients_ = np.array([one for one, _ in drawn]).reshape(self.draws, x.shape[1])
        self.draw_hazards_ = np.array([one for _, one in drawn]).reshape(self.draws, len(self.times_))
        return self

    def log_hazard(self, features: ArrayLike) -> Matrix:
        """(n,) log hazard relative to a patient with the means."""
        check_is_fitted(self, "coefficients_")
        found: Matrix = (np.asarray(features, dtype=np.float64) - self.means_) @ self.coefficients_
        return found

    def survival(self, features: ArrayLike, times: ArrayLike) -> Matrix:
        """(n, times) probability of no event up to each time; NaN beyond the last event of the data."""
        return np.asarray(
            np.exp(-np.exp(self.log_hazard(features))[:, None] * self._at(self.hazard_, times)),
            dtype=np.float64,
        )

    def interval(self, features: ArrayLike, times: ArrayLike) -> tuple[Matrix, Matrix]:
        """(n, times) each: 2.5 and 97.5 % quantile of the bootstrap fits."""
        centred = np.asarray(features, dtype=np.float64) - self.means_
        hazards = np.exp(centred @ self.draw_coefficients_.T)  # (n, draws)
        baselines = np.array([self._at(one, times) for one in self.draw_hazards_])  # (draws, times)
        drawn = np.exp(-hazards[:, :, None] * baselines[None])
        low, high = np.quantile(drawn, [0.025, 0.975], axis=1)
        return low, high

    def median(self, features: ArrayLike) -> Matrix:
        """(n,) first time at which survival is 0.5 or less; NaN where the data end before."""
        survival = np.exp(-np.exp(self.log_hazard(features))[:, None] * self.hazard_)
        below = survival <= 0.5
        return np.where(below.any(axis=1), self.times_[below.argmax(axis=1)], np.nan)

    def _at(self, hazard: Matrix, times: ArrayLike) -> Matrix:
        wanted = np.atleast_1d(np.asarray(times, dtype=np.float64))
        steps = np.concatenate([[0.0], hazard])[np.searchsorted(self.times_, wanted, side="right")]
        return np.where(wanted > self.times_[-1], np.nan, steps)

    def _fitted(self, x: Matrix, t: Matrix, e: Matrix) -> tuple[Matrix, Matrix]:
        """Coefficients, and the cumulative baseline at ``means_`` and ``times_``."""
        import pandas as pd
        from lifelines import CoxPHFitter

        names = [f"x{place}" for place in range(x.shape[1])]
        table: Any = pd.DataFrame(x - self.means_, columns=names).assign(t=t, e=e)
        fitter = CoxPHFitter(penalizer=self.penalizer).fit(table, "t", "e")
        coefficients = fitter.params_[names].to_numpy()
        baseline = fitter.baseline_cumulative_hazard_.iloc[:, 0]
        # lifelines centres on the mean of what it was given
        shift = np.exp(-(x - self.means_).mean(axis=0) @ coefficients)
        steps = np.concatenate([[0.0], baseline.to_numpy()])
        found = steps[np.searchsorted(baseline.index.to_numpy(), self.times_, side="right")] * shift
        return coefficients, found
