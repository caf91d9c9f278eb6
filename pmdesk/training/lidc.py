"""LIDC-IDRI nodule stacks: reading, soft labels, and plausible slices beyond the ends of a stack."""

import csv
import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.training.lidc_folder import (
    SLICES_FILE,
    STACK_COLUMNS,
    StackImages,
    TableRow,
    in_folds,
    read_table,
)

HuArray = npt.NDArray[np.int16]
FloatArray = npt.NDArray[np.float32]

_PITCH_UNKNOWN_MM = 2.0
"""Slice pitch assumed where the header had no thickness and the nodule's shape gives no estimate."""


@dataclass(frozen=True)
class NoduleStack:
    """One nodule of LIDC-IDRI: the slices on which a reader outlined it, 128x128 around it.

    Attributes
    ----------
    nodule_id, patient, fold
        Identity and the split, which is by patient; fold -1 where the table names none.
    hu : ndarray of int16, shape (n, 128, 128)
        Hounsfield units at native pixel size.
    readers : ndarray of uint8, shape (n, 128, 128)
        Bit j is set where reader j outlined the nodule.
    reader_count : int
        Readers who outlined it, 3 or 4.
    pixel_spacing_mm, slice_spacing_mm : float
        In-plane pixel size, and slice thickness (estimated from the shape where the header was empty).
    thickness_known : bool
        False where the thickness is such an estimate.
    """

    nodule_id: int
    patient: str
    fold: int
    hu: HuArray
    readers: npt.NDArray[np.uint8]
    reader_count: int
    pixel_spacing_mm: float
    slice_spacing_mm: float
    thickness_known: bool = True

    def soft_mask(self) -> FloatArray:
        """Share of the readers who outlined each pixel, 0..1, shape (n, 128, 128)."""
        return votes(self.readers).astype(np.float32) / np.float32(self.reader_count)

    def majority_mask(self) -> npt.NDArray[np.bool_]:
        """Pixels that at least half of the readers outlined, shape (n, 128, 128)."""
        return votes(self.readers) * 2 >= self.reader_count


