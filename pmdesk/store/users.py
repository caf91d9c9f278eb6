"""Who may do what, and how a user proves to be that user."""

from dataclasses import dataclass
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, func, insert, select, update

from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.store import schema

WORKSTATION = "workstation"
"""Who acts in a store without users: whoever knows its passphrase."""
SHORTEST_PASSWORD = 8

_HASHER = PasswordHasher()  # argon2id, RFC 9106 low-memory profile


class Role(StrEnum):
    READER = "reader"
    CLINICIAN = "clinician"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    VIEW = "view"
    CHANGE = "change"
    EXPORT = "export"
    ADMINISTER = "administer"


_RIGHTS = {
    Role.READER: frozenset({Right.VIEW}),
    Role.CLINICIAN: frozenset({Right.VIEW, Right.CHANGE, Right.EXPORT}),
    Role.ADMINISTRATOR: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A user at work; every entry of the audit log names one."""

    name: str
    role: Role

    def may(self, right: Right) -> bool:
        return right in _RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Raise ``STORE_NOT_ALLOWED`` when the role does not include the right."""
        if not self.may(right):
            raise RefusedError(ErrorCode.STORE_NOT_ALLOWED, value=self.name, reason=right.value)


def has_users(connection: Connection) -> bool:
    return bool(connection.execute(select(func.count()).select_from(schema.users)).scalar())


def all_users(connection: Connection) -> tuple[Actor, ...]:
    rows = connection.execute(select(schema.users.c.name, schema.users.c.role).order_by(schema.users.c.name))
    return tuple(Actor(row.name, Role(row.role)) for row in rows)


def add_user(connection: Connection, name: str, password: str, role: Role) -> None:
    """Enter a user.

    Raises
    ------
    InputError
        ``STORE_USER_INVALID``: the name is empty or taken, the password too short, or the first user of the store is
        no administrator.
    """
    name = name.strip()
    taken = connection.execute(
        select(func.count()).select_from(schema.users).where(schema.users.c.name == name)
    ).scalar()
    for is_wrong, reason in (
        (not name or name == WORKSTATION, "store.user.name"),
        (bool(taken), "store.user.taken"),
        (len(password) < SHORTEST_PASSWORD, "store.user.password"),
        (role is not Role.ADMINISTRATOR and not has_users(connection), "store.user.first"),
    ):
        if is_wrong:
            raise InputError(ErrorCode.STORE_USER_INVALID, value=name, reason=reason)
    connection.execute(
        insert(schema.users), {"name": name, "role": role.value, "password_hash": _HASHER.hash(password)}
    )


def check_password(connection: Connection, name: str, password: str) -> Actor | None:
    """The user of that name, or None when name or password is wrong; both take the same time."""
    row = connection.execute(select(schema.users).where(schema.users.c.name == name)).one_or_none()
    kept = row.password_hash if row is not None else _HASHER.hash("nobody has this password")
    try:
        _HASHER.verify(kept, password)
    except VerificationError:
        return None
    if row is None:
        return None
    if _HASHER.check_needs_rehash(kept):
        connection.execute(
            update(schema.users)
            .where(schema.users.c.name == name)
            .values(password_hash=_HASHER.hash(password))
        )
    return Actor(row.name, Role(row.role))
