"""Cells to numbers, flags and categories by the data dictionary; a row with a fault is refused, never repaired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned.cells import canonical, flag_of, is_missing, number_of
from pmdesk.risk.learned.columns import ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.documents import RefusedRow
from pmdesk.risk.learned.reading import CohortTable

if TYPE_CHECKING:
    import pandas as pd

SHOWN_CHARACTERS = 40
MAXIMUM_CHOICES_NAMED = 12
LARGEST_NUMBER = 1e15
"""No measurement is larger; beyond it means and variances lose their digits."""


class RowProblem(StrEnum):
    """Why a row is refused; the values have words in `pmdesk.ui.texts`."""

    RAGGED = "table.row.ragged"
    NOT_A_NUMBER = "table.row.not_a_number"
    OUT_OF_RANGE = "table.row.out_of_range"
    NOT_A_FLAG = "table.row.not_a_flag"
    NOT_A_CATEGORY = "table.row.not_a_category"
    REQUIRED_MISSING = "table.row.required_missing"
    TARGET_MISSING = "table.row.target_missing"
    NOTHING_KNOWN = "table.row.nothing_known"
    OUTCOME_NOT_LISTED = "table.row.outcome_not_listed"
    TOO_MANY_UNKNOWN = "table.row.too_many_unknown"
    GATE = "table.row.gate"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """``row`` counts from 0 among the rows given."""

    row: int
    column: str
    problem: RowProblem
    value: str


@dataclass(frozen=True)
class CleanInputs:
    """Inputs as the pipeline takes them.

    Parameters
    ----------
    frame
        (n, columns of the dictionary in its order): numbers and flags float64 with NaN where not known, categories
        object with their text and NaN where not known. Rows with a problem stand in it and must not be used.
    problems
        What is wrong, in the order of the columns.
    """

    frame: "pd.DataFrame"
    problems: tuple[CellProblem, ...]


@dataclass(frozen=True)
class CleanTable:
    """The rows that can be used, n of them.

    Parameters
    ----------
    frame
        (n, inputs), see `CleanInputs`; its index are the lines of the file.
    outcome
        (n) int8, 1 for "yes".
    patients
        (n) index of the patient, 0 based; each row its own where the table names none.
    groups
        (n) index of what must stay on one side of a split: the rows of one patient, and identical rows.
    duplicates, duplicates_together
        Rows that repeat an earlier row in all inputs and the outcome; whether ``groups`` keeps them together.
    subgroups
        Texts (n) of the columns that figures are broken down by, ``""`` where not known.
    refused
        What was left out, by line.
    negatives
        Values of the target that were taken as "no".
    """

    dictionary: DataDictionary
    frame: "pd.DataFrame"
    outcome: NDArray[np.int8]
    patients: NDArray[np.intp]
    groups: NDArray[np.intp]
    duplicates: int
    subgroups: Mapping[str, NDArray[Any]]
    refused: tuple[RefusedRow, ...]
    negatives: tuple[str, ...]
    name: str = "table"
    sha256: str = ""
    encoding: str = "utf-8"
    rows_in_file: int = 0
    duplicates_together: bool = True

    @property
    def lines(self) -> NDArray[np.intp]:
        """(n) line of the file of each row."""
        return np.asarray(self.frame.index, dtype=np.intp)

    @property
    def rows(self) -> int:
        return len(self.outcome)

    @property
    def events(self) -> int:
        return int(self.outcome.sum())


def clean_inputs(columns: Mapping[str, Sequence[object]], dictionary: DataDictionary) -> CleanInputs:
    """Read the inputs of some rows.

    Parameters
    ----------
    columns
        Cells by column name, all of one length n: texts as in a file, numbers, None. A column that is absent is not
        known in any row; others are left aside.

    Returns
    -------
    CleanInputs
        n rows, and what is wrong with which.
    """
    import pandas as pd

    rows = max((len(cells) for cells in columns.values()), default=0)
    problems: list[CellProblem] = []
    cleaned: dict[str, NDArray[Any]] = {}
    for column in dictionary.columns:
        cells = columns.get(column.name)
        texts = [""] * rows if cells is None else [_text(cell) for cell in cells]
        cleaned[column.name] = _READERS[column.kind](column, texts, problems)
    return CleanInputs(pd.DataFrame(cleaned), tuple(problems))


def clean_table(table: CohortTable, dictionary: DataDictionary) -> CleanTable:
    """Apply a dictionary to a table.

    Raises
    ------
    InputError
        A column of the dictionary is not in the table (``COLUMN_NOT_FOUND``), there are no inputs, the target is one
        of them, or no row is left (``NO_ROWS_LEFT``).
    """
    _require_columns(table, dictionary)
    inputs = clean_inputs({name: table.columns[name] for name in _names(dictionary)}, dictionary)
    outcome, target_problems = _outcome(table, dictionary)
    nothing = [
        CellProblem(int(row), "", RowProblem.NOTHING_KNOWN, "")
        for row in np.flatnonzero(inputs.frame.isna().all(axis=1).to_numpy())
    ]
    problems = [*inputs.problems, *target_problems, *nothing]
    good = np.ones(table.rows, dtype=np.bool_)
    good[[problem.row for problem in problems]] = False
    if not good.any():
        raise InputError(
            ErrorCode.NO_ROWS_LEFT, path=table.name, rows=table.rows, reason=_most_frequent(problems)
        )
    lines = np.asarray(table.lines, dtype=np.intp)[good]
    frame = inputs.frame[good].set_axis(lines, axis=0)
    frame.index.name = "line"
    kept = np.asarray(outcome[good], dtype=np.int8)
    patients = patient_index(table.columns, dictionary.patient, good)
    repeated = _repeated(frame, kept)
    together = int(np.bincount(repeated).max()) <= max(2, LARGEST_DUPLICATE_SHARE * len(repeated))
    return CleanTable(
        dictionary=dictionary,
        frame=frame,
        outcome=kept,
        patients=patients,
        groups=_joined(patients, repeated) if together else patients,
        duplicates=len(repeated) - int(repeated.max()) - 1,
        subgroups={name: _subgroup(table, dictionary, name, good) for name in dictionary.subgroups},
        refused=_refused(table, problems),
        negatives=_negatives(table, dictionary, good),
        name=table.name,
        sha256=table.sha256,
        encoding=table.encoding,
        rows_in_file=table.rows + len(table.ragged),
        duplicates_together=together,
    )


def _names(dictionary: DataDictionary) -> tuple[str, ...]:
    return tuple(column.name for column in dictionary.columns)


def _require_columns(table: CohortTable, dictionary: DataDictionary) -> None:
    names = _names(dictionary)
    if not dictionary.target:
        raise InputError(ErrorCode.BAD_USAGE, reason="no target")
    if len(set(names)) < len(names):
        raise InputError(ErrorCode.BAD_USAGE, reason="a column twice in the dictionary")
    if not names:
        raise InputError(ErrorCode.NO_INPUTS, path=table.name)
    for role in (dictionary.target, dictionary.patient):
        if role in names:
            raise InputError(ErrorCode.BAD_USAGE, reason=f"{role} is both an input and the target or patient")
    roles = (dictionary.target, dictionary.patient, *dictionary.subgroups, *names)
    for name in roles:
        if name and name not in table.columns:
            raise InputError(ErrorCode.COLUMN_NOT_FOUND, path=table.name, column=name, choices=table.names)


def _text(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, (bool, np.bool_)):
        return "1" if cell else "0"
    return str(cell).strip()


def _numbers(column: TableColumn, texts: Sequence[str], problems: list[CellProblem]) -> NDArray[np.float64]:
    values = np.full(len(texts), np.nan)
    for row, text in enumerate(texts):
        if is_missing(text, column.missing_values):
            _required(column, row, problems)
            continue
        number = number_of(text)
        if number is None:
            problems.append(CellProblem(row, column.name, RowProblem.NOT_A_NUMBER, text))
        elif not _plausible(column, number):
            problems.append(CellProblem(row, column.name, RowProblem.OUT_OF_RANGE, text))
        else:
            values[row] = number
    return values


def _plausible(column: TableColumn, number: float) -> bool:
    low = -LARGEST_NUMBER if column.minimum is None else column.minimum
    high = LARGEST_NUMBER if column.maximum is None else column.maximum
    return low <= number <= high


def _flags(column: TableColumn, texts: Sequence[str], problems: list[CellProblem]) -> NDArray[np.float64]:
    values = np.full(len(texts), np.nan)
    for row, text in enumerate(texts):
        if is_missing(text, column.missing_values):
            _required(column, row, problems)
            continue
        flag = flag_of(text)
        if flag is None:
            problems.append(CellProblem(row, column.name, RowProblem.NOT_A_FLAG, text))
        else:
            values[row] = flag
    return values


def _categories(column: TableColumn, texts: Sequence[str], problems: list[CellProblem]) -> NDArray[Any]:
    values = np.full(len(texts), np.nan, dtype=object)
    choices = {name: name for name in column.categories}
    choices |= {canonical(name): name for name in column.categories}
    for row, text in enumerate(texts):
        if is_missing(text, column.missing_values):
            _required(column, row, problems)
            continue
        level = canonical(text)
        if choices and text not in choices and level not in choices:
            problems.append(CellProblem(row, column.name, RowProblem.NOT_A_CATEGORY, text))
        else:
            values[row] = choices.get(text) or choices.get(level, level)
    return values


_READERS = {ColumnKind.NUMBER: _numbers, ColumnKind.FLAG: _flags, ColumnKind.CATEGORY: _categories}


def _required(column: TableColumn, row: int, problems: list[CellProblem]) -> None:
    if column.required:
        problems.append(CellProblem(row, column.name, RowProblem.REQUIRED_MISSING, ""))


def _outcome(table: CohortTable, dictionary: DataDictionary) -> tuple[NDArray[np.int8], list[CellProblem]]:
    positive = {canonical(value) for value in dictionary.positive}
    cells = table.columns[dictionary.target]
    missing = [
        CellProblem(row, dictionary.target, RowProblem.TARGET_MISSING, text)
        for row, text in enumerate(cells)
        if is_missing(text) and canonical(text) not in positive
    ]
    return np.array([canonical(text) in positive for text in cells], dtype=np.int8), missing


def _negatives(table: CohortTable, dictionary: DataDictionary, good: NDArray[np.bool_]) -> tuple[str, ...]:
    positive = {canonical(value) for value in dictionary.positive}
    cells = table.columns[dictionary.target]
    found = {canonical(cells[row]) for row in np.flatnonzero(good).tolist()} - positive
    return tuple(sorted(found))[:MAXIMUM_CHOICES_NAMED]


def patient_index(
    columns: Mapping[str, Sequence[str]], patient: str, good: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """(good rows,) 0-based index of the patient; each row its own where no column names one."""
    places = np.flatnonzero(good).tolist()
    if not patient:
        return np.arange(len(places), dtype=np.intp)
    cells = columns[patient]
    # a row that names no patient is one of its own
    keys = [("", place) if is_missing(cells[place]) else (canonical(cells[place]), -1) for place in places]
    index: dict[tuple[str, int], int] = {}
    return np.array([index.setdefault((key, place), len(index)) for key, place in keys], dtype=np.intp)


def _repeated(frame: "pd.DataFrame", outcome: NDArray[np.int8]) -> NDArray[np.intp]:
    """(n) index of the distinct row that each row equals in all inputs and the outcome."""
    import pandas as pd

    keys = frame.assign(**{"\0outcome": outcome})
    hashed = pd.util.hash_pandas_object(
        keys.astype({c: str for c in keys if keys[c].dtype == object}), index=False
    )
    return np.asarray(pd.factorize(hashed)[0], dtype=np.intp)


LARGEST_DUPLICATE_SHARE = 0.05
"""Identical rows are kept together unless one of them makes up more of the table: then few coarse columns repeat by
chance, and the folds could not be filled."""


def _joined(patients: NDArray[np.intp], repeated: NDArray[np.intp]) -> NDArray[np.intp]:
    """Rows that share a patient or are identical, directly or through others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    people = int(patients.max()) + 1
    size = people + int(repeated.max()) + 1
    links = coo_array((np.ones(len(patients)), (patients, people + repeated)), shape=(size, size))
    labels = connected_components(links, directed=False)[1]
    return np.unique(labels[patients], return_inverse=True)[1].astype(np.intp)


