"""Where the lungs are: air inside the body, made convex so that masses at the pleura and at the hilum stay inside."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.finding import LungLocation, LungZone, Side
from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.volume import Volume

WORKING_SPACING_MM = 2.0
"""In-plane pixel size of the mask, about; slices are not thinned."""
AIR_BELOW_HU = -400
MIN_LUNG_ML = 200.0
"""Less inner air than this is no chest with lungs."""
MIN_PART_OF_LARGEST = 0.08
"""Inner air smaller than this share of the largest lung is bowel gas or an air pocket elsewhere."""
BRIDGED_MM = 40.0
"""Height over which a mass may replace the lung: a place with lung above and below it is inside."""
MARGIN_MM = 3.0
"""The closed lungs are widened by this, so that a nodule on the pleura is inside with its outer edge."""


@dataclass(frozen=True)
class LungMask:
    """Lungs of one volume on a thinned grid.

    Parameters
    ----------
    closed
        (slice, row, col) bool on the thinned grid: lungs, closed and widened.
    air
        The same grid: the inner air alone.
    step
        Rows and columns of the volume for one of the thinned grid.
    geometry
        Grid of the volume.
    """

    closed: NDArray[np.bool_] = field(repr=False)
    air: NDArray[np.bool_] = field(repr=False)
    step: tuple[int, int]
    geometry: VolumeGeometry

    def box(self, margin_mm: float) -> tuple[slice, slice, slice]:
        """Box of the closed lungs in the volume, widened in plane by ``margin_mm``."""
        slices = np.flatnonzero(self.closed.any(axis=(1, 2)))
        found = [slice(int(slices[0]), int(slices[-1]) + 1)]
        for axis, step in ((1, self.step[0]), (2, self.step[1])):
            hits = np.flatnonzero(self.closed.any(axis=(0, 3 - axis)))
            margin = round(margin_mm / self.geometry.spacing_mm[axis])
            low = max(0, int(hits[0]) * step - margin)
            high = min(self.geometry.shape[axis], (int(hits[-1]) + 1) * step + margin)
            found.append(slice(low, high))
        return found[0], found[1], found[2]

    def has_lung(self, index: int) -> bool:
        """True when a slice of the volume shows lung."""
        return bool(self.closed[index].any())

    def overlap(self, offset: tuple[int, int, int], mask: NDArray[np.bool_]) -> float:
        """Share of a mask's voxels that lie in the closed lungs."""
        s, r, c = np.nonzero(mask)
        rows = np.minimum((r + offset[1]) // self.step[0], self.closed.shape[1] - 1)
        cols = np.minimum((c + offset[2]) // self.step[1], self.closed.shape[2] - 1)
        return float(self.closed[s + offset[0], rows, cols].mean())

    def locate(self, xyz_lps_mm: tuple[float, float, float]) -> LungLocation:
        """Side and zone of a point: thirds of the height of that side's lung."""
        heights, lefts = self._air_points
        x, _, z = xyz_lps_mm
        side = Side.LEFT if x > self._midline_x else Side.RIGHT
        own = heights[(lefts > self._midline_x) == (side is Side.LEFT)]
        if own.size == 0:
            return LungLocation(side, LungZone.UNKNOWN)
        low, high = np.percentile(own, (0.5, 99.5))
        share = (z - low) / max(high - low, 1e-6)
        if not -0.1 <= share <= 1.1:
            return LungLocation(side, LungZone.UNKNOWN)
        zone = LungZone.LOWER if share < 1 / 3 else LungZone.MIDDLE if share < 2 / 3 else LungZone.UPPER
        return LungLocation(side, zone)

    @property
    def _air_points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Heights (z) and sides (x) of the inner air, thinned, in LPS mm."""
        s, r, c = np.nonzero(self.air[:, ::4, ::4])
        index = np.stack((s, r * 4.0 * self.step[0], c * 4.0 * self.step[1]), axis=-1).astype(np.float64)
        points = self.geometry.to_lps_mm(index)
        return points[:, 2], points[:, 0]

    @property
    def _midline_x(self) -> float:
        _, lefts = self._air_points
        low, high = np.percentile(lefts, (0.5, 99.5))
        return float((low + high) / 2)


def find_lungs(volume: Volume) -> LungMask | None:
    """Lungs of an axial CT; None when there is no chest with air in it.

    Air that does not reach the border of the image is inside the body; its largest parts are the lungs with the
    airways. Each side is made convex slice by slice, then what has lung above and below is filled.
    """
    _, row_mm, col_mm = volume.spacing_mm
    step = (max(1, round(WORKING_SPACING_MM / row_mm)), max(1, round(WORKING_SPACING_MM / col_mm)))
    thinned = volume.array[:, :: step[0], :: step[1]]
    voxel_ml = volume.geometry.voxel_volume_mm3 * step[0] * step[1] / 1000.0
    air = _large_parts(_inner_air(thinned))
    if air is None or np.count_nonzero(air) * voxel_ml < MIN_LUNG_ML:
        return None
    closed = np.zeros_like(air)
    middle = _middle_column(air)
    for index in range(air.shape[0]):
        for part in (np.s_[:, :middle], np.s_[:, middle:]):
            closed[index][part] = _convex(air[index][part])
    closed = _bridged(closed, max(1, round(BRIDGED_MM / volume.spacing_mm[0])))
    pixel_mm = (row_mm * step[0], col_mm * step[1])
    for plane in closed:
        if plane.any():
            plane[:] = ndimage.distance_transform_edt(~plane, sampling=pixel_mm) <= MARGIN_MM
    return LungMask(closed, air, step, volume.geometry)


def _inner_air(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Air that is not connected, within its slice, with the border of the image."""
    inner = np.zeros(values.shape, dtype=bool)
    for index in range(values.shape[0]):
        air = values[index] < AIR_BELOW_HU
        labels, count = ndimage.label(air)
        if count == 0:
            continue
        border = np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1]))
        outside = np.zeros(count + 1, dtype=bool)
        outside[border] = True
        outside[0] = True
        inner[index] = ~outside[labels]
    return inner


