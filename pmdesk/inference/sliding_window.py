"""A slice network over a whole CT: in-plane resampling, neighbouring slices, and back onto the volume's grid."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.progress import JobContext
from pmdesk.core.volume import Volume
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.lung_mask import LungMask
from pmdesk.inference.package import LoadedModel

QUANTUM = 255
"""Probabilities are kept as whole 255ths: a volume of them takes half the room of the CT."""


@dataclass(frozen=True)
class ProbabilityMap:
    """Probability of every voxel of a box, as 0..255.

    Parameters
    ----------
    values
        (slice, row, col) uint8.
    offset
        Index of its first voxel in the volume.
    """

    values: NDArray[np.uint8] = field(repr=False)
    offset: tuple[int, int, int]


@dataclass(frozen=True)
class LinearResampling:
    """Linear interpolation along one axis, both grids with their centres in the same place.

    Parameters
    ----------
    low, high
        (n,) int: source neighbours of every target sample.
    weight
        (n,) float32: weight of ``high``.
    """

    low: NDArray[np.intp] = field(repr=False)
    high: NDArray[np.intp] = field(repr=False)
    weight: NDArray[np.float32] = field(repr=False)

    @classmethod
    def between(cls, source: int, source_mm: float, target: int, target_mm: float) -> "LinearResampling":
        """From ``source`` samples ``source_mm`` apart to ``target`` samples ``target_mm`` apart; edges repeat."""
        position = (np.arange(target) - (target - 1) / 2) * (target_mm / source_mm) + (source - 1) / 2
        position = np.clip(position, 0, source - 1)
        low = np.floor(position).astype(np.intp)
        return cls(low, np.minimum(low + 1, source - 1), (position - low).astype(np.float32))

    def rows(self, image: NDArray[np.float32]) -> NDArray[np.float32]:
        """Resample the second to last axis."""
        weight = self.weight[:, None]
        result: NDArray[np.float32] = (
            image[..., self.low, :] * (1 - weight) + image[..., self.high, :] * weight
        )
        return result

    def cols(self, image: NDArray[np.float32]) -> NDArray[np.float32]:
        """Resample the last axis."""
        result: NDArray[np.float32] = (
            image[..., self.low] * (1 - self.weight) + image[..., self.high] * self.weight
        )
        return result


def neighbour_stride(slice_spacing_mm: float, wanted_mm: float) -> int:
    """Every how many slices a neighbour is taken, so that neighbours lie about ``wanted_mm`` apart."""
    return max(1, round(wanted_mm / slice_spacing_mm))


def run_over_lungs(volume: Volume, lungs: LungMask, model: LoadedModel, ctx: JobContext) -> ProbabilityMap:
    """Probability map of the lungs' box.

    Slices without lung are skipped and stay 0. Each slice is windowed, resampled to the model's pixel size with
    the box's centre kept, and the result is resampled back by the inverse map.

    Raises
    ------
    CancelledError
        The user cancelled; the run stops within one batch.
    """
    manifest = model.manifest
    box = lungs.box(manifest.sliding_window.margin_mm)
    first, last = box[0].start, box[0].stop
    slice_mm, row_mm, col_mm = volume.spacing_mm
    rows, cols = box[1].stop - box[1].start, box[2].stop - box[2].start
    pitch, multiple = manifest.resample.spacing_mm, manifest.input.size_multiple
    height = _multiple(rows * row_mm / pitch, multiple)
    width = _multiple(cols * col_mm / pitch, multiple)
    to_model = (
        LinearResampling.between(rows, row_mm, height, pitch),
        LinearResampling.between(cols, col_mm, width, pitch),
    )
    back = (
        LinearResampling.between(height, pitch, rows, row_mm),
        LinearResampling.between(width, pitch, cols, col_mm),
    )
    window = manifest.window
    scale = np.float32(1.0 / (window.high_hu - window.low_hu))

    def resampled(index: int) -> NDArray[np.float32]:
        values = volume.array[index, box[1], box[2]].astype(np.float32)
        values -= np.float32(window.low_hu)
        values *= scale
        np.clip(values, 0.0, 1.0, out=values)
        return to_model[1].cols(to_model[0].rows(values))

    stop = StopSwitch()
    ctx.on_cancel(stop.throw)
    half = manifest.neighbours.count // 2
    stride = neighbour_stride(slice_mm, manifest.neighbours.spacing_mm)
    steps = [stride * step for step in range(-half, half + 1)]
    wanted = [index for index in range(first, last) if lungs.has_lung(index)]
    result = np.zeros((last - first, rows, cols), dtype=np.uint8)
    ready: dict[int, NDArray[np.float32]] = {}
    for start in range(0, len(wanted), manifest.sliding_window.batch_slices):
        ctx.check()
        part = wanted[start : start + manifest.sliding_window.batch_slices]
        neighbours = [[min(max(index + step, 0), volume.shape[0] - 1) for step in steps] for index in part]
        needed = {index for row in neighbours for index in row}
        ready = {index: ready[index] if index in ready else resampled(index) for index in needed}
        batch = np.stack([np.stack([ready[index] for index in row]) for row in neighbours])
        probability = model.probability(batch, stop)
        native = back[1].cols(back[0].rows(probability))
        result[[index - first for index in part]] = np.rint(native * QUANTUM).astype(np.uint8)
        ctx.progress((start + len(part)) / len(wanted), "stage.infer")
    return ProbabilityMap(result, (first, box[1].start, box[2].start))


def _multiple(length: float, multiple: int) -> int:
    """Length rounded up to a multiple."""
    return max(multiple, multiple * int(np.ceil(length / multiple)))
