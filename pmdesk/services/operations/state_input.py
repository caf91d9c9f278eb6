"""Answer a question of a risk model; the answer stands in the record, with its day and who gave it."""

from dataclasses import dataclass, replace

from pmdesk.core.clock import today
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord, SourceRef, StatedInput
from pmdesk.records.editing import FieldValue, set_field
from pmdesk.risk.input_table import input_table
from pmdesk.risk.model import InputKind, InputSpec, InputValue
from pmdesk.services.case import Case
from pmdesk.services.changes import OpChanges
from pmdesk.services.patient_risks import known_model
from pmdesk.services.record_facts import own_words


@dataclass(frozen=True)
class StateInput:
    """Put an answer into the record, or take it out."""

    before: PatientRecord | None
    after: PatientRecord

    @property
    def title(self) -> str:
        return "operation.state_input"

    def redo(self, case: Case) -> tuple[Case, OpChanges]:
        return replace(case, record=self.after), OpChanges(record=True)

    def undo(self, case: Case) -> tuple[Case, OpChanges]:
        return replace(case, record=self.before), OpChanges(record=True)


def state_input(case: Case, model_id: str, name: str, value: InputValue) -> StateInput | None:
    """The operation that states one input of a model; None when nothing would change.

    What the record has a field for (sex, height, pack-years) goes into that field, so that everything that asks for it
    knows; everything else becomes an answer of its own (`StatedInput`), in the model's unit.

    Parameters
    ----------
    case
        The open case; without a record one is begun.
    model_id
        The model that asks.
    name
        One of its inputs, or the fact that says whether it applies (``"prior_cvd"``). An answer about one nodule
        carries the finding behind an at sign (``"fdg_uptake@..."``, as `InputMissing.ref` says).
    value
        In the model's words and unit; None takes the answer back.

    Raises
    ------
    InputError
        Not a value of this input (`InputSpec.check`), or one that contradicts the record (`set_field`).
    KeyError
        The model or the input is not known.
    """
    record = case.record if case.record is not None else PatientRecord()
    spec = asked_spec(model_id, name)
    checked = None if value is None else spec.check(value, model_id)
    field, stored = _field_for(record, model_id, spec, checked)
    after = set_field(record, field, stored) if field else _answered(record, spec, checked)
    return None if after == record else StateInput(case.record, after)


def asked_spec(model_id: str, name: str) -> InputSpec:
    """The input of that name, or the yes/no question of a gate.

    Raises
    ------
    KeyError
        The model does not ask for it.
    """
    asked, at, about = name.partition("@")
    spec = next((spec for spec in known_model(model_id).inputs if spec.name == asked), None)
    if spec is not None:
        return replace(spec, name=name) if at and about else spec
    use = input_table().models.get(model_id)
    if use is None or all(gate.fact != name for gate in use.gates):
        raise KeyError(name)
    return InputSpec(name, InputKind.FLAG)


def _field_for(
    record: PatientRecord, model_id: str, spec: InputSpec, value: float | str | None
) -> tuple[str, FieldValue]:
    """The record's own field for an answer and what to put there; an empty name where it has none."""
    table = input_table()
    source = table.source_of(model_id, spec.name)
    fact = source.fact if source is not None else spec.name
    place = table.facts[fact].fill if fact in table.facts else ""
    if not place or value is None:
        return "", None
    own = own_words(value, source.values if source is not None else None)
    if place == "demographics.birth_date":
        return _age_field(record, own)
    if place == "smoking.status":
        return _smoking_field(fact, own)
    if place == "demographics.sex":
        return place, None if own is None else str(own)
    if place == "family_history_lung_cancer":
        return place, own == 1.0
    if isinstance(own, str) or own is None:
        return "", None
    return place, float(own)


def _age_field(record: PatientRecord, age: float | bool | str | None) -> tuple[str, FieldValue]:
    born = record.demographics.birth_date
    if born is not None:
        raise InputError(
            ErrorCode.RECORD_VALUE_INVALID, field="demographics.birth_date", limit=born.isoformat()
        )
    return "demographics.age_years", None if age is None else float(age)


def _smoking_field(fact: str, answer: float | bool | str | None) -> tuple[str, FieldValue]:
    """Only two answers settle the status: smokes now, and never smoked."""
    if fact == "current_smoker" and answer == 1.0:
        return "smoking.status", "current"
    if fact == "ever_smoker" and answer == 0.0:
        return "smoking.status", "never"
    return "", None


def _answered(record: PatientRecord, spec: InputSpec, value: float | str | None) -> PatientRecord:
    """The record with the answer in the place of an earlier one of the same name."""
    others = tuple(one for one in record.stated_inputs if one.name != spec.name)
    if value is None:
        return record.model_copy(update={"stated_inputs": others})
    stored = bool(value) if spec.kind is InputKind.FLAG else value
    before = next((one for one in record.stated_inputs if one.name == spec.name), None)
    if before is not None and before.value == stored and before.unit == spec.unit:
        return record
    answer = StatedInput(
        name=spec.name,
        value=stored,
        unit=spec.unit,
        stated_on=today(),
        source=SourceRef(origin=Origin.READER),
    )
    return record.model_copy(update={"stated_inputs": (*others, answer)})
