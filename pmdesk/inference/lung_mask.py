"""Where the lungs are: air inside the body, made convex so that masses at the pleura and at the hilum stay inside.

Where consolidation, collapse or fluid has replaced the air of one side over a good part of its height, the mirror image
of the other side stands for it.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

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
ONE_LUNG_SHARE = 0.25
"""Sides whose air differs by more have one lung between them: the body, not the air, then tells left from right."""
MIRROR_BELOW = 0.45
"""Share of the other side's area on a slice below which air is missing there. The heart leaves the left side more."""
MIRROR_BEHIND_MM = 30.0
"""A lung that ends so far before the back of the other, on one slice, lies before fluid or consolidation: the heart and
the domes of the diaphragm take nothing away behind."""
MIRROR_BEHIND_FROM_MM = 30.0
"""Height over which it has to end early."""
MIRROR_FROM_MM = 60.0
"""Height over which air has to be missing: one dome of the diaphragm stands higher than the other by less."""
SHORT_LUNG_SHARE = 0.7
"""A lung less high than this share of the other is not all there: its thirds are then those of the other."""
BONE_HU = 300
TISSUE_HU = -300
MIN_BONE_PIXELS = 30
"""Pixels of the thinned grid, a slice; fewer are no skeleton."""
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
    middle
        Column of the thinned grid between left and right.
    geometry
        Grid of the volume.
    """

    closed: NDArray[np.bool_] = field(repr=False)
    air: NDArray[np.bool_] = field(repr=False)
    step: tuple[int, int]
    middle: int
    geometry: VolumeGeometry

    def box(self, margin_mm: float) -> tuple[slice, slice, slice]:
        """Box of the closed lungs in the volume, widened in plane by ``margin_mm``."""
        slices = np.flatnonzero(self.closed.any(axis=(1, 2)))
        shadow: NDArray[np.bool_] = np.any(self.closed, axis=0)
        rows, cols = (self._widened(axis, np.any(shadow, axis=2 - axis), margin_mm) for axis in (1, 2))
        return slice(int(slices[0]), int(slices[-1]) + 1), rows, cols

    def plane_box(self, index: int, margin_mm: float) -> tuple[slice, slice] | None:
        """Rows and columns of the closed lungs on one slice, widened by ``margin_mm``; None without lung."""
        plane = self.closed[index]
        if not plane.any():
            return None
        return self._widened(1, plane.any(axis=1), margin_mm), self._widened(2, plane.any(axis=0), margin_mm)

    def _widened(self, axis: int, lung: NDArray[np.bool_], margin_mm: float) -> slice:
        """Rows (axis 1) or columns (axis 2) of the volume from the first to the last lung, widened."""
        hits = np.flatnonzero(lung)
        margin = round(margin_mm / self.geometry.spacing_mm[axis])
        step = self.step[axis - 1]
        return slice(
            max(0, int(hits[0]) * step - margin),
            min(self.geometry.shape[axis], (int(hits[-1]) + 1) * step + margin),
        )

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
        """Side and zone of a point: thirds of the height of that side's lung.

        Thirds of the other lung where there is no lung on that side, or only part of one.
        """
        x, _, z = xyz_lps_mm
        is_left = x > self._midline_x
        side = Side.LEFT if is_left else Side.RIGHT
        low, high = self._heights[is_left]
        other_low, other_high = self._heights[not is_left]
        if high - low < SHORT_LUNG_SHARE * (other_high - other_low):
            low, high = other_low, other_high
        share = (z - low) / max(high - low, 1e-6)
        if not -0.1 <= share <= 1.1:
            return LungLocation(side, LungZone.UNKNOWN)
        zone = LungZone.LOWER if share < 1 / 3 else LungZone.MIDDLE if share < 2 / 3 else LungZone.UPPER
        return LungLocation(side, zone)

    @cached_property
    def _heights(self) -> dict[bool, tuple[float, float]]:
        """Lowest and highest z in LPS mm of the air on the left (True) and on the right; equal without air."""
        s, r, c = np.nonzero(self.air[:, ::4, ::4])
        index = np.stack((s, r * 4.0 * self.step[0], c * 4.0 * self.step[1]), axis=-1).astype(np.float64)
        points = self.geometry.to_lps_mm(index)
        found = {}
        for is_left in (True, False):
            own = points[(points[:, 0] > self._midline_x) == is_left, 2]
            low, high = np.percentile(own, (0.5, 99.5)) if own.size else (0.0, 0.0)
            found[is_left] = (float(low), float(high))
        return found

    @cached_property
    def _midline_x(self) -> float:
        slices, rows, _ = self.geometry.shape
        column = self.middle * self.step[1] - 0.5
        return float(self.geometry.to_lps_mm(((slices - 1) / 2, (rows - 1) / 2, column))[0])


def find_lungs(volume: Volume) -> LungMask | None:
    """Lungs of an axial CT; None when there is no chest with air in it.

    Air that does not reach the border of the image is inside the body; its largest parts are the lungs with the
    airways. Each side is made convex slice by slice, a side without its air gets the mirror image of the other, then
    what has lung above and below is filled.
    """
    _, row_mm, col_mm = volume.spacing_mm
    step = (max(1, round(WORKING_SPACING_MM / row_mm)), max(1, round(WORKING_SPACING_MM / col_mm)))
    thinned = volume.array[:, :: step[0], :: step[1]]
    voxel_ml = volume.geometry.voxel_volume_mm3 * step[0] * step[1] / 1000.0
    air = _large_parts(_inner_air(thinned))
    if air is None or np.count_nonzero(air) * voxel_ml < MIN_LUNG_ML:
        return None
    closed = np.zeros_like(air)
    middle = _middle_column(air, thinned)
    for index in range(air.shape[0]):
        for part in (np.s_[:, :middle], np.s_[:, middle:]):
            closed[index][part] = _convex(air[index][part])
    spacing_mm = (volume.spacing_mm[0], row_mm * step[0], col_mm * step[1])
    posterior = 1 if volume.geometry.affine[1, 1] > 0 else -1
    _mirror(closed, thinned < AIR_BELOW_HU, middle, spacing_mm, posterior)
    closed = _bridged(closed, max(1, round(BRIDGED_MM / volume.spacing_mm[0])))
    for plane in closed:
        if plane.any():
            plane[:] = ndimage.distance_transform_edt(~plane, sampling=spacing_mm[1:]) <= MARGIN_MM
    return LungMask(closed, air, step, middle, volume.geometry)


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
    # slice by slice: bincount makes eight bytes of every label
    sizes = np.zeros(count + 1, np.int64)
    for plane in labels:
        sizes += np.bincount(plane.ravel(), minlength=count + 1)
    sizes[0] = 0
    keep = sizes >= MIN_PART_OF_LARGEST * sizes.max()
    kept = keep[labels]
    # the thin rim that the opening took off
    grown: NDArray[np.bool_] = ndimage.binary_dilation(kept, np.ones((1, 3, 3), dtype=bool)) & air
    return grown


def _middle_column(air: NDArray[np.bool_], values: NDArray[Any]) -> int:
    """Column halfway between the outer borders of the two lungs, or that of the body where there is only one lung."""
    body = _middle_of_body(air, values)
    sides = np.count_nonzero(air[:, :, :body]), np.count_nonzero(air[:, :, body:])
    if min(sides) < ONE_LUNG_SHARE * max(sides):
        return body
    columns = np.flatnonzero(air.any(axis=(0, 1)))
    return int(columns[0] + columns[-1] + 1) // 2


def _middle_of_body(air: NDArray[np.bool_], values: NDArray[Any]) -> int:
    """Median column of the bones (ribs and spine), or halfway between the outer borders of the tissue without them."""
    slices = values[air.any(axis=(1, 2))]
    bones = np.count_nonzero(slices > BONE_HU, axis=(0, 1))
    if bones.sum() >= MIN_BONE_PIXELS * len(slices):
        return int(np.searchsorted(np.cumsum(bones), bones.sum() / 2))
    tissue = np.flatnonzero((slices > TISSUE_HU).any(axis=(0, 1)))
    return int(tissue[0] + tissue[-1] + 1) // 2 if tissue.size else values.shape[2] // 2


def _mirror(
    closed: NDArray[np.bool_],
    all_air: NDArray[np.bool_],
    middle: int,
    spacing_mm: tuple[float, float, float],
    posterior: int,
) -> None:
    """Give a side that lacks its air over a good height the mirror image of the other, air left out.

    ``posterior`` is the direction of rising rows: 1 to the back, -1 to the front.
    """
    width = closed.shape[2]
    columns = 2 * middle - 1 - np.arange(width)
    inside = (columns >= 0) & (columns < width)
    halves = [np.arange(width) < middle, np.arange(width) >= middle]
    areas = [np.count_nonzero(closed[:, :, half], axis=(1, 2)) for half in halves]
    backs = [_back_row(closed[:, :, half], posterior) for half in halves]
    for side in (0, 1):
        both = areas[1 - side] > 0
        small = both & (areas[side] < MIRROR_BELOW * areas[1 - side])
        farther_mm = (backs[1 - side] - backs[side]) * spacing_mm[1]
        behind = both & (areas[side] > 0) & (farther_mm > MIRROR_BEHIND_MM)
        small = _long_runs(small, MIRROR_FROM_MM / spacing_mm[0])
        behind = _long_runs(behind, MIRROR_BEHIND_FROM_MM / spacing_mm[0])
        for index in np.flatnonzero(small | behind).tolist():
            image = np.zeros(closed.shape[1:], dtype=bool)
            image[:, inside] = closed[index].take(columns[inside], axis=1)
            if not small[index]:
                rows = posterior * np.arange(closed.shape[1])
                image[rows <= backs[side][index]] = False
            closed[index] |= image & halves[side] & ~all_air[index]


def _back_row(mask: NDArray[np.bool_], posterior: int) -> NDArray[np.int_]:
    """Hindmost row of each slice, counted towards the back; far in front where nothing is set."""
    rows = posterior * np.arange(mask.shape[1])
    reached = np.where(mask.any(axis=2), rows[None, :], -mask.shape[1])
    hindmost: NDArray[np.int_] = np.max(reached, axis=1)
    return hindmost


def _long_runs(wanted: NDArray[np.bool_], longer_than: float) -> NDArray[np.bool_]:
    """The runs of True that are longer than so many."""
    runs, _ = ndimage.label(wanted)
    lengths: NDArray[np.int_] = np.bincount(np.ravel(runs))
    lengths[0] = 0
    kept: NDArray[np.bool_] = lengths[runs] > longer_than
    return kept


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
    # two bytes a voxel: with eight, this alone would take more room than the CT
    index = np.arange(len(mask), dtype=np.int16)[:, None, None]
    below = np.where(mask, index, -slices - 1)
    np.maximum.accumulate(below, axis=0, out=below)
    gap = np.where(mask, index, len(mask) + slices)
    np.minimum.accumulate(gap[::-1], axis=0, out=gap[::-1])
    gap -= below
    closed: NDArray[np.bool_] = gap <= slices + 1
    return closed
