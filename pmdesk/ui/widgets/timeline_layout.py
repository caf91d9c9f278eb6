"""Where marks, bars and labels of a timeline stand: rows for what overlaps, one mark for what falls together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.evidence import NodeRef

MARK_PX = 8.0
"""Width and height of a mark."""

_TOGETHER_PX = 7.0
_GAP_PX = 6.0
_SHORTEST_LABEL_PX = 36.0
_DENSITY_PX = 5.0
_MOST_THREADS = 5


class LaneKind(StrEnum):
    """How the events of a lane are drawn."""

    MARKS = "marks"
    BARS = "bars"
    THREADS = "threads"
    """Bars as thin lines below each other in one row, without labels."""
    DENSITY = "density"


@dataclass(frozen=True, slots=True)
class Lane:
    """A named lane; ``rows`` is the most rows that bars may take."""

    name: str
    kind: LaneKind = LaneKind.MARKS
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something in a lane: a mark, or a bar when it has an end or goes on.

    ``label`` stands beside it where there is room; ``tell`` gives the whole of it with its date as the source gives
    it, and is called when somebody asks.
    ``is_exact`` is False for a date of which only month or year is known.
    """

    lane: int
    day: date
    label: str
    tell: Callable[[], str]
    ref: NodeRef | None = None
    end: date | None = None
    is_ongoing: bool = False
    is_exact: bool = True

    @property
    def words(self) -> str:
        return self.tell()


@dataclass(frozen=True, slots=True)
class Placed:
    """What is drawn: ``items`` are indexes of the events that it stands for; x in pixels, ``row`` from the top.

    ``label_x`` and ``label_px`` give the room of the label; ``label`` is empty where there is none. ``share`` (0..1) is
    the height of a density bar; ``thread`` of ``threads`` says which of the thin lines of its row it is.
    """

    items: tuple[int, ...]
    row: int
    left: float
    right: float
    is_bar: bool
    label: str = ""
    label_x: float = 0.0
    label_px: float = 0.0
    share: float = 1.0
    thread: int = 0
    threads: int = 1


@dataclass(frozen=True, slots=True)
class LanePlan:
    """A lane's rows and what is in them; ``hidden`` events found no row and are drawn in the last without label."""

    first_row: int
    rows: int
    placed: tuple[Placed, ...]
    hidden: int = 0


TextWidth = Callable[[str], float]


@dataclass(frozen=True)
class LaneDays:
    """The events of one lane by their beginning: ``index`` (n,) into all events, ``start`` and ``end`` (n,) days."""

    index: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]


def lane_days(count: int, items: Sequence[TimelineItem], today: date) -> tuple[LaneDays, ...]:
    """Days of the events of each of ``count`` lanes; what goes on ends ``today``."""
    now, n = today.toordinal(), len(items)
    lanes = np.fromiter((item.lane for item in items), np.int64, n)
    starts = np.fromiter((item.day.toordinal() for item in items), np.float64, n)
    ends = np.fromiter(((item.end or item.day).toordinal() for item in items), np.float64, n)
    is_ongoing = np.fromiter((item.is_ongoing for item in items), np.bool_, n)
    ends = np.where(is_ongoing, np.maximum(ends, now), ends)
    made = []
    for lane in range(count):
        index = np.flatnonzero(lanes == lane)
        index = index[np.argsort(starts[index], kind="stable")]
        made.append(LaneDays(index, starts[index], ends[index]))
    return tuple(made)


