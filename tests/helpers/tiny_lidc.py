"""A folder in the layout of the LIDC nodule stacks, with invented round nodules in it."""

import csv
import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

COLUMNS = (
    "patient,nodule_id,slice,n_slices,largest,n_readers,pixel_spacing_mm,slice_thickness_mm,hu_slope,hu_intercept,fold"
).split(",")
SLOPE, INTERCEPT = 6.0, -1000.0
NODULE_COLUMNS = (
    "row,noduleID,patient,PixelSpacing,slice_thickness_mm,EquivDiameter,n_raters,malignancy_mean,texture,"
    "Manufacturer,contour_vs_best_mask_iou,fold"
).split(",")


def _png(pixels: np.ndarray) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def nodule_pixels(slices: int, radius_px: float) -> tuple[np.ndarray, np.ndarray]:
    """Grey values and reader bits, (slices, 128, 128) uint8: four readers, each one pixel wider than the last."""
    row, col = np.mgrid[:128, :128]
    offset = np.arange(slices)[:, None, None] - (slices - 1) / 2
    distance = np.sqrt((row - 64) ** 2 + (col - 60) ** 2 + (2 * offset) ** 2)
    rng = np.random.default_rng(slices)
    grey = np.where(distance <= radius_px + 1, 170, 25) + rng.integers(0, 10, distance.shape)
    readers = sum((distance <= radius_px + reader).astype(np.uint8) << reader for reader in range(4))
    return grey.astype(np.uint8), readers.astype(np.uint8)


def write_tiny_lidc(folder: Path, *, thickness: str = "2.0") -> Path:
    """Write ``slices.csv`` and ``stacks.zip`` of twelve nodules, one a patient, in folds 0 to 3; returns `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(folder / "stacks.zip", "w") as archive,
        (folder / "slices.csv").open("w", newline="") as table,
    ):
        writer = csv.DictWriter(table, COLUMNS)
        writer.writeheader()
        for number in range(1, 13):
            count = 3 + number % 3
            grey, readers = nodule_pixels(count, 5.0 + number % 4)
            archive.writestr(f"{number:04d}_image.png", _png(grey.reshape(-1, 128)))
            archive.writestr(f"{number:04d}_readers.png", _png(readers.reshape(-1, 128)))
            for index in range(count):
                values = (
                    f"TINY-{number}",
                    number,
                    index,
                    count,
                    0,
                    4,
                    0.7,
                    thickness,
                    SLOPE,
                    INTERCEPT,
                    number % 4,
                )
                writer.writerow(dict(zip(COLUMNS, values, strict=True)))
    return folder


def write_tiny_ratings(folder: Path) -> Path:
    """Add ``nodules.csv`` and ``crops.npz`` for the same twelve nodules: the larger ones are rated malignant.

    Nodule 12 has two readers, 11 a mean of 3, 10 a poor outline: nine are left to be judged.
    """
    with (folder / "nodules.csv").open("w", newline="") as table:
        writer = csv.DictWriter(table, NODULE_COLUMNS)
        writer.writeheader()
        for number in range(1, 13):
            radius = 5.0 + number % 4
            values = {
                "row": number - 1,
                "noduleID": number,
                "patient": f"TINY-{number}",
                "PixelSpacing": 0.7,
                "slice_thickness_mm": 2.0,
                "EquivDiameter": 2 * radius,
                "n_raters": 2 if number == 12 else 4,
                "malignancy_mean": 3 if number == 11 else 4.5 if number % 4 >= 2 else 1.5,
                "texture": 1 + 2 * (number % 3),
                "Manufacturer": "Maker" if number % 2 else "MAKER",
                "contour_vs_best_mask_iou": 0.4 if number == 10 else 1.0,
                "fold": number % 4,
            }
            writer.writerow(values)
    rng = np.random.default_rng(5)
    np.savez(folder / "crops.npz", hu=rng.integers(-900, 100, (12, 71, 71)).astype(np.int16))
    return folder
