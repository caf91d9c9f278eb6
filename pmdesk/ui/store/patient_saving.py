"""Saving the open case to the store: who is who, what contradicts, and what is on its way."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from pmdesk.core.dossier import Dossier
from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.core.person_names import person_name
from pmdesk.services import patient_store
from pmdesk.services.case import Case
from pmdesk.services.jobs import Lane
from pmdesk.services.patient_store import Candidate, Snapshot, UpdatePreview
from pmdesk.services.store_session import StoreSession
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.store.merge_dialog import MergeDialog

if TYPE_CHECKING:
    from pmdesk.store.repository import PatientHit, PatientKey, StoredPatient

Then = Callable[[], object] | None
Answers = Sequence[tuple[str, Callable[[], object]]]


class PatientSaving(QObject):
    """Writes the case to the store in jobs; asks where a person has to say.

    Signals
    -------
    written(Snapshot, Case, StoredPatient, Dossier)
        What was taken of which case, and what stands in the store now.
    reload_asked(PatientKey)
        Somebody else has changed the patient: load what is stored.
    ended(bool)
        Nothing is on its way any more; True when it was written, False when it failed, was cancelled, or a person
        has to answer first.
    """

    written = Signal(object, object, object, object)
    reload_asked = Signal(object)
    ended = Signal(bool)

    def __init__(
        self, context: UiContext, session: StoreSession, messages: MessageBar, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._context = context
        self._session = session
        self._messages = messages
        self._window = window
        self._withdraw: Callable[[], None] = lambda: None
        self._waits_for_case = False
        self.is_under_way = False
        """A case is being written, or looked at before it is."""
        bind(self, context.session.failed, self._case_failed)

    def withdraw(self) -> None:
        """Nobody need answer any more."""
        self._withdraw()

    def save(self, target: "StoredPatient | None", then: Then = None) -> None:
        """Write the case, once what follows from it is known.

        Parameters
        ----------
        target
            The stored patient that the case is, as read; None: look who it may be.
        then
            Called once it is written.
        """
        self._begin()
        self._waits_for_case = True
        self._context.session.when_settled(lambda: self._save(target, then))

    def _save(self, target: "StoredPatient | None", then: Then) -> None:
        self._waits_for_case = False
        case = self._context.session.case
        try:
            taken = patient_store.snapshot(case, self._context.session.series)
        except PmdeskError as error:
            self._failed(error)
            return
        if target is None:
            self._submit(
                patient_store.find_candidates,
                taken.record,
                on_done=lambda found: self._candidates_found(taken, case, found, then),
            )
        elif differing := patient_store.same_patient(taken.record, target.record):
            self._ask_same(taken, case, target, differing, then)
        else:
            self._write(taken, case, target, then)

    def _case_failed(self, _error: PmdeskError) -> None:
        """What follows from the case could not be worked out: it is not written."""
        if self._waits_for_case and self._context.session.is_settled:
            self._waits_for_case = False
            self._end(is_written=False)

    def _candidates_found(
        self,
        taken: Snapshot,
        case: Case,
        found: tuple[Candidate, ...],
        then: Then,
    ) -> None:
        if not found:
            self._write(taken, case, None, then)
            return
        best = found[0]
        text = self.tr("The store has %1, who may be this patient.").replace("%1", self._name(best.hit))
        if best.differing:
            text += " " + self.tr("They differ in: %1.").replace("%1", self._fields(best.differing))
        if len(found) > 1:
            text += " " + self.tr("%1 more are alike; look under Patients.").replace(
                "%1", str(len(found) - 1)
            )
        answers = [
            (self.tr("Same patient: update"), lambda: self._update(taken, case, best, then)),
            (self.tr("New patient"), lambda: self._write(taken, case, None, then)),
            (self.tr("Do not save"), lambda: None),
        ]
        self._ask(text, answers)

    def _ask_same(
        self,
        taken: Snapshot,
        case: Case,
        target: "StoredPatient",
        differing: tuple[str, ...],
        then: Then,
    ) -> None:
        text = self.tr("The open record differs from the stored patient in: %1. Is it the same patient?")
        self._ask(
            text.replace("%1", self._fields(differing)),
            (
                (self.tr("Same patient: update"), lambda: self._write(taken, case, target, then)),
                (self.tr("New patient"), lambda: self._write(taken, case, None, then)),
                (self.tr("Do not save"), lambda: None),
            ),
        )

    def _update(self, taken: Snapshot, case: Case, candidate: Candidate, then: Then) -> None:
        """Add the case to a stored patient: nothing that is stored is lost, contradictions are asked."""

        def previewed(preview: UpdatePreview) -> None:
            dialog = MergeDialog(self._context, preview.record, self._window)
            dialog.decided.connect(
                lambda record: self._settle_findings(replace(taken, record=record), case, preview, then)
            )
            dialog.open()
            self._end(is_written=False)

        self._begin()
        self._submit(patient_store.preview_update, candidate.hit.key, taken, on_done=previewed)

    def _settle_findings(self, taken: Snapshot, case: Case, preview: UpdatePreview, then: Then) -> None:
        """Two people's decisions about one series are not mixed: one of them says which stand."""
        stored, kept = preview.opened.stored, preview.series
        if kept is None or taken.series is None or not preview.contradicts(taken):
            self._write(taken, case, stored, then)
            return
        text = self.tr(
            "The store has other findings of this series: %1 decisions there, %2 here. Which of them stand?"
        )
        self._ask(
            text.replace("%1", str(len(kept.reviews))).replace("%2", str(len(taken.series.reviews))),
            (
                (
                    self.tr("Those of the store"),
                    lambda: self._write(replace(taken, series=None), case, stored, then),
                ),
                (self.tr("Those here"), lambda: self._write(taken, case, stored, then)),
                (self.tr("Do not save"), lambda: None),
            ),
        )

    def _write(
        self,
        taken: Snapshot,
        case: Case,
        target: "StoredPatient | None",
        then: Then,
    ) -> None:
        def done(written: tuple["StoredPatient", Dossier]) -> None:
            self.written.emit(taken, case, *written)
            self._end(is_written=True)
            if then is not None:
                then()

        def failed(error: PmdeskError) -> None:
            if error.code is ErrorCode.STORE_CHANGED_MEANWHILE and target is not None:
                self._ask_reload(target.key, error)
            else:
                self._failed(error)

        self._begin()
        self._submit(patient_store.save_patient, target, taken, on_done=done, on_error=failed)

    def _ask_reload(self, key: "PatientKey", error: PmdeskError) -> None:
        self._ask(
            self._context.texts.of_error(error),
            (
                (self.tr("Load what is stored; drop what is here"), lambda: self.reload_asked.emit(key)),
                (self.tr("Keep what is here, unsaved"), lambda: None),
            ),
        )

    # under way

    def _begin(self) -> None:
        self.is_under_way = True

    def _end(self, *, is_written: bool) -> None:
        self.is_under_way = False
        self.ended.emit(is_written)

    def _failed(self, error: PmdeskError) -> None:
        self._context.session.failed.emit(error)
        self._end(is_written=False)

    def _ask(self, text: str, answers: Answers) -> None:
        self._withdraw = self._messages.ask(text, answers)
        self._end(is_written=False)

    def _submit(self, function: Callable[..., object], *arguments: object, **options) -> None:
        options.setdefault("on_error", self._failed)
        self._context.jobs.submit(
            "job.store_save",
            function,
            self._session,
            *arguments,
            lane=Lane.DATABASE,
            on_cancelled=lambda: self._end(is_written=False),
            **options,
        )

    def _name(self, hit: "PatientHit") -> str:
        born = hit.birth_date.isoformat() if hit.birth_date else self.tr("birth date not known")
        return self._context.texts.join(filter(None, (person_name(hit.name), hit.number, born)))

    def _fields(self, names: tuple[str, ...]) -> str:
        texts = self._context.texts
        return texts.join(texts.of(f"field.{name}") for name in names)
