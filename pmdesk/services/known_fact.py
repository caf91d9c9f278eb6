"""One thing that is known of a patient."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pmdesk.core.evidence import NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.texts import LocalizedText

Value: TypeAlias = bool | float | str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A value with who says so, since when and where; ``cautions`` must be said of every result that rests on it."""

    value: Value
    origin: Origin
    ref: NodeRef | None = None
    unit: str = ""
    taken_on: date | None = None
    document: str = ""
    cautions: tuple[LocalizedText, ...] = ()
    is_stated: bool = False
    """True: an answer to a model's question, not derived from the record."""
