import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QStyleOptionViewItem,
    QTableView,
    QTreeWidget,
    QTreeWidgetItemIterator,
)

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import RiskId
from pmdesk.core.progress import NullContext
from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord, StatedFact, StatedInput
from pmdesk.core.risk import InputMissing, InputUsed, RiskFigure, RiskScore, RiskState
from pmdesk.core.texts import Language
from pmdesk.services.derive import Deriver
from pmdesk.services.risk_changes import InputChange, explained_history
from pmdesk.ui.panels.risk_page import RiskPage
from pmdesk.ui.panels.risk_page.comparison_view import ComparisonView
from pmdesk.ui.panels.risk_page.score_view import ScoreView
from pmdesk.ui.panels.risk_page.wanted_view import WantedView
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.history_plot import HistoryPlot
from pmdesk.ui.widgets.icon_array import IconArray
from pmdesk.ui.widgets.labels import LinkLabel
from tests.helpers.cases import Desk, full_case, make_desk, record, risks, words

PATIENT = NodeRef(NodeKind.PATIENT, "patient")


def node(risk_id: str) -> NodeRef:
    return NodeRef(NodeKind.RISK, risk_id)


def patient_score(model_id: str, **changes: object) -> RiskScore:
    plain = RiskScore(
        id=RiskId(f"{model_id}:patient"), model_id=model_id, model_version="1", title=words(model_id.upper()),
        subject=PATIENT, state=RiskState.COMPUTED, field="cardiovascular", probability=0.061,
        outcome=words("Event within 10 years", "10 年内发生事件"), population=words("Adults", "成人"),
        computed_for=date(2021, 5, 6), grade="B",
    )  # fmt: skip
    return replace(plain, **changes)


def several() -> tuple[RiskScore, ...]:
    """The nodule's scores, two heart scores of which one lacks a value, and one that does not apply."""
    pressure = InputUsed(
        "sbp", words("Systolic pressure", "收缩压"), 142.0, "mm[Hg]", Origin.RECORD,
        NodeRef(NodeKind.OBSERVATION, "o9"), taken_on=date(2021, 4, 2), document="labs.json",
    )  # fmt: skip
    return (
        *risks(),
        patient_score(
            "prevent-base", inputs=(pressure,),
            figures=(RiskFigure("hf10", words("Heart failure", "心力衰竭"), probability=0.034),),
        ),
        patient_score(
            "score2", probability=None, state=RiskState.INCOMPLETE,
            missing=(InputMissing("region", words("Risk region", "风险区域")),),
        ),
        patient_score("ukpds56", field="diabetes", probability=None, state=RiskState.NOT_APPLICABLE),
    )  # fmt: skip


@pytest.fixture
def page(qtbot, desk: Desk) -> RiskPage:
    desk.show(full_case(risks=several()))
    made = RiskPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def show(page: RiskPage, risk_id: str) -> None:
    """Open a score with all its sections."""
    page.open_score(node(risk_id))
    page._view.finish()
    QApplication.processEvents()


def shown_scores(page: RiskPage) -> list[str]:
    """Titles of the scores that the list shows, top to bottom."""
    found, iterator = [], QTreeWidgetItemIterator(page.scores.tree)
    while (item := iterator.value()) is not None:
        if item.parent() is not None and not item.isHidden() and not item.parent().isHidden():
            found.append(item.text(0))
        iterator += 1
    return found


def labels(page: RiskPage) -> list[str]:
    return [getattr(one, "plain_text", one.text()) for one in page.findChildren(QLabel) if one.isVisible()]


def groups(page: RiskPage) -> list[str]:
    tree = page.scores.tree
    return [tree.topLevelItem(place).text(0) for place in range(tree.topLevelItemCount())]


# the list


def test_scores_stand_under_their_nodule_and_their_field(page: RiskPage):
    assert groups(page)[0] == "What to enter first"
    assert groups(page)[1].startswith("Nodule 1")
    assert groups(page)[2:] == ["Heart and vessels", "Diabetes"]


def test_the_filter_counts_and_shows_one_state(page: RiskPage):
    assert [page.scores.filter.itemText(index) for index in range(4)] == [
        "All scores (6)", "Computed (2)", "Incomplete (2)", "Not applicable (2)",
    ]  # fmt: skip
    page.scores.filter.setCurrentIndex(2)
    assert shown_scores(page) == ["Mayo model", "SCORE2"]


