"""A table of the window, out of the program: rows to the clipboard, all of it to a CSV file, and a word about it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QCoreApplication
from PySide6.QtWidgets import QFileDialog, QTableView, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.widgets.table_export import copy_to_clipboard, write_csv


def copy_rows(context: UiContext, table: QTableView) -> None:
    """The selected rows, or all when none is selected, to the clipboard."""
    if not context.access.allows(Deed.EXPORT):
        return
    words = QCoreApplication.translate("TableOutput", "Rows copied: {count}")
    context.signals.message.emit(words.format(count=copy_to_clipboard(table)), "info")


def ask_csv(parent: QWidget, title: str, file_name: str, write: Callable[[Path], None]) -> None:
    """Ask for a place; ``write`` is called with it, unless the user cancels."""
    name, _kind = QFileDialog.getSaveFileName(
        parent, title, file_name, QCoreApplication.translate("TableOutput", "CSV table (*.csv)")
    )
    if name:
        write(Path(name))


def save_csv(context: UiContext, model: QAbstractItemModel, path: Path) -> None:
    """Write all rows of ``model``; a failure is said as the session's."""
    if not context.access.allows(Deed.EXPORT):
        return
    try:
        write_csv(model, path)
    except PmdeskError as error:
        context.session.failed.emit(error)
    else:
        words = QCoreApplication.translate("TableOutput", "Saved {path}")
        context.signals.message.emit(words.format(path=path), "info")
