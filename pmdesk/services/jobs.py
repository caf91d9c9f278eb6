"""Work off the main thread: every job visible, cancellable, its result delivered on the main thread.

No Qt here: whoever builds the service supplies `post`, which runs a callable on the main thread.
"""

import itertools
import threading
import traceback
from collections.abc import Callable, Container
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from psygnal import Signal

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, PmdeskError


class Lane(StrEnum):
    """Which queue a job waits in; jobs of one lane share its workers."""

    IO = "io"
    COMPUTE = "compute"
    MODEL = "model"
    DATABASE = "database"
    """The store: one after the other, each short."""
    DERIVE = "derive"
    """What follows from the case, on a thread of its own: it waits for no other work, and its caches need no lock."""


_WORKERS = {Lane.IO: 2, Lane.COMPUTE: 2, Lane.MODEL: 1, Lane.DATABASE: 1, Lane.DERIVE: 1}


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass
class Job:
    """One piece of work; also the `JobContext` that its function receives.

    ``title`` is a text code with ``params``; ``fraction`` is None until the work first reports progress. A quiet job
    follows from every decision within milliseconds: nobody is told of it, and nobody is asked whether to stop it.
    """

    number: int
    title: str
    params: dict[str, object]
    key: str
    is_quiet: bool = False
    state: JobState = JobState.WAITING
    fraction: float | None = None
    stage: str = ""
    _cancelled: threading.Event = field(default_factory=threading.Event, repr=False)
    _hooks: list[Callable[[], None]] = field(default_factory=list, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _notify: Callable[["Job"], None] = field(default=lambda _job: None, repr=False)

    def check(self) -> None:
        if self._cancelled.is_set():
            raise CancelledError

    def progress(self, fraction: float, stage: str = "") -> None:
        self.check()
        self.fraction = min(max(fraction, 0.0), 1.0)
        self.stage = stage or self.stage
        self._notify(self)

    def on_cancel(self, hook: Callable[[], None]) -> None:
        with self._lock:
            self._hooks.append(hook)
            late = self._cancelled.is_set()
        if late:
            hook()

    def cancel(self) -> None:
        """Ask the work to stop; returns at once."""
        with self._lock:
            if self._cancelled.is_set():
                return
            self._cancelled.set()
            hooks = list(self._hooks)
        for hook in hooks:
            hook()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


class JobService:
    """Runs functions in lanes of worker threads.

    Parameters
    ----------
    post
        Runs a callable on the main thread, in order; called from worker threads.

    Signals
    -------
    updated(Job)
        A job was added, progressed or ended; emitted on the main thread.
    """

    updated = Signal(object)

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._pools = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=f"pmdesk-{lane}")
            for lane, count in _WORKERS.items()
        }
        self._numbers = itertools.count(1)
        self._latest: dict[str, Job] = {}
        self._active: dict[int, Job] = {}
        self._pending_update: set[int] = set()
        self._update_lock = threading.Lock()

    @property
    def active(self) -> tuple[Job, ...]:
        """Jobs that wait or run, oldest first."""
        return tuple(self._active.values())

    def submit(
        self,
        title: str,
        function: Callable[..., Any],
        *args: Any,
        lane: Lane = Lane.IO,
        key: str = "",
        params: dict[str, object] | None = None,
        is_quiet: bool = False,
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[PmdeskError], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Run ``function(ctx, *args)`` in a lane.

        With a ``key`` the latest job wins: an older one of the same key is cancelled and its result dropped. The
        callbacks run on the main thread. Unexpected exceptions reach ``on_error`` as `ErrorCode.INTERNAL`.
        """
        job = Job(next(self._numbers), title, params or {}, key, is_quiet, _notify=self._progressed)
        if key:
            older = self._latest.get(key)
            if older is not None:
                older.cancel()
            self._latest[key] = job
        self._active[job.number] = job
        self.updated.emit(job)

        def is_current() -> bool:
            return not job.is_cancelled and (not key or self._latest.get(key) is job)

        def deliver(state: JobState, callback: Callable[[], None] | None) -> None:
            self._active.pop(job.number, None)
            if key and self._latest.get(key) is job and state is not JobState.DONE:
                del self._latest[key]
            job.state = state
            if state is JobState.DONE and not is_current():
                job.state = JobState.CANCELLED
                callback = on_cancelled
            if callback is not None:
                callback()
            self.updated.emit(job)

        def work() -> None:
            try:
                job.check()
                job.state = JobState.RUNNING
                result = function(job, *args)
            except CancelledError:
                self._post(lambda: deliver(JobState.CANCELLED, on_cancelled))
            except PmdeskError as error:
                failure = error
                self._post(
                    lambda: deliver(JobState.FAILED, (lambda: on_error(failure)) if on_error else None)
                )
            except MemoryError:
                memory = FailedError(ErrorCode.OUT_OF_MEMORY)
                self._post(lambda: deliver(JobState.FAILED, (lambda: on_error(memory)) if on_error else None))
            except Exception as error:  # noqa: BLE001 - a worker must deliver every failure
                place = traceback.extract_tb(error.__traceback__)[-1]
                internal = FailedError(
                    ErrorCode.INTERNAL, reason=type(error).__name__, place=f"{place.name}:{place.lineno}"
                )
                internal.__cause__ = error
                self._post(
                    lambda: deliver(JobState.FAILED, (lambda: on_error(internal)) if on_error else None)
                )
            else:
                self._post(lambda: deliver(JobState.DONE, (lambda: on_done(result)) if on_done else None))

        self._pools[lane].submit(work)
        return job

    def cancel_all(self, keep: Container[str] = ()) -> None:
        """Cancel what somebody asked for, but for the titles to keep; what follows from the case goes on."""
        for job in self.active:
            if not job.is_quiet and job.title not in keep:
                job.cancel()

    def close(self) -> None:
        """Cancel everything and wait for the workers to end."""
        for job in self.active:
            job.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _progressed(self, job: Job) -> None:
        with self._update_lock:
            if job.number in self._pending_update:
                return
            self._pending_update.add(job.number)
        self._post(lambda: self._emit_progress(job))

    def _emit_progress(self, job: Job) -> None:
        with self._update_lock:
            self._pending_update.discard(job.number)
        if job.number in self._active:
            self.updated.emit(job)
