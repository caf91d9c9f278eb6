"""Work that must not grow with the record: counted against work of the same kind, never against the clock."""

import time
from dataclasses import replace
from datetime import date, timedelta

from pmdesk.services.case import Case
from pmdesk.services.derive import Deriver
from pmdesk.services.patient_risks import patient_risk
from pmdesk.services.what_if import facts_for, what_if
from pmdesk.treatment.facts import RecordStatements
from pmdesk.ui.theme import DARK
from pmdesk.ui.widgets.history_plot import HistoryMark, HistoryPlot
from tests.helpers.cases import finding, small_volume
from tests.helpers.large_record import large_record

ROUNDS = 5


def cpu_s(work) -> float:
    """The least processor time of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        begin = time.thread_time()
        work()
        taken.append(time.thread_time() - begin)
    return min(taken)


def test_a_decision_on_a_finding_does_not_read_the_whole_record_again():
    derive = Deriver()
    findings = tuple(finding(number) for number in range(1, 4))
    case = derive(Case(volume=small_volume(), findings=findings, record=large_record()))
    again = cpu_s(lambda: derive(replace(case, findings=findings[:2])))
    assert again < cpu_s(lambda: Deriver()(case)) / 2


def test_what_a_record_says_is_that_of_the_record_in_the_case():
    derive = Deriver()
    record = large_record(20, 2, 2)
    with_cancer = derive(Case(volume=small_volume(), record=record))
    without = derive(replace(with_cancer, record=record.model_copy(update={"conditions": ()})))
    assert with_cancer.options != without.options
    assert derive(replace(without, record=record)).options == with_cancer.options
    assert RecordStatements.of(None) == RecordStatements()


def test_trials_of_one_score_share_the_facts_and_say_the_same():
    case = Case(volume=small_volume(), record=large_record())
    risk = patient_risk(case, "prevent-base")
    facts = facts_for(case, risk)
    for changes in ({}, {"sbp": 150.0}, {"sbp": None}):
        assert what_if(case, risk, changes, facts) == what_if(case, risk, changes)


def test_a_long_course_is_painted_in_time_that_grows_with_its_points(qapp):
    def painting(points: int) -> float:
        marks = tuple(
            HistoryMark(date(2001, 1, 1) + timedelta(days=number), 0.1, "") for number in range(points)
        )
        plot = HistoryPlot("history")
        plot.resize(600, 160)
        plot.show_marks(marks, DARK, is_percent=True)
        taken = cpu_s(plot.grab)
        plot.deleteLater()
        return taken

    assert painting(800) < painting(100) * 24
