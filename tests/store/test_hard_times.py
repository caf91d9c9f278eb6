"""Crashes, full and read-only disks, neighbours: nothing committed is lost, and the file opens."""

import json
import shutil
import subprocess
import sys
import threading

import pytest
from sqlalchemy import event
from sqlcipher3 import dbapi2 as sqlcipher

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.store.backup import back_up
from pmdesk.store.checking import check_file
from pmdesk.store.failures import said_plainly
from pmdesk.store.repository import PatientKey, Repository
from pmdesk.store.store import Store
from tests.helpers.repository import REPOSITORY
from tests.store.conftest import PASSPHRASE
from tests.store.patients import record

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


def python(program: str, *arguments: object, **more) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        **more,
    )


@posix_only
@pytest.mark.parametrize("rounds", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_random_moments_nothing_committed_is_lost(rounds):
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.store_crash", "--rounds", str(rounds), "--seed", str(rounds)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    result = json.loads(done.stdout)
    assert result["acknowledged"] > rounds
    assert (result["lost"], result["unreadable"], result["unsound"]) == (0, 0, 0), result


WRITES_UNTIL_FULL = """
import resource, signal, sys
from pathlib import Path
from pmdesk.core.errors import PmdeskError
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store
from tests.store.patients import record
path, passphrase = Path(sys.argv[1]), sys.argv[2]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
count = 0
with Store.open(path, passphrase) as store:
    repository = Repository(store, store.workstation())
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        while count < 5000:
            repository.add_patient(record())
            count += 1
    except PmdeskError as error:
        print(error.code.value)
print(count)
"""


@posix_only
def test_a_disk_that_takes_no_more_is_said_and_what_was_committed_stays(store):
    store.close()
    with python(WRITES_UNTIL_FULL, store.path, PASSPHRASE) as writer:
        said = writer.communicate()[0].split()
    assert writer.returncode == 0
    code, count = said
    assert code in (ErrorCode.WRITE_FAILED.value, ErrorCode.DISK_FULL.value)
    assert int(count) > 0
    report = check_file(store.path, PASSPHRASE)
    assert report.is_sound
    assert report.patients == int(count)


@pytest.mark.parametrize(("free", "code"), [(0, ErrorCode.DISK_FULL), (10**9, ErrorCode.WRITE_FAILED)])
def test_an_input_output_error_on_a_full_disk_is_called_that(tmp_path, monkeypatch, free, code):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - free, free))
    with pytest.raises(FailedError) as error, said_plainly(tmp_path / "s.store"):
        raise sqlcipher.OperationalError("disk I/O error")
    assert error.value.code is code


BACKS_UP_TO_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from pmdesk.core.errors import PmdeskError
from pmdesk.store.backup import back_up
from pmdesk.store.store import Store
path, passphrase = Path(sys.argv[1]), sys.argv[2]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store.open(path, passphrase) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    try:
        back_up(store, store.workstation(), path.with_name("copy.store"))
    except PmdeskError as error:
        print(error.code.value)
"""


@posix_only
def test_a_backup_that_does_not_fit_on_the_disk_is_said_and_leaves_nothing(store, tmp_path):
    with python(BACKS_UP_TO_A_FULL_DISK, store.path, PASSPHRASE) as writer:
        said = writer.communicate()[0].split()
    assert writer.returncode == 0
    assert said in ([ErrorCode.WRITE_FAILED.value], [ErrorCode.DISK_FULL.value])
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def test_a_full_disk_is_said_and_the_store_goes_on_when_there_is_room(store, repository):
    limit = {"pages": 0}

    @event.listens_for(store._engine, "checkout")
    def _limit(connection, *_):
        connection.execute(f"PRAGMA max_page_count = {limit['pages'] or 4294967294}")

    first = repository.add_patient(record())
    limit["pages"] = 1
    many = [record(name=f"Name{number}") for number in range(200)]
    with pytest.raises(FailedError) as error:
        repository.add_patients(many)
    assert error.value.code is ErrorCode.DISK_FULL
    limit["pages"] = 0
    assert repository.count() == 1
    assert repository.open_patient(first.key).record == record()
    repository.add_patients(many)
    assert check_file(store.path, PASSPHRASE).is_sound


READS_ONLY = """
import os, shutil, sys, tempfile
from pathlib import Path
from pmdesk.core.errors import PmdeskError
from pmdesk.store.backup import restore
from pmdesk.store.checking import check_file
from pmdesk.store.store import Store
backup, passphrase = Path(sys.argv[1]), sys.argv[2]
folder = Path(tempfile.mkdtemp())
copy = folder / "a.store"
shutil.copyfile(backup, copy)
copy.chmod(0o444)
folder.chmod(0o555)
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    Store.open(copy, passphrase)
except PmdeskError as error:
    print(error.code.value)
