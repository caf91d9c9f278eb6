"""The line at the foot of the window."""

import pytest
from PySide6.QtWidgets import QLabel, QStatusBar

from pmdesk.core.geometry import PatientPoint
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.ui.status_line import StatusLine, place_words
from tests.helpers.cases import full_case, make_desk

FRAME = FrameOfReferenceUid("1.2.3")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((12.04, 30.0, 5.5), "L 12.0  P 30.0  H 5.5"),
        ((-12.04, -30.0, -5.5), "R 12.0  A 30.0  F 5.5"),
        ((0.0, 0.0, 0.0), "L 0.0  P 0.0  H 0.0"),
    ],
)
def test_a_place_is_told_by_its_side(place, words):
    assert place_words(PatientPoint(FRAME, place)) == words


def test_value_and_place_come_with_their_units_and_go_with_the_mouse(qtbot):
    desk = make_desk(full_case())
    bar = QStatusBar()
    qtbot.addWidget(bar)
    line = StatusLine(bar, desk.session)
    shown = bar.findChild(QLabel, "status.readout")
    line.show_readout(PatientPoint(FRAME, (-1.0, 2.0, 3.0)), -812.4)
    assert shown.text() == "−812 HU   R 1.0  P 2.0  H 3.0 mm"
    line.show_readout(None, None)
    assert shown.text() == ""
    desk.close()
