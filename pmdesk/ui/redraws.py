"""Views that fell behind the case are brought up to date one after the other, between keys and clicks."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


class Redraws(QObject):
    """Draws views anew, each in a turn of the event loop of its own, those in sight first.

    A view that asks again before its turn is drawn once.

    Parameters
    ----------
    spread
        False: every view is drawn as soon as it asks (a single view, without a window around it).
    """

    def __init__(self, parent: QObject | None = None, *, spread: bool = False) -> None:
        super().__init__(parent)
        self._waiting: dict[QObject, Callable[[], None]] = {}
        self._first: dict[QObject, Callable[[], None]] = {}
        self._spread = spread
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_one)

    @property
    def is_spread(self) -> bool:
        """True when views are drawn in turns; long work may then be cut into portions."""
        return self._spread

    @property
    def is_idle(self) -> bool:
        """True when every view shows the present case."""
        return not self._waiting and not self._first

    def ask(self, view: QObject, draw: Callable[[], None], *, first: bool = False) -> None:
        """Have ``draw`` called for a view; a view that is gone by then is left out.

        Parameters
        ----------
        first
            Before all views: what they look like rests on it.
        """
        if not self._spread:
            draw()
            return
        (self._first if first else self._waiting)[view] = draw
        if not self._next.isActive():
            self._next.start()

    def flush(self) -> None:
        """Draw everything that waits now, for work that reads or shows a view at once."""
        while not self.is_idle:
            self._draw_one()

    def _draw_one(self) -> None:
        waiting = self._first or self._waiting
        seen = (view for view in waiting if shiboken6.isValid(view) and _is_in_sight(view))
        view = next(seen, next(iter(waiting), None))
        if view is None:
            return
        draw = waiting.pop(view)
        try:
            if shiboken6.isValid(view):
                draw()
        finally:
            if not self.is_idle:
                self._next.start()


def _is_in_sight(view: QObject) -> bool:
    return isinstance(view, QWidget) and view.isVisible()
