"""Who the patient is, as the bar above every tab says it."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.volume import Sex
from pmdesk.services.case import Case
from pmdesk.ui.header_bar import HeaderBar
from pmdesk.ui.widgets.labels import ElidedLabel
from tests.helpers.cases import full_case, make_desk

PERSON = Demographics(
    name="Wang^XiaoDong=王^小东", patient_id="P7", sex=Sex.FEMALE, birth_date=date(1960, 1, 1)
)


def shown(qtbot: QtBot, case: Case) -> str:
    desk = make_desk(case)
    bar = HeaderBar(desk.context)
    qtbot.addWidget(bar)
    words = bar.findChild(object, "header.patient").text()
    desk.close()
    return words


def test_a_record_without_images_names_its_patient_for_reading(qtbot: QtBot):
    case = replace(Case(), record=PatientRecord(demographics=PERSON))
    assert shown(qtbot, case).startswith("Wang XiaoDong (王小东)   P7   female   ")


def test_what_a_record_does_not_state_is_said_to_be_unknown(qtbot: QtBot):
    case = replace(Case(), record=PatientRecord())
    assert shown(qtbot, case) == "name not stated   id not stated   not known   age not known"


def bar_of(qtbot: QtBot, width: int) -> HeaderBar:
    desk = make_desk(replace(full_case(), record=None))
    bar = HeaderBar(desk.context)
    qtbot.addWidget(bar)
    bar.resize(width, 40)
    bar.show()
    desk.close()
    return bar


def test_in_a_narrow_window_the_patient_is_told_whole_and_a_sound_geometry_by_its_mark(qtbot: QtBot):
    bar = bar_of(qtbot, 3000)
    patient, badge = bar.findChild(QLabel, "header.patient"), bar.findChild(QToolButton, "header.geometry")
    assert badge.text() == "✓ Geometry regular"
    needed = sum(one.sizeHint().width() for one in bar.findChildren(QToolButton)) + patient.sizeHint().width()
    bar.resize(needed, 40)
    assert badge.text() == "✓"
    assert badge.accessibleName() == "✓ Geometry regular"
    assert badge.toolTip().startswith("✓ Geometry regular")
    bar.resize(3000, 40)
    assert badge.text() == "✓ Geometry regular"


def test_a_date_that_would_be_cut_to_a_stub_is_left_out(qtbot: QtBot):
    label = ElidedLabel("2025-09-12 · CT CHEST", least_chars=10)
    qtbot.addWidget(label)
    label.show()

    def is_drawn(width: int) -> bool:
        label.resize(width, 24)
        picture = label.grab().toImage()
        return any(
            picture.pixel(x, y) != picture.pixel(0, 0)
            for x in range(picture.width())
            for y in range(picture.height())
        )

    assert is_drawn(400)
    assert is_drawn(110)
    assert not is_drawn(30)
