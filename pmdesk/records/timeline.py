"""Everything dated in a record, in the order of time."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.record import ClinicalStatus, Coding, Observation, PatientRecord


class EventKind(StrEnum):
    """What happened; each has a lane of the timeline."""

    BIRTH = "birth"
    CONDITION = "condition"
    OBSERVATION = "observation"
    MEDICATION = "medication"
    PROCEDURE = "procedure"
    ENCOUNTER = "encounter"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened on a day or over a time.

    ``day`` is where the event is drawn. When only a month or year is known it is the first day of it, and
    ``stated_date`` holds what the source gives; otherwise ``stated_date`` is empty. ``value`` is ready to show.
    ``is_ongoing`` says that the record calls it active and gives no end.
    """

    kind: EventKind
    day: date
    coding: Coding
    ref: NodeRef
    value: str = ""
    end: date | None = None
    stated_date: str = ""
    is_ongoing: bool = False


def timeline(record: PatientRecord) -> tuple[TimelineEvent, ...]:
    """Events of the record by day; entries without any date are left out."""
    dated = [event for event in _all_events(record) if event is not None]
    return tuple(sorted(dated, key=lambda event: (event.day, event.kind.value, event.ref.key)))


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
    return first.replace(day=monthrange(first.year, first.month)[1])


def _event(
    kind: EventKind,
    day: date | None,
    partial: str,
    coding: Coding,
    ref: NodeRef,
    value: str = "",
    end: date | None = None,
    *,
    is_ongoing: bool = False,
) -> TimelineEvent | None:
    begin, stated = day, ""
    if day is None and partial:
        begin, stated = first_day(partial), partial
    if begin is None:
        return None
    # an end before its beginning is an error of the source: the beginning alone is drawn
    last = end if end is not None and end >= begin else None
    return TimelineEvent(kind, begin, coding, ref, value, last, stated, is_ongoing)


def _result(item: Observation) -> str:
    if item.value is None:
        return item.text
    return f"{item.value:g} {item.unit}".strip()


def _all_events(record: PatientRecord) -> Iterator[TimelineEvent | None]:
    """An event for each entry; None for an entry without a date."""
    if record.demographics.birth_date is not None:
        ref = NodeRef(NodeKind.RECORD_FIELD, "demographics.birth_date")
        yield TimelineEvent(EventKind.BIRTH, record.demographics.birth_date, Coding(), ref)
    for condition in record.conditions:
        yield _event(
            EventKind.CONDITION, condition.onset, condition.partial_date, condition.coding,
            NodeRef(NodeKind.CONDITION, condition.id), condition.stage, condition.ended,
            is_ongoing=condition.clinical_status is ClinicalStatus.ACTIVE
            and condition.ended is None
            and not condition.partial_end,
        )  # fmt: skip
    for item in record.observations:
        yield _event(
            EventKind.OBSERVATION, item.taken_on, item.partial_date, item.coding,
            NodeRef(NodeKind.OBSERVATION, item.id), _result(item),
        )  # fmt: skip
    for drug in record.medications:
        yield _event(
            EventKind.MEDICATION, drug.started, drug.partial_date, drug.coding,
            NodeRef(NodeKind.MEDICATION, drug.id), drug.dose, drug.stopped,
            is_ongoing=drug.active is True and drug.stopped is None and not drug.partial_end,
        )  # fmt: skip
    for procedure in record.procedures:
        yield _event(
            EventKind.PROCEDURE, procedure.performed, procedure.partial_date, procedure.coding,
            NodeRef(NodeKind.PROCEDURE, procedure.id),
        )  # fmt: skip
    for visit in record.encounters:
        yield _event(
            EventKind.ENCOUNTER, visit.started, visit.partial_date, visit.coding,
            NodeRef(NodeKind.ENCOUNTER, visit.id), visit.reason, visit.ended,
        )  # fmt: skip
    for report in record.reports:
        yield _event(
            EventKind.REPORT, report.issued, report.partial_date, report.coding,
            NodeRef(NodeKind.REPORT, report.id), report.conclusion,
        )  # fmt: skip
