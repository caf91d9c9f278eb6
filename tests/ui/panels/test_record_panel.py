from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView, QToolButton, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.ui.panels.record_panel import RecordPanel
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
    model = panel.findChild(QTableView, "record.observations.table").model()
    cea, creatinine = model.index(0, 1), model.index(1, 1)
    assert cea.data(Qt.ItemDataRole.DecorationRole) is not None
    assert cea.data(Qt.ItemDataRole.ToolTipRole) == "above the reference range"
    assert creatinine.data(Qt.ItemDataRole.DecorationRole) is None


def test_empty_lists_are_not_known_and_never_none(panel: RecordPanel):
    assert panel.findChild(QLabel, "record.allergies.empty").text() == "not known"


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
