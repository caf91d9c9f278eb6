"""What a pane resolves to, without any window."""

import pytest

from pmdesk.core.geometry import GeometryIssueCode, PatientPoint
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.imaging.slicing import Plane, plane_frame
from pmdesk.ui.viewer.view_state import (
    SLAB_LIMIT_MM,
    DisplayState,
    MmTrust,
    ResolvedView,
    ViewState,
    resolve,
    thicker,
)
from tests.ui.viewer.conftest import make_finding, make_volume


def resolved(volume, state, *, cursor=None, findings=(), selected=None, **display) -> ResolvedView:
    frame = plane_frame(volume.geometry, state.plane)
    box = ((0.0, 0.0),)
    loops = lambda finding, _frame, first, last: (  # noqa: E731
        box if first <= finding.segment.offset[frame.through_axis] <= last else ()
    )
    return resolve(state, DisplayState(**display), volume, frame, cursor, findings, selected, loops)


def test_the_slice_follows_the_cursor():
    volume = make_volume()
    cursor = volume.geometry.point_at((7.0, 3.0, 2.0))
    assert resolved(volume, ViewState(plane=Plane.AXIAL), cursor=cursor).index == 7
    assert resolved(volume, ViewState(plane=Plane.CORONAL), cursor=cursor).index == 3
    assert resolved(volume, ViewState(plane=Plane.SAGITTAL), cursor=cursor).index == 2


def test_a_cursor_of_another_frame_of_reference_is_not_followed():
    volume = make_volume()
    stranger = PatientPoint(FrameOfReferenceUid("9.9"), (0.0, 0.0, -100.0))
    view = resolved(volume, ViewState(plane=Plane.AXIAL), cursor=stranger)
    assert view.cursor_mm is None
    assert view.index == 10


def test_slab_lies_about_the_cursor():
    volume = make_volume()
    view = resolved(
        volume, ViewState(plane=Plane.AXIAL, slab_mm=10.0), cursor=volume.geometry.point_at((7, 0, 0))
    )
    assert (view.first, view.last) == (5, 9)
    assert view.slab_mm == pytest.approx(10.0)


def test_diameters_are_drawn_on_their_slice_only():
    volume = make_volume()
    finding = make_finding(volume, 1, (4, 10, 8), (3, 6, 4))
    options = {"findings": (finding,), "selected": finding.id}
    on, off = (
        resolved(volume, ViewState(plane=Plane.AXIAL), cursor=volume.geometry.point_at((s, 0, 0)), **options)
        for s in (5, 6)
    )
    assert [line.length_mm for line in on.axes] == [6.0, 4.0]
    assert off.axes == ()


def test_diameters_of_findings_that_are_not_selected_are_not_drawn():
    volume = make_volume()
    finding = make_finding(volume, 1, (4, 10, 8), (3, 6, 4))
    cursor = volume.geometry.point_at((5, 0, 0))
    assert resolved(volume, ViewState(plane=Plane.AXIAL), cursor=cursor, findings=(finding,)).axes == ()


def test_the_selected_finding_is_drawn_last():
    volume = make_volume()
    findings = tuple(make_finding(volume, number, (4, 10, 8), (3, 6, 4)) for number in (1, 2, 3))
    view = resolved(
        volume,
        ViewState(plane=Plane.AXIAL),
        cursor=volume.geometry.point_at((4, 0, 0)),
        findings=findings,
        selected=findings[0].id,
    )
    assert [mark.number for mark in view.marks] == [2, 3, 1]


def test_overlays_off_draws_no_finding():
    volume = make_volume()
    finding = make_finding(volume, 1, (4, 10, 8), (3, 6, 4))
    view = resolved(volume, ViewState(plane=Plane.AXIAL), findings=(finding,), overlays=False)
    assert view.marks == ()


@pytest.mark.parametrize(
    ("issue", "mm"),
    [
        (GeometryIssueCode.SPACING_UNKNOWN, MmTrust.NOT_CALIBRATED),
        (GeometryIssueCode.MISSING_SLICES, MmTrust.NOT_TRUSTED),
        (GeometryIssueCode.THICK_SLICES, MmTrust.TRUSTED),
    ],
)
def test_untrusted_geometry_takes_the_millimetres_away(issue, mm):
    assert resolved(make_volume(issue), ViewState(plane=Plane.AXIAL)).mm is mm


def test_fit_forgets_zoom_and_place():
    state = ViewState(plane=Plane.AXIAL, zoom=3.0, center_mm=(4.0, 5.0))
    state.fit()
    assert (state.zoom, state.center_mm) == (1.0, None)


def test_slab_ladder_goes_up_and_down_the_same_steps():
    up = [0.0]
    while up[-1] < SLAB_LIMIT_MM:
        up.append(thicker(up[-1], 1))
    down = [up[-1]]
    while down[-1] > 0:
        down.append(thicker(down[-1], -1))
    assert down == up[::-1]
    assert thicker(SLAB_LIMIT_MM, 3) == SLAB_LIMIT_MM
    assert thicker(0.0, -2) == 0.0
