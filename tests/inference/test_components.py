import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from pmdesk.inference import components
from pmdesk.inference.components import marked_components


@pytest.mark.parametrize("share", [0.0, 1.0], ids=["by labels", "by graph"])
@given(values=arrays(np.uint8, st.tuples(*[st.integers(1, 6)] * 3), elements=st.integers(0, 9)))
def test_parts_are_those_of_a_labelled_volume(share, values):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "SPARSE_SHARE", share)
        check_parts(values)


def check_parts(values):
    labels, count = ndimage.label(values >= 7, ndimage.generate_binary_structure(3, 2))
    found = list(marked_components(values, 7))
    assert len(found) == count
    for part in found:
        box = tuple(slice(low, low + size) for low, size in zip(part.offset, part.mask.shape, strict=True))
        number = labels[box][part.mask][0]
        assert np.array_equal(labels[box] == number, part.mask)
        assert np.count_nonzero(labels == number) == np.count_nonzero(part.mask)
        assert values[box][part.mask].max() == part.peak


def test_nothing_marked_gives_nothing():
    assert list(marked_components(np.zeros((3, 4, 5), np.uint8), 1)) == []


def test_a_few_marks_take_a_small_part_of_the_volume():
    values = np.zeros((120, 200, 200), np.uint8)
    values[50:60, 40:60, 40:60] = 200
    tracemalloc.start()
    try:
        assert len(list(marked_components(values, 100))) == 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < values.nbytes / 2
