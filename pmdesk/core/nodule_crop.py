"""Small stacks of axial crops around one place, at a fixed size in millimetres: what classification networks see."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CropGrid:
    """The grid of a crop.

    Parameters
    ----------
    pixels
        Rows and columns.
    pixel_mm
        Size of a pixel, the same for every nodule, so that size is not lost.
    offsets_mm
        Where its slices lie along the slice axis, relative to the centre.
    """

    pixels: int
    pixel_mm: float
    offsets_mm: tuple[float, ...]

    def slice_indices(self, center: float, slice_mm: float, count: int) -> NDArray[np.intp]:
        """Nearest slice of a volume for every offset; beyond its ends the end slice."""
        wanted = center + np.asarray(self.offsets_mm) / slice_mm
        return np.clip(np.rint(wanted), 0, count - 1).astype(np.intp)


@dataclass(frozen=True, slots=True)
class Window:
    """Densities from ``low_hu`` to ``high_hu`` become -1 to 1, on the slices from ``first`` to before ``last``."""

    low_hu: float
    high_hu: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CropInput:
    """How a crop becomes the channels of a network.

    Parameters
    ----------
    windows
        One after another: their slices are the first channels.
    mask_slices
        First slice and the one after the last of the nodule's mask, which are the last channels; None for no mask.
    """

    grid: CropGrid
    windows: tuple[Window, ...]
    mask_slices: tuple[int, int] | None = None

    @property
    def channels(self) -> int:
        mask = self.mask_slices[1] - self.mask_slices[0] if self.mask_slices is not None else 0
        return sum(window.last - window.first for window in self.windows) + mask

    def prepare(
        self, crop: NDArray[np.float32], mask: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Channels of one crop.

        Parameters
        ----------
        crop
            (slice, row, col) float32 HU on `grid`.
        mask
            The same shape, 0..1.

        Returns
        -------
        numpy.ndarray
            (channel, row, col) float32, -1..1.
        """
        channels = [
            np.clip(
                (crop[window.first : window.last] - window.low_hu) / (window.high_hu - window.low_hu), 0, 1
            )
            for window in self.windows
        ]
        if self.mask_slices is not None:
            if mask is None:
                raise ValueError("the network wants a mask")
            channels.append(mask[slice(*self.mask_slices)])
        prepared: NDArray[np.float32] = (np.concatenate(channels) * 2.0 - 1.0).astype(np.float32)
        return prepared


def cut_crop(
    planes: Sequence[NDArray[np.generic]] | NDArray[np.generic],
    spacing_mm: tuple[float, float, float],
    center: tuple[float, float, float],
    grid: CropGrid,
) -> NDArray[np.float32]:
    """Cut a crop: the nearest slices, linear in plane, edges repeated.

    Parameters
    ----------
    planes
        (slice, row, col), or as many 2D arrays.
    spacing_mm
        Slice, row and column spacing.
    center
        (slice, row, col) index of the middle of the crop; need not be whole.

    Returns
    -------
    numpy.ndarray
        (len(offsets_mm), pixels, pixels) float32, in the unit of the planes.
    """
    chosen = grid.slice_indices(center[0], spacing_mm[0], len(planes))
    offset_mm = (np.arange(grid.pixels) - (grid.pixels - 1) / 2) * grid.pixel_mm
    rows, cols = center[1] + offset_mm / spacing_mm[1], center[2] + offset_mm / spacing_mm[2]
    crop = np.empty((len(chosen), grid.pixels, grid.pixels), np.float32)
    for place, index in enumerate(chosen):
        repeats = place > 0 and index == chosen[place - 1]
        crop[place] = crop[place - 1] if repeats else sampled(planes[index], rows, cols)
    return crop


def sampled(
    plane: NDArray[np.generic], rows: NDArray[np.floating], cols: NDArray[np.floating]
) -> NDArray[np.float32]:
    """Bilinear samples of a plane where rows and columns cross; beyond its edges the edge.

    Parameters
    ----------
    plane
        (row, col).
    rows, cols
        Positions in pixels, need not be whole.

    Returns
    -------
    numpy.ndarray
        (len(rows), len(cols)) float32.
    """
    row_low, row_high, row_weight = _between(rows, plane.shape[0])
    col_low, col_high, col_weight = _between(cols, plane.shape[1])
    low, high = plane[row_low].astype(np.float32), plane[row_high].astype(np.float32)
    mixed = low * (1 - row_weight)[:, None] + high * row_weight[:, None]
    crossed = mixed[:, col_low] * (1 - col_weight) + mixed[:, col_high] * col_weight
    result: NDArray[np.float32] = crossed.astype(np.float32, copy=False)
    return result


def _between(
    position: NDArray[np.floating], size: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]:
    inside = np.clip(position, 0, size - 1)
    low = np.floor(inside).astype(np.intp)
    return low, np.minimum(low + 1, size - 1), (inside - low).astype(np.float32)
