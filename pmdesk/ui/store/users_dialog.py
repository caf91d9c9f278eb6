"""Who may sign in to the store, and as what."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from pmdesk.services import store_admin
from pmdesk.services.jobs import Lane
from pmdesk.services.store_session import SignedIn, StoreSession
from pmdesk.store.roles import SHORTEST_PASSWORD, Actor, Role
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.store.forms import StoreForm
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import text_label


class UsersDialog(StoreForm):
    """A list of users; below it one form that enters a user, or changes the selected one.

    Signals
    -------
    signed_in(SignedIn)
        The first user was entered, who works from then on.
    """

    signed_in = Signal(object)

    def __init__(self, context: UiContext, session: StoreSession, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.users", "", parent)
        self._session = session
        self._asks_removal = False
        self.setWindowTitle(self.tr("Users"))
        self.model: ColumnTableModel[Actor] = ColumnTableModel(
            (
                Column("name", lambda: self.tr("Name"), lambda user: user.name, lambda user: user.name),
                Column(
                    "role",
                    lambda: self.tr("Role"),
                    lambda user: context.texts.of(f"store.role.{user.role.value}"),
                    lambda user: user.role.value,
                ),
                Column(
                    "may",
                    lambda: self.tr("May"),
                    lambda user: self._rights(user.role),
                    lambda user: user.role.value,
                ),
            ),
            lambda _user: None,
            self,
        )
        self.table = DataTable("store.users.table", self, stretched=2)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Users"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.body.insertWidget(1, self.table, 1)
        self.body.insertLayout(2, self._selected_row())
        line = QFrame(self)
        line.setProperty("role", "line")
        self.body.insertWidget(3, line)
        self.body.insertWidget(4, text_label(self.tr("Enter a user"), "heading", wrap=False))
        self.name = self.add_line("name", self.tr("Name"))
        self.role = ComboBox(self)
        self.role.setObjectName("store.users.role")
        self.role.setAccessibleName(self.tr("Role"))
        for role in Role:
            self.role.addItem(context.texts.of(f"store.role.{role.value}"), role.value)
        self.role.currentIndexChanged.connect(lambda _index: self.refresh())
        self.add_row(self.tr("Role"), self.role)
        self.password = self.add_secret("password", self.tr("Password"))
        self.again = self.add_secret("again", self.tr("Password again"))
        self.hint = self.add_note("")
        self.primary.setText(self.tr("Enter user"))
        self.secondary.setText(self.tr("Close"))
        self.set_complete(self._complete)
        self.submitted.connect(self._add)
        em = self.fontMetrics().height()
        self.resize(em * 44, em * 38)
        self._load()

    def _selected_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID_PX * 2)
        self.new_role = ComboBox(self)
        self.new_role.setObjectName("store.users.new_role")
        self.new_role.setAccessibleName(self.tr("Role of the selected user"))
        self.new_role.setToolTip(self.tr("Role of the selected user"))
        for role in Role:
            self.new_role.addItem(self.context.texts.of(f"store.role.{role.value}"), role.value)
        self.new_role.activated.connect(lambda _index: self._set_role())
        self.reset = QPushButton(self.tr("Set password below"), self)
        self.reset.setObjectName("store.users.reset")
        self.reset.setAutoDefault(False)
        self.reset.setToolTip(self.tr("Gives the selected user the password typed below"))
        self.reset.clicked.connect(self._reset)
        self.remove = QPushButton(self)
        self.remove.setObjectName("store.users.remove")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        for widget in (self.new_role, self.reset, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _rights(self, role: Role) -> str:
        return {
            Role.READER: self.tr("look at patients"),
            Role.CLINICIAN: self.tr("look, change, export"),
            Role.ADMINISTRATOR: self.tr("everything, and users, backup, audit log"),
        }[role]

    def _complete(self) -> bool:
        said = self._what_is_missing()
        self.hint.setText(said)
        self.form.setRowVisible(self.hint, bool(said))
        self._update_selected()
        return not said

    def _what_is_missing(self) -> str:
        is_first = not self.model.rows
        if is_first and self.role.currentData() != Role.ADMINISTRATOR.value:
            return self.tr("The first user is an administrator; from then on everybody signs in.")
        if not self.name.text().strip():
            return self.tr("Type a name to sign in with.")
        return self._what_the_password_lacks()

    def _what_the_password_lacks(self) -> str:
        if len(self.password.text()) < SHORTEST_PASSWORD:
            return self.tr("The password needs at least %1 characters.").replace("%1", str(SHORTEST_PASSWORD))
        if self.password.text() != self.again.text():
            return self.tr("The two passwords differ.")
        return ""

    # the selected user

    def _current(self) -> Actor | None:
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if 0 <= index.row() < self.model.rowCount() else None

    def _selected(self) -> None:
        self._asks_removal = False
        user = self._current()
        if user is not None:
            self.new_role.setCurrentIndex(self.new_role.findData(user.role.value))
        self.refresh()

    def _update_selected(self) -> None:
        user = self._current()
        self.new_role.setEnabled(user is not None)
        self.reset.setEnabled(user is not None and not self._what_the_password_lacks())
        self.remove.setEnabled(user is not None)
        if user is not None and self._asks_removal:
            self.remove.setText(self.tr("Really remove %1").replace("%1", user.name))
        else:
            self.remove.setText(self.tr("Remove"))
        self.remove.setToolTip(
            self.tr("The user cannot sign in any more; what was done stays in the audit log")
        )

    def _set_role(self) -> None:
        user = self._current()
        role = Role(self.new_role.currentData())
        if user is not None and role is not user.role:
            self._submit(store_admin.set_role, user.name, role)

    def _reset(self) -> None:
        user = self._current()
        if user is not None:
            self._submit(store_admin.reset_password, user.name, self.password.text(), on_done=self._entered)

    def _remove(self) -> None:
        """Asked once more, on the button itself: a password that is gone cannot be given back."""
        user = self._current()
        if user is None:
            return
        if not self._asks_removal:
            self._asks_removal = True
            self._update_selected()
            return
        self._asks_removal = False
        self._submit(store_admin.remove_user, user.name)

    # work

    def _add(self) -> None:
        self._submit(
            store_admin.add_user,
            self.name.text().strip(),
            self.password.text(),
            Role(self.role.currentData()),
            on_done=self._entered,
        )

    def _entered(self, signed_in: SignedIn | None = None) -> None:
        if signed_in is not None:
            self.signed_in.emit(signed_in)
        self.name.clear()
        self.password.clear()
        self.again.clear()

    def _load(self) -> None:
        self._submit(store_admin.list_users, on_done=self._show_users, is_load=True)

    def _show_users(self, users: tuple[Actor, ...]) -> None:
        current = self._current()
        self.model.set_rows(users)
        self.table.fit_columns()
        if not users:
            self.role.setCurrentIndex(self.role.findData(Role.ADMINISTRATOR.value))
            self.intro.setText(
                self.tr('Without users, whoever knows the passphrase may do everything, as "workstation".')
            )
        else:
            self.intro.setText(
                self.tr("Roles are kept by the program; the passphrase alone protects the file itself.")
            )
            names = [user.name for user in users]
            self.table.selectRow(names.index(current.name) if current and current.name in names else 0)
        self.refresh()

    def _submit(
        self,
        function: Callable[..., object],
        *arguments: object,
        on_done: Callable[..., object] | None = None,
        is_load: bool = False,
    ) -> None:
        self.set_busy(True)

        def done(result: object) -> None:
            if not isValid(self):
                if isinstance(result, SignedIn):
                    self._session.renew(result)
                return
            self.set_busy(False)
            if on_done is not None:
                on_done(*(() if result is None else (result,)))
            if not is_load:
                self._load()

        self.context.jobs.submit(
            "job.store_users",
            function,
            self._session,
            *arguments,
            lane=Lane.DATABASE,
            on_done=done,
            on_error=self._failed,
            on_cancelled=self.ready,
        )

    def _failed(self, error) -> None:
        self.fail(error)
        if isValid(self):
            self._selected()
