"""Is a store file whole, and does its audit log fit together?"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2 as sqlcipher

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.store import audit, schema
from pmdesk.store.connection import connect, quiet, read_salt
from pmdesk.store.failures import said_plainly
from pmdesk.store.keys import FileKey, derive_key
from pmdesk.store.migrations import refuse_newer, version_of


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a check found. The lists hold SQLite's own words, which name pages and tables and no values."""

    version: int
    patients: int
    pages: tuple[str, ...]
    """Pages whose checksum (HMAC) does not fit what is on the disk."""
    structure: tuple[str, ...]
    """Trees, indexes and references that do not fit."""
    chain: audit.ChainReport

    @property
    def is_sound(self) -> bool:
        return not self.pages and not self.structure and self.chain.broken_at is None


def reading_engine(path: Path, key: FileKey) -> Engine:
    """For a file that is not to be written, wherever it lies."""
    # Without a write-ahead log beside it nobody has the file open: it can be read where nothing can be written.
    alone = not Path(f"{path}-wal").exists()
    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, mode="immutable" if alone else "rw"),
        poolclass=NullPool,
        **quiet(),
    )


def check_file(
    path: Path, passphrase: str, noted: audit.Head | None = None, ctx: JobContext | None = None
) -> StoreReport:
    """Check a store or a backup of one, also on a read-only medium.

    Parameters
    ----------
    path
        The file.
    passphrase
        Its passphrase.
    noted
        A head of the audit log that was written down earlier; the log must still hold it.
    ctx
        Progress and cancel.

    Raises
    ------
    InputError
        No such file, no store, or a wrong passphrase.
    RefusedError
        ``STORE_NEWER``.
    """
    with said_plainly(path):
        return check_with_key(path, derive_key(passphrase, read_salt(path)), noted, ctx)


def check_with_key(
    path: Path, key: FileKey, noted: audit.Head | None = None, ctx: JobContext | None = None
) -> StoreReport:
    """As `check_file`, with the key at hand."""
    ctx = ctx or NullContext()
    ctx.progress(0.0, "stage.store_check")
    with said_plainly(path), reading_engine(path, key).connect() as connection:
        # One state for the whole check, whatever others write meanwhile.
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        version = version_of(connection, path)
        refuse_newer(version, path)
        pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
        if pages:
            # Reading on through pages that are known to be broken would only fail.
            return StoreReport(version, 0, tuple(pages), (), audit.ChainReport(0, audit.Head(0, ""), None))
        ctx.progress(0.4, "stage.store_check")
        structure = [
            str(row[0])
            for row in connection.exec_driver_sql("PRAGMA integrity_check")
            if str(row[0]).lower() != "ok"
        ]
        ctx.progress(0.8, "stage.store_check")
        structure += [f"{row[0]} {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        structure += [f"trigger {name} missing" for name in audit.missing_guards(connection)]
        chain = audit.verify_chain(connection, noted)
        ctx.progress(1.0, "stage.store_check")
        patients = connection.execute(select(func.count()).select_from(schema.patients)).scalar_one()
    return StoreReport(version, int(patients), (), tuple(structure), chain)


def require_sound(report: StoreReport, path: Path) -> None:
    """Raise what a report says is wrong.

    Raises
    ------
    FailedError
        ``STORE_DAMAGED`` or ``STORE_AUDIT_BROKEN``.
    """
    if not report.pages and report.chain.broken_at is not None:
        raise FailedError(ErrorCode.STORE_AUDIT_BROKEN, path=str(path), place=report.chain.broken_at)
    if report.pages or report.structure:
        first = (*report.pages, *report.structure)[0]
        raise FailedError(ErrorCode.STORE_DAMAGED, path=str(path), reason=first)
