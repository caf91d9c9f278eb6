"""Every figure on vectors that can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from pmdesk.training.evaluation.figures import drawn_weights, interval, mean_figure, median_interval
from pmdesk.training.evaluation.malignancy import (
    _drawn_sensitivity,
    _drawn_slopes,
    auc_figure,
    calibration_bins,
    malignancy_figures,
)

SCORES = (0.9, 0.8, 0.6, 0.4, 0.3, 0.2, 0.7, 0.1)
TRUTH = (True, True, True, True, False, False, False, False)
PATIENTS = tuple("ABCDEFGH")


def test_figures_of_eight_nodules():
    # called malignant from 0.5 on: three of four found, one false alarm; of the 16 pairs two are the wrong way round
    found = malignancy_figures(SCORES, TRUTH, PATIENTS)
    assert (found.n, found.patients, found.malignant) == (8, 8, 4)
    assert found.auc is not None
    assert found.auc.value == pytest.approx(14 / 16)
    assert found.accuracy.value == pytest.approx(6 / 8)
    assert found.precision is not None
    assert found.recall is not None
    assert found.f1 is not None
    assert found.precision.value == found.recall.value == found.f1.value == pytest.approx(3 / 4)
    errors = (0.1, 0.2, 0.4, 0.6, 0.3, 0.2, 0.7, 0.1)
    assert found.brier.value == pytest.approx(sum(error**2 for error in errors) / 8)
    # above the highest benign score (0.7) stand two of four
    assert found.sensitivity_at_specificity90 is not None
    assert found.sensitivity_at_specificity90.value == pytest.approx(2 / 4)
    low, high = found.auc.ci95
    assert 0 <= low < found.auc.value < high <= 1


def test_a_score_that_says_what_happens_has_slope_one_and_intercept_zero():
    # 0.2 comes true in one of five, 0.8 in four of five
    scores = [0.2] * 5 + [0.8] * 5
    truth = [True] + [False] * 4 + [True] * 4 + [False]
    found = malignancy_figures(scores, truth, [str(number) for number in range(10)])
    assert found.calibration_slope is not None
    assert found.calibration_intercept is not None
    assert found.calibration_slope.value == pytest.approx(1, abs=1e-3)
    assert found.calibration_intercept.value == pytest.approx(0, abs=1e-6)


def test_a_score_twice_too_sure_has_slope_one_half():
    true = np.array([0.2] * 5 + [0.8] * 5)
    found = malignancy_figures(
        expit(2 * logit(true)), [True] + [False] * 4 + [True] * 4 + [False], [str(n) for n in range(10)]
    )
    assert found.calibration_slope is not None
    assert found.calibration_slope.value == pytest.approx(0.5, abs=1e-3)


def test_a_score_too_high_by_one_logit_has_intercept_minus_one():
    true = np.array([0.2] * 5 + [0.8] * 5)
    found = malignancy_figures(
        expit(logit(true) + 1), [True] + [False] * 4 + [True] * 4 + [False], [str(n) for n in range(10)]
    )
    assert found.calibration_intercept is not None
    assert found.calibration_intercept.value == pytest.approx(-1, abs=1e-6)


def test_what_is_not_defined_is_none():
    one_class = malignancy_figures((0.2, 0.4), (False, False), ("A", "B"))
    assert one_class.auc is one_class.recall is one_class.precision is one_class.f1 is None
    assert one_class.calibration_slope is one_class.sensitivity_at_specificity90 is None
    separated = malignancy_figures((0.1, 0.2, 0.8, 0.9), (False, False, True, True), list("ABCD"))
    assert separated.calibration_slope is None
    assert separated.auc is not None
    assert separated.auc.value == 1


@pytest.mark.parametrize("scores", [(0.5, 1.2), (float("nan"), 0.5), (0.5,), ()])
def test_scores_that_are_no_probabilities_are_refused(scores):
    with pytest.raises(ValueError, match="probabilities"):
        malignancy_figures(scores, (True, False)[: max(len(scores), 2)], ("A", "B"))


def test_half_of_a_tie_counts_for_the_auc():
    tied = auc_figure((0.5, 0.5), (True, False), ("A", "B"))
    assert tied is not None
    assert tied.value == 0.5


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=4, max_size=20))
def test_the_auc_of_a_draw_of_everyone_once_is_the_auc(items):
    scores, truth = [score / 5 for score, _ in items], [flag for _, flag in items]
    found = auc_figure(scores, truth, [str(number) for number in range(len(items))])
    if found is None:
        assert len(set(truth)) == 1
    else:
        assert found.ci95[0] <= found.value + 1e-9
        assert found.ci95[1] >= found.value - 1e-9


def test_the_figures_of_a_draw_are_those_of_a_library_on_the_nodules_drawn():
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_curve

    rng = np.random.default_rng(3)
    score = np.round(rng.uniform(0.05, 0.95, 60), 1)
    truth = rng.uniform(size=60) < score
    weights = drawn_weights([str(number // 2) for number in range(60)], samples=5)
    for row, sensitivity, slope in zip(
        weights,
        _drawn_sensitivity(score, truth, weights),
        _drawn_slopes(logit(score), truth, weights),
        strict=True,
    ):
        false_rate, true_rate, _ = roc_curve(truth, score, sample_weight=row, drop_intermediate=False)
        assert sensitivity == pytest.approx(true_rate[false_rate <= 0.1 + 1e-9].max())
        model = LogisticRegression(C=np.inf, tol=1e-8, max_iter=1000)
        model.fit(logit(score)[:, None], truth, sample_weight=row)
        assert slope == pytest.approx(model.coef_[0, 0], rel=1e-3)


def test_a_patient_is_drawn_with_all_nodules():
    weights = drawn_weights(["A", "A", "B"], samples=50)
    assert weights.shape == (50, 3)
    assert np.array_equal(weights[:, 0], weights[:, 1])
    assert np.array_equal(weights[:, 0] + weights[:, 2], np.full(50, 2.0))


def test_the_interval_of_one_patient_is_a_point_and_of_no_draw_is_unknown():
    assert mean_figure([0.2, 0.6], ["A", "A"]).ci95 == pytest.approx((0.4, 0.4))
    assert median_interval([1.0, 2.0, 9.0], ["A", "A", "A"]) == (2.0, 2.0)
    assert np.isnan(interval([float("nan")])).all()


def test_bins_run_from_low_to_high_scores():
    bins = calibration_bins(np.array(SCORES), np.array(TRUTH), bins=2)
    assert [item.n for item in bins] == [4, 4]
    assert bins[0].mean_probability == pytest.approx(0.25)
    assert [item.malignant_share for item in bins] == [0.25, 0.75]
