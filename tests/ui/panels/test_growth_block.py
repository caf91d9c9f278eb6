"""Growth in the ledger and in a finding's details, and the earlier CT beside the current one."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.growth import Alignment
from pmdesk.services.case import Case
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.services.derive import Deriver
from pmdesk.ui.panels.findings_panel import FindingsPanel
from pmdesk.ui.viewer.imaging_view import ImagingView
from pmdesk.ui.viewer.view_state import Layout
from tests.helpers.cases import Desk
from tests.helpers.phantom_pairs import MADE, current_phantom, prior_phantom, study, true_findings

SHIFT = (14.0, -22.0, 31.0)


@pytest.fixture(scope="module")
def case() -> Case:
    now = current_phantom()
    then = prior_phantom(nodule_factors=(0.4, 1.0, 0.0, 0.5, 1.0), shift_mm=SHIFT)
    affine = np.eye(4)
    affine[:3, 3] = SHIFT
    uids = now.volume.geometry.for_uid, then.volume.geometry.for_uid
    prior = study(then, Alignment(affine, None, *uids, 0.5, 1.5, 500, 0.9, 0.99, 1.0))
    return Deriver()(Case(volume=now.volume, findings=true_findings(now), analysis=MADE, prior=prior))


def choose(desk: Desk, case: Case, number: int) -> None:
    desk.session.selection.select(NodeRef(NodeKind.FINDING, case.findings[number - 1].id))


def text(panel: FindingsPanel, name: str) -> str:
    label = panel.findChild(QLabel, f"findings.{name}")
    return label.text() if label.isVisibleTo(panel) else ""


def test_a_growing_nodule_shows_both_sizes_change_and_doubling_time(empty_desk, case):
    panel = FindingsPanel(empty_desk.context)
    empty_desk.session.replace_case(case, EVERYTHING)
    choose(empty_desk, case, 1)
    assert text(panel, "growth.judgement") == "growing"
    assert "mm" in text(panel, "growth.prior")
    assert text(panel, "growth.change").startswith("+1")
    assert "95 % interval" in text(panel, "growth.doubling")
    assert "NELSON" in text(panel, "growth.band")
    assert text(panel, "comparison.line") == "Earlier CT of 2025-03-16, 180 days before"


def test_a_new_nodule_says_what_the_earlier_ct_shows(empty_desk, case):
    panel = FindingsPanel(empty_desk.context)
    empty_desk.session.replace_case(case, EVERYTHING)
    choose(empty_desk, case, 3)
    assert text(panel, "growth.judgement").startswith("new. ")
    assert text(panel, "growth.change") == ""


def test_without_an_earlier_ct_nothing_is_said_of_growth(empty_desk, case):
    panel = FindingsPanel(empty_desk.context)
    empty_desk.session.replace_case(replace(case, prior=None, comparison=None), EVERYTHING)
    choose(empty_desk, case, 1)
    assert text(panel, "growth.judgement") == ""
    assert text(panel, "comparison.line") == ""
    assert all(panel._table.isColumnHidden(column) for column in panel._model.growth_columns)


def test_the_ledger_says_how_each_has_changed(empty_desk, case):
    panel = FindingsPanel(empty_desk.context)
    empty_desk.session.replace_case(case, EVERYTHING)
    growth, doubling = panel._model.growth_columns
    assert not panel._table.isColumnHidden(growth)
    shown = [panel._model.index(row, growth).data() for row in range(5)]
    assert shown[0].startswith("+1")
    assert shown[2] == "new"
    assert panel._model.index(1, doubling).data().startswith("≥")


@pytest.fixture
def view(empty_desk, case, qtbot):
    view = ImagingView(empty_desk.context)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    empty_desk.session.replace_case(replace(case, prior=None, comparison=None), EVERYTHING)
    return view


def test_the_earlier_ct_stands_beside_the_current_one_at_the_same_place_and_scale(view, empty_desk, case):
    empty_desk.session.replace_case(case, OpChanges(findings=True))
    assert view.display.layout is Layout.COMPARE
    assert view.prior_pane.view.isVisible()
    choose(empty_desk, case, 1)
    view.panes["axial"].zoom(3.0)
    view.panes["axial"].draw()
    view.prior_pane.draw()
    assert view.prior_pane.view.mapping.px_per_mm == pytest.approx(view.panes["axial"].view.mapping.px_per_mm)
    here, there = empty_desk.session.selection.cursor, view.prior_pane.cursor
    assert np.subtract(there.xyz_lps_mm, here.xyz_lps_mm) == pytest.approx(SHIFT)
    assert view.prior_pane.selected_id == "then/1"


def test_scrolling_the_earlier_ct_moves_both(view, empty_desk, case):
    empty_desk.session.replace_case(case, OpChanges(findings=True))
    choose(empty_desk, case, 1)
    before = empty_desk.session.selection.cursor.xyz_lps_mm[2]
    view.prior_pane.scroll(1)
    after = empty_desk.session.selection.cursor.xyz_lps_mm[2]
    assert before - after == pytest.approx(3.4, abs=1.8)


def test_closing_the_comparison_brings_the_four_panes_back(view, empty_desk, case):
    empty_desk.session.replace_case(case, OpChanges(findings=True))
    empty_desk.session.replace_case(replace(case, prior=None, comparison=None), OpChanges(findings=True))
    assert view.display.layout is Layout.QUAD
    assert not view.prior_pane.view.isVisible()


def test_comparing_without_an_earlier_ct_asks_for_one(view, empty_desk):
    asked = []
    empty_desk.context.signals.open_requested.connect(asked.append)
    view.toggle_compare()
    assert asked == ["prior"]
