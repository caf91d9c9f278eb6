"""The shares of the inputs add up to the difference between a patient and the background."""

import numpy as np
import pytest

from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.explanation import explain
from pmdesk.risk.learned.package import load_learned
from pmdesk.risk.learned.recipe import SHIPPED
from tests.risk.learned.packages import SHIPPED_MODELS, trained


def added_up(explained):
    return explained.base + sum(one.share for one in explained.contributions)


@pytest.mark.parametrize("name", SHIPPED)
def test_exact_terms_of_the_shipped_models_add_up_to_the_prediction(name):
    model = load_learned(SHIPPED_MODELS / name)
    frame = model.background_frame().iloc[:10]
    results = model.predict({key: cells[:10] for key, cells in model.background.items()})
    for row, explained in enumerate(explain(model, frame)):
        assert added_up(explained) == pytest.approx(explained.output, abs=1e-12)
        if explained.scale == "log-odds":
            assert 1 / (1 + np.exp(-explained.output)) == pytest.approx(results["p"][row], abs=1e-12)


def test_an_input_that_was_filled_in_is_marked_and_still_has_its_share():
    model = load_learned(SHIPPED_MODELS / "heart-disease-cleveland")
    cells = {name: [column[0]] for name, column in model.background.items()} | {"ca": ["?"], "thal": [""]}
    (explained,) = explain(model, model.checked_frame(cells))
    assert [one.column for one in explained.contributions if not one.known] == ["ca", "thal"]
    assert added_up(explained) == pytest.approx(explained.output, abs=1e-12)


def test_terms_of_one_category_are_one_share():
    model = load_learned(SHIPPED_MODELS / "heart-disease-cleveland")
    (explained,) = explain(model, model.background_frame().iloc[:1])
    assert [one.column for one in explained.contributions] == [c.name for c in model.manifest.data.columns]


@pytest.mark.parametrize("algorithm", [Algorithm.LOGISTIC, Algorithm.TREE, Algorithm.MLP])
def test_shares_of_models_trained_here_add_up_with_gaps_as_well(tmp_path, algorithm):
    model = trained(tmp_path, algorithm)
    cells = {"age": ["70", "40"], "marker": ["1.2", ""], "smoker": ["yes", ""], "stage": ["II", ""]}
    frame = model.checked_frame(cells)
    scale = "log-odds" if algorithm is Algorithm.LOGISTIC else "probability"
    for explained, p in zip(explain(model, frame), model.estimator.probability(frame), strict=True):
        assert explained.scale == scale
        assert added_up(explained) == pytest.approx(explained.output, abs=1e-9)
        probability = 1 / (1 + np.exp(-explained.output)) if scale == "log-odds" else explained.output
        assert probability == pytest.approx(p, abs=1e-9)


def test_the_same_patient_is_explained_the_same_way_twice(tmp_path):
    model = trained(tmp_path, Algorithm.TREE)
    frame = model.background_frame().iloc[:1]
    assert explain(model, frame) == explain(model, frame)
