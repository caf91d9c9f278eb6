"""A part of the risk page: a heading, room for buttons, and what stands under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import SectionHeader, text_label


def tab_after(opener: QWidget, content: QWidget) -> None:
    """Let Tab go from the control that opened a part into it: what is built later would else come last of all."""
    before = opener
    for widget in content.findChildren(QWidget):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        if takes_tab and widget.window() is opener.window():
            QWidget.setTabOrder(before, widget)
            before = widget


class Section(QWidget):
    """Heading over a body, with a line above."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.header = SectionHeader(title)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, GRID_PX, 0, 0)
        whole.setSpacing(GRID_PX * 2)
        whole.addWidget(line)
        whole.addWidget(self.header)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID_PX)
        whole.addLayout(self.body)

    def add_text(self, text: str, role: str = "", name: str = "") -> None:
        self.body.addWidget(text_label(text, role, name=name))

    def add_tool(self, name: str, icon: str, words: str, color: str) -> QToolButton:
        """A flat button at the right of the heading."""
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("flat", "true")
        button.setIcon(tinted_icon(icon, color))
        button.setToolTip(words)
        button.setAccessibleName(words)
        self.header.add(button)
        return button
