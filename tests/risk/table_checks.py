"""What the tests of the table models share: a file's rows through a model, and the digits that a file prints."""

from collections.abc import Mapping, Sequence

from pmdesk.risk.compute_table import compute_table
from pmdesk.risk.tables import column_model

Row = Mapping[str, object]


def computed(model_id: str, rows: Sequence[Row]) -> list[dict[str, object]]:
    """Result columns of every row, by name, with ``error``."""
    model = column_model(model_id)
    assert model is not None
    names = list(rows[0])
    found = compute_table(model, {name: [row[name] for row in rows] for name in names})
    return [dict(zip(found, cells, strict=True)) for cells in zip(*found.values(), strict=True)]


def computed_one(model_id: str, row: Row) -> dict[str, object]:
    return computed(model_id, [row])[0]


def last_digit(printed: str, decimals: int | None = None) -> float:
    """Half a unit of the last digit that is printed, and a little for a tie."""
    places = len(printed.partition(".")[2]) if decimals is None else decimals
    return 0.5 * 10.0**-places + 1e-9
