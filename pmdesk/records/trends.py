"""Laboratory values as series over time: grouped by analyte, in one unit each, with what cannot be drawn said.

A value keeps the number and unit that the source gives; only for drawing is it converted, and only where the units
allow it. No reference range is assumed: each value has its own, or none.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmdesk.core.analytes import Analyte, analyte_of, analytes
from pmdesk.core.clock import today
from pmdesk.core.errors import InputError
from pmdesk.core.record import Observation, PatientRecord
from pmdesk.core.units import convert, is_ucum, ucum_of
from pmdesk.records.date_checks import is_in_life
from pmdesk.records.timeline import first_day


class NotDrawnReason(StrEnum):
    """Why a value is listed and not drawn."""

    NO_NUMBER = "no_number"
    NO_DATE = "no_date"
    DATE_NOT_IN_LIFE = "date_not_in_life"
    NO_UNIT = "no_unit"
    UNKNOWN_UNIT = "unknown_unit"
    NOT_CONVERTIBLE = "not_convertible"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One value: ``value``, ``low`` and ``high`` (its own reference range) in the unit of the trend.

    ``side`` is -1 below its range, 1 above it, 0 inside or where it has none. ``is_exact`` is False where only month
    or year is known; ``day`` is then their first day.
    """

    observation: Observation
    day: date
    value: float
    low: float | None
    high: float | None
    side: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """Values of one analyte by day; ``unit`` (UCUM) is the one that most of them came in."""

    key: str
    name: str
    analyte: Analyte | None
    unit: str
    points: tuple[TrendPoint, ...]

    @property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest of the values and of those limits of their ranges that lie near them."""
        values = [point.value for point in self.points]
        low, high = min(values), max(values)
        reach = max(high - low, abs(high) * 0.15, 1e-9)
        near = [
            limit
            for point in self.points
            for limit in (point.low, point.high)
            if limit is not None and low - reach <= limit <= high + reach
        ]
        return min([low, *near]), max([high, *near])


@dataclass(frozen=True, slots=True)
class Trends:
    """Series in the order in which analytes are shown, and what is in none of them."""

    series: tuple[Trend, ...]
    not_drawn: tuple[tuple[Observation, NotDrawnReason], ...] = ()


def build_trends(record: PatientRecord, check: Callable[[], None] = lambda: None) -> Trends:
    """Series of every numeric observation.

    Parameters
    ----------
    check
        Called between analytes; raises to cancel. The first call of all may take a second, because the library of
        units is loaded: not for the thread of the window.
    """
    on = today()
    groups: dict[str, list[Observation]] = {}
    not_drawn: list[tuple[Observation, NotDrawnReason]] = []
    for item in record.observations:
        if item.value is None:
            not_drawn.append((item, NotDrawnReason.NO_NUMBER))
        elif (day := _day(item)) is None:
            not_drawn.append((item, NotDrawnReason.NO_DATE))
        elif not is_in_life(record, day, on):
            not_drawn.append((item, NotDrawnReason.DATE_NOT_IN_LIFE))
        elif not item.unit:
            not_drawn.append((item, NotDrawnReason.NO_UNIT))
        else:
            groups.setdefault(_key(item), []).append(item)
    series = []
    for key, items in groups.items():
        check()
        trend = _trend(key, items, not_drawn)
        if trend is not None:
            series.append(trend)
    places = {one.id: place for place, one in enumerate(analytes())}
    series.sort(
        key=lambda one: (
            places[one.analyte.id] if one.analyte is not None else len(places), one.name.casefold(), one.key
        )
    )  # fmt: skip
    return Trends(tuple(series), tuple(not_drawn))


def _key(item: Observation) -> str:
    one = analyte_of(item.coding)
    if one is not None:
        return one.id
    if item.coding.code:
        return f"{item.coding.system}|{item.coding.code}"
    return item.coding.display.casefold()


def _day(item: Observation) -> date | None:
    return item.taken_on or (first_day(item.partial_date) if item.partial_date else None)


def _trend(
    key: str, items: list[Observation], not_drawn: list[tuple[Observation, NotDrawnReason]]
) -> Trend | None:
    one = analyte_of(items[0].coding)
    codes = {unit: _code(unit) for unit in {item.unit for item in items}}
    not_drawn += [(item, NotDrawnReason.UNKNOWN_UNIT) for item in items if codes[item.unit] is None]
    known = [item for item in items if codes[item.unit] is not None]
    if not known:
        return None
    counts = Counter(codes[item.unit] for item in known)
    unit = max(counts, key=lambda code: (counts[code], code in (one.units if one else ())))
    assert unit is not None
    points = []
    for item in known:
        try:
            points.append(_point(item, str(codes[item.unit]), unit, one))
        except InputError:
            not_drawn.append((item, NotDrawnReason.NOT_CONVERTIBLE))
    points.sort(key=lambda point: (point.day, point.observation.id))
    latest = points[-1].observation.coding
    return Trend(key, latest.display or latest.code, one, unit, tuple(points))


def _code(unit: str) -> str | None:
    return unit if is_ucum(unit) else ucum_of(unit)


def _point(item: Observation, code: str, unit: str, one: Analyte | None) -> TrendPoint:
    def converted(value: float | None) -> float | None:
        return None if value is None else value if code == unit else convert(value, code, unit, one)

    assert item.value is not None
    day = _day(item)
    assert day is not None
    side = 0
    if item.reference_low is not None and item.value < item.reference_low:
        side = -1
    elif item.reference_high is not None and item.value > item.reference_high:
        side = 1
    value = converted(item.value)
    assert value is not None
    return TrendPoint(
        item,
        day,
        value,
        converted(item.reference_low),
        converted(item.reference_high),
        side,
        item.taken_on is not None,
    )
