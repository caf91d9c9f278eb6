"""Every score and rule of this room for every finding that nobody has rejected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.finding import Finding, ReviewStatus
from pmdesk.core.growth import Comparison, NoduleGrowth
from pmdesk.core.ids import FindingId, RiskId
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import InputMissing, InputUsed, RiskScore, RiskState
from pmdesk.core.rounding import round_half_up
from pmdesk.core.texts import LocalizedText
from pmdesk.risk import compared_nodule
from pmdesk.risk.equations.brock import BROCK, NON_SOLID
from pmdesk.risk.equations.fleischner import FLEISCHNER_2017, LARGEST_NODULE_MM, MINIMUM_AGE_YEARS
from pmdesk.risk.equations.lung_rads import LUNG_RADS_V2022, Timepoint
from pmdesk.risk.equations.mayo import MAYO
from pmdesk.risk.facts import ClinicalFacts
from pmdesk.risk.knowledge import CategoryWords, follow_up_table, joined, reason
from pmdesk.risk.logistic import LogisticModel
from pmdesk.risk.model import InputKind, InputValue, ModelResult, RiskModel
from pmdesk.risk.nodule_inputs import (
    Candidate,
    NoduleCount,
    age,
    female,
    finding_ref,
    longest_diameter_mm,
    lung_rads_diameter_mm,
    mean_diameter_mm,
    measured,
    solid_component,
    spiculation,
    texture,
    upper_lobe,
    yes_no,
)

_MOST_COMBINATIONS = 16
"""Missing yes/no inputs are played through up to this many combinations."""


def assess_findings(
    findings: Sequence[Finding],
    facts: ClinicalFacts,
    *,
    timepoints: Mapping[FindingId, Timepoint] | None = None,
    comparison: Comparison | None = None,
) -> tuple[RiskScore, ...]:
    """Brock, Mayo, Lung-RADS v2022 and Fleischner 2017 for each finding, in this order.

    Parameters
    ----------
    findings
        All findings of one CT. Rejected ones are left out and are not counted.
    facts
        What is known of the patient.
    timepoints
        How a finding compares with an earlier CT, where somebody has compared.
    comparison
        How the findings compare with an earlier CT by measurement.

    Returns
    -------
    tuple of RiskScore
        Four for every finding that is not rejected; those that cannot be computed say why. Nothing is assumed in
        place of a missing input.
    """
    count = NoduleCount.of(findings)
    known_timepoints = timepoints or {}
    scores: list[RiskScore] = []
    for finding in findings:
        if finding.status is ReviewStatus.REJECTED:
            continue
        growth = comparison.of(finding.id) if comparison is not None else None
        scores += (
            assess_brock(finding, facts, count),
            assess_mayo(finding, facts, count),
            assess_lung_rads(finding, facts, known_timepoints.get(finding.id), growth),
            assess_fleischner(finding, facts, count, growth),
        )
    return tuple(scores)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is gathered about one model and one finding before the model is asked."""

    candidates: tuple[Candidate, ...]
    blocked: tuple[LocalizedText, ...] = ()
    """Reasons why the model does not apply."""
    notes: tuple[LocalizedText, ...] = ()
    gates: tuple[Candidate, ...] = ()
    """Facts that decide whether the model applies, and are no inputs of its formula."""

    def value_of(self, name: str) -> InputValue:
        return next((one.value for one in self.candidates if one.name == name), None)

    @property
    def values(self) -> dict[str, InputValue]:
        return {one.name: one.value for one in self.candidates}


def _score(
    model: RiskModel,
    finding: Finding,
    draft: _Draft,
    state: RiskState,
    *,
    result: ModelResult | None = None,
    words: CategoryWords | None = None,
    missing: Sequence[InputMissing] = (),
    reasons: Sequence[LocalizedText] = (),
) -> RiskScore:
    shares = dict(result.contributions) if result is not None else {}
    inputs: list[InputUsed] = [
        one.used(shares.get(one.name)) for one in (*draft.candidates, *draft.gates) if one.value is not None
    ]
    estimates = tuple(one.label for one in draft.candidates if one.is_estimate)
    said = list(reasons)
    if estimates and state is not RiskState.NOT_APPLICABLE:
        said.append(reason("estimated_by_model", inputs=joined(estimates)))
    return RiskScore(
        id=RiskId(f"{model.id}:{finding.id}"),
        model_id=model.id,
        model_version=model.version + (f" ({result.variant})" if result and result.variant else ""),
        title=model.words.title,
        subject=finding_ref(finding),
        state=state,
        probability=result.probability if result is not None else None,
        category=result.category if result is not None else "",
        category_text=words.meaning if words is not None else None,
        management=words.management if words is not None else None,
        outcome=model.words.outcome,
        inputs=tuple(inputs),
        missing=tuple(missing),
        reasons=tuple(said),
        evidence=model.words.evidence,
        not_for=model.words.not_for,
        grade=result.grade if result is not None else model.grade,
        constant=result.constant if result is not None else None,
    )


