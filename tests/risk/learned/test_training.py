import json
import subprocess
import sys

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, InputError, RefusedError
from pmdesk.core.paths import resources_dir
from pmdesk.core.progress import NullContext
from pmdesk.risk.learned.cleaning import clean_inputs
from pmdesk.risk.learned.columns import Algorithm, ColumnKind, TableColumn, TableTask
from pmdesk.risk.learned.documents import TrainingDocument, document_json, document_schema_text
from pmdesk.risk.learned.pipelines import feature_origins
from pmdesk.risk.learned.reading import cohort_of
from pmdesk.risk.learned.settings import MissingCategory, TrainingSettings
from pmdesk.risk.learned.training import train
from tests.risk.learned.tables import DICTIONARY, QUICK, columns, table, with_column


@pytest.fixture(scope="module")
def result():
    settings = QUICK.model_copy(
        update={
            "algorithms": (Algorithm.TREE, Algorithm.LOGISTIC),
            "repeats": 2,
            "learning_curve": True,
            "partial_dependence": True,
            "tune": True,
        }
    )
    return train(table(), DICTIONARY, settings)


def refused(cells, dictionary=DICTIONARY, settings=QUICK, error=RefusedError):
    with pytest.raises(error) as raised:
        train(table(cells), dictionary, settings)
    return raised.value


def test_one_class_only():
    error = refused({"ill": ["0"] * 160})
    assert error.code is ErrorCode.TOO_FEW_EVENTS
    assert error.params["events"] == 0


@pytest.mark.parametrize("events", [1, 19, 141])
def test_too_few_patients_with_or_without_the_outcome(events):
    error = refused({"ill": ["1"] * events + ["0"] * (160 - events)})
    assert error.code is ErrorCode.TOO_FEW_EVENTS
    assert error.exit_code == 3


def test_events_are_counted_in_patients_not_rows():
    who = {"who": [str(row % 8) if row < 80 else f"x{row}" for row in range(160)]}
    cells = who | {"ill": ["1"] * 80 + ["0"] * 80}
    error = refused(cells, DICTIONARY.model_copy(update={"patient": "who"}))
    assert error.params["events"] == 8


def test_the_target_is_missing_everywhere():
    assert refused({"ill": [""] * 160}, error=InputError).code is ErrorCode.NO_ROWS_LEFT


def test_a_survival_task_is_not_for_here():
    dictionary = DICTIONARY.model_copy(update={"task": TableTask.SURVIVAL})
    assert refused({}, dictionary, error=InputError).code is ErrorCode.BAD_USAGE


def test_leakage_is_refused_with_the_columns_and_the_rules():
    dictionary = with_column(TableColumn(name="copy", kind=ColumnKind.FLAG))
    error = refused({"copy": columns()["ill"]}, dictionary)
    assert error.code is ErrorCode.LEAKAGE_FOUND
    assert error.params["columns"] == "copy"
    assert error.params["rules"] == "learning.target_copy"


def test_leakage_that_is_allowed_is_recorded():
    dictionary = with_column(TableColumn(name="copy", kind=ColumnKind.FLAG))
    allowed = QUICK.model_copy(update={"allow_leakage": True})
    document = train(table({"copy": columns()["ill"]}), dictionary, allowed).document
    assert document.leakage_allowed
    assert document.chosen.figures.auc.value > 0.99
    assert document.importance[0].column == "copy"


def test_a_column_that_is_never_known_does_no_harm():
    for kind in ColumnKind:
        dictionary = with_column(TableColumn(name="void", kind=kind))
        document = train(table({"void": ["?"] * 160}), dictionary, QUICK).document
        assert document.chosen.figures.auc.value > 0.7


def test_too_many_rows_for_an_svm(monkeypatch):
    monkeypatch.setattr("pmdesk.risk.learned.training.MAXIMUM_SVM_ROWS", 100)
    both = QUICK.model_copy(update={"algorithms": (Algorithm.SVM, Algorithm.LOGISTIC)})
    document = train(table(), DICTIONARY, both).document
    assert [item.algorithm for item in document.algorithms] == [Algorithm.LOGISTIC]
    assert document.findings[-1].code == "learning.svm_skipped"
    only = QUICK.model_copy(update={"algorithms": (Algorithm.SVM,)})
    assert refused({}, settings=only, error=InputError).code is ErrorCode.BAD_USAGE


def test_cancelling_ends_the_training():
    class Cancelled(NullContext):
        calls = 0

        def check(self):
            self.calls += 1
            if self.calls > 5:
                raise CancelledError

    with pytest.raises(CancelledError):
        train(table(), DICTIONARY, QUICK, Cancelled())


def test_progress_never_goes_back():
    class Watched(NullContext):
        def __init__(self):
            self.seen = []

        def progress(self, fraction, stage=""):
            self.seen.append(fraction)

    watched = Watched()
    train(table(), DICTIONARY, QUICK, watched)
    assert watched.seen == sorted(watched.seen)
    assert watched.seen[-1] == pytest.approx(1.0)


def test_every_row_is_predicted_once_a_repeat_by_a_model_that_had_not_seen_it(result):
    predictions = result.predictions[Algorithm.LOGISTIC]
    assert predictions.scores.shape == (2, 160)
    assert np.isfinite(predictions.scores).all()
    assert (predictions.folds[0] != predictions.folds[1]).any()
    assert set(predictions.folds.ravel()) == {0, 1, 2}


def test_a_known_signal_is_found_with_an_interval_around_it(result):
    figure = result.document.algorithm(Algorithm.LOGISTIC).figures.auc
    assert 0.72 < figure.value < 0.92
    assert figure.low < figure.value < figure.high


