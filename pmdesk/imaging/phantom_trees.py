"""Branching vessels and airways of the phantom, and how tubes are painted onto its grid."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@dataclass(frozen=True)
class Tube:
    """A course of points with the radius at each.

    Parameters
    ----------
    points
        (n, 3) LPS mm.
    radii
        (n,) mm.
    """

    points: F64
    radii: F64


@dataclass
class PhantomGrid:
    """Where the voxels of the phantom lie: ``origin`` is the centre of voxel (0, 0, 0), axes run along x, y, z.

    ``shape`` and ``spacing_mm`` are (slice, row, col), ``origin_mm`` is x, y, z.
    """

    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]
    origin_mm: tuple[float, float, float]
    x: F32 = field(init=False)
    y: F32 = field(init=False)
    z: F32 = field(init=False)

    def __post_init__(self) -> None:
        dz, dy, dx = self.spacing_mm
        self.x = (self.origin_mm[0] + dx * np.arange(self.shape[2])).astype(np.float32)
        self.y = (self.origin_mm[1] + dy * np.arange(self.shape[1])).astype(np.float32)
        self.z = (self.origin_mm[2] + dz * np.arange(self.shape[0])).astype(np.float32)

    @property
    def edge_mm(self) -> float:
        """Width over which a surface fades from full to empty."""
        return max(self.spacing_mm[2], 0.55 * self.spacing_mm[0])

    def box(self, low: F64, high: F64) -> tuple[slice, slice, slice]:
        """Index box (slice, row, col) that holds the points between two corners (x, y, z)."""
        slices = []
        for axis in (2, 1, 0):
            step = self.spacing_mm[2 - axis]
            size = self.shape[2 - axis]
            start = int(np.floor((low[axis] - self.origin_mm[axis]) / step))
            stop = int(np.ceil((high[axis] - self.origin_mm[axis]) / step)) + 1
            slices.append(slice(min(max(start, 0), size), min(max(stop, 0), size)))
        return slices[0], slices[1], slices[2]


def smooth_course(knots: Sequence[tuple[float, float, float, float]], step_mm: float = 4.0) -> Tube:
    """A tube through knots (x, y, z, radius), rounded by a Catmull-Rom spline."""
    p = np.asarray(knots, np.float64)
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    pieces = []
    for k in range(1, len(p) - 2):
        count = max(2, int(np.linalg.norm(p[k + 1, :3] - p[k, :3]) / step_mm))
        t = np.linspace(0, 1, count, endpoint=k == len(p) - 3)[:, None]
        a, b, c, d = p[k - 1], p[k], p[k + 1], p[k + 2]
        pieces.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        )
    course = np.vstack(pieces)
    return Tube(course[:, :3], np.maximum(course[:, 3], 0.2))


def grow_tree(
    root: F64,
    direction: F64,
    supplied: F64,
    rng: np.random.Generator,
    *,
    leaf_radius_mm: float,
    exponent: float = 2.75,
    reach: float = 0.42,
) -> list[tuple[Tube, int]]:
    """A tree that fills a cloud of points by splitting it again and again.

    Each branch runs part of the way to the middle of the points it supplies, then the points are divided across
    their widest direction; radii obey Murray's law with the exponent given (the volume-filling principle of
    Tawhai 2000).

    Parameters
    ----------
    root, direction
        Where the tree begins and where it points, (3,) LPS mm.
    supplied
        (n, 3) points that the leaves reach.

    Returns
    -------
    list of (Tube, number of leaves supplied)
    """
    branches: list[tuple[Tube, int]] = []
    stack = [(root, direction / np.linalg.norm(direction), supplied)]
    while stack:
        start, heading, points = stack.pop()
        count = len(points)
        if count == 0:
            continue
        middle = points.mean(axis=0)
        toward = middle - start
        distance = float(np.linalg.norm(toward))
        if distance < 1e-6:
            continue
        fraction = 0.92 if count == 1 else reach
        end = start + toward * fraction
        length = distance * fraction
        bend = start + heading * length * 0.45 + rng.normal(0, 0.04 * length, 3)
        steps = max(3, min(7, int(length / 5) + 2))
        t = np.linspace(0, 1, steps)[:, None]
        course = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
        radius = leaf_radius_mm * count ** (1 / exponent)
        tip = radius * (0.75 if count == 1 else 0.93)
        branches.append((Tube(course, np.linspace(radius, tip, steps)), count))
        if count == 1:
            continue
        new_heading = end - bend
        new_heading /= np.linalg.norm(new_heading) + 1e-9
        spread = points - middle
        covariance = spread.T @ spread
        # splitting along the branch itself would put one daughter behind the other
        covariance -= 0.35 * np.outer(new_heading, new_heading) * (new_heading @ covariance @ new_heading)
        normal = np.linalg.eigh(covariance)[1][:, -1]
        projected = spread @ normal
        cut = np.quantile(projected, rng.uniform(0.3, 0.7))
        lower = projected <= cut
        if lower.all():
            lower[int(np.argmax(projected))] = False
        stack.append((end, new_heading, points[lower]))
        stack.append((end, new_heading, points[~lower]))
    return branches


def paint_tube(
    target: NDArray[np.uint8], grid: PhantomGrid, tube: Tube, *, grow_mm: float = 0.0, flatten_z: float = 1.0
) -> None:
    """Add a tube to a volume of occupancies (0..255), the larger value winning.

    ``grow_mm`` widens it; ``flatten_z`` below 1 stretches its cross-section along z.
    """
    edge = grid.edge_mm
    for k in range(len(tube.points) - 1):
        a, b = tube.points[k], tube.points[k + 1]
        ra, rb = tube.radii[k] + grow_mm, tube.radii[k + 1] + grow_mm
        if max(ra, rb) <= 0:
            continue
        margin = np.full(3, max(ra, rb) + edge)
        margin[2] = max(ra, rb) / flatten_z + edge
        box = grid.box(np.minimum(a, b) - margin, np.maximum(a, b) + margin)
        view = target[box]
        if view.size == 0:
            continue
        d = (b - a).astype(np.float32)
        d[2] *= flatten_z
        zz = ((grid.z[box[0]] - np.float32(a[2])) * np.float32(flatten_z))[:, None, None]
        yy = (grid.y[box[1]] - np.float32(a[1]))[None, :, None]
        xx = (grid.x[box[2]] - np.float32(a[0]))[None, None, :]
        length2 = max(float(d @ d), 1e-9)
        t = np.clip((xx * (d[0] / length2) + yy * (d[1] / length2)) + zz * (d[2] / length2), 0, 1)
        gap = np.sqrt((xx - t * d[0]) ** 2 + (yy - t * d[1]) ** 2 + (zz - t * d[2]) ** 2)
        gap -= np.float32(ra) + t * np.float32(rb - ra)
        occupancy = np.clip(0.5 - gap * np.float32(1 / edge), 0, 1) * np.float32(255)
        np.maximum(view, occupancy.astype(np.uint8), out=view)


class ThinVessels:
    """Vessels thinner than a voxel, kept as drops of blood that are spread over their eight neighbours.

    Parameters
    ----------
    tubes
        Courses with their radii.
    grid
        The phantom's grid.
    """

    def __init__(self, tubes: list[Tube], grid: PhantomGrid) -> None:
        step = 0.5 * min(grid.spacing_mm)
        points, weights = [], []
        voxel = float(np.prod(grid.spacing_mm))
        for tube in tubes:
            lengths = np.linalg.norm(np.diff(tube.points, axis=0), axis=1)
            total = float(lengths.sum())
            count = max(2, int(total / step))
            along = (np.arange(count) + 0.5) * (total / count)
            knots = np.concatenate([[0.0], np.cumsum(lengths)])
            points.append(np.stack([np.interp(along, knots, tube.points[:, k]) for k in range(3)], axis=1))
            weights.append(np.pi * np.interp(along, knots, tube.radii) ** 2 * (total / count) / voxel)
        self._shape = grid.shape
        if not points:
            self._start = np.zeros(grid.shape[0] + 2, np.int64)
            self._index = np.zeros((0, 2))
            return
        dz, dy, dx = grid.spacing_mm
        xyz = np.vstack(points)
        index = (xyz - np.asarray(grid.origin_mm)) / (dx, dy, dz)
        inside = (index > 0).all(axis=1) & (index < np.asarray(grid.shape[::-1]) - 1.001).all(axis=1)
        index, mass = index[inside], np.concatenate(weights)[inside]
        order = np.argsort(index[:, 2], kind="stable")
        index, self._mass = index[order], mass[order]
        lower = np.floor(index[:, 2]).astype(np.int64)
        self._rise = index[:, 2] - lower
        self._index = index[:, :2]
        self._start = np.searchsorted(lower, np.arange(grid.shape[0] + 2))

    def of_slice(self, number: int) -> F32:
        """Share of each pixel (row, col) of one slice that is blood; may exceed 1 where vessels cross."""
        rows, columns = self._shape[1:]
        flat = np.zeros(rows * columns, np.float64)
        for lower, upper in ((number, False), (number - 1, True)):
            if lower < 0:
                continue
            part = slice(int(self._start[lower]), int(self._start[lower + 1]))
            if part.stop <= part.start:
                continue
            xy = self._index[part]
            rise = self._rise[part]
            mass = self._mass[part] * (rise if upper else 1 - rise)
            cell = np.floor(xy).astype(np.int64)
            fx, fy = (xy - cell).T
            base = cell[:, 1] * columns + cell[:, 0]
            for offset, share in (
                (0, (1 - fx) * (1 - fy)),
                (1, fx * (1 - fy)),
                (columns, (1 - fx) * fy),
                (columns + 1, fx * fy),
            ):
                flat += np.bincount(base + offset, mass * share, minlength=rows * columns)
        return flat.reshape(rows, columns).astype(np.float32)
