"""From an older version of the tables to this one, in one transaction: a crash leaves the older version whole."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.store.schema import metadata

VERSION_TABLE = "alembic_version"


def newest_version() -> int:
    """The version of the tables that this program writes."""
    head = _scripts().get_current_head()
    assert head is not None
    return int(head)


def version_of(connection: Connection, path: Path) -> int:
    """The version of a store's tables.

    Raises
    ------
    InputError
        ``STORE_WRONG_TYPE``: the file opens, and is no store.
    """
    if not inspect(connection).has_table(VERSION_TABLE):
        raise InputError(ErrorCode.STORE_WRONG_TYPE, path=str(path))
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None or not revision.isdecimal():
        raise InputError(ErrorCode.STORE_WRONG_TYPE, path=str(path))
    return int(revision)


def refuse_newer(version: int, path: Path) -> None:
    """Raise ``STORE_NEWER`` for a file that a later pmdesk has written; reading it wrongly would be worse."""
    if version > newest_version():
        raise RefusedError(ErrorCode.STORE_NEWER, path=str(path), found=version, limit=newest_version())


def migrate(connection: Connection, to: int | None = None) -> None:
    """Bring the tables to version ``to`` (the newest by default) inside the connection's open transaction."""
    scripts = _scripts()
    target = str(to or newest_version()).zfill(4)

    def steps(revision: object, _context: MigrationContext) -> list[RevisionStep]:
        return list(scripts._upgrade_revs(target, revision))  # type: ignore[arg-type]

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        environment.run_migrations()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(Path(__file__).parent)
