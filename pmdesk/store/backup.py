"""Copies of a store: made while it is in use, encrypted with its key, checked before they count; and the way back."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, FailedError, InputError
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.store import audit
from pmdesk.store.checking import StoreReport, check_file, check_with_key, require_sound
from pmdesk.store.connection import connect, sync_folder
from pmdesk.store.failures import said_plainly
from pmdesk.store.in_use import UseLock, remove_leftovers
from pmdesk.store.store import Store
from pmdesk.store.users import WORKSTATION, Actor, Right

_BESIDE = ("-wal", "-shm", "-journal")
"""Files that belong to a database; apart from it they would spoil another one of the same name."""


_PAGES_A_STEP = 2000
"""Pages of 4 KiB that are copied before a cancel is looked at."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; ``kept`` is where the store that stood there before lies now."""

    report: StoreReport
    kept: Path | None


def back_up(
    store: Store, actor: Actor, target: Path, ctx: JobContext | None = None
) -> tuple[Path, StoreReport]:
    """Copy the store as it is now; others may go on writing.

    Parameters
    ----------
    store
        The open store.
    actor
        Who asks; an administrator.
    target
        A new file, or a folder, in which it gets a name with the time.
    ctx
        Progress and cancel; a cancelled backup leaves nothing.

    Raises
    ------
    InputError
        ``STORE_EXISTS``: something stands there already.
    FailedError
        The disk is full, the folder cannot be written, or the copy is not sound; then there is no copy.
    """
    store.require(actor, Right.ADMINISTER, what="backup")
    ctx = ctx or NullContext()
    if target.is_dir():
        target = target / f"{store.path.stem}-{_stamp()}{store.path.suffix}"
    if target.exists():
        raise InputError(ErrorCode.STORE_EXISTS, path=str(target))
    with store.reading() as connection:
        before = audit.head(connection)
    with said_plainly(target), atomic_write(target) as temporary:
        _copy_online(store, temporary, PartContext(ctx, 0.0, 0.7))
        ctx.progress(0.7, "stage.store_check")
        report = check_with_key(
            temporary, store.key, before if before.seq else None, PartContext(ctx, 0.7, 1.0)
        )
        require_sound(report, target)
        ctx.check()
    sync_folder(target.parent)
    with store.writing() as connection:
        audit.append(
            connection,
            actor.name,
            audit.Action.BACKUP,
            "store",
            entries=report.chain.entries,
            head=report.chain.head.hash,
        )
    return target, report


def restore(
    backup: Path, passphrase: str, target: Path, ctx: JobContext | None = None, who: str = WORKSTATION
) -> Restored:
    """Put a backup in the place of the store. What stood there is kept beside it under another name.

    Parameters
    ----------
    backup
        A file that `back_up` made.
    passphrase
        That of the backup; the store has it afterwards.
    target
        Where the store lies, or is to lie.
    ctx
        Progress and cancel; the store is as it was until the last step.
    who
        Who restores, for the audit log.

    Raises
    ------
    InputError
        The backup is missing, is no store, or has another passphrase.
    RefusedError
        ``STORE_NEWER``, or ``STORE_IN_USE`` while anybody has the store open.
    FailedError
        The backup is not sound, the disk is full, or the folder cannot be written. The store is as it was.
    """
    ctx = ctx or NullContext()
    require_sound(check_file(backup, passphrase, ctx=PartContext(ctx, 0.0, 0.4)), backup)
    if target.exists() and target.samefile(backup):
        raise InputError(ErrorCode.STORE_EXISTS, path=str(target))
    kept = None
    lock = UseLock(target, alone=True)
    try:
        remove_leftovers(target)
        with atomic_write(target) as temporary:
            ctx.progress(0.4, "stage.store_copy")
            shutil.copyfile(backup, temporary)
            report = check_file(temporary, passphrase, ctx=PartContext(ctx, 0.5, 0.9))
            require_sound(report, backup)
            ctx.check()
            if target.exists():
                kept = _keep(target)
            for suffix in _BESIDE:
                Path(f"{target}{suffix}").unlink(missing_ok=True)
    finally:
        lock.release()
    target.chmod(0o600)
    sync_folder(target.parent)
    with Store.open(target, passphrase) as store, store.writing() as connection:
        audit.append(
            connection,
            who,
            audit.Action.RESTORE,
            "store",
            entries=report.chain.entries,
            head=report.chain.head.hash,
            kept=kept.name if kept else "",
        )
    return Restored(report, kept)


def _copy_online(store: Store, path: Path, ctx: JobContext) -> None:
    source, copy = connect(store.path, store.key), connect(path, store.key)
    try:
        copy.execute("PRAGMA journal_mode = MEMORY")

        def progressed(_status: int, left: int, total: int) -> None:
            ctx.progress((total - left) / max(1, total), "stage.store_copy")

        # One state for all steps, between which a cancel is heard.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=_PAGES_A_STEP, progress=progressed)
        source.execute("COMMIT")
        # One file without a log beside it, to be read from any medium.
        mode = copy.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":
            raise FailedError(ErrorCode.STORE_DAMAGED, path=str(path), reason=str(mode))
    finally:
        copy.close()
        source.close()


def _keep(store: Path) -> Path:
    """A second name for the store and what belongs to it, complete before anything is taken away."""
    kept = store.with_name(f"{store.stem}-before-restore-{_stamp()}{store.suffix}")
    for suffix in ("", *_BESIDE):
        part = Path(f"{store}{suffix}")
        if part.exists():
            _second_name(part, Path(f"{kept}{suffix}"))
    sync_folder(store.parent)
    return kept


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        shutil.copy2(path, name)
        with name.open("rb+") as file:
            os.fsync(file.fileno())


def _stamp() -> str:
    return datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S-%f")
