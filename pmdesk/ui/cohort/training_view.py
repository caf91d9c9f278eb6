"""The training step: settings, what the checks found, and the run with its progress."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.risk.learned.documents import Finding, RefusedRow
from pmdesk.services.jobs import Job
from pmdesk.ui.bridge import bind
from pmdesk.ui.cohort.controller import CohortController
from pmdesk.ui.cohort.finding_columns import FindingsTable, finding_columns
from pmdesk.ui.cohort.run_column import RunColumn
from pmdesk.ui.cohort.settings_form import SettingsForm
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import NoticeBar, text_label


class TrainingView(QWidget):
    """Starts and stops a training, and shows what stands against it."""

    def __init__(
        self, context: UiContext, controller: CohortController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.training")
        self._context = context
        self._controller = controller
        self._theme = context.theme.theme
        self.form = SettingsForm()
        self._run = RunColumn("cohort.train", self.form)
        self._run.start.clicked.connect(self.start)
        self._run.cancel.clicked.connect(controller.stop_training)
        self._error = NoticeBar("danger")
        self._error.setObjectName("cohort.train.error")
        self._error.hide()
        self._findings_heading = text_label(role="heading", wrap=False)
        self._no_findings = text_label(role="quiet")
        self.findings = ColumnTableModel(
            finding_columns(context.texts, lambda: self._theme), lambda _row: None, self
        )
        self.findings_table = FindingsTable("cohort.findings")
        self.findings_table.setModel(self.findings)
        self._refused_heading = text_label(role="heading", wrap=False)
        self._none_refused = text_label(role="quiet")
        self.refused = ColumnTableModel(self._refused_columns(), lambda _row: None, self)
        self.refused_table = DataTable("cohort.refused", stretched=2)
        self.refused_table.setModel(self.refused)
        self._lay_out()
        controller.training_changed.connect(self._show_state)
        controller.plan_changed.connect(self._plan_changed)
        controller.result_changed.connect(self._show_result)
        controller.failed.connect(self.show_error)
        bind(self, context.jobs.updated, self._job_updated)

    def start(self) -> None:
        """Train with the settings of the form."""
        settings = self.form.settings()
        self._error.hide()
        if settings is None:
            self._error.set_text(self.tr("Tick at least one algorithm."))
            self._error.show()
            return
        self._controller.train(settings)

    def show_error(self, error: PmdeskError) -> None:
        self._error.set_text(self._context.texts.of_error(error))
        self._error.show()
        found = error.params.get("findings")
        if isinstance(found, tuple):
            self._show_findings(found)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._error.apply_theme(theme)
        self.findings.retranslate()

    def retranslate(self) -> None:
        self.form.retranslate()
        self._run.start.setText(self.tr("Train and compare"))
        self._run.cancel.setText(self.tr("Cancel"))
        self._findings_heading.setText(self.tr("What a reader of the figures must know"))
        self._no_findings.setText(
            self.tr(
                "The checks run before the training: identifiers, copies of the outcome, duplicates, gaps."
            )
        )
        self._refused_heading.setText(self.tr("Rows that were not used"))
        self._run.progress.setAccessibleName(self.tr("Progress of the training"))
        for table, heading in (
            (self.findings_table, self._findings_heading),
            (self.refused_table, self._refused_heading),
        ):
            table.setAccessibleName(heading.text())
        self.findings.retranslate()
        self.refused.retranslate()
        self._show_result()
        self._show_state(self._controller.is_training)

    def _lay_out(self) -> None:
        self._run.setMinimumWidth(self._run.widget().minimumSizeHint().width() + GRID_PX * 6)
        right = QVBoxLayout()
        right.setSpacing(GRID_PX * 2)
        right.addWidget(self._error)
        for part in (self._findings_heading, self._no_findings):
            right.addWidget(part)
        right.addWidget(self.findings_table, 3)
        right.addWidget(self._refused_heading)
        right.addWidget(self._none_refused)
        right.addWidget(self.refused_table, 2)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX * 4)
        row.addWidget(self._run, 2)
        row.addLayout(right, 5)

    def _plan_changed(self) -> None:
        self._error.hide()
        self._show_findings(())

    def _show_result(self) -> None:
        result = self._controller.result
        self._show_findings(result.document.findings if result is not None else ())
        self.refused.set_rows(result.document.table.refused if result is not None else ())
        self.refused_table.fit_columns()
        refused = bool(self.refused.rows)
        self._none_refused.setText(
            self.tr("None: every row was used.")
            if result is not None
            else self.tr("Rows are checked when the training starts.")
        )
        self._none_refused.setVisible(not refused)
        self.refused_table.setVisible(refused)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        self.findings.set_rows(findings)
        self.findings_table.fit_columns()
        self.findings_table.resizeRowsToContents()
        self._no_findings.setVisible(not findings)

    def _show_state(self, running: bool) -> None:
        self._run.show_state(is_running=running)

    def _job_updated(self, job: Job) -> None:
        if job.title == "job.cohort_train":
            self._run.show_progress(job, self._context.texts)

    def _refused_columns(self) -> tuple[Column[RefusedRow], ...]:
        return (
            Column(
                "line",
                title=lambda: self.tr("Line"),
                text=lambda row: str(row.line),
                key=lambda row: row.line,
                is_number=True,
            ),
            Column(
                "column",
                title=lambda: self.tr("Column"),
                text=lambda row: row.column,
                key=lambda row: row.column,
            ),
            Column(
                "reason",
                title=lambda: self.tr("Why"),
                text=lambda row: self._context.texts.of(row.code, value=row.value),
                key=lambda row: row.code,
            ),
            Column(
                "value", title=lambda: self.tr("Cell"), text=lambda row: row.value, key=lambda row: row.value
            ),
        )
