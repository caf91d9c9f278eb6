"""Small synthetic tables, fully made up."""

from collections.abc import Mapping, Sequence

import numpy as np

from pmdesk.risk.learned.columns import Algorithm, ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.reading import CohortTable, cohort_of
from pmdesk.risk.learned.settings import TrainingSettings

QUICK = TrainingSettings(
    algorithms=(Algorithm.LOGISTIC,),
    outer_folds=3,
    inner_folds=2,
    tune=False,
    bootstrap_draws=100,
    importance_repeats=2,
    learning_curve=False,
    partial_dependence=False,
)

DICTIONARY = DataDictionary(
    columns=(
        TableColumn(name="age", kind=ColumnKind.NUMBER, unit="a", minimum=0, maximum=120),
        TableColumn(name="marker", kind=ColumnKind.NUMBER),
        TableColumn(name="smoker", kind=ColumnKind.FLAG),
        TableColumn(name="stage", kind=ColumnKind.CATEGORY, categories=("I", "II", "III")),
    ),
    target="ill",
    subgroups=("sex", "age"),
)


def columns(rows: int = 160, seed: int = 1) -> dict[str, list[str]]:
    """Texts as in a file: age and marker carry the outcome, stage and smoker are noise, some cells unknown."""
    rng = np.random.default_rng(seed)
    age, marker = rng.normal(60, 10, rows).clip(20, 95), rng.normal(size=rows)
    chance = 1 / (1 + np.exp(-(0.08 * (age - 60) + 1.3 * marker)))
    ill = rng.random(rows) < chance
    unknown = rng.random(rows) < 0.1
    return {
        "age": [f"{value:.1f}" for value in age],
        "marker": ["" if gap else f"{value:.4f}" for value, gap in zip(marker, unknown, strict=True)],
        "smoker": ["yes" if value else "no" for value in rng.random(rows) < 0.4],
        "stage": [("I", "II", "III")[value] for value in rng.integers(0, 3, rows)],
        "sex": [("f", "m")[value] for value in rng.integers(0, 2, rows)],
        "ill": ["1" if value else "0" for value in ill],
    }


def table(more: Mapping[str, Sequence[object]] | None = None, rows: int = 160) -> CohortTable:
    return cohort_of({**columns(rows), **(more or {})}, "made-up.csv")


def with_column(column: TableColumn) -> DataDictionary:
    return DICTIONARY.model_copy(update={"columns": (*DICTIONARY.columns, column)})
