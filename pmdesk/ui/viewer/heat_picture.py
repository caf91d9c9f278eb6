"""A heat map as a picture of one plane; the last one is kept, since panes draw far more often than it changes."""

from PySide6.QtGui import QImage, QTransform

from pmdesk.core.characterisation import HeatMap
from pmdesk.imaging.heat_section import heat_limit, heat_section
from pmdesk.imaging.slicing import Plane, PlaneFrame
from pmdesk.ui.viewer.heat_colors import LEAST_LIMIT, heat_image
from pmdesk.ui.viewer.overlay_painter import HeatPicture


class HeatCache:
    """The colours of one heat map in the slices that were asked for last."""

    def __init__(self) -> None:
        self._heat: HeatMap | None = None
        self._slices: tuple[Plane, int, int] | None = None
        self._made: tuple[QImage, QTransform] | None = None

    def picture(
        self, heat: HeatMap, frame: PlaneFrame, first: int, last: int, opacity: float
    ) -> HeatPicture | None:
        """The heat in slices ``first``..``last``; None where the map does not reach."""
        slices = (frame.plane, first, last)
        if heat is not self._heat or slices != self._slices:
            self._heat, self._slices = heat, slices
            self._made = _make(heat, frame, first, last)
        return None if self._made is None else HeatPicture(*self._made, opacity)


def _make(heat: HeatMap, frame: PlaneFrame, first: int, last: int) -> tuple[QImage, QTransform] | None:
    section = heat_section(heat, frame, first, last)
    if section is None:
        return None
    image = heat_image(section.values, heat_limit(heat, LEAST_LIMIT))
    (xx, xy), (yx, yy) = frame.pixel_to_mm.tolist()
    row, col = section.offset
    return image, QTransform.fromTranslate(col, row) * QTransform(xx, yx, xy, yy, 0.0, 0.0)
