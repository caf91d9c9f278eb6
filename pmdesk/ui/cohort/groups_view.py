"""Groups and principal components of the cohort; a point, its row and its group are selected together."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.ui.cohort.controller import CohortController
from pmdesk.ui.cohort.group_tables import (
    count_columns,
    loading_columns,
    loading_rows,
    profile_columns,
    profile_rows,
)
from pmdesk.ui.cohort.words import number
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import ColumnTableModel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.chart import Chart
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.labels import text_label

_SYMBOLS = ("o", "s", "t", "d", "+", "x", "star", "p", "h")
"""Groups differ in shape as well as in colour."""
_MOST_GROUPS = 10


class GroupsView(QWidget):
    """Finds groups on demand and shows them on two components.

    Signals
    -------
    line_selected(int)
        A point was clicked, by the line of the file.
    """

    line_selected = Signal(int)

    def __init__(
        self, context: UiContext, controller: CohortController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.groups")
        self._context = context
        self._controller = controller
        self._theme = context.theme.theme
        self._line: int | None = None
        self._scatter: list[pg.ScatterPlotItem] = []
        self._method = self._combo("method", self._find)
        self._count = self._combo("count", self._find)
        self._x = self._combo("x", self._draw)
        self._y = self._combo("y", self._draw)
        self._run = QPushButton()
        self._run.setObjectName("cohort.groups.run")
        self._run.clicked.connect(self._find)
        self._labels = [QLabel() for _ in range(4)]
        self._note = text_label(role="quiet", name="cohort.groups.note")
        self._error = text_label(role="caution", name="cohort.groups.error")
        self._error.hide()
        self.chart = Chart("cohort.groups.chart", interactive=True)
        self._legend = text_label(role="quiet", name="cohort.groups.legend")
        self.counts = ColumnTableModel(count_columns(), lambda _row: None, self)
        self._tables = QTabWidget()
        self._tables.setObjectName("cohort.groups.tables")
        self._tables.setDocumentMode(True)
        self.counts_table = DataTable("cohort.groups.counts")
        self.counts_table.setModel(self.counts)
        self.profiles_table = DataTable("cohort.groups.profiles")
        self.loadings_table = DataTable("cohort.groups.loadings")
        for table in (self.counts_table, self.profiles_table, self.loadings_table):
            self._tables.addTab(table, "")
        self._lay_out()
        controller.groups_changed.connect(self._show_groups)
        controller.failed.connect(self._show_error)

    def select_line(self, line: int | None) -> None:
        """Mark the point of a row."""
        if line != self._line:
            self._line = line
            self._mark()

    def retranslate(self) -> None:
        for label, text in zip(
            self._labels,
            (self.tr("Method"), self.tr("Groups"), self.tr("Across"), self.tr("Up")),
            strict=True,
        ):
            label.setText(text)
        for box, label in zip((self._method, self._count, self._x, self._y), self._labels, strict=True):
            box.setAccessibleName(label.text())
        self._fill(
            self._method,
            ((self.tr("k-means"), "k-means"), (self.tr("agglomerative (Ward)"), "agglomerative")),
        )
        self._fill(
            self._count,
            (
                (self.tr("best of 2 to 6"), None),
                *((str(count), count) for count in range(2, _MOST_GROUPS + 1)),
            ),
        )
        self._run.setText(self.tr("Find groups"))
        self.chart.setAccessibleName(self.tr("Rows on two principal components"))
        for place, title in enumerate(
            (
                self.tr("How many"),
                self.tr("Groups"),
                self.tr("Components"),
            )
        ):
            self._tables.setTabText(place, title)
        self.counts.retranslate()
        self._show_groups()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.chart.apply_theme(theme)
        self._draw()

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = FlowLayout(bar, spacing_px=GRID_PX * 2)
        for label, box in zip(self._labels, (self._method, self._count, self._x, self._y), strict=True):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GRID_PX * 2)
            row.addWidget(label)
            row.addWidget(box)
            flow.addWidget(pair)
        flow.addWidget(self._run)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart, 1)
        column.addWidget(self._legend)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._tables)
        splitter.setStretchFactor(0, 4)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([4000, 3000])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID_PX * 2)
        whole.addWidget(bar)
        for part in (self._note, self._error):
            whole.addWidget(part)
        whole.addWidget(splitter, 1)

    def _combo(self, name: str, act) -> ComboBox:
        box = ComboBox()
        box.setObjectName(f"cohort.groups.{name}")
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(lambda _index: act())
        return box

    @staticmethod
    def _fill(box: ComboBox, choices: Sequence[tuple[str, object]]) -> None:
        chosen = max(box.currentIndex(), 0)
        box.clear()
        for text, value in choices:
            box.addItem(text, value)
        box.setCurrentIndex(min(chosen, box.count() - 1))

    def _find(self) -> None:
        self._error.hide()
        self._controller.find_groups(self._method.currentData(), self._count.currentData())

    def _show_error(self, error: PmdeskError) -> None:
        if self.isVisible():
            self._error.setText(self._context.texts.of_error(error))
            self._error.show()

    def _show_groups(self) -> None:
        groups = self._controller.groups
        for box in (self._x, self._y):
            box.setEnabled(groups is not None)
        if groups is None:
            self._note.setText(
                self.tr(
                    "Rows that resemble each other in the inputs. The outcome takes no part; groups are no diagnoses."
                )
            )
            self.counts.set_rows(())
            for table in (self.profiles_table, self.loadings_table):
                table.setModel(None)
            self._draw()
            return
        components = groups.components
        names = [
            (
                self.tr("Component {number} ({share} %)").format(
                    number=place + 1, share=number(100 * share, 1)
                ),
                place,
            )
            for place, share in enumerate(components.explained)
        ]
        fresh = self._x.count() != len(names)
        self._fill(self._x, names)
        self._fill(self._y, names)
        if fresh:
            self._y.setCurrentIndex(1)
        self._note.setText(
            self.tr(
                "{rows} rows; {missing} % of the cells were not known and were filled in for this view; {refused} rows "
                "could not be used. Groups describe these rows, they are no diagnoses."
            ).format(
                rows=len(groups.lines),
                missing=number(100 * groups.missing_share, 1),
                refused=len(groups.refused_lines),
            )
        )
        self.counts.set_rows(groups.counts)
        self.counts_table.fit_columns()
        self._show_tables(groups)
        self._draw()

    def _show_tables(self, groups) -> None:
        loadings = ColumnTableModel(
            loading_columns(len(groups.components.explained)), lambda _row: None, self
        )
        loadings.set_rows(loading_rows(groups.components))
        profiles = ColumnTableModel(profile_columns(groups.profiles), lambda _row: None, self)
        profiles.set_rows(profile_rows(groups.profiles))
        for table, model in ((self.loadings_table, loadings), (self.profiles_table, profiles)):
            table.setModel(model)
            table.fit_columns()
        self.profiles_table.setToolTip(
            self.tr("Numbers: median and quartiles. Others: the most frequent value.")
        )

    # picture

    def _draw(self) -> None:
        self.chart.clear()
        self._scatter = []
        groups = self._controller.groups
        self._legend.setText("")
        if groups is None:
            return
        x, y = self._axes()
        scores = np.asarray(groups.components.scores)
        labels, lines = np.asarray(groups.labels), np.asarray(groups.lines)
        for group in range(groups.chosen):
            rows = labels == group
            color = QColor(self._theme.finding_color(group + 1))
            item = pg.ScatterPlotItem(
                x=scores[rows, x],
                y=scores[rows, y],
                data=lines[rows],
                symbol=_SYMBOLS[group % len(_SYMBOLS)],
                size=7,
                pen=pg.mkPen(color),
                brush=pg.mkBrush(None),
            )
            item.sigClicked.connect(self._clicked)
            self.chart.addItem(item)
            self._scatter.append(item)
        self.chart.set_titles(self._x.currentText(), self._y.currentText())
        shapes = {"o": "○", "s": "□", "t": "▽", "d": "◇", "+": "+", "x": "×", "star": "☆", "p": "⬠", "h": "⬡"}
        self._legend.setText(
            "     ".join(
                f"{shapes[_SYMBOLS[group % len(_SYMBOLS)]]} "
                + self.tr("group {number}: {rows}").format(
                    number=group + 1, rows=int((labels == group).sum())
                )
                for group in range(groups.chosen)
            )
        )
        self._mark()

    def _axes(self) -> tuple[int, int]:
        return self._x.currentData() or 0, 1 if self._y.currentData() is None else self._y.currentData()

    def _mark(self) -> None:
        for item in list(self.chart.getPlotItem().items):
            if getattr(item, "is_mark", False):
                self.chart.removeItem(item)
        groups = self._controller.groups
        if groups is None or self._line not in groups.lines:
            return
        x, y = self._axes()
        scores = groups.components.scores[groups.lines.index(self._line)]
        mark = pg.ScatterPlotItem(
            x=[scores[x]],
            y=[scores[y]],
            size=15,
            pen=pg.mkPen(self._theme.accent, width=2),
            brush=pg.mkBrush(None),
        )
        mark.is_mark = True
        self.chart.addItem(mark)

    def _clicked(self, _item: object, points: Sequence[pg.SpotItem]) -> None:
        if len(points):
            line = int(points[0].data())
            self.select_line(line)
            self.line_selected.emit(line)
