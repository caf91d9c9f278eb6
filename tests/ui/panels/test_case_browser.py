from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from pmdesk.core.progress import NullContext
from pmdesk.imaging.catalog import scan
from pmdesk.services.settings import RecentCase
from pmdesk.ui.panels.case_browser import CaseBrowser
from tests.helpers.cases import Desk
from tests.helpers.dicom_factory import in_colour, write_series


@pytest.fixture
def browser(qtbot, empty_desk: Desk, tmp_path: Path) -> CaseBrowser:
    """Two series, one of them in colour, and a file that is no DICOM."""
    write_series(tmp_path / "ct")
    write_series(tmp_path / "colour", seed="colour", change=in_colour)
    (tmp_path / "letter.txt").write_text("no image", encoding="utf-8")
    (tmp_path / "broken.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\x02\0\0\0")
    made = CaseBrowser(empty_desk.context)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    empty_desk.session.set_catalog(scan([tmp_path], NullContext()))
    return made


def leaves(browser: CaseBrowser) -> list[QTreeWidgetItem]:
    tree = browser.findChild(QTreeWidget, "cases.tree")
    found = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 0)
    return [item for item in found if item.childCount() == 0]


def test_patients_studies_and_series_are_a_tree(browser: CaseBrowser):
    tree = browser.findChild(QTreeWidget, "cases.tree")
    assert tree.topLevelItem(0).text(0) == "Wang XiaoDong (王小东)  P1"
    assert any("Thorax 薄层" in item.text(0) for item in leaves(browser))


def test_a_series_that_cannot_be_shown_says_why_and_is_not_opened(qtbot, browser: CaseBrowser):
    colour = next(item for item in leaves(browser) if "(" in item.text(0))
    opened: list[object] = []
    browser.series_activated.connect(opened.append)
    with qtbot.waitSignal(browser.context.signals.message) as told:
        browser.findChild(QTreeWidget, "cases.tree").itemActivated.emit(colour, 0)
    assert told.args[1] == "caution"
    assert opened == []


def test_a_series_that_can_be_shown_is_opened(qtbot, browser: CaseBrowser):
    usable = next(item for item in leaves(browser) if "(" not in item.text(0))
    with qtbot.waitSignal(browser.series_activated) as opened:
        browser.findChild(QTreeWidget, "cases.tree").itemActivated.emit(usable, 0)
    assert opened.args[0].description.series_description == "Thorax 薄层"


def test_files_that_could_not_be_read_are_named(browser: CaseBrowser):
    lines = browser.findChild(QListWidget, "cases.problems.list")
    assert any("broken.dcm" in lines.item(row).text() for row in range(lines.count()))


def test_the_search_hides_what_does_not_match_and_says_when_nothing_does(browser: CaseBrowser):
    search = browser.findChild(QLineEdit, "cases.search")
    tree = browser.findChild(QTreeWidget, "cases.tree")
    search.setText("王小东 薄层")
    assert not tree.topLevelItem(0).isHidden()
    search.setText("abdomen")
    assert tree.topLevelItem(0).isHidden()
    assert browser.findChild(QLabel, "cases.no_match").isVisible()


def test_with_nothing_open_recent_cases_can_be_opened(qtbot, empty_desk: Desk):
    recent = RecentCase(images=("folder/case-1",), record="folder/record.json")
    empty_desk.context.settings.remember(recent)
    browser = CaseBrowser(empty_desk.context)
    qtbot.addWidget(browser)
    browser.show()
    entries = browser.findChild(QListWidget, "cases.recent")
    assert entries.item(0).text() == "case-1 + record.json"
    with qtbot.waitSignal(browser.recent_activated) as chosen:
        entries.itemActivated.emit(entries.item(0))
    assert chosen.args == [recent]


def test_with_nothing_open_it_offers_the_demo_patient(qtbot, empty_desk: Desk):
    browser = CaseBrowser(empty_desk.context)
    qtbot.addWidget(browser)
    browser.show()
    assert browser.findChild(QWidget, "cases.empty").isVisible()
    with qtbot.waitSignal(empty_desk.context.signals.open_requested) as asked:
        browser.findChild(QPushButton, "cases.open_demo").click()
    assert asked.args == ["demo"]
