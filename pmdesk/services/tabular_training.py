"""Training of a learned model from a table file, and the folder of its results."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, FailedError, InputError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.core.spreadsheet import formula_safe
from pmdesk.risk.learned.columns import DataDictionary
from pmdesk.risk.learned.documents import Finding, RefusedRow, TrainingDocument, document_json
from pmdesk.risk.learned.proposing import dictionary_json, propose_dictionary, read_dictionary
from pmdesk.risk.learned.reading import CohortTable, read_cohort
from pmdesk.risk.learned.saving import PackageWords, save_training
from pmdesk.risk.learned.settings import TrainingSettings
from pmdesk.risk.learned.training import TrainingResult, train

RESULT_FILE = "result.json"
DICTIONARY_FILE = "dictionary.json"
PREDICTIONS_FILE = "predictions.csv"
REFUSED_FILE = "refused-rows.csv"
CURVES_FOLDER = "curves"
PACKAGE_FOLDER = "package"
CARD_FILE = "MODEL_CARD.md"


@dataclass(frozen=True)
class TabularRequest:
    """What to train from which file.

    Parameters
    ----------
    table
        CSV file.
    target
        Outcome column; empty where the dictionary says it.
    dictionary
        JSON file; None: one is proposed.
    positive, patient, subgroups, exclude
        For the proposal; with a dictionary, ``exclude`` takes columns out of it.
    """

    table: Path
    target: str = ""
    dictionary: Path | None = None
    positive: tuple[str, ...] = ()
    patient: str = ""
    subgroups: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    settings: TrainingSettings = field(default_factory=TrainingSettings)


@dataclass(frozen=True)
class PreparedTraining:
    """A table with the dictionary it will be read by; ``notes`` say why the proposal looks as it does."""

    table: CohortTable
    dictionary: DataDictionary
    notes: tuple[Finding, ...]
    proposed: bool


def prepare_training(request: TabularRequest, ctx: JobContext | None = None) -> PreparedTraining:
    """Read the table, and read or propose its dictionary.

    Raises
    ------
    InputError
        No table, no dictionary, a column that is not there, or a target that is not clear.
    """
    ctx = ctx or NullContext()
    ctx.progress(0.0, "stage.read_table")
    table = read_cohort(request.table, ctx)
    if request.dictionary is not None:
        return PreparedTraining(table, _given(request), (), proposed=False)
    if not request.target:
        raise InputError(ErrorCode.BAD_USAGE, reason="--target is missing")
    _check_excluded(request.target, request)
    proposal = propose_dictionary(
        table,
        request.target,
        positive=request.positive,
        patient=request.patient,
        subgroups=request.subgroups,
        exclude=request.exclude,
    )
    return PreparedTraining(table, proposal.dictionary, proposal.notes, proposed=True)


def run_training(
    prepared: PreparedTraining, settings: TrainingSettings, ctx: JobContext | None = None
) -> TrainingResult:
    """`pmdesk.risk.learned.training.train` for a job: the function to submit to the compute lane."""
    return train(prepared.table, prepared.dictionary, settings, ctx or NullContext())


def _check_excluded(target: str, request: TabularRequest) -> None:
    if target in request.exclude:
        raise InputError(ErrorCode.BAD_USAGE, reason=f"--exclude {target}, which is the target")


def _given(request: TabularRequest) -> DataDictionary:
    assert request.dictionary is not None
    dictionary = read_dictionary(request.dictionary)
    if request.target and request.target != dictionary.target:
        raise InputError(
            ErrorCode.BAD_USAGE,
            reason=f"--target {request.target}, but {dictionary.target} in the dictionary",
        )
    _check_excluded(dictionary.target, request)
    changes: dict[str, object] = {}
    if request.exclude:
        changes["columns"] = tuple(
            column for column in dictionary.columns if column.name not in request.exclude
        )
    if request.positive:
        changes["positive"] = request.positive
    if request.patient:
        changes["patient"] = request.patient
    if request.subgroups is not None:
        changes["subgroups"] = request.subgroups
    return dictionary.model_copy(update=changes)


def write_dictionary(dictionary: DataDictionary, folder: Path) -> Path:
    """``dictionary.json`` in a folder."""
    return _write(folder / DICTIONARY_FILE, dictionary_json(dictionary))


def write_result(result: TrainingResult, folder: Path) -> tuple[Path, ...]:
    """The result as files: document, dictionary, out-of-fold predictions, refused rows, and curves as CSV.

    Raises
    ------
    FailedError
        A file cannot be written, or the disk is full.
    """
    document = result.document
    written = [
        _write(folder / RESULT_FILE, document_json(document)),
        write_dictionary(document.dictionary, folder),
        _write(folder / PREDICTIONS_FILE, _csv(PREDICTION_COLUMNS, prediction_rows(result))),
    ]
    if document.table.refused:
        refused = (_refused(row) for row in document.table.refused)
        written.append(_write(folder / REFUSED_FILE, _csv(("line", "column", "reason", "value"), refused)))
    for name, (header, rows) in curve_tables(document).items():
        written.append(_write(folder / CURVES_FOLDER / f"{name}.csv", _csv(header, rows(document))))
    return tuple(written)


def save_package(result: TrainingResult, folder: Path, words: PackageWords | None = None) -> Path:
    """The chosen model as a package ``folder/package/<id>``, and its card also as ``folder/MODEL_CARD.md``.

    Raises
    ------
    FailedError
        The package cannot be written, or does not pass the checks of loading.
    """
    words = words or package_words(result)
    package = folder / PACKAGE_FOLDER / words.id
    try:
        save_training(result, words, folder / PACKAGE_FOLDER, datetime.now(UTC).date())
        shutil.copyfile(package / CARD_FILE, folder / CARD_FILE)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FailedError(ErrorCode.WRITE_FAILED, path=str(package), reason=reason) from error
    return package


def package_words(result: TrainingResult, package_id: str = "", title: str = "") -> PackageWords:
    """What can be said of a model without its maker: where it comes from, and that nothing more was stated."""
    document = result.document
    name = Path(document.table.name).stem
    target = f"{document.dictionary.target} = {', '.join(document.dictionary.positive)}"
    return PackageWords(
        id=package_id_of(package_id) if package_id else package_id_of(f"{name}-{document.dictionary.target}"),
        title=title or f"{document.dictionary.target} ({name})",
        outcome=target,
        population=f"The patients of {document.table.name}; whom they stand for was not stated",
        intended_use="Research on patients like those of the table.",
        not_for=("Decisions about a patient's care.", "Patients unlike those of the table."),
    )


def package_id_of(text: str) -> str:
    """Lower case letters, digits and hyphens; ``tabular-model`` where nothing is left."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return "-".join(words) if len("".join(words)) > 1 else "tabular-model"


PREDICTION_COLUMNS = ("line", "patient", "outcome", "algorithm", "repeat", "fold", "probability", "decision")


def prediction_rows(result: TrainingResult) -> Iterator[tuple[object, ...]]:
    """One row a table row, algorithm and repeat; patients are numbered, not named."""
    cleaned = result.cleaned
    lines = cleaned.lines.tolist()
    for algorithm, item in result.predictions.items():
        for repeat, (scores, folds, decisions) in enumerate(
            zip(item.scores.tolist(), item.folds.tolist(), item.decisions.tolist(), strict=True)
        ):
            for place, line in enumerate(lines):
                yield (
                    line,
                    int(cleaned.patients[place]) + 1,
                    int(cleaned.outcome[place]),
                    algorithm.value,
                    repeat + 1,
                    folds[place] + 1,
                    scores[place],
                    int(decisions[place]),
                )


def _refused(row: RefusedRow) -> tuple[object, ...]:
    return row.line, row.column, row.code.rpartition(".")[2], row.value


Rows = Iterable[Sequence[object]]


def curve_tables(
    document: TrainingDocument,
) -> dict[str, tuple[tuple[str, ...], Callable[[TrainingDocument], Rows]]]:
    """Header and rows of every figure, by file name without its ending; those without rows are left out."""
    tables: dict[str, tuple[tuple[str, ...], Callable[[TrainingDocument], Rows]]] = {
        "roc": (("algorithm", "false_positive_rate", "sensitivity", "threshold"), _roc),
        "precision-recall": (("algorithm", "recall", "precision", "threshold"), _precision_recall),
        "calibration": (("algorithm", "n", "predicted", "observed", "low", "high"), _calibration),
        "decision-curve": (
            ("algorithm", "threshold", "net_benefit", "low", "high", "treat_all", "treat_none"),
            _decision,
        ),
        "learning-curve": (
            ("patients", "events", "train_auc", "auc", "auc_sd", "log_loss", "log_loss_sd"),
            lambda d: [tuple(point.model_dump().values()) for point in d.learning_curve],
        ),
        "importance": (
            ("column", "auc_drop", "auc_drop_sd", "log_loss_rise", "log_loss_rise_sd"),
            lambda d: [tuple(item.model_dump().values()) for item in d.importance],
        ),
        "partial-dependence": (("column", "value", "mean"), _dependence),
        "comparison": (("algorithm", "figure", "value", "low", "high"), _comparison),
        "subgroups": (
            ("column", "group", "rows", "events", "figure", "value", "low", "high"),
            _subgroups,
        ),
    }
    return {name: table for name, table in tables.items() if any(True for _ in table[1](document))}


def _roc(document: TrainingDocument) -> Rows:
    for item in document.algorithms:
        curve = item.roc
        for x, y, threshold in zip(curve.x, curve.y, curve.threshold, strict=True):
            yield item.algorithm.value, x, y, threshold


def _precision_recall(document: TrainingDocument) -> Rows:
    for item in document.algorithms:
        curve = item.precision_recall
        for x, y, threshold in zip(curve.x, curve.y, curve.threshold, strict=True):
            yield item.algorithm.value, x, y, threshold


def _calibration(document: TrainingDocument) -> Rows:
    for item in document.algorithms:
        for part in item.calibration:
            yield item.algorithm.value, part.n, part.predicted, part.observed, part.low, part.high


def _decision(document: TrainingDocument) -> Rows:
    for item in document.algorithms:
        curve = item.decision
        columns = (curve.threshold, curve.model, curve.model_low, curve.model_high, curve.treat_all)
        for threshold, model, low, high, everybody in zip(*columns, strict=True):
            yield item.algorithm.value, threshold, model, low, high, everybody, 0.0


def _dependence(document: TrainingDocument) -> Rows:
    for item in document.partial_dependence:
        for value, mean in zip(item.values or item.levels, item.mean, strict=True):
            yield item.column, value, mean


def _comparison(document: TrainingDocument) -> Rows:
    for item in document.algorithms:
        for name in type(item.figures).model_fields:
            figure = getattr(item.figures, name)
            yield item.algorithm.value, name, figure.value, figure.low, figure.high


def _subgroups(document: TrainingDocument) -> Rows:
    for axis in document.subgroups:
        for group in axis.groups:
            start = axis.column, group.group, group.rows, group.events
            if group.too_small:
                yield *start, "too small to say", None, None, None
                continue
            for name in (
                "auc",
                "brier",
                "observed_minus_expected",
                "sensitivity",
                "false_positive_rate",
                "ppv",
            ):
                figure = getattr(group, name)
                yield *start, name, figure.value, figure.low, figure.high


def _csv(header: Sequence[str], rows: Rows) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([formula_safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return buffer.getvalue()


def _write(path: Path, text: str) -> Path:
    with atomic_write(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")
    return path
