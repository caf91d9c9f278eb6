import numpy as np
import pytest

from pmdesk.inference.candidate_shape import ShapeLimits, shape_of

SPACING_MM = (2.5, 0.7, 0.7)
LIMITS = ShapeLimits(max_elongation=3.2, max_flatness=2.4, min_aerated_shell=0.3)


def ellipsoid(half_axes_mm, spacing_mm=SPACING_MM, shape=(25, 70, 70)):
    grid = np.meshgrid(
        *[(np.arange(n) - n // 2) * size for n, size in zip(shape, spacing_mm, strict=True)], indexing="ij"
    )
    return sum((axis / half) ** 2 for axis, half in zip(grid, half_axes_mm, strict=True)) <= 1


def in_lung(mask):
    return np.where(mask, 30, -850).astype(np.int16)


def test_a_ball_in_the_lung_is_round_and_surrounded_by_air():
    ball = ellipsoid((9, 9, 9))
    shape = shape_of(ball, in_lung(ball), SPACING_MM)
    assert shape.elongation == pytest.approx(1, abs=0.1)
    assert shape.flatness == pytest.approx(1, abs=0.1)
    assert shape.aerated_shell == 1
    assert LIMITS.allow(shape)


def test_a_long_vessel_is_beyond_the_limits():
    vessel = ellipsoid((25, 2.5, 2.5))
    shape = shape_of(vessel, in_lung(vessel), SPACING_MM)
    assert shape.elongation > 5
    assert not LIMITS.allow(shape)


def test_a_flat_cap_is_beyond_the_limits():
    cap = ellipsoid((3, 18, 18))
    shape = shape_of(cap, in_lung(cap), SPACING_MM)
    assert shape.flatness > 3
    assert not LIMITS.allow(shape)


def test_what_lies_in_soft_tissue_is_beyond_the_limits():
    ball = ellipsoid((9, 9, 9))
    assert not LIMITS.allow(shape_of(ball, np.full(ball.shape, 40, np.int16), SPACING_MM))


def test_a_nodule_flat_on_the_pleura_stays():
    ball = ellipsoid((7, 7, 7))
    values = in_lung(ball)
    values[:, :30, :] = 40
    assert LIMITS.allow(shape_of(ball, values, SPACING_MM))


def test_on_one_slice_or_on_thick_slices_the_third_axis_is_not_judged():
    plate = np.zeros((5, 40, 40), bool)
    plate[2, 10:30, 10:30] = True
    assert shape_of(plate, in_lung(plate), SPACING_MM).flatness is None
    thick = ellipsoid((20, 12, 12), (8.0, 0.7, 0.7))
    assert shape_of(thick, in_lung(thick), (8.0, 0.7, 0.7)).elongation is None
