"""One model applied to one patient: computed, incomplete with what is missing, or not applicable with the rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

import numpy as np

from pmdesk.core.errors import InputError
from pmdesk.core.evidence import NodeRef
from pmdesk.core.ids import RiskId
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import UNVERIFIED, InputMissing, InputUsed, RiskFigure, RiskScore, RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.contributions import contributions, own_terms
from pmdesk.risk.evaluate_rows import Row, evaluate_row, evaluate_subjects
from pmdesk.risk.input_table import Gate, ModelUse, Result
from pmdesk.risk.knowledge import joined, reason, risk_table
from pmdesk.risk.model import InputKind, InputSpec, InputValue
from pmdesk.risk.tables import TableModel

_YES_OR_NO = frozenset({"0", "1"})
_MOST_COMBINATIONS = 64
"""Missing yes/no inputs and choices are played through up to this many combinations."""


@dataclass(frozen=True, slots=True)
class KnownInput:
    """A value in the words and unit of the model; ``is_outside``: of a group for which the model has no equation."""

    value: float | bool | str
    origin: Origin
    ref: NodeRef | None = None
    taken_on: date | None = None
    document: str = ""
    cautions: tuple[LocalizedText, ...] = ()
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class PatientInputs:
    """Everything that one model needs to know of one patient.

    Parameters
    ----------
    known
        By input name; what is absent nobody has stated.
    gates
        By name of the fact that a gate reads; absent where not known.
    fill
        Where each missing input or fact is filled in.
    refused
        Why values that stand in the record were not used.
    """

    known: Mapping[str, KnownInput]
    gates: Mapping[str, KnownInput] = field(default_factory=dict)
    fill: Mapping[str, NodeRef] = field(default_factory=dict)
    refused: tuple[LocalizedText, ...] = ()


def score_patient(
    model: TableModel, use: ModelUse, inputs: PatientInputs, subject: NodeRef, on: date | None = None
) -> RiskScore:
    """The score of a model for a patient.

    Nothing is assumed in place of a missing input. Where only yes/no inputs and choices are missing, they are played
    through: the result is said as a range, and stands as computed when it is a category that they cannot change.

    Parameters
    ----------
    subject
        The patient.
    on
        Day on which ages and "latest value" were taken.
    """
    sheet = _Sheet(model, use, inputs, subject, on)
    refusals = (*_refused_by_gates(use, inputs), *_outside(model, inputs))
    if refusals:
        return sheet.score(RiskState.NOT_APPLICABLE, reasons=refusals)
    missing = [spec for spec in model.inputs if spec.required and spec.name not in inputs.known]
    unclear = [gate for gate in use.gates if _is_undecided(gate, inputs)]
    if unclear:
        said = tuple(reason("gate_missing", input=_label(gate.fact)) for gate in unclear)
        return sheet.score(RiskState.INCOMPLETE, missing=missing, gates=unclear, reasons=said)
    values = {name: known.value for name, known in inputs.known.items()}
    if missing:
        return _with_gaps(sheet, values, missing)
    row = evaluate_row(model, values)
    if row.lacks:
        return _with_gaps(sheet, values, [model.input(row.lacks)])
    if row.errors:
        return sheet.score(RiskState.NOT_APPLICABLE, reasons=row.errors)
    return sheet.computed(values, row)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all results of one model and patient have in common."""

    model: TableModel
    use: ModelUse
    inputs: PatientInputs
    subject: NodeRef
    on: date | None

    def computed(
        self, values: Mapping[str, InputValue], row: Row, extra: Sequence[LocalizedText] = ()
    ) -> RiskScore:
        shares: Mapping[str, float] = contributions(self.model, self.use, values)
        own = own_terms(self.model, values) if self.use.reference is None else None
        notes = [*row.notes, *(reason(code) for code in self.use.notes), *extra]
        unknown = [gate for gate in self.use.gates if gate.unknown and gate.fact not in self.inputs.gates]
        notes += [reason(gate.unknown) for gate in unknown]
        absent = [
            spec
            for spec in self.model.inputs
            if spec.name not in self.inputs.known and spec.name not in self.use.quiet
        ]
        return self.score(
            RiskState.COMPUTED,
            row=row,
            shares=shares if own is None else own.shares,
            constant=None if own is None else own.constant,
            missing=absent,
            gates=unknown,
            reasons=notes,
            values=values,
        )

    def score(
        self,
        state: RiskState,
        *,
        row: Row | None = None,
        shares: Mapping[str, float] | None = None,
        constant: float | None = None,
        missing: Sequence[InputSpec] = (),
        gates: Sequence[Gate] = (),
        reasons: Sequence[LocalizedText] = (),
        values: Mapping[str, InputValue] | None = None,
    ) -> RiskScore:
        model, use, words = self.model, self.use, self.model.words
        known = self.inputs.known
        used = [
            _used(spec, known[spec.name], (shares or {}).get(spec.name))
            for spec in model.inputs
            if spec.name in known
        ]
        used += [_gate_used(name, gate) for name, gate in self.inputs.gates.items()]
        said = list(reasons)
        if state is not RiskState.NOT_APPLICABLE:
            said += [text for one in known.values() for text in one.cautions]
            said += self.inputs.refused
        grade = UNVERIFIED if row is not None and row.is_unverified else model.grade
        title = words.title if grade != UNVERIFIED else reason("title_unverified", title=words.title)
        probability, value = _number(use.main, row)
        category, category_text = _category(model, use, row, probability, values or {})
        return RiskScore(
            id=RiskId(f"{model.id}:{self.subject.kind.value}"),
            model_id=model.id,
            model_version=model.version,
            title=title,
            subject=self.subject,
            state=state,
            probability=probability,
            category=category,
            category_text=category_text,
            outcome=use.outcome or words.outcome,
            inputs=tuple(used),
            missing=(
                *(_missing(spec.name, spec, self.inputs) for spec in missing),
                *(_missing(gate.fact, None, self.inputs) for gate in gates),
            ),
            reasons=tuple(dict.fromkeys(said)),
            evidence=words.evidence,
            not_for=words.not_for,
            value=value,
            unit=use.main.unit if use.main is not None and value is not None else "",
            figures=_figures(model, use, row, values or {}),
            field=use.field,
            population=words.population,
            computed_for=self.on,
            grade=grade,
            reference=use.reference.text if use.reference is not None and shares else None,
            constant=constant,
            is_favourable=use.favourable,
        )


