"""Figures of the shipped models as their manifests and cards state them, each with n and what it was measured on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.model_package import Evaluation
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.documents import Figure
from pmdesk.risk.learned.metrics import PROBABILITY_METRICS, Floats, drawn_weights, figure
from pmdesk.risk.learned.recipe import Subgroup

DRAWS = 1000
SEED = 1
SMALLEST_GROUP = 10
"""Rows with, and without, the outcome below which a group gets no figures."""

PRINTED = (
    "auc",
    "brier",
    "log_loss",
    "calibration_intercept",
    "calibration_slope",
    "observed_minus_expected",
)
MISSING_INPUTS = "Missing inputs"
Group = tuple[str, NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What figures were taken on, and the command that takes them again."""

    split: str
    command: str

    def evaluation(self, metric: str, found: Figure, n: int, patients: int, subgroup: str) -> Evaluation:
        interval = None if found.low is None or found.high is None else (found.low, found.high)
        assert found.value is not None
        return Evaluation(
            metric=metric,
            value=found.value,
            ci95=interval,
            n=n,
            patients=patients,
            split=self.split,
            subgroup=subgroup,
            command=self.command,
        )


def classification_figures(
    table: CleanTable,
    scores: Mapping[str, Floats],
    groups: tuple[Subgroup, ...],
    measured: Measured,
    draws: int = DRAWS,
) -> tuple[Evaluation, ...]:
    """Figures of all rows, with inputs missing, and by subgroup; a group that is too small has its counts only."""
    found: list[Evaluation] = []
    everyone = np.ones(table.rows, dtype=np.bool_)
    for pattern, of_pattern in scores.items():
        subgroup = f"{MISSING_INPUTS}: {pattern}" if pattern else ""
        found += _figures(table, of_pattern, everyone, measured, subgroup, draws)
    for name, members in subgroups(table, groups):
        found += _figures(table, scores[""], members, measured, name, draws)
    return tuple(found)


def subgroups(table: CleanTable, groups: tuple[Subgroup, ...]) -> Iterator[Group]:
    """Names (``Sex: male``) and members (n,) of every group; rows of which the column is not known are in none."""
    for group in groups:
        values = table.frame[group.column].to_numpy()
        if group.cuts:
            yield from _bands(group, values.astype(np.float64))
            continue
        for level, name in group.names.items():
            yield f"{group.title}: {name}", np.asarray(values.astype(str) == level, dtype=np.bool_)


def _bands(group: Subgroup, values: Floats) -> Iterator[Group]:
    first, last = group.cuts[0], group.cuts[-1]
    yield f"{group.title}: under {first:g}", values < first
    for low, high in zip(group.cuts, group.cuts[1:], strict=False):
        yield f"{group.title}: {low:g} to under {high:g}", (values >= low) & (values < high)
    yield f"{group.title}: {last:g} and more", values >= last


def _figures(
    table: CleanTable,
    scores: Floats,
    members: NDArray[np.bool_],
    measured: Measured,
    subgroup: str,
    draws: int,
) -> Iterator[Evaluation]:
    n, events = int(members.sum()), int(table.outcome[members].sum())
    patients = len(np.unique(table.patients[members]))
    if n:
        yield measured.evaluation("events", Figure(value=events), n, patients, subgroup)
    if min(events, n - events) < SMALLEST_GROUP:
        return
    for metric in PRINTED:
        value = _drawn(table, scores, members, metric, draws)
        if value.low is not None or (value.value is not None and not subgroup):
            yield measured.evaluation(metric, value, n, patients, subgroup)


def _drawn(table: CleanTable, scores: Floats, members: NDArray[np.bool_], metric: str, draws: int) -> Figure:
    """Mean over the repeats, with the interval of a bootstrap over patients."""
    of = PROBABILITY_METRICS[metric]
    parts = [
        np.mean([of(weights[:, members], table.outcome[members], one[members]) for one in scores], axis=0)
        for weights in drawn_weights(table.patients, draws, SEED)
    ]
    return figure(np.concatenate(parts))


def bootstrap_figure(n: int, statistic: Callable[[NDArray[np.intp]], float], draws: int = DRAWS) -> Figure:
    """A statistic of all n rows with the interval of a bootstrap over them."""
    random = np.random.default_rng(SEED)
    values = [statistic(np.arange(n, dtype=np.intp))]
    values += [statistic(random.integers(0, n, n)) for _ in range(draws)]
    return figure(np.asarray(values, dtype=np.float64))
