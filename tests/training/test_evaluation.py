from dataclasses import replace

import numpy as np
import pytest

from pmdesk.training.evaluation import best_mask_threshold, dice, evaluate_stacks
from pmdesk.training.lidc import read_stacks


@pytest.fixture(scope="module")
def stacks(lidc):
    return read_stacks(lidc)


def test_dice_of_equal_disjoint_and_half_overlapping_masks():
    first = np.array([True, True, False, False])
    assert dice(first, first) == 1
    assert dice(first, ~first) == 0
    assert dice(first, np.array([False, True, True, False])) == 0.5
    assert dice(~first & first, ~first & first) == 1


def test_a_perfect_map_reaches_one_everywhere(stacks):
    report = evaluate_stacks(stacks, [stack.majority_mask().astype(np.float32) for stack in stacks], 0.5, 0.5)
    assert report.dice.value == report.iou.value == report.sensitivity.value == 1
    assert report.dice.ci95 == (1, 1)
    assert (report.dice.n, report.dice.patients) == (12, 12)
    assert report.false_positives_per_stack == 0


def test_a_missed_nodule_counts_as_zero(stacks):
    maps = [stack.majority_mask().astype(np.float32) for stack in stacks]
    for missed in maps[:3]:
        missed[:] = 0
    report = evaluate_stacks(stacks, maps, 0.5, 0.5)
    assert report.dice.value == pytest.approx(0.75)
    assert report.sensitivity.value == pytest.approx(0.75)
    assert report.dice.ci95[0] < 0.75 < report.dice.ci95[1]


def test_a_second_blob_is_a_false_positive_and_lowers_dice(stacks):
    maps = [stack.majority_mask().astype(np.float32) for stack in stacks]
    for found in maps:
        found[:, 5:12, 5:12] = 0.8
    report = evaluate_stacks(stacks, maps, 0.5, 0.5)
    assert report.false_positives_per_stack == 1
    assert report.sensitivity.value == 1
    assert report.dice.value < 1
    at = dict(report.froc)
    assert at[1.0] == 1


def test_a_candidate_below_the_operating_point_is_not_found(stacks):
    maps = [0.6 * stack.majority_mask().astype(np.float32) for stack in stacks]
    assert evaluate_stacks(stacks, maps, 0.5, 0.7).sensitivity.value == 0


def test_readers_who_agree_reach_one_against_each_other(stacks):
    agreed = [
        replace(stack, readers=np.where(stack.majority_mask(), 15, 0).astype(np.uint8)) for stack in stacks
    ]
    report = evaluate_stacks(agreed, [stack.soft_mask() for stack in agreed], 0.5, 0.5)
    assert report.reader_dice.value == report.model_against_readers.value == 1
    assert report.reader_dice.n == 4 * len(stacks)


def test_the_best_threshold_is_the_one_that_gives_the_majority(stacks):
    maps = [0.4 * (stack.soft_mask() > 0) + 0.4 * stack.majority_mask() for stack in stacks]
    assert best_mask_threshold(stacks, maps, (0.2, 0.6, 0.9)) == 0.6


def test_every_nodule_is_in_one_group_of_size_of_density_and_of_thickness(stacks):
    report = evaluate_stacks(stacks, [stack.majority_mask().astype(np.float32) for stack in stacks], 0.5, 0.5)
    counts: dict[str, int] = {}
    for name, figure in report.dice_by_subgroup:
        kind = name.split()[0]
        counts[kind] = counts.get(kind, 0) + figure.n
    assert counts == {"diameter": 12, "density": 12, "slices": 12}
