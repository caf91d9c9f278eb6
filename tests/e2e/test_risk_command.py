"""`pmdesk risk` as a person types it."""

import csv
import json
import os
import subprocess
import sys

import pytest

from tests.helpers.repository import REPOSITORY

VECTORS = REPOSITORY / "tests" / "risk" / "vectors"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmdesk", "risk", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        cwd=REPOSITORY,
    )


def test_the_list_is_for_people_and_for_programs():
    assert "plcom2012" in run("list").stdout
    assert "肺癌 TNM 第 9 版" in run("list", "--lang", "zh").stdout
    models = json.loads(run("list", "--json").stdout)["models"]
    assert {"id": "tnm8", "outputs": ["stage"]}.items() <= {
        key: one[key] for one in models if one["id"] == "tnm8" for key in ("id", "outputs")
    }.items()


def test_what_is_not_verified_is_marked_in_the_list_and_said_when_it_is_computed(tmp_path):
    lines = {line.split()[0]: line for line in run("list").stdout.splitlines()}
    assert lines["phq9"].endswith("! not verified against a source")
    assert lines["tnm9"].endswith("! partly not verified against a source")
    assert "!" not in lines["mayo"]
    assert json.loads(run("describe", "bp-category").stdout)["unverified"]["zh"].startswith("未与来源核对")
    assert json.loads(run("describe", "mayo").stdout)["unverified"] is None
    table, out = tmp_path / "t.csv", tmp_path / "o.csv"
    table.write_text("sbp,dbp\n150,85\n", encoding="utf-8")
    done = run("compute", "bp-category", "--table", table, "--out", out)
    assert done.returncode == 0
    assert "! bp-category: Not verified against a source" in done.stderr
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["category"] == "stage 2"
    assert row["note"].startswith("Not verified")


def test_describe_prints_the_document_of_a_model():
    document = json.loads(run("describe", "herder").stdout)
    assert [one["name"] for one in document["inputs"]] == ["pretest_p_mayo", "fdg_uptake"]
    assert (document["outputs"], document["grade"], document["year"]) == (["p"], "B", 2005)


def test_compute_writes_the_table_and_says_how_many_rows_had_an_error(tmp_path):
    out = tmp_path / "结果" / "out.csv"
    done = run("compute", "tnm9", "--table", VECTORS / "lung_tnm_stage.csv", "--out", out, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "model": "tnm9", "rows": 70, "errors": 31, "encoding": "utf-8", "results": ["stage", "note", "error"],
        "out": str(out),
    }  # fmt: skip
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["stage"] == row["expected_stage"] for row in rows if row["edition"] == "9")
    assert all(row["error"] and not row["stage"] for row in rows if row["edition"] == "8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("describe", "no-such"), "plcom2012"),
        (("compute", "no-such", "--table", "x.csv", "--out", "o.csv"), "no-such"),
        (("compute", "mayo", "--table", "no.csv", "--out", "o.csv"), "no.csv"),
        (
            ("compute", "mayo", "--table", VECTORS / "lung_herder.csv", "--out", "o.csv"),
            "age, ever_smoker, extra",
        ),
        (("compute", "mayo"), "--table"),
    ],
)
def test_what_is_wrong_is_said_with_exit_code_2(arguments, said):
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (REPOSITORY / "o.csv").exists()


def test_errors_of_rows_come_in_chinese(tmp_path):
    table, out = tmp_path / "t.csv", tmp_path / "o.csv"
    table.write_text("pretest_p_mayo,fdg_uptake\n,faint\n", encoding="utf-8")
    assert run("compute", "herder", "--table", table, "--out", out, "--lang", "zh").returncode == 0
    assert "缺少 pretest_p_mayo" in out.read_text(encoding="utf-8")


def test_no_window_and_no_qt_are_loaded_for_it():
    code = (
        "import sys; from pmdesk.app.risk import risk_list; risk_list(); sys.exit('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=REPOSITORY)
    assert done.returncode == 0


def test_a_learned_model_is_described_with_its_figures_and_computed_like_the_others(tmp_path):
    document = json.loads(run("describe", "heart-disease-cleveland").stdout)
    assert document["outputs"] == ["p", "p_low", "p_high", "note"]
    assert document["learned"]["training"]["patients"] == 303
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    header = "age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal"
    table.write_text(f"{header}\n54.0,1.0,4.0,130,0,0,0,110,1,2.0,?,?,?\n54,1,4,x,,,,,,,,,\n")
    assert run("compute", "heart-disease-cleveland", "--table", table, "--out", out).returncode == 0
    with out.open(encoding="utf-8", newline="") as file:
        good, bad = csv.DictReader(file)
    assert 0.7 < float(good["p"]) < 1.0
    assert "chol, slope, ca, thal" in good["note"]
    assert bad["p"] == ""
    assert bad["error"].startswith("trestbps is not a number")
