"""A package measured on a labelled table that it has not seen: another hospital, another time.

Nothing is fitted here: probabilities and threshold are the package's own. What follows is what TRIPOD (Collins et al.,
BMJ 2015;350:g7594, items 10c to 16) asks of an external validation.
"""

from collections.abc import Iterator
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from pmdesk import __version__
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.risk.learned.calibration import calibration_bins
from pmdesk.risk.learned.cells import canonical, is_missing
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import TableColumn
from pmdesk.risk.learned.decision_curve import decision_curve
from pmdesk.risk.learned.documents import Curve, Figure, SubgroupAxis, TableSummary
from pmdesk.risk.learned.evaluation import OutOfFold, draw_figures, roc_points
from pmdesk.risk.learned.external_documents import (
    ClassificationPart,
    ExternalFigures,
    ExternalValidation,
    SurvivalPart,
    TestedModel,
    ThresholdFigures,
)
from pmdesk.risk.learned.external_findings import external_findings
from pmdesk.risk.learned.external_rows import TestedRows, ValidationQuestion, tested_rows
from pmdesk.risk.learned.fairness import subgroup_axes
from pmdesk.risk.learned.manifest import ClassificationManifest, LearnedManifest, SurvivalManifest
from pmdesk.risk.learned.metrics import figure
from pmdesk.risk.learned.package import LoadedLearned
from pmdesk.risk.learned.proposing import is_subgroup_name
from pmdesk.risk.learned.reading import CohortTable
from pmdesk.risk.learned.settings import TrainingSettings

LIBRARIES = ("scikit-learn", "numpy", "pandas", "scipy")
_AT_THRESHOLD = ("accuracy", "sensitivity", "specificity", "ppv", "npv", "f1")
_GROUPS_AT_THRESHOLD = ("sensitivity", "false_positive_rate", "ppv")


def validate(
    model: LoadedLearned,
    table: CohortTable,
    question: ValidationQuestion | None = None,
    ctx: JobContext | None = None,
) -> ExternalValidation:
    """Measure a package on a table.

    Parameters
    ----------
    table
        One row a patient or visit, with the outcome; inputs that it lacks are not known in any row.

    Raises
    ------
    InputError
        See `pmdesk.risk.learned.external_rows.tested_rows`.
    CancelledError
        The user cancelled.
    """
    question, ctx = question or ValidationQuestion(), ctx or NullContext()
    manifest = model.manifest
    if not question.patient and manifest.data.patient in table.columns:
        question = _with(question, patient=manifest.data.patient)
    ctx.progress(0.0, "stage.apply_model")
    rows = tested_rows(model, table, question, ctx)
    ctx.progress(0.1, "stage.figures")
    grouped = cleaned_for_groups(manifest, table, rows, question)
    classification: ClassificationPart | None = None
    survival: SurvivalPart | None = None
    axes: tuple[SubgroupAxis, ...] = ()
    if isinstance(manifest, SurvivalManifest):
        from pmdesk.risk.learned.external_survival import survival_part

        survival = survival_part(model, rows, grouped, question, PartContext(ctx, 0.1, 1.0))
    else:
        classification, axes = _classification(manifest, rows, grouped, question, PartContext(ctx, 0.1, 1.0))
    document = ExternalValidation(
        program=__version__,
        libraries={name: version(name) for name in LIBRARIES},
        model=tested_model(model),
        table=TableSummary(
            name=table.name,
            sha256=table.sha256,
            encoding=table.encoding,
            rows=table.rows + len(table.ragged),
            used=len(rows.places),
            refused=rows.refused,
        ),
        outcome=rows.reading,
        patient_column=question.patient,
        rows=len(rows.places),
        patients=len(np.unique(rows.patients)),
        events=int(rows.outcome.sum()),
        prevalence=float(rows.outcome.mean()),
        inputs=rows.inputs,
        refusals=rows.refusals,
        findings=(),
        bootstrap_draws=question.bootstrap_draws,
        seed=question.seed,
        classification=classification,
        subgroups=axes,
        survival=survival,
    )
    sites = grouped.subgroups.get(question.site) if question.site else None
    findings = tuple(external_findings(document, manifest, rows, sites))
    ctx.progress(1.0, "stage.figures")
    return document.model_copy(update={"findings": findings})


def _with(question: ValidationQuestion, patient: str) -> ValidationQuestion:
    from dataclasses import replace

    return replace(question, patient=patient)