def test_the_search_finds_titles_models_and_fields(page: RiskPage):
    page.scores.search.setText("prevent")
    assert shown_scores(page) == ["PREVENT-BASE"]
    page.scores.search.setText("heart")
    assert shown_scores(page) == ["PREVENT-BASE", "SCORE2"]
    page.scores.search.setText("nothing like it")
    assert shown_scores(page) == []
    assert any("No score matches" in text for text in labels(page))


def test_walking_the_list_selects_the_score_in_every_view(desk: Desk, page: RiskPage):
    page.scores.tree.setCurrentItem(page.scores._items[node("prevent-base:patient")])
    assert desk.session.selection.focus == node("prevent-base:patient")
    assert page.score is not None
    assert page.score.model_id == "prevent-base"


def test_a_score_selected_elsewhere_is_shown_even_when_a_filter_hides_it(desk: Desk, page: RiskPage):
    page.scores.filter.setCurrentIndex(3)
    desk.select(NodeKind.RISK, "prevent-base:patient")
    assert page.score.model_id == "prevent-base"
    assert page.scores.tree.currentItem().text(0) == "PREVENT-BASE"
    assert not page.scores.tree.currentItem().isHidden()


def test_a_score_that_the_case_does_not_hold_is_ignored(page: RiskPage):
    before = page.score
    assert not page.focus_node(node("nobody:patient"))
    page.open_score(node("nobody:patient"))
    assert page.score == before


# one score


def test_the_number_comes_with_people_outcome_and_interval(page: RiskPage):
    assert page.focus_node(node("prevent-base:patient"))
    shown = labels(page)
    assert {
        "6.1 %",
        "no published interval",
        "Event within 10 years",
        "6 with this outcome",
        "94 without",
    } <= set(shown)
    assert "Of 100 people with these values, about 6 have this outcome" in shown
    assert page.findChild(IconArray, "risk_page.people").counts == (6, 100)
    assert {"Heart failure", "3.4 %", "3 in 100"} <= set(shown)


def test_a_value_has_its_unit_and_no_people(desk: Desk, page: RiskPage):
    score = patient_score("mifflin", probability=None, value=1234.5, unit="kcal/d", field="general")
    desk.show(full_case(risks=(score,)))
    show(page, "mifflin:patient")
    assert "1234 kcal/d" in labels(page)
    assert page.findChild(IconArray, "risk_page.people") is None


def test_the_inputs_carry_date_source_and_the_models_limits_and_can_be_copied(desk: Desk, page: RiskPage):
    show(page, "prevent-base:patient")
    table = page.findChild(DataTable, "risk_page.inputs.table")
    row = [table.model().index(0, column).data() for column in range(table.model().columnCount())]
    assert row == ["Systolic pressure", "142", "mmHg", "2021-04-02", "record: labs.json", "90–200 mmHg"]
    page.findChild(object, "risk_page.inputs.copy").click()
    assert "Systolic pressure\t142" in QGuiApplication.clipboard().text()


def test_a_click_on_an_input_jumps_to_where_the_value_lives(qtbot, desk: Desk, page: RiskPage):
    show(page, "prevent-base:patient")
    table = page.findChild(DataTable, "risk_page.inputs.table")
    with qtbot.waitSignal(desk.context.signals.navigate_requested) as asked:
        qtbot.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            pos=table.visualRect(table.model().index(0, 0)).center(),
        )
    assert asked.args == [NodeRef(NodeKind.OBSERVATION, "o9")]


def test_bars_only_for_scores_that_are_sums(page: RiskPage):
    show(page, "brock:f1")
    chart = page.findChild(object, "risk_page.contributions.chart")
    assert [one.label for one in chart.shares] == ["Diameter", "Female", "Upper lobe"]
    show(page, "prevent-base:patient")
    assert not any("What moves the number" in text for text in labels(page))


def test_a_score_that_does_not_apply_says_why_and_has_no_number(page: RiskPage):
    show(page, "fleischner2017:f1")
    shown = labels(page)
    assert "not applicable" in shown
    assert "The patient has a known cancer" in shown
    assert not any("%" in text for text in shown)


def test_the_text_copy_holds_number_inputs_missing_and_the_source(desk: Desk, page: RiskPage):
    show(page, "brock:f1")
    page.findChild(QPushButton, "risk_page.copy").click()
    text = QGuiApplication.clipboard().text()
    for part in ("Brock model", "12 %", "Diameter: 8.2 mm", "McWilliams", "Not for: nodules", "research use"):
        assert part in text


