"""A heat map as a job: made off the main thread, merged into the case as it stands, cancelled and failed in sight."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.finding import ReviewStatus
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.case import Case
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.case_controller import CaseController
from tests.helpers.cases import Desk, finding, make_desk, small_volume
from tests.helpers.characterisations import FakeExplainer, characterisation


@pytest.fixture
def desk(qapp) -> Iterator[Desk]:
    findings = tuple(finding(number, characterisation=characterisation()) for number in (1, 2))
    made = make_desk(Case(volume=small_volume(), findings=findings))
    yield made
    made.close()


@pytest.fixture
def explainer() -> FakeExplainer:
    return FakeExplainer()


@pytest.fixture
def controller(desk: Desk, explainer: FakeExplainer) -> CaseController:
    return CaseController(desk.context, ModelRegistry(), explain=explainer)


def heat_of(desk: Desk, place: int = 0):
    judged = desk.session.case.findings[place].characterisation
    return judged.heat if judged is not None else None


def test_the_heat_map_is_kept_with_the_finding_and_is_no_step_to_undo(qtbot, desk, controller):
    controller.explain("f1")
    qtbot.waitUntil(lambda: heat_of(desk) is not None)
    assert heat_of(desk, 1) is None
    assert not desk.context.undo.qt.canUndo()


def test_what_was_decided_meanwhile_stays(qtbot, desk, controller, explainer):
    go_on = threading.Event()
    explainer.before = lambda _ctx: go_on.wait(10)
    controller.explain("f1")
    desk.context.undo.push(review(desk.session.case, "f1", ReviewStatus.ACCEPTED))
    go_on.set()
    qtbot.waitUntil(lambda: heat_of(desk) is not None)
    assert desk.session.case.findings[0].status is ReviewStatus.ACCEPTED


def test_an_error_is_shown_and_told_to_the_viewer(qtbot, desk, controller, explainer):
    def fail(_ctx) -> None:
        raise FailedError(ErrorCode.MODEL_RUN_FAILED, model="nodule-malignancy")

    explainer.before = fail
    told: list[object] = []
    desk.session.failed.connect(told.append)
    with qtbot.waitSignal(controller.explain_failed) as failed:
        controller.explain("f1")
    assert failed.args == ["f1"]
    assert [error.code for error in told] == [ErrorCode.MODEL_RUN_FAILED]


def test_a_cancel_in_mid_run_leaves_the_case_as_it_was(qtbot, desk, controller, explainer):
    running = threading.Event()

    def wait(ctx) -> None:
        running.set()
        for _ in range(1000):
            ctx.check()
            threading.Event().wait(0.01)

    explainer.before = wait
    controller.explain("f1")
    assert running.wait(10)
    told: list[object] = []
    desk.session.failed.connect(told.append)
    with qtbot.waitSignal(controller.explain_failed):
        controller.stop_explaining()
    assert heat_of(desk) is None
    assert told == []


def test_the_newest_wish_wins(qtbot, desk, controller, explainer):
    controller.explain("f1")
    controller.explain("f2")
    qtbot.waitUntil(lambda: heat_of(desk, 1) is not None)
    qtbot.waitUntil(lambda: not desk.context.jobs.active)
    assert heat_of(desk, 0) is None


def test_a_finding_that_was_not_judged_or_is_gone_starts_nothing(desk, controller, explainer):
    case = desk.session.case
    desk.show(replace(case, findings=(replace(case.findings[0], characterisation=None),)))
    controller.explain("f1")
    controller.explain("absent")
    assert desk.context.jobs.active == ()
    assert explainer.asked == []


def test_a_series_opened_meanwhile_does_not_get_the_map_of_the_one_before(qtbot, desk, controller, explainer):
    go_on = threading.Event()
    explainer.before = lambda _ctx: go_on.wait(10)
    controller.explain("f1")
    desk.show(replace(desk.session.case, volume=small_volume()))
    with qtbot.waitSignal(controller.explain_failed):
        go_on.set()
    assert heat_of(desk) is None
