"""What became of a record file: what was read, kept as text only, left out, and why."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.services.record_exchange import Effect, NoteGroup, RecordImport, note_detail, type_words
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.dialog_size import fit_dialog
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.table_output import ask_csv, copy_rows, save_csv
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import SectionHeader, text_label

_ID_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class _TypeRow:
    name: str
    total: int
    understood: int
    ignored: int

    @property
    def left_out(self) -> int:
        return max(self.total - self.understood - self.ignored, 0)


class ImportReportDialog(QDialog):
    """The report of one file: resources by type, and every note. Not modal; both tables can be copied and saved."""

    def __init__(
        self, context: UiContext, path: Path, imported: RecordImport, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._imported = imported
        self.setObjectName("import_report")
        theme = context.theme.theme
        self._summary = text_label(name="import_report.summary")
        self._types_header, self._notes_header = SectionHeader(), SectionHeader()
        self._types = ColumnTableModel(self._type_columns(), _no_node, self)
        self._types.set_rows(self._type_rows())
        self._notes = ColumnTableModel(self._note_columns(theme), _no_node, self)
        self._notes.set_rows(imported.groups())
        self._type_table = DataTable("import_report.types", self, stretched=0)
        self._type_table.setModel(self._types)
        self._note_table = DataTable("import_report.notes", self, stretched=1)
        self._note_table.setModel(self._notes)
        self._whole = text_label("", "quiet", name="import_report.whole")
        self._note_table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_whole())
        self._copy = self._button("import_report.copy", self.copy_notes)
        self._export = self._button("import_report.export", self.export_notes)
        self._notes_header.add(self._copy)
        self._notes_header.add(self._export)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(self._summary)
        column.addWidget(self._types_header)
        column.addWidget(self._type_table, 2)
        column.addWidget(self._notes_header)
        column.addWidget(self._note_table, 3)
        column.addWidget(self._whole)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._buttons)
        column.addLayout(row)
        has_types = bool(self._types.rows)
        self._types_header.setVisible(has_types)
        self._type_table.setVisible(has_types)
        has_notes = bool(self._notes.rows)
        self._note_table.setVisible(has_notes)
        self._copy.setVisible(has_notes)
        self._export.setVisible(has_notes)
        fit_dialog(self, characters=130, lines=40)

    def _button(self, name: str, act) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.clicked.connect(lambda: act())
        return button

    # content

    def _type_rows(self) -> list[_TypeRow]:
        found = self._imported
        kinds = {*found.resources, *found.understood, *found.ignored}
        rows = [
            _TypeRow(
                kind, found.resources.get(kind, 0), found.understood.get(kind, 0), found.ignored.get(kind, 0)
            )
            for kind in kinds
        ]
        return sorted(rows, key=lambda row: (row.understood == 0, row.name))

    def _type_columns(self) -> list[Column[_TypeRow]]:
        return [
            Column("type", lambda: self.tr("Kind of entry"), self._type_name, lambda row: row.name),
            _count("total", lambda: self.tr("In the file"), lambda row: row.total),
            _count("read", lambda: self.tr("Read"), lambda row: row.understood),
            _count("left_out", lambda: self.tr("Left out"), lambda row: row.left_out),
            _count("ignored", lambda: self.tr("Of no use\nfor the record"), lambda row: row.ignored),
        ]

    def _type_name(self, row: _TypeRow) -> str:
        words = type_words(row.name, self._context.texts)
        return words if words == row.name else f"{words} ({row.name})"

    def _note_columns(self, theme: Theme) -> list[Column[NoteGroup]]:
        texts = self._context.texts
        colors = {Effect.LEFT_OUT: theme.danger, Effect.AS_TEXT: theme.caution, Effect.NOTED: None}
        order = list(Effect)

        def detail(row: NoteGroup) -> str:
            return note_detail(row, texts)

        def kind(row: NoteGroup) -> str:
            return type_words(row.resource, texts)

        return [
            Column(
                "effect",
                lambda: self.tr("What became of it"),
                lambda row: texts.of(f"record_effect.{row.effect.value}"),
                lambda row: float(order.index(row.effect)),
                export=lambda row: texts.of(f"record_effect.{row.effect.value}"),
                color=lambda row: colors[row.effect],
            ),
            Column(
                "reason",
                lambda: self.tr("Why"),
                lambda row: texts.of(row.reason),
                lambda row: texts.of(row.reason),
                cell_tip=lambda row: texts.of(row.reason),
            ),
            Column(
                "detail",
                lambda: self.tr("Concerns"),
                detail,
                detail,
                cell_tip=lambda row: detail(row) or None,
            ),
            Column(
                "resource", lambda: self.tr("Kind of entry"), kind, kind, cell_tip=lambda row: row.resource
            ),
            _count("count", lambda: self.tr("Number"), lambda row: row.count),
            Column(
                "ids",
                lambda: self.tr("Resources"),
                _short_ids,
                _short_ids,
                export=lambda row: ", ".join(row.ids),
                cell_tip=lambda row: "\n".join(row.ids[:20]) or None,
            ),
        ]

    def _show_whole(self) -> None:
        """The chosen note in full, which a narrow table cuts short."""
        index = self._note_table.selectionModel().currentIndex()
        if not index.isValid():
            self._whole.clear()
            return
        note = self._notes.row_at(index.row())
        detail = note_detail(note, self._context.texts)
        text = self._context.texts.of(note.reason)
        self._whole.setText(f"{text} ({detail})" if detail else text)

    # out of the program

    def copy_notes(self) -> None:
        copy_rows(self._context, self._note_table)

    def export_notes(self) -> None:
        """Ask for a file and write the notes as CSV."""
        ask_csv(self, self.tr("Export table"), "import-report.csv", self.export_to)

    def export_to(self, path: Path) -> None:
        save_csv(self._context, self._notes, path)

    # look

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        found = self._imported
        self.setWindowTitle(self.tr("What was read"))
        self._summary.setText(
            self.tr("{file}: to be checked: {noted}.").format(
                file=self._path.name, noted=found.count(Effect.NOTED)
            )
            if not found.resources
            else self.tr(
                "{file}: {read} of {total} entries are in the record; of no use for it: {ignored}. "
                "Notes of something left out: {left_out}, kept as text only: {as_text}, to be checked: {noted}."
            ).format(
                file=self._path.name,
                read=sum(found.understood.values()),
                total=sum(found.resources.values()),
                ignored=sum(found.ignored.values()),
                left_out=found.count(Effect.LEFT_OUT),
                as_text=found.count(Effect.AS_TEXT),
                noted=found.count(Effect.NOTED),
            )
        )
        self._types_header.set_text(self.tr("Entries of the file"))
        self._notes_header.set_text(
            self.tr("Not understood in full") if self._notes.rows else self.tr("Everything was understood.")
        )
        self._type_table.setAccessibleName(self.tr("Entries of the file"))
        self._note_table.setAccessibleName(self.tr("Not understood in full"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setToolTip(self.tr("Copy the selected row, or all rows"))
        self._export.setText(self.tr("Export as CSV..."))
        self._export.setToolTip(self.tr("Save the notes as a CSV table"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        self._show_whole()
        for model, table in ((self._types, self._type_table), (self._notes, self._note_table)):
            model.retranslate()
            # the reason, which is stretched, has the first claim on a narrow screen
            table.fit_columns(widest_px=max(self.width() // 7, self.fontMetrics().averageCharWidth() * 10))


def _count(identifier: str, title, number) -> Column:
    return Column(
        identifier, title, lambda row: str(number(row)), lambda row: float(number(row)), is_number=True
    )


def _short_ids(row: NoteGroup) -> str:
    """The first resource; all stand in the tooltip and in the exported table."""
    if not row.ids:
        return ""
    first = row.ids[0] if len(row.ids[0]) <= _ID_CHARACTERS else f"{row.ids[0][:_ID_CHARACTERS]}…"
    return first if len(row.ids) == 1 else f"{first} +{len(row.ids) - 1}"


def _no_node(_row: object) -> None:
    return None
