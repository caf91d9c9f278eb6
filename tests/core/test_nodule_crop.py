"""Crops at a fixed size in millimetres: where their pixels lie, and what the edges show."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.nodule_crop import CropGrid, CropInput, Window, cut_crop, sampled

SHAPE = (9, 30, 40)
SLICE_STEP, ROW_STEP, COL_STEP = 1000.0, 10.0, 0.25


def ramp() -> np.ndarray:
    """A volume whose every value tells its index."""
    index = np.indices(SHAPE)
    return (SLICE_STEP * index[0] + ROW_STEP * index[1] + COL_STEP * index[2]).astype(np.float32)


@given(
    spacing=st.tuples(st.floats(0.5, 6), st.floats(0.4, 1.2), st.floats(0.4, 1.2)),
    center=st.tuples(st.floats(3, 5), st.floats(13, 16), st.floats(17, 22)),
    pixel_mm=st.floats(0.3, 0.9),
)
def test_every_pixel_lies_at_its_millimetres_from_a_centre_that_need_not_be_whole(spacing, center, pixel_mm):
    grid = CropGrid(8, pixel_mm, (-2.5, 0.0, 2.5))
    crop = cut_crop(ramp(), spacing, center, grid)
    offset = (np.arange(8) - 3.5) * pixel_mm
    rows, cols = center[1] + offset / spacing[1], center[2] + offset / spacing[2]
    slices = np.clip(np.rint(center[0] + np.array([-2.5, 0.0, 2.5]) / spacing[0]), 0, 8)
    wanted = SLICE_STEP * slices[:, None, None] + ROW_STEP * rows[:, None] + COL_STEP * cols
    assert crop.dtype == np.float32
    assert crop == pytest.approx(wanted, abs=0.01)


def test_a_crop_of_the_volumes_own_pixels_is_the_volume():
    volume = ramp()
    crop = cut_crop(volume, (2.0, 0.7, 0.7), (4.0, 12.5, 20.5), CropGrid(6, 0.7, (-2.0, 0.0, 2.0)))
    assert crop == pytest.approx(volume[3:6, 10:16, 18:24], abs=0.01)


@pytest.mark.parametrize(
    ("center", "pixel", "edge"),
    [
        ((4, 0, 0), (0, 0, 0), (0, 0)),
        ((4, 29, 39), (0, -1, -1), (29, 39)),
        ((4, 0, 39), (0, 0, -1), (0, 39)),
    ],
)
def test_beyond_the_image_its_edge_goes_on(center, pixel, edge):
    crop = cut_crop(ramp(), (1.0, 1.0, 1.0), center, CropGrid(10, 1.0, (0.0,)))
    assert np.isfinite(crop).all()
    assert crop[pixel] == pytest.approx(4 * SLICE_STEP + edge[0] * ROW_STEP + edge[1] * COL_STEP)


def test_beyond_the_first_and_the_last_slice_the_end_slice_goes_on():
    grid = CropGrid(4, 1.0, (-4.0, -2.0, 0.0, 2.0, 4.0))
    assert grid.slice_indices(0.0, 2.0, 9).tolist() == [0, 0, 0, 1, 2]
    assert grid.slice_indices(8.0, 2.0, 9).tolist() == [6, 7, 8, 8, 8]
    crop = cut_crop(ramp(), (2.0, 1.0, 1.0), (0, 15, 20), grid)
    assert (np.diff(crop[:3], axis=0) == 0).all()
    assert crop[4, 0, 0] - crop[3, 0, 0] == pytest.approx(SLICE_STEP)


def test_thick_slices_come_more_than_once():
    grid = CropGrid(4, 1.0, (-2.5, 0.0, 2.5))
    assert grid.slice_indices(4.0, 8.0, 9).tolist() == [4, 4, 4]
    crop = cut_crop(ramp(), (8.0, 1.0, 1.0), (4, 15, 20), grid)
    assert (crop == crop[0]).all()


def test_a_list_of_slices_of_whole_numbers_is_cut_like_an_array():
    planes = np.rint(ramp()).astype(np.int16)
    grid = CropGrid(6, 0.8, (-2.0, 0.0, 2.0))
    assert np.array_equal(
        cut_crop(list(planes), (2.0, 0.7, 0.9), (3.3, 14.2, 20.9), grid),
        cut_crop(planes, (2.0, 0.7, 0.9), (3.3, 14.2, 20.9), grid),
    )


def test_samples_lie_between_their_four_neighbours():
    plane = np.array([[0, 10], [100, 110]], np.int16)
    found = sampled(plane, np.array([0.0, 0.25, 1.0]), np.array([0.5]))
    assert found[:, 0] == pytest.approx([5, 30, 105])


def test_windows_come_one_after_another_and_the_mask_last():
    given_input = CropInput(
        CropGrid(4, 1.0, (-1.0, 0.0, 1.0)),
        (Window(-1000, 0, 0, 3), Window(0, 200, 1, 2)),
        (1, 3),
    )
    crop = np.stack([np.full((4, 4), value, np.float32) for value in (-2000, -500, 100)])
    mask = np.stack([np.full((4, 4), value, np.float32) for value in (0.0, 1.0, 0.25)])
    prepared = given_input.prepare(crop, mask)
    assert (prepared.shape, prepared.dtype) == ((6, 4, 4), np.float32)
    assert given_input.channels == 6
    assert prepared[:, 0, 0] == pytest.approx([-1, 0, 1, -1, 1, -0.5])


def test_a_network_that_wants_a_mask_is_not_run_without_one():
    given_input = CropInput(CropGrid(4, 1.0, (0.0,)), (Window(-1000, 0, 0, 1),), (0, 1))
    with pytest.raises(ValueError, match="mask"):
        given_input.prepare(np.zeros((1, 4, 4), np.float32))
