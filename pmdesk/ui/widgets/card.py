"""A card that can be selected by mouse and keyboard, and a part of it that folds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import set_property

CARD_STYLE = """
Card { background: palette(button); border: 1px solid palette(mid); border-radius: 4px; }
Card[mark="related"] { background: palette(link-visited); }
Card[mark="selected"] { border: 1px solid palette(highlight); }
Card:focus { border: 1px solid palette(highlight); }
"""
"""Style sheet of a container of cards: the selected one is framed, those linked to the selection are tinted."""
_TOGGLE_STYLE = """
QToolButton { background: transparent; border: 0; padding: 2px 0; color: palette(placeholder-text); }
QToolButton:hover, QToolButton:focus { color: palette(text); }
"""


class Card(QFrame):
    """One result among several.

    Signals
    -------
    activated()
        Clicked, or Enter or Space while it has the keyboard.
    """

    activated = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(GRID_PX * 2 + 2, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        self.body.setSpacing(GRID_PX)

    def set_mark(self, mark: str) -> None:
        """``"selected"``, ``"related"`` or ``""``."""
        set_property(self, "mark", mark)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
        else:
            super().keyPressEvent(event)


class Fold(QWidget):
    """A heading that shows and hides what is under it.

    Signals
    -------
    toggled(bool)
    """

    toggled = Signal(bool)

    def __init__(
        self, title: str, name: str, theme: Theme, *, is_open: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._button = QToolButton()
        self._button.setObjectName(f"{name}.toggle")
        self._button.setProperty("flat", "true")
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setText(title)
        self._button.setAccessibleName(title)
        self._button.setCheckable(True)
        self._button.setChecked(is_open)
        self._button.setStyleSheet(_TOGGLE_STYLE)
        self._button.toggled.connect(self._show)
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(GRID_PX, 0, 0, 0)
        self.body.setSpacing(GRID_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._button)
        column.addWidget(self.content)
        self._show(is_open)

    def _show(self, is_open: bool) -> None:
        self._button.setIcon(tinted_icon("unfolded" if is_open else "folded", self._theme.quiet))
        self.content.setVisible(is_open)
        self.toggled.emit(is_open)
