"""`pmdesk store`: one command after the other, as an administrator works, and what each refuses."""

import json
import sys

import pytest

from pmdesk.app import cli
from pmdesk.core.errors import ErrorCode
from pmdesk.records.json_file import load_record, save_record
from pmdesk.store.checking import check_file
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store
from tests.store.conftest import PASSPHRASE
from tests.store.patients import SERIES, analysed, dossier, finding, record, rejected

BAD_INPUT, REFUSED, FAILED = 2, 3, 1


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys, qapp):
    """Runs a command in this process; gives exit code, stdout (parsed with --json) and stderr."""
    monkeypatch.setenv("PMDESK_STORE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("PMDESK_STORE", str(tmp_path / "pmdesk.store"))
    monkeypatch.setattr(sys, "stdin", open("/dev/null") if sys.platform != "win32" else open("NUL"))  # noqa: SIM115, PTH123

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["pmdesk", "store", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        code = ended.value.code or 0
        out = json.loads(said.out) if "--json" in words and said.out else said.out
        return code, out, said.err

    yield run
    sys.stdin.close()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "record.json"
    save_record(record(), path)
    return path


def test_a_store_is_made_filled_backed_up_checked_exported_and_restored(desk, file, tmp_path):
    assert desk("init")[0] == 0
    assert desk("import", file)[0] == 0
    code, backup, _ = desk("backup", tmp_path / "copy.store", "--json")
    assert (code, backup["ok"], backup["patients"]) == (0, True, 1)
    code, report, _ = desk("verify", "--head", backup["audit"]["head"], "--json")
    assert (code, report["ok"], report["patients"]) == (0, True, 1)
    assert desk("verify", backup["backup"])[0] == 0
    assert desk("export", tmp_path / "out", "--number", "MR-4711")[0] == 0
    assert load_record(tmp_path / "out" / "patient-000001" / "record.json") == record()
    code, done, _ = desk("restore", backup["backup"], "--json")
    assert code == 0
    assert check_file(tmp_path / "pmdesk.store", PASSPHRASE).is_sound
    assert done["kept"] is not None


def test_an_export_holds_dossier_findings_and_decisions(desk, tmp_path):
    with Store.create(tmp_path / "pmdesk.store", PASSPHRASE) as store:
        repository = Repository(store, store.workstation())
        patient = repository.save_dossier(repository.add_patient(record()), dossier())
        after, event = rejected(finding())
        repository.save_series(patient, SERIES, analysed((after,), (finding(2),), (event,)))
    code, out, _ = desk("export", tmp_path / "out", "--json")
    assert (code, out["patients"]) == (0, 1)
    case = json.loads((tmp_path / "out" / "patient-000001" / "case.json").read_text(encoding="utf-8"))
    (series,) = case["series"]
    assert series["series_uid"] == SERIES
    assert series["findings"][0]["status"] == "rejected"
    assert len(series["reviews"]) == 1
    assert [one["number"] for one in series["hidden"]] == [2]
    assert series["analysis"]["state"] == "done"
    assert series["analysis"]["provenance"]["model"]["version"] == "1.0"
    assert case["dossier"]["studies"][0]["files"][0]["sha256"] == "a" * 64


def test_a_passphrase_comes_from_a_file(desk, tmp_path, monkeypatch):
    monkeypatch.delenv("PMDESK_STORE_PASSPHRASE")
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSPHRASE}\nsecond line\n", encoding="utf-8")
    assert desk("init", "--passphrase-file", secret)[0] == 0
    Store.open(tmp_path / "pmdesk.store", PASSPHRASE).close()
    assert desk("verify", "--passphrase-file", tmp_path / "absent")[0] == BAD_INPUT


def test_without_a_passphrase_and_a_terminal_it_is_asked_for_in_words(desk, tmp_path, monkeypatch):
    monkeypatch.delenv("PMDESK_STORE_PASSPHRASE")
    code, _, err = desk("init")
    assert code == BAD_INPUT
    assert "PMDESK_STORE_PASSPHRASE" in err
    assert not (tmp_path / "pmdesk.store").exists()


def test_no_command_takes_a_secret_as_an_argument(desk):
    for command in ("init", "backup", "restore", "verify", "export", "import", "add-user"):
        _, said, _ = desk(command, "--help")
        assert "--passphrase " not in said
        assert "--password " not in said


def said_code(out):
    return out["error"]["code"]


def test_what_cannot_be_done_is_said_with_its_exit_code(desk, file, tmp_path, monkeypatch):
    assert desk("verify", "--json")[:2] == (
        BAD_INPUT,
        {"error": {"code": "file.not_found", "params": {"path": str(tmp_path / "pmdesk.store")}}},
    )
    assert desk("init")[0] == 0
    assert said_code(desk("init", "--json")[1]) == ErrorCode.STORE_EXISTS
    assert desk("import", file)[0] == 0
    code, out, _ = desk("import", file, "--json")
    assert (code, said_code(out)) == (REFUSED, ErrorCode.STORE_PATIENT_EXISTS)
    code, out, _ = desk("export", tmp_path / "out", "--number", "none", "--json")
    assert (code, said_code(out)) == (BAD_INPUT, ErrorCode.STORE_PATIENT_NOT_FOUND)
    assert not (tmp_path / "out").exists()
    assert desk("verify", "--head", "nonsense")[0] == BAD_INPUT
    assert desk("backup", tmp_path / "pmdesk.store")[0] == BAD_INPUT
    monkeypatch.setenv("PMDESK_STORE_PASSPHRASE", "another")
    for command in (["verify"], ["backup", tmp_path / "b"], ["export", tmp_path / "out"]):
        code, out, _ = desk(*command, "--json")
        assert (code, said_code(out)) == (BAD_INPUT, ErrorCode.STORE_WRONG_PASSPHRASE)


def test_a_broken_file_makes_verify_fail(desk, tmp_path):
    path = tmp_path / "pmdesk.store"
    assert desk("init")[0] == 0
    content = bytearray(path.read_bytes())
    content[4096 * 3 + 77] ^= 1
    path.write_bytes(content)
    code, report, said = desk("verify", "--json")
    assert (code, report["ok"]) == (FAILED, False)
    assert report["pages"]
    assert "damaged" in said
    _, lines, said = desk("verify")
    assert "damaged" in said
    assert "FAILED" in lines
    # what was not looked at is not called whole
    assert "ok " not in lines


def test_two_files_of_one_patient_are_not_entered(desk, file, tmp_path):
    assert desk("init")[0] == 0
    assert desk("import", file, file)[0] == REFUSED
    assert desk("verify", "--json")[1]["patients"] == 0


def test_in_a_store_with_users_one_signs_in(desk, file, tmp_path, monkeypatch):
    monkeypatch.setenv("PMDESK_STORE_PASSWORD", "administrator's own")
    assert desk("init", "--admin", "ada")[0] == 0
    secret = tmp_path / "reader"
    secret.write_text("reader's password", encoding="utf-8")
    added = desk("add-user", "rolf", "--role", "reader", "--user", "ada", "--password-file", secret)
    assert added[0] == 0
    assert desk("import", file)[0] == BAD_INPUT
    assert desk("import", file, "--user", "ada")[0] == 0
    monkeypatch.setenv("PMDESK_STORE_PASSWORD", "reader's password")
    code, out, _ = desk("export", tmp_path / "out", "--user", "rolf", "--json")
    assert (code, said_code(out)) == (REFUSED, ErrorCode.STORE_NOT_ALLOWED)
    code, out, _ = desk("backup", tmp_path / "b.store", "--user", "ada", "--json")
    assert (code, said_code(out)) == (BAD_INPUT, ErrorCode.STORE_SIGN_IN_FAILED)


def test_a_passphrase_is_kept_in_a_keyring_where_there_is_one(desk, monkeypatch, tmp_path):
    keyring = pytest.importorskip("keyring", reason="needs the extra 'keyring'")
    from keyring.backend import KeyringBackend
    from keyring.backends import fail

    class InMemory(KeyringBackend):
        priority = 1

        def __init__(self):
            super().__init__()
            self.kept = {}

        def get_password(self, service, username):
            return self.kept.get((service, username))

        def set_password(self, service, username, password):
            self.kept[service, username] = password

        def delete_password(self, service, username):
            del self.kept[service, username]

    before = keyring.get_keyring()
    try:
        keyring.set_keyring(InMemory())
        assert desk("init", "--keyring")[0] == 0
        monkeypatch.delenv("PMDESK_STORE_PASSPHRASE")
        assert desk("verify")[0] == 0
        keyring.set_keyring(fail.Keyring())
        assert desk("verify")[0] == BAD_INPUT
        monkeypatch.setenv("PMDESK_STORE_PASSPHRASE", PASSPHRASE)
        monkeypatch.setenv("PMDESK_STORE", str(tmp_path / "second.store"))
        code, _, err = desk("init", "--keyring")
        assert code == 0
        assert "keyring" in err
    finally:
        keyring.set_keyring(before)


def test_the_words_are_chinese_when_asked(desk):
    assert desk("init", "--lang", "zh")[0] == 0
    _, _, err = desk("init", "--lang", "zh")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in err)


