import pytest

from pmdesk.ui.widgets import clinical_numbers as numbers


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.1234, "12 %"),
        (0.0341, "3.4 %"),
        (0.0994, "9.9 %"),
        (0.0996, "10 %"),
        (0.0004, "< 0.1 %"),
        (0.9999, "> 99 %"),
        (0.0, "0 %"),
    ],
)
def test_a_probability_is_never_rounded_to_certainty(fraction: float, text: str):
    assert numbers.percent(fraction) == text


def test_an_interval_names_the_unit_once():
    assert numbers.percent_range((0.081, 0.17)) == "8–17 %"


def test_sizes_have_the_digits_that_clinicians_write():
    assert (numbers.millimetres(8.23), numbers.cubic_millimetres(212.4), numbers.cubic_millimetres(7.25)) == (
        "8.2", "212", "7.2",
    )  # fmt: skip


def test_what_was_not_measured_is_a_dash_and_never_zero():
    assert {numbers.millimetres(None), numbers.cubic_millimetres(None), numbers.hounsfield(None)} == {"–"}


def test_negative_densities_have_a_true_minus_sign():
    assert numbers.hounsfield(-602.4) == "−602"


@pytest.mark.parametrize(
    ("value", "text"), [(12.50, "12.5"), (100.0, "100"), (0.0004, "0.0004"), (-3.0, "−3")]
)
def test_laboratory_values_keep_the_digits_of_their_source(value: float, text: str):
    assert numbers.quantity(value) == text


@pytest.mark.parametrize(
    ("code", "sign"), [("10*9/L", "10⁹/L"), ("ug/L", "µg/L"), ("mm[Hg]", "mmHg"), ("ng/mL", "ng/mL")]
)
def test_ucum_codes_are_printed_as_on_the_ward(code: str, sign: str):
    assert numbers.unit_sign(code) == sign


def test_an_interval_whose_ends_read_the_same_is_written_once():
    assert numbers.percent_range((0.993, 0.999)) == "> 99 %"
    assert numbers.percent_range((0.08, 0.17)) == "8–17 %"


def test_a_difference_can_be_taken_of_the_numbers_as_they_are_shown():
    assert numbers.shown_percent(0.0484) - numbers.shown_percent(0.0397) == pytest.approx(0.8)
    assert numbers.shown_percent(0.143) == 14
