"""`pmdesk record` as a person types it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pmdesk.core.paths import resources_dir
from pmdesk.records.importing import load_any_record
from pmdesk.services.record_exchange import RecordReport, report_schema
from tests.helpers.repository import REPOSITORY
from tests.records.bundles import PATIENT, bundle, condition, observation, quantity


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmdesk", "record", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        cwd=REPOSITORY,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "病人 é.json"
    swapped = observation("2093-3", valueQuantity=quantity(5.2, "mg/dL"))
    path.write_bytes(bundle(PATIENT, condition("44054006"), swapped, {"resourceType": "Claim", "id": "x"}))
    return path


def report(*paths: Path) -> tuple[int, list[dict[str, Any]]]:
    done = run("read", *paths, "--json")
    document = json.loads(done.stdout)
    RecordReport.model_validate(document)
    return done.returncode, document["files"]


def test_the_schema_in_the_resources_is_the_one_in_force() -> None:
    written = resources_dir() / "schemas" / "record-report-1.json"
    assert json.loads(written.read_text(encoding="utf-8")) == report_schema()


def test_a_file_is_reported_without_a_word_about_the_patient(file: Path) -> None:
    code, (found,) = report(file)
    assert code == 0
    assert found["understood"] == {"Condition": 1, "Observation": 1, "Patient": 1}
    assert found["ignored"] == {"Claim": 1}
    assert (found["entries"]["conditions"], found["entries"]["observations"]) == (1, 1)
    (note,) = found["notes"]
    assert (note["effect"], note["reason"]) == ("as-text", "fhir.unit_swapped")
    assert note["detail"] == "cholesterol: mg/dL → mmol/L"
    assert "Muster" not in json.dumps(found)
    assert "5.2" not in json.dumps(found)


def test_one_refused_file_does_not_stop_the_others(file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"resourceType": "Bundle", "entry": [', encoding="utf-8")
    code, (first, second, third) = report(broken, file, tmp_path / "none.json")
    assert code == 2
    assert (first["error"], third["error"]) == ("record.unreadable", "file.not_found")
    assert second["error"] is None


def test_the_report_for_people_speaks_both_languages(file: Path) -> None:
    assert "To be checked" not in run("read", file).stdout
    assert "As text only" in run("read", file).stdout
    assert run("read", file, "--lang", "zh").returncode == 0


def test_export_and_back(file: Path, tmp_path: Path) -> None:
    fhir, folder = tmp_path / "出.json", tmp_path / "表"
    done = run("export", file, "--fhir", fhir, "--csv", folder, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["written"][0] == str(fhir)
    assert "1 are kept as text only" in done.stderr
    assert load_any_record(fhir).record == load_any_record(file).record
    assert (folder / "record.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("export", file).returncode == 2
    assert run("export", file, "--fhir", "/proc/none/x.json").returncode == 1


def test_merge_shows_asks_and_writes(file: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "b.json", tmp_path / "out.json"
    ended = condition(
        "44054006", clinicalStatus={"coding": [{"code": "resolved"}]}, abatementDateTime="2024-01-01"
    )
    other.write_bytes(bundle(PATIENT, ended, condition("38341003")))
    undecided = run("merge", file, other, "--out", out, "--json")
    assert undecided.returncode == 3
    assert not out.exists()
    shown = json.loads(undecided.stdout)
    assert shown["match"]["outcome"] == "match"
    assert [item["differing"] for item in shown["conflicts"]] == [["clinical_status"]]
    assert run("merge", file, other).returncode == 0
    assert not out.exists()
    assert run("merge", file, other, "--out", out, "--prefer", "b").returncode == 0
    merged = load_any_record(out).record
    assert [item.clinical_status.value for item in merged.conditions] == ["resolved", "active"]
    assert len(merged.observations) == 1


def test_two_patients_are_not_merged_unless_somebody_says_so(file: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "b.json", tmp_path / "out.json"
    other.write_bytes(bundle({**PATIENT, "birthDate": "1950-01-01"}))
    done = run("merge", file, other, "--out", out, "--prefer", "a")
    assert done.returncode == 3
    assert "birth_date" in done.stderr
    assert run("merge", file, other, "--out", out, "--prefer", "a", "--same-patient").returncode == 0
    assert load_any_record(out).record.demographics.birth_date is not None


def test_what_was_read_is_never_written_over(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    done = run("export", file, "--fhir", file, "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "store.exists")
    copy = tmp_path / "copy.json"
    copy.write_bytes(before)
    assert run("merge", copy, file, "--out", file).returncode == 2
    assert file.read_bytes() == before


def test_a_merge_that_cannot_be_written_leaves_one_document_on_stdout(file: Path, tmp_path: Path) -> None:
    done = run("merge", file, file, "--out", tmp_path, "--json")
    assert done.returncode == 1
    assert "match" in json.loads(done.stdout)
    assert str(tmp_path) in done.stderr


def test_a_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(f'{{"resourceType": "Patient", "multipleBirthInteger": {"9" * 5000}}}', encoding="utf-8")
    code, (found,) = report(path)
    assert (code, found["error"]) == (2, "record.unreadable")


def test_a_wrong_command_line_is_json_too(tmp_path: Path) -> None:
    done = run("read", "--json")
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "usage.bad"
    assert "files" in error["params"]["reason"]


def test_a_file_that_is_refused_is_said_on_stderr_and_the_others_are_reported(
    file: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "deep.json"
    broken.write_text("[" * 100_000)
    done = run("read", broken, file)
    assert done.returncode == 2
    assert str(broken) in done.stderr
    assert str(broken) not in done.stdout
    assert str(file) in done.stdout
    done = run("read", broken, "--json")
    assert json.loads(done.stdout)["files"][0]["error"] == "record.unreadable"
    assert str(broken) in done.stderr
