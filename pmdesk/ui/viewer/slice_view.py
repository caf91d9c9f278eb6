"""One pane: shows a grey picture with an overlay and says what the hands did. It decides nothing."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.overlay_painter import Overlay, PaneMapping, corner_line_px, mark_path, paint_overlay

WHEEL_STEP = 120
ZOOM_PER_STEP = 1.15


class _GrayItem(pg.ImageItem):
    """Image item that interpolates between pixels when asked to."""

    def __init__(self) -> None:
        super().__init__(axisOrder="row-major")
        self.smooth = True

    def paint(self, painter: QPainter, *args: object) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.smooth)
        super().paint(painter, *args)


class SliceView(pg.GraphicsView):
    """A black pane with one picture in true proportions.

    All places are plane mm (see `pmdesk.imaging.slicing`).

    Signals
    -------
    scrolled(int)
        Wheel steps; positive is "next".
    slab_scrolled(int)
        Wheel steps with Shift; positive is thicker.
    zoomed(float, object)
        Factor, and the place that should stay where it is.
    pointed(object), dragged(object)
        Left button pressed at, or moved to, a place.
    window_dragged(float, float)
        Pixels right and down with the right button.
    panned(float, float)
        Millimetres right and down with the middle button.
    hovered(object)
        The place under the mouse, or None.
    maximise_requested(), menu_requested(QPoint), activated(), shown()
        Double click; right click without a drag (global position); focus came; the pane became visible.
    resized(), rearranged()
        The pane has another size; the picture, or what is drawn over it, has another place in it.
    """

    scrolled = Signal(int)
    slab_scrolled = Signal(int)
    zoomed = Signal(float, object)
    pointed = Signal(object)
    dragged = Signal(object)
    window_dragged = Signal(float, float)
    panned = Signal(float, float)
    hovered = Signal(object)
    maximise_requested = Signal()
    menu_requested = Signal(QPoint)
    activated = Signal()
    shown = Signal()
    resized = Signal()
    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=DARK.picture)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setMinimumSize(96, 96)
        # files dropped on a pane are for the window
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0.0)
        self._box.setAspectLocked(True, 1.0)
        self.setCentralItem(self._box)
        self._item = _GrayItem()
        self._item.setVisible(False)
        self._box.addItem(self._item, ignoreBounds=True)
        self._overlay = Overlay()
        self._extent_mm = (1.0, 1.0)
        self._center_mm = (0.5, 0.5)
        self._zoom = 1.0
        self._button = Qt.MouseButton.NoButton
        self._last = QPointF()
        self._travelled = False
        self._wheel = 0
        self._current = False

    # what it shows

    def set_image(
        self, gray: NDArray[np.uint8] | None, pixel_to_mm: NDArray[np.float64] | None = None
    ) -> None:
        """Show a picture, (rows, cols) uint8; ``pixel_to_mm`` (2, 2) places its pixels; None shows none."""
        self._item.setVisible(gray is not None)
        if gray is None:
            return
        if pixel_to_mm is not None:
            (xx, xy), (yx, yy) = pixel_to_mm.tolist()
            self._item.setTransform(QTransform(xx, yx, xy, yy, 0.0, 0.0))
        self._item.setImage(gray, autoLevels=False, levels=None)

    def set_view(self, center_mm: tuple[float, float], zoom: float, extent_mm: tuple[float, float]) -> None:
        """Put a place in the middle; at zoom 1 the extent (width, height) just fits into the pane."""
        self._center_mm, self._zoom, self._extent_mm = center_mm, zoom, extent_mm
        self._apply_view()

    def set_overlay(self, overlay: Overlay) -> None:
        self._overlay = overlay
        self.viewport().update()
        self.rearranged.emit()

    def set_smooth(self, smooth: bool) -> None:
        if smooth != self._item.smooth:
            self._item.smooth = smooth
            self._item.update()

    def set_current(self, current: bool) -> None:
        """Mark the pane that the keyboard works on."""
        if current != self._current:
            self._current = current
            self.viewport().update()

    @property
    def overlay(self) -> Overlay:
        return self._overlay

    @property
    def picture(self) -> NDArray[np.uint8] | None:
        """The greys on screen."""
        return self._item.image if self._item.isVisible() else None

    @property
    def mapping(self) -> PaneMapping:
        size = QSizeF(self.viewport().size())
        width, height = self._extent_mm
        fit = min(max(size.width(), 1.0) / width, max(size.height(), 1.0) / height)
        return PaneMapping(size, self._center_mm, fit * self._zoom)

    def image_rect_px(self) -> QRectF:
        """Where the picture item really lies in the pane, in logical pixels."""
        return self.mapFromScene(self._item.mapToScene(self._item.boundingRect())).boundingRect().toRectF()

    @property
    def corner_line_px(self) -> float:
        """Height of a line of words in a corner."""
        return corner_line_px(self.font())

    def selected_rect_px(self) -> QRectF:
        """Where the selected finding and its heat map lie, in logical pixels; empty when they are not on the slice."""
        found = QRectF()
        for mark in self._overlay.marks:
            if mark.selected:
                found |= mark_path(mark.loops, self.mapping).boundingRect()
        heat = self._overlay.heat
        if heat is not None:
            corners = heat.place.mapRect(QRectF(QPointF(0, 0), QSizeF(heat.image.size())))
            found |= QRectF(
                self.mapping.to_px(corners.left(), corners.top()),
                self.mapping.to_px(corners.right(), corners.bottom()),
            ).normalized()
        return found

    def _apply_view(self) -> None:
        mapping = self.mapping
        left, top = mapping.to_mm(QPointF(0, 0))
        right, bottom = mapping.to_mm(QPointF(mapping.size.width(), mapping.size.height()))
        self._box.setRange(xRange=(left, right), yRange=(top, bottom), padding=0, disableAutoRange=True)
        self.viewport().update()
        self.rearranged.emit()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        paint_overlay(painter, self._overlay, self.mapping, self.font())
        if self._current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            color = QColor(DARK.accent)
            color.setAlpha(230 if self.hasFocus() else 110)
            painter.setPen(QPen(color, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def close(self) -> bool:
        # pyqtgraph's own tears the scene down while its items are still in use
        return QGraphicsView.close(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        # the base class calls this while it is being made
        if hasattr(self, "_current"):
            self._apply_view()
            self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._apply_view()
        self.shown.emit()

    # hands; the base classes' own mouse handling is not wanted

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._button is not Qt.MouseButton.NoButton:
            return
        self._button = event.button()
        self._last = event.position()
        self._travelled = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._button is Qt.MouseButton.LeftButton:
            self.pointed.emit(self.mapping.to_mm(event.position()))
        elif self._button is Qt.MouseButton.MiddleButton:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        moved = at - self._last
        if self._button is not Qt.MouseButton.NoButton and not self._travelled:
            if moved.manhattanLength() < min(4, QApplication.startDragDistance()):
                return
            self._travelled = True
        if self._button is Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapping.to_mm(at))
        elif self._button is Qt.MouseButton.RightButton:
            self.window_dragged.emit(moved.x(), moved.y())
        elif self._button is Qt.MouseButton.MiddleButton:
            scale = self.mapping.px_per_mm
            self.panned.emit(moved.x() / scale, moved.y() / scale)
        self._last = at
        self.hovered.emit(self.mapping.to_mm(at))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not self._button:
            return
        if self._button is Qt.MouseButton.RightButton and not self._travelled:
            self.menu_requested.emit(event.globalPosition().toPoint())
        self._button = Qt.MouseButton.NoButton
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.maximise_requested.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        # some platforms turn the wheel sideways while Shift is held
        self._wheel += delta.y() or delta.x()
        steps = int(self._wheel / WHEEL_STEP)
        self._wheel -= steps * WHEEL_STEP
        event.accept()
        if not steps:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(ZOOM_PER_STEP**steps, self.mapping.to_mm(event.position()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.slab_scrolled.emit(steps)
        else:
            self.scrolled.emit(-steps)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.activated.emit()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
