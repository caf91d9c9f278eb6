"""Who has the store open: a lock file beside it, held shared while it is open, alone while it is replaced.

SQLite's own locks keep readers and writers apart; this one keeps a restore from swapping the file under them. On
Windows the system itself refuses to rename an open file.
"""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from pmdesk.core.errors import ErrorCode, RefusedError


class UseLock:
    """The lock on one store. Released by `release` and by the end of the process, whatever ended it."""

    def __init__(self, store: Path, *, alone: bool = False) -> None:
        self._handle: int | None = None
        self._path = store
        # No lock file on a read-only medium: nothing is replaced there either.
        with suppress(OSError):
            self._handle = os.open(f"{store}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if not self._take(alone=alone):
            self.release()
            raise RefusedError(ErrorCode.STORE_IN_USE, path=str(store))

    def take_alone(self) -> None:
        """From shared to alone.

        Raises
        ------
        RefusedError
            ``STORE_IN_USE``: somebody else has the store open. The shared lock stays.
        """
        if not self._take(alone=True):
            self._take(alone=False)
            raise RefusedError(ErrorCode.STORE_IN_USE, path=str(self._path))

    def share(self) -> None:
        """From alone to shared."""
        self._take(alone=False)

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        """A store that nobody took, because the job that opened it was cancelled, is not held for ever."""
        self.release()

    def _take(self, *, alone: bool) -> bool:
        if self._handle is None or sys.platform == "win32":
            return True
        import fcntl

        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def remove_leftovers(store: Path) -> None:
    """Half files beside the store that a restore or a change of the passphrase left when it was killed.

    Only for whoever holds the lock alone: nobody else is making such a file then.
    """
    half = re.compile(rf"\.{re.escape(store.stem)}-[a-z0-9_]{{8}}{re.escape(store.suffix)}(-journal)?")
    for path in store.parent.iterdir() if store.parent.is_dir() else ():
        if half.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()
