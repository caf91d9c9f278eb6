import numpy as np
import pytest

from pmdesk.core.segmentation import Segment
from tests.core.test_geometry import axial


def test_a_full_mask_is_cropped_to_its_voxels():
    geometry = axial()
    mask = np.zeros(geometry.shape, dtype=bool)
    mask[2:4, 5:8, 10:11] = True
    segment = Segment.from_full_mask(geometry, mask)
    assert segment.offset == (2, 5, 10)
    assert segment.mask.shape == (2, 3, 1)
    assert segment.voxel_count == 6
    assert segment.volume_mm3 == pytest.approx(6 * 2.5 * 0.7 * 0.8)
    assert segment.centroid_index() == pytest.approx((2.5, 6.0, 10.0))
    assert mask[segment.slices].all()


def test_an_empty_mask_is_no_segment():
    geometry = axial()
    with pytest.raises(ValueError, match="empty"):
        Segment.from_full_mask(geometry, np.zeros(geometry.shape, dtype=bool))


def test_a_mask_outside_its_grid_is_refused():
    with pytest.raises(ValueError, match="outside"):
        Segment(axial(), (9, 0, 0), np.ones((2, 1, 1), dtype=bool))


def test_a_segment_cannot_be_changed_in_place():
    segment = Segment(axial(), (0, 0, 0), np.ones((1, 1, 1), dtype=bool))
    with pytest.raises(ValueError, match="read-only"):
        segment.mask[0, 0, 0] = False
