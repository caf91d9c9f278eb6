"""Dates of FHIR files that cannot be right, and dates of less than a day: kept as stated, said, never completed."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmdesk.core.clock import today
from pmdesk.core.record import PatientRecord
from pmdesk.records.fhir import read_fhir_bundle
from pmdesk.records.fhir_export import fhir_json
from pmdesk.records.importing import Effect, RecordImport
from tests.records.bundles import PATIENT, bundle, condition, observation, quantity

SUBJECT = {"reference": "Patient/p1"}


def read(*resources: dict[str, Any], **patient: Any) -> RecordImport:
    return read_fhir_bundle(bundle({**PATIENT, **patient}, *resources))


def notes(result: RecordImport) -> list[tuple[str, str, str]]:
    return [(note.resource, note.reason, note.detail) for note in result.not_understood]


def report(**fields: Any) -> dict[str, Any]:
    return {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "code": {"text": "CT"},
        "subject": SUBJECT,
        **fields,
    }


# dates that cannot be right


@pytest.mark.parametrize("born", ["1750-02-03", "2190-01-01", "1750", "2190-05"])
def test_a_birth_date_that_nobody_living_has_is_kept_said_and_gives_no_age(born: str) -> None:
    result = read(birthDate=born)
    who = result.record.demographics
    assert (who.birth_date.isoformat() if who.birth_date else who.partial_birth_date) == born
    assert ("Patient", "fhir.birth_implausible", "birth") in notes(result)
    assert result.record.age_on(today()) is None


def test_somebody_born_long_ago_who_has_died_is_no_error() -> None:
    result = read(birthDate="1871-02-03", deceasedDateTime="1950-01-01")
    assert [reason for _, reason, _ in notes(result)] == ["fhir.deceased"]


def test_a_person_of_a_hundred_and_twenty_is_possible() -> None:
    born = today().replace(day=1).replace(year=today().year - 120)
    result = read(birthDate=born.isoformat())
    assert notes(result) == []
    assert result.record.age_on(today()) == 120


@pytest.mark.parametrize("stated", ["1960-01-01", "1950", "1961-03"])
def test_a_death_before_the_birth_is_said(stated: str) -> None:
    reasons = [(reason, detail) for _, reason, detail in notes(read(deceasedDateTime=stated))]
    assert ("fhir.date_before_birth", "death") in reasons
    assert "fhir.deceased" in dict(reasons)


def test_a_death_to_come_is_said() -> None:
    assert ("Patient", "fhir.date_future", "death") in notes(read(deceasedDateTime="2190-01-01"))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("1950-05-06", "fhir.date_before_birth"),
        ("1950-05", "fhir.date_before_birth"),
        ("1950", "fhir.date_before_birth"),
        ("2190-05-06", "fhir.date_future"),
        ("2190", "fhir.date_future"),
    ],
)
def test_a_result_from_before_the_birth_or_the_future_is_kept_and_said(day: str, reason: str) -> None:
    result = read(observation("2093-3", effectiveDateTime=day, valueQuantity=quantity(5, "mmol/L")))
    (found,) = result.record.observations
    assert (found.taken_on.isoformat() if found.taken_on else found.partial_date) == day
    found_notes = [note for note in result.not_understood if note.reason == reason]
    assert [(note.resource, note.id, note.detail) for note in found_notes] == [
        ("Observation", "o-2093-3", "taken")
    ]
    assert found_notes[0].effect is Effect.NOTED


def test_the_year_of_birth_itself_is_not_before_the_birth() -> None:
    born_that_year = read(observation("x", effectiveDateTime="1961", valueString="a"), birthDate="1961-04-18")
    assert {reason for _, reason, _ in notes(born_that_year)} == {"fhir.partial_date"}
    only_the_year = read(observation("x", effectiveDateTime="1961-01-01", valueString="a"), birthDate="1961")
    assert {reason for _, reason, _ in notes(only_the_year)} == {"fhir.partial_date"}


def test_a_day_off_is_no_error_where_clocks_differ() -> None:
    tomorrow = (today() + timedelta(days=1)).isoformat()
    result = read(
        observation("x", id="a", effectiveDateTime=tomorrow, valueString="a"),
        observation("x", id="b", effectiveDateTime="1961-04-17", valueString="a"),
    )
    assert notes(result) == []


def test_entries_of_every_kind_are_looked_at() -> None:
    early = "1900-01-01"
    result = read(
        condition("1", onsetDateTime=early),
        {
            "resourceType": "MedicationStatement",
            "id": "m",
            "status": "active",
            "subject": SUBJECT,
            "medicationCodeableConcept": {"text": "x"},
            "effectivePeriod": {"start": early},
        },
        {
            "resourceType": "Procedure",
            "id": "p",
            "status": "completed",
            "subject": SUBJECT,
            "code": {"text": "x"},
            "performedDateTime": early,
        },
        {
            "resourceType": "Encounter",
            "id": "e",
            "status": "finished",
            "class": {"code": "AMB"},
            "subject": SUBJECT,
            "period": {"start": early},
        },
        {
            "resourceType": "AllergyIntolerance",
            "id": "a",
            "patient": SUBJECT,
            "code": {"text": "x"},
            "recordedDate": early,
        },
        report(issued="1900-01-01T00:00:00Z"),
    )
    assert {resource for resource, reason, _ in notes(result) if reason == "fhir.date_before_birth"} == {
        "Condition",
        "MedicationStatement",
        "Procedure",
        "Encounter",
        "AllergyIntolerance",
        "DiagnosticReport",
    }


def test_an_end_before_its_beginning_is_said() -> None:
    result = read(condition("1", onsetDateTime="2020-05-06", abatementDateTime="2019-01-01"))
    assert ("Condition", "fhir.end_before_begin", "end") in notes(result)
    same_year = read(condition("1", onsetDateTime="2020-05-06", abatementDateTime="2020"))
    assert "fhir.end_before_begin" not in {reason for _, reason, _ in notes(same_year)}


def test_the_planned_end_of_a_drug_may_lie_in_the_future() -> None:
    result = read(
        {
            "resourceType": "MedicationStatement",
            "id": "m",
            "status": "active",
            "subject": SUBJECT,
            "medicationCodeableConcept": {"text": "x"},
            "effectivePeriod": {"start": "2020-01-01", "end": "2190-01-01"},
        }
    )
    assert notes(result) == []


def test_where_the_birth_date_cannot_be_right_nothing_is_before_it() -> None:
    result = read(observation("x", valueString="a"), birthDate="2190-01-01")
    assert {reason for _, reason, _ in notes(result)} == {"fhir.birth_implausible"}


# dates of less than a day


@pytest.mark.parametrize("stated", ["2019", "2019-05"])
@pytest.mark.parametrize("element", ["effectiveDateTime", "issued"])
def test_a_partial_date_of_a_report_stays_one(element: str, stated: str) -> None:
    result = read(report(**{element: stated}))
    (found,) = result.record.reports
    assert (found.issued, found.partial_date) == (None, stated)
    assert notes(result) == [("DiagnosticReport", "fhir.partial_date", "issued")]


def test_a_partial_date_of_a_result_that_says_only_when_it_was_issued_stays_one() -> None:
    item = observation("x", valueString="a", issued="2019-05")
    del item["effectiveDateTime"]
    result = read(item)
    assert result.record.observations[0].partial_date == "2019-05"


def partial_ends() -> tuple[dict[str, Any], ...]:
    period = {"start": "2019", "end": "2020-05"}
    return (
        condition("1", onsetPeriod={"start": "2018-01"}, abatementDateTime="2020"),
        {
            "resourceType": "MedicationStatement",
            "id": "m",
            "status": "unknown",
            "subject": SUBJECT,
            "medicationCodeableConcept": {"text": "x"},
            "effectivePeriod": period,
        },
        {
            "resourceType": "Encounter",
            "id": "e",
            "status": "finished",
            "class": {"code": "AMB"},
            "subject": SUBJECT,
            "period": period,
        },
        {
            "resourceType": "AllergyIntolerance",
            "id": "a",
            "patient": SUBJECT,
            "code": {"text": "x"},
            "recordedDate": "2001",
        },
    )


def ends_of(record: PatientRecord) -> list[tuple[date | None, str]]:
    return [
        (record.conditions[0].ended, record.conditions[0].partial_end),
        (record.medications[0].stopped, record.medications[0].partial_end),
        (record.encounters[0].ended, record.encounters[0].partial_end),
        (record.allergies[0].recorded, record.allergies[0].partial_date),
    ]


def test_partial_ends_and_days_of_recording_stay_partial_through_export_and_import() -> None:
    result = read(*partial_ends())
    assert ends_of(result.record) == [(None, "2020"), (None, "2020-05"), (None, "2020-05"), (None, "2001")]
    again = read_fhir_bundle(fhir_json(result.record).encode()).record
    assert ends_of(again) == ends_of(result.record)


def test_no_note_holds_a_date_of_the_patient() -> None:
    result = read(*partial_ends(), report(issued="2019-05"), birthDate="1961")
    details = {note.detail for note in result.not_understood}
    assert details == {"birth", "onset", "begin", "end", "recorded", "issued"}
