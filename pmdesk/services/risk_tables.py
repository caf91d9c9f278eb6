"""A risk model applied to a CSV file of any size: read, computed and written in parts."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext
from pmdesk.core.texts import Language
from pmdesk.risk.knowledge import reason
from pmdesk.risk.table_model import ERROR
from pmdesk.risk.tables import TableModel, compute_table, required_columns, result_columns

ROWS_AT_A_TIME = 2000
"""Small enough for the processor's cache: larger parts take half as long again."""

SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What became of a file.

    Parameters
    ----------
    rows
        Patients in it; empty lines are none.
    errors
        Those without a result.
    results
        Columns that were added, the error among them.
    replaced
        Columns of the file that had the name of a result and made way for it.
    """

    rows: int
    errors: int
    results: tuple[str, ...]
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    separator: str

    def kept(self, results: Sequence[str]) -> list[int]:
        return [place for place, name in enumerate(self.names) if name not in results]


def compute_file(
    model: TableModel,
    source: Path,
    target: Path,
    ctx: JobContext,
    language: Language = Language.ENGLISH,
) -> TableSummary:
    """Write the table with the results behind its columns; it is there whole or not at all.

    Parameters
    ----------
    model
        One of `pmdesk.risk.tables.COLUMN_MODELS`.
    source
        UTF-8 text (a byte order mark is left out) with a header; ``,``, ``;`` or a tab between cells.
    target
        The file to write, with the separator of the source; it may be the source itself.

    Returns
    -------
    TableSummary
        Counts.

    Raises
    ------
    InputError
        No file, no table, a name twice in the header, or columns that the model needs are absent.
    FailedError
        The target cannot be written, or the disk is full.
    """
    results = (*result_columns(model), ERROR)
    rows = errors = 0
    with _opened(source) as file, atomic_write(target) as temporary:
        size = source.stat().st_size
        header = _read_header(source, file, model)
        _require(source, header, model)
        kept = header.kept(results)
        # without it every row is written as it is, which is faster
        places = (*kept, *range(len(header.names), len(header.names) + len(results)))
        keep = None if len(kept) == len(header.names) else itemgetter(*places)
        with temporary.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter=header.separator, lineterminator="\n")
            writer.writerow([*(header.names[place] for place in kept), *results])
            for part, lines in _parts(source, file, header.separator):
                found = _compute_part(model, header, part, language)
                plain = _plain_results(found) if keep is None and lines is not None else None
                if plain is not None and lines is not None and set(map(len, part)) == {len(header.names)}:
                    out.writelines(
                        f"{header.separator.join((line, *cells))}\n"
                        for line, cells in zip(lines, zip(*plain, strict=True), strict=True)
                    )
                else:
                    for cells, results_of_row in zip(part, zip(*found.values(), strict=True), strict=True):
                        cells += results_of_row
                    writer.writerows(part if keep is None else map(keep, part))
                rows += len(part)
                errors += sum(map(bool, found[ERROR]))
                ctx.check()
                ctx.progress(min(1.0, file.buffer.tell() / size))
    replaced = tuple(name for name in header.names if name in results)
    return TableSummary(rows, errors, results, replaced)


def _compute_part(
    model: TableModel, header: _Header, part: list[list[str]], language: Language
) -> dict[str, list[float | int | str]]:
    """Results of some rows; rows with too few or too many cells are made to fit and get an error."""
    width = len(header.names)
    ragged = [row for row, cells in enumerate(part) if len(cells) != width]
    said = {
        row: reason("row_cells", cells=len(part[row]), columns=width).in_language(language) for row in ragged
    }
    for row in ragged:
        part[row] = (part[row] + [""] * width)[:width]
    wanted = {spec.name for spec in model.inputs}
    found = compute_table(
        model,
        {name: [cells[place] for cells in part] for place, name in enumerate(header.names) if name in wanted},
        language,
    )
    for row, sentence in said.items():
        for cells in found.values():
            cells[row] = ""
        found[ERROR][row] = sentence
    return found


def _opened(source: Path) -> TextIO:
    """The file, which is not empty."""
    try:
        file = source.open(encoding="utf-8-sig", newline="")
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(source)) from error
    except OSError as error:
        raise InputError(
            ErrorCode.FILE_UNREADABLE, path=str(source), reason=error.strerror or type(error).__name__
        ) from error
    if source.stat().st_size == 0:
        file.close()
        raise InputError(ErrorCode.FILE_EMPTY, path=str(source))
    return file


def _read_header(source: Path, file: TextIO, model: TableModel) -> _Header:
    """The first line, cut by the separator that gives most of the model's columns."""
    known = {spec.name for spec in model.inputs}
    with _guarded(source):
        first = next((line for line in file if line.strip()), None)
        if first is None:
            raise InputError(ErrorCode.FILE_EMPTY, path=str(source))
        cut = [
            _Header(tuple(name.strip() for name in cells), separator)
            for separator in SEPARATORS
            for cells in csv.reader([first], delimiter=separator)
        ]
    header = max(cut, key=lambda one: (len(known.intersection(one.names)), len(one.names)))
    twice = sorted({name for name in header.names if header.names.count(name) > 1 and name in known})
    if twice:
        raise InputError(
            ErrorCode.TABLE_UNREADABLE, path=str(source), reason=f"column twice: {', '.join(twice)}"
        )
    return header