def _label(name: str) -> LocalizedText:
    return risk_table().inputs[name].label


def _used(spec: InputSpec, known: KnownInput, share: float | None) -> InputUsed:
    value = bool(known.value) if spec.kind is InputKind.FLAG else known.value
    return InputUsed(
        spec.name,
        spec.label,
        value,
        spec.unit,
        known.origin,
        known.ref,
        share,
        spec.value_words(value),
        known.taken_on,
        known.document,
    )


def _gate_used(name: str, known: KnownInput) -> InputUsed:
    words = risk_table().inputs[name].choices.get(str(known.value))
    return InputUsed(
        name,
        _label(name),
        known.value,
        "a" if name == "age" else "",
        known.origin,
        known.ref,
        None,
        words,
        known.taken_on,
        known.document,
    )


def _missing(name: str, spec: InputSpec | None, inputs: PatientInputs) -> InputMissing:
    return InputMissing(name, _label(name), spec.unit if spec is not None else "", inputs.fill.get(name))


def _refused_by_gates(use: ModelUse, inputs: PatientInputs) -> tuple[LocalizedText, ...]:
    known = {gate.fact: inputs.gates.get(gate.fact) for gate in use.gates}
    said = (refused_by(gate, None if (one := known[gate.fact]) is None else one.value) for gate in use.gates)
    return tuple(text for text in said if text is not None)


def refused_by(gate: Gate, value: float | bool | str | None) -> LocalizedText | None:
    """Why a gate refuses a patient, of whom ``value`` is known (None: nothing is); None where it does not."""
    if gate.must_be is not None:
        return None if value == gate.must_be else reason(gate.reason)
    if value is None:
        return None
    if gate.at_least is not None:
        if float(value) >= gate.at_least:
            return None
        return reason(gate.reason, minimum=f"{gate.at_least:g}", age=f"{float(value):g}")
    return reason(gate.reason) if value == gate.must_not_be else None


def _is_undecided(gate: Gate, inputs: PatientInputs) -> bool:
    """True where a model is for one sex or for adults and nobody says which this is."""
    return gate.fact in ("sex", "age") and gate.fact not in inputs.gates


def _outside(model: TableModel, inputs: PatientInputs) -> tuple[LocalizedText, ...]:
    """One sentence for each value that the model cannot take."""
    said: list[LocalizedText] = []
    for spec in model.inputs:
        known = inputs.known.get(spec.name)
        if known is None:
            continue
        if known.is_outside:
            said.append(reason("outside_population", input=spec.label, value=known.value))
            continue
        try:
            spec.check(known.value, model.id)
        except InputError:
            said.append(_refusal(spec, known.value))
    return tuple(said)


def _refusal(spec: InputSpec, value: InputValue) -> LocalizedText:
    if spec.kind is InputKind.CHOICE:
        return reason("row_not_a_choice", input=spec.label, value=value, choices=", ".join(spec.choices))
    if spec.kind is InputKind.FLAG:
        return reason("row_not_a_flag", input=spec.label, value=value)
    shown = f"{value:g}" if isinstance(value, float | int) else value
    if isinstance(value, float | int) and spec.within_limits(float(value)):
        return reason("row_not_whole", input=spec.label, value=shown)
    unit = f" {spec.unit}" if spec.unit and spec.unit != "a" else ""
    return reason(
        "value_outside",
        input=spec.label,
        value=f"{shown}{unit}",
        minimum=f"{spec.minimum:g}" if spec.minimum is not None else "",
        maximum=f"{spec.maximum:g}" if spec.maximum is not None else "",
    )


