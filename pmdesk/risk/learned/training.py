"""From a table to a measured model: leakage checks, nested cross-validation, comparison, choice, final fit."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

from pmdesk import __version__
from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.risk.learned.calibration import calibration_bins, calibration_method
from pmdesk.risk.learned.cleaning import CleanTable, clean_table
from pmdesk.risk.learned.columns import Algorithm, DataDictionary, TableTask
from pmdesk.risk.learned.cross_validation import CrossValidation, cross_validate
from pmdesk.risk.learned.decision_curve import decision_curve
from pmdesk.risk.learned.documents import (
    AlgorithmResult,
    Finding,
    Severity,
    TableSummary,
    Threshold,
    TrainingDocument,
)
from pmdesk.risk.learned.evaluation import (
    Draws,
    OutOfFold,
    choose,
    differences,
    draw_figures,
    mean_score,
    performance,
    precision_recall_points,
    roc_points,
)
from pmdesk.risk.learned.fairness import subgroup_axes
from pmdesk.risk.learned.fitting import FittedModel, fit_final, too_few_events
from pmdesk.risk.learned.inspection import partial_dependence, permutation_importance
from pmdesk.risk.learned.leakage import find_leakage
from pmdesk.risk.learned.learning_curve import learning_curve
from pmdesk.risk.learned.pipelines import MAXIMUM_SVM_ROWS
from pmdesk.risk.learned.population import population
from pmdesk.risk.learned.reading import CohortTable
from pmdesk.risk.learned.settings import ThresholdRule, TrainingSettings
from pmdesk.risk.learned.thresholds import choose_threshold
from pmdesk.risk.learned.validation import group_counts

LIBRARIES = ("scikit-learn", "numpy", "pandas", "scipy")


@dataclass(frozen=True)
class TrainingResult:
    """What a training leaves: the document, the rows it was made of, and the model of all rows.

    Parameters
    ----------
    document
        Everything that can be told as figures.
    cleaned
        The rows used.
    predictions
        Out-of-fold predictions of each algorithm.
    final
        The chosen algorithm, fitted on all rows.
    """

    document: TrainingDocument
    cleaned: CleanTable
    predictions: Mapping[Algorithm, OutOfFold]
    final: FittedModel


def train(
    table: CohortTable,
    dictionary: DataDictionary,
    settings: TrainingSettings | None = None,
    ctx: JobContext | None = None,
) -> TrainingResult:
    """Train and measure the algorithms of the settings on a table.

    Parameters
    ----------
    table
        As read; what cannot be used of it is refused row by row and listed.
    dictionary
        Inputs, target, patient and subgroups of a classification.
    settings
        Defaults where None. The same table, dictionary and settings give the same result.

    Raises
    ------
    InputError
        The dictionary does not fit the table, or no row can be used.
    RefusedError
        ``TOO_FEW_EVENTS``, or ``LEAKAGE_FOUND`` with the columns, unless the settings allow it.
    CancelledError
        The user cancelled.
    """
    from threadpoolctl import threadpool_limits

    settings, ctx = settings or TrainingSettings(), ctx or NullContext()
    if dictionary.task is not TableTask.CLASSIFICATION:
        raise InputError(
            ErrorCode.BAD_USAGE, reason=f"{dictionary.task.value} is not trained by this command"
        )
    ctx.progress(0.0, "stage.clean")
    cleaned = clean_table(table, dictionary)
    findings = checked(cleaned, settings)
    ctx.check()
    settings, skipped = _possible(settings, cleaned)
    # one thread: the same figures on every machine, and the window stays responsive
    with threadpool_limits(limits=1), _quiet_fits():
        measured = cross_validate(cleaned, settings, PartContext(ctx, 0.02, 0.72))
        return _finished(
            table, cleaned, settings, (*findings, *skipped), measured, PartContext(ctx, 0.72, 1.0)
        )


def checked(cleaned: CleanTable, settings: TrainingSettings) -> tuple[Finding, ...]:
    """Findings of a table that may be trained on.

    Raises
    ------
    RefusedError
        Too few patients with or without the outcome, or severe findings that the settings do not allow.
    """
    if min(group_counts(cleaned.outcome, cleaned.patients)) < settings.minimum_events:
        raise too_few_events(cleaned, settings)
    findings = find_leakage(cleaned, settings)
    severe = [item for item in findings if item.severity is Severity.SEVERE]
    if severe and not settings.allow_leakage:
        columns = tuple(dict.fromkeys(column for item in severe for column in item.columns))
        raise RefusedError(
            ErrorCode.LEAKAGE_FOUND,
            path=cleaned.name,
            columns=", ".join(columns),
            rules=", ".join(dict.fromkeys(item.code for item in severe)),
            findings=findings,
        )
    return findings


def _possible(
    settings: TrainingSettings, cleaned: CleanTable
) -> tuple[TrainingSettings, tuple[Finding, ...]]:
    """Settings without the algorithms that a table of this size is too large for."""
    if Algorithm.SVM not in settings.algorithms or cleaned.rows <= MAXIMUM_SVM_ROWS:
        return settings, ()
    left = tuple(item for item in settings.algorithms if item is not Algorithm.SVM)
    if not left:
        raise InputError(
            ErrorCode.BAD_USAGE, reason=f"{cleaned.rows} rows are too many for {Algorithm.SVM.value}"
        )
    note = Finding(
        code="learning.svm_skipped",
        severity=Severity.NOTE,
        params={"rows": cleaned.rows, "limit": MAXIMUM_SVM_ROWS},
    )
    return settings.model_copy(update={"algorithms": left}), (note,)


def _finished(
    table: CohortTable,
    cleaned: CleanTable,
    settings: TrainingSettings,
    findings: tuple[Finding, ...],
    measured: CrossValidation,
    ctx: JobContext,
) -> TrainingResult:
    """Figures, choice, final model and its inspection."""
    predictions = measured.predictions
    draws: dict[Algorithm, Draws] = {}
    for place, (algorithm, item) in enumerate(predictions.items()):
        ctx.progress(0.3 * place / len(predictions), "stage.figures")
        draws[algorithm] = draw_figures(cleaned.outcome, item, cleaned.patients, settings, ctx)
    choice = choose(cleaned.outcome, predictions, cleaned.patients)
    chosen = predictions[choice.chosen]
    ctx.progress(0.3, "stage.final_fit")
    final = fit_final(cleaned, choice.chosen, settings, ctx)
    axes = subgroup_axes(cleaned, chosen, settings, PartContext(ctx, 0.4, 0.55))
    curve = (
        learning_curve(cleaned, final, settings, PartContext(ctx, 0.55, 0.8))
        if settings.learning_curve
        else ()
    )
    importance = permutation_importance(
        cleaned, measured.models[choice.chosen], settings, PartContext(ctx, 0.8, 0.95)
    )
    dependence = (
        partial_dependence(cleaned, final, settings, PartContext(ctx, 0.95, 1.0))
        if settings.partial_dependence
        else ()
    )
    document = TrainingDocument(
        program=__version__,
        libraries={name: version(name) for name in LIBRARIES},
        table=_table_summary(table, cleaned),
        dictionary=cleaned.dictionary,
        settings=settings,
        population=population(cleaned),
        findings=findings,
        leakage_allowed=any(item.severity is Severity.SEVERE for item in findings),
        algorithms=tuple(
            _algorithm_result(cleaned, settings, algorithm, measured, draws[algorithm], ctx)
            for algorithm in predictions
        ),
        differences=differences(draws, choice.chosen),
        choice=choice,
        threshold=Threshold(
            rule=settings.threshold_rule,
            target=None if settings.threshold_rule is ThresholdRule.YOUDEN else settings.threshold_value,
            value=choose_threshold(cleaned.outcome, mean_score(chosen), settings),
        ),
        parameters=final.parameters,
        calibration_method=final.calibration_method,
        subgroups=axes,
        learning_curve=curve,
        importance=importance,
        partial_dependence=dependence,
    )
    ctx.progress(1.0, "stage.figures")
    return TrainingResult(document, cleaned, predictions, final)


def _algorithm_result(
    cleaned: CleanTable,
    settings: TrainingSettings,
    algorithm: Algorithm,
    measured: CrossValidation,
    draws: Draws,
    ctx: JobContext,
) -> AlgorithmResult:
    ctx.check()
    score = measured.predictions[algorithm].scores[0]
    outcome = cleaned.outcome
    return AlgorithmResult(
        algorithm=algorithm,
        figures=performance(draws),
        roc=roc_points(outcome, score),
        precision_recall=precision_recall_points(outcome, score),
        calibration=calibration_bins(outcome, score),
        decision=decision_curve(outcome, score, cleaned.patients, settings.bootstrap_draws, settings.seed),
        calibration_method=calibration_method(outcome),
        folds=measured.folds[algorithm],
    )


def _table_summary(table: CohortTable, cleaned: CleanTable) -> TableSummary:
    return TableSummary(
        name=table.name,
        sha256=table.sha256,
        encoding=table.encoding,
        rows=cleaned.rows_in_file,
        used=cleaned.rows,
        refused=cleaned.refused,
    )


@contextmanager
def _quiet_fits() -> Iterator[None]:
    """An estimator of a grid that stops at its step limit is judged by its figures like any other."""
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield
