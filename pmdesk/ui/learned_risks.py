"""Keeps the scores of learned models in step with the record, in a job: loading takes seconds."""

from dataclasses import replace

from PySide6.QtCore import QObject

from pmdesk.core.errors import PmdeskError
from pmdesk.services.case import LearnedRisks
from pmdesk.services.changes import OpChanges
from pmdesk.services.jobs import Lane
from pmdesk.services.learned_models import learned_of
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext


class LearnedRisksUpdater(QObject):
    """Asks for the scores anew when the record or the day of the case changes."""

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        bind(self, context.session.changed, self._case_changed)

    def _case_changed(self, changes: OpChanges, initiator: object) -> None:
        case = self._context.session.case
        if initiator is self or not (changes.record or changes.volume):
            return
        if case.record is None or not case.record_confirmed:
            return

        def done(found: LearnedRisks | None) -> None:
            session = self._context.session
            if found is not None and session.case.record is found.record:
                session.replace_case(replace(session.case, learned=found), OpChanges(), self)

        def failed(error: PmdeskError) -> None:
            self._context.session.failed.emit(error)

        self._context.jobs.submit(
            "job.learned_risks",
            learned_of,
            self._context.learned,
            case,
            key="learned_risks",
            lane=Lane.COMPUTE,
            on_done=done,
            on_error=failed,
        )
