"""A survival package on patients that it has not seen: order, spread and level of its predictions."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.progress import JobContext, PartContext
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import ColumnKind
from pmdesk.risk.learned.documents import Figure
from pmdesk.risk.learned.external_documents import (
    SurvivalAtTime,
    SurvivalAxis,
    SurvivalBin,
    SurvivalGroup,
    SurvivalPart,
)
from pmdesk.risk.learned.external_rows import Floats, TestedRows, ValidationQuestion
from pmdesk.risk.learned.fairness import OTHER_GROUP, UNKNOWN_GROUP, band_labels, group_labels
from pmdesk.risk.learned.manifest import SurvivalTime
from pmdesk.risk.learned.metrics import drawn_weights, figure
from pmdesk.risk.learned.package import LoadedLearned
from pmdesk.risk.learned.predicting import SurvivalEstimator
from pmdesk.risk.learned.survival_measuring import FollowUp, concordance, fitted, kaplan_meier

SURVIVAL_DRAWS = 300
"""At most: each draw orders all pairs of patients."""
MINIMUM_DEATHS = 10
BANDS = ("lowest third", "middle third", "highest third")
Rows = NDArray[np.intp]


def survival_part(
    model: LoadedLearned, rows: TestedRows, grouped: CleanTable, question: ValidationQuestion, ctx: JobContext
) -> SurvivalPart:
    """Concordance, calibration slope, calibration at the package's times, and concordance by subgroup."""
    estimator, manifest = model.estimator, model.manifest
    assert isinstance(estimator, SurvivalEstimator)
    assert manifest.task.value == estimator.manifest.task.value
    assert rows.time is not None
    log_hazard = np.asarray(
        estimator.pipeline[-1].log_hazard(estimator.features(rows.frame)), dtype=np.float64
    )
    data = FollowUp(log_hazard[:, None], rows.time, rows.outcome.astype(np.float64))
    drawn = _Drawn(rows.patients, min(question.bootstrap_draws, SURVIVAL_DRAWS), question.seed)

    def order(chosen: Rows) -> float:
        return concordance(data.of(chosen), log_hazard[chosen])

    part = SurvivalPart(
        concordance=drawn.figure(order, PartContext(ctx, 0.0, 0.3)),
        calibration_slope=drawn.figure(lambda chosen: _slope(data.of(chosen)), PartContext(ctx, 0.3, 0.6)),
        median_follow_up=float(np.median(rows.time)),
        times=tuple(
            _at_time(one, data, rows.results[one.name], drawn, PartContext(ctx, 0.6, 0.8))
            for one in estimator.manifest.times
        ),
        subgroups=(),
    )
    axes = tuple(
        _axis(name, grouped, data, drawn, order, PartContext(ctx, 0.8, 1.0)) for name in grouped.subgroups
    )
    return part.model_copy(update={"subgroups": axes})


class _Drawn:
    """Rows of the table itself, then of bootstrap samples of its patients."""

    def __init__(self, patients: NDArray[np.intp], draws: int, seed: int) -> None:
        self._samples = [
            np.repeat(np.arange(len(patients)), one.astype(np.intp))
            for part in drawn_weights(patients, draws, seed)
            for one in part
        ]

    def figure(
        self, statistic: Callable[[Rows], float], ctx: JobContext, members: NDArray[np.bool_] | None = None
    ) -> Figure:
        values = []
        for place, sample in enumerate(self._samples):
            if place % 10 == 0:
                ctx.progress(place / len(self._samples), "stage.figures")
                ctx.check()
            values.append(statistic(sample if members is None else sample[members[sample]]))
        return figure(np.asarray(values, dtype=np.float64))


def _slope(data: FollowUp) -> float:
    """Coefficient of the log hazard in a Cox model of its own; NaN where it cannot be fitted."""
    from lifelines.exceptions import ConvergenceError

    if data.event.sum() < 2 or np.ptp(data.features) == 0:
        return float("nan")
    try:
        return float(fitted(data).coefficients_[0])
    except (ConvergenceError, ZeroDivisionError, ValueError):
        return float("nan")


def _at_time(
    time: SurvivalTime, data: FollowUp, predicted: Floats, drawn: _Drawn, ctx: JobContext
) -> SurvivalAtTime:
    def ratio(chosen: Rows) -> float:
        expected = 1.0 - float(predicted[chosen].mean())
        return (1.0 - _alive(data.of(chosen), time.time)) / expected if expected > 0 else float("nan")

    return SurvivalAtTime(
        name=time.name,
        label=time.label,
        time=time.time,
        at_risk=int((data.time >= time.time).sum()),
        observed_over_expected=drawn.figure(ratio, ctx),
        bins=tuple(_bins(data, predicted, time.time)),
    )


def _alive(data: FollowUp, time: float) -> float:
    """Kaplan and Meier's share alive; NaN where nobody was followed so long and not all died before."""
    if data.time.max() < time and data.event[data.time.argmax()] == 0:
        return float("nan")
    order = np.argsort(data.time, kind="stable")
    times, events = data.time[order], data.event[order]
    deaths_at = np.unique(times[(events == 1) & (times <= time)])
    at_risk = len(times) - np.searchsorted(times, deaths_at, side="left")
    deaths = np.array([events[times == one].sum() for one in deaths_at])
    return float(np.prod(1.0 - deaths / at_risk)) if len(deaths_at) else 1.0


def _bins(data: FollowUp, predicted: Floats, time: float) -> Iterator[SurvivalBin]:
    borders = np.quantile(predicted, (1 / 3, 2 / 3))
    third = np.searchsorted(borders, predicted, side="right")
    members = [
        ("all", np.arange(len(predicted))),
        *((name, np.flatnonzero(third == place)) for place, name in enumerate(BANDS)),
    ]
    for name, chosen in members:
        if not len(chosen):
            continue
        part = data.of(chosen)
        known = np.isfinite(_alive(part, time))
        yield SurvivalBin(
            group=name,
            n=len(chosen),
            predicted=float(predicted[chosen].mean()),
            observed=kaplan_meier(part, time) if known and part.event.sum() else Figure(value=None),
        )


def _axis(
    name: str,
    grouped: CleanTable,
    data: FollowUp,
    drawn: _Drawn,
    order: Callable[[Rows], float],
    ctx: JobContext,
) -> SurvivalAxis:
    is_number = any(
        column.name == name and column.kind is ColumnKind.NUMBER for column in grouped.dictionary.columns
    )
    labels, cuts = group_labels(name, grouped.subgroups[name], is_number)
    names: Sequence[Any] = band_labels(cuts) if cuts else sorted(set(labels) - {UNKNOWN_GROUP, OTHER_GROUP})
    groups = []
    for group in (*names, OTHER_GROUP, UNKNOWN_GROUP):
        members = labels == group
        if not members.any():
            continue
        deaths = int(data.event[members].sum())
        small = deaths < MINIMUM_DEATHS
        groups.append(
            SurvivalGroup(
                group=group,
                rows=int(members.sum()),
                events=deaths,
                too_small=small,
                concordance=None if small else drawn.figure(order, ctx, members),
            )
        )
    return SurvivalAxis(column=name, cuts=cuts, minimum_group_events=MINIMUM_DEATHS, groups=tuple(groups))
