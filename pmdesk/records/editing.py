"""Editing a record one field at a time: pure functions that return the changed copy, or refuse the value.

A field is named by its path in `PatientRecord`, for example ``"smoking.pack_years"`` or ``"emphysema"``; the same
path is the key of its `NodeRef` of kind ``RECORD_FIELD``. A key ``"input.NAME"`` names an answer to a risk model's
question that has no place of its own; the record keeps it with its unit, the date and who says so.
"""

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmdesk.core.clock import today
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord, SmokingStatus, SourceRef, StatedFact, StatedInput
from pmdesk.core.volume import Sex

FieldValue = bool | float | str | date | None
"""Value of a field as it is edited; None means "not known"."""

INPUT_PREFIX = "input."
"""Begins the key of an answer in `PatientRecord.stated_inputs`."""

_OLDEST_BIRTH = date(1890, 1, 1)
_LONGEST_TEXT = 200
_INPUT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\([a-z]+\))?(@\S+)?")
"""Names of the models' inputs, ``"gdm_hx(female)"`` among them; behind an at sign stands the finding it is about."""


class FieldKind(StrEnum):
    """How a field is edited."""

    BOOL = "bool"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class RecordField:
    """One editable field.

    ``minimum`` and ``maximum`` are what is plausible in a person, in ``unit`` (UCUM); values outside are refused.
    ``for_risks`` marks the fields that risk models ask for: empty ones are shown as missing.
    """

    key: str
    kind: FieldKind
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    for_risks: bool = True


FACTS = (
    "emphysema",
    "family_history_lung_cancer",
    "extrathoracic_cancer_over_5y_ago",
    "cancer_within_5y",
    "immunosuppressed",
    "lung_screening",
    "prior_chest_ct",
)
"""Questions of the record that yes and no answer."""

_SEXES = tuple(sex.value for sex in Sex if sex is not Sex.UNKNOWN)

RECORD_FIELDS = (
    RecordField("demographics.patient_id", FieldKind.TEXT, for_risks=False),
    RecordField("demographics.name", FieldKind.TEXT, for_risks=False),
    RecordField("demographics.birth_date", FieldKind.DATE),
    RecordField("demographics.age_years", FieldKind.NUMBER, "a", 0, 130, for_risks=False),
    RecordField("demographics.sex", FieldKind.CHOICE, choices=_SEXES),
    RecordField("demographics.ethnicity", FieldKind.TEXT, for_risks=False),
    RecordField("demographics.height_cm", FieldKind.NUMBER, "cm", 30, 260, for_risks=False),
    RecordField("demographics.weight_kg", FieldKind.NUMBER, "kg", 1, 400, for_risks=False),
    RecordField("smoking.status", FieldKind.CHOICE, choices=tuple(status.value for status in SmokingStatus)),
    RecordField("smoking.pack_years", FieldKind.NUMBER, "{PackYears}", 0, 300),
    RecordField("smoking.cigarettes_per_day", FieldKind.NUMBER, "/d", 0, 150, for_risks=False),
    RecordField("smoking.years_smoked", FieldKind.NUMBER, "a", 0, 90, for_risks=False),
    RecordField("smoking.years_since_quitting", FieldKind.NUMBER, "a", 0, 90),
    *(RecordField(key, FieldKind.BOOL) for key in FACTS),
)
"""Every field that can be edited, in the order in which it is shown."""

_FIELDS = {field.key: field for field in RECORD_FIELDS}


def field_of(key: str) -> RecordField:
    """The field of a key; raises KeyError for an unknown one."""
    return _FIELDS[key]


def get_field(record: PatientRecord, key: str) -> FieldValue:
    """Value of a field; None where it is not known.

    Raises
    ------
    InputError
        There is no such field.
    """
    if key.startswith(INPUT_PREFIX):
        answer = stated_input(record, _input_name(key))
        return None if answer is None else answer.value
    _known_field(key)
    group, _, name = key.partition(".")
    value = getattr(record, group)
    value = getattr(value, name) if name else value.value
    if value is None or value == "" or value is Sex.UNKNOWN:
        return None
    if isinstance(value, StrEnum):
        return value.value
    assert isinstance(value, bool | int | float | str | date)
    return value


def field_origin(record: PatientRecord, key: str) -> Origin:
    """Who states the field's value; unknown while it has none."""
    if get_field(record, key) is None:
        return Origin.UNKNOWN
    if key.startswith(INPUT_PREFIX):
        answer = stated_input(record, _input_name(key))
        return Origin.UNKNOWN if answer is None else answer.source.origin
    source: SourceRef = getattr(record, key.partition(".")[0]).source
    return source.origin


def stated_input(record: PatientRecord, name: str) -> StatedInput | None:
    """The answer of that name; None where nobody gave one."""
    return next((answer for answer in record.stated_inputs if answer.name == name), None)


