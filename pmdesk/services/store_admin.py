"""What an administrator does with a store: users, passphrase, backup, check, and the audit log."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import PmdeskError
from pmdesk.core.progress import JobContext
from pmdesk.core.spreadsheet import formula_safe
from pmdesk.services.store_session import SignedIn, StoreSession, Unlocked, sign_in
from pmdesk.store.roles import Actor, Right, Role

if TYPE_CHECKING:
    # the database is loaded when a store is opened, so that the window starts fast
    from pmdesk.store.audit import AuditEntry, Head
    from pmdesk.store.backup import Restored
    from pmdesk.store.checking import StoreReport
    from pmdesk.store.keys import FileKey
    from pmdesk.store.store import Store

AUDIT_COLUMNS = ("number", "time", "who", "action", "subject", "details", "hash")


@dataclass(frozen=True)
class Reopened:
    """A store after its passphrase was to be changed; ``error`` says why it was not."""

    opened: SignedIn
    error: PmdeskError | None = None
    in_keyring: bool = False


def renew_passphrase(
    ctx: JobContext, path: Path, old: str, new: str, actor: Actor, *, remember: bool = False
) -> "tuple[FileKey, bool]":
    """Change the passphrase of a store that nobody has open; the keyring follows where it held the old one.

    Returns
    -------
    key : FileKey
        The new one.
    in_keyring : bool
        False when the keyring should have taken the new passphrase and did not; the old one is then not in it.
    """
    from pmdesk.store.keyring_access import forget_passphrase, remember_passphrase
    from pmdesk.store.rekey import change_passphrase

    key = change_passphrase(path, old, new, actor, ctx)
    wanted = forget_passphrase(path) or remember
    return key, remember_passphrase(path, new) if wanted else True


def audit_json(entries: "Sequence[AuditEntry]") -> list[dict[str, object]]:
    """Lines of the audit log as plain values."""
    return [dict(zip(AUDIT_COLUMNS, _cells(entry), strict=True)) for entry in entries]


def audit_csv(entries: "Sequence[AuditEntry]") -> str:
    """The audit log as CSV (RFC 4180); what a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(AUDIT_COLUMNS)
    for entry in entries:
        writer.writerow(formula_safe(cell) if isinstance(cell, str) else cell for cell in _cells(entry))
    return out.getvalue()


def _cells(entry: "AuditEntry") -> tuple[object, ...]:
    return (
        entry.seq,
        entry.at.isoformat(),
        entry.who,
        entry.action,
        entry.subject,
        entry.details,
        entry.hash,
    )


@dataclass(frozen=True)
class AuditPage:
    """Lines of the log, newest first; ``is_all`` when there are no older ones."""

    entries: "tuple[AuditEntry, ...]"
    head: "Head"
    is_all: bool


def list_users(ctx: JobContext, session: StoreSession) -> tuple[Actor, ...]:
    """Who may sign in, for an administrator."""
    ctx.check()
    with session.using() as opened:
        opened.store.require(opened.store.present(opened.actor), Right.ADMINISTER, what="users")
        return opened.store.users()


def add_user(ctx: JobContext, session: StoreSession, name: str, password: str, role: Role) -> SignedIn | None:
    """Enter a user. After the first one the workstation may not act any more: that user works from then on."""
    ctx.check()
    with session.using() as opened:
        is_first = not opened.store.has_users()
        opened.store.add_user(opened.store.present(opened.actor), name, password, role)
        return sign_in(ctx, Unlocked(opened.store, needs_user=True), name, password) if is_first else None


def set_role(ctx: JobContext, session: StoreSession, name: str, role: Role) -> None:
    """Give a user another role."""
    ctx.check()
    with session.using() as opened:
        opened.store.set_role(opened.store.present(opened.actor), name, role)


def remove_user(ctx: JobContext, session: StoreSession, name: str) -> None:
    """Remove a user."""
    ctx.check()
    with session.using() as opened:
        opened.store.remove_user(opened.store.present(opened.actor), name)


