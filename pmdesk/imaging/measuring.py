"""Size, volume, density, solid part and form of a nodule from its mask and the image."""

from math import acos, degrees

import numpy as np

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.finding import NoduleMeasurement
from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.imaging.nodule_axes import longest_axes
from pmdesk.imaging.nodule_shape import nodule_shape
from pmdesk.imaging.solid_part import solid_component
from pmdesk.imaging.volumetry import nodule_volume

AXIAL_TOLERANCE_DEG = 30.0
"""Largest angle between slice normal and body axis at which slices count as axial; gantries tilt up to 30 degrees."""


def is_axial(geometry: VolumeGeometry) -> bool:
    """True when the slices lie across the body's long axis, within `AXIAL_TOLERANCE_DEG`."""
    normal = np.cross(geometry.directions[:, 2], geometry.directions[:, 1])
    cosine = float(abs(normal[2]) / np.linalg.norm(normal))
    return degrees(acos(min(1.0, cosine))) <= AXIAL_TOLERANCE_DEG


def can_measure(volume: Volume) -> bool:
    """True when `measure_nodule` will answer: the geometry is trusted and the slices are axial."""
    return volume.trust.measurements_allowed and is_axial(volume.geometry)


def measure_nodule(volume: Volume, segment: Segment) -> NoduleMeasurement:
    """Measure a nodule on the axial slice where it is longest, and as a whole.

    Parameters
    ----------
    volume
        Values and geometry; the mask must lie on the same grid.
    segment
        The mask.

    Returns
    -------
    NoduleMeasurement
        Axes in mm (`longest_axes`), volume in mm3 with its standard deviation (`nodule_volume`), mean and standard
        deviation of HU over the mask, the solid part (`solid_component`) and the form (`nodule_shape`).

    Raises
    ------
    InputError
        ``GEOMETRY_UNUSABLE``, with ``reason`` ``"locked"`` when the geometry is not to be trusted in millimetres and
        ``"not_axial"`` when the slices are not axial. Ask `can_measure` before.
    ValueError
        The mask belongs to another grid, or no voxel is set.
    """
    if segment.geometry.shape != volume.shape:
        raise ValueError("mask and volume differ in shape")
    if not segment.mask.any():
        raise ValueError("the mask is empty")
    if not volume.trust.measurements_allowed:
        raise InputError(ErrorCode.GEOMETRY_UNUSABLE, reason="locked")
    if not is_axial(volume.geometry):
        raise InputError(ErrorCode.GEOMETRY_UNUSABLE, reason="not_axial")
    long_axis, short_axis, slice_index = longest_axes(segment)
    values = volume.array[segment.slices][segment.mask]
    counted = nodule_volume(volume, segment)
    return NoduleMeasurement(
        long_axis=long_axis,
        short_axis=short_axis,
        volume_mm3=counted.volume_mm3,
        mean_hu=float(values.mean(dtype=np.float64)),
        sd_hu=float(values.std(dtype=np.float64)),
        slice_index=slice_index,
        volume_sd_mm3=counted.sd_mm3,
        volume_method=counted.method,
        solid=solid_component(volume, segment),
        shape=nodule_shape(segment),
    )
