"""A table cell with an icon and words; where the words have no room, the icon alone."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

ICON_ROOM_PX = 30


class IconOrWords(QStyledItemDelegate):
    """Half a word helps nobody: the icon stands for it, and the tooltip and screen readers still have it whole."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        needed = option.fontMetrics.horizontalAdvance(option.text) + ICON_ROOM_PX
        if not option.icon.isNull() and needed > option.rect.width() > 0:
            option.text = ""
