"""From the facts of a record to the inputs of a model, in its own words and units, each with where it came from."""

from datetime import date

from pmdesk.core.analytes import Analyte, analyte
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.input_table import OUTSIDE, FactSpec, InputSource, SourceKind, input_table
from pmdesk.risk.knowledge import reason
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.patient_score import KnownInput, PatientInputs
from pmdesk.risk.tables import TableModel
from pmdesk.services.analyte_values import converted
from pmdesk.services.known_fact import KnownFact, Value
from pmdesk.services.record_facts import RecordFacts

_DAYS_A_YEAR = 365


def patient_inputs(model: TableModel, facts: RecordFacts) -> PatientInputs:
    """Everything that the record says about the inputs and gates of a model.

    Parameters
    ----------
    model
        A model of `pmdesk.risk.tables` that `input_table` knows how to apply to a patient.
    facts
        The record as of the day of the score.
    """
    table = input_table()
    use = table.models[model.id]
    together = _latest_day(model, facts, use.same_day)
    known = {
        spec.name: found
        for spec in model.inputs
        if (found := _known(model, spec, facts, together if spec.name in use.same_day else None)) is not None
    }
    gates = {
        gate.fact: _gate(gate.fact, fact) for gate in use.gates if (fact := facts.get(gate.fact)) is not None
    }
    fill = {spec.name: fill_ref(model.id, spec.name) for spec in model.inputs} | {
        gate.fact: fill_ref(model.id, gate.fact) for gate in use.gates
    }
    refused = [text for fact in asked_facts(model) for text in facts.refused(fact)]
    return PatientInputs(known, gates, fill, tuple(dict.fromkeys(refused)))


_PARTS = {
    "bmi": ("weight", "height"),
    "egfr": ("creatinine",),
    "tc_hdl_ratio": ("cholesterol", "hdl"),
}
"""Facts that a computed one rests on."""


def asked_facts(model: TableModel) -> tuple[str, ...]:
    """Facts behind the inputs and gates of a model, with those that computed ones rest on."""
    table = input_table()
    sources = (table.source_of(model.id, spec.name) for spec in model.inputs)
    names = [source.fact for source in sources if source is not None]
    names += [gate.fact for gate in table.models[model.id].gates]
    return tuple(dict.fromkeys(name for fact in names for name in (fact, *_PARTS.get(fact, ()))))


def fill_ref(model_id: str, name: str) -> NodeRef:
    """Where an input, or the fact of a gate, is filled in: a field of the record, or an answer of its own."""
    table = input_table()
    source = table.source_of(model_id, name)
    fact = table.facts.get(source.fact if source is not None else name)
    key = fact.fill if fact is not None and fact.fill else f"input.{name}"
    return NodeRef(NodeKind.RECORD_FIELD, key)


def _latest_day(model: TableModel, facts: RecordFacts, names: tuple[str, ...]) -> date | None:
    """The latest day of which any of the inputs has a value."""
    table = input_table()
    sources = [source for name in names if (source := table.source_of(model.id, name)) is not None]
    found = [known for source in sources if (known := facts.get(source.fact)) is not None]
    return max((one.taken_on for one in found if one.taken_on is not None), default=None)


def _known(model: TableModel, spec: InputSpec, facts: RecordFacts, only_on: date | None) -> KnownInput | None:
    source = input_table().source_of(model.id, spec.name)
    own = facts.stated(spec.name)
    if own is not None and only_on not in (None, own.taken_on):
        own = None
    if own is not None and (spec.kind is not InputKind.CHOICE or _text(own.value) in _folded(spec)):
        return _in_words_of(spec, source, own, facts.on, is_own=True)
    if source is None:
        return None
    found = facts.get(source.fact, only_on)
    return None if found is None else _in_words_of(spec, source, found, facts.on, is_own=False)


def _in_words_of(
    spec: InputSpec,
    source: InputSource | None,
    found: KnownFact,
    on: date,
    *,
    is_own: bool,
) -> KnownInput | None:
    """The fact as the model takes it; None where it cannot be put in the model's words or unit."""
    value: Value | None = found.value
    fact = input_table().facts.get(source.fact) if source is not None else None
    if source is not None and source.values is not None and not is_own:
        value = source.values.get(str(value).strip().casefold())
        if value == OUTSIDE:
            return KnownInput(
                found.value, found.origin, found.ref, found.taken_on, found.document, is_outside=True
            )
    if value is None:
        return None
    if spec.kind is InputKind.NUMBER and not isinstance(value, str):
        unit = found.unit or (spec.unit if is_own or fact is None else fact.unit)
        value = _in_unit(float(value), unit, spec.unit, source)
    elif spec.kind is InputKind.CHOICE:
        value = _folded(spec).get(_text(value), value)
    if value is None:
        return None
    cautions = (*found.cautions, *_age_of_value(spec, fact, found, on))
    return KnownInput(value, found.origin, found.ref, found.taken_on, found.document, cautions)


def _folded(spec: InputSpec) -> dict[str, str]:
    """Choices of an input by their words in lower case."""
    return {str(choice).casefold(): str(choice) for choice in spec.choices}


def _text(value: Value) -> str:
    """A choice as people write it; choices that are numbers may come as numbers."""
    number = isinstance(value, float | int) and not isinstance(value, bool)
    return f"{value:g}" if number else str(value).strip().casefold()


def _in_unit(value: float, unit: str, target: str, source: InputSource | None) -> float | None:
    if not unit or not target or unit == target:
        return value
    return converted(value, unit, target, _analyte_of(source))


def _analyte_of(source: InputSource | None) -> Analyte | None:
    if source is None:
        return None
    places = input_table().facts[source.fact].sources
    named = next((place.name for place in places if place.kind is SourceKind.ANALYTE), None)
    return None if named is None else analyte(named)


def _age_of_value(
    spec: InputSpec, fact: FactSpec | None, found: KnownFact, on: date
) -> tuple[LocalizedText, ...]:
    """What must be said about the day of a value."""
    if found.taken_on is None:
        is_reading = found.ref is not None and found.ref.kind is NodeKind.OBSERVATION
        return (reason("input_undated", input=spec.label),) if is_reading else ()
    if found.taken_on > on:
        if spec.kind is not InputKind.NUMBER:
            return ()
        return (reason("input_stated_later", input=spec.label, day=found.taken_on.isoformat()),)
    limit = fact.older_than_days if fact is not None else None
    if limit is None or (on - found.taken_on).days <= limit:
        return ()
    years = limit // _DAYS_A_YEAR
    words = reason("years_one") if years == 1 else reason("years_many", years=years)
    return (reason("input_older", input=spec.label, day=found.taken_on.isoformat(), years=words),)


def _gate(fact: str, found: KnownFact) -> KnownInput:
    value = found.value
    if isinstance(value, float) and value in (0.0, 1.0) and fact != "age":
        value = bool(value)
    return KnownInput(value, found.origin, found.ref, found.taken_on, found.document)
