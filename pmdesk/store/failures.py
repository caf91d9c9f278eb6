"""What SQLite reports, as errors that a user can act on. Values of a statement never get into one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from pmdesk.core.errors import ErrorCode, FailedError, InputError, PmdeskError, RefusedError


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn errors of the database below ``path`` into `PmdeskError`; anything else is a fault and passes."""
    try:
        yield
    except DBAPIError as error:
        translated = _translated(error.orig, path)
        if translated is None:
            raise
        raise translated from None
    except sqlcipher.Error as error:
        translated = _translated(error, path)
        if translated is None:
            raise
        raise translated from None


_CODE_OF_MESSAGE = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""SQLite's words for its result codes (sqlite3_errstr): the driver's backup raises without the code."""


_SHARED_MEMORY_BYTES = 64 * 1024
"""What the smallest -shm file takes (32 KB) and one page of a log, https://www.sqlite.org/walformat.html"""


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _SHARED_MEMORY_BYTES
    except OSError:
        return False


def _translated(error: BaseException | None, path: Path) -> PmdeskError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        code = _CODE_OF_MESSAGE.get(str(error), 0)
    name = str(getattr(error, "sqlite_errorname", error))
    place = str(path)
    # Primary result codes, https://www.sqlite.org/rescode.html
    match code & 0xFF:
        case 5 | 6:
            return FailedError(ErrorCode.STORE_BUSY, path=place)
        case 8:
            return RefusedError(ErrorCode.STORE_READ_ONLY, path=place)
        case 10 if _is_full(path):
            # SQLite cannot make its shared-memory file, and says no more than "I/O error"
            return FailedError(ErrorCode.DISK_FULL, path=place)
        case 10:
            return FailedError(ErrorCode.WRITE_FAILED, path=place, reason=name)
        case 11:
            return FailedError(ErrorCode.STORE_DAMAGED, path=place, reason=name)
        case 13:
            return FailedError(ErrorCode.DISK_FULL, path=place)
        case 14:
            return FailedError(ErrorCode.FILE_UNREADABLE, path=place, reason=name)
        case 26:
            return InputError(ErrorCode.STORE_WRONG_PASSPHRASE, path=place)
    return None
