"""What the page asks of the models: how an input is answered, what is written, and how a score follows its inputs."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeKind
from pmdesk.core.record import PatientRecord
from pmdesk.core.risk import InputMissing, RiskScore
from pmdesk.records.editing import RECORD_FIELDS, set_field
from pmdesk.risk.learned.predicting import input_spec
from pmdesk.risk.logistic import Floats
from pmdesk.risk.model import InputSpec, InputValue
from pmdesk.services.case import Case
from pmdesk.services.jobs import Lane
from pmdesk.services.learned_trials import learned_curve, seen_ranges, try_learned
from pmdesk.services.operations.edit_record import ReplaceRecord
from pmdesk.services.operations.state_input import asked_spec, state_input
from pmdesk.services.operations.state_learned import learned_specs, state_learned
from pmdesk.services.record_facts import RecordFacts
from pmdesk.services.session import Operation
from pmdesk.services.what_if import curve, facts_for, input_specs, slider, what_if
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.risk_page.answers import Answer, asked_name
from pmdesk.ui.panels.risk_page.what_if_section import Curve, Trial

_POINTS_WITH_OTHERS = 21
"""Each is computed by itself, a millisecond or two."""
_FIELD_KEYS = frozenset(field.key for field in RECORD_FIELDS)


def questions(score: RiskScore) -> Callable[[InputMissing], InputSpec | None]:
    """How a score's model asks for an input or a condition of its use; None where it cannot be answered in words."""
    learned: dict[str, InputSpec] = {}

    def ask(item: InputMissing) -> InputSpec | None:
        try:
            return asked_spec(score.model_id, asked_name(item).partition("@")[0])
        except KeyError:
            # the packages are read once for all questions of a score
            if not learned:
                learned.update(learned_specs(score.model_id))
            return learned.get(item.name)

    return ask


def state_answer(case: Case, score: RiskScore, item: InputMissing, answer: Answer) -> Operation | None:
    """The operation that writes an answer into the record; None when nothing would change.

    A field of the record is filled as the record has it (smoking status, not "ever smoker"); everything else as the
    model asks.

    Raises
    ------
    InputError
        The record or the model does not take this value.
    """
    ref = item.ref
    if ref is not None and ref.kind is NodeKind.RECORD_FIELD and ref.key in _FIELD_KEYS:
        record = case.record or PatientRecord()
        after = set_field(record, ref.key, answer)
        return None if after == record else ReplaceRecord(case.record, after)
    assert isinstance(answer, bool | float | str)
    try:
        return state_input(case, score.model_id, asked_name(item), answer)
    except KeyError:
        return state_learned(case, score.model_id, item.name, asked_name(item), answer)


def specs_of(context: UiContext, score: RiskScore) -> tuple[InputSpec, ...]:
    """Inputs of a score's model; none where nobody knows it."""
    if not score.is_learned:
        return input_specs(score.model_id)
    package = context.learned.package(score.model_id)
    return () if package is None else tuple(input_spec(column) for column in package.manifest.inputs)


def trial_of(context: UiContext, score: RiskScore) -> Trial:
    """How a score follows its inputs: a published one at once, a learned one in a job."""
    case = context.session.case
    if score.is_learned:
        return _learned_trial(context, case, score)
    return _published_trial(case, score, with_unverified=context.settings.show_unverified_risks)


def _learned_trial(context: UiContext, case: Case, score: RiskScore) -> Trial:
    models = context.learned

    def over(name: str, others: Mapping[str, InputValue]) -> Curve:
        return _finite(*learned_curve(models, case, score, name, others))

    def run(
        work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[PmdeskError], None], key: str
    ) -> None:
        context.jobs.submit(
            "job.what_if",
            lambda _ctx: work(),
            lane=Lane.COMPUTE,
            key=key,
            is_quiet=True,
            on_done=done,
            on_error=failed,
        )

    return Trial(
        lambda changes: try_learned(models, case, score, changes),
        over,
        run,
        seen_ranges(models, score.model_id),
    )


def _published_trial(case: Case, score: RiskScore, *, with_unverified: bool) -> Trial:
    """The record is gone through once, at the first trial."""

    @cache
    def facts() -> RecordFacts:
        return facts_for(case, score)

    return Trial(
        lambda changes: what_if(case, score, changes, facts(), with_unverified=with_unverified),
        lambda name, others: _curve(case, score, name, others, facts()),
    )


def _curve(
    case: Case, score: RiskScore, name: str, others: Mapping[str, InputValue], facts: RecordFacts
) -> Curve:
    """The score over one number, with ``others`` changed; without the points at which the model does not apply."""
    ends = slider(score.model_id, name)
    if ends is None:
        return ()
    if others:
        space = np.geomspace if ends.is_logarithmic else np.linspace
        xs = space(ends.minimum, ends.maximum, _POINTS_WITH_OTHERS)
        ys = np.array([_result(case, score, {**others, name: float(x)}, facts) for x in xs])
    else:
        try:
            xs, ys = curve(case, score, name, facts=facts)
        except KeyError:
            return ()
    return _finite(xs, ys)


def _finite(xs: Floats, ys: Floats) -> Curve:
    return tuple((float(x), float(y)) for x, y in zip(xs, ys, strict=True) if np.isfinite(y))


def _result(case: Case, score: RiskScore, changes: Mapping[str, InputValue], facts: RecordFacts) -> float:
    try:
        found = what_if(case, score, changes, facts)
    except PmdeskError:
        return np.nan
    number = found.probability if found.probability is not None else found.value
    return np.nan if number is None else number
