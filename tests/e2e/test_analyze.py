"""`pmdesk analyze` and its exit codes: 0 done, 1 failed, 2 bad usage or input, 3 refused."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from pmdesk.core.paths import resources_dir
from pmdesk.imaging.dicom_writer import write_ct_series
from pmdesk.imaging.phantom import ThoraxSpec, make_thorax
from tests.helpers.dicom_factory import small_volume

DEMO = resources_dir() / "demo"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmdesk", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[2],
    )


@pytest.fixture(scope="module")
def analysed(ct_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """The phantom with the demo record and genome, analysed by the shipped model."""
    out = tmp_path_factory.mktemp("analyze") / "结果"
    done = run(
        "analyze", ct_folder, "--record", DEMO / "record.json", "--genome", DEMO / "genome.vcf",
        "--out", out, "--device", "cpu", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document == json.loads((out / "case.json").read_text(encoding="utf-8"))
    return out, document


def test_the_document_holds_findings_risks_variants_options_and_provenance(analysed):
    _, document = analysed
    assert document["schema_version"] == "1.0"
    for finding in document["findings"]:
        assert len(finding["center_lps_mm"]) == 3
        assert finding["long_axis_mm"] >= finding["short_axis_mm"] > 0
        assert finding["volume_mm3"] > 0
        assert 0 <= finding["score"] <= 1
        assert finding["status"] == "unreviewed"
    assert document["variants"]["build"] == "GRCh38"
    assert document["options"]
    assert document["provenance"]["device"].startswith("CPU")
    assert len(document["provenance"]["model_sha256"]) == 64
    assert document["patient"]["is_synthetic"]


def test_the_segmentation_has_one_segment_a_finding_and_is_valid_dicom(analysed):
    import pydicom

    out, document = analysed
    if not document["findings"]:
        assert not (out / "segmentation.dcm").exists()
        return
    dataset = pydicom.dcmread(out / "segmentation.dcm")
    assert len(dataset.SegmentSequence) == len(document["findings"])
    if shutil.which("dciodvfy"):
        checked = subprocess.run(
            ["dciodvfy", str(out / "segmentation.dcm")], capture_output=True, text=True, check=False
        )
        assert "Error" not in checked.stderr + checked.stdout


def test_picture_and_report_are_there(analysed):
    from PIL import Image

    out, _ = analysed
    with Image.open(out / "overview.png") as picture:
        assert picture.size[0] >= 300
        assert np.asarray(picture).std() > 10
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_without_images_is_bad_input(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing here", encoding="utf-8")
    done = run("analyze", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "No DICOM image was found" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_errors_speak_chinese_when_asked(tmp_path):
    done = run("analyze", tmp_path / "missing", "--out", tmp_path / "out", "--lang", "zh")
    assert done.returncode == 2
    assert "未找到" in done.stderr


def test_two_patients_in_one_folder_are_not_guessed_at(tmp_path):
    for number in (1, 2):
        volume = small_volume(patient_id=f"P{number}", name=f"Patient^{number}")
        write_ct_series(volume, tmp_path / str(number), uid_seed=str(number))
    done = run("analyze", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "several patients" in done.stderr


def test_images_without_lungs_are_refused_with_the_rule(tmp_path):
    write_ct_series(small_volume(), tmp_path / "ct")
    done = run("analyze", tmp_path / "ct", "--out", tmp_path / "out", "--device", "cpu")
    assert done.returncode == 3
    assert "The model was not run" in done.stderr


def test_a_genome_without_header_is_bad_input(ct_folder, tmp_path):
    path = tmp_path / "x.vcf"
    path.write_text("7\t55191822\t.\tT\tG\t.\tPASS\t.\n", encoding="utf-8")
    done = run("analyze", ct_folder, "--genome", path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "x.vcf" in done.stderr


def test_an_error_is_json_when_json_was_asked_for(tmp_path):
    done = run("analyze", tmp_path / "missing", "--out", tmp_path / "out", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "file.not_found"


def test_a_folder_that_cannot_be_written_is_said_before_the_work(tmp_path):
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "below" / "it"):
        done = run("analyze", tmp_path / "missing", "--out", out)
        assert done.returncode == 1
        assert str(out) in done.stderr


def test_wrong_usage_is_exit_code_2():
    assert run("analyze").returncode == 2
    assert run("no-such-command").returncode == 2


def test_the_selftest_passes():
    done = run("selftest", "--json")
    assert done.returncode == 0, done.stdout
    assert all(check["ok"] for check in json.loads(done.stdout)["checks"])


def test_a_folder_without_models_gives_one_document(tmp_path):
    done = run("model", "verify", tmp_path, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "model.not_found"


def test_the_shipped_models_verify():
    done = run("model", "verify")
    assert done.returncode == 0, done.stdout
    assert "ok" in done.stdout


def test_an_earlier_ct_is_compared(ct_folder, tmp_path):
    earlier = make_thorax(
        ThoraxSpec.small(
            acquisition=2,
            study_date=date(2025, 3, 16),
            shift_mm=(14.0, -22.0, 31.0),
            nodule_factors=(0.4, 1.0, 0.0, 1.0, 1.0),
        ),
        seed=7,
    )
    write_ct_series(earlier.volume, tmp_path / "then", synthetic=True)
    out = tmp_path / "out"
    done = run("analyze", ct_folder, "--prior", tmp_path / "then", "--out", out, "--device", "cpu")
    assert done.returncode == 0, done.stderr
    document = json.loads((out / "case.json").read_text(encoding="utf-8"))
    assert document["comparison"]["days"] == 180
    assert document["comparison"]["registration"]["residual_mm"] < 2
    assert (out / "prior" / "case.json").is_file()
    states = {finding["growth"]["state"] for finding in document["findings"]}
    assert "paired" in states
    assert "Doubling time" in done.stdout


def test_an_earlier_ct_of_another_patient_is_refused(ct_folder, tmp_path):
    write_ct_series(small_volume(), tmp_path / "other")
    done = run(
        "analyze", ct_folder, "--prior", tmp_path / "other", "--out", tmp_path / "out", "--device", "cpu"
    )
    assert done.returncode == 3
    assert "another patient" in done.stderr
