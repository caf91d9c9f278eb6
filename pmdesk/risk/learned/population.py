"""The rows that a model was made of, column by column."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import ColumnKind, TableColumn
from pmdesk.risk.learned.documents import ColumnSummary, Population

if TYPE_CHECKING:
    import pandas as pd


def population(cleaned: CleanTable) -> Population:
    """Sizes, outcome, and every input."""
    return Population(
        rows=cleaned.rows,
        patients=len(np.unique(cleaned.patients)),
        events=cleaned.events,
        prevalence=cleaned.events / cleaned.rows,
        columns=tuple(
            column_summary(cleaned.frame[column.name], column) for column in cleaned.dictionary.columns
        ),
    )


def column_summary(series: "pd.Series[Any]", column: TableColumn) -> ColumnSummary:
    """Quantiles or counts of one column of a cleaned frame."""
    known = series.dropna()
    quantiles: tuple[float, float, float, float, float] | None = None
    counts: dict[str, int] = {}
    if column.kind is ColumnKind.NUMBER:
        values: NDArray[np.float64] = np.asarray(known, dtype=np.float64)
        if len(values):
            low, q1, median, q3, high = np.quantile(values, (0, 0.25, 0.5, 0.75, 1)).tolist()
            quantiles = (low, q1, median, q3, high)
    else:
        shown = known.astype(int) if column.kind is ColumnKind.FLAG else known
        counts = {str(level): int(count) for level, count in shown.value_counts().sort_index().items()}
    return ColumnSummary(
        name=column.name,
        kind=column.kind,
        unit=column.unit,
        missing=int(series.isna().sum()),
        quantiles=quantiles,
        counts=counts,
    )
