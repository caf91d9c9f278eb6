"""Ask where to export the record, and export it in a job."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from pmdesk.core.record import PatientRecord
from pmdesk.services.jobs import Lane
from pmdesk.services.record_exchange import export_csv, export_fhir
from pmdesk.ui.context import UiContext


class RecordSaver(QObject):
    """Exports the open record.

    Signals
    -------
    saved(Path)
        The file or folder that was written.
    """

    saved = Signal(object)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def ask_fhir(self) -> None:
        """Ask for a file and write the record as a FHIR R4 bundle."""
        record = self._record()
        if record is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            QApplication.activeWindow(),
            self.tr("Export record (FHIR)"),
            "record-fhir.json",
            self.tr("FHIR R4 bundle (*.json)"),
        )
        if name:
            self.save_fhir(Path(name).with_suffix(".json"))

    def ask_csv(self) -> None:
        """Ask for a folder and write the record as CSV tables."""
        if self._record() is None:
            return
        name = QFileDialog.getExistingDirectory(
            QApplication.activeWindow(), self.tr("Export record (CSV) into a folder")
        )
        if name:
            self.save_csv(Path(name))

    def save_fhir(self, path: Path) -> None:
        self._submit(export_fhir, path)

    def save_csv(self, folder: Path) -> None:
        self._submit(export_csv, folder)

    def _submit(self, work, target: Path) -> None:
        record = self._record()
        if record is None:
            return
        self._context.jobs.submit(
            "job.record_export",
            work,
            record,
            target,
            key="record_export",
            lane=Lane.COMPUTE,
            on_done=lambda _written: self._done(target),
            on_error=self._context.session.failed.emit,
        )

    def _record(self) -> PatientRecord | None:
        record = self._context.session.case.record
        if record is None:
            self._context.signals.message.emit(self.tr("There is no record to export."), "info")
        return record

    def _done(self, path: Path) -> None:
        self.saved.emit(path)
        self._context.signals.message.emit(
            self.tr("Exported, not encrypted: {path}").format(path=path), "info"
        )