def _require(source: Path, header: _Header, model: TableModel) -> None:
    absent = [name for name in required_columns(model) if name not in header.names]
    if not any(spec.name in header.names for spec in model.inputs):
        absent = [spec.name for spec in model.inputs]
    if absent:
        raise InputError(
            ErrorCode.TABLE_COLUMNS_MISSING, path=str(source), model=model.id, columns=", ".join(absent)
        )


def _parts(source: Path, file: TextIO, separator: str) -> Iterator[tuple[list[list[str]], list[str] | None]]:
    """Rows in parts, and their lines as they stand in the file as long as none has had a quotation mark.

    Empty lines are left out. From the first quotation mark (or cell too long for a table) on, the csv module reads;
    before it there is nothing that it would read otherwise, and cutting lines takes half the time.
    """
    read = 0
    while True:
        with _guarded(source):
            lines = list(islice(file, ROWS_AT_A_TIME))
        if not lines:
            return
        if any('"' in line or len(line) > csv.field_size_limit() for line in lines):
            break
        read += len(lines)
        filled = [line for line in map(_without_end, lines) if line]
        if filled:
            yield [line.split(separator) for line in filled], filled
    reader = csv.reader(chain(lines, file), delimiter=separator, strict=True)
    before = read
    while True:
        with _guarded(source, lambda: before + reader.line_num):
            part = list(islice(reader, ROWS_AT_A_TIME))
        if not part:
            return
        rows = [cells for cells in part if cells]
        if rows:
            yield rows, None


def _without_end(line: str) -> str:
    return line.rstrip("\r\n")


def _plain_results(found: Mapping[str, Sequence[float | int | str]]) -> list[list[str]] | None:
    """Result columns as the csv module would write them; None where one of them has a text to quote."""
    plain = []
    for cells in found.values():
        kinds = set(map(type, cells))
        if str in kinds and any(type(cell) is str and cell for cell in cells):
            return None
        plain.append([repr(cell) if type(cell) is float else str(cell) for cell in cells])
    return plain


@contextmanager
def _guarded(source: Path, lines_read: Callable[[], int] | None = None) -> Iterator[None]:
    """What the file does wrong becomes an error of the user, with the line that the reader had come to."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise InputError(
            ErrorCode.TABLE_UNREADABLE, path=str(source), reason=f"not UTF-8 near byte {error.start}"
        ) from error
    except csv.Error as error:
        # the reader begins behind the header
        place = f"line {lines_read() + 1}: " if lines_read is not None else ""
        raise InputError(ErrorCode.TABLE_UNREADABLE, path=str(source), reason=f"{place}{error}") from error
