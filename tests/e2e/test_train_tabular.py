"""`pmdesk train tabular` as a person types it."""

import csv
import json
import sys

import pytest

from pmdesk.app.cli import main
from pmdesk.risk.learned.columns import ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.documents import TrainingDocument
from pmdesk.risk.learned.package import load_learned
from pmdesk.risk.learned.proposing import dictionary_json
from tests.risk.learned.tables import columns

QUICK = ("--algorithm", "logistic-regression", "--folds", "3")


@pytest.fixture
def typed(monkeypatch, capsys, qapp):
    """Runs a command line in a window's application, which later tests share; gives exit code, stdout, stderr."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pmdesk", "train", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return ended.value.code or 0, captured.out, captured.err

    return run


@pytest.fixture
def write(tmp_path):
    def to_file(cells, name="队列.csv", encoding="utf-8"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file)
            writer.writerow(cells)
            writer.writerows(zip(*cells.values(), strict=True))
        return path

    return to_file


def test_a_table_becomes_results_and_a_package(typed, write, tmp_path):
    table, out = write(columns()), tmp_path / "结果"
    code, said, errors = typed("tabular", "--table", table, "--target", "ill", "--out", out, *QUICK)
    assert code == 0
    assert "| Logistic regression | 0." in said
    assert "age: number" in errors
    assert {path.name for path in out.iterdir()} == {
        "result.json", "dictionary.json", "predictions.csv", "curves", "package", "MODEL_CARD.md",
    }  # fmt: skip
    document = TrainingDocument.model_validate_json((out / "result.json").read_text(encoding="utf-8"))
    with (out / "predictions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == document.population.rows == 160
    assert rows[0]["line"] == "2"
    (package,) = (out / "package").iterdir()
    assert load_learned(package).manifest.algorithm == "logistic-regression"


def test_json_and_a_dictionary_of_ones_own(typed, write, tmp_path):
    names = {"age": "年龄", "marker": "标志物", "ill": "结局", "sex": "性别"}
    table = write(
        {names[name]: cells for name, cells in columns().items() if name in names}, encoding="gb18030"
    )
    dictionary = DataDictionary(
        columns=tuple(TableColumn(name=name, kind=ColumnKind.NUMBER) for name in ("年龄", "标志物")),
        target="结局",
        subgroups=("性别",),
    )
    path = tmp_path / "dictionary.json"
    path.write_text(dictionary_json(dictionary), encoding="utf-8")
    code, said, _ = typed(
        "tabular", "--table", table, "--out", tmp_path / "out", "--dictionary", path, "--json", "--seed", 4, *QUICK
    )  # fmt: skip
    assert code == 0
    document = json.loads(said)
    assert document["table"]["encoding"] == "gb18030"
    assert document["settings"]["seed"] == 4
    assert [axis["column"] for axis in document["subgroups"]] == ["性别"]


def test_a_proposal_is_written_and_nothing_trained(typed, write, tmp_path):
    out = tmp_path / "out"
    table = write(columns() | {"id": [str(row) for row in range(160)]})
    code, _, errors = typed("tabular", "--table", table, "--target", "ill", "--out", out, "--propose-only")
    assert code == 0
    assert [path.name for path in out.iterdir()] == ["dictionary.json"]
    assert "id: left out, it names rows or patients." in errors


def test_severe_leakage_ends_with_3_and_says_the_rule(typed, write, tmp_path):
    table = write(columns() | {"diagnosis": ["ill" if cell == "1" else "well" for cell in columns()["ill"]]})
    arguments = ("tabular", "--table", table, "--target", "ill", "--out", tmp_path / "out", *QUICK)
    code, _, errors = typed(*arguments)
    assert code == 3
    assert "diagnosis alone all but tells the outcome" in errors
    code, said, _ = typed(*arguments, "--json")
    assert json.loads(said)["error"]["params"]["rules"] == "learning.target_copy"
    assert typed(*arguments, "--exclude", "diagnosis", "--propose-only")[0] == 0
    assert "diagnosis" not in (tmp_path / "out" / "dictionary.json").read_text(encoding="utf-8")
    code, said, _ = typed(*arguments, "--allow-leakage", "--json")
    assert code == 0
    assert json.loads(said)["leakage_allowed"]


def test_the_target_cannot_be_excluded(typed, write, tmp_path):
    arguments = ("tabular", "--table", write(columns()), "--out", tmp_path / "out", "--exclude", "ill")
    code, _, errors = typed(*arguments, "--target", "ill")
    assert code == 2
    assert "--exclude ill" in errors
    assert not (tmp_path / "out" / "dictionary.json").exists()


def test_too_few_events_end_with_3(typed, write, tmp_path):
    table = write(columns() | {"ill": ["1"] * 5 + ["0"] * 155})
    code, _, errors = typed("tabular", "--table", table, "--target", "ill", "--out", tmp_path / "out")
    assert code == 3
    assert "5 patients with the outcome and 155 without; at least 20" in errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--target", "nothing"), "no column nothing"),
        ((), "--target"),
        (("--target", "sex"), "f, m"),
        (("--target", "ill", "--subgroup", "town"), "no column town"),
        (("--target", "ill", "--dictionary", "none.json"), "none.json"),
        (("--target", "ill", "--threshold-value", "1.5"), "threshold_value"),
        (("--target", "ill", "--algorithm", "oracle"), "oracle"),
        (("--target", "ill", "--id", "Ä b"), "--id"),
    ],
)
def test_what_is_wrong_is_said_with_exit_code_2(typed, write, tmp_path, arguments, said):
    code, _, errors = typed("tabular", "--table", write(columns()), "--out", tmp_path / "out", *arguments)
    assert code == 2
    assert said in errors


@pytest.mark.parametrize("data", [b"", b"a,b\n", b"PK\x03\x04\0\0"])
def test_no_table_ends_with_2(typed, tmp_path, data):
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    assert typed("tabular", "--table", path, "--target", "a", "--out", tmp_path / "out")[0] == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_ends_with_1(typed, write, tmp_path):
    (tmp_path / "out").write_text("a file")
    code, _, errors = typed(
        "tabular", "--table", write(columns()), "--target", "ill", "--out", tmp_path / "out"
    )
    assert code == 1
    assert "dictionary.json" in errors


def test_networks_are_still_named_without_a_command(typed, tmp_path):
    for arguments in (("no-such-net", "--data", tmp_path), ("--data", tmp_path, "no-such-net")):
        code, _, errors = typed(*arguments, "--out", tmp_path / "out")
        assert code == 2
        assert "nodule-segmentation" in errors
