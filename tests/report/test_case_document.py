import json
import math
from datetime import datetime

import pytest
from pydantic import ValidationError

from pmdesk.core.characterisation import Trait
from pmdesk.core.errors import FailedError
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.geometry import GeometryIssue, GeometryIssueCode
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.paths import resources_dir
from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord
from pmdesk.report.case_document import CaseDocument, case_json, case_schema_text, write_case_json
from tests.helpers.characterisations import characterisation
from tests.report.cases import NOW, document, finding, volume


def as_json(case: CaseDocument) -> dict:
    return json.loads(case_json(case))


def test_the_schema_in_resources_is_that_of_the_code():
    path = resources_dir() / "schemas" / "case-1.json"
    assert path.read_text(encoding="utf-8") == case_schema_text()


def test_a_finding_keeps_its_numbers_in_full_precision():
    found = as_json(document(finding(1)))["findings"][0]
    assert found["center_lps_mm"] == [-60.25, -20.5, 100.125]
    assert found["long_axis_mm"] == 15.31234567
    assert found["mean_diameter_mm"] == pytest.approx((15.31234567 + 12.2) / 2, abs=1e-12)
    assert found["volume_mm3"] == 1433.123456
    assert found["score"] == 0.9123456789
    assert found["segment_number"] == 1
    assert found["texture"] == {"value": "solid", "origin": Origin.MODEL.value}


def test_a_finding_without_measurement_is_null_with_a_reason():
    bare = finding(1, measurement=None, detection=None)
    found = as_json(document(bare))["findings"][0]
    assert (found["long_axis_mm"], found["volume_mm3"], found["score"]) == (None, None, None)
    assert found["measurement_reason"] == "not_measured"
    locked = document(bare, volume=volume(GeometryIssue(GeometryIssueCode.MISSING_SLICES)))
    assert locked.findings[0].measurement_reason == "geometry_not_trusted"


def test_a_judged_nodule_carries_the_probability_its_interval_the_model_and_what_it_rests_on():
    judged = as_json(document(finding(1, characterisation=characterisation())))["findings"][0]
    said = judged["characterisation"]
    assert (said["basis"], said["malignancy"], said["interval"]) == (
        "predicted_reader_rating",
        0.62,
        [0.48, 0.75],
    )
    assert said["model"]["model_id"] == "nodule-malignancy"
    assert {item["trait"] for item in said["traits"]} == set(Trait)
    assert as_json(document(finding(1)))["findings"][0]["characterisation"] is None


def test_the_operating_point_and_what_it_hides_are_kept():
    point = OperatingPoint(2.0, 0.5, 0.94, 120)
    kept = as_json(document(finding(1), operating_point=point, hidden_findings=7))
    assert kept["operating_point"] == {
        "threshold": 0.5,
        "false_positives_per_scan": 2.0,
        "sensitivity": 0.94,
        "nodules": 120,
    }
    assert kept["hidden_findings"] == 7
    assert as_json(document())["operating_point"] is None


def test_no_run_is_not_the_same_as_no_nodule():
    assert document(analysis=None).findings_reason == "not_analysed"
    assert document().findings_reason is None


def test_risks_carry_inputs_with_origin_and_what_is_missing():
    brock, mayo, rule = as_json(document(finding(1)))["risks"]
    assert brock["probability"] == 0.4767684321
    assert brock["inputs"][0]["ref"] == {"kind": "record_field", "key": "demographics.birth_date"}
    assert brock["inputs"][1]["value"] is True
    assert mayo["probability"] is None
    assert mayo["missing"][0]["label"] == {"en": "Ever smoked", "zh": "吸烟史"}
    assert rule["category"] == "ct_6_12"


def test_the_genome_is_a_summary_with_the_calls_that_matter_and_no_path():
    variants = as_json(document())["variants"]
    assert (variants["build"], variants["total"], variants["passed"], variants["failed_filter"]) == (
        "GRCh38",
        2,
        1,
        1,
    )
    assert [call["id"] for call in variants["relevant"]] == ["7:55191822:T:G"]
    assert variants["source_file"] == "case.vcf"


def test_provenance_names_the_model_its_hash_and_the_device():
    run = as_json(document())["provenance"]
    assert (run["model_id"], run["model_sha256"], run["device"]) == (
        "nodule-segmentation",
        "9f2c" * 16,
        "CPU",
    )


def test_geometry_and_statement_are_in_the_file():
    content = as_json(document())
    assert content["images"]["geometry"]["issues"] == [
        {"code": "thick_slices", "params": {"spacing_mm": 5.0}}
    ]
    assert content["images"]["spacing_mm"] == pytest.approx([5.0, 0.7, 0.7])
    assert (content["schema_version"], content["statement"]) == ("1.0", "research_use_only")


def test_headers_and_record_stay_apart_and_an_unconfirmed_record_is_marked():
    patient = as_json(document(record_used=False))["patient"]
    assert (patient["headers"]["name"], patient["record"]["name"]) == ("Zhang^San", "张三")
    assert patient["record"]["age_years"] == 66
    assert patient["record_used"] is False


def test_a_case_of_nothing_is_still_a_document():
    empty = document(volume=None, record=None, genome=None, biomarkers=(), options=(), analysis=None)
    content = as_json(empty)
    assert (content["images"], content["variants"], content["provenance"]) == (None, None, None)
    assert content["patient"]["record_used"] is False
    assert document(record=PatientRecord()).patient.is_synthetic is False


def test_findings_are_told_apart_by_review():
    case = document(finding(1, ReviewStatus.ACCEPTED), finding(2), finding(3, ReviewStatus.REJECTED))
    assert [[one.number for one in group] for group in (case.reviewed, case.unreviewed, case.rejected)] == [
        [1],
        [2],
        [3],
    ]


def test_it_is_written_whole_and_read_back_the_same(tmp_path):
    case = document(finding(1, comment="边缘"))
    path = tmp_path / "out" / "case.json"
    write_case_json(case, path)
    assert CaseDocument.model_validate_json(path.read_bytes()) == case
    assert "边缘" in path.read_text(encoding="utf-8")
    assert [item.name for item in path.parent.iterdir()] == ["case.json"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FailedError):
        write_case_json(document(), tmp_path / "file" / "case.json")


def test_a_time_without_zone_and_numbers_that_are_none_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        document(created_at=datetime(2024, 6, 1))  # noqa: DTZ001
    broken = finding(1)
    with pytest.raises(ValidationError):
        document(finding(1, detection=type(broken.detection)(math.nan, None, broken.detection.provenance)))
    assert NOW.tzinfo is not None
