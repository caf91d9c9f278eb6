"""Garbage is collected on the main thread alone, all of it only while nobody is at the window."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pmdesk.ui import idle_collections
from pmdesk.ui.idle_collections import APART_S, AT_LATEST_AFTER, IDLE_S, IdleCollections


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(idle_collections, "time", made)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 50))
    return made


@pytest.fixture
def busy() -> list[str]:
    return []


@pytest.fixture
def collections(qapp, clock: Clock, busy: list[str]) -> Iterator[IdleCollections]:
    made = IdleCollections(lambda: bool(busy))
    yield made
    made.stop()


def test_python_itself_does_not_collect_and_is_given_its_order_back(qapp, clock):
    assert gc.isenabled()
    collections = IdleCollections(lambda: False)
    assert not gc.isenabled()
    collections.stop()
    assert gc.isenabled()


def test_cycles_of_a_worker_end_on_the_main_thread(qapp):
    ended_on: list[int] = []

    class Cycle:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            ended_on.append(threading.get_ident())

    def work() -> None:
        for _ in range(5000):
            Cycle()

    collections = IdleCollections(lambda: True)
    try:
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert ended_on == []
        assert collections.look() == 1
    finally:
        collections.stop()
    assert len(ended_on) == 5000
    assert set(ended_on) == {threading.main_thread().ident}


def test_not_everything_is_collected_while_somebody_works(collections, clock, qtbot):
    window = QLabel("window")
    qtbot.addWidget(window)
    window.show()
    clock.now_s += 2 * IDLE_S
    assert collections.look() == 2
    QTest.mouseMove(window.windowHandle(), QPoint(3, 3))
    assert collections.look() is None
    clock.now_s += 2 * IDLE_S
    assert collections.look() == 2


def test_while_work_runs_everything_is_collected_now_and_then(collections, clock, busy):
    clock.now_s += 2 * IDLE_S
    busy.append("a job")
    assert collections.look() is None
    clock.now_s += APART_S
    assert collections.look() == 2
    clock.now_s += 2 * IDLE_S
    assert collections.look() is None
    busy.clear()
    assert collections.look() == 2


@pytest.mark.parametrize(
    ("count", "generation"),
    [
        ((10**5, 0, 0), 1),
        ((10**5, 0, 20), 1),
        ((0, 0, AT_LATEST_AFTER), 2),
        ((9, 1, 1), None),
    ],
)
def test_what_is_due_is_collected_at_once_except_everything(collections, monkeypatch, count, generation):
    collections.touch()
    monkeypatch.setattr(gc, "get_count", lambda: count)
    assert collections.look() == generation


def test_an_idle_window_collects_only_when_there_is_something_to_collect(collections, clock, monkeypatch):
    clock.now_s += 2 * IDLE_S
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 1))
    assert collections.look() is None
