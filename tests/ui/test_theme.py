"""Another theme is another palette: the style sheet stays, and every widget reads it again."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTableWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.evidence import NodeKind
from pmdesk.ui.panels.findings_panel import FindingsPanel
from pmdesk.ui.redraws import Redraws
from pmdesk.ui.theme import DARK, LIGHT, STYLE_SHEET, Theme, ThemeService
from pmdesk.ui.widgets.card import Card
from pmdesk.ui.widgets.labels import text_label
from tests.helpers.cases import full_case, make_desk


@pytest.fixture
def service(qapp: QApplication) -> Iterator[ThemeService]:
    made = ThemeService("dark")
    made.apply()
    yield made
    made.set_theme("dark")
    qapp.setStyleSheet("")


def words(label: QLabel) -> str:
    return label.palette().color(QPalette.ColorRole.WindowText).name()


def test_no_colour_stands_in_the_style_sheet_itself():
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", STYLE_SHEET)


def test_the_sheet_is_not_set_again_for_another_theme(service: ThemeService, qapp: QApplication, monkeypatch):
    set_again: list[str] = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _app, sheet: set_again.append(sheet))
    service.set_theme("light")
    assert set_again == []
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)


@pytest.mark.parametrize("role", ["quiet", "caution", "danger", "heading"])
def test_labels_take_the_colour_of_their_meaning_in_both_themes(service: ThemeService, qtbot, role: str):
    label = text_label("words", role)
    qtbot.addWidget(label)
    label.show()

    def wanted(theme: Theme) -> str:
        return (theme.text if role == "heading" else getattr(theme, role)).lower()

    assert words(label) == wanted(DARK)
    service.set_theme("light")
    assert words(label) == wanted(LIGHT)
    service.set_theme("dark")
    assert words(label) == wanted(DARK)


def test_what_is_behind_a_tab_has_the_new_colours_before_it_is_seen(qapp, qtbot):
    redraws = Redraws(spread=True)
    service = ThemeService("dark", redraws)
    service.apply()
    tabs, behind = QTabWidget(), text_label("words", "quiet")
    qtbot.addWidget(tabs)
    tabs.addTab(QPushButton("front"), "")
    tabs.addTab(behind, "")
    tabs.show()
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    service.set_theme("light")
    assert not tabs.updatesEnabled()
    qtbot.waitUntil(lambda: redraws.is_idle)
    assert tabs.updatesEnabled()
    assert words(behind) == LIGHT.quiet.lower()
    service.set_theme("dark")
    redraws.flush()
    qapp.setStyleSheet("")


def test_a_theme_chosen_while_the_one_before_is_still_put_on_wins(qapp, qtbot):
    redraws = Redraws(spread=True)
    service = ThemeService("dark", redraws)
    service.apply()
    label = text_label("words", "quiet")
    qtbot.addWidget(label)
    label.show()
    service.set_theme("light")
    service.set_theme("dark")
    redraws.flush()
    assert label.window().updatesEnabled()
    assert words(label) == DARK.quiet.lower()
    qapp.setStyleSheet("")


def everything() -> QMainWindow:
    """A window with what the style sheet has rules for, parts of widgets too."""
    window = QMainWindow()
    window.resize(700, 500)
    dock = QDockWidget("dock")
    dock.setWidget(QListWidget())
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    tabs, table = QTabWidget(), QTableWidget(3, 2)
    table.setHorizontalHeaderLabels(["a", "b"])
    table.selectRow(1)
    tabs.addTab(table, "table")
    tabs.addTab(QPlainTextEdit("words"), "text")
    split = QSplitter()
    split.setHandleWidth(3)
    split.addWidget(tabs)
    inside = QWidget()
    column = QVBoxLayout(inside)
    boxes = QComboBox(), QSpinBox(), QLineEdit("line"), QCheckBox("box"), QProgressBar()
    boxes[0].addItems(["one", "two"])
    boxes[-1].setValue(40)
    for widget in (*boxes, QPushButton("button"), QToolButton(), text_label("quiet", "quiet"), Card("card")):
        column.addWidget(widget)
    split.addWidget(inside)
    window.setCentralWidget(split)
    window.menuBar().addMenu("menu")
    window.statusBar().showMessage("status")
    return window


def test_a_window_looks_the_same_whether_the_theme_came_first_or_last(qapp, qtbot):
    pictures = []
    for begin in ("light", "dark"):
        service = ThemeService(begin)
        service.apply()
        window = everything()
        qtbot.addWidget(window)
        window.show()
        window.centralWidget().widget(0).setCurrentIndex(1)
        qapp.processEvents()
        window.centralWidget().widget(0).setCurrentIndex(0)
        service.set_theme("light")
        qapp.processEvents()
        pictures.append(window.grab().toImage())
        window.hide()
    assert pictures[0] == pictures[1]
    service.set_theme("dark")
    qapp.setStyleSheet("")


def test_words_without_a_role_follow_the_theme_inside_a_scrolled_panel(qtbot, qapp):
    desk = make_desk(full_case())
    desk.context.theme.apply()
    panel = FindingsPanel(desk.context)
    qtbot.addWidget(panel)
    panel.resize(420, 900)
    panel.show()
    desk.select(NodeKind.FINDING, "f1")
    desk.context.theme.set_theme("light")
    words = panel.findChild(QLabel, "findings.measure.size")
    wanted = QColor(desk.context.theme.theme.text)
    qtbot.waitUntil(lambda: words.palette().color(words.foregroundRole()) == wanted)
    desk.close()
    qapp.setStyleSheet("")
