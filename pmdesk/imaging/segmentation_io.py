"""Nodule masks as a DICOM Segmentation object (PS3.3 A.51) beside the images they were drawn on."""

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk import __version__
from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.finding import Finding, ReviewStatus, Side
from pmdesk.core.provenance import ModelIdentity
from pmdesk.core.volume import Volume

if TYPE_CHECKING:
    from pathlib import Path

    from highdicom.seg import SegmentDescription
    from pydicom import Dataset

_SERIES_NUMBER = 9000
"""Above what scanners number, so that the object sorts behind the images."""

_EMPTY_WHERE_ABSENT = (
    ("PatientID", ""),
    ("PatientName", ""),
    ("PatientBirthDate", ""),
    ("PatientSex", ""),
    ("StudyID", ""),
    ("StudyDate", ""),
    ("StudyTime", ""),
    ("AccessionNumber", ""),
    ("ReferringPhysicianName", ""),
)
"""Type 2 attributes of patient and study that de-identified files may lack altogether; empty means unknown."""


def write_segmentation(
    volume: Volume, findings: Sequence[Finding], path: "Path", *, model: ModelIdentity
) -> bool:
    """Write the masks of findings as a binary segmentation, one segment a finding.

    Parameters
    ----------
    volume
        Loaded from DICOM files, which must still be there: the object refers to them and copies patient and study.
    findings
        Findings with a segment on the volume's grid; those without are left out. Segments are numbered in this
        order, the finding's own number stands in the label (``Nodule 3``).
    path
        File to write; it is there whole or not at all.
    model
        What found the nodules; named as the algorithm of every segment that a person did not draw.

    Returns
    -------
    bool
        False, and no file, when no finding has a segment: a segmentation object holds at least one (PS3.3 C.8.20.2).

    Raises
    ------
    ValueError
        The volume was computed and not loaded, or a segment lies on another grid.
    InputError
        ``FILE_NOT_FOUND`` or ``FILE_UNREADABLE``: a source image is gone.
    FailedError
        ``DISK_FULL`` or ``WRITE_FAILED``.
    """
    if len(volume.source_paths) != volume.shape[0]:
        raise ValueError("only volumes loaded from DICOM files have images to refer to")
    drawn = [finding for finding in findings if finding.segment is not None]
    if not drawn:
        return False
    if any(finding.segment.geometry.shape != volume.shape for finding in drawn if finding.segment):
        raise ValueError("a segment lies on another grid")
    first, last = _slice_range(drawn)
    labels = _label_map(volume, drawn, first, last)
    with warnings.catch_warnings():
        # highdicom and pydicom remark on the source headers, which are not ours to mend
        warnings.simplefilter("ignore")
        segmentation = _segmentation(volume, drawn, labels, first, last, model)
        with atomic_write(path) as temporary:
            segmentation.save_as(temporary)
    return True


def _slice_range(findings: Sequence[Finding]) -> tuple[int, int]:
    bounds = [finding.segment.slices[0] for finding in findings if finding.segment]
    return min(bound.start for bound in bounds), max(bound.stop for bound in bounds)


