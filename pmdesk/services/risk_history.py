"""How a score of the patient has changed: computed anew for every day on which one of its inputs did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pmdesk.core.dossier import KeptScore
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.risk.input_table import FactSource, SourceKind, input_table
from pmdesk.services import record_search as search
from pmdesk.services.case import Case
from pmdesk.services.patient_risks import PREVENT_VARIANTS, known_model, patient_facts, risk_of
from pmdesk.services.record_facts import RecordFacts
from pmdesk.services.risk_inputs import asked_facts

MOST_DAYS = 400
"""Of more days with changes, the latest are shown."""


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A score as of a day; ``is_kept``: as it was computed and kept then, not computed anew."""

    on: date
    probability: float | None = None
    value: float | None = None
    category: str = ""
    is_kept: bool = False


def risk_history(case: Case, model_id: str, kept: Sequence[KeptScore] = ()) -> tuple[RiskPoint, ...]:
    """Scores by day, the oldest first; days for which the score cannot be computed are left out.

    Each day knows only what the record held on it: the latest values until then, the age, the diagnoses and drugs of
    the day. Answers that were given later count where there is none before (`RecordFacts.stated`).

    Parameters
    ----------
    case
        Its day is the last one.
    model_id
        A model of `pmdesk.services.patient_risks`.
    kept
        Scores of the patient's dossier; those of this model are shown as they were.

    Raises
    ------
    KeyError
        No model of this id is applied to patients.
    """
    facts = patient_facts(case)
    points = [_point(score.computed_for or facts.on, score) for score in _computed(facts, model_id)]
    same = PREVENT_VARIANTS if model_id in PREVENT_VARIANTS else (model_id,)
    points += [
        _point(one.score.computed_for or one.computed_at.date(), one.score, is_kept=True)
        for one in kept
        if one.score.model_id in same and one.score.state is RiskState.COMPUTED
    ]
    return tuple(sorted(points, key=lambda point: (point.on, not point.is_kept)))


def _computed(facts: RecordFacts, model_id: str) -> Iterable[RiskScore]:
    before: object = None
    days = sorted(_change_days(facts, model_id))[-MOST_DAYS:]
    for day in days:
        score = risk_of(facts.as_of(day), model_id)
        if score.state is not RiskState.COMPUTED:
            continue
        values = tuple((used.name, used.value, used.taken_on) for used in score.inputs if used.unit != "a")
        if values != before or day == facts.on:
            yield score
        before = values


def _point(on: date, score: RiskScore, *, is_kept: bool = False) -> RiskPoint:
    return RiskPoint(on, score.probability, score.value, score.category, is_kept)


def _change_days(facts: RecordFacts, model_id: str) -> set[date]:
    """Days up to that of the case on which something that the model asks for was measured, began or ended."""
    table = input_table()
    names = asked_facts(known_model(model_id))
    found: set[date | None] = {facts.on}
    for fact in names:
        for source in table.facts[fact].sources:
            found |= set(days_of_fact(facts, source))
    answers = {spec.name for spec in known_model(model_id).inputs}
    found |= {one.stated_on for one in facts.record.stated_inputs if one.name in answers}
    return {day for day in found if day is not None and day <= facts.on}


def days_of_fact(facts: RecordFacts, source: FactSource) -> Iterable[date | None]:
    """Days on which what one source says of a fact may have changed."""
    record, table = facts.record, input_table()
    match source.kind:
        case SourceKind.ANALYTE | SourceKind.ANALYTE_ABOVE:
            return facts.values.days_of(source.name)
        case SourceKind.LOINC | SourceKind.LOINC_TEXT:
            return [search.observed_on(one) for one in record.observations if one.coding.code in source.codes]
        case SourceKind.CONDITION | SourceKind.TNM:
            codes = table.codes[source.name]
            return [
                day
                for one in record.conditions
                if search.has_code(one.coding, codes)
                for day in (
                    search.day_of(one.onset, one.partial_date),
                    search.day_of(one.ended, one.partial_end),
                )
            ]
        case SourceKind.PROCEDURE:
            codes = table.procedures[source.name]
            return [
                search.day_of(one.performed, one.partial_date)
                for one in record.procedures
                if search.has_code(one.coding, codes)
            ]
        case SourceKind.DRUG:
            drugs = table.drugs[source.name]
            return [
                day
                for one in record.medications
                if search.is_of_class(one.coding, drugs)
                for day in (
                    search.day_of(one.started, one.partial_date),
                    search.day_of(one.stopped, one.partial_end),
                )
            ]
    return ()
