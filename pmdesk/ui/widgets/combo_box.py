"""A drop-down list whose arrow follows the theme; the style sheet alone would leave it out."""

from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from pmdesk.ui.widgets.icons import icon_pixmap

_ARROW_PX = 12


class ComboBox(QComboBox):
    """Like `QComboBox`; the wheel scrolls the panel under it and never changes a value by accident."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        color = self.palette().color(self.palette().ColorRole.PlaceholderText).name()
        painter = QPainter(self)
        arrow = icon_pixmap("unfolded", color, _ARROW_PX, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _ARROW_PX - 5, (self.height() - _ARROW_PX) // 2, arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
