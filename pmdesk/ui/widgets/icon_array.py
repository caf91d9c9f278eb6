"""A probability as people: one mark each, those with the outcome by shape and colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.ui.theme import DARK, Theme
from pmdesk.ui.widgets.frequency import frequency_words, natural_frequency

_COLUMNS = {100: 10, 1000: 50}
_CELL_PX = {100: 15.0, 1000: 7.5}
"""Of a mark and the space around it, at the base font."""
_BASE_LINE_PX = 19
_MOST_MARKS = 1000


class IconArray(QWidget):
    """10 x 10 marks, or 50 x 20 for small risks; a filled diamond has the outcome, a ring has not.

    The whole is one picture for a screen reader, with the sentence that it shows as its name.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme: Theme = DARK
        self._count, self._total = 0, 100
        self._is_favourable = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_probability(self, probability: float, theme: Theme, *, is_favourable: bool = False) -> None:
        """Draw a probability of 0..1; a good outcome is not in the colour that asks for a look."""
        self._is_favourable = is_favourable
        found = natural_frequency(probability)
        # one in ten thousand is less than one of the thousand marks that a page has room for
        self._total, self._theme = min(found.total, _MOST_MARKS), theme
        self._count = round(probability * self._total) if found.total > _MOST_MARKS else found.count
        if found.is_limit and found.count == 1:
            self._count = 0
        words = frequency_words(probability)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    @property
    def counts(self) -> tuple[int, int]:
        """Marks with the outcome, and marks in all."""
        return self._count, self._total

    def sizeHint(self) -> QSize:
        columns = _COLUMNS[self._total]
        cell = self._cell_px
        return QSize(round(columns * cell), round(self._total / columns * cell))

    @property
    def _cell_px(self) -> float:
        return _CELL_PX[self._total] * max(self.fontMetrics().height() / _BASE_LINE_PX, 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell, columns = self._cell_px, _COLUMNS[self._total]
        for number in range(self._total):
            center = QPointF((number % columns + 0.5) * cell, (number // columns + 0.5) * cell)
            filling = filling_of(self._theme, is_favourable=self._is_favourable)
            draw_mark(painter, center, cell * 0.4, self._theme, filling if number < self._count else None)


def filling_of(theme: Theme, *, is_favourable: bool) -> str:
    """Colour of those with the outcome."""
    return theme.text if is_favourable else theme.caution


def draw_mark(painter: QPainter, center: QPointF, reach: float, theme: Theme, filling: str | None) -> None:
    """One person: a filled diamond with the outcome, a ring (None) without."""
    if filling is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(filling))
        x, y = center.x(), center.y()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, y - reach * 1.15),
                    QPointF(x + reach * 1.15, y),
                    QPointF(x, y + reach * 1.15),
                    QPointF(x - reach * 1.15, y),
                ]
            )
        )
        return
    painter.setPen(QPen(QColor(theme.quiet), 1.0 if reach > 4 else 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = reach * 0.72
    painter.drawEllipse(center, ring, ring)


class LegendMark(QWidget):
    """The mark of a legend's line."""

    def __init__(
        self, *, has_outcome: bool, is_favourable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._has_outcome, self._is_favourable = has_outcome, is_favourable
        self._theme: Theme = DARK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center = QRectF(self.rect()).center()
        filling = filling_of(self._theme, is_favourable=self._is_favourable)
        draw_mark(painter, center, 5.0, self._theme, filling if self._has_outcome else None)
