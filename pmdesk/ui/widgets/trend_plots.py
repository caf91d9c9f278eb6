"""Small plots below each other, one an analyte, over a shared time window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.time_window import TimeWindow, time_ticks
from pmdesk.ui.widgets.timeline_view import step_time

_WHEEL_STEP, _ZOOM_STEP = 120.0, 1.25
_MOST_EVENTS = 40
_POINT_PX, _RING_PX, _MARK_PX = 7, 14, 10


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """A value as it is drawn; ``side`` -1 below, 1 above its own range (``low``, ``high``), in the plot's unit.

    ``tell`` gives its tooltip, and is called when somebody asks.
    """

    day: float
    value: float
    low: float | None
    high: float | None
    side: int
    is_exact: bool
    tell: Callable[[], str]
    ref: NodeRef


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One plot: ``title`` with its unit, points by day, and what its y axis spans."""

    key: str
    title: str
    points: tuple[PlotPoint, ...]
    limits: tuple[float, float]


class _TimeBox(pg.ViewBox):
    """A view box whose time belongs to the window: dragging moves the window, its own axes stay."""

    def __init__(self, window: TimeWindow) -> None:
        super().__init__(enableMenu=False)
        self._window = window
        self.setMouseEnabled(x=False, y=False)

    def mouseDragEvent(self, ev, axis=None) -> None:
        ev.accept()
        if ev.button() == Qt.MouseButton.LeftButton:
            moved = self.mapToView(ev.lastPos()).x() - self.mapToView(ev.pos()).x()
            self._window.pan(moved)

    def wheelEvent(self, ev, axis=None) -> None:
        ev.ignore()


class _Row:
    """The items of one plot."""

    def __init__(self, row: PlotRow, box: _TimeBox, axis: pg.AxisItem, title: pg.LabelItem) -> None:
        self.data = row
        self.box = box
        self.axis = axis
        self.title = title
        self.grid = pg.PlotCurveItem()
        self.events = pg.PlotCurveItem()
        self.ring = pg.ScatterPlotItem(pxMode=True, size=_RING_PX, brush=None)


