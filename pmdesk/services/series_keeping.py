"""The open series between case and store: what is kept of it, and the case as it was when it is opened again."""

from dataclasses import replace

from pmdesk.core.kept_series import AnalysisState, KeptAnalysis, KeptSeries
from pmdesk.services.case import Case, CaseWarning


def series_of(case: Case) -> KeptSeries:
    """What there is to keep of the open series; that it was not analysed is kept, too."""
    done = case.analysis is not None
    analysis = KeptAnalysis(
        state=AnalysisState.DONE if done else AnalysisState.NOT_DONE,
        provenance=case.analysis,
        operating_points=case.operating_points if done else (),
        operating_point=case.operating_point if done else None,
    )
    return KeptSeries(analysis, case.findings, case.hidden_findings, case.reviews)


def carried_over(before: KeptSeries | None, taken: KeptSeries) -> KeptSeries:
    """What is to be kept of a series when it is saved again.

    A case that says nothing of the series takes nothing away, and what an older version did not write down does not
    become known by being saved again.

    Parameters
    ----------
    before
        What is kept now; None when nothing is.
    taken
        The series of the case.
    """
    if before is None:
        return taken
    if taken.says_nothing:
        return before
    analysis = taken.analysis
    if analysis.state is AnalysisState.NOT_DONE and before.analysis.state is AnalysisState.UNKNOWN:
        return replace(taken, analysis=before.analysis)
    is_as_opened = (
        analysis.provenance == before.analysis.provenance
        and analysis.operating_point is None
        and not taken.hidden
    )
    if is_as_opened and not before.analysis.is_whole:
        return replace(taken, analysis=replace(analysis, is_whole=False))
    return taken


def with_series(case: Case, kept: KeptSeries) -> Case:
    """The case with a series as it was left."""
    analysis = kept.analysis
    notes = analysis.provenance.notes if analysis.provenance is not None else ()
    said = tuple(CaseWarning(note) for note in notes)
    return replace(
        case,
        findings=kept.findings,
        hidden_findings=kept.hidden,
        reviews=kept.reviews,
        analysis=analysis.provenance,
        operating_points=analysis.operating_points,
        operating_point=analysis.operating_point,
        warnings=(*(one for one in case.warnings if one not in said), *said),
    )


def is_same_series(first: Case, second: Case) -> bool:
    """True when two states of a case would be kept alike."""
    return series_of(first) == series_of(second)
