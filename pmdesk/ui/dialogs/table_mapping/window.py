"""The window in which a table of patients becomes records: file, columns, result."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.errors import PmdeskError
from pmdesk.records.tables.outcome import TableImport
from pmdesk.records.tables.reading import TABLE_SUFFIXES, ReadOptions
from pmdesk.records.tables.saved_mappings import SavedMappings
from pmdesk.services.jobs import Job, Lane
from pmdesk.services.table_import import OpenedTable, make_records, open_table
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.table_mapping.columns_step import ColumnsStep
from pmdesk.ui.dialogs.table_mapping.draft import MappingDraft
from pmdesk.ui.dialogs.table_mapping.file_step import FileStep
from pmdesk.ui.dialogs.table_mapping.result_step import ResultStep
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.labels import NoticeBar, set_property

_FILE, _COLUMNS, _RESULT = range(3)
_SIZE_IN_CHARACTERS = (130, 42)


class TableMappingDialog(QDialog):
    """Three steps, forward and back. Reading and applying are jobs; nothing is written here.

    Parameters
    ----------
    path
        The file.
    saved
        The mappings that can be chosen; None: those of the user.
    can_import_all
        Whether a store is open that takes all patients.

    Signals
    -------
    patient_chosen(PatientRecord, Path)
        Open this patient of the file in the case.
    import_requested(tuple, Path)
        Enter all these `PatientRecord` of the file into the store.
    """

    patient_chosen = Signal(object, object)
    import_requested = Signal(object, object)

    def __init__(
        self,
        context: UiContext,
        path: Path,
        *,
        saved: SavedMappings | None = None,
        can_import_all: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("table_mapping")
        self.setWindowTitle(self.tr("Patients from a table"))
        self.setAcceptDrops(True)
        self.setSizeGripEnabled(True)
        self._context = context
        self._path = path
        self._saved = saved or SavedMappings()
        self._can_import_all = can_import_all
        self._options = ReadOptions()
        self._draft: MappingDraft | None = None
        self._result: TableImport | None = None
        self._job: Job | None = None
        self._message_is_error = False
        self._steps = [QLabel() for _ in range(3)]
        self._pages = QStackedWidget()
        self._file = FileStep(context)
        self._columns = ColumnsStep(context, self._saved)
        self._results = ResultStep(context)
        for page in (self._file, self._columns, self._results):
            self._pages.addWidget(page)
        self._notice = {level: NoticeBar(level) for level in ("info", "danger")}
        self._progress = QProgressBar()
        self._progress.setObjectName("table.progress")
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._back = self._button("table.back", self.tr("Back"), self.go_back)
        self._next = self._button("table.next", self.tr("Next"), self.go_on)
        self._all = self._button("table.import_all", self.tr("Enter all into the store"), self._import_all)
        self._open = self._button("table.open_patient", self.tr("Open this patient"), self._open_patient)
        self._cancel = self._button("table.cancel", self.tr("Cancel"), self.reject)
        self._lay_out()
        self._connect()
        self.apply_theme(context.theme.theme)
        metrics = self.fontMetrics()
        wide, high = _SIZE_IN_CHARACTERS
        self.resize(self._fitting(metrics.averageCharWidth() * wide, metrics.height() * high))
        self._show_step(_FILE)
        self.read(path)

    # building

    def _lay_out(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(GRID_PX * 6)
        for number, (label, text) in enumerate(
            zip(self._steps, (self.tr("1  File"), self.tr("2  Columns"), self.tr("3  Result")), strict=True),
            start=1,
        ):
            label.setText(text)
            label.setObjectName(f"table.step.{number}")
            steps.addWidget(label)
        steps.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX * 2)
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self._cancel, self._back, self._next, self._all, self._open):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 4, GRID_PX * 3, GRID_PX * 4, GRID_PX * 3)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(steps)
        for notice in self._notice.values():
            column.addWidget(notice)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._file.options_changed.connect(self._read_otherwise)
        self._columns.changed.connect(self._update_buttons)
        self._columns.message.connect(self._say)
        self._results.message.connect(self._say)
        self._results.selection_changed.connect(self._update_buttons)
        self._results.patient_activated.connect(self._open_patient)
        self._context.theme.changed.connect(self.apply_theme)
        bind(self, self._context.jobs.updated, self._job_updated)
        for keys, act in (("Alt+Left", self.go_back), ("Alt+Right", self.go_on)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    def _button(self, name: str, text: str, act) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _fitting(self, width: int, height: int) -> QSize:
        screen = self.screen().availableSize()
        return QSize(min(width, int(screen.width() * 0.95)), min(height, int(screen.height() * 0.9)))

    def apply_theme(self, theme: Theme) -> None:
        for notice in self._notice.values():
            notice.apply_theme(theme)
        for page in (self._file, self._columns, self._results):
            page.apply_theme(theme)
        self._style_steps()

    # steps

    @property
    def step(self) -> int:
        """0 file, 1 columns, 2 result."""
        return self._pages.currentIndex()

    def go_on(self) -> None:
        """To the next step; the result is computed when it is asked for."""
        if not self._next.isEnabled() or not self._next.isVisibleTo(self):
            return
        if self.step == _FILE:
            self._show_step(_COLUMNS)
            self._columns.focus_first_open()
        elif self.step == _COLUMNS:
            self._apply()

    def go_back(self) -> None:
        if self.step != _FILE and self._job is None:
            self._show_step(self.step - 1)

    def _show_step(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self._style_steps()
        if not self._message_is_error:
            self._say("", "info")
        self._update_buttons()

    def _style_steps(self) -> None:
        for number, label in enumerate(self._steps):
            set_property(label, "role", "heading" if number == self.step else "quiet")

    def _update_buttons(self) -> None:
        busy = self._job is not None
        self._progress.setVisible(busy)
        self._back.setVisible(self.step != _FILE)
        self._back.setEnabled(not busy)
        self._next.setVisible(self.step != _RESULT)
        ready = self._draft is not None and (self.step == _FILE or self._draft.is_complete)
        self._next.setEnabled(ready and not busy)
        self._next.setToolTip(
            "" if ready else self.tr("Answer the open questions and confirm the suggestions first")
        )
        at_end = self.step == _RESULT and self._result is not None
        self._all.setVisible(at_end and self._can_import_all)
        self._all.setEnabled(at_end and bool(self._result and self._result.patients))
        self._open.setVisible(at_end)
        self._open.setEnabled(at_end and self._results.record is not None)
        self._pages.setEnabled(not busy)

    # work

    def read(self, path: Path) -> None:
        """Read a file anew, as the user said."""

        def done(opened: OpenedTable) -> None:
            self._job = None
            self._say("", "info")
            self._draft = MappingDraft(opened, self, before=self._draft)
            self._result = None
            self._file.show_table(opened.table)
            self._options = self._file.options()
            self._columns.set_draft(self._draft)
            self._next.setFocus()
            if opened.is_saved:
                self._say(
                    self.tr("The columns were recognised: mapping %1.").replace("%1", opened.mapping.name),
                    "info",
                )
            self._update_buttons()

        self._path = path
        self._submit("job.read_table", open_table, path, self._options, self._saved, on_done=done)

    def _read_otherwise(self, options: ReadOptions) -> None:
        if options == self._options:
            return
        same_rows = (options.sheet, options.separator) == (self._options.sheet, self._options.separator)
        # elsewhere the header stands in another row, which is looked for
        self._options = options if same_rows else replace(options, header_row=None)
        self.read(self._path)

    def _apply(self) -> None:
        draft = self._draft
        if draft is None:
            return

        def done(result: TableImport) -> None:
            self._job = None
            self._result = result
            self._results.show_result(result)
            self._show_step(_RESULT)

        self._submit("job.apply_mapping", make_records, draft.opened.table, draft.mapping, on_done=done)

    def _submit(self, title: str, function, *args, on_done) -> None:
        self._message_is_error = False
        self._progress.setValue(0)
        self._job = self._context.jobs.submit(
            title,
            function,
            *args,
            lane=Lane.IO,
            key="table",
            on_done=on_done,
            on_error=self._failed,
            on_cancelled=self._cancelled,
        )
        self._update_buttons()

    def _failed(self, error: PmdeskError) -> None:
        self._job = None
        self._say(self._context.texts.of_error(error), "danger")
        self._update_buttons()

    def _cancelled(self) -> None:
        if self._job is not None and self._job.is_cancelled:
            self._job = None
            self._update_buttons()

    def _job_updated(self, job: Job) -> None:
        if job is self._job and job.fraction is not None:
            self._progress.setValue(round(100 * job.fraction))

    def _say(self, text: str, level: str) -> None:
        self._message_is_error = bool(text) and level == "danger"
        for name, notice in self._notice.items():
            notice.set_text(text if name == level else "")
            notice.setVisible(bool(text) and name == level)

    # ends

    def _open_patient(self) -> None:
        record = self._results.record
        if record is not None:
            self.patient_chosen.emit(record, self._path)
            self.accept()

    def _import_all(self) -> None:
        if self._result is not None:
            self.import_requested.emit(self._result.records, self._path)
            self.accept()

    def reject(self) -> None:
        """Cancel stops the work that runs; a second time closes the window."""
        if self._job is not None:
            self._job.cancel()
            if self._draft is not None:
                return
        super().reject()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # a file dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None:
            self._options = ReadOptions()
            self._show_step(_FILE)
            self.read(path)

    def _dropped(self, event: QDropEvent | QDragEnterEvent) -> Path | None:
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if path.suffix.lower() in (*TABLE_SUFFIXES, ".txt"):
                return path
        return None
