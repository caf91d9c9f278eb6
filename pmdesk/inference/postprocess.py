"""From a probability map to candidates: connected voxels, their peak, their size, their place."""

from dataclasses import dataclass, field
from math import pi

import numpy as np
from scipy import ndimage

from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.lung_mask import LungMask
from pmdesk.inference.manifest import ConnectedComponents, InsideLungs
from pmdesk.inference.sliding_window import QUANTUM, ProbabilityMap


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
) -> tuple[Candidate, ...]:
    """Candidates of a map, largest first.

    Voxels are connected through faces and, between slices, through edges. A component needs a peak at the
    operating point, the smallest volume, and to lie in the closed lungs for the stated share.
    """
    labels, count = ndimage.label(
        probability.values >= np.ceil(components.mask.value * QUANTUM),
        ndimage.generate_binary_structure(3, 2),
    )
    if count == 0:
        return ()
    peaks = ndimage.maximum(probability.values, labels, np.arange(1, count + 1))
    smallest_mm3 = pi / 6 * components.min_diameter_mm**3
    voxel_mm3 = volume.geometry.voxel_volume_mm3
    found = []
    for number, box in enumerate(ndimage.find_objects(labels), start=1):
        peak = float(peaks[number - 1]) / QUANTUM
        if box is None or peak < components.candidate.value:
            continue
        mask = labels[box] == number
        if np.count_nonzero(mask) * voxel_mm3 < smallest_mm3:
            continue
        mask = ndimage.binary_fill_holes(mask)
        offset = tuple(start.start + shift for start, shift in zip(box, probability.offset, strict=True))
        place = (offset[0], offset[1], offset[2])
        if lungs.overlap(place, mask) < inside.min_overlap:
            continue
        found.append(Candidate(Segment(volume.geometry, place, mask), peak))
    return tuple(sorted(found, key=lambda item: -item.segment.voxel_count))
