"""What a model goes by: shuffled columns on rows that it had not seen, and its mean answer along a column."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import ColumnKind, TableColumn
from pmdesk.risk.learned.cross_validation import FoldModel
from pmdesk.risk.learned.documents import Importance, PartialDependence
from pmdesk.risk.learned.fitting import FittedModel
from pmdesk.risk.learned.metrics import Floats, auc, log_loss, plain
from pmdesk.risk.learned.settings import TrainingSettings

if TYPE_CHECKING:
    import pandas as pd

GRID_POINTS = 20
AVERAGED_ROWS = 300
SHOWN_ROWS = 30
DENSITY_POINTS = 51
SHUFFLED_ROWS = 5000
"""Larger test parts are sampled for the importance."""


def permutation_importance(
    cleaned: CleanTable, models: Sequence[FoldModel], settings: TrainingSettings, ctx: JobContext
) -> tuple[Importance, ...]:
    """Loss of AUC and gain of log loss when a column is shuffled among out-of-fold rows (Breiman 2001), largest first.

    Each model of the outer folds answers for the rows that it had not seen; figures are means over the folds, standard
    deviations are over the shuffles.
    """
    repeats = settings.importance_repeats
    if not repeats:
        return ()
    names = [column.name for column in cleaned.dictionary.columns]
    drops = np.zeros((len(names), repeats, 2))
    for number, item in enumerate(models):
        rng = np.random.default_rng(settings.seed + number)
        test = item.test
        if len(test) > SHUFFLED_ROWS:
            test = np.sort(rng.choice(test, SHUFFLED_ROWS, replace=False))
        frame, outcome = cleaned.frame.iloc[test], cleaned.outcome[test]
        base = _auc_and_loss(outcome, item.model.probabilities(frame))
        for place, name in enumerate(names):
            ctx.check()
            ctx.progress((number + place / len(names)) / len(models), "stage.importance")
            cells = frame[name].to_numpy()
            shuffled = np.concatenate([cells[rng.permutation(len(cells))] for _ in range(repeats)])
            scores = item.model.probabilities(_repeated(frame, repeats).assign(**{name: shuffled}))
            for repeat, score in enumerate(scores.reshape(repeats, -1)):
                found = _auc_and_loss(outcome, score)
                drops[place, repeat] += (base[0] - found[0], found[1] - base[1])
    drops /= len(models)
    mean, spread = (
        drops.mean(axis=1),
        drops.std(axis=1, ddof=1) if settings.importance_repeats > 1 else drops[:, 0] * 0,
    )
    order = np.argsort(-mean[:, 0], kind="stable")
    return tuple(
        Importance(
            column=names[place],
            auc_drop=float(mean[place, 0]),
            auc_drop_sd=float(spread[place, 0]),
            log_loss_rise=float(mean[place, 1]),
            log_loss_rise_sd=float(spread[place, 1]),
        )
        for place in order
    )


def partial_dependence(
    cleaned: CleanTable, final: FittedModel, settings: TrainingSettings, ctx: JobContext
) -> tuple[PartialDependence, ...]:
    """Mean prediction along each column over a sample of rows, with the curves of some of them.

    It says what the model answers, not what would happen to a patient whose value changed; where columns go together,
    it is also asked about combinations that nobody has.
    """
    rng = np.random.default_rng(settings.seed)
    size = min(cleaned.rows, AVERAGED_ROWS)
    rows = np.sort(rng.choice(cleaned.rows, size, replace=False))
    sample = cleaned.frame.iloc[rows]
    shown = np.sort(rng.choice(size, min(size, SHOWN_ROWS), replace=False))
    found = []
    for place, column in enumerate(cleaned.dictionary.columns):
        ctx.check()
        ctx.progress(place / len(cleaned.dictionary.columns), "stage.partial_dependence")
        values = _grid(cleaned.frame[column.name], column)
        if len(values) < 2:
            continue
        curves = _curves(final, sample, column, values)
        number = column.kind is ColumnKind.NUMBER
        found.append(
            PartialDependence(
                column=column.name,
                values=tuple(float(value) for value in values) if number else (),
                levels=() if number else tuple(_level(value, column) for value in values),
                mean=tuple(curves.mean(axis=1).tolist()),
                individual=tuple(tuple(curves[:, row].tolist()) for row in shown),
                lines=tuple(int(line) for line in sample.index[shown]),
                density=_density(cleaned.frame[column.name]) if number else (),
            )
        )
    return tuple(found)


def _grid(series: "pd.Series[Any]", column: TableColumn) -> NDArray[Any]:
    known = series.dropna()
    if column.kind is not ColumnKind.NUMBER:
        return np.array(sorted(known.unique()), dtype=known.to_numpy().dtype)
    values = known.to_numpy(dtype=np.float64)
    if len(np.unique(values)) <= GRID_POINTS:
        return np.unique(values)
    # the outermost values are too few to say anything about
    low, high = np.quantile(values, (0.02, 0.98))
    return np.asarray(np.linspace(low, high, GRID_POINTS), dtype=np.float64)


def _curves(final: FittedModel, sample: "pd.DataFrame", column: TableColumn, values: NDArray[Any]) -> Floats:
    """(values, rows) predictions with the column set to each value."""
    cells = np.repeat(values, len(sample))
    scores = final.probabilities(_repeated(sample, len(values)).assign(**{column.name: cells}))
    return scores.reshape(len(values), len(sample))


def _repeated(frame: "pd.DataFrame", times: int) -> "pd.DataFrame":
    """A frame under itself, because a few large predictions take less time than many small ones."""
    return frame.iloc[np.tile(np.arange(len(frame)), times)]


def _level(value: object, column: TableColumn) -> str:
    return f"{value:g}" if column.kind is ColumnKind.FLAG else str(value)


def _density(series: "pd.Series[Any]") -> tuple[float, ...]:
    values = series.dropna().to_numpy(dtype=np.float64)
    return tuple(np.quantile(values, np.linspace(0, 1, DENSITY_POINTS)).tolist())


def _auc_and_loss(outcome: NDArray[np.int8], score: Floats) -> tuple[float, float]:
    return plain(auc)(outcome, score), plain(log_loss)(outcome, score)
