"""Contradictions of two records, one a row; a click or the space bar on a side chooses it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from pmdesk.services.record_exchange import Choice, Comparison
from pmdesk.ui.comparison_words import comparison_title, side_words
from pmdesk.ui.context import UiContext

_SIDES = (Choice.FIRST, Choice.SECOND, Choice.BOTH)
_CHOSEN, _OPEN = "●", "○"


class ConflictTable(QTableWidget):
    """What contradicts, the open record's side, the new file's side, and both where that is possible.

    Signals
    -------
    changed()
        A side was chosen.
    """

    changed = Signal()

    def __init__(
        self, context: UiContext, conflicts: Sequence[Comparison], parent: QWidget | None = None
    ) -> None:
        super().__init__(len(conflicts), 4, parent)
        self._context = context
        self._conflicts = tuple(conflicts)
        self.choices: dict[str, Choice] = {}
        self.setObjectName("merge_preview.conflicts")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        self.cellClicked.connect(self._choose_cell)

    def choose_all(self, choice: Choice) -> None:
        """One side for every contradiction."""
        self.choices = {item.key: choice for item in self._conflicts}
        self.retranslate()
        self.changed.emit()

    def choose(self, row: int, choice: Choice) -> None:
        """A side for one contradiction; "both" is refused for a field, which has one value."""
        item = self._conflicts[row]
        if choice is Choice.BOTH and not is_entry(item):
            return
        self.choices[item.key] = choice
        self._fill_row(row)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._choose_cell(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Contradictions"))
        self.setHorizontalHeaderLabels(
            [self.tr("What"), self.tr("Open record"), self.tr("New file"), self.tr("Both")]
        )
        for row in range(len(self._conflicts)):
            self._fill_row(row)

    def _choose_cell(self, row: int, column: int) -> None:
        if column > 0:
            self.choose(row, _SIDES[column - 1])

    def _fill_row(self, row: int) -> None:
        item = self._conflicts[row]
        chosen = self.choices.get(item.key)
        texts = [comparison_title(self._context.texts, item)]
        for side in _SIDES:
            mark = _CHOSEN if chosen is side else _OPEN
            if side is Choice.BOTH:
                texts.append(mark if is_entry(item) else "")
            else:
                texts.append(f"{mark} {side_words(self._context.texts, item, side)}")
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            self.setItem(row, column, cell)


def is_entry(item: Comparison) -> bool:
    """Whether it is an entry of a list, of which both sides can be kept; a field has one value."""
    return item.list_name not in ("", "stated_inputs")