def test_all_scores_leave_as_csv_with_full_numbers(page: RiskPage, tmp_path: Path):
    page.write_table(tmp_path / "scores.csv")
    with (tmp_path / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    assert rows[0]["Probability"] == "0.1234"
    assert next(row for row in rows if row["Model"] == "score2")["Missing"] == "Risk region"


def test_a_disk_that_refuses_is_said(desk: Desk, page: RiskPage, tmp_path: Path):
    failed: list[object] = []
    desk.session.failed.connect(failed.append)
    (tmp_path / "file").touch()
    page.write_table(tmp_path / "file" / "scores.csv")
    assert len(failed) == 1


# comparison


def test_scores_of_one_question_stand_side_by_side(qtbot, page: RiskPage):
    show(page, "prevent-base:patient")
    page.findChild(QPushButton, "risk_page.compare").click()
    view = page.findChild(ComparisonView)
    assert view.findChild(QLabel, "risk_page.comparison.prevent-base.number").text() == "6.1 %"
    assert view.findChild(QLabel, "risk_page.comparison.score2.number").text() == "needs 1 value"
    assert any("do not count the same events" in text for text in labels(page))
    qtbot.keyClick(view.findChild(LinkLabel, "risk_page.comparison.score2.open"), Qt.Key.Key_Return)
    assert page.score.model_id == "score2"
    assert isinstance(page._view, ScoreView)


def test_a_score_that_stands_alone_has_no_comparison(page: RiskPage):
    show(page, "ukpds56:patient")
    assert page.findChild(QPushButton, "risk_page.compare") is None


# empty states


def test_nothing_open_teaches_what_to_open(qtbot, empty_desk: Desk):
    page = RiskPage(empty_desk.context)
    qtbot.addWidget(page)
    page.show()
    assert "No score yet" in labels(page)
    with qtbot.waitSignal(empty_desk.context.signals.open_requested) as asked:
        page.findChild(QPushButton, "risk_page.open_record").click()
    assert asked.args == ["record"]


def test_without_a_computed_score_the_missing_values_are_shown_first(desk: Desk, qtbot):
    desk.show(full_case(risks=tuple(one for one in several() if one.state is not RiskState.COMPUTED)))
    page = RiskPage(desk.context)
    qtbot.addWidget(page)
    page.show()
    assert isinstance(page._view, WantedView)
    assert {"Emphysema", "Risk region"} <= set(labels(page))


# the real models


@pytest.fixture
def live(qtbot, qapp):
    """A page over the real derivation, with a record in which only the risk region is not known."""
    answers = (
        ("total_c", 212.0, "mg/dL"), ("hdl_c", 48.0, "mg/dL"), ("sbp", 142.0, "mm[Hg]"), ("dm", False, ""),
        ("smoking", False, ""), ("bp_tx", True, ""), ("statin", False, ""), ("egfr", 78.0, "mL/min/{1.73_m2}"),
        ("bmi", 24.0, "kg/m2"),
    )  # fmt: skip
    stated = tuple(
        StatedInput(name=name, value=value, unit=unit, stated_on=date(2021, 4, 1))
        for name, value, unit in answers
    )
    desk = make_desk(derive=Deriver())
    changes = {"stated_inputs": stated, "emphysema": StatedFact(value=False)}
    desk.show(full_case(record=record().model_copy(update=changes)))
    page = RiskPage(desk.context)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    yield desk, page
    page.hide()
    desk.close()


def risk_of(desk: Desk, model_id: str) -> RiskScore:
    return next(one for one in desk.session.case.risks if one.model_id == model_id)


def open_model(desk: Desk, page: RiskPage, model_id: str) -> None:
    show(page, risk_of(desk, model_id).id)


def test_a_missing_value_is_filled_in_place_and_taken_back(live):
    desk, page = live
    open_model(desk, page, "score2")
    assert page.score.state is RiskState.INCOMPLETE
    box = page.findChild(object, "risk_page.missing.region.choice")
    box.setCurrentIndex(box.findData("Moderate"))
    box.activated.emit(box.currentIndex())
    assert page.score.state is RiskState.COMPUTED
    assert any(item.name == "region" and item.origin is Origin.READER for item in page.score.inputs)
    desk.context.undo.qt.undo()
    assert page.score.state is RiskState.INCOMPLETE


@pytest.mark.parametrize("text", ["1200", "-4", "abc", "1e999", "nan", "12,5,5", "9" * 80])
def test_a_number_that_the_model_does_not_take_is_refused_with_its_limits(live, text: str):
    desk, page = live
    open_model(desk, page, "findrisc")
    before = desk.session.case.record
    page.findChild(object, "risk_page.missing.waist_cm.value").setText(text)
    page.findChild(QPushButton, "risk_page.missing.waist_cm.save").click()
    problem = page.findChild(QLabel, "risk_page.missing.waist_cm.problem")
    assert problem.isVisible()
    assert "cm" in problem.text()
    assert desk.session.case.record is before


def test_a_number_with_a_decimal_comma_is_taken(live):
    desk, page = live
    open_model(desk, page, "findrisc")
    page.findChild(object, "risk_page.missing.waist_cm.value").setText("92,5")
    page.findChild(QPushButton, "risk_page.missing.waist_cm.save").click()
    used = {item.name: item.value for item in page.score.inputs}
    assert used["waist_cm"] == 92.5


def test_not_known_is_an_answer_that_writes_nothing(live):
    desk, page = live
    open_model(desk, page, "findrisc")
    before = desk.session.case.record
    page.findChild(QPushButton, "risk_page.missing.active_30min.flag.not_known").click()
    assert desk.session.case.record is before


def test_trying_other_values_moves_the_number_and_stores_nothing(qtbot, live):
    desk, page = live
    open_model(desk, page, "prevent-base")
    before = desk.session.case
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    number = page.findChild(QLabel, "risk_page.what_if.number")
    own = number.text()
    slider = page.findChild(object, "risk_page.what_if.sbp.slider")
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: number.text() != own)
    assert "percentage points" in page.findChild(QLabel, "risk_page.what_if.difference").text()
    assert desk.session.case is before
    assert not desk.context.undo.unsaved
    page.findChild(QPushButton, "risk_page.what_if.reset").click()
    assert number.text() == own
    assert len(page.findChild(object, "risk_page.what_if.curve").points) > 20


