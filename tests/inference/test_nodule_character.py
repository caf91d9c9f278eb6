"""Malignancy, traits, similar nodules and heat map, by an invented network."""

from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.characterisation import TRAIT_RANGE, Trait
from pmdesk.core.errors import CancelledError
from pmdesk.core.nodule_crop import CropGrid
from pmdesk.core.progress import NullContext
from pmdesk.core.segmentation import Segment
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.nodule_character import NoduleJudge, cut_nodule, slice_diameter_mm
from pmdesk.inference.package import load_package
from tests.helpers.simple_chest import NODULE_HU, Ball, chest
from tests.helpers.tiny_stages import SIMILAR_COUNT, write_tiny_malignancy

PLACE = (60.0, -20.0, 10.0)


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    return NoduleJudge(load_package(write_tiny_malignancy(tmp_path_factory.mktemp("m") / "tiny"), "cpu"))


def nodule(diameter_mm=14.0, hu=NODULE_HU, place=PLACE, **changes):
    volume = chest([Ball(place, diameter_mm)], **changes)
    inside = volume.array == NODULE_HU
    volume = replace(volume, array=np.where(inside, np.int16(hu), volume.array))
    return volume, Segment.from_full_mask(volume.geometry, inside)


def test_a_larger_and_denser_nodule_is_judged_more_malignant(judge):
    small, large, faint = (
        judge(*nodule(10.0)).malignancy,
        judge(*nodule(20.0)).malignancy,
        judge(*nodule(20.0, -500)).malignancy,
    )
    assert 0 < small < large < 1
    assert faint < large


def test_the_spread_holds_the_score_and_is_that_of_the_members(judge):
    found = judge(*nodule(14.0))
    low, high = found.spread
    assert 0 <= low < found.malignancy < high <= 1


def test_the_diameter_takes_part_where_the_package_says_so(tmp_path, judge):
    scale = {"scale": 1.0, "log_diameter": 0.0, "offset": -1.0, "chosen": "by hand"}
    without = NoduleJudge(load_package(write_tiny_malignancy(tmp_path / "t", probability=scale), "cpu"))
    volume, segment = nodule(14.0)
    odds = [
        value / (1 - value)
        for value in (judge(volume, segment).malignancy, without(volume, segment).malignancy)
    ]
    assert np.log(odds[0] / odds[1]) == pytest.approx(0.5 * np.log(slice_diameter_mm(segment)), abs=1e-3)


def test_traits_stay_on_the_readers_scales(judge):
    found = {item.trait: item.rating for item in judge(*nodule()).traits}
    assert set(found) == set(Trait)
    for trait, rating in found.items():
        low, high = TRAIT_RANGE[trait]
        assert low <= rating <= high
    assert found[Trait.CALCIFICATION] == 6.0  # the network says 9
    ground_glass = {item.trait: item.rating for item in judge(*nodule(hu=-650)).traits}
    assert ground_glass[Trait.TEXTURE] < found[Trait.TEXTURE]


def test_the_judgement_does_not_depend_on_how_the_patient_lies_in_the_image(judge):
    plain = judge(*nodule(14.0))
    for flips in ((1, -1, 1), (1, 1, -1), (-1, 1, 1)):
        assert judge(*nodule(14.0, flips=flips)).malignancy == pytest.approx(plain.malignancy, abs=0.02)


def test_similar_nodules_come_nearest_first(judge):
    judgement = judge(*nodule())
    assert np.linalg.norm(judgement.embedding) == pytest.approx(1.0, abs=1e-5)
    similar = judge.similar(judgement)
    assert len(similar) == 6
    likeness = [item.likeness for item in similar]
    assert likeness == sorted(likeness, reverse=True)
    assert all(-1.001 <= value <= 1.001 for value in likeness)
    angle = np.arctan2(judgement.embedding[1], judgement.embedding[0])
    nearest = round(float(angle) / (np.pi / 2) * (SIMILAR_COUNT - 1))
    assert similar[0].key == str(100 + nearest)
    assert (similar[0].image == nearest).all()
    assert (similar[0].readers, similar[0].malignancy) == (3 + nearest % 2, 1 + nearest / 2)
    assert len(judge.similar(judgement, 100)) == SIMILAR_COUNT


