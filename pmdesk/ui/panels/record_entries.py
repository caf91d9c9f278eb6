"""The lists of the record that a clinician reads first: problems, drugs, allergies, laboratory values."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.record import Allergy, ClinicalStatus, Condition, Medication, Observation
from pmdesk.core.texts import LocalizedText
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.panels import record_words
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.panels.record_columns import (
    BY_HAND,
    Entry,
    coded_column,
    dated,
    day_column,
    day_text,
    ended,
    kept_coding,
    name_column,
    range_side,
    range_text,
    range_tip,
    source_column,
    text_column,
    text_of,
)
from pmdesk.ui.panels.record_history_entries import (
    encounter_kind,
    family_kind,
    procedure_kind,
    report_kind,
    stated_input_kind,
)
from pmdesk.ui.panels.record_kind import EntryKind, FormField, newest_first
from pmdesk.ui.panels.record_observation import make_observation
from pmdesk.ui.theme import Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import MISSING, quantity
from pmdesk.ui.widgets.coded_names import local_name
from pmdesk.ui.widgets.dose_words import dose_words
from pmdesk.ui.widgets.icons import cell_icon

_SOCIAL = ("social-history", "survey")


def entry_kinds(local: Callable[[LocalizedText], str]) -> dict[str, EntryKind]:
    """The lists of the record by name; ``local`` gives a knowledge table's text in the language of the screen."""
    kinds = (
        condition_kind(), medication_kind(), allergy_kind(), observation_kind(), social_kind(), family_kind(),
        procedure_kind(), encounter_kind(), report_kind(), stated_input_kind(local),
    )  # fmt: skip
    return {kind.id: kind for kind in kinds}


def is_resolved(entry: Condition) -> bool:
    """A problem of the past; remission is not the end of a disease."""
    if entry.clinical_status is ClinicalStatus.RESOLVED:
        return True
    has_ended = entry.ended is not None or bool(entry.partial_end)
    return has_ended and entry.clinical_status is not ClinicalStatus.ACTIVE


_STATUS_ORDER = {ClinicalStatus.ACTIVE: 0, ClinicalStatus.REMISSION: 1, ClinicalStatus.UNKNOWN: 2}


def condition_kind() -> EntryKind:
    by_day = newest_first("onset", "partial_date")
    return EntryKind(
        "conditions",
        lambda: QCoreApplication.translate("RecordEntries", "Problems"),
        lambda _theme: (
            name_column(lambda: QCoreApplication.translate("RecordEntries", "Diagnosis")),
            text_column("stage", lambda: QCoreApplication.translate("RecordEntries", "Stage")),
            text_column("histology", lambda: QCoreApplication.translate("RecordEntries", "Histology")),
            Column(
                "status",
                lambda: QCoreApplication.translate("RecordEntries", "Status"),
                lambda e: terms.clinical_status(e.clinical_status),
                lambda e: e.clinical_status.value,
            ),
            day_column("onset", lambda: QCoreApplication.translate("RecordEntries", "Since")),
            day_column("ended", lambda: QCoreApplication.translate("RecordEntries", "Until")),
            coded_column(
                "category",
                lambda: QCoreApplication.translate("RecordEntries", "Kind"),
                record_words.condition_category,
            ),
            source_column(),
        ),
        (
            FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Diagnosis"), True),
            FormField("stage", lambda: QCoreApplication.translate("RecordEntries", "Stage")),
            FormField("histology", lambda: QCoreApplication.translate("RecordEntries", "Histology")),
            FormField(
                "status",
                lambda: QCoreApplication.translate("RecordEntries", "Status"),
                choices=lambda: tuple(
                    (status.value, terms.clinical_status(status))
                    for status in (
                        ClinicalStatus.UNKNOWN, ClinicalStatus.ACTIVE, ClinicalStatus.REMISSION,
                        ClinicalStatus.RESOLVED,
                    )
                ),
            ),
            FormField("onset", lambda: QCoreApplication.translate("RecordEntries", "Since"), hint=date_hint),
            FormField("ended", lambda: QCoreApplication.translate("RecordEntries", "Until"), hint=date_hint),
            FormField(
                "category",
                lambda: QCoreApplication.translate("RecordEntries", "Kind"),
                choices=lambda: record_words.choices(
                    record_words.CONDITION_CATEGORIES, record_words.condition_category
                ),
            ),
        ),
        lambda e: {
            "name": coding_text(e.coding), "stage": e.stage, "histology": e.histology,
            "status": e.clinical_status.value, "onset": day_text(e, "onset"), "ended": day_text(e, "ended"),
            "category": e.category,
        },
        _make_condition,
        lambda e: NodeRef(NodeKind.CONDITION, e.id),
        is_past=is_resolved,
        past_title=lambda count: QCoreApplication.translate("RecordEntries", "{count} resolved").format(count=count),
        order=lambda e: (_STATUS_ORDER.get(e.clinical_status, 3), *by_day(e)),
    )  # fmt: skip