def test_a_trial_on_a_nodule_changes_neither_nodule_nor_record(qtbot, live):
    desk, page = live
    open_model(desk, page, "brock")
    before = desk.session.case
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    box = page.findChild(object, "risk_page.what_if.type")
    box.setCurrentIndex((box.currentIndex() + 1) % box.count())
    box.activated.emit(box.currentIndex())
    difference = page.findChild(QLabel, "risk_page.what_if.difference")
    qtbot.waitUntil(lambda: "percentage points" in difference.text())
    assert desk.session.case is before


def test_the_page_speaks_the_language_of_the_screen(live):
    desk, page = live
    open_model(desk, page, "prevent-base")
    desk.context.texts.set_language(Language.CHINESE)
    page.retranslate()
    assert "心血管" in groups(page)


def test_an_empty_record_names_what_to_enter_first(qtbot, qapp):
    desk = make_desk(derive=Deriver())
    desk.show(replace(full_case(), volume=None, findings=(), record=PatientRecord(), genome=None))
    page = RiskPage(desk.context)
    qtbot.addWidget(page)
    page.show()
    try:
        assert isinstance(page._view, WantedView)
        assert page._view.rows.editors
    finally:
        page.hide()
        desk.close()


def test_what_nobody_has_stated_can_be_tried_too(qtbot, live):
    desk, page = live
    open_model(desk, page, "brock")
    page.findChild(QPushButton, "risk_page.what_if.toggle").click()
    box = page.findChild(object, "risk_page.what_if.spiculation")
    assert box.currentText() == "not known"
    box.setCurrentIndex(box.findData(True))
    box.activated.emit(box.currentIndex())
    difference = page.findChild(QLabel, "risk_page.what_if.difference")
    qtbot.waitUntil(lambda: "percentage points" in difference.text())


def test_another_nodule_brings_the_same_score_of_that_nodule(live):
    desk, page = live
    open_model(desk, page, "brock")
    desk.select(NodeKind.FINDING, "f2")
    assert page.score.id == "brock:f2"


def test_a_hidden_page_waits_until_it_is_shown(desk: Desk, page: RiskPage):
    show(page, "brock:f1")
    page.hide()
    first, *rest = several()
    desk.show(full_case(risks=(replace(first, probability=0.42), *rest)))
    assert page._view.score.probability == 0.1234
    page.show()
    assert page._view.score.probability == 0.42


