"""Learned models on the page: what if and history like the published ones, worked out beside the window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
)

from pmdesk.core.record import StatedInput
from pmdesk.core.risk import RiskState
from pmdesk.services.derive import Deriver
from pmdesk.ui.learned_risks import LearnedRisksUpdater
from pmdesk.ui.panels.risk_page import RiskPage
from tests.helpers.cases import full_case, make_desk, record

HEART = "heart-disease-cleveland"
ANSWERS = (("cp", "4", ""), ("exang", True, ""), ("oldpeak", 2.0, "mm"), ("trestbps", 150.0, "mm[Hg]"))


@pytest.fixture
def opened(qtbot):
    """A desk and a page with the heart model computed, and the job that keeps it in step."""
    stated = tuple(
        StatedInput(name=f"{HEART}.{name}", value=value, unit=unit, stated_on=date(2021, 4, 1))
        for name, value, unit in ANSWERS
    )
    desk = make_desk(derive=Deriver())
    updater = LearnedRisksUpdater(desk.context)
    desk.show(full_case(record=record().model_copy(update={"stated_inputs": stated})))
    page = RiskPage(desk.context)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    try:
        # the first of them loads scikit-learn
        qtbot.waitUntil(lambda: score_of(desk) is not None, timeout=240_000)
        page.open_score(next(one for one in page.scores._items if one.key == score_of(desk).id))
        page._view.finish()
        QApplication.processEvents()
        yield desk, page
    finally:
        page.hide()
        desk.close()
        updater.deleteLater()


def score_of(desk):
    return next((one for one in desk.session.case.risks if one.model_id == HEART), None)


def test_another_value_is_worked_out_and_taken_back(qtbot, opened):
    desk, page = opened
    before = desk.session.case.record
    assert score_of(desk).state is RiskState.COMPUTED
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    number = page.findChild(QLabel, "risk_page.what_if.number")
    own = number.text()
    slider = page.findChild(QAbstractSlider, "risk_page.what_if.oldpeak.slider")
    slider.setValue(slider.maximum() // 3)
    qtbot.waitUntil(lambda: number.text() != own, timeout=60_000)
    assert "percentage points" in page.findChild(QLabel, "risk_page.what_if.difference").text()
    page.findChild(QPushButton, "risk_page.what_if.reset").click()
    qtbot.waitUntil(lambda: number.text() == own, timeout=60_000)
    assert desk.session.case.record is before
    curve = page.findChild(object, "risk_page.what_if.curve")
    qtbot.waitUntil(lambda: len(curve.points) > 10, timeout=60_000)


def test_an_unknown_input_stays_unknown_until_it_is_tried(qtbot, opened):
    _desk, page = opened
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    value = page.findChild(QLabel, "risk_page.what_if.chol.value")
    unknown = page.findChild(QCheckBox, "risk_page.what_if.chol.unknown")
    assert unknown.isChecked()
    assert value.text() == "not known"
    slider = page.findChild(QAbstractSlider, "risk_page.what_if.chol.slider")
    slider.setValue(slider.maximum())
    assert not unknown.isChecked()
    assert value.text() == "700 mg/dL"
    unknown.click()
    assert value.text() == "not known"


def test_a_known_input_can_be_tried_as_not_known(qtbot, opened):
    _desk, page = opened
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    number = page.findChild(QLabel, "risk_page.what_if.number")
    own = number.text()
    page.findChild(QCheckBox, "risk_page.what_if.oldpeak.unknown").click()
    assert page.findChild(QLabel, "risk_page.what_if.oldpeak.value").text() == "not known"
    qtbot.waitUntil(lambda: number.text() != own, timeout=60_000)


def test_the_range_of_the_training_is_marked_and_said(opened):
    _desk, page = opened
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    control = page.findChild(object, "risk_page.what_if.trestbps")
    first, last = control.seen_px
    assert 0 < first < last < control.width()
    assert "94–200 mmHg" in control.toolTip()
    assert "learnt from" in page.findChild(QLabel, "risk_page.what_if.seen").text()


def test_choices_are_lists_in_words_and_may_be_unknown(opened):
    _desk, page = opened
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    box = page.findChild(QComboBox, "risk_page.what_if.cp")
    assert "asymptomatic" in [box.itemText(place) for place in range(box.count())]
    assert box.findData(None) < 0
    assert page.findChild(QComboBox, "risk_page.what_if.thal").findData(None) == 0


def test_every_control_of_the_trial_is_reached_by_tab_and_has_a_name(qtbot, opened):
    _desk, page = opened
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    section = page._view.what_if
    kinds = (QAbstractSlider, QComboBox, QCheckBox, QPushButton)
    wanted = {
        one for kind in kinds for one in section.findChildren(kind) if one.isVisible() and one.isEnabled()
    }
    assert all(one.accessibleName() or one.text() for one in wanted)
    at, seen = section.findChild(QPushButton, "risk_page.what_if.toggle"), set()
    for _ in range(500):
        seen.add(at)
        at = at.nextInFocusChain()
    reached = {one for one in seen if one.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert wanted <= reached


def test_a_question_is_answered_where_it_is_asked(qtbot, opened):
    desk, page = opened
    box = page.findChild(QLineEdit, "risk_page.missing.heart-disease-cleveland.chol.value")
    box.setText("233")
    page.findChild(QPushButton, "risk_page.missing.heart-disease-cleveland.chol.save").click()
    qtbot.waitUntil(lambda: any(one.name == "chol" for one in score_of(desk).inputs), timeout=60_000)
    assert score_of(desk).probability is not None
    desk.context.undo.qt.undo()
    qtbot.waitUntil(lambda: all(one.name != "chol" for one in score_of(desk).inputs), timeout=60_000)
