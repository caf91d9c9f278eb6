import numpy as np
import pytest

from pmdesk.core.errors import InputError
from pmdesk.training.lidc import (
    beyond_is_clean,
    neighbour_stride,
    read_stacks,
    slices_beyond,
    votes,
)
from tests.helpers.tiny_lidc import INTERCEPT, SLOPE, nodule_pixels, write_tiny_lidc


def test_a_stack_carries_hounsfield_units_and_the_readers_bits(lidc):
    stack = read_stacks(lidc, limit=1)[0]
    grey, readers = nodule_pixels(4, 6.0)
    assert (stack.nodule_id, stack.patient, stack.fold, stack.reader_count) == (1, "TINY-1", 1, 4)
    assert np.array_equal(stack.hu, np.rint(grey * SLOPE + INTERCEPT))
    assert np.array_equal(stack.readers, readers)
    assert (stack.pixel_spacing_mm, stack.slice_spacing_mm) == (0.7, 2.0)


def test_only_the_folds_asked_for_are_read(lidc):
    assert {stack.fold for stack in read_stacks(lidc, folds=[1, 3])} == {1, 3}


def test_a_missing_thickness_is_estimated_from_the_shape(tmp_path):
    stack = read_stacks(write_tiny_lidc(tmp_path, thickness=""), limit=1)[0]
    assert stack.slice_spacing_mm in (2.5, 3.0)


def test_rows_that_do_not_fit_the_image_are_an_error(tmp_path):
    folder = write_tiny_lidc(tmp_path)
    rows = (folder / "slices.csv").read_text().splitlines()
    (folder / "slices.csv").write_text("\n".join(rows[:2] + rows[3:]))
    with pytest.raises(InputError, match="0001_image"):
        read_stacks(folder)


def test_the_soft_mask_is_the_share_of_readers_and_the_majority_is_half_of_them(lidc):
    stack = read_stacks(lidc, limit=1)[0]
    assert set(np.unique(stack.soft_mask())) == {0.0, 0.25, 0.5, 0.75, 1.0}
    assert np.array_equal(stack.majority_mask(), votes(stack.readers) >= 2)


def test_beyond_its_ends_the_nodule_is_patched_away_and_the_rest_is_kept(lidc):
    stack = read_stacks(lidc, limit=1)[0]
    beyond = slices_beyond(stack, np.random.default_rng(1))
    assert beyond_is_clean(stack, beyond) == (True, True)
    nodule = stack.readers[0] > 0
    assert beyond[0][nodule].mean() < -700 < stack.hu[0][nodule].mean()
    far = np.ones((128, 128), bool)
    far[40:90, 35:85] = False
    assert np.array_equal(beyond[0][far], stack.hu[0][far])


@pytest.mark.parametrize(("spacing_mm", "stride"), [(0.6, 3), (1.0, 2), (1.25, 2), (2.5, 1), (8.0, 1)])
def test_neighbours_are_taken_about_two_millimetres_apart(spacing_mm, stride):
    assert neighbour_stride(spacing_mm, 2.0) == stride
