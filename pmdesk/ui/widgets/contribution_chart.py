"""How much each input moves a score: signed bars with the inputs' names, the largest first."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.clinical_numbers import contribution
from pmdesk.ui.widgets.contribution_bar import ContributionBar
from pmdesk.ui.widgets.labels import empty_layout, text_label


@dataclass(frozen=True, slots=True)
class Share:
    """One input's share; ``direction`` says in words what it does to the score."""

    label: str
    value_text: str
    share: float
    direction: str


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
            bar = ContributionBar(one.share, largest, theme, wide=True)
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
