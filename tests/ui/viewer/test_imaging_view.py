"""Hands on the panes: mouse, wheel, keys, and what the rest of the window sees of it."""

import gc
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import RejectReason, ReviewStatus
from pmdesk.core.geometry import GeometryIssueCode
from pmdesk.core.volume import Unit
from pmdesk.imaging.loader import SlicePreview
from pmdesk.imaging.slicing import Plane, Projection
from pmdesk.services.case import Case
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.viewer.imaging_view import ImagingView
from pmdesk.ui.viewer.overlay_peek import PEEK_MS
from pmdesk.ui.viewer.slice_view import SliceView
from pmdesk.ui.viewer.view_state import PRESET_WINDOWS, Layout, Preset
from tests.ui.viewer.conftest import make_volume

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def wheel(view, steps: int, modifiers=NO_KEY, at: QPointF | None = None) -> None:
    at = at or QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def drag(qtbot, view, button, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view.viewport(), button, pos=start)
    qtbot.mouseMove(view.viewport(), start + (end - start) / 2)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), button, pos=end)


def place_of(desk, pane: str, index: tuple[float, float, float]) -> QPoint:
    frame = desk.view.panes[pane].frame()
    x, y = frame.mm_of_lps(desk.volume.geometry.to_lps_mm(index))
    return desk.view.panes[pane].view.mapping.to_px(float(x), float(y)).toPoint()


def pane(desk, name: str):
    return desk.view.panes[name].view


def test_without_images_the_centre_offers_two_ways_on(qtbot, context):
    view = ImagingView(context)
    qtbot.addWidget(view)
    view.show()
    asked = []
    context.signals.open_requested.connect(asked.append)
    for name in ("viewer.empty.open", "viewer.empty.demo"):
        qtbot.mouseClick(view.findChild(QPushButton, name), LEFT)
    assert asked == ["images", "demo"]


def test_commands_without_images_do_nothing_and_do_not_fail(qtbot, context):
    view = ImagingView(context)
    qtbot.addWidget(view)
    for _name, _text, _key, run in view.commands():
        run()
    assert context.session.selection.cursor is None


def test_opening_a_volume_puts_the_cursor_in_its_middle(desk):
    assert desk.cursor_index() == (10, 20, 14)
    assert desk.view.panes["axial"].resolved.index == 10


def test_picture_item_lies_where_the_mapping_says(desk):
    for name in desk.view.panes:
        view = pane(desk, name)
        left, top, right, bottom = desk.view.panes[name].frame().bounds_mm()
        drawn = view.image_rect_px()
        corner, opposite = view.mapping.to_px(left, top), view.mapping.to_px(right, bottom)
        assert abs(drawn.left() - corner.x()) <= 1.5
        assert abs(drawn.top() - corner.y()) <= 1.5
        assert abs(drawn.right() - opposite.x()) <= 2.5
        assert abs(drawn.bottom() - opposite.y()) <= 2.5


def test_thick_slices_are_shown_in_true_proportion(desk):
    drawn = pane(desk, "coronal").image_rect_px()
    assert drawn.width() / drawn.height() == pytest.approx(30 / 40, rel=0.03)


def test_wheel_down_goes_to_the_feet_and_the_other_panes_follow(desk):
    wheel(pane(desk, "axial"), -1)
    assert desk.cursor_index()[0] == 9
    desk.settle()
    line = pane(desk, "coronal").overlay.cursor_mm[1]
    assert line == pytest.approx((20 - 9.5) * 2.0)


def test_wheel_stops_at_the_last_slice(desk):
    wheel(pane(desk, "axial"), -500)
    assert desk.cursor_index()[0] == 0


