"""One list of the record as a table, with a form under it to add or change an entry."""

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.core.record import PatientRecord
from pmdesk.services.operations.edit_record import ReplaceRecord
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import ColumnTableModel
from pmdesk.ui.panels.record_columns import Entry, EntryInvalidError
from pmdesk.ui.panels.record_form import EntryForm, ObservationForm
from pmdesk.ui.panels.record_kind import EntryKind
from pmdesk.ui.table_output import ask_csv, copy_rows, save_csv
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import SectionHeader, text_label

_ALWAYS_SHOWN = ("name", "value", "status", "source", "relation", "condition", "criticality")
_LESS_ASKED_FOR = ("category", "class_code", "histology")
"""Columns that give way where there is no room, the first one first; copy and export have them all."""

_READ_FOR_WIDTH = 200
_SEARCHED_FROM = 12
"""Entries from which a list has a box to search in."""


class RecordList(QWidget):
    """Heading with its buttons, table, and the form. An empty list is "not known", never "none".

    Parameters
    ----------
    most_lines
        Rows in sight before the table scrolls; None: the table takes the room that it is given.
    """

    def __init__(
        self,
        context: UiContext,
        kind: EntryKind,
        parent: QWidget | None = None,
        *,
        most_lines: int | None = 9,
    ) -> None:
        super().__init__(parent)
        name = f"record.{kind.id}"
        self.setObjectName(name)
        self._context = context
        self._kind = kind
        self._most_lines = most_lines
        self._following = False
        self._unfolded = False
        self._edited_key: str | None = None
        self._shown_record: object = self
        self._holds_widths = self._misfits = False
        self._model: ColumnTableModel[Entry] = ColumnTableModel((), kind.node, self)
        self._header = SectionHeader()
        self._search = QLineEdit()
        self._search.setObjectName(f"{name}.search")
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 24)
        self._search.textChanged.connect(lambda _text: self._apply_mask())
        self._header.add(self._search)
        self._past = QPushButton()
        self._past.setObjectName(f"{name}.past")
        self._past.setCheckable(True)
        self._past.setProperty("flat", "true")
        self._past.toggled.connect(self._fold)
        self._header.add(self._past)
        self._buttons: dict[str, QToolButton] = {}
        for key, icon, slot in (
            ("add", "add", self._open_new),
            ("change", "edited", self._open_selected),
            ("remove", "remove", self._remove_selected),
            ("copy", "copy", self.copy_table),
            ("export", "export", self.export_table),
        ):
            if kind.can_edit or key not in ("add", "change"):
                self._buttons[key] = self._tool(f"{name}.{key}", icon, slot)
                deed = Deed.EXPORT if key in ("copy", "export") else Deed.CHANGE
                context.access.govern(deed, self._buttons[key])
        self._table = DataTable(f"{name}.table", stretched=kind.stretched)
        self._table.doubleClicked.connect(lambda _index: self._open_selected())
        self._table.govern_copy(lambda: context.access.allows(Deed.EXPORT))
        self._nothing = text_label("", "quiet", name=f"{name}.empty")
        self._problem = text_label("", "danger", name=f"{name}.problem")
        self._problem.hide()
        self._form: EntryForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID_PX)
        for widget in (self._header, self._table, self._nothing, self._problem):
            self._column.addWidget(widget)
        if most_lines is None:
            self._column.setStretchFactor(self._table, 1)
            self._column.addStretch(0)

    def _tool(self, name: str, icon: str, slot) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("flat", "true")
        button.setProperty("icon_name", icon)
        button.clicked.connect(lambda: slot())
        self._header.add(button)
        return button

    @property
    def _record(self) -> PatientRecord | None:
        return self._context.session.case.record

    @property
    def kind(self) -> EntryKind:
        return self._kind

    def _selected(self) -> Entry | None:
        lines = self._table.selectionModel().selectedRows() if self._table.selectionModel() else []
        return self._model.row_at(lines[0].row()) if lines else None

    # entering

    def _make_form(self) -> EntryForm:
        """The form, made when first asked for: a page of lists would otherwise make a hundred boxes."""
        if self._form is None:
            has_units = any(field.id == "unit" for field in self._kind.fields)
            make = ObservationForm if has_units else EntryForm
            self._form = make(self._kind, lambda: self._context.texts.language)
            self._form.saved.connect(self._save)
            self._form.cancelled.connect(self._close_form)
            self._form.retranslate()
            self._column.insertWidget(self._column.indexOf(self._problem), self._form)
            self._form.hide()
        return self._form

    def open_form(self) -> None:
        """Begin a new entry."""
        self._open_new()

    def _open_new(self) -> None:
        self._open({}, None)

    def _open_selected(self) -> None:
        entry = self._selected()
        if entry is not None and self._kind.can_edit:
            self._open(self._kind.read(entry), self._kind.key(entry))

    def _open(self, texts: dict[str, str], key: str | None) -> None:
        if not self._context.access.allows(Deed.CHANGE):
            return
        form = self._make_form()
        self._edited_key = key
        form.set_texts(texts)
        self._problem.hide()
        form.show()
        form.start()
        # under a long table the form stands below the edge; it has its place only after the layout
        QTimer.singleShot(0, form, partial(_scroll_to, form))

    def _close_form(self) -> None:
        self._problem.hide()
        if self._form is not None:
            self._form.hide()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        form = self._make_form()
        empty = form.missing()
        if empty:
            self._refuse(self.tr("Please fill in: {fields}").format(fields=self._context.texts.join(empty)))
            return
        entries = self._kind.entries(self._record)
        before = next((item for item in entries if self._kind.key(item) == self._edited_key), None)
        try:
            key = self._kind.new_id(self._record) if before is None else self._kind.key(before)
            made = self._kind.make(form.texts(), key, before)
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
        before = self._record
        self._context.undo.push(
            ReplaceRecord(before, self._kind.with_entries(before, entries)), self.window()
        )

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()

    # showing

    def show_record(self, record: PatientRecord | None) -> None:
        entries = self._kind.entries(record)
        if entries is self._shown_record:
            return
        self._shown_record = entries
        shown = self._kind.shown(record)
        self._following = True
        self._model.set_rows(shown, self._mask_of(shown))
        self._following = False
        self._table.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._search.setVisible(len(shown) >= _SEARCHED_FROM or bool(self._search.text()))
        self._fit_columns()
        self._show_past()
        self._fit_height()
        self._enable_buttons()

    def hold_widths(self) -> None:
        """Leave the widths of the columns until `release_widths`: several things are about to change."""
        self._holds_widths = True

    def release_widths(self) -> None:
        self._holds_widths = False
        if self._misfits:
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Widths from the content; a column in which nothing is known is hidden, and the name keeps its room."""
        self._misfits = self._holds_widths
        if self._misfits:
            return
        digit = self.fontMetrics().horizontalAdvance("0")
        self._table.fit_columns(sample=60, widest_px=digit * 60)
        rows = [self._model.row_at(line) for line in range(min(self._model.rowCount(), _READ_FOR_WIDTH))]
        for place, column in enumerate(self._model.columns):
            is_empty = column.id not in _ALWAYS_SHOWN and all(column.key(row) in (None, "") for row in rows)
            self._table.setColumnHidden(place, is_empty and place != self._kind.stretched)
        shown = [
            place
            for place in range(len(self._model.columns))
            if place != self._kind.stretched and not self._table.isColumnHidden(place)
        ]
        excess = sum(self._table.columnWidth(place) for place in shown) + digit * 26 - self._table.width()
        for name in _LESS_ASKED_FOR:
            yielding = next((one for one in shown if self._model.columns[one].id == name), None)
            if excess > 0 and yielding is not None:
                excess -= self._table.columnWidth(yielding)
                self._table.setColumnHidden(yielding, True)
                shown.remove(yielding)
        # long texts give way first, then every column
        for least in (digit * 24, digit * 13):
            for place in sorted(shown, key=lambda one: -self._table.columnWidth(one)):
                if excess <= 0:
                    return
                width = self._table.columnWidth(place)
                narrower = max(width - excess, min(width, least))
                self._table.setColumnWidth(place, narrower)
                excess -= width - narrower

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._model.rows:
            self._fit_columns()

    def _mask_of(self, shown: tuple[Entry, ...]) -> np.ndarray | None:
        """(n,) which entries are in sight: those that are not folded away and answer the search."""
        wanted = self._search.text().casefold().split()
        if not wanted and (self._unfolded or self._kind.past_title is None):
            return None
        mask = np.ones(len(shown), bool)
        if not self._unfolded and not wanted:
            mask &= np.array([not self._kind.is_past(entry) for entry in shown], bool)
        if wanted:
            columns = self._model.columns
            texts = [" ".join(column.text(entry) for column in columns).casefold() for entry in shown]
            mask &= np.array([all(word in text for word in wanted) for text in texts], bool)
        return mask

    def _apply_mask(self) -> None:
        self._following = True
        self._model.set_mask(self._mask_of(self._model.rows))
        self._following = False
        self._fit_columns()
        self._fit_height()
        self._enable_buttons()

    def _fold(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._apply_mask()
        self._show_past()

    def _show_past(self) -> None:
        title = self._kind.past_title
        count = sum(self._kind.is_past(entry) for entry in self._model.rows) if title is not None else 0
        self._past.setVisible(count > 0)
        if title is not None and count:
            self._past.setText(title(count))
            theme = self._context.theme.theme
            self._past.setIcon(tinted_icon("unfolded" if self._unfolded else "folded", theme.quiet))

    def _fit_height(self) -> None:
        if self._most_lines is None:
            return
        lines = min(self._model.rowCount(), self._most_lines)
        row = self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(self._table.horizontalHeader().sizeHint().height() + lines * row + 2)
        fits = self._model.rowCount() <= self._most_lines
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._table.setVerticalScrollBarPolicy(policy)
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _enable_buttons(self) -> None:
        has_one = self._selected() is not None
        for key, button in self._buttons.items():
            button.setEnabled(
                True if key == "add" else has_one if key in ("change", "remove") else bool(self._model.rows)
            )

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

    def holds(self, node: NodeRef) -> bool:
        """Whether an entry of this list, folded or not, stands for ``node``."""
        return any(self._kind.node(entry) == node for entry in self._model.rows)

    def focus_node(self, node: NodeRef) -> bool:
        """Take the keyboard to an entry; False when it is not in this list."""
        if not self.holds(node):
            return False
        if self._model.index_of(node) is None:
            self._search.clear()
            self._past.setChecked(True)
        line = self._model.index_of(node)
        if line is None:
            return False
        self._following = True
        self._table.select_line(line)
        self._following = False
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._following or not current.isValid():
            return
        node = self._model.node_at(current.row())
        if node is not None:
            self._context.session.selection.select(node)

    # out of the program

    def copy_table(self) -> None:
        """The selected row, or all rows when none is selected, to the clipboard."""
        copy_rows(self._context, self._table)

    def export_table(self) -> None:
        """Ask for a file and write the rows in sight as CSV."""
        ask_csv(self, self.tr("Export table"), f"{self._kind.id}.csv", self.export_to)

    def export_to(self, path: Path) -> None:
        save_csv(self._context, self._model, path)

    # look

    def apply_theme(self, theme: Theme) -> None:
        previous = self._model
        self._model = ColumnTableModel(self._kind.columns(theme), self._kind.node, self)
        self._table.setModel(self._model)
        previous.deleteLater()
        self._table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._table.selectionModel().selectionChanged.connect(lambda _on, _off: self._enable_buttons())
        for button in self._buttons.values():
            button.setIcon(tinted_icon(button.property("icon_name"), theme.text, theme.quiet))
        if previous.rows:
            self._model.set_rows(previous.rows, self._mask_of(previous.rows))
            self._fit_columns()
            self._show_past()

    def retranslate(self) -> None:
        title = self._kind.title()
        self._header.set_text(title)
        self._table.setAccessibleName(title)
        self._nothing.setText(self._kind.empty())
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search: {list}").format(list=title))
        texts = {
            "add": self.tr("Add: {list}"),
            "change": self.tr("Change the selected entry: {list}"),
            "remove": self.tr("Remove the selected entry: {list}"),
            "copy": self.tr("Copy the selected row, or all rows: {list}"),
            "export": self.tr("Export as CSV: {list}"),
        }
        for key, button in self._buttons.items():
            words = texts[key].format(list=title)
            button.setToolTip(words)
            button.setAccessibleName(words)
        if self._form is not None:
            self._form.retranslate()
        if self._model.rows:
            # words of another language have other widths
            self._fit_columns()
        self._show_past()
        self._model.retranslate()


def _scroll_to(form: QWidget) -> None:
    """Bring a form into sight; nothing where it does not stand in a scrolled page."""
    above = form.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(form, 0, GRID_PX * 4)
