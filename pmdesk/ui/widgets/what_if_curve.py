"""How a number follows one input: a curve, where the patient stands, and where the trial stands."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.ui.theme import DARK, GRID_PX, Theme
from pmdesk.ui.widgets.axis_ticks import ticks
from pmdesk.ui.widgets.clinical_numbers import quantity

_LINE_PX = 1.75


class WhatIfCurve(QWidget):
    """A line over one input; ``y`` is a probability (0..1) or a number in the score's unit."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme: Theme = DARK
        self._points: tuple[tuple[float, float], ...] = ()
        self._original: tuple[float, float] | None = None
        self._trial: tuple[float, float] | None = None
        self._title = ""
        self._is_percent = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        return self._points

    def show_curve(
        self,
        points: tuple[tuple[float, float], ...],
        title: str,
        theme: Theme,
        *,
        is_percent: bool,
    ) -> None:
        """Draw a curve.

        Parameters
        ----------
        points
            (value of the input, result), in rising order of the input; empty draws nothing.
        title
            Name and unit of the input.
        is_percent
            True: the results are probabilities of 0..1.
        """
        self._points, self._title, self._theme, self._is_percent = points, title, theme, is_percent
        self.setAccessibleName(title)
        self.update()

    def show_marks(self, original: tuple[float, float] | None, trial: tuple[float, float] | None) -> None:
        """Mark the patient (ring) and the trial (filled)."""
        self._original, self._trial = original, trial
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.fontMetrics().height() * 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_axes(painter, area)
        path = QPainterPath(self._place(area, *self._points[0]))
        for x, y in self._points[1:]:
            path.lineTo(self._place(area, x, y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.text), _LINE_PX))
        painter.drawPath(path)
        for mark, color, filled in (
            (self._original, self._theme.text, False),
            (self._trial, self._theme.caution, True),
        ):
            if mark is not None:
                painter.setPen(QPen(QColor(color), 2))
                painter.setBrush(QColor(color if filled else self._theme.panel))
                painter.drawEllipse(self._place(area, *mark), 4.5, 4.5)

    # geometry

    def _scale(self) -> float:
        return 100.0 if self._is_percent else 1.0

    def _y_ticks(self) -> tuple[float, ...]:
        results = [y * self._scale() for _, y in self._points]
        low = 0.0 if self._is_percent else min(results)
        return ticks(low, max(max(results), low + 1e-9), 4)

    def _area(self) -> QRectF:
        metrics = self.fontMetrics()
        left = max(metrics.horizontalAdvance(self._label(y)) for y in self._y_ticks()) + GRID_PX * 2
        bottom = metrics.height() * 2 + GRID_PX
        top = metrics.height() / 2
        return QRectF(left, top, self.width() - left - GRID_PX * 4, self.height() - top - bottom)

    def _label(self, y: float) -> str:
        return f"{quantity(round(y, 6))} %" if self._is_percent else quantity(round(y, 6))

    def _place(self, area: QRectF, x: float, y: float) -> QPointF:
        first, last = self._points[0][0], self._points[-1][0]
        levels = self._y_ticks()
        low, high = levels[0], levels[-1]
        across = (min(max(x, first), last) - first) / (last - first) if last > first else 0.5
        up = (y * self._scale() - low) / (high - low) if high > low else 0.5
        return QPointF(
            area.left() + across * area.width(), area.bottom() - min(max(up, 0.0), 1.0) * area.height()
        )

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        metrics, scale = self.fontMetrics(), self._scale()
        line, quiet = QColor(self._theme.line), QColor(self._theme.quiet)
        for level in self._y_ticks():
            y = round(self._place(area, self._points[0][0], level / scale).y()) + 0.5
            painter.setPen(line)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(quiet)
            painter.drawText(
                QRectF(0, y - metrics.height() / 2, area.left() - GRID_PX, metrics.height()),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                self._label(level),
            )
        first, last = self._points[0][0], self._points[-1][0]
        for value in ticks(first, last, 5):
            if not first <= value <= last:
                continue
            x = self._place(area, value, 0.0).x()
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            text = quantity(round(value, 6))
            width = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x - width / 2, area.bottom() + metrics.height()), text)
        painter.drawText(
            QRectF(area.left(), self.height() - metrics.height(), area.width(), metrics.height()),
            int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter),
            metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, int(area.width())),
        )
