import numpy as np
import pytest

from pmdesk.inference.candidate_shape import axis_ratios

SPACING_MM = (2.5, 0.7, 0.7)


def ellipsoid(half_axes_mm, spacing_mm=SPACING_MM, shape=(25, 70, 70)):
    grid = np.meshgrid(
        *[(np.arange(n) - n // 2) * size for n, size in zip(shape, spacing_mm, strict=True)], indexing="ij"
    )
    return sum((axis / half) ** 2 for axis, half in zip(grid, half_axes_mm, strict=True)) <= 1


@pytest.mark.parametrize("spacing_mm", [SPACING_MM, (1.0, 1.0, 1.0), (0.6, 0.9, 0.5)])
def test_a_ball_is_neither_long_nor_flat_at_any_spacing(spacing_mm):
    ratios = axis_ratios(ellipsoid((9, 9, 9), spacing_mm, (41, 61, 61)), spacing_mm)
    assert ratios.elongation == pytest.approx(1, abs=0.1)
    assert ratios.flatness == pytest.approx(1, abs=0.1)


def test_a_vessel_is_long():
    assert axis_ratios(ellipsoid((25, 2.5, 2.5)), SPACING_MM).elongation > 5


def test_a_cap_of_the_diaphragm_is_flat():
    assert axis_ratios(ellipsoid((3, 18, 18)), SPACING_MM).flatness > 3


def test_one_slice_or_thick_slices_are_not_judged():
    plate = np.zeros((5, 40, 40), bool)
    plate[2, 10:30, 10:30] = True
    assert axis_ratios(plate, SPACING_MM) is None
    assert axis_ratios(ellipsoid((20, 12, 12), (8.0, 0.7, 0.7)), (8.0, 0.7, 0.7)) is None