def plan_timeline(
    lanes: Sequence[Lane],
    items: Sequence[TimelineItem],
    days: Sequence[LaneDays],
    to_x: Callable[[float], float],
    area: tuple[float, float],
    text_px: TextWidth,
) -> tuple[LanePlan, ...]:
    """Place every event that is in sight.

    Parameters
    ----------
    lanes, items
        ``lane`` of an item is an index into ``lanes``.
    days
        What `lane_days` makes of them.
    to_x
        Pixel of a day (ordinal with fractions).
    area
        Left and right border in pixels.
    text_px
        Width of a text in pixels.

    Returns
    -------
    tuple of LanePlan
        One a lane, rows counted through; no two labels, and no label and mark, of a row overlap.
    """
    plans, row = [], 0
    # drugs and tests are named again and again
    text_px = cache(text_px)
    zero, a_day = to_x(0.0), to_x(1.0) - to_x(0.0)
    for lane, dated in zip(lanes, days, strict=True):
        left, right = zero + dated.start * a_day, zero + dated.end * a_day
        seen = np.flatnonzero((right >= area[0] - MARK_PX / 2) & (left <= area[1] + MARK_PX / 2))
        spans = _Spans(dated.index[seen], left[seen], right[seen])
        plan = _plan_lane(lane, spans, items, area, text_px)
        placed = tuple(_in_row(one, one.row + row) for one in plan.placed) if row else plan.placed
        plans.append(replace(plan, first_row=row, placed=placed))
        row += plan.rows
    return tuple(plans)


def _in_row(one: Placed, row: int, thread: int | None = None, threads: int = 1) -> Placed:
    """The same in another row; as one of several threads, without its label. `dataclasses.replace` is slower."""
    if thread is not None:
        return Placed(
            one.items, row, one.left, one.right, one.is_bar, "", one.label_x, 0.0, one.share, thread, threads
        )
    return Placed(
        one.items, row, one.left, one.right, one.is_bar, one.label, one.label_x, one.label_px, one.share,
        one.thread, one.threads,
    )  # fmt: skip


@dataclass(frozen=True)
class _Spans:
    """Events in sight, by their left end: index of the event, left and right in pixels, each (n,)."""

    index: NDArray[np.int64]
    left: NDArray[np.float64]
    right: NDArray[np.float64]


def _plan_lane(
    lane: Lane, spans: _Spans, items: Sequence[TimelineItem], area: tuple[float, float], text_px: TextWidth
) -> LanePlan:
    match lane.kind:
        case LaneKind.DENSITY:
            return LanePlan(0, 1, _density(spans))
        case LaneKind.BARS:
            placed, rows, hidden = _bars(spans, items, lane.rows, area, text_px)
            return LanePlan(0, rows, tuple(placed), hidden)
        case LaneKind.THREADS:
            return LanePlan(0, 1, _threads(spans, items, area))
        case LaneKind.MARKS:
            return LanePlan(0, 1, tuple(_marks(spans, items, area, text_px)))


def _binned(left: NDArray[np.float64], width_px: float) -> list[NDArray[np.int64]]:
    """Places (sorted by ``left``) that fall into the same few pixels, from left to right."""
    if not len(left):
        return []
    edges = np.flatnonzero(np.diff(np.floor(left / width_px))) + 1
    return np.split(np.arange(len(left)), edges)


def _marks(
    spans: _Spans, items: Sequence[TimelineItem], area: tuple[float, float], text_px: TextWidth
) -> list[Placed]:
    groups, placed = _together(spans.left), []
    for place, group in enumerate(groups):
        members = tuple(int(one) for one in spans.index[group])
        middle = float(spans.left[group[0]] + spans.left[group[-1]]) / 2
        left, right = middle - MARK_PX / 2, middle + MARK_PX / 2
        following = area[1]
        if place + 1 < len(groups):
            following = float(spans.left[groups[place + 1][0]]) - MARK_PX / 2
        label = items[members[0]].label if len(members) == 1 else str(len(members))
        label_x = right + 3
        room = following - _GAP_PX - label_x
        width = _label_width(text_px(label), room, is_number=len(members) > 1)
        placed.append(
            Placed(members, 0, left, right, is_bar=False, label=label if width else "", label_x=label_x,
                   label_px=width)
        )  # fmt: skip
    return placed


