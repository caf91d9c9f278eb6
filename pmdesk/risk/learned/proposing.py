"""A data dictionary proposed from a table: shown and saved, for a person to correct, never applied unseen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned.cells import (
    NO_WORDS,
    YES_WORDS,
    canonical,
    flag_of,
    is_date,
    is_missing,
    known,
    number_of,
)
from pmdesk.risk.learned.columns import ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.documents import Finding, Severity
from pmdesk.risk.learned.leakage import looks_like_identifier_name, looks_like_identifiers, name_words
from pmdesk.risk.learned.reading import CohortTable

NUMBER_SHARE = 0.9
"""A column with this share of numbers is proposed as one; rows with other text in it will be refused."""
DATE_SHARE = 0.9
FEW_CODES = range(3, 6)
"""So many different whole numbers below ten are proposed as a category; up to `MANY_CODES` the doubt is noted."""
MANY_CODES = 10
MAXIMUM_CATEGORIES = 30
CATEGORY_SHARE = 0.5
"""Texts of which more differ from each other are no categories."""
SHOWN_EXAMPLES = 3

_SUBGROUP_WORDS = frozenset(
    "sex gender age ethnicity ethnic race ancestry site hospital centre center".split()
)
_SUBGROUP_PARTS = ("性别", "年龄", "民族", "种族", "中心", "医院", "院区")
_ZERO_MISSING_WORDS = frozenset("chol cholesterol glucose glu bmi trestbps bp insulin weight height".split())


@dataclass(frozen=True)
class Proposal:
    """A dictionary to look at, and why it looks so.

    Parameters
    ----------
    notes
        What was left out or is doubtful, one finding a column, codes ``proposal.*``.
    """

    dictionary: DataDictionary
    notes: tuple[Finding, ...]


def propose_dictionary(
    table: CohortTable,
    target: str,
    *,
    positive: Sequence[str] = (),
    patient: str = "",
    subgroups: Sequence[str] | None = None,
    exclude: Collection[str] = (),
) -> Proposal:
    """Kinds from the cells; columns that name rows, dates, free text and columns without content are left out.

    Parameters
    ----------
    positive
        Values of the target that mean yes; needed unless they are 1, yes, true, 是 and the like.
    patient
        Column that names the patient; never guessed.
    subgroups
        None: columns named like sex, age, ethnicity, site.

    Raises
    ------
    InputError
        ``COLUMN_NOT_FOUND``, or ``TARGET_UNCLEAR`` with the values found.
    """
    for name in (target, patient, *(subgroups or ()), *exclude):
        if name and name not in table.columns:
            raise InputError(ErrorCode.COLUMN_NOT_FOUND, path=table.name, column=name, choices=table.names)
    columns: list[TableColumn] = []
    notes: list[Finding] = []
    for name in table.names:
        if name in (target, patient) or name in exclude:
            continue
        column, found = propose_column(name, table.columns[name])
        notes += found
        if column is not None:
            columns.append(column)
    if subgroups is None:
        subgroups = [
            name for name in table.names if name not in (target, patient, *exclude) and is_subgroup_name(name)
        ]
    dictionary = DataDictionary(
        columns=tuple(columns),
        target=target,
        positive=tuple(positive) or _positive(table, target),
        patient=patient,
        subgroups=tuple(subgroups),
    )
    _require_positive(table, dictionary)
    return Proposal(dictionary, tuple(notes))


def propose_column(name: str, cells: Sequence[str]) -> tuple[TableColumn | None, tuple[Finding, ...]]:
    """A column as its cells suggest; None where it is no input."""
    texts = known(cells)
    distinct = sorted({canonical(text) for text in texts})
    if len(distinct) <= 1:
        code = "proposal.constant" if distinct else "proposal.empty"
        return None, (_note(code, name),)
    if sum(map(is_date, texts)) >= DATE_SHARE * len(texts):
        return None, (_note("proposal.date", name),)
    if looks_like_identifiers(name, texts):
        return None, (_note("proposal.identifier", name),)
    if len(distinct) == 2 and all(flag_of(text) is not None for text in texts):
        return TableColumn(name=name, kind=ColumnKind.FLAG), ()
    wrong = [text for text in texts if number_of(text) is None]
    if len(wrong) <= (1 - NUMBER_SHARE) * len(texts):
        return _number(name, texts, wrong)
    if len(distinct) > MAXIMUM_CATEGORIES or len(distinct) > CATEGORY_SHARE * len(texts):
        return None, (_note("proposal.free_text", name, distinct=len(distinct)),)
    return TableColumn(name=name, kind=ColumnKind.CATEGORY, categories=tuple(distinct)), ()


def read_dictionary(path: Path) -> DataDictionary:
    """A dictionary from a JSON file.

    Raises
    ------
    InputError
        ``FILE_NOT_FOUND``, ``FILE_UNREADABLE`` or ``DICTIONARY_INVALID``.
    """
    try:
        return DataDictionary.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path)) from error
    except OSError as error:
        raise InputError(
            ErrorCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or type(error).__name__
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(
            ErrorCode.DICTIONARY_INVALID, path=str(path), reason=f"{place}: {first['msg']}".removeprefix(": ")
        ) from error


def dictionary_json(dictionary: DataDictionary) -> str:
    return dictionary.model_dump_json(indent=1, exclude_defaults=False) + "\n"


def _number(name: str, texts: Sequence[str], wrong: Sequence[str]) -> tuple[TableColumn, tuple[Finding, ...]]:
    values = {number for text in texts if (number := number_of(text)) is not None}
    notes = []
    if wrong:
        examples = ", ".join(sorted(set(wrong))[:SHOWN_EXAMPLES])
        notes.append(_note("proposal.text_in_numbers", name, rows=len(wrong), examples=examples))
    whole = all(value == int(value) for value in values)
    if not wrong and whole and all(0 <= value < 10 for value in values) and len(values) in FEW_CODES:
        levels = tuple(str(int(value)) for value in sorted(values))
        notes.append(_note("proposal.codes", name, values=", ".join(levels)))
        return TableColumn(name=name, kind=ColumnKind.CATEGORY, categories=levels), tuple(notes)
    if whole and len(values) <= MANY_CODES:
        notes.append(_note("proposal.perhaps_codes", name, values=len(values)))
    if 0 in values and min(values) == 0 and name_words(name) & _ZERO_MISSING_WORDS:
        notes.append(_note("proposal.zero_perhaps_missing", name))
    if looks_like_identifier_name(name):
        notes.append(_note("proposal.identifier_name", name))
    return TableColumn(name=name, kind=ColumnKind.NUMBER), tuple(notes)


def _positive(table: CohortTable, target: str) -> tuple[str, ...]:
    """The values that mean yes, where the table leaves no doubt."""
    values = {canonical(text) for text in table.columns[target] if not is_missing(text)}
    yes = {value for value in values if value.casefold() in YES_WORDS}
    if len(values) <= 2 and yes and values - yes <= {v for v in values if v.casefold() in NO_WORDS}:
        return tuple(sorted(yes))
    raise _unclear(table, target)


def _require_positive(table: CohortTable, dictionary: DataDictionary) -> None:
    values = {canonical(text) for text in table.columns[dictionary.target]}
    absent = [value for value in dictionary.positive if canonical(value) not in values]
    if absent:
        raise _unclear(table, dictionary.target)


def _unclear(table: CohortTable, target: str) -> InputError:
    values = sorted({canonical(text) for text in table.columns[target] if not is_missing(text)})
    shown = ", ".join(values[:12]) + (", …" if len(values) > 12 else "")
    return InputError(ErrorCode.TARGET_UNCLEAR, path=table.name, column=target, values=shown)


def is_subgroup_name(name: str) -> bool:
    return bool(name_words(name) & _SUBGROUP_WORDS) or any(part in name for part in _SUBGROUP_PARTS)


def _note(code: str, column: str, **params: str | int) -> Finding:
    return Finding(code=code, severity=Severity.NOTE, columns=(column,), params={"column": column, **params})
