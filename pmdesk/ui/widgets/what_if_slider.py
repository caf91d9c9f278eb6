"""A slider over the values that a model takes, with marks where the patient stands and where the model learnt."""

from math import ceil, exp, floor, log, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.theme import DARK, Theme

_MOST_STEPS = 200
_LOG_FROM_RATIO = 60.0
_MARK_PX = 5
_SEEN_PX = 2
_PALE = 0.4


class ValueScale:
    """Slider positions 0..steps and the values they stand for.

    Steps are round numbers (1, 2 or 5 times a power of ten); a range over more than a factor of sixty is logarithmic.

    Parameters
    ----------
    low, high
        Ends of the range, both included; ``low`` < ``high``.
    whole
        Steps of whole numbers only.
    """

    def __init__(self, low: float, high: float, *, whole: bool = False) -> None:
        self.low, self.high, self.whole = low, high, whole
        self._is_log = low > 0 and high / low > _LOG_FROM_RATIO
        self.step = max(_round_step((high - low) / _MOST_STEPS), 1.0 if whole else 0.0)
        self.steps = _MOST_STEPS if self._is_log else max(ceil((high - low) / self.step - 1e-9), 1)

    def value(self, position: int) -> float:
        """Value of a slider position, kept inside the range."""
        if self._is_log:
            share = position / self.steps
            value = exp(log(self.low) + share * (log(self.high) - log(self.low)))
            value = round(value) if self.whole else float(f"{value:.3g}")
        else:
            # decimals of a step times a whole number are cut off where they are noise
            value = round(self.low + position * self.step, 10)
        return float(min(max(value, self.low), self.high))

    def share(self, value: float) -> float:
        """Where a value lies, 0..1."""
        inside = min(max(value, self.low), self.high)
        if self._is_log:
            return (log(inside) - log(self.low)) / (log(self.high) - log(self.low))
        return min((inside - self.low) / (self.step * self.steps), 1.0)

    def position(self, value: float) -> int:
        """The slider position nearest to a value."""
        return round(self.share(value) * self.steps)


class WhatIfSlider(QWidget):
    """A horizontal slider; a triangle under it marks the patient's own value.

    Parameters
    ----------
    original
        Where it begins: the patient's value, or a middle one.
    has_original
        False: the patient's value is not known, and nothing is marked.
    seen
        Range of the values that a learned model learnt from; a line under the slider marks it.

    Signals
    -------
    moved(float)
        The user chose another value; not sent by `set_value`.
    focused()
        The slider has the keyboard or was pressed.
    """

    moved = Signal(float)
    focused = Signal()

    def __init__(
        self,
        name: str,
        scale: ValueScale,
        original: float,
        parent: QWidget | None = None,
        *,
        has_original: bool = True,
        seen: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._scale, self._original = scale, original
        self._has_original, self._seen = has_original, seen
        self._theme: Theme = DARK
        self._value = original
        self._following = False
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setObjectName(f"{name}.slider")
        self.slider.setRange(0, scale.steps)
        self.slider.setPageStep(max(scale.steps // 10, 1))
        self.slider.valueChanged.connect(self._changed)
        self.slider.focused.connect(self.focused)
        self._pale = QGraphicsOpacityEffect(self.slider)
        self._pale.setOpacity(_PALE)
        self._pale.setEnabled(False)
        self.slider.setGraphicsEffect(self._pale)
        self.setFocusProxy(self.slider)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _MARK_PX + 1)
        column.setSpacing(0)
        column.addWidget(self.slider)
        self.set_value(original)

    @property
    def value(self) -> float:
        return self._value

    @property
    def original(self) -> float:
        """Where it began."""
        return self._original

    @property
    def seen_px(self) -> tuple[float, float] | None:
        """Ends of the line that marks the training, in pixels from the left."""
        if self._seen is None:
            return None
        first, last = (self.slider.x_of(self._scale.position(end)) for end in self._seen)
        return first, last

    def set_known(self, known: bool) -> None:
        """False: the slider is pale, as nothing of it is in use; it can still be moved."""
        self._pale.setEnabled(not known)

    def set_value(self, value: float) -> None:
        """Put the slider to a value without sending `moved`; the value is kept exactly."""
        self._following = True
        self.slider.setValue(self._scale.position(value))
        self._following = False
        self._value = value

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.slider.sizeHint().height() + _MARK_PX + 1)

    def _changed(self, position: int) -> None:
        if not self._following:
            # back on the patient's own place the value is the patient's, not the nearest step
            at_home = self._has_original and position == self._scale.position(self._original)
            self._value = self._original if at_home else self._scale.value(position)
            self.moved.emit(self._value)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        seen = self.seen_px
        if seen is not None:
            painter.setBrush(QColor(self._theme.quiet))
            painter.drawRect(
                QRectF(
                    seen[0],
                    self.slider.geometry().bottom() + _MARK_PX - _SEEN_PX,
                    seen[1] - seen[0],
                    _SEEN_PX,
                )
            )
        if not self._has_original:
            return
        painter.setBrush(QColor(self._theme.text))
        x = self.slider.x_of(self._scale.position(self._original))
        top = self.slider.geometry().bottom()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, top),
                    QPointF(x + _MARK_PX, top + _MARK_PX + 1),
                    QPointF(x - _MARK_PX, top + _MARK_PX + 1),
                ]
            )
        )


class _Slider(QSlider):
    """The wheel scrolls the page under it and never moves a value by accident."""

    focused = Signal()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event) -> None:
        self.focused.emit()
        super().mousePressEvent(event)

    def x_of(self, position: int) -> float:
        """Middle of the handle, in pixels, when the slider stands at ``position``."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        option.sliderPosition = position
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        return handle.center().x() + 0.5


def _round_step(step: float) -> float:
    """The next step up of the form 1, 2 or 5 times a power of ten."""
    if step <= 0:
        return 1.0
    power = 10.0 ** floor(log10(step))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= step * (1 - 1e-9))
