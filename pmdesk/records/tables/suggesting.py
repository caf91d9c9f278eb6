"""A first proposal for every column of a table, and the questions that only a person can answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pmdesk.records.editing import FieldKind, field_of
from pmdesk.records.tables import header_words
from pmdesk.records.tables.mapping import (
    FIELD_UNITS,
    AnalyteTarget,
    ColumnMapping,
    DateTarget,
    EntryTarget,
    FieldTarget,
    Grouping,
    IgnoreTarget,
    Layout,
    LongPart,
    LongTarget,
    TableMapping,
    Target,
    header_fingerprint,
)
from pmdesk.records.tables.profiles import MAX_WORDS, ColumnProfile, profile_table
from pmdesk.records.tables.table import Table, plain

Profiles: TypeAlias = Mapping[str, ColumnProfile]


class QuestionKind(StrEnum):
    """What a mapping leaves open; each has words in `pmdesk.ui.texts`."""

    NOTHING_MAPPED = "table.ask_nothing_mapped"
    GROUPING = "table.ask_grouping"
    TWICE = "table.ask_twice"
    UNIT = "table.ask_unit"
    DATE_ORDER = "table.ask_date_order"
    WORDS = "table.ask_words"
    TOO_MANY_WORDS = "table.ask_too_many_words"
    LONG_PARTS = "table.ask_long_parts"
    ABSENT_COLUMN = "table.ask_absent_column"


@dataclass(frozen=True, slots=True)
class Question:
    """``column`` is empty for what concerns the whole table; ``detail`` names words or parts, never names of people."""

    kind: QuestionKind
    column: str = ""
    detail: str = ""


def suggest_mapping(
    table: Table, profiles: Profiles | None = None, layout: Layout | None = None
) -> TableMapping:
    """Targets that the names of the columns suggest. Units, words and orders of dates only where they are certain.

    Parameters
    ----------
    layout
        None: long where there are columns for names and for values.
    """
    profiles = profile_table(table) if profiles is None else profiles
    parts = {header_words.part_named(name) for name in table.header}
    is_long = LongPart.VALUE in parts and bool({LongPart.NAME, LongPart.CODE} & parts)
    layout = layout or (Layout.LONG if is_long else Layout.WIDE)
    taken: set[str] = set()
    columns = []
    for name in table.header:
        target = suggest_target(name, profiles[name], layout)
        key = _uniqueness(target)
        if key in taken:
            target = IgnoreTarget()
        elif key:
            taken.add(key)
        columns.append(ColumnMapping(column=name, target=target))
    mapping = TableMapping(
        fingerprint=header_fingerprint(table.header), layout=layout, columns=tuple(columns)
    )
    return mapping.model_copy(
        update={"grouping": _grouping(mapping), "names": suggest_names(mapping, profiles)}
    )


def suggest_target(name: str, profile: ColumnProfile, layout: Layout) -> Target:
    """What one column may be; `IgnoreTarget` where its name says nothing."""
    if layout is Layout.LONG and (part := header_words.part_named(name)):
        return LongTarget(part=part)
    if field := header_words.field_named(name):
        return field_target(field, name, profile)
    if use := header_words.date_named(name):
        return DateTarget(of=use)
    if entry := header_words.entry_named(name):
        return EntryTarget(entry=entry)
    if layout is Layout.WIDE and (found := header_words.analyte_in(name)):
        return AnalyteTarget(analyte=found[0].id, unit=found[1])
    return IgnoreTarget()


def field_target(field: str, name: str, profile: ColumnProfile) -> FieldTarget:
    """A field with the words of the column whose meaning is certain, and the unit that stands in the header."""
    known = header_words.known_words(field) if has_words(field) else {}
    words = {word: known[word] for word in profile.words if word in known}
    units = FIELD_UNITS.get(field, ())
    unit = ""
    if units:
        from pmdesk.core.units import ucum_of

        stated = header_words.split_unit(name)[1]
        code = ucum_of(stated) if stated else None
        unit = code if code in units else ""
        if not unit and name.casefold().endswith(("_cm", "_kg")):
            unit = units[0]
    return FieldTarget(field=field, words=words, unit=unit)


def has_words(field: str) -> bool:
    """Whether a field is a choice or a yes/no fact."""
    return field_of(field).kind in (FieldKind.CHOICE, FieldKind.BOOL)


def suggest_names(mapping: TableMapping, profiles: Profiles) -> dict[str, str]:
    """In a long table: the analytes that its names suggest."""
    found = {}
    for name in long_names(mapping, profiles):
        one = header_words.analyte_suggested(name)
        if one is not None:
            found[plain(name)] = one.id
    return found


def long_names(mapping: TableMapping, profiles: Profiles) -> tuple[str, ...]:
    """The different names (codes, where there is no column of names) of a long table, in order of appearance."""
    column = mapping.column_of_part(LongPart.NAME) or mapping.column_of_part(LongPart.CODE)
    return profiles[column].texts if column is not None and column in profiles else ()


def open_questions(
    mapping: TableMapping, table: Table, profiles: Profiles | None = None
) -> tuple[Question, ...]:
    """What the mapping does not say about this table and must: nothing is imported before."""
    profiles = profile_table(table) if profiles is None else profiles
    absent = [
        one.column for one in mapping.columns if one.target.kind != "ignore" and one.column not in profiles
    ]
    if absent:
        return tuple(Question(QuestionKind.ABSENT_COLUMN, name) for name in absent)
    questions = [*_of_table(mapping), *_doubles(mapping)]
    for one in mapping.columns:
        if one.column in profiles:
            questions += _of_column(one, profiles[one.column])
    return tuple(questions)


def _of_table(mapping: TableMapping) -> list[Question]:
    if all(one.target.kind == "ignore" for one in mapping.columns):
        return [Question(QuestionKind.NOTHING_MAPPED)]
    found = []
    has_id = mapping.column_of_field("demographics.patient_id") is not None
    has_both = all(
        mapping.column_of_field(f"demographics.{name}") is not None for name in ("name", "birth_date")
    )
    if (mapping.grouping is Grouping.BY_ID and not has_id) or (
        mapping.grouping is Grouping.BY_NAME_AND_BIRTH_DATE and not has_both
    ):
        found.append(Question(QuestionKind.GROUPING))
    if mapping.layout is Layout.LONG:
        named = mapping.column_of_part(LongPart.NAME) or mapping.column_of_part(LongPart.CODE)
        if named is None or mapping.column_of_part(LongPart.VALUE) is None:
            found.append(Question(QuestionKind.LONG_PARTS))
    return found


def _doubles(mapping: TableMapping) -> list[Question]:
    seen: set[str] = set()
    found = []
    for one in mapping.columns:
        key = _uniqueness(one.target)
        if key and key in seen:
            found.append(Question(QuestionKind.TWICE, one.column))
        seen.add(key)
    return found


def _uniqueness(target: Target) -> str:
    """Equal for two targets of which a table can have one only; empty where any number can be."""
    match target:
        case FieldTarget():
            return target.field
        case DateTarget():
            return f"date {target.of.value}"
        case LongTarget():
            return f"part {target.part.value}"
        case AnalyteTarget():
            # the same analyte in two units is two columns
            return f"analyte {target.analyte} {target.unit}"
        case _:
            return ""


def _of_column(one: ColumnMapping, profile: ColumnProfile) -> list[Question]:
    target = one.target
    found = []
    if isinstance(target, AnalyteTarget) and target.unit is None:
        found.append(Question(QuestionKind.UNIT, one.column))
    if isinstance(target, FieldTarget):
        if target.field in FIELD_UNITS and not target.unit:
            found.append(Question(QuestionKind.UNIT, one.column))
        if has_words(target.field):
            found += _open_words(one.column, target.words, profile.words)
    if isinstance(target, EntryTarget) and target.words:
        found += _open_words(one.column, target.words, profile.words)
    is_date = isinstance(target, DateTarget) or (
        isinstance(target, FieldTarget) and field_of(target.field).kind is FieldKind.DATE
    )
    if is_date and getattr(target, "date_order", None) is None and profile.has_year_last:
        found.append(Question(QuestionKind.DATE_ORDER, one.column))
    return found


def _open_words(column: str, words: dict[str, str], there: tuple[str, ...]) -> list[Question]:
    if len(there) > MAX_WORDS:
        return [Question(QuestionKind.TOO_MANY_WORDS, column, str(MAX_WORDS))]
    unanswered = [word[:20] for word in there if word not in words]
    return [Question(QuestionKind.WORDS, column, ", ".join(unanswered))] if unanswered else []


def _grouping(mapping: TableMapping) -> Grouping:
    if mapping.column_of_field("demographics.patient_id") is None and all(
        mapping.column_of_field(f"demographics.{name}") is not None for name in ("name", "birth_date")
    ):
        return Grouping.BY_NAME_AND_BIRTH_DATE
    return Grouping.BY_ID
