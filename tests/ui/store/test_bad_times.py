"""Full, busy and read-only disks, and a neighbour who writes: said in the window, and nothing is lost."""

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import event

from pmdesk.core.errors import ErrorCode
from pmdesk.core.finding import ReviewStatus
from pmdesk.services.operations.review_finding import review
from pmdesk.services.store_session import StoreState
from pmdesk.store.checking import check_file
from tests.helpers.repository import REPOSITORY
from tests.helpers.store_window import PASSPHRASE


def decide(shop, place=0):
    shop.desk.context.undo.push(review(shop.case, shop.case.findings[place].id, ReviewStatus.ACCEPTED))


def save(shop):
    shop.registry.action("store_save").trigger()
    shop.settle()


def codes(shop):
    return [error.code for error in shop.errors]


def test_a_full_disk_is_said_and_saving_works_when_there_is_room(shop):
    shop.create()
    decide(shop)
    limit = {"pages": 1}
    with shop.session.using() as opened:
        engine = opened.store._engine

    @event.listens_for(engine, "checkout")
    def _limit(connection, *_):
        connection.execute(f"PRAGMA max_page_count = {limit['pages'] or 4294967294}")

    shop.desk.session.replace_case(
        shop.case.with_finding(shop.case.findings[0].with_changes(comment=os.urandom(200_000).hex()))
    )
    save(shop)
    assert codes(shop) == [ErrorCode.DISK_FULL]
    assert shop.desk.context.undo.unsaved
    limit["pages"] = 0
    save(shop)
    assert not shop.desk.context.undo.unsaved
    shop.close_store()
    assert check_file(shop.path, PASSPHRASE).patients == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_a_backup_to_a_full_disk_is_said_and_leaves_nothing(shop, tmp_path, monkeypatch):
    from pmdesk.store import backup

    shop.create()

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_copy_online", full)
    shop.store.administration.back_up(tmp_path / "copy.store")
    shop.settle()
    assert codes(shop) == [ErrorCode.DISK_FULL]
    assert not (tmp_path / "copy.store").exists()
    assert shop.session.state is StoreState.OPEN


def test_a_new_store_where_nothing_can_be_written_is_said_on_the_form(shop, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("x")
    shop.registry.action("store_create").trigger()
    form = shop.dialog("store.create")
    form.path.setText(str(blocked / "pmdesk.store"))
    for field in (form.passphrase, form.again):
        field.line.setText(PASSPHRASE)
    shop.press("store.create.ok")
    shop.settle()
    assert form.problem.isVisible()
    shop.wait(lambda: shop.session.state is StoreState.CLOSED)
    form.path.setText(str(shop.path))
    shop.press("store.create.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)


def test_a_read_only_store_is_said_on_the_form(shop, monkeypatch):
    shop.create()
    shop.close_store()
    monkeypatch.setattr("pmdesk.store.store.os.access", lambda *_: False)
    shop.registry.action("store_open").trigger()
    shop.settle()
    form = shop.dialog("store.unlock")
    form.passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.settle()
    assert "cannot be written" in form.problem.label.text()


def test_a_store_that_is_gone_is_asked_for_again(shop, monkeypatch):
    shop.create()
    shop.close_store()
    shop.path.unlink()
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (asked.append(1), ("", ""))[1])
    shop.registry.action("store_open").trigger()
    assert asked == [1]
    shop.store.open_path(shop.path)
    shop.settle()
    shop.dialog("store.unlock").passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.settle()
    assert "was not found" in shop.dialog("store.unlock").problem.label.text()


WRITES_AT_ONCE = """
import sys
from pathlib import Path
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store
from tests.store.patients import record
with Store.open(Path(sys.argv[1]), sys.argv[2]) as store:
    repository = Repository(store, store.workstation())
    print("open", flush=True)
    for number in range(60):
        repository.add_patient(record(name=f"Neighbour {number}", number=f"N{number}"))
"""


def test_while_another_process_writes_the_window_saves_too(shop):
    shop.create()
    with subprocess.Popen(
        [sys.executable, "-c", WRITES_AT_ONCE, str(shop.path), PASSPHRASE],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "open\n"
        for turn in range(5):
            decide(shop, turn % 3)
            save(shop)
        other.communicate()
        assert other.returncode == 0
    assert codes(shop) == []
    assert not shop.desk.context.undo.unsaved
    shop.close_store()
    report = check_file(shop.path, PASSPHRASE)
    assert (report.is_sound, report.patients) == (True, 61)


HOLDS = """
import sys
from pathlib import Path
from sqlalchemy import text
from pmdesk.store.store import Store
with Store.open(Path(sys.argv[1]), sys.argv[2]) as store, store.writing() as connection:
    connection.execute(text("UPDATE patients SET name = name"))
    print("writing", flush=True)
    sys.stdin.readline()
"""


def test_a_neighbour_who_writes_for_long_is_said_and_nothing_is_lost(shop):
    shop.create()
    with shop.session.using() as opened:
        engine = opened.store._engine

    @event.listens_for(engine, "checkout")
    def _hasty(connection, *_):
        connection.execute("PRAGMA busy_timeout = 200")

    decide(shop)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(shop.path), PASSPHRASE],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "writing\n"
        save(shop)
        assert codes(shop) == [ErrorCode.STORE_BUSY]
        assert shop.desk.context.undo.unsaved
        other.communicate("\n")
    save(shop)
    assert not shop.desk.context.undo.unsaved
