"""An earlier CT of the same patient: how it lies to the present one, and what became of each nodule in between."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.finding import Finding, NoduleMeasurement
from pmdesk.core.geometry import PatientPoint, VolumeGeometry
from pmdesk.core.ids import FindingId, FrameOfReferenceUid
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.provenance import Provenance
from pmdesk.core.volume import Volume

_INVERSE_STEPS = 12
"""Fixed-point steps of `Alignment.to_current`; displacements change by less than a tenth from place to place."""


@dataclass(frozen=True)
class DisplacementField:
    """Displacements on a coarse regular grid, linear between its points, nearest outside.

    Parameters
    ----------
    geometry
        Grid points in LPS mm of the current CT.
    values_mm
        (slice, row, col, 3) float32: LPS displacement in mm at each grid point.
    """

    geometry: VolumeGeometry
    values_mm: NDArray[np.float32] = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.values_mm.shape != (*self.geometry.shape, 3):
            raise ValueError("displacements and grid differ in shape")
        self.values_mm.setflags(write=False)

    def at(self, points_lps_mm: NDArray[np.float64]) -> NDArray[np.float64]:
        """Displacements (..., 3) in mm at points (..., 3) in LPS mm of the current CT."""
        index = self.geometry.to_index(points_lps_mm)
        top = np.asarray(self.geometry.shape) - 1
        index = np.clip(index, 0, top)
        low = np.minimum(np.floor(index).astype(np.intp), np.maximum(top - 1, 0))
        share = index - low
        total = np.zeros((*index.shape[:-1], 3))
        for corner in np.ndindex(2, 2, 2):
            place = np.minimum(low + corner, top)
            weight = np.where(np.asarray(corner, bool), share, 1 - share).prod(axis=-1)
            total += weight[..., None] * self.values_mm[place[..., 0], place[..., 1], place[..., 2]]
        return total


@dataclass(frozen=True)
class Alignment:
    """Where a place of the current CT lies in the earlier one: an affine map, then a displacement where it pays.

    Parameters
    ----------
    affine
        (4, 4) float64: homogeneous LPS mm of the current CT to LPS mm of the earlier one.
    displacement
        Added to the affinely mapped point, looked up at the place in the current CT; None where affine is enough.
    current_for_uid, prior_for_uid
        Frames of reference of the two CTs.
    residual_mm, residual_p95_mm
        Median and 95th percentile of how far landmarks of the lung (vessels) still lie apart after mapping.
    landmarks
        How many landmarks were found again.
    found_again
        Share of the landmarks tried that were found again, 0..1.
    correlation
        Correlation of the two lungs after mapping, -1..1.
    covered
        Share of the current lungs that the earlier CT shows, 0..1.
    """

    affine: NDArray[np.float64] = field(compare=False)
    displacement: DisplacementField | None
    current_for_uid: FrameOfReferenceUid
    prior_for_uid: FrameOfReferenceUid
    residual_mm: float
    residual_p95_mm: float
    landmarks: int
    found_again: float
    correlation: float
    covered: float

    def map_points(self, points_lps_mm: NDArray[np.float64]) -> NDArray[np.float64]:
        """LPS mm of the current CT (..., 3) to LPS mm of the earlier one (..., 3)."""
        points = np.asarray(points_lps_mm, dtype=np.float64)
        mapped: NDArray[np.float64] = points @ self.affine[:3, :3].T + self.affine[:3, 3]
        return mapped if self.displacement is None else mapped + self.displacement.at(points)

    def to_prior(self, point: PatientPoint) -> PatientPoint:
        """The place in the earlier CT of a point of the current one."""
        if point.for_uid != self.current_for_uid:
            raise ValueError("the point belongs to another frame of reference")
        x, y, z = (float(value) for value in self.map_points(np.array(point.xyz_lps_mm)))
        return PatientPoint(self.prior_for_uid, (x, y, z))

    def to_current(self, point: PatientPoint) -> PatientPoint:
        """The place in the current CT of a point of the earlier one."""
        if point.for_uid != self.prior_for_uid:
            raise ValueError("the point belongs to another frame of reference")
        target = np.array(point.xyz_lps_mm)
        inverse = np.linalg.inv(self.affine)
        guess = target @ inverse[:3, :3].T + inverse[:3, 3]
        if self.displacement is not None:
            for _ in range(_INVERSE_STEPS):
                guess = guess + (target - self.map_points(guess)) @ inverse[:3, :3].T
        x, y, z = (float(value) for value in guess)
        return PatientPoint(self.current_for_uid, (x, y, z))


AMBIGUOUS_PARTNER = "growth.ambiguous_partner"
"""Note of a nodule: another nodule of the other CT lies about as near."""
CONTRADICTORY = "growth.contradictory"
"""Note of a nodule: volume and diameter changed in opposite directions, so that one outline is wrong."""


class MatchState(StrEnum):
    """What became of one nodule between the two CTs."""

    PAIRED = "paired"
    NEW = "new"
    """Outlined now; the earlier CT shows the place, and shows lung there."""
    GONE = "gone"
    """Outlined then; the current CT shows the place, and shows lung there."""
    NOT_COVERED = "not_covered"
    """The other CT does not show the place."""
    UNCLEAR = "unclear"
    """The other CT shows something dense at the place that could not be paired: a reader must look."""


class GrowthTrend(StrEnum):
    """Direction of a change in volume that is larger than what measuring twice would give."""

    GROWING = "growing"
    WITHIN_VARIABILITY = "within_variability"
    SHRINKING = "shrinking"


class VdtBand(StrEnum):
    """Bands of the volume doubling time in NELSON (van Klaveren 2009) and BTS 2015, for solid nodules."""

    UNDER_400_DAYS = "under_400_days"
    DAYS_400_TO_600 = "days_400_to_600"
    OVER_600_DAYS = "over_600_days"


class DiameterGrowth(StrEnum):
    """Lung-RADS v2022: growth is a mean diameter larger by more than 1.5 mm within 12 months."""

    GROWING = "growing"
    NOT_GROWING = "not_growing"
    """No larger by more than 1.5 mm: stable, smaller, or growing slowly."""
    SLOW = "slow"
    """Larger by more than 1.5 mm, over more than 12 months and by no more than 1.5 mm in 12 of them."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A value with its bounds at 95 %; a bound of None is open."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class GrowthMeasure:
    """Change of one paired nodule.

    ``volume_change`` is relative (0.5 is half as much again), ``diameter_change_mm`` that of the mean diameter.
    ``doubling_days`` is None without usable dates and for a nodule that shrinks; within the variability of measuring
    its value is None and its lower bound says which doubling times the measurements still allow.
    """

    volume_change: Bounded
    diameter_change_mm: float
    trend: GrowthTrend
    doubling_days: Bounded | None
    vdt_band: VdtBand | None
    """None unless the nodule is solid and has a doubling time."""
    diameter_growth: DiameterGrowth | None
    """None without usable dates."""
    solid_change_mm: float | None = None
    """Of the solid part's mean diameter, where it is known in both CTs."""
    solid_growth: DiameterGrowth | None = None


