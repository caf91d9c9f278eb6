"""The Risks tab from the keyboard: the order of Tab is the order on the screen, and everything is reached."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

from pmdesk.ui.panels.risk_page import RiskPage
from pmdesk.ui.widgets.data_table import DataTable
from tests.ui.panels.risk_page.test_page import live, open_model

__all__ = ["live"]

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit)


def walk(page: RiskPage) -> list[QWidget]:
    """Controls of the page in the order in which Tab visits them, beginning with the search."""
    found: list[QWidget] = []
    at: QWidget = page.scores.search
    for _ in range(3000):
        takes_tab = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and at.isVisibleTo(page) and at.isEnabled() and page.isAncestorOf(at):
            if at in found:
                break
            found.append(at)
        at = at.nextInFocusChain()
    return found


def controls(page: RiskPage) -> set[QWidget]:
    return {
        one
        for kind in CONTROLS
        for one in page.findChildren(kind)
        if one.isVisibleTo(page)
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one, QScrollBar)
    }


@pytest.mark.parametrize("model_id", ["prevent-base", "score2", "findrisc"])
def test_tab_reaches_every_control_once(live, model_id):
    desk, page = live
    open_model(desk, page, model_id)
    toggle = page.findChild(QPushButton, "risk_page.what_if.toggle")
    if toggle is not None:
        toggle.click()
    QApplication.processEvents()
    assert controls(page) <= set(walk(page))


def test_tab_goes_through_the_list_then_down_the_score(live):
    desk, page = live
    open_model(desk, page, "prevent-base")
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    QApplication.processEvents()
    order = walk(page)
    names = [one.objectName() for one in order]
    wanted = [
        "risk_page.search",
        "risk_page.filter",
        "risk_page.list",
        "risk_page.unverified",
        "risk_page.export",
    ]
    assert [name for name in names if name in wanted] == wanted
    for section in ("inputs", "what_if", "history"):
        assert any(name.startswith(f"risk_page.{section}.") for name in names)
    tops = [one.mapTo(page, QPoint(0, 0)).y() for one in order if page._view.isAncestorOf(one)]
    # controls of a row stand side by side; nothing else is above what was visited before
    slack = page.fontMetrics().height() * 3
    of_trial = [one for one in order if page._view.what_if.isAncestorOf(one)]
    assert len(of_trial) > 10
    first, last = order.index(of_trial[0]), order.index(of_trial[-1])
    assert order[first : last + 1] == of_trial
    assert all(later > earlier - slack for earlier, later in pairwise(tops))


def test_the_list_is_worked_with_the_arrow_keys(qtbot, live):
    desk, page = live
    open_model(desk, page, "prevent-base")
    page.scores.tree.setFocus()
    before = page.score.id
    qtbot.keyClick(page.scores.tree, Qt.Key.Key_Down)
    assert page.score.id != before


def test_in_a_narrow_page_the_table_of_inputs_is_not_cut_off(live):
    desk, page = live
    open_model(desk, page, "prevent-base")
    table = page.findChild(DataTable, "risk_page.inputs.table")
    last = table.model().columnCount() - 1
    assert not table.isColumnHidden(last)
    page.resize(820, 700)
    QApplication.processEvents()
    table = page.findChild(DataTable, "risk_page.inputs.table")
    shown = sum(table.columnWidth(column) for column in range(last + 1))
    assert shown <= table.width() or table.isColumnHidden(last)
    row = next(
        row for row in range(table.model().rowCount()) if "Systolic" in table.model().index(row, 0).data()
    )
    assert "90–200 mmHg" in table.model().index(row, 1).data(Qt.ItemDataRole.ToolTipRole)
    page.resize(1200, 900)
    QApplication.processEvents()
    assert not table.isColumnHidden(last)
