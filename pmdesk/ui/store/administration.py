"""What administers a store: users, secrets, the audit log, check, backup and restore."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow
from shiboken6 import isValid

from pmdesk.core.errors import PmdeskError
from pmdesk.services import store_admin
from pmdesk.services.jobs import Lane
from pmdesk.services.store_admin import Reopened, Restorer
from pmdesk.services.store_session import SignedIn, StoreSession, StoreState
from pmdesk.store.roles import WORKSTATION, Right
from pmdesk.ui.context import UiContext
from pmdesk.ui.store.audit_dialog import AuditDialog
from pmdesk.ui.store.secret_dialogs import PassphraseDialog, PasswordDialog, RestoreDialog, SettingsDialog
from pmdesk.ui.store.users_dialog import UsersDialog


class Administration(QObject):
    """Dialogs and jobs of an administrator.

    Signals
    -------
    opened(SignedIn)
        The store was opened anew, or somebody else works in it.
    open_asked()
        A store was restored and waits to be opened.
    """

    opened = Signal(object)
    open_asked = Signal()

    def __init__(self, context: UiContext, session: StoreSession, window: QMainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._session = session
        self._window = window

    @property
    def has_own_password(self) -> bool:
        """True when the one who works is a user of the store."""
        actor = self._session.actor
        return actor is not None and actor.name != WORKSTATION

    # users and secrets

    def ask_users(self) -> None:
        dialog = UsersDialog(self._context, self._session, self._window)
        dialog.signed_in.connect(self.opened)
        dialog.open()

    def ask_password(self) -> None:
        dialog = PasswordDialog(self._context, self._session, self._window)
        dialog.changed.connect(self._password_changed)
        dialog.open()

    def _password_changed(self, opened: SignedIn) -> None:
        self._session.renew(opened)
        self._say(self.tr("Your password was changed."))

    def ask_passphrase(self) -> None:
        dialog = PassphraseDialog(self._context, self._window)
        dialog.submitted.connect(lambda: self._change_passphrase(dialog))
        dialog.open()

    def _change_passphrase(self, dialog: PassphraseDialog) -> None:
        old, new = dialog.old.text(), dialog.new.text()
        try:
            opened = self._session.give_up()
        except PmdeskError as error:
            dialog.fail(error)
            return
        if opened is None:
            return
        dialog.set_busy(True)

        def done(reopened: Reopened) -> None:
            self.opened.emit(reopened.opened)
            if reopened.error is not None:
                if isValid(dialog):
                    dialog.fail(reopened.error)
                else:
                    self._context.session.failed.emit(reopened.error)
                return
            if isValid(dialog):
                dialog.accept()
            self._say(self._context.texts.of("store.passphrase_changed", path=reopened.opened.store.path))
            if not reopened.in_keyring:
                self._say(self._context.texts.of("store.keyring_missing"), "caution")

        def failed(error: PmdeskError) -> None:
            if isValid(dialog):
                dialog.reject()
            self._context.session.failed.emit(error)
            self.open_asked.emit()

        self._context.jobs.submit(
            "job.store_passphrase",
            store_admin.renew_open_passphrase,
            opened,
            old,
            new,
            lane=Lane.DATABASE,
            on_done=done,
            on_error=failed,
            on_cancelled=lambda: self._session.apart(opened.store.close, self.open_asked.emit),
        )

    def ask_settings(self) -> None:
        dialog = SettingsDialog(self._context, self._session, self._window)
        dialog.open()

    # audit log and check

    def ask_audit(self) -> None:
        dialog = AuditDialog(self._context, self._session, self._window)
        dialog.open()

    def verify(self) -> None:
        """Check the open store in a job."""

        def done(report) -> None:
            texts = self._context.texts
            if report.is_sound:
                self._say(
                    self.tr("The store is whole: pages, tables and audit log fit together.")
                    + " "
                    + texts.of("store.check.patients", count=report.patients)
                )
            else:
                faults = (*report.pages, *report.structure)[:1]
                broken = report.chain.broken_at
                said = faults[0] if faults else self.tr("audit log, entry %1").replace("%1", str(broken))
                self._say(
                    self.tr("The store is damaged: %1. Restore the last backup.").replace("%1", said),
                    "danger",
                )
            head = report.chain.head
            self._say(texts.of("store.check.head", value=f"{head.seq}:{head.hash}"))

        self._submit("job.store_verify", store_admin.verify_store, self._session, on_done=done)

    # backup

    def ask_backup(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Back up store"),
            str(self._session.path.parent if self._session.path is not None else Path()),
            self.tr("Store (*.store)"),
        )
        if name:
            self.back_up(Path(name))

    def back_up(self, target: Path) -> None:
        """Copy the open store and check the copy, in a job."""

        def done(result) -> None:
            written, report = result
            head = report.chain.head
            texts = self._context.texts
            self._say(texts.of("store.backed_up", path=written))
            self._say(texts.of("store.check.head", value=f"{head.seq}:{head.hash}"))

        if not target.suffix:
            target = target.with_suffix(".store")
        self._submit("job.store_backup", store_admin.back_up_store, self._session, target, on_done=done)

    def ask_restore(self) -> None:
        """Choose a backup and what it replaces; the store is closed for it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Restore backup"), "", self.tr("Store (*.store);;All files (*)")
        )
        if not name:
            return
        dialog = RestoreDialog(self._context, Path(name), self._target(), self._window)
        dialog.submitted.connect(lambda: self._restore(dialog))
        dialog.open()

    def _target(self) -> Path:
        if self._session.path is not None:
            return self._session.path
        kept = self._context.settings.store_path
        from pmdesk.core.paths import user_data_dir

        return Path(kept) if kept else user_data_dir() / "pmdesk.store"

    def _restore(self, dialog: RestoreDialog) -> None:
        if self._session.state is StoreState.OPEN and not self._session.may(Right.ADMINISTER):
            return
        is_open = self._session.state is StoreState.OPEN
        actor = self._session.actor
        restorer = Restorer(
            admitted=actor.name if is_open and actor is not None else "",
            user=dialog.user.text().strip(),
            password=dialog.password.text(),
        )
        backup, target, passphrase = dialog.backup, dialog.target, dialog.passphrase.text()
        dialog.set_busy(True)

        def done(restored) -> None:
            if isValid(dialog):
                dialog.accept()
            texts = self._context.texts
            self._say(texts.of("store.restored", path=target))
            if restored.kept is not None:
                self._say(texts.of("store.kept", path=restored.kept))
            self._context.settings.store_path = str(target)
            self.open_asked.emit()

        def failed(error: PmdeskError) -> None:
            if not isValid(dialog):
                self._context.session.failed.emit(error)
                return
            dialog.fail(error)

        def restore() -> None:
            self._submit(
                "job.store_restore",
                store_admin.restore_store,
                backup,
                passphrase,
                target,
                restorer,
                on_done=done,
                on_error=failed,
                on_cancelled=dialog.ready,
            )

        self._session.close(restore)

    def _submit(self, title: str, function: Callable[..., object], *arguments: object, **options) -> None:
        options.setdefault("on_error", self._context.session.failed.emit)
        self._context.jobs.submit(title, function, *arguments, lane=Lane.IO, **options)

    def _say(self, text: str, level: str = "info") -> None:
        self._context.signals.message.emit(text, level)
