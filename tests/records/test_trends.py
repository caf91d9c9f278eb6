"""Series over time: one unit a plot, own ranges, and everything that cannot be drawn named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.errors import CancelledError
from pmdesk.core.record import Coding, Observation, PatientRecord
from pmdesk.records.trends import NotDrawnReason, Trends, build_trends

LDL_MASS = Coding(system="http://loinc.org", code="2089-1", display="LDL")
LDL_MOLES = Coding(system="http://loinc.org", code="22748-8", display="LDL")


def value(name: str, number: float | None, unit: str, day: date | None, **more: object) -> Observation:
    fields = {"coding": LDL_MASS, **more}
    return Observation(id=name, value=number, unit=unit, taken_on=day, **fields)


def trends(*items: Observation) -> Trends:
    return build_trends(PatientRecord(observations=items))


def test_two_codes_and_units_of_one_analyte_are_one_series_in_the_commoner_unit() -> None:
    (series,) = trends(
        value("a", 152.0, "mg/dL", date(2021, 1, 1), reference_high=130.0),
        value("c", 81.0, "mg/dL", date(2023, 1, 1)),
        value("b", 3.0, "mmol/L", date(2022, 1, 1), coding=LDL_MOLES, reference_high=3.4),
    ).series
    assert series.unit == "mg/dL"
    assert [point.observation.id for point in series.points] == ["a", "b", "c"]
    middle = series.points[1]
    assert middle.value == pytest.approx(116.0, rel=0.01)
    assert middle.high == pytest.approx(131.5, rel=0.01)
    assert (middle.observation.value, middle.observation.unit) == (3.0, "mmol/L")


def test_each_value_has_its_own_range_and_none_is_assumed() -> None:
    (series,) = trends(
        value("a", 152.0, "mg/dL", date(2021, 1, 1), reference_high=130.0),
        value("b", 152.0, "mg/dL", date(2022, 1, 1)),
        value("c", 20.0, "mg/dL", date(2023, 1, 1), reference_low=40.0),
    ).series
    assert [(point.low, point.high, point.side) for point in series.points] == [
        (None, 130.0, 1), (None, None, 0), (40.0, None, -1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (value("a", None, "mg/dL", date(2021, 1, 1), text="high"), NotDrawnReason.NO_NUMBER),
        (value("a", 5.0, "mg/dL", date(2190, 1, 1)), NotDrawnReason.DATE_NOT_IN_LIFE),
        (value("a", 1.0, "mg/dL", None), NotDrawnReason.NO_DATE),
        (value("a", 1.0, "", date(2021, 1, 1)), NotDrawnReason.NO_UNIT),
        (value("a", 1.0, "furlongs", date(2021, 1, 1)), NotDrawnReason.UNKNOWN_UNIT),
    ],
)
def test_what_cannot_be_drawn_is_listed_with_its_reason(item: Observation, reason: NotDrawnReason) -> None:
    found = trends(item)
    assert found.series == ()
    assert found.not_drawn == ((item, reason),)


def test_a_unit_of_another_dimension_is_listed_beside_the_series() -> None:
    odd = value("odd", 5.0, "kg", date(2022, 6, 1))
    found = trends(
        value("a", 1.0, "mg/dL", date(2021, 1, 1)), value("b", 2.0, "mg/dL", date(2022, 1, 1)), odd
    )
    assert len(found.series[0].points) == 2
    assert found.not_drawn == ((odd, NotDrawnReason.NOT_CONVERTIBLE),)


def test_a_year_alone_is_drawn_at_its_beginning_and_marked() -> None:
    (series,) = trends(value("a", 1.0, "mg/dL", None, partial_date="2021")).series
    assert (series.points[0].day, series.points[0].is_exact) == (date(2021, 1, 1), False)


def test_analytes_come_first_in_their_own_order_and_others_after_them_by_name() -> None:
    def coded(name: str, code: str, system: str = "http://loinc.org") -> Observation:
        coding = Coding(system=system, code=code, display=name)
        return value(name, 1.0, "%", date(2021, 1, 1), coding=coding)

    found = trends(coded("zebra", "z", ""), coded("HbA1c", "4548-4"), coded("ant", "a", ""))
    assert [series.name for series in found.series] == ["HbA1c", "ant", "zebra"]


def test_it_stops_when_asked() -> None:
    def stop() -> None:
        raise CancelledError

    record = PatientRecord(observations=(value("a", 1.0, "mg/dL", date(2021, 1, 1)),))
    with pytest.raises(CancelledError):
        build_trends(record, stop)


@given(
    st.lists(
        st.tuples(
            st.floats(-1e6, 1e6),
            st.sampled_from(["mg/dL", "mmol/L", "kg", "", "bad unit"]),
            st.none() | st.dates(),
        ),
        max_size=12,
    )
)
def test_no_value_is_lost_and_none_is_drawn_twice(rows: list[tuple[float, str, date | None]]) -> None:
    items = [value(f"o{place}", *row) for place, row in enumerate(rows)]
    found = trends(*items)
    drawn = [point.observation.id for series in found.series for point in series.points]
    listed = [item.id for item, _reason in found.not_drawn]
    assert sorted(drawn + listed) == sorted(item.id for item in items)
    for series in found.series:
        low, high = series.limits
        assert all(low <= point.value <= high for point in series.points)
