"""Frames of enhanced multi-frame images, each as a slice of its own (functional groups, PS3.3 C.7.6.16)."""

import warnings
from dataclasses import replace
from typing import Any

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.imaging.instance import InstanceHeader

ENHANCED_SOP_CLASSES = frozenset(
    {
        "1.2.840.10008.5.1.4.1.1.2.1",  # Enhanced CT
        "1.2.840.10008.5.1.4.1.1.2.2",  # Legacy Converted Enhanced CT
        "1.2.840.10008.5.1.4.1.1.4.1",  # Enhanced MR
        "1.2.840.10008.5.1.4.1.1.4.4",  # Legacy Converted Enhanced MR
        "1.2.840.10008.5.1.4.1.1.130",  # Enhanced PET
        "1.2.840.10008.5.1.4.1.1.128.1",  # Legacy Converted Enhanced PET
    }
)


def frames_of(whole: InstanceHeader) -> list[InstanceHeader]:
    """One header a frame of an enhanced multi-frame file.

    Parameters
    ----------
    whole
        Header of the file as a whole.

    Raises
    ------
    InputError
        ``DICOM_TRUNCATED`` when the functional groups are missing or fewer than the frames.
    """
    import pydicom

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = pydicom.dcmread(whole.path, stop_before_pixels=True, force=True)
    shared = (dataset.get("SharedFunctionalGroupsSequence") or [pydicom.Dataset()])[0]
    per_frame = dataset.get("PerFrameFunctionalGroupsSequence") or []
    if len(per_frame) < whole.pixel_format.frames:
        raise InputError(ErrorCode.DICOM_TRUNCATED, path=whole.shown_as)
    return [_frame(whole, number, groups, shared) for number, groups in enumerate(per_frame, start=1)]


def _frame(whole: InstanceHeader, number: int, groups: Any, shared: Any) -> InstanceHeader:
    position = _floats(groups, shared, "PlanePositionSequence", "ImagePositionPatient", 3)
    orientation = _floats(groups, shared, "PlaneOrientationSequence", "ImageOrientationPatient", 6)
    spacing = _floats(groups, shared, "PixelMeasuresSequence", "PixelSpacing", 2)
    thickness = _floats(groups, shared, "PixelMeasuresSequence", "SliceThickness", 1)
    slope = _floats(groups, shared, "PixelValueTransformationSequence", "RescaleSlope", 1)
    intercept = _floats(groups, shared, "PixelValueTransformationSequence", "RescaleIntercept", 1)
    rescale_type = _value(groups, shared, "PixelValueTransformationSequence", "RescaleType")
    content = _value(groups, shared, "FrameContentSequence", "TemporalPositionIndex")
    offset = whole.pixel_offset
    if offset is not None:
        offset += (number - 1) * whole.pixel_format.frame_bytes
    return replace(
        whole,
        frame_number=number,
        instance_number=number,
        temporal_position=int(content) if content else None,
        position_mm=position,
        orientation=orientation,
        pixel_spacing_mm=spacing if spacing and min(spacing) > 0 else None,
        slice_thickness_mm=thickness[0] if thickness and thickness[0] > 0 else None,
        rescale_slope=slope[0] if slope else None,
        rescale_intercept=intercept[0] if intercept else None,
        rescale_type=str(rescale_type or "").upper(),
        pixel_offset=offset,
    )


def _value(groups: Any, shared: Any, sequence: str, keyword: str) -> Any:
    for source in (groups, shared):
        items = source.get(sequence)
        if items and items[0].get(keyword) not in (None, ""):
            return items[0].get(keyword)
    return None


def _floats(groups: Any, shared: Any, sequence: str, keyword: str, count: int) -> Any:
    value = _value(groups, shared, sequence, keyword)
    if value is None:
        return None
    try:
        numbers = tuple(float(part) for part in value) if count > 1 else (float(value),)
    except (TypeError, ValueError):
        return None
    return numbers if len(numbers) == count else None