class TrendPlots(pg.GraphicsLayoutWidget):
    """Plots made one after the other, so that many of them never hold up the window; painted when all are there.

    Ctrl+wheel zooms, drag and Shift+wheel pan. Left and right walk through the values, up and down through the plots,
    Enter or a click selects, + and - zoom, 0 shows everything.

    Signals
    -------
    chosen(NodeRef)
    finished()
        Every plot is there.
    """

    chosen = Signal(object)
    finished = Signal()

    def __init__(self, theme: Theme, window: TimeWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record.trends.plots")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self._theme = theme
        self._window = window
        self._left_px = 120.0
        self._wanted: list[PlotRow] = []
        self._rows: list[_Row] = []
        self._events: tuple[float, ...] = ()
        self._markers: tuple[float, ...] = ()
        self._selected: NodeRef | None = None
        self._current: tuple[int, int] = (-1, -1)
        self.ci.setContentsMargins(0, 0, GRID_PX * 2, 0)
        self.ci.setSpacing(0)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._make_one)
        window.changed.connect(self._show_window)

    def close(self) -> bool:
        """Close without the base class's clearing of the scene, which frees items that Python still holds."""
        self._next.stop()
        return QWidget.close(self)

    # what is shown

    def set_left(self, left_px: float) -> None:
        """Where the plots begin: their values stand left of it."""
        if left_px != self._left_px:
            self._left_px = left_px
            for row in self._rows:
                row.axis.setWidth(left_px)

    def set_rows(
        self, rows: Sequence[PlotRow], *, events: Sequence[float] = (), markers: Sequence[float] = ()
    ) -> None:
        """Show other plots.

        Parameters
        ----------
        events
            Days on which a treatment begins or ends; a quiet line through every plot.
        markers
            Days with an accented line (today, the day of the study).
        """
        self._next.stop()
        self.ci.clear()
        self._rows = []
        self._events, self._markers = tuple(events), tuple(markers)
        self._wanted = list(rows)
        self._current = (-1, -1)
        self.setBackground(self._theme.panel)
        self.setFixedHeight(max(int(self.row_px * len(rows)), 1))
        # painted once, not anew with each plot that is made
        self.viewport().setUpdatesEnabled(not rows)
        self._next.start(0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.set_rows(
            [row.data for row in self._rows] + self._wanted, events=self._events, markers=self._markers
        )

    @property
    def row_px(self) -> float:
        """Height of a plot with its title."""
        return self.fontMetrics().height() * 6.4

    @property
    def count(self) -> int:
        """Plots that are there already."""
        return len(self._rows)

    def _make_one(self) -> None:
        if not self._wanted:
            self.viewport().setUpdatesEnabled(True)
            self.finished.emit()
            return
        data = self._wanted.pop(0)
        place = len(self._rows)
        theme, font = self._theme, self.font()
        title = pg.LabelItem(justify="left")
        title.setText(data.title, color=theme.text, size=f"{_point_size(font)}px")
        title.setFixedHeight(self.fontMetrics().height() + GRID_PX * 2)
        self.addItem(title, row=place * 2, col=1)
        axis = pg.AxisItem("left", pen=pg.mkPen(theme.line), textPen=pg.mkPen(theme.quiet), maxTickLength=-3)
        axis.setStyle(tickFont=font, maxTickLevel=0, tickTextOffset=GRID_PX, autoExpandTextSpace=False)
        axis.setWidth(self._left_px)
        axis.enableAutoSIPrefix(False)
        box = _TimeBox(self._window)
        axis.linkToView(box)
        self.addItem(axis, row=place * 2 + 1, col=0)
        self.addItem(box, row=place * 2 + 1, col=1)
        self.ci.layout.setRowFixedHeight(place * 2 + 1, self.row_px - title.minimumHeight())
        row = _Row(data, box, axis, title)
        self._rows.append(row)
        self._fill(row)
        self._show_row(row)
        self._next.start(0)

    def _fill(self, row: _Row) -> None:
        theme, points = self._theme, row.data.points
        low, high = row.data.limits
        room = (high - low) * 0.18 or abs(high) * 0.1 or 1.0
        row.box.setYRange(low - room, high + room, padding=0)
        row.box.setBorder(pg.mkPen(theme.line))
        row.box.addItem(row.grid)
        for left, right, bottom, top in range_bands(points, (low - room, high + room)):
            band = pg.BarGraphItem(
                x0=[left],
                x1=[right],
                y0=[bottom],
                y1=[top],
                pen=None,
                brush=pg.mkBrush(_veiled(theme.accepted, 34)),
            )
            row.box.addItem(band)
        row.events.setPen(pg.mkPen(theme.quiet, style=Qt.PenStyle.DotLine))
        row.box.addItem(row.events)
        if self._markers:
            marks = pg.PlotCurveItem(connect="pairs", pen=pg.mkPen(theme.accent, style=Qt.PenStyle.DashLine))
            marks.setData(*_lines(self._markers, row.data.limits))
            row.box.addItem(marks)
        days = np.array([point.day for point in points])
        values = np.array([point.value for point in points])
        row.box.addItem(pg.PlotCurveItem(days, values, pen=pg.mkPen(theme.quiet, width=1), antialias=True))
        # pyqtgraph draws a symbol anew for each pen and brush object, equal or not: one of each for all points
        style = cache(self._style)
        scatter = pg.ScatterPlotItem(
            spots=[
                {
                    "pos": (point.day, point.value),
                    "data": point,
                    **style(point.side, point.is_exact),
                }
                for point in points
            ],
            pxMode=True,
            hoverable=True,
            hoverPen=pg.mkPen(theme.accent, width=2),
            tip=lambda x, y, data: data.tell(),
            antialias=True,
        )
        scatter.sigClicked.connect(lambda _item, spots, _event: self._choose(spots[0].data().ref))
        row.box.addItem(scatter)
        row.ring.setPen(pg.mkPen(theme.accent, width=2))
        row.box.addItem(row.ring)

    def _style(self, side: int, is_exact: bool) -> dict[str, object]:
        """Shape and colour by the value's own range: triangles point to where it lies outside."""
        theme = self._theme
        color = theme.caution if side else theme.text
        return {
            "symbol": {0: "o", 1: "t1", -1: "t"}[side],
            "size": _MARK_PX if side else _POINT_PX,
            "pen": pg.mkPen(color, width=1),
            "brush": pg.mkBrush(color if is_exact else theme.panel),
        }

    # time

    def _show_window(self) -> None:
        for row in self._rows:
            self._show_row(row)

    def _show_row(self, row: _Row) -> None:
        window = self._window
        row.box.setXRange(window.first, window.last, padding=0)
        width = max(self.width() - self._left_px - GRID_PX * 2, 1.0)
        room = self.fontMetrics().horizontalAdvance("2021-05") + GRID_PX * 4
        ticks = [tick.day for tick in time_ticks(window.first, window.last, width, room)]
        row.grid.setData(*_lines(ticks, row.data.limits), connect="pairs", pen=pg.mkPen(self._theme.raised))
        in_sight = [day for day in self._events if window.first <= day <= window.last]
        if len(in_sight) > _MOST_EVENTS:
            # more lines than anybody could tell apart; the strip above has them all
            in_sight = []
        row.events.setData(*_lines(in_sight, row.data.limits), connect="pairs")
        self._show_ring(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # the base class asks for this before the constructor has run
        if hasattr(self, "_rows"):
            self._show_window()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / _WHEEL_STEP or event.angleDelta().x() / _WHEEL_STEP
        window = self._window
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            share = (event.position().x() - self._left_px) / max(self.width() - self._left_px, 1.0)
            window.zoom(_ZOOM_STEP**steps, window.first + share * (window.last - window.first))
            event.accept()
        elif event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
            window.pan(-steps * (window.last - window.first) / 10)
            event.accept()
        else:
            event.ignore()

    # selection

    def set_marked(self, selected: NodeRef | None) -> None:
        """Ring the selected value, wherever it is drawn."""
        if selected == self._selected:
            return
        self._selected = selected
        for row in self._rows:
            self._show_ring(row)

    def _show_ring(self, row: _Row) -> None:
        found = [point for point in row.data.points if point.ref == self._selected]
        row.ring.setData([point.day for point in found], [point.value for point in found])

    def place_of(self, ref: NodeRef) -> float | None:
        """Distance in pixels from the top to the plot that shows ``ref``; None when none does."""
        for place, row in enumerate(self._rows):
            if any(point.ref == ref for point in row.data.points):
                return place * self.row_px
        return None

    def _choose(self, ref: NodeRef) -> None:
        self.chosen.emit(ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step_time(self._window, event):
            return
        moves = {
            Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0),
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if move is not None and self._rows:
            self._walk(*move)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current[0] >= 0:
            row, point = self._current
            self._choose(self._rows[row].data.points[point].ref)
        else:
            super().keyPressEvent(event)

    def _walk(self, rows: int, points: int) -> None:
        row, point = self._current
        row = min(max(row + rows if row >= 0 else 0, 0), len(self._rows) - 1)
        drawn = self._rows[row].data.points
        point = len(drawn) - 1 if self._current[0] < 0 or rows else point + points
        point = min(max(point, 0), len(drawn) - 1)
        self._current = (row, point)
        found = drawn[point]
        self.setAccessibleDescription(found.tell())
        box = self._rows[row].box
        place = box.mapViewToDevice(QPointF(found.day, found.value)) or QPointF()
        QToolTip.showText(self.viewport().mapToGlobal(place.toPoint()), found.tell(), self)
        self._rows[row].ring.setData([found.day], [found.value])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_rows"):
            self.set_theme(self._theme)
        return super().event(event)


def range_bands(
    points: Sequence[PlotPoint], sight: tuple[float, float]
) -> list[tuple[float, float, float, float]]:
    """Reference ranges as rectangles (left, right, bottom, top).

    Each value has its own range: a band runs from one value to the next only where both give the same one; else it is
    as wide as its value alone. An open side runs to the border of the plot.
    """
    if not points:
        return []
    span = points[-1].day - points[0].day
    alone = max(span / 100, 5.0)
    bands: list[tuple[float, float, float, float]] = []
    begin: int | None = None
    for place, point in enumerate(points):
        if point.low is None and point.high is None:
            begin = None
            continue
        if begin is None:
            begin = place
        following = points[place + 1] if place + 1 < len(points) else None
        if following is not None and (following.low, following.high) == (point.low, point.high):
            continue
        bottom = point.low if point.low is not None else sight[0]
        top = point.high if point.high is not None else sight[1]
        bands.append(
            (points[begin].day - alone, point.day + alone, max(bottom, sight[0]), min(top, sight[1]))
        )
        begin = None
    return [band for band in bands if band[3] > band[2]]


def _lines(days: Sequence[float], limits: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Vertical lines as pairs of points, far beyond the plot."""
    reach = max(limits[1] - limits[0], abs(limits[1]), 1.0) * 100
    x = np.repeat(np.array(days, np.float64), 2)
    y = np.tile(np.array([limits[0] - reach, limits[1] + reach]), len(days))
    return x, y


def _veiled(color: str, alpha: int) -> QColor:
    made = QColor(color)
    made.setAlpha(alpha)
    return made


def _point_size(font: QFont) -> int:
    return font.pixelSize() if font.pixelSize() > 0 else 13
