"""What was measured of a nodule, in the case document and on paper."""

from dataclasses import replace

from pmdesk.core.finding import Finding, NoduleShape, ReviewStatus, SolidComponent, Texture, VolumeMethod
from pmdesk.core.provenance import Origin, Stated
from tests.report.cases import document, finding
from tests.report.test_case_document import as_json
from tests.report.test_pdf import whole


def part_solid(**changes: object) -> Finding:
    base = finding(1, ReviewStatus.ACCEPTED, texture=Stated(Texture.PART_SOLID, Origin.READER))
    assert base.measurement is not None
    axis = replace(base.measurement.long_axis, length_mm=6.44)
    measurement = replace(
        base.measurement,
        volume_sd_mm3=61.2,
        volume_method=VolumeMethod.PARTIAL_VOLUME,
        solid=SolidComponent(axis, axis, 131.0, 0.0914, -300.0),
        shape=NoduleShape(0.912, 0.8, 0.7),
    )
    return replace(base, measurement=measurement, **changes)


def test_the_document_carries_both_roundings_the_uncertainty_and_how_the_volume_was_counted():
    found = as_json(document(part_solid()))["findings"][0]
    assert (found["lung_rads_diameter_mm"], found["fleischner_diameter_mm"]) == (13.8, 14)
    assert (found["volume_sd_mm3"], found["volume_method"]) == (61.2, "partial_volume")
    assert found["solid_component"]["volume_mm3"] == 131.0
    assert found["solid_component"]["above_hu"] == -300.0
    assert found["solid_diameter_mm"] == {"value": 6.4, "origin": "computed"}
    assert found["shape"]["compactness"] == 0.912**3


def test_without_a_measurement_all_of_it_is_null():
    found = as_json(document(finding(1, measurement=None)))["findings"][0]
    names = ("lung_rads_diameter_mm", "fleischner_diameter_mm", "volume_sd_mm3", "solid_component", "shape")
    assert [found[name] for name in names] == [None] * len(names)
    assert found["solid_diameter_mm"] == {"value": None, "origin": "unknown"}


def test_paper_stars_the_solid_part_until_a_reader_confirms_it():
    printed = whole(document(part_solid()))
    assert "[report.measure.volume_sd] 1,433 61" in printed
    assert "[report.measure.solid] 6.4 * 131 9" in printed
    assert "[report.measure.shape] 0.91 0.80 0.70" in printed
    confirmed = whole(document(part_solid(solid_diameter_mm=Stated(6.4, Origin.READER))))
    assert "[report.measure.solid_stated] 6.4" in confirmed
    assert "[report.measure.solid] " not in confirmed
