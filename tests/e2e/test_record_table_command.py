"""`pmdesk record table` as a user types it. All patients are synthetic."""

import json
import os
import subprocess
import sys

import pytest

TEXT = "id,name,sex,date,fasting glucose (mmol/L)\n1,A B,F,2026-01-05,5.4\n2,C D,M,2026-01-06,98\n"


def run(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-m", "pmdesk", "record", "table", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **more,
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    table = folder / "labs.csv"
    table.write_text(TEXT)
    suggested = run(table, "--suggest")
    assert suggested.returncode == 0, suggested.stderr
    mapping = folder / "mapping.json"
    mapping.write_text(suggested.stdout)
    return folder, table, mapping


def test_a_table_becomes_one_record_file_a_patient(files):
    folder, table, mapping = files
    done = run(
        table, "--mapping", mapping, "--out", folder / "out", "--issues", folder / "issues.csv", "--json"
    )
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert [len(summary["patients"]), summary["rows_read"], len(summary["written"])] == [2, 2, 2]
    assert summary["issues"] == [
        {
            "row": 3,
            "column": "fasting glucose (mmol/L)",
            "reason": "table.unit_swapped",
            "detail": "98 mmol/L → mg/dL?",
            "kept": False,
        }
    ]
    assert "A B" not in done.stdout
    record = json.loads((folder / "out" / "patient-001.json").read_text())
    assert record["record"]["demographics"]["patient_id"] == "1"
    assert "units swapped" in (folder / "issues.csv").read_text(encoding="utf-8-sig")


def test_without_a_mapping_nothing_is_guessed(files):
    _, table, _ = files
    done = run(table, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "table.mapping_needed"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Sex", "Say what these mean: 1", '"male"', "Choose the unit.", '"mmol/L"', "--suggest"]),
        ("zh", ["性别", "请说明以下取值的含义：1", '"male"', "选择单位。", '"mmol/L"', "--suggest"]),
    ],
)
def test_what_is_needed_is_said_in_words(files, language, words):
    folder, _, _ = files
    table = folder / "questions.csv"
    table.write_text("id,sex,glucose\n1,1,5.4\n2,F,98\n")
    done = run(table, "--lang", language)
    assert done.returncode == 2
    assert done.stdout == ""
    assert [word for word in words if word not in done.stderr] == []


def test_a_mapping_can_be_kept_by_name(files, tmp_path):
    _, table, mapping = files
    env = {**os.environ, "PMDESK_HOME": str(tmp_path)}
    done = run(table, "--mapping", mapping, "--save-as", "labs", env=env)
    assert done.returncode == 0, done.stderr
    again = run(table, "--json", env=env)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["rows_used"] == 2


def test_open_questions_are_named(files):
    folder, _, mapping = files
    other = folder / "other.csv"
    other.write_text(TEXT.replace(",F,", ",1,"))
    done = run(other, "--mapping", mapping, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["params"]["questions"] == "words (sex)"


def test_the_list_of_issues_never_takes_the_place_of_the_table(files):
    _, table, mapping = files
    done = run(table, "--mapping", mapping, "--issues", table)
    assert done.returncode == 2
    assert table.read_text() == TEXT
