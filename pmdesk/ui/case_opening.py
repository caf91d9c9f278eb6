"""Asking what to open, and what to do where that is not plain: drops, builds, patients that differ, unsaved work."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.genomics.header import samples_of_file
from pmdesk.records.tables.reading import TABLE_SUFFIXES
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.genome_question import GenomeQuestion
from pmdesk.ui.dialogs.table_mapping.window import TableMappingDialog
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.record_opening import RecordOpening
from pmdesk.ui.saving import CaseSaver
from pmdesk.ui.store.desk import StoreDesk
from pmdesk.ui.widgets.identity_words import images_and_record


class CaseOpening(QObject):
    """The file dialogs of the window and the questions that opening raises."""

    def __init__(
        self,
        context: UiContext,
        controller: CaseController,
        saver: CaseSaver,
        store: StoreDesk,
        messages: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._controller = controller
        self._saver = saver
        self._store = store
        self._messages = messages
        self._window = window
        self._withdraw_record_question: Callable[[], None] = lambda: None
        self._withdraw_unsaved_question: Callable[[], None] = lambda: None
        self._withdraw_drop_question: Callable[[], None] = lambda: None
        self.records = RecordOpening(context, controller, messages, window)
        controller.genome_question.connect(self.ask_genome_build)
        controller.table_question.connect(self.ask_table)
        controller.record_question.connect(self.ask_record_match)
        controller.unsaved_question.connect(self.ask_unsaved)
        context.signals.open_requested.connect(self.open_kind)

    def record_settled(self) -> None:
        """Nobody need answer any more whether the record belongs to the images."""
        self._withdraw_record_question()

    def take_dropped(self, paths: list[Path]) -> None:
        """Open what was dropped; a folder beside an open CT may be its earlier one, which only the user knows."""
        self._withdraw_drop_question()
        if self._context.session.case.volume is None or not all(path.is_dir() for path in paths):
            self._controller.open_paths(paths)
            return
        self._withdraw_drop_question = self._messages.ask(
            self.tr("Images were dropped while a case is open."),
            (
                (self.tr("Compare as earlier CT"), lambda: self._controller.open_prior(paths)),
                (self.tr("Open instead"), lambda: self._controller.open_paths(paths)),
            ),
        )

    def open_kind(self, kind: str) -> None:
        """Open files of a kind (`pmdesk.ui.context.UiSignals.open_requested`)."""
        {
            "images": self.ask_folder,
            "files": self.ask_files,
            "prior": self.ask_prior,
            "record": self.ask_record,
            "genome": self.ask_genome,
            "demo": self._controller.open_demo,
            "analyse": self._controller.analyse,
        }[kind]()

    def ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open images, record or genome"))
        if names:
            self._controller.open_paths([Path(name) for name in names])

    def ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open image folder"))
        if name:
            self._controller.open_images([Path(name)])

    def ask_prior(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open earlier CT"))
        if name:
            self._controller.open_prior([Path(name)])

    def ask_record(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open record"),
            "",
            self.tr("Record or table (*.json *.csv *.tsv *.xlsx *.xls *.ods);;All files (*)"),
        )
        if name:
            path = Path(name)
            is_table = path.name.lower().endswith(TABLE_SUFFIXES)
            self.ask_table(path) if is_table else self._controller.open_record(path)

    def ask_genome(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open variants"),
            "",
            self.tr("Variants (*.vcf *.vcf.gz *.gz);;All files (*)"),
        )
        if name:
            self._controller.open_genome(Path(name))

    def ask_genome_build(self, path: Path, error: PmdeskError) -> None:
        samples = error.params.get("samples", ())
        if not samples and error.code is ErrorCode.SAMPLE_NOT_FOUND:
            samples = samples_of_file(path)
        names = tuple(samples) if isinstance(samples, (tuple, list)) else tuple(str(samples).split(", "))
        question = GenomeQuestion(
            path,
            ask_build=error.code is ErrorCode.BUILD_UNKNOWN,
            samples=names if error.code is ErrorCode.SAMPLE_NOT_FOUND else (),
            parent=self._window,
        )
        question.accepted.connect(lambda: self._controller.open_genome(path, question.build, question.sample))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()

    def ask_table(self, path: Path) -> None:
        """What the columns of a table of patients are."""
        dialog = TableMappingDialog(
            self._context, path, can_import_all=self._store.patients.can_enter_records, parent=self._window
        )
        dialog.patient_chosen.connect(
            lambda record, source: self._controller.open_table_record(source, record)
        )
        dialog.import_requested.connect(
            lambda records, source: self._store.patients.enter_records(source, records)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_record_match(self, differing: tuple[str, ...]) -> None:
        case = self._context.session.case
        patient = case.description.patient if case.description is not None else None
        fields = images_and_record(differing, patient, case.record, self._context.texts)
        self._withdraw_record_question()
        self._withdraw_record_question = self._messages.ask(
            self.tr(
                "The record and the images differ in: %1. The record is not used until you confirm."
            ).replace("%1", fields),
            (
                (self.tr("Same patient"), lambda: self._controller.confirm_record(accept=True)),
                (self.tr("Close the record"), lambda: self._controller.confirm_record(accept=False)),
            ),
        )

    def ask_unsaved(self, go_on: Callable[[], None]) -> None:
        self._withdraw_unsaved_question()
        to_store = (
            ((self.tr("Save to the store"), lambda: self._store.patients.save(go_on)),)
            if not self._store.why_not("store_save")
            else ()
        )
        self._withdraw_unsaved_question = self._messages.ask(
            self.tr("The decisions on the open case are not saved."),
            (
                *to_store,
                (self.tr("Save case..."), lambda: self._saver.ask_case(go_on)),
                (self.tr("Go on without saving"), go_on),
                (self.tr("Stay here"), lambda: None),
            ),
        )
