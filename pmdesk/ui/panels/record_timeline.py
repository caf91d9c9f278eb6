"""The case on a line of time: which event stands in which lane, and in which words."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from pmdesk.core.clock import today
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.progress import JobContext
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.risk import RiskState
from pmdesk.records.date_checks import is_in_life
from pmdesk.records.timeline import EventKind, TimelineEvent, timeline
from pmdesk.services.case import Case
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.node_words import coding_text, risk_value
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.widgets.clinical_numbers import unit_sign
from pmdesk.ui.widgets.dose_words import dose_words
from pmdesk.ui.widgets.time_window import TimeWindow
from pmdesk.ui.widgets.timeline_layout import Lane, LaneKind, TimelineItem

_GENETIC_REPORTS = frozenset({"51969-4", "55232-3", "81247-9"})
"""LOINC: genetic analysis report, genetic analysis summary panel, genetic variant reporting panel."""

_MADE_AT_ONCE = 600
"""Entries up to which the events are made while the window waits."""

_IMAGING, _PROBLEMS, _LABS, _DRUGS, _PROCEDURES, _VISITS, _REPORTS, _GENOME, _RISK = range(9)

_LANE_OF = {
    EventKind.CONDITION: _PROBLEMS,
    EventKind.OBSERVATION: _LABS,
    EventKind.MEDICATION: _DRUGS,
    EventKind.PROCEDURE: _PROCEDURES,
    EventKind.ENCOUNTER: _VISITS,
    EventKind.REPORT: _REPORTS,
}


@dataclass(frozen=True)
class CaseTimeline:
    """What a `pmdesk.ui.widgets.timeline_view.TimelineView` is given."""

    lanes: tuple[Lane, ...]
    items: tuple[TimelineItem, ...]
    today: date
    markers: tuple[tuple[date, str], ...]
    notes: dict[int, str] = field(default_factory=dict)


class RecordTime(QObject):
    """The stretch of time that the pages share, and the events of the record, made once for all of them.

    Events of a large record are made by a job; until then there are none.

    Signals
    -------
    changed()
        The events of a large record are there.
    """

    changed = Signal()

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window = TimeWindow(self)
        self._context = context
        self._made_for: object = None
        self._whose: Demographics | None = None
        self._items: tuple[TimelineItem, ...] = ()

    def events_of(self, record: PatientRecord | None) -> tuple[TimelineItem, ...]:
        """Events of the record; none while they are being made."""
        if record is None:
            return ()
        if record is not self._made_for:
            self._made_for = record
            if _entries(record) <= _MADE_AT_ONCE:
                self._items = record_items(record)
            else:
                if record.demographics != self._whose:
                    # nothing of another patient stays in sight
                    self._items = ()
                self._context.jobs.submit(
                    "job.timeline", _make_items, record, key="record.timeline", on_done=self._take
                )
            self._whose = record.demographics
        return self._items

    def forget(self) -> None:
        """Make the events anew when asked, in another language."""
        self._made_for = None

    def _take(self, items: tuple[TimelineItem, ...]) -> None:
        self._items = items
        self.changed.emit()


def _entries(record: PatientRecord) -> int:
    return (
        len(record.observations) + len(record.encounters) + len(record.medications) + len(record.procedures)
    )


def _make_items(ctx: JobContext, record: PatientRecord) -> tuple[TimelineItem, ...]:
    ctx.check()
    return record_items(record)


def case_timeline(
    case: Case, texts: QtTexts, of_record: tuple[TimelineItem, ...], *, rows: int
) -> CaseTimeline:
    """Everything dated in the case.

    Parameters
    ----------
    of_record
        Events of its record, from `record_items`.
    rows
        Most rows that problems and drugs may take; 1 for an overview.
    """
    items = [*_imaging(case), *of_record, *_risk_items(case, texts)]
    now = today()
    markers = [(now, QCoreApplication.translate("RecordTimeline", "today"))]
    description = case.description
    if description is not None and description.study_date is not None and description.study_date != now:
        markers.append((description.study_date, QCoreApplication.translate("RecordTimeline", "this study")))
    notes = {}
    if case.genome is not None and not any(item.lane == _GENOME for item in items):
        notes[_GENOME] = QCoreApplication.translate("RecordTimeline", "{sample}: date not known").format(
            sample=case.genome.sample
        )
    return CaseTimeline(_lanes(rows), tuple(items), now, tuple(markers), notes)


def treatment_timeline(case: Case, texts: QtTexts, of_record: tuple[TimelineItem, ...]) -> CaseTimeline:
    """Drugs, procedures, imaging and genome, for the axis above the laboratory's plots."""
    kept_events = tuple(item for item in of_record if item.lane in (_DRUGS, _PROCEDURES, _GENOME))
    whole = case_timeline(case, texts, kept_events, rows=6)
    kept = (_DRUGS, _PROCEDURES, _IMAGING, _GENOME)
    place = {lane: number for number, lane in enumerate(kept)}
    items = tuple(replace(item, lane=place[item.lane]) for item in whole.items if item.lane in place)
    notes = {place[lane]: words for lane, words in whole.notes.items() if lane in place}
    return CaseTimeline(tuple(whole.lanes[lane] for lane in kept), items, whole.today, whole.markers, notes)


