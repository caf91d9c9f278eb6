from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError
from pmdesk.core.segmentation import Segment
from pmdesk.inference.candidate_scoring import CandidateScorer, middle, turned
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.package import load_package
from tests.helpers.simple_chest import NODULE_HU, Ball, chest
from tests.helpers.tiny_stages import (
    CANDIDATE_GAIN,
    CANDIDATE_OFFSET,
    CROP_WINDOW_HU,
    DEFAULT,
    FIRST_PEAK,
    PEAK_WEIGHT,
    write_tiny_candidate,
)


@pytest.fixture(scope="module")
def scorer(tmp_path_factory):
    return CandidateScorer(load_package(write_tiny_candidate(tmp_path_factory.mktemp("m") / "tiny"), "cpu"))


def dense(hu=NODULE_HU, spacing_mm=(2.5, 1.4, 1.4)):
    volume = chest([Ball((60.0, 0.0, 0.0), 16.0)], spacing_mm=spacing_mm)
    inside = volume.array == NODULE_HU
    volume = replace(volume, array=np.where(inside, np.int16(hu), volume.array))
    return volume, Segment.from_full_mask(volume.geometry, inside)


def expected(hu, peak):
    low, high = CROP_WINDOW_HU
    logit = CANDIDATE_GAIN * (2 * (hu - low) / (high - low) - 1) + CANDIDATE_OFFSET
    logit += PEAK_WEIGHT * log((peak + 1e-4) / (1 - peak + 1e-4))
    return 1 / (1 + exp(-logit))


@pytest.mark.parametrize("spacing_mm", [(2.5, 1.4, 1.4), (5.0, 0.7, 0.9)])
@pytest.mark.parametrize(("hu", "peak"), [(30, 0.9), (-250, 0.6), (-600, 1.0), (30, 0.0)])
def test_the_score_is_the_scaled_logit_of_the_members_and_of_the_first_peak(scorer, spacing_mm, hu, peak):
    volume, segment = dense(hu, spacing_mm)
    assert scorer(volume, segment, peak) == pytest.approx(expected(hu, peak), abs=1e-4)


def test_a_higher_first_peak_never_lowers_the_score(scorer):
    volume, segment = dense()
    scores = [scorer(volume, segment, peak) for peak in (0.0, 0.3, 0.7, 1.0)]
    assert scores == sorted(scores)


def test_the_points_come_from_the_manifest(scorer):
    assert (scorer.operating_point, scorer.first_peak) == (DEFAULT, FIRST_PEAK)


def test_an_endless_logit_gives_a_probability(tmp_path):
    probability = {"scale": 1e6, "offset": 0.0, "chosen": "by hand"}
    wild = CandidateScorer(load_package(write_tiny_candidate(tmp_path / "t", probability=probability), "cpu"))
    assert wild(*dense(), 0.5) == pytest.approx(1.0)
    assert wild(*dense(-900), 0.5) == pytest.approx(0.0, abs=1e-9)


def test_a_stopped_score_ends(scorer):
    stop = StopSwitch()
    stop.throw()
    with pytest.raises(CancelledError):
        scorer(*dense(), 0.9, stop)


def test_the_middle_is_that_of_the_largest_slice():
    volume = chest()
    mask = np.zeros((3, 6, 6), bool)
    mask[0, :2, :2] = True
    mask[1, 2:5, 2:6] = True
    mask[2, 5, 5] = True
    assert middle(Segment(volume.geometry, (10, 20, 30), mask)) == (11.0, 23.0, 33.5)


def test_the_eight_versions_of_a_crop_are_all_there_and_differ():
    crop = np.arange(2 * 4 * 4, dtype=np.float32).reshape(2, 4, 4)
    versions = turned(crop)
    assert versions.shape == (8, 2, 4, 4)
    assert len({item.tobytes() for item in versions}) == 8
    assert {tuple(np.sort(item[0], axis=None)) for item in versions} == {tuple(range(16))}
    assert np.array_equal(versions[0], crop)
