"""The model's opinion in the printed report: never without its caveat, never silence for a nodule not judged."""

from pmdesk.core.finding import ReviewStatus
from pmdesk.core.operating_point import OperatingPoint
from tests.helpers.characterisations import characterisation
from tests.report.cases import document, finding
from tests.report.test_pdf import whole

ACCEPTED = ReviewStatus.ACCEPTED


def test_a_judged_nodule_is_printed_with_interval_traits_and_caveat():
    text = whole(document(finding(1, ACCEPTED, characterisation=characterisation())))
    assert "62.0*" in text
    assert "48.0" in text
    assert "75.0" in text
    assert "[report.trait.spiculation] 3.0 5" in text
    assert "report.nature.note" in text
    assert "nodule-malignancy 1.0.0" in text
    assert "report.nature.not_judged" not in text


def test_a_nodule_that_was_not_judged_is_named():
    text = whole(
        document(finding(1, ACCEPTED, characterisation=characterisation(interval=None)), finding(2, ACCEPTED))
    )
    assert "[report.nature.not_judged] 2" in text


def test_without_a_malignancy_model_there_is_no_such_section():
    assert "report.nature" not in whole(document(finding(1, ACCEPTED)))


def test_marks_below_the_operating_point_are_told():
    point = OperatingPoint(2.0, 0.5, 0.94, 120)
    text = whole(document(finding(1, ACCEPTED), operating_point=point, hidden_findings=7))
    assert "[report.findings.hidden] 2 7 94.0" in text
    bare = OperatingPoint(2.0, 0.5, None)
    assert "report.findings.hidden_unmeasured] 2 7" in whole(
        document(operating_point=bare, hidden_findings=7)
    )
    assert "report.findings.hidden" not in whole(document(operating_point=point))
