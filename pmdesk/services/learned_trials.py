"""A learned model's score with some inputs changed, over one of them, and over the years.

Runs as a job; nothing is stored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from pmdesk.core.progress import JobContext
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import InputUsed, RiskScore
from pmdesk.risk.input_table import input_table
from pmdesk.risk.learned.manifest import LearnedManifest, SurvivalManifest
from pmdesk.risk.learned.predicting import input_spec
from pmdesk.risk.logistic import Floats
from pmdesk.risk.model import InputKind, InputValue
from pmdesk.risk.table_model import ERROR
from pmdesk.services.case import Case
from pmdesk.services.known_fact import KnownFact
from pmdesk.services.learned_gates import refusals
from pmdesk.services.learned_models import (
    KnownCell,
    LearnedModels,
    answer_name,
    known_columns,
    score,
    used_input,
    written,
)
from pmdesk.services.patient_risks import patient_facts
from pmdesk.services.record_facts import RecordFacts
from pmdesk.services.risk_changes import ExplainedPoint, input_changes
from pmdesk.services.risk_history import MOST_DAYS, RiskPoint, days_of_fact
from pmdesk.services.what_if import slider_of

if TYPE_CHECKING:
    from pmdesk.risk.learned.package import LoadedLearned

_POINTS = 41


def seen_ranges(models: LearnedModels, model_id: str) -> Mapping[str, tuple[float, float]]:
    """Range of each number among the patients that the model learnt from, in its unit; empty for other models."""
    package = models.package(model_id)
    return {} if package is None else dict(package.manifest.seen)


def try_learned(
    models: LearnedModels, case: Case, risk: RiskScore, changes: Mapping[str, InputValue]
) -> RiskScore:
    """The score of a person who differs from the patient in the named inputs; without shares of the inputs.

    Parameters
    ----------
    risk
        A learned score of the case.
    changes
        Values by input name in the model's words and unit; None: not known.

    Raises
    ------
    InputError
        Not a value of its input; a number outside the model's limits is no error but "not applicable".
    KeyError
        The model or an input is not known.
    """
    model, facts = _loaded(models, risk.model_id), patient_facts(case, risk.computed_for)
    known = _supposed(model.manifest, known_columns(model.manifest, facts), changes, facts.on)
    return score(model, known, facts.on, with_shares=False)


def learned_curve(
    models: LearnedModels, case: Case, risk: RiskScore, name: str, changes: Mapping[str, InputValue]
) -> tuple[Floats, Floats]:
    """The score over the range of one number, with other inputs changed.

    Returns
    -------
    tuple of NDArray
        Values in the input's unit and the probability (0..1) at each; NaN where the model does not apply. Empty where
        the input is no number with limits.
    """
    model, facts = _loaded(models, risk.model_id), patient_facts(case, risk.computed_for)
    manifest = model.manifest
    ends = slider_of(input_spec(manifest.data.column(name)))
    if ends is None:
        return np.empty(0), np.empty(0)
    space = np.geomspace if ends.is_logarithmic else np.linspace
    xs = space(ends.minimum, ends.maximum, _POINTS)
    if ends.decimals == 0:
        xs = np.unique(np.rint(xs))
    known = _supposed(manifest, known_columns(manifest, facts), changes, facts.on)
    table = {one: [cell.cell] * len(xs) for one, cell in known.items()} | {name: [repr(float(x)) for x in xs]}
    return xs, _probabilities(model, table)


def learned_history(
    ctx: JobContext, models: LearnedModels, case: Case, model_id: str
) -> tuple[ExplainedPoint, ...]:
    """A learned score on every day on which something that it asks for was measured or stated, the oldest first.

    Each day knows what the record held on it, as `pmdesk.services.risk_history` has it; days on which the model does
    not apply or lacks an input are left out.

    Raises
    ------
    KeyError
        No package of this id.
    """
    model, facts = _loaded(models, model_id), patient_facts(case)
    manifest = model.manifest
    days = sorted(_change_days(manifest, facts))[-MOST_DAYS:]
    known: list[tuple[date, dict[str, KnownCell]]] = []
    for number, day in enumerate(days):
        ctx.progress(number / len(days))
        then = facts.as_of(day)
        cells = known_columns(manifest, then)
        if not refusals(manifest, then) and all(
            column.name in cells for column in manifest.inputs if column.required
        ):
            known.append((day, cells))
    if not known:
        return ()
    table = {
        column.name: [cells[column.name].cell if column.name in cells else "" for _, cells in known]
        for column in manifest.inputs
    }
    return tuple(_points(manifest, known, _probabilities(model, table), facts.on))


def _points(
    manifest: LearnedManifest,
    known: Sequence[tuple[date, Mapping[str, KnownCell]]],
    probabilities: Floats,
    last: date,
) -> Iterable[ExplainedPoint]:
    before: dict[str, InputUsed] | None = None
    for (day, cells), p in zip(known, probabilities.tolist(), strict=True):
        if not np.isfinite(p):
            continue
        now = {
            column.name: used_input(column, cells[column.name], None)
            for column in manifest.inputs
            if column.name in cells
        }
        changes = () if before is None else input_changes(before, now)
        # that somebody is older is a change of every day
        if (
            before is None
            or day == last
            or any(_is_measured(change.after or change.before) for change in changes)
        ):
            yield ExplainedPoint(RiskPoint(day, float(p)), changes)
            before = now


def _is_measured(item: InputUsed | None) -> bool:
    return item is not None and item.unit != "a"


def _loaded(models: LearnedModels, model_id: str) -> "LoadedLearned":
    package = models.package(model_id)
    if package is None:
        raise KeyError(model_id)
    return models.load(package)


def _supposed(
    manifest: LearnedManifest, known: dict[str, KnownCell], changes: Mapping[str, InputValue], on: date
) -> dict[str, KnownCell]:
    """The known columns with the changed ones in their place."""
    found = dict(known)
    for name, value in changes.items():
        column = next((one for one in manifest.inputs if one.name == name), None)
        if column is None:
            raise KeyError(name)
        if value is None:
            found.pop(name, None)
            continue
        spec = replace(input_spec(column), minimum=None, maximum=None)
        checked = spec.check(value, manifest.id)
        assert checked is not None
        own: bool | float | str = bool(checked) if spec.kind is InputKind.FLAG else checked
        found[name] = KnownCell(written(own), KnownFact(own, Origin.READER, unit=column.unit, taken_on=on))
    return found


def _probabilities(model: "LoadedLearned", table: Mapping[str, list[str]]) -> Floats:
    """(n,) main probability of each row, NaN where there is none."""
    results = model.predict(table)
    manifest = model.manifest
    main = manifest.times[-1].name if isinstance(manifest, SurvivalManifest) else "p"
    cells = zip(results[main], results[ERROR], strict=True)
    return np.array([np.nan if error or cell == "" else float(cell) for cell, error in cells])


def _change_days(manifest: LearnedManifest, facts: RecordFacts) -> set[date]:
    """Days up to that of the case on which a value of the model's columns may have changed."""
    table = input_table()
    names = {link.fact for link in manifest.record.values()}
    found: set[date | None] = {facts.on}
    for name in names:
        for source in table.facts[name].sources:
            found |= set(days_of_fact(facts, source))
    answers = {answer_name(manifest, column.name) for column in manifest.inputs}
    found |= {one.stated_on for one in facts.record.stated_inputs if one.name in answers}
    return {day for day in found if day is not None and day <= facts.on}
