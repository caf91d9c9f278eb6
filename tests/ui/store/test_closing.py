"""Locking and closing beside the window: seen while they last, whole when they end, and safe against a kill."""

import gc
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QPushButton

from pmdesk.core.errors import ErrorCode
from pmdesk.core.finding import ReviewStatus
from pmdesk.services.operations.review_finding import review
from pmdesk.services.store_session import StoreState
from pmdesk.store.checking import check_file
from pmdesk.store.keys import FileKey
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store
from pmdesk.ui.closing import Closing
from pmdesk.ui.saving import CaseSaver
from tests.helpers.repository import REPOSITORY
from tests.helpers.store_window import PASSPHRASE, PASSWORD
from tests.store.patients import record
from tests.ui.store.test_store_desk import save, stored


@contextmanager
def busy_store(shop):
    """Something writes for as long as the block lasts."""
    began, go_on = threading.Event(), threading.Event()

    def work(_ctx):
        with shop.session.repository() as repository:
            began.set()
            go_on.wait(20)
            repository.add_patient(record())

    shop.desk.context.jobs.submit("job.store_backup", work, on_error=shop.errors.append)
    began.wait(20)
    try:
        yield
    finally:
        go_on.set()


def closing(shop):
    return Closing(shop.desk.context, shop.store, CaseSaver(shop.desk.context, shop.window), shop.window)


def test_the_cover_falls_at_once_and_says_what_is_still_written(shop):
    shop.create("ada")
    with busy_store(shop):
        shop.session.lock()
        assert shop.session.state is StoreState.LOCKING
        cover = shop.dialog("store.lock")
        assert cover.title.text() == "Saving and locking"
        assert "Backing up the store" in cover.working.what.text()
        assert not [one for one in cover.findChildren(QPushButton) if one.isVisible()]
        assert not shop.window.centralWidget().isEnabled()
        assert not shop.registry.action("store_save").isEnabled()
    shop.wait(lambda: shop.session.state is StoreState.LOCKED)
    assert shop.dialog("store.lock") is cover
    assert cover.title.text() == "Locked"
    assert not cover.working.isVisible()
    cover.password.line.setText(PASSWORD)
    shop.press("store.lock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    assert len(stored(shop)) == 1
    assert not shop.errors


def test_a_save_that_waits_its_turn_is_written_before_the_key_goes(shop):
    shop.create()
    undo = shop.desk.context.undo
    undo.push(review(shop.case, shop.case.findings[0].id, ReviewStatus.ACCEPTED))
    save(shop)
    undo.push(review(shop.case, shop.case.findings[1].id, ReviewStatus.ACCEPTED))
    shop.store.patients.save()
    shop.session.lock()
    shop.wait(lambda: shop.session.state is StoreState.LOCKED)
    assert not undo.unsaved
    assert not shop.errors
    with Store.open(shop.path, PASSPHRASE) as store:
        assert Repository(store, store.workstation()).open_patient(1).revision == 2


def test_cancelling_does_not_keep_the_key_in_memory(shop):
    shop.create("ada")
    with shop.session.using() as opened:
        key = opened.store.key.key
    del opened
    shop.session.lock()
    for job in shop.desk.context.jobs.active:
        job.cancel()
    shop.wait(lambda: shop.session.state is StoreState.LOCKED)
    shop.settle()
    gc.collect()
    assert not [one for one in gc.get_objects() if type(one) is FileKey and one.key == key]


def test_closing_the_store_from_the_menu_keeps_the_window_at_work(shop):
    shop.create()
    with busy_store(shop):
        shop.store.close_store()
        assert shop.session.state is StoreState.CLOSING
        assert shop.window.centralWidget().isEnabled()
        assert "being saved and closed" in shop.registry.action("store_save").toolTip()
    shop.wait(lambda: shop.session.state is StoreState.CLOSED)
    assert "No store is open" in shop.registry.action("store_save").toolTip()


def test_the_window_stays_until_the_store_is_closed(shop):
    shop.create()
    save(shop)
    gone = []
    shop.window.close = lambda: gone.append(shop.session.state)
    end = closing(shop)
    with busy_store(shop):
        assert not end.may_go()
        assert shop.dialog("store.closing").isVisible()
        # pressing it again changes nothing
        assert not end.may_go()
        assert gone == []
    shop.wait(lambda: gone != [])
    assert gone == [StoreState.CLOSED]
    assert end.may_go()
    assert not shop.path.with_name("pmdesk.store-wal").exists()


def test_without_a_store_the_window_goes_at_once(shop):
    assert closing(shop).may_go()
    shop.create()
    shop.lock()
    assert closing(shop).may_go()
    assert shop.session.state is StoreState.CLOSED


def test_a_save_that_was_just_asked_for_is_not_lost_by_closing(shop):
    shop.create()
    gone = []
    shop.window.close = lambda: gone.append(1)
    shop.store.patients.save()
    assert not closing(shop).may_go()
    shop.wait(lambda: gone != [])
    with Store.open(shop.path, PASSPHRASE) as store:
        assert Repository(store, store.workstation()).count() == 1


def test_a_save_that_fails_keeps_the_window(shop):
    shop.create()
    save(shop)
    gone = []
    shop.window.close = lambda: gone.append(1)
    shop.path.unlink()
    shop.store.patients.save()
    end = closing(shop)
    assert not end.may_go()
    shop.settle()
    assert gone == []
    assert [error.code for error in shop.errors] == [ErrorCode.STORE_GONE]
    assert shop.window.centralWidget().isEnabled()
    # a second time it may go: what could not be saved was said
    assert end.may_go()


def test_a_question_keeps_the_window(shop):
    shop.create()
    save(shop)
    shop.store.patients.forget()
    gone = []
    shop.window.close = lambda: gone.append(1)
    shop.store.patients.save()
    assert not closing(shop).may_go()
    shop.settle()
    assert gone == []
    assert shop.session.state is StoreState.OPEN
    assert any("may be this patient" in text for text in shop.messages.texts())
    shop.answer("Do not save")


KILLED = """
import os, signal, sys, threading
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from tests.helpers.store_window import make_store_window
from tests.store.patients import record
shop = make_store_window(Path(sys.argv[1]))
shop.create()
shop.registry.action("store_save").trigger()
shop.settle()
with shop.session.repository() as repository:
    for number in range(40):
        repository.add_patients([record(number=f"N{number}-{each}") for each in range(10)])
shop.store.patients.save()
go_on = threading.Event()
def work(_ctx):
    with shop.session.using():
        go_on.set()
        threading.Event().wait()
shop.desk.context.jobs.submit("job.store_backup", work)
go_on.wait()
getattr(shop.session, sys.argv[2])()
shop.wait(lambda: not shop.store.patients.saving.is_under_way)
assert shop.session.state.value == sys.argv[3], shop.session.state
print("saved", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize(("how", "state"), [("lock", "locking"), ("close", "closing")])
def test_killed_while_it_locks_or_closes_nothing_is_lost(tmp_path, how, state):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), how, state],
        cwd=REPOSITORY,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PMDESK_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "saved\n"), done.stderr[-2000:]
    path = tmp_path / "pmdesk.store"
    assert check_file(path, PASSPHRASE).is_sound
    with Store.open(path, PASSPHRASE) as store:
        repository = Repository(store, store.workstation())
        assert repository.count() == 401
        assert repository.open_patient(1).revision == 2
