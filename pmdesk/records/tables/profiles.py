"""What is in a column, looked at once: its different texts, and whether its days need to be asked about."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmdesk.core.progress import JobContext, NullContext
from pmdesk.records.tables.cells import DateOrder, is_not_known, needs_order, possible_orders
from pmdesk.records.tables.table import Cell, Table, cell_text, plain

MAX_WORDS = 24
"""A column with more different words is no answer to a question with few choices."""

MAX_TEXTS = 1_000
"""Different texts of a column that are kept; a long table has seldom more kinds of observations."""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column.

    Parameters
    ----------
    texts
        Different texts that say something, in order of appearance, at most `MAX_TEXTS`.
    words
        The same folded, at most one over `MAX_WORDS`.
    has_year_last
        Some days are written as 03/04/2025, so that somebody must say which number is the day.
    only_order
        The order in which all of them are days; None where both are possible, or neither.
    """

    texts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    has_year_last: bool = False
    only_order: DateOrder | None = None


def profile_column(cells: Sequence[Cell]) -> ColumnProfile:
    """Look at all cells of a column."""
    different = dict.fromkeys(cells)
    texts: dict[str, str] = {}
    possible = frozenset(DateOrder)
    asked = False
    for cell in different:
        if is_not_known(cell):
            continue
        if len(texts) < MAX_TEXTS:
            texts.setdefault(plain(cell_text(cell)), cell_text(cell))
        if needs_order(cell):
            asked = True
            possible &= possible_orders(cell)
    return ColumnProfile(
        texts=tuple(texts.values()),
        words=tuple(texts)[: MAX_WORDS + 1],
        has_year_last=asked,
        only_order=next(iter(possible)) if asked and len(possible) == 1 else None,
    )


def profile_table(table: Table, ctx: JobContext | None = None) -> dict[str, ColumnProfile]:
    """All columns by name."""
    ctx = ctx or NullContext()
    found = {}
    columns: Sequence[Sequence[Cell]] = tuple(zip(*table.rows, strict=True))
    for place, name in enumerate(table.header):
        ctx.progress(place / len(table.header), "stage.table_rows")
        found[name] = profile_column(columns[place])
    return found
