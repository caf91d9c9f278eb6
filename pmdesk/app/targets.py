"""What a command must not write over, and what it cannot write at all."""

import errno
import os
from pathlib import Path

from pmdesk.core.atomic_file import write_failure
from pmdesk.core.errors import ErrorCode, InputError


def refuse_overwriting(target: Path | None, *sources: Path) -> None:
    """Refuse a target that is one of the files being read: the result does not hold all that stands in them.

    Raises
    ------
    InputError
        ``STORE_EXISTS``, before anything is written.
    """
    for source in sources:
        if target is not None and target.exists() and source.exists() and target.samefile(source):
            raise InputError(ErrorCode.STORE_EXISTS, path=str(target))


def refuse_unwritable_folder(folder: Path) -> None:
    """Say at once what would only come up after minutes of work: no files can be written below ``folder``.

    Nothing is made; what is full, or is taken away meanwhile, still fails when it is written.

    Raises
    ------
    FailedError
        ``WRITE_FAILED``: a file stands in the way, or the nearest folder that is there cannot be written.
    """
    there = next((path for path in (folder, *folder.absolute().parents) if path.exists()), None)
    if there is None or not there.is_dir():
        raise write_failure(folder, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
    if not os.access(there, os.W_OK | os.X_OK):
        raise write_failure(folder, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
