"""The one window: menus, header, cases on the left, the case in the centre, findings, risk and options on the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.ids import FindingId, RiskId
from pmdesk.core.texts import Language
from pmdesk.services.changes import OpChanges
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.actions import Command, CommandRegistry
from pmdesk.ui.bridge import bind
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.case_opening import CaseOpening
from pmdesk.ui.cohort.page import CohortPage
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.command_palette import CommandPalette
from pmdesk.ui.dialogs.keys_dialog import KeysDialog
from pmdesk.ui.header_bar import HeaderBar
from pmdesk.ui.learned_risks import LearnedRisksUpdater
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.panels.case_browser import CaseBrowser
from pmdesk.ui.panels.findings_panel import FindingsPanel
from pmdesk.ui.panels.genome_panel import GenomePanel
from pmdesk.ui.panels.options_panel import OptionsPanel
from pmdesk.ui.panels.record_panel import RecordPanel
from pmdesk.ui.panels.report_panel import ReportPanel
from pmdesk.ui.panels.risk_page.page import RiskPage
from pmdesk.ui.panels.risk_panel import RiskPanel
from pmdesk.ui.panels.why_popover import WhyPopover
from pmdesk.ui.record_saving import RecordSaver
from pmdesk.ui.saving import CaseSaver
from pmdesk.ui.store.desk import StoreDesk
from pmdesk.ui.viewer.imaging_view import ImagingView
from pmdesk.ui.window_layout import WindowLayout

BROWSER_MIN_PX = 180
_OPEN_MENU = (
    "open_files open_folder open_prior open_record open_genome open_cohort | open_demo open_demo_prior | "
    "save_case save_pdf | import_report export_fhir export_csv |"
).split()
_RECORD_KINDS = frozenset(
    {
        NodeKind.OBSERVATION,
        NodeKind.CONDITION,
        NodeKind.MEDICATION,
        NodeKind.PROCEDURE,
        NodeKind.ALLERGY,
        NodeKind.RELATIVE,
        NodeKind.ENCOUNTER,
        NodeKind.REPORT,
    }
)
_FINDINGS_MENU = "analyse | accept edit reject unreview | next previous | undo redo".split()
_VIEW_MENU = "full_screen theme reset_layout".split()
_HELP_MENU = "palette keys about".split()


class MainWindow(QMainWindow):
    """Puts the panels together; the work is done by `CaseController` and the panels themselves."""

    def __init__(self, context: UiContext, controller: CaseController, saver: CaseSaver) -> None:
        super().__init__()
        self._context = context
        self._controller = controller
        self._saver = saver
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AnimatedDocks
        )

        self.viewer = ImagingView(context)
        self.record = RecordPanel(context)
        self.genome = GenomePanel(context)
        self.risks = RiskPage(context)
        self.cohort = CohortPage(context)
        self.report = ReportPanel(context)
        self.browser = CaseBrowser(context)
        self.browser.setMinimumWidth(BROWSER_MIN_PX)
        self.findings = FindingsPanel(context)
        self.risk = RiskPanel(context)
        self.options = OptionsPanel(context)
        self.header = HeaderBar(context)
        self.messages = MessageBar(context)
        self._why = WhyPopover(context, self)
        self.store = StoreDesk(context, controller, self.messages, self)
        self.store.watch(saver)
        self._learned = LearnedRisksUpdater(context, self)
        self._record_saver = RecordSaver(context, self)
        self.store.watch(self._record_saver)
        self._opening = CaseOpening(context, controller, saver, self.store, self.messages, self)

        self.tabs = QTabWidget()
        self.tabs.setObjectName("centre")
        self.tabs.setDocumentMode(True)
        self._pages: dict[str, QWidget] = {
            "imaging": self.viewer,
            "record": self.record,
            "genome": self.genome,
            "risks": self.risks,
            "cohort": self.cohort,
            "report": self.report,
        }
        for page in self._pages.values():
            self.tabs.addTab(page, "")
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.messages)
        layout.addWidget(self.tabs, 1)
        self.setCentralWidget(centre)

        self._docks = {
            "cases": self._dock("cases", self.browser, Qt.DockWidgetArea.LeftDockWidgetArea),
            "findings": self._dock("findings", self.findings, Qt.DockWidgetArea.RightDockWidgetArea),
            "risk": self._dock("risk", self.risk, Qt.DockWidgetArea.RightDockWidgetArea),
            "options": self._dock("options", self.options, Qt.DockWidgetArea.RightDockWidgetArea),
        }
        self._layout = WindowLayout(self, self._docks, context.settings)
        self._build_status_bar()
        self.commands = CommandRegistry(self, context.settings)
        self.commands.update(self._commands())
        self._build_menus()
        self.store.attach(self.commands)
        self._connect()
        self.retranslate()
        self._layout.restore()

    # building

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName(f"dock.{name}")
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _build_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._hint = QLabel(bar)
        self._hint.setObjectName("status.hint")
        self._readout = QLabel(bar)
        self._readout.setObjectName("status.readout")
        self._device = QLabel(bar)
        self._device.setObjectName("status.device")
        self._research = QLabel(bar)
        self._research.setObjectName("status.research")
        for label in (self._hint, self._readout, self._device):
            label.setProperty("role", "quiet")
        self._research.setProperty("role", "caution")
        bar.setContentsMargins(8, 0, 8, 0)
        bar.addWidget(self._hint, 1)
        bar.addPermanentWidget(self._readout)
        bar.addPermanentWidget(self._device)
        bar.addPermanentWidget(self._research)

    def _commands(self) -> list[Command]:
        tabs = self.tabs
        commands = [
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
            Command("quit", self.tr("Quit"), "Ctrl+Q", self.close),
            Command("undo", self.tr("Undo"), "Ctrl+Z", self._context.undo.qt.undo),
            Command("redo", self.tr("Redo"), "Ctrl+Shift+Z", self._context.undo.qt.redo),
            Command("accept", self.tr("Accept finding"), "A", self.findings.accept_selected),
            Command("edit", self.tr("Edit finding"), "E", self.findings.edit_selected),
            Command("reject", self.tr("Reject finding"), "R", self.findings.open_reject_menu),
            Command("unreview", self.tr("Set finding back to unreviewed"), "U", self._unreview),
            Command(
                "next", self.tr("Next unreviewed finding"), "Space", self.findings.select_next_unreviewed
            ),
            Command(
                "previous",
                self.tr("Previous unreviewed finding"),
                "Shift+Space",
                self.findings.select_previous_unreviewed,
            ),
            *(
                Command(
                    f"tab_{name}",
                    self._page_title(name),
                    f"Ctrl+{number}",
                    partial(tabs.setCurrentWidget, page),
                )
                for number, (name, page) in enumerate(self._pages.items(), 1)
            ),
            Command("full_screen", self.tr("Full screen"), "F", self._toggle_full_screen),
            Command("theme", self.tr("Light or dark theme"), "Ctrl+T", self._toggle_theme),
            Command("reset_layout", self.tr("Default layout"), "", self._layout.reset),
            Command("palette", self.tr("All commands..."), "Ctrl+K", self._show_palette),
            Command("keys", self.tr("Keyboard..."), "?", self._show_keys),
            Command("about", self.tr("About pmdesk"), "", self._show_about),
        ]
        commands += self.store.commands()
        commands += [
            Command(
                f"viewer.{name}",
                text,
                QKeySequence(key).toString(),
                run,
                # arrows and the like belong to tables too
                within=self.viewer if name in self.viewer.FOCUS_COMMANDS else None,
            )
            for name, text, key, run in self.viewer.commands()
        ]
        return commands

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        self._menus: list[QMenu] = []
        viewer = [command.id for command in self.commands.commands() if command.id.startswith("viewer.")]
        for title, entries in (
            (self.tr("&File"), [*_OPEN_MENU, *self.store.FILE_MENU, "|", "quit"]),
            (self.tr("&Findings"), _FINDINGS_MENU),
            (self.tr("&Image"), viewer),
            (self.tr("&Store"), self.store.STORE_MENU),
            (self.tr("&View"), [*(f"tab_{name}" for name in self._pages), "|", *_VIEW_MENU]),
            (self.tr("&Help"), _HELP_MENU),
        ):
            menu = bar.addMenu(title)
            menu.setToolTipsVisible(True)
            self._menus.append(menu)
            for entry in entries:
                if entry != "|":
                    menu.addAction(self.commands.action(entry))
                else:
                    menu.addSeparator()
        view = self._menus[4]
        view.addSeparator()
        for dock in self._docks.values():
            view.addAction(dock.toggleViewAction())

    def _connect(self) -> None:
        signals = self._context.signals
        signals.navigate_requested.connect(self.navigate)
        signals.message.connect(self.messages.show_message)
        self.risk.details_requested.connect(self._show_score)
        self.header.theme_toggled.connect(self._toggle_theme)
        self.header.language_chosen.connect(self.set_language)
        self.viewer.hovered.connect(self._show_readout)
        self.browser.series_activated.connect(self._controller.open_series)
        self.browser.recent_activated.connect(self._controller.open_recent)
        self.report.save_pdf_requested.connect(self.commands.action("save_pdf").trigger)
        self.report.save_case_requested.connect(self.commands.action("save_case").trigger)
        self._controller.preview_ready.connect(self.viewer.show_preview)
        self._controller.explain_failed.connect(self.viewer.heat.fail)
        self.viewer.heat.wanted.connect(self._controller.explain)
        self.viewer.heat.dropped.connect(self._controller.stop_explaining)
        for command in ("tab_imaging", "viewer.heat"):
            self.findings.heat_requested.connect(self.commands.action(command).trigger)
        self._controller.load_ended.connect(self.viewer.drop_preview)
        self._controller.series_loading.connect(lambda _series: self.tabs.setCurrentWidget(self.viewer))
        self.record.record_confirmed.connect(lambda same: self._controller.confirm_record(accept=same))
        bind(self, self._context.session.failed, self._show_error)
        bind(self, self._context.session.selection.focus_changed, self._follow_focus)
        bind(self, self._context.session.changed, self._case_changed)
        self._context.undo.changed.connect(self._update_undo)
        self._update_undo()

    # language and theme

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("pmdesk - Precision Medicine Desk"))
        for name, page in self._pages.items():
            self.tabs.setTabText(self.tabs.indexOf(page), self._page_title(name))
        for name, title in (
            ("cases", self.tr("Cases")),
            ("findings", self.tr("Findings")),
            ("risk", self.tr("Risk")),
            ("options", self.tr("Options")),
        ):
            self._docks[name].setWindowTitle(title)
        self._research.setText(self.tr("For research use, not a cleared medical device"))
        self._hint.setText(
            self.tr(
                "Wheel: slice   Right drag: window   Middle drag: pan   Ctrl+wheel: zoom   Ctrl+K: all commands"
            )
        )
        if hasattr(self, "commands"):
            self.commands.update(self._commands())
            self._build_menus()
        self._show_device()

    def _page_title(self, name: str) -> str:
        return {
            "imaging": self.tr("Imaging"),
            "record": self.tr("Record"),
            "genome": self.tr("Genome"),
            "risks": self.tr("Risks"),
            "cohort": self.tr("Cohort"),
            "report": self.tr("Report"),
        }[name]

    def set_language(self, language: Language) -> None:
        """Speak another language at once."""
        self._context.set_language(language)

    def _toggle_theme(self) -> None:
        name = "light" if self._context.theme.theme.name == "dark" else "dark"
        self._context.settings.theme = name
        self._context.theme.set_theme(name)
        self.header.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._opening.take_dropped(paths)

    def _open_cohort(self) -> None:
        self.tabs.setCurrentWidget(self.cohort)
        self.cohort.ask_table()

    # selection and evidence

    def navigate(self, node: NodeRef) -> None:
        """Select a thing and bring the view that shows it to the front."""
        selection = self._context.session.selection
        also: tuple[NodeRef, ...] = ()
        if node.kind is NodeKind.RISK:
            risk = self._context.session.case.risk(RiskId(node.key))
            if risk is not None:
                also = (risk.subject,)
        selection.select(node, *also)
        page = self._page_of(node)
        if page is not None:
            self.tabs.setCurrentWidget(page)
        if page is self.record:
            self.record.focus_node(node)
        elif page is self.genome:
            self.genome.focus_node(node)
        elif page is self.risks:
            self.risks.focus_node(node)
        dock = {NodeKind.RISK: "risk", NodeKind.OPTION: "options"}.get(node.kind)
        if dock is not None:
            self._docks[dock].show()
            self._docks[dock].raise_()

    def _show_score(self, node: NodeRef) -> None:
        self.tabs.setCurrentWidget(self.risks)
        self.risks.open_score(node)

    def _page_of(self, node: NodeRef) -> QWidget | None:
        """The tab that shows a thing; None for what stands in a dock only."""
        if node.kind is NodeKind.RISK:
            risk = self._context.session.case.risk(RiskId(node.key))
            of_patient = risk is not None and risk.subject.kind is NodeKind.PATIENT
            return self.risks if of_patient else None
        if node.kind is NodeKind.RECORD_FIELD:
            return self.genome if node.key.startswith(("genome", "biomarker")) else self.record
        if node.kind in _RECORD_KINDS:
            return self.record
        return {
            NodeKind.FINDING: self.viewer,
            NodeKind.SERIES: self.viewer,
            NodeKind.VARIANT: self.genome,
        }.get(node.kind)

    def _follow_focus(self, node: NodeRef | None) -> None:
        """Show the finding of a selected risk; the viewer itself follows selected findings."""
        if node is None or node.kind is not NodeKind.RISK:
            return
        case = self._context.session.case
        risk = case.risk(RiskId(node.key))
        finding = case.finding(FindingId(risk.subject.key)) if risk is not None else None
        if finding is not None:
            self.viewer.go_to(finding)

    def _unreview(self) -> None:
        session = self._context.session
        key = session.selection.selected(NodeKind.FINDING)
        if key is not None and session.case.finding(FindingId(key)) is not None:
            self._context.undo.push(review(session.case, FindingId(key), ReviewStatus.UNREVIEWED), self)

    # status

    def _show_readout(self, point: PatientPoint | None, value: float | None) -> None:
        if point is None:
            self._readout.setText("")
            return
        x, y, z = point.xyz_lps_mm
        place = f"L {x:.1f}  P {y:.1f}  H {z:.1f} mm"
        volume = self._context.session.case.volume
        unit = "HU" if volume is not None and volume.unit.value == "[hnsf'U]" else self.tr("unit not known")
        self._readout.setText(f"{value:.0f} {unit}   {place}" if value is not None else place)

    def _case_changed(self, _changes: OpChanges, _initiator: object) -> None:
        self._show_device()
        if self._context.session.case.record_confirmed:
            self._opening.record_settled()

    def _show_device(self) -> None:
        provenance = self._context.session.case.analysis
        self._device.setText(provenance.device if provenance is not None else "")

    def _show_error(self, error: PmdeskError) -> None:
        self.messages.show_error(error)

    def _update_undo(self) -> None:
        stack = self._context.undo.qt
        for name, allowed, text in (
            ("undo", stack.canUndo(), stack.undoText()),
            ("redo", stack.canRedo(), stack.redoText()),
        ):
            action = self.commands.action(name)
            action.setEnabled(allowed)
            word = self.tr("Undo") if name == "undo" else self.tr("Redo")
            action.setText(f"{word}: {text}" if text else word)

    # window

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _show_palette(self) -> None:
        palette = CommandPalette(self.commands, self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.mapToGlobal(QPoint((self.width() - palette.width()) // 2, 80))
        palette.move(corner)
        palette.show()

    def _show_keys(self) -> None:
        dialog = KeysDialog(self.commands, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_about(self) -> None:
        from pmdesk import __version__

        box = QMessageBox(self)
        box.setObjectName("about")
        box.setWindowTitle(self.tr("About pmdesk"))
        box.setText(
            self.tr(
                "pmdesk %1\n\nPrecision Medicine Desk: chest CT, record, genome, risks and treatment options in "
                "linked views, offline.\n\nFor research use. Not a cleared medical device. It supports a clinician's "
                "decision and does not replace it."
            ).replace("%1", __version__)
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _may_close(self) -> bool:
        """True when nothing is unsaved, or the user gives it up; the one question that cannot be undone later."""
        if not self._context.undo.unsaved:
            return True
        box = QMessageBox(self)
        box.setObjectName("unsaved")
        box.setWindowTitle(self.tr("Close pmdesk"))
        box.setText(self.tr("The decisions on the open case are not saved."))
        store = None
        if not self.store.why_not("store_save"):
            store = box.addButton(self.tr("Save to the store"), QMessageBox.ButtonRole.AcceptRole)
        save = box.addButton(self.tr("Save case..."), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(self.tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is save:
            self._saver.ask_case(self.close)
        elif store is not None and box.clickedButton() is store:
            self.store.patients.save(self.close)
        return box.clickedButton() is discard

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        self._layout.remember()
        self._context.jobs.cancel_all()
        self.store.close()
        super().closeEvent(event)
