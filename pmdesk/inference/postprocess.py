"""From a probability map to candidates: connected voxels, their peak, their size, their place."""

from dataclasses import dataclass, field
from math import pi

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.candidate_shape import axis_ratios
from pmdesk.inference.components import marked_components
from pmdesk.inference.lung_mask import LungMask
from pmdesk.inference.manifest import ConnectedComponents, InsideLungs, ShapeLimits
from pmdesk.inference.sliding_window import QUANTUM, ProbabilityMap

CONTACT_MM = 1.4
"""Width of the rim, in plane, in which the contact with aerated lung is measured."""
AERATED_BELOW_HU = -500


@dataclass(frozen=True)
class Candidate:
    """Connected voxels above the mask threshold; ``peak`` is the highest probability among them, 0..1."""

    segment: Segment = field(repr=False)
    peak: float


def candidates(
    volume: Volume,
    probability: ProbabilityMap,
    lungs: LungMask,
    components: ConnectedComponents,
    inside: InsideLungs,
    limits: ShapeLimits,
) -> tuple[Candidate, ...]:
    """Candidates of a map, largest first.

    Voxels are connected through faces and, between slices, through edges. A component needs a peak at the
    operating point, the smallest volume, and to lie in the closed lungs and touch aerated lung for the stated shares,
    and to keep to the limits of shape.
    """
    smallest_mm3 = pi / 6 * components.min_diameter_mm**3
    voxel_mm3 = volume.geometry.voxel_volume_mm3
    found = []
    for part in marked_components(probability.values, int(np.ceil(components.mask.value * QUANTUM))):
        peak = part.peak / QUANTUM
        if peak < components.candidate.value:
            continue
        if np.count_nonzero(part.mask) * voxel_mm3 < smallest_mm3:
            continue
        mask = ndimage.binary_fill_holes(part.mask)
        offset = tuple(start + shift for start, shift in zip(part.offset, probability.offset, strict=True))
        place = (offset[0], offset[1], offset[2])
        if lungs.overlap(place, mask) < inside.min_overlap:
            continue
        if not _within(mask, volume.spacing_mm, limits):
            continue
        segment = Segment(volume.geometry, place, mask)
        if lung_contact(volume, segment) >= inside.min_lung_contact:
            found.append(Candidate(segment, peak))
    return tuple(sorted(found, key=lambda item: -item.segment.voxel_count))


def _within(mask: NDArray[np.bool_], spacing_mm: tuple[float, float, float], limits: ShapeLimits) -> bool:
    ratios = axis_ratios(mask, spacing_mm)
    return ratios is None or (
        ratios.elongation <= limits.max_elongation and ratios.flatness <= limits.max_flatness
    )


def lung_contact(volume: Volume, segment: Segment) -> float:
    """Share of the rim around a mask, `CONTACT_MM` wide in plane, that is aerated lung; 0 without a rim.

    Nodules are surrounded by lung or sit on the pleura; hilar vessels, the diaphragm and the chest wall are not.
    """
    width = max(1, round(CONTACT_MM / min(volume.spacing_mm[1:])))
    start = [max(0, low - margin) for low, margin in zip(segment.offset, (0, width, width), strict=True)]
    stop = [
        min(limit, low + size + margin)
        for low, size, margin, limit in zip(
            segment.offset, segment.mask.shape, (0, width, width), volume.shape, strict=True
        )
    ]
    mask = np.zeros([high - low for low, high in zip(start, stop, strict=True)], dtype=bool)
    inner = tuple(
        slice(low - first, low - first + size)
        for low, first, size in zip(segment.offset, start, segment.mask.shape, strict=True)
    )
    mask[inner] = segment.mask
    rim = ndimage.binary_dilation(mask, np.ones((1, 3, 3), dtype=bool), iterations=width) & ~mask
    if not rim.any():
        return 0.0
    values = volume.array[tuple(slice(low, high) for low, high in zip(start, stop, strict=True))]
    return float((values[rim] < AERATED_BELOW_HU).mean())