def tested_model(model: LoadedLearned) -> TestedModel:
    manifest = model.manifest
    overall = [
        one for one in manifest.evaluation if not one.subgroup and one.metric not in ("events", "deaths")
    ]
    # of several ways of measuring the first is the cross-validation
    figures: dict[str, Figure] = {}
    for one in overall:
        low, high = one.ci95 or (None, None)
        figures.setdefault(one.metric, Figure(value=one.value, low=low, high=high))
    return TestedModel(
        id=manifest.id,
        version=manifest.version,
        sha256=manifest.files[manifest.model],
        task=manifest.task.value,
        algorithm=manifest.algorithm_name,
        title=manifest.purpose.title,
        outcome=manifest.purpose.outcome,
        trained_on=manifest.training.name,
        training_patients=manifest.training.patients,
        training_figures=figures,
        training_split=manifest.training.split,
    )


def subgroup_names(
    manifest: LearnedManifest, table: CohortTable, question: ValidationQuestion
) -> tuple[str, ...]:
    """Columns of the table by which figures are broken down."""
    names = question.subgroups
    if names is None:
        taken = {question.target or manifest.data.target, question.patient, question.time}
        proposed = (*manifest.data.subgroups, *(name for name in table.names if is_subgroup_name(name)))
        names = tuple(name for name in proposed if name in table.columns and name not in taken)
    return tuple(dict.fromkeys((*((question.site,) if question.site else ()), *names)))


def cleaned_for_groups(
    manifest: LearnedManifest, table: CohortTable, rows: TestedRows, question: ValidationQuestion
) -> CleanTable:
    """The rows in the shape in which figures are broken down by subgroup."""
    places = rows.places.tolist()
    inputs = {column.name: column for column in manifest.inputs}

    def texts(name: str) -> NDArray[np.object_]:
        column: TableColumn | None = inputs.get(name)
        more = column.missing_values if column else ()
        cells = table.columns[name]
        shown = ["" if is_missing(cells[place], more) else canonical(cells[place]) for place in places]
        return np.array(shown, dtype=object)

    return CleanTable(
        dictionary=manifest.data,
        frame=rows.frame,
        outcome=rows.outcome,
        patients=rows.patients,
        groups=rows.patients,
        duplicates=0,
        subgroups={name: texts(name) for name in subgroup_names(manifest, table, question)},
        refused=rows.refused,
        negatives=(),
        name=table.name,
    )


def _classification(
    manifest: ClassificationManifest,
    rows: TestedRows,
    grouped: CleanTable,
    question: ValidationQuestion,
    ctx: JobContext,
) -> tuple[ClassificationPart, tuple[SubgroupAxis, ...]]:
    score, outcome = rows.results["p"], rows.outcome
    threshold = question.threshold
    rule = "given"
    if threshold is None and manifest.threshold is not None:
        threshold, rule = manifest.threshold.value, manifest.threshold.rule.value
    decisions = score >= (2.0 if threshold is None else threshold)
    predictions = OutOfFold(score[None], np.zeros((1, len(score)), dtype=np.intp), decisions[None])
    settings = TrainingSettings(
        bootstrap_draws=question.bootstrap_draws,
        seed=question.seed,
        minimum_group_events=question.minimum_group_events,
    )
    draws = draw_figures(outcome, predictions, rows.patients, settings, ctx)
    ctx.progress(0.4, "stage.figures")
    both = 0 < int(outcome.sum()) < len(outcome)
    part = ClassificationPart(
        figures=ExternalFigures(**{name: figure(draws[name]) for name in ExternalFigures.model_fields}),
        at_threshold=None
        if threshold is None
        else ThresholdFigures(
            threshold=threshold, rule=rule, **{name: figure(draws[name]) for name in _AT_THRESHOLD}
        ),
        roc=roc_points(outcome, score) if both else Curve(x=(), y=()),
        calibration=calibration_bins(outcome, score),
        decision=decision_curve(outcome, score, rows.patients, question.bootstrap_draws, question.seed),
    )
    ctx.check()
    axes = subgroup_axes(grouped, predictions, settings, PartContext(ctx, 0.5, 1.0))
    return part, axes if threshold is not None else tuple(map(_without_threshold, axes))


def _without_threshold(axis: SubgroupAxis) -> SubgroupAxis:
    """The figures that need none."""
    blank = dict.fromkeys(_GROUPS_AT_THRESHOLD)
    groups = tuple(group.model_copy(update=blank) for group in axis.groups)
    gaps = tuple(gap for gap in axis.gaps if gap.figure not in _GROUPS_AT_THRESHOLD)
    return axis.model_copy(update={"groups": groups, "gaps": gaps})


def warned_gaps(document: ExternalValidation) -> Iterator[tuple[str, str, str, str, Figure]]:
    """Column, figure, highest and lowest group, and gap of every gap that is worth a warning."""
    for axis in document.subgroups:
        for gap in axis.gaps:
            if gap.warn:
                yield axis.column, gap.figure, gap.highest, gap.lowest, gap.gap
