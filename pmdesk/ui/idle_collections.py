"""The garbage collector runs on the main thread alone, and goes through the whole memory while nobody works there."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_MS = 20
"""Short, so that little has come up since: what a worker makes of a large record would else stop the window."""
IDLE_S = 3.0
"""So long nobody has touched keyboard or mouse."""
APART_S = 30.0
"""So far apart are full collections while work runs whose result somebody may wait for."""
DUE_AFTER = 10
"""Collections of the younger objects, of which Python itself would let ten pass before a full one."""
AT_LATEST_AFTER = 1000
"""As many make a full one at once, whoever waits."""
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
    """Takes the place of Python's own collections, which run on whatever thread just made an object.

    On a worker's thread one may end a widget that nobody holds any more, which ends the program. A full one is put
    off until the window is idle: with a large record open it takes a tenth of a second. `stop` gives Python's own
    order back.

    Parameters
    ----------
    is_busy
        True while work runs whose result somebody may wait for.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._touched_s = self._full_s = time.monotonic()
        self._watched: set[QWindow] = set()
        self._limit = gc.get_threshold()[0]
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    def touch(self) -> None:
        """Somebody works here."""
        self._touched_s = time.monotonic()

    def look(self) -> int | None:
        """Collect what is due: None for nothing, 1 for what is new since the last time, 2 for everything."""
        for window in QGuiApplication.topLevelWindows():
            if window not in self._watched:
                self._watched.add(window)
                window.installEventFilter(self)
                window.destroyed.connect(lambda _gone=None, one=window: self._watched.discard(one))
        generation = self._due()
        if generation is not None:
            gc.collect(generation)
        return generation

    def _due(self) -> int | None:
        youngest, _, older = gc.get_count()
        if older >= AT_LATEST_AFTER or (older >= DUE_AFTER and self._is_idle()):
            self._full_s = time.monotonic()
            return 2
        return 1 if youngest > self._limit else None

    def _is_idle(self) -> bool:
        now_s = time.monotonic()
        return now_s - self._touched_s >= IDLE_S and (not self._is_busy() or now_s - self._full_s >= APART_S)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False
