"""How well two lungs lie upon each other, measured where vessels are: blocks of one are looked for in the other."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

CELL = 6
"""One landmark, the most structured place, is tried in each cell of so many voxels in every direction."""
BLOCK_RADIUS = 3
SEARCH_RADIUS = 5
"""Voxels around the expected place that are searched."""
MIN_CONTRAST_HU = 40.0
"""Blocks with a smaller standard deviation show no vessel to hold on to."""
FOUND_ABOVE = 0.75
"""Correlation of a block with its best place above which it may be the same."""
NEIGHBOURS = 12
AGREES_WITHIN = 1.2
"""Voxels by which a block's shift may differ from the median shift of its neighbours. Lungs move smoothly; where the
blocks of two different bodies look alike, they do so here and there at random."""


@dataclass(frozen=True)
class LandmarkMatches:
    """Blocks of the fixed image that were found again in the moving one.

    Parameters
    ----------
    places
        (n, 3) float64: voxel index (slice, row, col) of the blocks found.
    shifts
        (n, 3) float64: where they lie in the moving image, relative to ``places``, in voxels.
    tried
        How many were looked for.
    """

    places: NDArray[np.float64] = field(repr=False)
    shifts: NDArray[np.float64] = field(repr=False)
    tried: int

    @property
    def share(self) -> float:
        return len(self.places) / self.tried if self.tried else 0.0


def match_landmarks(
    fixed: NDArray[np.float32], moving: NDArray[np.float32], within: NDArray[np.bool_]
) -> LandmarkMatches:
    """Look for blocks of ``fixed`` in ``moving``, both (slice, row, col) on one grid.

    Parameters
    ----------
    within
        Where blocks may lie whole in both images: the lungs, away from edges.
    """
    places = _structured_places(fixed, within)
    size = 2 * BLOCK_RADIUS + 1
    found, shifts = [], []
    for place in places:
        block = _cut(fixed, place, BLOCK_RADIUS)
        area = _cut(moving, place, BLOCK_RADIUS + SEARCH_RADIUS)
        scores = _correlations(block, area, size)
        peak = np.unravel_index(int(scores.argmax()), scores.shape)
        inside = all(0 < at < length - 1 for at, length in zip(peak, scores.shape, strict=True))
        if scores[peak] < FOUND_ABOVE or not inside:
            continue
        found.append(place)
        shifts.append(_refined(scores, peak) - SEARCH_RADIUS)
    return _agreeing(
        np.array(found, np.float64).reshape(-1, 3), np.array(shifts, np.float64).reshape(-1, 3), len(places)
    )


def _agreeing(found: NDArray[np.float64], shifts: NDArray[np.float64], tried: int) -> LandmarkMatches:
    """Matches that moved as their neighbours did."""
    from scipy.spatial import KDTree

    if len(found) <= NEIGHBOURS:
        return LandmarkMatches(found[:0], shifts[:0], tried)
    _, near = KDTree(found).query(found, NEIGHBOURS + 1)
    usual = np.median(shifts[near[:, 1:]], axis=1)
    agrees = np.linalg.norm(shifts - usual, axis=1) <= AGREES_WITHIN
    return LandmarkMatches(found[agrees], shifts[agrees], tried)


def _structured_places(fixed: NDArray[np.float32], within: NDArray[np.bool_]) -> NDArray[np.intp]:
    """(n, 3) voxels: in each cell the one whose block varies most."""
    size = 2 * BLOCK_RADIUS + 1
    mean = ndimage.uniform_filter(fixed, size)
    variance = ndimage.uniform_filter(fixed * fixed, size) - mean * mean
    reach = BLOCK_RADIUS + SEARCH_RADIUS
    edge = np.zeros(fixed.shape, bool)
    if min(fixed.shape) <= 2 * reach:
        return np.empty((0, 3), np.intp)
    edge[reach:-reach, reach:-reach, reach:-reach] = True
    variance = np.where(within & edge, variance, 0.0)
    shape = [-(-length // CELL) * CELL for length in fixed.shape]
    padded = np.zeros(shape, variance.dtype)
    padded[: fixed.shape[0], : fixed.shape[1], : fixed.shape[2]] = variance
    s, r, c = (length // CELL for length in shape)
    cells = padded.reshape(s, CELL, r, CELL, c, CELL).transpose(0, 2, 4, 1, 3, 5).reshape(s, r, c, CELL**3)
    best = cells.argmax(axis=-1)
    strong = cells.max(axis=-1) >= MIN_CONTRAST_HU**2
    within_cell = np.stack(np.unravel_index(best[strong], (CELL, CELL, CELL)), axis=-1)
    places: NDArray[np.intp] = np.argwhere(strong) * CELL + within_cell
    return places


def _cut(values: NDArray[np.float32], place: NDArray[np.intp], radius: int) -> NDArray[np.float32]:
    s, r, c = (int(at) for at in place)
    return values[s - radius : s + radius + 1, r - radius : r + radius + 1, c - radius : c + radius + 1]


def _correlations(block: NDArray[np.float32], area: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Correlation of a block with every place of an area."""
    windows = np.lib.stride_tricks.sliding_window_view(area, (size, size, size))
    flat = windows.reshape(*windows.shape[:3], -1)
    centred = (block - block.mean()).ravel()
    spread = flat.std(axis=-1) * np.sqrt(flat.shape[-1])
    scores: NDArray[np.float32] = (flat @ centred) / np.maximum(spread * np.linalg.norm(centred), 1e-6)
    return scores


def _refined(scores: NDArray[np.float32], peak: tuple[np.intp, ...]) -> NDArray[np.float64]:
    """The peak of a parabola through the best place and its neighbours, along each axis."""
    at = np.array(peak, np.float64)
    for axis in range(3):
        low, high = list(peak), list(peak)
        low[axis] -= 1
        high[axis] += 1
        a, b, c = float(scores[tuple(low)]), float(scores[peak]), float(scores[tuple(high)])
        bend = a - 2 * b + c
        if bend < 0:
            at[axis] += np.clip(0.5 * (a - c) / bend, -0.5, 0.5)
    return at
