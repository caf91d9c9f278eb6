"""The synthetic chest: it looks like CT in numbers, and the truth about its nodules holds on the image."""

from functools import cache

import numpy as np
import pytest
from scipy import ndimage

from pmdesk.core.finding import LungZone, Side, Texture
from pmdesk.core.volume import Unit
from pmdesk.imaging.phantom import DEMO_PATIENT, NoduleSpec, ThoraxPhantom, ThoraxSpec, make_thorax


@cache
def chest() -> ThoraxPhantom:
    return make_thorax(ThoraxSpec.small(), seed=7)


def around(phantom: ThoraxPhantom, xyz_lps_mm: tuple[float, float, float]) -> float:
    """Median HU of the 3 x 3 x 3 voxels at a point."""
    s, r, c = np.rint(phantom.volume.geometry.to_index(xyz_lps_mm)).astype(int)
    return float(np.median(phantom.volume.array[s - 1 : s + 2, r - 1 : r + 2, c - 1 : c + 2]))


def test_the_same_seed_gives_the_same_voxels() -> None:
    spec = ThoraxSpec.small(shape=(12, 60, 60), spacing_mm=(20.0, 6.0, 6.0), nodules=())
    first, second = (make_thorax(spec, seed=3).volume for _ in range(2))
    assert np.array_equal(first.array, second.array)
    assert first.description.series_uid == second.description.series_uid


def test_another_seed_gives_another_body() -> None:
    spec = ThoraxSpec.small(shape=(12, 60, 60), spacing_mm=(20.0, 6.0, 6.0), nodules=())
    assert not np.array_equal(make_thorax(spec, seed=3).volume.array, make_thorax(spec, seed=4).volume.array)


def test_the_volume_says_that_nobody_was_imaged() -> None:
    description = chest().volume.description
    assert "SYNTHETIC" in description.series_description
    assert description.patient == DEMO_PATIENT
    assert "Synthetic" in description.patient.name


def test_values_are_hounsfield_units_in_the_range_of_a_scanner() -> None:
    volume = chest().volume
    assert volume.unit is Unit.HOUNSFIELD
    assert volume.array.dtype == np.int16
    assert volume.array.min() >= -1024
    assert volume.array.max() <= 3071


@pytest.mark.parametrize(
    ("place", "low", "high"),
    [
        ((0.0, 0.0, 225.0), -1024, -850),  # trachea
        ((-80.0, 0.0, 150.0), -950, -750),  # right lung
        ((85.0, 20.0, 150.0), -950, -750),  # left lung
        ((25.0, -20.0, 100.0), 10, 80),  # heart
        ((-70.0, 0.0, 50.0), 25, 90),  # liver
        ((0.0, 46.0, 250.0 - 9 * 22.0), 90, 400),  # middle of a vertebra
        ((0.0, -140.0, 120.0), -1024, -950),  # air before the patient
    ],
)
def test_organs_have_their_density(place: tuple[float, float, float], low: float, high: float) -> None:
    assert low <= around(chest(), place) <= high


def test_two_lungs_of_adult_size_are_found_by_a_threshold() -> None:
    volume = chest().volume
    labels, _ = ndimage.label(volume.array < -500)
    border = np.unique(np.concatenate([labels[:, 0].ravel(), labels[:, -1].ravel()]))
    sizes = np.bincount(labels.ravel()) * volume.geometry.voxel_volume_mm3 / 1e6
    sizes[border] = 0
    sizes[0] = 0
    # the trachea joins both lungs into one or two regions
    assert 2.5 < np.sort(sizes)[-2:].sum() < 6.5


def test_the_lungs_are_denser_where_they_lie_on_the_couch() -> None:
    assert around(chest(), (-75.0, 62.0, 140.0)) > around(chest(), (-75.0, -50.0, 140.0)) + 20


def test_more_noise_is_noisier() -> None:
    spec = ThoraxSpec.small(shape=(6, 80, 80), spacing_mm=(3.0, 4.4, 4.4), nodules=())
    quiet, noisy = (
        make_thorax(
            ThoraxSpec.small(shape=spec.shape, spacing_mm=spec.spacing_mm, nodules=(), noise_sd_hu=sd), seed=1
        )
        for sd in (0.0, 40.0)
    )
    difference = noisy.volume.array.astype(float) - quiet.volume.array
    heart = difference[:, 32:42, 38:50]
    assert heart.std() == pytest.approx(40, rel=0.3)


def test_every_demo_nodule_is_there_with_its_texture() -> None:
    nodules = chest().nodules
    assert [nodule.texture for nodule in nodules] == [
        Texture.SOLID,
        Texture.PART_SOLID,
        Texture.GROUND_GLASS,
        Texture.SOLID,
        Texture.SOLID,
    ]


