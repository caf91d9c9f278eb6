"""The store of the window: its commands, its lock, and who may do what at this moment.

The window works without a store as well; nothing here asks for one.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QFileDialog, QMainWindow

from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.core.paths import user_data_dir
from pmdesk.services.case import Case
from pmdesk.services.store_session import SignedIn, StoreSession, StoreState, at_once
from pmdesk.store.roles import Actor, Right
from pmdesk.ui.access import Deed
from pmdesk.ui.actions import Command, CommandRegistry
from pmdesk.ui.bridge import bind
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.context import UiContext
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.record_saving import RecordSaver
from pmdesk.ui.saving import CaseSaver
from pmdesk.ui.store.administration import Administration
from pmdesk.ui.store.closing_job import close_in_job
from pmdesk.ui.store.closing_screen import ClosingScreen
from pmdesk.ui.store.create_dialog import CreateDialog
from pmdesk.ui.store.lock_screen import LockScreen, WindowCover
from pmdesk.ui.store.patient_desk import PatientDesk
from pmdesk.ui.store.unlock_dialog import UnlockDialog

STORE_FILE = "pmdesk.store"
IDLE_CHECK_MS = 1000
DEEDS = {
    **dict.fromkeys(("save_case", "save_pdf", "export_fhir", "export_csv"), Deed.EXPORT),
    **dict.fromkeys(("analyse", "accept", "edit", "reject", "unreview"), Deed.CHANGE),
}
"""Commands of the window that write a patient's data in clear, or change them."""
_RIGHTS = {Deed.CHANGE: Right.CHANGE, Deed.EXPORT: Right.EXPORT}
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)


