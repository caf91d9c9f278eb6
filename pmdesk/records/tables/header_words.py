"""What the name of a column suggests: a field, an analyte with its unit, a date. A person confirms it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from pmdesk.core.analytes import Analyte, analyte_named, analytes
from pmdesk.core.errors import InputError
from pmdesk.core.knowledge_file import read_knowledge
from pmdesk.core.paths import resources_dir
from pmdesk.core.units import convert, ucum_of
from pmdesk.records.editing import FieldKind, field_of
from pmdesk.records.tables.mapping import FIELD_UNITS, DateUse, EntryKind, LongPart
from pmdesk.records.tables.table import half_width, plain, tidy

T = TypeVar("T")

YES, NO = "yes", "no"

_UNIT_MARKS = re.compile(r"^(?P<name>[^(\[【]*?)\s*[(\[【](?P<unit>.+?)[)\]】]\s*(?P<more>[^)\]】]*)$")


class HeaderWords(BaseModel):
    """Content of ``resources/knowledge/table_headers.json``: names of columns by what they suggest.

    ``words`` holds, by field, the words with one meaning only (``"男"`` is male); numbers are never among them.
    ``suffix_units`` are ends of names such as ``glucose_mg_dl``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    source: str
    fields: dict[str, tuple[str, ...]]
    entries: dict[EntryKind, tuple[str, ...]]
    dates: dict[DateUse, tuple[str, ...]]
    parts: dict[LongPart, tuple[str, ...]]
    words: dict[str, dict[str, str]]
    suffix_units: dict[str, str]


@cache
def header_table() -> HeaderWords:
    """The names.

    Raises
    ------
    FailedError
        ``KNOWLEDGE_INVALID``: the program's own file is missing or broken.
    """
    return read_knowledge(resources_dir() / "knowledge" / "table_headers.json", HeaderWords)


def known_words(field: str) -> dict[str, str]:
    """Folded words with one meaning only for a field with choices; numbers are never among them."""
    words = header_table().words
    return words.get(field, words["yes_no"])


def field_named(header: str) -> str | None:
    """The field that a header suggests."""
    for name, unit in _splits(header):
        field = _fields_by_name().get(_key(name))
        if field is not None and (not unit or ucum_of(unit)):
            return field
    for name, unit in _run_together(header):
        field = _fields_by_name().get(_key(name))
        if field is not None and ucum_of(unit) in _units_of(field):
            return field
    return None


def entry_named(header: str) -> EntryKind | None:
    """The list of the record that a header suggests."""
    return _named(header_table().entries, header)


def date_named(header: str) -> DateUse | None:
    """What happened on the day that a header suggests."""
    return _named(header_table().dates, header)


def part_named(header: str) -> LongPart | None:
    """The part of an observation that a header of a long table suggests."""
    return _named(header_table().parts, header)


def analyte_in(header: str) -> tuple[Analyte, str | None] | None:
    """Analyte that a header suggests, and the unit (UCUM) that stands in it; None for a unit that is not there.

    A unit that cannot be one of the analyte's is not suggested.
    """
    for name, unit in _splits(header):
        found = analyte_suggested(name)
        if found is None:
            continue
        code = ucum_of(unit) if unit else None
        return found, code if code and fits_analyte(code, found) else None
    for name, unit in _run_together(header):
        found = analyte_suggested(name)
        if found is not None and (code := ucum_of(unit)) and fits_analyte(code, found):
            return found, code
    return None


def analyte_suggested(name: str) -> Analyte | None:
    """The analyte that a name suggests: by `analyte_named`, or by a label without the abbreviation behind it."""
    return analyte_named(name) or _short_labels().get(_key(name))


def fits_analyte(unit: str, one: Analyte) -> bool:
    """Whether values in this unit can be compared with the analyte's range."""
    if unit in one.units:
        return True
    try:
        convert(1.0, unit, one.unit, one)
    except InputError:
        return False
    return True


def split_unit(header: str) -> tuple[str, str]:
    """Name and unit of a header; the unit is ``""`` where none is recognised."""
    for name, unit in _splits(header):
        if unit and ucum_of(unit):
            return name, unit
    for name, unit in _run_together(header):
        if ucum_of(unit):
            return name, unit
    return tidy(header), ""


def _splits(header: str) -> Iterator[tuple[str, str]]:
    """(name, unit as written) in the ways in which people write both into one cell, the whole as a name first."""
    whole = tidy(half_width(header))
    yield whole, ""
    if found := _UNIT_MARKS.match(whole):
        yield tidy(f"{found['name']} {found['more']}"), found["unit"]
    for mark in (",", ";", "/ "):
        name, _, unit = whole.rpartition(mark)
        if name and unit:
            yield tidy(name), tidy(unit)
    name, _, unit = whole.rpartition(" ")
    if name:
        yield name, unit
    folded = whole.casefold()
    for suffix, unit in header_table().suffix_units.items():
        if folded.endswith("_" + suffix):
            yield whole[: -len(suffix) - 1], unit


def _units_of(field: str) -> tuple[str, ...]:
    one = field_of(field)
    return FIELD_UNITS.get(field, (one.unit,)) if one.kind is FieldKind.NUMBER else ()


def _run_together(header: str) -> Iterator[tuple[str, str]]:
    """(name, unit) of a header with no mark between them (``HbA1c%``, ``血糖mmol/L``), the longest name first.

    Between Latin letters only a unit with a fraction line is looked for: ``CaL`` may be a word, ``Camg/dL`` is none.
    """
    whole = tidy(half_width(header))
    for place in range(len(whole) - 1, 0, -1):
        name, unit = whole[:place], whole[place:]
        if whole[place - 1].isspace() or unit[0].isspace():
            continue
        is_seam = not (name[-1].isascii() and name[-1].isalnum() and unit[0].isascii() and unit[0].isalnum())
        if is_seam or "/" in unit:
            yield name, unit


def _key(name: str) -> str:
    """For comparing names: marks between words do not count."""
    return re.sub(r"[\s_\-.:/]+", "", plain(name))


def _named(table: Mapping[T, tuple[str, ...]], header: str) -> T | None:
    key = _key(header)
    return next((found for found, names in table.items() if key in map(_key, names)), None)


@cache
def _fields_by_name() -> dict[str, str]:
    return {_key(name): field for field, names in header_table().fields.items() for name in (field, *names)}


@cache
def _short_labels() -> dict[str, Analyte]:
    """``癌胚抗原`` and ``CEA`` of ``癌胚抗原（CEA）``, where only one analyte has them."""
    found: dict[str, list[Analyte]] = {}
    for one in analytes():
        names = set()
        for label in (one.label.en, one.label.zh):
            if split := _UNIT_MARKS.match(half_width(label)):
                names |= {_key(split["name"]), _key(split["unit"])}
        for name in names - {""}:
            found.setdefault(name, []).append(one)
    return {name: ones[0] for name, ones in found.items() if len(ones) == 1}