def set_field(record: PatientRecord, key: str, value: FieldValue, unit: str = "") -> PatientRecord:
    """A copy of the record with one field changed, its source marked as the reader.

    Parameters
    ----------
    value
        bool, number in the field's unit, one of its choices, date or text; None makes it "not known".
    unit
        UCUM unit of an answer ``"input.NAME"``, kept as given; the other fields have their own and take none.
        Whether kind, unit and limits suit the model that asks is for `pmdesk.services` to see.

    Raises
    ------
    InputError
        ``RECORD_VALUE_INVALID`` with ``field`` and ``limit``: of another kind, outside the plausible range, or
        against another field (pack-years of somebody who never smoked). The record is unchanged.
    """
    if key.startswith(INPUT_PREFIX):
        return _set_input(record, key, value, unit)
    field = _known_field(key)
    checked = None if value is None else _checked(field, value)
    source = SourceRef(origin=Origin.READER)
    group, _, name = key.partition(".")
    if not name:
        if checked is None:
            return record.model_copy(update={group: StatedFact()})
        fact = StatedFact(value=bool(checked), source=source)
        return record.model_copy(update={group: fact})
    stored: object = checked
    if checked is None:
        stored = Sex.UNKNOWN if name == "sex" else "" if field.kind is FieldKind.TEXT else None
    elif name == "sex":
        stored = Sex(str(checked))
    elif name == "status":
        stored = SmokingStatus(str(checked))
    changes: dict[str, object] = {name: stored, "source": source}
    if name == "birth_date":
        changes["partial_birth_date"] = ""
    changed = record.model_copy(update={group: getattr(record, group).model_copy(update=changes)})
    if changed.smoking.status is SmokingStatus.NEVER and group == "smoking":
        _refuse_smoked_amounts(changed, field)
    return changed


def _set_input(record: PatientRecord, key: str, value: FieldValue, unit: str) -> PatientRecord:
    """The record with an answer set in its place, put last, or taken out."""
    name = _input_name(key)
    answers = list(record.stated_inputs)
    at = next((index for index, answer in enumerate(answers) if answer.name == name), len(answers))
    if value is None:
        return record.model_copy(update={"stated_inputs": tuple(answers[:at] + answers[at + 1 :])})
    source = SourceRef(origin=Origin.READER)
    answer = StatedInput(
        name=name, value=_answer_value(key, value), unit=unit, stated_on=today(), source=source
    )
    answers[at : at + 1] = [answer]
    return record.model_copy(update={"stated_inputs": tuple(answers)})


def _answer_value(key: str, value: FieldValue) -> bool | float | str:
    match value:
        case bool():
            return value
        case int() | float():
            if not math.isfinite(value):
                raise InputError(ErrorCode.RECORD_VALUE_INVALID, field=key, limit="")
            return float(value)
        case date():
            return value.isoformat()
        case str():
            text = value.strip()
            if not text or len(text) > _LONGEST_TEXT or not text.isprintable():
                raise InputError(ErrorCode.RECORD_VALUE_INVALID, field=key, limit=f"1–{_LONGEST_TEXT}")
            return text
        case _:
            raise InputError(ErrorCode.RECORD_VALUE_INVALID, field=key, limit="")


def _input_name(key: str) -> str:
    name = key.removeprefix(INPUT_PREFIX)
    if _INPUT_NAME.fullmatch(name) is None:
        raise InputError(ErrorCode.RECORD_VALUE_INVALID, field=key, limit="")
    return name


def _known_field(key: str) -> RecordField:
    field = _FIELDS.get(key)
    if field is None:
        raise InputError(ErrorCode.RECORD_VALUE_INVALID, field=key, limit="")
    return field


def _checked(field: RecordField, value: FieldValue) -> FieldValue:
    """The value in the type that the record keeps."""
    match field.kind:
        case FieldKind.BOOL:
            if not isinstance(value, bool):
                raise _invalid(field, "true, false")
            return value
        case FieldKind.NUMBER:
            limit = f"{field.minimum:g}–{field.maximum:g} {field.unit}"
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise _invalid(field, limit)
            assert field.minimum is not None
            assert field.maximum is not None
            if not field.minimum <= value <= field.maximum:
                raise _invalid(field, limit)
            return float(value)
        case FieldKind.CHOICE:
            if value not in field.choices:
                raise _invalid(field, ", ".join(field.choices))
            return str(value)
        case FieldKind.DATE:
            latest = today()
            if not isinstance(value, date) or not _OLDEST_BIRTH <= value <= latest:
                raise _invalid(field, f"{_OLDEST_BIRTH.isoformat()} – {latest.isoformat()}")
            return value
        case FieldKind.TEXT:
            if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not value.isprintable():
                raise _invalid(field, str(_LONGEST_TEXT))
            return value.strip()


def _refuse_smoked_amounts(record: PatientRecord, field: RecordField) -> None:
    for name in ("pack_years", "cigarettes_per_day", "years_smoked", "years_since_quitting"):
        if getattr(record.smoking, name):
            against = f"smoking.{name}" if field.key == "smoking.status" else "smoking.status"
            raise _invalid(field, against)


def _invalid(field: RecordField, limit: str) -> InputError:
    return InputError(ErrorCode.RECORD_VALUE_INVALID, field=field.key, limit=limit)
