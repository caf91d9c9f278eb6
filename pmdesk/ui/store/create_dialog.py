"""Make a store: where, with which passphrase, and who administers it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from pmdesk.services.jobs import Lane
from pmdesk.services.store_session import SignedIn, create
from pmdesk.store.roles import SHORTEST_PASSWORD, WEAK_BELOW
from pmdesk.ui.context import UiContext
from pmdesk.ui.store.closing_job import close_in_job
from pmdesk.ui.store.forms import StoreForm
from pmdesk.ui.theme import GRID_PX


class CreateDialog(StoreForm):
    """Everything a new store needs, on one form.

    Signals
    -------
    opened(SignedIn)
    """

    opened = Signal(object)

    def __init__(self, context: UiContext, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.create", "", parent)
        self.setWindowTitle(self.tr("Create store"))
        self.primary.setText(self.tr("Create"))
        self.intro.setText(
            self.tr(
                "One encrypted file keeps patients, findings and decisions. Images stay where they are; the store "
                "notes their places."
            )
        )
        self.path = QLineEdit(str(path), self)
        self.path.setObjectName("store.create.path")
        self.path.setAccessibleName(self.tr("File"))
        self.path.setToolTip(str(path))
        self.path.textChanged.connect(self._path_typed)
        browse = QPushButton(self.tr("Choose..."), self)
        browse.setObjectName("store.create.browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place = QWidget(self)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        self.add_row(self.tr("File"), place)
        self.passphrase = self.add_secret("passphrase", self.tr("Passphrase"))
        self.again = self.add_secret("again", self.tr("Passphrase again"))
        self.add_note(
            self.tr("Keep the passphrase in a safe place: without it nobody can read the store again."),
            "caution",
        )
        self.keep = self.add_check(
            "keep",
            self.tr("Keep it in the keyring of this computer"),
            self.tr("Whoever is logged in to this computer as you can then open the store without typing it"),
        )
        self.with_users = self.add_check(
            "with_users",
            self.tr("Several people work here: each signs in"),
            self.tr('Without users, whoever knows the passphrase may do everything, as "workstation"'),
        )
        self.with_users.toggled.connect(self._show_users)
        self.admin = self.add_line("admin", self.tr("Administrator"))
        self.password = self.add_secret("password", self.tr("Password"))
        self.password_again = self.add_secret("password_again", self.tr("Password again"))
        self.hint = self.add_note("")
        self._show_users(False)
        self.set_complete(self._complete)
        self.submitted.connect(self._create)
        self.finished.connect(lambda _result: self._forget())

    def _path_typed(self, text: str) -> None:
        self.path.setToolTip(text)
        self.refresh()

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("New store"), self.path.text(), self.tr("Store (*.store)")
        )
        if name:
            self.path.setText(name if Path(name).suffix else f"{name}.store")

    def _show_users(self, shown: bool) -> None:
        for field in (self.admin, self.password, self.password_again):
            self.form.setRowVisible(field, shown)
        self.refresh()
        self.fit()

    def _complete(self) -> bool:
        said = self._what_is_missing()
        self.hint.setText(said)
        self.form.setRowVisible(self.hint, bool(said))
        return not said

    def _what_is_missing(self) -> str:
        if not self.path.text().strip():
            return self.tr("Choose a file.")
        if not self.passphrase.text().strip():
            return self.tr("Type a passphrase; several words are best.")
        if self.passphrase.text() != self.again.text():
            return self.tr("The two passphrases differ.")
        if not self.with_users.isChecked():
            return ""
        if not self.admin.text().strip():
            return self.tr("Name the administrator.")
        if len(self.password.text()) < SHORTEST_PASSWORD:
            return self.tr("The password needs at least %1 characters.").replace("%1", str(SHORTEST_PASSWORD))
        if self.password.text() != self.password_again.text():
            return self.tr("The two passwords differ.")
        return ""

    def _create(self) -> None:
        with_users = self.with_users.isChecked()
        is_weak = len(self.passphrase.text()) < WEAK_BELOW
        self.set_busy(True)
        context = self.context

        def done(opened: SignedIn) -> None:
            if not isValid(self):
                close_in_job(context, opened.store.close)
                return
            if is_weak:
                self.context.signals.message.emit(
                    self.context.texts.of("store.passphrase_weak", limit=WEAK_BELOW), "caution"
                )
            self.opened.emit(opened)
            self.accept()

        self.context.jobs.submit(
            "job.store_open",
            _create_and_keep,
            Path(self.path.text().strip()),
            self.passphrase.text(),
            self.admin.text().strip() if with_users else "",
            self.password.text() if with_users else "",
            self.keep.isChecked(),
            lane=Lane.DATABASE,
            on_done=done,
            on_error=self.fail,
            on_cancelled=self.ready,
        )

    def _forget(self) -> None:
        for field in (self.passphrase, self.again, self.password, self.password_again):
            field.clear()


def _create_and_keep(ctx, path: Path, passphrase: str, admin: str, password: str, keep: bool) -> SignedIn:
    return create(ctx, path, passphrase, admin, password, remember=keep)
