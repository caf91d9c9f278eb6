"""What a record says about the facts that risk models ask for, as of a day.

Absence of a diagnosis, a drug or a relative is never a "no"; what a person stated goes before what is derived.
"""

import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cache

from pmdesk.core.analytes import LOINC, Analyte, analyte
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Observation, PatientRecord, SmokingStatus, SourceRef, StatedFact, StatedInput
from pmdesk.core.texts import LocalizedText
from pmdesk.core.volume import ImagePatient, Sex
from pmdesk.records.date_checks import LEEWAY
from pmdesk.risk.input_table import FactSource, SourceKind, input_table
from pmdesk.risk.knowledge import reason
from pmdesk.risk.tables import COLUMN_MODELS
from pmdesk.services import record_search as search
from pmdesk.services.analyte_values import AnalyteValues, converted
from pmdesk.services.computed_facts import COMPUTED
from pmdesk.services.known_fact import KnownFact, Value

_TNM = {
    "T": re.compile(r"T(is|x|0|[1-4](?:mi|[a-d])?)(?=[^a-z]|N|M|$)", re.IGNORECASE),
    "N": re.compile(r"N(x|[0-3][ab]?)(?=[^a-z]|M|$)", re.IGNORECASE),
    "M": re.compile(r"M(x|0|1(?:a|b|c[12]?)?)(?=[^a-z]|$)", re.IGNORECASE),
}
_POSITIVE = ("positive", "阳性")
_NEGATIVE = ("negative", "阴性")


