"""From slice headers to a regular grid in LPS mm, with what is not regular about it.

Nothing is guessed: where spacing or orientation is unknown, or slices are missing, the grid serves the display only
and its trust is locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, degrees

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import GeometryIssue, GeometryIssueCode, GeometryTrust, VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.imaging.instance import InstanceHeader

POSITION_TOLERANCE_MM = 0.01
"""Slices closer than this along the normal lie at one position (headers carry at least two decimals)."""

COLLISION_FRACTION = 0.25
"""Slices closer than this share of the usual spacing, but not at one position, collide."""

SPACING_TOLERANCE_MM = 0.05
SPACING_TOLERANCE_FRACTION = 0.02
"""How far a slice may lie from its place on the regular grid, along the normal: the larger of the two. Scanners that
write positions with one decimal move slices by up to 0.05 mm."""

GAP_TOLERANCE_FRACTION = 0.1
"""A gap within this share of a whole multiple of the usual spacing is a hole of missing slices, not jitter."""

SHIFT_TOLERANCE_MM = 0.1
"""How far a slice may lie beside the straight line through the slice origins."""

TILT_TOLERANCE_DEG = 0.1
"""Angle between slice normal and table movement from which the grid is sheared: half a millimetre over 300 mm."""

OBLIQUE_TOLERANCE_DEG = 1.0
"""Angle of any image axis to the nearest body axis from which a series counts as oblique."""

ORIENTATION_TOLERANCE_DEG = 0.1
"""Largest angle between the slice planes of one volume."""

THICK_SLICE_MM = 5.0
"""Slices farther apart or thicker than this make small nodules disappear (Fleischner 2017 asks for 1.5 mm or less)."""

_UNIT_SPACING_MM = 1.0


@dataclass(frozen=True)
class SliceGrid:
    """Slices in order on a grid.

    ``slices`` are the instances used, one a slice; ``geometry`` and ``trust`` describe the grid that they fill.
    """

    slices: tuple[InstanceHeader, ...]
    geometry: VolumeGeometry
    trust: GeometryTrust


def build_grid(instances: Sequence[InstanceHeader], unreadable_count: int = 0) -> SliceGrid:
    """Order slices along their normal and lay a grid through them.

    Parameters
    ----------
    instances
        Readable slices of one display set, of one size, in any order; at least one.
    unreadable_count
        Slices of the set that could not be read and so are not among ``instances``.

    Returns
    -------
    SliceGrid
        Slices rise along row direction x column direction. With missing, jittered or shifted slices the grid keeps
        the outermost positions and spreads the slices evenly between them, for display.

    Raises
    ------
    ValueError
        No instance.
    """
    if not instances:
        raise ValueError("a grid needs a slice")
    issues = _header_issues(instances)
    if unreadable_count:
        issues.append(_issue(GeometryIssueCode.UNREADABLE_SLICES, count=unreadable_count))
    orientation = instances[0].orientation
    if orientation is None or any(item.orientation is None or item.position_mm is None for item in instances):
        return _unplaced_grid(instances, issues)
    return _placed_grid(instances, orientation, issues)


def _issue(code: GeometryIssueCode, **params: float | str) -> GeometryIssue:
    return GeometryIssue(code, tuple(params.items()))


def _header_issues(instances: Sequence[InstanceHeader]) -> list[GeometryIssue]:
    """What single headers already tell: rescale and compression."""
    issues = []
    without = sum(
        item.rescale_slope is None or item.rescale_intercept is None or item.rescale_type not in ("", "HU")
        for item in instances
    )
    if without:
        issues.append(_issue(GeometryIssueCode.RESCALE_MISSING, count=without))
    lossy = sum(item.pixel_format.lossy for item in instances)
    if lossy:
        issues.append(_issue(GeometryIssueCode.LOSSY_COMPRESSION, count=lossy))
    return issues


def _frame_of(instances: Sequence[InstanceHeader]) -> FrameOfReferenceUid:
    """The frame of reference of the first slice; a series without one is a frame of its own."""
    first = instances[0]
    return first.frame_of_reference_uid or FrameOfReferenceUid(
        str(first.series_uid) or str(first.sop_instance_uid)
    )


def _in_plane_spacing(
    instances: Sequence[InstanceHeader], issues: list[GeometryIssue]
) -> tuple[float, float]:
    spacing = instances[0].pixel_spacing_mm
    if spacing is None:
        issues.append(_issue(GeometryIssueCode.SPACING_UNKNOWN))
        return _UNIT_SPACING_MM, _UNIT_SPACING_MM
    return spacing


def _unplaced_grid(instances: Sequence[InstanceHeader], issues: list[GeometryIssue]) -> SliceGrid:
    """Position or orientation unknown: by instance number, with unit steps between slices."""
    slices = tuple(sorted(instances, key=_by_number))
    between_rows, between_columns = _in_plane_spacing(slices, issues)
    issues.append(_issue(GeometryIssueCode.ORIENTATION_UNKNOWN))
    affine = np.zeros((4, 4))
    affine[2, 0], affine[1, 1], affine[0, 2], affine[3, 3] = (
        _UNIT_SPACING_MM,
        between_rows,
        between_columns,
        1.0,
    )
    return _grid(slices, affine, issues)


def _by_number(instance: InstanceHeader) -> tuple[int, str, int]:
    number = instance.instance_number
    return (1 << 31 if number is None else number, instance.path, instance.frame_number)


def _grid(
    slices: tuple[InstanceHeader, ...], affine: NDArray[np.float64], issues: list[GeometryIssue]
) -> SliceGrid:
    pixel_format = slices[0].pixel_format
    shape = (len(slices), pixel_format.rows, pixel_format.columns)
    return SliceGrid(slices, VolumeGeometry(shape, affine, _frame_of(slices)), GeometryTrust(tuple(issues)))


def _placed_grid(
    instances: Sequence[InstanceHeader], orientation: tuple[float, ...], issues: list[GeometryIssue]
) -> SliceGrid:
    row_direction = _unit(np.array(orientation[:3]))
    column_direction = _unit(np.array(orientation[3:]))
    normal = _unit(np.cross(row_direction, column_direction))
    largest_angle = _largest_plane_angle_deg(instances, row_direction, column_direction)
    if largest_angle > ORIENTATION_TOLERANCE_DEG:
        issues.append(_issue(GeometryIssueCode.MIXED_ORIENTATION, angle_deg=round(largest_angle, 2)))

    ordered = sorted(instances, key=_by_number)
    positions = np.array([item.position_mm or (0.0, 0.0, 0.0) for item in ordered], dtype=np.float64)
    along = positions @ normal
    order = np.argsort(along, kind="stable")
    keep = _without_collisions(along[order], issues)
    order = order[keep]
    slices = tuple(ordered[index] for index in order)
    positions, along = positions[order], along[order]

    between_rows, between_columns = _in_plane_spacing(slices, issues)
    affine = np.eye(4)
    affine[:3, 1] = column_direction * between_rows
    affine[:3, 2] = row_direction * between_columns
    affine[:3, 3] = positions[0]
    if len(slices) == 1:
        step = _single_step(slices[0], normal, issues)
        tilted = False
    else:
        step = (positions[-1] - positions[0]) / (len(slices) - 1)
        regular = _check_spacing(along, issues) and _check_shift(positions, normal, step, issues)
        tilted = regular and _check_tilt(step, normal, issues)
        if not tilted:
            # a sideways step below the tolerance, or of an irregular series, is rounding and no shear
            step = normal * float(step @ normal)
    affine[:3, 0] = step
    if not tilted:
        _check_oblique(row_direction, column_direction, issues)
    _check_thickness(slices, float(abs(step @ normal)), issues)
    return _grid(slices, affine, issues)


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vector / np.linalg.norm(vector)
    return unit


def _angle_deg(cosine: float) -> float:
    return degrees(acos(max(-1.0, min(1.0, cosine))))


def _largest_plane_angle_deg(
    instances: Sequence[InstanceHeader],
    row_direction: NDArray[np.float64],
    column_direction: NDArray[np.float64],
) -> float:
    largest = 0.0
    for orientation in {item.orientation for item in instances if item.orientation is not None}:
        for direction, reference in ((orientation[:3], row_direction), (orientation[3:], column_direction)):
            largest = max(largest, _angle_deg(float(_unit(np.array(direction)) @ reference)))
    return largest


def _without_collisions(along: NDArray[np.float64], issues: list[GeometryIssue]) -> NDArray[np.intp]:
    """Indices of the slices to keep of sorted positions: the first at each place."""
    kept, duplicates = [0], 0
    for index in range(1, len(along)):
        if along[index] - along[kept[-1]] <= POSITION_TOLERANCE_MM:
            duplicates += 1
        else:
            kept.append(index)
    if duplicates:
        issues.append(_issue(GeometryIssueCode.DUPLICATE_SLICES, count=duplicates))
    if len(kept) < 3:
        return np.array(kept, dtype=np.intp)
    usual = float(np.median(np.diff(along[kept])))
    apart, collisions = [kept[0]], 0
    for index in kept[1:]:
        if along[index] - along[apart[-1]] < COLLISION_FRACTION * usual:
            collisions += 1
        else:
            apart.append(index)
    if collisions:
        issues.append(
            _issue(GeometryIssueCode.OVERLAPPING_SLICES, count=collisions, spacing_mm=round(usual, 3))
        )
    return np.array(apart, dtype=np.intp)


def _check_spacing(along: NDArray[np.float64], issues: list[GeometryIssue]) -> bool:
    """True when the slices are evenly spaced along the normal."""
    gaps = np.diff(along)
    even = np.linspace(along[0], along[-1], len(along))
    mean = float(gaps.mean())
    tolerance = max(SPACING_TOLERANCE_MM, SPACING_TOLERANCE_FRACTION * mean)
    deviation = float(np.abs(along - even).max())
    if deviation <= tolerance and float(np.abs(gaps - mean).max()) <= 2 * tolerance:
        return True
    usual = float(np.median(gaps))
    multiples = np.rint(gaps / usual)
    fits = np.abs(gaps - multiples * usual) <= np.maximum(
        GAP_TOLERANCE_FRACTION * usual, 2 * SPACING_TOLERANCE_MM
    )
    if bool(fits.all()) and bool((multiples >= 1).all()) and bool((multiples > 1).any()):
        issues.append(
            _issue(
                GeometryIssueCode.MISSING_SLICES,
                count=int((multiples - 1).sum()),
                spacing_mm=round(usual, 3),
                gap_mm=round(float(gaps.max()), 3),
            )
        )
    else:
        issues.append(
            _issue(
                GeometryIssueCode.JITTERED_SPACING,
                spacing_mm=round(usual, 3),
                smallest_mm=round(float(gaps.min()), 3),
                largest_mm=round(float(gaps.max()), 3),
            )
        )
    return False


def _check_shift(
    positions: NDArray[np.float64],
    normal: NDArray[np.float64],
    step: NDArray[np.float64],
    issues: list[GeometryIssue],
) -> bool:
    """True when the slice origins lie on a straight line."""
    line = positions[0] + np.arange(len(positions))[:, None] * step
    beside = positions - line
    beside -= (beside @ normal)[:, None] * normal
    largest = float(np.linalg.norm(beside, axis=1).max())
    if largest <= SHIFT_TOLERANCE_MM:
        return True
    count = int((np.linalg.norm(beside, axis=1) > SHIFT_TOLERANCE_MM).sum())
    issues.append(_issue(GeometryIssueCode.SHIFTED_SLICES, count=count, shift_mm=round(largest, 3)))
    return False


def _check_tilt(step: NDArray[np.float64], normal: NDArray[np.float64], issues: list[GeometryIssue]) -> bool:
    """True when the table moved at an angle to the slice normal."""
    angle = _angle_deg(float(_unit(step) @ normal))
    if angle <= TILT_TOLERANCE_DEG:
        return False
    issues.append(_issue(GeometryIssueCode.TILTED_GANTRY, angle_deg=round(angle, 2)))
    return True


def _check_oblique(
    row_direction: NDArray[np.float64], column_direction: NDArray[np.float64], issues: list[GeometryIssue]
) -> None:
    angle = max(_angle_deg(float(np.abs(direction).max())) for direction in (row_direction, column_direction))
    if angle > OBLIQUE_TOLERANCE_DEG:
        issues.append(_issue(GeometryIssueCode.OBLIQUE, angle_deg=round(angle, 2)))


def _single_step(
    only: InstanceHeader, normal: NDArray[np.float64], issues: list[GeometryIssue]
) -> NDArray[np.float64]:
    """One slice is as deep as it is thick; without a thickness nothing is known of its depth."""
    issues.append(_issue(GeometryIssueCode.SINGLE_SLICE))
    if only.slice_thickness_mm is None and only.pixel_spacing_mm is not None:
        issues.append(_issue(GeometryIssueCode.SPACING_UNKNOWN))
    return normal * (only.slice_thickness_mm or _UNIT_SPACING_MM)


def _check_thickness(
    slices: tuple[InstanceHeader, ...], spacing_mm: float, issues: list[GeometryIssue]
) -> None:
    thickness = max((item.slice_thickness_mm or 0.0) for item in slices)
    if max(thickness, spacing_mm) > THICK_SLICE_MM:
        issues.append(
            _issue(
                GeometryIssueCode.THICK_SLICES,
                spacing_mm=round(spacing_mm, 3),
                thickness_mm=round(thickness, 3),
            )
        )
