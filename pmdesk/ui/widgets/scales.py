"""Small pictures of numbers: a probability with its interval, and a rating on the readers' scale."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.ui.theme import DARK, Theme

_BAR_HEIGHT_PX, _TRACK_PX = 16, 6
_SCALE_HEIGHT_PX, _DOT_PX, _MARK_PX = 14, 3.0, 9.0


class ProbabilityBar(QWidget):
    """0 to 100 % from left to right: the interval as a band, the value as a line across it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._value: float | None = None
        self._interval: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR_HEIGHT_PX)

    def show_value(self, value: float, interval: tuple[float, float] | None, theme: Theme) -> None:
        self._value, self._interval, self._theme = value, interval, theme
        self.update()

    def _x(self, share: float) -> float:
        return 1 + min(max(share, 0.0), 1.0) * (self.width() - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._value is None:
            return
        painter = QPainter(self)
        theme, middle = self._theme, self.height() / 2
        top = middle - _TRACK_PX / 2
        painter.fillRect(QRectF(0, top, self.width(), _TRACK_PX), QColor(theme.line))
        if self._interval is not None:
            low, high = (self._x(bound) for bound in self._interval)
            painter.fillRect(QRectF(low, top, max(high - low, 1.0), _TRACK_PX), QColor(theme.quiet))
        quarter = QColor(theme.panel)
        for share in (0.25, 0.5, 0.75):
            painter.fillRect(QRectF(round(self._x(share)), top, 1, _TRACK_PX), quarter)
        painter.fillRect(QRectF(self._x(self._value) - 1.5, 1, 3, self.height() - 2), QColor(theme.text))


class TraitScale(QWidget):
    """The ratings of a scale as dots, and where the mean lies; an estimate is an open ring, a statement is filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._range = (1, 5)
        self._rating: float | None = None
        self._estimate = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(56)

    def sizeHint(self) -> QSize:
        return QSize(80, _SCALE_HEIGHT_PX)

    def show_rating(
        self, rating: float | None, limits: tuple[int, int], theme: Theme, *, estimate: bool
    ) -> None:
        self._rating, self._range, self._theme, self._estimate = rating, limits, theme, estimate
        self.update()

    def _x(self, rating: float) -> float:
        low, high = self._range
        share = (min(max(rating, low), high) - low) / (high - low)
        return _MARK_PX / 2 + 1 + share * (self.width() - _MARK_PX - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, middle = self._theme, self.height() / 2
        low, high = self._range
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(self._x(low), middle), QPointF(self._x(high), middle))
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.quiet))
        for step in range(low, high + 1):
            painter.drawEllipse(QPointF(self._x(step), middle), _DOT_PX / 2, _DOT_PX / 2)
        if self._rating is None:
            return
        painter.setPen(QPen(QColor(theme.text), 1.75))
        painter.setBrush(QColor(theme.panel if self._estimate else theme.text))
        painter.drawEllipse(QPointF(self._x(self._rating), middle), _MARK_PX / 2 - 0.5, _MARK_PX / 2 - 0.5)
