"""The small bar that switches the heat map, sets its strength and says what its colours mean."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSlider, QVBoxLayout, QWidget

from pmdesk.imaging.heat_section import heat_limit
from pmdesk.ui.bridge import bind
from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.heat_colors import LEAST_LIMIT, scale_image
from pmdesk.ui.viewer.heat_layer import HeatLayer, HeatState
from pmdesk.ui.viewer.overlay_painter import LETTER_PX, MARGIN_PX
from pmdesk.ui.viewer.view_state import DisplayState
from pmdesk.ui.widgets.clinical_numbers import percentage_points
from pmdesk.ui.widgets.labels import text_label

_WIDTH_PX = 220
_STYLE = f"""
#viewer\\.heat {{ background: transparent; }}
#viewer\\.heat\\.box {{ background: rgba(0, 0, 0, 170); border: 1px solid {DARK.line}; border-radius: 3px; }}
QPushButton {{ background: rgba(0, 0, 0, 150); color: {DARK.text}; border: 1px solid {DARK.line};
    border-radius: 3px; padding: 1px 6px; font-size: 12px; }}
QPushButton:hover, QPushButton:focus {{ border-color: {DARK.accent}; }}
QPushButton:checked {{ background: {DARK.related}; border-color: {DARK.accent}; }}
QLabel {{ color: {DARK.text}; font-size: 12px; background: transparent; }}
QLabel[role="quiet"] {{ color: #A3ABB3; }}
QLabel[role="caution"] {{ color: {DARK.caution}; }}
QSlider {{ background: transparent; }}
QSlider::groove:horizontal {{ background: {DARK.quiet}; height: 3px; border-radius: 1px; }}
QSlider::handle:horizontal {{ background: {DARK.text}; border: 1px solid #000000; width: 10px; margin: -5px 0;
    border-radius: 6px; }}
QSlider::handle:horizontal:focus, QSlider::handle:horizontal:hover {{ background: {DARK.accent}; }}
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


class HeatBar(QWidget):
    """Lies in the upper right corner of a pane; without any judged finding it is away."""

    def __init__(self, display: DisplayState, layer: HeatLayer, pane: QWidget) -> None:
        super().__init__(pane)
        self.setObjectName("viewer.heat")
        self.setStyleSheet(_STYLE)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._display = display
        self._layer = layer
        self._toggle = QPushButton()
        self._toggle.setObjectName("viewer.heat.toggle")
        self._toggle.setCheckable(True)
        self._toggle.clicked.connect(lambda on: setattr(display, "heat", on))
        self._retry = QPushButton()
        self._retry.setObjectName("viewer.heat.retry")
        self._retry.clicked.connect(layer.retry)
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setObjectName("viewer.heat.opacity")
        self._opacity.setRange(10, 100)
        self._opacity.setPageStep(10)
        self._opacity.setValue(round(display.heat_opacity * 100))
        self._opacity.valueChanged.connect(lambda value: setattr(display, "heat_opacity", value / 100))
        self._opacity.setFixedWidth(72)
        self._title = text_label("", wrap=True, name="viewer.heat.title")
        self._scale = HeatScale()
        self._ends = [text_label("", wrap=False) for _ in range(3)]
        self._meanings = [text_label("", "quiet", wrap=False) for _ in range(2)]
        self._said = text_label("", name="viewer.heat.state")
        self._build()
        bind(self, display.events.heat, lambda *_change: self.refresh())
        layer.changed.connect(self.refresh)
        self.retranslate()

    def _build(self) -> None:
        self._box = QWidget()
        self._box.setObjectName("viewer.heat.box")
        self._box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._box.setFixedWidth(_WIDTH_PX)
        self._legend = QWidget()
        rows = QVBoxLayout(self._legend)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self._title)
        rows.addWidget(self._scale)
        rows.addLayout(_spread(self._ends))
        rows.addLayout(_spread(self._meanings))
        box = QVBoxLayout(self._box)
        box.setContentsMargins(MARGIN_PX, 6, MARGIN_PX, 6)
        box.setSpacing(4)
        box.addWidget(self._legend)
        box.addWidget(self._said)
        box.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(MARGIN_PX)
        top.addStretch(1)
        top.addWidget(self._opacity)
        top.addWidget(self._toggle)
        column.addLayout(top)
        column.addWidget(self._box)

    def move_to(self, pane: QWidget) -> None:
        """Lie on another pane."""
        if pane is not self.parentWidget():
            self.setParent(pane)
            self.refresh()

    def refresh(self) -> None:
        """Show the state of the layer."""
        state = self._layer.state
        self._toggle.setChecked(self._display.heat)
        self._box.setVisible(state is not HeatState.OFF)
        self._legend.setVisible(state is HeatState.SHOWN)
        self._opacity.setVisible(state is HeatState.SHOWN)
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
        finding = self._layer.finding
        judged = finding.characterisation if finding is not None else None
        if judged is not None and judged.heat is not None:
            self._show_ends(heat_limit(judged.heat, LEAST_LIMIT))
        self.setVisible(self._layer.available or self._display.heat)
        self.place()

    def _show_ends(self, limit: float) -> None:
        """Covering what raises the score lowers the probability, so the signs are the other way round."""
        for label, change in zip(self._ends, (limit, 0.0, -limit), strict=True):
            label.setText(percentage_points(change))

    def place(self) -> None:
        """Into the upper right corner of its pane, under a bar that lies there already."""
        self.layout().activate()
        self.adjustSize()
        pane = self.parentWidget()
        top = MARGIN_PX - 2
        for other in pane.findChildren(QWidget, "viewer.slab.bar", Qt.FindChildOption.FindDirectChildrenOnly):
            top = other.geometry().bottom() + LETTER_PX
        self.move(pane.width() - self.width() - MARGIN_PX + 2, top)
        self.raise_()

    def retranslate(self) -> None:
        self._toggle.setText(self.tr("Heat map"))
        tip = self.tr(
            "Where the malignancy model looked: each place is covered in turn, and the colour says how much the "
            "probability changes. It explains the model, not the nodule."
        )
        self._toggle.setToolTip(tip)
        self._toggle.setAccessibleDescription(tip)
        self._title.setText(self.tr("Change of probability when covered, percentage points"))
        for label, text in zip(
            self._meanings, (self.tr("lowers the score"), self.tr("raises the score")), strict=True
        ):
            label.setText(text)
        self._opacity.setAccessibleName(self.tr("Opacity of the heat map"))
        self._opacity.setToolTip(self.tr("Opacity of the heat map"))
        self._scale.setAccessibleName(self._title.text())
        self._retry.setText(self.tr("Try again"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _spread(labels: list[QLabel]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for number, label in enumerate(labels):
        if number:
            row.addStretch(1)
        row.addWidget(label)
    return row
