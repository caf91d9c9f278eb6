"""One row of the list of scores: the title and, at the right, the value, each in as many lines as it needs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from pmdesk.ui.theme import GRID_PX

_VALUE_COLUMN = 1
_VALUE_SHARE = 0.45
"""Of the width, at most: a long category is cut off before the title is."""
_MOST_LINES = 3
_ICON_ROOM_PX = 24
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

_WRAP_RIGHT = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TitleAndValue(QStyledItemDelegate):
    """Draws column 0 and, in the same cell, the text and colour of the hidden column 1."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        if _is_group(index):
            return size
        metrics = option.fontMetrics
        title, value = self._widths(
            index, metrics, self._tree.viewport().width() - self._tree.indentation() * 2
        )
        words = str(index.siblingAtColumn(_VALUE_COLUMN).data() or "")
        lines = max(self._lines(index, metrics, title), min(_line_count(words, metrics, value), _MOST_LINES))
        return QSize(size.width(), size.height() + (lines - 1) * metrics.lineSpacing())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if _is_group(index):
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        words, shown.text = shown.text, ""
        style = self._tree.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, self._tree)
        metrics, cell = shown.fontMetrics, shown.rect.adjusted(_ICON_ROOM_PX + GRID_PX, 0, -GRID_PX * 2, 0)
        title_px, value_px = self._widths(index, metrics, option.rect.width())
        selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(shown.font)
        painter.setPen(_ink(index, shown, selected))
        room = QRect(cell.left(), cell.top(), title_px, cell.height())
        painter.drawText(room, _WRAP, _fitted(words, metrics, title_px))
        value = index.siblingAtColumn(_VALUE_COLUMN)
        painter.setPen(_ink(value, shown, selected))
        painter.drawText(
            QRect(cell.right() - value_px, cell.top(), value_px + 1, cell.height()),
            _WRAP_RIGHT,
            _fitted(str(value.data() or ""), metrics, value_px),
        )
        painter.restore()

    def _widths(
        self, index: QModelIndex | QPersistentModelIndex, metrics: QFontMetrics, width: int
    ) -> tuple[int, int]:
        """Room for the title and for the value, in pixels."""
        inside = max(width - _ICON_ROOM_PX - GRID_PX * 3, 1)
        asked = metrics.horizontalAdvance(str(index.siblingAtColumn(_VALUE_COLUMN).data() or "")) + 1
        title = metrics.horizontalAdvance(str(index.data() or ""))
        free = inside - title - GRID_PX * 2
        value = min(asked, max(int(inside * _VALUE_SHARE), free))
        return max(inside - value - GRID_PX * 2, 1), value

    def _lines(self, index: QModelIndex | QPersistentModelIndex, metrics: QFontMetrics, width: int) -> int:
        return min(_line_count(str(index.data() or ""), metrics, width), _MOST_LINES)


def _line_count(words: str, metrics: QFontMetrics, width: int) -> int:
    needed = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, words).height()
    return max(round(needed / metrics.lineSpacing()), 1)


def _fitted(words: str, metrics: QFontMetrics, width: int) -> str:
    """``words``, cut at their end where they need more lines than a row has."""
    shown, kept = words, len(words)
    while kept > 1 and _line_count(shown, metrics, width) > _MOST_LINES:
        kept -= 1
        shown = f"{words[:kept].rstrip()}…"
    return shown


def _is_group(index: QModelIndex | QPersistentModelIndex) -> bool:
    return not index.parent().isValid()


def _ink(index: QModelIndex | QPersistentModelIndex, option: QStyleOptionViewItem, selected: bool) -> QColor:
    if selected:
        return option.palette.color(QPalette.ColorRole.HighlightedText)
    brush = index.data(Qt.ItemDataRole.ForegroundRole)
    return brush.color() if isinstance(brush, QBrush) else option.palette.color(QPalette.ColorRole.Text)
