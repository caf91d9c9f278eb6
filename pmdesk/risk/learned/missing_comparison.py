"""What to do where inputs are not known, compared: ``python -m pmdesk.risk.learned.missing_comparison ID --data DIR``.

Three ways from the same training rows to a probability for a row with gaps, each with its penalty chosen in inner
folds, measured in outer ones in which groups of inputs are blanked:

``filled``
    Gaps get their expectation given what is known; then logistic regression (`penalised_logistic`).
``averaged``
    The same, and the probability is averaged over what the known inputs leave open: the linear predictor is divided
    by the square root of 1 + pi s^2 / 8, s its standard deviation (MacKay, Neural Comput 1992;4:720-736).
``submodel``
    A logistic regression of its own on the known inputs of each pattern (Fletcher Mercaldo and Blume, Biostatistics
    2020;21:236-252).
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import PmdeskError
from pmdesk.risk.learned.cleaning import CleanTable, clean_table
from pmdesk.risk.learned.metrics import (
    Floats,
    auc,
    calibration_intercept,
    calibration_slope,
    drawn_weights,
    figure,
    plain,
    row_log_loss,
)
from pmdesk.risk.learned.penalised_logistic import (
    COMPLETE,
    OUTER_FOLDS,
    SEED,
    bootstrap_coefficients,
    chosen_penalty,
    penalised_logistic,
    without,
)
from pmdesk.risk.learned.predicting import ClassificationEstimator
from pmdesk.risk.learned.recipe import SHIPPED, MissingPattern, Recipe, read_recipe
from pmdesk.risk.learned.sources import read_source
from pmdesk.risk.learned.validation import patient_splits

if TYPE_CHECKING:
    import pandas as pd
    from sklearn.pipeline import Pipeline

WAYS = ("filled", "averaged", "submodel")
REPEATS = 5
DRAWS = 1000


@dataclass(frozen=True)
class Compared:
    """Out-of-fold probabilities.

    Parameters
    ----------
    scores
        By pattern and way: (repeats, n).
    shift
        By pattern: (repeats, n) linear predictor with the pattern blanked minus the one of the row as it is.
    held
        By pattern: (repeats, n) 1 where the interval of the blanked row holds the probability of the row as it is.
    """

    scores: Mapping[str, Mapping[str, Floats]]
    shift: Mapping[str, Floats]
    held: Mapping[str, Floats]


def patterns_of(recipe: Recipe) -> tuple[MissingPattern, ...]:
    """The recipe's patterns, and every optional input blanked by itself."""
    single = [
        MissingPattern(name=f"{column.name} not known", columns=(column.name,))
        for column in recipe.data.columns
        if not column.required
    ]
    return (COMPLETE, *recipe.patterns, *single)


