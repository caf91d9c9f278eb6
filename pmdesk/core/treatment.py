"""Treatment and follow-up options with the facts that brought them up."""

from dataclasses import dataclass
from enum import StrEnum

from pmdesk.core.evidence import Evidence, NodeRef
from pmdesk.core.ids import OptionId
from pmdesk.core.texts import LocalizedText


class OptionKind(StrEnum):
    FOLLOW_UP = "follow_up"
    SYSTEMIC = "systemic"
    TARGETED = "targeted"
    SURGERY = "surgery"
    RADIATION = "radiation"
    TEST = "test"
    AVOID = "avoid"
    PREVENTION = "prevention"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A fact that a rule asked for: what it is, in words, and where it lives."""

    ref: NodeRef
    statement: LocalizedText


@dataclass(frozen=True, slots=True)
class TreatmentOption:
    """One option for discussion, never an order."""

    id: OptionId
    rule_id: str
    knowledge_version: str
    kind: OptionKind
    title: LocalizedText
    rationale: LocalizedText
    rank: int
    """1 is shown first; within a rank the order of the table holds."""
    triggers: tuple[Trigger, ...]
    evidence: tuple[Evidence, ...] = ()
    contraindications: tuple[LocalizedText, ...] = ()
    cautions: tuple[Trigger, ...] = ()
    """Facts of this patient that speak against the option."""
    missing: tuple[LocalizedText, ...] = ()
    """What should be known before acting and is not."""
    not_for: tuple[LocalizedText, ...] = ()
