"""The step that tests a saved model on another hospital's table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton

from pmdesk.core.texts import Language
from pmdesk.risk.learned.external_documents import ExternalValidation
from pmdesk.ui.cohort.page import CohortPage
from tests.helpers.cases import make_desk
from tests.risk.learned.other_hospitals import heart_rows, lung_rows, written
from tests.risk.learned.packages import trained

HEART = "heart-disease-cleveland"


@pytest.fixture
def page(qapp, qtbot, monkeypatch, tmp_path) -> Iterator[CohortPage]:
    monkeypatch.setenv("PMDESK_HOME", str(tmp_path / "home"))
    desk = make_desk()
    made = CohortPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    desk.close()


def opened(page: CohortPage, qtbot, path: Path) -> CohortPage:
    with qtbot.waitSignal(page.controller.table_changed, timeout=10_000):
        page.open_table(path)
    with qtbot.waitSignal(page.external.controller.packages_changed, timeout=10_000):
        page.steps.setCurrentIndex(page.STEPS.index("external"))
    return page


@pytest.fixture
def hospital(page, qtbot, tmp_path) -> CohortPage:
    cells = heart_rows(rows=160)
    cells["centre"] = ["A" if row % 2 else "B" for row in range(160)]
    return opened(page, qtbot, written(cells, tmp_path / "其他医院.csv"))


def combo(page: CohortPage, name: str) -> QComboBox:
    found = page.findChild(QComboBox, f"cohort.external.{name}")
    assert found is not None
    return found


def choose(page: CohortPage, name: str, text: str) -> None:
    box = combo(page, name)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def button(page: CohortPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"cohort.external.{name}")
    assert found is not None
    return found


def measured_by(page: CohortPage, qtbot) -> ExternalValidation:
    with qtbot.waitSignal(page.external.controller.result_changed, timeout=60_000):
        button(page, "start").click()
    result = page.external.controller.result
    assert result is not None
    return result


def test_the_shipped_models_are_offered_and_what_the_table_lacks_is_said(hospital) -> None:
    ids = {package.manifest.id for package in hospital.external.controller.packages}
    assert {HEART, "diabetes-pima", "breast-mass-wdbc", "lung-survival-ncctg"} <= ids
    hospital.external.form.choose_package("diabetes-pima")
    assert "1 of 7" in hospital.findChild(object, "cohort.external.inputs").text()
    assert not button(hospital, "start").isEnabled()


def test_the_model_whose_inputs_the_table_has_is_proposed(hospital, qtbot, tmp_path) -> None:
    assert hospital.external.form.package_id == HEART
    lung = written(lung_rows(rows=60), tmp_path / "lung.csv")
    with qtbot.waitSignal(hospital.controller.table_changed, timeout=10_000):
        hospital.open_table(lung)
    assert hospital.external.form.package_id == "lung-survival-ncctg"


def test_values_for_yes_are_proposed_from_the_package_and_can_be_changed(hospital) -> None:
    hospital.external.form.choose_package(HEART)
    choose(hospital, "target", "num")
    question = hospital.external.form.question()
    assert (question.target, question.positive) == ("num", ("1", "2", "3", "4"))
    hospital.findChild(QCheckBox, "cohort.external.positive.1").setChecked(False)
    assert hospital.external.form.question().positive == ("2", "3", "4")
    choose(hospital, "target", "thalach")
    assert hospital.findChild(object, "cohort.external.no_values").isVisible()
    assert not button(hospital, "start").isEnabled()


def test_a_test_shows_warnings_figures_curves_and_groups_and_can_be_taken_away(
    hospital, qtbot, tmp_path
) -> None:
    hospital.external.form.choose_package(HEART)
    choose(hospital, "target", "num")
    choose(hospital, "site", "centre")
    result = measured_by(hospital, qtbot)
    assert result.rows == 160
    view = hospital.external.results
    names = [row.name for row in view.figures.rows]
    assert names[:1] == ["auc"]
    assert "sensitivity" in names
    assert {row.axis for row in view.groups.rows} == {"centre", "sex", "age"}
    assert "validation.mostly_unknown" in {row.code for row in view.findings.rows}
    assert view.charts[0].getPlotItem().listDataItems()
    button(hospital, "copy").click()
    assert QGuiApplication.clipboard().text() == hospital.external.controller.page()
    assert "| AUC | 0." in QGuiApplication.clipboard().text()
    hospital.external.controller.save(tmp_path / "out")
    qtbot.waitUntil(lambda: (tmp_path / "out" / "validation.md").is_file(), timeout=10_000)


def test_a_result_is_dropped_with_its_table_and_speaks_both_languages(hospital, qtbot, tmp_path) -> None:
    hospital.external.form.choose_package(HEART)
    choose(hospital, "target", "num")
    measured_by(hospital, qtbot)
    hospital.context.set_language(Language.CHINESE)
    hospital.retranslate()
    assert hospital.external.results.isVisible()
    with qtbot.waitSignal(hospital.controller.table_changed, timeout=10_000):
        hospital.open_table(written(heart_rows(rows=50, seed=3), tmp_path / "b.csv"))
    assert hospital.external.controller.result is None
    assert not hospital.external.results.isVisible()


def test_a_test_can_be_cancelled(hospital, qtbot) -> None:
    hospital.external.form.choose_package(HEART)
    choose(hospital, "target", "num")
    button(hospital, "start").click()
    assert hospital.external.controller.is_running
    with qtbot.waitSignal(hospital.external.controller.running_changed, timeout=60_000):
        button(hospital, "cancel").click()
    assert hospital.external.controller.result is None
    assert button(hospital, "start").isEnabled()


def test_a_survival_model_asks_for_the_follow_up(page, qtbot, tmp_path) -> None:
    opened(page, qtbot, written(lung_rows(rows=120), tmp_path / "lung.csv"))
    page.external.form.choose_package("lung-survival-ncctg")
    assert combo(page, "time").currentData() == "time"
    assert combo(page, "time").isVisible()
    result = measured_by(page, qtbot)
    assert result.survival is not None
    assert [row.name for row in page.external.results.figures.rows] == ["concordance", "calibration_slope"]
    assert page.external.results.survival_table.model().rowCount() > 2
    assert not page.external.results.charts[0].isVisible()


def test_what_does_not_fit_is_said_beside_the_form(hospital, qtbot) -> None:
    hospital.external.form.choose_package(HEART)
    choose(hospital, "target", "sex")
    with qtbot.waitSignal(hospital.external.controller.failed, timeout=60_000):
        button(hospital, "start").click()
    assert "sex" in hospital.findChild(object, "cohort.external.error").label.text()


def test_a_package_that_is_not_installed_is_tested_from_its_folder_and_can_be_installed(
    hospital, qtbot, tmp_path
) -> None:
    model = trained(tmp_path / "saved")
    with qtbot.waitSignal(hospital.external.controller.packages_changed, timeout=10_000):
        hospital.external.controller.add_folder(model.folder)
    assert combo(hospital, "package").findData("made-up-illness") >= 0
    with qtbot.waitSignal(hospital.external.controller.installed, timeout=30_000):
        hospital.external.controller.install(model.folder)
    assert "made-up-illness" in hospital.findChild(object, "cohort.external.installed").label.text()
