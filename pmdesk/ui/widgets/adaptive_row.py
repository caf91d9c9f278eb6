"""Two parts side by side; one under the other where there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from pmdesk.ui.theme import GRID_PX


class AdaptiveRow(QWidget):
    """A row that becomes a column below ``least_chars`` digits of width; ``last_on_top`` puts its right part first."""

    def __init__(
        self,
        least_chars: int,
        parent: QWidget | None = None,
        *,
        last_on_top: bool = False,
        spacing_px: int = GRID_PX * 6,
    ) -> None:
        super().__init__(parent)
        self._least_chars = least_chars
        self._stacked = QBoxLayout.Direction.BottomToTop if last_on_top else QBoxLayout.Direction.TopToBottom
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing_px)

    def add(self, widget: QWidget, stretch: int, *, at_top: bool = False) -> None:
        """Add a part; ``at_top`` keeps it at its own size."""
        if at_top:
            self._row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        else:
            self._row.addWidget(widget, stretch)

    @property
    def is_stacked(self) -> bool:
        return self._row.direction() is self._stacked

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: the parts can stand one under the other."""
        widest = max((width for width in self._widths()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _widths(self) -> list[int]:
        return [self._row.itemAt(place).minimumSize().width() for place in range(self._row.count())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        widths = self._widths()
        needed = sum(widths) + self._row.spacing() * max(len(widths) - 1, 0)
        least = self.fontMetrics().horizontalAdvance("0") * self._least_chars
        narrow = event.size().width() < max(needed, least)
        direction = self._stacked if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
        super().resizeEvent(event)
