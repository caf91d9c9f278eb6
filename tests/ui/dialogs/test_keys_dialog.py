"""The dialog of keys: found by word or key, changed by pressing, left by Escape."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton, QTableWidget, QWidget

from pmdesk.services.settings import Settings
from pmdesk.ui.actions import Command, CommandRegistry
from pmdesk.ui.dialogs.keys_dialog import KeyField, KeysDialog


@pytest.fixture
def registry(qtbot) -> CommandRegistry:
    window = QWidget()
    qtbot.addWidget(window)
    made = CommandRegistry(window, Settings())
    # the registry goes with its window
    made.window_kept = window
    made.update(
        [
            Command("accept", "Accept finding", "A", lambda: None),
            Command("reject", "Reject finding", "R", lambda: None),
            Command("export", "Export record", "", lambda: None),
        ]
    )
    return made


@pytest.fixture
def dialog(qtbot, registry) -> KeysDialog:
    made = KeysDialog(registry)
    qtbot.addWidget(made)
    made.show()
    return made


def field(dialog: KeysDialog, command: str) -> KeyField:
    return dialog.findChild(KeyField, f"keys.of.{command}")


def shown(dialog: KeysDialog) -> list[str]:
    table = dialog.findChild(QTableWidget)
    return [table.item(row, 0).text() for row in range(table.rowCount()) if not table.isRowHidden(row)]


def test_a_command_without_a_key_says_so(dialog):
    assert field(dialog, "export").findChild(QLineEdit).placeholderText() == "no key"


@pytest.mark.parametrize(
    ("typed", "found"), [("finding", ["Accept finding", "Reject finding"]), ("a", None), ("xyz", [])]
)
def test_the_search_narrows_the_list(dialog, typed, found):
    dialog.findChild(QLineEdit, "keys.search").setText(typed)
    if found is not None:
        assert shown(dialog) == found
    said = dialog.findChild(QLabel, "keys.said").text()
    assert ("No command" in said) == (found == [])
    dialog.findChild(QLineEdit, "keys.search").clear()
    assert len(shown(dialog)) == 3


def test_a_pressed_key_is_taken_from_the_command_that_had_it_and_that_is_said(qtbot, registry, dialog):
    qtbot.keyClick(field(dialog, "export"), Qt.Key.Key_A)
    qtbot.keyClick(field(dialog, "export"), Qt.Key.Key_Return)
    assert registry.shortcut("export") == "A"
    assert registry.shortcut("accept") == ""
    assert field(dialog, "accept").keySequence().isEmpty()
    assert "Accept finding" in dialog.findChild(QLabel, "keys.said").text()


def test_the_default_keys_come_back(qtbot, registry, dialog):
    registry.rebind("export", "A")
    dialog.findChild(QPushButton, "keys.reset").click()
    assert [registry.shortcut(one) for one in ("accept", "reject", "export")] == ["A", "R", ""]
    assert field(dialog, "accept").keySequence().toString() == "A"


def test_escape_closes_it_from_a_key_field_and_enter_is_no_key(qtbot, registry, dialog):
    qtbot.keyClick(field(dialog, "accept"), Qt.Key.Key_Return)
    assert registry.shortcut("accept") == "A"
    qtbot.keyClick(field(dialog, "accept"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert registry.shortcut("accept") == "A"


def test_enter_in_the_search_goes_to_the_first_key_found_and_changes_none(qtbot, registry, dialog):
    registry.rebind("export", "X")
    search = dialog.findChild(QLineEdit, "keys.search")
    search.setText("record")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is field(dialog, "export")
    assert registry.shortcut("export") == "X"


def test_the_buttons_carry_no_foreign_icons_and_our_own_words(dialog):
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    assert close.text() == "Close"
