"""Images as volumes of physical values with everything a reader or a model must know about them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import GeometryTrust, VolumeGeometry
from pmdesk.core.ids import PatientId, SeriesUid, SopInstanceUid, StudyUid


class Unit(StrEnum):
    """Unit of voxel values; the value is the UCUM code where there is one."""

    HOUNSFIELD = "[hnsf'U]"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex as DICOM Patient's Sex and FHIR administrative gender give it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ImagePatient:
    """The patient as the image headers state it; any field may be missing."""

    patient_id: PatientId = PatientId("")
    name: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    age_years: float | None = None
    """From Patient's Age, or from birth and study date; None when neither is given."""


@dataclass(frozen=True, slots=True)
class SeriesDescription:
    """What the headers say of one series."""

    patient: ImagePatient
    study_uid: StudyUid
    series_uid: SeriesUid
    modality: str
    study_date: date | None = None
    study_description: str = ""
    series_description: str = ""
    series_number: int | None = None
    body_part: str = ""
    manufacturer: str = ""
    scanner_model: str = ""
    kernel: str = ""
    slice_thickness_mm: float | None = None
    contrast: bool | None = None
    """None: the header does not say."""
    acquired_at: datetime | None = None
    instance_count: int = 0
    rows: int = 0
    columns: int = 0
    transfer_syntax: str = ""


@dataclass(frozen=True)
class Volume:
    """One series as a regular grid of values.

    Parameters
    ----------
    array
        (slice, row, col), int16 or float32, read-only. Slices rise along the slice normal (row direction x
        column direction): for a plain axial CT the first slice is the lowest, the last is nearest the head.
    geometry
        Where the voxels lie, in LPS mm.
    unit
        Unit of the values; Hounsfield units only when the headers say so.
    description
        Patient, study and series as the headers state them.
    trust
        What is regular about the geometry and what is not.
    sop_instance_uids
        One UID a slice, in slice order; empty for a computed volume.
    frame_numbers
        1-based frame of each slice inside its instance; all 1 for single-frame images.
    """

    array: NDArray[np.int16] | NDArray[np.float32] = field(repr=False, compare=False)
    geometry: VolumeGeometry
    unit: Unit
    description: SeriesDescription
    trust: GeometryTrust = GeometryTrust()
    sop_instance_uids: tuple[SopInstanceUid, ...] = field(default=(), repr=False)
    frame_numbers: tuple[int, ...] = field(default=(), repr=False)
    source_paths: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.array.shape != self.geometry.shape:
            raise ValueError("array and geometry differ in shape")
        self.array.setflags(write=False)

    @property
    def shape(self) -> tuple[int, int, int]:
        return self.geometry.shape

    @property
    def spacing_mm(self) -> tuple[float, float, float]:
        """Slice, row and column spacing in mm."""
        return self.geometry.spacing_mm

    def value_at(self, index: tuple[float, float, float]) -> float | None:
        """Value of the voxel nearest to a (slice, row, col) index; None outside the grid."""
        if not self.geometry.contains_index(index):
            return None
        s, r, c = (round(value) for value in index)
        return float(
            self.array[min(s, self.shape[0] - 1), min(r, self.shape[1] - 1), min(c, self.shape[2] - 1)]
        )