def compare(table: CleanTable, recipe: Recipe, repeats: int = REPEATS) -> Compared:
    """Nested cross-validation by patient of all ways, on the same folds; one thread: small matrices."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        return _compared(table, recipe, repeats)


def _compared(table: CleanTable, recipe: Recipe, repeats: int) -> Compared:
    patterns = patterns_of(recipe)
    scores = {
        pattern.name: {way: np.full((repeats, table.rows), np.nan) for way in WAYS} for pattern in patterns
    }
    shift = {pattern.name: np.full((repeats, table.rows), np.nan) for pattern in patterns}
    held = {pattern.name: np.full((repeats, table.rows), np.nan) for pattern in patterns}
    for repeat in range(repeats):
        for train, test in patient_splits(table.outcome, table.groups, OUTER_FOLDS, SEED + repeat):
            fold = _Fold(table, recipe, train, SEED + repeat)
            whole = fold.linear(table.frame.iloc[test])
            for pattern in patterns:
                frame = without(table.frame.iloc[test], pattern)
                line = fold.linear(frame)
                shift[pattern.name][repeat, test] = line - whole
                limits = fold.estimator.results(frame)
                answer = _logistic(whole)
                held[pattern.name][repeat, test] = (answer >= limits["p_low"]) & (answer <= limits["p_high"])
                found = scores[pattern.name]
                found["filled"][repeat, test] = _logistic(line)
                found["averaged"][repeat, test] = _logistic(
                    line / np.sqrt(1 + np.pi * fold.open(frame) ** 2 / 8)
                )
                found["submodel"][repeat, test] = fold.submodel(pattern, frame)
    return Compared(scores, shift, held)


class _Fold:
    """What one outer training part gives."""

    def __init__(self, table: CleanTable, recipe: Recipe, train: NDArray[np.intp], seed: int) -> None:
        self._table, self._train, self._seed = table, train, seed
        penalty = chosen_penalty(table, train, (COMPLETE, *recipe.patterns), seed)
        self._model = _fitted(table, train, penalty)
        part = CleanTable(
            **vars(table)
            | {
                "frame": table.frame.iloc[train],
                "outcome": table.outcome[train],
                "patients": table.patients[train],
            }
        )
        self.estimator = ClassificationEstimator(self._model, bootstrap_coefficients(part, self._model))

    def linear(self, frame: "pd.DataFrame") -> Floats:
        return np.asarray(self._model.decision_function(frame), dtype=np.float64)

    def open(self, frame: "pd.DataFrame") -> Floats:
        """(n,) standard deviation of the linear predictor that the gaps leave."""
        features = self._model[:-2].transform(frame)
        return np.asarray(self._model[-2].left_open(features, self._model[-1].coef_)[:, 0], dtype=np.float64)

    def submodel(self, pattern: MissingPattern, frame: "pd.DataFrame") -> Floats:
        table = _reduced(self._table, pattern)
        model = _fitted(table, self._train, chosen_penalty(table, self._train, (COMPLETE,), self._seed))
        kept = [column.name for column in table.dictionary.columns]
        return np.asarray(model.predict_proba(frame[kept])[:, 1], dtype=np.float64)


def _reduced(table: CleanTable, pattern: MissingPattern) -> CleanTable:
    columns = tuple(column for column in table.dictionary.columns if column.name not in pattern.columns)
    dictionary = table.dictionary.model_copy(update={"columns": columns})
    frame = table.frame[[column.name for column in columns]]
    return CleanTable(**vars(table) | {"dictionary": dictionary, "frame": frame})


def _fitted(table: CleanTable, rows: NDArray[np.intp], penalty: float) -> "Pipeline":
    return penalised_logistic(table.dictionary, penalty).fit(table.frame.iloc[rows], table.outcome[rows])


def _logistic(line: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-line)), dtype=np.float64)


def lines(table: CleanTable, compared: Compared) -> Iterator[str]:
    """A Markdown table: log loss of each way, and its difference from ``filled`` with the bootstrap's 95 %."""
    yield (
        "| not known | "
        + " | ".join(f"{way}: log loss, AUC, intercept, slope" for way in WAYS)
        + " | averaged - filled | submodel - filled | shift of the log odds, mean (SD) "
        "| interval holds the answer for the whole row |"
    )
    yield "| --- |" + " --- |" * (len(WAYS) + 4)
    for pattern, ways in compared.scores.items():
        losses = {way: _mean_loss(table, scores) for way, scores in ways.items()}
        cells = [_figures(table, losses[way], ways[way]) for way in WAYS]
        cells += [_difference(table, losses[way] - losses["filled"]) for way in WAYS[1:]]
        shift = compared.shift[pattern]
        cells.append(f"{shift.mean():+.3f} ({shift.std():.3f})")
        cells.append(f"{100 * compared.held[pattern].mean():.1f} %")
        yield f"| {pattern or 'nothing'} | {' | '.join(cells)} |"


def _mean_loss(table: CleanTable, scores: Floats) -> Floats:
    """(n,) mean over the repeats."""
    return np.asarray(np.mean([row_log_loss(table.outcome, one) for one in scores], axis=0), dtype=np.float64)


def _figures(table: CleanTable, losses: Floats, scores: Floats) -> str:
    found = [
        float(np.mean([plain(metric)(table.outcome, one) for one in scores]))
        for metric in (auc, calibration_intercept, calibration_slope)
    ]
    return f"{losses.mean():.4f}, " + ", ".join(f"{value:.3f}" for value in found)


def _difference(table: CleanTable, losses: Floats) -> str:
    parts = [
        (weights @ losses) / weights.sum(axis=1) for weights in drawn_weights(table.patients, DRAWS, seed=1)
    ]
    found = figure(np.concatenate(parts))
    return f"{found.value:+.4f} ({found.low:+.4f} to {found.high:+.4f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m pmdesk.risk.learned.missing_comparison", description=__doc__
    )
    parser.add_argument("model", choices=SHIPPED, metavar="ID", help="heart-disease-cleveland, diabetes-pima")
    parser.add_argument("--data", type=Path, help="Folder with uci-cleveland.zip and rdatasets.zip.")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="Of the cross-validation.")
    given = parser.parse_args(arguments)
    try:
        recipe = read_recipe(given.model)
        table = clean_table(read_source(recipe, given.data), recipe.data)
    except PmdeskError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    for line in lines(table, compare(table, recipe, given.repeats)):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
