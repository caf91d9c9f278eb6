"""Size of a dialog that holds tables."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

_OF_SCREEN = 0.9


def fit_dialog(dialog: QDialog, *, characters: int, lines: int) -> None:
    """Give the dialog room for so much text, never more than most of its screen."""
    metrics = dialog.fontMetrics()
    wanted = QSize(metrics.averageCharWidth() * characters, metrics.height() * lines)
    dialog.resize(wanted.boundedTo(dialog.screen().availableSize() * _OF_SCREEN))
