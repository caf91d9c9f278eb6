"""Controller of one pane: turns hands into intent, and intent, case and cursor into a picture."""

from collections.abc import Callable
from dataclasses import replace
from enum import Flag, auto

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from pmdesk.core.evidence import NodeKind
from pmdesk.core.finding import Finding
from pmdesk.core.geometry import PatientPoint, VolumeGeometry
from pmdesk.core.ids import FindingId
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.loader import SlicePreview
from pmdesk.imaging.slicing import (
    Plane,
    PlaneFrame,
    Projection,
    Window,
    extract,
    outlines,
    plane_frame,
    section_of,
    to_gray,
    to_screen,
)
from pmdesk.services.session import Session
from pmdesk.ui.bridge import bind
from pmdesk.ui.viewer.heat_picture import HeatCache
from pmdesk.ui.viewer.overlay_painter import HeatPicture, Overlay, TextLine, Tone
from pmdesk.ui.viewer.slice_view import SliceView
from pmdesk.ui.viewer.view_state import (
    PRESET_WINDOWS,
    SLAB_LIMIT_MM,
    ZOOM_LIMITS,
    DisplayState,
    MmTrust,
    Preset,
    ResolvedView,
    ViewState,
    resolve,
    thicker,
)

_OUTLINE_CACHE_SIZE = 256


class Dirty(Flag):
    """What a pane must do before the next frame."""

    NOTHING = 0
    OVERLAY = auto()
    PICTURE = auto()


