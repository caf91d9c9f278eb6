"""Neither the file, nor what lies beside it, nor a log, nor an error holds a word about a patient."""

import logging
import os
import subprocess
import sys
import traceback

import pytest
from sqlalchemy import text

from pmdesk.core.errors import PmdeskError
from pmdesk.store.backup import back_up
from pmdesk.store.repository import Repository, StoredPatient
from pmdesk.store.users import Role
from tests.store.conftest import PASSPHRASE
from tests.store.patients import SERIES, analysed, dossier, finding, record, rejected

SECRETS = (
    "Quellmann",
    "quellmann",
    "Adelheid",
    "MR-4711",
    "Creatinine",
    "adenocarcinoma",
    "靠近斜裂",
    "nodule-malignancy",
    "gate.thick_slices",
    "2.25.2",
    PASSPHRASE,
)


def forms(secret: str) -> list[bytes]:
    ascii_json = secret.encode("ascii", "backslashreplace")
    return [secret.encode("utf-8"), secret.encode("utf-16-le"), secret.encode("utf-16-be"), ascii_json]


def found_in(content: bytes) -> list[str]:
    return [secret for secret in SECRETS if any(form in content for form in forms(secret))]


@pytest.fixture
def busy_store(store, repository, monkeypatch, tmp_path):
    """A store after work that makes SQLite sort, spill and roll back."""
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    patient = repository.add_patient(record())
    patient = repository.save_dossier(patient, dossier())
    after, event = rejected(finding())
    repository.save_series(patient, SERIES, analysed((after,), (finding(2),), (event,)))
    store.add_user(store.workstation(), "Quellmann ada", "long enough", Role.ADMINISTRATOR)
    store.add_user(
        store.sign_in("Quellmann ada", "long enough"), "Quellmann rolf", "long enough", Role.READER
    )
    reader = Repository(store, store.sign_in("Quellmann rolf", "long enough"))
    with pytest.raises(PmdeskError):
        reader.export_patient(patient.key)
    repository.add_patients([record(number=f"MR-4711-{number}") for number in range(300)])
    with store.reading() as connection:
        connection.execute(text("SELECT * FROM observations, conditions ORDER BY display DESC LIMIT 5")).all()
    with store.writing() as connection:
        connection.execute(text("UPDATE patients SET name = name || 'Quellmann'"))
        connection.get_transaction().rollback()
    back_up(store, store.sign_in("Quellmann ada", "long enough"), tmp_path / "backup.store")
    return store


def test_no_file_holds_a_word_about_a_patient(busy_store, tmp_path):
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"pmdesk.store", "pmdesk.store-wal", "pmdesk.store-shm"}
    assert {path.name: found_in(path.read_bytes()) for path in files} == {path.name: [] for path in files}
    # The scan sees what is there: the same words in clear are found.
    assert found_in(record().model_dump_json().encode()) != []


def test_the_file_looks_like_noise(busy_store):
    busy_store.close()
    content = busy_store.path.read_bytes()
    assert b"SQLite" not in content
    assert b"CREATE TABLE" not in content
    counts = [content.count(bytes([value])) for value in range(256)]
    assert max(counts) < 1.3 * len(content) / 256


@pytest.mark.skipif(sys.platform == "win32", reason="reads the memory map of Linux")
def test_no_temporary_file_is_left_open(busy_store):
    if not os.path.isdir("/proc/self/fd"):  # noqa: PTH112 - links of a process
        pytest.skip("no /proc")
    shown = subprocess.run(["ls", "-l", "/proc/self/fd"], capture_output=True, text=True, check=True).stdout
    assert "etilqs" not in shown


def test_logs_and_errors_name_no_patient(store, repository, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    said = []
    patient = repository.add_patient(record())
    repository.open_patient(patient.key)
    try:
        repository.save_record(StoredPatient(patient.key, 99, record()), record())
    except PmdeskError:
        said.append(traceback.format_exc())
    try:
        with store.writing() as connection:
            connection.execute(
                text("INSERT INTO patients (id, name) VALUES (1, :name)"), {"name": "Quellmann Adelheid"}
            )
    except Exception:  # noqa: BLE001 - whatever it is, it must not tell
        said.append(traceback.format_exc())
    for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    assert len(said) == 2
    out, err = capfd.readouterr()
    # The statement itself stands in this file and so in the traceback; its values must not.
    shown = "\n".join(line for line in said[1].splitlines() if '"name": "Quellmann' not in line)
    assert found_in((caplog.text + said[0] + shown + out + err).encode()) == []
