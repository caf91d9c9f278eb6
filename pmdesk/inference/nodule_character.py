"""What readers would say of a nodule: malignancy, traits, the labelled nodules that it resembles, and why."""

from dataclasses import dataclass, field
from math import exp, log, pi, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.characterisation import TRAIT_RANGE, HeatMap, RatedTrait, SimilarNodule
from pmdesk.core.nodule_crop import CropGrid, cut_crop, sampled
from pmdesk.core.progress import JobContext
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.candidate_scoring import middle, turned
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.manifest import MalignancyManifest
from pmdesk.inference.package import LoadedModel

SIMILAR_SHOWN = 6
COVER_MM = 7.0
"""Width of the square that covers a place of the image for the heat map."""
COVER_STEP_MM = 2.4
COVER_HU = -800.0
"""Density that a covered place shows: lung."""
COVER_BATCH = 16


@dataclass(frozen=True)
class Judgement:
    """Result of the model on one nodule.

    Parameters
    ----------
    malignancy
        Probability that the readers' mean rating is above 3 of 5.
    spread
        Lowest and highest probability among the members of the ensemble.
    traits
        On the readers' scales.
    embedding
        (n,) float32 of unit length: the nodule in the model's feature space.
    """

    malignancy: float
    spread: tuple[float, float]
    traits: tuple[RatedTrait, ...]
    embedding: NDArray[np.float32] = field(repr=False, compare=False)


@dataclass(frozen=True)
class NoduleJudge:
    """Judges nodules with a package of the task ``lung-nodule-malignancy``."""

    model: LoadedModel[MalignancyManifest]

    def __call__(self, volume: Volume, segment: Segment, stop: StopSwitch | None = None) -> Judgement:
        """Judge the nodule under a mask: the mean over the eight turned and mirrored crops."""
        given = self._given(volume, segment)
        rows = self._columns(turned(given), stop)
        manifest = self.model.manifest
        members = rows["malignancy"].mean(axis=0)
        diameter_mm = slice_diameter_mm(segment)
        traits = tuple(
            RatedTrait(trait, float(np.clip(value, *TRAIT_RANGE[trait])))
            for trait, value in zip(manifest.traits, rows["traits"].mean(axis=0), strict=True)
        )
        embedding = rows["embedding"].mean(axis=0)
        each = [self._probability(float(logit), diameter_mm) for logit in members]
        return Judgement(
            self._probability(float(members.mean()), diameter_mm),
            (min(each), max(each)),
            traits,
            (embedding / max(float(np.linalg.norm(embedding)), 1e-12)).astype(np.float32),
        )

    def similar(self, judgement: Judgement, count: int = SIMILAR_SHOWN) -> tuple[SimilarNodule, ...]:
        """The labelled nodules of the training that lie nearest in the model's feature space, nearest first."""
        table = _similar_table(self.model)
        likeness = table["embedding"].astype(np.float32) @ judgement.embedding
        nearest = np.argsort(-likeness)[:count]
        return tuple(
            SimilarNodule(
                key=str(table["nodule_id"][row]),
                image=table["image"][row],
                pixel_mm=float(table["pixel_mm"]),
                diameter_mm=float(table["diameter_mm"][row]),
                malignancy=float(table["malignancy"][row]),
                readers=int(table["readers"][row]),
                traits=tuple(
                    RatedTrait(trait, float(value))
                    for trait, value in zip(self.model.manifest.traits, table["traits"][row], strict=True)
                ),
                likeness=float(likeness[row]),
            )
            for row in nearest
        )

    def heat_map(self, volume: Volume, segment: Segment, ctx: JobContext) -> HeatMap:
        """Change of the malignancy probability when a place of the crop is covered with lung, on all its slices.

        The map lies on the slice where the nodule is largest. Occlusion (Zeiler and Fergus 2014), at the crop's own
        pixel size, then brought to the volume's grid.

        Raises
        ------
        CancelledError
            The user cancelled.
        """
        stop = StopSwitch()
        ctx.on_cancel(stop.throw)
        grid = self.model.manifest.crop.given.grid
        diameter_mm = slice_diameter_mm(segment)
        crop, mask = self._cut(volume, segment)
        prepare = self.model.manifest.crop.given.prepare
        base = self._mean_probability(prepare(crop, mask)[None], diameter_mm, stop)[0]
        width = max(2, round(COVER_MM / grid.pixel_mm))
        step = max(1, round(COVER_STEP_MM / grid.pixel_mm))
        corners = [
            (row, col)
            for row in range(-width // 2, grid.pixels - width // 2, step)
            for col in range(-width // 2, grid.pixels - width // 2, step)
        ]
        total, times = np.zeros((2, grid.pixels, grid.pixels))
        for start in range(0, len(corners), COVER_BATCH):
            ctx.check()
            part = corners[start : start + COVER_BATCH]
            places = [(slice(max(0, row), row + width), slice(max(0, col), col + width)) for row, col in part]
            covered = []
            for place in places:
                changed = crop.copy()
                changed[(slice(None), *place)] = COVER_HU
                covered.append(prepare(changed, mask))
            found = self._mean_probability(np.stack(covered), diameter_mm, stop)
            for place, value in zip(places, found, strict=True):
                total[place] += base - value
                times[place] += 1
            ctx.progress((start + len(part)) / len(corners), "stage.explain")
        mean = (total / np.maximum(times, 1)).astype(np.float32)
        return _on_volume(mean, volume, middle(segment), grid)

    def _given(self, volume: Volume, segment: Segment) -> NDArray[np.float32]:
        return self.model.manifest.crop.given.prepare(*self._cut(volume, segment))

    def _cut(self, volume: Volume, segment: Segment) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return cut_nodule(volume, segment, self.model.manifest.crop.given.grid)

    def _columns(self, batch: NDArray[np.float32], stop: StopSwitch | None) -> dict[str, NDArray[np.float32]]:
        rows = self.model.run(batch, stop)
        return {
            name: rows[:, first:last] for name, (first, last) in self.model.manifest.output.columns.items()
        }

    def _mean_probability(
        self, batch: NDArray[np.float32], diameter_mm: float, stop: StopSwitch
    ) -> list[float]:
        logits = self._columns(batch, stop)["malignancy"].mean(axis=1)
        return [self._probability(float(logit), diameter_mm) for logit in logits]

    def _probability(self, logit: float, diameter_mm: float) -> float:
        scale = self.model.manifest.probability
        value = scale.scale * logit + scale.log_diameter * log(diameter_mm) + scale.offset
        return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, value))))


