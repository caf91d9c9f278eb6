"""Who did what stays written, and what a role does not include is refused."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pmdesk.core.errors import ErrorCode, FailedError, InputError, RefusedError
from pmdesk.store import audit, schema
from pmdesk.store.checking import check_file, require_sound
from pmdesk.store.repository import Repository
from pmdesk.store.users import Role
from tests.store.conftest import PASSPHRASE
from tests.store.patients import SERIES, analysed, dossier, finding, record

PASSWORD = "long enough 够长"


def actions(store):
    with store.reading() as connection:
        return [(row.who, row.action, row.subject) for row in connection.execute(schema.audit.select())]


@pytest.fixture
def used(store, repository):
    """A store in which something was done."""
    patient = repository.add_patient(record())
    patient = repository.save_dossier(patient, dossier())
    repository.save_series(patient, SERIES, analysed((finding(),)))
    repository.open_patient(patient.key)
    repository.export_patient(patient.key)
    return store


def test_every_view_change_and_export_is_written_down(used):
    assert actions(used) == [
        ("workstation", "create", "store"),
        ("workstation", "change", "patient/1"),
        ("workstation", "change", "patient/1"),
        ("workstation", "change", "patient/1"),
        ("workstation", "view", "patient/1"),
        ("workstation", "export", "patient/1"),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE seq = 6",
        (
            "INSERT OR REPLACE INTO audit SELECT seq, at, 'nobody', action, subject, details, previous, hash "
            "FROM audit WHERE seq = 6"
        ),
        "INSERT INTO audit SELECT 7, at, who, action, subject, details, previous, hash FROM audit WHERE seq = 6",
    ],
)
def test_the_tables_refuse_to_change_the_log(used, statement):
    with pytest.raises(IntegrityError, match="append-only"), used.writing() as connection:
        connection.execute(text(statement))
    with used.reading() as connection:
        assert audit.verify_chain(connection).broken_at is None


def _without_guards(store, *statements):
    """What somebody who knows the passphrase does with other tools."""
    with store.writing() as connection:
        for name in audit.GUARDS:
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))


def test_a_log_that_lost_its_guards_is_not_sound_although_every_entry_fits(used):
    _without_guards(used)
    report = check_file(used.path, PASSPHRASE)
    assert report.chain.broken_at is None
    assert report.structure == tuple(f"trigger {name} missing" for name in audit.GUARDS)
    with pytest.raises(FailedError) as damaged:
        require_sound(report, used.path)
    assert damaged.value.code is ErrorCode.STORE_DAMAGED


def test_an_end_that_was_taken_off_stays_visible_however_much_is_entered_afterwards(used, repository):
    _without_guards(used, "DELETE FROM audit WHERE seq > 3")
    for _ in range(5):
        repository.export_patient(1)
    with used.reading() as connection:
        chain = audit.verify_chain(connection)
    assert (chain.broken_at, chain.head.seq) == (4, 11)


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE audit SET who = 'nobody' WHERE seq = 3", 3),
        ("UPDATE audit SET details = '{}' WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 4", 4),
        ("DELETE FROM audit WHERE seq > 4", 5),
        ("UPDATE audit SET seq = 60 WHERE seq = 6", 6),
    ],
)
def test_a_log_changed_behind_the_program_is_found(used, statement, place):
    _without_guards(used, statement)
    report = check_file(used.path, PASSPHRASE)
    assert report.chain.broken_at == place
    with pytest.raises(FailedError) as error:
        require_sound(report, used.path)
    assert error.value.code is ErrorCode.STORE_AUDIT_BROKEN


def test_a_log_written_anew_with_guards_and_numbers_is_found_by_a_noted_head(used):
    with used.writing() as connection:
        noted = audit.head(connection)
        guards = connection.execute(
            text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
        ).scalars()
        made_again = list(guards)
    _without_guards(
        used, "DELETE FROM audit WHERE seq >= 4", "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'audit'"
    )
    with used.writing() as connection:
        for _ in range(3):
            audit.append(connection, "somebody", audit.Action.VIEW, "patient/2")
        for statement in made_again:
            connection.execute(text(statement))
    assert check_file(used.path, PASSPHRASE).is_sound
    assert check_file(used.path, PASSPHRASE, noted).chain.broken_at == 6


def test_a_change_that_failed_is_not_in_the_log(store, repository):
    patient = repository.add_patient(record())
    repository.save_record(patient, record())
    before = actions(store)
    with pytest.raises(RefusedError):
        repository.save_record(patient, record())
    assert actions(store) == before


@pytest.fixture
def staffed(store):
    store.add_user(store.workstation(), "ada", PASSWORD, Role.ADMINISTRATOR)
    ada = store.sign_in("ada", PASSWORD)
    store.add_user(ada, "cleo", PASSWORD, Role.CLINICIAN)
    store.add_user(ada, "rolf", PASSWORD, Role.READER)
    return store


def test_the_first_user_is_an_administrator(store):
    with pytest.raises(InputError) as error:
        store.add_user(store.workstation(), "rolf", PASSWORD, Role.READER)
    assert error.value.params["reason"] == "store.user.first"


def test_with_users_nobody_works_without_signing_in(staffed):
    with pytest.raises(InputError) as error:
        staffed.workstation()
    assert error.value.code is ErrorCode.STORE_SIGN_IN_FAILED


def test_a_wrong_password_is_refused_and_written_down(staffed):
    for name, password in (("cleo", "wrong password"), ("nobody", PASSWORD), ("cleo", "")):
        with pytest.raises(InputError) as error:
            staffed.sign_in(name, password)
        assert error.value.code is ErrorCode.STORE_SIGN_IN_FAILED
    assert [action for _, action, _ in actions(staffed)][-3:] == ["sign_in_failed"] * 3


def test_passwords_are_kept_as_argon2id_hashes(staffed):
    with staffed.reading() as connection:
        kept = connection.execute(schema.users.select()).all()
    assert all(row.password_hash.startswith("$argon2id$") for row in kept)


@pytest.mark.parametrize(
    ("name", "password", "reason"),
    [
        ("", PASSWORD, "name"),
        ("workstation", PASSWORD, "name"),
        ("cleo", PASSWORD, "taken"),
        ("new", "short", "password"),
    ],
)
def test_a_user_that_cannot_be_is_refused(staffed, name, password, reason):
    with pytest.raises(InputError) as error:
        staffed.add_user(staffed.sign_in("ada", PASSWORD), name, password, Role.READER)
    assert error.value.params["reason"] == f"store.user.{reason}"


def test_each_role_does_what_it_may_and_no_more(staffed):
    doctor = Repository(staffed, staffed.sign_in("cleo", PASSWORD))
    patient = doctor.add_patient(record())
    assert doctor.export_patient(patient.key).record == record()
    reader = Repository(staffed, staffed.sign_in("rolf", PASSWORD))
    assert reader.open_patient(patient.key).record == record()
    before = actions(staffed)
    for refused in (
        lambda: reader.add_patient(record()),
        lambda: reader.save_record(patient, record()),
        lambda: reader.save_dossier(patient, dossier()),
        lambda: reader.save_series(patient, SERIES, analysed()),
        lambda: reader.export_patient(patient.key),
        lambda: staffed.add_user(staffed.users()[1], "new", PASSWORD, Role.ADMINISTRATOR),
    ):
        with pytest.raises(RefusedError) as error:
            refused()
        assert error.value.code is ErrorCode.STORE_NOT_ALLOWED
    after = actions(staffed)
    assert after[: len(before)] == before
    assert [action for _, action, _ in after[len(before) :]] == ["refused"] * 6


def test_a_user_changes_the_own_password_with_the_old_one(staffed):
    cleo = staffed.sign_in("cleo", PASSWORD)
    for old, new, code in (
        ("wrong", "quite another", ErrorCode.STORE_SIGN_IN_FAILED),
        (PASSWORD, "short", ErrorCode.STORE_USER_INVALID),
    ):
        with pytest.raises(InputError) as error:
            staffed.change_password(cleo, old, new)
        assert error.value.code is code
    staffed.change_password(cleo, PASSWORD, "quite another")
    with pytest.raises(InputError):
        staffed.sign_in("cleo", PASSWORD)
    assert staffed.sign_in("cleo", "quite another") == cleo
    assert [row[:2] for row in actions(staffed)][-4:-2] == [("cleo", "sign_in_failed"), ("cleo", "user")]


def test_an_administrator_sets_passwords_and_roles_and_removes_users(staffed):
    ada = staffed.sign_in("ada", PASSWORD)
    staffed.reset_password(ada, "cleo", "quite another")
    staffed.set_role(ada, "rolf", Role.CLINICIAN)
    assert staffed.sign_in("cleo", "quite another").role is Role.CLINICIAN
    assert staffed.sign_in("rolf", PASSWORD).role is Role.CLINICIAN
    staffed.remove_user(ada, "rolf")
    assert [user.name for user in staffed.users()] == ["ada", "cleo"]
    with pytest.raises(InputError):
        staffed.sign_in("rolf", PASSWORD)
    logged = [(who, subject) for who, action, subject in actions(staffed) if action == "user"]
    assert logged[-3:] == [("ada", "user/cleo"), ("ada", "user/rolf"), ("ada", "user/rolf")]


def test_the_last_administrator_stays_one(staffed):
    ada = staffed.sign_in("ada", PASSWORD)
    before = actions(staffed)
    for refused in (
        lambda: staffed.remove_user(ada, "ada"),
        lambda: staffed.set_role(ada, "ada", Role.CLINICIAN),
    ):
        with pytest.raises(InputError) as error:
            refused()
        assert error.value.params["reason"] == "store.user.last_administrator"
    assert actions(staffed) == before
    staffed.set_role(ada, "cleo", Role.ADMINISTRATOR)
    staffed.remove_user(ada, "ada")
    assert [user.name for user in staffed.users()] == ["cleo", "rolf"]


def test_nobody_but_an_administrator_touches_users_or_sees_the_log(staffed):
    before = staffed.users()
    for name in ("cleo", "rolf"):
        actor = staffed.sign_in(name, PASSWORD)
        for refused in (
            lambda actor=actor: staffed.reset_password(actor, "ada", "quite another"),
            lambda actor=actor: staffed.set_role(actor, actor.name, Role.ADMINISTRATOR),
            lambda actor=actor: staffed.remove_user(actor, "ada"),
            lambda actor=actor: staffed.audit_entries(actor),
        ):
            with pytest.raises(RefusedError) as error:
                refused()
            assert error.value.code is ErrorCode.STORE_NOT_ALLOWED
    assert staffed.users() == before
    logged = [who for who, action, _ in actions(staffed) if action == "refused"]
    assert logged == ["cleo"] * 4 + ["rolf"] * 4


def test_users_who_are_not_there_are_said(staffed):
    ada = staffed.sign_in("ada", PASSWORD)
    for refused in (
        lambda: staffed.reset_password(ada, "nobody", "quite another"),
        lambda: staffed.set_role(ada, "nobody", Role.READER),
        lambda: staffed.remove_user(ada, "nobody"),
    ):
        with pytest.raises(InputError) as error:
            refused()
        assert error.value.params["reason"] == "store.user.unknown"


def test_the_log_is_read_in_pages_and_by_who_what_and_whom(used):
    actor = used.workstation()
    everything = used.audit_entries(actor)
    assert [entry.seq for entry in everything] == [6, 5, 4, 3, 2, 1]
    assert everything[0].hash == used.audit_head().hash
    first = used.audit_entries(actor, limit=4)
    assert (*first, *used.audit_entries(actor, before=first[-1].seq)) == everything
    assert [entry.seq for entry in used.audit_entries(actor, action="view")] == [5]
    assert [entry.seq for entry in used.audit_entries(actor, subject="store", who="workstation")] == [1]
    assert used.audit_entries(actor, who="nobody") == ()
