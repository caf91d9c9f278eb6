"""What the self-test notices, and what does not need a home that can be written."""

import json
import shutil

import pytest

from pmdesk.core import paths
from pmdesk.risk.knowledge import risk_table
from pmdesk.risk.learned.catalog import learned_packages
from pmdesk.services import selftest


def found(name):
    return [check for check in selftest.run_checks() if check.name == name]


@pytest.fixture
def quick(monkeypatch):
    """Without the networks, which have tests of their own."""
    monkeypatch.setattr("pmdesk.inference.registry.ModelRegistry.verify", lambda *_: ())


@pytest.fixture
def without_models(quick, monkeypatch):
    monkeypatch.setattr("pmdesk.services.model_packages.verify_learned", lambda *_: ())


def test_every_part_is_looked_at_and_the_tables_are_counted(quick, monkeypatch):
    monkeypatch.setattr(
        "pmdesk.services.model_packages.verify_learned", lambda *_: (("diabetes-pima", None),)
    )
    checks = selftest.run_checks()
    assert all(check.ok for check in checks), checks
    assert "37 risk models" in next(check.detail for check in checks if check.name == "selftest.knowledge")
    assert {check.detail for check in checks if check.name == "selftest.model"} >= {"diabetes-pima"}
    assert [check.name for check in checks].count("selftest.store") == 1


def test_a_damaged_package_of_a_table_model_is_found(quick, tmp_path, monkeypatch):
    shutil.copytree(paths.models_dir() / "diabetes-pima", tmp_path / "diabetes-pima")
    with (tmp_path / "diabetes-pima" / "model.skops").open("ab") as file:
        file.write(b"x")
    monkeypatch.setattr("pmdesk.risk.learned.catalog.models_dir", lambda: tmp_path)
    monkeypatch.setattr("pmdesk.risk.learned.catalog.user_models_dir", lambda: tmp_path / "none")
    (check,) = found("selftest.model")
    assert not check.ok
    assert "diabetes-pima" in check.detail


def test_damaged_words_of_the_risk_models_are_found(without_models, tmp_path, monkeypatch):
    shutil.copytree(paths.resources_dir() / "knowledge", tmp_path / "knowledge")
    path = tmp_path / "knowledge" / "risk_models" / "rows.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["reasons"]["row_cells"] = {"en": "only English"}
    path.write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr("pmdesk.risk.knowledge.resources_dir", lambda: tmp_path)
    risk_table.cache_clear()
    try:
        (check,) = found("selftest.knowledge")
    finally:
        risk_table.cache_clear()
    assert not check.ok
    assert "rows.json" in check.detail


def test_a_home_that_cannot_be_made_stops_nobody_from_reading(without_models, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PMDESK_HOME", str(tmp_path / "file" / "home"))
    assert "diabetes-pima" in {package.manifest.id for package in learned_packages()}
    (check,) = found("selftest.folders")
    assert not check.ok
