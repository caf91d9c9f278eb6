"""Draws what lies on a picture: outlines, diameters, crosshair, letters, scale bar and the words in the corners."""

from dataclasses import dataclass
from enum import Enum
from math import atan2, floor, hypot, log10

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from pmdesk.core.finding import ReviewStatus
from pmdesk.imaging.slicing import EdgeLetters
from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.view_state import AxisLine, FindingMark

TEXT_PX = 12
LETTER_PX = 14
MARGIN_PX = 8
CROSSHAIR_GAP_PX = 14
FILL_ALPHA = 64
_HALO = QColor(0, 0, 0, 190)
# offsets (px) of the dark copies under a text, faint ones first: light words must stand out on white lung walls too
_HALO_RINGS = (
    (
        QColor(0, 0, 0, 60),
        ((-2, 0), (2, 0), (0, -2), (0, 2), (-1.5, -1.5), (1.5, -1.5), (-1.5, 1.5), (1.5, 1.5)),
    ),
    (_HALO, ((-1, 0), (1, 0), (0, -1), (0, 1), (-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7))),
)
_SCALE_SHARE = 0.28


class Tone(Enum):
    """Weight of a line of text. The panes are black in both themes, so the dark theme's colours hold."""

    STRONG = QColor("#F2F4F6")
    PLAIN = QColor(DARK.text)
    QUIET = QColor("#A3ABB3")
    CAUTION = QColor(DARK.caution)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line in a corner."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, eq=False)
class HeatPicture:
    """A translucent picture under the outlines; ``place`` takes its pixels to plane mm."""

    image: QImage
    place: QTransform
    opacity: float


@dataclass(frozen=True, eq=False)
class Overlay:
    """All that is drawn over one picture; places in plane mm, words ready to show."""

    top_left: tuple[TextLine, ...] = ()
    bottom_left: tuple[TextLine, ...] = ()
    bottom_right: tuple[TextLine, ...] = ()
    letters: EdgeLetters | None = None
    cursor_mm: tuple[float, float] | None = None
    marks: tuple[FindingMark, ...] = ()
    axes: tuple[AxisLine, ...] = ()
    axis_labels: tuple[str, ...] = ()
    filled: bool = False
    heat: HeatPicture | None = None
    scale_bar: bool = False
    scale_units: tuple[str, str] = ("mm", "cm")
    message: str = ""


@dataclass(frozen=True, slots=True)
class PaneMapping:
    """Plane mm to logical pixels of the pane."""

    size: QSizeF
    center_mm: tuple[float, float]
    px_per_mm: float

    def to_px(self, x_mm: float, y_mm: float) -> QPointF:
        return QPointF(
            (x_mm - self.center_mm[0]) * self.px_per_mm + self.size.width() / 2,
            (y_mm - self.center_mm[1]) * self.px_per_mm + self.size.height() / 2,
        )

    def to_mm(self, point: QPointF) -> tuple[float, float]:
        return (
            (point.x() - self.size.width() / 2) / self.px_per_mm + self.center_mm[0],
            (point.y() - self.size.height() / 2) / self.px_per_mm + self.center_mm[1],
        )


