"""Measured values of a record by analyte and day, and their conversion from unit to unit."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

from pmdesk.core.analytes import Analyte, analyte, analyte_of
from pmdesk.core.errors import InputError
from pmdesk.core.record import Observation, PatientRecord
from pmdesk.core.units import convert
from pmdesk.services.record_search import observed_on


def converted(value: float, unit: str, target: str, what: Analyte | None = None) -> float | None:
    """A value in another UCUM unit; None where it cannot be converted."""
    if unit == target:
        return value
    line = _line(unit, target, what.id if what is not None else "")
    return None if line is None else line[0] * value + line[1]


@cache
def _line(unit: str, target: str, analyte_id: str) -> tuple[float, float] | None:
    """Factor and offset of a conversion, None where there is none; kept, because the library of units is slow.

    Mass to amount of substance in the usual units goes by the molar mass at once, without loading that library.
    """
    what = analyte(analyte_id) if analyte_id else None
    mass = what.molar_mass_g_per_mol if what is not None else None
    if mass is not None and (unit, target) in _MILLIMOLES:
        return _MILLIMOLES[unit, target](mass), 0.0
    try:
        at_0, at_1 = (convert(value, unit, target, what) for value in (0.0, 1.0))
    except InputError:
        return None
    return at_1 - at_0, at_0


_MILLIMOLES: Mapping[tuple[str, str], Callable[[float], float]] = {
    ("mg/dL", "mmol/L"): lambda grams_per_mole: 10.0 / grams_per_mole,
    ("mmol/L", "mg/dL"): lambda grams_per_mole: grams_per_mole / 10.0,
    ("mg/dL", "umol/L"): lambda grams_per_mole: 10_000.0 / grams_per_mole,
    ("umol/L", "mg/dL"): lambda grams_per_mole: grams_per_mole / 10_000.0,
}


class AnalyteValues:
    """The numbers of a record by analyte, in the order of their days; built once a record."""

    def __init__(self, record: PatientRecord) -> None:
        self._dated: dict[str, list[tuple[date, int, Observation]]] = {}
        self._undated: dict[str, list[Observation]] = {}
        for place, one in enumerate(record.observations):
            meant = analyte_of(one.coding) if one.value is not None else None
            if meant is None:
                continue
            day = observed_on(one)
            if day is None:
                self._undated.setdefault(meant.id, []).append(one)
            else:
                self._dated.setdefault(meant.id, []).append((day, place, one))
        for values in self._dated.values():
            values.sort(key=lambda value: value[:2])

    def newest_first(self, analyte_id: str, on: date, only_on: date | None = None) -> Iterator[Observation]:
        """Values up to a day (or of one day alone), the latest first; those without a date come last."""
        dated = self._dated.get(analyte_id, [])
        for place in range(bisect_right(dated, on, key=lambda value: value[0]) - 1, -1, -1):
            day, _, one = dated[place]
            if only_on in (None, day):
                yield one
        if only_on is None:
            yield from reversed(self._undated.get(analyte_id, []))

    def oldest_first(self, analyte_id: str, on: date) -> Iterator[Observation]:
        """Dated values up to a day, the earliest first."""
        dated = self._dated.get(analyte_id, [])
        for _, _, one in dated[: bisect_right(dated, on, key=lambda value: value[0])]:
            yield one

    def days_of(self, analyte_id: str) -> tuple[date, ...]:
        """Days with a value, the earliest first."""
        return tuple(dict.fromkeys(day for day, _, _ in self._dated.get(analyte_id, [])))