def _lanes(rows: int) -> tuple[Lane, ...]:
    bars, procedures = (LaneKind.BARS, LaneKind.BARS) if rows > 1 else (LaneKind.THREADS, LaneKind.MARKS)
    return (
        Lane(QCoreApplication.translate("RecordTimeline", "Imaging")),
        Lane(QCoreApplication.translate("RecordTimeline", "Problems"), bars, rows),
        Lane(QCoreApplication.translate("RecordTimeline", "Laboratory")),
        Lane(QCoreApplication.translate("RecordTimeline", "Drugs"), bars, rows),
        Lane(QCoreApplication.translate("RecordTimeline", "Procedures"), procedures, max(rows // 2, 1)),
        Lane(QCoreApplication.translate("RecordTimeline", "Visits"), LaneKind.DENSITY),
        Lane(QCoreApplication.translate("RecordTimeline", "Reports")),
        Lane(QCoreApplication.translate("RecordTimeline", "Genome")),
        Lane(QCoreApplication.translate("RecordTimeline", "Risk")),
    )


def _imaging(case: Case) -> list[TimelineItem]:
    items = []
    description = case.description
    if description is not None and description.study_date is not None:
        label = description.study_description or description.modality
        words = f"{description.study_date.isoformat()}  {label}".strip()
        node = NodeRef(NodeKind.SERIES, description.series_uid)
        items.append(TimelineItem(_IMAGING, description.study_date, label, partial(str, words), node))
    prior = case.prior.volume.description if case.prior is not None else None
    if prior is not None and prior.study_date is not None:
        label = QCoreApplication.translate("RecordTimeline", "earlier CT")
        words = f"{prior.study_date.isoformat()} {label} {prior.study_description}".strip()
        node = NodeRef(NodeKind.SERIES, prior.series_uid)
        items.append(TimelineItem(_IMAGING, prior.study_date, label, partial(str, words), node))
    return items


def record_items(record: PatientRecord) -> tuple[TimelineItem, ...]:
    """The dated entries of a record in their lanes, by day; the lists alone hold those whose date cannot be right."""
    items, on = [], today()
    for event in timeline(record):
        lane = _LANE_OF.get(event.kind)
        if lane is None or not is_in_life(record, event.day, on):
            continue
        if event.kind is EventKind.REPORT and event.coding.code in _GENETIC_REPORTS:
            lane = _GENOME
        name = coding_text(event.coding)
        items.append(
            TimelineItem(
                lane, event.day, name, partial(_event_words, event, name), event.ref, event.end, event.is_ongoing,
                is_exact=not event.stated_date,
            )
        )  # fmt: skip
    return tuple(items)


def _event_words(event: TimelineEvent, name: str) -> str:
    """Date as the source gives it, name and value."""
    begin = event.stated_date or event.day.isoformat()
    if event.end is not None and event.end != event.day:
        when = f"{begin} – {event.end.isoformat()}"
    elif event.is_ongoing:
        when = QCoreApplication.translate("RecordTimeline", "since {day}").format(day=begin)
    else:
        when = begin
    value = event.value
    if event.kind is EventKind.OBSERVATION and " " in value:
        number, _, unit = value.partition(" ")
        value = f"{number} {unit_sign(unit)}"
    if event.kind is EventKind.MEDICATION:
        value = dose_words(value)
    return f"{when}  {name}  {value}".strip()


def _risk_items(case: Case, texts: QtTexts) -> list[TimelineItem]:
    items = []
    study = case.description.study_date if case.description is not None else None
    for risk in case.risks:
        day = risk.computed_for or study
        if risk.state is RiskState.COMPUTED and day is not None:
            title = texts.local(risk.title)
            words = f"{day.isoformat()}  {title}  {risk_value(risk, texts)}"
            items.append(
                TimelineItem(_RISK, day, title, partial(str, words), NodeRef(NodeKind.RISK, risk.id))
            )
    return items
