"""The centre of the window: four linked panes of one volume."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.growth import PriorStudy
from pmdesk.core.ids import FindingId
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.loader import SlicePreview
from pmdesk.imaging.slicing import Plane, Projection, Window, value_range
from pmdesk.services.changes import OpChanges
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.viewer.empty_state import EmptyState
from pmdesk.ui.viewer.heat_bar import HeatBar
from pmdesk.ui.viewer.heat_layer import HeatLayer
from pmdesk.ui.viewer.overlay_peek import OverlayPeek
from pmdesk.ui.viewer.pane import Dirty, PaneController
from pmdesk.ui.viewer.pane_grid import PANES, PaneGrid
from pmdesk.ui.viewer.prior_pane import PriorPane
from pmdesk.ui.viewer.slab_bar import SlabBar
from pmdesk.ui.viewer.view_state import (
    PRESET_WINDOWS,
    DisplayState,
    Layout,
    MmTrust,
    Preset,
    ViewState,
    mm_trust,
)
from pmdesk.ui.viewer.viewer_commands import ViewerCommand, ViewerCommands

WINDOW_PER_PIXEL = 1 / 300
"""Share of the window's width that a dragged pixel changes; at least one unit."""


class ImagingView(QWidget):
    """Axial, coronal and sagittal planes and a slab, with one cursor, window and set of overlays.

    Signals
    -------
    hovered(PatientPoint | None, float | None)
        The point under the mouse and the value of the voxel nearest to it (in the volume's unit).

    Notes
    -----
    It makes no shortcuts: `commands` lists what it can do for the window's menus, palette and keys. The commands in
    `FOCUS_COMMANDS` use keys that tables need too; they should only answer while the viewer has the focus
    (``Qt.WidgetWithChildrenShortcut`` on this widget).
    """

    hovered = Signal(object, object)

    FOCUS_COMMANDS = frozenset(
        {
            "slice_previous",
            "slice_next",
            "slice_back",
            "slice_forward",
            "slice_first",
            "slice_last",
            "pane_previous",
            "pane_next",
            "slab_thicker",
            "slab_thinner",
        }
    )

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self._context = context
        self._session = context.session
        self._volume: Volume | None = None
        self._preview: SlicePreview | None = None
        self._moving = False
        self._picking = False

        self.display = DisplayState()
        slab_mm = context.settings.slab_thickness_mm
        states = {
            "axial": ViewState(plane=Plane.AXIAL),
            "coronal": ViewState(plane=Plane.CORONAL),
            "sagittal": ViewState(plane=Plane.SAGITTAL),
            "slab": ViewState(plane=Plane.AXIAL, slab_mm=slab_mm),
        }
        self.overlay_peek = OverlayPeek(self.display, self)
        self._grid = PaneGrid(self.display, self)
        self._commands = ViewerCommands(self)
        self.panes: dict[str, PaneController] = {}
        for name, view in self._grid.views.items():
            pane = PaneController(view, states[name], self.display, self._session, self._move_cursor, self)
            self.panes[name] = pane
            self._connect_pane(name, pane)
        self._prior: PriorStudy | None = None
        self.prior_pane = PriorPane(
            self._grid.earlier, self.display, self._session, self._move_cursor, self.panes["axial"], self
        )
        # it follows the axial pane, and so do the keys
        self._connect_pane("axial", self.prior_pane)
        self._active = "axial"
        self._slab_bar = SlabBar(states["slab"], self.panes["slab"].view)
        self.panes["slab"].view.resized.connect(self._slab_bar.place)
        self.heat = HeatLayer(self._session, self.display, self)
        self._heat_bar = HeatBar(self.display, self.heat, self.panes["axial"].view)
        for pane in self.panes.values():
            pane.view.resized.connect(self._heat_bar.place)
            pane.view.shown.connect(self._heat_bar.place)
            pane.view.rearranged.connect(self._heat_bar.place_legend)

        self._empty = EmptyState(self)
        self._empty.open_requested.connect(context.signals.open_requested)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._grid)

        bind(self, self.display.events.layout, lambda *_change: self._arrange())
        bind(self, self.display.events.maximised, lambda *_change: self._arrange())
        bind(self, states["slab"].events.slab_mm, self._remember_slab)
        bind(self, self._session.changed, self._on_session_changed)
        bind(self, self._session.selection.cursor_changed, self._on_cursor_changed)
        bind(self, self._session.selection.focus_changed, self._on_focus_changed)
        self.retranslate()
        self._arrange()
        self._adopt_volume()

    def _connect_pane(self, name: str, pane: PaneController) -> None:
        view = pane.view
        view.activated.connect(lambda: self.set_active(name))
        view.pointed.connect(lambda place: self._point(pane, place))
        view.dragged.connect(lambda place: self._drag(pane, place))
        view.window_dragged.connect(self.change_window)
        view.hovered.connect(lambda place: self._hover(pane, place))
        view.maximise_requested.connect(lambda: self._maximise(name))
        view.menu_requested.connect(self._open_menu)

    # layout

    @property
    def _every_pane(self) -> tuple[PaneController, ...]:
        return (*self.panes.values(), self.prior_pane)

    @property
    def active(self) -> PaneController:
        """The pane that the keyboard works on."""
        return self.panes[self._active]

    def set_active(self, name: str) -> None:
        """Let the keyboard work on a pane: ``axial``, ``coronal``, ``sagittal`` or ``slab``."""
        if name != self._active:
            self._active = name
            if self._grid.is_single:
                self._arrange()
            else:
                self._grid.mark(name)

    def set_layout(self, layout: Layout | str) -> None:
        """Show the panes as ``"2x2"``, ``"1"`` (the active one alone) or ``"1+3"``."""
        self.display.update({"layout": Layout(layout), "maximised": False})

    def next_layout(self) -> None:
        """Go round the layouts."""
        order = [layout for layout in Layout if layout is not Layout.COMPARE or self._prior is not None]
        self.set_layout(order[(order.index(self.display.layout) + 1) % len(order)])

    def toggle_maximised(self) -> None:
        """Give the active pane all the room, or go back."""
        self.display.maximised = not self.display.maximised

    def _maximise(self, name: str) -> None:
        self.set_active(name)
        self.toggle_maximised()

    def _arrange(self) -> None:
        self._heat_bar.move_to(self._grid.arrange(self._active))

    # the case

    def show_preview(self, preview: SlicePreview) -> None:
        """Show the first slice of a series that is being read; the case's volume takes its place."""
        self._preview = preview
        for pane in self.panes.values():
            pane.set_preview(preview)
        self._show_page()

    def drop_preview(self) -> None:
        """The load failed or was cancelled: show the open volume again, or the empty state."""
        if self._preview is not None:
            self._preview = None
            for pane in self.panes.values():
                pane.set_preview(None)
        self._show_page()

    def _on_session_changed(self, changes: OpChanges, _initiator: object) -> None:
        if changes.volume:
            self._adopt_volume()
        self._adopt_prior()
        if changes.findings:
            for pane in self._every_pane:
                pane.mark_dirty()

    def _adopt_prior(self) -> None:
        """Show an earlier CT beside the current one as soon as it is there, and no longer when it is gone."""
        prior = self._session.case.prior
        if prior is self._prior:
            return
        self._prior = prior
        self.prior_pane.forget()
        if prior is not None:
            self.set_layout(Layout.COMPARE)
        elif self.display.layout is Layout.COMPARE:
            self.set_layout(Layout.QUAD)

    def toggle_compare(self) -> None:
        """Current and earlier CT side by side, or the four panes again; without an earlier CT ask for one."""
        if self._session.case.prior is None:
            self._context.signals.open_requested.emit("prior")
        else:
            self.set_layout(Layout.QUAD if self.display.layout is Layout.COMPARE else Layout.COMPARE)

    def _adopt_volume(self) -> None:
        volume = self._session.case.volume
        if volume is not self._volume:
            self._volume = volume
            for pane in self.panes.values():
                pane.forget()
            if volume is not None:
                self._reset_window(volume)
                self._slab_bar.show_millimetres(mm_trust(volume.trust) is MmTrust.TRUSTED)
        if volume is not None:
            cursor = self._session.selection.cursor
            if cursor is None or cursor.for_uid != volume.geometry.for_uid:
                self._move_cursor(volume.geometry.center)
        self.drop_preview()

    def _reset_window(self, volume: Volume) -> None:
        known = volume.unit is Unit.HOUNSFIELD
        self.display.window = PRESET_WINDOWS[Preset.LUNG] if known else value_range(volume.array)

    def _show_page(self) -> None:
        nothing = self._volume is None and self._preview is None
        self._pages.setCurrentWidget(self._empty if nothing else self._grid)

    # cursor and selection

    def _move_cursor(self, point: PatientPoint) -> None:
        self._moving = True
        try:
            self._session.selection.set_cursor(point)
        finally:
            self._moving = False

    def _on_cursor_changed(self, point: PatientPoint | None) -> None:
        for pane in self._every_pane:
            if point is not None and not self._moving:
                pane.reveal(point)
            pane.mark_dirty()

    def _on_focus_changed(self, node: NodeRef | None) -> None:
        for pane in self._every_pane:
            pane.mark_dirty()
        if node is None or node.kind is not NodeKind.FINDING or self._picking:
            return
        finding = self._session.case.finding(FindingId(node.key))
        if finding is not None:
            self.go_to(finding)

    def go_to(self, finding: Finding) -> None:
        """Put the cursor on a finding: on the slice where it was measured, else on its centre."""
        point = finding.center
        if finding.measurement is not None:
            axis = finding.measurement.long_axis
            x, y, z = ((a + b) / 2 for a, b in zip(axis.start.xyz_lps_mm, axis.end.xyz_lps_mm, strict=True))
            point = PatientPoint(axis.start.for_uid, (x, y, z))
        self._session.selection.set_cursor(point)

    def _point(self, pane: PaneController, place: tuple[float, float]) -> None:
        index = pane.nearest_index_at(place)
        frame = pane.frame()
        if index is None or frame is None:
            return
        hit = pane.finding_at(place)
        moved = list(index)
        if hit is not None:
            moved[frame.through_axis] = float(hit[1])
        pane.move_to(frame.geometry.point_at((moved[0], moved[1], moved[2])))
        picked = pane.id_in_case(hit[0]) if hit is not None else None
        if picked is not None:
            self._picking = True
            try:
                self._session.selection.select(NodeRef(NodeKind.FINDING, picked))
            finally:
                self._picking = False

    def _drag(self, pane: PaneController, place: tuple[float, float]) -> None:
        index, frame = pane.nearest_index_at(place), pane.frame()
        if index is not None and frame is not None:
            pane.move_to(frame.geometry.point_at(index))

    def _hover(self, pane: PaneController, place: tuple[float, float] | None) -> None:
        index = pane.index_at(place) if place is not None else None
        volume = pane.volume
        if index is None or volume is None:
            self.hovered.emit(None, None)
        else:
            self.hovered.emit(volume.geometry.point_at(index), volume.value_at(index))

    # window and overlays

    def set_preset(self, preset: Preset | str) -> None:
        """Choose a named window; those in Hounsfield units need a volume that has them."""
        preset = Preset(preset)
        if self._volume is None:
            return
        if preset is Preset.FULL:
            self.display.window = value_range(self._volume.array)
        elif self._volume.unit is Unit.HOUNSFIELD:
            self.display.window = PRESET_WINDOWS[preset]
        else:
            self._context.signals.message.emit(
                self.tr(
                    "Window presets are in Hounsfield units, and this series does not say that its values are. "
                    "Drag with the right button, or use the full range."
                ),
                "caution",
            )

    def change_window(self, right_px: float, down_px: float) -> None:
        """Widen the window to the right, raise its level downwards; more per pixel where it is wide."""
        window = self.display.window
        per_pixel = max(1.0, window.width * WINDOW_PER_PIXEL)
        self.display.window = Window(
            round(min(max(window.center + down_px * per_pixel, -32768), 65535)),
            round(min(max(window.width + right_px * per_pixel, 1), 65535)),
        )

    def toggle_overlays(self) -> None:
        """Outlines and diameters on or off; with the key held, only while it is down."""
        self.overlay_peek.press()

    def toggle_fill(self) -> None:
        """Fill the outlines with a quarter of their colour, or not."""
        self.display.update({"filled": not self.display.filled, "overlays": True})

    def toggle_crosshair(self) -> None:
        self.display.crosshair = not self.display.crosshair

    def toggle_smooth(self) -> None:
        """Interpolate between pixels, or show them as they are."""
        self.display.smooth = not self.display.smooth

    def toggle_heat(self) -> None:
        """Show where the malignancy model looked, or not."""
        self.display.heat = not self.display.heat

    def fit(self) -> None:
        """The whole picture in every pane, in the middle."""
        for pane in self.panes.values():
            pane.state.fit()

    def _remember_slab(self, slab_mm: float, *_old: object) -> None:
        if slab_mm >= 1.0:
            self._context.settings.slab_thickness_mm = slab_mm

    def set_slab_projection(self, projection: Projection) -> None:
        self.panes["slab"].state.projection = projection

    def next_slab_plane(self) -> None:
        """Let the slab pane look along the next axis."""
        order = list(Plane)
        present = self.panes["slab"].state.plane
        self._slab_bar.set_plane(order[(order.index(present) + 1) % len(order)])

    def focus_pane(self, step: int) -> None:
        """Move the keyboard to the next or the previous pane."""
        name = PANES[(PANES.index(self._active) + step) % len(PANES)]
        self.set_active(name)
        self.panes[name].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> list[ViewerCommand]:
        """What the viewer can do: (id, words, default key, callable); ask again after a change of language."""
        return self._commands()

    def menus(self) -> list[tuple[str, list[str]]]:
        """The same commands as menus: title in the language of the screen, ids."""
        return self._commands.menus()

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("viewer.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups = ("preset_", "overlays fill heat crosshair smooth", "fit maximise layout_")
        commands = self.commands()
        for group in groups:
            wanted = group.split()
            for name, text, _key, run in commands:
                if any(name == word or (word.endswith("_") and name.startswith(word)) for word in wanted):
                    menu.addAction(text).triggered.connect(lambda _checked=False, call=run: call())
            if group != groups[-1]:
                menu.addSeparator()
        menu.popup(at)

    # language

    def retranslate(self) -> None:
        self._grid.setAccessibleName(self.tr("Image panes"))
        for name, words in (
            ("axial", self.tr("Axial pane")),
            ("coronal", self.tr("Coronal pane")),
            ("sagittal", self.tr("Sagittal pane")),
            ("slab", self.tr("Slab pane")),
        ):
            self.panes[name].view.setAccessibleName(words)
            self.panes[name].mark_dirty(Dirty.OVERLAY)
        self.prior_pane.view.setAccessibleName(self.tr("Earlier CT pane"))
        self.prior_pane.mark_dirty(Dirty.OVERLAY)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
