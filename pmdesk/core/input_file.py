"""Reading a whole file that somebody else wrote."""

from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError


def read_input(path: Path, limit_bytes: int) -> bytes:
    """Content of a file that may be anything.

    Parameters
    ----------
    path
        The file.
    limit_bytes
        Larger files are refused before they are read.

    Raises
    ------
    InputError
        ``FILE_NOT_FOUND``, ``FILE_UNREADABLE`` (a folder among them), ``FILE_TOO_LARGE`` or ``FILE_EMPTY``.
    """
    try:
        if path.stat().st_size > limit_bytes:
            limit = f"{limit_bytes // 2**20} MB"
            raise InputError(ErrorCode.FILE_TOO_LARGE, path=str(path), limit=limit)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=reason) from error
    if not data.strip():
        raise InputError(ErrorCode.FILE_EMPTY, path=str(path))
    return data
