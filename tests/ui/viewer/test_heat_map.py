"""The heat map in the panes: asked for when it is wanted, drawn where it belongs, let go when it is not."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import ReviewStatus
from pmdesk.services.changes import OpChanges
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.viewer.heat_colors import heat_rgba
from pmdesk.ui.viewer.heat_layer import HeatState
from pmdesk.ui.viewer.heat_legend import HeatLegend
from pmdesk.ui.viewer.view_state import Layout
from tests.helpers.characterisations import characterisation, explained


class Wishes:
    """What the viewer asked for and let go, in order."""

    def __init__(self, desk) -> None:
        self.heard: list[str] = []
        desk.view.heat.wanted.connect(self.heard.append)
        desk.view.heat.dropped.connect(lambda: self.heard.append("dropped"))


@pytest.fixture
def judged(desk):
    """Two judged findings, the first selected."""
    session = desk.context.session
    case = session.case
    findings = tuple(replace(item, characterisation=characterisation()) for item in case.findings)
    session.replace_case(replace(case, findings=findings))
    select(desk, 0)
    return desk


def select(desk, place: int) -> None:
    session = desk.context.session
    session.selection.select(NodeRef(NodeKind.FINDING, session.case.findings[place].id))


def answer(desk, place: int = 0, strength: float = 0.2) -> None:
    """The heat map that was asked for is there."""
    session = desk.context.session
    case = session.case
    session.replace_case(case.with_finding(explained(case.volume, case.findings[place], strength)))
    # a new state of the whole case clears the selection
    select(desk, place)
    desk.settle()


def heat_in(desk, pane: str):
    desk.settle()
    return desk.view.panes[pane].view.overlay.heat


def bar(desk) -> QWidget:
    return next(one for one in desk.view.findChildren(QWidget, "viewer.heat"))


def legend(desk) -> HeatLegend:
    return desk.view.findChild(HeatLegend)


def put_finding_at(desk, across: float, down: float) -> None:
    """Pan the axial pane until the finding lies at this share of its width and height."""
    pane = desk.view.panes["axial"]
    finding = pane.view.selected_rect_px().center()
    size, scale = pane.view.viewport().size(), pane.view.mapping.px_per_mm
    x, y = pane.view.mapping.center_mm
    moved = ((finding.x() - across * size.width()) / scale, (finding.y() - down * size.height()) / scale)
    pane.view.set_view((x + moved[0], y + moved[1]), pane.state.zoom, pane.view._extent_mm)


def test_without_a_judged_finding_the_picture_stays_free(desk):
    assert not bar(desk).isVisible()


def test_the_key_asks_for_the_heat_map_of_the_selected_finding_once(qtbot, judged):
    wishes = Wishes(judged)
    action = judged.view.findChild(QAction, "heat")
    assert action.shortcut().toString() == "H"
    action.trigger()
    assert judged.view.heat.state is HeatState.COMPUTING
    judged.context.session.selection.set_cursor(judged.volume.geometry.center)
    judged.context.session.changed.emit(OpChanges(findings=True), None)
    assert wishes.heard == ["finding-1"]


def test_it_is_drawn_in_every_pane_that_meets_the_nodule_and_nowhere_else(judged):
    judged.view.toggle_heat()
    answer(judged)
    assert judged.view.heat.state is HeatState.SHOWN
    assert all(heat_in(judged, name) is not None for name in ("axial", "coronal", "sagittal"))
    judged.view.panes["axial"].scroll_to_end(last=False)
    assert heat_in(judged, "axial") is None


def test_its_picture_lies_on_the_nodule(judged):
    judged.view.toggle_heat()
    answer(judged)
    heat = heat_in(judged, "axial")
    frame = judged.view.panes["axial"].frame()
    segment = judged.context.session.case.findings[0].segment
    s, r, c = segment.offset
    _, rows, cols = segment.mask.shape
    low = frame.mm_of_lps(judged.volume.geometry.to_lps_mm((s, r - 0.5, c - 0.5)))
    high = frame.mm_of_lps(judged.volume.geometry.to_lps_mm((s, r + rows - 0.5, c + cols - 0.5)))
    corner = heat.place.map(0.0, 0.0)
    opposite = heat.place.map(float(heat.image.width()), float(heat.image.height()))
    assert corner == pytest.approx(tuple(np.minimum(low, high)))
    assert opposite == pytest.approx(tuple(np.maximum(low, high)))


def test_switched_off_it_is_gone_and_what_was_asked_for_is_let_go(judged):
    wishes = Wishes(judged)
    judged.view.toggle_heat()
    judged.view.toggle_heat()
    assert wishes.heard == ["finding-1", "dropped"]
    assert heat_in(judged, "axial") is None


def test_another_finding_is_asked_for_in_its_turn_and_one_that_has_its_map_is_not(judged):
    wishes = Wishes(judged)
    judged.view.toggle_heat()
    answer(judged)
    select(judged, 1)
    assert wishes.heard[-1] == "finding-2"
    select(judged, 0)
    assert judged.view.heat.state is HeatState.SHOWN
    assert wishes.heard.count("finding-1") == 1


def test_a_failure_is_said_and_not_tried_again_by_itself(judged):
    wishes = Wishes(judged)
    judged.view.toggle_heat()
    judged.view.heat.fail("finding-1")
    assert judged.view.heat.state is HeatState.FAILED
    select(judged, 1)
    select(judged, 0)
    assert wishes.heard.count("finding-1") == 1
    retry = legend(judged).findChild(QPushButton, "viewer.heat.retry")
    assert retry.isVisible()
    retry.click()
    assert wishes.heard[-1] == "finding-1"
    assert judged.view.heat.state is HeatState.COMPUTING


def test_a_superseded_wish_has_not_failed(judged):
    judged.view.toggle_heat()
    select(judged, 1)
    judged.view.heat.fail("finding-1")
    select(judged, 0)
    assert judged.view.heat.state is HeatState.COMPUTING


def test_a_finding_that_no_model_judged_is_said_to_have_none(judged):
    session = judged.context.session
    first, second = session.case.findings
    session.replace_case(replace(session.case, findings=(replace(first, characterisation=None), second)))
    select(judged, 0)
    wishes = Wishes(judged)
    judged.view.toggle_heat()
    assert judged.view.heat.state is HeatState.NOT_JUDGED
    assert wishes.heard == []


def test_the_legend_carries_the_change_when_covered_with_its_sign(judged):
    judged.view.toggle_heat()
    answer(judged, strength=0.2)
    ends = [label.text() for label in legend(judged)._ends]
    assert ends == ["+20", "0", "−20"]


def test_the_opacity_follows_its_slider(judged):
    judged.view.toggle_heat()
    answer(judged)
    bar(judged).findChild(QSlider, "viewer.heat.opacity").setValue(30)
    assert heat_in(judged, "axial").opacity == pytest.approx(0.3)


def test_the_bar_moves_to_the_pane_that_is_shown(judged):
    judged.view.set_active("coronal")
    judged.view.set_layout(Layout.SINGLE)
    assert bar(judged).parentWidget() is judged.view.panes["coronal"].view
    judged.view.set_layout(Layout.QUAD)
    assert bar(judged).parentWidget() is judged.view.panes["axial"].view


@pytest.mark.parametrize("across", [0.15, 0.85])
@pytest.mark.parametrize("down", [0.2, 0.8])
def test_the_legend_never_lies_on_the_finding(judged, across, down):
    judged.view.resize(1200, 1000)
    judged.view.toggle_heat()
    answer(judged)
    put_finding_at(judged, across, down)
    finding = judged.view.panes["axial"].view.selected_rect_px()
    assert not finding.isEmpty()
    assert not QRectF(legend(judged).geometry()).intersects(finding)


def test_the_legend_stays_where_it_is_as_long_as_it_covers_nothing(judged):
    judged.view.resize(1200, 1000)
    judged.view.toggle_heat()
    answer(judged)
    put_finding_at(judged, 0.85, 0.2)
    moved_to = legend(judged).pos()
    put_finding_at(judged, 0.5, 0.3)
    assert legend(judged).pos() == moved_to


def test_a_legend_made_while_another_tab_is_open_has_room_for_its_words(judged):
    judged.view.hide()
    judged.view.toggle_heat()
    answer(judged)
    judged.view.show()
    box = legend(judged)
    assert box.height() == box.layout().totalHeightForWidth(box.width())
    title = box.findChild(QLabel, "viewer.heat.title")
    assert title.height() >= title.heightForWidth(title.width())


def test_undo_of_a_review_does_not_lose_the_map(judged):
    judged.view.toggle_heat()
    answer(judged)
    session, undo = judged.context.session, judged.context.undo
    undo.push(review(session.case, "finding-1", ReviewStatus.ACCEPTED))
    undo.qt.undo()
    assert judged.view.heat.state is HeatState.SHOWN
    undo.clear()


def test_what_says_nothing_is_clear_and_both_signs_differ_in_hue():
    red, green, blue, alpha = heat_rgba(np.array([[-1.0, 0.0, 1.0]], np.float32), 1.0)[0].T
    assert alpha.tolist() == [255, 0, 255]
    assert int(blue[0]) > int(red[0])
    assert int(red[2]) > int(blue[2])
    assert green.dtype == np.uint8


def test_the_picture_is_painted(judged):
    judged.view.toggle_heat()
    answer(judged)
    view = judged.view.panes["axial"].view
    plain_bar = bar(judged)
    plain_bar.hide()
    shown = view.grab().toImage()
    judged.view.toggle_heat()
    judged.settle()
    plain_bar.hide()
    assert view.grab().toImage() != shown
