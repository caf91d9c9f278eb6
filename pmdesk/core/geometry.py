"""Patient space: LPS millimetres (x to the patient's left, y to posterior, z to head; DICOM PS3.3 C.7.6.2.1.1)."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.ids import FrameOfReferenceUid

CURSOR_TOLERANCE_MM = 1e-4
"""Two cursor positions closer than this are the same position."""


@dataclass(frozen=True, slots=True)
class PatientPoint:
    """A point in one frame of reference.

    Parameters
    ----------
    for_uid
        Frame of reference the coordinates belong to.
    xyz_lps_mm
        Coordinates in LPS millimetres.
    """

    for_uid: FrameOfReferenceUid
    xyz_lps_mm: tuple[float, float, float]

    def is_close(self, other: "PatientPoint") -> bool:
        """True when both lie in one frame and within `CURSOR_TOLERANCE_MM` on every axis."""
        return self.for_uid == other.for_uid and all(
            abs(a - b) <= CURSOR_TOLERANCE_MM for a, b in zip(self.xyz_lps_mm, other.xyz_lps_mm, strict=True)
        )


class TrustLevel(StrEnum):
    """How far millimetres on an image may be believed."""

    TRUSTED = "trusted"
    CAUTION = "caution"
    """Measurements are allowed, with the issue shown beside them."""
    LOCKED = "locked"
    """No measurement in millimetres, no volume, no model run that needs them."""


class GeometryIssueCode(StrEnum):
    """What is not regular in a series. Words for each are in `pmdesk.ui.texts` under ``geometry.<code>``."""

    MISSING_SLICES = "missing_slices"
    DUPLICATE_SLICES = "duplicate_slices"
    OVERLAPPING_SLICES = "overlapping_slices"
    JITTERED_SPACING = "jittered_spacing"
    SHIFTED_SLICES = "shifted_slices"
    TILTED_GANTRY = "tilted_gantry"
    OBLIQUE = "oblique"
    MIXED_ORIENTATION = "mixed_orientation"
    ORIENTATION_UNKNOWN = "orientation_unknown"
    SPACING_UNKNOWN = "spacing_unknown"
    SINGLE_SLICE = "single_slice"
    THICK_SLICES = "thick_slices"
    RESCALE_MISSING = "rescale_missing"
    LOSSY_COMPRESSION = "lossy_compression"
    UNREADABLE_SLICES = "unreadable_slices"


_LEVEL_OF = {
    GeometryIssueCode.MISSING_SLICES: TrustLevel.LOCKED,
    GeometryIssueCode.DUPLICATE_SLICES: TrustLevel.CAUTION,
    GeometryIssueCode.OVERLAPPING_SLICES: TrustLevel.CAUTION,
    GeometryIssueCode.JITTERED_SPACING: TrustLevel.LOCKED,
    GeometryIssueCode.SHIFTED_SLICES: TrustLevel.LOCKED,
    GeometryIssueCode.TILTED_GANTRY: TrustLevel.CAUTION,
    GeometryIssueCode.OBLIQUE: TrustLevel.CAUTION,
    GeometryIssueCode.MIXED_ORIENTATION: TrustLevel.LOCKED,
    GeometryIssueCode.ORIENTATION_UNKNOWN: TrustLevel.LOCKED,
    GeometryIssueCode.SPACING_UNKNOWN: TrustLevel.LOCKED,
    GeometryIssueCode.SINGLE_SLICE: TrustLevel.CAUTION,
    GeometryIssueCode.THICK_SLICES: TrustLevel.CAUTION,
    GeometryIssueCode.RESCALE_MISSING: TrustLevel.LOCKED,
    GeometryIssueCode.LOSSY_COMPRESSION: TrustLevel.CAUTION,
    GeometryIssueCode.UNREADABLE_SLICES: TrustLevel.LOCKED,
}


@dataclass(frozen=True, slots=True)
class GeometryIssue:
    """One irregularity, with the numbers that show it (``count``, ``spacing_mm``, ``angle_deg``, ...)."""

    code: GeometryIssueCode
    params: tuple[tuple[str, float | str], ...] = ()

    @property
    def level(self) -> TrustLevel:
        return _LEVEL_OF[self.code]


@dataclass(frozen=True, slots=True)
class GeometryTrust:
    """What is regular in a series, what is not, and why."""

    issues: tuple[GeometryIssue, ...] = ()

    @property
    def level(self) -> TrustLevel:
        levels = {issue.level for issue in self.issues}
        for level in (TrustLevel.LOCKED, TrustLevel.CAUTION):
            if level in levels:
                return level
        return TrustLevel.TRUSTED

    @property
    def measurements_allowed(self) -> bool:
        return self.level is not TrustLevel.LOCKED

    def has(self, code: GeometryIssueCode) -> bool:
        return any(issue.code is code for issue in self.issues)


@dataclass(frozen=True)
class VolumeGeometry:
    """Where the voxels of a regular grid lie.

    Parameters
    ----------
    shape
        Number of slices, rows and columns.
    affine
        (4, 4) float64: homogeneous voxel index (slice, row, col, 1), voxel centres at whole numbers, to LPS mm.
    for_uid
        Frame of reference of the LPS coordinates.
    """

    shape: tuple[int, int, int]
    affine: NDArray[np.float64] = field(compare=False)
    for_uid: FrameOfReferenceUid

    def __post_init__(self) -> None:
        affine = np.array(self.affine, dtype=np.float64)
        if (
            affine.shape != (4, 4)
            or not np.isfinite(affine).all()
            or abs(float(np.linalg.det(affine[:3, :3]))) < 1e-12
        ):
            raise ValueError("affine must be a finite, invertible (4, 4) matrix")
        affine.setflags(write=False)
        object.__setattr__(self, "affine", affine)

    @cached_property
    def inverse(self) -> NDArray[np.float64]:
        """(4, 4) float64: LPS mm to voxel index (slice, row, col)."""
        inverse = np.linalg.inv(self.affine).astype(np.float64)
        inverse.setflags(write=False)
        return inverse

    @cached_property
    def spacing_mm(self) -> tuple[float, float, float]:
        """Distance between neighbouring slices, rows and columns, in mm."""
        lengths = np.linalg.norm(self.affine[:3, :3], axis=0)
        return float(lengths[0]), float(lengths[1]), float(lengths[2])

    @cached_property
    def directions(self) -> NDArray[np.float64]:
        """(3, 3): unit vectors in LPS; column k points along rising index k (slice, row, col)."""
        directions: NDArray[np.float64] = self.affine[:3, :3] / np.asarray(self.spacing_mm)
        return directions

    @property
    def voxel_volume_mm3(self) -> float:
        return float(abs(np.linalg.det(self.affine[:3, :3])))

    def to_lps_mm(self, index: NDArray[np.float64] | tuple[float, float, float]) -> NDArray[np.float64]:
        """LPS mm of voxel indices; (..., 3) to (..., 3)."""
        points = np.asarray(index, dtype=np.float64)
        mapped: NDArray[np.float64] = points @ self.affine[:3, :3].T + self.affine[:3, 3]
        return mapped

    def to_index(self, xyz_lps_mm: NDArray[np.float64] | tuple[float, float, float]) -> NDArray[np.float64]:
        """Fractional voxel indices (slice, row, col) of LPS points; (..., 3) to (..., 3)."""
        points = np.asarray(xyz_lps_mm, dtype=np.float64)
        mapped: NDArray[np.float64] = points @ self.inverse[:3, :3].T + self.inverse[:3, 3]
        return mapped

    def point_at(self, index: tuple[float, float, float]) -> PatientPoint:
        x, y, z = (float(value) for value in self.to_lps_mm(index))
        return PatientPoint(self.for_uid, (x, y, z))

    def contains_index(self, index: tuple[float, float, float]) -> bool:
        """True when the index lies inside the grid, half a voxel around the outermost centres included."""
        return all(-0.5 <= value < size - 0.5 for value, size in zip(index, self.shape, strict=True))

    @property
    def center(self) -> PatientPoint:
        s, r, c = self.shape
        return self.point_at(((s - 1) / 2, (r - 1) / 2, (c - 1) / 2))


def direction_letters(direction_lps: NDArray[np.float64]) -> str:
    """Anatomical letters of a direction, strongest axis first, for example ``"L"``, ``"AR"``.

    A further letter is added where its component is at least a fifth of the vector (DICOM PS3.3 C.7.6.1.1.1
    names the letters; the threshold is ours).
    """
    letters = ("LR", "PA", "HF")
    vector = np.asarray(direction_lps, dtype=np.float64)
    length = float(np.linalg.norm(vector))
    if length == 0.0:
        return ""
    order = np.argsort(-np.abs(vector), kind="stable")
    return "".join(
        letters[axis][0 if vector[axis] > 0 else 1] for axis in order if abs(vector[axis]) >= 0.2 * length
    )
