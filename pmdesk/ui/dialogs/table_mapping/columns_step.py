"""Second step: what every column is. A list of the columns, and the editor of the one that is selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.errors import PmdeskError
from pmdesk.records.tables.mapping import AnalyteTarget, FieldTarget, Grouping, Layout
from pmdesk.records.tables.saved_mappings import SavedMappings
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.table_mapping.column_editor import ColumnEditor
from pmdesk.ui.dialogs.table_mapping.draft import MappingDraft
from pmdesk.ui.dialogs.table_mapping.names_editor import NamesEditor
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.icons import cell_icon
from pmdesk.ui.widgets.labels import NoticeBar, text_label
from pmdesk.ui.widgets.table_words import grouping_words, layout_words, target_words

_SAMPLES = 3


class ColumnsStep(QWidget):
    """Mapping of the columns, with the saved mappings.

    Signals
    -------
    changed()
        The draft changed, so that it may be complete now.
    message(str, str)
        Something to say, and its level.
    """

    changed = Signal()
    message = Signal(str, str)

    def __init__(self, context: UiContext, saved: SavedMappings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._saved = saved
        self._draft: MappingDraft | None = None
        self._theme = context.theme.theme
        self._table = DataTable("table.columns")
        self._table.setAccessibleName(self.tr("Columns of the table"))
        self._model = ColumnTableModel(self._columns(), lambda _row: None, self)
        self._table.setModel(self._model)
        self._table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_selected())
        self._editor = ColumnEditor(context)
        self._names = NamesEditor(context)
        self._notice = NoticeBar("caution")
        self._notice.setObjectName("table.columns.questions")
        self._mappings = self._box("table.mapping.saved", self.tr("Saved mapping"))
        self._mappings.activated.connect(self._use_saved)
        self._save = self._button("table.mapping.save", self.tr("Save as..."), self._ask_name)
        self._delete = self._button("table.mapping.delete", self.tr("Delete"), self._delete_saved)
        self._layout_box = self._box("table.mapping.layout", self.tr("Layout"))
        self._layout_box.activated.connect(self._choose_layout)
        self._grouping = self._box("table.mapping.grouping", self.tr("Rows of one patient"))
        self._grouping.activated.connect(self._choose_grouping)
        self._comma = QCheckBox(self.tr("Decimal comma (1,5)"))
        self._comma.setObjectName("table.mapping.decimal_comma")
        self._comma.setAccessibleName(self._comma.text())
        self._comma.setToolTip(self.tr("Numbers are written with a comma before the decimals"))
        self._comma.clicked.connect(self._choose_comma)
        self._confirm_all = self._button(
            "table.mapping.confirm_all", self.tr("All suggestions are right"), self._accept_all
        )
        self._lay_out()
        self.apply_theme(self._theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._notice.apply_theme(theme)

    def set_draft(self, draft: MappingDraft) -> None:
        """Work on another table."""
        self._draft = draft
        draft.changed.connect(self._refresh)
        self._model.set_rows(draft.header)
        self._editor.set_draft(draft)
        self._names.set_draft(draft)
        for layout in Layout if self._layout_box.count() == 0 else ():
            self._layout_box.addItem(layout_words(layout), layout.value)
        for grouping in Grouping if self._grouping.count() == 0 else ():
            self._grouping.addItem(grouping_words(grouping), grouping.value)
        self._list_saved(draft.mapping.name)
        self._refresh()
        self._table.fit_columns(widest_px=self.fontMetrics().averageCharWidth() * 30)
        self._select_first_open()

    def focus_first_open(self) -> None:
        """Go to the first column that wants an answer."""
        self._select_first_open()
        self._table.setFocus()

    # building

    def _lay_out(self) -> None:
        top = QWidget()
        flow = FlowLayout(top, spacing_px=GRID_PX * 3)
        for label, widgets in (
            (self.tr("Saved mapping"), (self._mappings, self._save, self._delete)),
            (self.tr("Layout"), (self._layout_box,)),
            (self.tr("Rows of one patient"), (self._grouping,)),
            ("", (self._comma, self._confirm_all)),
        ):
            group = QWidget()
            row = QHBoxLayout(group)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GRID_PX * 2)
            if label:
                shown = text_label(label, "quiet", wrap=False)
                shown.setBuddy(widgets[0])
                row.addWidget(shown)
            for widget in widgets:
                row.addWidget(widget)
            flow.addWidget(group)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._editor)
        side.addWidget(self._names, 1)
        scroll = QScrollArea()
        scroll.setObjectName("table.column.scroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(right)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._table)
        splitter.addWidget(scroll)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(top)
        column.addWidget(splitter, 1)
        column.addWidget(self._notice)

    def _columns(self) -> tuple[Column[str], ...]:
        return (
            Column(
                "mark",
                lambda: self.tr("State"),
                self._state_words,
                self._state_words,
                decoration=self._state_icon,
            ),
            Column("column", lambda: self.tr("Column"), lambda name: name, lambda name: name),
            Column("target", lambda: self.tr("Is"), self._target_words, self._target_words),
            Column("unit", lambda: self.tr("Unit"), self._unit_words, self._unit_words),
            Column("values", lambda: self.tr("Values"), self._samples, self._samples),
        )

    def _state_words(self, name: str) -> str:
        if self._draft is None:
            return ""
        if self._draft.questions_of(name):
            return self.tr("asks")
        if not self._draft.is_confirmed(name):
            return self.tr("suggested")
        return "" if self._draft.target(name).kind == "ignore" else self.tr("set")

    def _state_icon(self, name: str) -> object:
        if self._draft is None:
            return None
        theme = self._theme
        if self._draft.questions_of(name):
            return cell_icon("caution", theme.caution, theme.accent_text)
        if not self._draft.is_confirmed(name):
            return cell_icon("unreviewed", theme.quiet, theme.accent_text)
        ignored = self._draft.target(name).kind == "ignore"
        return None if ignored else cell_icon("check", theme.accepted, theme.accent_text)

    def _samples(self, name: str) -> str:
        return "" if self._draft is None else "  |  ".join(self._draft.profile(name).texts[:_SAMPLES])

    def _target_words(self, name: str) -> str:
        if self._draft is None:
            return ""
        return target_words(self._draft.target(name), self._context.texts.language)

    def _unit_words(self, name: str) -> str:
        target = None if self._draft is None else self._draft.target(name)
        if isinstance(target, AnalyteTarget):
            if target.unit is None:
                return "?"
            return terms.unit(target.unit) if target.unit else terms.not_known()
        return terms.unit(target.unit) if isinstance(target, FieldTarget) and target.unit else ""

    def _box(self, name: str, label: str) -> ComboBox:
        box = ComboBox()
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setToolTip(label)
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _button(self, name: str, text: str, act) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # showing

    def _refresh(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self._model.retranslate()
        mapping = draft.mapping
        self._layout_box.setCurrentIndex(self._layout_box.findData(mapping.layout.value))
        self._grouping.setCurrentIndex(self._grouping.findData(mapping.grouping.value))
        self._comma.setChecked(mapping.decimal_comma)
        self._confirm_all.setVisible(bool(draft.unconfirmed))
        self._names.refresh()
        self._editor.refresh()
        self._notice.set_text(self._open_words(draft))
        self._notice.setVisible(not draft.is_complete)
        self.changed.emit()

    def _open_words(self, draft: MappingDraft) -> str:
        texts = self._context.texts
        lines = [texts.of(one.kind.value, detail=one.detail) for one in draft.questions_of("")]
        asking = [name for name in draft.header if draft.questions_of(name)]
        if asking:
            lines.append(self.tr("Questions are open for: %1").replace("%1", texts.join(asking[:12])))
        if draft.unconfirmed:
            count = str(len(draft.unconfirmed))
            lines.append(self.tr("%1 suggestions wait to be confirmed.").replace("%1", count))
        return "\n".join(lines)

    def _show_selected(self) -> None:
        index = self._table.currentIndex()
        self._editor.show_column(self._model.row_at(index.row()) if index.isValid() else "")

    def _select_first_open(self) -> None:
        draft = self._draft
        if draft is None:
            return
        wanted = next((name for name in draft.header if draft.questions_of(name)), None)
        wanted = wanted or next(iter(draft.unconfirmed), draft.header[0])
        for line in range(self._model.rowCount()):
            if self._model.row_at(line) == wanted:
                self._table.setCurrentIndex(self._model.index(line, 0))
                self._table.scrollTo(self._model.index(line, 0))

    # choosing

    def _choose_layout(self, index: int) -> None:
        if self._draft is not None:
            self._draft.set_layout(Layout(self._layout_box.itemData(index)))
            self._editor.set_draft(self._draft)
            self._show_selected()

    def _choose_grouping(self, index: int) -> None:
        if self._draft is not None:
            self._draft.set_grouping(Grouping(self._grouping.itemData(index)))

    def _choose_comma(self, on: bool) -> None:
        if self._draft is not None:
            self._draft.set_decimal_comma(on=on)

    def _accept_all(self) -> None:
        if self._draft is not None:
            self._draft.confirm_all()

    # saved mappings

    def _list_saved(self, chosen: str) -> None:
        self._mappings.clear()
        self._mappings.addItem(self.tr("none"), "")
        header = () if self._draft is None else self._draft.header
        for one in self._saved.recognised(header):
            self._mappings.addItem(one.name, one.name)
        self._mappings.setCurrentIndex(max(0, self._mappings.findData(chosen)))
        self._delete.setEnabled(self._mappings.currentIndex() > 0)

    def _use_saved(self, index: int) -> None:
        name = self._mappings.itemData(index)
        found = self._saved.named(name) if name else None
        if found is not None and self._draft is not None:
            self._draft.use(found.for_header(self._draft.header))
            self._editor.set_draft(self._draft)
            self._show_selected()
        self._delete.setEnabled(found is not None)

    def _ask_name(self) -> None:
        if self._draft is None:
            return
        name, accepted = QInputDialog.getText(
            self, self.tr("Save mapping"), self.tr("Name"), text=self._draft.mapping.name
        )
        if accepted and name.strip():
            self.save_as(name)

    def save_as(self, name: str) -> None:
        """Keep the mapping under a name; an older one of that name is replaced."""
        if self._draft is None:
            return
        try:
            kept = self._saved.save(self._draft.saved_form(), name)
        except PmdeskError as error:
            self.message.emit(self._context.texts.of_error(error), "danger")
            return
        self._list_saved(kept.name)
        self.message.emit(self.tr("Saved: %1").replace("%1", kept.name), "info")

    def _delete_saved(self) -> None:
        name = self._mappings.currentData()
        if name and self._saved.delete(name) is not None:
            self._list_saved("")
            self.message.emit(
                self.tr("Deleted: %1. The columns stay as they are; save them again to keep them.").replace(
                    "%1", name
                ),
                "info",
            )
