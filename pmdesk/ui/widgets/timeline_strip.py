"""Everything dated about a patient on one line of time, in lanes."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.ui.theme import GRID_PX, Theme

_REACH_PX = 6


@dataclass(frozen=True, slots=True)
class StripEvent:
    """A mark in a lane; with ``end`` it is a bar."""

    lane: int
    day: date
    words: str
    ref: NodeRef | None = None
    end: date | None = None


class TimelineStrip(QWidget):
    """Marks of events; left and right walk from one to the next, Enter or a click selects it.

    Signals
    -------
    chosen(NodeRef)
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record.timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._lanes: tuple[str, ...] = ()
        self._events: tuple[StripEvent, ...] = ()
        self._current = -1
        self._selected: NodeRef | None = None
        self._related: frozenset[NodeRef] = frozenset()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_events(self, lanes: tuple[str, ...], events: tuple[StripEvent, ...]) -> None:
        """Show events; ``lane`` of an event is an index into the names of ``lanes``."""
        self._lanes = lanes
        self._events = tuple(sorted(events, key=lambda event: (event.day, event.lane)))
        self._current = -1
        self.updateGeometry()
        self.update()

    def set_marked(self, selected: NodeRef | None, related: frozenset[NodeRef]) -> None:
        self._selected, self._related = selected, related
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self._lane_px * len(self._lanes) + self._axis_px + GRID_PX)

    @property
    def _lane_px(self) -> int:
        return self.fontMetrics().height() + 2

    @property
    def _axis_px(self) -> int:
        return self.fontMetrics().height() + GRID_PX

    @property
    def _left_px(self) -> int:
        return (
            max((self.fontMetrics().horizontalAdvance(name) for name in self._lanes), default=0) + GRID_PX * 4
        )

    def _span(self) -> tuple[int, int]:
        days = [event.day.toordinal() for event in self._events]
        days += [event.end.toordinal() for event in self._events if event.end is not None]
        first, last = min(days), max(days)
        margin = max((last - first) // 30, 30)
        return first - margin, last + margin

    def _x(self, day: date) -> float:
        first, last = self._span()
        width = self.width() - self._left_px - GRID_PX * 2
        return self._left_px + (day.toordinal() - first) / (last - first) * width

    def _mark_of(self, event: StripEvent) -> QRectF:
        middle = self._lane_px * (event.lane + 0.5)
        left = self._x(event.day)
        right = self._x(event.end) if event.end is not None else left
        return QRectF(left - 4, middle - 4, right - left + 8, 8)

    def _at(self, place: QPointF) -> int:
        near = [
            (abs(self._mark_of(event).center().x() - place.x()), index)
            for index, event in enumerate(self._events)
            if self._mark_of(event).adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX).contains(place)
        ]
        return min(near)[1] if near else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        line, quiet = QColor(theme.line), QColor(theme.quiet)
        for lane, name in enumerate(self._lanes):
            top = self._lane_px * lane
            painter.setPen(quiet)
            painter.drawText(
                QRectF(0, top, self._left_px - GRID_PX * 2, self._lane_px),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                name,
            )
            painter.setPen(line)
            middle = round(top + self._lane_px / 2) + 0.5
            painter.drawLine(QPointF(self._left_px, middle), QPointF(self.width() - GRID_PX, middle))
        if not self._events:
            return
        self._paint_years(painter)
        for index, item in enumerate(self._events):
            self._paint_mark(painter, item, is_current=index == self._current and self.hasFocus())

    def _paint_years(self, painter: QPainter) -> None:
        first, last = (date.fromordinal(day).year for day in self._span())
        room = self.fontMetrics().horizontalAdvance("0000") + GRID_PX * 3
        width = max(self.width() - self._left_px, 1)
        step = next(
            (size for size in (1, 2, 5, 10, 20, 50) if (last - first + 1) / size * room <= width), 100
        )
        bottom = self._lane_px * len(self._lanes)
        painter.setPen(QColor(self._theme.quiet))
        for year in range(first - first % step, last + 1, step):
            x = self._x(date(max(year, 1), 1, 1))
            if self._left_px <= x <= self.width() - room:
                painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 3))
                painter.drawText(QPointF(x + 2, bottom + self.fontMetrics().ascent() + 3), str(year))

    def _paint_mark(self, painter: QPainter, item: StripEvent, *, is_current: bool) -> None:
        theme = self._theme
        mark = self._mark_of(item)
        selected = item.ref is not None and item.ref == self._selected
        color = QColor(theme.accent if selected or item.ref in self._related else theme.text)
        painter.setPen(QPen(QColor(theme.accent), 2) if selected or is_current else QPen(color, 1))
        if item.end is not None:
            painter.setBrush(QColor(theme.related))
            painter.drawRoundedRect(mark, 2, 2)
            return
        painter.setBrush(color)
        x, y = mark.center().x(), mark.center().y()
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4), QPointF(x - 4, y)])
        )

    def _choose(self, index: int) -> None:
        self._current = index
        item = self._events[index]
        self.setAccessibleDescription(item.words)
        self.update()
        if item.ref is not None:
            self.chosen.emit(item.ref)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if index >= 0:
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and self._events:
            self._current = min(max(self._current + step, 0), len(self._events) - 1)
            item = self._events[self._current]
            self.setAccessibleDescription(item.words)
            QToolTip.showText(self.mapToGlobal(self._mark_of(item).center().toPoint()), item.words, self)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._events[index].words if index >= 0 else "", self)
            return True
        return super().event(event)
