"""Opening the encrypted file: key first, then what makes SQLite safe against crashes and neighbours."""

import logging
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.store.keys import SALT_BYTES, FileKey

PLAIN_SQLITE = b"SQLite format 3\x00"
CACHE_KIB = 32_000
BUSY_TIMEOUT_S = 10.0
"""How long one waits for another who is writing."""


def connect(
    path: Path, key: FileKey, *, busy_timeout_s: float = BUSY_TIMEOUT_S, mode: str = "rw"
) -> sqlcipher.Connection:
    """A connection with the key set. A wrong key shows only when something is read.

    Parameters
    ----------
    path
        The file.
    key
        Its key and salt.
    busy_timeout_s
        Seconds to wait for a lock.
    mode
        ``"rw"``, ``"rwc"`` (make the file) or ``"immutable"`` (nobody writes it, the medium may be read-only).
    """
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlcipher.connect(
        f"{path.resolve().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=busy_timeout_s,
    )
    for pragma in (
        # A wrong key is said by us, once, and not on stderr by the library.
        "cipher_log_level = NONE",
        f'key = "{key.pragma}"',
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "synchronous = FULL",
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
        "trusted_schema = OFF",
        "recursive_triggers = ON",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def read_salt(path: Path) -> bytes:
    """The 16 bytes in clear at the head of a store file.

    Read through SQLite itself: opening and closing a database file by other means drops the locks that this process
    holds on it (https://www.sqlite.org/howtocorrupt.html, section 2.2).

    Raises
    ------
    InputError
        The file is missing, empty, too short, or a database without encryption.
    """
    if not path.exists():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    if not path.is_file():
        raise InputError(ErrorCode.STORE_WRONG_TYPE, path=str(path))
    size = path.stat().st_size
    if size == 0:
        raise InputError(ErrorCode.FILE_EMPTY, path=str(path))
    if size < SALT_BYTES:
        raise InputError(ErrorCode.STORE_WRONG_TYPE, path=str(path))
    connection = sqlcipher.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{'00' * 32}'\"")
        salt = bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
    finally:
        connection.close()
    if salt == PLAIN_SQLITE:
        raise InputError(ErrorCode.STORE_WRONG_TYPE, path=str(path))
    return salt


def quiet() -> dict[str, Any]:
    """What keeps an engine from carrying a patient's data into a log or an error, whatever level others set."""
    name = "pmdesk"
    # At DEBUG SQLAlchemy writes every row that it reads, whatever hide_parameters says.
    logging.getLogger(f"sqlalchemy.engine.Engine.{name}").setLevel(logging.WARNING)
    return {"hide_parameters": True, "logging_name": name}


def make_engine(path: Path, key: FileKey, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Engine:
    """SQLAlchemy's engine over the file; what writes begins as a writer, so that none starts on an old state."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, busy_timeout_s=busy_timeout_s),
        poolclass=QueuePool,
        pool_size=4,
        **quiet(),
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def sync_folder(folder: Path) -> None:
    """Make a renaming in the folder last through a power cut, where the system can."""
    if sys.platform == "win32":
        return
    import os

    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
