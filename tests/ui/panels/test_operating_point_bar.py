"""The slider over the model's curve."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from pmdesk.core.evidence import NodeKind
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.prediction import Prediction
from pmdesk.services.case import Case
from pmdesk.services.operating_points import at_point
from pmdesk.ui.panels.findings_panel import FindingsPanel
from tests.helpers.cases import MADE, Desk, finding, full_case
from tests.helpers.characterisations import POINTS

STRICT, MIDDLE, LOOSE = POINTS


def case_at(point: OperatingPoint, *scores: float) -> Case:
    """Untouched findings of the given scores."""
    findings = tuple(
        finding(number, detection=Prediction(score, None, MADE))
        for number, score in enumerate(scores or (0.91, 0.62, 0.91), start=1)
    )
    return at_point(full_case(findings=findings, operating_points=POINTS), point)


@pytest.fixture
def panel(qtbot, desk: Desk) -> FindingsPanel:
    """Findings that scored 0.91, 0.62 and 0.91, at the middle point of three."""
    made = FindingsPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(420, 900)
    made.show()
    desk.show(case_at(MIDDLE))
    return made


def slider(panel: FindingsPanel) -> QSlider:
    return panel.findChild(QSlider, "findings.operating_point.slider")


def said(panel: FindingsPanel) -> str:
    return panel.findChild(QLabel, "findings.operating_point.words").text()


def shown(desk: Desk) -> list[int]:
    return [item.number for item in desk.session.case.findings]


def test_without_a_curve_there_is_no_slider(desk: Desk, panel: FindingsPanel):
    desk.show(full_case())
    assert not panel.findChild(QWidget, "findings.operating_point").isVisible()


def test_the_point_is_told_in_false_marks_and_nodules_found(panel: FindingsPanel):
    assert slider(panel).value() == 1
    assert said(panel) == "about 2 false marks per scan; finds 94 % of nodules (n=120)"


def test_a_sensitivity_that_was_not_measured_is_not_made_up(desk: Desk, panel: FindingsPanel):
    slider(panel).setValue(2)
    assert said(panel) == "about 8 false marks per scan; share of nodules found not known"


def test_a_key_moves_it_as_one_step_that_is_undone(desk: Desk, panel: FindingsPanel):
    QTest.keyClick(slider(panel), Qt.Key.Key_Left)
    assert shown(desk) == [1, 3]
    assert "Hidden here: 1" in said(panel)
    assert desk.context.undo.qt.undoText() == "Change the number of false marks"
    desk.context.undo.qt.undo()
    assert shown(desk) == [1, 2, 3]
    assert slider(panel).value() == 1
    desk.context.undo.qt.redo()
    assert shown(desk) == [1, 3]


def test_a_drag_tells_what_it_would_do_and_does_it_when_let_go(desk: Desk, panel: FindingsPanel):
    slider(panel).setSliderDown(True)
    slider(panel).setValue(0)
    assert "Hidden here: 1" in said(panel)
    assert shown(desk) == [1, 2, 3]
    slider(panel).setSliderDown(False)
    assert shown(desk) == [1, 3]


def test_the_choice_is_remembered_on_this_workstation(desk: Desk, panel: FindingsPanel):
    assert desk.context.settings.false_positives_per_scan is None
    slider(panel).setValue(0)
    assert desk.context.settings.false_positives_per_scan == STRICT.false_positives_per_scan


def test_a_selected_finding_that_is_hidden_leaves_the_details(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f2")
    slider(panel).setValue(0)
    assert panel.selected is None
    assert not panel.findChild(QWidget, "findings.details").isVisible()


def test_where_every_mark_is_hidden_the_slider_is_the_way_back(desk: Desk, panel: FindingsPanel):
    desk.show(case_at(STRICT, 0.3, 0.4))
    empty = panel.findChild(QWidget, "findings.empty")
    assert empty.isVisible()
    assert "No mark at this operating point" in [label.text() for label in empty.findChildren(QLabel)]
    assert slider(panel).isVisible()
    slider(panel).setValue(2)
    assert shown(desk) == [1, 2]
    assert not empty.isVisible()
