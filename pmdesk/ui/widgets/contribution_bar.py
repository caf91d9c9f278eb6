"""How much one input moves a score, as a bar to the left or right of a line."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.ui.theme import Theme
from pmdesk.ui.widgets.clinical_numbers import contribution

_WIDTH_PX, _HEIGHT_PX, _BAR_PX = 56, 14, 6
_WIDE_PX, _WIDE_BAR_PX, _LEAST_PX = 180, 9, 80


class ContributionBar(QWidget):
    """A share of the linear predictor: to the right it raises the score, to the left it lowers it.

    Parameters
    ----------
    share
        Coefficient times centred value; None draws nothing (rules have no shares).
    largest
        Largest absolute share of the same score, which fills half the width.
    wide
        It takes the width that there is, as high as a line of text.
    """

    def __init__(
        self,
        share: float | None,
        largest: float,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        wide: bool = False,
    ) -> None:
        super().__init__(parent)
        self._share = share
        self._largest = largest
        self._theme = theme
        self._wide = wide
        if wide:
            self.setMinimumWidth(_LEAST_PX)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        if share is not None:
            self.setAccessibleName(contribution(share))
            self.setToolTip(contribution(share))

    def sizeHint(self) -> QSize:
        return QSize(_WIDE_PX, self.fontMetrics().height()) if self._wide else QSize(_WIDTH_PX, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share is None:
            return
        painter = QPainter(self)
        thick = _WIDE_BAR_PX if self._wide else _BAR_PX
        middle, top = self.width() / 2, (self.height() - thick) / 2
        reach = abs(self._share) / self._largest * (middle - 1) if self._largest > 0 else 0.0
        left = middle if self._share >= 0 else middle - reach
        color = QColor(self._theme.accent if self._share >= 0 else self._theme.quiet)
        painter.fillRect(QRectF(left, top, reach, thick), color)
        painter.fillRect(QRectF(middle - 0.5, 0, 1, self.height()), QColor(self._theme.quiet))