def votes(readers: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Number of reader bits set in each pixel."""
    counted: npt.NDArray[np.uint8] = np.bitwise_count(readers)
    return counted


class StackFolder(Mapping[int, NoduleStack]):
    """The stacks of a folder by nodule, each read when it is asked for; to be closed.

    Parameters
    ----------
    data : Path
        Folder with ``slices.csv`` and ``stacks.zip`` (or an unpacked folder ``stacks``).
    folds : collection of int, optional
        Keep these folds only; a table without folds is kept whole.
    min_readers : int
        Keep nodules outlined by at least so many readers.

    Raises
    ------
    InputError
        Table or images are absent or damaged, here or when a stack is read.
    """

    def __init__(self, data: Path, folds: Collection[int] | None = None, min_readers: int = 1) -> None:
        rows_by_nodule: dict[int, list[TableRow]] = {}
        self._table = data / SLICES_FILE
        for row in in_folds(read_table(self._table, STACK_COLUMNS), folds):
            if row.whole("n_readers") >= min_readers:
                rows_by_nodule.setdefault(row.whole("nodule_id"), []).append(row)
        self._rows = rows_by_nodule
        self._images = StackImages(data)

    def close(self) -> None:
        self._images.close()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __contains__(self, nodule_id: object) -> bool:
        return nodule_id in self._rows

    def __getitem__(self, nodule_id: int) -> NoduleStack:
        rows = sorted(self._rows[nodule_id], key=lambda row: row.whole("slice"))
        if len({(row.text("patient"), row.fold(), row.whole("n_readers")) for row in rows}) > 1:
            raise InputError(
                ErrorCode.DATA_INVALID,
                path=str(self._table),
                reason=f"nodule {nodule_id}: patient, readers or fold differ between its rows",
            )
        return _stack(self._images, nodule_id, rows)


def read_stacks(
    data: Path, folds: Sequence[int] | None = None, limit: int | None = None
) -> list[NoduleStack]:
    """Read the nodule stacks of a folder, all at once.

    Parameters
    ----------
    data : Path
        Folder with ``slices.csv`` and ``stacks.zip`` (or an unpacked folder ``stacks``).
    folds : sequence of int, optional
        Keep these folds only.
    limit : int, optional
        Stop after this many nodules (for a trial run).

    Raises
    ------
    InputError
        Table or images are absent or damaged, or an image does not have the rows that the table promises.
    """
    folder = StackFolder(data, folds)
    try:
        return [folder[nodule_id] for nodule_id in list(folder)[:limit]]
    finally:
        folder.close()


def _stack(images: StackImages, nodule_id: int, rows: list[TableRow]) -> NoduleStack:
    grey = images.slices(f"{nodule_id:04d}_image.png", len(rows))
    readers = images.slices(f"{nodule_id:04d}_readers.png", len(rows))
    slope = np.array([row.required("hu_slope") for row in rows], np.float32)[:, None, None]
    intercept = np.array([row.required("hu_intercept") for row in rows], np.float32)[:, None, None]
    hu = np.clip(np.rint(grey * slope + intercept), -2048, 3071).astype(np.int16)
    spacing = rows[0].positive("pixel_spacing_mm")
    thickness = rows[0].number("slice_thickness_mm")
    return NoduleStack(
        nodule_id=nodule_id,
        patient=rows[0].text("patient"),
        fold=rows[0].fold(),
        hu=hu,
        readers=readers,
        reader_count=rows[0].whole("n_readers"),
        pixel_spacing_mm=spacing,
        slice_spacing_mm=rows[0].positive("slice_thickness_mm")
        if thickness is not None
        else _pitch_from_shape(readers, spacing),
        thickness_known=thickness is not None,
    )


def _png(archive: zipfile.ZipFile, name: str) -> npt.NDArray[np.uint8]:
    with Image.open(io.BytesIO(archive.read(name))) as image:
        return np.asarray(image, dtype=np.uint8)


def _pitch_from_shape(readers: npt.NDArray[np.uint8], spacing_mm: float) -> float:
    # A nodule is about as tall as it is wide: its largest diameter over its number of slices.
    area = (readers > 0).sum(axis=(1, 2)).max()
    if area == 0:
        return _PITCH_UNKNOWN_MM
    diameter_mm = 2.0 * np.sqrt(area / np.pi) * spacing_mm
    usual = np.array([0.625, 1.0, 1.25, 2.0, 2.5, 3.0, 5.0])
    return float(usual[np.abs(usual - diameter_mm / len(readers)).argmin()])


def neighbour_stride(slice_spacing_mm: float, wanted_mm: float) -> int:
    """Slices to step between neighbours so that they lie about ``wanted_mm`` apart (at least 1)."""
    return max(1, round(wanted_mm / slice_spacing_mm))


def slices_beyond(stack: NoduleStack, rng: np.random.Generator, tries: int = 80) -> HuArray:
    """Four slices that could lie beyond the stack's ends: the end slices with the nodule patched away.

    The patch is taken from elsewhere in the same slice where the rim of the hole fits best, so that
    pleura continues as pleura and lung as lung.

    Returns
    -------
    ndarray of int16, shape (4, 128, 128)
        Two variants before the first slice, two after the last. An end without a fitting patch
        (nodule too large for its window) repeats the end slice, nodule and all: callers must use
        the matching labels of :func:`beyond_is_clean`.
    """
    made = []
    for end in (0, len(stack.hu) - 1):
        made += _patched(stack.hu[end], stack.readers[end] > 0, rng, tries)
    return np.stack(made)


def beyond_is_clean(stack: NoduleStack, beyond: HuArray) -> tuple[bool, bool]:
    """Whether the nodule is gone from the slices before the first and after the last."""
    return (
        not np.array_equal(beyond[0], stack.hu[0]),
        not np.array_equal(beyond[2], stack.hu[-1]),
    )


def _patched(
    hu: HuArray, nodule: npt.NDArray[np.bool_], rng: np.random.Generator, tries: int
) -> list[HuArray]:
    if not nodule.any() or nodule.sum() > 1500:
        return [hu, hu]
    hole = ndimage.binary_dilation(nodule, iterations=3)
    outer = ndimage.binary_dilation(hole, iterations=3)
    rim_row, rim_col = np.nonzero(outer & ~hole)
    row, col = np.nonzero(outer)
    low = np.array([-row.min(), -col.min()])
    high = np.array([127 - row.max(), 127 - col.max()])
    fitting: list[tuple[float, int, int]] = []
    for _ in range(tries):
        d_row, d_col = rng.integers(np.maximum(low, -45), np.minimum(high, 45) + 1)
        if hole[row + d_row, col + d_col].any():
            continue
        difference = hu[rim_row + d_row, rim_col + d_col].astype(np.float32) - hu[rim_row, rim_col]
        fitting.append((float(np.abs(difference).mean()), int(d_row), int(d_col)))
    if not fitting:
        return [hu, hu]
    fitting.sort()
    alpha = ndimage.gaussian_filter(hole.astype(np.float32), 1.0)
    alpha[hole & ndimage.binary_erosion(hole)] = 1.0
    alpha[~outer] = 0.0
    variants = []
    for _, d_row, d_col in (fitting[0], fitting[min(1, len(fitting) - 1)]):
        patch = hu.astype(np.float32).copy()
        source = hu[row + d_row, col + d_col]
        weight = alpha[row, col]
        patch[row, col] = source * weight + patch[row, col] * (1.0 - weight)
        variants.append(np.rint(patch).astype(np.int16))
    return variants


@dataclass(frozen=True)
class BackgroundScan:
    """Whole-lung slices of a scan without nodules, cropped to the lungs.

    Attributes
    ----------
    hu : list of ndarray of int16, shape (rows, cols)
        Consecutive slices. All of one scan have the same shape.
    pixel_spacing_mm, slice_spacing_mm : float
    synthetic : bool
        True for a phantom.
    """

    name: str
    hu: list[HuArray]
    pixel_spacing_mm: float
    slice_spacing_mm: float
    synthetic: bool = False


def read_background(
    archive_path: Path, assumed_mm: tuple[float, float] = (0.7, 1.25)
) -> list[BackgroundScan]:
    """Read the scans of ``whole-slices-no-nodule.zip``.

    Parameters
    ----------
    archive_path : Path
    assumed_mm : (float, float)
        Pixel and slice spacing for a scan whose table has none (used for training only).

    Raises
    ------
    InputError
        The zip is absent, damaged, or not laid out so.
    """
    try:
        return _background(archive_path, assumed_mm)
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(archive_path)) from error
    except (zipfile.BadZipFile, zlib.error) as error:
        raise InputError(ErrorCode.ARCHIVE_BROKEN, path=str(archive_path)) from error
    except (KeyError, StopIteration, ValueError, OSError) as error:
        raise InputError(
            ErrorCode.DATA_INVALID, path=str(archive_path), reason=f"{type(error).__name__}: {error}"
        ) from error


def _background(archive_path: Path, assumed_mm: tuple[float, float]) -> list[BackgroundScan]:
    with zipfile.ZipFile(archive_path) as archive:
        member = {
            name.split("/", 1)[-1] if name.count("/") > 1 else name: name for name in archive.namelist()
        }
        index = next(name for name in archive.namelist() if name.endswith("index.csv"))
        rows = list(csv.DictReader(io.StringIO(archive.read(index).decode())))
        scans: dict[str, BackgroundScan] = {}
        for row in _in_slice_order(rows):
            scan = scans.setdefault(
                row["scan"],
                BackgroundScan(
                    row["scan"],
                    [],
                    float(row["pixel_spacing_mm"] or assumed_mm[0]),
                    float(row["slice_spacing_mm"] or assumed_mm[1]),
                    row["licence"] == "synthetic",
                ),
            )
            grey = _png(archive, member[row["file"]])
            hu = grey.astype(np.float32) * float(row["hu_slope"]) + float(row["hu_intercept"])
            scan.hu.append(np.rint(hu).astype(np.int16))
    return list(scans.values())


def _in_slice_order(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    return iter(sorted(rows, key=lambda row: (row["scan"], int(row["slice"]))))
