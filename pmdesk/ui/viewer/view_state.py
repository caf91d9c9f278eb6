"""What the panes are asked to show (evented state), and what that comes to for one volume (frozen, resolved)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psygnal import EventedModel

from pmdesk.core.finding import Axis, Finding, ReviewStatus
from pmdesk.core.geometry import GeometryIssueCode, GeometryTrust, PatientPoint
from pmdesk.core.ids import FindingId
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.slicing import Plane, PlaneFrame, Projection, Window

SLAB_LIMIT_MM = 200.0
ZOOM_LIMITS = (0.25, 40.0)


class Layout(StrEnum):
    """How the panes share the centre."""

    QUAD = "2x2"
    SINGLE = "1"
    ONE_AND_THREE = "1+3"
    COMPARE = "compare"
    """Axial pane and earlier CT side by side."""


class Preset(StrEnum):
    """Named windows; `FULL` spans the values of the volume."""

    LUNG = "lung"
    MEDIASTINUM = "mediastinum"
    BONE = "bone"
    BRAIN = "brain"
    ABDOMEN = "abdomen"
    FULL = "full"


PRESET_WINDOWS = {
    Preset.LUNG: Window(-600, 1500),
    Preset.MEDIASTINUM: Window(40, 400),
    Preset.BONE: Window(400, 1800),
    Preset.BRAIN: Window(40, 80),
    Preset.ABDOMEN: Window(60, 400),
}
"""Level and width in Hounsfield units."""


class DisplayState(EventedModel):
    """What all panes share."""

    window: Window = PRESET_WINDOWS[Preset.LUNG]
    overlays: bool = True
    filled: bool = False
    crosshair: bool = True
    smooth: bool = True
    heat: bool = False
    """Show where the malignancy model looked, for the selected finding."""
    heat_opacity: float = 0.6
    layout: Layout = Layout.QUAD
    maximised: bool = False


class ViewState(EventedModel):
    """What one pane is asked to show; the slice follows from the shared cursor."""

    plane: Plane
    projection: Projection = Projection.MAXIMUM
    slab_mm: float = 0.0
    """0 is a single slice."""
    zoom: float = 1.0
    """1 fits the picture into the pane."""
    center_mm: tuple[float, float] | None = None
    """Plane mm in the middle of the pane; None is the middle of the picture."""

    def fit(self) -> None:
        """The whole picture, in the middle."""
        self.update({"zoom": 1.0, "center_mm": None})


class MmTrust(StrEnum):
    """Whether millimetres may be shown."""

    TRUSTED = "trusted"
    NOT_CALIBRATED = "not_calibrated"
    NOT_TRUSTED = "not_trusted"


def mm_trust(trust: GeometryTrust) -> MmTrust:
    """What the geometry's trust allows the panes to say in millimetres."""
    if trust.has(GeometryIssueCode.SPACING_UNKNOWN):
        return MmTrust.NOT_CALIBRATED
    return MmTrust.TRUSTED if trust.measurements_allowed else MmTrust.NOT_TRUSTED


@dataclass(frozen=True, eq=False)
class FindingMark:
    """One finding as it meets the picture: closed lines in plane mm and how they are drawn."""

    number: int
    loops: tuple[NDArray[np.float64], ...]
    selected: bool
    status: ReviewStatus


@dataclass(frozen=True, eq=False)
class AxisLine:
    """A diameter on the picture: both ends in plane mm, and its length where it may be shown."""

    number: int
    start_mm: tuple[float, float]
    end_mm: tuple[float, float]
    length_mm: float


@dataclass(frozen=True, eq=False)
class ResolvedView:
    """All that one pane shows of one volume.

    ``index`` is the slice of the cursor; ``first`` to ``last`` is the slab about it, both included.
    """

    frame: PlaneFrame
    index: int
    first: int
    last: int
    projection: Projection
    window: Window
    zoom: float
    center_mm: tuple[float, float]
    cursor_mm: tuple[float, float] | None
    marks: tuple[FindingMark, ...]
    axes: tuple[AxisLine, ...]
    mm: MmTrust
    orientation_known: bool
    unit: Unit

    @property
    def picture_key(self) -> tuple[Any, ...]:
        """Equal for two views that show the same voxels."""
        return id(self.frame), self.first, self.last, self.projection

    @property
    def slab_mm(self) -> float:
        """Thickness that is really shown."""
        return (self.last - self.first + 1) * self.frame.plane_spacing_mm


