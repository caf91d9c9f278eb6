"""Everything dated about a patient along one line of time, in lanes, with zoom and pan."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.time_window import TimeWindow
from pmdesk.ui.widgets.timeline_layout import (
    Lane,
    LaneDays,
    LanePlan,
    Placed,
    TimelineItem,
    lane_days,
    plan_timeline,
)
from pmdesk.ui.widgets.timeline_painter import TimelineGeometry, TimelinePainter, TimelineScene

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

    @property
    def _geometry(self) -> TimelineGeometry:
        return TimelineGeometry(
            self.window_of_time, self.left_px, self._right_px, float(self._top_px), float(self._row_px)
        )

    def x_of(self, day: float) -> float:
        """Pixel of a day (ordinal with fractions)."""
        return self._geometry.x_of(day)

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
                self._geometry.x_of,
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

    def _at(self, place: QPointF) -> Placed | None:
        near: list[tuple[float, int, Placed]] = []
        geometry = self._geometry
        for plan in self._plan():
            for number, placed in enumerate(plan.placed):
                rect = geometry.rect_of(placed)
                reach = rect.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
                if placed.label_px:
                    reach.setRight(max(reach.right(), placed.label_x + placed.label_px))
                if reach.contains(place):
                    near.append((abs(rect.center().x() - place.x()), number, placed))
        return min(near)[2] if near else None

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = TimelineScene(
            lanes=self._lanes,
            items=self._items,
            days=self._days,
            plans=self._plan(),
            notes=self._notes,
            markers=self._markers,
            nothing=self._nothing,
            more=self._more,
            marked=self._marked,
            linked=self._linked,
            partial=self._partial,
            current=self._current if self.hasFocus() else -1,
        )
        size = (self.width(), self.height())
        painter = QPainter(self)
        TimelinePainter(scene, self._geometry, self._theme, self.fontMetrics(), size).paint(painter)
        painter.end()

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
                    return self._geometry.rect_of(placed).center().toPoint()
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
            self.window_of_time.pan(
                self._geometry.day_at(self._dragged_from.x()) - self._geometry.day_at(event.position().x())
            )
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
            window.zoom(_ZOOM_STEP**steps, self._geometry.day_at(event.position().x()))
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
            place = self._geometry.rect_of(shown).bottomLeft().toPoint() + QPoint(0, 2)
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
