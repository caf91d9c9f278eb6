"""The laboratory page: trend plots under the treatments on one axis of time, and the table of the same values."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.progress import JobContext
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.records.trends import NotDrawnReason, Trend, TrendPoint, Trends, build_trends
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.node_words import coding_text, observation_value
from pmdesk.ui.panels.record_columns import range_text, range_tip, source_text
from pmdesk.ui.panels.record_entries import entry_kinds
from pmdesk.ui.panels.record_list import RecordList
from pmdesk.ui.panels.record_page import RecordPage
from pmdesk.ui.panels.record_timeline import RecordTime, treatment_timeline
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.clinical_numbers import quantity, unit_sign
from pmdesk.ui.widgets.coded_names import local_name
from pmdesk.ui.widgets.labels import EmptyState, text_label
from pmdesk.ui.widgets.time_window import TimeWindow
from pmdesk.ui.widgets.timeline_view import TimelineView
from pmdesk.ui.widgets.trend_plots import PlotPoint, PlotRow, TrendPlots

_PLOTTED_AT_FIRST = 12
_TOLD_AT_ONCE = 40


Points: TypeAlias = dict[str, tuple[PlotPoint, ...]]
"""Values as they are drawn, by the key of their trend."""


class TrendsPage(RecordPage):
    """Plots or table; which analytes are drawn is the user's choice and no part of the record."""

    def __init__(self, context: UiContext, time: RecordTime) -> None:
        super().__init__("labs", context, time)
        # its own stretch of time, that of the values: a record may span a life
        window = TimeWindow(self)
        self.window_of_time = window
        self._trends = Trends(())
        self._points: Points = {}
        self._built_for: object = None
        self._whose: Demographics | None = None
        self._is_waiting = False
        self._drawn: object = None
        self._chosen: dict[str, bool] = {}
        self._filling = False
        self._make_bar()
        self._search = QLineEdit()
        self._search.setObjectName("record.trends.search")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _text: self._filter())
        self._choice = QListWidget()
        self._choice.setObjectName("record.trends.analytes")
        self._choice.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choice.itemChanged.connect(self._take_choice)
        self._not_drawn = text_label("", "caution", name="record.trends.not_drawn")
        self._treatments = TimelineView("record.trends.treatments", context.theme.theme, window)
        self._treatments.chosen.connect(lambda node: context.session.selection.select(node))
        self._plots = TrendPlots(context.theme.theme, window)
        self._plots.chosen.connect(lambda node: context.session.selection.select(node))
        self._plots.finished.connect(self._plots_made)
        self._empty = EmptyState()
        self._empty.setObjectName("record.trends.empty")
        self._empty.add_button("record", "record.trends.empty.open")
        self._empty.add_button("enter", "record.trends.empty.enter")
        self._empty.activated.connect(self._act)
        self.lists = [RecordList(context, entry_kinds(context.texts.local)["observations"], most_lines=None)]
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_plot_side())
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        column.addWidget(self.lists[0])
        self._stack.addWidget(table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, GRID_PX, 0, 0)
        whole.setSpacing(GRID_PX)
        whole.addLayout(self._bar)
        whole.addWidget(self._stack, 1)

    def _make_bar(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, 0)
        self._bar.setSpacing(GRID_PX)
        self._modes = QButtonGroup(self)
        self._mode_buttons = []
        for number, name in enumerate(("plots", "table")):
            button = QPushButton()
            button.setObjectName(f"record.trends.{name}_mode")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self._modes.addButton(button, number)
            self._mode_buttons.append(button)
            self._bar.addWidget(button)
        self._modes.idClicked.connect(self._show_mode)
        self._bar.addStretch(1)
        window = self.window_of_time
        self._time_buttons = []
        for name, sign, slot in (
            ("zoom_in", "+", lambda: window.zoom(1.6)),
            ("zoom_out", "−", lambda: window.zoom(1 / 1.6)),
            ("earlier", "‹", lambda: window.pan(-(window.last - window.first) / 4)),
            ("later", "›", lambda: window.pan((window.last - window.first) / 4)),
            ("reset", "", window.reset),
        ):
            tool = QToolButton()
            tool.setObjectName(f"record.trends.{name}")
            tool.setText(sign)
            tool.clicked.connect(lambda _checked=False, slot=slot: slot())
            self._time_buttons.append(tool)
            self._bar.addWidget(tool)

    def _make_plot_side(self) -> QWidget:
        chooser = QWidget()
        column = QVBoxLayout(chooser)
        column.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX)
        column.addWidget(self._search)
        column.addWidget(self._choice, 1)
        column.addWidget(self._not_drawn)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        inside = QWidget()
        stacked = QVBoxLayout(inside)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.addWidget(self._plots)
        stacked.addStretch(1)
        self._area.setWidget(inside)
        self._area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        right = QWidget()
        drawn = QVBoxLayout(right)
        drawn.setContentsMargins(GRID_PX, 0, 0, 0)
        drawn.setSpacing(0)
        strip = QHBoxLayout()
        # the strip ends where the plots end, left of their scroll bar
        strip.setContentsMargins(0, 0, self._area.verticalScrollBar().sizeHint().width(), 0)
        strip.addWidget(self._treatments)
        drawn.addLayout(strip)
        drawn.addWidget(self._area, 1)
        drawn.addWidget(self._empty, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(chooser)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(1, 1)
        digit = self.fontMetrics().horizontalAdvance("0")
        self._splitter.setSizes([digit * 34, digit * 90])
        return self._splitter

    def _show_mode(self, mode: int) -> None:
        if mode == 1:
            self._fill_table()
            self.lists[0].show_focus(self.context.session.selection.focus, frozenset())
        self._stack.setCurrentIndex(mode)
        self._mode_buttons[mode].setChecked(True)
        for button in self._time_buttons:
            button.setVisible(mode == 0)

    def _fill_table(self) -> None:
        """The table is filled when it comes into sight: thousands of rows take their time to sort."""
        self.lists[0].show_record(self.case.record)

    def _act(self, key: str) -> None:
        if key == "record":
            self.context.signals.open_requested.emit("record")
        else:
            self._show_mode(1)
            self.lists[0].open_form()

    # what the record says

    def show_case(self) -> None:
        if self._stack.currentIndex() == 1:
            self._fill_table()
        record = self.case.record or PatientRecord()
        shown = treatment_timeline(self.case, self.context.texts, self.time.events_of(self.case.record))
        self._treatments.set_events(
            shown.lanes,
            shown.items,
            today=shown.today,
            markers=shown.markers,
            notes=shown.notes,
            spans_time=False,
        )
        self._events = [
            float(day.toordinal())
            for item in shown.items
            if item.lane == 0
            for day in (item.day, item.end)
            if day is not None
        ]
        self._markers = [float(day.toordinal()) for day, _name in shown.markers]
        if record.observations is self._built_for:
            self._draw()
            return
        self._built_for = record.observations
        if record.demographics != self._whose:
            # nothing of another patient stays in sight
            self._whose = record.demographics
            self._trends = Trends(())
        self._is_waiting = bool(record.observations)
        self._draw()
        if self._is_waiting:
            self.context.jobs.submit(
                "job.trends",
                _build,
                record,
                self._tell,
                key="record.trends",
                on_done=self._take_trends,
                on_error=self._failed,
            )
        else:
            self._take_trends((Trends(()), {}))

    def _failed(self, error: PmdeskError) -> None:
        self._is_waiting = False
        self._draw()
        self.context.session.failed.emit(error)

    def _take_trends(self, built: tuple[Trends, Points]) -> None:
        trends, self._points = built
        self._trends, self._is_waiting = trends, False
        days = [point.day for trend in trends.series for point in trend.points]
        if days:
            self.window_of_time.set_full(min(days), max(days))
        at_first = 0
        for trend in trends.series:
            if trend.key not in self._chosen:
                worth = len(trend.points) > 1 and at_first < _PLOTTED_AT_FIRST
                self._chosen[trend.key] = worth
            at_first += self._chosen[trend.key]
        if trends.series and not any(self._chosen[trend.key] for trend in trends.series):
            self._chosen[trends.series[0].key] = True
        self._fill_choice()
        self._draw()

    def _fill_choice(self) -> None:
        self._filling = True
        self._tint_boxes()
        self._choice.clear()
        for trend in self._trends.series:
            item = QListWidgetItem(f"{self._name_of(trend)}  ({len(trend.points)})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if self._chosen[trend.key] else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, trend.key)
            item.setToolTip(item.text())
            self._choice.addItem(item)
        self._filling = False
        self._filter()

    def _filter(self) -> None:
        wanted = self._search.text().casefold().split()
        trends = {trend.key: trend for trend in self._trends.series}
        for place in range(self._choice.count()):
            item = self._choice.item(place)
            trend = trends[item.data(Qt.ItemDataRole.UserRole)]
            words = f"{item.text()} {trend.name}".casefold()
            if trend.analyte is not None:
                label = trend.analyte.label
                words += " ".join(
                    (label.en, label.zh, *trend.analyte.aliases, *trend.analyte.loinc)
                ).casefold()
            item.setHidden(not all(word in words for word in wanted))

    def _take_choice(self, item: QListWidgetItem) -> None:
        if not self._filling:
            self._chosen[item.data(Qt.ItemDataRole.UserRole)] = item.checkState() is Qt.CheckState.Checked
            self._draw()

    def _name_of(self, trend: Trend) -> str:
        if trend.analyte is not None:
            return trend.analyte.label.in_language(self.context.texts.language)
        return local_name(trend.name)

    def _draw(self) -> None:
        chosen = [trend for trend in self._trends.series if self._chosen.get(trend.key)]
        has_any = bool(self._trends.series)
        self._empty.setVisible(not has_any)
        self._area.setVisible(has_any)
        self._treatments.setVisible(has_any)
        self._show_empty()
        language = self.context.texts.language
        what = (self._trends, [trend.key for trend in chosen], self._events, self._markers, language)
        if what != self._drawn:
            self._drawn = what
            rows = [self._row(trend) for trend in chosen]
            self._plots.set_rows(rows, events=self._events, markers=self._markers)
        self._align()
        self._show_not_drawn()

    def _show_empty(self) -> None:
        """What stands where nothing is drawn; "not yet" is not "none"."""
        if self._is_waiting:
            self._empty.set_texts(self.tr("Preparing the trends"))
            self._empty.show_buttons()
            return
        self._empty.set_texts(
            self.tr("No laboratory value can be drawn"),
            self.tr("Open a record, or enter values with their unit and date."),
        )
        self._empty.show_buttons("record", "enter")

    def _plots_made(self) -> None:
        self._align()
        self._reveal_value(self.context.session.selection.focus)

    def _align(self) -> None:
        self._plots.set_left(self._treatments.left_px)

    def _row(self, trend: Trend) -> PlotRow:
        unit = unit_sign(trend.unit)
        name = self._name_of(trend)
        title = f"{name}  ({unit})" if unit else name
        return PlotRow(trend.key, title, self._points.get(trend.key, ()), trend.limits)

    def _tell(self, trend: Trend, point: TrendPoint) -> str:
        """Tooltip of a value: as it is given, in what unit it is drawn, its own range, and who says so."""
        item = point.observation
        lines = [
            f"{item.taken_on.isoformat() if item.taken_on else item.partial_date}  {self._name_of(trend)}"
        ]
        value = observation_value(item)
        if item.unit != trend.unit:
            value = self.tr("{given} (drawn as {number} {unit})").format(
                given=value, number=quantity(float(f"{point.value:.4g}")), unit=unit_sign(trend.unit)
            )
        lines.append(value)
        if item.reference_low is not None or item.reference_high is not None:
            words = self.tr("reference {range}").format(range=range_text(item))
            side = range_tip(item)
            lines.append(f"{words}, {side}" if side else words)
        else:
            lines.append(self.tr("no reference range given"))
        lines.append(source_text(item))
        return "\n".join(lines)

    def _show_not_drawn(self) -> None:
        """Numbers that could not be drawn; values in words are no plots' business."""
        numbers = [
            (item, reason)
            for item, reason in self._trends.not_drawn
            if reason is not NotDrawnReason.NO_NUMBER
        ]
        self._not_drawn.setVisible(bool(numbers))
        self._not_drawn.setText(self.tr("Not drawn: {count}; see the table").format(count=len(numbers)))
        lines = [
            f"{coding_text(item.coding)}  {observation_value(item)}: {reason_words(reason)}"
            for item, reason in numbers[:_TOLD_AT_ONCE]
        ]
        if len(numbers) > _TOLD_AT_ONCE:
            lines.append("…")
        self._not_drawn.setToolTip("\n".join(lines))
        self._not_drawn.setAccessibleDescription("; ".join(lines))

    # selection

    def show_focus(self, focus: NodeRef | None, related: frozenset[NodeRef]) -> None:
        super().show_focus(focus, related)
        self._treatments.set_marked(focus, related)
        self._plots.set_marked(focus)
        self._reveal_value(focus)

    def _reveal_value(self, focus: NodeRef | None) -> None:
        """Scroll to the plot of the selected value, unless it was selected there."""
        place = self._plots.place_of(focus) if focus is not None else None
        if place is not None and not self._plots.hasFocus():
            self._area.ensureVisible(0, int(place + self._plots.row_px / 2), 0, int(self._plots.row_px))

    def holds(self, ref: NodeRef) -> bool:
        if ref.kind is NodeKind.OBSERVATION:
            record = self.case.record or PatientRecord()
            return any(item.id == ref.key and self.lists[0].kind.shows(item) for item in record.observations)
        return super().holds(ref)

    def focus_node(self, ref: NodeRef) -> bool:
        self._show_mode(1)
        return super().focus_node(ref)

    # look

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._treatments.set_theme(theme)
        self._plots.set_theme(theme)
        self._tint_boxes()

    def _tint_boxes(self) -> None:
        """Frame the empty boxes visibly: the style draws them in a darker shade of this colour."""
        palette = self._choice.palette()
        palette.setColor(palette.ColorRole.Window, QColor(self.theme.quiet))
        self._choice.setPalette(palette)

    def retranslate(self) -> None:
        for button, text in zip(self._mode_buttons, (self.tr("Plots"), self.tr("Table")), strict=True):
            button.setText(text)
        names = (
            self.tr("Zoom in (+)"), self.tr("Zoom out (−)"), self.tr("Earlier (Shift+left)"),
            self.tr("Later (Shift+right)"), self.tr("Show the whole time (0)"),
        )  # fmt: skip
        for tool, name in zip(self._time_buttons, names, strict=True):
            tool.setToolTip(name)
            tool.setAccessibleName(name)
        self._time_buttons[-1].setText(self.tr("All"))
        self._search.setPlaceholderText(self.tr("Search tests"))
        self._search.setAccessibleName(self.tr("Search tests"))
        self._choice.setAccessibleName(self.tr("Tests that are drawn"))
        self._treatments.setAccessibleName(self.tr("Treatments, imaging and genome"))
        self._treatments.set_words(self.tr("nothing dated"), self.tr("{count} more"))
        self._plots.setAccessibleName(self.tr("Trends of laboratory values and vital signs"))
        self._plots.setToolTip("")
        self._empty.set_button_text("record", self.tr("Open a record"))
        self._empty.set_button_text("enter", self.tr("Enter a value"))
        self._show_empty()
        super().retranslate()
        self._fill_choice()
        self.note_change()


def reason_words(reason: NotDrawnReason) -> str:
    """Why a value is in the table and not in a plot."""
    match reason:
        case NotDrawnReason.NO_NUMBER:
            return QCoreApplication.translate("TrendsPage", "no number")
        case NotDrawnReason.NO_DATE:
            return QCoreApplication.translate("TrendsPage", "no date")
        case NotDrawnReason.DATE_NOT_IN_LIFE:
            return QCoreApplication.translate("TrendsPage", "date before the birth or in the future")
        case NotDrawnReason.NO_UNIT:
            return QCoreApplication.translate("TrendsPage", "unit not known")
        case NotDrawnReason.UNKNOWN_UNIT:
            return QCoreApplication.translate("TrendsPage", "not a unit of UCUM")
        case NotDrawnReason.NOT_CONVERTIBLE:
            return QCoreApplication.translate(
                "TrendsPage", "its unit cannot be converted to that of the others"
            )


def _build(
    ctx: JobContext, record: PatientRecord, tell: Callable[[Trend, TrendPoint], str]
) -> tuple[Trends, Points]:
    """The trends of a record, and their values as they are drawn, by the key of the trend."""
    trends = build_trends(record, ctx.check)
    return trends, {
        trend.key: tuple(_plot_point(trend, point, tell) for point in trend.points) for trend in trends.series
    }


def _plot_point(trend: Trend, point: TrendPoint, tell: Callable[[Trend, TrendPoint], str]) -> PlotPoint:
    return PlotPoint(
        float(point.day.toordinal()), point.value, point.low, point.high, point.side, point.is_exact,
        partial(tell, trend, point), NodeRef(NodeKind.OBSERVATION, point.observation.id),
    )  # fmt: skip
