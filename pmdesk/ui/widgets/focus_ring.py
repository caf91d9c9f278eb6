"""A frame around whatever the keyboard is on, for people who work without the mouse."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QWidget,
)

_WIDTH_PX = 2
_HAVE_THEIR_OWN = (QLineEdit, QComboBox, QAbstractSpinBox, QGraphicsView, QMenu, QMenuBar, QMainWindow)
"""Fields, image panes and menus show the focus themselves."""


class FocusRing(QObject):
    """Follows the focus of the application while it is moved by key; a click takes the frame away."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._follow)

    @property
    def around(self) -> QWidget | None:
        """The widget that has the frame."""
        return (
            self._frame.parentWidget() if self._frame is not None and shiboken6.isValid(self._frame) else None
        )

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None
        if now is None or isinstance(now, _HAVE_THEIR_OWN):
            return
        if now.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self._frame = _Frame(now)


class _Frame(QWidget):
    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setObjectName("focus.ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def _fit(self) -> None:
        self.setGeometry(self.parentWidget().rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _WIDTH_PX))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
