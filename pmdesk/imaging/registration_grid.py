"""A CT as registration sees it: a coarse grid along the body's axes, and where the lungs are on it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.sitk_bridge import to_sitk
from pmdesk.core.volume import Volume

if TYPE_CHECKING:
    import SimpleITK as sitk

WORKING_MM = 3.0
"""Step of the grid. Vessels of the lung that a registration can hold on to are 3 mm and thicker."""

HU_RANGE = (-1000.0, 100.0)
"""Densities are clipped to this: table, metal, contrast and bone must not pull."""

AIR_BELOW_HU = -400.0
MIN_LUNG_ML = 200.0
"""Less air inside the body than this is no chest (as in nodule finding)."""
MIN_PART_OF_LARGEST = 0.08
REGION_MARGIN_MM = 9.0
"""The region of interest is the lungs and so much around them: the inner chest wall holds the lungs' outline."""


@dataclass(frozen=True)
class WorkingImage:
    """A CT on the working grid.

    Parameters
    ----------
    values
        (slice, row, col) float32 HU, clipped to `HU_RANGE`.
    lungs
        (slice, row, col) bool: lungs with the vessels in them.
    geometry
        Axis-parallel in LPS, `WORKING_MM` in every direction.
    """

    values: NDArray[np.float32] = field(repr=False)
    lungs: NDArray[np.bool_] = field(repr=False)
    geometry: VolumeGeometry

    def region(self, margin_mm: float = REGION_MARGIN_MM) -> NDArray[np.bool_]:
        """The lungs widened by a margin."""
        steps = max(1, round(margin_mm / WORKING_MM))
        widened: NDArray[np.bool_] = ndimage.binary_dilation(self.lungs, iterations=steps)
        return widened

    def image(self) -> "sitk.Image":
        return to_sitk(self.values, self.geometry)

    def mask(self, values: NDArray[np.bool_]) -> "sitk.Image":
        return to_sitk(values, self.geometry)


def working_image(volume: Volume) -> WorkingImage:
    """The coarse image of a chest CT.

    Raises
    ------
    RefusedError
        `ErrorCode.COMPARISON_NO_LUNGS`: there is no chest with air in it.
    """
    thinned, geometry = _block_means(volume)
    values, geometry = _straightened(thinned, geometry)
    lungs = _lungs(values)
    if np.count_nonzero(lungs) * geometry.voxel_volume_mm3 < 1000 * MIN_LUNG_ML:
        raise RefusedError(ErrorCode.COMPARISON_NO_LUNGS, found=volume.description.series_description)
    clipped = np.clip(values, *HU_RANGE).astype(np.float32)
    return WorkingImage(clipped, lungs, geometry)


def _block_means(volume: Volume) -> tuple[NDArray[np.float32], VolumeGeometry]:
    """Means over blocks of about the working step, on the volume's own axes."""
    factors = [max(1, round(WORKING_MM / mm)) for mm in volume.spacing_mm]
    counts = [size // factor for size, factor in zip(volume.shape, factors, strict=True)]
    if min(counts) < 2:
        raise RefusedError(ErrorCode.COMPARISON_NO_LUNGS, found=volume.description.series_description)
    means = np.empty(counts, np.float32)
    rows, cols = counts[1] * factors[1], counts[2] * factors[2]
    for number in range(counts[0]):
        slab = volume.array[number * factors[0] : (number + 1) * factors[0], :rows, :cols]
        plane = slab.mean(axis=0, dtype=np.float32)
        means[number] = plane.reshape(counts[1], factors[1], counts[2], factors[2]).mean(axis=(1, 3))
    affine = volume.geometry.affine.copy()
    first = [(factor - 1) / 2 for factor in factors]
    affine[:3, 3] = volume.geometry.to_lps_mm((first[0], first[1], first[2]))
    affine[:3, :3] = affine[:3, :3] * np.asarray(factors)
    return means, VolumeGeometry((counts[0], counts[1], counts[2]), affine, volume.geometry.for_uid)


def _straightened(
    values: NDArray[np.float32], geometry: VolumeGeometry
) -> tuple[NDArray[np.float32], VolumeGeometry]:
    """Linear interpolation onto an axis-parallel grid that holds the whole volume; tilt and obliqueness go."""
    corners = np.array(list(np.ndindex(2, 2, 2)), np.float64) * (np.asarray(geometry.shape) - 1)
    lps = geometry.to_lps_mm(corners)
    low, high = lps.min(axis=0), lps.max(axis=0)
    x_count, y_count, z_count = (int(size) + 1 for size in (high - low) // WORKING_MM)
    affine = np.eye(4)
    affine[:3, :3] = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]]) * WORKING_MM
    affine[:3, 3] = low
    straight = VolumeGeometry((z_count, y_count, x_count), affine, geometry.for_uid)
    onto = geometry.inverse @ affine
    resampled = ndimage.affine_transform(
        values, onto[:3, :3], onto[:3, 3], output_shape=straight.shape, order=1, mode="constant", cval=-1024.0
    )
    return resampled, straight


def _lungs(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Air that does not reach the border of its slice, its largest parts, closed over the vessels inside."""
    air = values < AIR_BELOW_HU
    inner = np.zeros_like(air)
    for number, plane in enumerate(air):
        labels, count = ndimage.label(plane)
        outside = np.zeros(count + 1, dtype=bool)
        outside[np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1]))] = True
        outside[0] = True
        inner[number] = ~outside[labels]
    labels, count = ndimage.label(inner)
    if count == 0:
        return inner
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    large = (sizes >= MIN_PART_OF_LARGEST * sizes.max())[labels]
    closed: NDArray[np.bool_] = ndimage.binary_closing(np.pad(large, 3), iterations=2)[3:-3, 3:-3, 3:-3]
    return closed
