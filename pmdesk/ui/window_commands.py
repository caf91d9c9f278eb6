"""The commands of the window and its menus, as data."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from pmdesk.core.evidence import NodeKind
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.ids import FindingId
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.actions import Command
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.case_opening import CaseOpening
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.findings_panel import FindingsPanel
from pmdesk.ui.record_saving import RecordSaver
from pmdesk.ui.saving import CaseSaver
from pmdesk.ui.viewer.imaging_view import ImagingView

OPEN_MENU = (
    "open_files open_folder open_prior open_record open_genome open_cohort | open_demo open_demo_prior | "
    "save_case save_pdf | import_report export_fhir export_csv |"
).split()
FINDINGS_MENU = "analyse | accept edit reject unreview | next previous | undo redo".split()
VIEW_MENU = "full_screen theme reset_layout".split()
HELP_MENU = "palette keys about".split()


class WindowCommands(QObject):
    """What can be opened, saved and decided; the words are those of the moment they are asked for."""

    def __init__(
        self,
        context: UiContext,
        *,
        controller: CaseController,
        opening: CaseOpening,
        saver: CaseSaver,
        record_saver: RecordSaver,
        findings: FindingsPanel,
        open_cohort: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._controller = controller
        self._opening = opening
        self._saver = saver
        self._record_saver = record_saver
        self._findings = findings
        self._open_cohort = open_cohort

    def of_files(self) -> list[Command]:
        """Open, analyse, save."""
        return [
            Command(
                "open_files", self.tr("Open images, record or genome..."), "Ctrl+O", self._opening.ask_files
            ),
            Command("open_folder", self.tr("Open image folder..."), "Ctrl+Shift+O", self._opening.ask_folder),
            Command("open_record", self.tr("Open record..."), "", self._opening.ask_record),
            Command("open_genome", self.tr("Open variants (VCF)..."), "", self._opening.ask_genome),
            Command("open_demo", self.tr("Open the demo patient"), "Ctrl+D", self._controller.open_demo),
            Command("open_prior", self.tr("Open earlier CT to compare..."), "", self._opening.ask_prior),
            Command(
                "open_demo_prior",
                self.tr("Compare with the demo patient's earlier CT"),
                "",
                self._controller.open_demo_prior,
            ),
            Command("analyse", self.tr("Find nodules"), "Ctrl+R", self._controller.analyse),
            Command(
                "save_case", self.tr("Save case (JSON, SEG, picture)..."), "Ctrl+S", self._saver.ask_case
            ),
            Command("save_pdf", self.tr("Save report (PDF)..."), "Ctrl+P", self._saver.ask_pdf),
            Command(
                "import_report",
                self.tr("What was understood of the record..."),
                "",
                self._opening.records.show_report,
            ),
            Command("export_fhir", self.tr("Export record (FHIR)..."), "", self._record_saver.ask_fhir),
            Command("export_csv", self.tr("Export record (CSV)..."), "", self._record_saver.ask_csv),
            Command("open_cohort", self.tr("Open a cohort table..."), "", self._open_cohort),
        ]

    def of_review(self) -> list[Command]:
        """Undo and redo, and what is decided about findings."""
        return [
            Command("undo", self.tr("Undo"), "Ctrl+Z", self._context.undo.qt.undo),
            Command("redo", self.tr("Redo"), "Ctrl+Shift+Z", self._context.undo.qt.redo),
            Command("accept", self.tr("Accept finding"), "A", self._findings.accept_selected),
            Command("edit", self.tr("Edit finding"), "E", self._findings.edit_selected),
            Command("reject", self.tr("Reject finding"), "R", self._findings.open_reject_menu),
            Command("unreview", self.tr("Set finding back to unreviewed"), "U", self._unreview),
            Command(
                "next", self.tr("Next unreviewed finding"), "Space", self._findings.select_next_unreviewed
            ),
            Command(
                "previous",
                self.tr("Previous unreviewed finding"),
                "Shift+Space",
                self._findings.select_previous_unreviewed,
            ),
        ]

    def _unreview(self) -> None:
        session = self._context.session
        key = session.selection.selected(NodeKind.FINDING)
        if key is not None and session.case.finding(FindingId(key)) is not None:
            self._context.undo.push(review(session.case, FindingId(key), ReviewStatus.UNREVIEWED), self)


def commands_of_viewer(viewer: ImagingView) -> list[Command]:
    """The viewer's commands as the window's."""
    return [
        Command(
            f"viewer.{name}",
            text,
            QKeySequence(key).toString(),
            run,
            # arrows and the like belong to tables too
            within=viewer if name in viewer.FOCUS_COMMANDS else None,
        )
        for name, text, key, run in viewer.commands()
    ]
