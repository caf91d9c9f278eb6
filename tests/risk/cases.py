"""Findings and facts to assess."""

from dataclasses import replace

from pmdesk.core.finding import (
    Axis,
    Finding,
    LungLocation,
    LungZone,
    NoduleMeasurement,
    Side,
    SolidComponent,
    Texture,
)
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.ids import FindingId, FrameOfReferenceUid, SeriesUid
from pmdesk.core.provenance import Origin, Stated
from pmdesk.core.volume import Sex
from pmdesk.risk.facts import ClinicalFacts, Fact, field_ref


def finding(
    number: int = 1, long_mm: float = 10.0, short_mm: float | None = None, **changes: object
) -> Finding:
    """A solid nodule of the right upper third, stated by a reader."""
    frame = FrameOfReferenceUid("1.2.3")
    start = PatientPoint(frame, (-60.0, -20.0, 100.0))

    def axis(length_mm: float) -> Axis:
        return Axis(start, PatientPoint(frame, (-60.0 + length_mm, -20.0, 100.0)), length_mm)

    measurement = NoduleMeasurement(
        axis(long_mm), axis(long_mm if short_mm is None else short_mm), 500.0, -20.0, 30.0, 42
    )
    base = Finding(
        id=FindingId(f"f{number}"),
        number=number,
        series_uid=SeriesUid("1.2.4"),
        center=start,
        location=LungLocation(Side.RIGHT, LungZone.UPPER),
        segment=None,
        measurement=measurement,
        detection=None,
        texture=Stated(Texture.SOLID, Origin.READER),
        spiculated=Stated(True, Origin.READER),
        upper_lobe=Stated(True, Origin.READER),
    )
    return replace(base, **changes)


def part_solid(solid_mm: float | None, long_mm: float = 12.0, **changes: object) -> Finding:
    """A nodule that a reader calls part-solid, with the solid part as the density threshold measures it."""
    base = finding(1, long_mm, spiculated=Stated(False, Origin.READER), **changes)
    assert base.measurement is not None
    solid = None
    if solid_mm is not None:
        axis = replace(base.measurement.long_axis, length_mm=solid_mm)
        solid = SolidComponent(axis, axis, 40.0, 0.1, -300.0)
    return replace(
        base,
        texture=Stated(Texture.PART_SOLID, Origin.READER),
        measurement=replace(base.measurement, solid=solid),
    )


def facts(**changes: object) -> ClinicalFacts:
    """A woman of 65 who smoked, with emphysema and no cancer; a plain value becomes a fact of the record."""
    values: dict[str, object] = {
        "age_years": 65.0,
        "sex": Sex.FEMALE,
        "ever_smoker": True,
        "family_history_lung_cancer": False,
        "emphysema": True,
        "extrathoracic_cancer_over_5y_ago": False,
        "cancer_within_5y": False,
        "immunosuppressed": False,
        "lung_screening": False,
        "prior_chest_ct": False,
        **changes,
    }
    return ClinicalFacts(
        **{
            name: Fact(value, Origin.RECORD if value is not None else Origin.UNKNOWN, field_ref(name))
            for name, value in values.items()
        }
    )
