"""The small bar on the slab pane: plane, projection and thickness."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from pmdesk.imaging.slicing import Plane, Projection
from pmdesk.ui.bridge import bind
from pmdesk.ui.theme import DARK
from pmdesk.ui.viewer.overlay_painter import LETTER_PX, MARGIN_PX
from pmdesk.ui.viewer.view_state import ViewState

THICKNESSES_MM = (0.0, 3.0, 5.0, 10.0, 20.0, 30.0, 50.0)

_STYLE = f"""
QToolButton {{ background: rgba(0, 0, 0, 150); color: {DARK.text}; border: 1px solid {DARK.line};
    border-radius: 3px; padding: 1px 6px; font-size: 12px; }}
QToolButton:hover, QToolButton:focus {{ border-color: {DARK.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


class SlabBar(QWidget):
    """Three flat buttons with menus that change a `ViewState`."""

    def __init__(self, state: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewer.slab.bar")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setStyleSheet(_STYLE)
        self._state = state
        self._pane = parent
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._plane = self._button("plane", self._open_planes, layout)
        self._projection = self._button("projection", self._open_projections, layout)
        self._thickness = self._button("thickness", self._open_thicknesses, layout)
        bind(self, state.events.all, lambda *_change: self.retranslate())
        self.retranslate()

    def _button(self, name: str, about_to_open: Callable[[], None], layout: QHBoxLayout) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"viewer.slab.{name}")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        # made anew each time it opens: the choices follow the state and the language
        menu.aboutToShow.connect(about_to_open)
        button.setMenu(menu)
        layout.addWidget(button)
        return button

    def set_plane(self, plane: Plane) -> None:
        """Look along another axis; zoom and place of the old plane do not fit the new one."""
        if plane is not self._state.plane:
            self._state.update({"plane": plane, "zoom": 1.0, "center_mm": None})

    def show_millimetres(self, shown: bool) -> None:
        """Offer thicknesses, or not where millimetres cannot be believed (Shift and wheel still go by slices)."""
        self._thickness.setVisible(shown)
        self.adjustSize()
        self.place()

    def _plane_names(self) -> dict[Plane, str]:
        return {
            Plane.AXIAL: self.tr("Axial"),
            Plane.CORONAL: self.tr("Coronal"),
            Plane.SAGITTAL: self.tr("Sagittal"),
        }

    def _projection_names(self) -> dict[Projection, str]:
        return {
            Projection.MAXIMUM: self.tr("MIP"),
            Projection.MINIMUM: self.tr("MinIP"),
            Projection.MEAN: self.tr("Mean"),
        }

    def _thickness_names(self) -> dict[float, str]:
        sizes = sorted({*THICKNESSES_MM, self._state.slab_mm})
        return {
            size: self.tr("{thickness} mm").format(thickness=f"{size:g}") if size else self.tr("one slice")
            for size in sizes
        }

    def _open_planes(self) -> None:
        _fill(self._plane.menu(), self._plane_names(), self._state.plane, self.set_plane)

    def _open_projections(self) -> None:
        _fill(
            self._projection.menu(),
            self._projection_names(),
            self._state.projection,
            lambda value: setattr(self._state, "projection", value),
        )

    def _open_thicknesses(self) -> None:
        _fill(
            self._thickness.menu(),
            self._thickness_names(),
            self._state.slab_mm,
            lambda value: setattr(self._state, "slab_mm", value),
        )

    def retranslate(self) -> None:
        for button, name, value in (
            (self._plane, self.tr("Slab plane"), self._plane_names()[self._state.plane]),
            (self._projection, self.tr("Slab projection"), self._projection_names()[self._state.projection]),
            (self._thickness, self.tr("Slab thickness"), self._thickness_names()[self._state.slab_mm]),
        ):
            button.setText(value)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setAccessibleDescription(value)
        self.adjustSize()
        self.place()

    def place(self) -> None:
        """Into the upper right corner of the pane; one line lower where it would cover the letter in the middle."""
        left = self._pane.width() - self.width() - MARGIN_PX + 2
        covers_letter = left < self._pane.width() / 2 + 2 * LETTER_PX
        self.move(left, MARGIN_PX - 2 + (LETTER_PX + MARGIN_PX if covers_letter else 0))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _fill(menu: QMenu, choices: dict, current: object, choose: Callable[..., None]) -> None:
    menu.clear()
    group = QActionGroup(menu)
    for value, text in choices.items():
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(lambda _checked=False, chosen=value: choose(chosen))
        group.addAction(action)
        menu.addAction(action)
