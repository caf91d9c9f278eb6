"""The algorithms side by side: a table of out-of-fold figures, and their curves."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSplitter, QVBoxLayout, QWidget

from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.documents import AlgorithmResult, Figure, TrainingDocument
from pmdesk.ui.cohort.words import algorithm_name, figure_name, figure_tip, number, with_interval
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.chart import Chart
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import text_label

_LINES_SHOWN = 6
_FIGURES = (
    "auc",
    "brier",
    "log_loss",
    "calibration_slope",
    "calibration_intercept",
    "average_precision",
    "sensitivity",
    "specificity",
    "ppv",
    "npv",
    "f1",
    "accuracy",
)


def _columns() -> Sequence[Column[AlgorithmResult]]:
    return (
        Column(
            "algorithm",
            title=lambda: QCoreApplication.translate("CohortWords", "Algorithm"),
            text=lambda row: algorithm_name(row.algorithm),
            key=lambda row: algorithm_name(row.algorithm),
        ),
        *map(_figure_column, _FIGURES),
    )


def _figure_column(name: str) -> Column[AlgorithmResult]:
    def figure(result: AlgorithmResult) -> Figure:
        found: Figure = getattr(result.figures, name)
        return found

    return Column(
        name,
        title=partial(figure_name, name),
        text=lambda row: with_interval(figure(row)),
        key=lambda row: figure(row).value,
        is_number=True,
        tip=partial(figure_tip, name),
        export=lambda row: with_interval(figure(row), 6),
    )


class AlgorithmsView(QWidget):
    """Shows a `TrainingDocument`; the algorithm of the selected row is drawn strong.

    Signals
    -------
    chosen(Algorithm)
        Another algorithm was selected.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.comparison")
        self._theme = theme
        self._document: TrainingDocument | None = None
        self._verdict = text_label(name="cohort.comparison.verdict")
        self.model = ColumnTableModel(_columns(), lambda _row: None, self)
        self.table = DataTable("cohort.comparison.table")
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._selected())
        self.roc = Chart("cohort.comparison.roc")
        self.calibration = Chart("cohort.comparison.calibration")
        self.decision = Chart("cohort.comparison.decision")
        self.learning = Chart("cohort.comparison.learning")
        self._headings = [text_label(role="heading", wrap=False) for _ in range(4)]
        self._no_learning = text_label(role="quiet")
        self._no_learning.hide()
        grid_widget = QWidget()
        grid = QGridLayout(grid_widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 4)
        charts = (self.roc, self.calibration, self.decision, self.learning)
        for place, (heading, chart) in enumerate(zip(self._headings, charts, strict=True)):
            row, column = divmod(place, 2)
            grid.addWidget(heading, row * 2, column)
            grid.addWidget(chart, row * 2 + 1, column)
        grid.addWidget(self._no_learning, 3, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        grid.setRowStretch(3, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(grid_widget)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        line_px = self.table.fontMetrics().height() + 8
        splitter.setSizes([line_px * (_LINES_SHOWN + 2), line_px * 24])
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(GRID_PX * 2)
        column_layout.addWidget(self._verdict)
        column_layout.addWidget(splitter, 1)

    @property
    def algorithm(self) -> Algorithm | None:
        """The algorithm in sight: the selected row's, else the chosen one."""
        line = self.table.currentIndex().row()
        if line >= 0:
            return self.model.row_at(line).algorithm
        return self._document.choice.chosen if self._document is not None else None

    def show_result(self, document: TrainingDocument | None) -> None:
        self._document = document
        self.model.set_rows(document.algorithms if document is not None else ())
        self.table.fit_columns()
        if document is not None:
            names = [result.algorithm for result in self.model.rows]
            self.table.select_line(names.index(document.choice.chosen))
        self.retranslate()

    def retranslate(self) -> None:
        self.model.retranslate()
        titles = (
            self.tr("ROC curve"),
            self.tr("Calibration"),
            self.tr("Decision curve"),
            self.tr("Learning curve"),
        )
        for heading, text in zip(self._headings, titles, strict=True):
            heading.setText(text)
        self.roc.set_titles(self.tr("1 − specificity"), self.tr("Sensitivity"))
        self.calibration.set_titles(self.tr("Predicted probability"), self.tr("Observed share"))
        self.decision.set_titles(self.tr("Threshold probability"), self.tr("Net benefit"))
        self.learning.set_titles(self.tr("Patients in training"), self.tr("AUC"))
        self._no_learning.setText(self.tr("Not computed: tick it in the training step."))
        self.table.setAccessibleName(self.tr("Comparison of algorithms"))
        self.roc.setAccessibleName(self.tr("ROC curve"))
        self._show_verdict()
        self._draw()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for chart in (self.roc, self.calibration, self.decision, self.learning):
            chart.apply_theme(theme)
        self._draw()

    def _selected(self) -> None:
        self._draw()
        if self.algorithm is not None:
            self.chosen.emit(self.algorithm)

    def _show_verdict(self) -> None:
        document = self._document
        if document is None:
            self._verdict.setText("")
            return
        choice, population = document.choice, document.population
        said = self.tr(
            "Chosen: {chosen}. It is the simplest whose log loss lies within one standard error of the best "
            "({best}). {patients} patients, {events} with the outcome ({share} %). Every figure is out of fold; "
            "[ ] is the 95 % interval."
        ).format(
            chosen=algorithm_name(choice.chosen),
            best=algorithm_name(choice.best),
            patients=population.patients,
            events=population.events,
            share=number(100 * population.prevalence, 1),
        )
        self._verdict.setText(said)

    def _draw(self) -> None:
        document, theme = self._document, self._theme
        charts = (self.roc, self.calibration, self.decision, self.learning)
        for chart in charts:
            chart.clear()
        if document is None:
            return
        shown = self.algorithm or document.choice.chosen
        others = [result for result in document.algorithms if result.algorithm is not shown]
        strong = document.algorithm(shown)
        for result, color, width in (*((one, theme.quiet, 1) for one in others), (strong, theme.accent, 2)):
            self.roc.add_line(result.roc.x, result.roc.y, color, width=width)
        self.roc.add_line((0, 1), (0, 1), theme.quiet, dashed=True)
        self.roc.set_limits((0, 1), (0, 1))
        self._draw_calibration(strong)
        self._draw_decision(strong, others)
        self._draw_learning(document)

    def _draw_calibration(self, result: AlgorithmResult) -> None:
        theme, bins = self._theme, result.calibration
        self.calibration.add_line((0, 1), (0, 1), theme.quiet, dashed=True)
        x = [one.predicted for one in bins]
        self.calibration.add_bars(x, [one.low for one in bins], [one.high for one in bins], theme.accent)
        self.calibration.add_points(x, [one.observed for one in bins], theme.accent)
        self.calibration.set_limits((0, 1), (0, 1))

    def _draw_decision(self, result: AlgorithmResult, others: Sequence[AlgorithmResult]) -> None:
        theme, curve = self._theme, result.decision
        for other in others:
            self.decision.add_line(other.decision.threshold, other.decision.model, theme.quiet)
        self.decision.add_band(curve.threshold, curve.model_low, curve.model_high, theme.accent)
        self.decision.add_line(curve.threshold, curve.treat_all, theme.quiet, dashed=True)
        self.decision.add_line(curve.threshold, [0.0] * len(curve.threshold), theme.quiet)
        self.decision.add_line(curve.threshold, curve.model, theme.accent, width=2)
        top = max((*curve.model_high, *curve.treat_all, 0.01))
        self.decision.set_limits((0, max(curve.threshold)), (-0.25 * top, top))

    def _draw_learning(self, document: TrainingDocument) -> None:
        theme = self._theme
        points = [point for point in document.learning_curve if point.auc is not None]
        self.learning.setVisible(bool(points))
        self._no_learning.setVisible(not points)
        if not points:
            return
        x = [float(point.patients) for point in points]
        y = [point.auc or 0.0 for point in points]
        spread = [point.auc_sd or 0.0 for point in points]
        self.learning.add_band(
            x,
            [value - sd for value, sd in zip(y, spread, strict=True)],
            [value + sd for value, sd in zip(y, spread, strict=True)],
            theme.accent,
        )
        self.learning.add_line(x, y, theme.accent, width=2)
        self.learning.add_points(x, y, theme.accent)
        trained = [
            (float(point.patients), point.train_auc) for point in points if point.train_auc is not None
        ]
        self.learning.add_line(
            [at for at, _ in trained], [auc for _, auc in trained], theme.quiet, dashed=True
        )
        self.learning.getPlotItem().autoRange()
