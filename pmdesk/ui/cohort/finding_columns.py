"""The table of what a reader of figures must know, by weight."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QShowEvent

from pmdesk.risk.learned.documents import Finding, Severity
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.theme import Theme
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.icons import cell_icon

_ICONS = {Severity.SEVERE: "danger", Severity.WARNING: "caution", Severity.NOTE: "info"}


class FindingsTable(DataTable):
    """A table whose sentences are shown whole: rows as high as their words need at the present width."""

    def __init__(self, name: str) -> None:
        super().__init__(name, stretched=1)
        self.setWordWrap(True)
        self.horizontalHeader().sectionResized.connect(lambda *_: self.resizeRowsToContents())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # while it was hidden, rows were measured at another width
        QTimer.singleShot(0, self, self.resizeRowsToContents)


def severity_name(severity: Severity) -> str:
    match severity:
        case Severity.SEVERE:
            return QCoreApplication.translate("CohortTraining", "severe")
        case Severity.WARNING:
            return QCoreApplication.translate("CohortTraining", "warning")
        case Severity.NOTE:
            return QCoreApplication.translate("CohortTraining", "note")


def finding_columns(texts: QtTexts, theme: Callable[[], Theme]) -> Sequence[Column[Finding]]:
    """Weight and words; the icons follow the theme that is asked for."""
    return (
        Column(
            "severity",
            title=lambda: QCoreApplication.translate("TrainingView", "Weight"),
            text=lambda row: severity_name(row.severity),
            key=lambda row: float(list(Severity).index(row.severity)),
            decoration=lambda row: cell_icon(
                _ICONS[row.severity], _severity_color(row.severity, theme()), theme().accent_text
            ),
        ),
        Column(
            "words",
            title=lambda: QCoreApplication.translate("TrainingView", "What was found, and what to do"),
            text=lambda row: texts.of(row.code, **row.params),
            key=lambda row: row.code,
            cell_tip=lambda row: texts.of(row.code, **row.params),
        ),
    )


def _severity_color(severity: Severity, theme: Theme) -> str:
    return {
        Severity.SEVERE: theme.danger,
        Severity.WARNING: theme.caution,
        Severity.NOTE: theme.quiet,
    }[severity]
