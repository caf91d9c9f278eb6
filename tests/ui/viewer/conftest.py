"""A window's worth of services and a small volume with two findings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from pmdesk.core.finding import Axis, Finding, LungLocation, NoduleMeasurement, ReviewStatus
from pmdesk.core.geometry import GeometryIssue, GeometryIssueCode, GeometryTrust, VolumeGeometry
from pmdesk.core.ids import FindingId, FrameOfReferenceUid, SeriesUid, StudyUid
from pmdesk.core.segmentation import Segment
from pmdesk.core.texts import Language
from pmdesk.core.volume import ImagePatient, SeriesDescription, Unit, Volume
from pmdesk.services.case import Case
from pmdesk.services.derive import Deriver
from pmdesk.services.jobs import JobService
from pmdesk.services.session import Session
from pmdesk.services.settings import Settings
from pmdesk.ui.bridge import MainThreadPoster
from pmdesk.ui.context import UiContext, UiSignals
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.theme import ThemeService
from pmdesk.ui.undo import UndoStack
from pmdesk.ui.viewer.imaging_view import ImagingView

SHAPE = (20, 40, 30)
SPACING_MM = (2.0, 1.0, 1.0)


def make_volume(
    *issues: GeometryIssueCode, unit: Unit = Unit.HOUNSFIELD, affine: np.ndarray | None = None
) -> Volume:
    """(20, 40, 30) voxels of 2 x 1 x 1 mm, axial unless told; the value of a voxel is 1000 + 40 slice + row."""
    if affine is None:
        affine = np.array([[0, 0, 1, -15], [0, 1, 0, -20], [2, 0, 0, -100], [0, 0, 0, 1]], float)
    s, r, _c = np.indices(SHAPE)
    array = (-1000 + 40 * s + r).astype(np.int16)
    return Volume(
        array,
        VolumeGeometry(SHAPE, affine, FrameOfReferenceUid("1.2.3")),
        unit,
        SeriesDescription(ImagePatient(), StudyUid("1.2"), SeriesUid("1.2.4"), "CT"),
        GeometryTrust(tuple(GeometryIssue(code) for code in issues)),
    )


def make_finding(
    volume: Volume, number: int, low: tuple[int, int, int], size: tuple[int, int, int]
) -> Finding:
    """A box-shaped finding with its diameters on its middle slice."""
    mask = np.zeros(volume.shape, bool)
    mask[tuple(slice(start, start + length) for start, length in zip(low, size, strict=True))] = True
    segment = Segment.from_full_mask(volume.geometry, mask)
    s = low[0] + size[0] // 2
    corner, across = (s, low[1], low[2]), (s, low[1], low[2] + size[2])
    along = (s, low[1] + size[1], low[2])
    at = volume.geometry.point_at
    measurement = NoduleMeasurement(
        Axis(at(corner), at(along), float(size[1])),
        Axis(at(corner), at(across), float(size[2])),
        segment.volume_mm3,
        -50.0,
        20.0,
        s,
    )
    return Finding(
        FindingId(f"finding-{number}"),
        number,
        SeriesUid("1.2.4"),
        at(segment.centroid_index()),
        LungLocation(),
        segment,
        measurement if volume.trust.measurements_allowed else None,
        None,
        status=ReviewStatus.UNREVIEWED,
    )


@pytest.fixture
def context(qtbot: object) -> Iterator[UiContext]:
    session = Session(Deriver())
    texts = QtTexts(Language.ENGLISH)
    poster = MainThreadPoster()
    jobs = JobService(poster)
    yield UiContext(
        session=session,
        jobs=jobs,
        undo=UndoStack(session, texts),
        theme=ThemeService(),
        texts=texts,
        settings=Settings(),
        signals=UiSignals(),
        post=poster,
        set_language=texts.set_language,
    )
    jobs.close()


@dataclass
class Desk:
    """The viewer on screen with a case open."""

    view: ImagingView
    context: UiContext
    volume: Volume

    def settle(self) -> None:
        """Draw what is due now."""
        for pane in self.view.panes.values():
            pane.draw()

    def cursor_index(self) -> tuple[int, int, int]:
        cursor = self.context.session.selection.cursor
        assert cursor is not None
        s, r, c = np.rint(self.volume.geometry.to_index(cursor.xyz_lps_mm)).astype(int).tolist()
        return s, r, c

    def words(self, pane: str) -> str:
        overlay = self.view.panes[pane].view.overlay
        lines = (*overlay.top_left, *overlay.bottom_left, *overlay.bottom_right)
        return "\n".join(line.text for line in lines)


@pytest.fixture
def open_desk(qtbot, context) -> Callable[..., Desk]:
    def build(volume: Volume | None = None, *, findings: bool = True) -> Desk:
        volume = volume or make_volume()
        view = ImagingView(context)
        view.resize(640, 640)
        qtbot.addWidget(view)
        for name, text, key, run in view.commands():
            action = QAction(text, view)
            action.setObjectName(name)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, call=run: call())
            view.addAction(action)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        found = (
            make_finding(volume, 1, (4, 10, 8), (3, 6, 4)),
            make_finding(volume, 2, (14, 24, 18), (2, 4, 3)),
        )
        context.session.replace_case(Case(volume=volume, findings=found if findings else ()))
        desk = Desk(view, context, volume)
        desk.settle()
        return desk

    return build


@pytest.fixture
def desk(open_desk) -> Desk:
    return open_desk()
