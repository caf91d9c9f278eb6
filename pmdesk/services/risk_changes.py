"""The history of a score with what changed from one point to the next."""

from dataclasses import dataclass

from pmdesk.core.progress import JobContext
from pmdesk.core.risk import InputUsed
from pmdesk.services.case import Case
from pmdesk.services.patient_risks import patient_facts, risk_of
from pmdesk.services.risk_history import RiskPoint, risk_history


@dataclass(frozen=True, slots=True)
class InputChange:
    """An input that another value was known of; None where it was not known before, or is not any more."""

    before: InputUsed | None
    after: InputUsed | None


@dataclass(frozen=True, slots=True)
class ExplainedPoint:
    """A point of the history; ``changes`` are empty for the first."""

    point: RiskPoint
    changes: tuple[InputChange, ...] = ()


def explained_history(ctx: JobContext, case: Case, model_id: str) -> tuple[ExplainedPoint, ...]:
    """`risk_history` with the inputs that differ from the point before.

    Parameters
    ----------
    ctx
        Asked between the points, so that the work can be cancelled.
    """
    facts = patient_facts(case)
    points = risk_history(case, model_id)
    found: list[ExplainedPoint] = []
    before: dict[str, InputUsed] | None = None
    for number, point in enumerate(points):
        ctx.progress(number / len(points))
        now = {one.name: one for one in risk_of(facts.as_of(point.on), model_id).inputs}
        changes = () if before is None else input_changes(before, now)
        found.append(ExplainedPoint(point, changes))
        before = now
    return tuple(found)


def input_changes(before: dict[str, InputUsed], now: dict[str, InputUsed]) -> tuple[InputChange, ...]:
    """Inputs of which another value is known, in the order of the later ones."""
    names = dict.fromkeys((*now, *before))
    changes = (InputChange(before.get(name), now.get(name)) for name in names)
    return tuple(one for one in changes if _value(one.before) != _value(one.after))


def _value(item: InputUsed | None) -> tuple[object, str] | None:
    return None if item is None else (item.value, item.unit)
