"""Whether a CT shows anything at the place where another CT has a nodule."""

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.finding import Finding
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.volume import Volume

CORE_SHARE = 0.6
"""The inner part of the nodule, by radius, whose density is compared; the rim mixes with the lung."""
SHELL_SHARE = (1.5, 2.2)
"""Between these shares of the radius lies the surrounding lung."""
MIN_RADIUS_MM = 2.0
REACH_LIMITS_MM = (1.5, 4.0)
DENSE_SHARE = 0.4
"""A place counts as occupied from this share of the way from the surrounding lung to the nodule's density."""


def shows_something(
    own: Volume, finding: Finding, other: Volume, place: PatientPoint, *, reach_mm: float
) -> bool:
    """True when the other CT is about as dense at the place, or within reach of it, as the nodule is in its own.

    The nodule's core and the lung around it give the density that would count; a vessel that runs there counts too,
    so that True means "look", not "the nodule was there".

    Parameters
    ----------
    place
        The nodule's place in the other CT.
    reach_mm
        How wrong the place may be; taken within `REACH_LIMITS_MM`.
    """
    diameter = finding.measurement.effective_diameter_mm if finding.measurement is not None else 6.0
    radius = max(diameter / 2, MIN_RADIUS_MM)
    center = np.array(finding.center.xyz_lps_mm)
    core = _ball(radius * CORE_SHARE)
    nodule_hu = float(np.mean(_values(own, center + core)))
    shell = _ball(radius * SHELL_SHARE[1])
    shell = shell[np.linalg.norm(shell, axis=1) >= radius * SHELL_SHARE[0]]
    lung_hu = float(np.percentile(_values(own, center + shell), 25))
    limit = lung_hu + DENSE_SHARE * (nodule_hu - lung_hu)
    offsets = _ball(float(np.clip(reach_mm, *REACH_LIMITS_MM)), steps=3)
    points = np.array(place.xyz_lps_mm) + offsets[:, None] + core[None]
    means = _values(other, points.reshape(-1, 3)).reshape(len(offsets), -1).mean(axis=1)
    return bool(means.max() >= limit)


def _ball(radius_mm: float, steps: int = 4) -> NDArray[np.float64]:
    """(n, 3) points of a regular grid inside a ball, its middle included."""
    line = np.linspace(-radius_mm, radius_mm, 2 * steps + 1)
    points = np.stack(np.meshgrid(line, line, line, indexing="ij"), axis=-1).reshape(-1, 3)
    inside: NDArray[np.float64] = points[np.linalg.norm(points, axis=1) <= radius_mm * 1.0001]
    return inside


def _values(volume: Volume, points_lps_mm: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values at LPS points, linear; outside, those of the nearest edge."""
    from scipy import ndimage  # a tenth of a second that no window waits for

    index = volume.geometry.to_index(points_lps_mm)
    low = np.maximum(np.floor(index.min(axis=0)).astype(int) - 1, 0)
    high = np.minimum(np.ceil(index.max(axis=0)).astype(int) + 2, volume.shape)
    low = np.minimum(low, np.array(volume.shape) - 1)
    crop = volume.array[
        low[0] : max(high[0], low[0] + 1),
        low[1] : max(high[1], low[1] + 1),
        low[2] : max(high[2], low[2] + 1),
    ]
    values: NDArray[np.float64] = ndimage.map_coordinates(
        crop.astype(np.float64), (index - low).T, order=1, mode="nearest"
    )
    return values
