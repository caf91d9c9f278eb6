from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    Encounter,
    FamilyHistoryEntry,
    Observation,
    PatientRecord,
    Smoking,
    SmokingStatus,
)
from pmdesk.core.texts import Language
from pmdesk.records.editing import set_field
from pmdesk.services.operations.edit_record import ReplaceRecord
from pmdesk.ui.i18n import Translation
from pmdesk.ui.panels.record_list import RecordList
from pmdesk.ui.panels.record_panel import RecordPanel
from pmdesk.ui.widgets.pedigree_view import PedigreeView
from pmdesk.ui.widgets.trend_plots import TrendPlots
from tests.helpers.cases import Desk, full_case, record


@pytest.fixture
def panel(qtbot, desk: Desk) -> RecordPanel:
    made = RecordPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def line(panel: RecordPanel, name: str) -> QLineEdit:
    return panel.findChild(QLineEdit, f"record.{name}")


def show_table(panel: RecordPanel) -> None:
    panel.show_page("labs")
    panel.findChild(QPushButton, "record.trends.table_mode").click()


def note(panel: RecordPanel, key: str) -> str:
    return panel.findChild(QLabel, f"record.{key}.note").text()


def enter(qtbot, box: QLineEdit, text: str) -> None:
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_known_values_are_shown_with_who_says_so(panel: RecordPanel):
    assert line(panel, "demographics.birth_date").text() == "1960-03-04"
    assert note(panel, "demographics.birth_date") == "record"


def test_a_fact_nobody_stated_is_not_known_and_names_who_asks(panel: RecordPanel):
    assert panel.findChild(QPushButton, "record.emphysema.not_known").isChecked()
    assert note(panel, "emphysema") == "not known; asked for by Mayo model"


def test_a_stated_no_is_no_and_not_unknown(panel: RecordPanel):
    assert panel.findChild(QPushButton, "record.family_history_lung_cancer.no").isChecked()


def test_stating_a_fact_is_one_operation_that_can_be_undone(desk: Desk, panel: RecordPanel):
    panel.findChild(QPushButton, "record.emphysema.yes").click()
    stated = desk.session.case.record.emphysema
    assert (stated.value, stated.source.origin) == (True, Origin.READER)
    desk.context.undo.qt.undo()
    assert desk.session.case.record.emphysema.value is None
    assert panel.findChild(QPushButton, "record.emphysema.not_known").isChecked()


def test_a_number_is_taken_over(qtbot, desk: Desk, panel: RecordPanel):
    enter(qtbot, line(panel, "smoking.pack_years"), "32.5")
    assert desk.session.case.record.smoking.pack_years == 32.5


def test_an_emptied_field_is_not_known(qtbot, desk: Desk, panel: RecordPanel):
    box = line(panel, "demographics.birth_date")
    box.setFocus()
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert desk.session.case.record.demographics.birth_date is None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("smoking.pack_years", "many"),
        ("smoking.pack_years", "5000"),
        ("demographics.birth_date", "4.3.1960"),
        ("demographics.height_cm", "nan"),
    ],
)
def test_an_impossible_value_is_refused_beside_its_field(
    qtbot, desk: Desk, panel: RecordPanel, key: str, text: str
):
    enter(qtbot, line(panel, key), text)
    assert desk.session.case.record == record()
    assert note(panel, key)
    assert panel.findChild(QLabel, f"record.{key}.note").property("role") == "danger"


def test_a_laboratory_value_above_its_range_has_a_mark_and_words(panel: RecordPanel):
    show_table(panel)
    model = panel.findChild(QTableView, "record.observations.table").model()
    cea, creatinine = model.index(0, 1), model.index(1, 1)
    assert cea.data(Qt.ItemDataRole.DecorationRole) is not None
    assert cea.data(Qt.ItemDataRole.ToolTipRole) == "above the reference range"
    assert creatinine.data(Qt.ItemDataRole.DecorationRole) is None


def test_empty_lists_are_not_known_and_never_none(panel: RecordPanel):
    words = panel.findChild(QLabel, "record.allergies.empty").text()
    assert words.startswith("No allergy is recorded. Whether the patient has none is not known")
    panel.show_page("family")
    assert "does not mean" in panel.findChild(QLabel, "record.family_history.empty").text()


def test_an_entry_is_added_by_its_form_and_undone(qtbot, desk: Desk, panel: RecordPanel):
    panel.findChild(QToolButton, "record.allergies.add").click()
    enter(qtbot, line(panel, "allergies.form.name"), "Penicillin")
    added = desk.session.case.record.allergies
    assert [item.coding.display for item in added] == ["Penicillin"]
    assert added[0].source.origin is Origin.READER
    desk.context.undo.qt.undo()
    assert desk.session.case.record.allergies == ()


