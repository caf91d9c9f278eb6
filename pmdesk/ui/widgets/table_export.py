"""A table out of the program: to the clipboard and to CSV, with the header and units that the screen shows."""

import csv
import io
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.spreadsheet import formula_safe

EXPORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Value of a cell for other programs: plain digits, "" where nothing is known; a header's name with its unit."""


def header_row(model: QAbstractItemModel) -> list[str]:
    return [
        str(
            model.headerData(column, Qt.Orientation.Horizontal, EXPORT_ROLE)
            or model.headerData(column, Qt.Orientation.Horizontal)
            or ""
        ).replace("\n", " ")
        for column in range(model.columnCount())
    ]


def body_rows(model: QAbstractItemModel, rows: list[int] | None = None) -> list[list[str]]:
    """Rows in the order of the screen; all of them when ``rows`` is None."""
    wanted = range(model.rowCount()) if rows is None else rows
    return [[_cell(model.index(row, column)) for column in range(model.columnCount())] for row in wanted]


def csv_text(model: QAbstractItemModel, rows: list[int] | None = None) -> str:
    """The table as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header_row(model))
    writer.writerows(body_rows(model, rows))
    return out.getvalue()


def write_csv(model: QAbstractItemModel, path: Path) -> None:
    """Write the table, with a byte order mark so that spreadsheet programs read Chinese rightly.

    Raises
    ------
    FailedError
        ``DISK_FULL`` or ``WRITE_FAILED``; an older file of that name is then left as it was.
    """
    with atomic_write(path) as temporary:
        temporary.write_bytes(csv_text(model).encode("utf-8-sig"))


def copy_to_clipboard(view: QTableView) -> int:
    """Put the selected rows (all, when none is selected) on the clipboard as tab-separated text; returns how many."""
    model = view.model()
    selected = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
    rows = selected or list(range(model.rowCount()))
    lines = [header_row(model), *body_rows(model, rows)]
    text = "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line) for line in lines)
    QGuiApplication.clipboard().setText(text + "\n")
    return len(rows)


def _cell(index: QModelIndex) -> str:
    value = index.data(EXPORT_ROLE)
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return formula_safe(value) if isinstance(value, str) else str(value)
