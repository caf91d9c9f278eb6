"""The cohort tab: from a table of patients to a model that was measured, step by step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.cohort.algorithms_view import AlgorithmsView
from pmdesk.ui.cohort.columns_view import ColumnsView
from pmdesk.ui.cohort.controller import CohortController
from pmdesk.ui.cohort.external_view import ExternalView
from pmdesk.ui.cohort.groups_view import GroupsView
from pmdesk.ui.cohort.inspection_view import InspectionView
from pmdesk.ui.cohort.package_question import PackageQuestion
from pmdesk.ui.cohort.patient_view import PatientView
from pmdesk.ui.cohort.raw_table import RawTableModel
from pmdesk.ui.cohort.training_view import TrainingView
from pmdesk.ui.context import UiContext
from pmdesk.ui.late_view import LateView
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import ElidedLabel, EmptyState, set_property, text_label


class CohortPage(LateView):
    """Table, columns, training, comparison, inspection and groups of one cohort."""

    STEPS = ("table", "columns", "training", "comparison", "inspection", "groups", "external")

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("cohort")
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.controller = CohortController(context, self)
        theme = context.theme.theme
        self._file = ElidedLabel()
        self._file.setObjectName("cohort.file")
        set_property(self._file, "role", "heading")
        self._open = QPushButton()
        self._open.setObjectName("cohort.open")
        self._open.clicked.connect(self.ask_table)
        self._save = QPushButton()
        self._save.setObjectName("cohort.save_package")
        self._save.clicked.connect(self._ask_save)
        self.steps = QTabBar()
        self.steps.setObjectName("cohort.steps")
        self.steps.setDrawBase(False)
        self.steps.setExpanding(False)
        for _ in self.STEPS:
            self.steps.addTab("")
        self.rows = RawTableModel(self)
        self.rows_table = DataTable("cohort.rows")
        self.rows_table.setSortingEnabled(False)
        self.rows_table.verticalHeader().show()
        self.rows_table.setModel(self.rows)
        self._table_note = text_label(role="quiet", name="cohort.table.note")
        self.patient = PatientView(theme)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.rows_table)
        split.addWidget(self.patient)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([3000, 2000])
        split.setChildrenCollapsible(False)
        table_page = QWidget()
        column = QVBoxLayout(table_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table_note)
        column.addWidget(split, 1)
        self.columns = ColumnsView(context, self.controller)
        self.training = TrainingView(context, self.controller)
        self.comparison = AlgorithmsView(theme)
        self.inspection = InspectionView(theme)
        self.groups = GroupsView(context, self.controller)
        self.external = ExternalView(context, self.controller)
        self._pages = QStackedWidget()
        for page in (
            table_page,
            self.columns,
            self.training,
            self.comparison,
            self.inspection,
            self.groups,
            self.external,
        ):
            self._pages.addWidget(page)
        self.steps.currentChanged.connect(self._pages.setCurrentIndex)
        self._empty = EmptyState()
        self._empty.setObjectName("cohort.empty")
        self._empty.add_button("open", "cohort.empty.open")
        self._empty.activated.connect(lambda _key: self.ask_table())
        self._lay_out()
        self._connect()
        self.follow_look()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID_PX * 2)
        head.addWidget(self._file, 1)
        head.addWidget(self._save)
        head.addWidget(self._open)
        self._work = QWidget()
        inside = QVBoxLayout(self._work)
        inside.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        inside.setSpacing(GRID_PX * 2)
        inside.addLayout(head)
        inside.addWidget(self.steps)
        inside.addWidget(self._pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._empty)
        whole.addWidget(self._work)

    def _connect(self) -> None:
        controller = self.controller
        controller.table_changed.connect(self._show_table)
        controller.result_changed.connect(self._show_result)
        controller.failed.connect(self._show_error)
        controller.saved.connect(
            lambda folder: self.context.signals.message.emit(
                self.tr("Saved: {folder}").format(folder=folder), "info"
            )
        )
        self.columns.open_dictionary_requested.connect(self._ask_dictionary)
        self.columns.save_dictionary_requested.connect(self._ask_save_dictionary)
        self.groups.line_selected.connect(self._select_line)
        controller.explained.connect(self.patient.show_patient)
        self.rows_table.selectionModel().currentRowChanged.connect(
            lambda current, _before: self._row_selected(current.row())
        )

    # opening

    def ask_table(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open a table of patients"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt);;All files (*)"),
        )
        if name:
            self.open_table(Path(name))

    def open_table(self, path: Path) -> None:
        """Show another cohort."""
        self.controller.open_table(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_table(paths[0])

    def _ask_dictionary(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a data dictionary"), "", self.tr("Data dictionary (*.json)")
        )
        if name:
            self.controller.open_dictionary(Path(name))

    def _ask_save_dictionary(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save data dictionary"), "dictionary.json", self.tr("Data dictionary (*.json)")
        )
        if name:
            self.controller.save_dictionary(Path(name).with_suffix(".json"))

    def _ask_save(self) -> None:
        table, outcome = self.controller.table, self.controller.plan.outcome
        if table is None or outcome is None:
            return
        stem = Path(table.name).stem
        question = PackageQuestion(f"{stem}-{outcome.name}".lower(), f"{outcome.name} ({stem})", self)
        question.answered.connect(self._ask_folder)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()

    def _ask_folder(self, package_id: str, title: str) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Save the model package into a folder"))
        if name:
            self.controller.save_package(Path(name), package_id, title)

    # showing

    def _show_table(self) -> None:
        table = self.controller.table
        self.rows.set_table(table)
        self.context.redraws.ask(self.rows_table, lambda: self.rows_table.fit_columns(widest_px=160))
        self.steps.setCurrentIndex(self.STEPS.index("columns"))
        self._show_words()

    def _show_result(self) -> None:
        result = self.controller.result
        document = result.document if result is not None else None
        self.comparison.show_result(document)
        self.inspection.show_result(document)
        for name in ("comparison", "inspection"):
            self.steps.setTabEnabled(self.STEPS.index(name), document is not None)
        self.patient.show_trained(document is not None)
        self._save.setEnabled(document is not None)
        if document is not None:
            self.steps.setCurrentIndex(self.STEPS.index("comparison"))

    def _show_error(self, error) -> None:
        if self.controller.table is None:
            self.context.session.failed.emit(error)
        elif self.steps.currentIndex() != self.STEPS.index("training"):
            self.columns.show_error(error)

    def _row_selected(self, row: int) -> None:
        if row >= 0:
            line = self.rows.line_at(row)
            self.groups.select_line(line)
            self.controller.explain(line)

    def _select_line(self, line: int) -> None:
        self.rows_table.select_line(self.rows.row_of(line))

    def _show_words(self) -> None:
        table = self.controller.table
        self._empty.setVisible(table is None)
        self._work.setVisible(table is not None)
        if table is None:
            return
        self._file.setText(table.name)
        note = self.tr("{rows} rows, {columns} columns; read as {encoding}.").format(
            rows=table.rows, columns=len(table.names), encoding=table.encoding
        )
        if table.ragged:
            note += " " + self.tr("{count} lines have another number of cells and are left out.").format(
                count=len(table.ragged)
            )
        self._table_note.setText(note)

    def retranslate(self) -> None:
        titles = (
            self.tr("1  Table"),
            self.tr("2  Columns"),
            self.tr("3  Training"),
            self.tr("4  Comparison"),
            self.tr("5  Inspection"),
            self.tr("Groups"),
            self.tr("Test a model"),
        )
        for place, title in enumerate(titles):
            self.steps.setTabText(place, title)
        for name in ("comparison", "inspection"):
            place = self.STEPS.index(name)
            self.steps.setTabEnabled(place, self.controller.result is not None)
            self.steps.setTabToolTip(place, self.tr("Train first"))
        self.steps.setAccessibleName(self.tr("Steps"))
        self._open.setText(self.tr("Open another table..."))
        self._save.setText(self.tr("Save model package..."))
        self._save.setEnabled(self.controller.result is not None)
        self.rows_table.setAccessibleName(self.tr("Rows of the table"))
        self._empty.set_texts(
            self.tr("No cohort open"),
            self.tr(
                "Drop a CSV table here, one row a patient: choose what is to be predicted, train, compare and inspect. "
                "Nothing leaves this machine."
            ),
        )
        self._empty.set_button_text("open", self.tr("Open a table of patients..."))
        for part in (
            self.columns,
            self.training,
            self.comparison,
            self.inspection,
            self.groups,
            self.external,
            self.patient,
        ):
            part.retranslate()
        self._show_words()

    def apply_theme(self, theme: Theme) -> None:
        for part in (
            self.columns,
            self.training,
            self.comparison,
            self.inspection,
            self.groups,
            self.external,
            self.patient,
        ):
            part.apply_theme(theme)