def _subgroup(
    table: CohortTable, dictionary: DataDictionary, name: str, good: NDArray[np.bool_]
) -> NDArray[Any]:
    column = next((item for item in dictionary.columns if item.name == name), None)
    more = column.missing_values if column else ()
    cells = table.columns[name]
    return np.array(
        [
            "" if is_missing(cells[row], more) else canonical(cells[row])
            for row in np.flatnonzero(good).tolist()
        ],
        dtype=object,
    )


def _refused(table: CohortTable, problems: Sequence[CellProblem]) -> tuple[RefusedRow, ...]:
    ragged = [
        RefusedRow(line=row.line, column="", code=RowProblem.RAGGED, value=str(row.cells))
        for row in table.ragged
    ]
    faulty = [
        RefusedRow(
            line=table.lines[item.row],
            column=item.column,
            code=item.problem,
            value=item.value[:SHOWN_CHARACTERS],
        )
        for item in problems
    ]
    return tuple(sorted([*ragged, *faulty], key=lambda row: row.line))


def _most_frequent(problems: Sequence[CellProblem]) -> str:
    counts: dict[str, int] = {}
    for item in problems:
        said = f"{item.column}: {item.problem.value.rpartition('.')[2]}".removeprefix(": ")
        counts[said] = counts.get(said, 0) + 1
    return max(counts, key=lambda said: counts[said])
