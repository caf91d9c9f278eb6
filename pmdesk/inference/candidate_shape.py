"""Shape of a candidate: long vessels and flat caps of the diaphragm are told from nodules by their principal axes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MIN_SLICES = 2
MAX_SLICE_SPACING_MM = 5.0
"""On fewer or thicker slices the third axis says more about the slices than about the candidate."""


@dataclass(frozen=True, slots=True)
class AxisRatios:
    """Ratios of the standard deviations along the principal axes of a mask, each 1 or more.

    Parameters
    ----------
    elongation
        Largest to middle: high for a vessel.
    flatness
        Middle to smallest: high for a plate or a cap.
    """

    elongation: float
    flatness: float


def axis_ratios(mask: NDArray[np.bool_], spacing_mm: tuple[float, float, float]) -> AxisRatios | None:
    """Ratios of the principal axes; None where the slices are too few or too thick to tell.

    Parameters
    ----------
    mask
        (slice, row, col) bool, at least one voxel set.
    spacing_mm
        Slice, row and column spacing.
    """
    if np.count_nonzero(mask.any(axis=(1, 2))) < MIN_SLICES or spacing_mm[0] > MAX_SLICE_SPACING_MM:
        return None
    points = np.argwhere(mask) * np.asarray(spacing_mm)
    # a voxel is a small box, not a point: its own extent keeps a thin mask from being infinitely flat
    spread = np.cov(points.T, bias=True) + np.diag(np.square(spacing_mm)) / 12.0
    smallest, middle, largest = np.sqrt(np.linalg.eigvalsh(spread))
    return AxisRatios(float(largest / middle), float(middle / smallest))
