"""Clinical risk combined with a polygenic score: a score of its own beside the clinical one, when it is asked for."""

from dataclasses import replace

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import RiskId
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import InputMissing, InputUsed, RiskScore, RiskState
from pmdesk.risk.evaluate_rows import evaluate_row
from pmdesk.risk.knowledge import reason
from pmdesk.risk.model import InputSpec
from pmdesk.risk.polygenic import (
    CLINICAL,
    CORONARY_WITH_POLYGENIC,
    PERCENTILE,
    Z_SCORE,
    z_of_percentile,
)
from pmdesk.services.known_fact import KnownFact
from pmdesk.services.record_facts import RecordFacts

_CLINICAL_FIGURE = "chd10"


def coronary_with_polygenic(facts: RecordFacts, prevent: RiskScore | None) -> RiskScore | None:
    """PREVENT's risk of coronary disease within 10 years, combined with the stated polygenic score.

    Parameters
    ----------
    facts
        The patient; the polygenic score is an answer, ``prs_z_cad`` or ``prs_percentile_cad``.
    prevent
        The clinical score of the same day.

    Returns
    -------
    RiskScore or None
        With the interval of the score's effect; incomplete without a polygenic score; None where there is no clinical
        risk to begin with.
    """
    clinical = _clinical(prevent)
    if prevent is None or clinical is None:
        return None
    model = CORONARY_WITH_POLYGENIC
    words = model.words
    base = RiskScore(
        id=RiskId(f"{model.id}:{prevent.subject.kind.value}"),
        model_id=model.id,
        model_version=model.version,
        title=words.title,
        subject=prevent.subject,
        state=RiskState.INCOMPLETE,
        outcome=words.outcome,
        evidence=words.evidence,
        not_for=words.not_for,
        field="cardiovascular",
        population=words.population,
        computed_for=facts.on,
        grade=model.grade,
    )
    said = _score(facts)
    used: tuple[InputUsed, ...] = (_input(model.input(CLINICAL), clinical, prevent),)
    if said is None:
        wanted = model.input(Z_SCORE)
        ref = NodeRef(NodeKind.RECORD_FIELD, f"input.{Z_SCORE}")
        return _with(base, used, missing=(InputMissing(wanted.name, wanted.label, wanted.unit, ref),))
    z = float(said.value)
    spec = model.input(Z_SCORE)
    used = (
        *used,
        InputUsed(
            spec.name,
            spec.label,
            z,
            spec.unit,
            said.origin,
            said.ref,
            None,
            None,
            said.taken_on,
            said.document,
        ),
    )
    row = evaluate_row(model, {CLINICAL: clinical, Z_SCORE: z})
    low, p, high = (float(row.results[name]) for name in ("p_low", "p", "p_high"))
    reasons = (reason("prs_clinical_alone", percent=f"{100 * clinical:.1f}"), reason("prs_independence"))
    return replace(
        _with(base, used), state=RiskState.COMPUTED, probability=p, interval=(low, high), reasons=reasons
    )


def _with(score: RiskScore, used: tuple[InputUsed, ...], missing: tuple[InputMissing, ...] = ()) -> RiskScore:
    return replace(score, inputs=used, missing=missing)


def _clinical(prevent: RiskScore | None) -> float | None:
    if prevent is None or prevent.state is not RiskState.COMPUTED:
        return None
    return next((one.probability for one in prevent.figures if one.name == _CLINICAL_FIGURE), None)


def _input(spec: InputSpec, value: float, prevent: RiskScore) -> InputUsed:
    ref = NodeRef(NodeKind.RISK, prevent.id)
    return InputUsed(
        spec.name, spec.label, value, spec.unit, Origin.COMPUTED, ref, taken_on=prevent.computed_for
    )


def _score(facts: RecordFacts) -> KnownFact | None:
    """The stated score in standard deviations, inside the model's limits; a percentile serves where there is none."""
    model = CORONARY_WITH_POLYGENIC
    z, percentile = facts.stated(Z_SCORE), facts.stated(PERCENTILE)
    if z is not None and _is_within(model.input(Z_SCORE), z):
        return z
    if percentile is not None and _is_within(model.input(PERCENTILE), percentile):
        return replace(percentile, value=z_of_percentile(float(percentile.value)), origin=Origin.COMPUTED)
    return None


def _is_within(spec: InputSpec, known: KnownFact) -> bool:
    return not isinstance(known.value, str) and spec.within_limits(float(known.value))
