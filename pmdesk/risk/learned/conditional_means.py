"""Two steps of a pipeline that make a linear model usable where inputs are missing together.

Filling gaps with a column's mean ignores what the known inputs say; here each gap gets its expected value given them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

Matrix = NDArray[np.float64]

_ROUNDS = 10


class CategoryDummies(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Categories as 0/1 columns, the first level left out; not known is NaN in all of them.

    Parameters
    ----------
    levels
        For each column of the table, in its order, the levels of a category; empty for numbers and flags, which pass.
    """

    def __init__(self, levels: Sequence[Sequence[str]]) -> None:
        self.levels = levels

    def fit(self, table: Any, outcome: Any = None) -> "CategoryDummies":
        self.names_ = [str(name) for name in table.columns]
        return self

    def transform(self, table: Any) -> Matrix:
        """DataFrame (n, inputs) to float64 (n, features), NaN where not known."""
        check_is_fitted(self, "names_")
        columns = []
        for name, levels in zip(self.names_, self.levels, strict=True):
            if not levels:
                columns.append(np.asarray(table[name], dtype=np.float64))
                continue
            cells = table[name].astype(object)
            unknown = cells.isna().to_numpy()
            columns += [
                np.where(unknown, np.nan, (cells == level).to_numpy(dtype=np.float64)) for level in levels[1:]
            ]
        return np.column_stack(columns)

    def get_feature_names_out(self, names: Any = None) -> NDArray[np.object_]:
        found = []
        for name, levels in zip(self.names_, self.levels, strict=True):
            found += [f"{name}={level}" for level in levels[1:]] or [name]
        return np.asarray(found, dtype=object)


class ConditionalMeanImputer(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Missing values become their expectation given the known ones, under a multivariate normal.

    Mean and covariance of features with gaps in training by the expectation-maximisation algorithm (Little and Rubin,
    Statistical Analysis with Missing Data, chapter 11); ``shrinkage`` pulls the correlations towards zero. Features
    must be standardised.
    """

    def __init__(self, shrinkage: float = 0.05) -> None:
        self.shrinkage = shrinkage

    def fit(self, features: Matrix, outcome: Any = None) -> "ConditionalMeanImputer":
        features = np.asarray(features, dtype=np.float64)
        self.n_features_in_ = features.shape[1]
        self.mean_ = np.nanmean(features, axis=0)
        filled = np.where(np.isnan(features), self.mean_, features)
        self.covariance_ = self._shrunk(np.cov(filled, rowvar=False))
        if np.isnan(features).any():
            for _ in range(_ROUNDS):
                filled, unexplained = self._filled(features)
                self.mean_ = filled.mean(axis=0)
                self.covariance_ = self._shrunk(np.cov(filled, rowvar=False) + unexplained / len(filled))
        return self

    def transform(self, features: Matrix) -> Matrix:
        """float64 (n, features) without NaN; rows do not depend on each other."""
        check_is_fitted(self, "covariance_")
        return self._filled(np.asarray(features, dtype=np.float64))[0]

    def left_open(self, features: Matrix, coefficients: Matrix) -> Matrix:
        """What the known features leave open in linear predictors.

        Parameters
        ----------
        features
            (n, features), NaN where not known.
        coefficients
            (sets, features) without intercept.

        Returns
        -------
        numpy.ndarray
            (n, sets) float64 standard deviation of the sum of coefficients times missing features, given the known
            ones; 0 in rows without gaps.
        """
        check_is_fitted(self, "covariance_")
        missing = np.isnan(np.asarray(features, dtype=np.float64))
        found = np.zeros((len(missing), len(coefficients)))
        patterns, which = np.unique(missing, axis=0, return_inverse=True)
        for place, gaps in enumerate(patterns):
            if not gaps.any():
                continue
            across = self.covariance_[np.ix_(~gaps, gaps)]
            slopes = np.linalg.solve(self.covariance_[np.ix_(~gaps, ~gaps)], across)
            rest = self.covariance_[np.ix_(gaps, gaps)] - across.T @ slopes
            of_gaps = coefficients[:, gaps]
            variance = np.einsum("sf,fg,sg->s", of_gaps, rest, of_gaps)
            found[which.ravel() == place] = np.sqrt(np.maximum(variance, 0.0))
        return found

    def _shrunk(self, covariance: Matrix) -> Matrix:
        covariance = np.atleast_2d(covariance)
        diagonal = np.diag(np.diag(covariance) + 1e-9)
        return (1.0 - self.shrinkage) * covariance + self.shrinkage * diagonal

    def _filled(self, features: Matrix) -> tuple[Matrix, Matrix]:
        """The features without gaps, and the summed covariance of what was filled in."""
        filled = features.copy()
        unexplained = np.zeros_like(self.covariance_)
        missing = np.isnan(features)
        patterns, which = np.unique(missing, axis=0, return_inverse=True)
        for place, gaps in enumerate(patterns):
            if not gaps.any():
                continue
            rows, known = np.flatnonzero(which.ravel() == place), ~gaps
            across = self.covariance_[np.ix_(known, gaps)]
            slopes = np.linalg.solve(self.covariance_[np.ix_(known, known)], across)
            shift = features[np.ix_(rows, known)] - self.mean_[known]
            filled[np.ix_(rows, gaps)] = self.mean_[gaps] + shift @ slopes
            rest = self.covariance_[np.ix_(gaps, gaps)] - across.T @ slopes
            unexplained[np.ix_(gaps, gaps)] += len(rows) * rest
        return filled, unexplained
