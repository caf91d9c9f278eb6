"""The stretch of time in sight, shared by every view that draws along time, and its ticks."""

import math
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

_SHORTEST_DAYS = 14.0
_MONTH_STEPS = (1, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_DAYS_A_YEAR, _DAYS_A_MONTH = 365.25, 30.44


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A tick at the beginning of a year, month or week; ``label`` in ISO form, empty for a minor tick."""

    day: float
    label: str


class TimeWindow(QObject):
    """First and last day in sight, in proleptic ordinals with fractions (`datetime.date.toordinal`).

    Signals
    -------
    changed()
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._full = (0.0, _DAYS_A_YEAR)
        self._seen = self._full

    @property
    def first(self) -> float:
        return self._seen[0]

    @property
    def last(self) -> float:
        return self._seen[1]

    @property
    def is_whole(self) -> bool:
        """Everything is in sight."""
        return self._seen == self._full

    def set_full(self, first: date, last: date) -> None:
        """Set the whole stretch; what is in sight stays in sight unless all was in sight or nothing of it is left."""
        margin = max((last.toordinal() - first.toordinal()) / 40, 15.0)
        full = (first.toordinal() - margin, last.toordinal() + margin)
        if full == self._full:
            return
        was_whole = self.is_whole
        self._full = full
        if was_whole or self.last < full[0] or self.first > full[1]:
            self._seen = full
        else:
            self._seen = self._clamped(*self._seen)
        self.changed.emit()

    def show(self, first: float, last: float) -> None:
        """Bring a stretch into sight, within the whole."""
        wanted = self._clamped(first, last)
        if wanted != self._seen:
            self._seen = wanted
            self.changed.emit()

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show ``1 / factor`` of what is in sight; the day ``around`` stays where it is."""
        middle = (self.first + self.last) / 2 if around is None else around
        self.show(middle - (middle - self.first) / factor, middle + (self.last - middle) / factor)

    def pan(self, days: float) -> None:
        """Move what is in sight; it stops at the ends of the whole."""
        width = self.last - self.first
        first = min(max(self.first + days, self._full[0]), self._full[1] - width)
        self.show(first, first + width)

    def reset(self) -> None:
        self.show(*self._full)

    def reveal(self, day: date) -> None:
        """Move just enough that ``day`` is in sight."""
        place, width = float(day.toordinal()), self.last - self.first
        if place < self.first:
            self.pan(place - self.first - width / 20)
        elif place > self.last:
            self.pan(place - self.last + width / 20)

    def _clamped(self, first: float, last: float) -> tuple[float, float]:
        if last - first < _SHORTEST_DAYS:
            middle = (first + last) / 2
            first, last = middle - _SHORTEST_DAYS / 2, middle + _SHORTEST_DAYS / 2
        return max(first, self._full[0]), min(last, self._full[1])


def time_ticks(first: float, last: float, width_px: float, label_px: float) -> tuple[TimeTick, ...]:
    """Ticks between two days, so far apart that labels of ``label_px`` keep clear of each other.

    Years carry their number, months ``2021-05``, days ``2021-05-06``.
    """
    days_a_label = (last - first) * label_px / max(width_px, 1.0)
    begin, end = max(math.floor(first), 1), min(math.ceil(last), date.max.toordinal())
    for step in (1, 2, 7):
        if days_a_label <= step and last - first < 120:
            return tuple(
                TimeTick(day, date.fromordinal(day).isoformat())
                for day in range(begin - begin % step + step, end + 1, step)
            )
    for months in _MONTH_STEPS:
        if days_a_label <= months * _DAYS_A_MONTH:
            return _month_ticks(begin, end, months)
    for years in _YEAR_STEPS:
        if days_a_label <= years * _DAYS_A_YEAR:
            return _year_ticks(begin, end, years)
    return ()


def _month_ticks(begin: int, end: int, step: int) -> tuple[TimeTick, ...]:
    found, day = [], date.fromordinal(begin).replace(day=1, month=1)
    year, month = day.year, 1
    while year < date.max.year:
        place = date(year, month, 1).toordinal()
        if place > end:
            break
        if place >= begin:
            found.append(TimeTick(place, f"{year:04d}" if month == 1 else f"{year:04d}-{month:02d}"))
        month += step
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
    return tuple(found)


def _year_ticks(begin: int, end: int, step: int) -> tuple[TimeTick, ...]:
    first, last = date.fromordinal(begin).year, date.fromordinal(end).year
    years = range(max(first - first % step, 1), last + 1, step)
    ticks = (TimeTick(date(year, 1, 1).toordinal(), f"{year:04d}") for year in years)
    return tuple(tick for tick in ticks if begin <= tick.day <= end)