@pytest.fixture
def staffed(desk, monkeypatch):
    """A store with an administrator, and a way to act as somebody."""
    monkeypatch.setenv("PMDESK_STORE_PASSWORD", "long enough")
    assert desk("init", "--admin", "ada")[0] == 0

    def run_as(user, *words, password="long enough"):
        monkeypatch.setenv("PMDESK_STORE_PASSWORD", password)
        return desk(*words, "--user", user)

    return run_as


def secret(tmp_path, text):
    path = tmp_path / "secret.txt"
    path.write_text(f"{text}\nsecond line\n", encoding="utf-8")
    return path


def test_users_are_entered_listed_changed_and_removed(staffed, tmp_path):
    other = secret(tmp_path, "another password")
    assert staffed("ada", "add-user", "rolf", "--role", "reader", "--password-file", other)[0] == 0
    assert staffed("ada", "set-role", "rolf", "--role", "clinician")[0] == 0
    code, out, _ = staffed("ada", "users", "--json")
    assert code == 0
    assert out == {"users": [{"name": "ada", "role": "administrator"}, {"name": "rolf", "role": "clinician"}]}
    assert staffed("rolf", "remove-user", "ada", password="another password")[0] == REFUSED
    assert staffed("ada", "remove-user", "rolf")[0] == 0
    code, _, err = staffed("ada", "remove-user", "ada")
    assert code == BAD_INPUT
    assert "last administrator" in err