def test_a_number_changes_over_time_with_what_changed(qtbot, live):
    desk, page = live
    open_model(desk, page, "ada-diagnosis")
    assert page._view.history is None
    open_model(desk, page, "prevent-base")
    points = explained_history(NullContext(), desk.session.case, "prevent-base")
    day_before = replace(points[-1], point=replace(points[-1].point, on=date(2020, 1, 1), probability=0.05))
    pressure = next(item for item in page.score.inputs if item.name == "sbp")
    change = InputChange(replace(pressure, value=150.0), pressure)
    page._view.history.show_points((replace(day_before, changes=()), replace(points[-1], changes=(change,))))
    said = page.findChild(QLabel, "risk_page.history.words").text()
    assert said.startswith("2021-05-06: ")
    assert "150 mmHg → 142 mmHg" in said


def test_a_polygenic_score_is_combined_only_when_asked_and_shown_apart(live):
    desk, page = live
    open_model(desk, page, "prevent-base")
    assert page.findChild(object, "risk_page.genetic.prs_z_cad") is None
    page.findChild(QPushButton, "risk_page.genetic.switch").click()
    page.findChild(object, "risk_page.genetic.prs_z_cad.value").setText("7")
    page.findChild(QPushButton, "risk_page.genetic.prs_z_cad.save").click()
    assert "-6 to 6" in page.findChild(QLabel, "risk_page.genetic.prs_z_cad.problem").text().replace("−", "-")
    own = page.findChild(QLabel, "risk_page.number").text()
    page.findChild(object, "risk_page.genetic.prs_z_cad.value").setText("1.5")
    page.findChild(QPushButton, "risk_page.genetic.prs_z_cad.save").click()
    page._view.finish()
    QApplication.processEvents()
    assert page.findChild(QLabel, "risk_page.genetic.number").text() != own
    assert page.findChild(QLabel, "risk_page.number").text() == own
    assert any("independent of the clinical risk factors" in text for text in labels(page))


def test_every_control_has_a_name_for_tests_and_for_screen_readers(live):
    desk, page = live
    for model in ("prevent-base", "findrisc"):
        open_model(desk, page, model)
        for toggle in ("risk_page.what_if.toggle", "risk_page.genetic.switch"):
            found = page.findChild(QPushButton, toggle)
            if found is not None:
                found.click()
        kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QTableView, QTreeWidget, HistoryPlot)
        for kind in kinds:
            for control in page.findChildren(kind):
                # parts that Qt makes itself: scroll bars, the clear button, the corner of a table
                own = control.objectName() and not control.objectName().startswith("qt_")
                if control.focusPolicy() is Qt.FocusPolicy.NoFocus and not own:
                    continue
                if isinstance(control, QScrollBar) or type(control).__name__ == "QLineEditIconButton":
                    continue
                assert own, (kind, control.parent().objectName())
                assert control.accessibleName() or getattr(control, "text", str)(), control.objectName()


def test_only_the_first_nodule_is_open_until_another_is_looked_for(live):
    _desk, page = live
    tree = page.scores.tree
    nodules = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    nodules = [item for item in nodules if item.text(0).startswith("Nodule")]
    assert [item.isExpanded() for item in nodules] == [True, False, False]
    page.scores.search.setText("brock")
    assert all(item.isExpanded() for item in nodules)
    page.scores.search.clear()
    assert [item.isExpanded() for item in nodules] == [True, False, False]
    show(page, "brock:f2")
    assert [item.isExpanded() for item in nodules] == [True, True, False]


def test_points_have_no_interval_and_say_their_category(live):
    desk, page = live
    score = patient_score(
        "findrisc",
        probability=None,
        value=18.0,
        category="high",
        category_text=words("high", "高"),
        field="diabetes",
    )
    desk.session._derive = lambda case: case
    desk.show(full_case(risks=(score,)))
    show(page, "findrisc:patient")
    shown = labels(page)
    assert "Category: high" in shown
    assert not any("interval" in text for text in shown)


def test_a_long_title_takes_more_lines_in_a_narrow_list(desk: Desk, page: RiskPage):
    tree = page.scores.tree
    item = page.scores._items[node(desk.session.case.risks[0].id)]
    tree.setMinimumWidth(0)
    index, delegate = tree.indexFromItem(item), tree.itemDelegateForColumn(0)
    option = QStyleOptionViewItem()
    option.initFrom(tree)
    short = delegate.sizeHint(option, index).height()
    item.setText(
        0, "Probability of coronary heart disease before angiography (Cleveland, logistic regression)"
    )
    assert delegate.sizeHint(option, index).height() > short
    assert tree.isColumnHidden(1)