def test_the_mask_of_a_nodule_lies_on_its_crop(judge):
    volume, segment = nodule(14.0, spacing_mm=(2.5, 1.1, 1.7))
    crop, mask = cut_nodule(volume, segment, CropGrid(40, 0.8, (-2.5, 0.0, 2.5)))
    assert crop.shape == mask.shape == (3, 40, 40)
    assert mask.min() == 0
    assert mask.max() == 1
    assert np.count_nonzero((mask > 0.5) ^ (crop > -410)) < 0.03 * np.count_nonzero(mask > 0.5)
    radius = np.hypot(*(np.indices((40, 40)) - 19.5)) * 0.8
    assert radius[mask[1] > 0.5].max() == pytest.approx(7.0, abs=1.5)


def test_a_mask_ends_with_its_last_slice_and_at_the_edge_of_the_image(judge):
    volume = chest()
    mask = Segment(volume.geometry, (0, 0, 0), np.ones((1, 6, 6), bool))
    crop, found = cut_nodule(volume, mask, CropGrid(24, 1.4, (-2.5, 0.0, 2.5, 5.0)))
    assert np.isfinite(crop).all()
    # the crop begins beyond the image, where slices repeat and the nodule ends
    assert [bool(plane.any()) for plane in found] == [True, True, False, False]
    assert np.count_nonzero(found[1] > 0.5) == 36
    assert 0 < judge(volume, mask).malignancy < 1


def test_the_diameter_is_that_of_the_largest_slice():
    mask = np.zeros((2, 4, 4), bool)
    mask[0] = True
    mask[1, 0, 0] = True
    volume = chest(spacing_mm=(2.5, 1.0, 2.0))
    assert slice_diameter_mm(Segment(volume.geometry, (3, 4, 5), mask)) == pytest.approx(
        2 * (32 / np.pi) ** 0.5
    )


@pytest.mark.parametrize("spacing_mm", [(2.5, 1.4, 1.4), (1.5, 0.8, 1.2)])
def test_the_heat_map_lies_on_the_volume_and_is_warm_on_the_nodule(judge, spacing_mm):
    volume, segment = nodule(14.0, spacing_mm=spacing_mm)
    heat = judge.heat_map(volume, segment, NullContext())
    assert heat.geometry is volume.geometry
    assert heat.values.dtype == np.float32
    assert heat.values.shape[0] == 1
    assert np.isfinite(heat.values).all()
    stop = np.add(heat.offset, heat.values.shape)
    assert (np.array(heat.offset) >= 0).all()
    assert (stop <= volume.shape).all()
    assert segment.offset[0] <= heat.offset[0] < segment.offset[0] + len(segment.mask)
    inside = np.zeros(volume.shape, bool)
    inside[segment.slices] = segment.mask
    inside = inside[tuple(slice(low, high) for low, high in zip(heat.offset, stop, strict=True))]
    assert inside.any()
    assert heat.values[inside].min() > 0
    assert heat.values[inside].mean() > 10 * abs(heat.values[~inside].mean())
    peak = np.unravel_index(heat.values[0].argmax(), heat.values.shape[1:])
    center = np.array(segment.centroid_index()[1:]) - heat.offset[1:]
    assert np.hypot(*((peak - center) * spacing_mm[1:])) < 4.0


def test_the_heat_map_of_a_nodule_at_the_edge_stays_in_the_image(judge):
    volume = chest()
    segment = Segment(volume.geometry, (0, 0, 0), np.ones((2, 5, 5), bool))
    heat = judge.heat_map(volume, segment, NullContext())
    assert heat.offset == (0, 0, 0)
    assert heat.values.size > 25


class Cancelled(NullContext):
    """Cancelled at the first report of progress, as if by another thread."""

    def __init__(self, *, says_so):
        self._says_so, self._hooks, self._cancelled = says_so, [], False

    def on_cancel(self, hook):
        self._hooks.append(hook)

    def progress(self, fraction, stage=""):
        self._cancelled = True
        for hook in self._hooks:
            hook()

    def check(self):
        if self._cancelled and self._says_so:
            raise CancelledError


@pytest.mark.parametrize("says_so", [True, False])
def test_a_heat_map_can_be_cancelled_between_and_within_batches(judge, says_so):
    volume, segment = nodule()
    with pytest.raises(CancelledError):
        judge.heat_map(volume, segment, Cancelled(says_so=says_so))
    assert judge.heat_map(volume, segment, NullContext()).values.any()


def test_a_stopped_judgement_ends(judge):
    stop = StopSwitch()
    stop.throw()
    with pytest.raises(CancelledError):
        judge(*nodule(), stop)
