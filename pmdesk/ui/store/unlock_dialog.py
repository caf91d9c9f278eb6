"""Open a store: its passphrase, then, where it has users, who works."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.services.jobs import Lane
from pmdesk.services.store_session import SignedIn, Unlocked, sign_in, unlock
from pmdesk.ui.context import UiContext
from pmdesk.ui.store.closing_job import close_in_job
from pmdesk.ui.store.forms import StoreForm


class UnlockDialog(StoreForm):
    """Two steps, of which the second comes only where the store has users.

    Signals
    -------
    opened(SignedIn)
    choose_requested()
        Another file is to be opened.
    """

    opened = Signal(object)
    choose_requested = Signal()

    def __init__(self, context: UiContext, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.unlock", "", parent)
        self.setWindowTitle(self.tr("Open store"))
        self.primary.setText(self.tr("Open"))
        self._path = path
        self._unlocked: Unlocked | None = None
        self.intro.setText(str(path))
        self.passphrase = self.add_secret("passphrase", self.tr("Passphrase"))
        self.keep = self.add_check(
            "keep",
            self.tr("Keep it in the keyring of this computer"),
            self.tr("Whoever is logged in to this computer as you can then open the store without typing it"),
        )
        self.user = self.add_line("user", self.tr("Name"))
        self.password = self.add_secret("password", self.tr("Password"))
        self.add_button("choose", self.tr("Other file..."), self.tr("Choose another store"), self._choose)
        self._show_users(False)
        self.set_complete(self._complete)
        self.submitted.connect(self._go_on)
        self.finished.connect(self._given_up)
        self.passphrase.setFocus()

    def start(self) -> None:
        """Show it; a passphrase in the keyring saves typing."""
        self.open()
        self._submit(unlock, self._path, None, is_quiet=True)

    def _complete(self) -> bool:
        if self._unlocked is None:
            return bool(self.passphrase.text())
        return bool(self.user.text().strip() and self.password.text())

    def _go_on(self) -> None:
        if self._unlocked is None:
            keep = self.keep.isChecked()
            self._submit(_unlock_and_keep, self._path, self.passphrase.text(), keep)
        else:
            self._submit(sign_in, self._unlocked, self.user.text().strip(), self.password.text())

    def _submit(self, function, *arguments: object, is_quiet: bool = False) -> None:
        self.set_busy(True)

        def failed(error: PmdeskError) -> None:
            if is_quiet and error.code is ErrorCode.STORE_PASSPHRASE_MISSING and isValid(self):
                self.set_busy(False)
            elif is_quiet and error.code is ErrorCode.STORE_WRONG_PASSPHRASE and isValid(self):
                self.set_busy(False)
                self.say_problem(
                    self.tr(
                        "The passphrase in the keyring does not open this store any more; type the present one."
                    )
                )
            else:
                self.fail(error)

        self.context.jobs.submit(
            "job.store_open",
            function,
            *arguments,
            lane=Lane.DATABASE,
            on_done=self._take,
            on_error=failed,
            on_cancelled=self.ready,
        )

    def _take(self, result: Unlocked | SignedIn) -> None:
        if not isValid(self) or not self.isVisible():
            close_in_job(self.context, result.store.close)
            return
        self.set_busy(False)
        if isinstance(result, SignedIn):
            self._unlocked = None
            self.opened.emit(result)
            self.accept()
            return
        self._unlocked = result
        if not result.needs_user:
            self._submit(sign_in, result)
            return
        self._show_users(True)
        self.fit()
        self.user.setFocus()
        self.refresh()

    def _show_users(self, shown: bool) -> None:
        for row, is_user in (
            (self.passphrase, False),
            (self.keep, False),
            (self.user, True),
            (self.password, True),
        ):
            self.form.setRowVisible(row, is_user is shown)

    def _choose(self) -> None:
        self.reject()
        self.choose_requested.emit()

    def _given_up(self, _result: int) -> None:
        for field in (self.passphrase, self.password):
            field.clear()
        if self._unlocked is not None:
            close_in_job(self.context, self._unlocked.store.close)
            self._unlocked = None


def _unlock_and_keep(ctx, path: Path, passphrase: str, keep: bool) -> Unlocked:
    return unlock(ctx, path, passphrase, remember=keep)