def test_small_wheel_steps_add_up(desk):
    view = pane(desk, "axial")
    for _ in range(4):
        event_steps = 0.25
        at = QPointF(view.viewport().rect().center())
        QApplication.sendEvent(
            view.viewport(),
            QWheelEvent(
                at,
                view.viewport().mapToGlobal(at),
                QPoint(),
                QPoint(0, int(120 * event_steps)),
                Qt.MouseButton.NoButton,
                NO_KEY,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )
    assert desk.cursor_index()[0] == 11


def test_ctrl_wheel_zooms_about_the_mouse(desk):
    view = pane(desk, "axial")
    at = QPointF(60, 90)
    before = view.mapping.to_mm(at)
    wheel(view, 3, Qt.KeyboardModifier.ControlModifier, at)
    desk.settle()
    assert desk.view.panes["axial"].state.zoom == pytest.approx(1.15**3)
    assert view.mapping.to_mm(at) == pytest.approx(before)
    assert desk.cursor_index()[0] == 10


def test_shift_wheel_changes_the_slab_and_the_setting_remembers_it(desk):
    wheel(pane(desk, "slab"), 1, Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    assert desk.view.panes["slab"].state.slab_mm == 12.0
    assert desk.context.settings.slab_thickness_mm == 12.0
    assert "MIP 12.0 mm" in desk.words("slab")


def test_shift_wheel_thickens_by_at_least_one_slice(desk):
    wheel(pane(desk, "axial"), 1, Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    view = desk.view.panes["axial"].resolved
    assert view.last - view.first == 1
    wheel(pane(desk, "axial"), -1, Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    assert desk.view.panes["axial"].state.slab_mm == 0.0


def test_right_drag_changes_the_window_of_all_panes(qtbot, desk):
    drag(qtbot, pane(desk, "axial"), RIGHT, QPoint(100, 100), QPoint(120, 110))
    window = desk.view.display.window
    assert window.center == pytest.approx(-550, abs=3)
    assert window.width == pytest.approx(1600, abs=3)
    desk.settle()
    assert f"W {window.width}  L −{-window.center}" in desk.words("sagittal")


def test_window_never_closes(desk):
    desk.view.change_window(-100000, 0)
    assert desk.view.display.window.width == 1


def test_middle_drag_moves_the_picture_with_the_hand(qtbot, desk):
    view = pane(desk, "coronal")
    at = view.mapping.to_mm(QPointF(100, 100))
    drag(qtbot, view, MIDDLE, QPoint(100, 100), QPoint(140, 80))
    desk.settle()
    assert view.mapping.to_mm(QPointF(140, 80)) == pytest.approx(at)


def test_left_click_moves_the_cursor_and_selects_the_finding_there(qtbot, desk):
    desk.view.panes["axial"].go_to_slice(5)
    desk.settle()
    qtbot.mouseClick(pane(desk, "axial").viewport(), LEFT, pos=place_of(desk, "axial", (5, 12, 10)))
    assert desk.context.session.selection.focus == NodeRef(NodeKind.FINDING, "finding-1")
    assert desk.cursor_index() == (5, 12, 10)


def test_left_click_beside_findings_keeps_the_selection(qtbot, desk):
    qtbot.mouseClick(pane(desk, "axial").viewport(), LEFT, pos=place_of(desk, "axial", (10, 30, 5)))
    assert desk.context.session.selection.focus is None
    assert desk.cursor_index() == (10, 30, 5)


def test_click_in_the_slab_goes_to_the_slice_of_the_finding(qtbot, desk):
    desk.view.panes["axial"].go_to_slice(8)
    desk.settle()
    qtbot.mouseClick(pane(desk, "slab").viewport(), LEFT, pos=place_of(desk, "slab", (8, 12, 10)))
    assert desk.context.session.selection.focus == NodeRef(NodeKind.FINDING, "finding-1")
    assert desk.cursor_index()[0] == 6


def test_left_drag_carries_the_crosshair_and_stays_in_the_volume(qtbot, desk):
    view = pane(desk, "axial")
    drag(qtbot, view, LEFT, place_of(desk, "axial", (10, 5, 5)), QPoint(view.width() - 1, 2))
    assert desk.cursor_index() == (10, 0, 29)


def test_double_click_gives_a_pane_all_the_room_and_back(qtbot, desk):
    qtbot.mouseDClick(pane(desk, "coronal").viewport(), LEFT)
    assert [name for name in desk.view.panes if pane(desk, name).isVisible()] == ["coronal"]
    qtbot.mouseDClick(pane(desk, "coronal").viewport(), LEFT)
    assert all(pane(desk, name).isVisible() for name in desk.view.panes)


@pytest.mark.parametrize(("layout", "count"), [("2x2", 4), ("1", 1), ("1+3", 4)])
def test_layouts_show_their_panes(desk, layout, count):
    desk.view.set_layout(layout)
    assert sum(pane(desk, name).isVisible() for name in desk.view.panes) == count


def test_unknown_layout_is_refused(desk):
    with pytest.raises(ValueError, match="3x3"):
        desk.view.set_layout("3x3")


def test_layout_key_goes_round(desk):
    for expected in (Layout.SINGLE, Layout.ONE_AND_THREE, Layout.QUAD):
        desk.view.next_layout()
        assert desk.view.display.layout is expected


@pytest.mark.parametrize(("key", "preset"), list(zip("12345", list(Preset)[:5], strict=True)))
def test_number_keys_choose_windows(qtbot, desk, key, preset):
    pane(desk, "axial").setFocus()
    qtbot.keyClick(pane(desk, "axial"), key)
    assert desk.view.display.window == PRESET_WINDOWS[preset]


def test_full_window_spans_the_volume(desk):
    desk.view.set_preset(Preset.FULL)
    window = desk.view.display.window
    assert window.center - window.width / 2 == -1000
    assert desk.view.panes["axial"].volume.array.max() - 1000 < window.width + 1000


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Up, 11),
        (Qt.Key.Key_Down, 9),
        (Qt.Key.Key_PageUp, 19),
        (Qt.Key.Key_PageDown, 0),
        (Qt.Key.Key_Home, 19),
        (Qt.Key.Key_End, 0),
    ],
)
def test_keys_go_through_the_slices_of_the_active_pane(qtbot, desk, key, expected):
    pane(desk, "axial").setFocus()
    qtbot.keyClick(pane(desk, "axial"), key)
    assert desk.cursor_index()[0] == expected


def test_arrow_keys_move_between_panes(qtbot, desk):
    pane(desk, "axial").setFocus()
    qtbot.keyClick(pane(desk, "axial"), Qt.Key.Key_Right)
    assert desk.view.active is desk.view.panes["coronal"]
    qtbot.keyClick(pane(desk, "coronal"), Qt.Key.Key_Down)
    assert desk.cursor_index() == (10, 21, 14)


def test_overlay_key_pressed_shortly_toggles(qtbot, desk):
    view = pane(desk, "axial")
    view.setFocus()
    desk.view.panes["axial"].go_to_slice(5)
    desk.settle()
    assert len(view.overlay.marks) == 1
    qtbot.keyClick(view, Qt.Key.Key_T)
    desk.settle()
    assert view.overlay.marks == ()
    qtbot.keyClick(view, Qt.Key.Key_T)
    desk.settle()
    assert len(view.overlay.marks) == 1


def test_overlay_key_held_is_a_peek(qtbot, desk):
    view = pane(desk, "axial")
    view.setFocus()
    qtbot.keyPress(view, Qt.Key.Key_T)
    assert not desk.view.display.overlays
    qtbot.waitUntil(lambda: desk.view.overlay_peek.clock.elapsed() > PEEK_MS)
    qtbot.keyRelease(view, Qt.Key.Key_T)
    assert desk.view.display.overlays


def test_fill_key_fills(qtbot, desk):
    view = pane(desk, "axial")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    assert view.overlay.filled


def test_hover_reports_point_and_value(qtbot, desk):
    seen = []
    desk.view.hovered.connect(lambda point, value: seen.append((point, value)))
    qtbot.mouseMove(pane(desk, "axial").viewport(), place_of(desk, "axial", (10, 7, 3)))
    point, value = seen[-1]
    assert np.rint(desk.volume.geometry.to_index(point.xyz_lps_mm)).tolist() == [10, 7, 3]
    assert value == -1000 + 40 * 10 + 7
    qtbot.mouseMove(pane(desk, "axial").viewport(), QPoint(2, 2))
    assert seen[-1] == (None, None)


def test_selecting_a_finding_elsewhere_brings_every_pane_to_its_diameters(desk):
    desk.context.session.selection.select(NodeRef(NodeKind.FINDING, "finding-2"))
    desk.settle()
    assert desk.cursor_index()[0] == 15
    assert pane(desk, "axial").overlay.axis_labels == ("4.0 mm", "3.0 mm")
    assert pane(desk, "axial").overlay.marks[-1].selected


def test_a_jump_centres_panes_that_would_not_show_it(desk):
    for name in desk.view.panes:
        desk.view.panes[name].state.update({"zoom": 8.0, "center_mm": (1.0, 1.0)})
    desk.settle()
    desk.context.session.selection.select(NodeRef(NodeKind.FINDING, "finding-2"))
    desk.settle()
    for name in desk.view.panes:
        mapping = pane(desk, name).mapping
        at = mapping.to_px(*pane(desk, name).overlay.cursor_mm)
        assert pane(desk, name).rect().contains(at.toPoint())


def test_a_rejected_finding_is_marked_as_such(desk):
    session = desk.context.session
    operation = review(session.case, "finding-1", ReviewStatus.REJECTED, reason=RejectReason.VESSEL)
    session.redo(operation)
    desk.view.panes["axial"].go_to_slice(5)
    desk.settle()
    assert [mark.status for mark in pane(desk, "axial").overlay.marks] == [ReviewStatus.REJECTED]


def test_spacing_unknown_shows_no_millimetre(open_desk):
    desk = open_desk(make_volume(GeometryIssueCode.SPACING_UNKNOWN))
    for name in desk.view.panes:
        assert not pane(desk, name).overlay.scale_bar
        assert "not calibrated" in desk.words(name)
        assert " mm" not in desk.words(name)


def test_missing_slices_say_that_mm_are_not_trusted(open_desk):
    desk = open_desk(make_volume(GeometryIssueCode.MISSING_SLICES))
    assert not pane(desk, "axial").overlay.scale_bar
    assert desk.words("axial").endswith("mm not trusted")
    assert pane(desk, "axial").overlay.cursor_mm is not None


def test_unknown_orientation_shows_no_letters(open_desk):
    desk = open_desk(make_volume(GeometryIssueCode.ORIENTATION_UNKNOWN))
    assert pane(desk, "axial").overlay.letters is None
    assert "orientation not known" in desk.words("axial")


def test_oblique_acquisition_says_so(open_desk):
    turn = np.deg2rad(20)
    affine = np.array(
        [
            [0, -np.sin(turn), np.cos(turn), 0],
            [0, np.cos(turn), np.sin(turn), 0],
            [2, 0, 0, 0],
            [0, 0, 0, 1],
        ]
    )
    desk = open_desk(make_volume(affine=affine))
    assert "oblique" in desk.words("axial")
    assert pane(desk, "axial").overlay.letters.right == "LP"


def test_coronal_acquisition_fills_the_coronal_pane_with_its_own_slices(open_desk):
    affine = np.array([[0, 0, 1, 0], [2, 0, 0, 0], [0, -1, 0, 0], [0, 0, 0, 1]], float)
    desk = open_desk(make_volume(affine=affine))
    assert "/ 20" in desk.words("coronal")
    assert pane(desk, "coronal").picture.shape == (40, 30)


def test_values_without_a_unit_get_their_full_range_and_no_preset(open_desk):
    desk = open_desk(make_volume(unit=Unit.UNKNOWN))
    before = desk.view.display.window
    assert before.width > 500
    heard = []
    desk.context.signals.message.connect(lambda text, level: heard.append(level))
    desk.view.set_preset(Preset.LUNG)
    assert desk.view.display.window == before
    assert heard == ["caution"]


def test_preview_shows_its_slice_and_the_others_wait(qtbot, context):
    volume = make_volume()
    view = ImagingView(context)
    view.resize(600, 600)
    qtbot.addWidget(view)
    view.show()
    view.show_preview(SlicePreview(10, volume.array[10], volume.geometry))
    for pane_ in view.panes.values():
        pane_.draw()
    assert view.panes["axial"].view.picture.shape == (40, 30)
    assert view.panes["coronal"].view.picture is None
    assert view.panes["coronal"].view.overlay.message
    view.drop_preview()
    assert view.findChild(QPushButton, "viewer.empty.demo").isVisible()


def test_another_volume_forgets_zoom_and_pictures(desk):
    desk.view.panes["axial"].state.zoom = 4.0
    other = make_volume(unit=Unit.UNKNOWN)
    desk.context.session.replace_case(Case(volume=other))
    desk.settle()
    assert desk.view.panes["axial"].state.zoom == 1.0
    assert desk.view.panes["axial"].resolved.marks == ()


def test_slab_pane_can_look_along_another_axis(desk):
    desk.view.next_slab_plane()
    desk.view.set_slab_projection(Projection.MINIMUM)
    desk.settle()
    assert desk.view.panes["slab"].state.plane is Plane.CORONAL
    assert "MinIP" in desk.words("slab")


def test_thickness_in_mm_is_not_offered_where_mm_are_not_trusted(open_desk):
    desk = open_desk(make_volume(GeometryIssueCode.MISSING_SLICES))
    assert not desk.view.findChild(QToolButton, "viewer.slab.thickness").isVisible()
    assert "MIP, slices: 5" in desk.words("slab")


def test_slab_menu_offers_the_planes_and_marks_the_present_one(desk):
    button = desk.view.findChild(QToolButton, "viewer.slab.plane")
    button.menu().aboutToShow.emit()
    assert [action.text() for action in button.menu().actions()] == ["Axial", "Coronal", "Sagittal"]
    assert [action.isChecked() for action in button.menu().actions()] == [True, False, False]
    button.menu().actions()[2].trigger()
    assert desk.view.panes["slab"].state.plane is Plane.SAGITTAL
    assert button.text() == "Sagittal"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_right_click_without_a_drag_opens_the_menu(qtbot, desk):
    qtbot.mouseClick(pane(desk, "axial").viewport(), RIGHT)
    menu = desk.view.findChild(QMenu, "viewer.menu")
    next(action for action in menu.actions() if action.text() == "Bone window").trigger()
    menu.close()
    assert desk.view.display.window == PRESET_WINDOWS[Preset.BONE]


def test_a_hidden_view_draws_when_it_is_shown_again(qtbot, desk):
    desk.view.hide()
    desk.view.panes["axial"].go_to_slice(3)
    desk.view.show()
    qtbot.waitUntil(lambda: desk.view.panes["axial"].resolved.index == 3)


def test_files_dropped_on_a_pane_are_left_to_the_window(desk):
    assert not pane(desk, "axial").acceptDrops()
    assert not pane(desk, "axial").viewport().acceptDrops()


class _Shouting(QTranslator):
    def translate(self, context, source, disambiguation=None, n=-1):
        return source.upper() if "{" not in source else source

    def isEmpty(self):  # noqa: N802 (Qt's name)
        return False


def test_words_change_with_the_language_at_once(qtbot, desk):
    translator = _Shouting()
    QApplication.instance().installTranslator(translator)
    try:
        QApplication.sendPostedEvents()
        desk.settle()
        assert desk.words("axial").startswith("AXIAL")
        assert desk.view.findChild(QToolButton, "viewer.slab.plane").text() == "AXIAL"
        assert desk.view.commands()[0][1] == "LUNG WINDOW"
    finally:
        QApplication.instance().removeTranslator(translator)


def test_panes_and_controls_have_names_for_screen_readers(desk):
    for name in ("viewer.axial", "viewer.coronal", "viewer.sagittal", "viewer.slab"):
        assert desk.view.findChild(SliceView, name).accessibleName()
    for name in ("viewer.slab.plane", "viewer.slab.projection", "viewer.slab.thickness"):
        assert desk.view.findChild(QToolButton, name).accessibleName()


def test_command_ids_and_keys_are_unique(qtbot, context):
    view = ImagingView(context)
    qtbot.addWidget(view)
    commands = view.commands()
    names = [name for name, *_ in commands]
    keys = [key.toString() for _, _, key, _ in commands if not key.isEmpty()]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)
    assert set(names) >= view.FOCUS_COMMANDS


def test_many_changes_are_drawn_once(qtbot, desk):
    axial = desk.view.panes["axial"]
    drawn = []
    axial._timer.timeout.connect(lambda: drawn.append(1))
    for _ in range(5):
        axial.scroll(1)
        desk.view.change_window(3, 1)
    qtbot.waitUntil(lambda: not axial._timer.isActive() and bool(drawn))
    assert drawn == [1]


def test_pictures_are_not_kept_alive_by_scrolling(qtbot, desk):
    axial = desk.view.panes["axial"]
    references = []
    for _ in range(6):
        axial.scroll(-1)
        axial.draw()
        axial.view.grab()
        references.append(weakref.ref(axial.view.picture))
    gc.collect()
    assert sum(reference() is not None for reference in references) <= 1


def test_every_command_stands_in_one_menu_and_no_menu_is_too_long_for_a_small_screen(desk):
    menus = desk.view.menus()
    names = [name for _title, names in menus for name in names]
    assert sorted(names) == sorted(name for name, _text, _key, _run in desk.view.commands())
    assert all(0 < len(names) <= 12 for _title, names in menus)
