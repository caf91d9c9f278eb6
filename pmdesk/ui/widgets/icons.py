"""One-colour SVG icons from ``resources/icons``, drawn in the colour of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from pmdesk.core.paths import resources_dir

ICON_PX = 16


def icon_pixmap(name: str, color: str, size_px: int = ICON_PX, ratio: float | None = None) -> QPixmap:
    """Icon ``name`` in one colour, sharp on the screen's pixel ratio."""
    if ratio is None:
        app = QGuiApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    key = f"pmdesk/{name}/{color}/{size_px}/{ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", color).encode()))
    side = round(size_px * ratio)
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


@cache
def _drawing(name: str) -> str:
    """The SVG text of an icon."""
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def tinted_icon(name: str, color: str, disabled_color: str = "") -> QIcon:
    """Icon ``name`` for buttons and actions."""
    icon = QIcon(icon_pixmap(name, color))
    if disabled_color:
        icon.addPixmap(icon_pixmap(name, disabled_color), QIcon.Mode.Disabled)
    return icon


def cell_icon(name: str, color: str, selected_color: str) -> QIcon:
    """Icon ``name`` for a table cell; in a selected row it takes the colour of the row's text."""
    icon = QIcon(icon_pixmap(name, color))
    icon.addPixmap(icon_pixmap(name, selected_color), QIcon.Mode.Selected)
    return icon


def color_chip(color: QColor, outline: str, size_px: int = 12) -> QPixmap:
    """A filled square in a finding's colour, with an outline so that it shows on any background."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    side = round(size_px * ratio)
    pixmap = QPixmap(side, side)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(outline))
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(0.5, 0.5, size_px - 1, size_px - 1), 2, 2)
    painter.end()
    return pixmap
