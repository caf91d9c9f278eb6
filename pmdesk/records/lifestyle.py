"""Smoking in numbers: pack-years from what was smoked, years since quitting from dated statements."""

from dataclasses import dataclass
from datetime import date

from pmdesk.core.record import Observation, PatientRecord, Smoking
from pmdesk.records.timeline import first_day, last_day

CIGARETTES_A_PACK = 20.0
"""A pack-year is 20 cigarettes a day for one year (NCI Dictionary of Cancer Terms)."""

PACK_YEARS_TOLERANCE = 0.5
"""Stated and computed pack-years within half a pack-year are the same number, rounded."""

_SMOKING_STATUS_LOINC = "72166-2"
_CURRENT_CODES = ("current", "smokes", "every day", "some day")
_FORMER_CODES = ("former", "ex-smoker", "quit")
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class PackYears:
    """Stated and computed pack-years; None where that way gives no number."""

    stated: float | None
    computed: float | None

    @property
    def best(self) -> float | None:
        """The stated number, else the computed one."""
        return self.computed if self.stated is None else self.stated

    @property
    def differ(self) -> bool:
        """Both are known and more than half a pack-year apart."""
        if self.stated is None or self.computed is None:
            return False
        return abs(self.stated - self.computed) > PACK_YEARS_TOLERANCE


def pack_years(smoking: Smoking) -> PackYears:
    """Pack-years: packs of 20 a day times years.

    Nothing is computed unless both cigarettes a day and years are stated.
    """
    a_day, years = smoking.cigarettes_per_day, smoking.years_smoked
    computed = None if a_day is None or years is None else a_day / CIGARETTES_A_PACK * years
    return PackYears(smoking.pack_years, computed)


@dataclass(frozen=True, slots=True)
class Quitting:
    """Between which days somebody stopped smoking, by dated statements of the record.

    ``last_smoking`` is the last day on which smoking was noted, None when it never was; ``first_former`` the first day
    after it on which the person was noted as a former smoker.
    """

    last_smoking: date | None
    first_former: date

    def years_on(self, day: date) -> tuple[float, float | None]:
        """Least and most completed years since quitting on ``day``; most is None when no smoking was noted before."""
        least = max((day - self.first_former).days, 0) / _DAYS_A_YEAR
        if self.last_smoking is None:
            return least, None
        return least, max((day - self.last_smoking).days, 0) / _DAYS_A_YEAR


def quitting(record: PatientRecord) -> Quitting | None:
    """When smoking ended, from tobacco smoking status observations (LOINC 72166-2); None when they do not tell.

    The latest statement must be "former"; a relapse in between counts as smoking.
    """
    asked = [item for item in record.observations if item.coding.code == _SMOKING_STATUS_LOINC]
    known = [(item, _status(item.text)) for item in asked if _first(item) is not None]
    known = [(item, smokes) for item, smokes in known if smokes is not None]
    known.sort(key=lambda pair: _first(pair[0]) or date.min)
    if not known or known[-1][1]:
        return None
    last_smoking: date | None = None
    first_former: date | None = None
    for item, smokes in known:
        if smokes:
            last_smoking, first_former = _first(item), None
        elif first_former is None:
            first_former = _last(item)
    return None if first_former is None else Quitting(last_smoking, first_former)


def _status(text: str) -> bool | None:
    """True for a smoker, False for a former one, None for anything else."""
    words = text.casefold()
    if any(word in words for word in _FORMER_CODES):
        return False
    return True if any(word in words for word in _CURRENT_CODES) else None


def _first(item: Observation) -> date | None:
    return item.taken_on or (first_day(item.partial_date) if item.partial_date else None)


def _last(item: Observation) -> date | None:
    return item.taken_on or (last_day(item.partial_date) if item.partial_date else None)
