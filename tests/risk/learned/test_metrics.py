import numpy as np
import pytest
from sklearn import metrics as reference
from sklearn.linear_model import LogisticRegression

from pmdesk.risk.learned.calibration import calibration_bins, wilson
from pmdesk.risk.learned.decision_curve import decision_curve, net_benefit
from pmdesk.risk.learned.metrics import (
    auc,
    average_precision,
    brier,
    calibration_intercept,
    calibration_slope,
    decision_figures,
    drawn_weights,
    figure,
    log_loss,
    logit,
    observed_minus_expected,
    plain,
)


@pytest.fixture(scope="module")
def scored():
    rng = np.random.default_rng(3)
    score = np.round(rng.beta(2, 3, 400), 2).clip(0.01, 0.99)
    outcome = (rng.random(400) < score**1.3).astype(np.int8)
    return outcome, score


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (auc, reference.roc_auc_score),
        (average_precision, reference.average_precision_score),
        (brier, reference.brier_score_loss),
        (log_loss, reference.log_loss),
    ],
)
def test_figures_are_scikit_learns_with_ties(scored, ours, theirs):
    assert plain(ours)(*scored) == pytest.approx(theirs(*scored), abs=1e-12)


@pytest.mark.parametrize("ours", [auc, average_precision, brier, log_loss])
def test_weights_mean_repeated_rows(scored, ours):
    outcome, score = scored
    weights = np.random.default_rng(5).integers(0, 3, (1, len(score))).astype(float)
    repeated = np.repeat(np.arange(len(score)), weights[0].astype(int))
    assert ours(weights, outcome, score)[0] == pytest.approx(plain(ours)(outcome[repeated], score[repeated]))


def test_calibration_is_an_unpenalised_logistic_model_of_the_logit(scored):
    outcome, score = scored
    model = LogisticRegression(C=np.inf, tol=1e-10).fit(logit(score)[:, None], outcome)
    assert plain(calibration_slope)(outcome, score) == pytest.approx(model.coef_[0, 0], abs=1e-5)
    shift = plain(calibration_intercept)(outcome, score)
    moved = 1 / (1 + np.exp(-(logit(score) + shift)))
    assert moved.mean() == pytest.approx(outcome.mean(), abs=1e-9)


def test_right_probabilities_have_slope_1_and_intercept_0():
    score = np.repeat([0.1, 0.5, 0.8], 1000)
    outcome = np.concatenate([np.arange(1000) < 1000 * p for p in (0.1, 0.5, 0.8)]).astype(np.int8)
    assert plain(calibration_slope)(outcome, score) == pytest.approx(1, abs=1e-9)
    assert plain(calibration_intercept)(outcome, score) == pytest.approx(0, abs=1e-9)
    assert plain(observed_minus_expected)(outcome, score) == pytest.approx(0, abs=1e-12)


def test_a_perfect_separation_has_no_slope():
    outcome = np.array([0] * 20 + [1] * 20, dtype=np.int8)
    assert np.isnan(
        plain(calibration_slope)(outcome, np.where(outcome == 1, 0.8, 0.3) + np.arange(40) / 1000)
    )


@pytest.mark.parametrize("value", [0, 1])
def test_one_class_has_no_auc(value):
    outcome = np.full(10, value, dtype=np.int8)
    assert np.isnan(plain(auc)(outcome, np.linspace(0, 1, 10)))


def test_decisions_against_scikit_learn(scored):
    outcome, score = scored
    decision = score >= 0.4
    found = {
        name: values[0] for name, values in decision_figures(np.ones((1, 400)), outcome, decision).items()
    }
    assert found["accuracy"] == pytest.approx(reference.accuracy_score(outcome, decision))
    assert found["sensitivity"] == pytest.approx(reference.recall_score(outcome, decision))
    assert found["specificity"] == pytest.approx(reference.recall_score(1 - outcome, ~decision))
    assert found["ppv"] == pytest.approx(reference.precision_score(outcome, decision))
    assert found["f1"] == pytest.approx(reference.f1_score(outcome, decision))


def test_nobody_marked_has_no_predictive_value():
    found = decision_figures(np.ones((1, 2)), np.array([0, 1], dtype=np.int8), np.zeros(2, dtype=bool))
    assert np.isnan(found["ppv"][0])


def test_draws_take_whole_patients_and_depend_on_the_seed_alone():
    patients = np.array([0, 0, 1, 2, 2, 2])
    drawn = np.vstack(list(drawn_weights(patients, 50, 1)))
    assert drawn.shape == (51, 6)
    assert (drawn[0] == 1).all()
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn[:, [0, 2, 3]].sum(axis=1) == 3).all()
    assert (drawn == np.vstack(list(drawn_weights(patients, 50, 1)))).all()


def test_an_interval_needs_draws_in_which_the_figure_is_defined():
    assert figure(np.r_[0.5, np.full(100, np.nan)]).low is None
    assert figure(np.r_[np.nan, np.full(100, 0.5)]).value is None
    assert figure(np.r_[0.5, np.linspace(0, 1, 101)]).high == pytest.approx(0.975)


def test_net_benefit_by_hand():
    """Vickers and Elkin 2006: TP/n - FP/n * p/(1-p)."""
    outcome = np.array([1, 1, 0, 0, 0], dtype=np.int8)
    score = np.array([0.9, 0.1, 0.6, 0.2, 0.1])
    found = net_benefit(np.ones((1, 5)), outcome, score, np.array([0.2, 0.5]))
    assert found[0] == pytest.approx([1 / 5 - 2 / 5 * 0.25, 1 / 5 - 1 / 5])


def test_decision_curve_meets_treating_all_where_everybody_is_above(scored):
    outcome, score = scored
    curve = decision_curve(outcome, score.clip(0.05), np.arange(400), 100, 1)
    assert curve.model[3] == pytest.approx(curve.treat_all[3])
    assert curve.treat_all[0] == pytest.approx(outcome.mean() - (1 - outcome.mean()) / 99)
    assert all(
        low <= value <= high
        for low, value, high in zip(curve.model_low, curve.model, curve.model_high, strict=True)
    )


def test_calibration_bins_hold_every_row_once(scored):
    bins = calibration_bins(*scored)
    assert sum(part.n for part in bins) == 400
    assert [part.predicted for part in bins] == sorted(part.predicted for part in bins)
    assert all(part.low <= part.observed <= part.high for part in bins)


def test_equal_scores_make_one_bin():
    assert len(calibration_bins(np.array([0, 1, 1, 0], dtype=np.int8), np.full(4, 0.5))) == 1


def test_wilson_as_published():
    """Newcombe, Stat Med 1998, table I: 81 of 263."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
