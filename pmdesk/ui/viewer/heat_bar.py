"""The small bar that switches the heat map and sets its strength; its legend says what the colours mean."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QWidget

from pmdesk.imaging.heat_section import heat_limit
from pmdesk.ui.bridge import bind
from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.heat_colors import LEAST_LIMIT
from pmdesk.ui.viewer.heat_layer import HeatLayer, HeatState
from pmdesk.ui.viewer.heat_legend import HeatLegend
from pmdesk.ui.viewer.overlay_painter import LETTER_PX, MARGIN_PX
from pmdesk.ui.viewer.slice_view import SliceView
from pmdesk.ui.viewer.view_state import DisplayState

_STYLE = f"""
#viewer\\.heat {{ background: transparent; }}
QPushButton {{ background: rgba(0, 0, 0, 150); color: {DARK.text}; border: 1px solid {DARK.line};
    border-radius: 3px; padding: 1px 6px; font-size: 12px; }}
QPushButton:hover, QPushButton:focus {{ border-color: {DARK.accent}; }}
QPushButton:checked {{ background: {DARK.related}; border-color: {DARK.accent}; }}
QSlider {{ background: transparent; }}
QSlider::groove:horizontal {{ background: {DARK.quiet}; height: 3px; border-radius: 1px; }}
QSlider::handle:horizontal {{ background: {DARK.text}; border: 1px solid #000000; width: 10px; margin: -5px 0;
    border-radius: 6px; }}
QSlider::handle:horizontal:focus, QSlider::handle:horizontal:hover {{ background: {DARK.accent}; }}
"""


class HeatBar(QWidget):
    """Lies in the upper right corner of a pane; without any judged finding it is away."""

    def __init__(self, display: DisplayState, layer: HeatLayer, pane: SliceView) -> None:
        super().__init__(pane)
        self.setObjectName("viewer.heat")
        self.setStyleSheet(_STYLE)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._display = display
        self._layer = layer
        self.legend = HeatLegend(pane)
        self.legend.retry_requested.connect(layer.retry)
        self._toggle = QPushButton()
        self._toggle.setObjectName("viewer.heat.toggle")
        self._toggle.setCheckable(True)
        self._toggle.clicked.connect(lambda on: setattr(display, "heat", on))
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setObjectName("viewer.heat.opacity")
        self._opacity.setRange(10, 100)
        self._opacity.setPageStep(10)
        self._opacity.setValue(round(display.heat_opacity * 100))
        self._opacity.valueChanged.connect(lambda value: setattr(display, "heat_opacity", value / 100))
        self._opacity.setFixedWidth(72)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN_PX)
        row.addWidget(self._opacity)
        row.addWidget(self._toggle)
        bind(self, display.events.heat, lambda *_change: self.refresh())
        layer.changed.connect(self.refresh)
        self.retranslate()

    def move_to(self, pane: SliceView) -> None:
        """Lie on another pane."""
        if pane is not self.parentWidget():
            self.setParent(pane)
            self.legend.setParent(pane)
            self.refresh()

    def refresh(self) -> None:
        """Show the state of the layer."""
        state = self._layer.state
        self._toggle.setChecked(self._display.heat)
        self._opacity.setVisible(state is HeatState.SHOWN)
        finding = self._layer.finding
        judged = finding.characterisation if finding is not None else None
        heat = judged.heat if judged is not None else None
        self.legend.show_state(state, heat_limit(heat, LEAST_LIMIT) if heat is not None else None)
        self.setVisible(self._layer.available or self._display.heat)
        self.place()

    def place(self) -> None:
        """Into the upper right corner of its pane, under a bar that lies there already; the legend keeps off it."""
        self.layout().activate()
        self.adjustSize()
        pane = self.parentWidget()
        top = MARGIN_PX - 2
        for other in pane.findChildren(QWidget, "viewer.slab.bar", Qt.FindChildOption.FindDirectChildrenOnly):
            top = other.geometry().bottom() + LETTER_PX
        self.move(pane.width() - self.width() - MARGIN_PX + 2, top)
        self.raise_()
        self.place_legend()

    def place_legend(self) -> None:
        """Keep the legend off the finding, wherever the picture was moved."""
        self.legend.place([QRectF(self.geometry())])

    def retranslate(self) -> None:
        self._toggle.setText(self.tr("Heat map"))
        tip = self.tr(
            "Where the malignancy model looked: each place is covered in turn, and the colour says how much the "
            "probability changes. It explains the model, not the nodule."
        )
        self._toggle.setToolTip(tip)
        self._toggle.setAccessibleDescription(tip)
        self._opacity.setAccessibleName(self.tr("Opacity of the heat map"))
        self._opacity.setToolTip(self.tr("Opacity of the heat map"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
