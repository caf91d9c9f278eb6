"""Planes stand on the screen as radiologists read them, slabs are what numpy says, outlines follow the mask."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.core.segmentation import Segment
from pmdesk.imaging.slicing import (
    Plane,
    PlaneFrame,
    Projection,
    Section,
    Window,
    extract,
    outlines,
    plane_frame,
    section_of,
    to_gray,
    value_range,
)

FRAME = FrameOfReferenceUid("1.2.3")
SHAPE = (4, 6, 5)


def geometry(slice_mm, row_mm, col_mm, shape=SHAPE, origin=(0.0, 0.0, 0.0)) -> VolumeGeometry:
    """Grid from the three step vectors in LPS mm."""
    affine = np.eye(4)
    affine[:3, :3] = np.array([slice_mm, row_mm, col_mm], dtype=float).T
    affine[:3, 3] = origin
    return VolumeGeometry(shape, affine, FRAME)


AXIAL_CT = geometry((0, 0, 2.5), (0, 0.7, 0), (0.7, 0, 0))
# Rows run to the feet, columns to the left, slices to the back (normal of L x F is P).
CORONAL_MR = geometry((0, 3, 0), (0, 0, -1), (1, 0, 0))
# Prone: columns run to the patient's right, rows to the front.
PRONE_CT = geometry((0, 0, 2), (0, -1, 0), (-1, 0, 0))
TILT = np.deg2rad(20)
TILTED_CT = geometry((0, 0.5, 2), (0, 1, 0), (1, 0, 0))
TURNED_CT = geometry((0, 0, 2), (-np.sin(TILT), np.cos(TILT), 0), (np.cos(TILT), np.sin(TILT), 0))
ALL = {"axial": AXIAL_CT, "coronal": CORONAL_MR, "prone": PRONE_CT, "tilted": TILTED_CT, "turned": TURNED_CT}


def letters(frame: PlaneFrame) -> str:
    edge = frame.letters
    return " ".join((edge.left, edge.right, edge.top, edge.bottom))


def body_values(grid: VolumeGeometry) -> NDArray[np.int16]:
    """Each voxel holds 1000 z + 100 y + 10 x of its place in whole steps of the body, whatever the acquisition."""
    points = grid.to_lps_mm(np.moveaxis(np.indices(grid.shape, dtype=float), 0, -1))
    return np.rint(points @ np.array([10.0, 100.0, 1000.0])).astype(np.int16)


@pytest.mark.parametrize("name", ["axial", "coronal", "prone", "tilted"])
@pytest.mark.parametrize(
    ("plane", "expected"),
    [(Plane.AXIAL, "R L A P"), (Plane.CORONAL, "R L H F"), (Plane.SAGITTAL, "A P H F")],
)
def test_every_acquisition_stands_in_radiological_order(name: str, plane: Plane, expected: str):
    frame = plane_frame(ALL[name], plane)
    assert [word[0] for word in letters(frame).split()] == expected.split()


def test_axial_picture_of_a_plain_ct_is_its_own_slice():
    array = np.arange(np.prod(SHAPE), dtype=np.int16).reshape(SHAPE)
    assert np.array_equal(extract(array, plane_frame(AXIAL_CT, Plane.AXIAL), 2, 2), array[2])


def test_coronal_picture_has_the_head_on_top():
    array = np.arange(np.prod(SHAPE), dtype=np.int16).reshape(SHAPE)
    picture = extract(array, plane_frame(AXIAL_CT, Plane.CORONAL), 3, 3)
    assert np.array_equal(picture, array[::-1, 3, :])


def test_sagittal_picture_has_the_front_on_the_left():
    array = np.arange(np.prod(SHAPE), dtype=np.int16).reshape(SHAPE)
    picture = extract(array, plane_frame(AXIAL_CT, Plane.SAGITTAL), 1, 1)
    assert np.array_equal(picture, array[::-1, :, 1])


@pytest.mark.parametrize("name", ["axial", "coronal", "prone"])
@pytest.mark.parametrize(
    ("plane", "right_step", "down_step"),
    [(Plane.AXIAL, "x", "y"), (Plane.CORONAL, "x", "-z"), (Plane.SAGITTAL, "y", "-z")],
)
def test_pixels_rise_along_the_body_whatever_the_acquisition(name, plane, right_step, down_step):
    frame = plane_frame(ALL[name], plane)
    picture = extract(body_values(ALL[name]), frame, 0, 0).astype(int)
    weight = {"x": 10, "y": 100, "-z": -1000}
    mm = np.diag(frame.pixel_to_mm)
    assert np.allclose(np.diff(picture, axis=1), weight[right_step] * mm[0])
    assert np.allclose(np.diff(picture, axis=0), weight[down_step] * mm[1])


def test_thick_slices_keep_their_true_proportions():
    frame = plane_frame(AXIAL_CT, Plane.CORONAL)
    assert np.allclose(frame.pixel_to_mm, [[0.7, 0], [0, 2.5]])
    assert frame.bounds_mm() == pytest.approx((0, 0, 5 * 0.7, 4 * 2.5))


def test_tilted_gantry_is_drawn_sheared_not_stretched():
    frame = plane_frame(TILTED_CT, Plane.SAGITTAL)
    # one slice towards the head lies 2 mm higher and half a millimetre further back
    lower, higher = frame.mm_of_lps((0, 0, 0)), frame.mm_of_lps((0, 0.5, 2))
    assert higher - lower == pytest.approx([0.5, -2.0])
    assert not frame.is_oblique
    assert plane_frame(TILTED_CT, Plane.CORONAL).is_oblique


@pytest.mark.parametrize("name", ["axial", "coronal", "prone"])
@pytest.mark.parametrize("plane", list(Plane))
def test_straight_acquisitions_are_not_called_oblique(name, plane):
    assert not plane_frame(ALL[name], plane).is_oblique


def test_turned_acquisition_is_called_oblique_and_says_so_in_letters():
    frame = plane_frame(TURNED_CT, Plane.AXIAL)
    assert frame.is_oblique
    assert letters(frame) == "RA LP AL PR"


@pytest.mark.parametrize("name", list(ALL))
@pytest.mark.parametrize("plane", list(Plane))
def test_a_place_on_the_picture_goes_to_the_volume_and_back(name, plane):
    frame = plane_frame(ALL[name], plane)
    index = np.array([1.3, 2.6, 3.1])
    x_mm, y_mm = frame.to_mm(frame.pixel_of_index(index))
    assert frame.index_of_mm(x_mm, y_mm, index[frame.through_axis]) == pytest.approx(tuple(index))


@pytest.mark.parametrize("name", list(ALL))
def test_the_three_axes_are_used_once_each(name):
    frames = [plane_frame(ALL[name], plane) for plane in Plane]
    assert sorted(frame.through_axis for frame in frames) == [0, 1, 2]


def test_next_goes_to_the_feet_the_back_and_the_left():
    for grid in ALL.values():
        steps = []
        for plane in Plane:
            frame = plane_frame(grid, plane)
            steps.append(frame.next_step * grid.affine[:3, frame.through_axis])
        assert steps[0][2] < 0
        assert steps[1][1] > 0
        assert steps[2][0] > 0


def test_position_is_the_coordinate_of_the_plane():
    grid = geometry((0, 0, 2.5), (0, 0.7, 0), (0.7, 0, 0), origin=(-10, -20, -30))
    assert plane_frame(grid, Plane.AXIAL).position_mm(2) == pytest.approx(-25.0)
    assert plane_frame(grid, Plane.SAGITTAL).position_mm(1) == pytest.approx(-9.3)


def test_slab_is_as_thick_as_asked_and_stays_in_the_volume():
    frame = plane_frame(geometry((0, 0, 2), (0, 1, 0), (1, 0, 0), (20, 4, 4)), Plane.AXIAL)
    assert frame.slab(10, 0.0) == (10, 10)
    assert frame.slab(10, 10.0) == (8, 12)
    assert frame.slab(0, 10.0) == (0, 2)
    assert frame.slab(19, 10.0) == (17, 19)


@pytest.mark.parametrize("plane", list(Plane))
@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("dtype", [np.int16, np.float32])
def test_slab_projections_agree_with_numpy(plane, count, dtype):
    rng = np.random.default_rng(5)
    array = rng.integers(-1000, 2000, (7, 9, 8)).astype(dtype)
    frame = plane_frame(geometry((0, 0, 2), (0, 1, 0), (1, 0, 0), array.shape), plane)
    window = [slice(None)] * 3
    window[frame.through_axis] = slice(2, 2 + count)
    slab = array[tuple(window)]
    for projection, reduce in ((Projection.MAXIMUM, np.max), (Projection.MINIMUM, np.min)):
        expected = reduce(slab, axis=frame.through_axis)
        expected = expected[::-1] if plane is not Plane.AXIAL else expected
        assert np.array_equal(extract(array, frame, 2, 1 + count, projection), expected)
    mean = extract(array, frame, 2, 1 + count, Projection.MEAN)
    expected = slab.mean(axis=frame.through_axis)
    expected = expected[::-1] if plane is not Plane.AXIAL else expected
    assert np.abs(mean - expected).max() <= 0.501
    assert mean.dtype == dtype


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (0, 4), (2, 1)])
def test_slab_outside_the_volume_is_refused(first, last):
    with pytest.raises(IndexError):
        extract(np.zeros(SHAPE, np.int16), plane_frame(AXIAL_CT, Plane.AXIAL), first, last)


def test_window_runs_from_black_to_white():
    picture = np.array([[-32768, -1351, -600, 151, 32767]], dtype=np.int16)
    gray = to_gray(picture, Window(-600, 1500))
    assert gray.tolist() == [[0, 0, 128, 255, 255]]


@given(
    center=st.floats(-2000, 4000),
    width=st.floats(1, 8000),
    values=arrays(np.int16, (3, 4)),
)
def test_table_and_arithmetic_give_the_same_greys(center, width, values):
    window = Window(center, width)
    assert np.array_equal(to_gray(values, window), to_gray(values.astype(np.float32), window))


def test_not_a_number_is_black():
    assert to_gray(np.array([[np.nan, 100.0]], np.float32), Window(0, 100)).tolist() == [[0, 255]]


def test_full_window_spans_the_values():
    array = np.zeros((20, 8, 8), np.int16)
    array[4, 4, 4] = 3000
    array[8, 0, 0] = -1000
    assert value_range(array) == Window(1000.0, 4000.0)


def blob(grid: VolumeGeometry) -> tuple[Segment, NDArray[np.bool_]]:
    mask = np.zeros(grid.shape, bool)
    mask[1:3, 2:5, 1:4] = True
    mask[2, 2, 1] = False
    return Segment.from_full_mask(grid, mask), mask


@pytest.mark.parametrize("name", list(ALL))
@pytest.mark.parametrize("plane", list(Plane))
def test_section_of_a_mask_lies_where_the_picture_of_the_mask_does(name, plane):
    grid = ALL[name]
    frame = plane_frame(grid, plane)
    segment, full = blob(grid)
    for first in range(frame.slice_count):
        for last in range(first, frame.slice_count):
            expected = extract(full.astype(np.int16), frame, first, last) > 0
            section = section_of(segment, frame, first, last)
            drawn = np.zeros(frame.shape, bool)
            if section is not None:
                (row, col), (rows, cols) = section.offset, section.mask.shape
                drawn[row : row + rows, col : col + cols] = section.mask
            assert np.array_equal(drawn, expected)


def area(loop: NDArray[np.float64]) -> float:
    x, y = loop.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def test_outline_of_one_pixel_is_the_diamond_about_its_middle():
    (loop,) = outlines(Section(np.ones((1, 1), bool), (3, 5)))
    assert {tuple(point) for point in loop} == {(5.5, 3.0), (6.0, 3.5), (5.5, 4.0), (5.0, 3.5)}


def test_outline_cuts_only_the_corners_of_a_block():
    (loop,) = outlines(Section(np.ones((4, 6), bool), (0, 0)))
    assert area(loop) == pytest.approx(24 - 4 / 8)


def test_a_hole_has_its_own_line_running_the_other_way():
    mask = np.ones((5, 5), bool)
    mask[2, 2] = False
    outer, inner = sorted(outlines(Section(mask, (0, 0))), key=area, reverse=True)
    assert area(outer) > 0 > area(inner)


def test_pixels_that_touch_at_a_corner_are_kept_apart():
    mask = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], bool)
    assert len(outlines(Section(mask, (0, 0)))) == 5


@given(arrays(np.bool_, st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_outlines_close_and_walk_every_boundary_edge_once(mask):
    padded = np.pad(mask, 1).astype(int)
    edges = np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum()
    loops = outlines(Section(mask, (0, 0)))
    assert sum(len(loop) for loop in loops) == edges
    for loop in loops:
        step = np.abs(np.roll(loop, -1, axis=0) - loop)
        assert (step.sum(axis=1) == 1.0).all()