def _together(left: NDArray[np.float64]) -> list[NDArray[np.int64]]:
    """Marks that would lie on each other: those of the same few pixels, and neighbours that still touch."""
    groups: list[NDArray[np.int64]] = []
    for group in _binned(left, _TOGETHER_PX):
        if groups and left[group[0]] - left[groups[-1][0]] < _TOGETHER_PX:
            groups[-1] = np.concatenate([groups[-1], group])
        else:
            groups.append(group)
    return groups


def _label_width(wanted: float, room: float, *, is_number: bool = False) -> float:
    """Width that a label gets; 0 where it is better left away than cut."""
    if wanted <= room:
        return wanted
    return room if room >= _SHORTEST_LABEL_PX and not is_number else 0.0


def _bars(
    spans: _Spans,
    items: Sequence[TimelineItem],
    most_rows: int,
    area: tuple[float, float],
    text_px: TextWidth,
) -> tuple[list[Placed], int, int]:
    """Bars and marks in rows: each takes the first row that is free for it and its label."""
    free_from: list[float] = []
    placed: list[Placed] = []
    homeless: list[int] = []
    for place in range(len(spans.index)):
        index, start, end = int(spans.index[place]), float(spans.left[place]), float(spans.right[place])
        item = items[index]
        is_bar = end - start > 1.0 or item.is_ongoing or item.end is not None
        left = max(start, area[0]) if is_bar else start - MARK_PX / 2
        right = min(max(end, start + MARK_PX), area[1]) if is_bar else start + MARK_PX / 2
        wanted = text_px(item.label)
        inside = is_bar and right - left >= min(wanted + 8, max(area[1] - right, _SHORTEST_LABEL_PX) + 4)
        label_x = left + 4 if inside else right + 4
        taken = right if inside else min(label_x + wanted, area[1])
        row = next((number for number, free in enumerate(free_from) if free <= left), None)
        if row is None and len(free_from) < most_rows:
            free_from.append(0.0)
            row = len(free_from) - 1
        if row is None:
            homeless.append(place)
            continue
        free_from[row] = taken + _GAP_PX
        width = _label_width(wanted, right - 4 - label_x if inside else area[1] - label_x)
        placed.append(Placed((index,), row, left, right, is_bar, item.label if width else "", label_x, width))
    if homeless:
        placed = _without_covered_labels(placed, most_rows - 1)
        rest = np.array(homeless)
        left_of_rest = np.maximum(spans.left[rest], area[0])
        for group in _binned(left_of_rest, _TOGETHER_PX):
            members = tuple(int(one) for one in spans.index[rest[group]])
            left = float(left_of_rest[group[0]])
            placed.append(Placed(members, most_rows - 1, left, left + _TOGETHER_PX - 1, is_bar=True))
    return placed, max(len(free_from), 1), len(homeless)


def _without_covered_labels(placed: list[Placed], row: int) -> list[Placed]:
    """In the row that holds what found no other, labels would lie under marks."""
    return [
        Placed(one.items, one.row, one.left, one.right, one.is_bar) if one.row == row else one
        for one in placed
    ]


def _threads(spans: _Spans, items: Sequence[TimelineItem], area: tuple[float, float]) -> tuple[Placed, ...]:
    """Bars in as many thin lines as keep them apart, at most `_MOST_THREADS`."""
    placed, _rows, _hidden = _bars(spans, items, _MOST_THREADS, area, lambda _text: 0.0)
    count = max((one.row for one in placed), default=0) + 1
    return tuple(_in_row(one, 0, one.row, count) for one in placed)


def _density(spans: _Spans) -> tuple[Placed, ...]:
    """How many fall into each few pixels, as bars; the tallest is the fullest in sight."""
    groups = _binned(spans.left, _DENSITY_PX)
    most = max((len(group) for group in groups), default=1)
    placed = []
    for group in groups:
        left = float(np.floor(spans.left[group[0]] / _DENSITY_PX)) * _DENSITY_PX
        placed.append(
            Placed(
                tuple(int(one) for one in spans.index[group]),
                0,
                left,
                left + _DENSITY_PX - 1,
                is_bar=True,
                share=max(len(group) / most, 0.25),
            )
        )
    return tuple(placed)
