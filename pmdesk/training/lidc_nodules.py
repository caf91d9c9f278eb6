"""LIDC-IDRI nodules with the readers' ratings, and one crop of each: ``nodules.csv`` and ``crops.npz``."""

import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pmdesk.core.characterisation import RatedTrait, Trait
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.training.lidc import HuArray
from pmdesk.training.lidc_folder import CROPS_FILE, NODULES_FILE, TableRow, in_folds, read_table

NODULE_COLUMNS = ("row", "noduleID", "patient", "PixelSpacing", "n_raters", "malignancy_mean")
MIN_READERS = 3
UNDECIDED = 3.0
"""A mean rating of exactly this says neither benign nor malignant; such nodules are not judged."""
MIN_OUTLINE_AGREEMENT = 0.9
"""Overlap of contour and mask under which the crop may show another nodule."""
CROP_PX = 71
_RATING_COLUMNS = tuple(f"Malignancy_{reader}" for reader in (1, 2, 3, 4))
"""0 stands for a reader who did not mark the nodule."""
_CONTRAST = {
    **dict.fromkeys(("1", "yes", "true", "with", "contrast", "enhanced"), True),
    **dict.fromkeys(("0", "no", "false", "without", "none", "native", "unenhanced"), False),
}


@dataclass(frozen=True)
class NoduleRow:
    """One nodule of ``nodules.csv``; None where the table does not say.

    Attributes
    ----------
    row
        Its place in ``crops.npz``.
    nodule_id
        Number of its stack in ``stacks.zip``, where it has one.
    pixel_spacing_mm, slice_thickness_mm
        Of the scan; the crop has this pixel size.
    equivalent_diameter_px
        Diameter of the circle of the same area as the outline of all readers on the largest slice. The column
        ``EquivDiameter`` counts pixels: the outlines in the stacks say so.
    malignancy_mean
        Mean of the readers' ratings, 1..5: an opinion, not pathology.
    traits
        What else they rated (`pmdesk.core.characterisation.TRAIT_RANGE`).
    outline_agreement
        Overlap (IoU) of the readers' contour with the mask that the crop was cut by.
    """

    row: int
    nodule_id: int
    patient: str
    fold: int
    pixel_spacing_mm: float
    slice_thickness_mm: float | None
    equivalent_diameter_px: float | None
    readers: int
    malignancy_mean: float
    traits: tuple[RatedTrait, ...]
    manufacturer: str | None
    kernel: str | None
    contrast: bool | None
    outline_agreement: float | None
    ratings: tuple[int, ...] = ()
    """The readers' own ratings of malignancy, where the table holds them."""
    place_in_stack: tuple[float, float, float] | None = None
    """(slice, row, col) of the middle of the crop in the nodule's stack."""

    @property
    def equivalent_diameter_mm(self) -> float | None:
        pixels = self.equivalent_diameter_px
        return None if pixels is None else pixels * self.pixel_spacing_mm

    @property
    def malignant(self) -> bool:
        """Mean rating above 3."""
        return self.malignancy_mean > UNDECIDED

    @property
    def judged(self) -> bool:
        """Whether it counts in a measurement: three readers or more, who lean to one side, and a sound crop."""
        return self.readers >= MIN_READERS and self.malignancy_mean != UNDECIDED and self.is_sound

    @property
    def is_sound(self) -> bool:
        """Whether the crop shows the nodule that was rated."""
        return self.outline_agreement is None or self.outline_agreement >= MIN_OUTLINE_AGREEMENT

    def rating(self, trait: Trait) -> float | None:
        return next((item.rating for item in self.traits if item.trait is trait), None)


def read_nodules(data: Path, folds: Collection[int] | None = None) -> list[NoduleRow]:
    """Rows of ``nodules.csv``.

    Raises
    ------
    InputError
        The table is absent, lacks a column, or holds a value that is no number.
    """
    return [_nodule(row) for row in in_folds(read_table(data / NODULES_FILE, NODULE_COLUMNS), folds)]


def read_crops(data: Path, rows: Sequence[NoduleRow]) -> HuArray:
    """Crops of these rows.

    Returns
    -------
    ndarray of int16, shape (n, 71, 71)
        HU at native pixel size, the nodule in the middle, on its largest slice.

    Raises
    ------
    InputError
        The file is absent, damaged, or has no crop for a row.
    """
    path = data / CROPS_FILE
    if not path.is_file():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    try:
        # numpy leaves a path that it cannot read open
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            crops = archive["hu"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(ErrorCode.DATA_INVALID, path=str(path), reason="no array hu") from error
    wanted = np.array([row.row for row in rows], dtype=np.intp)
    if crops.ndim != 3 or crops.dtype.kind not in "iu":
        raise InputError(ErrorCode.DATA_INVALID, path=str(path), reason=f"hu: {crops.shape} {crops.dtype}")
    if len(wanted) and not (wanted.min() >= 0 and wanted.max() < len(crops)):
        raise InputError(
            ErrorCode.DATA_INVALID, path=str(path), reason=f"{len(crops)} crops, row {wanted.max()} asked for"
        )
    return crops[wanted].astype(np.int16)


def _nodule(row: TableRow) -> NoduleRow:
    traits = [(trait, row.number(trait.value)) for trait in Trait]
    return NoduleRow(
        row=row.whole("row"),
        nodule_id=row.whole("noduleID"),
        patient=row.text("patient"),
        fold=row.fold(),
        pixel_spacing_mm=row.positive("PixelSpacing"),
        slice_thickness_mm=row.number("slice_thickness_mm"),
        equivalent_diameter_px=row.number("EquivDiameter"),
        readers=row.whole("n_raters"),
        malignancy_mean=row.required("malignancy_mean"),
        traits=tuple(RatedTrait(trait, rating) for trait, rating in traits if rating is not None),
        manufacturer=row.text("Manufacturer") or None,
        kernel=row.text("kernel") or None,
        contrast=_CONTRAST.get(row.text("contrast").lower()),
        outline_agreement=row.number("contour_vs_best_mask_iou"),
        ratings=tuple(round(value) for value in map(row.number, _RATING_COLUMNS) if value),
        place_in_stack=_place(row),
    )


def _place(row: TableRow) -> tuple[float, float, float] | None:
    index, top, left = (row.number(name) for name in ("pulmoseg_slice", "crop_y_in_128", "crop_x_in_128"))
    if index is None or top is None or left is None:
        return None
    return index, top + CROP_PX // 2, left + CROP_PX // 2
