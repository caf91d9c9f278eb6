"""The window in which a table becomes records, used as a person would. All patients are synthetic."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from pmdesk.records.tables.mapping import AnalyteTarget, FieldTarget, Grouping
from pmdesk.records.tables.saved_mappings import SavedMappings
from pmdesk.ui.dialogs.table_mapping import TableMappingDialog
from tests.helpers.cases import Desk, make_desk
from tests.helpers.workbooks import xlsx

TEXT = """id,name,sex,date,glucose (mmol/L),PLT
1,A B,1,03/04/2026,5.4,200
2,C D,2,05/04/2026,98,abc
"""


@pytest.fixture
def desk(qapp):
    made = make_desk()
    yield made
    made.close()


@pytest.fixture
def saved(tmp_path) -> SavedMappings:
    return SavedMappings(tmp_path / "mappings")


def shown(desk: Desk, qtbot, path: Path, saved: SavedMappings, **more) -> TableMappingDialog:
    dialog = TableMappingDialog(desk.context, path, saved=saved, **more)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not desk.context.jobs.active, timeout=10_000)
    return dialog


@pytest.fixture
def dialog(desk, qtbot, tmp_path, saved) -> TableMappingDialog:
    path = tmp_path / "labs.csv"
    path.write_text(TEXT, encoding="utf-8")
    return shown(desk, qtbot, path, saved, can_import_all=True)


def part(dialog, name, kind=QWidget):
    QApplication.processEvents()  # what a layout was just given is shown by the next event
    found = [one for one in dialog.findChildren(kind, name) if one.isVisible()]
    assert found, name
    return found[0]


def press(dialog, name):
    part(dialog, name, QAbstractButton).click()


def choose(dialog, name, data):
    box = part(dialog, name, QComboBox)
    index = box.findData(data)
    assert index >= 0, (name, data)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def select(dialog, column):
    table = part(dialog, "table.columns")
    for line in range(table.model().rowCount()):
        if table.model().row_at(line) == column:
            table.setCurrentIndex(table.model().index(line, 0))


def answer_all(dialog, qtbot):
    select(dialog, "sex")
    choose(dialog, "table.column.word.0", "male")
    choose(dialog, "table.column.word.1", "female")
    select(dialog, "date")
    choose(dialog, "table.column.order", "dmy")
    select(dialog, "PLT")
    choose(dialog, "table.column.unit", "10*9/L")
    press(dialog, "table.mapping.confirm_all")
    qtbot.waitUntil(part(dialog, "table.next", QAbstractButton).isEnabled)


def test_the_way_from_a_file_to_a_patient(desk, dialog, qtbot):
    press(dialog, "table.next")
    assert dialog.step == 1
    next_button = part(dialog, "table.next", QAbstractButton)
    assert not next_button.isEnabled()
    answer_all(dialog, qtbot)
    press(dialog, "table.next")
    qtbot.waitUntil(lambda: dialog.step == 2, timeout=10_000)
    issues = part(dialog, "table.result.issues").model()
    assert [(one.row, one.column) for one in issues.rows] == [(3, "PLT"), (3, "glucose (mmol/L)")]
    with qtbot.waitSignal(dialog.patient_chosen) as chosen:
        press(dialog, "table.open_patient")
    record, source = chosen.args
    assert record.demographics.name == "A B"
    assert record.observations[0].taken_on.isoformat() == "2026-04-03"
    assert source.name == "labs.csv"


def test_all_patients_at_once_for_the_store(dialog, qtbot):
    press(dialog, "table.next")
    answer_all(dialog, qtbot)
    press(dialog, "table.next")
    qtbot.waitUntil(lambda: dialog.step == 2, timeout=10_000)
    with qtbot.waitSignal(dialog.import_requested) as asked:
        press(dialog, "table.import_all")
    assert [one.demographics.patient_id for one in asked.args[0]] == ["1", "2"]


def test_the_list_of_refused_cells_is_exported_without_what_stood_in_them(dialog, qtbot, tmp_path):
    press(dialog, "table.next")
    answer_all(dialog, qtbot)
    press(dialog, "table.next")
    qtbot.waitUntil(lambda: dialog.step == 2, timeout=10_000)
    dialog._results.export(tmp_path / "issues.csv")
    text = (tmp_path / "issues.csv").read_text(encoding="utf-8-sig")
    assert "98 mmol/L" in text
    assert "abc" not in text
    assert "C D" not in text


def test_a_saved_mapping_is_recognised_by_the_header(desk, dialog, qtbot, saved, tmp_path):
    press(dialog, "table.next")
    answer_all(dialog, qtbot)
    dialog._columns.save_as("Labs of ward 3")
    other = tmp_path / "later.csv"
    other.write_text("PLT,id,name,sex,date,glucose (mmol/L)\n210,3,E F,2,07/04/2026,6.0\n")
    later = shown(desk, qtbot, other, saved)
    press(later, "table.next")
    assert part(later, "table.mapping.saved", QComboBox).currentText() == "Labs of ward 3"
    press(later, "table.next")
    qtbot.waitUntil(lambda: later.step == 2, timeout=10_000)
    assert part(later, "table.result.patients").model().rowCount() == 1


def test_a_saved_mapping_asks_again_about_a_new_word(desk, dialog, qtbot, saved, tmp_path):
    press(dialog, "table.next")
    answer_all(dialog, qtbot)
    dialog._columns.save_as("Labs")
    other = tmp_path / "later.csv"
    other.write_text("id,name,sex,date,glucose (mmol/L),PLT\n3,E F,9,07/04/2026,6.0,210\n")
    later = shown(desk, qtbot, other, saved)
    press(later, "table.next")
    assert not part(later, "table.next", QAbstractButton).isEnabled()


def test_a_mapping_can_be_deleted(dialog, qtbot, saved):
    press(dialog, "table.next")
    dialog._columns.save_as("Labs")
    assert saved.names() == ("Labs",)
    press(dialog, "table.mapping.delete")
    assert saved.names() == ()


def test_a_target_typed_and_a_text_that_is_none(dialog):
    press(dialog, "table.next")
    select(dialog, "PLT")
    box = part(dialog, "table.column.target", QComboBox)
    box.lineEdit().setText("Platelets and more")
    box.lineEdit().editingFinished.emit()
    assert dialog._draft.target("PLT") == AnalyteTarget(analyte="platelets")
    box.lineEdit().setText("emphysema")
    box.lineEdit().editingFinished.emit()
    assert isinstance(dialog._draft.target("PLT"), FieldTarget)


def test_without_a_column_of_numbers_the_grouping_is_asked(desk, qtbot, tmp_path, saved):
    path = tmp_path / "a.csv"
    path.write_text("glucose (mmol/L),note\n5,a\n6,b\n")
    dialog = shown(desk, qtbot, path, saved)
    press(dialog, "table.next")
    press(dialog, "table.mapping.confirm_all")
    assert not part(dialog, "table.next", QAbstractButton).isEnabled()
    choose(dialog, "table.mapping.grouping", Grouping.EVERY_ROW.value)
    assert part(dialog, "table.next", QAbstractButton).isEnabled()


def test_another_sheet_of_a_workbook(desk, qtbot, tmp_path, saved):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx({"one": [["id", "x"], ["1", 1]], "two": [["id", "y"], ["2", 2]]}))
    dialog = shown(desk, qtbot, path, saved)
    choose(dialog, "table.file.sheet", "two")
    qtbot.waitUntil(lambda: not desk.context.jobs.active, timeout=10_000)
    assert dialog._draft.header == ("id", "y")


def test_a_broken_file_is_said_and_another_can_be_dropped(desk, qtbot, tmp_path, saved):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx({"S": [["id", "x"], ["1", 1]]})[:300])
    dialog = shown(desk, qtbot, path, saved)
    assert "damaged" in dialog._notice["danger"].label.text()
    assert not part(dialog, "table.next", QAbstractButton).isEnabled()
    good = tmp_path / "b.csv"
    good.write_text("id,x\n1,2\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(good))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: not desk.context.jobs.active, timeout=10_000)
    assert part(dialog, "table.next", QAbstractButton).isEnabled()


def test_closing_while_the_file_is_read_stops_the_work(desk, qtbot, tmp_path, saved):
    path = tmp_path / "a.csv"
    path.write_text("id,x\n" + "1,2\n" * 60_000)
    dialog = TableMappingDialog(desk.context, path, saved=saved)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.context.jobs.active, timeout=10_000)
    assert not dialog.isVisible()


def test_every_control_has_a_name_for_screen_readers(dialog):
    for page in range(3):
        dialog._pages.setCurrentIndex(page)
        for control in dialog.findChildren(QWidget):
            if control.objectName().startswith("table.") and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert control.accessibleName(), control.objectName()


def test_dropping_a_table_on_the_window_asks_about_its_columns(desk, qtbot, tmp_path):
    from pmdesk.core.provenance import Origin
    from pmdesk.core.record import Demographics, PatientRecord, SourceRef
    from pmdesk.inference.registry import ModelRegistry
    from pmdesk.ui.case_controller import CaseController

    controller = CaseController(desk.context, ModelRegistry([]))
    with qtbot.waitSignal(controller.table_question) as asked:
        controller.open_paths([tmp_path / "Labs.XLSX"])
    assert asked.args == [tmp_path / "Labs.XLSX"]
    record = PatientRecord(demographics=Demographics(name="A B", source=SourceRef(origin=Origin.RECORD)))
    controller.open_table_record(tmp_path / "Labs.XLSX", record)
    assert desk.session.case.record == record
    assert desk.session.case.record_source.endswith("Labs.XLSX")
    (recent,) = desk.context.settings.recent
    with qtbot.waitSignal(controller.table_question):
        controller.open_recent(recent)
