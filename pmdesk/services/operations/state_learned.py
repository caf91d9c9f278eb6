"""Answer a question of a learned model; the answer stands in the record under the model's own name."""

from pmdesk.core.clock import today
from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord, SourceRef, StatedInput
from pmdesk.risk.learned.catalog import learned_package
from pmdesk.risk.learned.predicting import input_spec
from pmdesk.risk.model import InputKind, InputSpec, InputValue
from pmdesk.services.case import Case
from pmdesk.services.operations.state_input import StateInput


def learned_specs(model_id: str) -> dict[str, InputSpec]:
    """The columns of a learned model as questions, by name; empty where there is no such package."""
    package = learned_package(model_id)
    return {} if package is None else {one.name: input_spec(one) for one in package.manifest.inputs}


def state_learned(case: Case, model_id: str, column: str, name: str, value: InputValue) -> StateInput | None:
    """The operation that states one column of a learned model; None when nothing would change.

    Parameters
    ----------
    name
        Name of the answer in the record (`pmdesk.services.learned_models.answer_name`).
    value
        In the model's words and unit; None takes the answer back.

    Raises
    ------
    InputError
        Not a value of this column (`InputSpec.check`).
    KeyError
        The model or the column is not known.
    """
    spec = learned_specs(model_id)[column]
    record = case.record if case.record is not None else PatientRecord()
    others = tuple(one for one in record.stated_inputs if one.name != name)
    if value is None:
        after = record.model_copy(update={"stated_inputs": others})
        return None if after == record else StateInput(case.record, after)
    checked = spec.check(value, model_id)
    assert checked is not None
    stored = bool(checked) if spec.kind is InputKind.FLAG else checked
    before = next((one for one in record.stated_inputs if one.name == name), None)
    if before is not None and before.value == stored:
        return None
    answer = StatedInput(
        name=name,
        value=stored,
        unit=spec.unit,
        stated_on=today(),
        source=SourceRef(origin=Origin.READER),
    )
    return StateInput(case.record, record.model_copy(update={"stated_inputs": (*others, answer)}))