class RecordFacts:
    """Facts of one patient as of one day; each is looked for once.

    Parameters
    ----------
    record
        The record; None where there is none or it is not known to be this patient's.
    on
        Day on which ages and "latest value" are taken.
    patient
        The patient as the image headers say; fills in age and sex where the record is silent.
    """

    def __init__(self, record: PatientRecord | None, on: date, patient: ImagePatient | None = None) -> None:
        self.record = record if record is not None else PatientRecord()
        self.on = on
        self._patient = patient
        self._table = input_table()
        self._supposed: dict[str, KnownFact | None] = {}
        self._supposed_answers: dict[str, KnownFact | None] = {}
        self._known: dict[tuple[str, date | None], KnownFact | None] = {}
        self._refused: dict[str, tuple[LocalizedText, ...]] = {}
        self.values = AnalyteValues(self.record)

    def as_of(self, day: date) -> "RecordFacts":
        """The same record as of another day."""
        other = copy(self)
        other.on, other._known, other._refused = day, {}, {}
        return other

    def supposing(
        self, facts: Mapping[str, KnownFact | None], answers: Mapping[str, KnownFact | None]
    ) -> "RecordFacts":
        """The same record with some facts (and answers by input name) otherwise than they are; None: not known."""
        other = self.as_of(self.on)
        other._supposed, other._supposed_answers = dict(facts), dict(answers)
        return other

    def get(self, fact: str, only_on: date | None = None) -> KnownFact | None:
        """The fact; None where nobody stated it and nothing says it. ``only_on``: a value of that day alone."""
        if fact in self._supposed:
            return self._supposed[fact]
        key = (fact, only_on)
        if key not in self._known:
            self._known[key] = self._find(fact, only_on)
        return self._known[key]

    def refused(self, fact: str) -> tuple[LocalizedText, ...]:
        """Why values of the fact that stand in the record were not used."""
        return self._refused.get(fact, ())

    def stated(self, name: str) -> KnownFact | None:
        """The answer to a question of this name as of the day.

        Of several, the latest up to the day; an answer that was given later serves where there is none before, and
        carries a caution.
        """
        if name in self._supposed_answers:
            return self._supposed_answers[name]
        answers = [one for one in self.record.stated_inputs if one.name == name]
        before = [one for one in answers if one.stated_on is None or one.stated_on <= self.on]
        if before:
            return _answer(max(before, key=lambda one: one.stated_on or date.min))
        after = min(answers, key=lambda one: one.stated_on or date.max, default=None)
        return None if after is None else _answer(after)

    def _find(self, fact: str, only_on: date | None) -> KnownFact | None:
        said = self._stated_fact(fact)
        if said is not None and only_on in (None, said.taken_on):
            return said
        found = [self._from(fact, source, only_on) for source in self._table.facts[fact].sources]
        known = [one for one in found if one is not None]
        return max(known, key=lambda one: one.taken_on or date.min, default=None)

    def _stated_fact(self, fact: str) -> KnownFact | None:
        """An answer to any model's question about the fact, in the fact's own words."""
        answers = [
            replace(said, value=value)
            for name, words in _names_of(fact)
            if (said := self.stated(name)) is not None and (value := own_words(said.value, words)) is not None
        ]
        return max(answers, key=lambda one: one.taken_on or date.min, default=None)

    def _from(self, fact: str, source: FactSource, only_on: date | None) -> KnownFact | None:
        match source.kind:
            case SourceKind.ANALYTE:
                return self.measured(fact, source.name, only_on, source.note)
            case SourceKind.COMPUTED:
                return COMPUTED[source.name](self)
            case SourceKind.CONSTANT:
                assert source.value is not None
                return KnownFact(source.value, Origin.COMPUTED, unit=self._table.facts[fact].unit)
        return _LOOK_UPS[source.kind](self, source)

    # what the look-ups below need

    def measured(
        self, fact: str, analyte_id: str, only_on: date | None = None, note: str = ""
    ) -> KnownFact | None:
        """The latest value of an analyte in its own unit; ``fact`` is told of values that cannot be used."""
        what = analyte(analyte_id)
        for one in self.values.newest_first(what.id, self.on, only_on):
            assert one.value is not None
            if self._is_usable(fact, one, what):
                cautions = (reason(note),) if note else ()
                return replace(_observed(one, one.value), unit=one.unit, cautions=cautions)
        return None

    def _is_usable(self, fact: str, one: Observation, what: Analyte) -> bool:
        """False for a value that no living adult has, one from before the birth, and one without a comparable unit.

        The latest of such values is remembered, to be named beside the score.
        """
        assert one.value is not None
        own = converted(one.value, one.unit, what.unit, what) if one.unit else None
        day, born = search.observed_on(one), self.record.demographics.birth_date
        is_early = day is not None and born is not None and born <= self.on and born - day > LEEWAY
        if own is not None and what.minimum <= own <= what.maximum and not is_early:
            return True
        if fact not in self._refused:
            when = day.isoformat() if day is not None else "?"
            code = "input_no_unit" if own is None else "input_implausible"
            if is_early:
                code = "input_before_birth"
            shown = {"value": f"{one.value:g}", "unit": one.unit, "day": when}
            self._refused[fact] = (reason(code, input=what.label, **shown),)
        return False

    def number(self, fact: str, unit: str, analyte_id: str = "") -> float | None:
        """Value of a numeric fact in a unit."""
        known = self.get(fact)
        if known is None or isinstance(known.value, str):
            return None
        what = analyte(analyte_id) if analyte_id else None
        return converted(float(known.value), known.unit or unit, unit, what)

    def smoked(self, field: str) -> KnownFact | None:
        """A field of the smoking history as it stands."""
        smoking = self.record.smoking
        value: Value | None = getattr(smoking, field)
        if value is None:
            return None
        ref = NodeRef(NodeKind.RECORD_FIELD, f"smoking.{field}")
        return KnownFact(value, smoking.source.origin, ref, document=smoking.source.document)

    def age(self, source: FactSource | None = None) -> KnownFact | None:
        ref = NodeRef(NodeKind.RECORD_FIELD, "demographics.birth_date")
        years = self.record.age_on(self.on)
        if years is not None:
            about = self.record.demographics.source
            return KnownFact(years, about.origin, ref, "a", document=about.document)
        if self._patient is not None and self._patient.age_years is not None:
            return KnownFact(self._patient.age_years, Origin.HEADER, ref, "a")
        return None

    def sex(self, source: FactSource | None = None) -> KnownFact | None:
        ref = NodeRef(NodeKind.RECORD_FIELD, "demographics.sex")
        stated = self.record.demographics.sex
        if stated is not Sex.UNKNOWN:
            about = self.record.demographics.source
            return KnownFact(stated.value, about.origin, ref, document=about.document)
        if self._patient is not None and self._patient.sex is not Sex.UNKNOWN:
            return KnownFact(self._patient.sex.value, Origin.HEADER, ref)
        return None


