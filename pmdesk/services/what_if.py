"""A score with some inputs changed, to see what they do. Nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor, log10

import numpy as np

from pmdesk.core.errors import InputError
from pmdesk.core.evidence import NodeKind
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import InputUsed, RiskScore, RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.contributions import own_terms, result_numbers
from pmdesk.risk.evaluate_rows import Row, columns_of_subjects, evaluate_row, evaluate_rows
from pmdesk.risk.input_table import Result, input_table
from pmdesk.risk.knowledge import CategoryWords, follow_up_table, risk_table
from pmdesk.risk.logistic import Floats
from pmdesk.risk.model import InputKind, InputSpec, InputValue
from pmdesk.risk.table_model import ERROR
from pmdesk.risk.tables import TableModel
from pmdesk.services.case import Case
from pmdesk.services.known_fact import KnownFact
from pmdesk.services.patient_risks import known_model, patient_facts, risk_of, without_unverified
from pmdesk.services.record_facts import RecordFacts, own_words
from pmdesk.services.risk_inputs import patient_inputs

_STEPS = 200
_LOGARITHMIC_FROM = 1000.0


@dataclass(frozen=True, slots=True)
class Slider:
    """A range to move a number in: limits and step in the input's unit, and how many decimals to show.

    ``is_logarithmic``: the range is so wide that equal distances should be equal factors.
    """

    minimum: float
    maximum: float
    step: float
    decimals: int
    is_logarithmic: bool = False


def input_specs(model_id: str) -> tuple[InputSpec, ...]:
    """Inputs of a model, in its own order; none for a model that nobody knows."""
    try:
        return known_model(model_id).inputs
    except KeyError:
        return ()


def slider(model_id: str, name: str) -> Slider | None:
    """The range of one input; None where it is not a number with both limits."""
    spec = next((spec for spec in input_specs(model_id) if spec.name == name), None)
    return None if spec is None else slider_of(spec)


def slider_of(spec: InputSpec) -> Slider | None:
    """The range of an input; None where it is not a number with both limits."""
    if spec.kind is not InputKind.NUMBER or spec.minimum is None or spec.highest is None:
        return None
    highest = spec.highest
    wide = spec.minimum > 0 and highest / spec.minimum >= _LOGARITHMIC_FROM
    if spec.whole or spec.unit == "a":
        return Slider(spec.minimum, highest, 1.0, 0, wide)
    step = _round_step(spec.minimum if wide else (highest - spec.minimum) / _STEPS)
    return Slider(spec.minimum, highest, step, max(0, -floor(log10(step))), wide)


def _round_step(step: float) -> float:
    """The next of 1, 2 and 5 times a power of ten at or below a step."""
    power = 10.0 ** floor(log10(step))
    return float(max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= step * (1 + 1e-9)))


def facts_for(case: Case, risk: RiskScore) -> RecordFacts:
    """The facts that a score of the patient rests on, for many trials of one score: a record's index is built once."""
    return patient_facts(case, risk.computed_for)


def what_if(
    case: Case,
    risk: RiskScore,
    changes: Mapping[str, InputValue],
    facts: RecordFacts | None = None,
    *,
    with_unverified: bool = False,
) -> RiskScore:
    """The score of a person who differs from the patient in the named inputs.

    What follows from a changed input (the age up to which a risk is counted, years since quitting of somebody who
    smokes) follows again. Contributions, notes and refusals are those of the changed person.

    Parameters
    ----------
    case
        The case that the score belongs to.
    risk
        A score of it, of the patient or of a finding.
    changes
        Values by input name in the model's words and unit; None takes an input away.
    facts
        `facts_for` of this case and score, where they are at hand.
    with_unverified
        False: a result that nobody compared with a source is withheld.

    Raises
    ------
    InputError
        A number is not a number of this input, or a choice is none of its words (`InputSpec.check`); a number outside
        the model's limits is no error but "not applicable".
    """
    model = known_model(risk.model_id)
    _check(model, changes)
    if risk.subject.kind is NodeKind.PATIENT:
        found = risk_of(_supposing(facts or facts_for(case, risk), model, changes), model.id)
        return found if with_unverified or risk.is_unverified else without_unverified(found)
    return _changed(model, risk, changes)


def curve(
    case: Case, risk: RiskScore, name: str, n: int = 41, facts: RecordFacts | None = None
) -> tuple[Floats, Floats]:
    """The score over the range of one number, everything else as it is.

    Returns
    -------
    tuple of NDArray
        ``n`` values in the input's unit, evenly spaced (by factors on a logarithmic slider), and the probability (0..1)
        or value at each; NaN where the model does not apply or lacks an input.

    Raises
    ------
    KeyError
        The input is not a number with limits.
    """
    model, ends = known_model(risk.model_id), slider(risk.model_id, name)
    if ends is None:
        raise KeyError(name)
    space = np.geomspace if ends.is_logarithmic else np.linspace
    xs = space(ends.minimum, ends.maximum, n)
    if risk.subject.kind is NodeKind.PATIENT:
        facts = facts or facts_for(case, risk)
        people = [_values(model, _supposing(facts, model, {name: float(x)})) for x in xs]
    else:
        known = _own_values(model, risk)
        people = [{**known, name: float(x)} for x in xs]
    usable = np.array([_is_complete(model, one) for one in people])
    found = evaluate_rows(model, columns_of_subjects(model, people))
    main = _main(model)
    ys = result_numbers(main, np.asarray(found[main.column]))
    errors = np.asarray(found[ERROR]) != "" if ERROR in found else np.zeros(n, dtype=np.bool_)
    return xs, np.where(usable & ~errors, ys, np.nan)