class StoreDesk(QObject):
    """Everything of the store that the window needs; built once, by the window.

    Signals
    -------
    state_changed(StoreState)
    """

    state_changed = Signal(object)

    FILE_MENU = "store_patients store_save | store_open store_create store_lock store_close".split()
    """Commands for the file menu; ``|`` is a separator."""
    STORE_MENU = (
        "store_users store_password store_passphrase store_settings | store_audit store_verify | "
        "store_backup store_restore"
    ).split()
    """Commands for a menu of their own below it."""

    def __init__(
        self,
        context: UiContext,
        controller: CaseController,
        messages: MessageBar,
        window: QMainWindow,
        session: StoreSession | None = None,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._messages = messages
        self._window = window
        self.session = session or StoreSession()
        self.session.apart = partial(close_in_job, context)
        self.session.lock_after_minutes = context.settings.store_lock_minutes
        self.patients = PatientDesk(context, controller, self.session, messages, window)
        self.administration = Administration(context, self.session, window)
        self._registry: CommandRegistry | None = None
        self._cover = WindowCover(window)
        self._watched: set[QWindow] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(IDLE_CHECK_MS)
        self._timer.timeout.connect(self._tick)
        bind(self, self.session.changed, self._state_changed)
        bind(self, context.session.changed, lambda *_: self.refresh())
        bind(self, context.session.failed, self._failed)
        self.patients.bound_changed.connect(self.refresh)
        self.administration.opened.connect(self._take)
        self.administration.open_asked.connect(self.ask_open)
        window.installEventFilter(self)

    # commands

    def commands(self) -> list[Command]:
        """The commands in the language of the screen."""
        administration = self.administration
        return [
            Command("store_create", self.tr("Create store..."), "", self.ask_create),
            Command("store_open", self.tr("Open store..."), "", self.ask_open),
            Command("store_lock", self.tr("Lock store"), "Ctrl+L", self.session.lock),
            Command("store_close", self.tr("Close store"), "", self.close_store),
            Command("store_save", self.tr("Save patient to store"), "Ctrl+Shift+S", self.patients.save),
            Command("store_patients", self.tr("Patients..."), "Ctrl+Shift+P", self.patients.ask_patient),
            Command("store_users", self.tr("Users..."), "", administration.ask_users),
            Command("store_password", self.tr("Change my password..."), "", administration.ask_password),
            Command("store_passphrase", self.tr("Change passphrase..."), "", administration.ask_passphrase),
            Command("store_settings", self.tr("Automatic lock..."), "", administration.ask_settings),
            Command("store_audit", self.tr("Audit log..."), "", administration.ask_audit),
            Command("store_verify", self.tr("Check store"), "", administration.verify),
            Command("store_backup", self.tr("Back up store..."), "", administration.ask_backup),
            Command("store_restore", self.tr("Restore backup..."), "", administration.ask_restore),
        ]

    def attach(self, registry: CommandRegistry) -> None:
        """Keep the commands of a registry enabled or not, with the reason in their tooltip."""
        self._registry = registry
        self.refresh()

    def watch(self, saver: CaseSaver | RecordSaver) -> None:
        """Log what of a stored patient is written to files in clear."""
        if isinstance(saver, CaseSaver):
            saver.saved.connect(lambda path: self.patients.exported("case" if path.is_dir() else "report"))
        else:
            saver.saved.connect(lambda _path: self.patients.exported("record"))

    def why_not(self, command_id: str) -> str:
        """Why a command cannot be used now; empty when it can."""
        session, case = self.session, self._context.session.case
        is_open = session.state is StoreState.OPEN
        if command_id in ("store_create", "store_open"):
            return ""
        if command_id in DEEDS:
            return self._context.access.why_not(DEEDS[command_id])
        if command_id == "store_restore":
            return "" if not is_open or session.may(Right.ADMINISTER) else self._not_allowed()
        if session.state in (StoreState.CLOSING, StoreState.LOCKING):
            return self.tr("The store is being saved and closed")
        if not is_open:
            return self.tr("No store is open")
        needed = {
            "store_save": Right.CHANGE,
            "store_patients": Right.VIEW,
            "store_verify": Right.VIEW,
            **dict.fromkeys(
                (
                    "store_users",
                    "store_passphrase",
                    "store_audit",
                    "store_backup",
                    "store_settings",
                ),
                Right.ADMINISTER,
            ),
        }.get(command_id)
        if needed is not None and not session.may(needed):
            return self._not_allowed()
        if command_id == "store_save" and self.patients.is_view_only:
            return self._context.access.why_not(Deed.CHANGE)
        if command_id == "store_save" and case.record is None and case.volume is None:
            return self.tr("Nothing is open that could be saved")
        if command_id == "store_password" and not self.administration.has_own_password:
            return self.tr("The store has no users; its passphrase opens it")
        return ""

    def _not_allowed(self, actor: Actor | None = None) -> str:
        actor = actor or self.session.actor
        name, role = (actor.name, actor.role.value) if actor is not None else ("", "")
        return (
            self.tr("%1 (%2) has not the right to do this")
            .replace("%1", name)
            .replace("%2", self._context.texts.of(f"store.role.{role}"))
        )

    def refresh(self) -> None:
        """Bring the commands in line with the store, the case and the user."""
        bound = self.patients.bound
        reasons: dict[Deed, str] = {}
        if bound is not None:
            lacking = ((deed, right) for deed, right in _RIGHTS.items() if not bound.actor.may(right))
            reasons = {deed: self._not_allowed(bound.actor) for deed, _ in lacking}
        self._context.access.set_reasons(reasons)
        if self._registry is None:
            return
        governed = {*DEEDS, *self.FILE_MENU, *self.STORE_MENU}
        for command in self._registry.commands():
            if command.id in governed:
                self._registry.allow(command.id, self.why_not(command.id))

    # opening, locking, closing

    def ask_create(self) -> None:
        dialog = CreateDialog(self._context, self._usual_path(is_new=True), self._window)
        dialog.opened.connect(self._take)
        dialog.open()

    def ask_open(self) -> None:
        """Open the store that was open last, or choose one."""
        path = self._usual_path()
        is_open = self.session.state is StoreState.OPEN and self.session.path == path
        if not path.is_file() or is_open:
            name, _ = QFileDialog.getOpenFileName(
                self._window,
                self.tr("Open store"),
                str(path.parent),
                self.tr("Store (*.store);;All files (*)"),
            )
            if not name:
                return
            path = Path(name)
        self.open_path(path)

    def open_path(self, path: Path) -> UnlockDialog:
        """Ask for what opens a store."""
        dialog = UnlockDialog(self._context, path, self._window)
        dialog.opened.connect(self._take)
        dialog.choose_requested.connect(lambda: self._choose_other(path))
        dialog.start()
        return dialog

    def _choose_other(self, path: Path) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open store"), str(path.parent), self.tr("Store (*.store);;All files (*)")
        )
        if name:
            self.open_path(Path(name))

    def close_store(self) -> None:
        """Close the store; the case stays on screen and belongs to nobody's store any more."""
        self.patients.forget()
        self.session.close()

    def end(self, then: Callable[[bool], None]) -> None:
        """Before the window goes: what is being saved is saved, then the store is closed.

        Parameters
        ----------
        then
            Called with True when nothing is left to do, at once where there was nothing; with False when something
            could not be saved, which has been said, or a person has to answer first.
        """
        saving = self.patients.saving
        is_open = self.session.state not in (StoreState.CLOSED, StoreState.LOCKED)
        if not saving.is_under_way and not is_open:
            self.session.close(lambda: then(True))
            return
        cover = ClosingScreen(self._context)
        self._cover.lay(cover)
        cover.focus_first()

        def saved(is_written: bool) -> None:
            if is_written:
                self.session.close(lambda: then(True))
            else:
                self._cover.take_off()
                then(False)

        if saving.is_under_way:
            saving.ended.connect(saved, Qt.ConnectionType.SingleShotConnection)
        else:
            saved(True)

    def close(self) -> None:
        """At the very end, whatever is still open: on the calling thread."""
        self._timer.stop()
        self.session.apart = at_once
        self.session.close()

    def _usual_path(self, *, is_new: bool = False) -> Path:
        kept = self._context.settings.store_path
        path = Path(kept) if kept else user_data_dir() / STORE_FILE
        if not is_new:
            return path
        number, fresh = 2, path
        while fresh.exists():
            fresh, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
        return fresh

    def _take(self, opened: SignedIn) -> None:
        self._context.settings.store_path = str(opened.store.path)
        self.session.take(opened)

    def _state_changed(self, state: StoreState) -> None:
        if state in (StoreState.LOCKING, StoreState.LOCKED):
            self._cover_window()
        elif state is not StoreState.CLOSING:
            self._cover.take_off()
        if state is StoreState.OPEN:
            self.patients.store_opened()
            self._timer.start()
            self._watch_windows()
        else:
            self._timer.stop()
        self.refresh()
        self.state_changed.emit(state)

    def _cover_window(self) -> None:
        laid = self._cover.cover
        if isinstance(laid, LockScreen):
            if self.session.state is StoreState.LOCKED:
                laid.ask()
            return
        screen = LockScreen(self._context, self.session)
        screen.unlocked.connect(self._take)
        screen.close_requested.connect(self._close_everything)
        self._cover.lay(screen)
        screen.focus_first()

    def _close_everything(self) -> None:
        """Somebody else wants to work here: the case goes with the store."""
        self._context.undo.clear()
        self._context.undo.mark_saved()
        self._context.session.set_catalog(None)
        self._context.session.replace_case(Case())
        self._messages.clear()
        self.close_store()

    def _failed(self, error: PmdeskError) -> None:
        if error.code is ErrorCode.STORE_GONE:
            self.session.close()

    # who is at the desk

    def _tick(self) -> None:
        self._watch_windows()
        self.session.lock_if_idle()

    def _watch_windows(self) -> None:
        """Dialogs and floating panels are windows of their own; what is typed there counts, too."""
        for window in QGuiApplication.topLevelWindows():
            if window not in self._watched:
                window.installEventFilter(self)
                self._watched.add(window)
                window.destroyed.connect(lambda _gone=None, one=window: self._watched.discard(one))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _ACTIVITY:
            self.session.touch()
        elif kind == QEvent.Type.LanguageChange and watched is self._window:
            QTimer.singleShot(0, self, self.refresh)
        return False
