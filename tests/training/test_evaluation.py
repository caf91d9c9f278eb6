from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.characterisation import RatedTrait, Trait
from pmdesk.training.evaluation import best_mask_threshold, dice, evaluate_stacks
from pmdesk.training.evaluation.groups import UNKNOWN, Axis, groups_of, order_of, texture_group
from pmdesk.training.evaluation.segmentation import (
    StackCandidate,
    StackMeasure,
    false_positive_figure,
    froc,
    froc_thresholds,
    measure_stack,
)
from pmdesk.training.lidc import read_stacks
from pmdesk.training.lidc_nodules import NoduleRow


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
    assert counts == {"diameter": 12, "density": 12, "slice": 12}


def measured(hit: float, *others: float) -> StackMeasure:
    return StackMeasure("A", 0.5, 1 / 3, 0.5, hit, others, ())


def test_the_curve_of_four_stacks_worked_out_by_hand():
    # false candidates 0.9, 0.7, 0.5, 0.3, 0.2: one a stack allows the four best, one half allows two, 1/8 none
    stacks = [measured(0.95, 0.9, 0.7), measured(0.6, 0.5), measured(0.25, 0.3, 0.2), measured(0.0)]
    thresholds = froc_thresholds(stacks)
    assert thresholds == (0.9, 0.7, 0.5, 0.2, 0.0, 0.0, 0.0)
    found = [point.sensitivity.value for point in froc(stacks, thresholds)]
    assert found == [0.25, 0.25, 0.5, 0.75, 0.75, 0.75, 0.75]
    assert false_positive_figure(stacks, 0.5).value == 3 / 4


def test_what_stays_below_the_operating_point_is_not_in_the_shown_outline(stacks):
    stack = stacks[0]
    truth = stack.majority_mask()
    low = measure_stack(stack, [StackCandidate(truth, 0.3)], 0.5)
    assert (low.dice, low.dice_shown, low.hit) == (1, 0, 0.3)
    nothing = measure_stack(stack, [], 0.5)
    assert (nothing.dice, nothing.hit, nothing.others) == (0, 0, ())


def row(**known) -> NoduleRow:
    empty = dict.fromkeys(
        (
            "slice_thickness_mm",
            "equivalent_diameter_px",
            "manufacturer",
            "kernel",
            "contrast",
            "outline_agreement",
        )
    )
    return NoduleRow(
        **{"row": 0, "nodule_id": 1, "patient": "A", "fold": 0, "pixel_spacing_mm": 0.5, "readers": 4}
        | {"malignancy_mean": 2.0, "traits": ()}
        | empty
        | known
    )


def test_what_is_not_known_is_a_group_of_its_own():
    assert set(groups_of(None, row()).values()) == {UNKNOWN}
    assert set(groups_of(None, None).values()) == {UNKNOWN}


def test_bounds_of_the_groups():
    found = groups_of(
        None,
        row(
            equivalent_diameter_px=12.0,
            slice_thickness_mm=2.5,
            manufacturer="Siemens",
            contrast=False,
            traits=(RatedTrait(Trait.TEXTURE, 5.0),),
        ),
    )
    assert found == {
        Axis.DIAMETER: "6 to 10 mm",
        Axis.TEXTURE: "solid",
        Axis.DENSITY: UNKNOWN,
        Axis.MANUFACTURER: "SIEMENS",
        Axis.SLICE_THICKNESS: "over 1.5 to 2.5 mm",
        Axis.CONTRAST: "without contrast",
    }
    assert [texture_group(rating) for rating in (1, 1.9, 2, 3, 3.9, 4, 5)] == [
        "ground-glass",
        "ground-glass",
        "part-solid",
        "part-solid",
        "part-solid",
        "solid",
        "solid",
    ]


def test_a_guessed_thickness_is_unknown(stacks):
    guessed = replace(stacks[0], thickness_known=False)
    assert groups_of(guessed, None)[Axis.SLICE_THICKNESS] == UNKNOWN
    assert groups_of(stacks[0], None)[Axis.SLICE_THICKNESS] == "over 1.5 to 2.5 mm"


def test_groups_run_from_small_to_large_with_the_unknown_last():
    names = ["unknown", "20 mm and more", "under 6 mm", "10 to 20 mm"]
    ordered = sorted(names, key=lambda name: order_of(Axis.DIAMETER, name))
    assert ordered == ["under 6 mm", "10 to 20 mm", "20 mm and more", "unknown"]
