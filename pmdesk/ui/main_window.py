"""The one window: menus, header, cases on the left, the case in the centre, findings, risk and options on the right."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QMenu,
    QMessageBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeRef
from pmdesk.core.texts import Language
from pmdesk.services.changes import OpChanges
from pmdesk.ui.actions import Command, CommandRegistry
from pmdesk.ui.bridge import bind
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.case_opening import CaseOpening
from pmdesk.ui.closing import Closing
from pmdesk.ui.cohort.page import CohortPage
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.command_palette import CommandPalette
from pmdesk.ui.dialogs.keys_dialog import KeysDialog
from pmdesk.ui.header_bar import HeaderBar
from pmdesk.ui.learned_risks import LearnedRisksUpdater
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.navigation import Navigation
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
from pmdesk.ui.status_line import StatusLine
from pmdesk.ui.store.desk import StoreDesk
from pmdesk.ui.viewer.imaging_view import ImagingView
from pmdesk.ui.widgets.focus_ring import FocusRing
from pmdesk.ui.window_commands import (
    FINDINGS_MENU,
    HELP_MENU,
    OPEN_MENU,
    VIEW_MENU,
    WindowCommands,
    commands_of_viewer,
)
from pmdesk.ui.window_layout import WindowLayout

BROWSER_MIN_PX = 180


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

        self._closing = Closing(context, self.store, saver, self)

        self.tabs = QTabWidget()
        self.tabs.setObjectName("centre")
        self.tabs.setDocumentMode(True)
        self.pages: dict[str, QWidget] = {
            "imaging": self.viewer,
            "record": self.record,
            "genome": self.genome,
            "risks": self.risks,
            "cohort": self.cohort,
            "report": self.report,
        }
        for page in self.pages.values():
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
        self._status = StatusLine(self.statusBar(), context.session)
        self._navigation = Navigation(
            context.session,
            self.tabs,
            self._docks,
            viewer=self.viewer,
            record=self.record,
            genome=self.genome,
            risks=self.risks,
        )
        self._window_commands = WindowCommands(
            context,
            controller=controller,
            opening=self._opening,
            saver=saver,
            record_saver=self._record_saver,
            findings=self.findings,
            open_cohort=self._open_cohort,
            parent=self,
        )
        self.commands = CommandRegistry(self, context.settings)
        self.commands.update(self._commands())
        self._build_menus()
        self.store.attach(self.commands)
        self._connect()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._focus_ring = FocusRing(app, self)
        self.retranslate()
        self._layout.restore()
        # else the first button in the header would look pressed
        self.tabs.tabBar().setFocus()

    # building

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName(f"dock.{name}")
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _commands(self) -> list[Command]:
        tabs = self.tabs
        return [
            *self._window_commands.of_files(),
            Command("quit", self.tr("Quit"), "Ctrl+Q", self.close),
            *self._window_commands.of_review(),
            *(
                Command(
                    f"tab_{name}",
                    self._page_title(name),
                    f"Ctrl+{number}",
                    partial(tabs.setCurrentWidget, page),
                )
                for number, (name, page) in enumerate(self.pages.items(), 1)
            ),
            Command("full_screen", self.tr("Full screen"), "F", self._toggle_full_screen),
            Command("theme", self.tr("Light or dark theme"), "Ctrl+T", self._toggle_theme),
            Command("reset_layout", self.tr("Default layout"), "", self._layout.reset),
            Command("palette", self.tr("All commands..."), "Ctrl+K", self._show_palette),
            Command("keys", self.tr("Keyboard..."), "?", self._show_keys),
            Command("about", self.tr("About pmdesk"), "", self._show_about),
            *self.store.commands(),
            *commands_of_viewer(self.viewer),
        ]

    def _build_menus(self) -> None:
        """The menu bar in the language of the screen, made anew."""
        bar = self.menuBar()
        bar.clear()
        for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            menu.deleteLater()
        self._add_menu(self.tr("&File"), [*OPEN_MENU, *self.store.FILE_MENU, "|", "quit"])
        self._add_menu(self.tr("&Findings"), FINDINGS_MENU)
        image = self._add_menu(self.tr("&Image"), [])
        for title, names in self.viewer.menus():
            self._fill_menu(image.addMenu(title), [f"viewer.{name}" for name in names])
        self._add_menu(self.tr("&Store"), self.store.STORE_MENU)
        view = self._add_menu(
            self.tr("&View"), [*(f"tab_{name}" for name in self.pages), "|", *VIEW_MENU, "|"]
        )
        for dock in self._docks.values():
            view.addAction(dock.toggleViewAction())
        self._add_menu(self.tr("&Help"), HELP_MENU)

    def _add_menu(self, title: str, entries: Sequence[str]) -> QMenu:
        menu = self.menuBar().addMenu(title)
        self._fill_menu(menu, entries)
        return menu

    def _fill_menu(self, menu: QMenu, entries: Sequence[str]) -> None:
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry != "|":
                menu.addAction(self.commands.action(entry))
            else:
                menu.addSeparator()

    def _connect(self) -> None:
        signals = self._context.signals
        signals.navigate_requested.connect(self.navigate)
        signals.message.connect(self.messages.show_message)
        self.risk.details_requested.connect(self._navigation.open_score)
        self.header.theme_toggled.connect(self._toggle_theme)
        self.header.language_chosen.connect(self.set_language)
        self.viewer.hovered.connect(self._status.show_readout)
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
        bind(self, self._context.session.selection.focus_changed, self._navigation.follow)
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
        for name, page in self.pages.items():
            self.tabs.setTabText(self.tabs.indexOf(page), self._page_title(name))
        for name, title in (
            ("cases", self.tr("Cases")),
            ("findings", self.tr("Findings")),
            ("risk", self.tr("Risk")),
            ("options", self.tr("Options")),
        ):
            self._docks[name].setWindowTitle(title)
        self._status.retranslate()
        if hasattr(self, "commands"):
            self.commands.update(self._commands())
            self._build_menus()

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

    def navigate(self, node: NodeRef) -> None:
        """Select a thing and bring the view that shows it to the front."""
        self._navigation.go_to(node)

    # the case

    def _case_changed(self, _changes: OpChanges, _initiator: object) -> None:
        self._status.show_device()
        if self._context.session.case.record_confirmed:
            self._opening.record_settled()

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

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing.may_go():
            event.ignore()
            return
        self._layout.remember()
        self._context.jobs.cancel_all()
        self.store.close()
        super().closeEvent(event)
