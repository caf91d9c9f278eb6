"""The exported tables read back: the same record, or a refusal that names the line."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.record import Coding, Demographics, DiagnosticReport, Observation, PatientRecord, StatedInput
from pmdesk.records.csv_export import write_csv_tables
from pmdesk.records.importing import RecordKind, load_any_record
from tests.helpers.shared_data import shared_data_unpacked
from tests.records.test_fhir_export import records


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_a_record_comes_back_as_it_went(record: PatientRecord) -> None:
    with TemporaryDirectory() as folder:
        write_csv_tables(record, Path(folder))
        assert load_any_record(Path(folder)).record == record


def test_the_synthea_records_come_back(tmp_path: Path) -> None:
    folder = shared_data_unpacked("fhir/synthea-r4.zip", tmp_path)
    for path in sorted(folder.rglob("*.json"))[:6]:
        if path.name.startswith("hospital"):
            continue
        record = load_any_record(path).record
        out = tmp_path / path.stem
        write_csv_tables(record, out)
        result = load_any_record(out)
        assert (result.kind, result.record) == (RecordKind.CSV, record)


def test_texts_that_tables_make_hard(tmp_path: Path) -> None:
    record = PatientRecord(
        demographics=Demographics(patient_id="'=1", name='a\r\nb,"c"'),
        observations=(Observation(id="one two", coding=Coding(display="=x"), text="'=1\n2"),),
        reports=(DiagnosticReport(id="r", coding=Coding(), observation_ids=("one two",)),),
        stated_inputs=(
            StatedInput(name="a", value="1.0"),
            StatedInput(name="b", value="true"),
            StatedInput(name="c", value=True),
            StatedInput(name="d", value=1.0),
        ),
    )
    write_csv_tables(record, tmp_path)
    again = load_any_record(tmp_path).record
    assert again == record
    assert [type(item.value) for item in again.stated_inputs] == [str, str, bool, float]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record = PatientRecord(
        demographics=Demographics(patient_id="P1", height_cm=170),
        observations=(Observation(id="o", coding=Coding(display="x"), value=1.5, unit="mm"),),
    )
    write_csv_tables(record, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "before", "after", "reason"),
    [
        ("observations.csv", ",1.5,", ",much,", "line 2 value"),
        ("observations.csv", ",mm,", ",mm,x,", "line 2"),
        ("observations.csv", "x,1.5", '"x,1.5', "line 2"),
        ("patient.csv", "170.0", "1700", "line 4 value"),
        ("patient.csv", "demographics.height_cm", "demographics.shoe_size", "line 4 value"),
        ("patient.csv", "demographics.height_cm", "observations", "line 4 field"),
    ],
)
def test_a_broken_cell_is_named(folder: Path, file: str, before: str, after: str, reason: str) -> None:
    path = folder / file
    text = path.read_bytes().decode()
    assert before in text
    path.write_bytes(text.replace(before, after, 1).encode())
    with pytest.raises(InputError) as caught:
        load_any_record(folder)
    assert caught.value.code is ErrorCode.RECORD_UNREADABLE
    assert caught.value.params["reason"] == reason
    assert "1700" not in str(caught.value)


def test_tables_of_two_patients_are_refused(folder: Path) -> None:
    path = folder / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b"P1,", b"P2,"))
    with pytest.raises(InputError) as caught:
        load_any_record(folder)
    assert caught.value.code is ErrorCode.RECORD_SEVERAL_PATIENTS


def test_any_other_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_any_record(tmp_path)
    assert caught.value.code is ErrorCode.RECORD_WRONG_TYPE