@dataclass(frozen=True, slots=True)
class GrowthNote:
    """Something that must be said beside a comparison: a text code with its parameters."""

    code: str
    params: tuple[tuple[str, str | float], ...] = ()


@dataclass(frozen=True, slots=True)
class NoduleGrowth:
    """One current nodule beside the earlier CT.

    ``prior_center`` is the partner's centre, or the mapped place where there is none. ``distance_mm`` is how far the
    partner lies from the mapped place. ``measure`` is None without a partner or where one of the two was not measured.
    """

    finding_id: FindingId
    state: MatchState
    prior_center: PatientPoint
    prior_finding_id: FindingId | None = None
    prior_measurement: NoduleMeasurement | None = None
    distance_mm: float | None = None
    measure: GrowthMeasure | None = None
    notes: tuple[GrowthNote, ...] = ()

    @property
    def is_sure(self) -> bool:
        """False where a reader must look before anything is concluded from the state."""
        return self.state is not MatchState.UNCLEAR and not any(
            note.code in (AMBIGUOUS_PARTNER, CONTRADICTORY) for note in self.notes
        )


@dataclass(frozen=True, slots=True)
class VanishedNodule:
    """A nodule of the earlier CT without a partner in the current one."""

    finding: Finding
    state: MatchState
    """`GONE`, `NOT_COVERED` or `UNCLEAR`."""
    current_center: PatientPoint
    """The place in the current CT."""


@dataclass(frozen=True)
class PriorStudy:
    """The earlier CT as it was read, analysed and laid over the current one."""

    volume: Volume
    findings: tuple[Finding, ...]
    analysis: Provenance
    alignment: Alignment
    source: str = ""
    """The path that the user gave."""
    operating_points: tuple[OperatingPoint, ...] = ()
    default_point: OperatingPoint | None = None
    """The curve of the model that ran on it, and the point that its package recommends."""


@dataclass(frozen=True)
class Comparison:
    """Every nodule of both CTs, paired or not. Follows from the findings and the `PriorStudy`."""

    prior_date: date | None
    days: int | None
    """From the earlier to the current CT; None when a date is missing, equal or reversed."""
    growth: tuple[NoduleGrowth, ...]
    """One for each current finding, in their order."""
    vanished: tuple[VanishedNodule, ...]
    prior_findings: tuple[Finding, ...]
    """Findings of the earlier CT; a paired one bears its partner's number, the others the numbers after those."""
    notes: tuple[GrowthNote, ...] = ()

    def of(self, finding_id: FindingId | None) -> NoduleGrowth | None:
        return next((item for item in self.growth if item.finding_id == finding_id), None)
