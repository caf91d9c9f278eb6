"""The table view of every panel: whole rows, one selection, two-line headers with units, copy by key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from pmdesk.ui.widgets.table_export import copy_to_clipboard

_HEADER_MARGIN_PX = 20
_CELL_MARGIN_PX = 22
_MOST_CELLS, _FEWEST_ROWS = 2000, 20
"""How many cells are measured for the widths of the columns, and of how many rows in any table."""


class DataTable(QTableView):
    """A read-only, sortable table over a `pmdesk.ui.itemmodels.column_model.ColumnTableModel`."""

    def __init__(self, name: str, parent: QWidget | None = None, *, stretched: int | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(28)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        header.setStretchLastSection(stretched is None)
        self._stretched = stretched
        self._may_copy: Callable[[], bool] = lambda: True
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.setAlternatingRowColors(False)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy)
        self.fit_rows()

    def govern_copy(self, may_copy: Callable[[], bool]) -> None:
        """Ask before rows go to the clipboard."""
        self._may_copy = may_copy

    def _copy(self) -> None:
        if self._may_copy():
            copy_to_clipboard(self)

    def fit_rows(self) -> None:
        """Row height from the font, so that text of any size fits."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)

    def fit_columns(self, sample: int = 200, widest_px: int = 260) -> None:
        """Widths from the headers and the first rows; never asks each of many thousand rows, nor of a wide table."""
        model = self.model()
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        columns = model.columnCount()
        rows = min(model.rowCount(), sample, max(_MOST_CELLS // max(columns, 1), _FEWEST_ROWS))
        icon_role, text_role = Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.DisplayRole
        for column in range(columns):
            if column == self._stretched:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                continue
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            width = max(metrics.horizontalAdvance(line) for line in title.split("\n")) + _HEADER_MARGIN_PX
            for row in range(rows):
                # the model itself is asked: the way through the index takes twice as long
                index = model.index(row, column)
                icon = 22 if model.data(index, icon_role) is not None else 0
                text = str(model.data(index, text_role) or "")
                width = max(width, metrics.horizontalAdvance(text) + icon + _CELL_MARGIN_PX)
            self.setColumnWidth(column, min(max(width, header.minimumSectionSize()), widest_px))

    def select_line(self, line: int | None) -> None:
        """Make a line current and bring it into sight; None clears the selection."""
        if line is None:
            self.selectionModel().clear()
            return
        index = self.model().index(line, 0)
        if self.selectionModel().currentIndex().row() != line or not self.selectionModel().isRowSelected(
            line
        ):
            self.selectRow(line)
        self.scrollTo(index)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self.fit_rows()
