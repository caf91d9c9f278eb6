"""Everything dated about a patient along one line of time, in lanes, with zoom and pan."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.time_window import TimeWindow, time_ticks
from pmdesk.ui.widgets.timeline_layout import (
    MARK_PX,
    Lane,
    LaneDays,
    LaneKind,
    LanePlan,
    Placed,
    TimelineItem,
    lane_days,
    plan_timeline,
)

_REACH_PX = 4.0
_TOLD_AT_ONCE = 10
_WHEEL_STEP = 120.0
_ZOOM_STEP = 1.25


class TimelineView(QWidget):
    """Lanes of marks and bars over a shared `TimeWindow`.

    Ctrl+wheel (with ``wheel_zooms`` the wheel alone) zooms around the pointer, Shift+wheel and drag pan, a double
    click shows everything. Left and right walk from one event to the next, Enter or a click selects it, + and - zoom,
    0 shows everything.

    Signals
    -------
    chosen(NodeRef)
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        theme: Theme,
        window: TimeWindow | None = None,
        parent: QWidget | None = None,
        *,
        wheel_zooms: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.window_of_time = window if window is not None else TimeWindow(self)
        self.window_of_time.changed.connect(self._replan)
        self._theme = theme
        self._wheel_zooms = wheel_zooms
        self._lanes: tuple[Lane, ...] = ()
        self._items: tuple[TimelineItem, ...] = ()
        self._notes: dict[int, str] = {}
        self._markers: tuple[tuple[date, str], ...] = ()
        self._days: tuple[LaneDays, ...] = ()
        self._more = "{count}"
        self._nothing = ""
        self._plans: tuple[LanePlan, ...] | None = None
        self._current = -1
        self._cycle: tuple[tuple[int, ...], int] = ((), 0)
        self._selected: NodeRef | None = None
        self._related: frozenset[NodeRef] = frozenset()
        self._row_px, self._axis_px, self._left_px = 0, 0, 0.0
        self._measure()
        self._marked: set[int] = set()
        self._linked: set[int] = set()
        self._partial: set[int] = set()
        self._dragged_from: QPointF | None = None
        self._has_dragged = False

    # what is shown

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_words(self, nothing: str, more: str) -> None:
        """What an empty lane says, and how events without a row of their own are counted (``{count}``)."""
        self._nothing, self._more = nothing, more
        self.update()

    def set_events(
        self,
        lanes: Sequence[Lane],
        items: Sequence[TimelineItem],
        *,
        today: date,
        markers: Sequence[tuple[date, str]] = (),
        notes: dict[int, str] | None = None,
        spans_time: bool = True,
    ) -> None:
        """Show events.

        Parameters
        ----------
        markers
            Days with a line through all lanes and its name (today, the day of the study).
        notes
            What a lane says besides its events, for example a genome without a date.
        spans_time
            False where the window of time follows something else than these events.
        """
        self._lanes = tuple(lanes)
        self._items = tuple(sorted(items, key=attrgetter("day")))
        self._days = lane_days(len(self._lanes), self._items, today)
        self._markers, self._notes = tuple(markers), dict(notes or {})
        self._current = -1
        self._find_marked()
        self._partial = {place for place, item in enumerate(self._items) if not item.is_exact}
        if self._items and spans_time:
            last = max(int(lane.end.max()) for lane in self._days if len(lane.end))
            ends = [date.fromordinal(last), *(day for day, _name in self._markers)]
            self.window_of_time.set_full(self._items[0].day, max(ends))
        self._replan()

    def set_marked(self, selected: NodeRef | None, related: frozenset[NodeRef]) -> None:
        if (selected, related) == (self._selected, self._related):
            return
        self._selected, self._related = selected, related
        self._find_marked()
        found = next((item for item in self._items if item.ref == selected), None) if selected else None
        if found is not None and found.end is None and not found.is_ongoing:
            self.window_of_time.reveal(found.day)
        self.update()

    def _find_marked(self) -> None:
        """Which events are selected, and which are linked to the selection."""
        refs = [item.ref for item in self._items] if self._selected or self._related else []
        self._marked = {place for place, ref in enumerate(refs) if ref is not None and ref == self._selected}
        self._linked = {place for place, ref in enumerate(refs) if ref in self._related}

    # geometry

    def _measure(self) -> None:
        """Take over the sizes of the font and of the lanes' names; asked for again at each mark."""
        metrics = self.fontMetrics()
        self._row_px = metrics.height() + 4
        self._axis_px = metrics.height() + GRID_PX
        names = [metrics.horizontalAdvance(lane.name) for lane in self._lanes]
        self._left_px = float(max(names, default=0) + GRID_PX * 4)

    @property
    def left_px(self) -> float:
        """Where time begins, right of the names of the lanes."""
        return self._left_px

    @property
    def _right_px(self) -> float:
        return self.width() - GRID_PX * 2

    @property
    def _top_px(self) -> int:
        return self._axis_px if self._markers else GRID_PX

    def x_of(self, day: float) -> float:
        """Pixel of a day (ordinal with fractions)."""
        window = self.window_of_time
        share = (day - window.first) / max(window.last - window.first, 1e-6)
        return self.left_px + share * (self._right_px - self.left_px)

    def _day_at(self, x: float) -> float:
        window = self.window_of_time
        share = (x - self.left_px) / max(self._right_px - self.left_px, 1.0)
        return window.first + share * (window.last - window.first)

    @property
    def _rows(self) -> int:
        return sum(plan.rows for plan in self._plan())

    def _plan(self) -> tuple[LanePlan, ...]:
        if self._plans is None:
            metrics = QFontMetricsF(self.font())
            self._plans = plan_timeline(
                self._lanes,
                self._items,
                self._days,
                self.x_of,
                (self.left_px, self._right_px),
                metrics.horizontalAdvance,
            )
        return self._plans

    def _replan(self) -> None:
        self._measure()
        self._plans = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self._top_px + self._row_px * self._rows + self._axis_px + GRID_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._replan()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._replan()

    def _rect_of(self, placed: Placed) -> QRectF:
        top = self._top_px + self._row_px * placed.row
        room = self._row_px - 4.0
        if placed.threads > 1:
            line = room / placed.threads
            return QRectF(placed.left, top + 2 + line * placed.thread, placed.right - placed.left, line - 1)
        height = room if placed.is_bar else MARK_PX
        middle = top + self._row_px / 2
        return QRectF(placed.left, middle - height / 2, placed.right - placed.left, height)

    def _at(self, place: QPointF) -> Placed | None:
        near: list[tuple[float, int, Placed]] = []
        for plan in self._plan():
            for number, placed in enumerate(plan.placed):
                rect = self._rect_of(placed)
                reach = rect.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
                if placed.label_px:
                    reach.setRight(max(reach.right(), placed.label_x + placed.label_px))
                if reach.contains(place):
                    near.append((abs(rect.center().x() - place.x()), number, placed))
        return min(near)[2] if near else None

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        for lane, plan in zip(self._lanes, self._plan(), strict=True):
            self._paint_lane(painter, lane, plan)
        self._paint_markers(painter)
        painter.setClipRect(
            QRectF(self.left_px - MARK_PX, 0, self.width() - self.left_px + MARK_PX, self.height())
        )
        for plan in self._plan():
            for placed in plan.placed:
                self._paint_placed(painter, placed)

    def _paint_axis(self, painter: QPainter) -> None:
        window, theme = self.window_of_time, self._theme
        metrics = self.fontMetrics()
        room = metrics.horizontalAdvance("2021-05") + GRID_PX * 4
        bottom = self._top_px + self._row_px * self._rows
        ticks = time_ticks(window.first, window.last, self._right_px - self.left_px, room)
        for tick in ticks:
            x = round(self.x_of(tick.day)) + 0.5
            painter.setPen(QPen(QColor(theme.raised), 1))
            painter.drawLine(QPointF(x, self._top_px), QPointF(x, bottom))
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 3))
            if x + metrics.horizontalAdvance(tick.label) <= self.width():
                painter.setPen(QColor(theme.quiet))
                painter.drawText(QPointF(x + 3, bottom + metrics.ascent() + 2), tick.label)

    def _paint_lane(self, painter: QPainter, lane: Lane, plan: LanePlan) -> None:
        theme, top = self._theme, self._top_px + self._row_px * plan.first_row
        painter.setPen(QPen(QColor(theme.line), 1))
        bottom = round(top + self._row_px * plan.rows) + 0.5
        painter.drawLine(QPointF(0, bottom), QPointF(self.width(), bottom))
        painter.setPen(QColor(theme.quiet))
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(0, top, self.left_px - GRID_PX * 2, self._row_px), align, lane.name)
        number = self._lanes.index(lane)
        words = self._notes.get(number, "")
        if plan.hidden and plan.rows > 1:
            words = self._more.format(count=plan.hidden)
            painter.drawText(
                QRectF(0, bottom - self._row_px, self.left_px - GRID_PX * 2, self._row_px), align, words
            )
            return
        if not words and not len(self._days[number].index):
            words = self._nothing
        if words and not plan.placed:
            painter.drawText(
                QRectF(self.left_px, top, self.width() - self.left_px, self._row_px), align, words
            )

    def _paint_markers(self, painter: QPainter) -> None:
        metrics, theme = self.fontMetrics(), self._theme
        bottom = self._top_px + self._row_px * self._rows
        free_from = self.left_px - MARK_PX
        for day, name in sorted(self._markers):
            x = round(self.x_of(day.toordinal())) + 0.5
            if not self.left_px <= x <= self._right_px + 1:
                continue
            painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, self._top_px), QPointF(x, bottom))
            width = metrics.horizontalAdvance(name)
            left = min(max(x - width / 2, free_from), self.width() - width - 1.0)
            if left >= free_from:
                painter.setPen(QColor(theme.accent))
                painter.drawText(QPointF(left, metrics.ascent() + 1), name)
                free_from = left + width + GRID_PX * 2

    def _paint_placed(self, painter: QPainter, placed: Placed) -> None:
        theme, rect = self._theme, self._rect_of(placed)
        selected = not self._marked.isdisjoint(placed.items)
        linked = selected or not self._linked.isdisjoint(placed.items)
        is_current = self._current in placed.items and self.hasFocus()
        kind = self._lanes[self._items[placed.items[0]].lane].kind
        ink = QColor(theme.accent if linked else theme.text)
        if kind is LaneKind.DENSITY:
            height = rect.height() * placed.share
            painter.fillRect(
                QRectF(rect.left(), rect.bottom() - height, rect.width(), height),
                QColor(theme.accent if linked or is_current else theme.quiet),
            )
            return
        pen = QPen(QColor(theme.accent), 2) if selected or is_current else QPen(ink, 1)
        painter.setPen(pen)
        if placed.is_bar:
            self._paint_bar(painter, placed, rect, selected=selected)
        else:
            exact = self._partial.isdisjoint(placed.items)
            painter.setBrush(ink if exact else QColor(theme.panel))
            x, y, half = rect.center().x(), rect.center().y(), min(MARK_PX / 2, rect.height() / 2 + 1)
            painter.drawPolygon(
                QPolygonF(
                    [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
                )
            )
        if placed.label_px:
            self._paint_label(painter, placed, selected=selected)

    def _paint_bar(self, painter: QPainter, placed: Placed, rect: QRectF, *, selected: bool) -> None:
        """A bar; one that goes on is open at its end, one that began before the window at its beginning."""
        theme, item = self._theme, self._items[placed.items[0]]
        if placed.threads > 1:
            painter.fillRect(rect, QColor(theme.accent if selected else theme.quiet))
            return
        painter.fillRect(rect, QColor(theme.related))
        edge = QPen(QColor(theme.accent), 2) if selected else QPen(QColor(theme.quiet), 1)
        painter.setPen(edge)
        y0, y1 = rect.top() + 0.5, rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), y0), QPointF(rect.right(), y0))
        painter.drawLine(QPointF(rect.left(), y1), QPointF(rect.right(), y1))
        if not item.is_exact:
            painter.setPen(QPen(edge.color(), edge.widthF(), Qt.PenStyle.DotLine))
        if item.day.toordinal() >= self.window_of_time.first:
            painter.drawLine(QPointF(rect.left(), y0), QPointF(rect.left(), y1))
        painter.setPen(edge)
        if item.end is not None and item.end.toordinal() <= self.window_of_time.last:
            painter.drawLine(QPointF(rect.right(), y0), QPointF(rect.right(), y1))

    def _paint_label(self, painter: QPainter, placed: Placed, *, selected: bool) -> None:
        theme = self._theme
        painter.setPen(QColor(theme.accent if selected and not placed.is_bar else theme.text))
        top = self._top_px + self._row_px * placed.row
        room = QRectF(placed.label_x, top, placed.label_px + 1, self._row_px)
        text = self.fontMetrics().elidedText(
            placed.label, Qt.TextElideMode.ElideRight, int(placed.label_px) + 1
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    # hands

    def words_of(self, placed: Placed) -> str:
        """Tooltip: every event that a mark stands for, up to ten."""
        lines = [self._items[index].words for index in placed.items[:_TOLD_AT_ONCE]]
        rest = len(placed.items) - len(lines)
        return "\n".join([*lines, self._more.format(count=rest)] if rest else lines)

    def place_of(self, node: NodeRef) -> QPoint | None:
        """Middle of the mark that stands for ``node``; None when it is not in sight."""
        for plan in self._plan():
            for placed in plan.placed:
                if any(self._items[index].ref == node for index in placed.items):
                    return self._rect_of(placed).center().toPoint()
        return None

    def words_of_node(self, node: NodeRef | None) -> str:
        """The whole of the event that stands for ``node``; empty when there is none."""
        return next((item.words for item in self._items if node is not None and item.ref == node), "")

    def _choose(self, index: int) -> None:
        self._current = index
        item = self._items[index]
        self.setAccessibleDescription(item.words)
        self.update()
        if item.ref is not None:
            self.chosen.emit(item.ref)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged_from, self._has_dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is None:
            self.setCursor(
                Qt.CursorShape.PointingHandCursor
                if self._at(event.position())
                else Qt.CursorShape.ArrowCursor
            )
            return
        moved = event.position().x() - self._dragged_from.x()
        if self._has_dragged or abs(moved) > 3:
            self._has_dragged = True
            self.window_of_time.pan(self._day_at(self._dragged_from.x()) - self._day_at(event.position().x()))
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._dragged_from is None:
            return
        self._dragged_from = None
        placed = None if self._has_dragged else self._at(event.position())
        if placed is None:
            return
        members, turn = self._cycle
        turn = (turn + 1) % len(placed.items) if members == placed.items else 0
        self._cycle = (placed.items, turn)
        self._choose(placed.items[turn])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()) is None:
            self.window_of_time.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / _WHEEL_STEP or event.angleDelta().x() / _WHEEL_STEP
        window = self.window_of_time
        if event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
            window.pan(-steps * (window.last - window.first) / 10)
        elif self._wheel_zooms or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            window.zoom(_ZOOM_STEP**steps, self._day_at(event.position().x()))
        else:
            # the page scrolls
            event.ignore()
            return
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step_time(self.window_of_time, event):
            return
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and self._items:
            self._walk(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        self._current = min(max(self._current + step, 0), len(self._items) - 1)
        item = self._items[self._current]
        self.window_of_time.reveal(item.day)
        self.setAccessibleDescription(item.words)
        self.update()
        shown = next(
            (one for plan in self._plan() for one in plan.placed if self._current in one.items), None
        )
        if shown is not None:
            place = self._rect_of(shown).bottomLeft().toPoint() + QPoint(0, 2)
            QToolTip.showText(self.mapToGlobal(place), item.words, self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            placed = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words_of(placed) if placed else "", self)
            return True
        return super().event(event)


def step_time(window: TimeWindow, event: QKeyEvent) -> bool:
    """Zoom and pan by key: + and -, Shift+left and Shift+right, 0 for everything; False for any other key."""
    width = window.last - window.first
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        window.zoom(_ZOOM_STEP)
    elif key is Qt.Key.Key_Minus:
        window.zoom(1 / _ZOOM_STEP)
    elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
        window.reset()
    elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        window.pan(width / 10 if key is Qt.Key.Key_Right else -width / 10)
    else:
        return False
    return True
