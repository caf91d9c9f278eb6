"""What the colours of the heat map mean, in a corner of the pane where it covers nothing that is looked at."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.heat_colors import scale_image
from pmdesk.ui.viewer.heat_layer import HeatState
from pmdesk.ui.viewer.overlay_painter import LETTER_PX, MARGIN_PX
from pmdesk.ui.viewer.slice_view import SliceView
from pmdesk.ui.widgets.clinical_numbers import percentage_points
from pmdesk.ui.widgets.labels import text_label

_WIDTH_PX = 220
_AWAY_PX = 12.0
"""Room left around the finding; its number and diameters are written there."""
_STYLE = f"""
#viewer\\.heat\\.legend {{ background: rgba(0, 0, 0, 170); border: 1px solid {DARK.line}; border-radius: 3px; }}
QPushButton {{ background: rgba(0, 0, 0, 150); color: {DARK.text}; border: 1px solid {DARK.line};
    border-radius: 3px; padding: 1px 6px; font-size: 12px; }}
QPushButton:hover, QPushButton:focus {{ border-color: {DARK.accent}; }}
QLabel {{ color: {DARK.text}; font-size: 12px; background: transparent; }}
QLabel[role="quiet"] {{ color: #A3ABB3; }}
QLabel[role="caution"] {{ color: {DARK.caution}; }}
"""


class HeatScale(QWidget):
    """The colours from "lowers the score" to "raises it"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer.heat.scale")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH_PX - 4 * MARGIN_PX, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#3A3F45"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), scale_image())
        painter.setPen(QPen(QColor(DARK.quiet), 1))
        painter.drawLine(self.width() // 2, 0, self.width() // 2, self.height())


class HeatLegend(QWidget):
    """A scale with its ends in words and numbers, or why there is none.

    Signals
    -------
    retry_requested()
    """

    retry_requested = Signal()

    def __init__(self, pane: SliceView) -> None:
        super().__init__(pane)
        self.setObjectName("viewer.heat.legend")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(_STYLE)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._corner = 0
        self._title = text_label("", wrap=True, name="viewer.heat.title")
        self._scale = HeatScale()
        self._ends = [text_label("", wrap=False) for _ in range(3)]
        self._meanings = [text_label("", "quiet", wrap=False) for _ in range(2)]
        self._said = text_label("", name="viewer.heat.state")
        self._retry = QPushButton()
        self._retry.setObjectName("viewer.heat.retry")
        self._retry.clicked.connect(self.retry_requested)
        self._build()
        self.hide()
        self.retranslate()

    def _build(self) -> None:
        self._explained = QWidget()
        rows = QVBoxLayout(self._explained)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self._title)
        rows.addWidget(self._scale)
        rows.addLayout(_spread(self._ends))
        rows.addLayout(_spread(self._meanings))
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN_PX, 6, MARGIN_PX, 6)
        box.setSpacing(4)
        box.addWidget(self._explained)
        box.addWidget(self._said)
        box.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, state: HeatState, limit: float | None) -> None:
        """Explain the colours up to ``limit`` (share of the probability), or say what there is instead."""
        self._explained.setVisible(state is HeatState.SHOWN)
        self._retry.setVisible(state is HeatState.FAILED)
        words = {
            HeatState.NO_FINDING: self.tr("Select a nodule to see its heat map"),
            HeatState.NOT_JUDGED: self.tr("No model has judged this nodule: there is nothing to explain"),
            HeatState.COMPUTING: self.tr("Making the heat map..."),
            HeatState.FAILED: self.tr("The heat map was not made"),
        }.get(state, "")
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._said.setProperty("role", "caution" if state is HeatState.FAILED else "quiet")
        self._said.setStyleSheet("")  # reads the role again
        if limit is not None:
            # covering what raises the score lowers the probability, so the signs are the other way round
            for label, change in zip(self._ends, (limit, 0.0, -limit), strict=True):
                label.setText(percentage_points(change))
        self.setVisible(state is not HeatState.OFF)

    # place

    def place(self, taken: Iterable[QRectF] = ()) -> None:
        """Stay in the corner where it lies; when the finding comes under it, go to one where it is not.

        Parameters
        ----------
        taken
            What else lies on the pane, in its pixels; the legend keeps below or above it.
        """
        pane = self.parentWidget()
        if not isinstance(pane, SliceView) or self.isHidden():
            return
        # a layout that was never shown has sizes of an unpolished font
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        self.layout().invalidate()
        self._explained.layout().invalidate()
        width = min(_WIDTH_PX, pane.width() - 2 * MARGIN_PX)
        self.setFixedSize(width, self.layout().totalHeightForWidth(width))
        finding = pane.selected_rect_px()
        corners = _corners(QSizeF(pane.size()), QSizeF(self.size()), list(taken), pane)
        covered = [_shared(corner, finding) for corner in corners]
        if covered[self._corner]:
            self._corner = covered.index(min(covered))
        self.move(corners[self._corner].topLeft().toPoint())
        self.raise_()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Change of probability when covered, percentage points"))
        for label, text in zip(
            self._meanings, (self.tr("lowers the score"), self.tr("raises the score")), strict=True
        ):
            label.setText(text)
        self._scale.setAccessibleName(self._title.text())
        self._retry.setText(self.tr("Try again"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _corners(room: QSizeF, size: QSizeF, taken: list[QRectF], pane: SliceView) -> list[QRectF]:
    """Upper right, lower right, lower left, upper left: below or above the words and buttons that stand there."""
    line = pane.corner_line_px
    right = room.width() - size.width() - MARGIN_PX
    top = max([MARGIN_PX, *(one.bottom() + 4 for one in taken)])
    overlay = pane.overlay
    above_scale = room.height() - size.height() - MARGIN_PX - line * (1 + overlay.scale_bar) - LETTER_PX
    above_words = room.height() - size.height() - MARGIN_PX - line * len(overlay.bottom_left) - 4
    below_words = MARGIN_PX + line * len(overlay.top_left) + 4
    places = ((right, top), (right, above_scale), (MARGIN_PX, above_words), (MARGIN_PX, below_words))
    return [QRectF(x, y, size.width(), size.height()) for x, y in places]


def _shared(corner: QRectF, finding: QRectF) -> float:
    """Area (px2) that a corner shares with the finding and the room around it; 0 without a finding."""
    if finding.isEmpty():
        return 0.0
    common = corner.intersected(finding.adjusted(-_AWAY_PX, -_AWAY_PX, _AWAY_PX, _AWAY_PX))
    return common.width() * common.height()


def _spread(labels: list[QLabel]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for number, label in enumerate(labels):
        if number:
            row.addStretch(1)
        row.addWidget(label)
    return row
