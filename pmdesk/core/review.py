"""What a person decided about a finding, and when."""

from dataclasses import dataclass
from datetime import datetime

from pmdesk.core.finding import Finding
from pmdesk.core.ids import FindingId


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One decision of a person about a finding; the ledger keeps them all."""

    finding_id: FindingId
    at: datetime
    before: Finding | None
    after: Finding | None
