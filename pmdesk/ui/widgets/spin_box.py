"""Number boxes whose arrows follow the theme; the style sheet alone would leave them out."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

_ARROW_PX = 4.0
_FROM_RIGHT_PX = 10.0


def _paint_arrows(box: QAbstractSpinBox) -> None:
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(box.palette().color(box.palette().ColorRole.PlaceholderText))
    painter.setBrush(painter.pen().color())
    x, middle = box.width() - _FROM_RIGHT_PX, box.height() / 2
    for tip, foot in ((middle - 7, middle - 3), (middle + 7, middle + 3)):
        painter.drawPolygon(
            QPolygonF([QPointF(x, tip), QPointF(x - _ARROW_PX, foot), QPointF(x + _ARROW_PX, foot)])
        )


class SpinBox(QSpinBox):
    """Like `QSpinBox`; the wheel scrolls the panel under it and never changes a value by accident."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DoubleSpinBox(QDoubleSpinBox):
    """Like `SpinBox`, with decimals."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
