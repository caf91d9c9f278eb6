"""What follows from one state of the case, as one value; what came out as before keeps its identity."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from pmdesk.core.biomarker import Biomarker
from pmdesk.core.progress import JobContext
from pmdesk.core.risk import RiskScore
from pmdesk.core.treatment import TreatmentOption
from pmdesk.services.case import Case
from pmdesk.services.changes import OpChanges
from pmdesk.services.links import LinkGraph, build_links

_Named = TypeVar("_Named", RiskScore, TreatmentOption, Biomarker)


@dataclass(frozen=True)
class Derived:
    """A case with everything that follows from it, its links, and which derived parts differ from those before."""

    case: Case
    links: LinkGraph
    changes: OpChanges


def derived(derive: Callable[[Case], Case], case: Case) -> Derived:
    """Work out what follows from a case, which still carries what followed from the state before it.

    Risks and options that came out equal stay the objects that they were, so that a view can tell by identity what
    to draw again.
    """
    after = derive(case)
    after = replace(
        after,
        risks=_kept(case.risks, after.risks),
        options=_kept(case.options, after.options),
        biomarkers=_kept(case.biomarkers, after.biomarkers),
    )
    links = build_links(after)
    links.prepare()
    changes = OpChanges(
        findings=after.comparison is not case.comparison,
        genome=after.biomarkers is not case.biomarkers,
        risks=after.risks is not case.risks,
        options=after.options is not case.options,
    )
    return Derived(after, links, changes)


def derived_in_job(ctx: JobContext, derive: Callable[[Case], Case], case: Case) -> Derived:
    """`derived` as a job; one that a newer state has overtaken ends before it begins."""
    ctx.check()
    return derived(derive, case)


def without_derived(case: Case) -> Case:
    """The case before anything was worked out of it."""
    return replace(case, comparison=None, risks=(), biomarkers=(), options=())


def is_same_ground(before: Case, after: Case) -> bool:
    """True when what followed from ``before`` speaks of the patient, images and findings of ``after``, too."""
    if before.record is None or after.record is None:
        is_same_person = before.record is after.record
    else:
        is_same_person = before.record.demographics == after.record.demographics
    return (
        is_same_person
        and before.volume is after.volume
        and before.genome is after.genome
        and before.analysis is after.analysis
        and before.record_confirmed == after.record_confirmed
    )


def _kept(before: tuple[_Named, ...], after: tuple[_Named, ...]) -> tuple[_Named, ...]:
    """``after``, with every part that equals the one of its id in ``before`` replaced by that object."""
    known = {one.id: one for one in before}
    kept = tuple(known[one.id] if known.get(one.id) == one else one for one in after)
    is_same = len(kept) == len(before) and all(new is old for new, old in zip(kept, before, strict=True))
    return before if is_same else kept