def test_a_form_without_its_name_says_what_to_fill_in(panel: RecordPanel):
    panel.findChild(QToolButton, "record.medications.add").click()
    panel.findChild(QPushButton, "record.medications.form.save").click()
    assert panel.findChild(QLabel, "record.medications.problem").text() == "Please fill in: Drug"


def test_a_changed_entry_keeps_its_code_while_its_name_stays(qtbot, desk: Desk, panel: RecordPanel):
    panel.findChild(QTableView, "record.conditions.table").selectRow(0)
    panel.findChild(QToolButton, "record.conditions.change").click()
    enter(qtbot, line(panel, "conditions.form.stage"), "IVA")
    changed = desk.session.case.record.conditions[0]
    assert (changed.stage, changed.coding.code, changed.onset) == ("IVA", "254637007", date(2021, 4, 1))


def test_a_month_alone_stays_a_month(qtbot, desk: Desk, panel: RecordPanel):
    panel.show_page("course")
    panel.findChild(QToolButton, "record.procedures.add").click()
    line(panel, "procedures.form.name").setText("Lobectomy")
    enter(qtbot, line(panel, "procedures.form.performed"), "2019-07")
    added = desk.session.case.record.procedures[0]
    assert (added.performed, added.partial_date) == (None, "2019-07")


def test_an_entry_is_removed_and_comes_back(desk: Desk, panel: RecordPanel):
    panel.findChild(QTableView, "record.medications.table").selectRow(0)
    panel.findChild(QToolButton, "record.medications.remove").click()
    assert desk.session.case.record.medications == ()
    desk.context.undo.qt.undo()
    assert desk.session.case.record == record()


@pytest.mark.parametrize(
    ("node", "has_keyboard"),
    [
        (NodeRef(NodeKind.RECORD_FIELD, "smoking.pack_years"), "record.smoking.pack_years"),
        (NodeRef(NodeKind.RECORD_FIELD, "age"), "record.demographics.birth_date"),
        (NodeRef(NodeKind.RECORD_FIELD, "emphysema"), "record.emphysema.yes"),
        (NodeRef(NodeKind.OBSERVATION, "o2"), "record.observations.table"),
    ],
)
def test_a_jump_gives_the_field_the_keyboard(qtbot, panel: RecordPanel, node: NodeRef, has_keyboard: str):
    panel.activateWindow()
    assert panel.focus_node(node)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert QApplication.focusWidget().objectName() == has_keyboard


def test_a_jump_to_what_is_not_in_the_record_says_so(panel: RecordPanel):
    assert not panel.focus_node(NodeRef(NodeKind.OBSERVATION, "absent"))
    assert not panel.focus_node(NodeRef(NodeKind.RECORD_FIELD, "shoe_size"))


def test_a_record_of_another_patient_names_what_differs_and_asks(qtbot, desk: Desk, panel: RecordPanel):
    other = record().model_copy(
        update={"demographics": record().demographics.model_copy(update={"birth_date": date(1950, 1, 1)})}
    )
    desk.show(full_case(record=other, record_confirmed=False))
    banner = panel.findChild(QWidget, "record.mismatch")
    assert banner.isVisible()
    assert desk.context.texts.of("field.birth_date") in banner.accessibleName()
    with qtbot.waitSignal(panel.record_confirmed) as answered:
        panel.findChild(QPushButton, "record.mismatch.close").click()
    assert answered.args == [False]


def test_without_a_record_what_is_entered_begins_one(desk: Desk, panel: RecordPanel):
    desk.show(full_case(record=None))
    assert panel.findChild(QWidget, "record.none_open").isVisible()
    panel.findChild(QPushButton, "record.emphysema.no").click()
    assert desk.session.case.record.emphysema.value is False
    desk.context.undo.qt.undo()
    assert desk.session.case.record is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_timeline_is_walked_by_keys(qtbot, desk: Desk, panel: RecordPanel):
    strip = panel.findChild(QWidget, "record.timeline")
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert desk.session.selection.focus == NodeRef(NodeKind.MEDICATION, "m1")


# problems, drugs, allergies


