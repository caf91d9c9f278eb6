"""Which values to enter first: those that most scores wait for."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.risk import InputMissing, RiskScore, RiskState
from pmdesk.risk.input_table import input_table


@dataclass(frozen=True, slots=True)
class WantedInput:
    """A value that is missing; ``scores`` wait for it, ``completed`` of them for nothing else."""

    item: InputMissing
    scores: tuple[RiskScore, ...]
    completed: int


def wanted_inputs(scores: Iterable[RiskScore]) -> tuple[WantedInput, ...]:
    """Missing values of the incomplete scores: first those that complete most, then those that most wait for.

    Inputs of several models are one value where they ask for one fact, else where they live in the same place.
    """
    items: dict[NodeRef | str, InputMissing] = {}
    waiting: dict[NodeRef | str, list[RiskScore]] = {}
    for score in scores:
        if score.state is not RiskState.INCOMPLETE:
            continue
        for item in score.missing:
            key = _what(score, item)
            items.setdefault(key, item)
            if score not in waiting.setdefault(key, []):
                waiting[key].append(score)
    found = [
        WantedInput(item, tuple(waiting[key]), sum(_waits_for_one(score) for score in waiting[key]))
        for key, item in items.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.completed, -len(one.scores))))


def _waits_for_one(score: RiskScore) -> bool:
    return len({_what(score, item) for item in score.missing}) == 1


def _what(score: RiskScore, item: InputMissing) -> NodeRef | str:
    source = input_table().source_of(score.model_id, item.name)
    if source is not None and score.subject.kind is NodeKind.PATIENT:
        return source.fact
    return item.ref or item.name