print(check_file(copy, passphrase).patients)
try:
    restore(copy, passphrase, folder / "b.store")
except PmdeskError as error:
    print(error.code.value)
print(len(list(folder.iterdir())))
os.seteuid(os.getuid())
folder.chmod(0o755)
shutil.rmtree(folder)
"""


@posix_only
def test_on_a_read_only_disk_the_store_is_refused_and_can_be_checked(store, repository, tmp_path):
    repository.add_patient(record())
    backup, _ = back_up(store, store.workstation(), tmp_path / "b.store")
    with python(READS_ONLY, backup, PASSPHRASE) as reader:
        said = reader.communicate()[0].split()
    assert said == ["store.read_only", "1", "file.write_failed", "1"]


WRITES_SLOWLY = """
import sys
from pathlib import Path
from sqlalchemy import text
from pmdesk.store.store import Store
with Store.open(Path(sys.argv[1]), sys.argv[2]) as store, store.writing() as connection:
    connection.execute(text("UPDATE patients SET name = 'By the other'"))
    print("writing", flush=True)
    sys.stdin.readline()
print("written", flush=True)
"""


def test_while_another_process_writes_one_reads_and_waits_to_write(store, repository):
    patient = repository.add_patient(record(name="Before"))
    with python(WRITES_SLOWLY, store.path, PASSPHRASE) as other:
        assert other.stdout.readline() == "writing\n"
        # Reading goes on, on the state before.
        assert [hit.name for hit in repository.patients()] == ["Before"]
        # One that does not want to wait is told.
        with Store.open(store.path, PASSPHRASE, busy_timeout_s=0.1) as hasty:
            with pytest.raises(FailedError) as error:
                Repository(hasty, hasty.workstation()).open_patient(patient.key)
            assert error.value.code is ErrorCode.STORE_BUSY
        # One that waits gets its turn.
        threading.Timer(0.3, lambda: (other.stdin.write("\n"), other.stdin.flush())).start()
        repository.add_patient(record(name="Waited"))
        assert other.stdout.readline() == "written\n"
    assert [hit.name for hit in repository.patients()] == ["By the other", "Waited"]


WRITES_MANY = """
import sys
from pathlib import Path
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store
from tests.store.patients import record
with Store.open(Path(sys.argv[1]), sys.argv[2]) as store:
    repository = Repository(store, store.workstation())
    for number in range(40):
        repository.add_patient(record(name=f"{sys.argv[3]} {number}"))
"""


def test_two_processes_that_write_at_once_both_have_everything_in(store, repository):
    others = [python(WRITES_MANY, store.path, PASSPHRASE, name) for name in ("first", "second")]
    for other in others:
        other.communicate()
        assert other.returncode == 0
    assert repository.count() == 80
    report = check_file(store.path, PASSPHRASE)
    assert report.is_sound
    assert report.chain.entries == 81


def test_threads_of_one_window_do_not_disturb_each_other(store, repository):
    def enter() -> None:
        for _ in range(10):
            repository.add_patient(record())

    threads = [threading.Thread(target=enter) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert repository.count() == 30
    assert repository.open_patient(PatientKey(30)).record == record()


@posix_only
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_store_that_vanishes_while_open_is_said_and_nothing_counts_as_saved(store, repository, how):
    repository.add_patient(record())
    path = store.path
    elsewhere = path.with_name("elsewhere")
    if how == "deleted":
        path.unlink()
    else:
        path.rename(elsewhere)
    if how == "replaced":
        path.write_bytes(b"something else")
    with pytest.raises(FailedError) as error:
        repository.add_patient(record())
    assert error.value.code is ErrorCode.STORE_GONE
    if how == "moved":
        elsewhere.rename(path)
        repository.add_patient(record())
        assert repository.count() == 2