def many() -> PatientRecord:
    return record().model_copy(
        update={
            "conditions": (
                Condition(
                    id="old", coding=Coding(display="Pneumonia"), clinical_status=ClinicalStatus.RESOLVED
                ),
                Condition(id="now", coding=Coding(display="Asthma"), clinical_status=ClinicalStatus.ACTIVE),
                Condition(
                    id="rest", coding=Coding(display="Lymphoma"), clinical_status=ClinicalStatus.REMISSION
                ),
            ),
            "allergies": (
                Allergy(id="a1", coding=Coding(display="Pollen"), criticality="low"),
                Allergy(id="a2", coding=Coding(display="Contrast"), criticality="high"),
            ),
        }
    )


def column(panel: RecordPanel, name: str, place: int = 0) -> list[str]:
    model = panel.findChild(QTableView, f"record.{name}.table").model()
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_active_problems_stand_first_and_resolved_ones_are_folded(desk: Desk, panel: RecordPanel):
    desk.show(full_case(record=many()))
    assert column(panel, "conditions") == ["Asthma", "Lymphoma"]
    fold = panel.findChild(QPushButton, "record.conditions.past")
    assert fold.text() == "1 resolved"
    fold.click()
    assert column(panel, "conditions") == ["Asthma", "Lymphoma", "Pneumonia"]


def test_a_jump_to_a_folded_problem_unfolds_it(desk: Desk, panel: RecordPanel):
    desk.show(full_case(record=many()))
    assert panel.focus_node(NodeRef(NodeKind.CONDITION, "old"))
    assert "Pneumonia" in column(panel, "conditions")


def test_criticality_is_a_word_and_only_high_is_red(desk: Desk, panel: RecordPanel):
    desk.show(full_case(record=many()))
    model = panel.findChild(QTableView, "record.allergies.table").model()
    assert column(panel, "allergies", 2) == ["high", "low"]
    brushes = [model.index(row, 2).data(Qt.ItemDataRole.ForegroundRole) for row in range(2)]
    assert brushes[0].color().name().upper() == desk.context.theme.theme.danger
    assert brushes[1] is None


def test_an_end_before_the_beginning_is_refused(qtbot, desk: Desk, panel: RecordPanel):
    panel.findChild(QToolButton, "record.conditions.add").click()
    line(panel, "conditions.form.name").setText("Gout")
    line(panel, "conditions.form.onset").setText("2020-02-01")
    enter(qtbot, line(panel, "conditions.form.ended"), "2020-01-01")
    assert "lies before the beginning" in panel.findChild(QLabel, "record.conditions.problem").text()
    assert desk.session.case.record == record()


