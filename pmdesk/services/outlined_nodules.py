"""Nodules of the evaluation data with the outline that the program draws at their place."""

import numpy as np

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid, SeriesUid, StudyUid
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import ImagePatient, SeriesDescription, Unit, Volume
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.services.stack_pipeline import stack_volume
from pmdesk.training.lidc import BackgroundScan, HuArray, NoduleStack
from pmdesk.training.lidc_nodules import NoduleRow

START_DIAMETER_MM = 10.0
"""Size that the first crop on a nodule of the table assumes."""
FRAME_PX = 16
FRAME_HU = 40
"""Background slices are cropped to the lungs: a frame of soft tissue keeps their air inside the body."""
SINGLE_SLICE_MM = 2.0
"""Distance of the slices of a single crop whose header has none: there are no others, so it changes nothing."""


def outlined_nodule(
    row: NoduleRow, crop: HuArray, stack: NoduleStack | None, outliner: NoduleOutliner
) -> tuple[Volume, Segment]:
    """A nodule of the table with the outline that the outline network draws at its place.

    Where the network sees no nodule, the outline is the single pixel at the place.
    """
    if stack is None:
        volume, place = crop_volume(row, crop), (0.0, crop.shape[0] / 2 - 0.5, crop.shape[1] / 2 - 0.5)
    else:
        volume = stack_volume(stack)
        place = row.place_in_stack or (-1.0, stack.hu.shape[1] / 2 - 0.5, stack.hu.shape[2] / 2 - 0.5)
        if not 0 <= place[0] < len(stack.hu):
            place = (float(len(stack.hu) // 2), *place[1:])
    found = outliner.at(volume, place, START_DIAMETER_MM)
    if found is None:
        index = tuple(round(value) for value in place)
        found = Segment(volume.geometry, (index[0], index[1], index[2]), np.ones((1, 1, 1), np.bool_))
    return volume, found


def crop_volume(row: NoduleRow, crop: HuArray) -> Volume:
    """One crop of the nodule table as a volume of a single slice."""
    spacing = row.slice_thickness_mm or SINGLE_SLICE_MM
    return bare_volume(
        f"crop-{row.row}", crop[None].copy(), (spacing, row.pixel_spacing_mm, row.pixel_spacing_mm)
    )


def bare_volume(name: str, array: HuArray, spacing_mm: tuple[float, float, float]) -> Volume:
    """Voxels in HU (slice, row, col) as a volume; where in a patient they lie is not known."""
    affine = np.zeros((4, 4))
    # slices along z, rows along y, columns along x (LPS)
    affine[2, 0], affine[1, 1], affine[0, 2], affine[3, 3] = *spacing_mm, 1.0
    shape = (array.shape[0], array.shape[1], array.shape[2])
    return Volume(
        array=array,
        geometry=VolumeGeometry(shape, affine, FrameOfReferenceUid(name)),
        unit=Unit.HOUNSFIELD,
        description=SeriesDescription(ImagePatient(), StudyUid(name), SeriesUid(name), "CT"),
    )


def background_volume(scan: BackgroundScan) -> Volume:
    """A scan of the background archive as a volume with a frame of soft tissue; its place in space is not known."""
    rows, cols = (max(plane.shape[axis] for plane in scan.hu) + 2 * FRAME_PX for axis in (0, 1))
    array = np.full((len(scan.hu), rows, cols), FRAME_HU, np.int16)
    for index, plane in enumerate(scan.hu):
        array[index, FRAME_PX : FRAME_PX + plane.shape[0], FRAME_PX : FRAME_PX + plane.shape[1]] = plane
    return bare_volume(
        scan.name, array, (scan.slice_spacing_mm, scan.pixel_spacing_mm, scan.pixel_spacing_mm)
    )
