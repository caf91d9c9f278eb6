"""Further published scores of a nodule beside those of `pmdesk.risk.assess`: VA, Herder, BTS, NELSON, doubling time.

They rest on the earlier ones: Herder begins with the Mayo probability, the British pathway asks for Brock and Herder.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pmdesk.core.errors import InputError
from pmdesk.core.finding import Finding, ReviewStatus, Texture
from pmdesk.core.growth import Comparison, GrowthMeasure, GrowthTrend, NoduleGrowth
from pmdesk.core.ids import RiskId
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.contributions import OwnTerms, own_terms
from pmdesk.risk.equations.herder import HERDER
from pmdesk.risk.equations.nodule_growth import VDT
from pmdesk.risk.equations.nodule_pathways import BTS_2015, NELSON
from pmdesk.risk.equations.va_gould import VA_GOULD
from pmdesk.risk.evaluate_rows import Row, evaluate_row
from pmdesk.risk.facts import ClinicalFacts, Fact
from pmdesk.risk.knowledge import reason, risk_table
from pmdesk.risk.model import InputKind, InputValue
from pmdesk.risk.nodule_inputs import (
    Candidate,
    age,
    finding_ref,
    longest_diameter_mm,
    measured,
    yes_no,
)
from pmdesk.risk.tables import TableModel

_PET_FROM_PROBABILITY = 0.1
_PET_FROM_MM, _PET_FROM_MM3 = 8.0, 300.0
"""From here on BTS 2015 asks for PET-CT and the Herder score."""


@dataclass(frozen=True, slots=True)
class PathwayFacts:
    """What these scores ask for and `ClinicalFacts` does not hold.

    Parameters
    ----------
    years_since_quit
        Years since quitting; 0 for who smokes now.
    fdg_uptake
        Uptake of a nodule on FDG-PET as a person read it: ``"none"``, ``"faint"``, ``"moderate"``, ``"intense"``.
    """

    years_since_quit: Fact[float]
    fdg_uptake: Callable[[Finding], Fact[str]]


def assess_pathways(
    findings: Sequence[Finding],
    facts: ClinicalFacts,
    more: PathwayFacts,
    scores: Sequence[RiskScore],
    comparison: Comparison | None = None,
) -> tuple[RiskScore, ...]:
    """The further scores of every finding that nobody has rejected.

    Herder is left out where neither an uptake is stated nor PET-CT would be the next step, the doubling time where the
    nodule was not measured twice, NELSON outside screening.

    Parameters
    ----------
    scores
        Those of `assess_findings` for the same findings.
    """
    by_id = {score.id: score for score in scores}
    found: list[RiskScore] = []
    for finding in findings:
        if finding.status is ReviewStatus.REJECTED:
            continue
        growth = comparison.of(finding.id) if comparison is not None else None
        if growth is not None and not growth.is_sure:
            growth = None
        found.append(_va(finding, facts, more))
        brock = _probability(by_id, "brock", finding)
        herder = _herder(finding, more, _probability(by_id, "mayo", finding), brock)
        if herder is not None:
            found.append(herder)
        found.append(_bts(finding, brock, herder, growth))
        if facts.lung_screening.value is True:
            found.append(_nelson(finding, growth))
        if growth is not None and growth.measure is not None:
            found += _doubling_time(finding, growth.measure)
    return tuple(found)


def _probability(scores: Mapping[RiskId, RiskScore], model_id: str, finding: Finding) -> float | None:
    score = scores.get(RiskId(f"{model_id}:{finding.id}"))
    return score.probability if score is not None else None


def _computed(name: str, value: InputValue, finding: Finding, unit: str = "") -> Candidate:
    origin = Origin.COMPUTED if value is not None else Origin.UNKNOWN
    return Candidate(name, value, origin, finding_ref(finding), unit)


def _score(
    model: TableModel,
    finding: Finding,
    candidates: Sequence[Candidate],
    state: RiskState,
    *,
    row: Row | None = None,
    own: OwnTerms | None = None,
    missing: Sequence[Candidate] = (),
    reasons: Sequence[LocalizedText] = (),
) -> RiskScore:
    words = model.words
    result = row.results.get(model.output) if row is not None else None
    category = result if isinstance(result, str) else ""
    shares = own.shares if own is not None else {}
    labels = risk_table().inputs.get(f"{model.id}.{model.output}")
    return RiskScore(
        id=RiskId(f"{model.id}:{finding.id}"),
        model_id=model.id,
        model_version=model.version,
        title=words.title,
        subject=finding_ref(finding),
        state=state,
        probability=None if result is None or isinstance(result, str) else float(result),
        category=category,
        category_text=labels.choices.get(category) if labels is not None else None,
        outcome=words.outcome,
        inputs=tuple(one.used(shares.get(one.name)) for one in candidates if one.value is not None),
        missing=tuple(one.missing() for one in missing),
        reasons=tuple(reasons),
        evidence=words.evidence,
        not_for=words.not_for,
        field="lung",
        population=words.population,
        grade=model.grade,
        constant=own.constant if own is not None else None,
    )


def _assessed(
    model: TableModel, finding: Finding, candidates: Sequence[Candidate], notes: Sequence[LocalizedText] = ()
) -> RiskScore:
    """The score of checked candidates: refused outside the limits, incomplete with what is missing."""
    refused = [text for one in candidates if (text := _outside(model, one)) is not None]
    if refused:
        return _score(model, finding, candidates, RiskState.NOT_APPLICABLE, reasons=refused)
    unknown = [one for one in candidates if one.value is None and model.input(one.name).required]
    if unknown:
        return _score(model, finding, candidates, RiskState.INCOMPLETE, missing=unknown, reasons=notes)
    values = {one.name: one.value for one in candidates if one.value is not None}
    row = evaluate_row(model, values)
    if row.lacks:
        lacking = [one for one in candidates if one.name == row.lacks]
        return _score(model, finding, candidates, RiskState.INCOMPLETE, missing=lacking, reasons=notes)
    if row.errors:
        return _score(model, finding, candidates, RiskState.NOT_APPLICABLE, reasons=row.errors)
    said = (*row.notes, *notes)
    own = own_terms(model, values)
    return _score(model, finding, candidates, RiskState.COMPUTED, row=row, own=own, reasons=said)


def _outside(model: TableModel, one: Candidate) -> LocalizedText | None:
    spec = model.input(one.name)
    if one.value is None:
        return None
    try:
        spec.check(one.value, model.id)
    except InputError:
        if spec.kind is not InputKind.NUMBER:
            return reason(
                "row_not_a_choice", input=one.label, value=one.value, choices=", ".join(spec.choices)
            )
        code = "size_outside" if one.unit == "mm" else "value_outside"
        shown = f"{float(one.value):.1f}" if one.unit == "mm" else f"{float(one.value):g}"
        return reason(
            code, input=one.label, size=shown, value=shown, minimum=spec.minimum, maximum=spec.maximum
        )
    return None


def _va(finding: Finding, facts: ClinicalFacts, more: PathwayFacts) -> RiskScore:
    quit_years = more.years_since_quit
    known = quit_years.value if facts.ever_smoker.value is True else None
    candidates = (
        age("age", facts),
        yes_no("ever_smoker", "ever_smoker", facts.ever_smoker),
        measured("diameter_mm", finding, longest_diameter_mm),
        Candidate("years_since_quit", known, quit_years.origin, quit_years.ref, "a"),
    )
    return _assessed(VA_GOULD, finding, candidates)


def _herder(
    finding: Finding, more: PathwayFacts, mayo: float | None, brock: float | None
) -> RiskScore | None:
    uptake = more.fdg_uptake(finding)
    if uptake.value is None and not _wants_pet(finding, brock):
        return None
    candidates = (
        _computed("pretest_p_mayo", mayo, finding, "1"),
        Candidate("fdg_uptake", uptake.value, uptake.origin, uptake.ref),
    )
    return _assessed(HERDER, finding, candidates)


def _wants_pet(finding: Finding, brock: float | None) -> bool:
    size = finding.measurement
    if brock is None or size is None or finding.texture.value is not Texture.SOLID:
        return False
    large = size.volume_mm3 >= _PET_FROM_MM3 or size.long_axis_mm >= _PET_FROM_MM
    return large and brock >= _PET_FROM_PROBABILITY


def _solid_only(model: TableModel, finding: Finding) -> RiskScore | None:
    """The refusal for a nodule that is not solid, or of which nobody knows."""
    texture = finding.texture
    if texture.value is Texture.SOLID:
        return None
    if texture.value is None:
        unknown = Candidate("type", None, Origin.UNKNOWN, finding_ref(finding))
        return _score(model, finding, (), RiskState.INCOMPLETE, missing=(unknown,))
    return _score(model, finding, (), RiskState.NOT_APPLICABLE, reasons=(reason("solid_only"),))


def _volume_mm3(finding: Finding) -> float | None:
    return finding.measurement.volume_mm3 if finding.measurement is not None else None


def _growing_days(growth: NoduleGrowth | None) -> float | None:
    measure = growth.measure if growth is not None else None
    if measure is None or measure.trend is not GrowthTrend.GROWING or measure.doubling_days is None:
        return None
    return measure.doubling_days.value


def _bts(
    finding: Finding, brock: float | None, herder: RiskScore | None, growth: NoduleGrowth | None
) -> RiskScore:
    refusal = _solid_only(BTS_2015, finding)
    if refusal is not None:
        return refusal
    days = _growing_days(growth)
    after_pet = herder.probability if herder is not None else None
    if days is not None:
        candidates = [_computed("rule", "bts_vdt", finding), _computed("vdt_days", days, finding, "d")]
    elif after_pet is not None:
        candidates = [
            _computed("rule", "bts_herder", finding),
            _computed("herder_p", after_pet, finding, "1"),
        ]
    else:
        candidates = [
            _computed("rule", "bts_entry", finding),
            _computed("volume_mm3", _volume_mm3(finding), finding, "mm3"),
            measured("diameter_mm", finding, longest_diameter_mm),
            _computed("brock_p", brock, finding, "1"),
        ]
    seen_before = growth is not None and growth.measure is not None and days is None
    return _assessed(BTS_2015, finding, candidates, (reason("as_first_seen"),) if seen_before else ())


def _nelson(finding: Finding, growth: NoduleGrowth | None) -> RiskScore:
    refusal = _solid_only(NELSON, finding)
    if refusal is not None:
        return refusal
    measure = growth.measure if growth is not None else None
    if measure is not None and measure.volume_change.value is not None:
        change = 100.0 * measure.volume_change.value
        candidates = [
            _computed("rule", "nelson_followup", finding),
            _computed("growth_percent", change, finding, "%"),
            _computed("vdt_days", _growing_days(growth), finding, "d"),
        ]
        return _assessed(NELSON, finding, candidates)
    candidates = [
        _computed("rule", "nelson_baseline", finding),
        _computed("volume_mm3", _volume_mm3(finding), finding, "mm3"),
    ]
    return _assessed(NELSON, finding, candidates, (reason("as_first_seen"),) if growth is not None else ())


def _doubling_time(finding: Finding, measure: GrowthMeasure) -> tuple[RiskScore, ...]:
    """The doubling time as the comparison of the two CTs measured it, with its interval."""
    days = measure.doubling_days
    if days is None or days.value is None:
        return ()
    score = _score(VDT, finding, (), RiskState.COMPUTED)
    bounds = (days.low, days.high) if days.low is not None and days.high is not None else None
    return (replace(score, value=days.value, unit="d", interval=bounds),)
