"""The training step: settings, what the checks found, and the run with its progress."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.risk.learned.documents import Finding, RefusedRow
from pmdesk.services.jobs import Job
from pmdesk.ui.bridge import bind
from pmdesk.ui.cohort.controller import CohortController
from pmdesk.ui.cohort.finding_columns import FindingsTable, finding_columns
from pmdesk.ui.cohort.settings_form import SettingsForm
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import NoticeBar, text_label

_STEPS = 1000


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
        self._start = QPushButton()
        self._start.setObjectName("cohort.train")
        self._start.clicked.connect(self.start)
        self._stop = QPushButton()
        self._stop.setObjectName("cohort.train.cancel")
        self._stop.clicked.connect(controller.stop_training)
        self._progress = QProgressBar()
        self._progress.setObjectName("cohort.train.progress")
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._stage = text_label(role="quiet", wrap=False, name="cohort.train.stage")
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
        self._start.setText(self.tr("Train and compare"))
        self._stop.setText(self.tr("Cancel"))
        self._findings_heading.setText(self.tr("What a reader of the figures must know"))
        self._no_findings.setText(
            self.tr(
                "The checks run before the training: identifiers, copies of the outcome, duplicates, gaps."
            )
        )
        self._refused_heading.setText(self.tr("Rows that were not used"))
        self._progress.setAccessibleName(self.tr("Progress of the training"))
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
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GRID_PX * 2, 0)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.addWidget(self._start)
        buttons.addWidget(self._stop)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._progress)
        column.addWidget(self._stage)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("cohort.training.area")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(left)
        area.viewport().setAutoFillBackground(False)
        left.setAutoFillBackground(False)
        area.setMinimumWidth(left.minimumSizeHint().width() + GRID_PX * 6)
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
        row.addWidget(area, 2)
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
        self._start.setEnabled(not running)
        self._stop.setVisible(running)
        self._progress.setVisible(running)
        self._stage.setVisible(running)
        if running:
            self._progress.setValue(0)

    def _job_updated(self, job: Job) -> None:
        if job.title == "job.cohort_train" and job.fraction is not None:
            self._progress.setValue(round(job.fraction * _STEPS))
            self._stage.setText(f"{100 * job.fraction:.0f} %   {self._context.texts.of(job.stage)}")

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
