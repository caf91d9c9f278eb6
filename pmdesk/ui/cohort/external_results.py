"""What a saved model did on the table: warnings first, then figures, curves, subgroups, inputs."""

from PySide6.QtWidgets import QGridLayout, QTabWidget, QVBoxLayout, QWidget

from pmdesk.risk.learned.documents import Severity
from pmdesk.risk.learned.external_documents import ClassificationPart, ExternalValidation, SurvivalPart
from pmdesk.services.external_report import gap_sentences, main_figures
from pmdesk.ui.cohort.external_tables import (
    InputRow,
    SurvivalRow,
    figure_columns,
    figure_rows,
    input_columns,
    refusal_columns,
    survival_columns,
)
from pmdesk.ui.cohort.finding_columns import FindingsTable, finding_columns
from pmdesk.ui.cohort.inspection_view import GroupRow, group_columns
from pmdesk.ui.cohort.words import figure_name, with_interval
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import ColumnTableModel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.chart import Chart
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import NoticeBar, text_label

EXTERNAL_GROUP_FIGURES = (
    "auc",
    "brier",
    "observed_minus_expected",
    "calibration_slope",
    "sensitivity",
    "false_positive_rate",
)


_TIME_MARKS = (("o", "●"), ("s", "■"), ("t", "▼"), ("d", "◆"))
"""Symbol of the plot, and the same as a character."""


