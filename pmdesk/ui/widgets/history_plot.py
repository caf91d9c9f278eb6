"""A score over the years: points in time, the line between them, and what changed at each."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pmdesk.ui.theme import DARK, GRID_PX, Theme
from pmdesk.ui.widgets.axis_ticks import ticks
from pmdesk.ui.widgets.clinical_numbers import quantity

_REACH_PX = 9
_DOT_PX = 4.5


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """One point; ``value`` is a probability of 0..1 or a number in the score's unit, ``words`` say what changed."""

    day: date
    value: float
    words: str
    has_changed: bool = True


class HistoryPlot(QWidget):
    """Left and right walk from point to point, and a screen reader hears each.

    Signals
    -------
    chosen(int)
        Number of the point that was clicked or walked to.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme: Theme = DARK
        self._marks: tuple[HistoryMark, ...] = ()
        self._is_percent = True
        self._ticks: tuple[float, ...] = ()
        self._current = -1

    @property
    def marks(self) -> tuple[HistoryMark, ...]:
        return self._marks

    def show_marks(self, marks: tuple[HistoryMark, ...], theme: Theme, *, is_percent: bool) -> None:
        """Draw points in the order of their days."""
        self._marks = tuple(sorted(marks, key=lambda mark: mark.day))
        self._theme, self._is_percent = theme, is_percent
        self._ticks = self._find_ticks() if marks else ()
        self._current = -1
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.fontMetrics().height() * 9)

    # geometry

    @property
    def _scale(self) -> float:
        return 100.0 if self._is_percent else 1.0

    def _levels(self) -> tuple[float, ...]:
        return self._ticks

    def _find_ticks(self) -> tuple[float, ...]:
        values = [mark.value * self._scale for mark in self._marks]
        low, high = 0.0 if self._is_percent else min(values), max(values)
        if high <= low:
            # a course without change lies in the middle of a scale that people read, not on one of 18, 18, 18
            reach = max(abs(high) * 0.1, 1.0)
            low, high = max(low - reach, 0.0) if low >= 0 else low - reach, high + reach
        return ticks(low, high, 4)

    def _label(self, level: float) -> str:
        return f"{quantity(round(level, 6))} %" if self._is_percent else quantity(round(level, 6))

    def _area(self) -> QRectF:
        metrics = self.fontMetrics()
        left = max(metrics.horizontalAdvance(self._label(level)) for level in self._levels()) + GRID_PX * 2
        top = metrics.height() / 2
        return QRectF(
            left, top, self.width() - left - GRID_PX * 6, self.height() - top - metrics.height() - GRID_PX
        )

    def _days(self) -> tuple[int, int]:
        first, last = self._marks[0].day.toordinal(), self._marks[-1].day.toordinal()
        margin = max((last - first) // 25, 15)
        return first - margin, last + margin

    def _place(self, area: QRectF, day: int, value: float) -> QPointF:
        first, last = self._days()
        levels = self._levels()
        up = (value * self._scale - levels[0]) / (levels[-1] - levels[0])
        return QPointF(
            area.left() + (day - first) / (last - first) * area.width(), area.bottom() - up * area.height()
        )

    def place_of(self, number: int) -> QPointF:
        """Where a point lies in the widget."""
        return self._places(self._area())[number]

    def _places(self, area: QRectF) -> list[QPointF]:
        return [self._place(area, mark.day.toordinal(), mark.value) for mark in self._marks]

    def _at(self, place: QPointF) -> int:
        if not self._marks:
            return -1
        near = [
            ((there - place).manhattanLength(), number)
            for number, there in enumerate(self._places(self._area()))
        ]
        found = min(near, default=(_REACH_PX + 1.0, -1))
        return found[1] if found[0] <= _REACH_PX else -1

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_axes(painter, area)
        places = self._places(area)
        painter.setPen(QPen(QColor(self._theme.quiet), 1.25))
        for before, after in pairwise(places):
            painter.drawLine(before, after)
        for number, (mark, place) in enumerate(zip(self._marks, places, strict=True)):
            chosen = number == self._current
            color = QColor(self._theme.accent if chosen else self._theme.text)
            painter.setPen(QPen(color, 1.75))
            painter.setBrush(color if mark.has_changed else QColor(self._theme.panel))
            painter.drawEllipse(place, _DOT_PX, _DOT_PX)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        metrics = self.fontMetrics()
        for level in self._levels():
            y = round(self._place(area, self._days()[0], level / self._scale).y()) + 0.5
            painter.setPen(QColor(self._theme.line))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self._theme.quiet))
            painter.drawText(
                QRectF(0, y - metrics.height() / 2, area.left() - GRID_PX, metrics.height()),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                self._label(level),
            )
        room = metrics.horizontalAdvance("0000-00-00") + GRID_PX * 4
        # dates of the points themselves, as many as have room
        free_from = -float(room)
        for mark in self._marks:
            x = self._place(area, mark.day.toordinal(), 0.0).x()
            text = mark.day.isoformat()
            left = min(
                max(x - metrics.horizontalAdvance(text) / 2, 0),
                self.width() - metrics.horizontalAdvance(text),
            )
            if left >= free_from:
                painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
                painter.drawText(QPointF(left, self.height() - metrics.descent()), text)
                free_from = left + room

    # hands

    def _choose(self, number: int) -> None:
        self._current = number
        self.setAccessibleDescription(self._marks[number].words)
        self.update()
        self.chosen.emit(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number >= 0:
            self._choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and self._marks:
            self._choose(min(max(self._current + step, 0), len(self._marks) - 1))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._marks[number].words if number >= 0 else "", self)
            return True
        return super().event(event)
