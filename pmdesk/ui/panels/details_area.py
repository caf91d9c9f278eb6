"""Room for the details of one thing: as tall as they need where there is room, scrolling where there is not."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pmdesk.ui.theme import GRID_PX

_LEAST_PX = 64


class DetailsArea(QScrollArea):
    """Scrolls up and down only."""

    def __init__(self, details: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details.area")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LEAST_PX)
        self.setStyleSheet("#details\\.area, #details\\.inside { background: transparent; }")
        self._inside = QWidget()
        self._inside.setObjectName("details.inside")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        column.addWidget(details)
        column.addStretch(1)
        self.setWidget(self._inside)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._inside.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # a wide line never pushes the others out of sight
        self._inside.setMaximumWidth(self.viewport().width())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