def cut_nodule(
    volume: Volume, segment: Segment, grid: CropGrid
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """HU crop and mask 0..1 of a nodule, both (slice, row, col) float32, around the middle of its largest slice."""
    center = middle(segment)
    crop = cut_crop(volume.array, volume.spacing_mm, center, grid)
    _, row_mm, col_mm = volume.spacing_mm
    offset_mm = (np.arange(grid.pixels) - (grid.pixels - 1) / 2) * grid.pixel_mm
    rows = center[1] + offset_mm / row_mm - segment.offset[1] + 1
    cols = center[2] + offset_mm / col_mm - segment.offset[2] + 1
    mask = np.zeros_like(crop)
    for place, index in enumerate(grid.slice_indices(center[0], volume.spacing_mm[0], volume.shape[0])):
        inner = int(index) - segment.offset[0]
        if 0 <= inner < len(segment.mask):
            # a rim of zeros, since samples beyond an edge repeat it
            mask[place] = sampled(np.pad(segment.mask[inner], 1), rows, cols)
    return crop, mask


def slice_diameter_mm(segment: Segment) -> float:
    """Diameter of the circle with the area of the largest slice."""
    _, row_mm, col_mm = segment.geometry.spacing_mm
    area = float(segment.mask.sum(axis=(1, 2)).max()) * row_mm * col_mm
    return 2.0 * sqrt(area / pi)


def _similar_table(model: LoadedModel[MalignancyManifest]) -> dict[str, Any]:
    with np.load(model.folder / model.manifest.similar, allow_pickle=False) as table:
        return {name: table[name] for name in table.files}


def _on_volume(
    values: NDArray[np.float32], volume: Volume, center: tuple[float, float, float], grid: CropGrid
) -> HeatMap:
    """A map on the crop's grid, smoothed over its steps, on the slice of the volume."""
    smooth = ndimage.gaussian_filter(values, COVER_STEP_MM / grid.pixel_mm / 2)
    half_mm = (grid.pixels - 1) / 2 * grid.pixel_mm
    ranges = [
        range(
            max(0, int(np.ceil(place - half_mm / spacing))),
            min(size, int(np.floor(place + half_mm / spacing)) + 1),
        )
        for place, spacing, size in zip(center[1:], volume.spacing_mm[1:], volume.shape[1:], strict=True)
    ]
    positions = [
        (np.asarray(values_range) - place) * spacing / grid.pixel_mm + (grid.pixels - 1) / 2
        for values_range, place, spacing in zip(ranges, center[1:], volume.spacing_mm[1:], strict=True)
    ]
    native = sampled(smooth, positions[0], positions[1])[None]
    return HeatMap(volume.geometry, (round(center[0]), ranges[0].start, ranges[1].start), native)
