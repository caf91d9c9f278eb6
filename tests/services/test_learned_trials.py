"""Other values tried on a learned model, and its history; the record stays as it is."""

from datetime import date

import numpy as np
import pytest

from pmdesk.core.errors import InputError
from pmdesk.core.progress import NullContext
from pmdesk.core.risk import RiskState
from pmdesk.services.case import Case
from pmdesk.services.learned_models import LearnedModels
from pmdesk.services.learned_trials import learned_curve, learned_history, seen_ranges, try_learned
from tests.helpers.repository import REPOSITORY
from tests.services.patient_records import SYSTOLIC, diagnosed, observed
from tests.services.test_learned_models import HEART, LUNG, PIMA, heart_record, record, stated


@pytest.fixture(scope="module")
def models():
    return LearnedModels(REPOSITORY / "models")


@pytest.fixture
def case():
    return Case(record=heart_record(observations=(observed(SYSTOLIC, 150.0, "mm[Hg]"),)))


@pytest.fixture
def risk(models, case):
    return models.risk(case, HEART)


def test_another_value_gives_another_number_and_the_record_stays(models, case, risk):
    before = case.record
    tried = try_learned(models, case, risk, {"oldpeak": 0.0, "exang": False})
    assert tried.state is RiskState.COMPUTED
    assert tried.probability < risk.probability
    low, high = tried.interval
    assert low < tried.probability < high
    assert case.record is before
    assert try_learned(models, case, risk, {}).probability == risk.probability


def test_an_input_can_be_taken_away_and_an_unknown_one_tried(models, case, risk):
    without = try_learned(models, case, risk, {"oldpeak": None})
    assert "oldpeak" in {item.name for item in without.missing}
    assert without.probability != risk.probability
    assert "ca" in {item.name for item in risk.missing}
    assert try_learned(models, case, risk, {"ca": 3.0}).probability > risk.probability
    assert try_learned(models, case, risk, {"thal": "7"}).probability > risk.probability


def test_a_required_input_that_is_taken_away_makes_it_incomplete(models, case, risk):
    assert try_learned(models, case, risk, {"cp": None}).state is RiskState.INCOMPLETE


def test_a_value_outside_the_training_is_said_and_one_outside_the_limits_refused(models, case, risk):
    far = try_learned(models, case, risk, {"trestbps": 250.0})
    assert any(text.en.startswith("Outside the range") and "Systolic" in text.en for text in far.reasons)
    assert try_learned(models, case, risk, {"trestbps": 900.0}).state is RiskState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("name", "value"), [("cp", "9"), ("oldpeak", float("nan")), ("trestbps", "high"), ("exang", 3.0)]
)
def test_what_is_no_value_of_an_input_is_an_error(models, case, risk, name, value):
    with pytest.raises(InputError):
        try_learned(models, case, risk, {name: value})


def test_what_nobody_knows_is_an_error(models, case, risk):
    with pytest.raises(KeyError):
        try_learned(models, case, risk, {"shoe_size": 44.0})
    with pytest.raises(KeyError):
        learned_history(NullContext(), models, case, "no such model")
    assert seen_ranges(models, "brock") == {}


def test_a_curve_goes_through_the_patient(models, case, risk):
    xs, ys = learned_curve(models, case, risk, "oldpeak", {})
    own = float(np.interp(2.0, xs, ys))
    assert own == pytest.approx(risk.probability, abs=0.01)
    changed_xs, changed = learned_curve(models, case, risk, "oldpeak", {"exang": False})
    assert np.array_equal(xs, changed_xs)
    assert np.nanmean(changed) < np.nanmean(ys)
    assert len(learned_curve(models, case, risk, "cp", {})[0]) == 0


def test_a_count_is_tried_at_whole_numbers_only(models, case, risk):
    xs, _ = learned_curve(models, case, risk, "age", {})
    assert np.array_equal(xs, np.rint(xs))


def test_the_ranges_of_the_training_are_known(models):
    assert seen_ranges(models, HEART)["trestbps"] == (94.0, 200.0)
    assert seen_ranges(models, PIMA)["glu"] == (56.0, 199.0)


def test_a_survival_model_is_tried_too(models):
    case = Case(record=record(stated(f"{LUNG}.ph.ecog", "1"), conditions=(diagnosed("C34.1"),)))
    risk = models.risk(case, LUNG)
    assert try_learned(models, case, risk, {"ph.ecog": "2"}).probability < risk.probability


def test_the_history_has_a_point_for_each_day_on_which_a_value_changed(models):
    days = (date(2023, 3, 1), date(2024, 3, 1))
    pressures = tuple(observed(SYSTOLIC, 120.0 + 60 * place, "mm[Hg]", day) for place, day in enumerate(days))
    case = Case(record=heart_record(observations=pressures))
    points = learned_history(NullContext(), models, case, HEART)
    assert [one.point.on for one in points] == [*days, case.reference_date]
    assert points[0].changes == ()
    (change,) = [one for one in points[1].changes if one.after.name == "trestbps"]
    assert (change.before.value, change.after.value) == (120.0, 180.0)
    assert points[-1].point.probability == pytest.approx(models.risk(case, HEART).probability)
    assert points[0].point.probability != points[1].point.probability


def test_days_on_which_the_model_does_not_apply_are_left_out(models):
    case = Case(record=heart_record(born=date(2005, 1, 1)))
    assert learned_history(NullContext(), models, case, HEART) == ()
