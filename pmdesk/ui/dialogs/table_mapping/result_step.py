"""Third step: the patients of the table, and every cell that is in no record."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.core.record import PatientRecord
from pmdesk.records.tables.outcome import CellIssue, TableImport, TablePatient
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.table_output import ask_csv
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.icons import cell_icon
from pmdesk.ui.widgets.labels import SectionHeader, text_label
from pmdesk.ui.widgets.table_export import write_csv


class ResultStep(QWidget):
    """Preview of the import.

    Signals
    -------
    selection_changed()
        Another patient is selected.
    patient_activated()
        The selected patient is asked for, by double click or Enter.
    message(str, str)
        Something to say, and its level.
    """

    selection_changed = Signal()
    patient_activated = Signal()
    message = Signal(str, str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme.theme
        self._summary = text_label("", name="table.result.summary")
        self._patients_header = SectionHeader(self.tr("Patients"))
        self._patients_model = ColumnTableModel(self._patient_columns(), lambda _row: None, self)
        self._patients = DataTable("table.result.patients")
        self._patients.setAccessibleName(self.tr("Patients"))
        self._patients.setModel(self._patients_model)
        self._patients.selectionModel().currentRowChanged.connect(
            lambda _now, _before: self.selection_changed.emit()
        )
        self._patients.activated.connect(lambda _index: self.patient_activated.emit())
        self._issues_header = SectionHeader(self.tr("Cells left out or kept as text"))
        self._export = QPushButton(self.tr("Export CSV..."))
        self._export.setObjectName("table.result.export")
        self._export.setAutoDefault(False)
        self._export.setAccessibleName(self.tr("Export the list of cells as CSV"))
        self._export.setToolTip(self.tr("Export the list of cells as CSV"))
        self._export.clicked.connect(self._ask_file)
        self._issues_header.add(self._export)
        self._issues_model = ColumnTableModel(self._issue_columns(), lambda _row: None, self)
        self._issues = DataTable("table.result.issues")
        self._issues.setAccessibleName(self.tr("Cells left out or kept as text"))
        self._issues.setModel(self._issues_model)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(_part(self._patients_header, self._patients))
        splitter.addWidget(_part(self._issues_header, self._issues))
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(self._summary)
        column.addWidget(splitter, 1)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_result(self, result: TableImport) -> None:
        """Show what became of the table."""
        self._patients_model.set_rows(result.patients)
        self._issues_model.set_rows(result.issues)
        self._patients.fit_columns(widest_px=self.fontMetrics().averageCharWidth() * 34)
        self._issues.fit_columns(widest_px=self.fontMetrics().averageCharWidth() * 60)
        if result.patients:
            self._patients.setCurrentIndex(self._patients_model.index(0, 0))
        self._export.setEnabled(bool(result.issues))
        left_out = result.refused_count
        text = self.tr("%1 rows read, %2 used: %3 patients, %4 entries. %5 cells or rows are left out.")
        for mark, count in (
            ("%1", result.rows_read),
            ("%2", result.rows_used),
            ("%3", len(result.patients)),
            ("%4", sum(one.entry_count for one in result.patients)),
            ("%5", left_out),
        ):
            text = text.replace(mark, str(count))
        if result.more_issues:
            text += " " + self.tr("%1 more are not listed.").replace("%1", str(result.more_issues))
        self._summary.setText(text)

    @property
    def record(self) -> PatientRecord | None:
        """Of the selected patient."""
        index = self._patients.currentIndex()
        return self._patients_model.row_at(index.row()).record if index.isValid() else None

    def export(self, path: Path) -> None:
        """Write the list of cells."""
        try:
            write_csv(self._issues_model, path)
        except PmdeskError as error:
            self.message.emit(self._context.texts.of_error(error), "danger")
        else:
            self.message.emit(self.tr("Saved: %1").replace("%1", str(path)), "info")

    def _ask_file(self) -> None:
        ask_csv(self, self.tr("Export the list of cells"), "table-issues.csv", self.export)

    def _patient_columns(self) -> tuple[Column[TablePatient], ...]:
        def birth(one: TablePatient) -> str:
            shown = one.record.demographics
            return shown.birth_date.isoformat() if shown.birth_date else shown.partial_birth_date

        return (
            Column(
                "id", lambda: self.tr("Patient id"), lambda one: one.record.demographics.patient_id,
                lambda one: one.record.demographics.patient_id,
            ),
            Column(
                "name", lambda: self.tr("Name"), lambda one: one.record.demographics.name,
                lambda one: one.record.demographics.name,
            ),
            Column(
                "sex", lambda: self.tr("Sex"), lambda one: terms.sex(one.record.demographics.sex),
                lambda one: one.record.demographics.sex.value,
            ),
            Column("birth", lambda: self.tr("Birth date"), lambda one: birth(one) or terms.not_known(), birth),
            Column(
                "rows", lambda: self.tr("Rows"), lambda one: str(len(one.rows)), lambda one: len(one.rows),
                is_number=True,
            ),
            Column(
                "values", lambda: self.tr("Measured values"), lambda one: str(len(one.record.observations)),
                lambda one: len(one.record.observations), is_number=True,
            ),
            Column(
                "entries", lambda: self.tr("Other entries"),
                lambda one: str(one.entry_count - len(one.record.observations)),
                lambda one: one.entry_count - len(one.record.observations), is_number=True,
            ),
            Column(
                "issues", lambda: self.tr("Notes"), lambda one: str(one.issue_count) if one.issue_count else "",
                lambda one: one.issue_count, tip=lambda: self.tr("Cells left out or kept as text"),
                decoration=self._patient_icon,
            ),
        )  # fmt: skip

    def _issue_columns(self) -> tuple[Column[CellIssue], ...]:
        texts = self._context.texts
        return (
            Column("row", lambda: self.tr("Row"), lambda one: str(one.row), lambda one: one.row, is_number=True),
            Column("column", lambda: self.tr("Column"), lambda one: one.column, lambda one: one.column),
            Column(
                "outcome", lambda: self.tr("Outcome"), self._outcome, self._outcome, decoration=self._issue_icon
            ),
            Column(
                "reason", lambda: self.tr("Reason"), lambda one: texts.of(one.reason.value),
                lambda one: one.reason.value,
            ),
            Column("detail", lambda: self.tr("Detail"), lambda one: one.detail, lambda one: one.detail),
        )  # fmt: skip

    def _outcome(self, one: CellIssue) -> str:
        return self.tr("kept") if one.is_kept else self.tr("left out")

    def _issue_icon(self, one: CellIssue) -> object:
        theme = self._theme
        if one.is_kept:
            return cell_icon("info", theme.quiet, theme.accent_text)
        return cell_icon("caution", theme.caution, theme.accent_text)

    def _patient_icon(self, one: TablePatient) -> object:
        return cell_icon("caution", self._theme.caution, self._theme.accent_text) if one.issue_count else None


def _part(header: SectionHeader, table: DataTable) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID_PX)
    column.addWidget(header)
    column.addWidget(table, 1)
    return part
