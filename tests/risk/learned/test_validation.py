import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdesk.risk.learned.settings import ThresholdRule, TrainingSettings
from pmdesk.risk.learned.thresholds import choose_threshold, cross_fitted_decisions
from pmdesk.risk.learned.validation import group_counts, patient_splits


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1000), people=st.integers(20, 60))
def test_no_patient_lies_on_both_sides_and_every_row_is_tested_once(seed, people):
    rng = np.random.default_rng(seed)
    groups = rng.integers(0, people, 150)
    outcome = (rng.random(150) < 0.4).astype(np.int8)
    splits = patient_splits(outcome, groups, 4, seed)
    if not splits:
        return
    assert not any(set(groups[train]) & set(groups[test]) for train, test in splits)
    assert sorted(np.concatenate([test for _, test in splits]).tolist()) == list(range(150))


def test_the_outcome_is_spread_evenly():
    outcome = np.array([1] * 20 + [0] * 80, dtype=np.int8)
    assert [int(outcome[test].sum()) for _, test in patient_splits(outcome, np.arange(100), 5, 1)] == [4] * 5


@pytest.mark.parametrize(
    ("outcome", "groups"),
    [
        ([0] * 30, list(range(30))),
        ([1] * 2 + [0] * 28, list(range(30))),
        ([1] * 15 + [0] * 15, [0] * 15 + [1] * 15),
    ],
)
def test_no_splits_where_a_part_would_lack_a_class(outcome, groups):
    assert patient_splits(np.array(outcome, dtype=np.int8), np.array(groups), 5, 1) == ()


def test_the_same_seed_gives_the_same_splits():
    outcome = np.array([0, 1] * 30, dtype=np.int8)
    first, again, other = (patient_splits(outcome, np.arange(60), 3, seed) for seed in (1, 1, 2))
    assert all((a[1] == b[1]).all() for a, b in zip(first, again, strict=True))
    assert any((a[1] != b[1]).any() for a, b in zip(first, other, strict=True))


def test_patients_with_and_without_an_event():
    assert group_counts(np.array([1, 0, 0, 1], dtype=np.int8), np.array([0, 0, 1, 2])) == (2, 2)


OUTCOME = np.array([0, 0, 0, 1, 0, 1, 1, 1], dtype=np.int8)
SCORE = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (ThresholdRule.YOUDEN, 0.5, 0.6),
        (ThresholdRule.SENSITIVITY, 0.5, 0.7),
        (ThresholdRule.SENSITIVITY, 0.99, 0.4),
        (ThresholdRule.FIXED, 0.25, 0.25),
    ],
)
def test_thresholds(rule, value, expected):
    chosen = TrainingSettings(threshold_rule=rule, threshold_value=value)
    assert choose_threshold(OUTCOME, SCORE, chosen) == expected


def test_a_folds_threshold_comes_from_the_other_folds():
    folds = np.array([0, 1] * 4)
    fixed = TrainingSettings()
    decisions = cross_fitted_decisions(OUTCOME, SCORE, folds, fixed)
    for fold in (0, 1):
        rows = folds == fold
        limit = choose_threshold(OUTCOME[~rows], SCORE[~rows], fixed)
        assert (decisions[rows] == (SCORE[rows] >= limit)).all()
