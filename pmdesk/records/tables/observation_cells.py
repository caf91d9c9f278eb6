"""Cells that are measured values: number, unit, plausibility, and what is kept as text instead."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pmdesk.core.analytes import LOINC, Analyte, analyte, analyte_of, coding_of
from pmdesk.core.record import Coding
from pmdesk.core.units import is_plausible, looks_swapped, ucum_of
from pmdesk.records.tables.cells import NumberRead, Reason, is_not_known, read_number
from pmdesk.records.tables.header_words import fits_analyte
from pmdesk.records.tables.table import Cell, cell_text, plain

_LOINC_CODE = re.compile(r"\d{1,7}-\d")
_MAX_RESULT_TEXT = 500


@dataclass(frozen=True, slots=True)
class ObservationRead:
    """A value with its unit, or a result as text, or neither; ``reason`` says why it is no plain number.

    With a value or a text the reason is something to know about a result that is kept.
    """

    value: float | None = None
    unit: str = ""
    text: str = ""
    reason: Reason | None = None
    detail: str = ""

    @property
    def is_kept(self) -> bool:
        return self.value is not None or self.text != ""


def read_analyte_cell(
    cell: Cell, one: Analyte, column_unit: str, *, decimal_comma: bool, stated_unit: str = ""
) -> ObservationRead:
    """A result of a known analyte.

    Parameters
    ----------
    column_unit
        UCUM code that holds for the column; empty: nobody knows it.
    stated_unit
        Unit as it is written in a column of its own; it and a unit in the cell go before that of the column.
    """
    read = read_number(cell, decimal_comma=decimal_comma)
    written = read.unit or stated_unit
    if read.value is None and not read.text:
        return ObservationRead(reason=read.reason or Reason.NOT_A_NUMBER)
    unit, reason = column_unit, None
    if written:
        code = ucum_of(written)
        if code is None:
            return _of_unknown_unit(read, stated_unit)
        if column_unit and code != column_unit:
            reason = Reason.UNIT_DIFFERS
        unit = code
    if unit and not _fits(unit, one.id):
        return ObservationRead(reason=Reason.UNIT_OTHER_KIND, detail=f"{unit} ≠ {one.unit}")
    if read.value is None:
        return ObservationRead(text=f"{read.text} {unit}".strip(), reason=Reason.COMPARATOR)
    if not unit:
        return ObservationRead(text=f"{read.value:.12g}", reason=Reason.UNIT_UNKNOWN)
    if not _is_possible(read.value, unit, one.id):
        other = looks_swapped(read.value, unit, one)
        shown = f"{read.value:g} {unit}"
        if other:
            return ObservationRead(reason=Reason.UNIT_SWAPPED, detail=f"{shown} → {other}?")
        limits = f"{one.minimum:g}–{one.maximum:g} {one.unit}"
        return ObservationRead(reason=Reason.IMPLAUSIBLE, detail=f"{shown} ({limits})")
    return ObservationRead(
        read.value, unit, reason=reason, detail=f"{unit} ≠ {column_unit}" if reason else ""
    )


def read_free_cell(cell: Cell, stated_unit: str, *, decimal_comma: bool) -> ObservationRead:
    """A result of something that is no known analyte: a number where it is one, else its text."""
    read = read_number(cell, decimal_comma=decimal_comma)
    written = read.unit or stated_unit
    code = ucum_of(written) if written else ""
    if read.value is not None and code is not None:
        return ObservationRead(read.value, code)
    text = cell_text(cell)[:_MAX_RESULT_TEXT]
    if stated_unit and stated_unit not in text:
        text = f"{text} {stated_unit}"
    reason = None
    if read.value is not None:
        reason = Reason.UNIT_UNKNOWN
    elif read.reason in (Reason.THOUSANDS, Reason.SHEET_ERROR):
        return ObservationRead(reason=read.reason)
    elif read.text:
        reason = Reason.COMPARATOR
    return ObservationRead(text=text, reason=reason)


def coded(name: str, code: str, names: dict[str, str]) -> tuple[Analyte | None, Coding | None]:
    """What a row of a long table is about: the analyte, where it is one, and how it is coded.

    Both None: the mapping leaves it out. A LOINC code says more than a name; a name means an analyte only where the
    mapping says so.
    """
    stated = names.get(plain(name or code))
    if stated == "":
        return None, None
    if stated:
        return analyte(stated), None
    is_loinc = _LOINC_CODE.fullmatch(code) is not None
    coding = Coding(system=LOINC if is_loinc else "", code=code if is_loinc else "", display=name or code)
    return analyte_of(coding), coding


@lru_cache(maxsize=512)
def analyte_coding(analyte_id: str, unit: str) -> Coding:
    """Code of an analyte in a unit."""
    return coding_of(analyte(analyte_id), unit)


@lru_cache(maxsize=16384)
def _is_possible(value: float, unit: str, analyte_id: str) -> bool:
    return is_plausible(value, unit, analyte(analyte_id)) is not False


@lru_cache(maxsize=512)
def _fits(unit: str, analyte_id: str) -> bool:
    return fits_analyte(unit, analyte(analyte_id))


def _of_unknown_unit(read: NumberRead, stated_unit: str) -> ObservationRead:
    """A unit in a column of its own is kept with the value as text; one behind a number may be anything."""
    if read.unit or not stated_unit:
        return ObservationRead(reason=Reason.UNIT_UNKNOWN)
    number = read.text or (f"{read.value:.12g}" if read.value is not None else "")
    return ObservationRead(text=f"{number} {stated_unit[:40]}", reason=Reason.UNIT_UNKNOWN)


def number_or_none(cell: Cell, *, decimal_comma: bool) -> float | None:
    """A limit of reference, where the cell is a plain number."""
    if is_not_known(cell):
        return None
    read = read_number(cell, decimal_comma=decimal_comma)
    return read.value if read.reason is None and not read.unit else None
