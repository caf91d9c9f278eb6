"""Tuning and fitting one algorithm on some rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.risk.learned.calibration import calibration_method, fit_calibrated, probabilities
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.metrics import Floats, auc, plain
from pmdesk.risk.learned.pipelines import MODEL, PREPARE, Parameters, build_pipeline, grid, with_parameters
from pmdesk.risk.learned.settings import TrainingSettings
from pmdesk.risk.learned.validation import Rows, Split, group_counts, inner_splits, patient_splits

if TYPE_CHECKING:
    import pandas as pd
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.pipeline import Pipeline


@dataclass(frozen=True)
class FittedModel:
    """A calibrated model.

    Parameters
    ----------
    model
        Its ``predict_proba`` takes a frame as `pmdesk.risk.learned.cleaning.clean_inputs` makes it; the second column
        is the probability of "yes". The pipeline inside is `pipeline`.
    parameters
        Of the estimator, as the search chose them.
    inner_auc
        Mean over the inner folds, before calibration; None where nothing was searched.
    """

    algorithm: Algorithm
    model: "CalibratedClassifierCV"
    parameters: dict[str, str | int | float | bool]
    calibration_method: str
    inner_auc: float | None

    @property
    def pipeline(self) -> "Pipeline":
        """The fitted pipeline with the steps ``prepare`` and ``model``, before calibration."""
        fitted: Pipeline = self.model.calibrated_classifiers_[0].estimator
        return fitted

    def probabilities(self, frame: "pd.DataFrame") -> Floats:
        """(n) probability of "yes"."""
        return probabilities(self.model, frame)


def fit_on(
    cleaned: CleanTable,
    rows: Rows,
    algorithm: Algorithm,
    settings: TrainingSettings,
    seed: int,
    ctx: JobContext,
    parameters: Parameters | None = None,
) -> FittedModel:
    """Tune (unless parameters are given), fit and calibrate on some rows, by inner splits of these rows alone.

    Raises
    ------
    RefusedError
        ``TOO_FEW_EVENTS``: the inner folds would lack a class.
    """
    frame, outcome = cleaned.frame.iloc[rows], cleaned.outcome[rows]
    splits = inner_splits(rows, cleaned.outcome, cleaned.groups, settings.inner_folds, seed)
    if not splits:
        raise too_few_events(cleaned, settings)
    pipeline = build_pipeline(cleaned.dictionary, algorithm, settings, cleaned.rows)
    inner_auc = None
    if parameters is None:
        tried = grid(algorithm, tune=settings.tune)
        parameters, inner_auc = _search(pipeline, tried, frame, outcome, splits, ctx)
    ctx.check()
    model = fit_calibrated(with_parameters(pipeline, parameters), frame, outcome, splits)
    return FittedModel(algorithm, model, dict(parameters), calibration_method(outcome), inner_auc)


def fit_final(
    cleaned: CleanTable,
    algorithm: Algorithm,
    settings: TrainingSettings,
    ctx: JobContext | None = None,
    parameters: Parameters | None = None,
) -> FittedModel:
    """The model of all rows, tuned and calibrated by inner splits as in each outer fold of the cross-validation.

    Raises
    ------
    RefusedError
        ``TOO_FEW_EVENTS``.
    CancelledError
        The user cancelled.
    """
    rows = np.arange(cleaned.rows, dtype=np.intp)
    return fit_on(cleaned, rows, algorithm, settings, settings.seed, ctx or NullContext(), parameters)


def outer_splits(cleaned: CleanTable, settings: TrainingSettings, repeat: int) -> tuple[Split, ...]:
    """Splits of one repeat.

    Raises
    ------
    RefusedError
        ``TOO_FEW_EVENTS``: a fold would lack a class.
    """
    splits = patient_splits(cleaned.outcome, cleaned.groups, settings.outer_folds, settings.seed + repeat)
    if not splits:
        raise too_few_events(cleaned, settings)
    return splits


def too_few_events(cleaned: CleanTable, settings: TrainingSettings) -> RefusedError:
    events, others = group_counts(cleaned.outcome, cleaned.patients)
    return RefusedError(
        ErrorCode.TOO_FEW_EVENTS,
        path=cleaned.name,
        events=events,
        others=others,
        minimum=settings.minimum_events,
    )


def ranking_score(estimator: Any, inputs: Any) -> Floats:
    """(n) what a fitted estimator, or pipeline, ranks by, before calibration."""
    if hasattr(estimator, "decision_function"):
        return np.asarray(estimator.decision_function(inputs), dtype=np.float64)
    return np.asarray(estimator.predict_proba(inputs)[:, 1], dtype=np.float64)


def _search(
    pipeline: "Pipeline",
    tried: Sequence[Parameters],
    frame: "pd.DataFrame",
    outcome: NDArray[np.int8],
    splits: Sequence[Split],
    ctx: JobContext,
) -> tuple[Parameters, float | None]:
    """The parameters of the highest mean AUC over the inner folds; the first of equals.

    By AUC, because the scores are calibrated afterwards and only their order is the estimator's.
    """
    from sklearn.base import clone

    if len(tried) == 1:
        return tried[0], None
    scores = np.zeros((len(tried), len(splits)))
    for fold, (train, test) in enumerate(splits):
        # the preparation does not depend on what is searched
        fresh = clone(pipeline)
        prepare, model = fresh.named_steps[PREPARE], fresh.named_steps[MODEL]
        seen = prepare.fit_transform(frame.iloc[train])
        unseen = prepare.transform(frame.iloc[test])
        for place, parameters in enumerate(tried):
            ctx.check()
            fitted = clone(model).set_params(**parameters).fit(seen, outcome[train])
            scores[place, fold] = plain(auc)(outcome[test], ranking_score(fitted, unseen))
    means = scores.mean(axis=1)
    best = int(means.argmax())
    return tried[best], float(means[best])
