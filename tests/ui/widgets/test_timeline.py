"""The timeline: nothing lies on anything, everything can be reached, and time is shared."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.ui.theme import DARK
from pmdesk.ui.widgets.time_window import TimeWindow, time_ticks
from pmdesk.ui.widgets.timeline_layout import (
    Lane,
    LaneKind,
    LanePlan,
    Placed,
    TimelineItem,
    lane_days,
    plan_timeline,
)
from pmdesk.ui.widgets.timeline_view import TimelineView

FIRST, AREA, A_DAY_PX = date(2000, 1, 1), (100.0, 900.0), 0.1


def item(lane: int, day: int, end: int | None = None, label: str = "name", **more: object) -> TimelineItem:
    begin = FIRST + timedelta(days=day)
    last = None if end is None else FIRST + timedelta(days=end)
    ref = NodeRef(NodeKind.PROCEDURE, f"{lane}-{day}{label if len(label) == 1 else ''}")
    return TimelineItem(lane, begin, label, lambda: f"{begin} {label}", ref, last, **more)


def plan(items: list[TimelineItem], *lanes: Lane) -> tuple[LanePlan, ...]:
    def to_x(day: float) -> float:
        return AREA[0] + (day - FIRST.toordinal()) * A_DAY_PX

    days = lane_days(len(lanes), items, date(2020, 1, 1))
    return plan_timeline(lanes, items, days, to_x, AREA, lambda text: 7.0 * len(text))


def spots(placed: Placed) -> tuple[float, float]:
    """From the left of a mark to the right of its label."""
    return placed.left, max(placed.right, placed.label_x + placed.label_px if placed.label_px else 0.0)


events = st.lists(
    st.tuples(st.integers(0, 8000), st.none() | st.integers(0, 4000), st.text("abc", max_size=30)),
    max_size=40,
)


@given(events)
def test_labels_and_marks_of_a_row_never_overlap(rows: list[tuple[int, int | None, str]]) -> None:
    items = [item(0, day, None if long is None else day + long, label) for day, long, label in rows]
    items += [item(1, day, None, label) for day, _long, label in rows]
    bars, marks = plan(items, Lane("bars", LaneKind.BARS, 4), Lane("marks"))
    for lane in (bars, marks):
        for row in {one.row for one in lane.placed}:
            inside = [one for one in lane.placed if one.row == row]
            if lane is bars and bars.hidden and row == bars.first_row + bars.rows - 1:
                assert not any(one.label_px for one in inside)
                continue
            inside.sort(key=lambda one: one.left)
            for one, other in pairwise(inside):
                room = other.left if lane is bars else other.left + 4
                assert spots(one)[1] <= room + 1e-6
    assert all(spots(one)[1] <= AREA[1] + 1e-6 or not one.label_px for one in (*bars.placed, *marks.placed))


@given(events)
def test_every_event_in_sight_is_drawn_once(rows: list[tuple[int, int | None, str]]) -> None:
    items = [
        item(lane, day, None if long is None else day + long, label)
        for lane in range(4)
        for day, long, label in rows
    ]
    lanes = [Lane(kind.value, kind, 3) for kind in LaneKind]
    for number, lane in enumerate(plan(items, *lanes)):
        drawn = [index for one in lane.placed for index in one.items]
        assert len(drawn) == len(set(drawn))
        assert set(drawn) == {place for place, one in enumerate(items) if one.lane == number}


def test_what_goes_on_ends_today() -> None:
    (lane,) = plan([item(0, 0, is_ongoing=True)], Lane("drugs", LaneKind.BARS, 2))
    assert lane.placed[0].right == pytest.approx(AREA[0] + 7305 * A_DAY_PX, abs=1)


# time


@pytest.fixture
def window(qapp) -> TimeWindow:
    made = TimeWindow()
    made.set_full(date(2000, 1, 1), date(2020, 1, 1))
    return made


def test_zoom_keeps_the_day_under_the_pointer(window: TimeWindow) -> None:
    day = date(2005, 1, 1).toordinal()
    share = (day - window.first) / (window.last - window.first)
    window.zoom(4, day)
    assert (day - window.first) / (window.last - window.first) == pytest.approx(share)


def test_pan_stops_at_the_ends_and_reset_shows_everything(window: TimeWindow) -> None:
    whole = (window.first, window.last)
    window.zoom(4)
    width = window.last - window.first
    window.pan(1e9)
    assert window.last == whole[1]
    assert window.last - window.first == pytest.approx(width)
    window.reset()
    assert window.is_whole


def test_zooming_in_ends_at_two_weeks(window: TimeWindow) -> None:
    for _ in range(60):
        window.zoom(2)
    assert window.last - window.first == pytest.approx(14)


@given(st.integers(1, 700000), st.floats(14, 40000), st.floats(100, 2000))
def test_ticks_keep_their_distance(first: int, days: float, width: float) -> None:
    ticks = time_ticks(first, first + days, width, 60)
    places = [tick.day * width / days for tick in ticks]
    assert all(second - one >= 55 for one, second in pairwise(places))
    assert all(tick.label for tick in ticks)


# the view


@pytest.fixture
def view(qtbot) -> TimelineView:
    made = TimelineView("timeline", DARK, wheel_zooms=True)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.set_events(
        [Lane("Drugs", LaneKind.BARS, 3), Lane("Visits")],
        [
            item(0, 0, 400, "aspirin"),
            item(1, 200, label="a"),
            item(1, 200, label="b"),
            item(1, 3000, label="cc"),
        ],
        today=date(2020, 1, 1),
        markers=[(date(2010, 1, 1), "today")],
    )
    made.show()
    return made


def test_a_click_selects_and_clicks_on_one_mark_go_through_its_events(qtbot, view: TimelineView) -> None:
    chosen: list[NodeRef] = []
    view.chosen.connect(chosen.append)
    place = view.place_of(NodeRef(NodeKind.PROCEDURE, "1-3000"))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [NodeRef(NodeKind.PROCEDURE, "1-3000")]
    together = view.place_of(NodeRef(NodeKind.PROCEDURE, "1-200a"))
    for _ in range(3):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=together)
    assert [ref.key for ref in chosen[1:]] == ["1-200a", "1-200b", "1-200a"]


def test_a_wheel_zooms_and_a_drag_pans(qtbot, view: TimelineView) -> None:
    window = view.window_of_time
    place = QPointF(500, 50)
    view.wheelEvent(
        QWheelEvent(
            place, place, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip
    assert not window.is_whole
    before = window.first
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(500, 5))
    qtbot.mouseMove(view, QPoint(600, 5))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(600, 5))
    assert window.first < before


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_keys_walk_zoom_and_select(qtbot, view: TimelineView) -> None:
    chosen: list[NodeRef] = []
    view.chosen.connect(chosen.append)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert not view.window_of_time.is_whole
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.window_of_time.is_whole
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "aspirin" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == [NodeRef(NodeKind.PROCEDURE, "0-0")]


def test_selecting_what_is_out_of_sight_brings_it_in(view: TimelineView) -> None:
    window = view.window_of_time
    window.show(FIRST.toordinal(), FIRST.toordinal() + 100)
    view.set_marked(NodeRef(NodeKind.PROCEDURE, "1-3000"), frozenset())
    assert window.first <= (FIRST + timedelta(days=3000)).toordinal() <= window.last


def test_an_empty_timeline_can_be_drawn(qtbot) -> None:
    view = TimelineView("timeline", DARK)
    qtbot.addWidget(view)
    view.set_events([Lane("Drugs")], [], today=date(2020, 1, 1))
    assert not view.grab().isNull()
