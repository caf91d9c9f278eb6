"""Writing a volume as CT Image Storage files (DICOM PS3.3 A.3): the demo case and the tests' material."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
from pydicom import Dataset, FileMetaDataset, dcmwrite
from pydicom.uid import (
    UID,
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)
from pydicom.valuerep import format_number_as_ds

from pmdesk.core.volume import Sex, Volume

RESCALE_INTERCEPT_HU = -1024
"""Intercept of the files written; stored values are HU + 1024, as CT scanners write them."""

IMPLEMENTATION_CLASS_UID = "2.25.222870911377046155268193013436154321077"
"""Names this writer in the file meta information (a UUID-derived UID, PS3.5 B.2)."""

SYNTHETIC_COMMENT = "Synthetic image, computed; not of a person"

_UNCOMPRESSED = {
    str(ExplicitVRLittleEndian),
    str(ImplicitVRLittleEndian),
    str(ExplicitVRBigEndian),
    str(DeflatedExplicitVRLittleEndian),
}
_SEX_LETTER = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "O", Sex.UNKNOWN: ""}


def uid_from(*parts: object) -> str:
    """A valid DICOM UID that is always the same for the same parts (UUID-derived, PS3.5 B.2)."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()[:16]
    return f"2.25.{uuid.UUID(bytes=digest, version=5).int}"


def ct_datasets(
    volume: Volume,
    *,
    uid_seed: str = "pmdesk",
    synthetic: bool = False,
    study_id: str = "1",
) -> list[Dataset]:
    """One uncompressed, explicit little endian CT Image dataset a slice, in slice order.

    Parameters
    ----------
    volume
        int16 or float32 array (slice, row, col) in HU; float values are rounded.
    uid_seed
        UIDs that the volume does not give are derived from it, so that the same seed writes the same files.
    synthetic
        Say in the image comments and the image type that no person was imaged.
    study_id
        Study ID as a scanner's console would number it.

    Raises
    ------
    ValueError
        Values do not fit 16 bits after the intercept is taken off.
    """
    stored, bits_stored, signed = _stored_values(volume)
    description = volume.description
    study_uid = description.study_uid or uid_from(uid_seed, "study")
    series_uid = description.series_uid or uid_from(uid_seed, "series")
    for_uid = volume.geometry.for_uid or uid_from(uid_seed, "frame of reference")
    slice_step, column_step, row_step = volume.geometry.affine[:3, :3].T
    # affine columns are steps along rising slice, row and column index; the DICOM row direction runs along columns
    spacing_rows_mm, spacing_columns_mm = np.linalg.norm(column_step), np.linalg.norm(row_step)
    orientation = [*(row_step / spacing_columns_mm), *(column_step / spacing_rows_mm)]
    thickness_mm = description.slice_thickness_mm or float(np.linalg.norm(slice_step))

    datasets = []
    for index in range(volume.shape[0]):
        if index < len(volume.sop_instance_uids):
            sop_uid = str(volume.sop_instance_uids[index])
        else:
            sop_uid = uid_from(uid_seed, series_uid, "instance", index)
        dataset = _patient_and_study(volume, study_uid, study_id)
        dataset.SOPClassUID = CTImageStorage
        dataset.SOPInstanceUID = sop_uid
        dataset.Modality = "CT"
        dataset.SeriesInstanceUID = series_uid
        dataset.SeriesNumber = description.series_number if description.series_number is not None else 1
        dataset.SeriesDescription = description.series_description
        dataset.SeriesDate = dataset.StudyDate
        dataset.SeriesTime = dataset.StudyTime
        dataset.PatientPosition = "HFS"
        dataset.FrameOfReferenceUID = for_uid
        dataset.PositionReferenceIndicator = ""
        dataset.Manufacturer = description.manufacturer or "pmdesk"
        dataset.ManufacturerModelName = description.scanner_model or "pmdesk"
        if description.body_part:
            dataset.BodyPartExamined = description.body_part
        if description.contrast:
            dataset.ContrastBolusAgent = "IV"
        # PS3.3 C.8.2.1: image type values 1 and 3 are fixed for CT; a computed image is DERIVED
        dataset.ImageType = ["DERIVED" if synthetic else "ORIGINAL", "PRIMARY", "AXIAL"]
        dataset.AcquisitionNumber = 1
        dataset.AcquisitionDate = dataset.StudyDate
        dataset.AcquisitionTime = dataset.StudyTime
        dataset.ContentDate = dataset.StudyDate
        dataset.ContentTime = dataset.StudyTime
        dataset.InstanceNumber = index + 1
        dataset.KVP = "120"
        if description.kernel:
            dataset.ConvolutionKernel = description.kernel
        dataset.SliceThickness = format_number_as_ds(float(thickness_mm))
        dataset.ImageOrientationPatient = [format_number_as_ds(float(value)) for value in orientation]
        dataset.ImagePositionPatient = [
            format_number_as_ds(float(value)) for value in volume.geometry.to_lps_mm((index, 0, 0))
        ]
        dataset.PixelSpacing = [
            format_number_as_ds(float(spacing_rows_mm)),
            format_number_as_ds(float(spacing_columns_mm)),
        ]
        if synthetic:
            dataset.ImageComments = SYNTHETIC_COMMENT
        dataset.SamplesPerPixel = 1
        dataset.PhotometricInterpretation = "MONOCHROME2"
        dataset.Rows, dataset.Columns = volume.shape[1], volume.shape[2]
        dataset.BitsAllocated = 16
        dataset.BitsStored = bits_stored
        dataset.HighBit = bits_stored - 1
        dataset.PixelRepresentation = int(signed)
        dataset.WindowCenter, dataset.WindowWidth = "-600", "1500"
        dataset.RescaleIntercept = str(RESCALE_INTERCEPT_HU)
        dataset.RescaleSlope = "1"
        dataset.RescaleType = "HU"
        dataset.add_new(0x7FE00010, "OW", np.ascontiguousarray(stored[index]).tobytes())
        dataset.file_meta = _file_meta(sop_uid)
        datasets.append(dataset)
    return datasets


