"""Large tables over immutable rows: an index array is sorted and filtered, the rows themselves never move.

`QSortFilterProxyModel` calls Python for each comparison; a hundred thousand variants take it many seconds. Here each
column is ranked once with NumPy, and sorting or filtering is then an array operation.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from pmdesk.core.evidence import NodeRef
from pmdesk.ui.widgets.table_export import EXPORT_ROLE

Row = TypeVar("Row")

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _nothing(_row: Any) -> Any:
    return None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: what it shows, how it sorts, what it exports.

    ``text`` and ``title`` are called when they are shown, so that they follow the language. ``key`` gives numbers or
    strings of one kind; None sorts last in both directions.
    """

    id: str
    title: Callable[[], str]
    text: Callable[[Row], str]
    key: Callable[[Row], float | str | None]
    unit: str = ""
    is_number: bool = False
    tip: Callable[[], str] | None = None
    """Definition of the column, for its header."""
    cell_tip: Callable[[Row], str | None] = _nothing
    export: Callable[[Row], object] | None = None
    """Value for other programs; None: the key for numbers, else the text."""
    decoration: Callable[[Row], object] = _nothing
    color: Callable[[Row], str | None] = _nothing


class ColumnTableModel(QAbstractTableModel, Generic[Row]):
    """A table of frozen rows.

    Parameters
    ----------
    columns
        From left to right.
    node_of
        What a row stands for in the case; None where it cannot be selected.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        node_of: Callable[[Row], NodeRef | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._node_of = node_of
        self._rows: tuple[Row, ...] = ()
        self._row_of: dict[NodeRef, int] | None = None
        self._shown: NDArray[np.int64] = np.empty(0, np.int64)
        self._mask: NDArray[np.bool_] | None = None
        self._ranks: dict[int, tuple[NDArray[np.int64], NDArray[np.bool_]]] = {}
        self._sort: tuple[int, Qt.SortOrder] | None = None
        self._related: frozenset[Hashable] = frozenset()
        self._related_brush = QBrush()

    # rows

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, the hidden ones too, in the order of the case."""
        return self._rows

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        return self._columns

    def set_rows(self, rows: Sequence[Row], mask: NDArray[np.bool_] | None = None) -> None:
        """Show other rows; ``mask`` (len(rows),) hides those that are False."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._row_of = None
        self._ranks = {}
        self._mask = mask
        self._shown = self._ordered()
        self.endResetModel()

    def set_mask(self, mask: NDArray[np.bool_] | None) -> None:
        """Hide the rows where ``mask`` (len(rows),) is False; None shows all."""
        self.beginResetModel()
        self._mask = mask
        self._shown = self._ordered()
        self.endResetModel()

    def row_at(self, index: int) -> Row:
        """The row at a line of the screen."""
        return self._rows[int(self._shown[index])]

    def node_at(self, index: int) -> NodeRef | None:
        return self._node_of(self.row_at(index)) if 0 <= index < len(self._shown) else None

    def index_of(self, node: NodeRef) -> int | None:
        """Line of the screen on which ``node`` stands; None when it is hidden or absent."""
        if self._row_of is None:
            self._row_of = {}
            for row, item in enumerate(self._rows):
                found = self._node_of(item)
                if found is not None:
                    self._row_of.setdefault(found, row)
        place = self._row_of.get(node)
        if place is None:
            return None
        lines: NDArray[np.int64] = np.flatnonzero(self._shown == place)
        return int(lines[0]) if len(lines) else None

    def set_related(self, nodes: frozenset[NodeRef], color: str) -> None:
        """Tint the rows that are linked to the selection."""
        self._related, self._related_brush = nodes, QBrush(QColor(color))
        self._all_changed([Qt.ItemDataRole.BackgroundRole])

    def retranslate(self) -> None:
        """Read all words anew; ranks of translated columns too."""
        self._ranks = {}
        if self._columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        self._all_changed([])

    def _all_changed(self, roles: list[int]) -> None:
        if len(self._shown):
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._shown) - 1, len(self._columns) - 1), roles
            )

    # Qt

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        row = self.row_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.is_number else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return column.cell_tip(row) or column.text(row)
            case Qt.ItemDataRole.DecorationRole:
                return column.decoration(row)
            case Qt.ItemDataRole.ForegroundRole:
                color = column.color(row)
                return QBrush(QColor(color)) if color else None
            case Qt.ItemDataRole.BackgroundRole:
                return self._related_brush if self._node_of(row) in self._related else None
        if role == EXPORT_ROLE:
            if column.export is not None:
                return column.export(row)
            return column.key(row) if column.is_number else column.text(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{column.title()}\n{column.unit}" if column.unit else column.title()
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip() if column.tip else column.title()
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.is_number else _LEFT
        if role == EXPORT_ROLE:
            return f"{column.title()} ({column.unit})" if column.unit else column.title()
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is not known stays at the end in both directions. -1: the order of the case."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        old = [int(self._shown[index.row()]) for index in before]
        self._sort = (column, order) if 0 <= column < len(self._columns) else None
        self._shown = self._ordered()
        line_of = np.full(len(self._rows), -1, np.int64)
        line_of[self._shown] = np.arange(len(self._shown))
        self.changePersistentIndexList(
            before,
            [self.index(int(line_of[row]), index.column()) for row, index in zip(old, before, strict=True)],
        )
        self.layoutChanged.emit()

    # order

    def _ordered(self) -> NDArray[np.int64]:
        shown = np.arange(len(self._rows)) if self._mask is None else np.flatnonzero(self._mask)
        if self._sort is None or not len(shown):
            return shown
        column, order = self._sort
        rank, missing = self._rank(column)
        wanted = rank[shown] if order == Qt.SortOrder.AscendingOrder else -rank[shown]
        return shown[np.lexsort((wanted, missing[shown]))]

    def _rank(self, column: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        if column not in self._ranks:
            keys = [self._columns[column].key(row) for row in self._rows]
            missing = np.array([key is None or key == "" for key in keys], bool)
            places = {key: place for place, key in enumerate(sorted({k for k in keys if k is not None}))}
            rank = np.array([-1 if key is None else places[key] for key in keys], np.int64)
            self._ranks[column] = (rank, missing)
        return self._ranks[column]