def _answer(stated: StatedInput) -> KnownFact:
    ref = NodeRef(NodeKind.RECORD_FIELD, f"input.{stated.name}")
    about = stated.source
    return KnownFact(
        stated.value,
        about.origin,
        ref,
        stated.unit or unit_of_input(stated.name),
        stated.stated_on,
        about.document,
        is_stated=True,
    )


@cache
def _input_units() -> Mapping[str, str]:
    return {spec.name: spec.unit for model in COLUMN_MODELS for spec in model.inputs if spec.unit}


def unit_of_input(name: str) -> str:
    """Unit in which the models take an input; an answer without a unit is in it."""
    return _input_units().get(name, "")


@cache
def _names_of(fact: str) -> tuple[tuple[str, Mapping[str, Value] | None], ...]:
    """Inputs that ask for a fact, with the words of each."""
    table = input_table()
    named = [*table.inputs.items(), *(item for of in table.model_inputs.values() for item in of.items())]
    return tuple((name, source.values) for name, source in named if source.fact == fact)


def own_words(value: Value, words: Mapping[str, Value] | None) -> Value | None:
    """A model's answer in the words of the fact; None where it is none of them."""
    if words is None:
        return value
    return next((own for own, said in words.items() if _same(said, value)), None)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return str(one).casefold() == str(other).casefold()
    return float(one) == float(other)


def _observed(one: Observation, value: Value) -> KnownFact:
    ref = NodeRef(NodeKind.OBSERVATION, one.id)
    return KnownFact(
        value, one.source.origin, ref, taken_on=search.observed_on(one), document=one.source.document
    )


def _yes(kind: NodeKind, key: str, source: SourceRef, day: date | None) -> KnownFact:
    return KnownFact(True, source.origin, NodeRef(kind, key), taken_on=day, document=source.document)


