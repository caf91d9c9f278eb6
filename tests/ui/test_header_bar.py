"""Who the patient is, as the bar above every tab says it."""

from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.volume import Sex
from pmdesk.services.case import Case
from pmdesk.ui.header_bar import HeaderBar
from tests.helpers.cases import make_desk

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
