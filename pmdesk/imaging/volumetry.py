"""Volume of a nodule with edges finer than the voxels, and how sure it is."""

from dataclasses import dataclass
from math import hypot, pi
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.finding import VolumeMethod
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Unit, Volume

EDGE_MM = 1.3
"""Half width of the zone in which lung and nodule mix in plane, about two standard deviations of a usual kernel's blur;
at least one voxel. Across the slices it is one slice, or `EDGE_ACROSS_MM` where slices are thinner."""
EDGE_ACROSS_MM = 1.0

LUNG_BELOW_HU = -500.0
"""Only less dense voxels around the nodule tell the density of the lung there."""
MIN_LUNG_VOXELS = 40
MIN_CONTRAST_HU = 150.0
"""Less between lung and nodule drowns in the noise of a low-dose CT (20 to 60 HU)."""
MIN_INNER_VOXELS = 4
MAX_INNER_SPREAD_HU = 350.0
"""Distance from the 5th to the 95th percentile inside above which the nodule is of several densities (part-solid,
cavity, calcium): no one density then stands for its border."""
MIN_FREE_SHARE = 0.4
"""A nodule whose border touches other tissue over more than the rest cannot be counted by density."""

SOFT_TISSUE_HU = 30.0
SOFT_TISSUE_SD_HU = 60.0
"""Density taken for a nodule too small to show its own, if a part of it is denser than `SOLID_PEAK_HU`: soft tissue
without and with contrast. The spread goes into the uncertainty."""
SOLID_PEAK_HU = -300.0

EDGE_SD_MM: Final = 0.092
"""Uncertainty of where the border lies. Repeated screening CTs of 233 stable solid nodules of 98 mm3 on average (5.7
mm across) agreed within 27 % in 95 of 100 pairs (Marchiano 2009, Radiology 251:919): one measurement has
27 / (1.96 sqrt 2) = 9.7 % of the volume, which is this shift of the surface of such a ball (a third of 0.097 times
2.86 mm)."""

_SECTIONS: Final = pi * 2 / 180**0.5
"""Standard deviation of the volume of a ball from parallel sections at a random place is at most this times radius
times the square of the distance T of the sections: the area falls to both ends with the slope 2 pi r; by Euler and
Maclaurin a sum over sections has the variance T^4 / 720 times the squared slope at each end, and the ends add up in
amplitude when the ball is a whole number of sections high (Cavalieri's estimator; Gundersen and Jensen 1987, J Microsc
147:229)."""

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VolumeEstimate:
    """Volume in mm3, one standard deviation of it, how it was counted, and the plain count of the voxels."""

    volume_mm3: float
    sd_mm3: float
    method: VolumeMethod
    voxels_mm3: float


def nodule_volume(volume: Volume, segment: Segment) -> VolumeEstimate:
    """Volume of a nodule.

    Voxels inside count whole. In the zone around the border each voxel counts by its density between that of the lung
    around and that of the nodule beside it (segmentation-based partial volume analysis: Kuhnigk 2006, IEEE Trans Med
    Imaging 25:417; local density of the nodule: Heckel 2014, ibid. 33:462), so that neither the steps of the mask nor
    a mask drawn half a voxel wide or narrow shifts the result. Where the nodule touches other tissue the mask decides.
    Without HU, lung around it, contrast or a free border, and for nodules of mixed density, the voxels of the mask are
    counted, and ``method`` says so.

    The standard deviation joins what repeated scans of patients show (`EDGE_SD_MM`), the sampling by slices
    (`_SECTIONS`) and, for nodules too small to show their own density, the density assumed.
    """
    slice_mm = max(volume.spacing_mm[0], volume.description.slice_thickness_mm or 0.0)
    weighed = _weighed(volume, segment) if volume.unit is Unit.HOUNSFIELD else None
    voxels_mm3 = segment.volume_mm3
    if weighed is None:
        return VolumeEstimate(voxels_mm3, _sd(voxels_mm3, slice_mm), VolumeMethod.VOXELS, voxels_mm3)
    volume_mm3, density_sd = weighed
    sd = hypot(_sd(volume_mm3, slice_mm), density_sd * volume_mm3)
    return VolumeEstimate(volume_mm3, sd, VolumeMethod.PARTIAL_VOLUME, voxels_mm3)


def _sd(volume_mm3: float, slice_mm: float) -> float:
    """Standard deviation in mm3 of the volume of a ball of that size from the place of its border and the slices."""
    radius_mm = (3 * volume_mm3 / (4 * pi)) ** (1 / 3)
    return hypot(4 * pi * radius_mm**2 * EDGE_SD_MM, _SECTIONS * radius_mm * slice_mm**2)


