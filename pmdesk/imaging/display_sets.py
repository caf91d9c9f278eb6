"""Splitting the images of one series into sets that can be shown as one volume each.

A series may hold a localizer beside the axial slices, two phases, or several orientations (PS3.3 leaves that open).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from math import acos, degrees

from pmdesk.imaging.instance import InstanceHeader

SPLIT_ANGLE_DEG = 10.0
"""Slices whose normals differ by more are different acquisitions; below, it is one irregular set."""

_POSITION_DIGITS = 2


def split(instances: Sequence[InstanceHeader]) -> list[tuple[InstanceHeader, ...]]:
    """Display sets of the images of one series, largest first.

    Images are kept apart when size, colour, image type, pixel spacing or orientation differ; then by temporal
    position, acquisition or frame of reference where that is what puts several slices on one place. The frame of
    reference alone parts nothing: some de-identified archives give every slice its own.
    """
    groups: dict[Hashable, list[InstanceHeader]] = defaultdict(list)
    for instance in instances:
        groups[_alike(instance)].append(instance)
    sets = []
    for group in groups.values():
        for part in _by_orientation(group):
            sets.extend(_by_repetition(part))
    return sorted((tuple(part) for part in sets), key=lambda part: (-len(part), _first_number(part)))


def _alike(instance: InstanceHeader) -> Hashable:
    pixel_format = instance.pixel_format
    return (
        instance.sop_class_uid,
        pixel_format.rows,
        pixel_format.columns,
        pixel_format.is_colour,
        instance.image_type,
        instance.pixel_spacing_mm,
        instance.orientation is None,
    )


def _by_orientation(group: list[InstanceHeader]) -> list[list[InstanceHeader]]:
    clusters: list[tuple[tuple[float, float, float], list[InstanceHeader]]] = []
    seen: dict[tuple[float, ...], list[InstanceHeader]] = {}
    for instance in group:
        if instance.orientation is None:
            return [group]
        if (members := seen.get(instance.orientation)) is not None:
            members.append(instance)
            continue
        normal = slice_normal(instance.orientation)
        members = next(
            (close for other, close in clusters if _angle_deg(normal, other) <= SPLIT_ANGLE_DEG), None
        )
        if members is None:
            members = []
            clusters.append((normal, members))
        members.append(instance)
        seen[instance.orientation] = members
    return [members for _, members in clusters]


def _by_repetition(group: list[InstanceHeader]) -> list[list[InstanceHeader]]:
    """Apart by whichever attribute alone leaves one slice a place."""
    if not _repeats(group):
        return [group]
    keys: tuple[Callable[[InstanceHeader], int | str | None], ...] = (
        lambda instance: instance.temporal_position,
        lambda instance: instance.acquisition_number,
        lambda instance: instance.frame_of_reference_uid,
    )
    for key in keys:
        parts: dict[int | str | None, list[InstanceHeader]] = defaultdict(list)
        for instance in group:
            parts[key(instance)].append(instance)
        # a number of its own for every slice tells nothing of phases
        if 1 < len(parts) <= len(group) // 2 and not any(map(_repeats, parts.values())):
            return list(parts.values())
    return [group]


def _repeats(group: list[InstanceHeader]) -> bool:
    places = {
        tuple(round(value, _POSITION_DIGITS) for value in instance.position_mm)
        for instance in group
        if instance.position_mm is not None
    }
    return len(places) < sum(instance.position_mm is not None for instance in group)


def _angle_deg(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    cosine = sum(a * b for a, b in zip(first, second, strict=True))
    return degrees(acos(max(-1.0, min(1.0, cosine))))


def _first_number(part: tuple[InstanceHeader, ...]) -> int:
    return min((instance.instance_number or 0 for instance in part), default=0)


def slice_normal(orientation: tuple[float, ...]) -> tuple[float, float, float]:
    """Row direction x column direction, LPS."""
    rx, ry, rz, cx, cy, cz = orientation
    return ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx
