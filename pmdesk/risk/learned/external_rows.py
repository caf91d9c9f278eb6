"""A table of another hospital as a package reads it: outcome, inputs, what is refused, what is not known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext
from pmdesk.risk.compute_table import evaluate_columns
from pmdesk.risk.learned.cells import canonical, is_missing, number_of
from pmdesk.risk.learned.cleaning import SHOWN_CHARACTERS, RowProblem, patient_index
from pmdesk.risk.learned.documents import RefusedRow
from pmdesk.risk.learned.external_documents import InputUse, OutcomeReading, OutcomeValue, RefusalCount
from pmdesk.risk.learned.manifest import LearnedManifest, SurvivalManifest
from pmdesk.risk.learned.package import LoadedLearned
from pmdesk.risk.learned.predicting import frame_of
from pmdesk.risk.learned.reading import CohortTable
from pmdesk.risk.table_cells import Problem, check_column
from pmdesk.risk.table_model import ERROR, NOTE

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

YEAR_DAYS = 365.25
TIME_UNITS: Mapping[str, float] = {"d": 1.0, "wk": 7.0, "mo": YEAR_DAYS / 12, "a": YEAR_DAYS}
"""Days of a unit of time (UCUM)."""
MOST_OUTCOME_VALUES = 20
"""An outcome column with more values is none."""

_PROBLEMS = {
    Problem.MISSING: RowProblem.REQUIRED_MISSING,
    Problem.NOT_A_NUMBER: RowProblem.NOT_A_NUMBER,
    Problem.OUT_OF_RANGE: RowProblem.OUT_OF_RANGE,
    Problem.NOT_WHOLE: RowProblem.NOT_A_NUMBER,
    Problem.NOT_A_FLAG: RowProblem.NOT_A_FLAG,
    Problem.NOT_A_CHOICE: RowProblem.NOT_A_CATEGORY,
}


@dataclass(frozen=True)
class ValidationQuestion:
    """How a table is to be read and measured.

    Parameters
    ----------
    target
        Column of the outcome; empty: the package's own.
    positive
        Values that mean yes; empty: the package's own.
    negative
        Values that mean no; empty: all others, save empty cells, words for "not known", and negative numbers, which
        stand for "not known" in most tables that have them.
    time, time_unit
        Of a survival model: column of the follow-up and its unit (`TIME_UNITS`); empty: the package's own.
    patient, site
        Columns that name the patient and the hospital.
    subgroups
        Columns to break figures down by; None: the package's own and those named like sex, age, ethnicity, site.
    rename
        Column of the model by the name that it has in the table.
    threshold
        Instead of the package's own.
    minimum_group_events
        Rows with, and without, the outcome below which a group gets no figures.
    """

    target: str = ""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    time: str = ""
    time_unit: str = ""
    patient: str = ""
    site: str = ""
    subgroups: tuple[str, ...] | None = None
    rename: Mapping[str, str] = field(default_factory=dict)
    threshold: float | None = None
    bootstrap_draws: int = 1000
    seed: int = 1
    minimum_group_events: int = 10


@dataclass(frozen=True)
class TestedRows:
    """The rows that could be used, n of them, with what the model gave them.

    Parameters
    ----------
    places
        (n) row of the table, 0 based.
    results
        Result columns of the model, (n,) each.
    outcome
        (n) int8, 1 for "yes".
    time
        (n) follow-up in the package's unit; None for a classification.
    patients
        (n) 0-based index.
    frame
        (n, inputs of the model) as its pipeline takes them.
    """

    places: NDArray[np.intp]
    results: Mapping[str, Floats]
    outcome: NDArray[np.int8]
    time: Floats | None
    patients: NDArray[np.intp]
    frame: "pd.DataFrame"
    refused: tuple[RefusedRow, ...]
    refusals: tuple[RefusalCount, ...]
    inputs: tuple[InputUse, ...]
    reading: OutcomeReading


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a row cannot be used; ``row`` counts from 0."""

    row: int
    column: str
    code: RowProblem
    value: str


def tested_rows(
    model: LoadedLearned, table: CohortTable, question: ValidationQuestion, ctx: JobContext
) -> TestedRows:
    """Apply a package to a labelled table, as `pmdesk risk compute` would.

    Raises
    ------
    InputError
        A column that was named is not there, the outcome is an input, no value of the outcome means yes, or no row
        can be used.
    """
    manifest = model.manifest
    _require_columns(manifest, table, question)
    origins = column_origins(manifest, table, question.rename)
    reading, outcome, faults = _outcome(manifest, table, question)
    time = None
    if isinstance(manifest, SurvivalManifest):
        reading, time, more = _follow_up(manifest, table, question, reading)
        faults += more
    ctx.check()
    checked = {
        spec.name: check_column(spec, table.columns.get(origins.get(spec.name, "")), table.rows)
        for spec in model.columns.inputs
    }
    for spec in model.columns.inputs:
        cells = table.columns.get(origins.get(spec.name, ""), ())
        for problem, mask in checked[spec.name].problems.items():
            faults += [
                _Fault(row, spec.name, _PROBLEMS[problem], cells[row] if cells else "")
                for row in np.flatnonzero(mask).tolist()
            ]
    ctx.check()
    good = np.ones(table.rows, dtype=np.bool_)
    good[[fault.row for fault in faults]] = False
    places = np.flatnonzero(good)
    columns = {name: column.values[good] for name, column in checked.items()}
    results = dict(evaluate_columns(model.columns, columns)) if good.any() else {}
    kept = np.ones(len(places), dtype=np.bool_)
    codes = np.asarray(results.pop(ERROR, np.full(len(places), "")))
    results.pop(NOTE, None)
    for row in np.flatnonzero(codes != "").tolist():
        faults.append(_refusal(model, int(places[row]), str(codes[row])))
        kept[row] = False
    if not kept.any():
        raise InputError(
            ErrorCode.NO_ROWS_LEFT, path=table.name, rows=table.rows, reason=_most_frequent(faults)
        )
    frame = frame_of(manifest, columns)[kept].reset_index(drop=True)
    used = np.zeros(table.rows, dtype=np.bool_)
    used[places[kept]] = True
    return TestedRows(
        places=places[kept],
        results={name: np.asarray(values, dtype=np.float64)[kept] for name, values in results.items()},
        outcome=outcome[used],
        time=None if time is None else time[used],
        patients=patient_index(table.columns, question.patient, used),
        frame=frame,
        refused=_refused(table, faults),
        refusals=_counted(table, faults),
        inputs=_inputs(manifest, origins, frame),
        reading=reading,
    )


def column_origins(
    manifest: LearnedManifest, table: CohortTable, rename: Mapping[str, str]
) -> dict[str, str]:
    """Column of the table for each input of the package that has one.

    As renamed by the user, else of the same name, else the only one that differs in capitals and blanks alone.
    """
    renamed = {ours: theirs for theirs, ours in rename.items()}
    folded: dict[str, list[str]] = {}
    for name in table.names:
        folded.setdefault(name.strip().casefold(), []).append(name)
    origins: dict[str, str] = {}
    for column in manifest.inputs:
        alike = folded.get(column.name.casefold(), [])
        if column.name in renamed:
            origins[column.name] = renamed[column.name]
        elif column.name in table.columns:
            origins[column.name] = column.name
        elif len(alike) == 1 and alike[0] not in rename:
            origins[column.name] = alike[0]
    return origins


def _require_columns(manifest: LearnedManifest, table: CohortTable, question: ValidationQuestion) -> None:
    target = question.target or manifest.data.target
    named = [target, question.patient, question.site, *(question.subgroups or ()), *question.rename]
    if isinstance(manifest, SurvivalManifest):
        named.append(question.time or manifest.data.time)
    for name in named:
        if name and name not in table.columns:
            raise InputError(ErrorCode.COLUMN_NOT_FOUND, path=table.name, column=name, choices=table.names)
    ours = tuple(column.name for column in manifest.inputs)
    for theirs, name in question.rename.items():
        if name not in ours:
            raise InputError(
                ErrorCode.BAD_USAGE,
                reason=f"{theirs}={name}: {manifest.id} has no input {name}",
                choices=ours,
            )
    for role in (target, question.patient):
        if role and role in column_origins(manifest, table, question.rename).values():
            raise InputError(ErrorCode.BAD_USAGE, reason=f"{role} is an input of {manifest.id}")


def _outcome(
    manifest: LearnedManifest, table: CohortTable, question: ValidationQuestion
) -> tuple[OutcomeReading, NDArray[np.int8], list[_Fault]]:
    column = question.target or manifest.data.target
    cells = [canonical(cell) for cell in table.columns[column]]
    positive = {canonical(value) for value in question.positive or manifest.data.positive}
    negative = {canonical(value) for value in question.negative}
    if both := positive & negative:
        raise InputError(ErrorCode.BAD_USAGE, reason=f"{', '.join(sorted(both))} means both yes and no")
    counts = Counter(cells)
    if len(counts) > MOST_OUTCOME_VALUES:
        reason = f"{column}: {len(counts)} different values are no outcome"
        raise InputError(ErrorCode.BAD_USAGE, reason=reason)
    meanings = {value: _meaning(value, positive, negative) for value in counts}
    if "yes" not in meanings.values():
        known = tuple(value for value, meaning in sorted(meanings.items()) if meaning != "not known")
        wanted = ", ".join(sorted(positive))
        raise InputError(
            ErrorCode.BAD_USAGE, reason=f"--positive: no row of {column} is {wanted}", choices=known
        )
    values = tuple(
        OutcomeValue(value=value, rows=counts[value], meaning=meanings[value]) for value in sorted(counts)
    )
    faults = []
    for row, cell in enumerate(cells):
        if meanings[cell] == "not known":
            unlisted = bool(negative) and not is_missing(cell)
            code = RowProblem.OUTCOME_NOT_LISTED if unlisted else RowProblem.TARGET_MISSING
            faults.append(_Fault(row, column, code, table.columns[column][row]))
    outcome = np.array([meanings[cell] == "yes" for cell in cells], dtype=np.int8)
    return OutcomeReading(column=column, values=values), outcome, faults


