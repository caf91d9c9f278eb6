"""Cells that fill a field of the record: identity, smoking, facts."""

import re
from dataclasses import dataclass
from datetime import date

from pmdesk.core.units import convert, ucum_of
from pmdesk.records.editing import FieldKind, FieldValue, RecordField, field_of
from pmdesk.records.tables.cells import Reason, read_date, read_number
from pmdesk.records.tables.header_words import NO, YES
from pmdesk.records.tables.mapping import FIELD_UNITS, FieldTarget
from pmdesk.records.tables.table import Cell, cell_text, plain, tidy
from pmdesk.records.timeline import first_day

_SCIENTIFIC_ID = re.compile(r"\d(?:\.\d+)?e\+\d+", re.IGNORECASE)
_MAX_TEXT = 200
_MAX_EXACT = 1e15


@dataclass(frozen=True, slots=True)
class FieldRead:
    """Value of a field (None: not known), a partial birth date, or why it is neither."""

    value: FieldValue = None
    partial: str = ""
    reason: Reason | None = None
    detail: str = ""


def read_field(cell: Cell, target: FieldTarget, *, decimal_comma: bool, today: date) -> FieldRead:
    """The value that a cell states for a field; one that says nothing must have been left out before."""
    field = field_of(target.field)
    match field.kind:
        case FieldKind.TEXT:
            return _text(cell, is_id=field.key == "demographics.patient_id")
        case FieldKind.DATE:
            return _birth_date(cell, target, today)
        case FieldKind.NUMBER:
            return _number(cell, target, field, decimal_comma=decimal_comma)
        case FieldKind.CHOICE:
            word = target.words.get(plain(cell_text(cell)))
            if word is None or (word and word not in field.choices):
                return FieldRead(reason=Reason.NOT_A_WORD)
            return FieldRead(word or None)
        case FieldKind.BOOL:
            return _fact(cell, target.words)


def read_flag(cell: Cell, words: dict[str, str]) -> FieldRead:
    """Yes, no or not known of a column of yes/no."""
    return _fact(cell, words)


def _fact(cell: Cell, words: dict[str, str]) -> FieldRead:
    word = words.get(plain(cell_text(cell)))
    if word not in (YES, NO, ""):
        return FieldRead(reason=Reason.NOT_A_WORD)
    return FieldRead(None if word == "" else word == YES)


def _text(cell: Cell, *, is_id: bool) -> FieldRead:
    text = tidy(cell_text(cell))
    if is_id and (
        (isinstance(cell, float) and abs(cell) >= _MAX_EXACT) or _SCIENTIFIC_ID.fullmatch(text) is not None
    ):
        # a spreadsheet keeps 15 digits of a number: the rest of a long id are zeros that nobody wrote
        return FieldRead(reason=Reason.ID_DIGITS_LOST)
    if len(text) > _MAX_TEXT:
        return FieldRead(reason=Reason.TOO_LONG, detail=str(_MAX_TEXT))
    if not text.isprintable():
        text = "".join(letter for letter in text if letter.isprintable())
    return FieldRead(text)


def _birth_date(cell: Cell, target: FieldTarget, today: date) -> FieldRead:
    read = read_date(cell, target.date_order)
    begins = read.day or first_day(read.partial)
    if begins is not None and begins > today:
        return FieldRead(reason=Reason.DATE_FUTURE)
    if begins is not None and begins.year < 1890:
        return FieldRead(reason=Reason.IMPLAUSIBLE)
    return FieldRead(read.day, read.partial, read.reason)


def _number(cell: Cell, target: FieldTarget, field: RecordField, *, decimal_comma: bool) -> FieldRead:
    read = read_number(cell, decimal_comma=decimal_comma)
    if read.reason is not None or read.value is None:
        return FieldRead(reason=read.reason or Reason.NOT_A_NUMBER)
    units = FIELD_UNITS.get(field.key, ())
    unit = target.unit
    if read.unit:
        stated = ucum_of(read.unit)
        if stated is None or stated not in (units or (field.unit,)):
            return FieldRead(reason=Reason.UNIT_UNKNOWN)
        unit = stated
    if units and not unit:
        return FieldRead(reason=Reason.UNIT_UNKNOWN)
    value = convert(read.value, unit, units[0]) if units else read.value
    if (field.minimum is not None and value < field.minimum) or (
        field.maximum is not None and value > field.maximum
    ):
        shown = f"{read.value:g} {unit or field.unit}"
        return FieldRead(
            reason=Reason.IMPLAUSIBLE, detail=f"{shown} ({field.minimum:g}–{field.maximum:g} {field.unit})"
        )
    return FieldRead(value)
