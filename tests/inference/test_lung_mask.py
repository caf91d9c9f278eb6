from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.finding import LungZone, Side
from pmdesk.inference.lung_mask import find_lungs
from tests.helpers.simple_chest import BODY_HU, LUNG_HU, Ball, chest

COARSE_MM = (4.0, 2.0, 2.0)


def share_inside(lungs, mask):
    return lungs.overlap((0, 0, 0), mask)


def test_both_lungs_and_nothing_far_from_them_are_inside():
    volume = chest(spacing_mm=COARSE_MM)
    lungs = find_lungs(volume)
    assert share_inside(lungs, volume.array == LUNG_HU) > 0.99
    wall = np.zeros(volume.shape, bool)
    row, col = (round(value) for value in volume.geometry.to_index((0.0, 105.0, 0.0))[1:])
    wall[volume.shape[0] // 2, row, col] = True
    assert share_inside(lungs, wall) == 0


@pytest.mark.parametrize("diameter_mm", [12.0, 37.0, 50.0])
@pytest.mark.parametrize("x_mm", [40.0, 70.0, 108.0])
def test_a_mass_in_the_lung_at_the_hilum_or_on_the_pleura_is_inside(diameter_mm, x_mm):
    volume = chest([Ball((x_mm, 0.0, 0.0), diameter_mm)], spacing_mm=COARSE_MM)
    truth = chest([Ball((x_mm, 0.0, 0.0), diameter_mm)], spacing_mm=COARSE_MM, lungs=False).array == 30
    in_lung = chest(spacing_mm=COARSE_MM).array == LUNG_HU
    assert share_inside(find_lungs(volume), truth & in_lung) > 0.9


def test_without_lungs_there_is_no_mask():
    assert find_lungs(chest(spacing_mm=COARSE_MM, lungs=False)) is None


def test_an_empty_image_has_no_lungs():
    volume = chest(spacing_mm=COARSE_MM)
    assert find_lungs(replace(volume, array=np.full(volume.shape, -1000, np.int16))) is None


@pytest.mark.parametrize("flips", [(1, 1, 1), (1, -1, -1), (-1, 1, 1)])
def test_side_and_zone_are_the_patients_whatever_the_axes_do(flips):
    lungs = find_lungs(chest(spacing_mm=COARSE_MM, flips=flips))
    upper_left = lungs.locate((70.0, 0.0, 60.0))
    lower_right = lungs.locate((-70.0, 0.0, -60.0))
    assert (upper_left.side, upper_left.zone) == (Side.LEFT, LungZone.UPPER)
    assert (lower_right.side, lower_right.zone) == (Side.RIGHT, LungZone.LOWER)
    assert lungs.locate((70.0, 0.0, 0.0)).zone is LungZone.MIDDLE


def test_gas_in_the_stomach_is_not_lung():
    volume = chest(spacing_mm=COARSE_MM, size_mm=(260.0, 260.0, 340.0))
    array = volume.array.copy()
    stomach = np.zeros(volume.shape, bool)
    index = [round(value) for value in volume.geometry.to_index((60.0, 0.0, -118.0))]
    stomach[index[0] - 2 : index[0] + 3, index[1] - 10 : index[1] + 10, index[2] - 10 : index[2] + 10] = True
    assert (array[stomach] == BODY_HU).all()
    array[stomach] = -950
    assert share_inside(find_lungs(replace(volume, array=array)), stomach) < 0.05