def _large_parts(air: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """The 3D parts that are large enough to be lungs."""
    # a one-voxel bridge over the diaphragm must not join stomach gas to the lung
    opened = ndimage.binary_opening(air, np.ones((1, 3, 3), dtype=bool))
    labels, count = ndimage.label(opened)
    if count == 0:
        return None
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    keep = sizes >= MIN_PART_OF_LARGEST * sizes.max()
    kept = keep[labels]
    # the thin rim that the opening took off
    grown: NDArray[np.bool_] = ndimage.binary_dilation(kept, np.ones((1, 3, 3), dtype=bool)) & air
    return grown


def _middle_column(air: NDArray[np.bool_]) -> int:
    """Column halfway between the outer borders of the two lungs."""
    columns = np.flatnonzero(air.any(axis=(0, 1)))
    return int(columns[0] + columns[-1] + 1) // 2


def _convex(air: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Convex hull of what is set on one side of a slice; empty where less than a triangle is set."""
    from scipy.spatial import ConvexHull, QhullError

    hull = np.zeros_like(air)
    points = np.argwhere(air)
    if len(points) < 3:
        return hull
    try:
        edges = ConvexHull(points).equations
    except QhullError:
        return air.copy()  # all on one line
    rows, cols = np.ogrid[: air.shape[0], : air.shape[1]]
    inside = np.ones(air.shape, dtype=bool)
    for row_part, col_part, offset in edges:
        inside &= row_part * rows + col_part * cols + offset <= 1e-6
    return inside


def _bridged(mask: NDArray[np.bool_], slices: int) -> NDArray[np.bool_]:
    """A mask closed along the slices over gaps of at most so many."""
    index = np.arange(len(mask))[:, None, None]
    below = np.maximum.accumulate(np.where(mask, index, -slices - 1), axis=0)
    above = np.minimum.accumulate(np.where(mask, index, len(mask) + slices)[::-1], axis=0)[::-1]
    closed: NDArray[np.bool_] = above - below <= slices + 1
    return closed
