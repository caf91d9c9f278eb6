"""Biomarkers: what a genome says about the few changes that treatment rules ask for."""

from dataclasses import dataclass
from enum import StrEnum

from pmdesk.core.ids import VariantId
from pmdesk.core.texts import LocalizedText
from pmdesk.core.variant import VariantOrigin


class Assessment(StrEnum):
    """What the file allows one to say. None of the three means "normal" or "wild type"."""

    FOUND = "found"
    NOT_REPORTED = "not_reported"
    """The file could show it and reports none; whether the place was sequenced is not known."""
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class Biomarker:
    """One biomarker of one genome. Codes in ``basis`` and ``reasons`` are text codes, ``"biomarker.*"``."""

    id: str
    gene: str
    title: LocalizedText
    assessment: Assessment
    variants: tuple[VariantId, ...] = ()
    """The calls that show it; empty unless found."""
    origin: VariantOrigin = VariantOrigin.UNKNOWN
    """Germline when any of the calls is; somatic when all are; else unknown."""
    basis: str = ""
    """How it was recognised, for example ``"biomarker.protein_change"`` or ``"biomarker.coordinate"``."""
    failed_filter: tuple[VariantId, ...] = ()
    """Calls that would show it but failed the file's own filter; they are not used."""
    unclear: tuple[VariantId, ...] = ()
    """Calls at the place whose effect the file does not state."""
    reasons: tuple[str, ...] = ()
    """Why it is not reported or cannot be assessed."""
