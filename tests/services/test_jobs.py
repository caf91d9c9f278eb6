import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, InputError, PmdeskError
from pmdesk.services.jobs import Job, JobService, JobState, Lane


class MainThread:
    """Stands for the event loop: runs what was posted, when asked."""

    def __init__(self) -> None:
        self._posted: queue.Queue[Callable[[], None]] = queue.Queue()

    def post(self, function: Callable[[], None]) -> None:
        self._posted.put(function)

    def run_until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self._posted.get(timeout=10)()


@pytest.fixture
def main() -> MainThread:
    return MainThread()


@pytest.fixture
def jobs(main: MainThread) -> Iterator[JobService]:
    service = JobService(main.post)
    yield service
    service.close()


def test_a_result_is_delivered_on_the_main_thread(jobs, main):
    results = []
    job = jobs.submit(
        "job.scan",
        lambda _ctx, x: x + 1,
        1,
        on_done=lambda r: results.append((r, threading.current_thread())),
    )
    assert jobs.active == (job,)
    main.run_until(lambda: bool(results))
    assert results == [(2, threading.current_thread())]
    assert job.state is JobState.DONE
    assert jobs.active == ()


def test_progress_is_seen_with_its_stage(jobs, main):
    seen = []
    jobs.updated.connect(lambda job: seen.append((job.fraction, job.stage)))

    def work(ctx: Job) -> None:
        ctx.progress(0.5, "stage.load")

    done = []
    jobs.submit("job.load_series", work, on_done=lambda _r: done.append(True))
    main.run_until(lambda: bool(done))
    assert (0.5, "stage.load") in seen


def test_cancelling_stops_the_work_and_calls_its_hook(jobs, main):
    started, hooked, ended = threading.Event(), threading.Event(), []

    def work(ctx: Job) -> None:
        ctx.on_cancel(hooked.set)
        started.set()
        assert hooked.wait(10)
        ctx.check()

    job = jobs.submit("job.analyse", work, on_cancelled=lambda: ended.append(job.state), lane=Lane.MODEL)
    assert started.wait(10)
    job.cancel()
    main.run_until(lambda: bool(ended))
    assert ended == [JobState.CANCELLED]


def test_of_two_jobs_with_one_key_the_latest_wins(jobs, main):
    release, delivered, cancelled = threading.Event(), [], []

    def slow(_ctx: Job, value: int) -> int:
        assert release.wait(10)
        return value

    jobs.submit(
        "job.scan", slow, 1, key="scan", on_done=delivered.append, on_cancelled=lambda: cancelled.append(1)
    )
    jobs.submit("job.scan", slow, 2, key="scan", on_done=delivered.append)
    release.set()
    main.run_until(lambda: bool(delivered) and bool(cancelled))
    assert delivered == [2]
    assert cancelled == [1]


def test_a_known_error_arrives_as_it_is(jobs, main):
    errors: list[PmdeskError] = []

    def work(_ctx: Job) -> None:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path="x")

    jobs.submit("job.scan", work, on_error=errors.append)
    main.run_until(lambda: bool(errors))
    assert errors[0].code is ErrorCode.FILE_NOT_FOUND
    assert errors[0].exit_code == 2


def test_an_unexpected_error_becomes_an_internal_one_with_its_place(jobs, main):
    errors: list[PmdeskError] = []

    def work(_ctx: Job) -> None:
        raise KeyError("secret value")

    jobs.submit("job.scan", work, on_error=errors.append)
    main.run_until(lambda: bool(errors))
    assert errors[0].code is ErrorCode.INTERNAL
    assert errors[0].params["reason"] == "KeyError"
    assert "secret" not in str(errors[0])


def test_running_out_of_memory_is_said_in_words(jobs, main):
    errors: list[PmdeskError] = []

    def work(_ctx: Job) -> None:
        raise MemoryError

    jobs.submit("job.scan", work, on_error=errors.append)
    main.run_until(lambda: bool(errors))
    assert errors[0].code is ErrorCode.OUT_OF_MEMORY


def test_a_cancelled_context_refuses_further_progress(jobs, main):
    job = Job(1, "job.scan", {}, "")
    job.cancel()
    with pytest.raises(CancelledError):
        job.progress(0.1)
