"""After a record was read: say what was not understood, and ask what becomes of a second record of the patient."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pmdesk.core.progress import JobContext
from pmdesk.services.jobs import Lane
from pmdesk.services.operations.merge_record import MergeRecord
from pmdesk.services.record_exchange import Effect, MergePreview, RecordImport, merged, preview_merge
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.import_report import ImportReportDialog
from pmdesk.ui.dialogs.merge_preview import MergeDecision, MergePreviewDialog
from pmdesk.ui.message_bar import MessageBar


class RecordOpening(QObject):
    """The report and the question that opening a record raises."""

    def __init__(
        self, context: UiContext, controller: CaseController, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._context = context
        self._controller = controller
        self._messages = messages
        self._window = window
        self._last: tuple[Path, RecordImport] | None = None
        self._withdraw = lambda: None
        controller.record_report.connect(self.take_report)
        controller.second_record.connect(self.compare)

    def take_report(self, imported: RecordImport) -> None:
        """Keep the report, and say it when something was left out or is kept as text only."""
        self._withdraw()
        self._last = None
        if not imported.resources and not imported.not_understood:
            return
        self._last = (Path(self._context.session.case.record_source), imported)
        left_out, as_text = imported.count(Effect.LEFT_OUT), imported.count(Effect.AS_TEXT)
        noted = imported.count(Effect.NOTED)
        if not (left_out or as_text or noted):
            return
        sentence = self.tr(
            "Not all of the record was understood: {left_out} parts left out, {as_text} as text only, "
            "{noted} to be checked."
        )
        self._withdraw = self._messages.ask(
            sentence.format(left_out=left_out, as_text=as_text, noted=noted),
            ((self.tr("Show report"), self.show_report), (self.tr("Close"), lambda: None)),
        )

    def show_report(self) -> ImportReportDialog | None:
        """Open the report of the last file; None, and a message, when there is none."""
        if self._last is None:
            self._context.signals.message.emit(
                self.tr(
                    "No record file was imported in this session. Open a FHIR file or a table; then this says what "
                    "was understood of it."
                ),
                "info",
            )
            return None
        dialog = ImportReportDialog(self._context, *self._last, parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def compare(self, path: Path, imported: RecordImport) -> None:
        """Compare a second record with the open one in a job, then ask."""
        record = self._context.session.case.record
        if record is None:
            self._controller.use_record(path, imported)
            return

        def work(_job: JobContext) -> MergePreview:
            return preview_merge(record, imported.record)

        def compared(preview: MergePreview) -> None:
            self.ask(path, imported, preview)

        self._context.jobs.submit(
            "job.record_merge",
            work,
            key="record_merge",
            lane=Lane.COMPUTE,
            on_done=compared,
            on_error=self._context.session.failed.emit,
        )

    def ask(self, path: Path, imported: RecordImport, preview: MergePreview) -> MergePreviewDialog:
        """Show the preview with its choices."""
        dialog = MergePreviewDialog(self._context, preview, path.name, self._window)
        dialog.accepted.connect(lambda: self._decided(dialog, path, imported, preview))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _decided(
        self, dialog: MergePreviewDialog, path: Path, imported: RecordImport, preview: MergePreview
    ) -> None:
        if dialog.decision is MergeDecision.REPLACE:
            self._controller.use_record(path, imported)
            return
        if self._context.session.case.record is not preview.first:
            self._context.signals.message.emit(
                self.tr("The open record has changed meanwhile. Open the file again to compare it."),
                "caution",
            )
            return
        record = merged(
            preview, dialog.choices, same_patient=True, without_duplicates=dialog.without_duplicates
        )
        self._context.undo.push(MergeRecord(preview.first, record), self)
        self.take_report(imported)
        self._context.signals.message.emit(
            self.tr("Merged: {file}. Undo takes it back.").format(file=path.name), "info"
        )