def test_nodules_lie_on_the_side_that_was_asked_for() -> None:
    for nodule in chest().nodules:
        assert (nodule.center.xyz_lps_mm[0] > 0) == (nodule.spec.side is Side.LEFT)


def test_the_truth_mask_has_the_true_volume_and_place() -> None:
    for nodule in chest().nodules:
        if nodule.spec.diameter_mm < 10:
            continue
        assert nodule.segment.volume_mm3 == pytest.approx(nodule.volume_mm3, rel=0.15)
        middle = chest().volume.geometry.to_lps_mm(nodule.segment.centroid_index())
        assert np.linalg.norm(middle - nodule.center.xyz_lps_mm) < 1.0


def test_a_round_nodule_has_the_volume_and_diameter_of_its_sphere() -> None:
    spec = ThoraxSpec.small(nodules=(NoduleSpec(Texture.SOLID, 12.0, Side.RIGHT, LungZone.MIDDLE),))
    (nodule,) = make_thorax(spec, seed=2).nodules
    assert nodule.effective_diameter_mm == pytest.approx(12.0, rel=0.05)
    assert nodule.short_axis_mm <= nodule.long_axis_mm
    assert nodule.mean_diameter_mm == pytest.approx(12.0, rel=0.15)


def test_spicules_lengthen_a_nodule_more_than_they_add_volume() -> None:
    spiculated = chest().nodules[0]
    assert spiculated.long_axis_mm > 1.2 * spiculated.spec.diameter_mm
    assert spiculated.effective_diameter_mm < 1.1 * spiculated.spec.diameter_mm


def test_a_part_solid_nodule_has_a_dense_core_in_a_thin_halo() -> None:
    nodule = chest().nodules[1]
    values = chest().volume.array[nodule.segment.slices][nodule.segment.mask]
    assert 0 < nodule.core_volume_mm3 < 0.3 * nodule.volume_mm3
    assert np.percentile(values, 30) < -450
    assert values.max() > -250


def test_a_ground_glass_nodule_is_denser_than_lung_and_thinner_than_tissue() -> None:
    nodule = chest().nodules[2]
    values = chest().volume.array[nodule.segment.slices][nodule.segment.mask]
    assert -760 < np.median(values) < -480


def test_a_juxtapleural_nodule_touches_the_chest_wall() -> None:
    nodule = chest().nodules[3]
    box = tuple(slice(part.start - 3, part.stop + 3) for part in nodule.segment.slices)
    tissue, _ = ndimage.label(chest().volume.array[box] > -350)
    assert tissue[tuple(size // 2 for size in tissue.shape)] > 0
    # one piece of tissue reaches from the nodule to the border of the box: it is joined to the wall
    joined = tissue == tissue[tuple(size // 2 for size in tissue.shape)]
    assert joined[:, :, -1].any() or joined[:, -1].any()


def test_an_earlier_study_shows_the_same_nodules_smaller_and_shifted() -> None:
    nodules = (NoduleSpec(Texture.SOLID, 12.0, Side.RIGHT, LungZone.UPPER),)
    now = make_thorax(ThoraxSpec.small(nodules=nodules), seed=5)
    prior = make_thorax(
        ThoraxSpec.small(nodules=nodules, volume_factor=0.5, shift_mm=(4.0, -3.0, 6.0), acquisition=0), seed=5
    )
    assert prior.nodules[0].volume_mm3 == pytest.approx(0.5 * now.nodules[0].volume_mm3, rel=0.05)
    moved = np.subtract(prior.nodules[0].center.xyz_lps_mm, now.nodules[0].center.xyz_lps_mm)
    assert np.allclose(moved, (4.0, -3.0, 6.0), atol=0.3)
    assert prior.volume.description.study_uid != now.volume.description.study_uid
    assert prior.volume.geometry.for_uid != now.volume.geometry.for_uid


def test_a_nodule_can_be_put_at_a_given_point() -> None:
    place = (-70.0, 10.0, 160.0)
    spec = ThoraxSpec.small(nodules=(NoduleSpec(Texture.SOLID, 14.0, center_lps_mm=place),))
    (nodule,) = make_thorax(spec, seed=1).nodules
    assert np.allclose(nodule.center.xyz_lps_mm, place, atol=1.0)
    assert around(make_thorax(spec, seed=1), place) > -150


def test_a_nodule_too_large_for_its_zone_is_refused() -> None:
    spec = ThoraxSpec.small(nodules=(NoduleSpec(Texture.SOLID, 120.0),))
    with pytest.raises(ValueError, match="no room"):
        make_thorax(spec, seed=1)