def test_a_table_is_exported_with_every_column_and_source(tmp_path, panel: RecordPanel):
    listed = panel.findChild(RecordList, "record.medications")
    listed.export_to(tmp_path / "drugs.csv")
    text = (tmp_path / "drugs.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "Drug,Dose,Status,Start,End,Source"
    assert "Metformin,500 mg,not known,2019-01-01,,record" in text


# values by hand


@pytest.fixture
def value_form(desk: Desk, panel: RecordPanel) -> RecordPanel:
    show_table(panel)
    panel.findChild(QToolButton, "record.observations.add").click()
    return panel


def fill(panel: RecordPanel, name: str, value: str, unit: str | None = None) -> None:
    box = line(panel, "observations.form.name")
    box.setText(name)
    box.editingFinished.emit()
    line(panel, "observations.form.value").setText(value)
    if unit is not None:
        units = panel.findChild(QComboBox, "record.observations.form.unit")
        units.setCurrentIndex(units.findData(unit))


def save(panel: RecordPanel) -> None:
    panel.findChild(QPushButton, "record.observations.form.save").click()


@pytest.mark.parametrize("name", ["Total cholesterol", "total cholesterol", "总胆固醇", "2093-3"])
def test_a_test_is_found_by_name_in_both_languages_and_by_code(
    desk: Desk, value_form: RecordPanel, name: str
):
    fill(value_form, name, "5.2", "mmol/L")
    save(value_form)
    added = desk.session.case.record.observations[-1]
    assert (added.value, added.unit, added.category) == (5.2, "mmol/L", "laboratory")
    assert added.coding.system == "http://loinc.org"
    assert added.source.origin is Origin.READER


def test_an_implausible_value_is_refused_with_the_range_and_the_likely_unit(
    desk: Desk, value_form: RecordPanel
):
    fill(value_form, "Total cholesterol", "210", "mmol/L")
    save(value_form)
    words = value_form.findChild(QLabel, "record.observations.problem").text()
    assert "outside what a living adult can have" in words
    assert "Did you mean 210 mg/dL?" in words
    assert desk.session.case.record == record()


def test_a_known_test_takes_no_words_for_its_number(desk: Desk, value_form: RecordPanel):
    fill(value_form, "HbA1c", "high")
    save(value_form)
    assert "is not a number" in value_form.findChild(QLabel, "record.observations.problem").text()


def test_anything_else_is_kept_as_it_is_written(desk: Desk, value_form: RecordPanel):
    fill(value_form, "Sputum colour", "green")
    save(value_form)
    added = desk.session.case.record.observations[-1]
    assert (added.coding.display, added.coding.code, added.text, added.unit) == (
        "Sputum colour",
        "",
        "green",
        "",
    )


def test_a_changed_value_keeps_its_category(desk: Desk, panel: RecordPanel):
    item = record().observations[0].model_copy(update={"category": "laboratory"})
    desk.show(full_case(record=record().model_copy(update={"observations": (item,)})))
    show_table(panel)
    panel.findChild(QTableView, "record.observations.table").selectRow(0)
    panel.findChild(QToolButton, "record.observations.change").click()
    line(panel, "observations.form.value").setText("9")
    save(panel)
    changed = desk.session.case.record.observations[0]
    assert (changed.value, changed.category, changed.unit) == (9.0, "laboratory", "ng/mL")


# trends


def test_values_are_drawn_and_a_drawn_value_is_selected_both_ways(qtbot, desk: Desk, panel: RecordPanel):
    panel.show_page("labs")
    plots = panel.findChild(TrendPlots, "record.trends.plots")
    with qtbot.waitSignal(plots.finished, timeout=20000):
        pass
    qtbot.waitUntil(lambda: plots.count > 0, timeout=20000)
    plots.chosen.emit(NodeRef(NodeKind.OBSERVATION, "o2"))
    assert desk.session.selection.focus == NodeRef(NodeKind.OBSERVATION, "o2")


def test_without_values_the_page_says_what_to_do(panel: RecordPanel, desk: Desk):
    desk.show(full_case(record=PatientRecord()))
    panel.show_page("labs")
    assert panel.findChild(QWidget, "record.trends.empty").isVisible()
    panel.findChild(QPushButton, "record.trends.empty.enter").click()
    assert panel.findChild(QWidget, "record.observations.form").isVisible()


def test_stated_and_computed_pack_years_that_differ_are_both_shown(desk: Desk, panel: RecordPanel):
    smoking = Smoking(status=SmokingStatus.FORMER, pack_years=40, cigarettes_per_day=20, years_smoked=30)
    desk.show(full_case(record=record().model_copy(update={"smoking": smoking})))
    label = panel.findChild(QLabel, "record.smoking.computed")
    assert label.isVisible()
    assert "Stated 40, computed 30" in label.text()
    assert label.property("role") == "caution"


def test_an_answer_to_a_risk_model_is_found_and_taken_back(desk: Desk, panel: RecordPanel):
    answered = set_field(record(), "input.active_30min", True)
    desk.show(full_case(record=answered))
    assert panel.focus_node(NodeRef(NodeKind.RECORD_FIELD, "input.active_30min"))
    assert column(panel, "stated_inputs")[0].startswith("At least 30 minutes")
    panel.findChild(QToolButton, "record.stated_inputs.remove").click()
    assert desk.session.case.record.stated_inputs == ()
    desk.context.undo.qt.undo()
    assert desk.session.case.record == answered


def test_the_family_is_drawn_and_read_aloud(desk: Desk, panel: RecordPanel):
    entry = FamilyHistoryEntry(
        id="f", relation="FTH", condition=Coding(display="Lung cancer"), onset_age_years=71, is_deceased=True
    )
    desk.show(full_case(record=record().model_copy(update={"family_history": (entry,)})))
    panel.show_page("family")
    view = panel.findChild(PedigreeView, "record.pedigree")
    assert view.isVisible()
    assert "father, deceased, Lung cancer at 71" in view.accessibleDescription()


@pytest.mark.parametrize("page", ["overview", "timeline", "labs", "family", "lifestyle", "course"])
def test_every_page_opens_with_nothing_known(qtbot, empty_desk: Desk, page: str):
    made = RecordPanel(empty_desk.context)
    qtbot.addWidget(made)
    made.show()
    made.show_page(page)
    assert not made.grab().isNull()


def test_while_trends_are_prepared_nothing_says_that_there_are_none(desk: Desk, panel: RecordPanel):
    panel.show_page("labs")
    assert panel.findChild(QWidget, "record.trends.empty").accessibleName() == "Preparing the trends"
    assert not panel.findChild(QPushButton, "record.trends.empty.enter").isVisible()


def test_nothing_of_another_patient_stays_drawn(qtbot, desk: Desk, panel: RecordPanel):
    panel.show_page("labs")
    plots = panel.findChild(TrendPlots, "record.trends.plots")
    qtbot.waitUntil(lambda: plots.count > 0, timeout=20000)
    other = PatientRecord(observations=record().observations[:1])
    desk.show(full_case(record=other))
    assert plots.count == 0


def test_a_new_problem_of_which_only_the_name_is_known_has_no_status(qtbot, desk: Desk, panel: RecordPanel):
    panel.findChild(QToolButton, "record.conditions.add").click()
    assert panel.findChild(QComboBox, "record.conditions.form.status").currentText() == "not known"
    enter(qtbot, line(panel, "conditions.form.name"), "Gout")
    added = desk.session.case.record.conditions[-1]
    assert (added.clinical_status, added.category, added.onset) == (ClinicalStatus.UNKNOWN, "", None)


def test_a_code_that_the_form_does_not_know_is_kept(qtbot, desk: Desk, panel: RecordPanel):
    visit = Encounter(id="v", coding=Coding(display="Visit"), class_code="PRENC", started=date(2020, 1, 1))
    desk.show(full_case(record=record().model_copy(update={"encounters": (visit,)})))
    panel.show_page("course")
    panel.findChild(QTableView, "record.encounters.table").selectRow(0)
    panel.findChild(QToolButton, "record.encounters.change").click()
    enter(qtbot, line(panel, "encounters.form.reason"), "check")
    changed = desk.session.case.record.encounters[0]
    assert (changed.class_code, changed.reason) == ("PRENC", "check")


def test_a_persons_name_is_shown_for_reading_and_stored_as_stated(desk: Desk, panel: RecordPanel):
    stated = "Wang^XiaoDong=王^小东"
    desk.context.undo.push(
        ReplaceRecord(desk.session.case.record, set_field(record(), "demographics.name", stated))
    )
    box = line(panel, "demographics.name")
    assert box.text() == "Wang XiaoDong (王小东)"
    assert box.toolTip() == stated
    box.setFocus()
    box.editingFinished.emit()
    assert desk.session.case.record.demographics.name == stated


def test_the_age_that_follows_from_the_date_of_birth_is_shown_and_not_stored(desk: Desk, panel: RecordPanel):
    born = set_field(
        set_field(record(), "demographics.age_years", None), "demographics.birth_date", date(1960, 1, 1)
    )
    desk.context.undo.push(ReplaceRecord(desk.session.case.record, born))
    age = born.age_on(desk.session.case.reference_date)
    box = line(panel, "demographics.age_years")
    assert box.text() == ""
    assert box.placeholderText() == f"{age:g} by date of birth"
    assert desk.session.case.record.demographics.age_years is None


def test_a_new_form_below_the_edge_is_scrolled_into_sight(qtbot, panel: RecordPanel):
    panel.resize(1200, 320)
    panel.show_page("family")
    panel.findChild(QToolButton, "record.family_history.add").click()
    box = line(panel, "family_history.form.condition")
    qtbot.waitUntil(lambda: not box.visibleRegion().isEmpty())


def test_columns_are_as_wide_as_the_words_of_another_language(qapp, panel: RecordPanel):
    view = panel.findChild(QTableView, "record.conditions.table")
    translation = Translation(qapp)
    try:
        translation.install(Language.CHINESE)
        QApplication.processEvents()
        chinese = view.columnWidth(view.model().columnCount() - 1)
    finally:
        translation.install(Language.ENGLISH)
    QApplication.processEvents()
    assert view.columnWidth(view.model().columnCount() - 1) > chinese


def test_a_long_answer_has_its_room_where_there_is_room(desk: Desk, panel: RecordPanel):
    words = "about one glass of wine a week, more on holidays"
    answer = Observation(
        id="a1", coding=Coding(display="History of Alcohol use"), text=words, category="social-history"
    )
    desk.show(full_case(record=record().model_copy(update={"observations": (answer,)})))
    panel.show_page("lifestyle")
    view = panel.findChild(QTableView, "record.social.table")
    column = [one.id for one in view.model().columns].index("value")
    assert view.model().index(0, column).data() == words
    assert view.columnWidth(column) > view.fontMetrics().horizontalAdvance(words)
    panel.resize(700, 900)
    assert view.columnWidth(0) >= view.fontMetrics().horizontalAdvance("0") * 20
