"""Sources of statements, and the graph of what supports what."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from pmdesk.core.texts import LocalizedText


class Evidence(BaseModel):
    """One source.

    ``level`` is the source's own grading (for example AMP/ASCO/CAP tier ``"I-A"``, CPIC ``"A"``); ``as_of`` is the
    date the statement was last checked. Identifiers are given only when they were resolved.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    reference: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    level: str = ""
    as_of: str = ""
    note: LocalizedText | None = None


class NodeKind(StrEnum):
    """What can be selected, linked and asked "why?"."""

    PATIENT = "patient"
    SERIES = "series"
    FINDING = "finding"
    RISK = "risk"
    RECORD_FIELD = "record_field"
    OBSERVATION = "observation"
    CONDITION = "condition"
    MEDICATION = "medication"
    PROCEDURE = "procedure"
    ALLERGY = "allergy"
    RELATIVE = "relative"
    ENCOUNTER = "encounter"
    REPORT = "report"
    VARIANT = "variant"
    OPTION = "option"
    MODEL = "model"


@dataclass(frozen=True, slots=True, order=True)
class NodeRef:
    """Names one thing of the case by its domain key."""

    kind: NodeKind
    key: str


class Relation(StrEnum):
    """How one node bears on another."""

    INPUT_OF = "input_of"
    """A value that was put into a score."""
    TRIGGERS = "triggers"
    """A fact that made a rule fire."""
    CONTRADICTS = "contradicts"
    """A fact that speaks against an option."""
    MEASURED_ON = "measured_on"
    FOUND_BY = "found_by"


@dataclass(frozen=True, slots=True)
class EvidenceEdge:
    """``source`` bears on ``target``; ``label`` is a text code and ``value`` the fact itself, ready to show."""

    source: NodeRef
    relation: Relation
    target: NodeRef
    label: str = ""
    value: str = ""