def _outside_limits(model: RiskModel, draft: _Draft) -> tuple[LocalizedText, ...]:
    """One sentence for each number that lies outside the model's limits."""
    found: list[LocalizedText] = []
    for one in draft.candidates:
        spec = model.input(one.name)
        if spec.kind is not InputKind.NUMBER or one.value is None or spec.within_limits(float(one.value)):
            continue
        code = "size_outside" if one.unit == "mm" else "value_outside"
        shown = f"{float(one.value):.1f}" if one.unit == "mm" else f"{float(one.value):g}"
        found.append(
            reason(code, input=one.label, size=shown, value=shown, minimum=spec.minimum, maximum=spec.maximum)
        )
    return tuple(found)


def _assess_logistic(model: LogisticModel, finding: Finding, draft: _Draft) -> RiskScore:
    blocked = draft.blocked + _outside_limits(model, draft)
    if blocked:
        return _score(model, finding, draft, RiskState.NOT_APPLICABLE, reasons=blocked)
    unknown = [one for one in draft.candidates if one.value is None]
    missing = [one.missing() for one in (*unknown, *(gate for gate in draft.gates if gate.value is None))]
    required = [one for one in unknown if model.input(one.name).required]
    if required:
        said = [*_no_measurement(finding), *_range_over(model, draft, required), *draft.notes]
        return _score(model, finding, draft, RiskState.INCOMPLETE, missing=missing, reasons=said)
    notes = list(draft.notes)
    if model.reduced is not None and draft.value_of(model.reduced_without) is None:
        notes.insert(0, reason("spiculation_unknown"))
    result = model.compute(draft.values)
    return _score(model, finding, draft, RiskState.COMPUTED, result=result, missing=missing, reasons=notes)


def _range_over(
    model: LogisticModel, draft: _Draft, unknown: Sequence[Candidate]
) -> tuple[LocalizedText, ...]:
    """Lowest and highest result over all values that the missing yes/no inputs and choices could have."""
    specs = [model.input(one.name) for one in unknown]
    if any(spec.kind is InputKind.NUMBER for spec in specs):
        return ()
    options: list[tuple[InputValue, ...]] = [spec.choices or (False, True) for spec in specs]
    combinations = list(product(*options))
    if len(combinations) > _MOST_COMBINATIONS:
        return ()
    names = [spec.name for spec in specs]
    results = [
        model.compute(draft.values | dict(zip(names, combination, strict=True))).probability or 0.0
        for combination in combinations
    ]
    labels = joined(tuple(one.label for one in unknown))
    low, high = f"{100 * min(results):.1f}", f"{100 * max(results):.1f}"
    return (reason("range_over_missing", inputs=labels, low=low, high=high),)


def _no_measurement(finding: Finding) -> tuple[LocalizedText, ...]:
    return (reason("no_measurement"),) if finding.measurement is None else ()


def assess_brock(finding: Finding, facts: ClinicalFacts, count: NoduleCount) -> RiskScore:
    """Brock 2b, or 2a when nobody has stated whether the nodule is spiculated."""
    lobe, lobe_notes = upper_lobe(finding)
    notes = [*lobe_notes, *count.notes()]
    if facts.lung_screening.value is False:
        notes.append(reason("outside_screening"))
    if facts.ever_smoker.value is False:
        notes.append(reason("never_smoker"))
    if facts.prior_chest_ct.value is True:
        notes.append(reason("prior_ct_exists"))
    draft = _Draft(
        (
            age("age", facts),
            female(facts),
            yes_no("fam_hx_lung_ca", "family_history_lung_cancer", facts.family_history_lung_cancer),
            yes_no("emphysema", "emphysema", facts.emphysema),
            measured("diameter_mm", finding, longest_diameter_mm),
            texture("type", finding, NON_SOLID),
            lobe,
            count.candidate(),
            spiculation(finding),
        ),
        *_recent_cancer(facts, notes),
    )
    return _assess_logistic(BROCK, finding, draft)


