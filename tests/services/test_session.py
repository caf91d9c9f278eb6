"""What follows from the case is worked out beside the window, and only the newest state's result is taken."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.finding import ReviewStatus
from pmdesk.services.case import Case
from pmdesk.services.changes import OpChanges
from pmdesk.services.jobs import JobService
from pmdesk.services.operations.review_finding import review
from pmdesk.services.session import Session
from tests.helpers.cases import full_case, options, record, risks, small_volume
from tests.services.test_jobs import MainThread


class Working:
    """Derivation that tells its thread, and can be made to wait or to fail."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []
        self.asked: list[Case] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.fails = False

    def __call__(self, case: Case) -> Case:
        self.threads.append(threading.current_thread())
        self.asked.append(case)
        assert self.may_go_on.wait(10)
        if self.fails:
            raise FailedError(ErrorCode.OUT_OF_MEMORY)
        return replace(case, risks=risks(), options=options())


@pytest.fixture
def main() -> MainThread:
    return MainThread()


@pytest.fixture
def jobs(main: MainThread) -> Iterator[JobService]:
    service = JobService(main.post)
    yield service
    service.close()


@pytest.fixture
def derive() -> Working:
    return Working()


@pytest.fixture
def session(derive: Working, jobs: JobService) -> Session:
    return Session(derive, jobs)


def heard(session: Session) -> list[OpChanges]:
    changes: list[OpChanges] = []
    session.changed.connect(lambda change, _initiator: changes.append(change))
    return changes


def settle(session: Session, main: MainThread) -> None:
    main.run_until(lambda: session.is_settled)


def underived(**changes: object) -> Case:
    return replace(full_case(), risks=(), options=(), **changes)


def test_without_a_window_everything_is_there_at_once():
    session = Session(Working())
    session.replace_case(underived())
    assert session.is_settled
    assert session.case.risks == risks()
    assert session.links.edges


def test_scores_are_worked_out_on_another_thread_and_the_facts_are_there_at_once(session, derive, main):
    case = underived()
    session.replace_case(case)
    assert session.case.findings == case.findings
    assert not session.is_settled
    settle(session, main)
    assert session.case.risks == risks()
    assert threading.current_thread() not in derive.threads


def test_the_result_of_a_state_that_is_gone_is_dropped(session, derive, main):
    derive.may_go_on.clear()
    session.replace_case(underived())
    overtaken = derive
    second = underived(volume=small_volume())
    session.replace_case(second)
    taken = heard(session)
    overtaken.may_go_on.set()
    settle(session, main)
    assert session.case.volume is second.volume
    assert len([change for change in taken if change.risks]) == 1


def test_a_decision_keeps_the_scores_in_sight_until_the_new_ones_are_there(session, derive, main):
    session.replace_case(underived())
    settle(session, main)
    derive.may_go_on.clear()
    before = session.case.risks
    session.redo(review(session.case, session.case.findings[0].id, ReviewStatus.ACCEPTED))
    assert session.case.findings[0].status is ReviewStatus.ACCEPTED
    assert session.case.risks is before
    derive.may_go_on.set()
    settle(session, main)


def test_undo_goes_back_at_once_and_the_scores_follow(session, main):
    session.replace_case(underived())
    settle(session, main)
    operation = review(session.case, session.case.findings[0].id, ReviewStatus.ACCEPTED)
    session.redo(operation)
    session.undo(operation)
    assert session.case.findings[0].status is ReviewStatus.UNREVIEWED
    settle(session, main)
    assert session.case.risks == risks()


@pytest.mark.parametrize(
    "change",
    [
        {"record": None},
        {"record_confirmed": False},
        {"volume": None},
        {"genome": None},
        {"analysis": None, "findings": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_scores_of_another_patient_other_images_or_findings_are_gone_at_once(session, derive, main, change):
    session.replace_case(underived())
    settle(session, main)
    derive.may_go_on.clear()
    session.replace_case(replace(session.case, **change), OpChanges(record=True))
    assert session.case.risks == ()
    assert session.case.options == ()
    assert session.links.edges == ()
    derive.may_go_on.set()
    settle(session, main)


def test_a_value_corrected_in_the_record_is_still_the_same_patient(session, derive, main):
    session.replace_case(underived(record=record()))
    settle(session, main)
    derive.may_go_on.clear()
    edited = record().model_copy(update={"conditions": ()})
    session.replace_case(replace(session.case, record=edited), OpChanges(record=True))
    assert session.case.risks == risks()
    derive.may_go_on.set()
    settle(session, main)


def test_what_came_out_as_before_stays_the_same_object_and_no_view_hears_of_it(session, main):
    session.replace_case(underived())
    settle(session, main)
    before = session.case.risks, session.case.options
    taken = heard(session)
    session.redo(review(session.case, session.case.findings[0].id, ReviewStatus.ACCEPTED))
    settle(session, main)
    assert (session.case.risks, session.case.options) == before
    assert session.case.risks is before[0]
    assert session.case.options is before[1]
    assert not any(change.risks or change.options for change in taken)


def test_where_nothing_can_be_worked_out_no_old_score_stays_and_the_user_is_told(session, derive, main):
    session.replace_case(underived())
    settle(session, main)
    errors = []
    session.failed.connect(errors.append)
    derive.fails = True
    session.redo(review(session.case, session.case.findings[0].id, ReviewStatus.ACCEPTED))
    written: list[str] = []
    session.when_settled(lambda: written.append("stale"))
    settle(session, main)
    assert session.case.risks == ()
    assert [error.code for error in errors] == [ErrorCode.OUT_OF_MEMORY]
    assert written == []


def test_writing_waits_for_the_scores_of_the_present_case(session, derive, main):
    derive.may_go_on.clear()
    session.replace_case(underived())
    written: list[Case] = []
    write: Callable[[], None] = lambda: written.append(session.case)  # noqa: E731
    session.when_settled(write)
    assert written == []
    derive.may_go_on.set()
    settle(session, main)
    assert [case.risks for case in written] == [risks()]
    session.when_settled(write)
    assert len(written) == 2


def test_what_waits_to_be_written_is_dropped_with_its_patient(session, derive, main):
    derive.may_go_on.clear()
    session.replace_case(underived())
    written: list[Case] = []
    session.when_settled(lambda: written.append(session.case))
    session.replace_case(Case())
    derive.may_go_on.set()
    settle(session, main)
    assert written == []


def test_cancelling_the_work_that_somebody_asked_for_leaves_the_scores_alone(session, derive, jobs, main):
    derive.may_go_on.clear()
    session.replace_case(underived())
    jobs.cancel_all()
    derive.may_go_on.set()
    settle(session, main)
    assert session.case.risks == risks()
