"""What the chosen model looks at, and for whom it works: importance, partial dependence, subgroups."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from pmdesk.risk.learned.documents import (
    Figure,
    Importance,
    PartialDependence,
    SubgroupFigures,
    TrainingDocument,
)
from pmdesk.ui.cohort.words import figure_name, figure_tip, number, with_interval
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.chart import Chart
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import NoticeBar, text_label

_SUBGROUP_FIGURES = ("auc", "brier", "observed_minus_expected", "sensitivity", "false_positive_rate", "ppv")


def _importance_columns() -> Sequence[Column[Importance]]:
    return (
        Column(
            "column",
            title=lambda: QCoreApplication.translate("CohortWords", "Input"),
            text=lambda row: row.column,
            key=lambda row: row.column,
        ),
        Column(
            "auc_drop",
            title=lambda: QCoreApplication.translate("CohortWords", "AUC lost"),
            text=lambda row: f"{number(row.auc_drop)} ± {number(row.auc_drop_sd)}",
            key=lambda row: row.auc_drop,
            is_number=True,
            tip=lambda: QCoreApplication.translate(
                "CohortWords", "Mean fall of the AUC on out-of-fold rows when this input is shuffled, ± SD"
            ),
        ),
        Column(
            "log_loss_rise",
            title=lambda: QCoreApplication.translate("CohortWords", "Log loss gained"),
            text=lambda row: f"{number(row.log_loss_rise)} ± {number(row.log_loss_rise_sd)}",
            key=lambda row: row.log_loss_rise,
            is_number=True,
        ),
    )


@dataclass(frozen=True)
class GroupRow:
    """One subgroup with the column it belongs to."""

    axis: str
    figures: SubgroupFigures


def group_columns(figures: Sequence[str] = _SUBGROUP_FIGURES) -> Sequence[Column[GroupRow]]:
    """Columns of a table of subgroups, with these figures of `SubgroupFigures`."""
    return (
        Column(
            "axis",
            title=lambda: QCoreApplication.translate("CohortWords", "By"),
            text=lambda row: row.axis,
            key=lambda row: row.axis,
        ),
        Column(
            "group",
            title=lambda: QCoreApplication.translate("CohortWords", "Group"),
            text=lambda row: row.figures.group or QCoreApplication.translate("CohortWords", "not known"),
            key=lambda row: row.figures.group,
        ),
        Column(
            "patients",
            title=lambda: QCoreApplication.translate("CohortWords", "Patients"),
            text=lambda row: str(row.figures.patients),
            key=lambda row: row.figures.patients,
            is_number=True,
        ),
        Column(
            "events",
            title=lambda: QCoreApplication.translate("CohortWords", "With outcome"),
            text=lambda row: str(row.figures.events),
            key=lambda row: row.figures.events,
            is_number=True,
        ),
        *map(_figure_column, figures),
    )


def _figure_column(name: str) -> Column[GroupRow]:
    def figure(row: GroupRow) -> Figure | None:
        found: Figure | None = getattr(row.figures, name)
        return found

    def shown(row: GroupRow) -> str:
        if row.figures.too_small:
            return QCoreApplication.translate("CohortWords", "too small to say")
        return with_interval(figure(row))

    def key(row: GroupRow) -> float | None:
        found = figure(row)
        return None if found is None else found.value

    return Column(
        name,
        title=partial(figure_name, name),
        text=shown,
        key=key,
        is_number=True,
        tip=partial(figure_tip, name),
        export=lambda row: with_interval(figure(row), 6),
    )


class InspectionView(QWidget):
    """Importance with the partial dependence of the selected input, and figures by subgroup with their gaps.

    Signals
    -------
    line_selected(int)
        A patient's curve was asked for, by the line of the file.
    """

    line_selected = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.inspection")
        self._theme = theme
        self._document: TrainingDocument | None = None
        self._importance_heading = text_label(role="heading", wrap=False)
        self.importance = ColumnTableModel(_importance_columns(), lambda _row: None, self)
        self.importance_table = DataTable("cohort.importance", stretched=0)
        self.importance_table.setModel(self.importance)
        self.importance_table.selectionModel().currentRowChanged.connect(lambda *_: self._draw())
        self._dependence_heading = text_label(role="heading", wrap=False)
        self.dependence = Chart("cohort.dependence")
        self._dependence_note = text_label(role="quiet")
        self._groups_heading = text_label(role="heading", wrap=False)
        self._gaps = NoticeBar("caution")
        self._gaps.setObjectName("cohort.gaps")
        self.groups = ColumnTableModel(group_columns(), lambda _row: None, self)
        self.groups_table = DataTable("cohort.subgroups")
        self.groups_table.setModel(self.groups)
        self._no_groups = text_label(role="quiet")

        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX * 4)
        for stretch, parts in (
            (1, (self._importance_heading, self.importance_table)),
            (1, (self._dependence_heading, self.dependence, self._dependence_note)),
        ):
            column = QVBoxLayout()
            for part in parts:
                column.addWidget(part, 1 if part in (self.importance_table, self.dependence) else 0)
            row.addLayout(column, stretch)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, GRID_PX * 2, 0, 0)
        column.addWidget(self._groups_heading)
        column.addWidget(self._gaps)
        column.addWidget(self._no_groups)
        column.addWidget(self.groups_table, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        line_px = self.groups_table.fontMetrics().height() + 8
        splitter.setSizes([line_px * 16, line_px * 13])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def show_result(self, document: TrainingDocument | None) -> None:
        self._document = document
        ordered = sorted(document.importance, key=lambda item: -item.auc_drop) if document is not None else ()
        self.importance.set_rows(ordered)
        self.groups.set_rows(
            [
                GroupRow(axis.column, group)
                for axis in (document.subgroups if document is not None else ())
                for group in axis.groups
            ]
        )
        self.importance_table.fit_columns()
        self.groups_table.fit_columns()
        if ordered:
            self.importance_table.select_line(0)
        self.retranslate()

    def retranslate(self) -> None:
        self.importance.retranslate()
        self.groups.retranslate()
        self._importance_heading.setText(self.tr("What the model relies on"))
        self._dependence_heading.setText(self.tr("Mean prediction when the input is set to each value"))
        self._groups_heading.setText(self.tr("Figures by subgroup (chosen model, out of fold)"))
        self._dependence_note.setText(
            self.tr(
                "Thin lines: single patients. Marks at the foot: where the data lie. It shows the model, no cause."
            )
        )
        self._no_groups.setText(
            self.tr("No column was chosen to break the figures down by: tick “by group” in the columns step.")
        )
        self.importance_table.setAccessibleName(self._importance_heading.text())
        self.groups_table.setAccessibleName(self._groups_heading.text())
        self._show_gaps()
        self._draw()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.dependence.apply_theme(theme)
        self._gaps.apply_theme(theme)
        self._draw()

    def _show_gaps(self) -> None:
        axes = self._document.subgroups if self._document is not None else ()
        said = [
            self.tr(
                "{column}: {figure} differs by {gap} between {highest} and {lowest} (limit {limit})."
            ).format(
                column=axis.column,
                figure=figure_name(gap.figure),
                gap=with_interval(gap.gap),
                highest=gap.highest,
                lowest=gap.lowest,
                limit=number(gap.limit, 2),
            )
            for axis in axes
            for gap in axis.gaps
            if gap.warn
        ]
        self._gaps.set_text("\n".join(said))
        self._gaps.setVisible(bool(said))
        self._no_groups.setVisible(not axes)
        self.groups_table.setVisible(bool(axes))

    def _draw(self) -> None:
        self.dependence.clear()
        document, line = self._document, self.importance_table.currentIndex().row()
        if document is None or line < 0:
            return
        name = self.importance.row_at(line).column
        shown = next((item for item in document.partial_dependence if item.column == name), None)
        if shown is None:
            return
        column = document.dictionary.column(name)
        unit = f" ({column.unit})" if column.unit else ""
        self.dependence.set_titles(f"{name}{unit}", self.tr("Probability"))
        x = list(shown.values) or [float(place) for place in range(len(shown.levels))]
        self._draw_dependence(shown, x)

    def _draw_dependence(self, shown: PartialDependence, x: list[float]) -> None:
        chart, theme = self.dependence, self._theme
        for curve in shown.individual:
            chart.add_line(x, curve, theme.line)
        chart.add_line(x, shown.mean, theme.accent, width=2)
        chart.add_points(x, shown.mean, theme.accent, size=5)
        if shown.levels:
            chart.set_categories("bottom", shown.levels)
        else:
            chart.getPlotItem().getAxis("bottom").setTicks(None)
            chart.add_points(shown.density, [0.0] * len(shown.density), theme.quiet, symbol="t1", size=6)
        top = max((*shown.mean, *(value for curve in shown.individual for value in curve), 0.05))
        chart.set_limits((min(x), max(x)), (0.0, min(1.0, top * 1.1)))
