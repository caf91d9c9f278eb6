"""How much each input moves a score: signed bars with the inputs' names, the largest first."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.clinical_numbers import contribution
from pmdesk.ui.widgets.labels import empty_layout, text_label

_BAR_PX = 9


@dataclass(frozen=True, slots=True)
class Share:
    """One input's share; ``direction`` says in words what it does to the score."""

    label: str
    value_text: str
    share: float
    direction: str


class WideBar(QWidget):
    """A bar to the right (raises) or to the left (lowers) of a line in the middle."""

    def __init__(self, share: float, largest: float, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._largest, self._theme = share, largest, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)

    def sizeHint(self) -> QSize:
        return QSize(180, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle, top = self.width() / 2, (self.height() - _BAR_PX) / 2
        reach = abs(self._share) / self._largest * (middle - 1) if self._largest > 0 else 0.0
        raises = self._share >= 0
        color = QColor(self._theme.accent if raises else self._theme.quiet)
        painter.fillRect(QRectF(middle if raises else middle - reach, top, reach, _BAR_PX), color)
        painter.fillRect(QRectF(middle - 0.5, 0, 1, self.height()), QColor(self._theme.quiet))


class ContributionChart(QWidget):
    """Name, value, bar and number of every share, sorted by size."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID_PX * 3)
        self._grid.setVerticalSpacing(GRID_PX // 2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 3)
        self._shares: tuple[Share, ...] = ()

    @property
    def shares(self) -> tuple[Share, ...]:
        """What is shown, from top to bottom."""
        return self._shares

    def show_shares(self, shares: tuple[Share, ...], theme: Theme) -> None:
        empty_layout(self._grid)
        self._shares = tuple(sorted(shares, key=lambda one: -abs(one.share)))
        largest = max((abs(one.share) for one in shares), default=0.0)
        for row, one in enumerate(self._shares):
            bar = WideBar(one.share, largest, theme)
            number = text_label(contribution(one.share), wrap=False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value = text_label(one.value_text, "quiet", wrap=False)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words = f"{one.label}: {contribution(one.share)}, {one.direction}"
            for widget in (bar, number):
                widget.setAccessibleName(words)
                widget.setToolTip(words)
            cells: tuple[QWidget, ...] = (text_label(one.label), value, bar, number)
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, row, column)
