"""A window with the store's commands around the small synthetic case, as tests and their subprocesses use it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.case import Case
from pmdesk.services.store_session import StoreSession, StoreState
from pmdesk.ui.actions import CommandRegistry
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.store.desk import StoreDesk
from tests.helpers.cases import Desk, full_case, make_desk

WAIT_S = 20.0
PASSPHRASE, PASSWORD = "correct horse battery 电池", "long enough 够长"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class StoreWindow:
    """What a test of the store in the window needs."""

    desk: Desk
    window: QMainWindow
    messages: MessageBar
    controller: CaseController
    store: StoreDesk
    registry: CommandRegistry
    clock: Clock
    path: Path
    errors: list[PmdeskError] = field(default_factory=list)

    @property
    def session(self):
        return self.store.session

    @property
    def case(self):
        return self.desk.session.case

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window work until the condition holds."""
        deadline = time.monotonic() + WAIT_S
        while not condition():
            assert time.monotonic() < deadline, "the window did not get there"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.002)

    def settle(self) -> None:
        self.wait(lambda: not self.desk.context.jobs.active)

    def dialog(self, name: str):
        """The dialog of that name, on screen."""
        found = [item for item in self.window.findChildren(QWidget, name) if item.isVisible()]
        assert found, f"{name} is not on screen"
        return found[-1]

    def press(self, name: str) -> None:
        """Press the button of that object name."""
        buttons = [item for item in self.window.findChildren(QPushButton, name) if item.isVisible()]
        assert buttons[-1].isEnabled(), f"{name} cannot be pressed"
        buttons[-1].click()

    def answer(self, text: str) -> None:
        """Press the answer of a question in the message bar."""
        buttons = [item for item in self.messages.findChildren(QPushButton) if item.text() == text]
        assert buttons, [item.text() for item in self.messages.findChildren(QPushButton)]
        buttons[-1].click()

    def create(self, admin: str = "") -> None:
        """Make a store through the form."""
        self.registry.action("store_create").trigger()
        form = self.dialog("store.create")
        form.path.setText(str(self.path))
        form.passphrase.line.setText(PASSPHRASE)
        form.again.line.setText(PASSPHRASE)
        if admin:
            form.with_users.setChecked(True)
            form.admin.setText(admin)
            form.password.line.setText(PASSWORD)
            form.password_again.line.setText(PASSWORD)
        self.press("store.create.ok")
        self.wait(lambda: self.session.state is StoreState.OPEN)
        self.settle()

    def lock(self) -> None:
        """Lock, and wait until the key is gone."""
        self.session.lock()
        self.wait(lambda: self.session.state is StoreState.LOCKED)

    def close_store(self) -> None:
        """Close the store, and wait until nobody holds it."""
        self.store.close_store()
        self.wait(lambda: self.session.state is StoreState.CLOSED)

    def close(self) -> None:
        """Everything away."""
        self.settle()
        self.store.close()
        self.desk.close()
        self.window.close()
        self.window.deleteLater()


def make_store_window(folder: Path, case: Case | None = None) -> StoreWindow:
    """The window, shown; its store is to lie in ``folder``."""
    desk = make_desk(full_case() if case is None else case)
    desk.context.theme.apply()
    window = QMainWindow()
    window.resize(1200, 800)
    centre = QWidget()
    column = QVBoxLayout(centre)
    messages = MessageBar(desk.context)
    column.addWidget(messages)
    label = QLabel("Li Ming  P1  CEA 12.5")
    label.setObjectName("case")
    column.addWidget(label, 1)
    window.setCentralWidget(centre)
    controller = CaseController(desk.context, ModelRegistry(), window)
    desk.context.signals.message.connect(messages.show_message)
    clock = Clock()
    store = StoreDesk(desk.context, controller, messages, window, StoreSession(clock))
    registry = CommandRegistry(window, desk.context.settings)
    registry.update(store.commands())
    store.attach(registry)
    made = StoreWindow(desk, window, messages, controller, store, registry, clock, folder / "pmdesk.store")
    desk.context.session.failed.connect(made.errors.append)
    desk.context.session.failed.connect(messages.show_error)
    window.show()
    return made
