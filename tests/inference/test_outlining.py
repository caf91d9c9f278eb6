"""The outline of one nodule, by an invented network that marks what is denser than a threshold."""

from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError
from pmdesk.core.segmentation import Segment
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import load_package
from tests.helpers.simple_chest import NODULE_HU, Ball, chest
from tests.helpers.tiny_stages import write_tiny_outline

BALL = Ball((60.0, -21.0, 14.0), 16.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def outliner(folder):
    return NoduleOutliner(load_package(write_tiny_outline(folder / "plain"), "cpu"))


def truth_of(volume):
    return Segment.from_full_mask(volume.geometry, volume.array == NODULE_HU)


def speck(volume, xyz_mm, size=2):
    """A first outline of a few voxels about a place."""
    at = [round(value) for value in volume.geometry.to_index(xyz_mm)]
    return Segment(
        volume.geometry, (at[0], at[1] - size // 2, at[2] - size // 2), np.ones((1, size, size), bool)
    )


def dice(first, second):
    full = [np.zeros(item.geometry.shape, bool) for item in (first, second)]
    for mask, item in zip(full, (first, second), strict=True):
        mask[item.slices] = item.mask
    return 2 * np.count_nonzero(full[0] & full[1]) / (first.voxel_count + second.voxel_count)


@pytest.mark.parametrize(
    ("spacing_mm", "flips"),
    [
        ((2.5, 1.4, 1.4), (1, 1, 1)),
        ((1.3, 0.9, 1.7), (1, 1, 1)),
        ((5.0, 1.7, 0.9), (1, -1, -1)),
        ((2.0, 0.7, 0.7), (-1, 1, 1)),
    ],
)
def test_the_first_outline_gives_way_to_the_nodules_own_edge(outliner, spacing_mm, flips):
    volume = chest([BALL], spacing_mm=spacing_mm, flips=flips)
    truth = truth_of(volume)
    shifted = (BALL.xyz_mm[0] + 3.0, BALL.xyz_mm[1] - 2.0, BALL.xyz_mm[2])
    found = outliner(volume, speck(volume, shifted, 3))
    assert found.geometry is volume.geometry
    # a round reaches 3 mm past the slices of the outline before: two calls are enough for any spacing
    assert dice(outliner(volume, found), truth) > 0.9


def test_the_outline_of_a_true_outline_is_about_itself(outliner):
    volume = chest([BALL], spacing_mm=(1.5, 0.8, 0.8))
    truth = truth_of(volume)
    assert dice(outliner(volume, truth), truth) > 0.95


def test_a_neighbour_that_does_not_touch_is_left_out(outliner):
    volume = chest([Ball((60.0, 0.0, 0.0), 14.0), Ball((60.0, 19.0, 0.0), 14.0)])
    found = outliner(volume, speck(volume, (60.0, 0.0, 0.0), 3))
    assert found.centroid_index()[1] == pytest.approx(volume.geometry.to_index((60.0, 0.0, 0.0))[1], abs=1)


def test_where_the_network_sees_nothing_the_first_outline_stays(outliner):
    volume = chest()
    first = speck(volume, (60.0, 0.0, 0.0))
    assert outliner(volume, first) is first
    place = tuple(volume.geometry.to_index((60.0, 0.0, 0.0)))
    assert outliner.at(volume, place, 10.0) is None


@pytest.mark.parametrize("diameter_mm", [5.0, 10.0, 25.0])
def test_a_place_alone_is_enough(outliner, diameter_mm):
    volume = chest([BALL])
    place = tuple(float(value) for value in volume.geometry.to_index(BALL.xyz_mm))
    assert dice(outliner.at(volume, place, diameter_mm), truth_of(volume)) > 0.85


def test_what_lies_nearest_to_the_place_is_outlined(outliner):
    volume = chest([Ball((60.0, 0.0, 0.0), 10.0), Ball((60.0, 16.0, 0.0), 12.0)])
    place = tuple(float(value) for value in volume.geometry.to_index((60.0, 4.0, 0.0)))
    found = outliner.at(volume, place, 10.0)
    assert found.centroid_index()[1] == pytest.approx(volume.geometry.to_index((60.0, 0.0, 0.0))[1], abs=1)


def test_a_nodule_on_the_last_slice_and_one_in_a_single_slice_are_outlined(outliner):
    volume = chest([Ball((60.0, 0.0, 0.0), 20.0)], size_mm=(12.5, 260.0, 340.0), spacing_mm=(2.5, 1.4, 1.4))
    found = outliner(volume, truth_of(volume))
    assert (found.offset[0], found.mask.shape[0]) == (0, volume.shape[0])
    single = chest([Ball((60.0, 0.0, 0.0), 20.0)], size_mm=(2.5, 260.0, 340.0))
    assert single.shape[0] == 1
    assert dice(outliner(single, truth_of(single)), truth_of(single)) > 0.9


def test_a_nodule_in_the_corner_of_the_image_is_outlined(outliner):
    volume = chest([Ball((0.0, 0.0, 0.0), 12.0)], lungs=False)
    corner = np.full_like(volume.array, -850)
    corner[30:34, :8, :8] = NODULE_HU
    volume = replace(volume, array=corner)
    found = outliner(volume, truth_of(volume))
    assert dice(found, truth_of(volume)) > 0.9


def test_a_hole_in_the_nodule_belongs_to_it(outliner):
    volume = chest([BALL])
    array = volume.array.copy()
    at = [round(value) for value in volume.geometry.to_index(BALL.xyz_mm)]
    array[at[0], at[1], at[2]] = -900
    hollow = replace(volume, array=array)
    assert outliner(hollow, truth_of(volume)).mask.sum() == outliner(volume, truth_of(volume)).mask.sum()


def test_mirrored_crops_change_nothing_for_a_network_without_a_side(folder, outliner):
    mirrored = NoduleOutliner(load_package(write_tiny_outline(folder / "flips", flips=True), "cpu"))
    volume = chest([BALL])
    first = speck(volume, BALL.xyz_mm, 3)
    assert dice(mirrored(volume, first), outliner(volume, first)) == 1.0


def test_a_stopped_outline_ends(outliner):
    volume = chest([BALL])
    stop = StopSwitch()
    stop.throw()
    with pytest.raises(CancelledError):
        outliner(volume, truth_of(volume), stop)
    with pytest.raises(CancelledError):
        outliner.at(volume, (40.0, 90.0, 100.0), 10.0, stop)
