"""Where the panes stand: four, one, one and three, or the current CT beside the earlier one."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QWidget

from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.slice_view import SliceView
from pmdesk.ui.viewer.view_state import DisplayState, Layout

PANES = ("axial", "coronal", "sagittal", "slab")

_Place = tuple[int, int, int, int]
"""Row, column, rows, columns."""


class PaneGrid(QWidget):
    """The panes in their places, with thin lines between them."""

    def __init__(self, display: DisplayState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer.panes")
        self._display = display
        # the lines between the panes; the panes are black in both themes
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(DARK.line))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)
        self.views = {name: self._new_view(name) for name in PANES}
        self.earlier = self._new_view("prior")

    def _new_view(self, name: str) -> SliceView:
        view = SliceView(self)
        view.setObjectName(f"viewer.{name}")
        return view

    @property
    def is_single(self) -> bool:
        return self._display.maximised or self._display.layout is Layout.SINGLE

    def mark(self, active: str) -> None:
        """Frame the active pane, where there is more than one."""
        for name, view in self.views.items():
            view.set_current(name == active and not self.is_single)

    def arrange(self, active: str) -> SliceView:
        """Put the panes where the layout wants them; returns the one that takes what lies over the main picture."""
        for view in (*self.views.values(), self.earlier):
            self._grid.removeWidget(view)
        places, rows, columns = self._places(active)
        beside = self._display.layout is Layout.COMPARE and not self.is_single
        for line in range(3):
            self._grid.setRowStretch(line, rows[line] if line < len(rows) else 0)
            self._grid.setColumnStretch(line, columns[line] if line < len(columns) else 0)
        if beside:
            self._grid.addWidget(self.earlier, 0, 1, 1, 1)
        for name, view in self.views.items():
            if name in places:
                self._grid.addWidget(view, *places[name])
            view.setVisible(name in places)
        self.earlier.setVisible(beside)
        self.mark(active)
        return self.views["axial" if "axial" in places else active]

    def _places(self, active: str) -> tuple[dict[str, _Place], tuple[int, ...], tuple[int, ...]]:
        """Places of the panes, stretch of the rows, stretch of the columns."""
        if self.is_single:
            return {active: (0, 0, 1, 1)}, (1,), (1,)
        if self._display.layout is Layout.QUAD:
            return {name: (at // 2, at % 2, 1, 1) for at, name in enumerate(PANES)}, (1, 1), (1, 1)
        if self._display.layout is Layout.COMPARE:
            return {"axial": (0, 0, 1, 1)}, (1,), (1, 1)
        others = {name: (row, 1, 1, 1) for row, name in enumerate(PANES[1:])}
        return {"axial": (0, 0, 3, 1), **others}, (1, 1, 1), (2, 1)
