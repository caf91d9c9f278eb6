"""A square picture about one nodule; crops of one field of view stand at one scale beside each other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.core.finding import Finding
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.slicing import (
    Plane,
    PlaneFrame,
    extract,
    outlines,
    plane_frame,
    section_of,
    to_gray,
    value_range,
)
from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.heat_picture import HeatCache
from pmdesk.ui.viewer.overlay_painter import HeatPicture, PaneMapping, mark_path, paint_heat
from pmdesk.ui.viewer.view_state import PRESET_WINDOWS, Preset

FIELD_MM = 40.0
"""Field of view of a crop unless the nodules beside it need more."""


@dataclass(frozen=True, eq=False)
class CropPicture:
    """Greys with their place.

    Parameters
    ----------
    image
        (row, col) uint8.
    pixel_to_mm
        (2, 2) float64: pixel (x, y) as a column to plane mm.
    center_mm
        Plane mm in the middle of the crop.
    """

    image: NDArray[np.uint8]
    pixel_to_mm: NDArray[np.float64]
    center_mm: tuple[float, float]
    loops: tuple[NDArray[np.float64], ...] = ()
    heat: HeatPicture | None = None


def labelled_crop(image: NDArray[np.uint8], pixel_mm: float) -> CropPicture:
    """A crop of the training: the nodule lies in its middle."""
    rows, cols = image.shape
    return CropPicture(
        np.ascontiguousarray(image), np.eye(2) * pixel_mm, (cols * pixel_mm / 2, rows * pixel_mm / 2)
    )


def finding_crop(
    volume: Volume, finding: Finding, *, heat: bool = False, opacity: float = 0.6
) -> CropPicture:
    """The axial slice on which a finding was measured, in the lung window; with ``heat`` also its outline and map."""
    frame = plane_frame(volume.geometry, Plane.AXIAL)
    place = frame.nearest_slice(volume.geometry.to_index(finding.center.xyz_lps_mm))
    if finding.measurement is not None and frame.through_axis == 0:
        place = min(max(finding.measurement.slice_index, 0), frame.slice_count - 1)
    picture = extract(volume.array, frame, place, place)
    window = PRESET_WINDOWS[Preset.LUNG] if volume.unit is Unit.HOUNSFIELD else value_range(volume.array)
    x, y = frame.mm_of_lps(finding.center.xyz_lps_mm).tolist()
    judged = finding.characterisation
    map_of = judged.heat if heat and judged is not None else None
    return CropPicture(
        to_gray(picture, window),
        frame.pixel_to_mm,
        (x, y),
        _loops(finding, frame, place) if heat else (),
        HeatCache().picture(map_of, frame, place, place, opacity) if map_of is not None else None,
    )


def _loops(finding: Finding, frame: PlaneFrame, place: int) -> tuple[NDArray[np.float64], ...]:
    segment = finding.segment
    if segment is None or segment.geometry.shape != frame.geometry.shape:
        return ()
    section = section_of(segment, frame, place, place)
    return () if section is None else tuple(frame.to_mm(loop) for loop in outlines(section))


class NoduleCrop(QWidget):
    """Shows a `CropPicture`, pixels kept crisp; black where it does not reach."""

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self._picture: CropPicture | None = None
        self._image = QImage()
        self._field_mm = FIELD_MM
        self._edge = QColor(DARK.line)
        self._outline = QColor(DARK.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side_px, self._side_px)

    def show_picture(
        self, picture: CropPicture | None, field_mm: float, edge: QColor, outline: QColor | None = None
    ) -> None:
        """Show a crop ``field_mm`` wide; ``edge`` is the frame's colour."""
        self._picture, self._field_mm, self._edge = picture, field_mm, edge
        self._outline = outline or edge
        if picture is not None:
            rows, cols = picture.image.shape
            self._image = QImage(
                picture.image.tobytes(), cols, rows, cols, QImage.Format.Format_Grayscale8
            ).copy()
        self.update()

    @property
    def picture(self) -> CropPicture | None:
        return self._picture

    @property
    def px_per_mm(self) -> float:
        return self._side_px / self._field_mm

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        painter.fillRect(whole, QColor(DARK.picture))
        if self._picture is not None:
            self._paint_picture(painter, self._picture)
        focused = self.hasFocus()
        painter.setPen(QPen(self._edge, 2.0 if focused else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 1.0 if focused else 0.5
        painter.drawRect(whole.adjusted(inset, inset, -inset, -inset))

    def _paint_picture(self, painter: QPainter, picture: CropPicture) -> None:
        mapping = PaneMapping(QSizeF(self.size()), picture.center_mm, self.px_per_mm)
        (xx, xy), (yx, yy) = picture.pixel_to_mm.tolist()
        zero = mapping.to_px(0.0, 0.0)
        scale = mapping.px_per_mm
        painter.save()
        # smaller than it is, a picture must be averaged; larger, its pixels are kept as they are
        shrinks = xx * scale * painter.device().devicePixelRatio() < 1.0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrinks)
        painter.setTransform(
            QTransform(xx * scale, yx * scale, xy * scale, yy * scale, zero.x(), zero.y()), True
        )
        painter.drawImage(QPointF(0, 0), self._image)
        painter.restore()
        if picture.heat is not None:
            paint_heat(painter, picture.heat, mapping)
        if picture.loops:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            path = mark_path(picture.loops, mapping)
            painter.strokePath(path, QPen(QColor(0, 0, 0, 130), 2.5))
            painter.strokePath(path, QPen(self._outline, 1.25))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
