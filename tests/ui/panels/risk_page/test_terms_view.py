"""Bars of models that nobody compares with a reference person, and what stands there where there are none."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from pmdesk.services.derive import Deriver
from pmdesk.ui.panels.risk_page import RiskPage
from pmdesk.ui.widgets.contribution_chart import ContributionChart
from tests.helpers.cases import full_case, make_desk
from tests.services.patient_records import stated
from tests.services.test_breast_risks import operated


@pytest.fixture
def opened(qtbot):
    smoker = (stated("race", "White"), stated("education", 4.0), stated("N_Biop", 99.0))
    made = operated()
    answers = (*made.stated_inputs, *smoker)
    desk = make_desk(derive=Deriver())
    desk.show(full_case(record=made.model_copy(update={"stated_inputs": answers})))
    page = RiskPage(desk.context)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    yield desk, page
    page.hide()
    desk.close()


def show(page: RiskPage, model_id: str) -> None:
    score = next(one for one in page.case.risks if one.model_id == model_id)
    page.open_score(next(one for one in page.scores._items if one.key == score.id))
    page._view.finish()
    QApplication.processEvents()


def test_points_of_the_index_stand_as_whole_numbers_with_what_they_are(opened):
    _desk, page = opened
    show(page, "npi")
    assert page.findChild(QLabel, "risk_page.number").text() == "4.44"
    chart = page.findChild(ContributionChart, "risk_page.contributions.chart")
    assert {one.label: one.share for one in chart.shares}["Histological grade"] == 2.0
    assert "+2" in [one.text() for one in chart.findChildren(QLabel)]
    said = page.findChild(QLabel, "risk_page.contributions.scale").text()
    assert "added up they are the result" in said
    assert "no other person" in said


def test_predict_says_why_there_are_no_bars(opened):
    _desk, page = opened
    show(page, "predict-breast-3")
    assert page.findChild(ContributionChart, "risk_page.contributions.chart") is None
    assert "made up" in page.findChild(QLabel, "risk_page.no_contributions.why").text()
    gain = page.findChild(QLabel, "risk_page.figures.s10_rh.gain").text()
    assert gain.startswith("+")
    assert gain.endswith("percentage points")


def test_education_is_answered_and_tried_in_words(qtbot, opened):
    desk, page = opened
    show(page, "plcom2012")
    used = {one.name: one for one in page.score.inputs}
    assert used["education"].value_text.en == "some college"
    stated_again = page.case.record.model_copy(
        update={
            "stated_inputs": tuple(one for one in page.case.record.stated_inputs if one.name != "education")
        }
    )
    desk.show(full_case(record=stated_again))
    show(page, "plcom2012")
    box = page.findChild(QComboBox, "risk_page.missing.education.choice")
    words = [box.itemText(place) for place in range(box.count())]
    assert words[1:] == [
        "less than high school", "high school", "training after high school", "some college", "college",
        "postgraduate",
    ]  # fmt: skip
    box.setCurrentIndex(6)
    box.activated.emit(6)
    answer = next(one for one in page.case.record.stated_inputs if one.name == "education")
    assert answer.value == 6.0


def test_a_code_is_a_button_in_words(opened):
    desk, page = opened
    without = page.case.record.model_copy(update={"conditions": (), "stated_inputs": ()})
    desk.show(full_case(record=without))
    show(page, "bcrat")
    button = page.findChild(QPushButton, "risk_page.missing.Age1st.code.98")
    assert button.text() == "no live birth"
    button.click()
    answer = next(one for one in page.case.record.stated_inputs if one.name == "Age1st")
    assert answer.value == 98.0
    used = next(one for one in page.score.inputs if one.name == "Age1st")
    assert used.value_text.zh == "未生育"
