"""The lists of the record that tell the history: family, procedures, visits, reports, answers to questions."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.record import (
    DiagnosticReport,
    Encounter,
    FamilyHistoryEntry,
    Procedure,
)
from pmdesk.core.texts import LocalizedText
from pmdesk.core.volume import Sex
from pmdesk.records.editing import INPUT_PREFIX
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.panels import record_words
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.panels.record_columns import (
    BY_HAND,
    Entry,
    EntryInvalidError,
    age,
    coded_column,
    dated,
    day_column,
    day_text,
    ended,
    kept_coding,
    name_column,
    number_column,
    source_column,
    text_column,
    text_of,
)
from pmdesk.ui.panels.record_kind import EntryKind, FormField, newest_first
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import MISSING, quantity, unit_sign
from pmdesk.ui.widgets.question_words import answer_words, question_words


def _date_hint() -> str:
    return QCoreApplication.translate("RecordEntries", "2021-05-06, 2021-05 or 2021")


def family_kind() -> EntryKind:
    return EntryKind(
        "family_history",
        lambda: QCoreApplication.translate("RecordEntries", "Family history"),
        lambda theme: (
            Column(
                "relation",
                lambda: QCoreApplication.translate("RecordEntries", "Relative"),
                lambda e: record_words.relation(e.relation),
                lambda e: record_words.relation(e.relation),
                cell_tip=lambda e: f"{record_words.relation(e.relation)}\n{e.relation} {e.relative_id}".strip(),
            ),
            name_column(lambda: QCoreApplication.translate("RecordEntries", "Disease"), field="condition"),
            number_column(
                "onset_age_years", lambda: QCoreApplication.translate("RecordEntries", "Age at onset")
            ),
            Column(
                "age",
                lambda: QCoreApplication.translate("RecordEntries", "Age"),
                _age_text,
                lambda e: e.age_years,
                tip=lambda: QCoreApplication.translate("RecordEntries", "Age now or at death, in years"),
                export=_age_text,
                color=lambda e: None if e.age_years is not None or e.is_deceased is not None else theme.quiet,
            ),
            source_column(),
        ),
        (
            FormField(
                "relation",
                lambda: QCoreApplication.translate("RecordEntries", "Relative"),
                True,
                choices=lambda: tuple((code, record_words.relation(code)) for code in record_words.RELATIONS),
                is_free=True,
            ),
            FormField("condition", lambda: QCoreApplication.translate("RecordEntries", "Disease"), True),
            FormField("onset", lambda: QCoreApplication.translate("RecordEntries", "Age at onset")),
            FormField("age", lambda: QCoreApplication.translate("RecordEntries", "Age")),
            FormField(
                "deceased",
                lambda: QCoreApplication.translate("RecordEntries", "Deceased"),
                choices=lambda: (
                    ("", terms.not_known()), ("true", terms.yes_no(True)), ("false", terms.yes_no(False)),
                ),
            ),
            FormField(
                "relative_id",
                lambda: QCoreApplication.translate("RecordEntries", "Which one"),
                hint=lambda: QCoreApplication.translate("RecordEntries", "same mark: same person"),
            ),
        ),
        lambda e: {
            "relation": e.relation, "condition": coding_text(e.condition), "onset": text_of(e.onset_age_years),
            "age": text_of(e.age_years), "relative_id": e.relative_id,
            "deceased": {True: "true", False: "false"}.get(e.is_deceased, ""),
        },
        _make_relative,
        lambda e: NodeRef(NodeKind.RELATIVE, e.id),
        stretched=1,
        empty=lambda: QCoreApplication.translate(
            "RecordEntries", "No family history is recorded. That does not mean that nobody was ill."
        ),
    )  # fmt: skip


def _age_text(entry: FamilyHistoryEntry) -> str:
    years = text_of(entry.age_years)
    if entry.is_deceased:
        if not years:
            return QCoreApplication.translate("RecordEntries", "deceased")
        return QCoreApplication.translate("RecordEntries", "deceased at {age}").format(age=years)
    return years or MISSING


def _make_relative(texts: dict[str, str], entry_id: str, before: Entry | None) -> FamilyHistoryEntry:
    onset, now = age(texts["onset"]), age(texts["age"])
    if onset is not None and now is not None and onset > now:
        raise EntryInvalidError(
            QCoreApplication.translate("RecordEntries", "Ill at {onset}, but only {age} years old").format(
                onset=quantity(onset), age=quantity(now)
            )
        )
    return FamilyHistoryEntry(
        id=entry_id,
        relation=texts["relation"],
        condition=kept_coding(texts["condition"], before, lambda e: e.condition),
        onset_age_years=onset,
        age_years=now,
        is_deceased={"true": True, "false": False}.get(texts["deceased"]),
        relative_id=texts["relative_id"],
        sex=before.sex if before is not None else Sex.UNKNOWN,
        source=BY_HAND,
    )


def procedure_kind() -> EntryKind:
    return EntryKind(
        "procedures",
        lambda: QCoreApplication.translate("RecordEntries", "Procedures"),
        lambda _theme: (
            name_column(lambda: QCoreApplication.translate("RecordEntries", "Procedure")),
            day_column("performed", lambda: QCoreApplication.translate("RecordEntries", "Date")),
            source_column(),
        ),
        (
            FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Procedure"), True),
            FormField(
                "performed", lambda: QCoreApplication.translate("RecordEntries", "Date"), hint=_date_hint
            ),
        ),
        lambda e: {"name": coding_text(e.coding), "performed": day_text(e, "performed")},
        lambda t, entry_id, before: Procedure(
            id=entry_id,
            coding=kept_coding(t["name"], before, lambda e: e.coding),
            **dated(t["performed"], "performed"),
            source=BY_HAND,
        ),
        lambda e: NodeRef(NodeKind.PROCEDURE, e.id),
        order=newest_first("performed", "partial_date"),
    )


def encounter_kind() -> EntryKind:
    return EntryKind(
        "encounters",
        lambda: QCoreApplication.translate("RecordEntries", "Visits"),
        lambda _theme: (
            name_column(lambda: QCoreApplication.translate("RecordEntries", "Visit")),
            coded_column(
                "class_code",
                lambda: QCoreApplication.translate("RecordEntries", "Kind"),
                record_words.visit_class,
            ),
            text_column("reason", lambda: QCoreApplication.translate("RecordEntries", "Reason")),
            day_column("started", lambda: QCoreApplication.translate("RecordEntries", "Start")),
            day_column("ended", lambda: QCoreApplication.translate("RecordEntries", "End of visit")),
            source_column(),
        ),
        (
            FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Visit"), True),
            FormField(
                "class_code",
                lambda: QCoreApplication.translate("RecordEntries", "Kind"),
                choices=lambda: record_words.choices(record_words.VISIT_CLASSES, record_words.visit_class),
            ),
            FormField("reason", lambda: QCoreApplication.translate("RecordEntries", "Reason")),
            FormField("started", lambda: QCoreApplication.translate("RecordEntries", "Start"), hint=_date_hint),
            FormField("ended", lambda: QCoreApplication.translate("RecordEntries", "End of visit"), hint=_date_hint),
        ),
        lambda e: {
            "name": coding_text(e.coding), "class_code": e.class_code, "reason": e.reason,
            "started": day_text(e, "started"), "ended": day_text(e, "ended"),
        },
        _make_encounter,
        lambda e: NodeRef(NodeKind.ENCOUNTER, e.id),
        order=newest_first("started", "partial_date"),
    )  # fmt: skip


def _make_encounter(texts: dict[str, str], entry_id: str, before: Entry | None) -> Encounter:
    begin = dated(texts["started"], "started")
    started = begin["started"]
    return Encounter(
        id=entry_id,
        coding=kept_coding(texts["name"], before, lambda e: e.coding),
        class_code=texts["class_code"],
        reason=texts["reason"],
        **begin,
        **ended(texts["ended"], "ended", started if isinstance(started, date) else None),
        source=BY_HAND,
    )


def report_kind() -> EntryKind:
    return EntryKind(
        "reports",
        lambda: QCoreApplication.translate("RecordEntries", "Reports"),
        lambda _theme: (
            name_column(lambda: QCoreApplication.translate("RecordEntries", "Report")),
            text_column("conclusion", lambda: QCoreApplication.translate("RecordEntries", "Conclusion")),
            Column(
                "values",
                lambda: QCoreApplication.translate("RecordEntries", "Values"),
                lambda e: str(len(e.observation_ids)) if e.observation_ids else MISSING,
                lambda e: float(len(e.observation_ids)),
                is_number=True,
                tip=lambda: QCoreApplication.translate("RecordEntries", "Values of the record that belong to it"),
            ),
            day_column("issued", lambda: QCoreApplication.translate("RecordEntries", "Date")),
            source_column(),
        ),
        (
            FormField("name", lambda: QCoreApplication.translate("RecordEntries", "Report"), True),
            FormField("conclusion", lambda: QCoreApplication.translate("RecordEntries", "Conclusion")),
            FormField("issued", lambda: QCoreApplication.translate("RecordEntries", "Date"), hint=_date_hint),
        ),
        lambda e: {
            "name": coding_text(e.coding), "conclusion": e.conclusion, "issued": day_text(e, "issued"),
        },
        lambda t, entry_id, before: DiagnosticReport(
            id=entry_id,
            coding=kept_coding(t["name"], before, lambda e: e.coding),
            conclusion=t["conclusion"],
            observation_ids=before.observation_ids if before is not None else (),
            **dated(t["issued"], "issued"),
            source=BY_HAND,
        ),
        lambda e: NodeRef(NodeKind.REPORT, e.id),
        order=newest_first("issued", "partial_date"),
        stretched=1,
    )  # fmt: skip


def stated_input_kind(local: Callable[[LocalizedText], str]) -> EntryKind:
    """Answers that risk models asked for; they are given where the model asks, and taken back here."""
    return EntryKind(
        "stated_inputs",
        lambda: QCoreApplication.translate("RecordEntries", "Answers to questions of risk models"),
        lambda _theme: (
            Column(
                "name",
                lambda: QCoreApplication.translate("RecordEntries", "Question"),
                lambda e: question_words(e.name, local),
                lambda e: e.name,
                cell_tip=lambda e: e.name,
                export=lambda e: e.name,
            ),
            Column(
                "value",
                lambda: QCoreApplication.translate("RecordEntries", "Answer"),
                lambda e: answer_words(e, local),
                lambda e: answer_words(e, local),
            ),
            Column(
                "unit",
                lambda: QCoreApplication.translate("RecordEntries", "Unit"),
                lambda e: unit_sign(e.unit) or MISSING,
                lambda e: e.unit or None,
                export=lambda e: e.unit,
            ),
            day_column("stated_on", lambda: QCoreApplication.translate("RecordEntries", "Date")),
            source_column(),
        ),
        (),
        lambda _e: {},
        _no_form,
        lambda e: NodeRef(NodeKind.RECORD_FIELD, f"{INPUT_PREFIX}{e.name}"),
        empty=lambda: QCoreApplication.translate(
            "RecordEntries", "Nothing answered yet. The risk view asks for what it needs."
        ),
        can_edit=False,
        key=lambda e: e.name,
    )


def _no_form(_texts: dict[str, str], _entry_id: str, before: Entry | None) -> Entry:
    return before
