"""Steps of the shipped pipelines: gaps by conditional expectation, and the Cox model as arrays."""

import numpy as np
import pandas as pd
import pytest

from pmdesk.risk.learned.conditional_means import CategoryDummies, ConditionalMeanImputer
from pmdesk.risk.learned.survival import CoxModel


def normals(rows=4000):
    random = np.random.default_rng(1)
    covariance = np.array([[1.0, 0.6, 0.3], [0.6, 1.0, 0.5], [0.3, 0.5, 1.0]])
    return random.multivariate_normal([0, 0, 0], covariance, rows), covariance


def test_a_gap_gets_its_expectation_given_what_is_known():
    x, covariance = normals()
    imputer = ConditionalMeanImputer(shrinkage=0.0).fit(x)
    (found,) = imputer.transform(np.array([[np.nan, 1.0, -0.5]]))
    known = covariance[1:, 1:]
    expected = covariance[0, 1:] @ np.linalg.solve(known, [1.0, -0.5])
    assert found[0] == pytest.approx(expected, abs=0.06)
    assert found[1:].tolist() == [1.0, -0.5]


def test_with_nothing_known_the_means_are_taken_and_rows_do_not_depend_on_each_other():
    x, _ = normals()
    imputer = ConditionalMeanImputer().fit(x)
    gaps = np.array([[np.nan] * 3, [0.5, np.nan, 1.0], [np.nan, 2.0, np.nan]])
    together = imputer.transform(gaps)
    assert together[0] == pytest.approx(imputer.mean_)
    for row in range(3):
        assert imputer.transform(gaps[row : row + 1])[0] == pytest.approx(together[row], abs=1e-12)
    assert np.isnan(gaps).sum() == 6


def test_gaps_in_training_do_not_shrink_what_the_columns_have_in_common():
    x, covariance = normals()
    holes = x.copy()
    holes[np.random.default_rng(2).random(x.shape) < 0.3] = np.nan
    found = ConditionalMeanImputer(shrinkage=0.0).fit(holes).covariance_
    assert found == pytest.approx(covariance, abs=0.08)


def test_categories_become_columns_and_an_unknown_one_is_unknown_in_all_of_them():
    table = pd.DataFrame({"n": [1.0, 2.0, np.nan], "c": np.array(["b", "a", np.nan], dtype=object)})
    dummies = CategoryDummies([[], ["a", "b", "c"]]).fit(table)
    assert dummies.get_feature_names_out().tolist() == ["n", "c=b", "c=c"]
    found = dummies.transform(table)
    assert found[:2].tolist() == [[1.0, 1.0, 0.0], [2.0, 0.0, 0.0]]
    assert np.isnan(found[2]).all()


@pytest.fixture(scope="module")
def followed():
    random = np.random.default_rng(3)
    x = np.column_stack([random.normal(60, 8, 150), random.integers(0, 2, 150)])
    time = random.exponential(400 / np.exp(0.03 * (x[:, 0] - 60) - 0.5 * x[:, 1])).round() + 1
    return x, time, (random.random(150) < 0.8).astype(float)


def test_the_arrays_give_what_lifelines_gives_at_the_times_of_events(followed):
    from lifelines import CoxPHFitter

    x, time, event = followed
    model = CoxModel(draws=0).fit(x, time, event)
    frame = pd.DataFrame({"a": x[:, 0], "b": x[:, 1], "t": time, "e": event})
    fitter = CoxPHFitter().fit(frame, "t", "e")
    assert model.coefficients_ == pytest.approx(fitter.params_.to_numpy(), rel=1e-6)
    times = model.times_[[5, 40, 80]]
    expected = fitter.predict_survival_function(frame.iloc[:6], times=times).to_numpy().T
    assert model.survival(x[:6], times) == pytest.approx(expected, abs=1e-6)


def test_survival_falls_with_time_starts_at_1_and_is_not_given_beyond_the_data(followed):
    x, time, event = followed
    model = CoxModel(draws=20).fit(x, time, event)
    times = [0.0, 100.0, 200.0, float(model.times_[-1])]
    found = model.survival(x[:5], times)
    assert found[:, 0].tolist() == [1.0] * 5
    assert (np.diff(found, axis=1) <= 0).all()
    assert np.isnan(model.survival(x[:5], [float(model.times_[-1]) + 1])).all()
    low, high = model.interval(x[:5], [100.0, 200.0])
    assert (low <= found[:, 1:3]).all()
    assert (found[:, 1:3] <= high).all()


def test_the_median_is_the_first_time_at_which_half_are_left(followed):
    x, time, event = followed
    model = CoxModel(draws=0).fit(x, time, event)
    (median,) = model.median(x[:1])
    (before, at) = model.survival(x[:1], [median - 0.5, median])[0]
    assert at <= 0.5 < before


def test_what_the_known_features_leave_open_is_the_spread_of_what_could_stand_there():
    x, _ = normals(20_000)
    imputer = ConditionalMeanImputer(shrinkage=0.0).fit(x)
    weights = np.array([[1.0, -0.5, 2.0], [0.0, 1.0, 0.0]])
    gaps = x.copy()
    gaps[:, [0, 2]] = np.nan
    left = (x - imputer.transform(gaps)) @ weights.T
    found = imputer.left_open(gaps, weights)
    assert found[:, 0] == pytest.approx(left[:, 0].std(), rel=0.02)
    assert (found[:, 1] == 0).all()
    assert (imputer.left_open(x[:3], weights) == 0).all()


def test_the_less_is_known_the_more_is_left_open():
    x, _ = normals()
    imputer = ConditionalMeanImputer().fit(x)
    one, two, all_ = ([0.3, 0.2, np.nan], [0.3, np.nan, np.nan], [np.nan] * 3)
    found = imputer.left_open(np.array([one, two, all_]), np.array([[1.0, 1.0, 1.0]]))[:, 0]
    assert (np.diff(found) > 0).all()