def assess_mayo(finding: Finding, facts: ClinicalFacts, count: NoduleCount) -> RiskScore:
    """Mayo Clinic model."""
    lobe, lobe_notes = upper_lobe(finding)
    notes = list(lobe_notes)
    if count.total > 1:
        notes.append(reason("several_nodules", count=count.total))
    draft = _Draft(
        (
            age("age", facts),
            yes_no("ever_smoker", "ever_smoker", facts.ever_smoker),
            yes_no(
                "extrathoracic_ca_gt5y",
                "extrathoracic_cancer_over_5y_ago",
                facts.extrathoracic_cancer_over_5y_ago,
            ),
            measured("diameter_mm", finding, longest_diameter_mm),
            spiculation(finding),
            lobe,
        ),
        *_recent_cancer(facts, notes),
    )
    return _assess_logistic(MAYO, finding, draft)


def _recent_cancer(
    facts: ClinicalFacts, notes: list[LocalizedText]
) -> tuple[tuple[LocalizedText, ...], tuple[LocalizedText, ...], tuple[Candidate, ...]]:
    """Reasons against, notes and the gate for "no cancer in the last five years".

    It is no input of the formulas: where nobody has stated it, the number is given together with the condition.
    """
    gate = yes_no("cancer_within_5y", "cancer_within_5y", facts.cancer_within_5y)
    blocked = (reason("recent_cancer"),) if gate.value is True else ()
    if gate.value is None:
        notes = [*notes, reason("recent_cancer_unknown")]
    return blocked, tuple(notes), (gate,)


def _assess_rule(
    model: RiskModel, finding: Finding, draft: _Draft, words: Mapping[str, CategoryWords]
) -> RiskScore:
    if draft.blocked:
        return _score(model, finding, draft, RiskState.NOT_APPLICABLE, reasons=draft.blocked)
    unknown = [one for one in (*draft.candidates, *draft.gates) if one.value is None]
    try:
        result = model.compute(draft.values)
    except InputError as error:
        if error.code is not ErrorCode.INPUT_MISSING:
            said = _outside_limits(model, draft) or (reason("table_has_no_cell"),)
            return _score(model, finding, draft, RiskState.NOT_APPLICABLE, reasons=said)
        wanted = str(error.params["input"])
        relevant = [one for one in unknown if one.name == wanted or _always_needed(model, one)]
        said = (*_no_measurement(finding), *draft.notes)
        return _score(
            model,
            finding,
            draft,
            RiskState.INCOMPLETE,
            missing=[one.missing() for one in relevant],
            reasons=said,
        )
    gates = [one.missing() for one in draft.gates if one.value is None]
    if gates:
        return _score(model, finding, draft, RiskState.INCOMPLETE, missing=gates, reasons=draft.notes)
    return _score(
        model,
        finding,
        draft,
        RiskState.COMPUTED,
        result=result,
        words=words[result.category],
        reasons=draft.notes,
    )


def _always_needed(model: RiskModel, one: Candidate) -> bool:
    """True for gates and for inputs that belong to every cell of the table."""
    spec = next((spec for spec in model.inputs if spec.name == one.name), None)
    return spec is None or spec.required or one.name in ("mean_diameter_mm", "timepoint")


def assess_lung_rads(
    finding: Finding,
    facts: ClinicalFacts,
    timepoint: Timepoint | None = None,
    growth: NoduleGrowth | None = None,
) -> RiskScore:
    """Lung-RADS v2022; only for a CT that somebody has called a screening CT."""
    screening = yes_no("lung_screening", "lung_screening", facts.lung_screening)
    blocked = (reason("not_screening_ct"),) if screening.value is False else ()
    margin = spiculation(finding)
    confirmed = margin.value is True and margin.origin in (Origin.READER, Origin.RECORD)
    compared, notes_of_comparison = compared_nodule.timepoint(finding, facts, timepoint, growth)
    suspicious = Candidate(
        "suspicious_features", confirmed or None, margin.origin if confirmed else Origin.UNKNOWN, margin.ref
    )
    solid, notes_of_solid = solid_component(finding)
    draft = _Draft(
        (
            texture("nodule_type", finding, "ggn"),
            compared,
            measured("mean_diameter_mm", finding, lung_rads_diameter_mm),
            solid,
            suspicious,
        ),
        blocked,
        gates=(screening,),
    )
    notes: list[LocalizedText] = [*notes_of_solid, *notes_of_comparison]
    if compared.value is None and (growth is not None or facts.prior_chest_ct.value is not True):
        notes += compared_nodule.by_size_alone(draft.values, growth)
    if margin.value is True and not confirmed:
        notes.append(reason("spiculation_would_be_4x"))
    draft = _Draft(draft.candidates, blocked, tuple(notes), draft.gates)
    return _assess_rule(LUNG_RADS_V2022, finding, draft, follow_up_table().lung_rads_v2022)


