"""The comparison with an earlier CT as ``case.json`` keeps it."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.finding import Finding, NoduleMeasurement
from pmdesk.core.growth import (
    Bounded,
    Comparison,
    DiameterGrowth,
    GrowthNote,
    GrowthTrend,
    MatchState,
    PriorStudy,
    VdtBand,
)

Params = dict[str, str | float]
Point = tuple[float, float, float]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class GrowthNoteDocument(_Part):
    """A code of the text tables with its parameters."""

    code: str
    params: Params = {}


class BoundedDocument(_Part):
    """A value with its bounds at 95 %; a null bound is open."""

    value: float | None
    low: float | None
    high: float | None


class PriorSizeDocument(_Part):
    """What was measured in the earlier CT."""

    long_axis_mm: Annotated[float, Field(ge=0)]
    short_axis_mm: Annotated[float, Field(ge=0)]
    mean_diameter_mm: Annotated[float, Field(ge=0)]
    volume_mm3: Annotated[float, Field(ge=0)]
    volume_sd_mm3: Annotated[float, Field(ge=0)] | None


class GrowthDocument(_Part):
    """One nodule beside the earlier CT."""

    state: MatchState
    prior_finding_id: str | None
    prior_center_lps_mm: Point
    """In the earlier CT: the partner's centre, or the mapped place where there is none."""
    distance_mm: float | None
    prior_size: PriorSizeDocument | None
    volume_change: BoundedDocument | None
    """Relative: 0.5 is half as much again."""
    diameter_change_mm: float | None
    solid_change_mm: float | None
    trend: GrowthTrend | None
    doubling_days: BoundedDocument | None
    """Null without usable dates and for a nodule that shrinks; value null within the variability of measuring."""
    vdt_band: VdtBand | None
    diameter_growth: DiameterGrowth | None
    """Lung-RADS v2022; null without usable dates."""
    notes: tuple[GrowthNoteDocument, ...]


class VanishedDocument(_Part):
    """A nodule of the earlier CT that has no partner now."""

    id: str
    number: int
    state: MatchState
    prior_center_lps_mm: Point
    current_center_lps_mm: Point
    prior_size: PriorSizeDocument | None


class RegistrationDocument(_Part):
    """How the earlier CT was laid over the current one."""

    residual_mm: float
    residual_p95_mm: float
    landmarks: int
    landmarks_found_again: float
    lungs_covered: float
    is_bent: bool
    affine_current_to_prior: tuple[tuple[float, float, float, float], ...]


class ComparisonDocument(_Part):
    """The earlier CT, and what is no longer found."""

    prior_study_uid: str
    prior_series_uid: str
    prior_date: date | None
    prior_slice_thickness_mm: float | None
    prior_kernel: str
    days: int | None
    """Null when a date is missing, equal or reversed."""
    registration: RegistrationDocument
    vanished: tuple[VanishedDocument, ...]
    notes: tuple[GrowthNoteDocument, ...]


def comparison_document(comparison: Comparison, prior: PriorStudy) -> ComparisonDocument:
    """The comparison without the single findings, which carry their own (`growth_document`)."""
    described, found = prior.volume.description, prior.alignment
    return ComparisonDocument(
        prior_study_uid=described.study_uid,
        prior_series_uid=described.series_uid,
        prior_date=comparison.prior_date,
        prior_slice_thickness_mm=described.slice_thickness_mm,
        prior_kernel=described.kernel,
        days=comparison.days,
        registration=RegistrationDocument(
            residual_mm=found.residual_mm,
            residual_p95_mm=found.residual_p95_mm,
            landmarks=found.landmarks,
            landmarks_found_again=found.found_again,
            lungs_covered=found.covered,
            is_bent=found.displacement is not None,
            affine_current_to_prior=tuple((a, b, c, d) for a, b, c, d in found.affine.tolist()),
        ),
        vanished=tuple(
            VanishedDocument(
                id=item.finding.id,
                number=item.finding.number,
                state=item.state,
                prior_center_lps_mm=item.finding.center.xyz_lps_mm,
                current_center_lps_mm=item.current_center.xyz_lps_mm,
                prior_size=_size(item.finding.measurement),
            )
            for item in comparison.vanished
        ),
        notes=_notes(comparison.notes),
    )


def growth_document(comparison: Comparison | None, finding: Finding) -> GrowthDocument | None:
    """What became of one finding; None without a comparison."""
    growth = comparison.of(finding.id) if comparison is not None else None
    if growth is None:
        return None
    measure = growth.measure
    return GrowthDocument(
        state=growth.state,
        prior_finding_id=growth.prior_finding_id,
        prior_center_lps_mm=growth.prior_center.xyz_lps_mm,
        distance_mm=growth.distance_mm,
        prior_size=_size(growth.prior_measurement),
        volume_change=_bounded(measure.volume_change) if measure else None,
        diameter_change_mm=measure.diameter_change_mm if measure else None,
        solid_change_mm=measure.solid_change_mm if measure else None,
        trend=measure.trend if measure else None,
        doubling_days=_bounded(measure.doubling_days) if measure else None,
        vdt_band=measure.vdt_band if measure else None,
        diameter_growth=measure.diameter_growth if measure else None,
        notes=_notes(growth.notes),
    )


def _bounded(found: Bounded | None) -> BoundedDocument | None:
    return None if found is None else BoundedDocument(value=found.value, low=found.low, high=found.high)


def _notes(notes: tuple[GrowthNote, ...]) -> tuple[GrowthNoteDocument, ...]:
    return tuple(GrowthNoteDocument(code=note.code, params=dict(note.params)) for note in notes)


def _size(measured: NoduleMeasurement | None) -> PriorSizeDocument | None:
    if measured is None:
        return None
    return PriorSizeDocument(
        long_axis_mm=measured.long_axis_mm,
        short_axis_mm=measured.short_axis_mm,
        mean_diameter_mm=measured.mean_diameter_mm,
        volume_mm3=measured.volume_mm3,
        volume_sd_mm3=measured.volume_sd_mm3,
    )
