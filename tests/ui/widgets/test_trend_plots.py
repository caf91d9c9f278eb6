"""Trend plots: own ranges as bands, values selected both ways, time shared."""

import pytest
from PySide6.QtCore import Qt

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.ui.theme import DARK, LIGHT
from pmdesk.ui.widgets.time_window import TimeWindow
from pmdesk.ui.widgets.trend_plots import PlotPoint, PlotRow, TrendPlots, range_bands


def point(day: float, low: float | None = None, high: float | None = None, value: float = 5.0) -> PlotPoint:
    ref = NodeRef(NodeKind.OBSERVATION, f"o{day:g}")
    return PlotPoint(day, value, low, high, 0, True, lambda: f"day {day:g}", ref)


def test_a_band_runs_on_while_the_range_stays_and_breaks_where_it_changes() -> None:
    bands = range_bands([point(0, 1, 4), point(100, 1, 4), point(200, 2, 4), point(300)], (0, 10))
    assert [(bottom, top) for _left, _right, bottom, top in bands] == [(1, 4), (2, 4)]
    assert bands[0][0] < 0 < 100 < bands[0][1] < 150 < bands[1][0] < 200


def test_no_range_is_assumed() -> None:
    assert range_bands([point(0), point(10)], (0, 10)) == []
    assert range_bands([], (0, 10)) == []


def test_an_open_side_runs_to_the_border_and_a_range_out_of_sight_is_not_drawn() -> None:
    ((_left, _right, bottom, top),) = range_bands([point(0, None, 4)], (0, 10))
    assert (bottom, top) == (0, 4)
    assert range_bands([point(0, 20, 30)], (0, 10)) == []


@pytest.fixture
def plots(qtbot) -> TrendPlots:
    window = TimeWindow()
    made = TrendPlots(DARK, window)
    window.setParent(made)
    qtbot.addWidget(made)
    made.resize(600, 300)
    window.show(0, 400)
    rows = [
        PlotRow("a", "LDL (mg/dL)", (point(10, 1, 4, 3.0), point(200, 1, 4, 7.0)), (3.0, 7.0)),
        PlotRow("b", "HbA1c (%)", (point(20),), (5.0, 5.0)),
    ]
    with qtbot.waitSignal(made.finished):
        made.set_rows(rows, events=[50.0], markers=[100.0])
    made.show()
    return made


def test_every_row_gets_a_plot(plots: TrendPlots) -> None:
    assert plots.count == 2
    assert plots.place_of(NodeRef(NodeKind.OBSERVATION, "o20")) == plots.row_px
    assert plots.place_of(NodeRef(NodeKind.OBSERVATION, "none")) is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_keys_walk_through_values_and_enter_selects(qtbot, plots: TrendPlots) -> None:
    chosen: list[NodeRef] = []
    plots.chosen.connect(chosen.append)
    qtbot.keyClick(plots, Qt.Key.Key_Right)
    assert plots.accessibleDescription() == "day 200"
    qtbot.keyClick(plots, Qt.Key.Key_Left)
    qtbot.keyClick(plots, Qt.Key.Key_Return)
    assert chosen == [NodeRef(NodeKind.OBSERVATION, "o10")]


def test_another_theme_draws_the_same_plots_again(qtbot, plots: TrendPlots) -> None:
    with qtbot.waitSignal(plots.finished):
        plots.set_theme(LIGHT)
    assert plots.count == 2
