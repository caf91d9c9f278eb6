"""What is measured in a patient: laboratory analytes and vital signs, with their codes, units and plausible ranges."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pmdesk.core.knowledge_file import read_knowledge
from pmdesk.core.paths import resources_dir
from pmdesk.core.record import Coding
from pmdesk.core.texts import LocalizedText

LOINC = "http://loinc.org"
OWN_SYSTEM = "urn:pmdesk:analyte"
"""System of the codes of analytes without a LOINC code in the table; the code is the analyte's id."""


class Analyte(BaseModel):
    """One analyte or vital sign.

    Parameters
    ----------
    id
        Name in this program, for example ``"ldl_cholesterol"``; never changes.
    group
        What is shown together: ``"vital-signs"``, ``"lipids"``, ``"tumour-markers"``, ...
    loinc
        Every LOINC code that means this analyte.
    molar_loinc
        Those of them that LOINC defines as amount of substance, where it has another code for the mass.
    unit
        The unit (UCUM) in which values are compared and in which the range is given.
    other_units
        Further usual units (UCUM).
    molar_mass_g_per_mol
        For mass to amount of substance; None where there is no such factor. For a ratio it is that of the
        denominator.
    valence
        Charge, for milliequivalents.
    minimum, maximum
        Limits, in ``unit``, of what can be measured in a living adult; far outside every reference range.
    aliases
        Other names that tables and reports use. Short ones mean other things elsewhere: they suggest, never decide.
    source
        Where the conversion comes from, or why there is none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    group: str
    label: LocalizedText
    loinc: tuple[str, ...]
    molar_loinc: tuple[str, ...] = ()
    unit: str = Field(min_length=1)
    other_units: tuple[str, ...] = ()
    molar_mass_g_per_mol: float | None = Field(default=None, gt=0)
    valence: int | None = Field(default=None, gt=0)
    minimum: float
    maximum: float
    aliases: tuple[str, ...] = ()
    source: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """All its units, the one of comparison first."""
        return (self.unit, *self.other_units)

    @model_validator(mode="after")
    def _ordered(self) -> "Analyte":
        if not self.minimum < self.maximum:
            raise ValueError(self.id)
        return self


class AnalyteTable(BaseModel):
    """Content of ``resources/knowledge/analytes.json``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    source: str
    analytes: tuple[Analyte, ...]

    @model_validator(mode="after")
    def _unambiguous(self) -> "AnalyteTable":
        ids = [one.id for one in self.analytes]
        codes = [code for one in self.analytes for code in one.loinc]
        if len(ids) != len(set(ids)) or len(codes) != len(set(codes)):
            raise ValueError("id or code twice")
        if any(not set(one.molar_loinc) <= set(one.loinc) for one in self.analytes):
            raise ValueError("molar_loinc")
        return self


@cache
def analyte_table() -> AnalyteTable:
    """The table.

    Raises
    ------
    FailedError
        ``KNOWLEDGE_INVALID``: the program's own file is missing or broken.
    """
    return read_knowledge(resources_dir() / "knowledge" / "analytes.json", AnalyteTable)


def analytes() -> tuple[Analyte, ...]:
    """All analytes, in the order in which they are shown."""
    return analyte_table().analytes


@cache
def _by_id() -> dict[str, Analyte]:
    return {one.id: one for one in analytes()}


@cache
def _by_loinc() -> dict[str, Analyte]:
    return {code: one for one in analytes() for code in one.loinc}


@cache
def _by_name() -> dict[str, Analyte]:
    named: dict[str, Analyte] = {}
    for one in analytes():
        for name in (one.label.en, one.label.zh, one.id, *one.aliases):
            named.setdefault(_folded(name), one)
    return named


def analyte(analyte_id: str) -> Analyte:
    """The analyte of an id; raises KeyError for an unknown one."""
    return _by_id()[analyte_id]


def analyte_of(coding: Coding) -> Analyte | None:
    """The analyte that a code means; None for every other code, and for a name without a code."""
    if coding.system == LOINC:
        return _by_loinc().get(coding.code)
    if coding.system == OWN_SYSTEM:
        return _by_id().get(coding.code)
    return None


def analyte_named(name: str) -> Analyte | None:
    """The analyte of a label, an id or an alias, whatever its case; a suggestion that somebody must confirm."""
    return _by_name().get(_folded(name))


def coding_of(one: Analyte, unit: str = "") -> Coding:
    """The code under which a value in ``unit`` is recorded.

    LOINC has different codes for mass and amount of substance; the one that fits the unit is taken.
    """
    if not one.loinc:
        return Coding(system=OWN_SYSTEM, code=one.id, display=one.label.en)
    molar = one.molar_loinc if "mol" in (unit or one.unit) else ()
    plain = tuple(code for code in one.loinc if code not in one.molar_loinc)
    return Coding(system=LOINC, code=(molar or plain)[0], display=one.label.en)


def _folded(name: str) -> str:
    return "".join(name.casefold().replace("_", " ").split())