def _meaning(value: str, positive: set[str], negative: set[str]) -> Any:
    if value in positive:
        return "yes"
    if value in negative:
        return "no"
    number = number_of(value)
    if negative or is_missing(value) or (number is not None and number < 0):
        return "not known"
    return "no"


def _follow_up(
    manifest: SurvivalManifest, table: CohortTable, question: ValidationQuestion, reading: OutcomeReading
) -> tuple[OutcomeReading, Floats, list[_Fault]]:
    column, ours = question.time or manifest.data.time, manifest.data.time_unit
    unit = question.time_unit or ours
    if unit not in TIME_UNITS or ours not in TIME_UNITS:
        raise InputError(ErrorCode.BAD_USAGE, reason=f"--time-unit {unit}", choices=tuple(TIME_UNITS))
    factor = TIME_UNITS[unit] / TIME_UNITS[ours]
    found = np.full(table.rows, np.nan)
    faults = []
    for row, cell in enumerate(table.columns[column]):
        number = number_of(cell)
        if is_missing(cell):
            faults.append(_Fault(row, column, RowProblem.REQUIRED_MISSING, cell))
        elif number is None:
            faults.append(_Fault(row, column, RowProblem.NOT_A_NUMBER, cell))
        elif number <= 0:
            faults.append(_Fault(row, column, RowProblem.OUT_OF_RANGE, cell))
        else:
            found[row] = number * factor
    read = reading.model_copy(update={"time_column": column, "time_unit": unit, "time_factor": factor})
    return read, found, faults


def _refusal(model: LoadedLearned, row: int, coded: str) -> _Fault:
    """A gate, or too many unknown inputs: the first of the reasons."""
    code, _, about = coded.partition(";")[0].partition("|")
    if code == "learned_too_many_missing":
        return _Fault(row, "", RowProblem.TOO_MANY_UNKNOWN, about)
    gate = model.manifest.gates[int(code.rpartition(" ")[2])]
    return _Fault(row, gate.column, RowProblem.GATE, gate.rule.en)


def _inputs(
    manifest: LearnedManifest, origins: Mapping[str, str], frame: "pd.DataFrame"
) -> tuple[InputUse, ...]:
    found = []
    for column in manifest.data.columns:
        series = frame[column.name]
        outside = 0
        if column.name in manifest.seen:
            low, high = manifest.seen[column.name]
            outside = int(((series < low) | (series > high)).sum())
        found.append(
            InputUse(
                column=column.name,
                read_from=origins.get(column.name, ""),
                unknown=int(series.isna().sum()),
                outside_training=outside,
            )
        )
    return tuple(found)


def _refused(table: CohortTable, faults: Sequence[_Fault]) -> tuple[RefusedRow, ...]:
    rows = [
        RefusedRow(line=one.line, column="", code=RowProblem.RAGGED, value=str(one.cells))
        for one in table.ragged
    ]
    rows += [
        RefusedRow(
            line=table.lines[fault.row],
            column=fault.column,
            code=fault.code,
            value=fault.value if fault.code is RowProblem.GATE else fault.value[:SHOWN_CHARACTERS],
        )
        for fault in faults
    ]
    return tuple(sorted(rows, key=lambda row: row.line))


def _counted(table: CohortTable, faults: Sequence[_Fault]) -> tuple[RefusalCount, ...]:
    counts = Counter((fault.column, fault.code.value) for fault in faults)
    if table.ragged:
        counts["", RowProblem.RAGGED.value] = len(table.ragged)
    return tuple(
        RefusalCount(column=column, code=code, rows=rows) for (column, code), rows in counts.most_common()
    )


def _most_frequent(faults: Sequence[_Fault]) -> str:
    counts = Counter(f"{fault.column}: {fault.code.value.rpartition('.')[2]}" for fault in faults)
    return counts.most_common(1)[0][0].removeprefix(": ") if counts else ""
