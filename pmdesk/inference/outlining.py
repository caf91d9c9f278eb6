"""The outline of one nodule, drawn again in a crop whose pixel size follows the nodule."""

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.nodule_crop import CropGrid, cut_crop, sampled
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.manifest import OutlineManifest
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.sliding_window import neighbour_stride

REACH_MM = 3.0
"""How far past the first outline's slices the new one may reach in one round."""
BATCH_SLICES = 16
_CONNECTED = ndimage.generate_binary_structure(3, 2)


@dataclass(frozen=True)
class NoduleOutliner:
    """Draws outlines with a package of the task ``lung-nodule-outline``."""

    model: LoadedModel[OutlineManifest]

    def __call__(self, volume: Volume, segment: Segment, stop: StopSwitch | None = None) -> Segment:
        """The outline on the volume's grid.

        Place and size of the crop come from ``segment``, then from the outline itself. Where the network sees no
        nodule, ``segment`` stays as it is.
        """
        for _ in range(self.model.manifest.rounds):
            found = self._round(volume, _Seen.of(segment), segment, stop)
            if found is None:
                break
            segment = found
        return segment

    def at(
        self,
        volume: Volume,
        center: tuple[float, float, float],
        diameter_mm: float,
        stop: StopSwitch | None = None,
    ) -> Segment | None:
        """The outline of what lies at a place (slice, row, col); None where the network sees no nodule."""
        index = round(center[0])
        seen = _Seen((center[1], center[2]), diameter_mm, index, index)
        found = self._round(volume, seen, None, stop)
        return None if found is None else self(volume, found, stop)

    def _round(
        self, volume: Volume, seen: "_Seen", segment: Segment | None, stop: StopSwitch | None
    ) -> Segment | None:
        slice_mm, row_mm, col_mm = volume.spacing_mm
        reach = max(1, round(REACH_MM / slice_mm))
        first, last = max(0, seen.first - reach), min(volume.shape[0] - 1, seen.last + reach)
        pixel_mm = self.model.manifest.crop.pixel_mm(seen.diameter_mm)
        probability = self._probability(volume, seen.center, pixel_mm, first, last, stop)
        half = self.model.manifest.crop.pixels * pixel_mm / 2
        box = [
            slice(max(0, round(place - half / spacing)), min(size, round(place + half / spacing) + 1))
            for place, spacing, size in zip(seen.center, (row_mm, col_mm), volume.shape[1:], strict=True)
        ]
        middle = (probability.shape[-1] - 1) / 2
        rows = (np.arange(box[0].start, box[0].stop) - seen.center[0]) * row_mm / pixel_mm + middle
        cols = (np.arange(box[1].start, box[1].stop) - seen.center[1]) * col_mm / pixel_mm + middle
        native = np.stack([sampled(plane, rows, cols) for plane in probability])
        native[:, (rows < 0) | (rows > 2 * middle)] = 0.0
        native[:, :, (cols < 0) | (cols > 2 * middle)] = 0.0
        offset = (first, box[0].start, box[1].start)
        mask = self._wanted(native >= self.model.manifest.mask.value, offset, seen, segment)
        if mask is None:
            return None
        points = np.argwhere(mask)
        low, high = points.min(axis=0), points.max(axis=0) + 1
        place = (int(low[0]) + offset[0], int(low[1]) + offset[1], int(low[2]) + offset[2])
        return Segment(
            volume.geometry, place, mask[low[0] : high[0], low[1] : high[1], low[2] : high[2]].copy()
        )

    def _probability(
        self,
        volume: Volume,
        center: tuple[float, float],
        pixel_mm: float,
        first: int,
        last: int,
        stop: StopSwitch | None,
    ) -> NDArray[np.float32]:
        """(slice, row, col) float32 0..1 in the crop, for the slices from ``first`` to ``last``."""
        manifest, slice_mm = self.model.manifest, volume.spacing_mm[0]
        half = manifest.neighbours.count // 2
        stride = neighbour_stride(slice_mm, manifest.neighbours.spacing_mm)
        margin = half * stride
        offsets = tuple(slice_mm * step for step in range(-margin, last - first + margin + 1))
        crop = cut_crop(
            volume.array,
            volume.spacing_mm,
            (float(first), *center),
            CropGrid(manifest.crop.pixels, pixel_mm, offsets),
        )
        window = manifest.window
        crop = np.clip((crop - window.low_hu) / (window.high_hu - window.low_hu), 0.0, 1.0)
        steps = stride * np.arange(-half, half + 1) + margin
        batch = crop[np.arange(last - first + 1)[:, None] + steps]
        mirrors: tuple[tuple[int, ...], ...] = ((), (2,), (3,), (2, 3)) if manifest.flips else ((),)
        total = np.zeros((len(batch), *crop.shape[1:]), np.float32)
        for axes in mirrors:
            mirrored = np.ascontiguousarray(np.flip(batch, axes))
            parts = [
                self.model.probability(mirrored[start : start + BATCH_SLICES], stop)
                for start in range(0, len(batch), BATCH_SLICES)
            ]
            total += np.flip(np.concatenate(parts), tuple(axis - 1 for axis in axes))
        total /= len(mirrors)
        return total

    def _wanted(
        self,
        mask: NDArray[np.bool_],
        offset: tuple[int, int, int],
        seen: "_Seen",
        segment: Segment | None,
    ) -> NDArray[np.bool_] | None:
        """The connected part that shares most with the first outline, or lies nearest to the place."""
        labels, count = ndimage.label(mask, _CONNECTED)
        if count == 0:
            return None
        if segment is not None:
            points = np.argwhere(segment.mask) + np.asarray(segment.offset) - np.asarray(offset)
            inside = ((points >= 0) & (points < mask.shape)).all(axis=1)
            hits = np.bincount(labels[tuple(points[inside].T)], minlength=count + 1)
            hits[0] = 0
            chosen = int(hits.argmax())
            if hits[chosen] == 0:
                return None
        else:
            points = np.argwhere(mask)
            away = np.hypot(*(points[:, 1:] + offset[1:] - seen.center).T) + abs(
                points[:, 0] + offset[0] - seen.first
            )
            chosen = int(labels[tuple(points[int(away.argmin())])])
        filled: NDArray[np.bool_] = ndimage.binary_fill_holes(labels == chosen)
        return filled


@dataclass(frozen=True, slots=True)
class _Seen:
    """Middle (row, col), diameter of the largest slice and extent in slices of an outline."""

    center: tuple[float, float]
    diameter_mm: float
    first: int
    last: int

    @classmethod
    def of(cls, segment: Segment) -> "_Seen":
        row, col = np.nonzero(segment.mask.any(axis=0))
        area = int(segment.mask.sum(axis=(1, 2)).max())
        _, row_mm, col_mm = segment.geometry.spacing_mm
        return cls(
            (float(row.mean()) + segment.offset[1], float(col.mean()) + segment.offset[2]),
            2.0 * sqrt(area * row_mm * col_mm / pi),
            segment.offset[0],
            segment.offset[0] + segment.mask.shape[0] - 1,
        )
