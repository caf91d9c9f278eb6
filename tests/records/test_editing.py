"""Editing one field of a record: kinds, ranges, contradictions, sources."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Demographics, PatientRecord, Smoking, SmokingStatus
from pmdesk.records.editing import (
    RECORD_FIELDS,
    FieldKind,
    FieldValue,
    RecordField,
    field_of,
    field_origin,
    get_field,
    set_field,
)

NUMBERS = [field for field in RECORD_FIELDS if field.kind is FieldKind.NUMBER]


def example(field: RecordField) -> FieldValue:
    match field.kind:
        case FieldKind.BOOL:
            return False
        case FieldKind.NUMBER:
            return field.maximum
        case FieldKind.CHOICE:
            return field.choices[-1]
        case FieldKind.DATE:
            return date(1961, 4, 18)
        case FieldKind.TEXT:
            return "text"


def refused(record: PatientRecord, key: str, value: FieldValue) -> InputError:
    with pytest.raises(InputError) as caught:
        set_field(record, key, value)
    assert caught.value.code is ErrorCode.RECORD_VALUE_INVALID
    return caught.value


@pytest.mark.parametrize("field", RECORD_FIELDS, ids=lambda field: field.key)
def test_every_field_can_be_set_read_and_made_unknown_again(field: RecordField) -> None:
    changed = set_field(PatientRecord(), field.key, example(field))
    assert get_field(changed, field.key) == example(field)
    assert field_origin(changed, field.key) is Origin.READER
    assert get_field(set_field(changed, field.key, None), field.key) is None


@pytest.mark.parametrize("field", RECORD_FIELDS, ids=lambda field: field.key)
def test_an_empty_record_knows_no_field(field: RecordField) -> None:
    assert get_field(PatientRecord(), field.key) is None
    assert field_origin(PatientRecord(), field.key) is Origin.UNKNOWN


def test_the_record_itself_is_never_changed() -> None:
    record = PatientRecord()
    set_field(record, "emphysema", True)
    assert record == PatientRecord()


@given(field=st.sampled_from(NUMBERS), value=st.floats(allow_nan=True, allow_infinity=True))
def test_a_number_is_taken_exactly_within_its_plausible_range(field: RecordField, value: float) -> None:
    assert field.minimum is not None
    assert field.maximum is not None
    if field.minimum <= value <= field.maximum:
        assert get_field(set_field(PatientRecord(), field.key, value), field.key) == value
    else:
        assert refused(PatientRecord(), field.key, value).params["field"] == field.key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("emphysema", "yes"),
        ("emphysema", 1),
        ("smoking.pack_years", True),
        ("smoking.pack_years", "38"),
        ("smoking.status", "sometimes"),
        ("demographics.sex", "unknown"),
        ("demographics.birth_date", "1961-04-18"),
        ("demographics.birth_date", date(1700, 1, 1)),
        ("demographics.birth_date", date.today() + timedelta(days=1)),  # noqa: DTZ011
        ("demographics.name", "x" * 201),
        ("demographics.name", "a\nb"),
        ("no.such_field", True),
    ],
)
def test_a_value_of_another_kind_is_refused(key: str, value: FieldValue) -> None:
    refused(PatientRecord(), key, value)


def test_a_refusal_names_field_unit_and_limit() -> None:
    error = refused(PatientRecord(), "demographics.height_cm", 1.7)
    assert error.params == {"field": "demographics.height_cm", "limit": "30–260 cm"}


def test_pack_years_of_a_never_smoker_are_refused_both_ways() -> None:
    never = set_field(PatientRecord(), "smoking.status", "never")
    assert refused(never, "smoking.pack_years", 10.0).params["limit"] == "smoking.status"
    smoked = PatientRecord(smoking=Smoking(status=SmokingStatus.FORMER, pack_years=10))
    assert refused(smoked, "smoking.status", "never").params["limit"] == "smoking.pack_years"


def test_a_whole_birth_date_replaces_a_partial_one() -> None:
    record = PatientRecord(demographics=Demographics(partial_birth_date="1961"))
    changed = set_field(record, "demographics.birth_date", date(1961, 4, 18))
    assert changed.demographics.partial_birth_date == ""


def test_fields_that_risks_link_to_are_fields_of_the_table() -> None:
    from pmdesk.risk.facts import FIELD_OF

    for key in FIELD_OF.values():
        assert field_of(key).for_risks


# answers to risk models' questions


@pytest.mark.parametrize(("value", "unit"), [(True, ""), (False, ""), (140.0, "mm[Hg]"), ("weekly", "")])
def test_an_answer_is_kept_with_its_unit_the_day_and_the_reader_as_its_source(value, unit) -> None:
    record = set_field(PatientRecord(), "input.some_name", value, unit)
    (answer,) = record.stated_inputs
    assert (answer.name, answer.value, answer.unit) == ("some_name", value, unit)
    assert type(answer.value) is type(value)
    assert answer.stated_on == date.today()  # noqa: DTZ011
    assert get_field(record, "input.some_name") == value
    assert field_origin(record, "input.some_name") is Origin.READER


def test_an_answer_is_replaced_in_its_place_and_taken_out_by_none() -> None:
    record = set_field(PatientRecord(), "input.first", 1)
    record = set_field(record, "input.second", 2)
    record = set_field(record, "input.first", 3)
    assert [(answer.name, answer.value) for answer in record.stated_inputs] == [
        ("first", 3.0),
        ("second", 2.0),
    ]
    record = set_field(record, "input.first", None)
    assert [answer.name for answer in record.stated_inputs] == ["second"]
    assert get_field(record, "input.first") is None
    assert field_origin(record, "input.first") is Origin.UNKNOWN


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("input.", 1),
        ("input.Not A Name", 1),
        ("input.a.b", 1),
        ("input.some_name", float("nan")),
        ("input.some_name", float("inf")),
        ("input.some_name", ""),
        ("input.some_name", "a\nb"),
        ("input.some_name", "x" * 201),
    ],
)
def test_an_answer_that_is_no_value_is_refused(key, value) -> None:
    assert refused(PatientRecord(), key, value).params["field"] == key
