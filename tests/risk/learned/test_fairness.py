import numpy as np
import pytest

from pmdesk.core.progress import NullContext
from pmdesk.risk.learned.cleaning import clean_table
from pmdesk.risk.learned.evaluation import OutOfFold
from pmdesk.risk.learned.fairness import OTHER_GROUP, UNKNOWN_GROUP, group_labels, subgroup_axes
from tests.risk.learned.tables import DICTIONARY, QUICK, table


def axis_of(sex, score, ill, minimum=10):
    cleaned = clean_table(
        table({"sex": sex, "ill": ill}), DICTIONARY.model_copy(update={"subgroups": ("sex",)})
    )
    predictions = OutOfFold(score[None], np.zeros((1, 160), dtype=np.intp), score[None] >= 0.5)
    settings = QUICK.model_copy(update={"minimum_group_events": minimum})
    return subgroup_axes(cleaned, predictions, settings, NullContext())[0]


RNG = np.random.default_rng(5)
SEX = ["f", "m"] * 80
ILL = [str(value) for value in RNG.integers(0, 2, 160)]
GOOD = np.array([0.8 if cell == "1" else 0.2 for cell in ILL])


def test_a_model_that_fails_one_group_gets_a_warning():
    score = np.where(np.array(SEX) == "f", RNG.random(160), GOOD)
    gaps = {gap.figure: gap for gap in axis_of(SEX, score, ILL).gaps}
    assert gaps["auc"].warn
    assert (gaps["auc"].highest, gaps["auc"].lowest) == ("m", "f")
    assert gaps["auc"].gap.low > 0
    assert gaps["sensitivity"].warn


def test_a_model_that_serves_both_alike_gets_none():
    assert not any(gap.warn for gap in axis_of(SEX, GOOD, ILL).gaps)


def test_a_group_that_is_too_small_gets_counts_and_no_figures():
    sex = ["f"] * 150 + ["x"] * 10
    small = axis_of(sex, GOOD, ILL).groups[1]
    assert (small.group, small.rows, small.too_small) == ("x", 10, True)
    assert small.auc is None
    assert small.sensitivity is None


def test_a_large_group_of_one_outcome_is_too_small():
    sex = ["x" if cell == "0" else "f" for cell in ILL]
    axis = axis_of(sex, GOOD, ILL)
    assert all(group.too_small for group in axis.groups)
    assert axis.gaps == ()


def test_the_unknown_group_is_shown_and_takes_no_part_in_gaps():
    sex = ["?" if row % 4 == 0 else cell for row, cell in enumerate(SEX)]
    axis = axis_of(sex, GOOD, ILL)
    assert [group.group for group in axis.groups] == ["f", "m", UNKNOWN_GROUP]
    assert all(UNKNOWN_GROUP not in (gap.highest, gap.lowest) for gap in axis.gaps)


def test_groups_hold_every_row_once():
    assert sum(group.rows for group in axis_of(SEX, GOOD, ILL).groups) == 160


def test_age_bands():
    texts = np.array([str(age) for age in range(30, 75)] + [""], dtype=object)
    groups, cuts = group_labels("Age", texts)
    assert cuts == (40.0, 50.0, 60.0, 70.0)
    assert groups[0] == "< 40"
    assert groups[10] == "40 ≤ x < 50"
    assert groups[44] == "≥ 70"
    assert groups[45] == UNKNOWN_GROUP


def test_other_numbers_are_cut_at_their_thirds():
    groups, cuts = group_labels("bmi", np.array([str(value) for value in range(30)], dtype=object))
    assert len(cuts) == 2
    assert sorted(np.unique(groups.astype(str), return_counts=True)[1]) == [10, 10, 10]


@pytest.mark.parametrize("values", [["0", "1"], ["1", "2", "3"], ["汉族", "其他"]])
def test_codes_and_texts_stay_as_they_are(values):
    groups, cuts = group_labels("group", np.array(values * 20, dtype=object))
    assert cuts == ()
    assert set(groups) == set(values)


def test_rare_sites_share_a_group():
    groups, _ = group_labels("site", np.array([f"s{row % 30}" for row in range(300)], dtype=object))
    assert OTHER_GROUP in groups
    assert len(set(groups)) == 12
