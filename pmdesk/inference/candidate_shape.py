"""Shape of a candidate, and limits that hardly any nodule exceeds: long vessels, flat caps of the diaphragm, bone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

AERATED_BELOW_HU = -500
SHELL_MM = (1.0, 3.0)
"""The shell around a candidate, in plane, in which aerated lung is looked for."""
MIN_SLICES_FOR_3D = 2
MAX_SPACING_FOR_3D_MM = 5.0
"""On thicker slices the third axis of a candidate says more about the slices than about the candidate."""


@dataclass(frozen=True, slots=True)
class CandidateShape:
    """Numbers of a candidate's shape.

    Parameters
    ----------
    elongation
        Ratio of the largest to the middle standard deviation along the principal axes, 1 or more; None where the
        slices are too few or too thick to tell.
    flatness
        Ratio of the middle to the smallest one; None likewise.
    aerated_shell
        Share of the shell of `SHELL_MM` around the mask, in plane, below `AERATED_BELOW_HU`.
    """

    elongation: float | None
    flatness: float | None
    aerated_shell: float


@dataclass(frozen=True, slots=True)
class ShapeLimits:
    """What a candidate must keep to."""

    max_elongation: float
    max_flatness: float
    min_aerated_shell: float

    def allow(self, shape: CandidateShape) -> bool:
        """True when no known number of the shape is beyond its limit."""
        return (
            (shape.elongation is None or shape.elongation <= self.max_elongation)
            and (shape.flatness is None or shape.flatness <= self.max_flatness)
            and shape.aerated_shell >= self.min_aerated_shell
        )


def shape_of(
    mask: NDArray[np.bool_], values_hu: NDArray[np.generic], spacing_mm: tuple[float, float, float]
) -> CandidateShape:
    """Shape of one candidate.

    Parameters
    ----------
    mask
        (slice, row, col) bool, at least one voxel set, with a rim of `SHELL_MM` in plane where the image has one.
    values_hu
        (slice, row, col) of the same box, HU.
    spacing_mm
        Slice, row and column spacing.
    """
    shell_count = aerated_count = 0
    for values, plane in zip(values_hu, mask, strict=True):
        if not plane.any():
            continue
        distance = ndimage.distance_transform_edt(~plane, sampling=spacing_mm[1:])
        shell = (distance > SHELL_MM[0]) & (distance <= SHELL_MM[1])
        shell_count += int(np.count_nonzero(shell))
        aerated_count += int(np.count_nonzero(values[shell] < AERATED_BELOW_HU))
    aerated = aerated_count / shell_count if shell_count else 0.0
    slices = int(np.count_nonzero(mask.any(axis=(1, 2))))
    if slices < MIN_SLICES_FOR_3D or spacing_mm[0] > MAX_SPACING_FOR_3D_MM:
        return CandidateShape(None, None, aerated)
    points = np.argwhere(mask) * np.asarray(spacing_mm)
    # a voxel is a small box, not a point: its own extent keeps a thin candidate from being infinitely flat
    spread = np.cov(points.T, bias=True) + np.diag(np.square(spacing_mm)) / 12.0
    smallest, middle, largest = np.sqrt(np.linalg.eigvalsh(spread))
    return CandidateShape(float(largest / middle), float(middle / smallest), aerated)