LoopsOf = Callable[[Finding, PlaneFrame, int, int], tuple[NDArray[np.float64], ...]]


def resolve(
    state: ViewState,
    display: DisplayState,
    volume: Volume,
    frame: PlaneFrame,
    cursor: PatientPoint | None,
    findings: tuple[Finding, ...],
    selected: FindingId | None,
    loops_of: LoopsOf,
) -> ResolvedView:
    """What a pane shows, from what it is asked for and what there is.

    Parameters
    ----------
    frame
        Of ``volume`` and ``state.plane``.
    cursor
        The shared point; one of another frame of reference is not followed.
    loops_of
        Outlines of a finding in a slab, in plane mm; may answer from a cache.
    """
    if cursor is not None and cursor.for_uid != volume.geometry.for_uid:
        cursor = None
    place = volume.geometry.to_index((cursor or volume.geometry.center).xyz_lps_mm)
    index = frame.nearest_slice(place)
    first, last = frame.slab(index, state.slab_mm)
    left, top, right, bottom = frame.bounds_mm()
    cursor_mm = frame.to_mm(frame.pixel_of_index(place))
    mm = mm_trust(volume.trust)
    marks, axes = [], []
    if display.overlays:
        for finding in findings:
            chosen = finding.id == selected
            loops = loops_of(finding, frame, first, last)
            if loops:
                marks.append(FindingMark(finding.number, loops, chosen, finding.status))
            if chosen and finding.measurement is not None and mm is MmTrust.TRUSTED:
                for axis in (finding.measurement.long_axis, finding.measurement.short_axis):
                    line = _axis_line(axis, finding.number, frame, first, last)
                    if line is not None:
                        axes.append(line)
    # the selected one is drawn last, on top
    marks.sort(key=lambda mark: mark.selected)
    return ResolvedView(
        frame=frame,
        index=index,
        first=first,
        last=last,
        projection=state.projection,
        window=display.window,
        zoom=state.zoom,
        center_mm=state.center_mm or ((left + right) / 2, (top + bottom) / 2),
        cursor_mm=(float(cursor_mm[0]), float(cursor_mm[1]))
        if cursor is not None and display.crosshair
        else None,
        marks=tuple(marks),
        axes=tuple(axes),
        mm=mm,
        orientation_known=not volume.trust.has(GeometryIssueCode.ORIENTATION_UNKNOWN),
        unit=volume.unit,
    )


def _axis_line(axis: Axis, number: int, frame: PlaneFrame, first: int, last: int) -> AxisLine | None:
    """A diameter, where both of its ends lie in the slab."""
    ends = frame.geometry.to_index(np.array([axis.start.xyz_lps_mm, axis.end.xyz_lps_mm]))
    depth = ends[:, frame.through_axis]
    if axis.start.for_uid != frame.geometry.for_uid or depth.min() < first - 0.5 or depth.max() > last + 0.5:
        return None
    start, end = frame.to_mm(frame.pixel_of_index(ends))
    return AxisLine(
        number, (float(start[0]), float(start[1])), (float(end[0]), float(end[1])), axis.length_mm
    )


def thicker(slab_mm: float, steps: int) -> float:
    """The next slab thickness up or down a ladder of 1, 2 and 5 mm steps; below 1 mm is the single slice."""
    for _ in range(abs(steps)):
        up = steps > 0
        edge = slab_mm if up else slab_mm - 1e-6
        step = 1.0 if edge < 10 else 2.0 if edge < 20 else 5.0
        slab_mm = slab_mm + step if up else slab_mm - step
    return 0.0 if slab_mm < 1.0 else min(slab_mm, SLAB_LIMIT_MM)
