"""What the viewer can do, as data for the menus, the palette and the keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from pmdesk.imaging.slicing import Projection
from pmdesk.ui.viewer.slice_view import ZOOM_PER_STEP
from pmdesk.ui.viewer.view_state import Layout, Preset

if TYPE_CHECKING:
    from pmdesk.ui.viewer.imaging_view import ImagingView

PAGE_SLICES = 10

ViewerCommand = tuple[str, str, QKeySequence, Callable[[], object]]
"""Stable id, words in the language of the screen, default key, what to call."""

_Entries = tuple[tuple[str, str, str, Callable[[], object]], ...]


class ViewerCommands(QObject):
    """The commands of one viewer; their words are those of the moment they are asked for."""

    def __init__(self, view: "ImagingView") -> None:
        super().__init__(view)
        self._view = view

    def __call__(self) -> list[ViewerCommand]:
        return [
            (name, text, QKeySequence(key), run)
            for _title, entries in self._groups()
            for name, text, key, run in entries
        ]

    def menus(self) -> list[tuple[str, list[str]]]:
        """The commands as menus: title in the language of the screen, ids."""
        return [(title, [name for name, *_rest in entries]) for title, entries in self._groups()]

    def _groups(self) -> tuple[tuple[str, _Entries], ...]:
        return (
            (self.tr("Window"), self._windows()),
            (self.tr("Slice and pane"), self._slices()),
            (self.tr("Overlays"), self._overlays()),
            (self.tr("Zoom and layout"), self._layouts()),
            (self.tr("Slab"), self._slab()),
        )

    def _windows(self) -> _Entries:
        view = self._view
        return (
            ("preset_lung", self.tr("Lung window"), "1", lambda: view.set_preset(Preset.LUNG)),
            (
                "preset_mediastinum",
                self.tr("Mediastinum window"),
                "2",
                lambda: view.set_preset(Preset.MEDIASTINUM),
            ),
            ("preset_bone", self.tr("Bone window"), "3", lambda: view.set_preset(Preset.BONE)),
            ("preset_brain", self.tr("Brain window"), "4", lambda: view.set_preset(Preset.BRAIN)),
            ("preset_abdomen", self.tr("Abdomen window"), "5", lambda: view.set_preset(Preset.ABDOMEN)),
            ("preset_full", self.tr("Full range window"), "6", lambda: view.set_preset(Preset.FULL)),
        )

    def _slices(self) -> _Entries:
        view = self._view
        return (
            ("slice_previous", self.tr("Previous slice"), "Up", lambda: view.active.scroll(-1)),
            ("slice_next", self.tr("Next slice"), "Down", lambda: view.active.scroll(1)),
            ("slice_back", self.tr("Ten slices back"), "PgUp", lambda: view.active.scroll(-PAGE_SLICES)),
            ("slice_forward", self.tr("Ten slices on"), "PgDown", lambda: view.active.scroll(PAGE_SLICES)),
            ("slice_first", self.tr("First slice"), "Home", lambda: view.active.scroll_to_end(last=False)),
            ("slice_last", self.tr("Last slice"), "End", lambda: view.active.scroll_to_end(last=True)),
            ("pane_previous", self.tr("Previous pane"), "Left", lambda: view.focus_pane(-1)),
            ("pane_next", self.tr("Next pane"), "Right", lambda: view.focus_pane(1)),
        )

    def _overlays(self) -> _Entries:
        view = self._view
        return (
            ("overlays", self.tr("Overlays (hold to peek)"), "T", view.toggle_overlays),
            ("fill", self.tr("Fill outlines"), "Shift+T", view.toggle_fill),
            ("heat", self.tr("Heat map of the selected nodule"), "H", view.toggle_heat),
            ("crosshair", self.tr("Crosshair"), "X", view.toggle_crosshair),
            ("smooth", self.tr("Smooth pixels"), "", view.toggle_smooth),
        )

    def _layouts(self) -> _Entries:
        view = self._view
        return (
            ("fit", self.tr("Fit images to panes"), "0", view.fit),
            ("zoom_in", self.tr("Zoom in"), "+", lambda: view.active.zoom(ZOOM_PER_STEP)),
            ("zoom_out", self.tr("Zoom out"), "-", lambda: view.active.zoom(1 / ZOOM_PER_STEP)),
            ("layouts", self.tr("Next layout"), "L", view.next_layout),
            ("layout_quad", self.tr("Layout: four panes"), "", lambda: view.set_layout(Layout.QUAD)),
            ("layout_single", self.tr("Layout: one pane"), "", lambda: view.set_layout(Layout.SINGLE)),
            (
                "layout_one_three",
                self.tr("Layout: one and three"),
                "",
                lambda: view.set_layout(Layout.ONE_AND_THREE),
            ),
            ("compare", self.tr("Compare with the earlier CT"), "C", view.toggle_compare),
            ("maximise", self.tr("Maximise pane"), "Z", view.toggle_maximised),
        )

    def _slab(self) -> _Entries:
        view = self._view
        return (
            ("slab_thicker", self.tr("Thicker slab"), "Shift+Up", lambda: view.panes["slab"].change_slab(1)),
            (
                "slab_thinner",
                self.tr("Thinner slab"),
                "Shift+Down",
                lambda: view.panes["slab"].change_slab(-1),
            ),
            ("slab_plane", self.tr("Slab: next plane"), "", view.next_slab_plane),
            (
                "slab_maximum",
                self.tr("Slab: maximum (MIP)"),
                "",
                lambda: view.set_slab_projection(Projection.MAXIMUM),
            ),
            (
                "slab_minimum",
                self.tr("Slab: minimum (MinIP)"),
                "",
                lambda: view.set_slab_projection(Projection.MINIMUM),
            ),
            ("slab_mean", self.tr("Slab: mean"), "", lambda: view.set_slab_projection(Projection.MEAN)),
        )
