"""Writing a file so that it is there whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmdesk.core.errors import ErrorCode, FailedError

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to; it takes the place of ``path`` when the block ends well.

    An error inside the block leaves what stood at ``path`` before, and no half file. The folder is made when absent. A
    link stays one: the file that it names is written. A device, pipe or folder at ``path`` is never replaced.

    Parameters
    ----------
    path
        The file to write.

    Yields
    ------
    Path
        An empty file in the same folder, with the same suffix.

    Raises
    ------
    FailedError
        ``DISK_FULL`` or ``WRITE_FAILED`` (with ``path``) in place of an OSError of the block or of the renaming.
    """
    temporary: Path | None = None
    try:
        _refuse_special(path)
        final = path.resolve() if path.is_symlink() else path
        final.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=final.parent, prefix=f".{final.stem}-", suffix=final.suffix)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        _flush(temporary)
        _give_usual_mode(temporary)
        temporary.replace(final)
        temporary = None
    except OSError as error:
        raise write_failure(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_failure(path: Path, error: OSError) -> FailedError:
    """The error that a user sees when ``path`` could not be written: ``DISK_FULL`` or ``WRITE_FAILED``."""
    cause = _system_error(error)
    code = ErrorCode.DISK_FULL if cause.errno in _FULL else ErrorCode.WRITE_FAILED
    return FailedError(code, path=str(path), reason=cause.strerror or type(cause).__name__)


def _system_error(error: OSError) -> OSError:
    """The system's own error behind one that a library has wrapped (pydicom does, with a traceback as its text)."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno is not None:
            return seen
        seen = seen.__cause__ or seen.__context__
    return error


def _refuse_special(path: Path) -> None:
    """Renaming onto a device works for a privileged user, and takes the device from the whole system."""
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        raise OSError(errno.EINVAL, "not a regular file")


def _flush(path: Path) -> None:
    """To the disk, because some file systems report a full disk only then."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _give_usual_mode(path: Path) -> None:
    """Temporary files are private; the result gets the mode that the user's umask gives to new files."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
