"""The cohort tab with a made-up table: open, plan, train, compare, inspect, group, save."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from pmdesk.risk.learned.columns import Algorithm, ColumnKind
from pmdesk.services.cohort import ColumnRole
from pmdesk.ui.cohort.columns_model import FIELDS
from pmdesk.ui.cohort.page import CohortPage
from tests.helpers.cases import make_desk

ROWS = 120


def write_table(path: Path) -> Path:
    """Made-up patients: the outcome follows age and smoking, with noise."""
    rng = np.random.default_rng(5)
    age = rng.integers(40, 80, ROWS)
    smoker = rng.integers(0, 2, ROWS)
    sex = rng.integers(0, 2, ROWS)
    ill = rng.random(ROWS) < 1 / (1 + np.exp(-(0.12 * (age - 60) + 1.5 * (smoker - 0.5))))
    lines = ["编号,age,sex,smoker,ill"]
    lines += [
        f"H{row:04d},{age[row]},{'FM'[sex[row]]},{smoker[row]},{'yes' if ill[row] else 'no'}"
        for row in range(ROWS)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def page(qapp, qtbot) -> Iterator[CohortPage]:
    desk = make_desk()
    made = CohortPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1300, 850)
    made.show()
    yield made
    desk.close()


@pytest.fixture
def opened(page: CohortPage, qtbot, tmp_path: Path) -> CohortPage:
    with qtbot.waitSignal(page.controller.table_changed, timeout=10_000):
        page.open_table(write_table(tmp_path / "队列.csv"))
    return page


def choose_outcome(page: CohortPage, name: str = "ill") -> None:
    plan = page.controller.plan.plan(name)
    page.controller.edit_column(replace(plan, role=ColumnRole.OUTCOME))


def tick(page: CohortPage, value: str) -> None:
    box = page.findChild(QCheckBox, f"cohort.positive.{value}")
    assert box is not None
    box.setChecked(True)


def only_logistic(page: CohortPage) -> None:
    for algorithm in Algorithm:
        box = page.findChild(QCheckBox, f"cohort.settings.{algorithm.value}")
        assert box is not None
        box.setChecked(algorithm is Algorithm.LOGISTIC)


def test_an_empty_page_says_what_to_do(page: CohortPage) -> None:
    assert page.findChild(object, "cohort.empty").isVisible()
    assert not page.steps.isVisible()


def test_a_table_is_shown_as_it_stands_and_its_identifiers_are_left_out(opened: CohortPage) -> None:
    assert opened.rows.rowCount() == ROWS
    assert opened.rows.headerData(0, Qt.Orientation.Horizontal) == "编号"
    assert opened.controller.plan.plan("编号").role is ColumnRole.LEFT_OUT
    assert opened.steps.currentIndex() == 1


def test_a_role_is_edited_in_the_table_and_can_be_undone(opened: CohortPage) -> None:
    model = opened.columns.model
    row = [plan.name for plan in opened.controller.plan.columns].index("smoker")
    kind = next(place for place, field in enumerate(FIELDS) if field.title() == "Kind")
    assert model.setData(model.index(row, kind), ColumnKind.CATEGORY)
    assert opened.controller.plan.plan("smoker").column.kind is ColumnKind.CATEGORY
    opened.controller.undo()
    assert opened.controller.plan.plan("smoker").column.kind is ColumnKind.FLAG


def test_a_limit_that_is_no_number_is_refused_in_words(opened: CohortPage) -> None:
    model = opened.columns.model
    row = [plan.name for plan in opened.controller.plan.columns].index("age")
    least = next(place for place, field in enumerate(FIELDS) if field.title() == "At least")
    assert not model.setData(model.index(row, least), "forty")
    assert "forty" in opened.findChild(object, "cohort.columns.refusal").text()
    assert opened.controller.plan.plan("age").column.minimum is None


def test_training_without_an_outcome_says_what_is_missing(opened: CohortPage) -> None:
    opened.steps.setCurrentIndex(2)
    opened.training.start()
    assert "outcome" in opened.findChild(object, "cohort.train.error").label.text()
    assert not opened.controller.is_training


def test_an_identifier_as_input_is_refused_with_the_finding(opened: CohortPage, qtbot) -> None:
    choose_outcome(opened)
    tick(opened, "yes")
    plan = opened.controller.plan.plan("编号")
    opened.controller.edit_column(replace(plan, role=ColumnRole.INPUT))
    only_logistic(opened)
    with qtbot.waitSignal(opened.controller.failed, timeout=20_000):
        opened.training.start()
    assert opened.training.findings.rows[0].code == "learning.identifier"
    assert opened.controller.result is None


def test_from_training_to_figures_groups_and_files(opened: CohortPage, qtbot, tmp_path: Path) -> None:
    choose_outcome(opened)
    tick(opened, "yes")
    only_logistic(opened)
    opened.findChild(QCheckBox, "cohort.settings.learning_curve").setChecked(False)
    opened.training.form.findChild(object, "cohort.settings.outer_folds").setValue(2)
    opened.training.form.findChild(object, "cohort.settings.inner_folds").setValue(2)
    with qtbot.waitSignal(
        opened.controller.training_changed, timeout=60_000, check_params_cb=lambda on: not on
    ):
        opened.training.start()
    assert opened.steps.currentIndex() == 3
    auc = opened.comparison.model.rows[0].figures.auc
    assert auc.value is not None
    assert 0.6 < auc.value < 1
    assert {row.column for row in opened.inspection.importance.rows} == {"age", "sex", "smoker"}
    assert {row.axis for row in opened.inspection.groups.rows} == {"age", "sex"}

    with qtbot.waitSignal(opened.controller.saved, timeout=30_000):
        opened.controller.save_package(tmp_path / "out")
    assert (tmp_path / "out" / "result.json").is_file()
    assert [path.name for path in (tmp_path / "out" / "package").iterdir()] == ["ill"]
    assert "H0001" not in (tmp_path / "out" / "result.json").read_text(encoding="utf-8")

    opened.steps.setCurrentIndex(0)
    with qtbot.waitSignal(opened.controller.explained, timeout=30_000) as told:
        opened.rows_table.selectRow(4)
    (patient,) = told.args
    assert patient.line == 6
    shares = sum(item.share for item in patient.explanation.contributions)
    assert patient.explanation.base + shares == pytest.approx(patient.explanation.output)
    assert {share.label for share in opened.patient.chart.shares} == {"age", "sex", "smoker"}

    opened.steps.setCurrentIndex(5)
    with qtbot.waitSignal(opened.controller.groups_changed, timeout=30_000):
        opened.controller.find_groups("k-means", 2)
    assert opened.groups.counts.rows[0].clusters == 2
    opened.groups.line_selected.emit(7)
    assert opened.rows.line_at(opened.rows_table.currentIndex().row()) == 7


def test_a_changed_plan_drops_the_result_of_the_one_before(opened: CohortPage) -> None:
    opened.controller.result = object()
    with_results: list[bool] = []
    opened.controller.result_changed.connect(
        lambda: with_results.append(opened.controller.result is not None)
    )
    plan = opened.controller.plan.plan("age")
    opened.controller.edit_column(replace(plan, role=ColumnRole.LEFT_OUT))
    assert with_results == [False]


def test_training_is_cancelled(opened: CohortPage, qtbot) -> None:
    choose_outcome(opened)
    tick(opened, "yes")
    opened.training.start()
    assert opened.controller.is_training
    with qtbot.waitSignal(opened.controller.training_changed, timeout=30_000):
        opened.controller.stop_training()
    assert opened.controller.result is None


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02,\x00\n", b"a\n1\n", b"a,a\n1,2\n"])
def test_what_is_no_table_gets_an_error_and_leaves_the_page_as_it_was(
    page: CohortPage, qtbot, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    with qtbot.waitSignal(page.controller.failed, timeout=10_000):
        page.open_table(path)
    assert page.controller.table is None
