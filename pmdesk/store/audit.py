"""The audit log: who viewed, changed or took out what, and when. Each entry carries the hash of the one before.

The tables refuse changes and removals (triggers); `verify_chain` shows what was done to the file by going round them.
A chain that was rewritten from some entry to its end is only seen against a head noted elsewhere, which is why
``pmdesk store verify`` and every backup state it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, text

from pmdesk.store.schema import audit

GUARDS = ("audit_no_update", "audit_no_delete", "audit_in_order")
"""Triggers that refuse changes and removals; the first migration makes them."""


class Action(StrEnum):
    CREATE = "create"
    MIGRATE = "migrate"
    VIEW = "view"
    CHANGE = "change"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    USER = "user"
    PASSPHRASE = "passphrase"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its number and hash (hex)."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the log; ``details`` is JSON, ``at`` is UTC."""

    seq: int
    at: datetime
    who: str
    action: str
    subject: str
    details: str
    hash: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a check of the log found; ``broken_at`` is the number of the first entry that does not fit."""

    entries: int
    head: Head
    broken_at: int | None


def append(connection: Connection, who: str, action: Action, subject: str, **details: object) -> Head:
    """Add an entry inside the caller's writing transaction, so that a change and its entry stand or fall together.

    Parameters
    ----------
    connection
        In a transaction that began as a writer.
    who
        Name of the user.
    action
        What was done.
    subject
        What it was done to, for example ``"patient/17"``.
    **details
        Plain values: what changed, hashes, versions.
    """
    last = head(connection)
    # after entries that were taken out at the end a gap stays, which `verify_chain` sees however much follows
    seq = max(last.seq, _highest_ever(connection)) + 1
    values = {
        "seq": seq,
        "at": datetime.now(tz=UTC).isoformat(timespec="milliseconds"),
        "who": who,
        "action": action.value,
        "subject": subject,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
        "previous": last.hash,
    }
    link = _hash(values)
    connection.execute(insert(audit), {**values, "hash": link})
    return Head(seq, link)


def head(connection: Connection) -> Head:
    """The last entry, or number 0 with an empty hash."""
    row = connection.execute(
        select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    ).one_or_none()
    return Head(row.seq, row.hash) if row is not None else Head(0, "")


def entries(
    connection: Connection,
    *,
    before: int | None = None,
    limit: int | None = None,
    who: str = "",
    action: str = "",
    subject: str = "",
) -> tuple[AuditEntry, ...]:
    """Lines of the log, newest first.

    Parameters
    ----------
    connection
        Any.
    before
        Only lines with a smaller number: the next page.
    limit
        No more than so many.
    who, action, subject
        Only lines of this user, action or thing; all when empty.
    """
    wanted = select(audit).order_by(audit.c.seq.desc())
    for column, value in ((audit.c.who, who), (audit.c.action, action), (audit.c.subject, subject)):
        if value:
            wanted = wanted.where(column == value)
    if before is not None:
        wanted = wanted.where(audit.c.seq < before)
    return tuple(
        AuditEntry(
            row.seq,
            datetime.fromisoformat(row.at),
            row.who,
            row.action,
            row.subject,
            row.details,
            row.hash,
        )
        for row in connection.execute(wanted.limit(limit))
    )


def verify_chain(connection: Connection, noted: Head | None = None) -> ChainReport:
    """Recompute every link from the first entry on.

    Parameters
    ----------
    connection
        Any.
    noted
        A head that was written down earlier; the log must still hold it.
    """
    last, broken_at, seen_noted = Head(0, ""), None, noted is None
    for row in connection.execute(select(audit).order_by(audit.c.seq)).mappings():
        fits = row["seq"] == last.seq + 1 and row["previous"] == last.hash and row["hash"] == _hash(dict(row))
        if not fits and broken_at is None:
            broken_at = last.seq + 1
        last = Head(row["seq"], row["hash"])
        seen_noted = seen_noted or last == noted
    if broken_at is None and not seen_noted and noted is not None:
        broken_at = min(noted.seq, last.seq + 1)
    if broken_at is None and _highest_ever(connection) > last.seq:
        broken_at = last.seq + 1
    return ChainReport(entries=last.seq, head=last, broken_at=broken_at)


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """Those of the log's triggers that the file has lost: somebody worked on it with other tools."""
    names = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
    found = set(connection.execute(names).scalars())
    return tuple(name for name in GUARDS if name not in found)


def _highest_ever(connection: Connection) -> int:
    """The highest number given so far; SQLite remembers it when the entry itself is gone."""
    found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")).scalar()
    return int(found or 0)


def _hash(values: dict[str, object]) -> str:
    parts = [values[name] for name in ("seq", "at", "who", "action", "subject", "details", "previous")]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
