"""Names of targets, layouts and groupings on the screen."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from pmdesk.core.analytes import analyte, analytes
from pmdesk.core.record import SmokingStatus
from pmdesk.core.texts import Language
from pmdesk.core.volume import Sex
from pmdesk.records.editing import FieldKind, field_of
from pmdesk.records.tables.cells import DateOrder
from pmdesk.records.tables.mapping import (
    MAPPED_FIELDS,
    AnalyteTarget,
    DateTarget,
    DateUse,
    EntryKind,
    EntryTarget,
    FieldTarget,
    Grouping,
    IgnoreTarget,
    Layout,
    LongPart,
    LongTarget,
    Target,
)
from pmdesk.ui.widgets import terms


def target_words(target: Target, language: Language) -> str:
    """What a column is, without its unit."""
    match target:
        case IgnoreTarget():
            return QCoreApplication.translate("TableMapping", "Leave out")
        case FieldTarget():
            return terms.record_field(target.field)
        case AnalyteTarget():
            return analyte(target.analyte).label.in_language(language)
        case EntryTarget():
            return entry_words(target.entry)
        case DateTarget():
            return date_words(target.of)
        case LongTarget():
            return part_words(target.part)


def target_choices(layout: Layout, language: Language) -> Iterator[tuple[str, Target | None]]:
    """Everything that a column can be; headings have no target."""
    yield target_words(IgnoreTarget(), language), IgnoreTarget()
    if layout is Layout.LONG:
        yield QCoreApplication.translate("TableMapping", "Observation"), None
        for part in LongPart:
            yield part_words(part), LongTarget(part=part)
    yield QCoreApplication.translate("TableMapping", "Patient"), None
    for key in MAPPED_FIELDS:
        yield terms.record_field(key), FieldTarget(field=key)
    yield QCoreApplication.translate("TableMapping", "Dates"), None
    for use in DateUse:
        yield date_words(use), DateTarget(of=use)
    yield QCoreApplication.translate("TableMapping", "Lists"), None
    for kind in EntryKind:
        yield entry_words(kind), EntryTarget(entry=kind)
    if layout is Layout.WIDE:
        yield QCoreApplication.translate("TableMapping", "Measured values"), None
        for one in analytes():
            yield one.label.in_language(language), AnalyteTarget(analyte=one.id)


def entry_words(kind: EntryKind) -> str:
    return {
        EntryKind.CONDITION: QCoreApplication.translate("TableMapping", "Diagnosis"),
        EntryKind.DRUG: QCoreApplication.translate("TableMapping", "Drug"),
        EntryKind.PROCEDURE: QCoreApplication.translate("TableMapping", "Procedure"),
        EntryKind.ALLERGY: QCoreApplication.translate("TableMapping", "Allergy"),
    }[kind]


def date_words(use: DateUse) -> str:
    return {
        DateUse.ROW: QCoreApplication.translate("TableMapping", "Date of the measurements in the row"),
        DateUse.CONDITION: QCoreApplication.translate("TableMapping", "Date of the diagnosis"),
        DateUse.DRUG_START: QCoreApplication.translate("TableMapping", "Date the drug was started"),
        DateUse.DRUG_STOP: QCoreApplication.translate("TableMapping", "Date the drug was stopped"),
    }[use]


def part_words(part: LongPart) -> str:
    return {
        LongPart.CODE: QCoreApplication.translate("TableMapping", "Code (LOINC)"),
        LongPart.NAME: QCoreApplication.translate("TableMapping", "What was measured"),
        LongPart.VALUE: QCoreApplication.translate("TableMapping", "Value"),
        LongPart.UNIT: QCoreApplication.translate("TableMapping", "Unit"),
        LongPart.LOW: QCoreApplication.translate("TableMapping", "Lower reference limit"),
        LongPart.HIGH: QCoreApplication.translate("TableMapping", "Upper reference limit"),
    }[part]


def layout_words(layout: Layout) -> str:
    if layout is Layout.WIDE:
        return QCoreApplication.translate("TableMapping", "One column an item")
    return QCoreApplication.translate("TableMapping", "One row a measured value")


def grouping_words(grouping: Grouping) -> str:
    return {
        Grouping.BY_ID: QCoreApplication.translate("TableMapping", "By patient id"),
        Grouping.BY_NAME_AND_BIRTH_DATE: QCoreApplication.translate(
            "TableMapping", "By name and birth date together"
        ),
        Grouping.EVERY_ROW: QCoreApplication.translate("TableMapping", "Every row is another patient"),
        Grouping.ONE_PATIENT: QCoreApplication.translate("TableMapping", "All rows are one patient's"),
    }[grouping]


def order_words(order: DateOrder) -> str:
    if order is DateOrder.DAY_FIRST:
        return QCoreApplication.translate("TableMapping", "Day first: 03/04/2026 is 3 April")
    return QCoreApplication.translate("TableMapping", "Month first: 03/04/2026 is 4 March")


def field_choices(field: str) -> tuple[tuple[str, str], ...]:
    """(value, words) of a field with choices or of a yes/no fact, "not known" last."""
    match field:
        case "demographics.sex":
            known = [(one.value, terms.sex(one)) for one in Sex if one is not Sex.UNKNOWN]
        case "smoking.status":
            known = [(one.value, terms.smoking_status(one)) for one in SmokingStatus]
        case _:
            known = [("yes", terms.yes_no(True)), ("no", terms.yes_no(False))]
    return (*known, ("", terms.not_known()))


def is_date_field(target: Target) -> bool:
    return isinstance(target, DateTarget) or (
        isinstance(target, FieldTarget) and field_of(target.field).kind is FieldKind.DATE
    )
