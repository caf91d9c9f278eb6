"""No words reach a widget without going through the translator."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.repository import REPOSITORY, our_files

WORD = re.compile(r"[A-Za-z]{3,}")
SHOWS_TEXT = {
    "QAction", "QCheckBox", "QDockWidget", "QGroupBox", "QLabel", "QMenu", "QPushButton", "QRadioButton",
    "addAction", "addItem", "addItems", "addMenu", "addRow", "addTab", "critical", "information", "question",
    "setAccessibleDescription", "setAccessibleName", "setHeaderLabels", "setInformativeText", "setLabelText",
    "setPlaceholderText", "setStatusTip", "setTabText", "setText", "setTitle", "setToolTip", "setWhatsThis",
    "setWindowTitle", "showMessage", "warning",
}  # fmt: skip
NAMES = {"pmdesk"}


def words_shown(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each literal or f-string with a word in it that is handed to a widget as it stands."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called not in SHOWS_TEXT:
            continue
        for argument in node.args:
            for part in argument.values if isinstance(argument, ast.JoinedStr) else [argument]:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    text = part.value
                    if WORD.search(text) and text not in NAMES:
                        yield node.lineno, text


def test_widgets_get_translated_words():
    found = [
        f"{path.relative_to(REPOSITORY)}:{line}: {text}"
        for path in our_files(".py")
        if path.is_relative_to(REPOSITORY / Path("pmdesk/ui"))
        for line, text in words_shown(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_bare_word_is_noticed_and_a_unit_is_not():
    lines = [
        'label.setText("Open")',
        'f(label.setText(f"{n} nodules"))',
        'label.setText("mm")',
        'x.setText(self.tr("A"))',
    ]
    source = "\n".join(lines)
    assert list(words_shown(source)) == [(1, "Open"), (2, " nodules")]