class ExternalResults(QWidget):
    """Shows one `ExternalValidation`."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.external.results")
        self._context = context
        self._theme = context.theme.theme
        self._document: ExternalValidation | None = None
        self._summary = text_label(name="cohort.external.summary")
        self._severe = NoticeBar("danger")
        self._severe.setObjectName("cohort.external.severe")
        self.findings = ColumnTableModel(
            finding_columns(context.texts, lambda: self._theme), lambda _row: None, self
        )
        self.findings_table = FindingsTable("cohort.external.findings")
        self.findings_table.setModel(self.findings)
        self._gaps = NoticeBar("caution")
        self._gaps.setObjectName("cohort.external.gaps")
        self.figures = ColumnTableModel(figure_columns(), lambda _row: None, self)
        self.groups = ColumnTableModel(group_columns(EXTERNAL_GROUP_FIGURES), lambda _row: None, self)
        self.survival_groups = ColumnTableModel(survival_columns(), lambda _row: None, self)
        self.inputs = ColumnTableModel(input_columns(), lambda _row: None, self)
        self.refusals = ColumnTableModel(refusal_columns(context.texts), lambda _row: None, self)
        self.figures_table = self._table("figures", self.figures)
        self.groups_table = self._table("groups", self.groups)
        self.survival_table = self._table("survival_groups", self.survival_groups)
        self.inputs_table = self._table("unknown", self.inputs)
        self.refusals_table = self._table("refusals", self.refusals)
        self.charts = tuple(Chart(f"cohort.external.{name}") for name in ("roc", "calibration", "decision"))
        for chart in self.charts:
            # two rows of them and a warning still fit a small screen
            chart.setMinimumHeight(self.fontMetrics().height() * 6)
        self._headings = [text_label(role="heading", wrap=False) for _ in self.charts]
        self.tabs = QTabWidget()
        self.tabs.setObjectName("cohort.external.tabs")
        self.tabs.setDocumentMode(True)
        self._lay_out()

    @property
    def tables(self) -> tuple[DataTable, ...]:
        return (
            self.findings_table,
            self.figures_table,
            self.groups_table,
            self.survival_table,
            self.inputs_table,
            self.refusals_table,
        )

    def table_in_sight(self) -> DataTable:
        """The table that copying and saving are about."""
        groups = self.survival_table if self._is_survival else self.groups_table
        tables = (self.findings_table, self.figures_table, self.figures_table, groups, self.inputs_table)
        return tables[self.tabs.currentIndex()]

    @property
    def _is_survival(self) -> bool:
        return self._document is not None and self._document.survival is not None

    def show_result(self, document: ExternalValidation | None) -> None:
        self._document = document
        self.figures.set_rows(() if document is None else figure_rows(document))
        self.groups.set_rows(
            [
                GroupRow(axis.column, group)
                for axis in (document.subgroups if document else ())
                for group in axis.groups
            ]
        )
        survival = document.survival if document else None
        self.survival_groups.set_rows(
            [
                SurvivalRow(axis.column, one)
                for axis in (survival.subgroups if survival else ())
                for one in axis.groups
            ]
        )
        self.inputs.set_rows([InputRow(use, document.rows) for use in document.inputs] if document else ())
        self.refusals.set_rows(document.refusals if document else ())
        self.findings.set_rows(document.findings if document else ())
        for table in self.tables:
            table.fit_columns()
        self.findings_table.resizeRowsToContents()
        self.groups_table.setVisible(survival is None)
        self.survival_table.setVisible(survival is not None)
        self.refusals_table.setVisible(bool(self.refusals.rows))
        for place in (0, 2):
            self._headings[place].setVisible(survival is None)
            self.charts[place].setVisible(survival is None)
        # the one chart of a survival model takes the whole room
        self._grid.setColumnStretch(0, 1 if survival is None else 0)
        self._grid.setRowStretch(3, 1 if survival is None else 0)
        self.retranslate()

    def retranslate(self) -> None:
        for model in (
            self.findings,
            self.figures,
            self.groups,
            self.survival_groups,
            self.inputs,
            self.refusals,
        ):
            model.retranslate()
        self.findings_table.resizeRowsToContents()
        for heading, chart, text in zip(
            self._headings,
            self.charts,
            (self.tr("ROC curve"), self.tr("Calibration"), self.tr("Decision curve")),
            strict=True,
        ):
            heading.setText(text)
            chart.setAccessibleName(text)
        self._name_marks()
        self.charts[0].set_titles(self.tr("1 − specificity"), self.tr("Sensitivity"))
        if self._is_survival:
            self.charts[1].set_titles(self.tr("Predicted survival"), self.tr("Kaplan–Meier"))
        else:
            self.charts[1].set_titles(self.tr("Predicted probability"), self.tr("Observed share"))
        self.charts[2].set_titles(self.tr("Threshold probability"), self.tr("Net benefit"))
        titles = (
            self.tr("What to know"),
            self.tr("Figures"),
            self.tr("Curves"),
            self.tr("Subgroups"),
            self.tr("Inputs and rows"),
        )
        for place, text in enumerate(titles):
            self.tabs.setTabText(place, text)
        names = (
            self.tr("What to know"),
            self.tr("Figures"),
            self.tr("Figures by subgroup"),
            self.tr("Concordance by subgroup"),
            self.tr("Inputs"),
            self.tr("Rows refused"),
        )
        for table, name in zip(self.tables, names, strict=True):
            table.setAccessibleName(name)
        self._say()
        self._draw()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for chart in self.charts:
            chart.apply_theme(theme)
        for bar in (self._severe, self._gaps):
            bar.apply_theme(theme)
        self.findings.retranslate()
        self._draw()

    def _lay_out(self) -> None:
        curves = QWidget()
        self._grid = grid = QGridLayout(curves)
        grid.setContentsMargins(0, GRID_PX * 2, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 4)
        for place, (heading, chart) in enumerate(zip(self._headings, self.charts, strict=True)):
            row, column = divmod(place, 2)
            grid.addWidget(heading, row * 2, column)
            grid.addWidget(chart, row * 2 + 1, column)
        for column in range(2):
            grid.setColumnStretch(column, 1)
            grid.setRowStretch(column * 2 + 1, 1)
        pages = (
            _page(self.findings_table),
            _page(self.figures_table),
            curves,
            _page(self._gaps, self.groups_table, self.survival_table),
            _page(self.inputs_table, self.refusals_table),
        )
        for page in pages:
            self.tabs.addTab(page, "")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID_PX * 2)
        for part in (self._summary, self._severe):
            whole.addWidget(part)
        whole.addWidget(self.tabs, 1)

    def _name_marks(self) -> None:
        """Which mark stands for which time of a survival model."""
        survival = self._document.survival if self._document is not None else None
        if survival is not None:
            named = [
                f"{mark} {self._context.texts.local(time.label)}"
                for (_symbol, mark), time in zip(_TIME_MARKS, survival.times, strict=False)
            ]
            self._headings[1].setText(f"{self.tr('Calibration')}   {'   '.join(named)}")

    def _say(self) -> None:
        document, texts = self._document, self._context.texts
        if document is None:
            return
        part = document.classification.at_threshold if document.classification else None
        headline = "; ".join(
            f"{figure_name(name)} {with_interval(found, 2)}"
            for name, found in main_figures(document)
            if name in ("auc", "concordance", "calibration_slope")
        )
        said = texts.of(
            "validation.summary",
            model=document.model.id,
            version=document.model.version,
            table=document.table.name,
            rows=document.rows,
            all=document.table.rows,
            patients=document.patients,
            events=document.events,
            share=f"{100 * document.prevalence:.1f}",
        )
        if part is not None:
            rule = texts.of("threshold.given" if part.rule == "given" else "threshold.package")
            said += " " + self.tr("“Yes” from a probability of {threshold} on ({rule}).").format(
                threshold=f"{part.threshold:.3f}", rule=rule
            )
        for time in document.survival.times if document.survival else ():
            ratio = time.observed_over_expected.value
            said += " " + texts.of(
                "validation.at_time",
                label=texts.local(time.label),
                ratio="–" if ratio is None else f"{ratio:.2f}",
                at_risk=time.at_risk,
            )
        self._summary.setText(f"{said}\n{headline}")
        severe = [
            texts.of(one.code, **one.params) for one in document.findings if one.severity is Severity.SEVERE
        ]
        self._severe.set_text("\n".join(severe))
        self._severe.setVisible(bool(severe))
        gaps = gap_sentences(document, texts, with_severity=False)
        self._gaps.set_text("\n".join(gaps))
        self._gaps.setVisible(bool(gaps))

    def _draw(self) -> None:
        for chart in self.charts:
            chart.clear()
        if self._document is None:
            return
        if self._document.classification is not None:
            self._draw_classification(self._document.classification)
        elif self._document.survival is not None:
            self._draw_survival(self._document.survival)

    def _draw_classification(self, part: ClassificationPart) -> None:
        theme = self._theme
        roc, calibration, decision = self.charts
        roc.add_line((0, 1), (0, 1), theme.quiet, dashed=True)
        if part.roc.x:
            roc.add_line(part.roc.x, part.roc.y, theme.accent, width=2)
        if part.at_threshold is not None:
            found = part.at_threshold
            if found.sensitivity.value is not None and found.specificity.value is not None:
                roc.add_points([1 - found.specificity.value], [found.sensitivity.value], theme.accent, size=9)
        roc.set_limits((0, 1), (0, 1))
        calibration.add_line((0, 1), (0, 1), theme.quiet, dashed=True)
        x = [one.predicted for one in part.calibration]
        calibration.add_bars(
            x, [one.low for one in part.calibration], [one.high for one in part.calibration], theme.accent
        )
        calibration.add_points(x, [one.observed for one in part.calibration], theme.accent)
        calibration.set_limits((0, 1), (0, 1))
        curve = part.decision
        decision.add_band(curve.threshold, curve.model_low, curve.model_high, theme.accent)
        decision.add_line(curve.threshold, curve.treat_all, theme.quiet, dashed=True)
        decision.add_line(curve.threshold, [0.0] * len(curve.threshold), theme.quiet)
        decision.add_line(curve.threshold, curve.model, theme.accent, width=2)
        top = max((*curve.model_high, *curve.treat_all, 0.01))
        decision.set_limits((0, 1), (-0.25 * top, top))

    def _draw_survival(self, part: SurvivalPart) -> None:
        """Thirds of the prediction at each time of the package."""
        theme, chart = self._theme, self.charts[1]
        chart.add_line((0, 1), (0, 1), theme.quiet, dashed=True)
        for time, (symbol, _mark) in zip(part.times, _TIME_MARKS, strict=False):
            bins = [one for one in time.bins if one.group != "all" and one.observed.value is not None]
            x = [one.predicted for one in bins]
            known = [one for one in bins if one.observed.low is not None and one.observed.high is not None]
            chart.add_bars(
                [one.predicted for one in known],
                [one.observed.low or 0.0 for one in known],
                [one.observed.high or 0.0 for one in known],
                theme.accent,
            )
            chart.add_points(x, [one.observed.value or 0.0 for one in bins], theme.accent, symbol=symbol)
        chart.set_limits((0, 1), (0, 1))

    def _table(self, name: str, model: ColumnTableModel) -> DataTable:
        table = DataTable(f"cohort.external.{name}")
        table.setModel(model)
        return table


def _page(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, GRID_PX * 2, 0, 0)
    column.setSpacing(GRID_PX * 2)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, DataTable) else 0)
    return page