def _label_map(
    volume: Volume, findings: Sequence[Finding], first: int, last: int
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """(slice, row, col) of segment numbers, or (slice, row, col, segment) of 0 and 1 where masks overlap."""
    shape = (last - first, *volume.shape[1:])
    labels = np.zeros(shape, dtype=np.uint16 if len(findings) > 255 else np.uint8)
    for number, finding in enumerate(findings, start=1):
        assert finding.segment is not None
        slices, rows, columns = finding.segment.slices
        box = labels[slices.start - first : slices.stop - first, rows, columns]
        if box[finding.segment.mask].any():
            return _stacked(findings, shape, first)
        box[finding.segment.mask] = number
    return labels


def _stacked(findings: Sequence[Finding], shape: tuple[int, ...], first: int) -> NDArray[np.uint8]:
    stacked = np.zeros((*shape, len(findings)), dtype=np.uint8)
    for number, finding in enumerate(findings):
        assert finding.segment is not None
        slices, rows, columns = finding.segment.slices
        stacked[slices.start - first : slices.stop - first, rows, columns, number] = finding.segment.mask
    return stacked


def _segmentation(
    volume: Volume,
    findings: Sequence[Finding],
    labels: NDArray[np.uint8] | NDArray[np.uint16],
    first: int,
    last: int,
    model: ModelIdentity,
) -> Any:
    import highdicom as hd

    sources, labels = _sources(volume, labels, first, last)
    return hd.seg.Segmentation(
        source_images=sources,
        pixel_array=labels,
        segmentation_type=hd.seg.SegmentationTypeValues.BINARY,
        segment_descriptions=[
            _describe(volume, finding, number, model) for number, finding in enumerate(findings, start=1)
        ],
        series_instance_uid=hd.UID(),
        series_number=_SERIES_NUMBER,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        manufacturer="pmdesk",
        manufacturer_model_name="pmdesk",
        software_versions=__version__,
        device_serial_number=model.sha256[:16] or "0",
        content_description="Lung nodules",
        content_label="LUNG_NODULES",
        omit_empty_frames=True,
    )


def _sources(
    volume: Volume, labels: NDArray[np.uint8] | NDArray[np.uint16], first: int, last: int
) -> tuple[list["Dataset"], NDArray[np.uint8] | NDArray[np.uint16]]:
    """Headers of the images that the labels lie on, and the labels in their order."""
    paths = volume.source_paths[first:last]
    if len(set(paths)) == len(paths):
        return [_header(volume, path) for path in paths], labels
    # one multi-frame file: the object wants every frame, in the file's order
    header = _header(volume, paths[0])
    whole = np.zeros((int(header.NumberOfFrames), *labels.shape[1:]), dtype=labels.dtype)
    for frame_number, plane in zip(volume.frame_numbers[first:last], labels, strict=True):
        whole[frame_number - 1] = plane
    return [header], whole


def _header(volume: Volume, path: str) -> "Dataset":
    import pydicom
    from pydicom.errors import InvalidDicomError

    try:
        header = pydicom.dcmread(path, stop_before_pixels=True)
    except FileNotFoundError:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=path) from None
    except (InvalidDicomError, OSError) as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, path=path, reason=str(error)) from error
    for keyword, value in _EMPTY_WHERE_ABSENT:
        if keyword not in header:
            setattr(header, keyword, value)
    # one series is one frame here even where de-identification gave each slice its own (as in LIDC-IDRI)
    header.FrameOfReferenceUID = volume.geometry.for_uid
    return header


def _describe(volume: Volume, finding: Finding, number: int, model: ModelIdentity) -> "SegmentDescription":
    import highdicom as hd
    from pydicom.sr.codedict import codes

    from pmdesk.imaging.dicom_writer import uid_from

    if finding.detection is None:
        algorithm_type = hd.seg.SegmentAlgorithmTypeValues.MANUAL
    elif finding.status is ReviewStatus.EDITED:
        algorithm_type = hd.seg.SegmentAlgorithmTypeValues.SEMIAUTOMATIC
    else:
        algorithm_type = hd.seg.SegmentAlgorithmTypeValues.AUTOMATIC
    algorithm = hd.AlgorithmIdentificationSequence(
        name=model.model_id,
        family=codes.DCM.ArtificialIntelligence,
        version=model.version,
        parameters={"sha256": model.sha256},
    )
    # the region's laterality goes into a modifier, which highdicom has no argument for
    description = hd.seg.SegmentDescription(
        segment_number=number,
        segment_label=f"Nodule {finding.number}",
        segmented_property_category=codes.SCT.MorphologicallyAbnormalStructure,
        segmented_property_type=codes.SCT.Nodule,
        algorithm_type=algorithm_type,
        algorithm_identification=None if finding.detection is None else algorithm,
        tracking_uid=hd.UID(uid_from("finding", volume.description.series_uid, finding.id)),
        tracking_id=str(finding.id),
        anatomic_regions=[codes.SCT.Lung],
    )
    side = {Side.LEFT: codes.SCT.Left, Side.RIGHT: codes.SCT.Right}.get(finding.location.side)
    if side is not None:
        modifier = hd.sr.CodedConcept(side.value, side.scheme_designator, side.meaning)
        description.AnatomicRegionSequence[0].AnatomicRegionModifierSequence = [modifier]
    return description
