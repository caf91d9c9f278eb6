"""Who may put a backup in the place of a store."""

from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError, PmdeskError, RefusedError
from pmdesk.store import users
from pmdesk.store.audit import Action
from pmdesk.store.checking import reading_engine
from pmdesk.store.connection import read_salt
from pmdesk.store.failures import said_plainly
from pmdesk.store.keys import derive_key
from pmdesk.store.migrations import newest_version, refuse_newer, version_of
from pmdesk.store.roles import WORKSTATION, Actor, Right
from pmdesk.store.store import Store


def admit_restorer(backup: Path, passphrase: str, target: Path, name: str = "", password: str = "") -> str:
    """The one who restores, for the audit log: an administrator, where there are users.

    The store that is to be replaced says who may; where there is none, or it cannot be read with this passphrase,
    the backup does. Neither is changed, but for the entry of a refusal.

    Raises
    ------
    InputError
        ``STORE_SIGN_IN_FAILED``: somebody has to sign in, or name or password is wrong; or the backup cannot be read.
    RefusedError
        ``STORE_NOT_ALLOWED``: the user is no administrator.
    """
    asked = target if target.exists() else backup
    try:
        actor, version = _prove(asked, passphrase, name, password)
    except (OSError, PmdeskError) as error:
        if asked is backup or getattr(error, "code", None) is ErrorCode.STORE_SIGN_IN_FAILED:
            raise
        asked = backup
        actor, version = _prove(backup, passphrase, name, password)
    try:
        actor.require(Right.ADMINISTER)
    except RefusedError:
        if asked is target and version == newest_version():
            with Store.open(target, passphrase) as store:
                store.log(actor, Action.REFUSED, "store", right=Right.ADMINISTER.value, what="restore")
        raise
    return actor.name


def _prove(path: Path, passphrase: str, name: str, password: str) -> tuple[Actor, int]:
    with said_plainly(path):
        engine = reading_engine(path, derive_key(passphrase, read_salt(path)))
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            version = version_of(connection, path)
            refuse_newer(version, path)
            if not users.has_users(connection):
                return Actor(WORKSTATION, users.Role.ADMINISTRATOR), version
            actor = users.prove(connection, name, password) if name else None
    if actor is None:
        raise InputError(ErrorCode.STORE_SIGN_IN_FAILED, value=name)
    return actor, version
