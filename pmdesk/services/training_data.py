"""What the trainers of the later stages need from the earlier ones: marks in whole scans, outlines of nodules."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.nodule_crop import CropGrid
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.candidate_scoring import middle
from pmdesk.inference.lung_mask import find_lungs
from pmdesk.inference.manifest import SegmentationManifest
from pmdesk.inference.nodule_character import cut_nodule
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.postprocess import candidates
from pmdesk.inference.registry import ModelRegistry
from pmdesk.inference.sliding_window import run_over_lungs
from pmdesk.services import opening
from pmdesk.services.nodules import NODULE_TASK, OUTLINE_TASK
from pmdesk.services.outlined_nodules import background_volume, outlined_nodule
from pmdesk.training.candidate_samples import MarkedPlace, MarkedScan, save_scans
from pmdesk.training.lidc import HuArray, NoduleStack, StackFolder, read_background
from pmdesk.training.lidc_nodules import NoduleRow, read_crops, read_nodules
from pmdesk.training.trainers import CONFIGS, TRAINERS, TrainingRequest, configuration_errors

if TYPE_CHECKING:
    # torch is optional and slow to import
    from pmdesk.training.crop_training import CropConfig
    from pmdesk.training.nodule_malignancy import RatedCrops

MARK_FROM = 0.36
"""Places are kept from this peak of the first network on: the second stage must know more than it will be asked."""
NEAR_NODULE = 1.0
"""A mark lies on an annotated nodule when it is nearer than this many of its radii."""


def prepare(ctx: JobContext, request: TrainingRequest, registry: ModelRegistry) -> None:
    """Make what the trainer needs from the earlier stages, where its folder does not hold it yet.

    Raises
    ------
    InputError
        Data that cannot be read, or no whole scan for a training that needs them.
    """
    from pmdesk.training.crop_training import CropConfig
    from pmdesk.training.nodule_malignancy import save_rated

    entry = TRAINERS.get(request.model)
    if entry is None or not entry.prepared or (request.out / entry.prepared).is_file():
        return
    path = request.config or CONFIGS / entry.config
    if not path.is_file():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    with configuration_errors(path):
        config = CropConfig.read(path)
    if request.model == "nodule-candidate":
        scans = _marked_scans(ctx, request, registry, config.data.get("annotated", {}))
        with atomic_write(request.out / entry.prepared) as partial:
            save_scans(partial, scans)
    else:
        crops = _rated_crops(ctx, request, registry, config)
        with atomic_write(request.out / entry.prepared) as partial:
            save_rated(partial, crops)


def _marked_scans(
    ctx: JobContext,
    request: TrainingRequest,
    registry: ModelRegistry,
    annotated: Mapping[str, Sequence[Sequence[float]]],
) -> list[MarkedScan]:
    finder = registry.load(NODULE_TASK)
    count = len(request.scans) + len(request.background)
    if count == 0:
        raise InputError(ErrorCode.BAD_USAGE, reason="nodule-candidate needs --background or --scan")
    found: list[MarkedScan | None] = []
    for number, path in enumerate(request.scans):
        part = PartContext(ctx, number / count, (number + 1) / count)
        catalog = opening.scan_images(PartContext(part, 0.0, 0.1), (path,))
        try:
            series = opening.choose_series(catalog, None)
            volume = opening.load_volume(PartContext(part, 0.1, 0.2), series)
        finally:
            catalog.close()
        nodules = [((place[0], place[1], place[2]), place[3]) for place in annotated.get(path.stem, ())]
        found.append(marked_scan(PartContext(part, 0.2, 1.0), path.stem, volume, finder, nodules))
    for number, path in enumerate(request.background, start=len(request.scans)):
        part = PartContext(ctx, number / count, (number + 1) / count)
        found += [
            marked_scan(part, scan.name, background_volume(scan), finder) for scan in read_background(path)
        ]
    scans = [scan for scan in found if scan is not None]
    if not scans:
        paths = ", ".join(str(path) for path in (*request.scans, *request.background))
        raise InputError(ErrorCode.DATA_INVALID, path=paths, reason="no lungs in any scan")
    return scans


def _rated_crops(
    ctx: JobContext, request: TrainingRequest, registry: ModelRegistry, config: "CropConfig"
) -> "RatedCrops":
    from pmdesk.training.nodule_malignancy import RatedCrops

    outliner = NoduleOutliner(registry.load(OUTLINE_TASK))
    rows = [row for row in read_nodules(request.data) if row.is_sound and row.ratings][: request.limit]
    if not rows:
        raise InputError(ErrorCode.DATA_EMPTY, path=str(request.data), reason="no nodule with its ratings")
    crops = read_crops(request.data, rows)
    folder = StackFolder(request.data)
    made = []
    try:
        for done, (row, crop) in enumerate(zip(rows, crops, strict=True), start=1):
            ctx.check()
            held = row.nodule_id in folder
            stack = folder[row.nodule_id] if held else None
            made.append(rated_crop(row, crop, stack, outliner, config.stored_grid))
            ctx.progress(done / len(rows), "stage.outline")
    finally:
        folder.close()
    return RatedCrops(np.stack([hu for hu, _ in made]), np.stack([mask for _, mask in made]), tuple(rows))


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


def rated_crop(
    row: NoduleRow, crop: HuArray, stack: NoduleStack | None, outliner: NoduleOutliner, grid: CropGrid
) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """Crop (int16 HU) and mask (uint8 0..255) of a nodule of the table, both (slice, row, col)."""
    hu, mask = cut_nodule(*outlined_nodule(row, crop, stack, outliner), grid)
    return np.rint(hu).astype(np.int16), np.rint(mask * 255).astype(np.uint8)
