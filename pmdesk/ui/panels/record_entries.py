"""Lists of the record (conditions, laboratory values, drugs, ...): how they are shown and entered."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    Allergy,
    Coding,
    Condition,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    SourceRef,
)
from pmdesk.records.timeline import first_day
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.theme import Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import MISSING, quantity, unit_sign
from pmdesk.ui.widgets.icons import cell_icon

Entry = Any
"""One entry of a list of `pmdesk.core.record.PatientRecord`; each kind is a frozen model with an ``id``."""


class EntryInvalidError(ValueError):
    """A text of the form that is no value; its message is what the user sees."""


@dataclass(frozen=True)
class FormField:
    """One box of the form: ``id`` names it, ``title`` is called when shown."""

    id: str
    title: Callable[[], str]
    is_required: bool = False


@dataclass(frozen=True)
class EntryKind:
    """How one list of the record is shown, and how a form of texts becomes an entry."""

    attribute: str
    """Name of the list in `PatientRecord`."""
    title: Callable[[], str]
    columns: Callable[[Theme], Sequence[Column[Entry]]]
    fields: tuple[FormField, ...]
    read: Callable[[Entry], dict[str, str]]
    """Texts of the form for an entry."""
    make: Callable[[dict[str, str], str, Entry | None], Entry]
    """An entry from the texts of the form, its id, and the entry that it replaces."""
    node: Callable[[Entry], NodeRef | None]
    stretched: int = 0
    """Column that takes the room that is left."""

    def entries(self, record: PatientRecord | None) -> tuple[Entry, ...]:
        found: tuple[Entry, ...] = getattr(record, self.attribute) if record is not None else ()
        return found

    def with_entries(self, record: PatientRecord | None, entries: Sequence[Entry]) -> PatientRecord:
        """A copy of the record with this list replaced."""
        return (record or PatientRecord()).model_copy(update={self.attribute: tuple(entries)})

    def new_id(self, record: PatientRecord | None) -> str:
        used = {entry.id for entry in self.entries(record)}
        number = 1
        while f"{self.attribute}-{number}" in used:
            number += 1
        return f"{self.attribute}-{number}"


# texts to values


def _dated(text: str, field: str) -> dict[str, object]:
    """A day, or a month or year alone, which stays what it is: ``{field: ..., "partial_date": ...}``."""
    if not text:
        return {field: None, "partial_date": ""}
    if _PARTIAL_DATE.fullmatch(text) and first_day(text) is not None:
        return {field: None, "partial_date": text}
    try:
        return {field: date.fromisoformat(text), "partial_date": ""}
    except ValueError:
        raise EntryInvalidError(
            QCoreApplication.translate(
                "RecordEntries", "{text} is not a date; write it as 2021-05-06, 2021-05 or 2021"
            ).format(text=text)
        ) from None


def _number(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        raise EntryInvalidError(
            QCoreApplication.translate("RecordEntries", "{text} is not a number").format(text=text)
        )
    return value


def _coding(name: str, before: Entry | None, coding: Callable[[Entry], Coding]) -> Coding:
    """The coding that was there while its name stays; a new name has no code until somebody gives one."""
    if before is not None and coding_text(coding(before)) == name:
        return coding(before)
    return Coding(display=name)


_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2})?")
_BY_HAND = SourceRef(origin=Origin.READER)


def _day_text(entry: Entry, name: str) -> str:
    """The day, else the month or year that the source gives."""
    found: date | None = getattr(entry, name)
    if found is not None:
        return found.isoformat()
    return "" if name == "stopped" else str(entry.partial_date)


def _text_of(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case float() | int():
            return quantity(float(value))
        case _:
            return str(value)


# columns


def _name_column(title: Callable[[], str]) -> Column[Entry]:
    return Column(
        "name",
        title,
        lambda e: coding_text(e.coding),
        lambda e: coding_text(e.coding),
        cell_tip=lambda e: f"{coding_text(e.coding)} {e.coding.system} {e.coding.code}".strip(),
    )


def _day_column(name: str, title: Callable[[], str]) -> Column[Entry]:
    return Column(
        name,
        title,
        lambda e: _day_text(e, name) or MISSING,
        lambda e: _day_text(e, name) or None,
        export=lambda e: _day_text(e, name),
    )


def _text_column(name: str, title: Callable[[], str]) -> Column[Entry]:
    return Column(
        name,
        title,
        lambda e: getattr(e, name) or MISSING,
        lambda e: getattr(e, name) or None,
        export=lambda e: getattr(e, name),
    )


def _source_column() -> Column[Entry]:
    return Column(
        "source",
        lambda: QCoreApplication.translate("RecordEntries", "Source"),
        lambda e: terms.origin(e.source.origin),
        lambda e: e.source.origin.value,
        cell_tip=lambda e: e.source.document or terms.origin(e.source.origin),
    )


def range_side(item: Observation) -> int:
    """-1 below the reference range, 1 above it, 0 inside or where no range is known."""
    if item.value is None:
        return 0
    if item.reference_low is not None and item.value < item.reference_low:
        return -1
    return 1 if item.reference_high is not None and item.value > item.reference_high else 0


def range_text(item: Observation) -> str:
    low, high = item.reference_low, item.reference_high
    if low is not None and high is not None:
        return f"{quantity(low)}–{quantity(high)}"
    if low is not None:
        return f"≥ {quantity(low)}"
    return f"≤ {quantity(high)}" if high is not None else MISSING


def _range_tip(item: Observation) -> str | None:
    match range_side(item):
        case 1:
            return QCoreApplication.translate("RecordEntries", "above the reference range")
        case -1:
            return QCoreApplication.translate("RecordEntries", "below the reference range")
        case _:
            return None


def _observation_columns(theme: Theme) -> Sequence[Column[Entry]]:
    marks = {1: "above_range", -1: "below_range"}
    return (
        _name_column(lambda: QCoreApplication.translate("RecordEntries", "Test")),
        Column(
            "value",
            lambda: QCoreApplication.translate("RecordEntries", "Value"),
            lambda e: quantity(e.value) if e.value is not None else e.text or MISSING,
            lambda e: e.value,
            is_number=True,
            export=lambda e: e.value if e.value is not None else e.text,
            cell_tip=_range_tip,
            decoration=lambda e: (
                cell_icon(marks[range_side(e)], theme.caution, theme.accent_text) if range_side(e) else None
            ),
            color=lambda e: theme.caution if range_side(e) else None,
        ),
        Column(
            "unit",
            lambda: QCoreApplication.translate("RecordEntries", "Unit"),
            lambda e: unit_sign(e.unit) or (terms.not_known() if e.value is not None else MISSING),
            lambda e: e.unit or None,
            export=lambda e: e.unit,
            color=lambda e: theme.quiet if e.unit else theme.caution,
        ),
        Column(
            "range",
            lambda: QCoreApplication.translate("RecordEntries", "Reference"),
            range_text,
            lambda e: e.reference_low,
            export=range_text,
            color=lambda _e: theme.quiet,
        ),
        _day_column("taken_on", lambda: QCoreApplication.translate("RecordEntries", "Date")),
        _source_column(),
    )


def _make_observation(texts: dict[str, str], entry_id: str, before: Entry | None) -> Observation:
    try:
        value, words = _number(texts["value"]), ""
    except EntryInvalidError:
        value, words = None, texts["value"]
    return Observation(
        id=entry_id,
        coding=_coding(texts["name"], before, lambda e: e.coding),
        value=value,
        text=words,
        unit=texts["unit"],
        reference_low=_number(texts["low"]),
        reference_high=_number(texts["high"]),
        **_dated(texts["date"], "taken_on"),
        source=_BY_HAND,
    )


def entry_kinds() -> tuple[EntryKind, ...]:
    """The lists of the record, in the order of the panel."""
    return (
        EntryKind(
            "conditions",
            lambda: QCoreApplication.translate("RecordEntries", "Conditions"),
            lambda _theme: (
                _name_column(lambda: QCoreApplication.translate("RecordEntries", "Diagnosis")),
                _text_column("stage", lambda: QCoreApplication.translate("RecordEntries", "Stage")),
                _text_column("histology", lambda: QCoreApplication.translate("RecordEntries", "Histology")),
                Column(
                    "status",
                    lambda: QCoreApplication.translate("RecordEntries", "Status"),
                    lambda e: terms.clinical_status(e.clinical_status),
                    lambda e: e.clinical_status.value,
                ),
                _day_column("onset", lambda: QCoreApplication.translate("RecordEntries", "Since")),
                _source_column(),
            ),
            (
                FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Diagnosis"), True),
                FormField("stage", lambda: QCoreApplication.translate("RecordEntries", "Stage")),
                FormField("histology", lambda: QCoreApplication.translate("RecordEntries", "Histology")),
                FormField("onset", lambda: QCoreApplication.translate("RecordEntries", "Since")),
            ),
            lambda e: {
                "name": coding_text(e.coding),
                "stage": e.stage,
                "histology": e.histology,
                "onset": _day_text(e, "onset"),
            },
            lambda t, entry_id, before: Condition(
                id=entry_id,
                coding=_coding(t["name"], before, lambda e: e.coding),
                stage=t["stage"],
                histology=t["histology"],
                **_dated(t["onset"], "onset"),
                source=_BY_HAND,
                **({"clinical_status": before.clinical_status} if before is not None else {}),
            ),
            lambda e: NodeRef(NodeKind.CONDITION, e.id),
        ),
        EntryKind(
            "observations",
            lambda: QCoreApplication.translate("RecordEntries", "Laboratory and vital signs"),
            _observation_columns,
            (
                FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Test"), True),
                FormField("value", lambda: QCoreApplication.translate("RecordEntries", "Value"), True),
                FormField("unit", lambda: QCoreApplication.translate("RecordEntries", "Unit")),
                FormField("low", lambda: QCoreApplication.translate("RecordEntries", "Lower limit")),
                FormField("high", lambda: QCoreApplication.translate("RecordEntries", "Upper limit")),
                FormField("date", lambda: QCoreApplication.translate("RecordEntries", "Date")),
            ),
            lambda e: {
                "name": coding_text(e.coding),
                "value": _text_of(e.value) or e.text,
                "unit": e.unit,
                "low": _text_of(e.reference_low),
                "high": _text_of(e.reference_high),
                "date": _day_text(e, "taken_on"),
            },
            _make_observation,
            lambda e: NodeRef(NodeKind.OBSERVATION, e.id),
        ),
        EntryKind(
            "medications",
            lambda: QCoreApplication.translate("RecordEntries", "Drugs"),
            lambda _theme: (
                _name_column(lambda: QCoreApplication.translate("RecordEntries", "Drug")),
                _text_column("dose", lambda: QCoreApplication.translate("RecordEntries", "Dose")),
                _day_column("started", lambda: QCoreApplication.translate("RecordEntries", "Start")),
                _day_column("stopped", lambda: QCoreApplication.translate("RecordEntries", "End")),
                _source_column(),
            ),
            (
                FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Drug"), True),
                FormField("dose", lambda: QCoreApplication.translate("RecordEntries", "Dose")),
                FormField("started", lambda: QCoreApplication.translate("RecordEntries", "Start")),
                FormField("stopped", lambda: QCoreApplication.translate("RecordEntries", "End")),
            ),
            lambda e: {
                "name": coding_text(e.coding),
                "dose": e.dose,
                "started": _day_text(e, "started"),
                "stopped": _text_of(e.stopped),
            },
            lambda t, entry_id, before: Medication(
                id=entry_id,
                coding=_coding(t["name"], before, lambda e: e.coding),
                dose=t["dose"],
                **_dated(t["started"], "started"),
                stopped=_dated(t["stopped"], "stopped")["stopped"],
                active=before.active if before is not None else None,
                source=_BY_HAND,
            ),
            lambda e: NodeRef(NodeKind.MEDICATION, e.id),
        ),
        EntryKind(
            "family_history",
            lambda: QCoreApplication.translate("RecordEntries", "Family history"),
            lambda _theme: (
                Column(
                    "relation",
                    lambda: QCoreApplication.translate("RecordEntries", "Relative"),
                    lambda e: terms.relative(e.relation),
                    lambda e: e.relation,
                ),
                Column(
                    "condition",
                    lambda: QCoreApplication.translate("RecordEntries", "Disease"),
                    lambda e: coding_text(e.condition),
                    lambda e: coding_text(e.condition),
                ),
                Column(
                    "onset_age_years",
                    lambda: QCoreApplication.translate("RecordEntries", "Age at onset"),
                    lambda e: _text_of(e.onset_age_years) or MISSING,
                    lambda e: e.onset_age_years,
                    is_number=True,
                ),
                _source_column(),
            ),
            (
                FormField("relation", lambda: QCoreApplication.translate("RecordEntries", "Relative"), True),
                FormField("condition", lambda: QCoreApplication.translate("RecordEntries", "Disease"), True),
                FormField("onset", lambda: QCoreApplication.translate("RecordEntries", "Age at onset")),
            ),
            lambda e: {
                "relation": e.relation,
                "condition": coding_text(e.condition),
                "onset": _text_of(e.onset_age_years),
            },
            lambda t, entry_id, before: FamilyHistoryEntry(
                id=entry_id,
                relation=t["relation"],
                condition=_coding(t["condition"], before, lambda e: e.condition),
                onset_age_years=_number(t["onset"]),
                source=_BY_HAND,
            ),
            lambda _e: NodeRef(NodeKind.RECORD_FIELD, "family_history"),
            stretched=1,
        ),
        EntryKind(
            "procedures",
            lambda: QCoreApplication.translate("RecordEntries", "Procedures"),
            lambda _theme: (
                _name_column(lambda: QCoreApplication.translate("RecordEntries", "Procedure")),
                _day_column("performed", lambda: QCoreApplication.translate("RecordEntries", "Date")),
                _source_column(),
            ),
            (
                FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Procedure"), True),
                FormField("performed", lambda: QCoreApplication.translate("RecordEntries", "Date")),
            ),
            lambda e: {"name": coding_text(e.coding), "performed": _day_text(e, "performed")},
            lambda t, entry_id, before: Procedure(
                id=entry_id,
                coding=_coding(t["name"], before, lambda e: e.coding),
                **_dated(t["performed"], "performed"),
                source=_BY_HAND,
            ),
            lambda _e: None,
        ),
        EntryKind(
            "allergies",
            lambda: QCoreApplication.translate("RecordEntries", "Allergies"),
            lambda _theme: (
                _name_column(lambda: QCoreApplication.translate("RecordEntries", "Substance")),
                _text_column("reaction", lambda: QCoreApplication.translate("RecordEntries", "Reaction")),
                _source_column(),
            ),
            (
                FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Substance"), True),
                FormField("reaction", lambda: QCoreApplication.translate("RecordEntries", "Reaction")),
            ),
            lambda e: {"name": coding_text(e.coding), "reaction": e.reaction},
            lambda t, entry_id, before: Allergy(
                id=entry_id,
                coding=_coding(t["name"], before, lambda e: e.coding),
                reaction=t["reaction"],
                source=_BY_HAND,
            ),
            lambda _e: None,
        ),
    )
