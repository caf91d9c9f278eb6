"""The outline network's samples and how a training is followed: crops that go with the size of the nodule."""

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from dataclasses import replace  # noqa: E402

import numpy as np  # noqa: E402

from pmdesk.training.lidc import read_stacks  # noqa: E402
from pmdesk.training.nodule_segmentation import read_config  # noqa: E402
from pmdesk.training.prediction import predict_outline  # noqa: E402
from pmdesk.training.samples import NoduleSampler, ZoomSettings  # noqa: E402
from pmdesk.training.trainers import CONFIGS  # noqa: E402

ZOOM = ZoomSettings(pixels_across=16.0, min_mm=0.3, max_mm=1.1)


@pytest.fixture
def settings(config_file):
    return replace(read_config(config_file).samples(), zoom=ZOOM, crop_px=48, mixture={"nodule": 1.0})


def dense_is_nodule(slices):
    return 40 * (slices[:, 2:3] - 0.5)


def test_the_pixel_size_follows_the_diameter_between_its_bounds():
    assert [ZOOM.pixel_mm(diameter) for diameter in (1.0, 9.6, 90.0)] == pytest.approx([0.3, 0.6, 1.1])


def test_nodules_of_every_size_are_about_equally_wide_in_their_crops(settings, lidc):
    found = {}
    for stack in read_stacks(lidc):
        sampler = NoduleSampler([stack], [], settings, seed=1)
        _, labels = sampler.batch(24)
        area = (labels > 0.5).sum(dim=(1, 2, 3)).max()
        found[stack.nodule_id] = 2 * float(area / np.pi) ** 0.5
    widths = np.array(list(found.values()))
    assert widths.max() / widths.min() < 1.5
    assert widths.mean() == pytest.approx(ZOOM.pixels_across, rel=0.35)


def test_the_nodule_lies_in_the_crop_and_labels_lean_to_the_majority(settings, lidc):
    images, labels = NoduleSampler(read_stacks(lidc), [], settings, seed=1).batch(32)
    assert images.shape == (32, 5, 48, 48)
    rim = torch.ones(48, 48, dtype=torch.bool)
    rim[3:-3, 3:-3] = False
    assert float((labels[:, 0, rim] > 0.5).float().mean()) < 0.02
    # one of four readers is 0.1, two of four the majority: 0.4 x 0.5 + 0.6
    plain = labels[(labels > 0.02) & (labels < 0.98)]
    assert float(((plain > 0.35) & (plain < 0.65)).float().mean()) < 0.45


def test_without_background_the_mixture_of_the_configuration_stays(settings, lidc):
    beyond = replace(settings, mixture={"nodule": 0.5, "beyond": 0.5})
    assert set(NoduleSampler(read_stacks(lidc), [], beyond, seed=1)._sources) == {"nodule", "beyond"}
    plain = replace(beyond, zoom=None)
    assert set(NoduleSampler(read_stacks(lidc), [], plain, seed=1)._sources) == {"nodule", "beyond", "away"}


def test_an_outline_comes_back_on_the_stacks_own_grid(settings, lidc):
    for stack in read_stacks(lidc, limit=3):
        found = predict_outline(dense_is_nodule, stack, settings)
        dense = stack.hu > -350
        assert found.shape == stack.hu.shape
        assert found.dtype == np.float32
        assert np.count_nonzero((found > 0.5) ^ dense) < 0.05 * dense.sum()


def test_outside_the_crop_nothing_is_nodule(settings, lidc):
    stack = read_stacks(lidc, limit=1)[0]
    found = predict_outline(lambda slices: torch.full_like(slices[:, 2:3], 9.0), stack, settings)
    row, col = np.nonzero(found[0] > 0.5)
    side = settings.crop_px * ZOOM.pixel_mm(2 * 8 * 0.7) / 0.7
    assert row.max() - row.min() + 1 == pytest.approx(side, abs=8)
    assert row.mean() == pytest.approx(64, abs=1.5)
    assert col.mean() == pytest.approx(60, abs=1.5)
    assert found[:, :4].max() == 0


def test_a_stack_that_no_two_readers_outlined_is_looked_at_in_its_middle(settings, lidc):
    stack = read_stacks(lidc, limit=1)[0]
    nobody = replace(stack, readers=np.zeros_like(stack.readers))
    assert np.isfinite(predict_outline(dense_is_nodule, nobody, settings)).all()


def test_the_shipped_configuration_is_one_with_a_zoom():
    settings = read_config(CONFIGS / "nodule-outline.toml").samples()
    assert settings.zoom == ZoomSettings(28.0, 0.35, 1.1)
    assert (
        settings.crop_px % 2 ** (len(read_config(CONFIGS / "nodule-outline.toml").network["widths"]) - 1) == 0
    )
