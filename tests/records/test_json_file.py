"""pmdesk's own record files: round trip, versions, wrong content."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, FailedError, InputError
from pmdesk.core.paths import resources_dir
from pmdesk.core.record import Demographics, PatientRecord, Smoking, SmokingStatus, StatedFact
from pmdesk.core.volume import Sex
from pmdesk.records.importing import RecordKind, load_any_record
from pmdesk.records.json_file import load_record, record_from_content, record_to_json, save_record
from pmdesk.records.schema import record_schema

DEMO = resources_dir() / "demo" / "record.json"

records = st.builds(
    PatientRecord,
    demographics=st.builds(
        Demographics,
        name=st.text(max_size=20),
        birth_date=st.none() | st.dates(),
        sex=st.sampled_from(Sex),
        height_cm=st.none() | st.floats(30, 260),
    ),
    smoking=st.builds(
        Smoking, status=st.none() | st.sampled_from(SmokingStatus), pack_years=st.none() | st.floats(0, 400)
    ),
    emphysema=st.builds(StatedFact, value=st.none() | st.booleans()),
)


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load_record(path)
    return caught.value


@given(record=records)
@settings(max_examples=60)
def test_a_record_comes_back_from_its_file_unchanged(record: PatientRecord) -> None:
    assert record_from_content(json.loads(record_to_json(record)), "x") == record


def test_a_saved_record_is_loaded_again(tmp_path: Path) -> None:
    record = PatientRecord(demographics=Demographics(name="演示^合成"))
    save_record(record, tmp_path / "病历.json")
    assert load_record(tmp_path / "病历.json") == record


def test_the_kind_of_file_follows_from_its_content(tmp_path: Path) -> None:
    path = tmp_path / "whatever.txt"
    save_record(PatientRecord(), path)
    assert load_any_record(path).kind is RecordKind.PMDESK


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + record_to_json(PatientRecord()).encode())
    assert load_record(path) == PatientRecord()


def test_a_file_that_cannot_be_written_keeps_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder is needed")
    with pytest.raises(FailedError):
        save_record(PatientRecord(), tmp_path / "file" / "record.json")
    assert (tmp_path / "file").read_text() == "a file where a folder is needed"


def test_json_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"a": 1}')
    assert refusal(path).code is ErrorCode.RECORD_WRONG_TYPE
    with pytest.raises(InputError) as caught:
        load_any_record(path)
    assert caught.value.code is ErrorCode.RECORD_WRONG_TYPE


def test_a_newer_version_is_refused_and_named(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    path.write_text('{"format": "pmdesk.record", "version": 2, "record": {}}')
    error = refusal(path)
    assert error.code is ErrorCode.RECORD_UNREADABLE
    assert error.params["reason"] == "version 2"


@pytest.mark.parametrize(
    ("record", "place"),
    [({"smoking": {"pack_years": -3}}, "record.smoking.pack_years"), ({"unknown": 1}, "record.unknown")],
)
def test_an_impossible_or_unknown_field_is_refused_by_its_place_alone(
    tmp_path: Path, record: dict[str, object], place: str
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({"format": "pmdesk.record", "version": 1, "record": record}))
    error = refusal(path)
    assert error.params["reason"] == place


def test_dates_that_cannot_be_right_are_said(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    save_record(PatientRecord(demographics=Demographics(birth_date=date(1750, 1, 2))), path)
    notes = load_any_record(path).not_understood
    assert [(note.resource, note.reason, note.detail) for note in notes] == [
        ("Patient", "fhir.birth_implausible", "birth")
    ]


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_bytes(DEMO.read_bytes()[:1000])
    assert refusal(path).code is ErrorCode.RECORD_UNREADABLE


def test_the_schema_in_the_resources_is_the_one_in_force() -> None:
    written = json.loads((resources_dir() / "schemas" / "record-1.json").read_text(encoding="utf-8"))
    assert written == record_schema()


def test_the_demo_record_is_valid_and_synthetic() -> None:
    assert load_record(DEMO).is_synthetic
