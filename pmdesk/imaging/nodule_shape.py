"""Form of a nodule's mask: how like a ball, a rod or a disc."""

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.finding import NoduleShape
from pmdesk.core.segmentation import Segment

MIN_VOXELS = 30
MIN_SLICES = 3
"""Fewer voxels or slices show the grid rather than the nodule: spheres of 4 mm on 2.5 mm slices come out flat."""


def nodule_shape(segment: Segment) -> NoduleShape | None:
    """Sphericity, elongation and flatness; None where the mask has too few voxels or slices to tell.

    Surface (Crofton's formula, Lehmann 2012) and principal moments are those of SimpleITK's label shape statistics,
    over the largest connected part of the mask.
    """
    largest = _largest_part(segment.mask)
    if np.count_nonzero(largest) < MIN_VOXELS or np.count_nonzero(largest.any(axis=(1, 2))) < MIN_SLICES:
        return None
    import SimpleITK as sitk

    # the form alone is asked for: the spacing is set, the place in the patient is not
    image = sitk.GetImageFromArray(np.pad(largest, 1).astype(np.uint8))
    image.SetSpacing([float(value) for value in segment.geometry.spacing_mm[::-1]])
    statistics = sitk.LabelShapeStatisticsImageFilter()
    statistics.ComputePerimeterOn()
    statistics.Execute(image)
    # a voxel is no point: its own extent belongs to the moments
    third, second, first = sorted(float(value) for value in statistics.GetPrincipalMoments(1))
    return NoduleShape(
        sphericity=min(1.0, float(statistics.GetRoundness(1))),
        elongation=float(np.sqrt(second / first)),
        flatness=float(np.sqrt(third / first)),
    )


def _largest_part(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    from scipy import ndimage

    labels, count = ndimage.label(mask, structure=np.ones((3, 3, 3)))
    if count == 1:
        return mask
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    part: NDArray[np.bool_] = labels == int(sizes.argmax())
    return part
