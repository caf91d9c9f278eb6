import numpy as np
import pytest

from pmdesk.core.characterisation import HeatMap
from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.imaging.heat_section import heat_limit, heat_section
from pmdesk.imaging.slicing import Plane, extract, plane_frame

SHAPE = (6, 8, 10)


def geometry(flip: bool = False) -> VolumeGeometry:
    affine = np.array([[0, 0, 1, 0], [0, 1, 0, 0], [2, 0, 0, 0], [0, 0, 0, 1]], float)
    if flip:
        affine[0, 2] = -1.0
    return VolumeGeometry(SHAPE, affine, FrameOfReferenceUid("1.2.3"))


def some_heat(grid: VolumeGeometry) -> HeatMap:
    values = np.arange(2 * 3 * 4, dtype=np.float32).reshape(2, 3, 4) + 1
    return HeatMap(grid, (2, 3, 5), values)


@pytest.mark.parametrize("plane", list(Plane))
@pytest.mark.parametrize("flip", [False, True])
def test_a_section_lies_where_the_volumes_own_picture_has_it(plane, flip):
    grid = geometry(flip)
    heat = some_heat(grid)
    whole = np.zeros(SHAPE, np.float32)
    whole[2:4, 3:6, 5:9] = heat.values
    frame = plane_frame(grid, plane)
    through = heat.offset[frame.through_axis]
    section = heat_section(heat, frame, through, through)
    picture = extract(whole, frame, through, through)
    (row, col), (rows, cols) = section.offset, section.values.shape
    np.testing.assert_array_equal(picture[row : row + rows, col : col + cols], section.values)
    assert picture.sum() == section.values.sum()


def test_a_slab_shows_the_value_furthest_from_zero():
    values = np.array([[[0.1, 0.1]], [[-0.3, 0.05]]], np.float32)
    heat = HeatMap(geometry(), (1, 0, 0), values)
    section = heat_section(heat, plane_frame(geometry(), Plane.AXIAL), 0, 5)
    np.testing.assert_array_equal(section.values, np.array([[-0.3, 0.1]], np.float32))


def test_outside_its_slices_or_on_another_grid_there_is_no_heat():
    frame = plane_frame(geometry(), Plane.AXIAL)
    assert heat_section(some_heat(geometry()), frame, 4, 5) is None
    other = VolumeGeometry((9, 9, 9), np.eye(4), FrameOfReferenceUid("1.2.9"))
    assert heat_section(some_heat(other), frame, 2, 2) is None


def test_values_that_are_no_numbers_count_as_nothing():
    values = np.array([[[np.nan, np.inf, 0.5]]], np.float32)
    heat = HeatMap(geometry(), (0, 0, 0), values)
    section = heat_section(heat, plane_frame(geometry(), Plane.AXIAL), 0, 0)
    assert section.values.tolist() == [[0.0, 0.0, 0.5]]
    assert heat_limit(heat, 0.02) == 0.5
    assert heat_limit(HeatMap(geometry(), (0, 0, 0), np.full((1, 1, 1), np.nan, np.float32)), 0.02) == 0.02
