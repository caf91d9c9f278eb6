"""The part of a heat map that lies in a slice or a slab, the way it stands on the screen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.characterisation import HeatMap
from pmdesk.imaging.slicing import PlaneFrame, to_screen


@dataclass(frozen=True, eq=False)
class HeatSection:
    """Values of a heat map in one picture.

    Parameters
    ----------
    values
        (rows, cols) float32 in screen order, the box of the heat map only.
    offset
        (row, col) of the box's first pixel in the picture.
    """

    values: NDArray[np.float32]
    offset: tuple[int, int]


def heat_section(heat: HeatMap, frame: PlaneFrame, first: int, last: int) -> HeatSection | None:
    """The heat in slices ``first``..``last``; of several the value furthest from zero. None where there is none.

    Values that are not finite count as zero. The map's grid must be the frame's.
    """
    axis = frame.through_axis
    start = heat.offset[axis]
    low, high = max(first - start, 0), min(last - start + 1, heat.values.shape[axis])
    if low >= high or heat.geometry.shape != frame.geometry.shape:
        return None
    window = [slice(None)] * 3
    window[axis] = slice(low, high)
    slab = np.nan_to_num(heat.values[tuple(window)], nan=0.0, posinf=0.0, neginf=0.0)
    strongest = np.expand_dims(np.abs(slab).argmax(axis=axis), axis)
    values = np.take_along_axis(slab, strongest, axis=axis).squeeze(axis=axis)
    offset = []
    for across, turned, size in zip(
        (frame.row_axis, frame.col_axis), (frame.row_reversed, frame.col_reversed), frame.shape, strict=True
    ):
        begin, length = heat.offset[across], heat.values.shape[across]
        offset.append(size - begin - length if turned else begin)
    return HeatSection(np.ascontiguousarray(to_screen(values, frame)), (offset[0], offset[1]))


def heat_limit(heat: HeatMap, least: float) -> float:
    """Largest absolute value of the map, at least ``least``: the end of a scale that is the same on both sides."""
    finite = heat.values[np.isfinite(heat.values)]
    return max(least, float(np.abs(finite).max())) if finite.size else least
