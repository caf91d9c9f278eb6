"""What two records say of one thing, in the language of the screen: for the merge preview and the command line."""

from datetime import date
from enum import StrEnum
from typing import Any

from pmdesk.core.record import ClinicalStatus, SmokingStatus
from pmdesk.core.volume import Sex
from pmdesk.records.editing import RECORD_FIELDS
from pmdesk.services.record_exchange import Choice, Comparison
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.dose_words import dose_words
from pmdesk.ui.widgets.ethnic_words import ethnic_words
from pmdesk.ui.widgets.question_words import answer_words, question_words

_DAYS = ("taken_on", "onset", "started", "performed", "issued", "recorded", "partial_date")
_UNITS = {field.key: field.unit for field in RECORD_FIELDS}


def comparison_title(texts: QtTexts, item: Comparison) -> str:
    """What is compared: the field's name, or the list with the name and day of the entry."""
    if not item.list_name:
        return terms.record_field(item.key.replace("partial_birth_date", "birth_date"))
    if item.list_name == "stated_inputs":
        return question_words(item.second.name, texts.local)
    coding = item.second.condition if item.list_name == "family_history" else item.second.coding
    days = (getattr(item.second, name, None) for name in _DAYS)
    day = next((_words(day) for day in days if day), "")
    return terms.titled(texts.of(f"record_list.{item.list_name}"), f"{coding_text(coding)} {day}".strip())


def side_words(texts: QtTexts, item: Comparison, side: Choice) -> str:
    """One side in words; for an entry the fields that contradict, or its value."""
    value = item.first if side is Choice.FIRST else item.second
    if value is None:
        return ""
    if item.list_name == "stated_inputs":
        return f"{answer_words(value, texts.local)} {terms.unit(value.unit)}".strip()
    if not item.list_name:
        if item.key == "demographics.ethnicity":
            return ethnic_words(str(value))
        unit = "" if isinstance(value, bool | str | date) else terms.unit(_UNITS.get(item.key, ""))
        return f"{_words(value)} {unit}".strip()
    if not item.differing and hasattr(value, "value"):
        return _part(texts, value, "value")
    return texts.join(_part(texts, value, name) for name in item.differing)


def _part(texts: QtTexts, entry: Any, name: str) -> str:
    value = getattr(entry, name)
    if name == "dose" and value:
        return dose_words(value)
    if name == "verification" and value:
        code = f"fhir_detail.{value}"
        words = texts.of(code)
        return str(value) if words == code else words
    if name in ("ended", "stopped", "recorded") and value is None:
        value = getattr(entry, "partial_date" if name == "recorded" else "partial_end")
    if name == "value":
        amount = entry.text if value is None else f"{value:g} {terms.unit(entry.unit)}"
        return amount.strip()
    return _words(value)


def _words(value: object) -> str:
    match value:
        case None | "":
            return terms.not_known()
        case bool():
            return terms.yes_no(value)
        case Sex():
            return terms.sex(value)
        case SmokingStatus():
            return terms.smoking_status(value)
        case ClinicalStatus():
            return terms.clinical_status(value)
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
        case StrEnum():
            return value.value
    return str(value)
