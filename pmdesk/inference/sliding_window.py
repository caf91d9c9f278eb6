"""A slice network over a whole CT: in-plane resampling, neighbouring slices, and back onto the volume's grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.progress import JobContext
from pmdesk.core.volume import Volume
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.manifest import SegmentationManifest, Window
from pmdesk.inference.package import LoadedModel

QUANTUM = 255
"""Probabilities are kept as whole 255ths: a volume of them takes half the room of the CT."""


class SearchRegion(Protocol):
    """Where to run: the lungs of a CT (`pmdesk.inference.lung_mask.LungMask`), or all of a small image."""

    def box(self, margin_mm: float) -> tuple[slice, slice, slice]:
        """Box in the volume, widened in plane by ``margin_mm``."""
        ...

    def plane_box(self, index: int, margin_mm: float) -> tuple[slice, slice] | None:
        """Rows and columns to look at on a slice; None where there is nothing to look at."""
        ...


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


CONTEXT_MM = 32.0
"""Around the lungs of a slice the network is shown this much of the box: with less its numbers change visibly (on
lidc-idri-0001 by up to 0.34 at 10 mm; at 32 mm they are as near to those of the whole slice as those of the box)."""
MIN_CROP_PX = 128
"""Rows and columns that a network is given at least: the apex of a lung alone would be mostly border to it."""


@dataclass(frozen=True)
class ModelGrid:
    """The pixels of the network over a box of the volume, the middles of both in the same place.

    Parameters
    ----------
    box
        Rows and columns of the volume.
    shape
        Rows and columns of the grid, each a multiple of ``multiple``.
    multiple
        Of how many pixels the network wants its images.
    pixels_per_voxel
        Along rows and along columns.
    to_model, to_volume
        Resampling of rows and of columns.
    """

    box: tuple[slice, slice]
    shape: tuple[int, int]
    multiple: int
    pixels_per_voxel: tuple[float, float]
    to_model: tuple[LinearResampling, LinearResampling] = field(repr=False)
    to_volume: tuple[LinearResampling, LinearResampling] = field(repr=False)

    @classmethod
    def over(
        cls, box: tuple[slice, slice], voxel_mm: tuple[float, float], pixel_mm: float, multiple: int
    ) -> "ModelGrid":
        """The grid over a box of voxels of ``voxel_mm`` (rows, columns)."""
        sizes = [part.stop - part.start for part in box]
        shape = [_multiple(size * mm / pixel_mm, multiple) for size, mm in zip(sizes, voxel_mm, strict=True)]
        there = [
            LinearResampling.between(size, mm, wanted, pixel_mm)
            for size, mm, wanted in zip(sizes, voxel_mm, shape, strict=True)
        ]
        back = [
            LinearResampling.between(wanted, pixel_mm, size, mm)
            for size, mm, wanted in zip(sizes, voxel_mm, shape, strict=True)
        ]
        scale = (voxel_mm[0] / pixel_mm, voxel_mm[1] / pixel_mm)
        return cls(box, (shape[0], shape[1]), multiple, scale, (there[0], there[1]), (back[0], back[1]))

    def crop(self, planes: Sequence[tuple[slice, slice]]) -> tuple[slice, slice]:
        """Rows and columns of the grid that cover boxes of the volume, in whole multiples from its corner.

        The network halves its image several times: from a corner on a multiple it halves the same pixels, whatever
        the crop.
        """
        rows, cols = (
            self._cover(axis, min(part.start for part in parts), max(part.stop for part in parts))
            for axis, parts in enumerate(zip(*planes, strict=True))
        )
        return rows, cols

    def _cover(self, axis: int, start: int, stop: int) -> slice:
        box, count = self.box[axis], self.shape[axis]
        middle = (box.start + box.stop) / 2
        low, high = ((edge - middle) * self.pixels_per_voxel[axis] + count / 2 for edge in (start, stop))
        parts = count // self.multiple
        first = max(0, int(low // self.multiple))
        last = min(parts, int(np.ceil(high / self.multiple)))
        wanted = max(last - first, min(parts, -(-MIN_CROP_PX // self.multiple)))
        first = min(max(0, first - (wanted - (last - first)) // 2), parts - wanted)
        last = first + wanted
        return slice(first * self.multiple, last * self.multiple)


def run_over_lungs(
    volume: Volume, lungs: SearchRegion, model: LoadedModel[SegmentationManifest], ctx: JobContext
) -> ProbabilityMap:
    """Probability map of the lungs' box.

    Slices without lung are skipped and stay 0, and so does what lies far from the lungs of a batch of slices. Each
    slice is windowed and resampled to the model's pixel size once, with the box's centre kept, and the result is
    resampled back by the inverse map. Besides the result, a byte a voxel of the box, only one batch and its neighbours
    are held.

    Raises
    ------
    CancelledError
        The user cancelled; the run stops within one batch.
    """
    manifest = model.manifest
    margin_mm = manifest.sliding_window.margin_mm
    slices, *in_plane = lungs.box(margin_mm)
    slice_mm, row_mm, col_mm = volume.spacing_mm
    grid = ModelGrid.over(
        (in_plane[0], in_plane[1]),
        (row_mm, col_mm),
        manifest.resample.spacing_mm,
        manifest.input.size_multiple,
    )
    planes = {
        index: plane
        for index in range(slices.start, slices.stop)
        if (plane := lungs.plane_box(index, max(margin_mm, CONTEXT_MM))) is not None
    }
    half = manifest.neighbours.count // 2
    stride = neighbour_stride(slice_mm, manifest.neighbours.spacing_mm)
    steps = np.arange(-half, half + 1) * stride
    stop = StopSwitch()
    ctx.on_cancel(stop.throw)
    result = np.zeros((slices.stop - slices.start, *(part.stop - part.start for part in in_plane)), np.uint8)
    wanted = list(planes)
    ready: dict[int, NDArray[np.float32]] = {}
    for part in _batches(wanted, 1 if model.session.one_at_a_time else manifest.sliding_window.batch_slices):
        ctx.check()
        neighbours = np.clip(np.add.outer(part, steps), 0, volume.shape[0] - 1)
        ready = {index: image for index, image in ready.items() if index >= neighbours.min()}
        for index in set(neighbours.ravel().tolist()) - set(ready):
            ready[index] = _resampled(volume.array[index], grid, manifest.window)
        rows, cols = grid.crop([planes[index] for index in part])
        batch = np.stack(
            [np.stack([ready[index][rows, cols] for index in row]) for row in neighbours.tolist()]
        )
        found = np.zeros((len(part), *grid.shape), np.float32)
        found[:, rows, cols] = model.probability(batch, stop)
        native = grid.to_volume[1].cols(grid.to_volume[0].rows(found))
        result[np.subtract(part, slices.start)] = np.rint(native * QUANTUM).astype(np.uint8)
        ctx.progress((wanted.index(part[-1]) + 1) / len(wanted), "stage.infer")
    return ProbabilityMap(result, (slices.start, in_plane[0].start, in_plane[1].start))


def _resampled(plane: NDArray[np.generic], grid: ModelGrid, window: Window) -> NDArray[np.float32]:
    """One slice of the volume as the network wants it: (row, col) float32 on the grid, 0..1."""
    values = plane[grid.box].astype(np.float32)
    values -= np.float32(window.low_hu)
    values *= np.float32(1.0 / (window.high_hu - window.low_hu))
    np.clip(values, 0.0, 1.0, out=values)
    return grid.to_model[1].cols(grid.to_model[0].rows(values))


def _batches(wanted: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def _multiple(length: float, multiple: int) -> int:
    """Length rounded up to a multiple."""
    return max(multiple, multiple * int(np.ceil(length / multiple)))
