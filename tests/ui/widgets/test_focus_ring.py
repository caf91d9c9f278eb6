"""Whoever works by key sees where the keyboard is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QSlider,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.widgets.focus_ring import FocusRing


@pytest.fixture
def page(qtbot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for widget in (QPushButton("first"), QTableWidget(2, 2), QSlider(), QLineEdit()):
        column.addWidget(widget)
    made.ring = FocusRing(QApplication.instance(), made)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.findChild(QPushButton).setFocus()
    return made


def tab(qtbot, page: QWidget) -> None:
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)


@pytest.mark.parametrize(("steps", "kind"), [(1, QTableWidget), (2, QSlider)])
def test_a_table_and_a_slider_reached_by_key_have_a_frame(qtbot, page, steps, kind):
    page.findChild(QTableWidget).setTabKeyNavigation(False)
    for _ in range(steps):
        tab(qtbot, page)
    focused = page.findChild(kind)
    assert page.ring.around is focused
    picture = focused.grab().toImage()
    accent = focused.palette().color(focused.palette().ColorRole.Highlight)
    assert QColor(picture.pixel(picture.width() // 2, 1)) == accent


def test_the_frame_follows_the_focus_and_grows_with_its_widget(qtbot, page):
    tab(qtbot, page)
    page.resize(700, 700)
    ring = page.findChild(QWidget, "focus.ring")
    assert ring.size() == page.findChild(QTableWidget).size()
    page.findChild(QLineEdit).setFocus()
    assert page.ring.around is None


def test_a_click_shows_no_frame(qtbot, page):
    qtbot.mouseClick(page.findChild(QPushButton), Qt.MouseButton.LeftButton)
    page.findChild(QSlider).setFocus(Qt.FocusReason.MouseFocusReason)
    assert page.ring.around is None


def test_a_widget_that_goes_takes_its_frame_along(qtbot, page):
    tab(qtbot, page)
    page.findChild(QTableWidget).deleteLater()
    qtbot.waitUntil(lambda: page.findChild(QTableWidget) is None)
    page.findChild(QSlider).setFocus()
    assert page.ring.around in (None, page.findChild(QSlider))
