"""Ask where to save, and save in a job."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from pmdesk.services.export import REPORT_FILE, write_case, write_report
from pmdesk.services.jobs import Lane
from pmdesk.ui.context import UiContext


class CaseSaver(QObject):
    """Saves the open case.

    Signals
    -------
    saved(Path)
        The folder or file that was written.
    """

    saved = Signal(object)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def ask_case(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a folder and save the case; ``then`` is called once it is written."""
        if self._nothing_to_save():
            return
        name = QFileDialog.getExistingDirectory(
            QApplication.activeWindow(), self.tr("Save the case into a folder")
        )
        if name:
            self.save_case(Path(name), then)

    def ask_pdf(self) -> None:
        if self._nothing_to_save():
            return
        name, _ = QFileDialog.getSaveFileName(
            QApplication.activeWindow(), self.tr("Save report"), REPORT_FILE, self.tr("PDF (*.pdf)")
        )
        if name:
            self.save_pdf(Path(name).with_suffix(".pdf"))

    def save_case(self, folder: Path, then: Callable[[], object] | None = None) -> None:
        """Write case.json, segmentation, overview and report into ``folder``."""

        def done(_files: object) -> None:
            self._context.undo.mark_saved()
            self._done(folder)
            if then is not None:
                then()

        self._write(write_case, folder, done)

    def save_pdf(self, path: Path) -> None:
        """Write the PDF report."""
        self._write(write_report, path, self._done)

    def _write(self, writer: Callable[..., object], path: Path, done: Callable[[Any], None]) -> None:
        """Write the case with the scores and options that follow from it, not from the state before."""
        session = self._context.session

        def write() -> None:
            self._context.jobs.submit(
                "job.save",
                writer,
                session.case,
                path,
                self._context.texts,
                key="save",
                lane=Lane.COMPUTE,
                on_done=done,
                on_error=session.failed.emit,
            )

        session.when_settled(write)

    def _nothing_to_save(self) -> bool:
        case = self._context.session.case
        empty = case.volume is None and case.record is None and case.genome is None
        if empty:
            self._context.signals.message.emit(
                self.tr("There is nothing to save: open a case first."), "info"
            )
        return empty

    def _done(self, path: Path) -> None:
        self.saved.emit(path)
        self._context.signals.message.emit(self.tr("Saved: %1").replace("%1", str(path)), "info")
