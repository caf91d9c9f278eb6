"""Another passphrase for a store: a new file is written, checked, and takes the place of the old one in one step.

The pages of the old file stay on the disk as they were, encrypted with the old key, until the disk uses their place
again; backups keep the passphrase with which they were made.
"""

import os
from pathlib import Path

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, FailedError, RefusedError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.store import audit
from pmdesk.store.checking import check_with_key, require_sound
from pmdesk.store.connection import connect, make_engine, read_salt, sync_folder
from pmdesk.store.failures import said_plainly
from pmdesk.store.in_use import UseLock, remove_leftovers
from pmdesk.store.keys import SALT_BYTES, FileKey, derive_key
from pmdesk.store.users import Actor, Right


def change_passphrase(path: Path, old: str, new: str, actor: Actor, ctx: JobContext | None = None) -> FileKey:
    """Give a store another passphrase. Nobody may have it open.

    Killed at any moment, the store opens with the old passphrase or with the new one, whole.

    Parameters
    ----------
    path
        The store.
    old, new
        The passphrases.
    actor
        Who asks; an administrator.
    ctx
        Progress and cancel.

    Returns
    -------
    FileKey
        The new key.

    Raises
    ------
    InputError
        ``STORE_WRONG_PASSPHRASE`` or ``STORE_PASSPHRASE_MISSING``.
    RefusedError
        ``STORE_IN_USE``, ``STORE_NOT_ALLOWED`` or ``STORE_READ_ONLY``.
    FailedError
        The store is damaged, or the disk is full; then the old passphrase holds.
    """
    actor.require(Right.ADMINISTER)
    ctx = ctx or NullContext()
    with said_plainly(path):
        salt = read_salt(path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise RefusedError(ErrorCode.STORE_READ_ONLY, path=str(path))
    old_key, new_key = derive_key(old, salt), derive_key(new, os.urandom(SALT_BYTES))
    lock = UseLock(path, alone=True)
    try:
        remove_leftovers(path)
        before = check_with_key(path, old_key)
        require_sound(before, path)
        ctx.progress(0.3, "stage.store_copy")
        with said_plainly(path), atomic_write(path) as temporary:
            _export(path, old_key, temporary, new_key)
            _note(temporary, new_key, actor)
            ctx.progress(0.7, "stage.store_check")
            report = check_with_key(temporary, new_key, before.chain.head)
            require_sound(report, path)
            if report.patients != before.patients:
                raise FailedError(ErrorCode.STORE_DAMAGED, path=str(path), reason="patients")
            ctx.check()
        path.chmod(0o600)
        sync_folder(path.parent)
    finally:
        lock.release()
    return new_key


def _export(path: Path, old_key: FileKey, target: Path, new_key: FileKey) -> None:
    """Every table into an empty file under the new key; the old file is left complete, without a log beside it."""
    connection = connect(path, old_key)
    try:
        # The new file takes the place of this one alone; a log that stayed beside it would not be its own.
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":
            raise RefusedError(ErrorCode.STORE_IN_USE, path=str(path))
        connection.execute("ATTACH DATABASE ? AS renewed KEY ?", (target.as_uri(), new_key.pragma))
        connection.execute("PRAGMA renewed.journal_mode = MEMORY")
        connection.execute("SELECT sqlcipher_export('renewed')")
        connection.execute("DETACH DATABASE renewed")
    finally:
        connection.close()


def _note(path: Path, key: FileKey, actor: Actor) -> None:
    engine = make_engine(path, key)
    try:
        with engine.connect() as plain:
            plain.connection.cursor().execute("PRAGMA journal_mode = MEMORY")
            connection = plain.execution_options(writes=True)
            with connection.begin():
                audit.append(connection, actor.name, audit.Action.PASSPHRASE, "store")
    finally:
        engine.dispose()
