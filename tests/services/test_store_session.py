"""The store of a window: who gets in, when it locks, and what a locked one still holds."""

import gc
import threading

import pytest

from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.core.progress import NullContext
from pmdesk.services import store_session
from pmdesk.services.store_session import StoreSession, StoreState
from pmdesk.store import schema
from pmdesk.store.keys import FileKey
from pmdesk.store.roles import Right, Role
from tests.store.patients import record

CTX = NullContext()
PASSPHRASE, PASSWORD = "correct horse battery 电池", "long enough 够长"


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def session(clock):
    made = StoreSession(clock)
    yield made
    made.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "pmdesk.store"


@pytest.fixture
def staffed(session, path):
    """A session in which ada, an administrator, works."""
    session.take(store_session.create(CTX, path, PASSPHRASE, "ada", PASSWORD))
    return session


def code_of(work, *arguments, **named):
    with pytest.raises((InputError, RefusedError)) as error:
        work(*arguments, **named)
    return error.value.code


def use(session):
    with session.using():
        pass


def test_without_a_store_nothing_can_be_done_and_nothing_breaks(session):
    assert session.state is StoreState.CLOSED
    assert (session.path, session.actor, session.seconds_left()) == (None, None, None)
    assert not session.may(Right.VIEW)
    assert not session.lock_if_idle()
    session.lock()
    assert session.state is StoreState.CLOSED
    assert code_of(use, session) is ErrorCode.STORE_LOCKED


def test_a_store_without_users_is_the_workstations(session, path):
    session.take(store_session.create(CTX, path, PASSPHRASE))
    assert (session.state, session.actor.name) == (StoreState.OPEN, "workstation")
    assert session.may(Right.ADMINISTER)


def test_a_first_user_that_cannot_be_leaves_no_store(path):
    assert (
        code_of(store_session.create, CTX, path, PASSPHRASE, "ada", "short") is ErrorCode.STORE_USER_INVALID
    )
    assert list(path.parent.iterdir()) == []


def test_passphrase_first_then_the_users_password(staffed, path):
    staffed.close()
    assert code_of(store_session.unlock, CTX, path, "wrong") is ErrorCode.STORE_WRONG_PASSPHRASE
    unlocked = store_session.unlock(CTX, path, PASSPHRASE)
    assert unlocked.needs_user
    assert code_of(store_session.sign_in, CTX, unlocked, "ada", "wrong") is ErrorCode.STORE_SIGN_IN_FAILED
    staffed.take(store_session.sign_in(CTX, unlocked, "ada", PASSWORD))
    assert staffed.actor.name == "ada"


def test_it_locks_after_the_idle_minutes_and_not_before(staffed, clock):
    staffed.lock_after_minutes = 5
    clock.now += 299
    assert not staffed.lock_if_idle()
    staffed.touch()
    clock.now += 299
    assert not staffed.lock_if_idle()
    assert staffed.seconds_left() == 1
    clock.now += 1
    seen = []
    staffed.changed.connect(seen.append)
    assert staffed.lock_if_idle()
    assert (staffed.state, seen) == (StoreState.LOCKED, [StoreState.LOCKING, StoreState.LOCKED])
    assert code_of(use, staffed) is ErrorCode.STORE_LOCKED
    assert not staffed.may(Right.VIEW)


def test_zero_minutes_mean_never(staffed, clock):
    staffed.lock_after_minutes = 0
    clock.now += 1e9
    assert not staffed.lock_if_idle()


def test_a_locked_session_holds_neither_key_nor_connection(staffed):
    with staffed.using() as opened:
        key = opened.store.key.key
    del opened
    staffed.lock()
    gc.collect()
    assert not [thing for thing in gc.get_objects() if type(thing) is FileKey and thing.key == key]
    assert not staffed.path.with_name("pmdesk.store-wal").exists()
    assert key not in (staffed.locked.sealed.sealed, staffed.locked.sealed.seal_salt)


def test_the_password_of_the_user_unlocks(staffed):
    staffed.lock()
    assert staffed.locked.takes_password
    for wrong in ("wrong", "", PASSPHRASE):
        assert (
            code_of(store_session.unlock_again, CTX, staffed.locked, wrong) is ErrorCode.STORE_SIGN_IN_FAILED
        )
        staffed.unlock_failed()
    staffed.take(store_session.unlock_again(CTX, staffed.locked, PASSWORD))
    assert (staffed.state, staffed.actor.name) == (StoreState.OPEN, "ada")
    with staffed.using() as opened, opened.store.reading() as connection:
        last = connection.execute(schema.audit.select().order_by(schema.audit.c.seq.desc())).first()
    assert (last.action, last.details) == ("sign_in_failed", '{"while_locked": 3}')


