"""The timeline: everything dated, in the order of time."""

from datetime import date

import pytest

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.paths import resources_dir
from pmdesk.core.record import Coding, Condition, Encounter, Medication, Observation, PatientRecord
from pmdesk.records.json_file import load_record
from pmdesk.records.timeline import EventKind, first_day, last_day, timeline


def test_the_demo_record_unrolls_in_order_from_birth() -> None:
    events = timeline(load_record(resources_dir() / "demo" / "record.json"))
    assert events[0].kind is EventKind.BIRTH
    assert [event.day for event in events] == sorted(event.day for event in events)
    assert {event.kind for event in events} == set(EventKind)


def test_an_event_leads_to_the_entry_it_came_from() -> None:
    item = Observation(
        id="o", coding=Coding(code="718-7"), value=13.2, unit="g/dL", taken_on=date(2024, 5, 6)
    )
    (event,) = timeline(PatientRecord(observations=(item,)))
    assert event.ref == NodeRef(NodeKind.OBSERVATION, "o")
    assert event.value == "13.2 g/dL"


def test_a_year_is_drawn_at_its_beginning_and_says_that_it_is_a_year() -> None:
    (event,) = timeline(PatientRecord(conditions=(Condition(id="c", coding=Coding(), partial_date="1998"),)))
    assert (event.day, event.stated_date) == (date(1998, 1, 1), "1998")


def test_an_undated_entry_is_not_on_the_timeline() -> None:
    assert timeline(PatientRecord(conditions=(Condition(id="c", coding=Coding()),))) == ()


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("1998", date(1998, 1, 1), date(1998, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1999-12", date(1999, 12, 1), date(1999, 12, 31)),
        ("about 1998", None, None),
    ],
)
def test_bounds_of_partial_dates(stated: str, first: date | None, last: date | None) -> None:
    assert (first_day(stated), last_day(stated)) == (first, last)


def test_a_drug_taken_without_an_end_goes_on_and_a_stopped_one_does_not() -> None:
    record = PatientRecord(
        medications=(
            Medication(id="a", coding=Coding(), started=date(2020, 1, 1), active=True),
            Medication(
                id="b", coding=Coding(), started=date(2020, 1, 1), stopped=date(2021, 1, 1), active=False
            ),
            Medication(id="c", coding=Coding(), started=date(2020, 1, 1)),
        )
    )
    assert [(event.ref.key, event.is_ongoing) for event in timeline(record)] == [
        ("a", True), ("b", False), ("c", False),
    ]  # fmt: skip


def test_an_end_before_the_beginning_is_not_drawn() -> None:
    visit = Encounter(id="v", coding=Coding(), started=date(2020, 1, 2), ended=date(2020, 1, 1))
    (event,) = timeline(PatientRecord(encounters=(visit,)))
    assert (event.day, event.end) == (date(2020, 1, 2), None)
