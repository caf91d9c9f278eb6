"""What the trainers of the later stages need from the earlier ones: marks in whole scans, outlines of nodules."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid, SeriesUid, StudyUid
from pmdesk.core.nodule_crop import CropGrid
from pmdesk.core.progress import JobContext
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import ImagePatient, SeriesDescription, Unit, Volume
from pmdesk.inference.candidate_scoring import middle
from pmdesk.inference.lung_mask import find_lungs
from pmdesk.inference.manifest import SegmentationManifest
from pmdesk.inference.nodule_character import cut_nodule
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.postprocess import candidates
from pmdesk.inference.sliding_window import run_over_lungs
from pmdesk.services.stack_pipeline import stack_volume
from pmdesk.training.candidate_samples import MarkedPlace, MarkedScan
from pmdesk.training.lidc import BackgroundScan, HuArray, NoduleStack
from pmdesk.training.lidc_nodules import NoduleRow

MARK_FROM = 0.36
"""Places are kept from this peak of the first network on: the second stage must know more than it will be asked."""
FRAME_PX = 16
FRAME_HU = 40
"""Background slices are cropped to the lungs: a frame of soft tissue keeps their air inside the body."""
NEAR_NODULE = 1.0
"""A mark lies on an annotated nodule when it is nearer than this many of its radii."""
START_DIAMETER_MM = 10.0
"""Size that the first crop on a nodule of the table assumes."""


def marked_scan(
    ctx: JobContext,
    name: str,
    volume: Volume,
    finder: LoadedModel[SegmentationManifest],
    nodules: Sequence[tuple[tuple[float, float, float], float]] = (),
) -> MarkedScan | None:
    """What the first network marks in a scan, without the limits of shape and lung contact; None without lungs.

    Parameters
    ----------
    nodules
        Annotated nodules: middle in LPS mm and radius in mm.
    """
    lungs = find_lungs(volume)
    if lungs is None:
        return None
    manifest = finder.manifest
    found = candidates(
        volume,
        run_over_lungs(volume, lungs, finder, ctx),
        lungs,
        manifest.components.model_copy(
            update={"candidate": manifest.components.candidate.model_copy(update={"value": MARK_FROM})}
        ),
        manifest.inside_lungs.model_copy(update={"min_lung_contact": 0.0}),
        manifest.shape_limits.model_copy(update={"max_elongation": 1e9, "max_flatness": 1e9}),
    )
    places = tuple(_place(volume, item.segment, item.peak, nodules) for item in found)
    return MarkedScan(name, volume.array.astype(np.int16), volume.spacing_mm, places)


def _place(
    volume: Volume,
    segment: Segment,
    peak: float,
    nodules: Sequence[tuple[tuple[float, float, float], float]],
) -> MarkedPlace:
    center = middle(segment)
    here = np.asarray(volume.geometry.point_at(center).xyz_lps_mm)
    near = any(np.linalg.norm(here - np.asarray(place)) < NEAR_NODULE * radius for place, radius in nodules)
    first = segment.offset[0]
    return MarkedPlace(center, first, first + len(segment.mask) - 1, peak, near)


def background_volume(scan: BackgroundScan) -> Volume:
    """A scan of the background archive as a volume with a frame of soft tissue; its place in space is not known."""
    rows, cols = (max(plane.shape[axis] for plane in scan.hu) + 2 * FRAME_PX for axis in (0, 1))
    array = np.full((len(scan.hu), rows, cols), FRAME_HU, np.int16)
    for index, plane in enumerate(scan.hu):
        array[index, FRAME_PX : FRAME_PX + plane.shape[0], FRAME_PX : FRAME_PX + plane.shape[1]] = plane
    return _volume(scan.name, array, (scan.slice_spacing_mm, scan.pixel_spacing_mm, scan.pixel_spacing_mm))


def crop_volume(row: NoduleRow, crop: HuArray) -> Volume:
    """One crop of the nodule table as a volume of a single slice."""
    spacing = row.slice_thickness_mm or 2.0
    return _volume(
        f"crop-{row.row}", crop[None].copy(), (spacing, row.pixel_spacing_mm, row.pixel_spacing_mm)
    )


def _volume(name: str, array: HuArray, spacing_mm: tuple[float, float, float]) -> Volume:
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


def rated_crop(
    row: NoduleRow, crop: HuArray, stack: NoduleStack | None, outliner: NoduleOutliner, grid: CropGrid
) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """Crop (int16 HU) and mask (uint8 0..255) of a nodule of the table, both (slice, row, col)."""
    hu, mask = cut_nodule(*outlined_nodule(row, crop, stack, outliner), grid)
    return np.rint(hu).astype(np.int16), np.rint(mask * 255).astype(np.uint8)