def assess_fleischner(
    finding: Finding, facts: ClinicalFacts, count: NoduleCount, growth: NoduleGrowth | None = None
) -> RiskScore:
    """Fleischner 2017; refuses the people whom the guideline leaves out."""
    multiple = count.total > 1
    mean_mm = mean_diameter_mm(finding)
    rounded = None if mean_mm is None else round_half_up(mean_mm)
    nodule = texture("type", finding, "ggn")
    if multiple and nodule.value in ("ggn", "part-solid"):
        nodule = Candidate("type", "subsolid", nodule.origin, nodule.ref)
    gates = (
        age("age_years", facts),
        yes_no("cancer_within_5y", "cancer_within_5y", facts.cancer_within_5y),
        yes_no("immunosuppressed", "immunosuppressed", facts.immunosuppressed),
        yes_no("lung_screening", "lung_screening", facts.lung_screening),
    )
    notes: list[LocalizedText] = [*compared_nodule.grown(growth)]
    risk: str | None = None
    factors: tuple[Candidate, ...] = ()
    if nodule.value == "solid":
        risk, factors, risk_notes = _risk_group(finding, facts)
        notes += risk_notes
    if multiple:
        notes += (reason("most_suspicious"), *count.notes())
    if facts.extrathoracic_cancer_over_5y_ago.value is True:
        notes.append(reason("old_cancer"))
    candidates = [
        nodule,
        Candidate("number", "multiple" if multiple else "single", Origin.COMPUTED, None),
        Candidate(
            "diameter_mm_rounded",
            rounded,
            Origin.COMPUTED if rounded is not None else Origin.UNKNOWN,
            finding_ref(finding),
            "mm",
        ),
    ]
    if nodule.value == "part-solid":
        solid, notes_of_solid = solid_component(finding)
        candidates.append(solid)
        notes += notes_of_solid
    if risk is not None:
        candidates.append(Candidate("risk", risk, Origin.COMPUTED, None))
    draft = _Draft(
        tuple(candidates),
        _fleischner_refusals(facts, rounded),
        tuple(notes),
        (*gates, *(one for one in factors if risk is None or one.value is not None)),
    )
    return _assess_rule(FLEISCHNER_2017, finding, draft, follow_up_table().fleischner_2017)


def _fleischner_refusals(facts: ClinicalFacts, rounded_mm: float | None) -> tuple[LocalizedText, ...]:
    found: list[LocalizedText] = []
    years = facts.age_years.value
    if years is not None and years < MINIMUM_AGE_YEARS:
        found.append(reason("too_young", age=f"{years:g}", minimum=MINIMUM_AGE_YEARS))
    if facts.cancer_within_5y.value is True:
        found.append(reason("known_cancer"))
    if facts.immunosuppressed.value is True:
        found.append(reason("immunosuppressed"))
    if facts.lung_screening.value is True:
        found.append(reason("screening_ct"))
    if rounded_mm is not None and rounded_mm > LARGEST_NODULE_MM:
        found.append(reason("mass", maximum=LARGEST_NODULE_MM))
    return tuple(found)


def _risk_group(
    finding: Finding, facts: ClinicalFacts
) -> tuple[str | None, tuple[Candidate, ...], tuple[LocalizedText, ...]]:
    """High when any risk factor of the guideline is present, low when all are known to be absent, else None.

    Higher age is a factor too, but the guideline gives no limit for it; it is left to the reader.
    """
    lobe, lobe_notes = upper_lobe(finding)
    factors = (
        yes_no("ever_smoker", "ever_smoker", facts.ever_smoker),
        yes_no("fam_hx_lung_ca", "family_history_lung_cancer", facts.family_history_lung_cancer),
        yes_no("emphysema", "emphysema", facts.emphysema),
        lobe,
        spiculation(finding),
    )
    present = tuple(one.label for one in factors if one.value is True)
    if present:
        return "high", factors, (reason("risk_high", factors=joined(present)), *lobe_notes)
    if all(one.value is False for one in factors):
        return "low", factors, (reason("risk_low"), *lobe_notes)
    return None, factors, lobe_notes
