"""One encrypted file of a workstation: made, opened, read and written in transactions, closed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, FailedError, InputError, RefusedError
from pmdesk.store import audit, users
from pmdesk.store.connection import BUSY_TIMEOUT_S, connect, make_engine, read_salt, sync_folder
from pmdesk.store.failures import said_plainly
from pmdesk.store.in_use import UseLock
from pmdesk.store.keys import SALT_BYTES, FileKey, derive_key
from pmdesk.store.migrations import migrate, newest_version, refuse_newer, version_of


class Store:
    """An open store. Made by `create` and `open`; a context manager."""

    def __init__(self, path: Path, key: FileKey, engine: Engine, lock: UseLock) -> None:
        self.path = path
        self.key = key
        self._engine = engine
        self._lock = lock
        self._file = _identity(path)

    @classmethod
    def create(cls, path: Path, passphrase: str) -> "Store":
        """Make an empty store and open it.

        Raises
        ------
        InputError
            ``STORE_EXISTS`` or ``STORE_PASSPHRASE_MISSING``.
        FailedError
            The folder cannot be written, or the disk is full; then there is no file.
        """
        if path.exists():
            raise InputError(ErrorCode.STORE_EXISTS, path=str(path))
        key = derive_key(passphrase, os.urandom(SALT_BYTES))
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        lock = UseLock(path, alone=True)
        try:
            with said_plainly(path), atomic_write(path) as temporary:
                _build(temporary, key)
                if path.exists():
                    raise InputError(ErrorCode.STORE_EXISTS, path=str(path))
        finally:
            lock.release()
        path.chmod(0o600)
        sync_folder(path.parent)
        return cls.open_with_key(path, key)

    @classmethod
    def open(cls, path: Path, passphrase: str, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> "Store":
        """Open a store; an older one is brought to the present version first.

        Raises
        ------
        InputError
            No such file, no store, or a wrong passphrase (``STORE_WRONG_PASSPHRASE``).
        RefusedError
            ``STORE_NEWER``, ``STORE_READ_ONLY``, or ``STORE_IN_USE`` while somebody restores it.
        FailedError
            ``STORE_DAMAGED`` or ``STORE_BUSY``.
        """
        with said_plainly(path):
            salt = read_salt(path)
            if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
                raise RefusedError(ErrorCode.STORE_READ_ONLY, path=str(path))
        return cls.open_with_key(path, derive_key(passphrase, salt), busy_timeout_s=busy_timeout_s)

    @classmethod
    def open_with_key(cls, path: Path, key: FileKey, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> "Store":
        """As `open`, with the key at hand."""
        with said_plainly(path):
            lock = UseLock(path)
            engine = make_engine(path, key, busy_timeout_s)
            store = cls(path, key, engine, lock)
            try:
                store._prepare()
            except BaseException:
                store.close()
                raise
        return store

    def close(self) -> None:
        """Close every connection; the key is gone with the object."""
        self._engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store, whatever others write meanwhile."""
        with said_plainly(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: it waits for another writer, and is on the disk when the block has ended."""
        self._require_file()
        with said_plainly(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection
        # What was written to a file without a name is lost; nobody shall be told that it was saved.
        self._require_file()

    def _require_file(self) -> None:
        """Raise ``STORE_GONE`` when the path no longer names the file that was opened."""
        if _identity(self.path) != self._file:
            raise FailedError(ErrorCode.STORE_GONE, path=str(self.path))

    def sign_in(self, name: str, password: str) -> users.Actor:
        """The user, once the password was right; both outcomes are in the audit log.

        Raises
        ------
        InputError
            ``STORE_SIGN_IN_FAILED``; whether the name or the password was wrong is not said.
        """
        with self.writing() as connection:
            actor = users.check_password(connection, name, password)
            action = audit.Action.SIGN_IN if actor else audit.Action.SIGN_IN_FAILED
            audit.append(connection, name, action, f"user/{name}")
        if actor is None:
            raise InputError(ErrorCode.STORE_SIGN_IN_FAILED, value=name)
        return actor

    def workstation(self) -> users.Actor:
        """Who acts as long as the store has no users.

        Raises
        ------
        InputError
            ``STORE_SIGN_IN_FAILED``: the store has users, one of them has to sign in.
        """
        with self.reading() as connection:
            if users.has_users(connection):
                raise InputError(ErrorCode.STORE_SIGN_IN_FAILED, value="")
        return users.Actor(users.WORKSTATION, users.Role.ADMINISTRATOR)

    def require(self, actor: users.Actor, right: users.Right, subject: str = "store", what: str = "") -> None:
        """Refuse what the actor's role does not include; the refusal is in the audit log.

        Raises
        ------
        RefusedError
            ``STORE_NOT_ALLOWED``.
        """
        if actor.may(right):
            return
        details = {"what": what} if what else {}
        self.log(actor, audit.Action.REFUSED, subject, right=right.value, **details)
        actor.require(right)

    def add_user(self, actor: users.Actor, name: str, password: str, role: users.Role) -> None:
        """Enter a user, by an administrator."""
        self.require(actor, users.Right.ADMINISTER, f"user/{name}")
        with self.writing() as connection:
            users.add_user(connection, name, password, role)
            audit.append(connection, actor.name, audit.Action.USER, f"user/{name}", role=role.value)

    def change_password(self, actor: users.Actor, old: str, new: str) -> None:
        """Change one's own password.

        Raises
        ------
        InputError
            ``STORE_SIGN_IN_FAILED``: the old one is wrong, which is logged; ``STORE_USER_INVALID``: the new one is
            too short.
        """
        with self.writing() as connection:
            proved = users.check_password(connection, actor.name, old) is not None
            if proved:
                users.set_password(connection, actor.name, new)
                self._log_user(connection, actor, actor.name, what="password")
            else:
                audit.append(
                    connection, actor.name, audit.Action.SIGN_IN_FAILED, f"user/{actor.name}", what="password"
                )
        if not proved:
            raise InputError(ErrorCode.STORE_SIGN_IN_FAILED, value=actor.name)

    def reset_password(self, actor: users.Actor, name: str, new: str) -> None:
        """Give a user another password, by an administrator."""
        self.require(actor, users.Right.ADMINISTER, f"user/{name}")
        with self.writing() as connection:
            users.set_password(connection, name, new)
            self._log_user(connection, actor, name, what="password reset")

    def set_role(self, actor: users.Actor, name: str, role: users.Role) -> None:
        """Give a user another role, by an administrator; the last administrator stays one."""
        self.require(actor, users.Right.ADMINISTER, f"user/{name}")
        with self.writing() as connection:
            before = users.set_role(connection, name, role)
            self._log_user(connection, actor, name, what="role", before=before.value, role=role.value)

    def remove_user(self, actor: users.Actor, name: str) -> None:
        """Remove a user, by an administrator; the last administrator stays."""
        self.require(actor, users.Right.ADMINISTER, f"user/{name}")
        with self.writing() as connection:
            users.remove_user(connection, name)
            self._log_user(connection, actor, name, what="removed")

    def present(self, actor: users.Actor) -> users.Actor:
        """The actor as the store knows him now; rights that were taken away meanwhile are gone at once.

        Raises
        ------
        InputError
            ``STORE_SIGN_IN_FAILED``: he was removed, or acts for a workstation that has users now.
        """
        if actor.name == users.WORKSTATION:
            return self.workstation()
        with self.reading() as connection:
            found = users.user_named(connection, actor.name)
        if found is None:
            raise InputError(ErrorCode.STORE_SIGN_IN_FAILED, value=actor.name)
        return found

    def has_users(self) -> bool:
        """True when somebody has to sign in."""
        with self.reading() as connection:
            return users.has_users(connection)

    def log(self, actor: users.Actor, action: audit.Action, subject: str, **details: object) -> audit.Head:
        """Add an entry to the audit log for something that is not written to the store otherwise."""
        with self.writing() as connection:
            return audit.append(connection, actor.name, action, subject, **details)

    def audit_entries(
        self, actor: users.Actor, *, before: int | None = None, limit: int | None = None, **only: str
    ) -> tuple[audit.AuditEntry, ...]:
        """Lines of the audit log, newest first (`pmdesk.store.audit.entries`), for an administrator."""
        self.require(actor, users.Right.ADMINISTER, "audit")
        with self.reading() as connection:
            return audit.entries(connection, before=before, limit=limit, **only)

    def lineage(self) -> str:
        """What a store and its backups share under every passphrase and path, and no other store has."""
        with self.reading() as connection:
            first = audit.entries(connection, before=2)
        return first[0].hash if first else ""

    def audit_head(self) -> audit.Head:
        """The last entry of the audit log, to be noted elsewhere."""
        with self.reading() as connection:
            return audit.head(connection)

    @staticmethod
    def _log_user(connection: Connection, actor: users.Actor, name: str, **details: object) -> None:
        audit.append(connection, actor.name, audit.Action.USER, f"user/{name}", **details)

    def users(self) -> tuple[users.Actor, ...]:
        """Everyone who may sign in, by name."""
        with self.reading() as connection:
            return users.all_users(connection)

    def _prepare(self) -> None:
        """Try the key, look at the version, migrate, switch to the write-ahead log."""
        with self.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            version = version_of(connection, self.path)
        refuse_newer(version, self.path)
        if version < newest_version():
            self._lock.take_alone()
            with self.writing() as connection:
                if (present := version_of(connection, self.path)) < newest_version():
                    migrate(connection)
                    audit.append(
                        connection,
                        users.WORKSTATION,
                        audit.Action.MIGRATE,
                        "store",
                        before=present,
                        after=newest_version(),
                    )
            self._lock.share()
        with said_plainly(self.path), self._engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a path names: device and number; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _build(path: Path, key: FileKey, version: int | None = None) -> None:
    """Tables in an empty file. Nobody else sees it yet, so a crash leaves nothing to mend."""
    first = connect(path, key)
    first.execute("PRAGMA journal_mode = MEMORY")
    first.close()
    engine = make_engine(path, key)
    try:
        with engine.connect() as plain:
            plain.connection.cursor().execute("PRAGMA journal_mode = MEMORY")
            connection = plain.execution_options(writes=True)
            with connection.begin():
                migrate(connection, version)
                audit.append(
                    connection,
                    users.WORKSTATION,
                    audit.Action.CREATE,
                    "store",
                    version=version or newest_version(),
                )
    finally:
        engine.dispose()
