"""Between psygnal and Qt: signals that die with their widget, and callables posted to the main thread."""

from collections.abc import Callable
from typing import Any

import shiboken6
from psygnal import SignalInstance
from PySide6.QtCore import QObject, Qt, Signal, Slot


def bind(owner: QObject, signal: SignalInstance, slot: Callable[..., Any]) -> None:
    """Connect a psygnal signal to ``slot`` for as long as the Qt object ``owner`` lives.

    ``slot`` is held strongly by the connection and dropped when ``owner`` is destroyed, so that a lambda is safe.
    """

    def guarded(*args: Any) -> None:
        if shiboken6.isValid(owner):
            slot(*args)

    def disconnect() -> None:
        signal.disconnect(guarded, missing_ok=True)

    # the number of arguments is the slot's, not that of the guard
    signal.connect(guarded, check_nargs=False)
    owner.destroyed.connect(disconnect)


class MainThreadPoster(QObject):
    """Runs callables on the thread that made it, in the order they were posted."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, function: Callable[[], None]) -> None:
        if shiboken6.isValid(self):
            self._posted.emit(function)

    @Slot(object)
    def _run(self, function: Callable[[], None]) -> None:
        function()
