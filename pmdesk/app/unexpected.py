"""What nobody foresaw is said in the window, once for each place, and never as a traceback."""

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from pmdesk.core.errors import ErrorCode, FailedError, PmdeskError


class UnexpectedErrors:
    """Takes the place of Python's own hook for exceptions that reach the event loop.

    Parameters
    ----------
    tell
        Shows an error to the user.
    """

    def __init__(self, tell: Callable[[PmdeskError], None]) -> None:
        self._tell = tell
        self._told: set[tuple[str, str]] = set()

    def install(self) -> None:
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        frames = traceback.extract_tb(trace)
        place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
        sys.stderr.write(f"pmdesk: {kind.__name__} ({place})\n")
        # a method that paints would say it sixty times a second
        if (kind.__name__, place) not in self._told:
            self._told.add((kind.__name__, place))
            self._tell(FailedError(ErrorCode.INTERNAL, reason=kind.__name__, place=place))
