"""The switch for scores that nobody compared with a source."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from pmdesk.core.record import StatedInput
from pmdesk.services.derive import Deriver
from pmdesk.ui.panels.risk_page import RiskPage
from tests.helpers.cases import full_case, make_desk, record

DAY = date(2021, 4, 1)


@pytest.fixture
def opened(qtbot):
    """A desk and a page over a record with a blood pressure and the nine answers of the PHQ-9."""
    answers = (("sbp", 150.0), ("dbp", 95.0), *((f"phq9_{item}", 1.0) for item in range(1, 10)))
    stated = tuple(StatedInput(name=name, value=value, stated_on=DAY) for name, value in answers)
    desks = []
    derive = Deriver(with_unverified=lambda: desks[0].context.settings.show_unverified_risks)
    desks.append(make_desk(derive=derive))
    (desk,) = desks
    desk.show(full_case(record=record().model_copy(update={"stated_inputs": stated})))
    page = RiskPage(desk.context)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    yield desk, page
    page.hide()
    desk.close()


def shown(desk) -> set[str]:
    return {one.model_id for one in desk.session.case.risks}


def test_the_switch_is_off_says_what_it_does_and_is_remembered(qtbot, opened):
    desk, page = opened
    switch = page.findChild(QCheckBox, "risk_page.unverified")
    assert not switch.isChecked()
    assert "not verified" in switch.text()
    assert "PHQ-9" in switch.toolTip()
    assert switch.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not {"phq9", "bp-category"} & shown(desk)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert {"phq9", "bp-category"} <= shown(desk)
    assert desk.context.settings.show_unverified_risks
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not {"phq9", "bp-category"} & shown(desk)


def test_what_it_shows_is_marked_in_the_list_and_in_the_view(opened):
    desk, page = opened
    page.findChild(QCheckBox, "risk_page.unverified").click()
    score = next(one for one in desk.session.case.risks if one.model_id == "phq9")
    page.scores.search.setText("PHQ")
    assert any("not verified" in item.text(0) for item in page.scores._items.values())
    page.open_score(next(one for one in page.scores._items if one.key == score.id))
    page._view.finish()
    QApplication.processEvents()
    texts = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "PHQ-9 (not verified)" in texts
    assert "Not verified against a source" in texts
    assert "D: entered from general knowledge" in texts
