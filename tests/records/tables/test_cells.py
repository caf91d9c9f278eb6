"""Single cells: what is a number or a day, what is refused, and that nothing is guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.records.tables.cells import (
    DateOrder,
    Reason,
    is_not_known,
    needs_order,
    read_date,
    read_number,
)
from pmdesk.records.tables.table import cell_text

DAYS = st.dates(date(1890, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", Reason.NOT_A_NUMBER),
        ("5..4", Reason.NOT_A_NUMBER),
        ("5-6", Reason.NOT_A_NUMBER),
        ("5 - 6", Reason.NOT_A_NUMBER),
        ("5±1", Reason.NOT_A_NUMBER),
        ("5²", None),
        ("1_000", None),
        ("1,234", Reason.THOUSANDS),
        ("1,234.5", Reason.THOUSANDS),
        ("1 234", Reason.THOUSANDS),
        ("1'234", Reason.THOUSANDS),
        ("6,1", Reason.THOUSANDS),
        ("inf", Reason.NOT_A_NUMBER),
        ("1e999", Reason.NOT_A_NUMBER),
        ("0x10", None),
        ("#DIV/0!", Reason.SHEET_ERROR),
        ("++", Reason.NOT_A_NUMBER),
        ("阳性", Reason.NOT_A_NUMBER),
        ("2026-01-05", Reason.NOT_A_NUMBER),
        ("12/80", None),
    ],
)
def test_what_is_no_plain_number_gives_no_value_without_a_unit(text, reason):
    read = read_number(text)
    assert read.value is None or read.unit
    if reason:
        assert read.reason is reason


@pytest.mark.parametrize("cell", [True, date(2026, 1, 1), float("nan"), float("inf")])
def test_typed_cells_that_are_no_numbers(cell):
    assert read_number(cell).reason is Reason.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5.4", 5.4, ""),
        (" 5.4 ", 5.4, ""),
        ("+.5", 0.5, ""),
        ("-3", -3.0, ""),
        ("−3", -3.0, ""),
        ("5.", 5.0, ""),
        ("1e3", 1000.0, ""),
        ("５．４", 5.4, ""),
        ("6.8↑", 6.8, ""),
        ("6.8 H", 6.8, ""),
        ("6.8 (L)", 6.8, ""),
        ("6.8*", 6.8, ""),
        ("5.4 mmol/L", 5.4, "mmol/L"),
        ("5.4mmol/L", 5.4, "mmol/L"),
        ("65岁", 65.0, "岁"),
        ("6.8 H mmol/L", 6.8, "mmol/L"),
        ("7.2%", 7.2, "%"),
    ],
)
def test_numbers_as_laboratories_write_them(text, value, unit):
    read = read_number(text)
    assert (read.value, read.unit, read.reason) == (value, unit, None)


def test_a_decimal_comma_only_where_the_mapping_says_so():
    assert read_number("6,1", decimal_comma=True).value == 6.1
    assert read_number("1,234,5", decimal_comma=True).reason is Reason.THOUSANDS


@pytest.mark.parametrize(
    ("text", "kept"),
    [("<5", "<5"), ("< 0.01", "<0.01"), ("≥ 100", ">=100"), ("＞60", ">60"), ("<=3 mg/L", "<=3")],
)
def test_comparators_stay_text(text, kept):
    read = read_number(text)
    assert (read.value, read.text, read.reason) == (None, kept, Reason.COMPARATOR)


@pytest.mark.parametrize("text", ["", " ", "NA", "n/a", "-", "未查", "Not done", None])
def test_words_that_say_nothing(text):
    assert is_not_known(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_as_they_were_written(value):
    assert read_number(repr(value)).value == value
    assert read_number(value).value == value
    assert read_number(cell_text(value)).value == value


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=3))
def test_a_decimal_comma_says_the_same_as_a_point(value):
    assert read_number(str(value).replace(".", ","), decimal_comma=True).value == float(value)


# days


@given(DAYS)
def test_days_come_back_from_every_way_of_writing_them(day):
    texts = (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.isoformat()} 08:15",
        f"{day.isoformat()}T08:15:00+08:00",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
    )
    for text in texts:
        assert read_date(text).day == day, text
    assert read_date(day).day == day
    assert read_date(datetime(day.year, day.month, day.day, 23, 59)).day == day  # noqa: DTZ001
    assert read_date(f"{day:%d/%m/%Y}", DateOrder.DAY_FIRST).day == day
    assert read_date(f"{day:%m/%d/%Y}", DateOrder.MONTH_FIRST).day == day


@given(DAYS)
def test_without_an_order_a_day_with_the_year_last_is_asked(day):
    text = f"{day:%d/%m/%Y}"
    assert needs_order(text)
    read = read_date(text)
    assert read.day == day if day.day == day.month else read.reason is Reason.DATE_AMBIGUOUS


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31/12/25", Reason.TWO_DIGIT_YEAR),
        ("2026-02-30", Reason.NOT_A_DATE),
        ("2026-13-01", Reason.NOT_A_DATE),
        ("yesterday", Reason.NOT_A_DATE),
        ("45000", Reason.NOT_A_DATE),
        (45000.0, Reason.NOT_A_DATE),
        (2026.0, Reason.NOT_A_DATE),
        ("0001-01-01", Reason.NOT_A_DATE),
        ("1750-02-03", Reason.DATE_TOO_OLD),
        ("1750", Reason.DATE_TOO_OLD),
        ("1 Foo 2020", Reason.NOT_A_DATE),
        (True, Reason.NOT_A_DATE),
        ("#REF!", Reason.SHEET_ERROR),
    ],
)
def test_what_is_no_day(cell, reason):
    assert read_date(cell, DateOrder.DAY_FIRST).reason is reason


def test_the_wrong_order_is_no_day_rather_than_another():
    assert read_date("12/31/2025", DateOrder.DAY_FIRST).reason is Reason.NOT_A_DATE


@pytest.mark.parametrize(
    ("text", "partial"),
    [("1961", "1961"), ("1961-04", "1961-04"), ("1961年4月", "1961-04"), ("1961年", "1961")],
)
def test_parts_of_a_day_stay_parts(text, partial):
    read = read_date(text)
    assert (read.day, read.partial) == (None, partial)


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text):
    read_date(text, DateOrder.MONTH_FIRST)
    number = read_number(text, decimal_comma=True)
    assert number.value is None or number.value - number.value == 0
