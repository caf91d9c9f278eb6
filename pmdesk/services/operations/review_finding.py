"""Accept, edit, reject a finding, or put it back to unreviewed."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pmdesk.core.finding import Finding, RejectReason, ReviewStatus
from pmdesk.core.ids import FindingId
from pmdesk.core.review import ReviewEvent
from pmdesk.services.case import Case
from pmdesk.services.changes import OpChanges

_TITLES = {
    ReviewStatus.ACCEPTED: "operation.accept",
    ReviewStatus.REJECTED: "operation.reject",
    ReviewStatus.EDITED: "operation.edit_finding",
    ReviewStatus.UNREVIEWED: "operation.unreview",
}


@dataclass(frozen=True)
class ReplaceFinding:
    """Replace one finding by an edited copy and keep the event in the ledger."""

    before: Finding
    after: Finding

    @property
    def title(self) -> str:
        return _TITLES[self.after.status]

    def redo(self, case: Case) -> tuple[Case, OpChanges]:
        return self._record(case, self.before, self.after), OpChanges(findings=True)

    def undo(self, case: Case) -> tuple[Case, OpChanges]:
        return self._record(case, self.after, self.before), OpChanges(findings=True)

    @staticmethod
    def _record(case: Case, before: Finding, after: Finding) -> Case:
        event = ReviewEvent(after.id, datetime.now(tz=UTC), before, after)
        return replace(case.with_finding(after), reviews=(*case.reviews, event))


def review(
    case: Case,
    finding_id: FindingId,
    status: ReviewStatus,
    *,
    reason: RejectReason | None = None,
    comment: str | None = None,
) -> ReplaceFinding | None:
    """The operation that sets a finding's review status; None when nothing would change.

    Raises
    ------
    KeyError
        No finding of that id.
    ValueError
        A rejection without a reason.
    """
    before = case.finding(finding_id)
    if before is None:
        raise KeyError(finding_id)
    if status is ReviewStatus.REJECTED and reason is None:
        raise ValueError("a rejection needs a reason")
    after = replace(
        before,
        status=status,
        reject_reason=reason if status is ReviewStatus.REJECTED else None,
        comment=before.comment if comment is None else comment,
    )
    return None if after == before else ReplaceFinding(before, after)


def edit(case: Case, finding_id: FindingId, **changes: object) -> ReplaceFinding | None:
    """The operation that changes attributes (texture, spiculation, location, mask); marks the finding edited."""
    before = case.finding(finding_id)
    if before is None:
        raise KeyError(finding_id)
    after = before.with_changes(**changes, status=ReviewStatus.EDITED, reject_reason=None)
    return None if after == before else ReplaceFinding(before, after)
