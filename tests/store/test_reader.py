"""What a reader may do by command: look. Everything else ends with exit code 3, a reason on stderr, and in the log."""

import json

import pytest

from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.store.audit import Action
from pmdesk.store.backup import back_up
from pmdesk.store.repository import PatientChange, Repository
from pmdesk.store.restoring import admit_restorer
from pmdesk.store.users import Role
from tests.store.conftest import PASSPHRASE
from tests.store.patients import SERIES, analysed, dossier, record
from tests.store.test_command_line import REFUSED, desk, file, secret, staffed

__all__ = ["desk", "file", "staffed"]

OWN = "his own password"


@pytest.fixture
def with_reader(staffed, file, tmp_path):
    """The store of ada, with a patient, and rolf, who may look at it."""
    assert staffed("ada", "import", file)[0] == 0
    added = staffed("ada", "add-user", "rolf", "--role", "reader", "--password-file", secret(tmp_path, OWN))
    assert added[0] == 0

    def rolf(*words):
        return staffed("rolf", *words, password=OWN)

    return rolf


@pytest.mark.parametrize(
    ("words", "right", "subject"),
    [
        (("export", "{out}"), "export", "store"),
        (("export", "{out}", "--number", "nobody's"), "export", "store"),
        (("import", "{file}"), "change", "store"),
        (("import", "{absent}"), "change", "store"),
        (("backup", "{out}"), "administer", "store"),
        (("restore", "{copy}"), "administer", "store"),
        (("users",), "administer", "store"),
        (
            ("add-user", "eve", "--role", "administrator", "--password-file", "{secret}"),
            "administer",
            "user/eve",
        ),
        (("add-user", "eve", "--role", "administrator"), "administer", "user/eve"),
        (("set-role", "rolf", "--role", "administrator"), "administer", "user/rolf"),
        (("remove-user", "ada"), "administer", "user/ada"),
        (("passwd", "ada", "--password-file", "{secret}"), "administer", "user/ada"),
        (("passphrase", "--new-passphrase-file", "{secret}"), "administer", "store"),
        (("audit",), "administer", "audit"),
        (("audit", "--csv"), "administer", "audit"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_it_is_refused_said_and_logged(with_reader, staffed, file, tmp_path, words, right, subject):
    assert staffed("ada", "backup", tmp_path / "copy.store")[0] == 0
    before = len(staffed("ada", "audit", "--json")[1]["entries"])
    named = {
        "out": tmp_path / "out",
        "file": file,
        "absent": tmp_path / "absent.json",
        "copy": tmp_path / "copy.store",
        "secret": secret(tmp_path, "a new secret"),
    }
    given = [word.format(**named) for word in words]
    code, out, err = with_reader(*given)
    assert (code, out) == (REFUSED, "")
    assert "rolf has not the right to do this" in err
    code, out, err = with_reader(*given, *([] if "--csv" in given else ["--json"]))
    assert code == REFUSED
    assert "rolf has not the right to do this" in err
    assert not (tmp_path / "out").exists()
    entries = staffed("ada", "audit", "--json")[1]["entries"][before:]
    refused = [entry for entry in entries if entry["action"] == "refused"]
    assert [(one["who"], one["subject"]) for one in refused] == [("rolf", subject)] * 2
    assert json.loads(refused[0]["details"])["right"] == right
    # nothing but sign-ins and refusals
    assert {entry["action"] for entry in entries} == {"sign_in", "refused"}


def test_a_reader_changes_the_own_password_and_checks_the_store(with_reader, desk, tmp_path):
    assert with_reader("passwd", "--password-file", secret(tmp_path, "another password"))[0] == 0
    assert desk("verify")[0] == 0


def test_the_reason_is_chinese_when_asked(with_reader):
    code, _, err = with_reader("audit", "--lang", "zh")
    assert code == REFUSED
    assert "没有执行此操作的权限" in err


@pytest.fixture
def rolf(store, repository):
    """The store as a reader sees it."""
    repository.save_series(
        repository.save_dossier(repository.add_patient(record()), dossier()), SERIES, analysed()
    )
    store.add_user(store.workstation(), "ada", "long enough", Role.ADMINISTRATOR)
    store.add_user(store.sign_in("ada", "long enough"), "rolf", "long enough", Role.READER)
    return Repository(store, store.sign_in("rolf", "long enough"))


def last_entry(store):
    entry = store.audit_entries(store.sign_in("ada", "long enough"), limit=2)[1]
    return entry.who, entry.action, entry.subject


def test_through_the_store_itself_a_reader_looks_and_changes_nothing(store, rolf):
    patient = rolf.open_patient(1)
    assert rolf.load_series(1, SERIES) == analysed()
    assert rolf.kept_series(1) == (SERIES,)
    assert rolf.load_dossier(1) == dossier()
    assert len(rolf.search("Quell")) == 1
    for work, subject in (
        (lambda: rolf.add_patient(record()), "store"),
        (lambda: rolf.save(None, PatientChange(record())), "store"),
        (lambda: rolf.save(patient, PatientChange(record())), "patient/1"),
        (lambda: rolf.save_record(patient, record()), "patient/1"),
        (lambda: rolf.save_dossier(patient, dossier()), "patient/1"),
        (lambda: rolf.save_series(patient, SERIES, analysed()), "patient/1"),
        (lambda: rolf.export_patient(1), "patient/1"),
    ):
        with pytest.raises(RefusedError) as refused:
            work()
        assert refused.value.code is ErrorCode.STORE_NOT_ALLOWED
        assert last_entry(store) == ("rolf", Action.REFUSED, subject)
    assert rolf.open_patient(1).revision == patient.revision


def test_a_clinician_administers_nothing(store, rolf):
    ada = store.sign_in("ada", "long enough")
    store.set_role(ada, "rolf", Role.CLINICIAN)
    cleo = store.present(store.sign_in("rolf", "long enough"))
    for work in (
        lambda: store.add_user(cleo, "x", "long enough", Role.READER),
        lambda: store.reset_password(cleo, "ada", "long enough"),
        lambda: store.audit_entries(cleo),
        lambda: back_up(store, cleo, store.path.with_name("b.store")),
    ):
        with pytest.raises(RefusedError):
            work()
    assert Repository(store, cleo).export_patient(1).record == record()


def test_who_restores_is_asked_by_the_store_that_is_replaced_or_else_by_the_backup(store, rolf, tmp_path):
    backup, _ = back_up(store, store.sign_in("ada", "long enough"), tmp_path / "copy.store")
    store.close()
    nowhere = tmp_path / "new.store"
    for target in (store.path, nowhere):
        assert admit_restorer(backup, PASSPHRASE, target, "ada", "long enough") == "ada"
        for name, password in (("", ""), ("ada", "wrong"), ("eve", "long enough")):
            with pytest.raises(InputError) as failed:
                admit_restorer(backup, PASSPHRASE, target, name, password)
            assert failed.value.code is ErrorCode.STORE_SIGN_IN_FAILED
        with pytest.raises(RefusedError):
            admit_restorer(backup, PASSPHRASE, target, "rolf", "long enough")
    # what is there cannot be read: the backup is asked, and nothing is changed
    store.path.write_bytes(b"x" * 8192)
    assert admit_restorer(backup, PASSPHRASE, store.path, "ada", "long enough") == "ada"
    assert not nowhere.exists()


def test_a_store_without_users_is_restored_by_whoever_knows_its_passphrase(store, tmp_path):
    backup, _ = back_up(store, store.workstation(), tmp_path / "copy.store")
    assert admit_restorer(backup, PASSPHRASE, store.path) == "workstation"
    with pytest.raises(InputError):
        admit_restorer(backup, "wrong", store.path)
    with pytest.raises(InputError):
        admit_restorer(tmp_path / "absent", PASSPHRASE, tmp_path / "absent")
