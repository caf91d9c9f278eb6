"""The garbage collector goes through the whole memory only while nobody works at the window."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_MS = 1000
IDLE_S = 3.0
"""So long nobody has touched keyboard or mouse."""
DUE_AFTER = 10
"""Collections of the younger objects, of which Python itself would let ten pass before a full one."""
AT_LATEST_AFTER = 1000
"""As many make a full one at once, whoever waits: some seven million objects more than before."""
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class IdleCollections(QObject):
    """Puts full collections off until the window is idle: with a large record open, one takes a tenth of a second.

    Younger objects are collected as ever. `stop` gives Python's own order back.

    Parameters
    ----------
    is_busy
        True while work runs whose result somebody may wait for.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._touched_s = time.monotonic()
        self._watched: set[QWindow] = set()
        self._thresholds = gc.get_threshold()
        gc.set_threshold(*self._thresholds[:2], AT_LATEST_AFTER)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def stop(self) -> None:
        self._timer.stop()
        gc.set_threshold(*self._thresholds)

    def touch(self) -> None:
        """Somebody works here."""
        self._touched_s = time.monotonic()

    def look(self) -> bool:
        """Collect when it is time; True when that was done."""
        for window in QGuiApplication.topLevelWindows():
            if window not in self._watched:
                self._watched.add(window)
                window.installEventFilter(self)
                window.destroyed.connect(lambda _gone=None, one=window: self._watched.discard(one))
        is_due = gc.get_count()[2] >= DUE_AFTER
        if not is_due or self._is_busy() or time.monotonic() - self._touched_s < IDLE_S:
            return False
        gc.collect()
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False
