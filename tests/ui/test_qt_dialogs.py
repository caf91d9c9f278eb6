"""The file dialog that Qt draws itself, where the system has none, speaks Chinese as well."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from pmdesk.core.texts import Language
from pmdesk.ui.i18n import Translation
from pmdesk.ui.texts.qt_dialogs import words_of_file_dialog


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    translation = Translation(qapp)
    translation.install(Language.CHINESE)
    yield
    translation.install(Language.ENGLISH)


def test_no_english_is_left_in_its_labels(qtbot, chinese):
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert labels
    assert [text for text in labels if re.search("[a-z]", text)] == []


def test_every_word_has_its_chinese(chinese):
    assert [word for word in words_of_file_dialog() if re.search("[a-z]{2}", word)] == []
