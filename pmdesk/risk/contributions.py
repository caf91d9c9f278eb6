"""What each input does to a score, beside a documented reference person.

On the scale on which the model adds up (log odds of a logistic model, log cumulative hazard of a proportional-hazards
model, points of a points score) the difference between the patient and the reference person is shared out by the
Shapley value over the inputs in which the two differ (Shapley 1953; Lundberg and Lee 2017, exact over all subsets).
Where inputs do not act together, a share is the model's own linear term: coefficient times difference. Where they do, a
joint effect is divided equally. The shares sum to the whole difference.

Where nobody documented a reference person, a model that is a plain sum shows the terms of that sum instead, with its
constant (`own_terms`); no person is made up to compare with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.evaluate_rows import columns_of, evaluate_rows
from pmdesk.risk.input_table import ModelUse, Result
from pmdesk.risk.logistic import Column, Floats, LogisticModel
from pmdesk.risk.model import InputKind, InputValue
from pmdesk.risk.tables import TableModel

_MOST_INPUTS = 12
"""Beyond, the number of subsets (2^k) takes too long for a screen."""


def contributions(model: TableModel, use: ModelUse, values: Mapping[str, InputValue]) -> dict[str, float]:
    """Share of each input that differs from the reference person; empty where the model has none.

    Parameters
    ----------
    values
        The patient's checked inputs; those that are absent or that the reference does not name are the same in both.
    """
    if use.reference is None or use.main is None:
        return {}
    pairs = {
        name: (reference, values[name])
        for name, reference in use.reference.values.items()
        if values.get(name) is not None and not _equal(reference, values[name])
    }
    names = tuple(pairs)
    same = {name: 0.0 for name in use.reference.values if values.get(name) is not None and name not in pairs}
    if not names:
        return same
    if use.pairwise:
        shares = _pairwise(model, use, values, pairs)
    elif len(names) <= _MOST_INPUTS:
        shares = _over_all_subsets(model, use, values, pairs)
    else:
        return {}
    if not np.isfinite(shares).all():
        return {}
    return same | dict(zip(names, shares.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """The sum that a result is a function of: ``constant`` and the term of each input, on the scale of the model."""

    shares: Mapping[str, float]
    constant: float


def own_terms(model: TableModel, values: Mapping[str, InputValue]) -> OwnTerms | None:
    """The terms of a model's own sum; None where it is no plain sum.

    They compare the patient with nobody: with the constant they give the log odds (the index, the energy) itself.

    Parameters
    ----------
    values
        The patient's checked inputs, all that the result was computed from.
    """
    if isinstance(model, LogisticModel):
        result = model.compute(values)
        return OwnTerms(dict(result.contributions), float(result.constant or 0.0))
    if model.terms is None:
        return None
    terms = {name: float(column[0]) for name, column in model.terms(columns_of(model, values)).items()}
    known = {name: term for name, term in terms.items() if values.get(name) is not None}
    return OwnTerms(known, model.constant)


def result_numbers(main: Result, column: Column) -> Floats:
    """A result column as probabilities (0..1) or values."""
    return np.asarray(column, dtype=np.float64) / (100.0 if main.shown_as == "percent" else 1.0)


def on_scale(use: ModelUse, main: Result, column: Column) -> Floats:
    """A result column on the scale of the contributions."""
    number = result_numbers(main, column)
    with np.errstate(divide="ignore", invalid="ignore"):
        if use.link == "logit":
            return np.asarray(np.log(number) - np.log1p(-number), dtype=np.float64)
        if use.link == "cloglog":
            return np.asarray(np.log(-np.log1p(-number)), dtype=np.float64)
    return number


Pairs = Mapping[str, tuple[InputValue, InputValue]]
"""Value of the reference person and of the patient, by input."""


def _equal(one: InputValue, other: InputValue) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return float(one or 0.0) == float(other or 0.0)


def _scores(
    model: TableModel,
    use: ModelUse,
    values: Mapping[str, InputValue],
    pairs: Pairs,
    is_patient: NDArray[np.bool_],
) -> Floats:
    """Scores (rows,) of mixed persons; ``is_patient`` (rows, inputs) says whose value each input has."""
    assert use.main is not None
    columns = columns_of(model, values, len(is_patient))
    for place, (name, (reference, own)) in enumerate(pairs.items()):
        ends: list[InputValue] = [reference, own]
        if model.input(name).kind is InputKind.CHOICE:
            columns[name] = np.array([str(end) for end in ends])[is_patient[:, place].astype(np.intp)]
        else:
            columns[name] = np.where(is_patient[:, place], float(own or 0.0), float(reference or 0.0))
    return on_scale(use, use.main, np.asarray(evaluate_rows(model, columns)[use.main.column]))


def _over_all_subsets(
    model: TableModel, use: ModelUse, values: Mapping[str, InputValue], pairs: Pairs
) -> Floats:
    count = len(pairs)
    masks = np.arange(2**count)
    is_patient = (masks[:, np.newaxis] >> np.arange(count)) & 1 == 1
    scores = _scores(model, use, values, pairs, is_patient)
    sizes = is_patient.sum(axis=1)
    weight = np.array([factorial(size) * factorial(count - size - 1) for size in range(count)]) / factorial(
        count
    )
    shares = np.empty(count)
    for place in range(count):
        without = masks[~is_patient[:, place]]
        gain = scores[without | (1 << place)] - scores[without]
        shares[place] = float(np.sum(weight[sizes[without]] * gain))
    return shares


def _pairwise(model: TableModel, use: ModelUse, values: Mapping[str, InputValue], pairs: Pairs) -> Floats:
    """The same where no more than two inputs act together: the mean of the first and the last place in the row."""
    count = len(pairs)
    alone, last = np.eye(count, dtype=np.bool_), ~np.eye(count, dtype=np.bool_)
    none, everyone = np.zeros((1, count), dtype=np.bool_), np.ones((1, count), dtype=np.bool_)
    scores = _scores(model, use, values, pairs, np.concatenate([none, everyone, alone, last]))
    reference, patient = scores[0], scores[1]
    return np.asarray(
        ((scores[2 : 2 + count] - reference) + (patient - scores[2 + count :])) / 2.0, dtype=np.float64
    )