def write_dataset(
    dataset: Dataset, path: Path, *, transfer_syntax: str = str(ExplicitVRLittleEndian)
) -> None:
    """Write one dataset of `ct_datasets` in a transfer syntax that pydicom can encode.

    Parameters
    ----------
    dataset
        16-bit, explicit little endian, uncompressed. It is changed when the syntax is a compressed one.
    path
        File to write, with preamble and file meta information.
    transfer_syntax
        Uncompressed (implicit, explicit, big endian, deflated), RLE, JPEG-LS lossless or JPEG 2000 lossless.
    """
    if transfer_syntax not in _UNCOMPRESSED:
        dataset.compress(transfer_syntax, generate_instance_uid=False)
    elif transfer_syntax == ExplicitVRBigEndian:
        dataset.PixelData = np.frombuffer(dataset.PixelData, "<u2").astype(">u2").tobytes()
    dataset.file_meta.TransferSyntaxUID = UID(transfer_syntax)
    dcmwrite(path, dataset, enforce_file_format=True)


def write_ct_series(
    volume: Volume,
    folder: Path,
    *,
    transfer_syntax: str = str(ExplicitVRLittleEndian),
    uid_seed: str = "pmdesk",
    synthetic: bool = False,
    study_id: str = "1",
    file_name: Callable[[int], str] = "CT{:04d}.dcm".format,
) -> list[Path]:
    """Write a volume as one CT Image Storage file a slice.

    Parameters
    ----------
    volume
        HU, int16 or float32 (rounded). Patient, study and series come from its description, text in UTF-8
        (``ISO_IR 192``); UIDs that it lacks are derived from ``uid_seed``.
    folder
        Made when absent.
    transfer_syntax, uid_seed, synthetic, study_id
        See `write_dataset` and `ct_datasets`.
    file_name
        Name of the file of slice ``index + 1``.

    Returns
    -------
    list of Path
        The files, in slice order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    datasets = ct_datasets(volume, uid_seed=uid_seed, synthetic=synthetic, study_id=study_id)
    for number, dataset in enumerate(datasets, start=1):
        path = folder / file_name(number)
        write_dataset(dataset, path, transfer_syntax=transfer_syntax)
        paths.append(path)
    return paths


def _stored_values(volume: Volume) -> tuple[np.ndarray, int, bool]:
    """Stored values, bits stored and whether they are signed: 12 bits unsigned where the values allow it."""
    if np.issubdtype(volume.array.dtype, np.floating):
        values = np.rint(volume.array).astype(np.int32)
    else:
        values = volume.array.astype(np.int32)
    values -= RESCALE_INTERCEPT_HU
    low, high = int(values.min()), int(values.max())
    if low >= 0 and high <= 4095:
        return values.astype("<u2"), 12, False
    if low >= -32768 and high <= 32767:
        return values.astype("<i2"), 16, True
    raise ValueError("values do not fit 16 bits")


def _patient_and_study(volume: Volume, study_uid: str, study_id: str) -> Dataset:
    description = volume.description
    patient = description.patient
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.PatientName = patient.name
    dataset.PatientID = str(patient.patient_id)
    dataset.PatientBirthDate = _date_text(patient.birth_date)
    dataset.PatientSex = _SEX_LETTER[patient.sex]
    if patient.age_years is not None:
        dataset.PatientAge = f"{int(patient.age_years):03d}Y"
    dataset.StudyInstanceUID = study_uid
    acquired = description.acquired_at
    dataset.StudyDate = _date_text(description.study_date or (acquired.date() if acquired else None))
    dataset.StudyTime = acquired.strftime("%H%M%S") if acquired else ""
    dataset.StudyID = study_id
    dataset.StudyDescription = description.study_description
    dataset.AccessionNumber = ""
    dataset.ReferringPhysicianName = ""
    return dataset


def _date_text(value: date | None) -> str:
    return value.strftime("%Y%m%d") if value else ""


def _file_meta(sop_uid: str) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = UID(sop_uid)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    meta.ImplementationVersionName = "PMDESK"
    return meta
