"""A chest of a few ellipsoids as a volume: body, two lungs, round nodules with known place and size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pmdesk.core.geometry import GeometryTrust, VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid, SeriesUid, StudyUid
from pmdesk.core.volume import ImagePatient, SeriesDescription, Unit, Volume

AIR_HU, LUNG_HU, BODY_HU, NODULE_HU = -1000, -850, 40, 30
LUNG_CENTRE_X_MM = 70.0


@dataclass(frozen=True)
class Ball:
    """A round nodule: centre in LPS mm relative to the middle of the chest, and diameter."""

    xyz_mm: tuple[float, float, float]
    diameter_mm: float


def chest(
    nodules: Sequence[Ball] = (),
    *,
    spacing_mm: tuple[float, float, float] = (2.5, 1.4, 1.4),
    size_mm: tuple[float, float, float] = (200.0, 260.0, 340.0),
    flips: tuple[int, int, int] = (1, 1, 1),
    lungs: bool = True,
    unit: Unit = Unit.HOUNSFIELD,
    modality: str = "CT",
    age_years: float | None = None,
    trust: GeometryTrust = GeometryTrust(),
) -> Volume:
    """The volume.

    Parameters
    ----------
    flips
        Signs of the slice, row and column axes in LPS (z, y, x).
    """
    shape = tuple(round(length / step) for length, step in zip(size_mm, spacing_mm, strict=True))
    z, y, x = (
        (sign * step * (np.arange(count) - (count - 1) / 2)).astype(np.float32)
        for sign, step, count in zip(flips, spacing_mm, shape, strict=True)
    )
    z, y, x = z[:, None, None], y[None, :, None], x[None, None, :]

    def inside(centre: tuple[float, float, float], half: tuple[float, float, float]) -> np.ndarray:
        return ((x - centre[0]) / half[0]) ** 2 + ((y - centre[1]) / half[1]) ** 2 + (
            (z - centre[2]) / half[2]
        ) ** 2 <= 1

    array = np.full(shape, AIR_HU, np.int16)
    array[np.broadcast_to((x / 155) ** 2 + (y / 115) ** 2 <= 1, shape)] = BODY_HU
    if lungs:
        for side in (-1, 1):
            array[inside((side * LUNG_CENTRE_X_MM, 0.0, 0.0), (52.0, 80.0, 88.0))] = LUNG_HU
    for ball in nodules:
        radius = ball.diameter_mm / 2
        array[inside(ball.xyz_mm, (radius, radius, radius))] = NODULE_HU
    affine = np.zeros((4, 4))
    for column, (axis, sign, step, count) in enumerate(zip((2, 1, 0), flips, spacing_mm, shape, strict=True)):
        affine[axis, column] = sign * step
        affine[axis, 3] = -sign * step * (count - 1) / 2
    affine[3, 3] = 1
    description: dict[str, Any] = {
        "patient": ImagePatient(age_years=age_years),
        "study_uid": StudyUid("1.2.3"),
        "series_uid": SeriesUid("1.2.3.4"),
        "modality": modality,
        "body_part": "CHEST",
    }
    return Volume(
        array,
        VolumeGeometry(array.shape, affine, FrameOfReferenceUid("1.2.3.5")),
        unit,
        SeriesDescription(**description),
        trust,
    )