def _make_condition(texts: dict[str, str], entry_id: str, before: Entry | None) -> Condition:
    begin = dated(texts["onset"], "onset")
    onset = begin["onset"]
    return Condition(
        id=entry_id,
        coding=kept_coding(texts["name"], before, lambda e: e.coding),
        clinical_status=ClinicalStatus(texts["status"] or ClinicalStatus.UNKNOWN),
        stage=texts["stage"],
        histology=texts["histology"],
        **begin,
        **ended(texts["ended"], "ended", onset if isinstance(onset, date) else None),
        verification="" if before is None else before.verification,
        category=texts["category"],
        source=BY_HAND,
    )


def is_stopped(entry: Medication) -> bool:
    return entry.active is False or (
        entry.active is None and (entry.stopped is not None or bool(entry.partial_end))
    )


def medication_status(entry: Medication) -> str:
    if is_stopped(entry):
        return QCoreApplication.translate("RecordEntries", "stopped")
    return QCoreApplication.translate("RecordEntries", "taken") if entry.active else terms.not_known()


def medication_kind() -> EntryKind:
    by_day = newest_first("started", "partial_date")
    return EntryKind(
        "medications",
        lambda: QCoreApplication.translate("RecordEntries", "Drugs"),
        lambda _theme: (
            name_column(lambda: QCoreApplication.translate("RecordEntries", "Drug")),
            text_column("dose", lambda: QCoreApplication.translate("RecordEntries", "Dose"), dose_words),
            Column(
                "status",
                lambda: QCoreApplication.translate("RecordEntries", "Status"),
                medication_status,
                medication_status,
            ),
            day_column("started", lambda: QCoreApplication.translate("RecordEntries", "Start")),
            day_column("stopped", lambda: QCoreApplication.translate("RecordEntries", "End")),
            source_column(),
        ),
        (
            FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Drug"), True),
            FormField("dose", lambda: QCoreApplication.translate("RecordEntries", "Dose")),
            FormField(
                "active",
                lambda: QCoreApplication.translate("RecordEntries", "Status"),
                choices=lambda: (
                    ("", terms.not_known()),
                    ("true", QCoreApplication.translate("RecordEntries", "taken")),
                    ("false", QCoreApplication.translate("RecordEntries", "stopped")),
                ),
            ),
            FormField("started", lambda: QCoreApplication.translate("RecordEntries", "Start"), hint=date_hint),
            FormField("stopped", lambda: QCoreApplication.translate("RecordEntries", "End"), hint=date_hint),
        ),
        lambda e: {
            "name": coding_text(e.coding), "dose": e.dose, "started": day_text(e, "started"),
            "active": {True: "true", False: "false"}.get(e.active, ""), "stopped": day_text(e, "stopped"),
        },
        _make_medication,
        lambda e: NodeRef(NodeKind.MEDICATION, e.id),
        is_past=is_stopped,
        past_title=lambda count: QCoreApplication.translate("RecordEntries", "{count} stopped").format(count=count),
        order=lambda e: (0 if e.active else 1, *by_day(e)),
    )  # fmt: skip


def _make_medication(texts: dict[str, str], entry_id: str, before: Entry | None) -> Medication:
    begin = dated(texts["started"], "started")
    started = begin["started"]
    return Medication(
        id=entry_id,
        coding=kept_coding(texts["name"], before, lambda e: e.coding),
        dose=texts["dose"],
        **begin,
        **ended(texts["stopped"], "stopped", started if isinstance(started, date) else None),
        active={"true": True, "false": False}.get(texts["active"]),
        source=BY_HAND,
    )


def allergy_kind() -> EntryKind:
    return EntryKind(
        "allergies",
        lambda: QCoreApplication.translate("RecordEntries", "Allergies"),
        lambda theme: (
            name_column(lambda: QCoreApplication.translate("RecordEntries", "Substance")),
            text_column("reaction", lambda: QCoreApplication.translate("RecordEntries", "Reaction")),
            Column(
                "criticality",
                lambda: QCoreApplication.translate("RecordEntries", "Criticality"),
                lambda e: record_words.criticality(e.criticality),
                lambda e: e.criticality or None,
                tip=lambda: QCoreApplication.translate(
                    "RecordEntries", "How dangerous another contact could be, as the source states it"
                ),
                decoration=lambda e: (
                    cell_icon("danger", theme.danger, theme.accent_text) if e.criticality == "high" else None
                ),
                color=lambda e: (
                    theme.danger if e.criticality == "high" else None if e.criticality else theme.quiet
                ),
            ),
            day_column("recorded", lambda: QCoreApplication.translate("RecordEntries", "Recorded")),
            source_column(),
        ),
        (
            FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Substance"), True),
            FormField("reaction", lambda: QCoreApplication.translate("RecordEntries", "Reaction")),
            FormField(
                "criticality",
                lambda: QCoreApplication.translate("RecordEntries", "Criticality"),
                choices=lambda: record_words.choices(record_words.CRITICALITIES, record_words.criticality),
            ),
            FormField("recorded", lambda: QCoreApplication.translate("RecordEntries", "Recorded"), hint=date_hint),
        ),
        lambda e: {
            "name": coding_text(e.coding), "reaction": e.reaction, "criticality": e.criticality,
            "recorded": day_text(e, "recorded"),
        },
        lambda t, entry_id, before: Allergy(
            id=entry_id,
            coding=kept_coding(t["name"], before, lambda e: e.coding),
            reaction=t["reaction"],
            criticality=t["criticality"],
            **dated(t["recorded"], "recorded"),
            source=BY_HAND,
        ),
        lambda e: NodeRef(NodeKind.ALLERGY, e.id),
        order=lambda e: ({"high": 0, "unable-to-assess": 1, "": 1}.get(e.criticality, 2),),
        empty=lambda: QCoreApplication.translate(
            "RecordEntries",
            "No allergy is recorded. Whether the patient has none is not known: nobody has stated it.",
        ),
    )  # fmt: skip


