"""FHIR and CSV out of a record: valid, read back unchanged, nothing that a spreadsheet would run."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmdesk.core.errors import FailedError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    Demographics,
    DiagnosticReport,
    Encounter,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    Smoking,
    SmokingStatus,
    SourceRef,
    StatedFact,
    StatedInput,
)
from pmdesk.core.volume import Sex
from pmdesk.records.csv_export import LONG_COLUMNS, LONG_FILE, csv_tables, write_csv_tables
from pmdesk.records.fhir import read_fhir_bundle
from pmdesk.records.fhir_export import fhir_bundle, fhir_json
from pmdesk.records.importing import Effect, load_any_record
from tests.helpers.shared_data import shared_data_unpacked

# records that FHIR can hold: texts that say something, finite numbers

texts = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="\u200b"), min_size=1, max_size=12
)
maybe_text = st.just("") | texts
days = st.dates(date(1900, 1, 1), date(2026, 11, 1))
maybe_day = st.none() | days
partial = st.sampled_from(["", "1998", "1998-07"])
numbers = st.floats(-1e6, 1e6, allow_nan=False)
ages = st.none() | st.floats(0, 130, allow_nan=False)
sources = st.builds(SourceRef, origin=st.sampled_from(Origin), document=maybe_text)
systems = st.sampled_from(["", "http://snomed.info/sct", "urn:x"])
codings = st.builds(Coding, system=systems, code=maybe_text, display=maybe_text)
sexes = st.sampled_from(Sex)


@st.composite
def dated(draw: st.DrawFn, kind: type[Any], day: str, **fields: Any) -> Any:
    """An entry with a whole day, a partial one or none."""
    whole = draw(maybe_day)
    rest = "" if whole else draw(partial)
    made = {name: draw(strategy) for name, strategy in fields.items()}
    made |= {day: whole, "partial_date": rest, "coding": draw(codings), "source": draw(sources)}
    if "partial_end" in kind.model_fields:
        has_end = made.get("ended") or made.get("stopped")
        made["partial_end"] = "" if has_end else draw(partial)
    return kind(id=draw(texts), **made)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    made = draw(dated(Observation, "taken_on", category=maybe_text))
    if draw(st.booleans()):
        unit = draw(st.sampled_from(["", "mg/dL", "{PackYears}", "10*9/L"]))
        low, high = draw(st.none() | numbers), draw(st.none() | numbers)
        return made.model_copy(
            update={
                "value": draw(numbers),
                "unit": unit,
                "reference_low": low,
                "reference_high": high,
            }
        )
    return made.model_copy(update={"text": draw(maybe_text)})


conditions = dated(
    Condition,
    "onset",
    clinical_status=st.sampled_from(ClinicalStatus),
    verification=st.sampled_from(["", "confirmed", "provisional"]),
    ended=maybe_day,
    category=maybe_text,
    stage=maybe_text,
    histology=maybe_text,
)
medications = dated(
    Medication, "started", dose=maybe_text, stopped=maybe_day, active=st.sampled_from([True, False, None])
)
allergies = st.builds(
    Allergy,
    id=texts,
    coding=codings,
    reaction=maybe_text,
    criticality=st.sampled_from(["", "low", "high"]),
    recorded=st.none(),
    partial_date=partial,
    source=sources,
) | st.builds(Allergy, id=texts, coding=codings, recorded=days, source=sources)
relatives = st.builds(
    FamilyHistoryEntry,
    id=texts,
    relation=st.sampled_from(["", "MTH", "BRO", "姑母"]),
    condition=codings,
    onset_age_years=ages,
    relative_id=st.sampled_from(["", "a", "b"]),
    sex=sexes,
    age_years=ages,
    is_deceased=st.sampled_from([True, False, None]),
    source=sources,
)
facts = st.builds(StatedFact, value=st.booleans(), source=sources)
inputs = st.builds(
    StatedInput,
    name=texts,
    value=st.booleans() | numbers | texts,
    unit=maybe_text,
    stated_on=maybe_day,
    source=sources,
)


def listed(strategy: st.SearchStrategy[Any], key: str = "id") -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3, unique_by=lambda item: getattr(item, key)).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> PatientRecord:
    born, died = draw(maybe_day), draw(maybe_day)
    partial_death = "" if died else draw(partial)
    is_deceased = True if died or partial_death else draw(st.sampled_from([True, False, None]))
    found = draw(listed(observations()))
    reports = draw(listed(dated(DiagnosticReport, "issued", conclusion=maybe_text), "id"))
    reports = tuple(
        report.model_copy(update={"observation_ids": tuple(item.id for item in found[:number])})
        for number, report in enumerate(reports)
    )
    taken: set[str] = set()
    lists: dict[str, Any] = {
        "observations": found,
        "reports": reports,
        "conditions": draw(listed(conditions)),
        "medications": draw(listed(medications)),
        "procedures": draw(listed(dated(Procedure, "performed"))),
        "allergies": draw(listed(allergies)),
        "encounters": draw(
            listed(dated(Encounter, "started", class_code=maybe_text, ended=maybe_day, reason=maybe_text))
        ),
        "family_history": draw(listed(relatives)),
    }
    # ids of all lists are told apart in a file
    for name, entries in lists.items():
        lists[name] = tuple(entry for entry in entries if entry.id not in taken and not taken.add(entry.id))
    kept = {item.id for item in lists["observations"]}
    lists["reports"] = tuple(
        report.model_copy(update={"observation_ids": tuple(i for i in report.observation_ids if i in kept)})
        for report in lists["reports"]
    )
    return PatientRecord(
        demographics=Demographics(
            patient_id=draw(maybe_text),
            name=draw(maybe_text),
            birth_date=born,
            partial_birth_date="" if born else draw(partial),
            is_deceased=is_deceased,
            death_date=died,
            partial_death_date=partial_death,
            sex=draw(sexes),
            age_years=draw(ages),
            ethnicity=draw(maybe_text),
            height_cm=draw(st.none() | st.floats(30, 260)),
            weight_kg=draw(st.none() | st.floats(1, 400)),
            source=draw(sources),
        ),
        smoking=Smoking(
            status=draw(st.none() | st.sampled_from(SmokingStatus)),
            pack_years=draw(st.none() | st.floats(0, 400)),
            years_smoked=draw(st.none() | st.floats(0, 100)),
            source=draw(sources),
        ),
        emphysema=draw(st.just(StatedFact()) | facts),
        lung_screening=draw(st.just(StatedFact()) | facts),
        stated_inputs=draw(listed(inputs, "name")),
        is_synthetic=draw(st.booleans()),
        **lists,
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_a_record_comes_back_as_it_went(record: PatientRecord) -> None:
    result = read_fhir_bundle(fhir_json(record).encode())
    assert result.record == record
    assert result.count(Effect.LEFT_OUT) == result.count(Effect.AS_TEXT) == 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_the_bundle_is_valid_fhir_and_every_reference_leads_somewhere(record: PatientRecord) -> None:
    from fhir.resources.R4B.bundle import Bundle

    content = fhir_bundle(record)
    Bundle.model_validate(content)
    urls = [entry["fullUrl"] for entry in content["entry"]]
    assert len(urls) == len(set(urls))
    assert set(_references(content)) <= set(urls)


def _references(item: Any) -> list[str]:
    if isinstance(item, list):
        return [found for part in item for found in _references(part)]
    if not isinstance(item, dict):
        return []
    own = [item["reference"]] if isinstance(item.get("reference"), str) else []
    return own + [found for part in item.values() for found in _references(part)]


def test_other_programs_see_smoking_as_an_observation() -> None:
    record = PatientRecord(smoking=Smoking(status=SmokingStatus.FORMER, pack_years=30))
    shown = {
        entry["resource"]["code"]["coding"][0]["code"]: entry["resource"]
        for entry in fhir_bundle(record)["entry"]
        if entry["resource"]["resourceType"] == "Observation"
    }
    assert shown["72166-2"]["valueCodeableConcept"]["coding"][0]["code"] == "8517006"
    assert shown["8664-5"]["valueQuantity"]["value"] == 30


def test_what_the_program_would_conclude_is_not_put_into_its_own_file() -> None:
    """A reader who emptied "emphysema" does not find it filled in again."""
    emphysema = Condition(
        id="c", coding=Coding(system="http://snomed.info/sct", code="87433001"), verification="confirmed"
    )
    record = PatientRecord(conditions=(emphysema,))
    assert read_fhir_bundle(fhir_json(record).encode()).record.emphysema.value is None


def test_what_fhir_cannot_hold_is_left_out_and_the_file_stays_valid() -> None:
    record = PatientRecord(
        observations=(
            Observation(id="a", coding=Coding(code=" odd  code "), value=float("nan"), partial_date="spring"),
        ),
        allergies=(Allergy(id="b", coding=Coding(), criticality="terrible"),),
        reports=(DiagnosticReport(id="r", coding=Coding(), observation_ids=("none",)),),
    )
    result = read_fhir_bundle(fhir_json(record).encode())
    assert result.not_understood == ()
    assert result.record.observations[0].value is None
    assert result.record.reports[0].observation_ids == ()


def test_the_synthea_records_come_back(tmp_path: Path) -> None:
    folder = shared_data_unpacked("fhir/synthea-r4.zip", tmp_path)
    for path in sorted(folder.rglob("*.json"))[:6]:
        if path.name.startswith("hospital"):
            continue
        record = load_any_record(path).record
        assert read_fhir_bundle(fhir_json(record).encode()).record == record


# CSV


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def record() -> PatientRecord:
    return PatientRecord(
        demographics=Demographics(patient_id="P1", name="=cmd|' /C calc'!A0", sex=Sex.MALE),
        emphysema=StatedFact(value=False, source=SourceRef(origin=Origin.READER)),
        observations=(
            Observation(
                id="o",
                coding=Coding(system="http://loinc.org", code="2093-3", display="总胆固醇"),
                value=5.17263675158412,
                unit="mmol/L",
                reference_high=5.2,
                taken_on=date(2024, 5, 6),
                source=SourceRef(document="Observation/1"),
            ),
            Observation(id="t", coding=Coding(display="+sum"), text="-5", partial_date="1998"),
        ),
        medications=(Medication(id="m", coding=Coding(display="x"), dose="1, daily\nat night", active=True),),
    )


def test_the_long_table_has_everything_in_full_precision(record: PatientRecord) -> None:
    table = rows(csv_tables(record)[LONG_FILE])
    assert tuple(table[0]) == LONG_COLUMNS
    first = table[0]
    assert (first["patient_id"], first["kind"], first["code"], first["text"]) == (
        "P1",
        "observation",
        "2093-3",
        "总胆固醇",
    )
    assert float(first["value"]) == 5.17263675158412
    assert (first["unit"], first["reference_high"], first["date"], first["source"]) == (
        "mmol/L",
        "5.2",
        "2024-05-06",
        "Observation/1",
    )
    assert [row["kind"] for row in table] == ["observation", "observation", "medication"]
    assert table[1]["date"] == "1998"


def test_nothing_that_a_spreadsheet_would_run(record: PatientRecord) -> None:
    for text in csv_tables(record).values():
        for line in csv.reader(io.StringIO(text)):
            for cell in line:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
    assert rows(csv_tables(record)["observations.csv"])[1]["text_value"] == "'-5"
    negative = record.observations[0].model_copy(update={"value": -1.5})
    changed = record.model_copy(update={"observations": (negative,)})
    assert rows(csv_tables(changed)[LONG_FILE])[0]["value"] == "-1.5"


def test_only_lists_with_entries_have_a_table(record: PatientRecord) -> None:
    assert sorted(csv_tables(record)) == ["medications.csv", "observations.csv", "patient.csv", "record.csv"]
    fields = {row["field"]: row for row in rows(csv_tables(record)["patient.csv"])}
    assert fields["emphysema"]["value"] == "false"
    assert fields["emphysema"]["origin"] == "reader"
    assert "smoking.status" not in fields


def test_the_files_are_written_for_spreadsheets(record: PatientRecord, tmp_path: Path) -> None:
    folder = tmp_path / "导出 é"
    written = write_csv_tables(record, folder)
    assert written[0] == folder / LONG_FILE
    data = written[0].read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(FailedError):
        write_csv_tables(record, blocked)


def test_an_empty_record_is_a_table_without_rows() -> None:
    assert rows(csv_tables(PatientRecord())[LONG_FILE]) == []
    assert json.loads(fhir_json(PatientRecord()))["entry"][0]["resource"]["resourceType"] == "Patient"
