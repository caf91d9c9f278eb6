"""Loading a series as a volume of Hounsfield units."""

import os
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, FailedError, InputError
from pmdesk.core.geometry import GeometryIssueCode, VolumeGeometry
from pmdesk.core.progress import JobContext
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.catalog import CatalogSeries
from pmdesk.imaging.geometry import SliceGrid, build_grid
from pmdesk.imaging.instance import InstanceHeader
from pmdesk.imaging.pixels import (
    decode,
    fits_int16,
    has_integer_rescale,
    is_plain,
    is_supported,
    keep_stored_bits,
    read_plain_into,
    rescale_in_place,
    rescale_of,
)

_CHUNK_SLICES = 8
"""Slices between two looks at whether the user has cancelled."""

_READ_THREADS = 4

Voxels = NDArray[np.int16] | NDArray[np.float32]


@dataclass(frozen=True)
class SlicePreview:
    """The first slice on screen while the others are still read.

    Parameters
    ----------
    index
        Slice of the grid, 0-based.
    image
        (row, col), int16 or float32, in the unit of the volume; read-only.
    geometry
        Of the whole grid.
    """

    index: int
    image: Voxels = field(repr=False, compare=False)
    geometry: VolumeGeometry


class _NeedsFloatError(Exception):
    """A value does not fit int16; the series is read again as float32."""


def load_series(
    series: CatalogSeries,
    ctx: JobContext,
    on_preview: Callable[[SlicePreview], None] | None = None,
) -> Volume:
    """Read and decode every slice of a series.

    Parameters
    ----------
    series
        A display set of the catalogue.
    ctx
        Checked and told the progress every few slices.
    on_preview
        Given the middle slice before the others are read, in the calling thread; a second time when a later value
        makes the volume float32. Should another slice turn out unreadable, the volume's grid has fewer slices than
        the preview's.

    Returns
    -------
    Volume
        int16, or float32 where slope or intercept is no whole number or a value does not fit. Values equal
        pydicom's ``apply_rescale``. Slices that could not be read are left out, and the geometry is locked.

    Raises
    ------
    InputError
        ``NO_SLICES``, ``COLOUR_IMAGES``, ``NO_PIXEL_DATA``, ``DICOM_TRUNCATED``, ``UNSUPPORTED_SYNTAX`` or what the
        catalogue says of the series.
    FailedError
        No slice could be decoded (the first slice's error), or ``OUT_OF_MEMORY``.
    """
    if series.problem is not None:
        raise series.problem
    readable = [instance for instance in series.instances if instance.problem is None]
    if not readable:
        raise InputError(ErrorCode.NO_SLICES, series_uid=series.series_uid)
    syntax = readable[0].pixel_format.transfer_syntax
    if not is_supported(syntax):
        raise InputError(ErrorCode.UNSUPPORTED_SYNTAX, path=readable[0].shown_as, transfer_syntax=syntax)
    unreadable = len(series.instances) - len(readable)
    grid = build_grid(readable, unreadable)
    wants_float = not all(has_integer_rescale(item) for item in grid.slices)
    try:
        # here and not around each slice: the filters are one for all threads
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                array, failed = _read(grid, ctx, on_preview, as_float=wants_float)
            except _NeedsFloatError:
                array, failed = _read(grid, ctx, on_preview, as_float=True)
    except MemoryError:
        raise FailedError(ErrorCode.OUT_OF_MEMORY, path=readable[0].shown_as) from None
    if failed:
        kept = [item for item in readable if item not in failed]
        grid = build_grid(kept, unreadable + len(failed))
    return Volume(
        array=array,
        geometry=grid.geometry,
        unit=_unit_of(series, grid),
        description=replace(series.description, instance_count=len(grid.slices)),
        trust=grid.trust,
        sop_instance_uids=tuple(item.sop_instance_uid for item in grid.slices),
        frame_numbers=tuple(item.frame_number for item in grid.slices),
        source_paths=tuple(item.path for item in grid.slices),
    )


def _unit_of(series: CatalogSeries, grid: SliceGrid) -> Unit:
    """Hounsfield units only for CT that says how to get them (PS3.3 C.8.2.1.1.3)."""
    rescaled = not grid.trust.has(GeometryIssueCode.RESCALE_MISSING)
    return Unit.HOUNSFIELD if series.description.modality == "CT" and rescaled else Unit.UNKNOWN


def _read(
    grid: SliceGrid,
    ctx: JobContext,
    on_preview: Callable[[SlicePreview], None] | None,
    *,
    as_float: bool,
) -> tuple[Voxels, list[InstanceHeader]]:
    """Fill an array of the grid's shape, the middle slice first; slices that failed are taken out again."""
    count = len(grid.slices)
    array: Voxels
    array = np.empty(grid.geometry.shape, np.float32) if as_float else np.empty(grid.geometry.shape, np.int16)
    middle = count // 2
    failed: dict[int, FailedError] = {}
    ctx.check()
    failed.update(_read_slices(grid, array, (middle,)))
    if middle not in failed and on_preview is not None:
        image = array[middle].copy()
        image.setflags(write=False)
        on_preview(SlicePreview(middle, image, grid.geometry))
    rest = [*range(middle), *range(middle + 1, count)]
    chunks = [rest[start : start + _CHUNK_SLICES] for start in range(0, len(rest), _CHUNK_SLICES)]
    # plain files are read by the kernel without Python's lock; the codecs keep it, so threads do not help them
    workers = min(_READ_THREADS, os.cpu_count() or 1) if all(map(is_plain, grid.slices)) else 1
    with ThreadPoolExecutor(workers, thread_name_prefix="pmdesk-load") as pool:
        futures = [pool.submit(_read_slices, grid, array, chunk) for chunk in chunks]
        try:
            for done, future in enumerate(futures):
                ctx.check()
                ctx.progress(done / len(futures), "stage.load")
                failed.update(future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    ctx.progress(1.0, "stage.load")
    if len(failed) == count:
        raise failed[middle]
    if failed:
        kept = [index for index in range(count) if index not in failed]
        for target, source in enumerate(kept):
            if target != source:
                array[target] = array[source]
        array = array[: len(kept)]
    return array, [grid.slices[index] for index in failed]


def _read_slices(grid: SliceGrid, array: Voxels, indices: Sequence[int]) -> dict[int, FailedError]:
    """Read slices into their places; what went wrong, by index."""
    failed = {}
    for index in indices:
        try:
            _read_slice(grid.slices[index], array[index])
        except FailedError as error:
            failed[index] = error
    return failed


def _read_slice(instance: InstanceHeader, target: Voxels) -> None:
    """Rescaled values of one slice into its place in the volume."""
    if target.dtype == np.int16 and is_plain(instance):
        plain: NDArray[np.int16] = target.view(np.int16)
        read_plain_into(instance, plain)
        keep_stored_bits(instance.pixel_format, plain)
        if not rescale_in_place(instance, plain):
            raise _NeedsFloatError
        return
    if is_plain(instance):
        raw = np.empty(target.shape, dtype=np.int16)
        read_plain_into(instance, raw)
        keep_stored_bits(instance.pixel_format, raw)
        stored: NDArray[np.generic] = raw if instance.pixel_format.signed else raw.view(np.uint16)
    else:
        stored = decode(instance)
    slope, intercept = rescale_of(instance)
    values = stored if (slope, intercept) == (1.0, 0.0) else stored.astype(np.float64) * slope + intercept
    if target.dtype == np.int16 and not fits_int16(float(values.min()), float(values.max())):
        raise _NeedsFloatError
    target[...] = values
