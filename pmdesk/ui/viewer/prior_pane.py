"""The pane of the earlier CT: the same place, window and scale as the axial pane beside it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject

from pmdesk.core.finding import Finding
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.growth import Comparison, PriorStudy
from pmdesk.core.ids import FindingId
from pmdesk.core.volume import Volume
from pmdesk.imaging.loader import SlicePreview
from pmdesk.imaging.slicing import Plane
from pmdesk.services.session import Session
from pmdesk.ui.bridge import bind
from pmdesk.ui.viewer.overlay_painter import Overlay
from pmdesk.ui.viewer.pane import Dirty, PaneController
from pmdesk.ui.viewer.slice_view import SliceView
from pmdesk.ui.viewer.view_state import DisplayState, ResolvedView, ViewState


class PriorPane(PaneController):
    """Shows the earlier CT where the cursor is mapped to; zoom and pan are those of the pane that it follows.

    Parameters
    ----------
    leader
        The pane of the current CT.
    """

    def __init__(
        self,
        view: SliceView,
        display: DisplayState,
        session: Session,
        move_cursor: Callable[[PatientPoint], None],
        leader: PaneController,
        parent: QObject,
    ) -> None:
        self._leader = leader
        super().__init__(view, ViewState(plane=Plane.AXIAL), display, session, move_cursor, parent)
        bind(self, leader.state.events.all, lambda *_change: self.mark_dirty())
        leader.view.resized.connect(self.mark_dirty)
        view.resized.connect(self.mark_dirty)

    @property
    def prior(self) -> PriorStudy | None:
        return self._session.case.prior

    @property
    def _comparison(self) -> Comparison | None:
        return self._session.case.comparison

    # what the base class shows

    @property
    def volume(self) -> Volume | None:
        return self.prior.volume if self.prior is not None else None

    @property
    def cursor(self) -> PatientPoint | None:
        point = self._session.selection.cursor
        if self.prior is None or point is None or point.for_uid != self.prior.alignment.current_for_uid:
            return None
        return self.prior.alignment.to_prior(point)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._comparison.prior_findings if self._comparison is not None else ()

    @property
    def selected_id(self) -> FindingId | None:
        growth = self._comparison.of(super().selected_id) if self._comparison is not None else None
        return growth.prior_finding_id if growth is not None else None

    def id_in_case(self, finding: Finding) -> FindingId | None:
        growth = self._comparison.growth if self._comparison is not None else ()
        return next((item.finding_id for item in growth if item.prior_finding_id == finding.id), None)

    def move_to(self, point: PatientPoint) -> None:
        if self.prior is not None and point.for_uid == self.prior.alignment.prior_for_uid:
            super().move_to(self.prior.alignment.to_current(point))

    def go_to_slice(self, number: int) -> None:
        """Move the cursor by as many millimetres as the slices lie apart; the mapping bends a little."""
        frame, cursor = self.frame(), self._cursor_index()
        if frame is None or cursor is None:
            return
        target = min(max(number, 0), frame.slice_count - 1)
        if target != frame.nearest_slice(cursor):
            cursor[frame.through_axis] = target
            self.move_to(frame.geometry.point_at((float(cursor[0]), float(cursor[1]), float(cursor[2]))))

    def set_preview(self, preview: SlicePreview | None) -> None:
        """A series that is being read is the current one."""
        self.mark_dirty(Dirty.PICTURE)

    # following

    def reveal(self, point: PatientPoint) -> None:
        """The leader decides what is in sight."""

    def zoom(self, factor: float, about_mm: tuple[float, float] | None = None) -> None:
        self._leader.zoom(factor)

    def pan(self, right_mm: float, down_mm: float) -> None:
        self._leader.pan(right_mm, down_mm)

    def change_slab(self, steps: int) -> None:
        """Growth is looked at on single slices."""

    def draw(self) -> None:
        self._follow()
        super().draw()
        if self.prior is None:
            self.view.set_overlay(Overlay(message=self.tr("Open an earlier CT to compare with")))

    def _follow(self) -> None:
        """The same place in the middle, at the same millimetres a pixel."""
        frame, ahead, leading = self.frame(), self._leader.resolved, self._leader.frame()
        if self.prior is None or frame is None or ahead is None or leading is None:
            return
        middle = leading.index_of_mm(*ahead.center_mm, float(ahead.index))
        there = self.prior.alignment.map_points(leading.geometry.to_lps_mm(middle))
        x, y = (float(value) for value in frame.mm_of_lps(np.asarray(there)))
        left, top, right, bottom = frame.bounds_mm()
        size = self.view.mapping.size
        fit = min(max(size.width(), 1.0) / (right - left), max(size.height(), 1.0) / (bottom - top))
        px_per_mm = self._leader.view.mapping.px_per_mm
        self.state.update({"zoom": px_per_mm / fit, "center_mm": (x, y)})

    # words

    def _plane_name(self) -> str:
        day = self.prior.volume.description.study_date if self.prior is not None else None
        if day is None:
            return self.tr("Earlier CT, undated")
        return self.tr("Earlier CT {date}").format(date=day.isoformat())

    def _overlay(self, view: ResolvedView) -> Overlay:
        shown = super()._overlay(view)
        cursor, volume = self.cursor, self.volume
        if cursor is None or volume is None:
            return shown
        s, r, c = (float(value) for value in volume.geometry.to_index(cursor.xyz_lps_mm))
        if volume.geometry.contains_index((s, r, c)):
            return shown
        return replace(shown, message=self.tr("The earlier CT does not show this place"))
