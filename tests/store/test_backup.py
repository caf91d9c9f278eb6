"""A backup is checked before it counts; a restore takes nothing away."""

import os
import subprocess
import sys
import time

import pytest

from pmdesk.core.errors import ErrorCode, FailedError, InputError, PmdeskError, RefusedError
from pmdesk.store.backup import back_up, restore
from pmdesk.store.checking import check_file
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store
from pmdesk.store.users import Actor, Role
from tests.helpers.repository import REPOSITORY
from tests.store.conftest import PASSPHRASE
from tests.store.patients import record


def names_in(path, passphrase=PASSPHRASE):
    with Store.open(path, passphrase) as store:
        return [hit.name for hit in Repository(store, store.workstation()).patients()]


@pytest.fixture
def backup(store, repository, tmp_path):
    repository.add_patient(record(name="In the backup"))
    target, _ = back_up(store, store.workstation(), tmp_path / "backup.store")
    repository.add_patient(record(name="Entered later"))
    return target


def test_a_backup_made_while_the_store_is_open_is_sound_and_one_file(store, repository, tmp_path):
    repository.add_patient(record())
    folder = tmp_path / "backups"
    folder.mkdir()
    with store.writing():
        pass
    with store.reading():
        target, report = back_up(store, store.workstation(), folder)
    assert list(folder.iterdir()) == [target]
    assert report.is_sound
    assert report.patients == 1
    assert check_file(target, PASSPHRASE) == report
    assert list(folder.iterdir()) == [target]


def test_a_backup_goes_over_nothing(store, backup):
    before = backup.read_bytes()
    with pytest.raises(InputError) as error:
        back_up(store, store.workstation(), backup)
    assert error.value.code is ErrorCode.STORE_EXISTS
    assert backup.read_bytes() == before


def test_a_backup_is_for_administrators(store, tmp_path):
    with pytest.raises(RefusedError) as error:
        back_up(store, Actor("cleo", Role.CLINICIAN), tmp_path / "b.store")
    assert error.value.code is ErrorCode.STORE_NOT_ALLOWED


def test_a_restore_keeps_the_store_that_was_there(store, backup):
    store.close()
    done = restore(backup, PASSPHRASE, store.path)
    assert names_in(store.path) == ["In the backup"]
    assert done.kept is not None
    assert names_in(done.kept) == ["In the backup", "Entered later"]


def test_a_restore_keeps_a_store_that_a_crash_left_with_its_log(store, backup, tmp_path):
    # A copy of the files as a killed process leaves them: what was entered last lies in the write-ahead log alone.
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for suffix in ("", "-wal"):
        source = store.path.with_name(f"{store.path.name}{suffix}")
        (crashed / f"pmdesk.store{suffix}").write_bytes(source.read_bytes())
    done = restore(backup, PASSPHRASE, crashed / "pmdesk.store")
    assert names_in(crashed / "pmdesk.store") == ["In the backup"]
    assert names_in(done.kept) == ["In the backup", "Entered later"]


def test_a_restore_keeps_a_store_that_nobody_can_open(store, backup, tmp_path):
    ruin = tmp_path / "ruin" / "pmdesk.store"
    ruin.parent.mkdir()
    ruin.write_bytes(os.urandom(9999))
    done = restore(backup, PASSPHRASE, ruin)
    assert done.kept.stat().st_size == 9999
    assert names_in(ruin) == ["In the backup"]


def test_a_restore_to_a_new_place_makes_the_store(backup, tmp_path):
    target = tmp_path / "new" / "pmdesk.store"
    assert restore(backup, PASSPHRASE, target).kept is None
    assert names_in(target) == ["In the backup"]


@pytest.mark.skipif(sys.platform == "win32", reason="there the system refuses to rename an open file")
def test_a_store_that_is_open_is_not_replaced(store, repository, backup):
    with pytest.raises(RefusedError) as error:
        restore(backup, PASSPHRASE, store.path)
    assert error.value.code is ErrorCode.STORE_IN_USE
    assert repository.count() == 2


@pytest.mark.parametrize("place", [20, 5000, 40_000, -20])
def test_a_damaged_backup_is_refused_and_the_store_stays(store, backup, place):
    content = bytearray(backup.read_bytes())
    content[place] ^= 0x40
    backup.write_bytes(content)
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(PmdeskError) as error:
        restore(backup, PASSPHRASE, store.path)
    assert error.value.code in (ErrorCode.STORE_DAMAGED, ErrorCode.STORE_WRONG_PASSPHRASE)
    assert store.path.read_bytes() == before
    assert not list(store.path.parent.glob("*before-restore*"))


def test_a_backup_cut_short_is_refused(store, backup):
    backup.write_bytes(backup.read_bytes()[: 4096 * 9 + 100])
    store.close()
    with pytest.raises(FailedError) as error:
        restore(backup, PASSPHRASE, store.path)
    assert error.value.code is ErrorCode.STORE_DAMAGED
    assert names_in(store.path) == ["In the backup", "Entered later"]


def test_a_backup_with_another_passphrase_is_said(store, backup):
    store.close()
    with pytest.raises(InputError) as error:
        restore(backup, "another", store.path)
    assert error.value.code is ErrorCode.STORE_WRONG_PASSPHRASE


def test_a_store_is_not_restored_from_itself(store):
    store.close()
    with pytest.raises(InputError) as error:
        restore(store.path, PASSPHRASE, store.path)
    assert error.value.code is ErrorCode.STORE_EXISTS


def test_a_backup_into_a_folder_that_is_none_leaves_nothing(store, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FailedError) as error:
        back_up(store, store.workstation(), tmp_path / "file" / "b.store")
    assert error.value.code is ErrorCode.WRITE_FAILED


RESTORES = """
import sys
import time
from pathlib import Path
from pmdesk.store.backup import restore
print("restoring", flush=True)
while True:
    restore(Path(sys.argv[1]), sys.argv[3], Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("seconds", [0.15, 0.45, 0.8, 1.1])
def test_a_restore_that_is_killed_leaves_a_store_that_opens(store, backup, seconds):
    store.close()
    program = [sys.executable, "-c", RESTORES, backup, store.path, PASSPHRASE]
    with subprocess.Popen(program, cwd=REPOSITORY, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        time.sleep(seconds)
        other.kill()
    assert check_file(store.path, PASSPHRASE).is_sound
    kept = [store.path, *store.path.parent.glob("*-before-restore-*.store")]
    assert ["In the backup", "Entered later"] in [names_in(path) for path in kept]
