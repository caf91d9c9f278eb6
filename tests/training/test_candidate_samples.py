"""The rules by which crops for the second stage are made: only the nodule may tell the two kinds apart."""

from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.nodule_crop import CropGrid
from pmdesk.training.candidate_samples import (
    PASTED_PER_NODULE,
    SELF_PASTED_PER_PLACE,
    MarkedPlace,
    MarkedScan,
    away_crops,
    easy_crops,
    joined,
    load_scans,
    nodule_crops,
    paste,
    paste_on_itself,
    place_crops,
    save_scans,
)
from tests.helpers.tiny_training import scan, stack, stacks

GRID = CropGrid(40, 0.8, (-5.0, -2.5, 0.0, 2.5, 5.0))
CENTER = (1.5, 64.0, 60.0)
MIDDLE = (slice(None), slice(17, 23), slice(17, 23))


def rng():
    return np.random.default_rng(1)


def treatments(crops, label):
    return {
        group.split("/")[2 if group.startswith("scan-") or "/away-" in group else 1]
        for group, found in zip(crops.groups, crops.labels, strict=True)
        if found == label
    }


def test_each_nodule_comes_repeated_with_slices_beyond_and_pasted():
    made = nodule_crops(stacks(), [scan()], GRID, rng())
    for item in stacks():
        mine = [group for group in made.groups if group.startswith(f"nodule-{item.nodule_id}/")]
        kinds = [group.split("/")[1] for group in mine]
        assert kinds.count("repeated") == kinds.count("beyond") == 1
        assert kinds.count("pasted") == PASTED_PER_NODULE
    assert (made.labels == 1).all()
    assert made.crops.shape[1:] == (5, 40, 40)
    assert made.crops.dtype == np.int16
    # the middle slice of each holds the nodule in its middle
    assert (made.crops[(MIDDLE[0], 2, *MIDDLE[1:])].mean(axis=(1, 2)) > -200).all()


def test_what_is_repeated_and_pasted_is_of_both_kinds():
    made = joined(
        [
            nodule_crops(stacks(), [scan()], GRID, rng()),
            place_crops([scan()], GRID, rng()),
            easy_crops([scan()], 4, GRID, rng()),
            away_crops(stacks(), 2, GRID, rng()),
        ]
    )
    shared = treatments(made, 1) & treatments(made, 0)
    assert {"repeated", "pasted", "whole"} <= shared


def test_slices_beyond_show_no_nodule_and_repeated_ones_show_it():
    made = nodule_crops([stack(1)], [], CropGrid(40, 0.8, (-12.0, 0.0, 12.0)), rng())
    by_kind = {group.split("/")[1]: crop for group, crop in zip(made.groups, made.crops, strict=True)}
    assert set(by_kind) == {"repeated", "beyond"}
    assert (by_kind["repeated"][MIDDLE].mean(axis=(1, 2)) > -100).all()
    ends = by_kind["beyond"][MIDDLE].mean(axis=(1, 2))
    assert ends[1] > -100
    assert max(ends[0], ends[2]) < -700


def test_a_nodule_that_was_never_marked_on_its_slices_end_is_still_centred():
    # readers of whom no two agree: the place is where any of them drew
    item = stack(1)
    alone = np.zeros_like(item.readers)
    alone[1, 30:36, 40:46] = 1
    made = nodule_crops([replace(item, readers=alone)], [], GRID, rng())
    assert made.crops.shape[0] >= 1


def test_a_pasted_nodule_never_darkens_what_lies_under_it():
    vessel = np.full((5, 40, 40), 120.0, np.float32)
    pasted = paste(vessel, stack(1), CENTER, GRID, rng())
    assert pasted[MIDDLE].min() >= 120.0
    lung = np.full((5, 40, 40), -850.0, np.float32)
    shown = paste(lung, stack(1), CENTER, GRID, rng())
    assert shown[2][MIDDLE[1:]].min() > -100
    # slices beyond the nodule's own, and all that is far from it, are the host's
    assert (shown[:, :5] == -850).all()
    assert (shown[[0, 4]] == -850).all()


def test_a_nodule_that_fills_its_window_is_not_pasted():
    huge = stack(1)
    full = replace(huge, readers=np.full_like(huge.readers, 15))
    host = np.full((5, 40, 40), -850.0, np.float32)
    assert paste(host, full, CENTER, GRID, rng()) is None
    made = nodule_crops([full], [scan()], GRID, rng())
    assert {group.split("/")[1] for group in made.groups} == {"repeated"}


