"""Who may sign in, and how a user proves to be that user."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, func, insert, select, update

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.store import schema
from pmdesk.store.roles import SHORTEST_PASSWORD, WORKSTATION, Actor, Right, Role

__all__ = ["WORKSTATION", "Actor", "Right", "Role"]


_HASHER = PasswordHasher()  # argon2id, RFC 9106 low-memory profile


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


def user_named(connection: Connection, name: str) -> Actor | None:
    """The user as the store knows him now."""
    row = connection.execute(select(schema.users).where(schema.users.c.name == name)).one_or_none()
    return Actor(row.name, Role(row.role)) if row is not None else None


def set_password(connection: Connection, name: str, password: str) -> None:
    """Give a user another password.

    Raises
    ------
    InputError
        ``STORE_USER_INVALID``: no such user, or the password is too short.
    """
    _known(connection, name)
    if len(password) < SHORTEST_PASSWORD:
        raise InputError(ErrorCode.STORE_USER_INVALID, value=name, reason="store.user.password")
    _write(connection, name, password_hash=_HASHER.hash(password))


def set_role(connection: Connection, name: str, role: Role) -> Role:
    """Give a user another role; returns the one before.

    Raises
    ------
    InputError
        ``STORE_USER_INVALID``: no such user, or the last administrator.
    """
    user = _known(connection, name)
    if role is not Role.ADMINISTRATOR:
        _refuse_last_administrator(connection, user)
    _write(connection, name, role=role.value)
    return user.role


def remove_user(connection: Connection, name: str) -> None:
    """Remove a user; what he did stays in the audit log.

    Raises
    ------
    InputError
        ``STORE_USER_INVALID``: no such user, or the last administrator, after whom nobody could administer the store.
    """
    _refuse_last_administrator(connection, _known(connection, name))
    connection.execute(delete(schema.users).where(schema.users.c.name == name))


def _known(connection: Connection, name: str) -> Actor:
    user = user_named(connection, name)
    if user is None:
        raise InputError(ErrorCode.STORE_USER_INVALID, value=name, reason="store.user.unknown")
    return user


def _write(connection: Connection, name: str, **values: str) -> None:
    connection.execute(update(schema.users).where(schema.users.c.name == name).values(**values))


def _refuse_last_administrator(connection: Connection, user: Actor) -> None:
    if user.role is not Role.ADMINISTRATOR:
        return
    others = connection.execute(
        select(func.count())
        .select_from(schema.users)
        .where(schema.users.c.role == Role.ADMINISTRATOR.value, schema.users.c.name != user.name)
    ).scalar_one()
    if not others:
        raise InputError(
            ErrorCode.STORE_USER_INVALID, value=user.name, reason="store.user.last_administrator"
        )


@cache
def _nobodys_hash() -> str:
    """To be checked in the place of a user who is not there, so that both take the same time."""
    return _HASHER.hash("nobody has this password")


def prove(connection: Connection, name: str, password: str) -> Actor | None:
    """The user of that name, or None when name or password is wrong; both take the same time. Nothing is written."""
    row = connection.execute(select(schema.users).where(schema.users.c.name == name)).one_or_none()
    kept = row.password_hash if row is not None else _nobodys_hash()
    try:
        _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return None
    return Actor(row.name, Role(row.role)) if row is not None else None


def check_password(connection: Connection, name: str, password: str) -> Actor | None:
    """As `prove`; a password that was hashed with earlier parameters is hashed anew."""
    actor = prove(connection, name, password)
    if actor is not None:
        of_user = schema.users.c.name == name
        kept = connection.execute(select(schema.users.c.password_hash).where(of_user)).scalar_one()
        if _HASHER.check_needs_rehash(kept):
            _write(connection, name, password_hash=_HASHER.hash(password))
    return actor
