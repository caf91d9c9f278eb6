"""A risk model applied to a CSV file of any size: read, computed and written in parts."""

import csv
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.file_coding import FoundCoding, find_coding
from pmdesk.core.progress import JobContext
from pmdesk.core.separated_text import TextCoding
from pmdesk.core.texts import Language
from pmdesk.risk.knowledge import reason
from pmdesk.risk.table_model import ERROR
from pmdesk.risk.tables import TableModel, compute_table, required_columns, result_columns

ROWS_AT_A_TIME = 2000
"""Small enough for the processor's cache: larger parts take half as long again."""

SEPARATORS = (",", ";", "\t")

ITEMS = "items"
"""Column with the answers to a questionnaire in one cell (``2;1;0``), in place of a column for each."""


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
    coding
        How the file was read.
    """

    rows: int
    errors: int
    results: tuple[str, ...]
    replaced: tuple[str, ...]
    coding: FoundCoding


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
    encoding: TextCoding | None = None,
) -> TableSummary:
    """Write the table with the results behind its columns; it is there whole or not at all.

    Parameters
    ----------
    model
        One of `pmdesk.risk.tables.COLUMN_MODELS`.
    source
        Text with a header; ``,``, ``;`` or a tab between cells. UTF-8, UTF-16 or UTF-32 with a byte order mark,
        GB18030; other encodings where ``encoding`` states them.
    target
        The file to write, in UTF-8, with the separator of the source; it may be the source itself.

    Returns
    -------
    TableSummary
        Counts.

    Raises
    ------
    InputError
        No file, no table, an encoding that is not sure, a name twice in the header, or columns that the model needs
        are absent.
    FailedError
        The target cannot be written, or the disk is full.
    """
    results = (*result_columns(model), ERROR)
    rows = errors = 0
    coding = _coding(source, encoding)
    with _opened(source, coding) as file, atomic_write(target) as temporary:
        size = _bytes_in(source)
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
                if size is not None:
                    ctx.progress(min(1.0, file.buffer.tell() / size))
    replaced = tuple(name for name in header.names if name in results)
    return TableSummary(rows, errors, results, replaced, coding)


def _compute_part(
    model: TableModel, header: _Header, part: list[list[str]], language: Language
) -> dict[str, list[float | int | str]]:
    """Results of some rows; rows with too few or too many cells are made to fit and get an error."""
    width = len(header.names)
    ragged = [row for row, cells in enumerate(part) if len(cells) != width]
    said = {row: _length_sentence(part[row], width, language) for row in ragged}
    for row in ragged:
        part[row] = (part[row] + [""] * width)[:width]
    if _has_items(header, model):
        table = _answers(model, [cells[header.names.index(ITEMS)] for cells in part], said, language)
    else:
        wanted = {spec.name for spec in model.inputs}
        table = {
            name: [cells[place] for cells in part]
            for place, name in enumerate(header.names)
            if name in wanted
        }
    found = compute_table(model, table, language)
    for row, sentence in said.items():
        for cells in found.values():
            cells[row] = ""
        found[ERROR][row] = sentence
    return found


def _has_items(header: _Header, model: TableModel) -> bool:
    """Whether the answers to the items of a questionnaire stand in one column."""
    names = [spec.name for spec in model.inputs]
    is_questionnaire = names == [f"{model.id}_{number}" for number in range(1, len(names) + 1)]
    return is_questionnaire and ITEMS in header.names and not set(names) & set(header.names)


def _answers(
    model: TableModel, cells: list[str], said: dict[int, str], language: Language
) -> dict[str, list[str]]:
    """A column for each item; a row with more or fewer answers gets a sentence in ``said``."""
    split = [cell.split(";") for cell in cells]
    items = len(model.inputs)
    for row, answers in enumerate(split):
        if len(answers) != items:
            sentence = reason("row_items", answers=len(answers), items=items).in_language(language)
            said.setdefault(row, sentence)
            split[row] = [""] * items
    return {spec.name: [answers[place] for answers in split] for place, spec in enumerate(model.inputs)}


def _length_sentence(cells: list[str], width: int, language: Language) -> str:
    """What is wrong with the length of a row; what has no place in the result stands in it, so that nothing is lost."""
    code = "row_cells" if len(cells) < width else "row_cells_left_over"
    rest = " | ".join(cells[width:])
    return reason(code, cells=len(cells), columns=width, rest=rest).in_language(language)


def _coding(source: Path, chosen: TextCoding | None) -> FoundCoding:
    try:
        if chosen is None and _bytes_in(source) is None:
            # a pipe is read once
            return FoundCoding(TextCoding.UTF_8)
        return find_coding(source, chosen)
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(source)) from error
    except OSError as error:
        raise InputError(
            ErrorCode.FILE_UNREADABLE, path=str(source), reason=error.strerror or type(error).__name__
        ) from error


def _opened(source: Path, coding: FoundCoding) -> TextIO:
    """The file, which is not empty."""
    try:
        file = source.open(encoding=coding.codec, newline="")
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(source)) from error
    except OSError as error:
        raise InputError(
            ErrorCode.FILE_UNREADABLE, path=str(source), reason=error.strerror or type(error).__name__
        ) from error
    if _bytes_in(source) == 0:
        file.close()
        raise InputError(ErrorCode.FILE_EMPTY, path=str(source))
    return file


def _bytes_in(source: Path) -> int | None:
    """Size of a file; None of a pipe (``<(zcat ...)``), of which nobody knows it."""
    state = source.stat()
    return state.st_size if stat.S_ISREG(state.st_mode) else None


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
            ErrorCode.TABLE_UNREADABLE,
            path=str(source),
            reason=f"column twice: {', '.join(twice)}",
            rule="table.why_column_twice",
            columns=", ".join(twice),
        )
    return header


def _require(source: Path, header: _Header, model: TableModel) -> None:
    if _has_items(header, model):
        return
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
        filled = [line for line in map(_without_end, lines) if line.strip(" ")]
        if filled:
            yield [line.split(separator) for line in filled], filled
    reader = csv.reader(chain(lines, file), delimiter=separator, strict=True)
    before = read
    while True:
        with _guarded(source, lambda: before + reader.line_num):
            part = list(islice(reader, ROWS_AT_A_TIME))
        if not part:
            return
        rows = [cells for cells in part if len(cells) > 1 or "".join(cells).strip(" ") or cells == [""]]
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
            ErrorCode.TABLE_ENCODING, path=str(source), encoding=error.encoding, place=error.start
        ) from error
    except csv.Error as error:
        # the reader begins behind the header
        line = lines_read() + 1 if lines_read is not None else 1
        raise InputError(
            ErrorCode.TABLE_UNREADABLE,
            path=str(source),
            reason=f"line {line}: {error}",
            rule="table.why_broken_row",
            line=line,
        ) from error
