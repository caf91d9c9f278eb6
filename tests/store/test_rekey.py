"""Another passphrase: everything is there under the new one, and at no moment does neither open the store."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from pmdesk.core.errors import ErrorCode, FailedError, InputError, PmdeskError, RefusedError
from pmdesk.core.progress import NullContext
from pmdesk.services.store_admin import renew_passphrase
from pmdesk.store import backup, keyring_access, rekey
from pmdesk.store.checking import check_file
from pmdesk.store.repository import Repository
from pmdesk.store.roles import Role
from pmdesk.store.store import Store
from tests.helpers.repository import REPOSITORY
from tests.store.conftest import PASSPHRASE
from tests.store.full_record import full_record

NEW = "another passphrase 新的"
PASSWORD = "long enough 够长"


@pytest.fixture
def filled(store, repository):
    """A closed store with one patient; the path and who may administer it."""
    repository.add_patient(full_record())
    actor = store.workstation()
    store.close()
    return store.path, actor


def opens_with(path):
    """Which passphrase opens the store, and that it is whole."""
    fits = []
    for passphrase in (PASSPHRASE, NEW):
        with suppress(InputError):
            report = check_file(path, passphrase)
            assert report.is_sound
            assert report.patients == 1
            fits.append(passphrase)
    (only,) = fits
    return only


def test_everything_is_there_under_the_new_passphrase_only(filled):
    path, actor = filled
    head = check_file(path, PASSPHRASE).chain.head
    rekey.change_passphrase(path, PASSPHRASE, NEW, actor)
    assert opens_with(path) == NEW
    assert check_file(path, NEW, head).is_sound
    with Store.open(path, NEW) as store:
        repository = Repository(store, store.workstation())
        (hit,) = repository.search("quell")
        assert repository.open_patient(hit.key).record == full_record()
        assert [entry.action for entry in store.audit_entries(actor)][1] == "passphrase"
        with store.reading() as connection:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        assert mode == "wal"
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0


def test_half_files_of_a_killed_change_are_cleared_away_and_nothing_else_is(filled):
    path, actor = filled
    half = [path.with_name(name) for name in (".pmdesk-ab3_xyz9.store", ".pmdesk-ab3_xyz9.store-journal")]
    others = [
        ".pmdesk-2026.store",
        "pmdesk-ab3_xyz9.store",
        ".other-ab3_xyz9.store",
        ".pmdesk-ab3_xyz9.storey",
    ]
    kept = [path.with_name(name) for name in others]
    for each in (*half, *kept):
        each.write_bytes(b"x")
    rekey.change_passphrase(path, PASSPHRASE, NEW, actor)
    assert opens_with(path) == NEW
    assert not any(each.exists() for each in half)
    assert all(each.exists() for each in kept)


def test_a_backup_keeps_the_passphrase_it_was_made_with(filled, tmp_path):
    path, actor = filled
    with Store.open(path, PASSPHRASE) as store:
        copy, _ = backup.back_up(store, actor, tmp_path / "copy.store")
    rekey.change_passphrase(path, PASSPHRASE, NEW, actor)
    assert opens_with(copy) == PASSPHRASE


def test_what_cannot_be_is_refused_and_the_old_passphrase_holds(filled):
    path, actor = filled
    reader = type(actor)("rolf", Role.READER)

    def refused(*arguments):
        with pytest.raises(PmdeskError) as error:
            rekey.change_passphrase(*arguments)
        return error.value.code

    assert refused(path, "wrong", NEW, actor) is ErrorCode.STORE_WRONG_PASSPHRASE
    assert refused(path, PASSPHRASE, " ", actor) is ErrorCode.STORE_PASSPHRASE_MISSING
    assert refused(path, PASSPHRASE, NEW, reader) is ErrorCode.STORE_NOT_ALLOWED
    assert refused(path.with_name("absent"), PASSPHRASE, NEW, actor) is ErrorCode.FILE_NOT_FOUND
    assert opens_with(path) == PASSPHRASE


@pytest.mark.skipif(sys.platform == "win32", reason="there the system refuses")
def test_a_store_that_somebody_has_open_is_not_touched(filled):
    path, actor = filled
    with Store.open(path, PASSPHRASE), pytest.raises(RefusedError) as error:
        rekey.change_passphrase(path, PASSPHRASE, NEW, actor)
    assert error.value.code is ErrorCode.STORE_IN_USE
    assert opens_with(path) == PASSPHRASE


@pytest.mark.parametrize("step", ["_export", "_note", "check_with_key", "require_sound"])
def test_a_step_that_fails_leaves_the_old_store_and_no_half_file(filled, monkeypatch, step):
    path, actor = filled
    real, calls = getattr(rekey, step), []

    def fails_on_the_new_file(*arguments, **named):
        calls.append(arguments)
        if step in ("check_with_key", "require_sound") and len(calls) == 1:
            return real(*arguments, **named)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rekey, step, fails_on_the_new_file)
    with pytest.raises(FailedError) as error:
        rekey.change_passphrase(path, PASSPHRASE, NEW, actor)
    assert error.value.code is ErrorCode.DISK_FULL
    assert opens_with(path) == PASSPHRASE
    assert {item.name for item in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


CHANGES_PASSPHRASE = """
import sys
from pathlib import Path
from pmdesk.store.rekey import change_passphrase
from pmdesk.store.roles import Actor, Role
print("ready", flush=True)
sys.stdin.readline()
change_passphrase(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Actor("a", Role.ADMINISTRATOR))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(n, marks=pytest.mark.slow) for n in range(6, 40))]
)
def test_killed_at_any_moment_one_of_the_two_opens_it(filled, seed):
    path, _ = filled
    with subprocess.Popen(
        [sys.executable, "-c", CHANGES_PASSPHRASE, str(path), PASSPHRASE, NEW],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        child.stdout.readline()
        child.stdin.write("\n")
        child.stdin.flush()
        time.sleep(random.Random(seed).uniform(0.2, 1.2))
        child.send_signal(signal.SIGKILL)
        child.wait()
    passphrase = opens_with(path)
    with Store.open(path, passphrase) as store:
        repository = Repository(store, store.workstation())
        assert repository.open_patient(repository.search("quell")[0].key).record == full_record()


class Keyring:
    """Stands for the keyring of a system."""

    priority = 1

    def __init__(self):
        self.kept = {}

    def get_password(self, service, account):
        return self.kept.get((service, account))

    def set_password(self, service, account, password):
        self.kept[service, account] = password

    def delete_password(self, service, account):
        del self.kept[service, account]


@pytest.fixture
def keyring(monkeypatch):
    library = pytest.importorskip("keyring")
    made = Keyring()
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(library, name, getattr(made, name))
    return made


def test_the_keyring_follows_where_it_held_the_old_passphrase(filled, keyring):
    path, actor = filled
    assert keyring_access.remember_passphrase(path, PASSPHRASE)
    assert renew_passphrase(NullContext(), path, PASSPHRASE, NEW, actor)[1]
    assert keyring_access.remembered_passphrase(path) == NEW
    assert keyring_access.forget_passphrase(path)
    assert not keyring_access.forget_passphrase(path)
    assert renew_passphrase(NullContext(), path, NEW, PASSPHRASE, actor)[1]
    assert keyring.kept == {}


def test_without_a_keyring_it_is_said_and_nothing_breaks(filled, monkeypatch):
    path, actor = filled
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert keyring_access.remembered_passphrase(path) is None
    assert not keyring_access.forget_passphrase(path)
    assert not renew_passphrase(NullContext(), path, PASSPHRASE, NEW, actor, remember=True)[1]
    assert opens_with(path) == NEW


def test_the_mask_of_a_sealed_key_is_never_the_same(filled):
    from pmdesk.store.keys import FileKey, open_key, seal_key

    key = FileKey(os.urandom(32), os.urandom(16))
    first, second = seal_key(key, PASSWORD), seal_key(key, PASSWORD)
    assert first.sealed != second.sealed
    assert open_key(first, PASSWORD) == open_key(second, PASSWORD) == key
    assert open_key(first, "wrong") != key
    assert key.key.hex() not in repr(first)
