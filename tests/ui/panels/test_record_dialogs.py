"""The import report, the merge preview, and what the window does with a second record."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from pmdesk.core.record import PatientRecord
from pmdesk.inference.registry import ModelRegistry
from pmdesk.records.fhir import read_fhir_bundle
from pmdesk.records.importing import load_any_record
from pmdesk.records.merging import Choice, preview_merge
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.dialogs.import_report import ImportReportDialog
from pmdesk.ui.dialogs.merge_preview import MergeDecision, MergePreviewDialog
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.record_opening import RecordOpening
from pmdesk.ui.record_saving import RecordSaver
from tests.helpers.cases import Desk
from tests.records.bundles import PATIENT, bundle, condition, observation, quantity, smoking

FIRST = bundle(PATIENT, condition("44054006", onsetDateTime="2019-03-01"), smoking("8517006", "2020-01-01"))
SECOND = bundle(
    PATIENT,
    condition("44054006", onsetDateTime="2019-03-01", clinicalStatus={"coding": [{"code": "resolved"}]}),
    observation("2093-3", valueQuantity=quantity(5.2, "mmol/L")),
    observation("2093-3", id="twice", valueQuantity=quantity(5.2, "mmol/L")),
    smoking("449868002", "2024-01-01"),
)


def record(data: bytes) -> PatientRecord:
    return read_fhir_bundle(data).record


def press(parent: QWidget, name: str) -> None:
    button = parent.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def wait_until(done: Callable[[], bool]) -> None:
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start(10)
    QTimer.singleShot(10_000, loop.quit)
    loop.exec()
    assert done()


# the report


def test_the_report_lists_every_type_and_note(desk: Desk, tmp_path: Path) -> None:
    swapped = observation("2093-3", valueQuantity=quantity(5.2, "mg/dL"))
    imported = read_fhir_bundle(
        bundle(PATIENT, swapped, {"resourceType": "Claim", "id": "x"}, {**condition("1"), "code": 5})
    )
    dialog = ImportReportDialog(desk.context, Path("病人.json"), imported)
    types = dialog._type_table.model()
    shown = [
        [types.index(row, column).data() for column in range(types.columnCount())]
        for row in range(types.rowCount())
    ]
    assert ["Results and vital signs (Observation)", "1", "1", "0", "0"] in shown
    assert ["Diagnoses (Condition)", "1", "0", "1", "0"] in shown
    assert ["Claims (Claim)", "1", "0", "0", "1"] in shown
    dialog.export_to(tmp_path / "notes.csv")
    text = (tmp_path / "notes.csv").read_text(encoding="utf-8-sig")
    assert "Total cholesterol: mg/dL → mmol/L" in text
    assert "Left out" in text.splitlines()[1]


def test_a_file_that_is_understood_has_no_notes(desk: Desk) -> None:
    dialog = ImportReportDialog(desk.context, Path("x.json"), read_fhir_bundle(FIRST))
    assert dialog._note_table.isHidden()
    assert dialog._notes_header.label.text() == "Everything was understood."


# the preview


def test_nothing_is_merged_before_every_contradiction_is_decided(desk: Desk) -> None:
    preview = preview_merge(record(FIRST), record(SECOND))
    dialog = MergePreviewDialog(desk.context, preview, "b.json")
    dialog.show()
    merge = dialog.findChild(QPushButton, "merge_preview.merge")
    assert merge is not None
    assert not merge.isEnabled()
    assert dialog.choices == {}
    table = dialog._conflicts
    table.setCurrentCell(0, 2)
    QTest.keyClick(table, Qt.Key.Key_Space)
    table.choose(0, Choice.BOTH)
    assert dialog.choices == {"smoking.status": Choice.SECOND}
    assert not merge.isEnabled()
    table.choose(1, Choice.BOTH)
    assert merge.isEnabled()
    press(dialog, "merge_preview.merge")
    assert dialog.decision is MergeDecision.MERGE


def test_closing_keeps_the_open_record(desk: Desk) -> None:
    dialog = MergePreviewDialog(desk.context, preview_merge(record(FIRST), record(SECOND)), "b.json")
    dialog.reject()
    assert dialog.decision is MergeDecision.KEEP


def test_an_unsure_patient_must_be_confirmed(desk: Desk) -> None:
    nameless = record(bundle({"resourceType": "Patient", "id": "p1"}, condition("38341003")))
    nameless = nameless.model_copy(
        update={"demographics": nameless.demographics.model_copy(update={"patient_id": ""})}
    )
    dialog = MergePreviewDialog(desk.context, preview_merge(record(FIRST), nameless), "b.json")
    merge = dialog.findChild(QPushButton, "merge_preview.merge")
    assert merge is not None
    assert not merge.isEnabled()
    dialog._same_patient.setChecked(True)
    assert merge.isEnabled()


def test_every_entry_and_both_sides_can_be_seen(desk: Desk) -> None:
    dialog = MergePreviewDialog(desk.context, preview_merge(record(FIRST), record(SECOND)), "b.json")
    model = dialog._entry_table.model()
    lines = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert ["contradictory", "Smoking status", "former smoker", "current smoker"] in lines
    assert ["new", "Results and vital signs: 2093-3 2024-05-06", "", "5.2 mmol/L"] in lines


# the window


class Window:
    """The parts of the window that open records."""

    def __init__(self, desk: Desk) -> None:
        self.widget = QWidget()
        self.context = desk.context
        self.controller = CaseController(desk.context, ModelRegistry(), self.widget)
        self.messages = MessageBar(desk.context, self.widget)
        self.records = RecordOpening(desk.context, self.controller, self.messages, self.widget)

    @property
    def record(self) -> PatientRecord | None:
        return self.context.session.case.record

    def open(self, path: Path) -> None:
        self.controller.open_record(path)
        wait_until(lambda: not self.context.jobs.active)
        QTest.qWait(20)

    def question(self) -> MergePreviewDialog | None:
        return self.widget.findChild(MergePreviewDialog)


@pytest.fixture
def window(empty_desk: Desk) -> Window:
    return Window(empty_desk)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "一.json", tmp_path / "二.json"
    first.write_bytes(FIRST)
    second.write_bytes(SECOND)
    return first, second


def test_a_second_record_is_merged_with_the_choices_and_can_be_undone(
    window: Window, files: tuple[Path, Path]
) -> None:
    window.open(files[0])
    before = window.record
    window.open(files[1])
    assert window.record is before
    dialog = window.question()
    assert dialog is not None
    press(dialog, "merge_preview.all_second")
    dialog._duplicates.setChecked(True)
    press(dialog, "merge_preview.merge")
    assert window.record is not None
    assert window.record.smoking.status == "current"
    # one new total cholesterol and the two smoking observations
    assert len(window.record.observations) == 3
    window.context.undo.qt.undo()
    assert window.record == before


def test_a_second_record_can_replace_the_open_one(window: Window, files: tuple[Path, Path]) -> None:
    for path in files:
        window.open(path)
    dialog = window.question()
    assert dialog is not None
    press(dialog, "merge_preview.replace")
    assert window.record == load_any_record(files[1]).record
    assert window.context.session.case.record_source == str(files[1])


def test_another_patient_and_the_same_file_are_not_asked_about(
    window: Window, files: tuple[Path, Path], tmp_path: Path
) -> None:
    window.open(files[0])
    window.open(files[0])
    assert window.question() is None
    other = tmp_path / "other.json"
    other.write_bytes(bundle({**PATIENT, "birthDate": "1950-01-01", "name": [{"text": "Wang"}]}))
    window.open(other)
    assert window.question() is None
    assert window.record is not None
    assert window.record.demographics.name == "Wang"


def test_what_was_not_understood_is_said_and_leads_to_the_report(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(bundle(PATIENT, observation("2093-3", valueQuantity=quantity(5.2, "mg/dL"))))
    window.open(path)
    (message,) = window.messages.texts()
    assert "0 parts left out, 1 as text only" in message
    report = window.records.show_report()
    assert report is not None
    assert report.isVisible()
    report.close()


def test_without_an_import_the_report_is_not_silently_missing(window: Window) -> None:
    said: list[str] = []
    window.context.signals.message.connect(lambda text, _level: said.append(text))
    assert window.records.show_report() is None
    assert len(said) == 1
    assert said[0].startswith("No record file was imported")


def test_the_record_is_exported(window: Window, files: tuple[Path, Path], tmp_path: Path) -> None:
    saver = RecordSaver(window.context)
    said: list[str] = []
    window.context.signals.message.connect(lambda text, _level: said.append(text))
    saver.ask_fhir()
    assert said == ["There is no record to export."]
    window.open(files[0])
    saver.save_fhir(tmp_path / "out.json")
    wait_until(lambda: not window.context.jobs.active)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["resourceType"] == "Bundle"
    assert load_any_record(tmp_path / "out.json").record == window.record
    saver.save_csv(tmp_path / "表")
    wait_until(lambda: not window.context.jobs.active)
    assert (tmp_path / "表" / "record.csv").exists()