def test_noise_is_not_learnt():
    rng = np.random.default_rng(11)
    cells = {"ill": [str(value) for value in rng.integers(0, 2, 160)]}
    document = train(table(cells), DICTIONARY, QUICK).document
    assert document.chosen.figures.auc.low < 0.5 < document.chosen.figures.auc.high + 0.05


def test_the_simplest_within_one_standard_error_is_chosen(result):
    choice = result.document.choice
    losses = {item.algorithm: item.figures.log_loss.value for item in result.document.algorithms}
    limit = losses[choice.best] + choice.standard_error
    assert losses[choice.best] == min(losses.values())
    assert all(losses[item] <= limit for item in choice.within)
    assert choice.chosen is choice.within[0] is Algorithm.LOGISTIC


def test_differences_are_paired(result):
    difference = result.document.differences[0]
    figures = {item.algorithm: item.figures.auc for item in result.document.algorithms}
    assert difference.auc.value == pytest.approx(
        figures[difference.algorithm].value - figures[difference.reference].value
    )
    assert difference.auc.low < difference.auc.high


def test_what_carries_the_outcome_matters_most(result):
    assert {item.column for item in result.document.importance[:2]} == {"age", "marker"}


def test_the_answer_rises_with_age(result):
    age = next(item for item in result.document.partial_dependence if item.column == "age")
    assert age.mean == tuple(sorted(age.mean))
    assert len(age.individual) == len(age.lines) == 30
    assert len(age.individual[0]) == len(age.values) == len(age.mean)


def test_the_learning_curve_grows_in_patients(result):
    patients = [point.patients for point in result.document.learning_curve]
    assert patients == sorted(patients)
    assert len(patients) >= 3


def test_subgroups_by_sex_and_age_band(result):
    sex, age = result.document.subgroups
    assert [group.group for group in sex.groups] == ["f", "m"]
    assert sum(group.rows for group in age.groups) == 160
    assert age.cuts == (40.0, 50.0, 60.0, 70.0, 80.0)
    small = [group for group in age.groups if group.too_small]
    assert small
    assert all(group.auc is None for group in small)


def test_the_document_is_json_and_comes_back(result):
    text = document_json(result.document)
    assert TrainingDocument.model_validate_json(text) == result.document
    assert "NaN" not in text


def test_the_schema_on_disk_is_that_of_the_document():
    path = resources_dir() / "schemas" / "tabular-training-1.json"
    assert path.read_text(encoding="utf-8") == document_schema_text(TrainingDocument)
    assert "TrainingDocument" in json.loads(path.read_text(encoding="utf-8"))["title"]


def test_the_same_seed_gives_the_same_result():
    first, again = (train(table(), DICTIONARY, QUICK).document for _ in range(2))
    assert document_json(first) == document_json(again)
    other = train(table(), DICTIONARY, QUICK.model_copy(update={"seed": 2})).document
    assert document_json(first) != document_json(other)


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_every_algorithm_gives_probabilities(algorithm):
    settings = QUICK.model_copy(update={"algorithms": (algorithm,), "importance_repeats": 0})
    result = train(table(), DICTIONARY, settings)
    scores = result.predictions[algorithm].scores
    assert ((scores >= 0) & (scores <= 1)).all()
    assert result.document.chosen.figures.auc.value > 0.65
    inputs = clean_inputs({"age": ["70"], "marker": ["?"], "smoker": ["yes"], "stage": [None]}, DICTIONARY)
    assert 0 <= result.final.probabilities(inputs.frame)[0] <= 1


def test_a_level_that_the_training_had_not_is_taken_in_use():
    loose = DICTIONARY.model_copy(
        update={"columns": (*DICTIONARY.columns[:3], TableColumn(name="stage", kind=ColumnKind.CATEGORY))}
    )
    result = train(table(), loose, QUICK)
    inputs = clean_inputs({"age": ["70"], "stage": ["IV"]}, loose)
    assert not inputs.problems
    assert 0 < result.final.probabilities(inputs.frame)[0] < 1


@pytest.mark.parametrize("missing", list(MissingCategory))
@pytest.mark.parametrize("indicator", [True, False])
def test_every_feature_has_the_column_it_was_made_from(missing, indicator):
    cells = columns()
    cells["stage"][:20] = [""] * 20
    settings = QUICK.model_copy(update={"missing_category": missing, "missing_indicator": indicator})
    pipeline = train(cohort_of(cells), DICTIONARY, settings).final.pipeline
    names = pipeline.named_steps["prepare"].get_feature_names_out()
    origins = feature_origins(pipeline)
    assert len(names) == len(origins)
    assert all(origin in name for origin, name in zip(origins, names, strict=True))


def test_rows_of_one_patient_never_lie_on_both_sides():
    who = {"who": [f"p{row // 4}" for row in range(160)]}
    dictionary = DICTIONARY.model_copy(update={"patient": "who"})
    settings = QUICK.model_copy(update={"minimum_events": 10})
    result = train(table(who), dictionary, settings)
    folds = result.predictions[Algorithm.LOGISTIC].folds[0].reshape(-1, 4)
    assert (folds == folds[:, :1]).all()
    assert result.document.population.patients == 40


def test_settings_that_make_no_sense_are_refused():
    for wrong in ({"outer_folds": 1}, {"algorithms": ()}, {"threshold_value": 1.0}, {"other": 1}):
        with pytest.raises(ValueError, match="validation error"):
            TrainingSettings(**wrong)


def test_the_command_line_does_not_load_scikit_learn():
    code = (
        "import sys, pmdesk.app.cli; print([m for m in ('sklearn', 'pandas', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
