"""Results of risk models and follow-up rules, with their inputs, limits and what is missing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmdesk.core.evidence import Evidence, NodeRef
from pmdesk.core.ids import RiskId
from pmdesk.core.provenance import Origin
from pmdesk.core.texts import LocalizedText

UNVERIFIED = "D"
"""Grade of what was entered from general knowledge: off by default, and marked wherever it is shown."""


class RiskState(StrEnum):
    COMPUTED = "computed"
    INCOMPLETE = "incomplete"
    """Inputs are missing; nothing was assumed in their place."""
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class InputUsed:
    """One input of a score as it was used. ``name`` is the model's input name, ``ref`` where the value lives."""

    name: str
    label: LocalizedText
    value: float | bool | str
    unit: str
    origin: Origin
    ref: NodeRef | None = None
    contribution: float | None = None
    """Share of the linear predictor (coefficient times centred value, or the difference from ``RiskScore.reference``);
    None for rules."""
    value_text: LocalizedText | None = None
    """The value in words, when it is one of a model's choices."""
    taken_on: date | None = None
    """Day of the value, where it has one."""
    document: str = ""
    """File or resource that states it; empty where nobody kept that."""


@dataclass(frozen=True, slots=True)
class RiskFigure:
    """One of several results of a model, for example the risk of stroke beside that of all cardiovascular disease.

    ``name`` is the model's result column. Exactly one of ``probability`` (0..1) and ``value`` (in ``unit``, UCUM) is
    set.

    ``gain``: by how much the probability lies above the figure before it, where a treatment adds to that one.
    """

    name: str
    label: LocalizedText
    probability: float | None = None
    value: float | None = None
    unit: str = ""
    gain: float | None = None


@dataclass(frozen=True, slots=True)
class InputMissing:
    """An input nobody has stated; ``ref`` is the place where it can be filled in."""

    name: str
    label: LocalizedText
    unit: str = ""
    ref: NodeRef | None = None


@dataclass(frozen=True, slots=True)
class RiskScore:
    """One published score or rule applied to one subject.

    Exactly one of ``probability`` (0..1), ``value`` (in ``unit``, UCUM) and ``category`` is set when ``state`` is
    computed, except that a number may come with its category.
    """

    id: RiskId
    model_id: str
    model_version: str
    title: LocalizedText
    subject: NodeRef
    state: RiskState
    probability: float | None = None
    interval: tuple[float, float] | None = None
    category: str = ""
    category_text: LocalizedText | None = None
    management: LocalizedText | None = None
    """What the guideline advises for the category."""
    outcome: LocalizedText | None = None
    """What the probability is of, and over which time."""
    inputs: tuple[InputUsed, ...] = ()
    missing: tuple[InputMissing, ...] = ()
    reasons: tuple[LocalizedText, ...] = ()
    """Why a model does not apply, or what must be said about this result."""
    evidence: tuple[Evidence, ...] = ()
    not_for: tuple[LocalizedText, ...] = ()
    value: float | None = None
    unit: str = ""
    figures: tuple[RiskFigure, ...] = ()
    """The other results of the model, in its own order."""
    field: str = ""
    """Field of medicine: ``"lung"``, ``"cardiovascular"``, ``"diabetes"``, ``"breast"`` or ``"general"``."""
    population: LocalizedText | None = None
    """Whom the model was made for."""
    computed_for: date | None = None
    """Day on which ages and "latest value" are taken."""
    is_favourable: bool = False
    """True: the probability is of something good, such as being alive."""
    is_learned: bool = False
    """True: a model learnt from a table, not a published score."""
    grade: str = ""
    """Grade of certainty of the implementation: A two sources and recomputed, B one, C table, D not verified."""
    reference: LocalizedText | None = None
    """The person with whom the contributions of the inputs compare."""
    constant: float | None = None
    """What the sum begins with where the contributions are the terms of the model's own sum and no person is compared
    with; None: they are differences from `reference`."""

    @property
    def is_unverified(self) -> bool:
        """True: nobody compared the implementation of this result with a source; it is no fact."""
        return self.grade == UNVERIFIED
