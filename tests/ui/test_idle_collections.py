"""Full garbage collections wait until nobody is at the window."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pmdesk.ui import idle_collections
from pmdesk.ui.idle_collections import AT_LATEST_AFTER, IDLE_S, IdleCollections


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


def test_python_itself_puts_full_collections_off_and_is_given_its_order_back(qapp, clock):
    before = gc.get_threshold()
    collections = IdleCollections(lambda: False)
    assert gc.get_threshold() == (*before[:2], AT_LATEST_AFTER)
    collections.stop()
    assert gc.get_threshold() == before


def test_nothing_is_collected_while_somebody_works(collections, clock, qtbot):
    window = QLabel("window")
    qtbot.addWidget(window)
    window.show()
    clock.now_s += 2 * IDLE_S
    assert collections.look()
    QTest.mouseMove(window.windowHandle(), QPoint(3, 3))
    assert not collections.look()
    clock.now_s += 2 * IDLE_S
    assert collections.look()


def test_nothing_is_collected_while_work_runs(collections, clock, busy):
    clock.now_s += 2 * IDLE_S
    busy.append("a job")
    assert not collections.look()
    busy.clear()
    assert collections.look()


def test_an_idle_window_collects_only_when_there_is_something_to_collect(collections, clock, monkeypatch):
    clock.now_s += 2 * IDLE_S
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 1))
    assert not collections.look()
