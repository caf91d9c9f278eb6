from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from pmdesk.training.hard_negatives import mine_hard_places  # noqa: E402
from pmdesk.training.lidc import BackgroundScan, read_stacks  # noqa: E402
from pmdesk.training.nodule_segmentation import read_config  # noqa: E402
from pmdesk.training.samples import NoduleSampler, SampleSettings  # noqa: E402


class MarksWhatIsDense(torch.nn.Module):
    def forward(self, slices):
        return 60 * (slices[:, 2:3] - 0.6)


@pytest.fixture
def settings(config_file) -> SampleSettings:
    return read_config(config_file).samples()


def scan_with_a_spot(name="scan", synthetic=False) -> BackgroundScan:
    planes = [np.full((96, 160), -850, np.int16) for _ in range(8)]
    for plane in planes:
        plane[30:37, 100:107] = 60
    return BackgroundScan(name, planes, 0.7, 2.0, synthetic)


def test_the_places_that_the_network_marks_are_kept(settings):
    places = mine_hard_places(MarksWhatIsDense(), [scan_with_a_spot()], settings)
    assert {place.scan for place in places} == {0}
    assert [place.slice_index for place in places] == [0, 2, 4, 6]
    assert all(abs(place.row - 33) <= 1 and abs(place.col - 103) <= 1 for place in places)


def test_a_scan_that_is_not_certain_is_not_looked_at(settings):
    assert mine_hard_places(MarksWhatIsDense(), [scan_with_a_spot("doubtful")], settings, ["doubtful"]) == []


def test_a_hard_sample_shows_its_place_and_has_no_label(settings, lidc):
    scans = [scan_with_a_spot(), scan_with_a_spot("phantom", synthetic=True)]
    places = mine_hard_places(MarksWhatIsDense(), scans, settings)

    only_hard = replace(settings, crop_px=112, mixture={"hard": 1.0})
    images, labels = NoduleSampler(read_stacks(lidc, limit=2), scans, only_hard, 1, places).batch(6)
    assert labels.max() == 0
    assert images.amax(dim=(1, 2, 3)).min() > 0.6