def test_a_new_user_never_gets_the_password_of_the_one_who_enters_him(staffed, monkeypatch):
    code, _, err = staffed("ada", "add-user", "rolf", "--role", "reader")
    assert code == BAD_INPUT
    assert "--password-file" in err
    assert staffed("ada", "users", "--json")[1] == {"users": [{"name": "ada", "role": "administrator"}]}
    monkeypatch.setenv("PMDESK_STORE_NEW_PASSWORD", "his own password")
    assert staffed("ada", "add-user", "rolf", "--role", "reader")[0] == 0
    assert staffed("rolf", "users")[0] == BAD_INPUT
    assert staffed("rolf", "users", password="his own password")[0] == REFUSED


def test_a_password_is_changed_by_its_owner_and_set_anew_by_an_administrator(staffed, desk, tmp_path):
    new = secret(tmp_path, "another password")
    assert staffed("ada", "passwd", "--password-file", new, password="wrong")[0] == BAD_INPUT
    assert staffed("ada", "passwd", "--password-file", new)[0] == 0
    assert staffed("ada", "users")[0] == BAD_INPUT
    assert staffed("ada", "users", password="another password")[0] == 0
    assert (
        staffed(
            "ada", "add-user", "rolf", "--role", "reader", "--password-file", new, password="another password"
        )[0]
        == 0
    )
    third = secret(tmp_path, "third password")
    assert staffed("ada", "passwd", "rolf", "--password-file", third, password="another password")[0] == 0
    assert staffed("rolf", "users", password="third password")[0] == REFUSED
    assert desk("passwd")[0] == BAD_INPUT


def test_the_passphrase_is_changed_and_the_old_one_no_longer_opens(desk, file, tmp_path, monkeypatch):
    desk("init")
    desk("import", file)
    code, _, err = desk("passphrase", "--new-passphrase-file", secret(tmp_path, "a new passphrase 新"))
    assert code == 0
    assert "safe place" in err
    assert desk("verify")[0] == BAD_INPUT
    monkeypatch.setenv("PMDESK_STORE_PASSPHRASE", "a new passphrase 新")
    code, report, _ = desk("verify", "--json")
    assert (code, report["patients"]) == (0, 1)
    monkeypatch.setenv("PMDESK_STORE_PASSPHRASE", PASSPHRASE)
    assert desk("passphrase", "--new-passphrase-file", secret(tmp_path, "x"))[0] == BAD_INPUT


def test_the_audit_log_is_printed_filtered_and_as_csv(staffed, desk, file):
    assert staffed("ada", "import", file)[0] == 0
    code, out, _ = staffed("ada", "audit", "--json")
    assert code == 0
    assert [entry["action"] for entry in out["entries"]][:3] == ["create", "user", "sign_in"]
    code, verified, _ = desk("verify", "--head", out["head"], "--json")
    assert (code, verified["ok"]) == (0, True)
    code, out, _ = staffed("ada", "audit", "--csv", "--action", "change", "--subject", "patient/1")
    lines = out.splitlines()
    assert lines[0] == "number,time,who,action,subject,details,hash"
    assert len(lines) == 2
    code, out, _ = staffed("ada", "audit", "--limit", "2")
    assert len(out.splitlines()) == 3
    assert "Quellmann" not in out
