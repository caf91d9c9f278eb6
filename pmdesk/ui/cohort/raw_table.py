"""The cohort's rows as they stand in the file; a row is named by its line."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pmdesk.risk.learned.reading import CohortTable
from pmdesk.ui.widgets.table_export import EXPORT_ROLE

_NO_PARENT = QModelIndex()


class RawTableModel(QAbstractTableModel):
    """Cells of a `CohortTable`; nothing is copied."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: CohortTable | None = None
        self._cells: list[list[str]] = []

    def set_table(self, table: CohortTable | None) -> None:
        self.beginResetModel()
        self._table = table
        self._cells = [list(column) for column in table.columns.values()] if table is not None else []
        self.endResetModel()

    def line_at(self, row: int) -> int:
        """Line of the file that a row of the screen stands on."""
        return self._table.lines[row] if self._table is not None else 0

    def row_of(self, line: int) -> int | None:
        lines = self._table.lines if self._table is not None else ()
        return lines.index(line) if line in lines else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() or self._table is None else self._table.rows

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, EXPORT_ROLE):
            return self._cells[index.column()][index.row()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, EXPORT_ROLE) or self._table is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._table.names[section]
        return str(self._table.lines[section])
