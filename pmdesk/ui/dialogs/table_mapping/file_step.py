"""First step: how the file is read, with a preview of its rows."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmdesk.core.separated_text import Separator, TextCoding
from pmdesk.records.tables.reading import ReadOptions
from pmdesk.records.tables.table import MAX_ROWS, Table, cell_text
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.labels import NoticeBar, text_label
from pmdesk.ui.widgets.table_export import EXPORT_ROLE

PREVIEW_ROWS = 100
_CELL_CHARACTERS = 80


class PreviewModel(QAbstractTableModel):
    """The first rows of a table, with their numbers in the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._shown = 0

    def set_table(self, table: Table) -> None:
        self.beginResetModel()
        self._table = table
        self._shown = min(len(table.rows), PREVIEW_ROWS)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._table is None else len(self._table.header) + 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        if self._table is None or not index.isValid():
            return None
        if index.column() == 0:
            return self._table.row_numbers[index.row()] if role in (_DISPLAY, EXPORT_ROLE) else None
        text = cell_text(self._table.rows[index.row()][index.column() - 1])
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return text[:_CELL_CHARACTERS]
        return text if role in (Qt.ItemDataRole.ToolTipRole, EXPORT_ROLE) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole):
        if orientation is not Qt.Orientation.Horizontal or self._table is None:
            return None
        if role not in (_DISPLAY, EXPORT_ROLE, Qt.ItemDataRole.ToolTipRole):
            return None
        return self.tr("Row") if section == 0 else self._table.header[section - 1]


_DISPLAY = Qt.ItemDataRole.DisplayRole


class FileStep(QWidget):
    """Encoding, separator, sheet and header of a file.

    Signals
    -------
    options_changed(ReadOptions)
        The user says how the file is to be read.
    """

    options_changed = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._summary = text_label("", "quiet", name="table.file.summary")
        self._encoding = self._box("table.file.encoding")
        self._separator = self._box("table.file.separator")
        self._sheet = self._box("table.file.sheet")
        self._header_row = QLineEdit()
        self._header_row.setObjectName("table.file.header_row")
        self._header_row.setValidator(QIntValidator(1, MAX_ROWS, self._header_row))
        self._header_row.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 8)
        choices = QWidget()
        flow = FlowLayout(choices, spacing_px=GRID_PX * 3)
        for text, editor in (
            (self.tr("Encoding"), self._encoding),
            (self.tr("Separator"), self._separator),
            (self.tr("Sheet"), self._sheet),
            (self.tr("Names of the columns in row"), self._header_row),
        ):
            editor.setAccessibleName(text)
            editor.setToolTip(text)
            label = text_label(text, "quiet", wrap=False)
            label.setBuddy(editor)
            pair = QWidget()
            pair.setObjectName(f"{editor.objectName()}.pair")
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GRID_PX * 2)
            row.addWidget(label)
            row.addWidget(editor)
            flow.addWidget(pair)
        self._notice = NoticeBar("caution")
        self._notice.hide()
        self._notice.setObjectName("table.file.notes")
        self._model = PreviewModel(self)
        self._view = DataTable("table.file.preview")
        self._view.setAccessibleName(self.tr("First rows of the file"))
        self._view.setSortingEnabled(False)
        self._view.setModel(self._model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        for widget in (self._summary, choices, self._notice):
            column.addWidget(widget)
        column.addWidget(self._view, 1)
        for box in (self._encoding, self._separator, self._sheet):
            box.activated.connect(lambda _index: self.options_changed.emit(self.options()))
        self._header_row.editingFinished.connect(lambda: self.options_changed.emit(self.options()))
        self.apply_theme(context.theme.theme)

    def apply_theme(self, theme: Theme) -> None:
        self._notice.apply_theme(theme)

    def options(self) -> ReadOptions:
        """As the user has stated it."""
        coding, separator = self._encoding.currentData(), self._separator.currentData()
        return ReadOptions(
            encoding=TextCoding(coding) if coding else None,
            separator=Separator(separator) if separator else None,
            sheet=self._sheet.currentData(),
            header_row=int(self._header_row.text() or 1),
        )

    def show_table(self, table: Table) -> None:
        """Show how the table was read."""
        is_text = bool(table.separator)
        texts = self._context.texts
        self._fill(
            self._encoding,
            [(_coding_name(one), one.value) for one in TextCoding] if is_text else [],
            table.encoding,
        )
        self._fill(
            self._separator,
            [(self._separator_name(one), one.value) for one in Separator] if is_text else [],
            table.separator,
        )
        self._fill(self._sheet, [(name, name) for name in table.sheets], table.sheet)
        self._header_row.setText(str(table.header_row))
        self._summary.setText(
            self.tr("%1: %2 rows, %3 columns. The first rows are shown.")
            .replace("%1", table.name)
            .replace("%2", f"{len(table.rows) + len(table.ragged)}")
            .replace("%3", f"{len(table.header)}")
        )
        notes = [texts.of(note.code, detail=note.detail, count=note.count) for note in table.notes]
        self._notice.set_text("\n".join(notes[:8]))
        self._notice.setVisible(bool(notes))
        self._model.set_table(table)
        self._view.fit_columns(sample=40, widest_px=self.fontMetrics().averageCharWidth() * 30)

    def _fill(self, box: ComboBox, items: list[tuple[str, str]], chosen: str) -> None:
        box.clear()
        for text, value in items:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.parentWidget().setVisible(len(items) > 1)

    def _separator_name(self, separator: Separator) -> str:
        return {
            Separator.COMMA: self.tr("comma ,"),
            Separator.SEMICOLON: self.tr("semicolon ;"),
            Separator.TAB: self.tr("tab"),
            Separator.PIPE: self.tr("bar |"),
        }[separator]

    def _box(self, name: str) -> ComboBox:
        box = ComboBox()
        box.setObjectName(name)
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        return box


def _coding_name(coding: TextCoding) -> str:
    return {
        TextCoding.UTF_8: "UTF-8",
        TextCoding.UTF_16: "UTF-16",
        TextCoding.UTF_32: "UTF-32",
        TextCoding.GB18030: "GB18030 / GBK",
        TextCoding.BIG5: "Big5",
        TextCoding.LATIN_1: "Latin-1",
    }[coding]