def test_the_passphrase_unlocks_a_store_without_users(session, path):
    session.take(store_session.create(CTX, path, PASSPHRASE))
    session.lock()
    assert not session.locked.takes_password
    assert (
        code_of(store_session.unlock_again, CTX, session.locked, "wrong") is ErrorCode.STORE_WRONG_PASSPHRASE
    )
    session.take(store_session.unlock_again(CTX, session.locked, PASSPHRASE))
    assert session.state is StoreState.OPEN


def test_a_user_removed_meanwhile_does_not_get_back_in(staffed, path):
    with staffed.using() as opened:
        opened.store.add_user(opened.actor, "bea", PASSWORD, Role.ADMINISTRATOR)
    staffed.lock()
    other = store_session.sign_in(CTX, store_session.unlock(CTX, path, PASSPHRASE), "bea", PASSWORD)
    other.store.remove_user(other.actor, "ada")
    other.store.close()
    assert (
        code_of(store_session.unlock_again, CTX, staffed.locked, PASSWORD) is ErrorCode.STORE_SIGN_IN_FAILED
    )


def test_rights_taken_away_meanwhile_are_gone_at_once(staffed, path):
    with staffed.using() as opened:
        opened.store.add_user(opened.actor, "bea", PASSWORD, Role.ADMINISTRATOR)
    other = store_session.sign_in(CTX, store_session.unlock(CTX, path, PASSPHRASE), "bea", PASSWORD)
    with other.store:
        other.store.set_role(other.actor, "ada", Role.READER)

        def add():
            with staffed.repository() as repository:
                repository.add_patient(record())

        assert code_of(add) is ErrorCode.STORE_NOT_ALLOWED
        other.store.remove_user(other.actor, "ada")
        assert code_of(add) is ErrorCode.STORE_SIGN_IN_FAILED


@pytest.fixture
def beside(staffed):
    """Closes beside the calling thread, as a window does; what comes after waits until `deliver` is called."""
    threads, delivered = [], []

    def apart(work, then):
        thread = threading.Thread(target=work)
        threads.append((thread, then))
        thread.start()

    def deliver():
        while threads:
            thread, then = threads.pop(0)
            thread.join(10)
            assert not thread.is_alive()
            then()
            delivered.append(then)

    staffed.apart = apart
    return deliver


def test_what_runs_when_the_lock_falls_ends_first(staffed, beside):
    began, go_on, saved = threading.Event(), threading.Event(), []

    def save():
        with staffed.repository() as repository:
            began.set()
            go_on.wait(5)
            saved.append(repository.add_patient(record()))

    thread = threading.Thread(target=save)
    thread.start()
    began.wait(5)
    staffed.lock()
    assert staffed.state is StoreState.LOCKING
    assert staffed.path is not None
    assert not staffed.may(Right.VIEW)
    staffed.lock()
    go_on.set()
    thread.join()
    beside()
    assert staffed.state is StoreState.LOCKED
    assert code_of(use, staffed) is ErrorCode.STORE_LOCKED
    staffed.take(store_session.unlock_again(CTX, staffed.locked, PASSWORD))
    with staffed.repository() as repository:
        assert repository.open_patient(saved[0].key).record == record()
    staffed.close()
    beside()


def test_closing_while_it_is_being_locked_ends_closed(staffed, beside):
    seen, closed = [], []
    staffed.changed.connect(seen.append)
    staffed.lock()
    staffed.close(lambda: closed.append(staffed.state))
    assert staffed.state is StoreState.CLOSING
    assert closed == []
    beside()
    assert seen == [StoreState.LOCKING, StoreState.CLOSING, StoreState.CLOSED]
    assert closed == [StoreState.CLOSED]


def test_a_store_opened_while_the_other_closes_stays_open(staffed, beside, tmp_path):
    closed = []
    staffed.close(lambda: closed.append(1))
    staffed.take(store_session.create(CTX, tmp_path / "second.store", PASSPHRASE))
    assert staffed.state is StoreState.OPEN
    beside()
    assert (staffed.state, closed) == (StoreState.OPEN, [1])
    staffed.close()
    beside()


def test_closing_what_is_closed_says_so_at_once(session):
    closed = []
    session.close(lambda: closed.append(1))
    assert closed == [1]


def test_another_store_takes_the_place_of_the_first(staffed, path, tmp_path):
    second = tmp_path / "second.store"
    staffed.take(store_session.create(CTX, second, PASSPHRASE))
    assert staffed.path == second
    staffed.close()
    assert staffed.state is StoreState.CLOSED
