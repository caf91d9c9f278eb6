from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QPushButton, QTextBrowser, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.risk import RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.services.case import CaseWarning
from pmdesk.ui.panels.report_panel import ReportPanel
from tests.helpers.cases import Desk, finding, full_case
from tests.helpers.characterisations import characterisation


@pytest.fixture
def panel(qtbot, desk: Desk) -> ReportPanel:
    made = ReportPanel(desk.context)
    qtbot.addWidget(made)
    made.show()
    return made


def reviewed(status: ReviewStatus) -> dict[str, object]:
    return {"findings": (finding(1, status=status), finding(2))}


def test_an_unreviewed_finding_and_its_risks_stay_out(panel: ReportPanel):
    assert "8.2 × 6.1" not in panel.preview_text
    assert "Brock" not in panel.preview_text
    assert panel.findChild(QWidget, "report.unreviewed").isVisible()


@pytest.mark.parametrize("status", [ReviewStatus.ACCEPTED, ReviewStatus.EDITED])
def test_a_reviewed_finding_and_its_risks_are_in(desk: Desk, panel: ReportPanel, status: ReviewStatus):
    desk.show(full_case(**reviewed(status)))
    assert "8.2 × 6.1" in panel.preview_text
    assert "Brock model" in panel.preview_text
    assert "incomplete, missing: Emphysema" in panel.preview_text


def test_a_rejected_finding_stays_out(desk: Desk, panel: ReportPanel):
    desk.show(full_case(**reviewed(ReviewStatus.REJECTED)))
    assert "8.2 × 6.1" not in panel.preview_text


def test_warnings_are_in_the_report(desk: Desk, panel: ReportPanel):
    desk.show(full_case(warnings=(CaseWarning("geometry.thick_slices", (("spacing_mm", 8.0),)),)))
    assert "Slices are 8 mm apart" in panel.preview_text


def test_no_finding_is_not_no_nodule(desk: Desk, panel: ReportPanel):
    desk.show(full_case(findings=(), risks=()))
    assert "does not exclude nodules" in panel.preview_text
    desk.show(full_case(findings=(), risks=(), analysis=None))
    assert "Not analysed" in panel.preview_text


def test_text_of_a_file_is_never_taken_for_markup(desk: Desk, panel: ReportPanel):
    desk.show(full_case(findings=(finding(1, status=ReviewStatus.ACCEPTED, comment="<b>bold</b>"),)))
    assert "<b>bold</b>" in panel.preview_text


def test_a_link_jumps(qtbot, desk: Desk, panel: ReportPanel):
    with qtbot.waitSignal(desk.context.signals.navigate_requested) as asked:
        panel.findChild(QTextBrowser, "report.preview").anchorClicked.emit(QUrl("option:egfr-tki"))
    assert asked.args == [NodeRef(NodeKind.OPTION, "egfr-tki")]


def test_saving_is_asked_for(qtbot, panel: ReportPanel):
    with qtbot.waitSignal(panel.save_pdf_requested):
        panel.findChild(QPushButton, "report.save_pdf").click()
    with qtbot.waitSignal(panel.save_case_requested):
        panel.findChild(QPushButton, "report.save_case").click()


def test_with_nothing_open_it_says_what_to_do(qtbot, empty_desk: Desk):
    panel = ReportPanel(empty_desk.context)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.findChild(QWidget, "report.empty").isVisible()


def test_a_judged_finding_is_printed_with_its_caveat(desk: Desk, panel: ReportPanel):
    accepted = finding(1, status=ReviewStatus.ACCEPTED)
    desk.show(full_case(findings=(accepted,)))
    assert "no pathology" not in panel.preview_text
    desk.show(full_case(findings=(accepted.with_changes(characterisation=characterisation()),)))
    assert "≈ 62" in panel.preview_text
    assert "no pathology" in panel.preview_text


def test_marks_hidden_by_the_operating_point_are_told(desk: Desk, panel: ReportPanel):
    desk.show(full_case(hidden_findings=(finding(8), finding(9))))
    assert "not looked at and not listed: 2" in panel.preview_text


def test_a_short_category_stands_before_its_words(desk: Desk, panel: ReportPanel):
    four = next(item for item in full_case().risks if item.subject.kind is NodeKind.FINDING)
    category = replace(
        four,
        id="lung-rads",
        probability=None,
        category="4A",
        category_text=LocalizedText(en="suspicious", zh="可疑"),
        state=RiskState.COMPUTED,
    )
    desk.show(full_case(**reviewed(ReviewStatus.ACCEPTED), risks=(category,)))
    assert "4A: suspicious" in panel.preview_text


def test_risks_stand_under_the_finding_that_they_are_about(desk: Desk, panel: ReportPanel):
    desk.show(full_case(**reviewed(ReviewStatus.ACCEPTED)))
    lines = panel.preview_text.splitlines()
    heading = next(place for place, line in enumerate(lines) if line.startswith("Nodule 1"))
    assert "Brock model" in lines[heading + 1]
    assert lines.count(lines[heading]) == 1
