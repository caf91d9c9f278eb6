"""Findings in the image, their measurements, and what a person decided about them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from pmdesk.core.characterisation import Characterisation
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.ids import FindingId, SeriesUid
from pmdesk.core.prediction import Prediction
from pmdesk.core.provenance import Origin, Stated
from pmdesk.core.rounding import round_half_up
from pmdesk.core.segmentation import Segment


class ReviewStatus(StrEnum):
    """A person's decision; only reviewed and not rejected findings reach the report."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class RejectReason(StrEnum):
    """Why a reader rejects a finding of the model."""

    VESSEL = "vessel"
    AIRWAY = "airway"
    SCAR = "scar"
    PLEURA = "pleura"
    LYMPH_NODE = "lymph_node"
    CALCIFIED_GRANULOMA = "calcified_granuloma"
    ARTEFACT = "artefact"
    OTHER = "other"


class Side(StrEnum):
    """Side of the body."""

    RIGHT = "right"
    LEFT = "left"
    UNKNOWN = "unknown"


class LungZone(StrEnum):
    """Thirds of the lung's height. Zones, not lobes: lobes are not segmented."""

    UPPER = "upper"
    MIDDLE = "middle"
    LOWER = "lower"
    UNKNOWN = "unknown"


class Texture(StrEnum):
    """Nodule type."""

    SOLID = "solid"
    PART_SOLID = "part_solid"
    GROUND_GLASS = "ground_glass"


@dataclass(frozen=True, slots=True)
class LungLocation:
    """Side and zone of a finding."""

    side: Side = Side.UNKNOWN
    zone: LungZone = LungZone.UNKNOWN


@dataclass(frozen=True, slots=True)
class Axis:
    """A diameter drawn on the image: its two ends in LPS mm and its length in mm."""

    start: PatientPoint
    end: PatientPoint
    length_mm: float


class VolumeMethod(StrEnum):
    """How the volume was counted."""

    PARTIAL_VOLUME = "partial_volume"
    """Voxels at the edge count by their density between lung and nodule (Kuhnigk 2006)."""
    VOXELS = "voxels"
    """Voxels of the mask times their volume: the densities did not allow better."""


@dataclass(frozen=True, slots=True)
class SolidComponent:
    """Largest solid part inside a subsolid nodule, with the threshold that separated it.

    Long and short axis are taken as those of the nodule, on the axial slice where the solid part is longest.
    """

    long_axis: Axis
    short_axis: Axis
    volume_mm3: float
    share: float
    """Volume of the solid part over that of the whole nodule, 0..1."""
    above_hu: float

    @property
    def long_axis_mm(self) -> float:
        return self.long_axis.length_mm

    @property
    def short_axis_mm(self) -> float:
        return self.short_axis.length_mm

    @property
    def mean_diameter_mm(self) -> float:
        return (self.long_axis.length_mm + self.short_axis.length_mm) / 2


@dataclass(frozen=True, slots=True)
class NoduleShape:
    """Form of the outline, without a unit, as IBSI defines it (Zwanenburg 2020, Radiology 295:328).

    ``sphericity`` is the surface of the sphere of the same volume over the nodule's own: 1 for a sphere, less for
    anything else. ``elongation`` (second over first principal axis) and ``flatness`` (third over first) are 1 where
    all axes agree and fall towards 0 for a rod and a disc.
    """

    sphericity: float
    elongation: float
    flatness: float

    @property
    def compactness(self) -> float:
        """IBSI's compactness 2: the cube of the sphericity."""
        return self.sphericity**3


@dataclass(frozen=True, slots=True)
class NoduleMeasurement:
    """Size, volume and density of a nodule.

    Long and short axis lie on the axial slice where the long axis is largest, the short axis perpendicular to the
    long one (RECIST 1.1, Eisenhauer 2009); the mean diameter is their mean (Fleischner 2017).
    """

    long_axis: Axis
    short_axis: Axis
    volume_mm3: float
    mean_hu: float
    sd_hu: float
    slice_index: int
    """Slice of the volume on which the axes were measured, 0-based."""
    volume_sd_mm3: float | None = None
    """One standard deviation of ``volume_mm3`` from the grid, the slice thickness and the size, as
    `pmdesk.imaging.volumetry` derives it; None: not estimated."""
    volume_method: VolumeMethod = VolumeMethod.VOXELS
    solid: SolidComponent | None = None
    """None: not measured, or no part of the nodule is that dense."""
    shape: NoduleShape | None = None

    @property
    def long_axis_mm(self) -> float:
        return self.long_axis.length_mm

    @property
    def short_axis_mm(self) -> float:
        return self.short_axis.length_mm

    @property
    def mean_diameter_mm(self) -> float:
        return (self.long_axis.length_mm + self.short_axis.length_mm) / 2

    @property
    def lung_rads_diameter_mm(self) -> float:
        """Mean of both axes, each to 0.1 mm, to 0.1 mm (ACR Lung-RADS v2022)."""
        return round_half_up(
            (round_half_up(self.long_axis_mm, 1) + round_half_up(self.short_axis_mm, 1)) / 2, 1
        )

    @property
    def fleischner_diameter_mm(self) -> int:
        """Mean of both axes to the whole millimetre (MacMahon 2017)."""
        return int(round_half_up(self.mean_diameter_mm, 0))

    @property
    def effective_diameter_mm(self) -> float:
        """Diameter of the sphere of the same volume."""
        from math import pi

        return float((6 * self.volume_mm3 / pi) ** (1 / 3))


@dataclass(frozen=True, slots=True)
class Finding:
    """One nodule: where, how large, how sure, and what was decided.

    ``number`` is the number on screen and stays with the finding for life, as its colour does.
    """

    id: FindingId
    number: int
    series_uid: SeriesUid
    center: PatientPoint
    location: LungLocation
    segment: Segment | None
    measurement: NoduleMeasurement | None
    """None when the geometry cannot be trusted or there is no mask."""
    detection: Prediction | None
    """The model's score that this is a nodule, 0..1; None for a finding that a person drew."""
    characterisation: Characterisation | None = None
    """None: no model judged it, which is not "benign"."""
    texture: Stated[Texture] = Stated(None, Origin.UNKNOWN)
    spiculated: Stated[bool] = Stated(None, Origin.UNKNOWN)
    upper_lobe: Stated[bool] = Stated(None, Origin.UNKNOWN)
    solid_diameter_mm: Stated[float] = Stated(None, Origin.UNKNOWN)
    """Mean diameter of the solid part as a reader states it; unknown: what was measured counts (`solid_part_mm`)."""
    status: ReviewStatus = ReviewStatus.UNREVIEWED
    reject_reason: RejectReason | None = None
    comment: str = ""

    @property
    def solid_part_mm(self) -> Stated[float]:
        """Mean diameter of the solid part of a part-solid nodule: the reader's, else the measured one to 0.1 mm.

        Unknown for other types, and where no part is dense enough to be measured.
        """
        if self.texture.value is not Texture.PART_SOLID:
            return Stated(None, Origin.UNKNOWN)
        if self.solid_diameter_mm.is_known:
            return self.solid_diameter_mm
        if self.measurement is None or self.measurement.solid is None:
            return Stated(None, Origin.UNKNOWN)
        return Stated(round_half_up(self.measurement.solid.mean_diameter_mm, 1), Origin.COMPUTED)

    @property
    def is_reportable(self) -> bool:
        return self.status in (ReviewStatus.ACCEPTED, ReviewStatus.EDITED)

    def with_changes(self, **changes: object) -> "Finding":
        """A copy with the named fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]
