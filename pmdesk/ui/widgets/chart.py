"""A plain plot in the colours of the theme: thin lines, titled axes with units, nothing that moves by itself."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QWidget

from pmdesk.ui.theme import DARK, Theme

_PAD = 0.03


class Chart(pg.PlotWidget):
    """Curves, points and bands over two titled axes.

    Drag pans and the wheel zooms only where ``interactive``; a double click shows everything again.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, interactive: bool = False) -> None:
        super().__init__(parent=parent, background=None)
        self.setObjectName(name)
        self.setFrameShape(self.Shape.NoFrame)
        self._theme = DARK
        self._interactive = interactive
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.getViewBox().setMouseEnabled(x=interactive, y=interactive)
        item.getViewBox().setDefaultPadding(_PAD)
        for side in ("left", "bottom"):
            # while the axis has no title: later the call itself scales the numbers by a prefix
            item.getAxis(side).enableAutoSIPrefix(False)
        # the last number of the lower axis needs room beyond the end of the axis
        item.layout.setContentsMargins(1, 1, self.fontMetrics().height(), 1)
        item.getAxis("bottom").setStyle(hideOverlappingLabels=self.fontMetrics().height())
        self.setMinimumHeight(self.fontMetrics().height() * 9)
        self._titles = ("", "")

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 18, self.fontMetrics().height() * 13)

    def wheelEvent(self, event) -> None:
        """A plot that does not zoom leaves the wheel to the page it stands on."""
        if self._interactive:
            super().wheelEvent(event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event) -> None:
        self.getPlotItem().autoRange()
        super().mouseDoubleClickEvent(event)

    def apply_theme(self, theme: Theme) -> None:
        """Colours and font of the axes; what is drawn is the owner's to draw anew."""
        self._theme = theme
        self.setBackground(theme.panel)
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(theme.line))
            axis.setTextPen(pg.mkPen(theme.quiet))
            axis.setTickFont(self.font())
        left = self.getPlotItem().getAxis("left")
        left.setWidth(
            QFontMetrics(self.font()).horizontalAdvance("−0.000") + self.fontMetrics().height() + 14
        )
        self.set_titles(*self._titles)

    def set_titles(self, x: str, y: str) -> None:
        """Axis titles with their units."""
        self._titles = (x, y)
        style = {"color": self._theme.quiet, "font-size": f"{self.fontInfo().pixelSize()}px"}
        self.getPlotItem().setLabel("bottom", x, **style)
        self.getPlotItem().setLabel("left", y, **style)

    def set_limits(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """A fixed range of both axes."""
        self.setXRange(*x, padding=_PAD)
        self.setYRange(*y, padding=_PAD)

    def set_categories(self, side: str, names: Sequence[str]) -> None:
        """Words instead of the numbers 0, 1, ... on the axis ``"left"`` or ``"bottom"``."""
        self.getPlotItem().getAxis(side).setTicks([list(enumerate(names))])

    def add_line(
        self, x: Sequence[float], y: Sequence[float], color: str, *, width: int = 1, dashed: bool = False
    ) -> pg.PlotDataItem:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        return self.plot(list(x), list(y), pen=pg.mkPen(color, width=width, style=style), antialias=True)

    def add_points(
        self, x: Sequence[float], y: Sequence[float], color: str, *, symbol: str = "o", size: int = 7
    ) -> pg.PlotDataItem:
        return self.plot(
            list(x),
            list(y),
            pen=None,
            symbol=symbol,
            symbolSize=size,
            symbolPen=pg.mkPen(color),
            symbolBrush=pg.mkBrush(color),
        )

    def add_bars(self, x: Sequence[float], low: Sequence[float], high: Sequence[float], color: str) -> None:
        """Vertical intervals at ``x``."""
        for place, bottom, top in zip(x, low, high, strict=True):
            self.plot([place, place], [bottom, top], pen=pg.mkPen(color))

    def add_band(
        self, x: Sequence[float], low: Sequence[float], high: Sequence[float], color: str, alpha: int = 50
    ) -> None:
        """The room between two curves, tinted."""
        clear = pg.mkPen(None)
        upper = pg.PlotDataItem(list(x), list(high), pen=clear)
        lower = pg.PlotDataItem(list(x), list(low), pen=clear)
        tint = QColor(color)
        tint.setAlpha(alpha)
        self.addItem(upper)
        self.addItem(lower)
        self.addItem(pg.FillBetweenItem(upper, lower, brush=pg.mkBrush(tint)))