def reset_password(ctx: JobContext, session: StoreSession, name: str, password: str) -> None:
    """Give a user another password."""
    ctx.check()
    with session.using() as opened:
        opened.store.reset_password(opened.store.present(opened.actor), name, password)


def change_password(ctx: JobContext, session: StoreSession, old: str, new: str) -> SignedIn:
    """Change one's own password; what unlocks the store from then on is the new one."""
    from pmdesk.store.keys import seal_key

    ctx.check()
    with session.using() as opened:
        opened.store.change_password(opened.actor, old, new)
        return replace(opened, sealed=seal_key(opened.store.key, new))


def read_audit(
    ctx: JobContext, session: StoreSession, before: int | None = None, limit: int | None = None
) -> AuditPage:
    """A page of the log, for an administrator."""
    ctx.check()
    with session.using() as opened:
        found = opened.store.audit_entries(
            opened.store.present(opened.actor), before=before, limit=None if limit is None else limit + 1
        )
        is_all = limit is None or len(found) <= limit
        return AuditPage(found if is_all else found[:limit], opened.store.audit_head(), is_all)


def export_audit(ctx: JobContext, session: StoreSession, target: Path) -> Path:
    """The whole log as CSV, oldest first; that it was exported is in the log."""
    from pmdesk.store.audit import Action

    page = read_audit(ctx, session)
    ctx.progress(0.5, "stage.write")
    with session.using() as opened:
        opened.store.log(opened.actor, Action.EXPORT, "audit", entries=len(page.entries))
    with atomic_write(target) as temporary:
        temporary.write_text(audit_csv(page.entries[::-1]), encoding="utf-8-sig", newline="")
    return target


def verify_store(ctx: JobContext, session: StoreSession) -> "StoreReport":
    """Check every page, every reference and the audit log of the open store; others go on working."""
    from pmdesk.store.checking import check_with_key

    with session.using() as opened:
        return check_with_key(opened.store.path, opened.store.key, None, ctx)


def back_up_store(ctx: JobContext, session: StoreSession, target: Path) -> "tuple[Path, StoreReport]":
    """A checked copy of the open store."""
    from pmdesk.store.backup import back_up

    with session.using() as opened:
        return back_up(opened.store, opened.store.present(opened.actor), target, ctx)


@dataclass(frozen=True)
class Restorer:
    """Who restores: ``admitted`` by the store that was open until now, or by name and password."""

    admitted: str = ""
    user: str = ""
    password: str = field(default="", repr=False)


def restore_store(
    ctx: JobContext, backup: Path, passphrase: str, target: Path, restorer: Restorer
) -> "Restored":
    """Put a backup in the place of a store that nobody has open."""
    from pmdesk.store.backup import restore
    from pmdesk.store.restoring import admit_restorer

    who = restorer.admitted or admit_restorer(backup, passphrase, target, restorer.user, restorer.password)
    return restore(backup, passphrase, target, ctx, who)


def renew_open_passphrase(ctx: JobContext, opened: SignedIn, old: str, new: str) -> Reopened:
    """Change the passphrase of a store that the window has just given up, and open it again in any case."""
    from pmdesk.store.store import Store

    path, key = opened.store.path, opened.store.key
    try:
        opened.store.require(opened.store.present(opened.actor), Right.ADMINISTER, what="passphrase")
    except PmdeskError as refused:
        return Reopened(opened, refused)
    opened.store.close()
    error, in_keyring = None, True
    try:
        key, in_keyring = renew_passphrase(ctx, path, old, new, opened.actor)
    except PmdeskError as problem:
        error = problem
    return Reopened(_with_store(opened, Store.open_with_key(path, key)), error, in_keyring)


def _with_store(opened: SignedIn, store: "Store") -> SignedIn:
    """The same user in the store as it was opened again; the key sealed before does not open it any more."""
    is_same_key = store.key == opened.store.key
    return SignedIn(store, opened.actor, opened.lineage, opened.sealed if is_same_key else None)