class PaneController(QObject):
    """Draws one pane, at most once per turn of the event loop.

    Parameters
    ----------
    view
        The pane; it shows and reports, nothing else.
    state
        What this pane is asked to show.
    display
        What all panes share.
    move_cursor
        Moves the shared cursor on behalf of the viewer.
    """

    def __init__(
        self,
        view: SliceView,
        state: ViewState,
        display: DisplayState,
        session: Session,
        move_cursor: Callable[[PatientPoint], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self.state = state
        self._display = display
        self._session = session
        self._move_cursor = move_cursor
        self._preview: SlicePreview | None = None
        self._frames: dict[Plane, PlaneFrame] = {}
        self._outlines: dict[
            tuple[FindingId, Plane, int, int], tuple[Segment, tuple[NDArray[np.float64], ...]]
        ] = {}
        self._heat = HeatCache()
        self._picture: NDArray[np.generic] | None = None
        self._shown: tuple[object, ...] = ()
        self.resolved: ResolvedView | None = None
        self._dirty = Dirty.NOTHING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.draw)

        bind(self, state.events.all, lambda *_change: self.mark_dirty())
        bind(self, display.events.all, lambda *_change: self.mark_dirty())
        view.shown.connect(self._schedule)
        view.scrolled.connect(self.scroll)
        view.slab_scrolled.connect(self.change_slab)
        view.zoomed.connect(self.zoom)
        view.panned.connect(self.pan)

    # the case

    @property
    def volume(self) -> Volume | None:
        return self._session.case.volume

    @property
    def cursor(self) -> PatientPoint | None:
        """The shared cursor as a place of this pane's volume."""
        return self._session.selection.cursor

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._session.case.findings

    @property
    def selected_id(self) -> FindingId | None:
        """The selected one among `findings`."""
        key = self._session.selection.selected(NodeKind.FINDING)
        return None if key is None else FindingId(key)

    def id_in_case(self, finding: Finding) -> FindingId | None:
        """The finding of the case that one of `findings` stands for."""
        return finding.id

    def move_to(self, point: PatientPoint) -> None:
        """Put the shared cursor on a place of this pane's volume."""
        self._move_cursor(point)

    def frame(self) -> PlaneFrame | None:
        """The plane of this pane in the open volume or, before that, in the one being loaded."""
        geometry: VolumeGeometry | None = None
        if self._preview is not None:
            geometry = self._preview.geometry
        elif self.volume is not None:
            geometry = self.volume.geometry
        if geometry is None:
            return None
        frame = self._frames.get(self.state.plane)
        if frame is None or frame.geometry is not geometry:
            frame = self._frames[self.state.plane] = plane_frame(geometry, self.state.plane)
        return frame

    def set_preview(self, preview: SlicePreview | None) -> None:
        """Show the first slice of a volume that is being read, or go back to the case's volume."""
        self._preview = preview
        self.mark_dirty(Dirty.PICTURE)

    def forget(self) -> None:
        """Another volume: nothing kept of the last one, the whole picture in the middle."""
        self._frames.clear()
        self._outlines.clear()
        self._picture = None
        self._shown = ()
        self.resolved = None
        self.state.fit()
        self.mark_dirty(Dirty.PICTURE)

    # hands

    def scroll(self, steps: int) -> None:
        """Go ``steps`` slices towards the feet, the back or the patient's left."""
        frame, cursor = self.frame(), self._cursor_index()
        if frame is not None and cursor is not None:
            self.go_to_slice(frame.nearest_slice(cursor) + steps * frame.next_step)

    def scroll_to_end(self, *, last: bool) -> None:
        """Go to the first or the last slice in reading order."""
        frame = self.frame()
        if frame is not None:
            self.go_to_slice(frame.slice_count - 1 if last == (frame.next_step > 0) else 0)

    def go_to_slice(self, number: int) -> None:
        """Move the cursor through the plane to a slice, clamped to the volume."""
        frame, cursor = self.frame(), self._cursor_index()
        if frame is None or cursor is None:
            return
        target = min(max(number, 0), frame.slice_count - 1)
        if target != frame.nearest_slice(cursor):
            cursor[frame.through_axis] = target
            self._move_cursor(frame.geometry.point_at((float(cursor[0]), float(cursor[1]), float(cursor[2]))))

    def change_slab(self, steps: int) -> None:
        """Make the slab thicker or thinner; thin enough, it is a single slice."""
        frame = self.frame()
        if frame is None:
            return
        middle, slab_mm = frame.slice_count // 2, self.state.slab_mm
        before = frame.slab(middle, slab_mm)
        slab_mm = thicker(slab_mm, steps)
        # where slices are thick, a step of a millimetre may change nothing: go on until it does
        while frame.slab(middle, slab_mm) == before and 0.0 < slab_mm < SLAB_LIMIT_MM:
            slab_mm = thicker(slab_mm, 1 if steps > 0 else -1)
        first, last = frame.slab(middle, slab_mm)
        self.state.slab_mm = 0.0 if first == last and steps < 0 else slab_mm

    def zoom(self, factor: float, about_mm: tuple[float, float] | None = None) -> None:
        """Magnify; the place under the mouse stays where it is."""
        resolved = self.resolved
        if resolved is None:
            return
        low, high = ZOOM_LIMITS
        zoom = min(max(self.state.zoom * factor, low), high)
        ratio = self.state.zoom / zoom
        center = resolved.center_mm if self.state.center_mm is None else self.state.center_mm
        about = about_mm or center
        self.state.update(
            {
                "zoom": zoom,
                "center_mm": tuple(a + (c - a) * ratio for a, c in zip(about, center, strict=True)),
            }
        )

    def pan(self, right_mm: float, down_mm: float) -> None:
        """Move the picture under the pane."""
        if self.resolved is not None:
            x, y = self.state.center_mm or self.resolved.center_mm
            self.state.center_mm = (x - right_mm, y - down_mm)

    def reveal(self, point: PatientPoint) -> None:
        """Centre the pane on a point that lies outside its visible part."""
        frame, volume = self.frame(), self.volume
        if frame is None or volume is None or point.for_uid != volume.geometry.for_uid:
            return
        x, y = (float(value) for value in frame.mm_of_lps(point.xyz_lps_mm))
        mapping = self.view.mapping
        at = mapping.to_px(x, y)
        if not (0 <= at.x() < mapping.size.width() and 0 <= at.y() < mapping.size.height()):
            self.state.center_mm = (x, y)

    # places

    def _cursor_index(self) -> NDArray[np.float64] | None:
        if self.volume is None or self._preview is not None:
            return None
        cursor = self.cursor
        if cursor is None or cursor.for_uid != self.volume.geometry.for_uid:
            cursor = self.volume.geometry.center
        return self.volume.geometry.to_index(cursor.xyz_lps_mm)

    def index_at(self, place_mm: tuple[float, float]) -> tuple[float, float, float] | None:
        """Volume index under a place, on the slice of the cursor; None outside the volume."""
        frame, cursor = self.frame(), self._cursor_index()
        if frame is None or cursor is None:
            return None
        index = frame.index_of_mm(*place_mm, float(cursor[frame.through_axis]))
        return index if frame.geometry.contains_index(index) else None

    def nearest_index_at(self, place_mm: tuple[float, float]) -> tuple[float, float, float] | None:
        """Like `index_at`, a place outside taken to the edge of the volume."""
        frame, cursor = self.frame(), self._cursor_index()
        if frame is None or cursor is None:
            return None
        index = frame.index_of_mm(*place_mm, float(cursor[frame.through_axis]))
        s, r, c = (
            min(max(value, 0.0), size - 1.0) for value, size in zip(index, frame.geometry.shape, strict=True)
        )
        return s, r, c

    def finding_at(self, place_mm: tuple[float, float]) -> tuple[Finding, int] | None:
        """The finding under a place and the slice of it that is nearest to the cursor's."""
        frame, resolved = self.frame(), self.resolved
        index = self.index_at(place_mm)
        if frame is None or resolved is None or index is None or not self._display.overlays:
            return None
        voxel = [
            min(max(round(value), 0), size - 1)
            for value, size in zip(index, frame.geometry.shape, strict=True)
        ]
        hits = []
        for finding in self.findings:
            segment = finding.segment
            if segment is None or segment.geometry.shape != frame.geometry.shape:
                continue
            for through in range(resolved.first, resolved.last + 1):
                voxel[frame.through_axis] = through
                local = tuple(value - start for value, start in zip(voxel, segment.offset, strict=True))
                inside = all(0 <= value < size for value, size in zip(local, segment.mask.shape, strict=True))
                if inside and segment.mask[local]:
                    hits.append((abs(through - resolved.index), finding.number, finding, through))
        if not hits:
            return None
        _, _, finding, through = min(hits, key=lambda hit: hit[:2])
        return finding, through

    # drawing

    def mark_dirty(self, dirty: Dirty = Dirty.OVERLAY) -> None:
        """Draw in the next turn of the event loop; the picture itself is redone only where it differs."""
        self._dirty |= dirty
        self._schedule()

    def _schedule(self) -> None:
        if self._dirty and self.view.isVisible() and not self._timer.isActive():
            self._timer.start()

    def draw(self) -> None:
        """Draw now what is dirty."""
        dirty, self._dirty = self._dirty, Dirty.NOTHING
        if Dirty.PICTURE in dirty:
            self._shown = ()
        self.view.set_smooth(self._display.smooth)
        frame, volume = self.frame(), self.volume
        if frame is not None and self._preview is not None:
            self._draw_preview(self._preview, frame)
        elif frame is not None and volume is not None:
            self._draw_volume(volume, frame)
        else:
            self.resolved = None
            self.view.set_image(None)
            self.view.set_overlay(Overlay())

    def _draw_volume(self, volume: Volume, frame: PlaneFrame) -> None:
        resolved = resolve(
            self.state,
            self._display,
            volume,
            frame,
            self.cursor,
            self.findings,
            self.selected_id,
            self._loops_of,
        )
        before, self.resolved = self.resolved, resolved
        if (
            self._picture is None
            or before is None
            or before.picture_key != resolved.picture_key
            or not self._shown
        ):
            self._picture = extract(volume.array, frame, resolved.first, resolved.last, resolved.projection)
        shown = (*resolved.picture_key, resolved.window)
        if shown != self._shown:
            self._shown = shown
            self.view.set_image(to_gray(self._picture, resolved.window), frame.pixel_to_mm)
        left, top, right, bottom = frame.bounds_mm()
        self.view.set_view(resolved.center_mm, resolved.zoom, (right - left, bottom - top))
        heat = self._heat_picture(frame, resolved) if self._display.heat else None
        self.view.set_overlay(replace(self._overlay(resolved), heat=heat))
        self.view.setAccessibleDescription(
            " ".join(line.text for line in (*self.view.overlay.top_left, *self.view.overlay.bottom_left))
        )

    def _heat_picture(self, frame: PlaneFrame, resolved: ResolvedView) -> HeatPicture | None:
        """The heat map of the selected finding as it meets this pane."""
        key = self._session.selection.selected(NodeKind.FINDING)
        finding = None if key is None else self._session.case.finding(FindingId(key))
        judged = None if finding is None else finding.characterisation
        if judged is None or judged.heat is None:
            return None
        return self._heat.picture(
            judged.heat, frame, resolved.first, resolved.last, self._display.heat_opacity
        )

    def _draw_preview(self, preview: SlicePreview, frame: PlaneFrame) -> None:
        self.resolved = None
        self._shown = ()
        left, top, right, bottom = frame.bounds_mm()
        self.view.set_view(((left + right) / 2, (top + bottom) / 2), 1.0, (right - left, bottom - top))
        own_slice = frame.through_axis == 0 and self.state.slab_mm == 0.0
        if own_slice:
            gray = to_gray(np.ascontiguousarray(to_screen(preview.image, frame)), PRESET_WINDOWS[Preset.LUNG])
            self.view.set_image(gray, frame.pixel_to_mm)
        else:
            self.view.set_image(None)
        self.view.set_overlay(
            Overlay(
                top_left=(TextLine(self._plane_name(), Tone.STRONG),),
                bottom_left=(TextLine(self.tr("Loading the other slices..."), Tone.QUIET),)
                if own_slice
                else (),
                message="" if own_slice else self.tr("Loading..."),
            )
        )

    def _loops_of(
        self, finding: Finding, frame: PlaneFrame, first: int, last: int
    ) -> tuple[NDArray[np.float64], ...]:
        segment = finding.segment
        if segment is None or segment.geometry.shape != frame.geometry.shape:
            return ()
        key = (finding.id, frame.plane, first, last)
        kept = self._outlines.get(key)
        if kept is not None and kept[0] is segment:
            return kept[1]
        section = section_of(segment, frame, first, last)
        loops = () if section is None else tuple(frame.to_mm(loop) for loop in outlines(section))
        if len(self._outlines) >= _OUTLINE_CACHE_SIZE:
            self._outlines.clear()
        self._outlines[key] = (segment, loops)
        return loops

    # words

    def _plane_name(self) -> str:
        return {
            Plane.AXIAL: self.tr("Axial"),
            Plane.CORONAL: self.tr("Coronal"),
            Plane.SAGITTAL: self.tr("Sagittal"),
        }[self.state.plane]

    def _projection_name(self) -> str:
        return {
            Projection.MAXIMUM: self.tr("MIP"),
            Projection.MINIMUM: self.tr("MinIP"),
            Projection.MEAN: self.tr("Mean"),
        }[self.state.projection]

    def _preset_name(self, window: Window) -> str:
        names = {
            Preset.LUNG: self.tr("Lung"),
            Preset.MEDIASTINUM: self.tr("Mediastinum"),
            Preset.BONE: self.tr("Bone"),
            Preset.BRAIN: self.tr("Brain"),
            Preset.ABDOMEN: self.tr("Abdomen"),
        }
        return next((names[preset] for preset, known in PRESET_WINDOWS.items() if known == window), "")

    def _slab_words(self, view: ResolvedView) -> str:
        count = view.last - view.first + 1
        thickness = f"{view.slab_mm:.1f}" if view.slab_mm < 100 else f"{view.slab_mm:.0f}"
        if view.mm is not MmTrust.TRUSTED:
            return self.tr("{projection}, slices: {count}").format(
                projection=self._projection_name(), count=count
            )
        if count == 1:
            return self.tr("one slice, {thickness} mm").format(thickness=thickness)
        return self.tr("{projection} {thickness} mm").format(
            projection=self._projection_name(), thickness=thickness
        )

    def _overlay(self, view: ResolvedView) -> Overlay:
        mm_shown = view.mm is MmTrust.TRUSTED
        title = self._plane_name()
        position = f"{view.index + 1} / {view.frame.slice_count}"
        if mm_shown and view.orientation_known:
            axis = {Plane.AXIAL: "z", Plane.CORONAL: "y", Plane.SAGITTAL: "x"}[view.frame.plane]
            place = _signed(view.frame.position_mm(view.index))
            position += "   " + self.tr("{axis} {place} mm").format(axis=axis, place=place)
        top_left = [TextLine(title, Tone.STRONG), TextLine(position)]
        if self.state.slab_mm > 0:
            top_left.append(TextLine(self._slab_words(view)))
        if not view.orientation_known:
            top_left.append(TextLine(self.tr("orientation not known"), Tone.CAUTION))
        elif view.frame.is_oblique:
            top_left.append(TextLine(self.tr("oblique"), Tone.CAUTION))
        window = self.tr("W {width}  L {level}").format(
            width=_signed(view.window.width, 0), level=_signed(view.window.center, 0)
        )
        preset = self._preset_name(view.window) if view.unit is Unit.HOUNSFIELD else ""
        bottom_left = [TextLine(f"{window}  {preset}".rstrip())]
        if abs(view.zoom - 1.0) > 1e-3:
            bottom_left.insert(
                0, TextLine(self.tr("Zoom {percent} %").format(percent=round(view.zoom * 100)), Tone.QUIET)
            )
        notes = {
            MmTrust.TRUSTED: (),
            MmTrust.NOT_CALIBRATED: (TextLine(self.tr("not calibrated"), Tone.CAUTION),),
            MmTrust.NOT_TRUSTED: (TextLine(self.tr("mm not trusted"), Tone.CAUTION),),
        }[view.mm]
        return Overlay(
            top_left=tuple(top_left),
            bottom_left=tuple(bottom_left),
            bottom_right=notes,
            letters=view.frame.letters if view.orientation_known else None,
            cursor_mm=view.cursor_mm,
            marks=view.marks,
            axes=view.axes,
            axis_labels=tuple(
                self.tr("{length} mm").format(length=f"{line.length_mm:.1f}") for line in view.axes
            ),
            filled=self._display.filled,
            scale_bar=mm_shown,
        )


def _signed(value: float, digits: int = 1) -> str:
    """A number with a true minus sign, never "-0"."""
    text = f"{value:.{digits}f}"
    if float(text) == 0.0:
        text = text.lstrip("-")
    return text.replace("-", "\N{MINUS SIGN}")
