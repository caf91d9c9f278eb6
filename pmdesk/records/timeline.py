"""Everything dated in a record, in the order of time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.record import Coding, Observation, PatientRecord


class EventKind(StrEnum):
    """Lanes of the timeline."""

    BIRTH = "birth"
    CONDITION = "condition"
    OBSERVATION = "observation"
    MEDICATION = "medication"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened on a day or over a time.

    ``day`` is where the event is drawn. When only a month or year is known it is the first day of it, and
    ``stated_date`` holds what the source gives; otherwise ``stated_date`` is empty. ``value`` is ready to show.
    """

    kind: EventKind
    day: date
    coding: Coding
    ref: NodeRef
    value: str = ""
    end: date | None = None
    stated_date: str = ""


def timeline(record: PatientRecord) -> tuple[TimelineEvent, ...]:
    """Events of the record by day; entries without any date are left out."""
    events = []
    if record.demographics.birth_date is not None:
        ref = NodeRef(NodeKind.RECORD_FIELD, "demographics.birth_date")
        events.append(TimelineEvent(EventKind.BIRTH, record.demographics.birth_date, Coding(), ref))
    for condition in record.conditions:
        ref = NodeRef(NodeKind.CONDITION, condition.id)
        events += _event(
            EventKind.CONDITION,
            condition.onset,
            condition.partial_date,
            condition.coding,
            ref,
            condition.stage,
        )
    for item in record.observations:
        ref = NodeRef(NodeKind.OBSERVATION, item.id)
        events += _event(
            EventKind.OBSERVATION, item.taken_on, item.partial_date, item.coding, ref, _result(item)
        )
    for drug in record.medications:
        ref = NodeRef(NodeKind.MEDICATION, drug.id)
        events += _event(
            EventKind.MEDICATION, drug.started, drug.partial_date, drug.coding, ref, drug.dose, drug.stopped
        )
    for procedure in record.procedures:
        # a procedure is no node of the evidence graph; it is named by its own id under the patient
        ref = NodeRef(NodeKind.PATIENT, procedure.id)
        events += _event(
            EventKind.PROCEDURE, procedure.performed, procedure.partial_date, procedure.coding, ref
        )
    return tuple(sorted(events, key=lambda event: (event.day, event.kind.value, event.ref.key)))


def first_day(stated: str) -> date | None:
    """First day of a date of partial precision, ``"1998"`` or ``"1998-07"``; None when it is neither."""
    parts = stated.split("-")
    try:
        return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, 1)
    except ValueError:
        return None


def last_day(stated: str) -> date | None:
    """Last day of a date of partial precision; None when it is neither year nor month."""
    first = first_day(stated)
    if first is None:
        return None
    if "-" not in stated:
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _event(
    kind: EventKind,
    day: date | None,
    partial: str,
    coding: Coding,
    ref: NodeRef,
    value: str = "",
    end: date | None = None,
) -> list[TimelineEvent]:
    if day is not None:
        return [TimelineEvent(kind, day, coding, ref, value, end)]
    begin = first_day(partial) if partial else None
    return [TimelineEvent(kind, begin, coding, ref, value, end, partial)] if begin is not None else []


def _result(item: Observation) -> str:
    if item.value is None:
        return item.text
    return f"{item.value:g} {item.unit}".strip()
