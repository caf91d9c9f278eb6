"""Unpacking zip archives safely into the user's cache folder."""

import errno
import shutil
import stat
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pmdesk.core.errors import ErrorCode, FailedError, InputError, PmdeskError
from pmdesk.core.paths import user_cache_dir
from pmdesk.core.progress import JobContext

MAX_UNPACKED_BYTES = 32 * 1024**3
MAX_MEMBERS = 200_000
MAX_RATIO = 200
"""Unpacked to packed size that is refused once more than `RATIO_FREE_BYTES` come out. CT packs about 2 to 1."""
RATIO_FREE_BYTES = 512 * 1024**2
_CHUNK_BYTES = 1024 * 1024
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


@dataclass(frozen=True, slots=True)
class UnpackedFile:
    """One member: where it was unpacked to and what to call it (``case.zip/ct/1.dcm``)."""

    path: str
    shown_as: str


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of an archive."""

    files: tuple[UnpackedFile, ...]
    problems: tuple[tuple[str, PmdeskError], ...]


@dataclass
class UnpackFolder:
    """A folder of unpacked files that is removed by `close`, or at the end of the program."""

    path: Path = field(init=False)

    def __post_init__(self) -> None:
        parent = user_cache_dir() / "unpacked"
        parent.mkdir(exist_ok=True)
        self.path = Path(tempfile.mkdtemp(dir=parent))
        self._remove = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def close(self) -> None:
        """Remove the folder and what lies in it; harmless when called twice."""
        self._remove()


def unpack(archive_path: str, shown_as: str, into: UnpackFolder, ctx: JobContext) -> Unpacked:
    """Unpack every file of a zip archive.

    Members are written under names of our own, so that no member name can reach outside the folder.

    Parameters
    ----------
    archive_path
        Archive on disk.
    shown_as
        What the user knows it as.
    into
        Where to unpack to.
    ctx
        Cancelled between chunks.

    Returns
    -------
    Unpacked
        Files, and a problem for each member that could not be read; encrypted members are one problem together.

    Raises
    ------
    InputError
        ``ARCHIVE_BROKEN``; ``ARCHIVE_ENCRYPTED`` when every member is; ``ARCHIVE_UNSAFE`` for member names that lead
        outside and for links; ``ARCHIVE_TOO_LARGE`` for more than unpacking allows.
    FailedError
        ``DISK_FULL``.
    """
    try:
        with zipfile.ZipFile(archive_path) as archive:
            return _unpack_open(archive, archive_path, shown_as, into, ctx)
    except FileNotFoundError:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=shown_as) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, UnicodeDecodeError) as error:
        raise InputError(ErrorCode.ARCHIVE_BROKEN, path=shown_as, reason=str(error)) from error


def _unpack_open(
    archive: zipfile.ZipFile, archive_path: str, shown_as: str, into: UnpackFolder, ctx: JobContext
) -> Unpacked:
    members = [member for member in archive.infolist() if not member.is_dir()]
    _refuse_unsafe(members, Path(archive_path).stat().st_size, shown_as)
    encrypted = [member for member in members if member.flag_bits & 0x1]
    if members and len(encrypted) == len(members):
        raise InputError(ErrorCode.ARCHIVE_ENCRYPTED, path=shown_as, count=len(encrypted))
    total = sum(member.file_size for member in members)
    if total > shutil.disk_usage(into.path).free:
        raise FailedError(ErrorCode.DISK_FULL, path=str(into.path), needed_bytes=total)
    problems: list[tuple[str, PmdeskError]] = []
    if encrypted:
        error = InputError(ErrorCode.ARCHIVE_ENCRYPTED, path=shown_as, count=len(encrypted))
        problems.append((shown_as, error))
    folder = Path(tempfile.mkdtemp(dir=into.path))
    try:
        files = _write_members(archive, members, folder, shown_as, problems, ctx)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        code = ErrorCode.DISK_FULL if error.errno in _FULL else ErrorCode.WRITE_FAILED
        raise FailedError(code, path=str(into.path), reason=error.strerror or "") from error
    return Unpacked(tuple(files), tuple(problems))


def _write_members(
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    folder: Path,
    shown_as: str,
    problems: list[tuple[str, PmdeskError]],
    ctx: JobContext,
) -> list[UnpackedFile]:
    files = []
    total, done = sum(member.file_size for member in members), 0
    for number, member in enumerate(members):
        if member.flag_bits & 0x1 or _is_clutter(member.filename):
            continue
        target = folder / f"{number:06d}"
        name = f"{shown_as}/{member.filename}"
        try:
            _write_member(archive, member, target, ctx)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            target.unlink(missing_ok=True)
            problems.append((name, InputError(ErrorCode.ARCHIVE_BROKEN, path=name, reason=str(error))))
        else:
            files.append(UnpackedFile(str(target), name))
        done += member.file_size
        ctx.progress(done / max(total, 1), "stage.unpack")
    return files


def _write_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, ctx: JobContext) -> None:
    written = 0
    with archive.open(member) as source, target.open("wb") as sink:
        for chunk in _chunks(source):
            ctx.check()
            written += len(chunk)
            if written > member.file_size:
                # zipfile stops at the declared size; a member that gives more lies about itself
                raise zipfile.BadZipFile("member is larger than declared")
            sink.write(chunk)


def _chunks(source: object) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK_BYTES):  # type: ignore[attr-defined]
        yield chunk


def _refuse_unsafe(members: list[zipfile.ZipInfo], packed_bytes: int, shown_as: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise InputError(ErrorCode.ARCHIVE_TOO_LARGE, path=shown_as, limit=MAX_MEMBERS, count=len(members))
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES or (total > RATIO_FREE_BYTES and total > MAX_RATIO * packed_bytes):
        raise InputError(
            ErrorCode.ARCHIVE_TOO_LARGE, path=shown_as, unpacked_bytes=total, limit=MAX_UNPACKED_BYTES
        )
    for member in members:
        if _leads_outside(member.filename) or stat.S_ISLNK(member.external_attr >> 16):
            raise InputError(ErrorCode.ARCHIVE_UNSAFE, path=shown_as, member=member.filename)


def _leads_outside(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or name[1:2] == ":"


def _is_clutter(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")
