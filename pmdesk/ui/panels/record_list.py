"""One list of the record as a table, with a form under it to add or change an entry."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.core.record import PatientRecord
from pmdesk.services.operations.edit_record import ReplaceRecord
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import ColumnTableModel
from pmdesk.ui.panels.record_entries import Entry, EntryInvalidError, EntryKind
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import SectionHeader, text_label

_MOST_LINES = 9


class RecordList(QWidget):
    """Heading with add and remove, table, and the form. An empty list is "not known", never "none"."""

    def __init__(self, context: UiContext, kind: EntryKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = f"record.{kind.attribute}"
        self.setObjectName(name)
        self._context = context
        self._kind = kind
        self._following = False
        self._edited_id: str | None = None
        self._model: ColumnTableModel[Entry] = ColumnTableModel((), kind.node, self)
        self._header = SectionHeader()
        self._add = self._tool(f"{name}.add", self._open_new)
        self._change = self._tool(f"{name}.change", self._open_selected)
        self._remove = self._tool(f"{name}.remove", self._remove_selected)
        for button in (self._add, self._change, self._remove):
            self._header.add(button)
        self._table = DataTable(f"{name}.table", stretched=kind.stretched)
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.doubleClicked.connect(lambda _index: self._open_selected())
        self._nothing = text_label("", "quiet", name=f"{name}.empty")
        self._problem = text_label("", "danger", name=f"{name}.problem")
        self._problem.hide()

        self._form = QWidget()
        self._form.setObjectName(f"{name}.form")
        boxes = QWidget()
        flow = FlowLayout(boxes, spacing_px=GRID_PX)
        self._boxes: dict[str, QLineEdit] = {}
        for field in kind.fields:
            box = QLineEdit()
            box.setObjectName(f"{name}.form.{field.id}")
            box.setMinimumWidth(120)
            box.returnPressed.connect(self._save)
            self._boxes[field.id] = box
            flow.addWidget(box)
        self._save_button = QPushButton()
        self._save_button.setObjectName(f"{name}.form.save")
        self._save_button.clicked.connect(self._save)
        self._cancel_button = QPushButton()
        self._cancel_button.setObjectName(f"{name}.form.cancel")
        self._cancel_button.clicked.connect(self._close_form)
        flow.addWidget(self._save_button)
        flow.addWidget(self._cancel_button)
        row = QHBoxLayout(self._form)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(boxes)
        self._form.hide()

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for widget in (self._header, self._table, self._nothing, self._form, self._problem):
            column.addWidget(widget)

    def _tool(self, name: str, slot) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("flat", "true")
        button.clicked.connect(lambda: slot())
        return button

    @property
    def _record(self) -> PatientRecord | None:
        return self._context.session.case.record

    def _selected(self) -> Entry | None:
        lines = self._table.selectionModel().selectedRows() if self._table.selectionModel() else []
        return self._model.row_at(lines[0].row()) if lines else None

    # entering

    def _open_new(self) -> None:
        self._open({}, None)

    def _open_selected(self) -> None:
        entry = self._selected()
        if entry is not None:
            self._open(self._kind.read(entry), entry.id)

    def _open(self, texts: dict[str, str], entry_id: str | None) -> None:
        self._edited_id = entry_id
        for key, box in self._boxes.items():
            box.setText(texts.get(key, ""))
        self._problem.hide()
        self._form.show()
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        self._form.hide()
        self._problem.hide()

    def _save(self) -> None:
        texts = {key: box.text().strip() for key, box in self._boxes.items()}
        empty = [field.title() for field in self._kind.fields if field.is_required and not texts[field.id]]
        if empty:
            self._refuse(self.tr("Please fill in: {fields}").format(fields=self._context.texts.join(empty)))
            return
        entries = self._kind.entries(self._record)
        before = next((item for item in entries if item.id == self._edited_id), None)
        try:
            made = self._kind.make(texts, before.id if before else self._kind.new_id(self._record), before)
        except EntryInvalidError as error:
            self._refuse(str(error))
            return
        changed = (
            (*entries, made)
            if before is None
            else tuple(made if item is before else item for item in entries)
        )
        self._close_form()
        self._push(changed)

    def _remove_selected(self) -> None:
        entry = self._selected()
        if entry is not None:
            self._push(tuple(item for item in self._kind.entries(self._record) if item is not entry))

    def _push(self, entries: tuple[Entry, ...]) -> None:
        after = self._kind.with_entries(self._record, entries)
        self._context.undo.push(ReplaceRecord(self._record, after), self.window())

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()

    # showing

    def show_record(self, record: PatientRecord | None) -> None:
        entries = self._kind.entries(record)
        self._following = True
        self._model.set_rows(entries)
        self._following = False
        self._table.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._table.fit_columns(widest_px=120)
        self._fit_height()
        self._enable_buttons()

    def _fit_height(self) -> None:
        lines = min(self._model.rowCount(), _MOST_LINES)
        row = self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(self._table.horizontalHeader().sizeHint().height() + lines * row + 2)

    def _enable_buttons(self) -> None:
        has_one = self._selected() is not None
        self._change.setEnabled(has_one)
        self._remove.setEnabled(has_one)

    def show_focus(self, selected: NodeRef | None, related: frozenset[NodeRef]) -> None:
        self._model.set_related(related, self._context.theme.theme.related)
        line = None if selected is None else self._model.index_of(selected)
        if line is not None:
            self._following = True
            self._table.select_line(line)
            self._following = False
        elif selected is not None:
            self._table.clearSelection()
        self._enable_buttons()

    def focus_node(self, node: NodeRef) -> bool:
        """Take the keyboard to an entry; False when it is not in this list."""
        line = self._model.index_of(node)
        if line is None:
            return False
        self._following = True
        self._table.select_line(line)
        self._following = False
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._enable_buttons()
        if self._following or not current.isValid():
            return
        node = self._model.node_at(current.row())
        if node is not None:
            self._context.session.selection.select(node)

    # look

    def apply_theme(self, theme: Theme) -> None:
        previous = self._model
        self._model = ColumnTableModel(self._kind.columns(theme), self._kind.node, self)
        self._table.setModel(self._model)
        previous.deleteLater()
        self._table.selectionModel().currentRowChanged.connect(self._row_chosen)
        for button, name in ((self._add, "add"), (self._change, "edited"), (self._remove, "remove")):
            button.setIcon(tinted_icon(name, theme.text, theme.quiet))
        self.show_record(self._record)

    def retranslate(self) -> None:
        title = self._kind.title()
        self._header.set_text(title)
        self._table.setAccessibleName(title)
        self._nothing.setText(terms.not_known())
        for button, text in (
            (self._add, self.tr("Add: {list}")),
            (self._change, self.tr("Change the selected entry: {list}")),
            (self._remove, self.tr("Remove the selected entry: {list}")),
        ):
            words = text.format(list=title)
            button.setToolTip(words)
            button.setAccessibleName(words)
        for field in self._kind.fields:
            self._boxes[field.id].setPlaceholderText(field.title())
            self._boxes[field.id].setAccessibleName(f"{title}: {field.title()}")
        self._save_button.setText(self.tr("Save entry"))
        self._cancel_button.setText(self.tr("Cancel"))
        self._model.retranslate()