def _main(model: TableModel) -> Result:
    use = input_table().models.get(model.id)
    if use is not None and use.main is not None:
        return use.main
    if use is not None or model.output != "p":
        raise KeyError(model.id)
    return Result.model_validate({"column": "p", "as": "probability"})


def _values(model: TableModel, facts: RecordFacts) -> dict[str, InputValue]:
    return {name: one.value for name, one in patient_inputs(model, facts).known.items() if not one.is_outside}


def _is_complete(model: TableModel, values: Mapping[str, InputValue]) -> bool:
    try:
        for spec in model.inputs:
            spec.check(values.get(spec.name), model.id)
    except InputError:
        return False
    return True


def _check(model: TableModel, changes: Mapping[str, InputValue]) -> None:
    """Refuses what is no value of its input; the limits of numbers are for the model to judge."""
    for name, value in changes.items():
        spec = model.input(name)
        if value is None:
            continue
        if spec.kind is InputKind.NUMBER:
            spec = replace(spec, minimum=None, maximum=None)
        spec.check(value, model.id)


def _supposing(facts: RecordFacts, model: TableModel, changes: Mapping[str, InputValue]) -> RecordFacts:
    """The facts with the changed inputs, and the facts behind them, as supposed."""
    table = input_table()
    supposed: dict[str, KnownFact | None] = {}
    answers: dict[str, KnownFact | None] = {}
    for name, value in changes.items():
        spec, source = model.input(name), table.source_of(model.id, name)
        known = None if value is None else KnownFact(value, Origin.READER, unit=spec.unit, taken_on=facts.on)
        answers[name] = known
        if source is None:
            continue
        own = None if value is None else own_words(value, source.values)
        supposed[source.fact] = None if known is None or own is None else replace(known, value=own)
    return facts.supposing(supposed, answers)


def _own_values(model: TableModel, risk: RiskScore) -> dict[str, InputValue]:
    names = {spec.name for spec in model.inputs}
    return {used.name: used.value for used in risk.inputs if used.name in names}


def _changed(model: TableModel, risk: RiskScore, changes: Mapping[str, InputValue]) -> RiskScore:
    """The score of a finding with other inputs."""
    values = {**_own_values(model, risk), **changes}
    used = _used(model, risk, values, changes)
    cleared = replace(
        risk,
        inputs=used,
        probability=None,
        category="",
        category_text=None,
        management=None,
        missing=(),
        reasons=(),
    )
    try:
        for spec in model.inputs:
            spec.check(values.get(spec.name), model.id)
    except InputError as error:
        lacks = error.params.get("value") is None
        return replace(cleared, state=RiskState.INCOMPLETE if lacks else RiskState.NOT_APPLICABLE)
    row = evaluate_row(model, values)
    if row.lacks or row.errors:
        state = RiskState.INCOMPLETE if row.lacks else RiskState.NOT_APPLICABLE
        return replace(cleared, state=state, reasons=row.errors)
    own = own_terms(model, values)
    if own is not None:
        used = tuple(replace(one, contribution=own.shares.get(one.name)) for one in used)
        cleared = replace(cleared, inputs=used, constant=own.constant)
    return _with_result(model, replace(cleared, state=RiskState.COMPUTED, reasons=row.notes), row)


def _used(
    model: TableModel, risk: RiskScore, values: Mapping[str, InputValue], changes: Mapping[str, InputValue]
) -> tuple[InputUsed, ...]:
    before = {used.name: used for used in risk.inputs}
    found: list[InputUsed] = []
    for spec in model.inputs:
        value = values.get(spec.name)
        if value is None:
            continue
        if spec.name not in changes:
            found.append(replace(before[spec.name], contribution=None))
            continue
        words = spec.value_words(value)
        found.append(InputUsed(spec.name, spec.label, value, spec.unit, Origin.READER, value_text=words))
    names = {spec.name for spec in model.inputs}
    return (*found, *(used for used in risk.inputs if used.name not in names))


def _with_result(model: TableModel, risk: RiskScore, row: Row) -> RiskScore:
    if "p" in row.results:
        return replace(risk, probability=float(row.results["p"]))
    code = str(row.results.get("advice_code", row.results.get(model.output, "")))
    words = _category_words(model.id, code)
    if words is None:
        return replace(risk, category=code, category_text=_plain_words(model, code))
    return replace(risk, category=code, category_text=words.meaning, management=words.management)


def _category_words(model_id: str, code: str) -> CategoryWords | None:
    table = follow_up_table()
    tables = {"lung-rads-v2022": table.lung_rads_v2022, "fleischner2017": table.fleischner_2017}
    return tables.get(model_id, {}).get(code)


def _plain_words(model: TableModel, code: str) -> LocalizedText | None:
    words = risk_table().inputs.get(f"{model.id}.{model.output}")
    return None if words is None else words.choices.get(code)
