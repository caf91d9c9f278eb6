"""Closing a store beside the window, where it may take as long as it needs."""

from collections.abc import Callable

from pmdesk.core.errors import PmdeskError
from pmdesk.services.jobs import Lane
from pmdesk.ui.context import UiContext


def close_in_job(
    context: UiContext, work: Callable[[], None], then: Callable[[], None] = lambda: None
) -> None:
    """Carry ``work`` out behind what already waits for the store, then ``then`` on the main thread.

    A key must not stay in memory because somebody pressed Cancel: a cancelled job begins anew, and ``work`` bears
    being done twice.
    """

    def failed(error: PmdeskError) -> None:
        then()
        context.session.failed.emit(error)

    context.jobs.submit(
        "job.store_close",
        lambda _ctx: work(),
        lane=Lane.DATABASE,
        on_done=lambda _none: then(),
        on_error=failed,
        on_cancelled=lambda: close_in_job(context, work, then),
    )
