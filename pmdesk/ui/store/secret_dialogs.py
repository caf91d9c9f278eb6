"""Passwords, the passphrase, what a backup needs to come back, and when the store locks by itself."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget
from shiboken6 import isValid

from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.services.jobs import Lane
from pmdesk.services.store_admin import change_password
from pmdesk.services.store_session import SignedIn, StoreSession
from pmdesk.store.roles import SHORTEST_PASSWORD, WEAK_BELOW
from pmdesk.ui.context import UiContext
from pmdesk.ui.store.forms import StoreForm


class PasswordDialog(StoreForm):
    """Change one's own password.

    Signals
    -------
    changed(SignedIn)
    """

    changed = Signal(object)

    def __init__(self, context: UiContext, session: StoreSession, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.password", "", parent)
        self._session = session
        self.setWindowTitle(self.tr("Change my password"))
        self.primary.setText(self.tr("Change"))
        actor = session.actor
        self.intro.setText(
            self.tr("Password of %1; at least %2 characters.")
            .replace("%1", actor.name if actor is not None else "")
            .replace("%2", str(SHORTEST_PASSWORD))
        )
        self.old = self.add_secret("old", self.tr("Present password"))
        self.new = self.add_secret("new", self.tr("New password"))
        self.again = self.add_secret("again", self.tr("New password again"))
        self.set_complete(
            lambda: (
                bool(self.old.text())
                and len(self.new.text()) >= SHORTEST_PASSWORD
                and self.new.text() == self.again.text()
            )
        )
        self.submitted.connect(self._change)

    def _change(self) -> None:
        self.set_busy(True)

        def done(opened: SignedIn) -> None:
            self.changed.emit(opened)
            if isValid(self):
                self.accept()

        self.context.jobs.submit(
            "job.store_users",
            change_password,
            self._session,
            self.old.text(),
            self.new.text(),
            lane=Lane.DATABASE,
            on_done=done,
            on_error=self.fail,
            on_cancelled=self.ready,
        )


class PassphraseDialog(StoreForm):
    """The passphrase of the store: the present one and the new one."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.passphrase", "", parent)
        self.setWindowTitle(self.tr("Change passphrase"))
        self.primary.setText(self.tr("Change"))
        self.intro.setText(
            self.tr(
                "The store is written anew under the new passphrase, which needs as much room again on the disk. No "
                "other window may have it open. Backups keep the passphrase they were made with."
            )
        )
        self.old = self.add_secret("old", self.tr("Present passphrase"))
        self.new = self.add_secret("new", self.tr("New passphrase"))
        self.again = self.add_secret("again", self.tr("New passphrase again"))
        self.weak = self.add_note("", "caution")
        self.add_note(
            self.tr("Keep the passphrase in a safe place: without it nobody can read the store again."),
            "caution",
        )
        self.set_complete(self._complete)

    def _complete(self) -> bool:
        is_weak = 0 < len(self.new.text()) < WEAK_BELOW
        self.weak.setText(self.context.texts.of("store.passphrase_weak", limit=WEAK_BELOW) if is_weak else "")
        if is_weak is not self.form.isRowVisible(self.weak):
            self.form.setRowVisible(self.weak, is_weak)
            self.fit()
        return bool(self.old.text() and self.new.text().strip() and self.new.text() == self.again.text())


class RestoreDialog(StoreForm):
    """What a restore does, and the passphrase of the backup."""

    def __init__(self, context: UiContext, backup: Path, target: Path, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.restore", "", parent)
        self.backup, self.target = backup, target
        self.setWindowTitle(self.tr("Restore backup"))
        self.primary.setText(self.tr("Restore"))
        self.intro.setText(
            self.tr(
                "%1 takes the place of %2. The store that is there now is kept beside it under another name; the open "
                "store is closed."
            )
            .replace("%1", str(backup))
            .replace("%2", str(target))
        )
        self.passphrase = self.add_secret("passphrase", self.tr("Passphrase of the backup"))
        self.user = self.add_line("user", self.tr("Administrator"))
        self.password = self.add_secret("password", self.tr("Password"))
        self._show_user(False)
        self.set_complete(self._complete)

    def fail(self, error: PmdeskError) -> None:
        """Say what went wrong; where the store or the backup has users, one of its administrators signs in."""
        if not isValid(self) or self._asks_user or error.code is not ErrorCode.STORE_SIGN_IN_FAILED:
            super().fail(error)
            return
        self._show_user(True)
        self.set_busy(False)
        self.say_problem(self.tr("This store has users: one of its administrators has to sign in."))
        self.user.setFocus()

    def _show_user(self, shown: bool) -> None:
        self._asks_user = shown
        for field in (self.user, self.password):
            self.form.setRowVisible(field, shown)

    def _complete(self) -> bool:
        signed = not self._asks_user or bool(self.user.text().strip() and self.password.text())
        return bool(self.passphrase.text()) and signed


class SettingsDialog(StoreForm):
    """After how many idle minutes the store locks."""

    def __init__(self, context: UiContext, session: StoreSession, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.settings", "", parent)
        self._session = session
        self.setWindowTitle(self.tr("Automatic lock"))
        self.primary.setText(self.tr("Apply"))
        self.intro.setText(
            self.tr(
                "When nobody has touched mouse or keyboard for so long, the store locks and the window is covered. "
                "What is open stays open."
            )
        )
        self.minutes = QSpinBox(self)
        self.minutes.setObjectName("store.settings.minutes")
        self.minutes.setRange(0, 240)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setSpecialValueText(self.tr("never by itself"))
        self.minutes.setValue(context.settings.store_lock_minutes)
        self.minutes.setAccessibleName(self.tr("Lock after (minutes)"))
        self.minutes.setToolTip(self.tr("Idle minutes; 0: never by itself"))
        self.add_row(self.tr("Lock after"), self.minutes)
        self.submitted.connect(self._apply)

    def _apply(self) -> None:
        self.context.settings.store_lock_minutes = self.minutes.value()
        self._session.lock_after_minutes = self.minutes.value()
        self.accept()
