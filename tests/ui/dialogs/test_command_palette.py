"""Any command by a few letters; what cannot be done now is listed and does nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from pmdesk.services.settings import Settings
from pmdesk.ui.actions import Command, CommandRegistry
from pmdesk.ui.dialogs.command_palette import CommandPalette


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot, done) -> CommandPalette:
    window = QWidget()
    qtbot.addWidget(window)
    registry = CommandRegistry(window, Settings())
    registry.update(
        Command(name, f"{name} finding", "", lambda name=name: done.append(name))
        for name in ("accept", "reject", "undo")
    )
    registry.action("undo").setEnabled(False)
    made = CommandPalette(registry, window)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(qtbot, palette: CommandPalette, text: str) -> None:
    search = palette.findChild(QLineEdit)
    search.setText(text)
    qtbot.keyClick(search, Qt.Key.Key_Return)


def test_a_few_letters_and_enter_run_a_command(qtbot, palette, done):
    choose(qtbot, palette, "rej fin")
    assert done == ["reject"]
    assert not palette.isVisible()


def test_what_cannot_be_done_now_is_listed_and_stays_undone(qtbot, palette, done):
    choose(qtbot, palette, "undo")
    assert done == []
    assert palette.isVisible()
    assert palette.findChild(QListWidget).count() == 1


def test_letters_that_fit_nothing_leave_it_open(qtbot, palette, done):
    choose(qtbot, palette, "xyz")
    assert done == []
    assert palette.isVisible()
