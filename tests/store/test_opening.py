"""A store that cannot be opened is said to be so, and stays as it is."""

import os
import sqlite3
import sys

import pytest
from sqlalchemy import text

from pmdesk.core.errors import ErrorCode, InputError, PmdeskError, RefusedError
from pmdesk.store.connection import make_engine
from pmdesk.store.keys import derive_key
from pmdesk.store.migrations import migrate, newest_version, version_of
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store, _build
from tests.store.conftest import PASSPHRASE
from tests.store.patients import record


def code_of(path, passphrase=PASSPHRASE):
    with pytest.raises(PmdeskError) as error:
        Store.open(path, passphrase)
    return error.value.code


def test_a_wrong_passphrase_is_said_and_nothing_else_is_written(store, capfd):
    before = store.path.read_bytes()
    with pytest.raises(InputError) as error:
        Store.open(store.path, "another")
    assert error.value.code is ErrorCode.STORE_WRONG_PASSPHRASE
    assert store.path.read_bytes() == before
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("passphrase", ["", "   "])
def test_a_store_without_a_passphrase_is_not_made(tmp_path, passphrase):
    with pytest.raises(InputError) as error:
        Store.create(tmp_path / "new.store", passphrase)
    assert error.value.code is ErrorCode.STORE_PASSPHRASE_MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_passphrase_typed_with_another_input_method_opens(tmp_path):
    Store.create(tmp_path / "a.store", "café 中１").close()
    Store.open(tmp_path / "a.store", "cafe\u0301 中1").close()


def test_a_second_store_is_not_made_over_the_first(store, repository):
    repository.add_patient(record())
    with pytest.raises(InputError) as error:
        Store.create(store.path, PASSPHRASE)
    assert error.value.code is ErrorCode.STORE_EXISTS
    assert repository.count() == 1


def test_what_is_no_store_is_said(tmp_path):
    plain, short, empty, noise = (tmp_path / name for name in ("plain.db", "short", "empty", "noise"))
    connection = sqlite3.connect(plain)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    short.write_bytes(b"abc")
    empty.touch()
    noise.write_bytes(os.urandom(8192))
    assert code_of(tmp_path / "absent") is ErrorCode.FILE_NOT_FOUND
    assert code_of(tmp_path) is ErrorCode.STORE_WRONG_TYPE
    assert code_of(plain) is ErrorCode.STORE_WRONG_TYPE
    assert code_of(short) is ErrorCode.STORE_WRONG_TYPE
    assert code_of(empty) is ErrorCode.FILE_EMPTY
    assert code_of(noise) is ErrorCode.STORE_WRONG_PASSPHRASE


def test_a_store_of_a_newer_version_is_refused_and_stays_as_it_is(store):
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(RefusedError) as error:
        Store.open(store.path, PASSPHRASE)
    assert error.value.code is ErrorCode.STORE_NEWER
    assert error.value.params["found"] == 99
    assert store.path.read_bytes() == before


def first_version(path):
    """A store as version 1 wrote it, with one patient."""
    key = derive_key(PASSPHRASE, os.urandom(16))
    path.touch()
    _build(path, key, version=1)
    engine = make_engine(path, key)
    with engine.connect() as connection, connection.begin():
        assert version_of(connection, path) == 1
        connection.execute(
            text(
                "INSERT INTO patients (number, name, birth_date, revision, changed_at) "
                "VALUES ('MR-1', 'Alt^Anna=老^安', '1950-02-03', 7, '2026-01-01')"
            )
        )
    engine.dispose()
    return key


def test_a_store_of_version_1_is_brought_to_the_present_one(tmp_path):
    path = tmp_path / "old.store"
    first_version(path)
    with Store.open(path, PASSPHRASE) as store:
        repository = Repository(store, store.workstation())
        for typed in ("alt", "anna", "老", "mr-1"):
            (hit,) = repository.search(typed)
            assert hit.name == "Alt^Anna=老^安"
        assert repository.open_patient(hit.key).revision == 7
        with store.reading() as connection:
            assert version_of(connection, path) == newest_version()


def test_a_migration_that_breaks_off_leaves_the_older_version_whole(tmp_path):
    path = tmp_path / "old.store"
    engine = make_engine(path, first_version(path))

    class BrokenOffError(Exception):
        pass

    def broken_off():
        with engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                migrate(connection)
                raise BrokenOffError

    with pytest.raises(BrokenOffError):
        broken_off()
    with engine.connect() as connection:
        assert version_of(connection, path) == 1
        tables = connection.execute(text("SELECT name FROM sqlite_master")).scalars().all()
        assert "search_keys" not in tables
    engine.dispose()


def test_the_migrations_end_at_the_tables_that_the_program_knows(store):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from pmdesk.store.schema import metadata

    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_settings_that_make_it_crash_safe_are_on(store):
    with store.reading() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "busy_timeout")
        }
    full, on, memory = 2, 1, 2
    assert asked == {
        "journal_mode": "wal", "synchronous": full, "foreign_keys": on, "temp_store": memory, "busy_timeout": 10_000,
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_the_file_is_its_owners_alone(store):
    assert store.path.stat().st_mode & 0o077 == 0