@dataclass(frozen=True)
class _Surroundings:
    """A nodule with a margin: values in HU, mask, and where its border zone lies, (slice, row, col)."""

    values: Values
    mask: NDArray[np.bool_]
    inner: NDArray[np.bool_]
    near: NDArray[np.bool_]
    """Outside the mask, in the border zone."""
    around: NDArray[np.bool_]
    """Farther out, as wide again: there the lung shows its density."""


def _surroundings(volume: Volume, segment: Segment) -> _Surroundings:
    from scipy import ndimage

    slice_mm, row_mm, column_mm = volume.spacing_mm
    zone = (
        max(1.0, EDGE_ACROSS_MM / slice_mm),
        max(1.0, EDGE_MM / row_mm),
        max(1.0, EDGE_MM / column_mm),
    )
    margin = [int(np.ceil(3 * width)) + 1 for width in zone]
    part, inside = [], []
    for box, size, width in zip(segment.slices, volume.shape, margin, strict=True):
        start, stop = max(0, box.start - width), min(size, box.stop + width)
        part.append(slice(start, stop))
        inside.append(slice(box.start - start, box.stop - start))
    values = volume.array[tuple(part)].astype(np.float32)
    mask = np.zeros(values.shape, np.bool_)
    mask[tuple(inside)] = segment.mask
    sampling = tuple(1 / width for width in zone)
    outwards = ndimage.distance_transform_edt(~mask, sampling=sampling)
    inwards = ndimage.distance_transform_edt(np.pad(mask, 1), sampling=sampling)[1:-1, 1:-1, 1:-1]
    edge = 1 + 1e-6
    return _Surroundings(
        values,
        mask,
        inner=inwards > edge,
        near=~mask & (outwards <= edge),
        around=(outwards > edge) & (outwards <= 3 * edge),
    )


def _weighed(volume: Volume, segment: Segment) -> tuple[float, float] | None:
    """Volume in mm3 and its relative standard deviation from the density assumed; None where it cannot be done."""
    from scipy import ndimage

    here = _surroundings(volume, segment)
    lung = here.values[here.around & (here.values < LUNG_BELOW_HU)]
    if lung.size < MIN_LUNG_VOXELS:
        return None
    lung_hu = float(np.median(lung))
    density = _density(here)
    if density is None:
        return None
    nodule_hu, density_sd_hu = density
    contrast = nodule_hu - np.float32(lung_hu)
    border = (here.mask & ~here.inner) | here.near
    if float(contrast[border].min()) < MIN_CONTRAST_HU:
        return None
    share = np.clip((here.values - lung_hu) / np.maximum(contrast, 1.0), -0.25, 1.25)
    other = ~here.mask & ~here.near & (share > 0.5)
    own = here.near
    if other.any():
        spacing = volume.spacing_mm
        to_mask = ndimage.distance_transform_edt(~here.mask, sampling=spacing)
        to_other = ndimage.distance_transform_edt(~other, sampling=spacing)
        own = here.near & (to_mask < to_other)
    if np.count_nonzero(own) < MIN_FREE_SHARE * np.count_nonzero(here.near):
        return None
    voxels = np.count_nonzero(here.inner) + float(share[border & (here.mask | own)].sum(dtype=np.float64))
    relative_sd = density_sd_hu / float(contrast[border].mean())
    return voxels * volume.geometry.voxel_volume_mm3, relative_sd


def _density(here: _Surroundings) -> tuple[Values, float] | None:
    """Density of the nodule beside every voxel, and its standard deviation when it is assumed.

    Inside, it is the mean over the inner voxels nearby, carried outwards to the border.
    """
    from scipy import ndimage

    if np.count_nonzero(here.inner) >= MIN_INNER_VOXELS:
        low, high = np.percentile(here.values[here.inner], (5, 95))
        if high - low > MAX_INNER_SPREAD_HU:
            return None
        weight = ndimage.gaussian_filter(here.inner.astype(np.float32), 1.5)
        mean = ndimage.gaussian_filter(np.where(here.inner, here.values, 0).astype(np.float32), 1.5)
        local = np.where(here.inner, mean / np.maximum(weight, 1e-6), 0)
        nearest = ndimage.distance_transform_edt(~here.inner, return_distances=False, return_indices=True)
        carried: Values = local[tuple(nearest)].astype(np.float32)
        return carried, 0.0
    peak_hu = float(np.percentile(here.values[here.mask], 90))
    if peak_hu < SOLID_PEAK_HU:
        return None
    # calcium shows even where it is blurred
    return np.full(here.values.shape, max(SOFT_TISSUE_HU, peak_hu), np.float32), SOFT_TISSUE_SD_HU
