"""Figures by sex, age band, ancestry, site; gaps between groups, and when one is worth a warning.

The rule: a group with fewer rows with, or without, the outcome than the settings say gets no figures. Of the others the
highest and the lowest are compared; a gap above its limit whose 95 % interval (paired bootstrap over patients) lies
above 0 is a warning. The pair is picked after looking, so a small excess over the limit proves nothing.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.cells import number_of
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import ColumnKind
from pmdesk.risk.learned.documents import Gap, SubgroupAxis, SubgroupFigures
from pmdesk.risk.learned.evaluation import Draws, OutOfFold, draw_figures
from pmdesk.risk.learned.leakage import name_words
from pmdesk.risk.learned.metrics import figure
from pmdesk.risk.learned.settings import TrainingSettings

GapFigure: TypeAlias = Literal["auc", "observed_minus_expected", "sensitivity", "false_positive_rate"]

GAP_LIMITS: Mapping[GapFigure, float] = {
    "auc": 0.10,
    "observed_minus_expected": 0.10,
    "sensitivity": 0.15,
    "false_positive_rate": 0.15,
}
GROUP_FIGURES = (
    "auc",
    "brier",
    "observed_minus_expected",
    "calibration_intercept",
    "calibration_slope",
    "sensitivity",
    "false_positive_rate",
    "ppv",
)
AGE_CUTS = (40.0, 50.0, 60.0, 70.0, 80.0)
UNKNOWN_GROUP = "?"
MAXIMUM_GROUPS = 12
"""A text column with more values keeps the most frequent ones; the others share a group."""
OTHER_GROUP = "…"
MANY_NUMBERS = 10
"""A column of numbers with more values is cut into bands."""


def subgroup_axes(
    cleaned: CleanTable, predictions: OutOfFold, settings: TrainingSettings, ctx: JobContext
) -> tuple[SubgroupAxis, ...]:
    """Figures of one algorithm's out-of-fold predictions by each subgroup column of the dictionary."""
    axes = []
    for place, (column, texts) in enumerate(cleaned.subgroups.items()):
        ctx.progress(place / len(cleaned.subgroups), "stage.subgroups")
        groups, cuts = group_labels(column, texts, _is_number(cleaned, column))
        axes.append(_axis(column, groups, cuts, cleaned, predictions, settings, ctx))
    return tuple(axes)


def group_labels(
    column: str, texts: NDArray[Any], as_number: bool = False
) -> tuple[NDArray[Any], tuple[float, ...]]:
    """(n) group of each row, and the band borders where the column is cut.

    Ages are cut at 40, 50, ... 80, other numbers at their thirds; ``""`` becomes the group ``?``.
    """
    known = np.array([text != "" for text in texts], dtype=np.bool_)
    numbers = [number_of(text) for text in texts[known]]
    distinct = len(set(texts[known]))
    if numbers and None not in numbers and (distinct > MANY_NUMBERS or (as_number and _is_age(column))):
        values = np.array(numbers, dtype=np.float64)
        cuts = AGE_CUTS if _is_age(column) else tuple(np.unique(np.quantile(values, (1 / 3, 2 / 3))).tolist())
        cuts = tuple(cut for cut in cuts if values.min() < cut <= values.max())
        labels = band_labels(cuts)
        groups = np.full(len(texts), UNKNOWN_GROUP, dtype=object)
        groups[known] = [labels[place] for place in np.searchsorted(cuts, values, side="right")]
        return groups, cuts
    groups = np.array([text or UNKNOWN_GROUP for text in texts], dtype=object)
    if distinct > MAXIMUM_GROUPS:
        names, counts = np.unique(texts[known].astype(str), return_counts=True)
        kept = set(names[np.argsort(-counts, kind="stable")[: MAXIMUM_GROUPS - 1]]) | {UNKNOWN_GROUP}
        groups = np.array([group if group in kept else OTHER_GROUP for group in groups], dtype=object)
    return groups, ()


def _is_age(column: str) -> bool:
    return "age" in name_words(column) or "年龄" in column


def _is_number(cleaned: CleanTable, column: str) -> bool:
    return any(item.name == column and item.kind is ColumnKind.NUMBER for item in cleaned.dictionary.columns)


def band_labels(cuts: tuple[float, ...]) -> list[str]:
    if not cuts:
        return ["*"]
    inner = [f"{low:g} ≤ x < {high:g}" for low, high in pairwise(cuts)]
    return [f"< {cuts[0]:g}", *inner, f"≥ {cuts[-1]:g}"]


def _axis(
    column: str,
    groups: NDArray[Any],
    cuts: tuple[float, ...],
    cleaned: CleanTable,
    predictions: OutOfFold,
    settings: TrainingSettings,
    ctx: JobContext,
) -> SubgroupAxis:
    order = band_labels(cuts) if cuts else sorted(set(groups) - {UNKNOWN_GROUP, OTHER_GROUP})
    names = [name for name in (*order, OTHER_GROUP, UNKNOWN_GROUP) if (groups == name).any()]
    draws: dict[str, Draws] = {}
    found = []
    for name in names:
        ctx.check()
        rows = groups == name
        if _large_enough(cleaned.outcome[rows], settings):
            draws[name] = draw_figures(cleaned.outcome, predictions, cleaned.patients, settings, ctx, rows)
        found.append(_figures(name, rows, cleaned, draws.get(name)))
    measured = {name: values for name, values in draws.items() if name != UNKNOWN_GROUP}
    return SubgroupAxis(
        column=column,
        cuts=cuts,
        minimum_group_events=settings.minimum_group_events,
        groups=tuple(found),
        gaps=_gaps(measured),
    )


def _large_enough(outcome: NDArray[np.int8], settings: TrainingSettings) -> bool:
    return int(np.bincount(outcome, minlength=2).min()) >= settings.minimum_group_events


def _figures(name: str, rows: NDArray[np.bool_], cleaned: CleanTable, draws: Draws | None) -> SubgroupFigures:
    outcome = cleaned.outcome[rows]
    return SubgroupFigures(
        group=name,
        rows=len(outcome),
        patients=len(np.unique(cleaned.patients[rows])),
        events=int(outcome.sum()),
        too_small=draws is None,
        prevalence=float(outcome.mean()),
        **({} if draws is None else {key: figure(draws[key]) for key in GROUP_FIGURES}),
    )


def _gaps(draws: Mapping[str, Draws]) -> tuple[Gap, ...]:
    if len(draws) < 2:
        return ()
    gaps = []
    for key, limit in GAP_LIMITS.items():
        values = {name: float(item[key][0]) for name, item in draws.items() if np.isfinite(item[key][0])}
        if len(values) < 2:
            continue
        highest, lowest = max(values, key=lambda n: values[n]), min(values, key=lambda n: values[n])
        gap = figure(draws[highest][key] - draws[lowest][key])
        warn = gap.value is not None and gap.value > limit and gap.low is not None and gap.low > 0
        gaps.append(Gap(figure=key, highest=highest, lowest=lowest, gap=gap, limit=limit, warn=warn))
    return tuple(gaps)
