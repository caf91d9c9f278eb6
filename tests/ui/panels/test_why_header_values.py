"""A value that came from the image headers is shown as such, whatever a record in doubt says."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.volume import Volume
from pmdesk.services.derive import Deriver
from pmdesk.ui.panels.why_popover import WhyPopover
from tests.helpers.cases import full_case, make_desk


@pytest.mark.filterwarnings("ignore:.*grabbing.*")
def test_the_age_of_the_headers_is_shown_when_the_record_is_not_confirmed(qtbot: QtBot):
    case = full_case()
    assert case.volume is not None
    description = case.volume.description
    patient = replace(description.patient, age_years=53.0)
    volume: Volume = replace(case.volume, description=replace(description, patient=patient))
    record = PatientRecord(demographics=Demographics(birth_date=date(2000, 1, 1)))
    desk = make_desk(replace(case, volume=volume, record=record, record_confirmed=False), derive=Deriver())
    popover = WhyPopover(desk.context)
    qtbot.addWidget(popover)
    risk = next(
        item
        for item in desk.session.case.risks
        if any(used.origin is Origin.HEADER and used.value == 53.0 for used in item.inputs)
    )
    popover.open_for(NodeRef(NodeKind.RISK, risk.id), QPoint(0, 0))
    assert "53" in popover.plain_text()
    popover.close()
    desk.close()