def test_places_keep_what_they_show_and_whether_it_is_a_nodule():
    found = scan()
    made = place_crops([found], GRID, rng())
    assert len(made.labels) == (2 + SELF_PASTED_PER_PLACE) * len(found.places)
    for group, label in zip(made.groups, made.labels, strict=True):
        assert label == float(found.places[int(group.split("/")[1])].nodule)
    assert (made.crops[:, 2, 17:23, 17:23].mean(axis=(1, 2)) > -250).all()
    assert (made.folds == -1).all()


def test_a_place_with_its_slices_repeated_shows_nothing_of_the_slices_beyond():
    made = place_crops([scan(nodules=(False,))], GRID, rng())
    by_kind = {group.split("/")[2]: crop for group, crop in zip(made.groups, made.crops, strict=True)}
    # the ball is three slices of 2.5 mm: at 5 mm the lung begins
    assert by_kind["whole"][[0, 4]][MIDDLE].mean() < -700
    assert by_kind["repeated"][[0, 4]][MIDDLE].mean() > -100


def test_pasting_a_place_on_itself_changes_its_middle_a_little_and_its_rim_not():
    crop = np.full((5, 40, 40), -850.0, np.float32)
    crop[MIDDLE] = 30
    changed = [paste_on_itself(crop, GRID, np.random.default_rng(seed)) for seed in range(8)]
    for item in changed:
        assert item.dtype == np.float32
        assert np.array_equal(item[:, :3], crop[:, :3])
        assert not np.array_equal(item[2], crop[2])
        assert item[2][MIDDLE[1:]].mean() == pytest.approx(30, abs=150)


def test_random_places_of_the_lung_stay_away_from_annotated_nodules():
    planes = np.empty((60, 50, 120), np.int16)
    # every voxel is lung and tells its column
    planes[:] = -1000 + 2 * np.arange(120)
    nodule = MarkedPlace((0.0, 25.0, 30.0), 0, 0, 0.9, nodule=True)

    def columns(planes, place):
        found = MarkedScan("told", planes, (1.0, 1.0, 1.0), (place,))
        made = easy_crops([found], 60, CropGrid(2, 1.0, (0.0,)), rng())
        assert (made.labels == 0).all()
        return (made.crops.mean(axis=(1, 2, 3)) + 1000) / 2

    # on slices near the nodule, 45 mm: at least 37 columns from it, whatever the row
    assert columns(planes[:20], nodule).min() > 66
    # slices far from it hold lung everywhere, and so does a scan whose place is no nodule
    assert columns(planes, nodule).min() < 50
    assert columns(planes[:20], replace(nodule, nodule=False)).min() < 50


@pytest.mark.parametrize("density", [-500, 40])
def test_a_scan_without_lung_is_refused_and_not_searched_for_ever(density):
    solid = MarkedScan("solid", np.full((3, 60, 60), density, np.int16), (1.0, 1.0, 1.0), ())
    with pytest.raises(InputError) as refused:
        easy_crops([solid], 1, GRID, rng())
    assert refused.value.code is ErrorCode.DATA_INVALID
    assert refused.value.params["path"] == "solid"


def test_spots_away_from_the_nodule_are_of_the_same_patients_and_fold():
    made = away_crops([stack(1, fold=2), stack(2, fold=3, spot=False)], 3, GRID, rng())
    assert set(made.groups) == {f"nodule-1/away-{number}/repeated" for number in range(3)}
    assert (made.labels == 0).all()
    assert (made.folds == 2).all()
    assert (made.crops[:, 2, 18:22, 18:22].max(axis=(1, 2)) > -200).all()


def test_no_place_and_no_spot_give_an_empty_set():
    empty = place_crops([scan(nodules=())], GRID, rng())
    assert empty.crops.shape == (0, 5, 40, 40)
    none = away_crops([stack(1, spot=False)], 2, GRID, rng())
    whole = joined([empty, none, nodule_crops([stack(1)], [], GRID, rng())])
    assert len(whole.crops) == len(whole.groups) == len(whole.folds) == 2


def test_a_part_of_a_set_keeps_its_rows_together():
    made = nodule_crops(stacks(), [], GRID, rng())
    part = made.where(made.folds == 2)
    assert set(part.folds) == {2}
    assert len(part.groups) == len(part.crops) == len(part.labels)
    assert {group.split("/")[0] for group in part.groups} == {"nodule-2", "nodule-6", "nodule-10"}


def test_marked_scans_are_read_as_they_were_written(tmp_path):
    written = [scan("左肺"), scan("B", planes=12, nodules=())]
    save_scans(tmp_path / "marked.npz", written)
    for before, after in zip(written, load_scans(tmp_path / "marked.npz"), strict=True):
        assert (before.name, before.spacing_mm, before.places) == (after.name, after.spacing_mm, after.places)
        assert np.array_equal(before.planes, after.planes)
