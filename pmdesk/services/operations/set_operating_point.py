"""Work with fewer false marks, or with fewer missed nodules."""

from dataclasses import dataclass, replace

from pmdesk.core.ids import FindingId
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.services.case import Case
from pmdesk.services.changes import OpChanges
from pmdesk.services.operating_points import at_point, every_finding


@dataclass(frozen=True)
class SetOperatingPoint:
    """Show the findings of another operating point; going back shows just what was shown before."""

    before: OperatingPoint | None
    after: OperatingPoint
    shown_before: frozenset[FindingId]

    title = "operation.set_operating_point"
    only_looks = True
    """Whoever may look at a case may look at every mark of it."""

    def redo(self, case: Case) -> tuple[Case, OpChanges]:
        return at_point(case, self.after), OpChanges(findings=True)

    def undo(self, case: Case) -> tuple[Case, OpChanges]:
        every = every_finding(case)
        restored = replace(
            case,
            findings=tuple(item for item in every if item.id in self.shown_before),
            hidden_findings=tuple(item for item in every if item.id not in self.shown_before),
            operating_point=self.before,
        )
        return restored, OpChanges(findings=True)


def set_operating_point(case: Case, point: OperatingPoint) -> SetOperatingPoint | None:
    """The operation that moves a case to a point of its curve; None when it is there already.

    Raises
    ------
    ValueError
        The point is not one of the case's curve.
    """
    if point not in case.operating_points:
        raise ValueError("not a point of this analysis")
    if point == case.operating_point:
        return None
    return SetOperatingPoint(case.operating_point, point, frozenset(item.id for item in case.findings))
