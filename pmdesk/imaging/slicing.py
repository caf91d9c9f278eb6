"""Planes and slabs of a volume as they stand on the screen, and what lies in them.

Three coordinate systems meet here, none of which may be taken for another:

- index: (slice, row, col) of the volume, voxel centres at whole numbers;
- pixel: (x, y) on the picture of one plane, x to the right and y down, pixel *edges* at whole numbers;
- plane mm: (x, y) in millimetres on the picture, x to the right and y down, from the picture's upper left corner.

Pictures stand as radiologists read them: axial seen from the feet (the patient's right on the left of the screen),
coronal from the front, sagittal with the front of the patient on the left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import VolumeGeometry, direction_letters
from pmdesk.core.segmentation import Segment

OBLIQUE_TOLERANCE_DEG = 2.0
"""A picture turned further than this against the body is called oblique (patients never lie straighter)."""

_BLOCK_ROWS = 4096
"""Lines of the last axis folded at once: about a megabyte, which stays in the processor's cache."""


class Plane(StrEnum):
    """The three planes of the body."""

    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"


class Projection(StrEnum):
    """How the slices of a slab become one picture."""

    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    MEAN = "mean"


# Per plane: the LPS axis looked along, then the LPS directions that should point right and down on the screen.
_SCREEN = {
    Plane.AXIAL: (2, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
    Plane.CORONAL: (1, (1.0, 0.0, 0.0), (0.0, 0.0, -1.0)),
    Plane.SAGITTAL: (0, (0.0, 1.0, 0.0), (0.0, 0.0, -1.0)),
}

# Per plane: the LPS direction of "next" when a reader scrolls: towards the feet, the back, the patient's left.
_NEXT = {Plane.AXIAL: (0.0, 0.0, -1.0), Plane.CORONAL: (0.0, 1.0, 0.0), Plane.SAGITTAL: (1.0, 0.0, 0.0)}


@dataclass(frozen=True, slots=True)
class EdgeLetters:
    """Anatomical letters at the four edges of a picture, for example ``R``, ``L``, ``A``, ``P``."""

    left: str
    right: str
    top: str
    bottom: str


@dataclass(frozen=True, eq=False)
class PlaneFrame:
    """How one plane of a volume lies on the screen; made by `plane_frame`.

    Parameters
    ----------
    plane
        The body plane that this picture comes nearest to.
    geometry
        Grid of the volume.
    through_axis, row_axis, col_axis
        Index axes (0 slice, 1 row, 2 col) that run through the picture, down it and across it.
    row_reversed, col_reversed
        True where the index falls as the picture runs down or right.
    pixel_to_mm
        (2, 2) float64: pixel (x, y) as a column to plane mm. Sheared for a tilted gantry, so that the picture shows
        true proportions and angles.
    right_lps, down_lps
        (3,) float64: unit vectors of the picture's two directions, perpendicular to each other.
    plane_spacing_mm
        Distance between neighbouring planes, measured at a right angle to them.
    next_step
        +1 or -1: change of the through index for "next" (towards the feet, the back, the patient's left).
    is_oblique
        True when the picture is turned by more than `OBLIQUE_TOLERANCE_DEG` against the body.
    """

    plane: Plane
    geometry: VolumeGeometry
    through_axis: int
    row_axis: int
    col_axis: int
    row_reversed: bool
    col_reversed: bool
    pixel_to_mm: NDArray[np.float64]
    right_lps: NDArray[np.float64]
    down_lps: NDArray[np.float64]
    plane_spacing_mm: float
    next_step: int
    is_oblique: bool

    @property
    def slice_count(self) -> int:
        return self.geometry.shape[self.through_axis]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        return self.geometry.shape[self.row_axis], self.geometry.shape[self.col_axis]

    @property
    def letters(self) -> EdgeLetters:
        """Letters computed from the directions, never assumed."""
        return EdgeLetters(
            left=direction_letters(-self.right_lps),
            right=direction_letters(self.right_lps),
            top=direction_letters(-self.down_lps),
            bottom=direction_letters(self.down_lps),
        )

    def bounds_mm(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the picture in plane mm."""
        rows, cols = self.shape
        corners = self.to_mm(np.array([[0, 0], [cols, 0], [0, rows], [cols, rows]], dtype=np.float64))
        left, top = (float(value) for value in corners.min(axis=0))
        right, bottom = (float(value) for value in corners.max(axis=0))
        return left, top, right, bottom

    def to_mm(self, pixel: NDArray[np.float64]) -> NDArray[np.float64]:
        """Plane mm of pixel coordinates; (..., 2) to (..., 2)."""
        mapped: NDArray[np.float64] = pixel @ self.pixel_to_mm.T
        return mapped

    def pixel_of_index(self, index: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixel coordinates (x, y) of volume indices; (..., 3) to (..., 2)."""
        rows, cols = self.shape
        x, y = index[..., self.col_axis], index[..., self.row_axis]
        return np.stack(
            (cols - 1 - x if self.col_reversed else x, rows - 1 - y if self.row_reversed else y), axis=-1
        ) + np.float64(0.5)

    def mm_of_lps(self, xyz_lps_mm: NDArray[np.float64] | tuple[float, float, float]) -> NDArray[np.float64]:
        """Plane mm of LPS points, seen along the grid's own through axis; (..., 3) to (..., 2)."""
        return self.to_mm(self.pixel_of_index(self.geometry.to_index(xyz_lps_mm)))

    def index_of_mm(self, x_mm: float, y_mm: float, through_index: float) -> tuple[float, float, float]:
        """Volume index of a place on the picture; it may lie outside the grid."""
        x, y = np.linalg.solve(self.pixel_to_mm, np.array([x_mm, y_mm])) - 0.5
        rows, cols = self.shape
        index = [0.0, 0.0, 0.0]
        index[self.through_axis] = through_index
        index[self.row_axis] = float(rows - 1 - y if self.row_reversed else y)
        index[self.col_axis] = float(cols - 1 - x if self.col_reversed else x)
        return index[0], index[1], index[2]

    def nearest_slice(self, index: NDArray[np.float64] | Sequence[float]) -> int:
        """Through index of the picture that holds a volume index, clamped to the volume."""
        return min(max(int(np.floor(float(index[self.through_axis]) + 0.5)), 0), self.slice_count - 1)

    def slab(self, center: int, thickness_mm: float) -> tuple[int, int]:
        """First and last through index of a slab about a slice; thickness 0 is the slice alone."""
        count = max(1, round(thickness_mm / self.plane_spacing_mm))
        first = center - (count - 1) // 2
        return max(0, first), min(self.slice_count - 1, first + count - 1)

    def position_mm(self, through_index: float) -> float:
        """LPS coordinate of the middle of a picture on the axis that the plane is named for (axial: z)."""
        middle = [(size - 1) / 2 for size in self.geometry.shape]
        middle[self.through_axis] = through_index
        return float(self.geometry.to_lps_mm((middle[0], middle[1], middle[2]))[_SCREEN[self.plane][0]])


def plane_frame(geometry: VolumeGeometry, plane: Plane) -> PlaneFrame:
    """Lay the plane of a grid that is nearest to a body plane on the screen.

    Each index axis is given to one axis of the body so that together they fit best; a coronal or a turned
    acquisition therefore shows its own slices where they belong.

    Parameters
    ----------
    geometry
        Grid of the volume; its axes need not be perpendicular (tilted gantry).
    plane
        Body plane wanted.
    """
    directions = geometry.directions
    through_lps, right_wanted, down_wanted = _SCREEN[plane]
    # index axis for each of the LPS axes x, y, z
    axis_of = max(
        permutations(range(3)),
        key=lambda order: sum(abs(float(directions[lps, axis])) for lps, axis in enumerate(order)),
    )
    through_axis = axis_of[through_lps]
    col_axis = axis_of[int(np.argmax(np.abs(right_wanted)))]
    row_axis = axis_of[int(np.argmax(np.abs(down_wanted)))]
    col_reversed = float(directions[:, col_axis] @ np.array(right_wanted)) < 0
    row_reversed = float(directions[:, row_axis] @ np.array(down_wanted)) < 0
    across = geometry.affine[:3, col_axis] * (-1.0 if col_reversed else 1.0)
    down = geometry.affine[:3, row_axis] * (-1.0 if row_reversed else 1.0)
    right_lps = across / np.linalg.norm(across)
    shear_mm = float(down @ right_lps)
    perpendicular = down - shear_mm * right_lps
    height_mm = float(np.linalg.norm(perpendicular))
    down_lps = perpendicular / height_mm
    normal = np.cross(right_lps, down_lps)
    tolerance = float(np.cos(np.deg2rad(OBLIQUE_TOLERANCE_DEG)))
    straight = (
        abs(float(normal[through_lps])) >= tolerance
        and float(right_lps @ np.array(right_wanted)) >= tolerance
        and float(down_lps @ np.array(down_wanted)) >= tolerance
    )
    return PlaneFrame(
        plane=plane,
        geometry=geometry,
        through_axis=through_axis,
        row_axis=row_axis,
        col_axis=col_axis,
        row_reversed=row_reversed,
        col_reversed=col_reversed,
        pixel_to_mm=np.array([[float(np.linalg.norm(across)), shear_mm], [0.0, height_mm]]),
        right_lps=right_lps,
        down_lps=down_lps,
        plane_spacing_mm=abs(float(geometry.affine[:3, through_axis] @ normal)),
        next_step=1 if float(directions[:, through_axis] @ np.array(_NEXT[plane])) >= 0 else -1,
        is_oblique=not straight,
    )


def extract(
    array: NDArray[Any], frame: PlaneFrame, first: int, last: int, projection: Projection = Projection.MAXIMUM
) -> NDArray[Any]:
    """The picture of a slice or a slab.

    Parameters
    ----------
    array
        (slice, row, col) values of the volume.
    frame
        The plane and how it stands on the screen.
    first, last
        Through index of the first and the last slice, both included.
    projection
        How more than one slice become one picture.

    Returns
    -------
    numpy.ndarray
        (rows, cols) of ``frame.shape`` in screen order, C-contiguous, dtype of ``array`` (a mean of integers is
        rounded).

    Raises
    ------
    IndexError
        The slab is empty or reaches outside the volume.
    """
    if not 0 <= first <= last < frame.slice_count:
        raise IndexError(f"slab {first}..{last} of {frame.slice_count} slices")
    axis = frame.through_axis
    window = [slice(None)] * 3
    window[axis] = slice(first, last + 1)
    slab = array[tuple(window)]
    if first == last:
        picture = slab.squeeze(axis=axis)
    elif projection is Projection.MEAN:
        picture = _mean(slab, axis)
    else:
        fold = np.maximum if projection is Projection.MAXIMUM else np.minimum
        picture = _fold_last_axis(slab, fold) if axis == 2 else fold.reduce(slab, axis=axis)
    return np.ascontiguousarray(to_screen(picture, frame))


def to_screen(picture: NDArray[Any], frame: PlaneFrame) -> NDArray[Any]:
    """Turn a plane, its two index axes in rising order, the way it stands on the screen; a view, not a copy."""
    if frame.row_axis > frame.col_axis:
        picture = picture.T
    rows = slice(None, None, -1) if frame.row_reversed else slice(None)
    cols = slice(None, None, -1) if frame.col_reversed else slice(None)
    return picture[rows, cols]


def _mean(slab: NDArray[Any], axis: int) -> NDArray[Any]:
    if np.issubdtype(slab.dtype, np.integer):
        total = slab.sum(axis=axis, dtype=np.int32)
        rounded: NDArray[Any] = np.rint(total / np.float32(slab.shape[axis])).astype(slab.dtype)
        return rounded
    mean: NDArray[Any] = slab.mean(axis=axis, dtype=slab.dtype)
    return mean


def _fold_last_axis(slab: NDArray[Any], fold: np.ufunc) -> NDArray[Any]:
    """Maximum or minimum over the last axis, by halving.

    numpy reduces a short last axis one line at a time; folding one half onto the other works on long runs instead
    (2.5 times as fast for a slab of 14 columns). The middle line of an odd count is folded into all: harmless,
    because a maximum may count a value twice.
    """
    result = np.empty(slab.shape[:2], slab.dtype)
    step = max(1, _BLOCK_ROWS // slab.shape[1])
    for start in range(0, slab.shape[0], step):
        block = slab[start : start + step]
        while (count := block.shape[-1]) > 1:
            half = count // 2
            folded = fold(block[..., :half], block[..., count - half :])
            if count % 2:
                fold(folded, block[..., half : half + 1], out=folded)
            block = folded
        result[start : start + step] = block[..., 0]
    return result


@dataclass(frozen=True, slots=True)
class Window:
    """Display window: values of ``center`` ± ``width``/2 run from black to white."""

    center: float
    width: float


@lru_cache(maxsize=8)
def _window_table(window: Window) -> NDArray[np.uint8]:
    # indexed by the bits of an int16 read as uint16: 0..32767, then -32768..-1
    values = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.float32)
    table = _linear(values, window)
    table.setflags(write=False)
    return table


def _linear(values: NDArray[Any], window: Window) -> NDArray[np.uint8]:
    # DICOM PS3.3 C.11.2.1.2.1, LINEAR
    width = max(window.width - 1.0, 1e-6)
    black = window.center - 0.5 - width / 2
    scaled = (values.astype(np.float32) - np.float32(black)) / np.float32(width)
    gray: NDArray[np.uint8] = (np.clip(np.nan_to_num(scaled), 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
    return gray


def to_gray(picture: NDArray[Any], window: Window) -> NDArray[np.uint8]:
    """Eight-bit greys of a picture; NaN is black.

    Parameters
    ----------
    picture
        (rows, cols); int16 goes through a table (0.2 ms for 512 x 512), other types through arithmetic.
    window
        Display window (DICOM PS3.3 C.11.2.1.2.1, LINEAR).
    """
    if picture.dtype == np.int16:
        gray: NDArray[np.uint8] = np.take(
            _window_table(window), np.ascontiguousarray(picture).view(np.uint16)
        )
        return gray
    return _linear(picture, window)


def value_range(array: NDArray[Any]) -> Window:
    """The window from the darkest to the brightest value, taken on every fourth voxel along each axis."""
    sample = array[:: 4 if array.shape[0] >= 16 else 1, ::4, ::4]
    low, high = float(np.nanmin(sample)), float(np.nanmax(sample))
    return Window((low + high) / 2, max(high - low, 1.0))


@dataclass(frozen=True, eq=False)
class Section:
    """Where a mask meets a slab.

    Parameters
    ----------
    mask
        (rows, cols) bool in screen order, the box of the mask only.
    offset
        (row, col) of the box's first pixel in the picture.
    """

    mask: NDArray[np.bool_]
    offset: tuple[int, int]


def section_of(segment: Segment, frame: PlaneFrame, first: int, last: int) -> Section | None:
    """The part of a mask in slices ``first``..``last``, seen through; None where they do not meet.

    The segment's grid must be the frame's.
    """
    start = segment.offset[frame.through_axis]
    low, high = max(first - start, 0), min(last - start + 1, segment.mask.shape[frame.through_axis])
    if low >= high:
        return None
    window = [slice(None)] * 3
    window[frame.through_axis] = slice(low, high)
    seen: NDArray[np.bool_] = np.logical_or.reduce(segment.mask[tuple(window)], axis=frame.through_axis)
    mask = to_screen(seen, frame)
    if not mask.any():
        return None
    offset = []
    for axis, turned, size in zip(
        (frame.row_axis, frame.col_axis), (frame.row_reversed, frame.col_reversed), frame.shape, strict=True
    ):
        begin, length = segment.offset[axis], segment.mask.shape[axis]
        offset.append(size - begin - length if turned else begin)
    return Section(mask, (offset[0], offset[1]))


def outlines(section: Section) -> tuple[NDArray[np.float64], ...]:
    """Closed lines round a mask, holes included, through the middles of its boundary edges.

    That is the contour of the mask at one half: it never leaves the boundary by more than half a pixel, and it
    has no staircase.

    Returns
    -------
    tuple of numpy.ndarray
        (n, 2) float64 pixel coordinates (x, y), the first point not repeated. Pixels that touch at a corner only
        are kept apart.
    """
    padded = np.pad(section.mask, 1).astype(np.int8)
    # boundary edges with the inside on the right of their direction: start vertex -> direction
    steps = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}
    leaving: dict[tuple[int, int], list[tuple[int, int]]] = {}
    below, beside = np.diff(padded, axis=0), np.diff(padded, axis=1)
    for change, step, (x_shift, y_shift) in (
        (below == 1, steps["right"], (0, 1)),
        (below == -1, steps["left"], (1, 1)),
        (beside == 1, steps["up"], (1, 1)),
        (beside == -1, steps["down"], (1, 0)),
    ):
        for y, x in np.argwhere(change):
            leaving.setdefault((int(x) + x_shift, int(y) + y_shift), []).append(step)
    row, col = section.offset
    loops = []
    while leaving:
        start = vertex = next(iter(leaving))
        first = step = leaving[start][0]
        points: list[tuple[float, float]] = []
        while True:
            leaving[vertex].remove(step)
            if not leaving[vertex]:
                del leaving[vertex]
            points.append((vertex[0] + step[0] / 2 + col - 1, vertex[1] + step[1] / 2 + row - 1))
            vertex = (vertex[0] + step[0], vertex[1] + step[1])
            # where two pixels touch at a corner, turning right stays on the same pixel
            right_turn = (-step[1], step[0])
            if vertex == start and (vertex not in leaving or right_turn == first):
                break
            choices = leaving[vertex]
            step = right_turn if right_turn in choices else choices[0]
        loops.append(np.array(points, dtype=np.float64))
    return tuple(loops)
