"""Columns of the record's tables, and the texts of its forms as values."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from pmdesk.core.provenance import Origin
from pmdesk.core.record import Coding, Observation, SourceRef
from pmdesk.records.timeline import first_day
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import MISSING, quantity
from pmdesk.ui.widgets.coded_names import local_name

Entry = Any
"""One entry of a list of `pmdesk.core.record.PatientRecord`; each kind is a frozen model."""

BY_HAND = SourceRef(origin=Origin.READER)

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2})?")
_SYSTEMS = {
    "http://snomed.info/sct": "SNOMED CT",
    "http://loinc.org": "LOINC",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
    "http://hl7.org/fhir/sid/icd-10": "ICD-10",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "http://hl7.org/fhir/sid/icd-9-cm": "ICD-9-CM",
    "http://www.whocc.no/atc": "ATC",
}


class EntryInvalidError(ValueError):
    """A text of the form that is no value; its message is what the user sees."""


# texts to values


def dated(text: str, field: str) -> dict[str, object]:
    """A day, or a month or year alone, which stays what it is: ``{field: ..., "partial_date": ...}``."""
    if not text:
        return {field: None, "partial_date": ""}
    if _PARTIAL_DATE.fullmatch(text) and first_day(text) is not None:
        return {field: None, "partial_date": text}
    return {field: day_of(text), "partial_date": ""}


def day_of(text: str) -> date | None:
    """A whole day; None for an empty text."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise EntryInvalidError(
            QCoreApplication.translate(
                "RecordEntries", "{text} is not a date; write it as 2021-05-06, 2021-05 or 2021"
            ).format(text=text)
        ) from None


def end_of(text: str, begin: date | None) -> date | None:
    """A whole day that is not before ``begin``."""
    end = day_of(text)
    if end is not None and begin is not None and end < begin:
        raise EntryInvalidError(
            QCoreApplication.translate(
                "RecordEntries", "The end, {end}, lies before the beginning, {begin}"
            ).format(end=end.isoformat(), begin=begin.isoformat())
        )
    return end


def ended(text: str, field: str, begin: date | None) -> dict[str, object]:
    """An end, whole or a month or year alone: ``{field: ..., "partial_end": ...}``; a day not before ``begin``."""
    if text and _PARTIAL_DATE.fullmatch(text) and first_day(text) is not None:
        return {field: None, "partial_end": text}
    return {field: end_of(text, begin), "partial_end": ""}


def number(text: str) -> float | None:
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


def age(text: str) -> float | None:
    """Age in years, 0 to 130."""
    value = number(text)
    if value is not None and not 0 <= value <= 130:
        raise EntryInvalidError(
            QCoreApplication.translate("RecordEntries", "{text} is not an age; 0 to 130 years").format(
                text=text
            )
        )
    return value


def kept_coding(name: str, before: Entry | None, coding: Callable[[Entry], Coding]) -> Coding:
    """The coding that was there while its name stays; a new name has no code until somebody gives one."""
    if before is not None and coding_text(coding(before)) == name:
        return coding(before)
    return Coding(display=name)


# values to texts


def day_text(entry: Entry, name: str) -> str:
    """The day, else (for the date that an entry is known by) the month or year that the source gives."""
    found: date | None = getattr(entry, name)
    if found is not None:
        return found.isoformat()
    return str(getattr(entry, "partial_end" if name in ("stopped", "ended") else "partial_date", ""))


def text_of(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case float() | int():
            return quantity(float(value))
        case _:
            return str(value)


def code_text(coding: Coding) -> str:
    """Name, the source's own words for it, and code of a terminology, for a tooltip."""
    system = _SYSTEMS.get(coding.system, coding.system)
    lines = (coding_text(coding), coding.display, f"{system} {coding.code}".strip())
    return "\n".join(dict.fromkeys(line for line in lines if line))


def source_text(entry: Entry) -> str:
    """Who says so, and in which document."""
    origin = terms.origin(entry.source.origin)
    document = local_name(entry.source.document)
    return terms.titled(origin, document) if document else origin


# columns


def name_column(title: Callable[[], str], *, field: str = "coding") -> Column[Entry]:
    return Column(
        "name",
        title,
        lambda e: coding_text(getattr(e, field)),
        lambda e: coding_text(getattr(e, field)),
        cell_tip=lambda e: code_text(getattr(e, field)),
    )


def day_column(name: str, title: Callable[[], str]) -> Column[Entry]:
    return Column(
        name,
        title,
        lambda e: day_text(e, name) or MISSING,
        lambda e: day_text(e, name) or None,
        export=lambda e: day_text(e, name),
    )


def text_column(
    name: str, title: Callable[[], str], words: Callable[[str], str] = local_name
) -> Column[Entry]:
    """A text as the source writes it; ``words`` says what is of a closed vocabulary in the language of the screen."""
    return Column(
        name,
        title,
        lambda e: words(getattr(e, name)) or MISSING,
        lambda e: getattr(e, name) or None,
        cell_tip=lambda e: getattr(e, name) or None,
        export=lambda e: getattr(e, name),
    )


def number_column(name: str, title: Callable[[], str]) -> Column[Entry]:
    return Column(
        name,
        title,
        lambda e: text_of(getattr(e, name)) or MISSING,
        lambda e: getattr(e, name),
        is_number=True,
    )


def coded_column(name: str, title: Callable[[], str], words: Callable[[str], str]) -> Column[Entry]:
    """A code by its words; empty where the source is silent."""
    return Column(
        name,
        title,
        lambda e: words(getattr(e, name)) if getattr(e, name) else MISSING,
        lambda e: getattr(e, name) or None,
        export=lambda e: words(getattr(e, name)) if getattr(e, name) else "",
    )


def source_column() -> Column[Entry]:
    return Column(
        "source",
        lambda: QCoreApplication.translate("RecordEntries", "Source"),
        lambda e: terms.origin(e.source.origin),
        lambda e: e.source.origin.value,
        cell_tip=source_text,
        export=source_text,
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


def range_tip(item: Observation) -> str | None:
    match range_side(item):
        case 1:
            return QCoreApplication.translate("RecordEntries", "above the reference range")
        case -1:
            return QCoreApplication.translate("RecordEntries", "below the reference range")
        case _:
            return None
