"""`pmdesk model evaluate --table`, `install` and `remove` as a person types them."""

import json
import sys

import pytest

from pmdesk.app.cli import main
from pmdesk.core.errors import ErrorCode
from pmdesk.risk.learned.external_documents import ExternalValidation
from tests.risk.learned.other_hospitals import heart_rows, written
from tests.risk.learned.packages import SHIPPED_MODELS, change, copied

HEART = "heart-disease-cleveland"


@pytest.fixture
def typed(monkeypatch, capsys, qapp, tmp_path):
    """Runs a command line with a home of its own; gives exit code, stdout, stderr."""
    monkeypatch.setenv("PMDESK_HOME", str(tmp_path / "home"))

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pmdesk", "model", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return ended.value.code or 0, captured.out, captured.err

    return run


def test_a_table_of_another_hospital_becomes_a_page_a_document_and_files(typed, tmp_path):
    table, out = written(heart_rows(), tmp_path / "other.csv"), tmp_path / "结果"
    asked = ("evaluate", HEART, "--table", table, "--target", "num", "--draws", "100", "--out", out)
    code, page, _ = typed(*asked)
    assert code == 0
    for said in (
        "| AUC | 0.",
        "| Calibration slope | ",
        "| Sensitivity | 0.",
        "| ca | 240 (100 %) |",
        "| sex | 0 |",
    ):
        assert said in page
    assert page == (out / "validation.md").read_text(encoding="utf-8")
    assert {path.name for path in out.iterdir()} == {
        "validation.json", "validation.md", "subgroups.csv", "roc.csv", "calibration.csv", "decision-curve.csv",
    }  # fmt: skip
    code, text, errors = typed(*asked, "--json")
    document = ExternalValidation.model_validate_json(text)
    assert document.classification.figures.auc.value > 0.6
    assert "! Whether single patients" in errors


def test_a_question_that_does_not_fit_ends_with_2_and_names_the_columns(typed, tmp_path):
    table = written(heart_rows(), tmp_path / "other.csv")
    code, _, errors = typed("evaluate", HEART, "--table", table)
    assert code == 2
    assert "  num\n" in errors
    assert typed("evaluate", HEART, "--table", tmp_path / "nothing.csv")[0] == 2
    assert typed("evaluate", "no-such-model", "--table", table)[0] == 2
    assert typed("evaluate", HEART)[0] == 2
    assert typed("evaluate", HEART, "--data", tmp_path)[0] == 2
    assert typed("evaluate", HEART, "--table", table, "--rename", "chol")[0] == 2
    assert typed("evaluate", HEART, "--table", table, "stray")[0] == 2


def test_a_package_is_installed_listed_used_and_removed(typed, tmp_path):
    folder = copied(HEART, tmp_path)
    change(folder, id="heart-of-ours")
    code, said, _ = typed("install", folder, "--json")
    assert code == 0
    assert json.loads(said)["id"] == "heart-of-ours"
    assert "heart-of-ours" in typed("list")[1]
    table = written(heart_rows(rows=80), tmp_path / "other.csv")
    assert typed("evaluate", "heart-of-ours", "--table", table, "--target", "num", "--draws", "100")[0] == 0
    change(folder, version="3.0.0")
    code, _, errors = typed("install", folder)
    assert code == 3
    assert "3.0.0" in errors
    assert typed("install", folder, "--replace")[0] == 0
    assert typed("remove", "heart-of-ours")[0] == 0
    assert typed("remove", "heart-of-ours")[0] == 2
    code, said, _ = typed("remove", HEART, "--json")
    assert code == 3
    assert json.loads(said)["error"]["code"] == ErrorCode.MODEL_SHIPPED.value
    assert (SHIPPED_MODELS / HEART / "manifest.json").is_file()
    (folder / "model.skops").write_bytes(b"x")
    assert typed("install", folder)[0] == 1
