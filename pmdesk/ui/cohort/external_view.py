"""The step that tests a saved model on the table: form, progress, result, copy and export."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.errors import PmdeskError
from pmdesk.services.jobs import Job
from pmdesk.ui.bridge import bind
from pmdesk.ui.cohort.controller import CohortController
from pmdesk.ui.cohort.external_controller import TEST_JOB, ExternalController
from pmdesk.ui.cohort.external_form import ExternalForm
from pmdesk.ui.cohort.external_results import ExternalResults
from pmdesk.ui.cohort.run_column import RunColumn
from pmdesk.ui.context import UiContext
from pmdesk.ui.table_output import ask_csv, save_csv
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.labels import NoticeBar, text_label


class ExternalView(QWidget):
    """Tests a package on the cohort that is open."""

    def __init__(self, context: UiContext, cohort: CohortController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.external")
        self._context = context
        self.controller = ExternalController(context, cohort, self)
        self.form = ExternalForm(context, self.controller)
        self.results = ExternalResults(context)
        self._explained = text_label(role="quiet", name="cohort.external.explained")
        self._run = RunColumn("cohort.external", self._explained, self.form)
        self._run.start.clicked.connect(lambda _checked=False: self.start())
        self._run.cancel.clicked.connect(lambda _checked=False: self.controller.stop())
        self._copy = self._button("copy", self._copy_page)
        self._csv = self._button("csv", self._ask_csv)
        self._save = self._button("save", self._ask_folder)
        self._error = NoticeBar("danger")
        self._error.setObjectName("cohort.external.error")
        self._error.hide()
        self._installed = NoticeBar("info")
        self._installed.setObjectName("cohort.external.installed")
        self._installed.hide()
        self._lay_out()
        self.form.changed.connect(self._show_state)
        controller = self.controller
        controller.running_changed.connect(lambda _running: self._show_state())
        controller.result_changed.connect(self._show_result)
        controller.failed.connect(self.show_error)
        controller.installed.connect(self._show_installed)
        bind(self, context.jobs.updated, self._job_updated)

    def start(self) -> None:
        """Test with what the form says."""
        package, question = self.form.package, self.form.question()
        self._error.hide()
        self._installed.hide()
        if package is not None and question is not None:
            self.controller.test(package, question)

    def show_error(self, error: PmdeskError) -> None:
        said = self._context.texts.of_error(error)
        choices = error.params.get("choices", ())
        if isinstance(choices, tuple) and choices:
            said += "\n" + self._context.texts.join(map(str, choices))
        self._error.set_text(said)
        self._error.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.controller.look_for_packages()

    def retranslate(self) -> None:
        self.form.retranslate()
        self.results.retranslate()
        self._explained.setText(
            self.tr(
                "A model shows what it is worth on patients that it has not seen. Nothing is trained here, and nothing "
                "leaves this machine."
            )
        )
        self._run.start.setText(self.tr("Test the model"))
        self._run.cancel.setText(self.tr("Cancel"))
        self._copy.setText(self.tr("Copy as text"))
        self._copy.setToolTip(self.tr("The whole result as Markdown, into the clipboard"))
        self._csv.setText(self.tr("Table as CSV..."))
        self._csv.setToolTip(self.tr("The table in sight, as a CSV file"))
        self._save.setText(self.tr("Save all..."))
        self._save.setToolTip(
            self.tr("Document (JSON), page (Markdown), curves and refused rows, into a folder")
        )
        self._run.progress.setAccessibleName(self.tr("Progress of the test"))
        for button in (self._run.start, self._run.cancel, self._copy, self._csv, self._save):
            button.setAccessibleName(button.text())
        self._show_state()

    def apply_theme(self, theme: Theme) -> None:
        self.results.apply_theme(theme)
        self._error.apply_theme(theme)
        self._installed.apply_theme(theme)

    def _lay_out(self) -> None:
        self._run.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 30)
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(GRID_PX * 2, 0, 0, 0)
        right.setSpacing(GRID_PX * 2)
        right.addWidget(self._error)
        right.addWidget(self._installed)
        self._output = QWidget()
        row = FlowLayout(self._output, spacing_px=GRID_PX * 2)
        for button in (self._copy, self._csv, self._save):
            row.addWidget(button)
        right.addWidget(self._output)
        right.addWidget(self.results, 1)
        self._rest = QWidget()
        right.addWidget(self._rest, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._run)
        split.addWidget(beside)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setSizes([2000, 5000])
        split.setChildrenCollapsible(False)
        whole.addWidget(split)

    def _show_state(self) -> None:
        running, result = self.controller.is_running, self.controller.result
        self._run.show_state(is_running=running, can_start=self.form.question() is not None)
        self._output.setVisible(result is not None)
        self.results.setVisible(result is not None)
        self._rest.setVisible(result is None)

    def _show_result(self) -> None:
        self.results.show_result(self.controller.result)
        self._show_state()

    def _show_installed(self, package_id: str) -> None:
        self._error.hide()
        self._installed.set_text(self.tr("Installed: {model}").format(model=package_id))
        self._installed.show()

    def _job_updated(self, job: Job) -> None:
        if job.title == TEST_JOB:
            self._run.show_progress(job, self._context.texts)

    def _copy_page(self) -> None:
        QGuiApplication.clipboard().setText(self.controller.page())
        self._context.signals.message.emit(self.tr("Copied."), "info")

    def _ask_csv(self) -> None:
        table = self.results.table_in_sight()
        ask_csv(
            self,
            self.tr("Save the table"),
            "validation.csv",
            lambda path: save_csv(self._context, table.model(), path),
        )

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Save the result into a folder"))
        if name:
            self.controller.save(Path(name))

    def _button(self, name: str, act) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"cohort.external.{name}")
        button.clicked.connect(lambda _checked=False: act())
        return button
