"""How long work reports progress and learns that it was cancelled."""

from collections.abc import Callable
from typing import Protocol


class JobContext(Protocol):
    """Handed to every function that may run longer than half a second."""

    def check(self) -> None:
        """Raise `pmdesk.core.errors.CancelledError` when the user has cancelled."""
        ...

    def progress(self, fraction: float, stage: str = "") -> None:
        """Report ``fraction`` (0..1) done and the stage code, for example ``"stage.load"``."""
        ...

    def on_cancel(self, hook: Callable[[], None]) -> None:
        """Call ``hook`` from another thread as soon as the work is cancelled."""
        ...


class NullContext:
    """A context for work that nobody watches: never cancelled, progress dropped."""

    def check(self) -> None:
        return None

    def progress(self, fraction: float, stage: str = "") -> None:
        return None

    def on_cancel(self, hook: Callable[[], None]) -> None:
        return None


class PartContext:
    """Maps the progress of one step onto a part of its parent's.

    Parameters
    ----------
    parent
        The context of the whole work.
    start, end
        The part of the parent's progress that this step covers, 0..1.
    """

    def __init__(self, parent: JobContext, start: float, end: float) -> None:
        self._parent = parent
        self._start = start
        self._span = end - start

    def check(self) -> None:
        self._parent.check()

    def progress(self, fraction: float, stage: str = "") -> None:
        self._parent.progress(self._start + self._span * min(max(fraction, 0.0), 1.0), stage)

    def on_cancel(self, hook: Callable[[], None]) -> None:
        self._parent.on_cancel(hook)
