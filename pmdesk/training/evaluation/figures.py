"""A figure with what it was taken over: value, 95 % interval by bootstrap over patients, nodules, patients."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Float64Array = npt.NDArray[np.float64]

BOOTSTRAP_SAMPLES = 2000
SEED = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its 95 % interval (bootstrap over patients) and what it was taken over."""

    value: float
    ci95: tuple[float, float]
    n: int
    patients: int


def drawn_weights(
    patients: Sequence[str], seed: int = SEED, samples: int = BOOTSTRAP_SAMPLES
) -> Float64Array:
    """How often each row is drawn when as many patients as there are are drawn with all their rows.

    Returns
    -------
    ndarray of float64, shape (samples, n)
    """
    names, member = np.unique(np.asarray(patients), return_inverse=True)
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, len(names), (samples, len(names)))
    counts = np.apply_along_axis(np.bincount, 1, drawn, minlength=len(names)).astype(np.float64)
    return counts[:, member]


def interval(draws: npt.ArrayLike) -> tuple[float, float]:
    """The middle 95 % of the draws; draws in which the figure is not defined are left out."""
    values = np.asarray(draws, dtype=np.float64)
    values = values[np.isfinite(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)


def mean_figure(values: Sequence[float], patients: Sequence[str], seed: int = SEED) -> Figure:
    """Mean with its interval; at least one value."""
    found = np.asarray(values, dtype=np.float64)
    weights = drawn_weights(patients, seed)
    return Figure(
        float(found.mean()),
        interval(weights @ found / weights.sum(axis=1)),
        len(found),
        len(set(patients)),
    )


def median_interval(
    values: Sequence[float], patients: Sequence[str], seed: int = SEED
) -> tuple[float, float]:
    """95 % interval of the median."""
    return interval(_per_draw(np.median, np.asarray(values, dtype=np.float64), drawn_weights(patients, seed)))


def _per_draw(
    statistic: Callable[[Float64Array], float], values: Float64Array, weights: Float64Array
) -> list[float]:
    return [float(statistic(np.repeat(values, row.astype(np.intp)))) for row in weights]