def _with_gaps(sheet: _Sheet, values: Mapping[str, InputValue], missing: Sequence[InputSpec]) -> RiskScore:
    """Incomplete, with the range over what is missing; computed when that cannot change a category."""
    rows = _played_through(sheet.model, values, missing)
    wanted = next((row.lacks for row in rows if row.lacks), "")
    if wanted:
        return _with_gaps(sheet, values, [*missing, sheet.model.input(wanted)])
    rows = [row for row in rows if not row.errors]
    names = joined(tuple(spec.label for spec in missing))
    found = [_number(sheet.use.main, row) for row in rows]
    numbers = [probability if probability is not None else value for probability, value in found]
    if sheet.use.main is None and rows:
        categories = {row.results.get(sheet.use.category) for row in rows}
        if len(categories) == 1:
            said = (reason("category_whatever_missing", inputs=names),)
            return sheet.computed(values, rows[0], said)
    known = [number for number in numbers if number is not None]
    if sheet.use.main is None or not known:
        return sheet.score(RiskState.INCOMPLETE, missing=missing)
    low, high = (_shown(sheet.use.main, number) for number in (min(known), max(known)))
    said = (reason("range_of_values", inputs=names, low=low, high=high),)
    return sheet.score(RiskState.INCOMPLETE, missing=missing, reasons=said)


def _shown(main: Result, number: float) -> str:
    if main.shown_as == "value":
        unit = "" if main.unit == "{score}" else main.unit
        return f"{number:g} {unit}".strip()
    return f"{100 * number:.1f} %"


def _played_through(
    model: TableModel, values: Mapping[str, InputValue], missing: Sequence[InputSpec]
) -> list[Row]:
    """Results for every combination of the missing inputs; none where one of them is a number."""
    if any(spec.kind is InputKind.NUMBER or spec.name in values for spec in missing):
        return []
    options: list[tuple[InputValue, ...]] = [
        tuple(spec.choices) if spec.kind is InputKind.CHOICE else (0.0, 1.0) for spec in missing
    ]
    combinations = list(product(*options))
    if len(combinations) > _MOST_COMBINATIONS:
        return []
    names = [spec.name for spec in missing]
    people = [{**values, **dict(zip(names, chosen, strict=True))} for chosen in combinations]
    return evaluate_subjects(model, people)


def _number(result: Result | None, row: Row | None) -> tuple[float | None, float | None]:
    """Probability and value of a result column; both None where it has none."""
    found = None if result is None or row is None else row.results.get(result.column)
    if found is None or result is None or isinstance(found, str) or not np.isfinite(found):
        return None, None
    if result.shown_as == "value":
        return None, float(found)
    return float(found) / (100.0 if result.shown_as == "percent" else 1.0), None


def _category(
    model: TableModel,
    use: ModelUse,
    row: Row | None,
    probability: float | None,
    values: Mapping[str, InputValue],
) -> tuple[str, LocalizedText | None]:
    if row is None:
        return "", None
    if use.category:
        code = str(row.results.get(use.category, ""))
        words = risk_table().inputs.get(f"{model.id}.{use.category}")
        text = use.words.get(code) or (words.choices.get(code) if words is not None else None)
        if set(use.words) == _YES_OR_NO:
            # a bare 1 would be read as the name of a category
            code = use.category if code == "1" else f"not_{use.category}"
        return code, text
    if use.bands and probability is not None:
        age = float(values["age"] or 0.0)
        band = next(one for one in use.bands if one.below_age is None or age < one.below_age)
        code = tuple(use.band_words)[sum(probability >= limit for limit in band.limits)]
        return code, use.band_words[code]
    return "", None


def _figures(
    model: TableModel, use: ModelUse, row: Row | None, values: Mapping[str, InputValue]
) -> tuple[RiskFigure, ...]:
    if row is None:
        return ()
    found: list[RiskFigure] = []
    for figure in use.figures:
        if figure.only_with and not _is_given(values.get(figure.only_with)):
            continue
        here, read = row, figure
        if use.horizon is not None and figure.column == use.horizon.figure:
            here = evaluate_row(model, {**values, use.horizon.input: use.horizon.value})
            read = figure.model_copy(update={"column": use.horizon.column})
        probability, value = _number(read, here)
        if probability is not None or value is not None:
            unit = figure.unit if value is not None else ""
            before = found[-1].probability if found and figure.only_with else None
            gain = None if before is None or probability is None else probability - before
            found.append(RiskFigure(figure.column, figure.label, probability, value, unit, gain))
    return tuple(found)


def _is_given(value: InputValue) -> bool:
    """True for a treatment that is stated as given."""
    return value not in (None, "", "0") and value != 0.0
