import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.core.sitk_bridge import from_sitk, to_sitk
from tests.core.test_geometry import FOR, axial


def rotated(angle: float) -> VolumeGeometry:
    geometry = axial()
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    return VolumeGeometry(geometry.shape, turn @ geometry.affine, FOR)


@given(st.floats(-3.1, 3.1))
def test_array_and_geometry_survive_the_way_there_and_back(angle):
    geometry = rotated(angle)
    array = np.arange(np.prod(geometry.shape), dtype=np.int16).reshape(geometry.shape)
    back, found = from_sitk(to_sitk(array, geometry), FrameOfReferenceUid(FOR))
    assert np.array_equal(back, array)
    assert np.allclose(found.affine, geometry.affine, atol=1e-6)


def test_sitk_finds_a_voxel_at_the_same_millimetres():
    geometry = rotated(0.4)
    array = np.zeros(geometry.shape, dtype=np.int16)
    image = to_sitk(array, geometry)
    point = image.TransformContinuousIndexToPhysicalPoint((7.0, 5.0, 3.0))  # (col, row, slice)
    assert point == pytest.approx(geometry.to_lps_mm((3, 5, 7)), abs=1e-6)


def test_a_sheared_grid_is_refused():
    affine = np.array(axial().affine)
    affine[1, 0] = 0.9
    geometry = VolumeGeometry((10, 20, 30), affine, FOR)
    with pytest.raises(ValueError, match="perpendicular"):
        to_sitk(np.zeros(geometry.shape, dtype=np.int16), geometry)