def observation_kind() -> EntryKind:
    return EntryKind(
        "observations",
        lambda: QCoreApplication.translate("RecordEntries", "Laboratory and vital signs"),
        _observation_columns,
        _observation_fields(),
        _read_observation,
        make_observation,
        lambda e: NodeRef(NodeKind.OBSERVATION, e.id),
        shows=lambda e: e.category not in _SOCIAL,
        order=newest_first("taken_on", "partial_date"),
    )


def social_kind() -> EntryKind:
    """Answers to questions about life: alcohol, activity, work; and questionnaires."""
    return EntryKind(
        "observations",
        lambda: QCoreApplication.translate("RecordEntries", "Social history and questionnaires"),
        _observation_columns,
        _observation_fields(),
        _read_observation,
        lambda t, entry_id, before: make_observation(t, entry_id, before).model_copy(
            update={"category": before.category if before is not None else "social-history"}
        ),
        lambda e: NodeRef(NodeKind.OBSERVATION, e.id),
        name="social",
        shows=lambda e: e.category in _SOCIAL,
        order=newest_first("taken_on", "partial_date"),
    )


def date_hint() -> str:
    return QCoreApplication.translate("RecordEntries", "2021-05-06, 2021-05 or 2021")


def _observation_fields() -> tuple[FormField, ...]:
    return (
        FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Test"), True),
        FormField("value", lambda: QCoreApplication.translate("RecordEntries", "Value"), True),
        FormField(
            "unit",
            lambda: QCoreApplication.translate("RecordEntries", "Unit"),
            choices=lambda: (),
            is_free=True,
        ),
        FormField("low", lambda: QCoreApplication.translate("RecordEntries", "Lower limit")),
        FormField("high", lambda: QCoreApplication.translate("RecordEntries", "Upper limit")),
        FormField("date", lambda: QCoreApplication.translate("RecordEntries", "Date"), hint=date_hint),
    )


def _read_observation(entry: Observation) -> dict[str, str]:
    return {
        "name": coding_text(entry.coding), "value": text_of(entry.value) or entry.text, "unit": entry.unit,
        "low": text_of(entry.reference_low), "high": text_of(entry.reference_high),
        "date": day_text(entry, "taken_on"),
    }  # fmt: skip


def _observation_columns(theme: Theme) -> Sequence[Column[Entry]]:
    marks = {1: "above_range", -1: "below_range"}
    return (
        name_column(lambda: QCoreApplication.translate("RecordEntries", "Test")),
        Column(
            "value",
            lambda: QCoreApplication.translate("RecordEntries", "Value"),
            lambda e: quantity(e.value) if e.value is not None else local_name(e.text) or MISSING,
            lambda e: e.value,
            is_number=True,
            export=lambda e: e.value if e.value is not None else e.text,
            cell_tip=range_tip,
            decoration=lambda e: (
                cell_icon(marks[range_side(e)], theme.caution, theme.accent_text) if range_side(e) else None
            ),
            color=lambda e: theme.caution if range_side(e) else None,
        ),
        Column(
            "unit",
            lambda: QCoreApplication.translate("RecordEntries", "Unit"),
            lambda e: terms.unit(e.unit) or (terms.not_known() if e.value is not None else MISSING),
            lambda e: e.unit or None,
            export=lambda e: e.unit,
            color=lambda e: theme.quiet if e.unit or e.value is None else theme.caution,
        ),
        Column(
            "range",
            lambda: QCoreApplication.translate("RecordEntries", "Reference"),
            range_text,
            lambda e: e.reference_low,
            export=range_text,
            color=lambda _e: theme.quiet,
        ),
        day_column("taken_on", lambda: QCoreApplication.translate("RecordEntries", "Date")),
        source_column(),
    )