def _ethnicity(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    about = facts.record.demographics
    if not about.ethnicity.strip():
        return None
    ref = NodeRef(NodeKind.RECORD_FIELD, "demographics.ethnicity")
    return KnownFact(about.ethnicity.strip(), about.source.origin, ref, document=about.source.document)


def _body(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    about = facts.record.demographics
    value = about.height_cm if source.name == "height_cm" else about.weight_kg
    if value is None:
        return None
    ref = NodeRef(NodeKind.RECORD_FIELD, f"demographics.{source.name}")
    unit = source.name.rpartition("_")[2]
    return KnownFact(value, about.source.origin, ref, unit, document=about.source.document)


def _smoking(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    status = facts.record.smoking.status
    if source.name not in ("current", "ever"):
        return facts.smoked(source.name)
    known = facts.smoked("status")
    if known is None:
        return None
    is_so = status is SmokingStatus.CURRENT if source.name == "current" else status is not SmokingStatus.NEVER
    return replace(known, value=is_so)


def _above(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    """Yes from the first value at or above a limit; values below it say nothing."""
    assert source.limit is not None
    what = analyte(source.name)
    for one in facts.values.oldest_first(what.id, facts.on):
        assert one.value is not None
        value = converted(one.value, one.unit, source.unit, what) if one.unit else None
        own = converted(one.value, one.unit, what.unit, what) if one.unit else None
        if value is not None and own is not None and source.limit <= value and own <= what.maximum:
            return _observed(one, True)
    return None


def _by_loinc(facts: RecordFacts, source: FactSource) -> list[Observation]:
    coded = (one for one in facts.record.observations if one.coding.system == LOINC)
    return [one for one in coded if one.coding.code in source.codes]


def _loinc(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    found = search.latest([one for one in _by_loinc(facts, source) if one.value is not None], facts.on)
    if found is None or found.value is None or not found.unit:
        return None
    return replace(_observed(found, found.value), unit=found.unit)


def _loinc_text(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    found = search.latest([one for one in _by_loinc(facts, source) if one.text], facts.on)
    if found is None:
        return None
    text = found.text.casefold()
    for words, answer in ((_POSITIVE, "positive"), (_NEGATIVE, "negative")):
        if text.startswith(words):
            return _observed(found, answer)
    return None


def _condition(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    codes = input_table().codes[source.name]
    found = search.condition_of(facts.record.conditions, codes, facts.on, ever=source.ever)
    return None if found is None else _yes(NodeKind.CONDITION, found.id, found.source, found.onset)


def _procedure(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    codes = input_table().procedures[source.name]
    found = search.procedure_of(facts.record.procedures, codes, facts.on)
    return None if found is None else _yes(NodeKind.PROCEDURE, found.id, found.source, found.performed)


def _drug(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    drugs = input_table().drugs[source.name]
    found = search.medication_of(facts.record.medications, drugs, facts.on, ever=source.ever)
    return None if found is None else _yes(NodeKind.MEDICATION, found.id, found.source, found.started)


def _family(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    table = input_table()
    also = [code for code, of in table.family_history_codes.items() if of == source.name]
    found = search.relatives_with(facts.record.family_history, table.codes[source.name], also)
    first = [one for one in found if search.degree_of(one.relation) == 1]
    chosen = first or list(found)
    if not chosen or (source.answer != "degree" and not first):
        return None
    answers: dict[str, Value] = {
        "degree": "first_degree" if first else "second_degree",
        "first_degree": True,
        "count": float(len(first)),
    }
    one = chosen[0]
    ref = NodeRef(NodeKind.RELATIVE, one.id)
    return KnownFact(answers[source.answer], one.source.origin, ref, document=one.source.document)


def _record_fact(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    stated: StatedFact = getattr(facts.record, source.name)
    if stated.value is None or (source.yes_only and not stated.value):
        return None
    ref = NodeRef(NodeKind.RECORD_FIELD, source.name)
    return KnownFact(stated.value, stated.source.origin, ref, document=stated.source.document)


def _onset_age(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    found = search.condition_of(
        facts.record.conditions, input_table().codes[source.name], facts.on, ever=True
    )
    if found is None or found.onset is None or facts.record.demographics.birth_date is None:
        return None
    years = facts.record.age_on(found.onset)
    if years is None:
        return None
    return replace(_yes(NodeKind.CONDITION, found.id, found.source, found.onset), value=years, unit="a")


def _tnm(facts: RecordFacts, source: FactSource) -> KnownFact | None:
    found = search.condition_of(
        facts.record.conditions, input_table().codes[source.name], facts.on, ever=True
    )
    if found is None:
        return None
    written = _TNM[source.part].search(found.stage)
    if written is None:
        return None
    code = written.group(1)
    value = source.part + (code.upper() if code.lower() == "x" else code.lower())
    return replace(_yes(NodeKind.CONDITION, found.id, found.source, found.onset), value=value)


_LOOK_UPS: Mapping[SourceKind, Callable[[RecordFacts, FactSource], KnownFact | None]] = {
    SourceKind.AGE: RecordFacts.age,
    SourceKind.SEX: RecordFacts.sex,
    SourceKind.ETHNICITY: _ethnicity,
    SourceKind.BODY: _body,
    SourceKind.SMOKING: _smoking,
    SourceKind.ANALYTE_ABOVE: _above,
    SourceKind.LOINC: _loinc,
    SourceKind.LOINC_TEXT: _loinc_text,
    SourceKind.CONDITION: _condition,
    SourceKind.PROCEDURE: _procedure,
    SourceKind.DRUG: _drug,
    SourceKind.FAMILY: _family,
    SourceKind.RECORD_FACT: _record_fact,
    SourceKind.ONSET_AGE: _onset_age,
    SourceKind.TNM: _tnm,
}
