"""What a command must not write over."""

from pathlib import Path

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
