"""Small CT series on disk, sound or broken in one named way."""

import gc
import warnings
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.fileset import FileSet
from pydicom.uid import ExplicitVRLittleEndian

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid, PatientId, SeriesUid, StudyUid
from pmdesk.core.volume import ImagePatient, SeriesDescription, Sex, Unit, Volume
from pmdesk.imaging.dicom_writer import ct_datasets, uid_from, write_dataset

EXPLICIT = str(ExplicitVRLittleEndian)
CHINESE_NAME = "Wang^XiaoDong=王^小东"


def axial_affine(
    spacing_mm: tuple[float, float, float] = (2.5, 0.7, 0.7),
    origin_mm: tuple[float, float, float] = (-20.0, -30.0, -100.0),
) -> NDArray[np.float64]:
    """Affine of a plain axial CT: rising slice to the head, rising row to posterior, rising column to the left."""
    affine = np.zeros((4, 4))
    affine[2, 0], affine[1, 1], affine[0, 2] = spacing_mm
    affine[:3, 3], affine[3, 3] = origin_mm, 1.0
    return affine


def oblique_affine(
    degrees: float, spacing_mm: tuple[float, float, float] = (2.5, 0.7, 0.7)
) -> NDArray[np.float64]:
    """An axial grid turned as a whole about the patient's left-right axis."""
    turn = np.eye(4)
    angle = np.deg2rad(degrees)
    turn[1:3, 1:3] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    return turn @ axial_affine(spacing_mm)


def tilted_affine(
    degrees: float, spacing_mm: tuple[float, float, float] = (2.5, 0.7, 0.7)
) -> NDArray[np.float64]:
    """A tilted gantry: planes turned about the left-right axis, the table still moving along z."""
    affine = oblique_affine(degrees, spacing_mm)
    affine[:3, 0] = [0.0, 0.0, spacing_mm[0] / np.cos(np.deg2rad(degrees))]
    return affine


def small_volume(
    *,
    shape: tuple[int, int, int] = (6, 16, 20),
    affine: NDArray[np.float64] | None = None,
    seed: str = "case",
    patient_id: str = "P1",
    name: str = CHINESE_NAME,
    birth_date: date | None = date(1960, 3, 4),
    series_number: int = 2,
    series_description: str = "Thorax 薄层",
    values: NDArray[np.int16] | None = None,
) -> Volume:
    """A CT volume of random HU in -1000..1000, each slice different; UIDs follow from ``seed``."""
    if values is None:
        generator = np.random.default_rng(len(seed) + shape[0])
        values = generator.integers(-1000, 1000, shape, dtype=np.int16)
    geometry = VolumeGeometry(
        values.shape, axial_affine() if affine is None else affine, FrameOfReferenceUid(uid_from(seed, "for"))
    )
    description = SeriesDescription(
        patient=ImagePatient(PatientId(patient_id), name, birth_date, Sex.FEMALE, 61.0),
        study_uid=StudyUid(uid_from(seed, "study")),
        series_uid=SeriesUid(uid_from(seed, "series", series_number)),
        modality="CT",
        study_date=date(2021, 5, 6),
        study_description="CT 胸部",
        series_description=series_description,
        series_number=series_number,
        body_part="CHEST",
        manufacturer="ACME",
        scanner_model="Scan One",
        kernel="B30f",
        slice_thickness_mm=geometry.spacing_mm[0],
        contrast=False,
        acquired_at=datetime.combine(date(2021, 5, 6), time(9, 30)),
    )
    return Volume(values, geometry, Unit.HOUNSFIELD, description)


def write_series(
    folder: Path,
    volume: Volume | None = None,
    *,
    seed: str = "case",
    transfer_syntax: str = EXPLICIT,
    change: Callable[[int, Dataset], Dataset | None] | None = None,
    file_name: Callable[[int], str] = "IM{:04d}.dcm".format,
) -> list[Path]:
    """Write a series file by file.

    ``change`` gets the index and the dataset of each slice before it is written: it may alter it, or return None
    to leave the slice out (a missing slice).
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index, dataset in enumerate(ct_datasets(volume or small_volume(seed=seed), uid_seed=seed)):
        changed = change(index, dataset) if change else dataset
        if changed is None:
            continue
        path = folder / file_name(index + 1)
        write_dataset(changed, path, transfer_syntax=transfer_syntax)
        paths.append(path)
    return paths


def without_slices(*missing: int) -> Callable[[int, Dataset], Dataset | None]:
    """Leave slices out, 0-based."""
    return lambda index, dataset: None if index in missing else dataset


def moved(index_moved: int, by_xyz_mm: tuple[float, float, float]) -> Callable[[int, Dataset], Dataset]:
    """Move one slice away from where it belongs."""

    def change(index: int, dataset: Dataset) -> Dataset:
        if index == index_moved:
            dataset.ImagePositionPatient = [
                f"{float(value) + shift:.4f}"
                for value, shift in zip(dataset.ImagePositionPatient, by_xyz_mm, strict=True)
            ]
        return dataset

    return change


def without(*keywords: str, slices: tuple[int, ...] | None = None) -> Callable[[int, Dataset], Dataset]:
    """Take attributes out of every slice, or of the slices named."""

    def change(index: int, dataset: Dataset) -> Dataset:
        for keyword in keywords:
            if (slices is None or index in slices) and keyword in dataset:
                delattr(dataset, keyword)
        return dataset

    return change


def with_values(slices: tuple[int, ...] | None = None, **values: object) -> Callable[[int, Dataset], Dataset]:
    """Set attributes in every slice, or in the slices named."""

    def change(index: int, dataset: Dataset) -> Dataset:
        if slices is None or index in slices:
            for keyword, value in values.items():
                setattr(dataset, keyword, value)
        return dataset

    return change


def in_colour(index: int, dataset: Dataset) -> Dataset:
    """Turn a slice into an 8-bit RGB image."""
    grey = (np.frombuffer(dataset.PixelData, np.uint16) >> 4).astype(np.uint8)
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation, dataset.PlanarConfiguration = 3, "RGB", 0
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    dataset.add_new(0x7FE00010, "OB", np.repeat(grey, 3).tobytes())
    return dataset


def truncate(path: Path, keep: float = 0.7) -> Path:
    """Cut a file off, as a broken copy does; returns the path."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    return path


def write_dicomdir(folder: Path, files: list[Path]) -> Path:
    """Copy files onto a medium with a DICOMDIR; returns the DICOMDIR."""
    file_set = FileSet()
    for path in files:
        file_set.add(path)
    file_set.write(folder)
    # pydicom keeps a temporary folder until the object dies, and warns of it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        del file_set
        gc.collect()
    return folder / "DICOMDIR"
