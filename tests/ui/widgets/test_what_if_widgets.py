from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from pmdesk.ui.theme import DARK
from pmdesk.ui.widgets.axis_ticks import ticks
from pmdesk.ui.widgets.history_plot import HistoryMark, HistoryPlot
from pmdesk.ui.widgets.what_if_curve import WhatIfCurve
from pmdesk.ui.widgets.what_if_slider import ValueScale, WhatIfSlider


def test_steps_are_round_numbers():
    assert ValueScale(90, 200).value(52) == 142
    assert ValueScale(4, 15).step == pytest.approx(0.1)
    assert ValueScale(1, 30, whole=True).step == 1


def test_a_wide_range_is_logarithmic_and_keeps_its_ends():
    scale = ValueScale(1, 1000, whole=True)
    assert scale.value(0) == 1
    assert scale.value(scale.steps) == 1000
    assert scale.position(31.6) == pytest.approx(scale.steps / 2, abs=1)


def test_a_value_outside_the_range_stands_at_its_end():
    scale = ValueScale(0, 10)
    assert scale.position(50) == scale.steps
    assert scale.value(scale.steps + 5) == 10


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (3.2, 97.0), (-4.0, 4.0), (0.0, 0.0004)])
def test_ticks_enclose_the_range(low, high):
    found = ticks(low, high, 4)
    assert found[0] <= low
    assert found[-1] >= high
    assert list(found) == sorted(set(found))


@pytest.fixture
def slider(qtbot) -> WhatIfSlider:
    made = WhatIfSlider("trial", ValueScale(90, 200), 142.4)
    qtbot.addWidget(made)
    made.set_theme(DARK)
    made.show()
    return made


def test_the_slider_keeps_the_exact_value_until_it_is_moved(qtbot, slider):
    assert slider.value == 142.4
    with qtbot.waitSignal(slider.moved) as moved:
        qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert moved.args == [143.0]
    qtbot.keyClick(slider.slider, Qt.Key.Key_Left)
    # back where the patient stands: the patient's own value, not the nearest step
    assert slider.value == 142.4


def test_the_wheel_moves_no_value(slider):
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(slider.slider, wheel)
    assert slider.value == 142.4


def test_an_empty_curve_draws_nothing_and_does_not_fail(qtbot):
    curve = WhatIfCurve("curve")
    qtbot.addWidget(curve)
    curve.grab()
    curve.show_curve(((90.0, 0.05), (200.0, 0.2)), "Pressure (mmHg)", DARK, is_percent=True)
    curve.show_marks((142.0, 0.1), (110.0, 0.06))
    curve.resize(300, 160)
    curve.grab()
    assert curve.accessibleName() == "Pressure (mmHg)"


@pytest.fixture
def plot(qtbot) -> HistoryPlot:
    made = HistoryPlot("history")
    qtbot.addWidget(made)
    made.resize(500, 160)
    made.show_marks(
        (
            HistoryMark(date(2024, 5, 1), 0.12, "2024-05-01: 12 %"),
            HistoryMark(date(2022, 1, 1), 0.08, "2022-01-01: 8.0 %"),
        ),
        DARK,
        is_percent=True,
    )
    made.show()
    return made


def test_points_stand_in_the_order_of_their_days(plot):
    assert [mark.day.year for mark in plot.marks] == [2022, 2024]
    assert plot.place_of(0).x() < plot.place_of(1).x()
    assert plot.place_of(0).y() > plot.place_of(1).y()


def test_the_keyboard_walks_from_point_to_point(qtbot, plot):
    chosen: list[int] = []
    plot.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(plot, key)
    assert chosen == [0, 1, 1, 0]
    assert plot.accessibleDescription() == "2022-01-01: 8.0 %"


def test_a_click_chooses_the_point_under_it(qtbot, plot):
    with qtbot.waitSignal(plot.chosen) as asked:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.place_of(1).toPoint())
    assert asked.args == [1]


def test_one_point_and_none_are_drawn(qtbot, plot):
    plot.show_marks((), DARK, is_percent=True)
    empty = plot.grab().toImage()
    plot.show_marks((HistoryMark(date(2024, 5, 1), 3.0, "one"),), DARK, is_percent=False)
    assert plot.grab().toImage() != empty
    assert plot.rect().contains(plot.place_of(0).toPoint())


def test_a_course_without_change_has_a_scale_of_different_numbers(qtbot):
    plot = HistoryPlot("plot")
    qtbot.addWidget(plot)
    marks = tuple(HistoryMark(date(2020 + year, 1, 1), 18.0, "18") for year in range(3))
    plot.show_marks(marks, DARK, is_percent=False)
    said = [plot._label(level) for level in plot._levels()]
    assert len(set(said)) == len(said) > 1
    assert plot._levels()[0] < 18 < plot._levels()[-1]
