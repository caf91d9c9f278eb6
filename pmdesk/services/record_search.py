"""Finding in a record what answers a question: values, diagnoses, drugs, relatives. Silence is never an answer."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from pmdesk.core.record import (
    ClinicalStatus,
    Coding,
    Condition,
    FamilyHistoryEntry,
    Medication,
    Observation,
    Procedure,
)
from pmdesk.records.fhir_codes import ICD10_SYSTEMS, SNOMED
from pmdesk.records.timeline import first_day, last_day
from pmdesk.risk.input_table import CodeSet, DrugSet

ATC = "http://www.whocc.no/atc"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"

_FIRST_DEGREE = frozenset(
    "mth nmth fth nfth prn nprn sis nsis bro nbro sib nsib child nchild son nson dau dauc nchild "
    "mother father sister brother son daughter child parent sibling "
    "母亲 父亲 母 父 姐姐 妹妹 姐妹 哥哥 弟弟 兄弟 儿子 女儿 子女".split()
)
_SECOND_DEGREE = frozenset(
    "grmth grfth grprn mgrmth mgrfth pgrmth pgrfth aunt maunt paunt uncle muncle puncle cousn mcousn pcousn hsis hbro "
    "nephew niece grandmother grandfather grandparent cousin half-sister half-brother "
    "祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆 姑姑 姨妈 舅舅 叔叔 伯父 堂兄 表兄 堂姐 表姐".split()
)
"""Relations by HL7 v3-RoleCode and in words. FINDRISC counts first cousins with the second degree."""


_SURE = ("", "confirmed")
"""Verification of a diagnosis that counts: a suspicion is no diagnosis."""


def known_by(day: date | None, partial: str, on: date) -> bool:
    """Whether something with this (partial) date had begun on a day; what has no date at all counts."""
    begun = day or first_day(partial)
    return begun is None or begun <= on


def day_of(day: date | None, partial: str) -> date | None:
    """The day, or the last one that a partial date can mean."""
    return day or last_day(partial)


def has_code(coding: Coding, codes: CodeSet) -> bool:
    if coding.system == SNOMED:
        return coding.code in codes.snomed
    if coding.system in ICD10_SYSTEMS:
        plain = coding.code.replace(".", "").upper()
        return (
            plain.startswith(tuple(code.replace(".", "") for code in codes.icd10)) if codes.icd10 else False
        )
    return False


def condition_of(
    conditions: Iterable[Condition], codes: CodeSet, on: date, *, ever: bool = False
) -> Condition | None:
    """The first diagnosed condition of a set that had begun on a day and, unless ``ever``, was not over."""
    found = [
        one
        for one in conditions
        if has_code(one.coding, codes)
        and one.verification in _SURE
        and known_by(one.onset, one.partial_date, on)
        and (ever or _lasts(one, on))
    ]
    return min(found, key=lambda one: one.onset or date.max, default=None)


def _lasts(condition: Condition, on: date) -> bool:
    ended = day_of(condition.ended, condition.partial_end)
    if ended is not None:
        return ended > on
    return condition.clinical_status is not ClinicalStatus.RESOLVED


def procedure_of(procedures: Iterable[Procedure], codes: CodeSet, on: date) -> Procedure | None:
    """The first procedure of a set that had been done on a day."""
    found = [
        one
        for one in procedures
        if has_code(one.coding, codes) and known_by(one.performed, one.partial_date, on)
    ]
    return min(found, key=lambda one: one.performed or date.max, default=None)


def medication_of(
    medications: Iterable[Medication], drugs: DrugSet, on: date, *, ever: bool = False
) -> Medication | None:
    """A drug of a class that was taken on a day, or, with ``ever``, had been begun by then."""
    taken = (
        one
        for one in medications
        if (ever or _taken_on(one, on)) and known_by(one.started, one.partial_date, on)
    )
    return next((one for one in taken if is_of_class(one.coding, drugs)), None)


def _taken_on(medication: Medication, on: date) -> bool:
    stopped = day_of(medication.stopped, medication.partial_end)
    if stopped is not None:
        return stopped > on
    return medication.active is True


def is_of_class(coding: Coding, drugs: DrugSet) -> bool:
    if coding.system == ATC and drugs.atc and coding.code.startswith(drugs.atc):
        return True
    if coding.system == RXNORM and coding.code in drugs.rxnorm:
        return True
    latin, others = _drug_names(drugs.names)
    words = re.findall(r"[a-z]+", coding.display.casefold())
    return not latin.isdisjoint(words) or any(name in coding.display for name in others)


@cache
def _drug_names(names: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Names that must stand as whole words, and those in scripts without spaces."""
    return frozenset(name for name in names if name.isascii()), tuple(n for n in names if not n.isascii())


def degree_of(relation: str) -> int | None:
    """1 or 2 for a relative of that degree, None for any other or one that the source does not name."""
    folded = relation.strip().casefold()
    return 1 if folded in _FIRST_DEGREE else 2 if folded in _SECOND_DEGREE else None


def relatives_with(
    entries: Iterable[FamilyHistoryEntry], codes: CodeSet, also_icd10: Sequence[str] = ()
) -> tuple[FamilyHistoryEntry, ...]:
    """Entries of blood relatives who had a condition, one a person; ``also_icd10`` are codes of a family history."""
    family = CodeSet(icd10=tuple(also_icd10))
    found: dict[str, FamilyHistoryEntry] = {}
    for one in entries:
        if degree_of(one.relation) and (has_code(one.condition, codes) or has_code(one.condition, family)):
            found.setdefault(one.relative_id or one.id, one)
    return tuple(found.values())


def latest(observations: Sequence[Observation], on: date, only_on: date | None = None) -> Observation | None:
    """The latest of observations up to a day (or of one day alone); one without a date only where no other is.

    Parameters
    ----------
    observations
        In any order; where two share a day, the later in this order counts.
    """
    dated = [
        (when, place) for place, one in enumerate(observations) if (when := observed_on(one)) is not None
    ]
    fitting = [(when, place) for when, place in dated if when <= on and only_on in (None, when)]
    if fitting:
        return observations[max(fitting)[1]]
    if only_on is not None:
        return None
    undated = [one for one in observations if observed_on(one) is None]
    return undated[-1] if undated else None


def observed_on(observation: Observation) -> date | None:
    return day_of(observation.taken_on, observation.partial_date)
