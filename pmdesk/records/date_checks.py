"""Dates of a record that cannot be right: births that nobody living has, events before the birth or in the future.

Nothing is changed: a date stays as its source states it, and whoever reads the record is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pmdesk.core.record import OLDEST_AGE, Demographics, PatientRecord
from pmdesk.records.timeline import first_day, last_day

LEEWAY = timedelta(days=1)
"""A file may state days by the clock of another time zone."""

PLANNED = timedelta(days=366)
"""What is planned may be drawn so far ahead."""


class DateFault(StrEnum):
    """What is wrong with a date; the value is the code of its words."""

    BIRTH = "fhir.birth_implausible"
    FUTURE = "fhir.date_future"
    BEFORE_BIRTH = "fhir.date_before_birth"
    END_FIRST = "fhir.end_before_begin"


class DatePart(StrEnum):
    """Which date of an entry; each has words as ``fhir_detail.PART``."""

    BIRTH = "birth"
    DEATH = "death"
    ONSET = "onset"
    TAKEN = "taken"
    BEGIN = "begin"
    PERFORMED = "performed"
    RECORDED = "recorded"
    ISSUED = "issued"
    END = "end"


@dataclass(frozen=True, slots=True)
class DateProblem:
    """``list_name`` and ``entry_id`` are empty for the patient's own dates."""

    fault: DateFault
    part: DatePart
    list_name: str = ""
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that a date can mean: one for a whole day, a month or year for a partial one."""

    first: date
    last: date


_BEGINS = {
    "observations": ("taken_on", DatePart.TAKEN),
    "conditions": ("onset", DatePart.ONSET),
    "medications": ("started", DatePart.BEGIN),
    "procedures": ("performed", DatePart.PERFORMED),
    "allergies": ("recorded", DatePart.RECORDED),
    "encounters": ("started", DatePart.BEGIN),
    "reports": ("issued", DatePart.ISSUED),
}
_ENDS = {"conditions": "ended", "medications": "stopped", "encounters": "ended"}
_PLANNED = frozenset({"medications"})
"""Lists whose ends may lie in the future."""


def date_problems(record: PatientRecord, on: date) -> tuple[DateProblem, ...]:
    """Every date that cannot be right as of a day (today)."""
    who = record.demographics
    found = list(_of_patient(who, on))
    is_sure = all(one.fault is not DateFault.BIRTH for one in found)
    born = _span(who.birth_date, who.partial_birth_date) if is_sure else None
    for name, (field, part) in _BEGINS.items():
        for entry in getattr(record, name):
            found.extend(
                DateProblem(fault, where, name, entry.id)
                for fault, where in _of_entry(entry, name, field, part, born, on)
            )
    return tuple(found)


def is_in_life(record: PatientRecord, day: date, on: date) -> bool:
    """False for a day before the birth or in the future: a drawing that reached to it would show nothing else."""
    born = record.demographics.birth_date
    if born is not None and born - day > LEEWAY and is_birth_plausible(record, on):
        return False
    return day - on <= PLANNED


def is_birth_plausible(record: PatientRecord, on: date) -> bool:
    """False for a stated birth date (whole or partial) that nobody can have."""
    return all(one.fault is not DateFault.BIRTH for one in _of_patient(record.demographics, on))


def _of_patient(who: Demographics, on: date) -> Iterator[DateProblem]:
    born = _span(who.birth_date, who.partial_birth_date)
    death = _span(who.death_date, who.partial_death_date)
    if born is not None:
        # somebody who is dead may have been born at any time, and lived no longer than anybody has
        until = death.first if death is not None else None if who.is_deceased else on
        is_too_old = until is not None and (until - born.last).days > (OLDEST_AGE + 1) * 365.25
        if is_too_old or born.first - on > LEEWAY:
            yield DateProblem(DateFault.BIRTH, DatePart.BIRTH)
    if death is not None:
        if death.first - on > LEEWAY:
            yield DateProblem(DateFault.FUTURE, DatePart.DEATH)
        if born is not None and born.first - death.last > LEEWAY:
            yield DateProblem(DateFault.BEFORE_BIRTH, DatePart.DEATH)


def _of_entry(
    entry: Any, name: str, field: str, part: DatePart, born: _Span | None, on: date
) -> Iterator[tuple[DateFault, DatePart]]:
    begin = _span(getattr(entry, field), entry.partial_date)
    if begin is not None:
        yield from ((fault, part) for fault in _faults(begin, born, on))
    end_field = _ENDS.get(name)
    if end_field is None:
        return
    end = _span(getattr(entry, end_field), entry.partial_end)
    if end is None:
        return
    if begin is not None and begin.first - end.last > LEEWAY:
        yield DateFault.END_FIRST, DatePart.END
    for fault in _faults(end, born, on):
        if fault is not DateFault.FUTURE or name not in _PLANNED:
            yield fault, DatePart.END


def _faults(span: _Span, born: _Span | None, on: date) -> Iterator[DateFault]:
    if span.first - on > LEEWAY:
        yield DateFault.FUTURE
    if born is not None and born.first - span.last > LEEWAY:
        yield DateFault.BEFORE_BIRTH


def _span(day: date | None, partial: str) -> _Span | None:
    return _Span(day, day) if day is not None else _span_of(partial)


def _span_of(stated: str) -> _Span | None:
    """The days of ``"1998"``, ``"1998-07"`` or ``"1998-07-05"``; None for anything else."""
    try:
        day = date.fromisoformat(stated)
    except ValueError:
        first, last = first_day(stated), last_day(stated)
        return _Span(first, last) if first is not None and last is not None else None
    return _Span(day, day)
