"""CKD-EPI 2021: Inker 2021, N Engl J Med 385:1737; the equation is as the National Kidney Foundation prints it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.risk.kidney import egfr_ckd_epi_2021


@pytest.mark.parametrize(
    ("creatinine", "age", "female", "expected"),
    [
        # at the bend both powers are 1: 142 x 0.9938^age (x 1.012)
        (0.9, 50, False, 142 * 0.9938**50),
        (0.7, 50, True, 142 * 0.9938**50 * 1.012),
        # written out by logarithms
        (1.8, 60, False, math.exp(math.log(142) - 1.2 * math.log(2) + 60 * math.log(0.9938))),
        (0.35, 30, True, math.exp(math.log(142 * 1.012) + 0.241 * math.log(2) + 30 * math.log(0.9938))),
        (0.45, 30, False, math.exp(math.log(142) + 0.302 * math.log(2) + 30 * math.log(0.9938))),
    ],
)
def test_the_equation_piece_by_piece(creatinine, age, female, expected):
    assert egfr_ckd_epi_2021(creatinine, age, female=female) == pytest.approx(expected, rel=1e-12)


@given(st.floats(0.2, 14), st.floats(18, 100), st.booleans())
def test_more_creatinine_and_more_years_mean_less_filtration(creatinine, age, female):
    here = egfr_ckd_epi_2021(creatinine, age, female=female)
    assert egfr_ckd_epi_2021(creatinine * 1.1, age, female=female) < here
    assert egfr_ckd_epi_2021(creatinine, age + 1, female=female) < here


@pytest.mark.parametrize(
    ("creatinine", "age"), [(0.0, 50), (-1.0, 50), (math.nan, 50), (1.0, 17), (1.0, math.nan)]
)
def test_children_and_impossible_values_are_refused(creatinine, age):
    with pytest.raises(ValueError, match="creatinine"):
        egfr_ckd_epi_2021(creatinine, age, female=True)