def paint_overlay(painter: QPainter, overlay: Overlay, mapping: PaneMapping, font: QFont) -> None:
    """Draw an overlay into a pane; the painter works in logical pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if overlay.heat is not None:
        paint_heat(painter, overlay.heat, mapping)
    for mark in overlay.marks:
        _paint_mark(painter, mark, mapping, overlay.filled)
    if overlay.cursor_mm is not None:
        _paint_crosshair(painter, mapping.to_px(*overlay.cursor_mm), mapping.size)
    text_font = QFont(font)
    text_font.setPixelSize(TEXT_PX)
    painter.setFont(text_font)
    for mark in overlay.marks:
        _paint_tag(painter, mark, mapping, on_left=mark.selected and bool(overlay.axes))
    for line, label in zip(overlay.axes, overlay.axis_labels, strict=True):
        _paint_axis(painter, line, label, mapping)
    _paint_corners(painter, overlay, mapping.size)
    if overlay.scale_bar:
        _paint_scale_bar(painter, mapping, overlay.scale_units)
    if overlay.letters is not None:
        letter_font = QFont(font)
        letter_font.setPixelSize(LETTER_PX)
        letter_font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(letter_font)
        _paint_letters(painter, overlay.letters, mapping.size)
    if overlay.message:
        painter.setFont(text_font)
        _text(
            painter,
            QRectF(QPointF(0, 0), mapping.size),
            Qt.AlignmentFlag.AlignCenter,
            overlay.message,
            Tone.QUIET.value,
        )


def paint_heat(painter: QPainter, heat: HeatPicture, mapping: PaneMapping) -> None:
    """Draw a heat map as it lies on the plane."""
    size, scale = mapping.size, mapping.px_per_mm
    to_px = QTransform(
        scale,
        0,
        0,
        scale,
        size.width() / 2 - mapping.center_mm[0] * scale,
        size.height() / 2 - mapping.center_mm[1] * scale,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(heat.opacity)
    painter.setTransform(heat.place * to_px, True)
    painter.drawImage(QPointF(0, 0), heat.image)
    painter.restore()


def _text(painter: QPainter, box: QRectF, align: Qt.AlignmentFlag, text: str, color: QColor) -> None:
    """Text with a thin dark edge, legible on bone and on air."""
    flags = int(align) | int(Qt.TextFlag.TextDontClip)
    for shade, offsets in _HALO_RINGS:
        painter.setPen(shade)
        for dx, dy in offsets:
            painter.drawText(box.translated(dx, dy), flags, text)
    painter.setPen(color)
    painter.drawText(box, flags, text)


def mark_path(loops: tuple[NDArray[np.float64], ...], mapping: PaneMapping) -> QPainterPath:
    """Closed lines in plane mm as a path in pixels; holes stay open (odd-even)."""
    path = QPainterPath()
    offset = np.array([mapping.size.width(), mapping.size.height()]) / 2
    for loop in loops:
        points = (loop - mapping.center_mm) * mapping.px_per_mm + offset
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
        path.closeSubpath()
    return path


def _paint_mark(painter: QPainter, mark: FindingMark, mapping: PaneMapping, filled: bool) -> None:
    path = mark_path(mark.loops, mapping)
    color = DARK.finding_color(mark.number)
    rejected = mark.status is ReviewStatus.REJECTED
    if filled and not rejected:
        tint = QColor(color)
        tint.setAlpha(FILL_ALPHA)
        painter.fillPath(path, tint)
    width = 2.0 if mark.selected else 1.25
    if rejected:
        color = QColor(Tone.QUIET.value)
    elif mark.selected:
        color = color.lighter(125)
    else:
        color.setAlpha(185)
    under = QPen(QColor(0, 0, 0, 120), width + 1.5)
    pen = QPen(color, width)
    for one in (under, pen):
        one.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if rejected:
            one.setDashPattern([4.0, 4.0] if one is pen else [4.0 * width / (width + 1.5)] * 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, under)
    painter.strokePath(path, pen)


def _paint_tag(painter: QPainter, mark: FindingMark, mapping: PaneMapping, *, on_left: bool) -> None:
    """The finding's number beside its outline; a small amber triangle says that nobody has reviewed it.

    It stands at the upper right, or at the upper left where the lengths of the diameters stand at the right.
    """
    points = np.concatenate(mark.loops)
    across = -points[:, 0] if on_left else points[:, 0]
    corner = mapping.to_px(*points[np.argmax(across - points[:, 1])].tolist())
    metrics = QFontMetricsF(painter.font())
    text = str(mark.number)
    width, height = metrics.horizontalAdvance(text), metrics.height()
    total = width + (11.5 if mark.status is ReviewStatus.UNREVIEWED else 0)
    box = QRectF(
        corner.x() - total - 3 if on_left else corner.x() + 3, corner.y() - height + 3, width, height
    )
    color = DARK.finding_color(mark.number)
    if mark.status is ReviewStatus.REJECTED:
        color = QColor(Tone.QUIET.value)
    _text(painter, box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text, color)
    if mark.status is ReviewStatus.UNREVIEWED:
        x, y = box.right() + 3.5, box.center().y()
        triangle = QPolygonF([QPointF(x, y + 3.5), QPointF(x + 8, y + 3.5), QPointF(x + 4, y - 3.5)])
        painter.setPen(QPen(_HALO, 1.0))
        painter.setBrush(Tone.CAUTION.value)
        painter.drawPolygon(triangle)


def _paint_crosshair(painter: QPainter, at: QPointF, size: QSizeF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    ratio = painter.device().devicePixelRatio()
    # the middle of a device pixel, so that the line is one sharp row of them
    x = (floor(at.x() * ratio) + 0.5) / ratio
    y = (floor(at.y() * ratio) + 0.5) / ratio
    gap = CROSSHAIR_GAP_PX
    pen = QPen(QColor(213, 218, 223, 120), 1.0)
    pen.setCosmetic(True)
    painter.setPen(pen)
    for start, end in (
        (QPointF(0, y), QPointF(x - gap, y)),
        (QPointF(x + gap, y), QPointF(size.width(), y)),
        (QPointF(x, 0), QPointF(x, y - gap)),
        (QPointF(x, y + gap), QPointF(x, size.height())),
    ):
        if end.x() >= start.x() and end.y() >= start.y():
            painter.drawLine(start, end)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _paint_axis(painter: QPainter, line: AxisLine, label: str, mapping: PaneMapping) -> None:
    """A diameter with short bars at its ends, its length written past the end that lies further right."""
    start, end = mapping.to_px(*line.start_mm), mapping.to_px(*line.end_mm)
    if start.x() > end.x():
        start, end = end, start
    angle = atan2(end.y() - start.y(), end.x() - start.x())
    length = hypot(end.x() - start.x(), end.y() - start.y())
    for pen in (QPen(QColor(0, 0, 0, 150), 3.0), QPen(DARK.finding_color(line.number).lighter(140), 1.25)):
        painter.setPen(pen)
        painter.save()
        painter.translate(start)
        painter.rotate(np.rad2deg(angle))
        painter.drawLine(QPointF(0, 0), QPointF(length, 0))
        painter.drawLine(QPointF(0, -3), QPointF(0, 3))
        painter.drawLine(QPointF(length, -3), QPointF(length, 3))
        painter.restore()
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(label), metrics.height()
    direction = ((end.x() - start.x()) / max(length, 1e-6), (end.y() - start.y()) / max(length, 1e-6))
    middle = QPointF(
        end.x() + direction[0] * 6 + direction[0] * width / 2, end.y() + direction[1] * (6 + height / 2)
    )
    box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    _text(painter, box, Qt.AlignmentFlag.AlignCenter, label, Tone.STRONG.value)


def corner_line_px(font: QFont) -> float:
    """Height of a line of words in a corner, for a pane with this font."""
    text_font = QFont(font)
    text_font.setPixelSize(TEXT_PX)
    return QFontMetricsF(text_font).height() + 1


def _paint_corners(painter: QPainter, overlay: Overlay, size: QSizeF) -> None:
    height = corner_line_px(painter.font())
    whole = QRectF(QPointF(0, 0), size).adjusted(MARGIN_PX, MARGIN_PX - 2, -MARGIN_PX, -MARGIN_PX + 2)
    for number, line in enumerate(overlay.top_left):
        box = QRectF(whole.left(), whole.top() + number * height, whole.width(), height)
        _text(painter, box, Qt.AlignmentFlag.AlignLeft, line.text, line.tone.value)
    for lines, align in (
        (overlay.bottom_left, Qt.AlignmentFlag.AlignLeft),
        (overlay.bottom_right, Qt.AlignmentFlag.AlignRight),
    ):
        for number, line in enumerate(reversed(lines)):
            box = QRectF(whole.left(), whole.bottom() - (number + 1) * height, whole.width(), height)
            _text(painter, box, align, line.text, line.tone.value)


def scale_length_mm(px_per_mm: float, available_px: float) -> float:
    """The longest of 1, 2, 5 times a power of ten millimetres that fits."""
    limit = available_px / px_per_mm
    power = 10.0 ** floor(log10(limit))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= limit * (1 + 1e-9))


def scale_label(length_mm: float, units: tuple[str, str]) -> str:
    """Length of the scale bar in mm below a centimetre, else in cm."""
    if length_mm < 10:
        return f"{length_mm:g} {units[0]}"
    return f"{length_mm / 10:g} {units[1]}"


def _paint_scale_bar(painter: QPainter, mapping: PaneMapping, units: tuple[str, str]) -> None:
    length_mm = scale_length_mm(mapping.px_per_mm, mapping.size.width() * _SCALE_SHARE)
    length = length_mm * mapping.px_per_mm
    ratio = painter.device().devicePixelRatio()
    right = mapping.size.width() - MARGIN_PX - 0.5
    y = (floor((mapping.size.height() - MARGIN_PX - 2) * ratio) + 0.5) / ratio
    path = QPainterPath(QPointF(right - length, y - 5))
    path.lineTo(right - length, y)
    path.lineTo(right, y)
    path.lineTo(right, y - 5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_HALO, 3.0), QPen(Tone.PLAIN.value, 1.0)):
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.strokePath(path, pen)
    height = QFontMetricsF(painter.font()).height()
    box = QRectF(right - max(length, 80), y - 4 - height, max(length, 80), height)
    align = Qt.AlignmentFlag.AlignHCenter if length >= 80 else Qt.AlignmentFlag.AlignRight
    _text(painter, box, align, scale_label(length_mm, units), Tone.PLAIN.value)


def _paint_letters(painter: QPainter, letters: EdgeLetters, size: QSizeF) -> None:
    box = QRectF(QPointF(0, 0), size).adjusted(MARGIN_PX, MARGIN_PX - 3, -MARGIN_PX, -MARGIN_PX + 3)
    middle, center = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter
    for text, align in (
        (letters.left, Qt.AlignmentFlag.AlignLeft | middle),
        (letters.right, Qt.AlignmentFlag.AlignRight | middle),
        (letters.top, Qt.AlignmentFlag.AlignTop | center),
        (letters.bottom, Qt.AlignmentFlag.AlignBottom | center),
    ):
        _text(painter, box, align, text, Tone.STRONG.value)
