"""Paints a planned timeline: axis, lanes, marked days, bars and marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

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
)


@dataclass(frozen=True)
class TimelineGeometry:
    """Where days and rows lie, in logical pixels."""

    window: TimeWindow
    left_px: float
    """Where time begins, right of the names of the lanes."""
    right_px: float
    top_px: float
    row_px: float

    def x_of(self, day: float) -> float:
        """Pixel of a day (ordinal with fractions)."""
        share = (day - self.window.first) / max(self.window.last - self.window.first, 1e-6)
        return self.left_px + share * (self.right_px - self.left_px)

    def day_at(self, x: float) -> float:
        share = (x - self.left_px) / max(self.right_px - self.left_px, 1.0)
        return self.window.first + share * (self.window.last - self.window.first)

    def rect_of(self, placed: Placed) -> QRectF:
        top = self.top_px + self.row_px * placed.row
        room = self.row_px - 4.0
        if placed.threads > 1:
            line = room / placed.threads
            return QRectF(placed.left, top + 2 + line * placed.thread, placed.right - placed.left, line - 1)
        height = room if placed.is_bar else MARK_PX
        middle = top + self.row_px / 2
        return QRectF(placed.left, middle - height / 2, placed.right - placed.left, height)


@dataclass(frozen=True)
class TimelineScene:
    """What there is to see."""

    lanes: Sequence[Lane]
    items: Sequence[TimelineItem]
    days: Sequence[LaneDays]
    plans: Sequence[LanePlan]
    notes: Mapping[int, str]
    """What a lane says besides its events."""
    markers: Sequence[tuple[date, str]]
    nothing: str
    """What an empty lane says."""
    more: str
    """How events without a row of their own are counted (``{count}``)."""
    marked: set[int]
    """Places in ``items`` of what is selected; ``linked``: of what belongs to it; ``partial``: of dates not exact."""
    linked: set[int]
    partial: set[int]
    current: int
    """Place of the item that the keyboard stands on; -1 for none."""

    @property
    def rows(self) -> int:
        return sum(plan.rows for plan in self.plans)


class TimelinePainter:
    """Paints one scene into a widget of ``width`` x ``height`` logical pixels."""

    def __init__(
        self,
        scene: TimelineScene,
        geometry: TimelineGeometry,
        theme: Theme,
        metrics: QFontMetrics,
        size: tuple[int, int],
    ) -> None:
        self._scene, self._geometry, self._theme = scene, geometry, theme
        self._metrics = metrics
        self._width, self._height = size

    def paint(self, painter: QPainter) -> None:
        scene, left = self._scene, self._geometry.left_px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        for number, plan in enumerate(scene.plans):
            self._paint_lane(painter, number, plan)
        self._paint_markers(painter)
        painter.setClipRect(QRectF(left - MARK_PX, 0, self._width - left + MARK_PX, self._height))
        for plan in scene.plans:
            for placed in plan.placed:
                self._paint_placed(painter, placed)

    def _paint_axis(self, painter: QPainter) -> None:
        window, theme = self._geometry.window, self._theme
        metrics = self._metrics
        room = metrics.horizontalAdvance("2021-05") + GRID_PX * 4
        bottom = self._geometry.top_px + self._geometry.row_px * self._scene.rows
        ticks = time_ticks(window.first, window.last, self._geometry.right_px - self._geometry.left_px, room)
        for tick in ticks:
            x = round(self._geometry.x_of(tick.day)) + 0.5
            painter.setPen(QPen(QColor(theme.raised), 1))
            painter.drawLine(QPointF(x, self._geometry.top_px), QPointF(x, bottom))
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 3))
            if x + metrics.horizontalAdvance(tick.label) <= self._width:
                painter.setPen(QColor(theme.quiet))
                painter.drawText(QPointF(x + 3, bottom + metrics.ascent() + 2), tick.label)

    def _paint_lane(self, painter: QPainter, number: int, plan: LanePlan) -> None:
        lane = self._scene.lanes[number]
        theme, top = self._theme, self._geometry.top_px + self._geometry.row_px * plan.first_row
        painter.setPen(QPen(QColor(theme.line), 1))
        bottom = round(top + self._geometry.row_px * plan.rows) + 0.5
        painter.drawLine(QPointF(0, bottom), QPointF(self._width, bottom))
        painter.setPen(QColor(theme.quiet))
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(
            QRectF(0, top, self._geometry.left_px - GRID_PX * 2, self._geometry.row_px), align, lane.name
        )
        words = self._scene.notes.get(number, "")
        if plan.hidden and plan.rows > 1:
            words = self._scene.more.format(count=plan.hidden)
            painter.drawText(
                QRectF(
                    0,
                    bottom - self._geometry.row_px,
                    self._geometry.left_px - GRID_PX * 2,
                    self._geometry.row_px,
                ),
                align,
                words,
            )
            return
        if not words and not len(self._scene.days[number].index):
            words = self._scene.nothing
        if words and not plan.placed:
            painter.drawText(
                QRectF(
                    self._geometry.left_px, top, self._width - self._geometry.left_px, self._geometry.row_px
                ),
                align,
                words,
            )

    def _paint_markers(self, painter: QPainter) -> None:
        metrics, theme = self._metrics, self._theme
        bottom = self._geometry.top_px + self._geometry.row_px * self._scene.rows
        free_from = self._geometry.left_px - MARK_PX
        for day, name in sorted(self._scene.markers):
            x = round(self._geometry.x_of(day.toordinal())) + 0.5
            if not self._geometry.left_px <= x <= self._geometry.right_px + 1:
                continue
            painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, self._geometry.top_px), QPointF(x, bottom))
            width = metrics.horizontalAdvance(name)
            left = min(max(x - width / 2, free_from), self._width - width - 1.0)
            if left >= free_from:
                painter.setPen(QColor(theme.accent))
                painter.drawText(QPointF(left, metrics.ascent() + 1), name)
                free_from = left + width + GRID_PX * 2

    def _paint_placed(self, painter: QPainter, placed: Placed) -> None:
        theme, rect = self._theme, self._geometry.rect_of(placed)
        selected = not self._scene.marked.isdisjoint(placed.items)
        linked = selected or not self._scene.linked.isdisjoint(placed.items)
        is_current = self._scene.current in placed.items
        kind = self._scene.lanes[self._scene.items[placed.items[0]].lane].kind
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
            exact = self._scene.partial.isdisjoint(placed.items)
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
        theme, item = self._theme, self._scene.items[placed.items[0]]
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
        if item.day.toordinal() >= self._geometry.window.first:
            painter.drawLine(QPointF(rect.left(), y0), QPointF(rect.left(), y1))
        painter.setPen(edge)
        if item.end is not None and item.end.toordinal() <= self._geometry.window.last:
            painter.drawLine(QPointF(rect.right(), y0), QPointF(rect.right(), y1))

    def _paint_label(self, painter: QPainter, placed: Placed, *, selected: bool) -> None:
        theme = self._theme
        painter.setPen(QColor(theme.accent if selected and not placed.is_bar else theme.text))
        top = self._geometry.top_px + self._geometry.row_px * placed.row
        room = QRectF(placed.label_x, top, placed.label_px + 1, self._geometry.row_px)
        text = self._metrics.elidedText(placed.label, Qt.TextElideMode.ElideRight, int(placed.label_px) + 1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
