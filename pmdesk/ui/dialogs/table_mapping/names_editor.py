"""In a long table: which name is which analyte. A name without an answer is kept as it is, without a code."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.core.analytes import analyte, analytes
from pmdesk.records.tables.mapping import Layout
from pmdesk.records.tables.suggesting import long_names
from pmdesk.records.tables.table import plain
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.table_mapping.draft import MappingDraft
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import SectionHeader

_KEEP = "keep"


class NamesEditor(QWidget):
    """List of the names in a long table, with the analyte of each."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._draft: MappingDraft | None = None
        self._header = SectionHeader(self.tr("Names in the table"))
        self._model = ColumnTableModel(
            (
                Column("name", lambda: self.tr("Name"), lambda name: name, lambda name: name),
                Column("analyte", lambda: self.tr("Is"), self._analyte_words, self._analyte_words),
            ),
            lambda _row: None,
            self,
        )
        self._table = DataTable("table.names")
        self._table.setAccessibleName(self.tr("Names in the table"))
        self._table.setModel(self._model)
        self._table.setMinimumHeight(self.fontMetrics().height() * 8)
        self._table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self._choice = ComboBox()
        self._choice.setObjectName("table.names.analyte")
        self._choice.setEditable(True)
        self._choice.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self._choice.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self._choice.setAccessibleName(self.tr("What the selected name is"))
        self._choice.setToolTip(self.tr("What the selected name is"))
        self._choice.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(self._header)
        column.addWidget(self._choice)
        column.addWidget(self._table, 1)

    def set_draft(self, draft: MappingDraft) -> None:
        self._draft = draft
        self._choice.clear()
        self._choice.addItem(self.tr("kept under its own name"), _KEEP)
        self._choice.addItem(self.tr("Leave out"), "")
        for one in analytes():
            self._choice.addItem(one.label.in_language(self._context.texts.language), one.id)

    def refresh(self) -> None:
        draft = self._draft
        is_long = draft is not None and draft.mapping.layout is Layout.LONG
        self.setVisible(is_long)
        if draft is None or not is_long:
            return
        names = long_names(draft.mapping, draft.opened.profiles)
        if names != self._model.rows:
            self._model.set_rows(names)
            self._table.fit_columns(widest_px=self.fontMetrics().averageCharWidth() * 30)
            if names:
                self._table.setCurrentIndex(self._model.index(0, 0))
        else:
            self._model.retranslate()
        self._show_current()

    def _show_current(self) -> None:
        name = self._current()
        self._choice.setEnabled(name is not None)
        if name is not None and self._draft is not None:
            value = self._draft.mapping.names.get(plain(name), _KEEP)
            self._choice.setCurrentIndex(max(0, self._choice.findData(value)))

    def _current(self) -> str | None:
        index = self._table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def _choose(self, index: int) -> None:
        name, value = self._current(), self._choice.itemData(index)
        if name is not None and self._draft is not None:
            self._draft.set_name(plain(name), None if value == _KEEP else value)

    def _analyte_words(self, name: str) -> str:
        if self._draft is None:
            return ""
        value = self._draft.mapping.names.get(plain(name))
        if value is None:
            return self.tr("kept under its own name")
        if not value:
            return self.tr("Leave out")
        return analyte(value).label.in_language(self._context.texts.language)
