"""The open case and its patient in the store: saving, who is who, opening, and the images of a stored patient."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from pmdesk.core.dossier import Dossier
from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.core.finding import Finding
from pmdesk.core.ids import SeriesUid
from pmdesk.core.person_names import person_name
from pmdesk.core.record import PatientRecord
from pmdesk.core.review import ReviewEvent
from pmdesk.records.matching import differing_fields
from pmdesk.services import patient_store
from pmdesk.services.case import Case
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.services.jobs import Lane
from pmdesk.services.patient_store import Candidate, MergePreview, OpenedPatient, Snapshot
from pmdesk.services.store_session import StoreSession, StoreState
from pmdesk.store.roles import Right
from pmdesk.ui.bridge import bind
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.context import UiContext
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.store.merge_dialog import MergeDialog
from pmdesk.ui.store.patients_dialog import PatientsDialog
from pmdesk.ui.store.stored_images import StoredImages

if TYPE_CHECKING:
    from pmdesk.store.repository import PatientHit, PatientKey, StoredPatient


@dataclass(frozen=True)
class Binding:
    """Which stored patient the open case is, and what of the case was last written or read."""

    stored: "StoredPatient"
    source: str
    """Source of the record when it was bound; another one means that another record was opened."""
    dossier: Dossier
    lineage: str
    """Which store; numbers of patients mean nothing in another."""
    series_with_findings: tuple[SeriesUid, ...] = ()


class PatientDesk(QObject):
    """Moves patients between the case and the store.

    Signals
    -------
    saved()
        The case was written.
    bound_changed()
        The case is another stored patient's, or none's.
    """

    saved = Signal()
    bound_changed = Signal()

    def __init__(
        self,
        context: UiContext,
        controller: CaseController,
        session: StoreSession,
        messages: MessageBar,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._controller = controller
        self._session = session
        self._messages = messages
        self._window = window
        self._bound: Binding | None = None
        self._seen_by = ""
        self._exports: list[tuple[PatientKey, str]] = []
        """Files written while the store was locked; logged when it is open again."""
        self._withdraw: Callable[[], None] = lambda: None
        self._images = StoredImages(context, controller, messages, self)
        bind(self, context.session.changed, self._case_changed)

    @property
    def bound(self) -> Binding | None:
        """The stored patient that the open case is."""
        return self._bound

    def forget(self) -> None:
        """The case has nothing to do with a store any more."""
        self._take_questions_back()
        self._bind(None)

    def store_opened(self) -> None:
        """A store was opened or unlocked: a patient of another store is nobody in it."""
        bound, actor = self._bound, self._session.actor
        if bound is not None and bound.lineage != self._session.lineage:
            self.forget()
        elif bound is not None and actor is not None and actor.name != self._seen_by:
            self._seen_by = actor.name
            self._submit("job.store_patient", patient_store.note_view, self._session, bound.stored.key)
        exports, self._exports = self._exports, []
        for key, what in exports:
            self._note_export(key, what)

    def exported(self, what: str) -> None:
        """The open case, its record or a report was written to a file; for a stored patient that is logged."""
        if self._bound is not None:
            if self._session.state is StoreState.OPEN:
                self._note_export(self._bound.stored.key, what)
            else:
                self._exports.append((self._bound.stored.key, what))

    @property
    def can_enter_records(self) -> bool:
        """Whether a store is open and the user may enter patients."""
        return self._session.state is StoreState.OPEN and self._session.may(Right.CHANGE)

    def enter_records(self, source: Path, records: Sequence[PatientRecord]) -> None:
        """Enter the patients of a table, all of them or none."""

        def done(count: int) -> None:
            self._context.signals.message.emit(
                self.tr("{count} patients were entered into the store.").format(count=count), "info"
            )

        self._submit(
            "job.store_patient",
            patient_store.enter_records,
            self._session,
            source.name,
            records,
            on_done=done,
        )

    def _note_export(self, key: "PatientKey", what: str) -> None:
        self._submit("job.store_patient", patient_store.note_export, self._session, key, what)

    # saving

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Write the case to the store; asks first where the patient may be there already."""
        self._take_questions_back()
        case = self._context.session.case
        try:
            taken = patient_store.snapshot(case, self._context.session.series)
        except PmdeskError as error:
            self._context.session.failed.emit(error)
            return
        bound = self._bound
        if bound is not None:
            differing = patient_store.same_patient(taken.record, bound.stored.record)
            if differing:
                self._ask_same(taken, case, bound, differing, then)
            else:
                self._write(taken, case, bound.stored, then)
            return
        self._submit(
            "job.store_save",
            patient_store.find_candidates,
            self._session,
            taken.record,
            on_done=lambda found: self._candidates_found(taken, case, found, then),
        )

    def _candidates_found(
        self,
        taken: Snapshot,
        case: Case,
        found: tuple[Candidate, ...],
        then: Callable[[], object] | None,
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
        self._withdraw = self._messages.ask(text, answers)

    def _ask_same(
        self,
        taken: Snapshot,
        case: Case,
        bound: Binding,
        differing: tuple[str, ...],
        then: Callable[[], object] | None,
    ) -> None:
        text = self.tr("The open record differs from the stored patient in: %1. Is it the same patient?")
        self._withdraw = self._messages.ask(
            text.replace("%1", self._fields(differing)),
            (
                (self.tr("Same patient: update"), lambda: self._write(taken, case, bound.stored, then)),
                (self.tr("New patient"), lambda: self._write(taken, case, None, then)),
                (self.tr("Do not save"), lambda: None),
            ),
        )

    def _update(
        self, taken: Snapshot, case: Case, candidate: Candidate, then: Callable[[], object] | None
    ) -> None:
        """Add the case to a stored patient: nothing that is stored is lost, contradictions are asked."""

        def previewed(result: tuple[OpenedPatient, MergePreview]) -> None:
            opened, preview = result
            dialog = MergeDialog(self._context, preview, self._window)
            dialog.decided.connect(
                lambda record: self._write(replace(taken, record=record), case, opened.stored, then)
            )
            dialog.open()

        self._submit(
            "job.store_patient",
            patient_store.preview_update,
            self._session,
            candidate.hit.key,
            taken.record,
            on_done=previewed,
        )

    def _write(
        self,
        taken: Snapshot,
        case: Case,
        target: "StoredPatient | None",
        then: Callable[[], object] | None,
    ) -> None:
        def done(written: tuple["StoredPatient", Dossier]) -> None:
            stored, dossier = written
            self._take_written(taken, case, stored, dossier)
            if then is not None:
                then()

        def failed(error: PmdeskError) -> None:
            if error.code is ErrorCode.STORE_CHANGED_MEANWHILE and target is not None:
                self._ask_reload(target.key, error)
            else:
                self._context.session.failed.emit(error)

        self._submit(
            "job.store_save",
            patient_store.save_patient,
            self._session,
            target,
            taken,
            on_done=done,
            on_error=failed,
        )

    def _take_written(self, taken: Snapshot, case: Case, stored: "StoredPatient", dossier: Dossier) -> None:
        session = self._context.session
        now = session.case
        is_as_written = (
            now.findings == case.findings and now.reviews == case.reviews and now.record == case.record
        )
        if now.volume is not case.volume and now.record != case.record:
            # another case was opened meanwhile
            self._say(self.tr("Saved to the store: %1"), stored.record)
            return
        series = (SeriesUid(taken.study.id),) if taken.study is not None else ()
        before = self._bound.series_with_findings if self._bound is not None else ()
        self._bind(
            Binding(
                stored,
                now.record_source,
                dossier,
                self._session.lineage,
                tuple(dict.fromkeys((*before, *series))),
            )
        )
        if is_as_written:
            if now.record != stored.record:
                # what the store added, or who the images say that it is
                session.replace_case(
                    replace(now, record=stored.record, record_confirmed=True), OpChanges(record=True), self
                )
                self._context.undo.clear()
            self._context.undo.mark_saved()
        self._say(self.tr("Saved to the store: %1"), stored.record)
        if not is_as_written:
            self._context.signals.message.emit(
                self.tr("What was changed while it was saved is not saved yet."), "caution"
            )
        self.saved.emit()

    def _ask_reload(self, key: "PatientKey", error: PmdeskError) -> None:
        self._withdraw = self._messages.ask(
            self._context.texts.of_error(error),
            (
                (self.tr("Load what is stored; drop what is here"), lambda: self._open(key)),
                (self.tr("Keep what is here, unsaved"), lambda: None),
            ),
        )

    # opening

    def ask_patient(self) -> None:
        """Show the list of patients."""
        dialog = PatientsDialog(self._context, self._session, self._window)
        dialog.chosen.connect(lambda hit: self.open_patient(hit.key))
        dialog.open()

    def open_patient(self, key: "PatientKey") -> None:
        """Open a stored patient in place of the case; unsaved decisions are asked about first."""
        if self._context.undo.unsaved:

            def go_on() -> None:
                self._context.undo.mark_saved()
                self.open_patient(key)

            self._controller.unsaved_question.emit(go_on)
            return
        self._open(key)

    def _open(self, key: "PatientKey") -> None:
        self._take_questions_back()
        self._submit("job.store_patient", patient_store.open_patient, self._session, key, on_done=self._show)

    def _show(self, opened: OpenedPatient) -> None:
        session = self._context.session
        self._bind(None)
        self._context.undo.clear()
        self._context.undo.mark_saved()
        keeps_images = session.case.description is not None and not differing_fields(
            opened.stored.record, session.case.description.patient
        )
        images = session.case if keeps_images and self._is_of(opened, session.case) else Case()
        source = self.tr("store")
        case = replace(
            images, record=opened.stored.record, record_source=source, record_confirmed=True, genome=None
        )
        self._bind(
            Binding(opened.stored, source, opened.dossier, self._session.lineage, opened.series_with_findings)
        )
        session.replace_case(case, OpChanges(record=True, genome=True) if images.volume else EVERYTHING, self)
        self._say(self.tr("Opened from the store: %1"), opened.stored.record)
        if images.volume is not None:
            self._restore_findings(case)
        elif opened.dossier.studies:
            self._images.offer(opened.dossier.studies)

    def _is_of(self, opened: OpenedPatient, case: Case) -> bool:
        """True when the open images are a study of the stored patient."""
        return case.description is not None and any(
            study.id == case.description.series_uid for study in opened.dossier.studies
        )

    # the case in the window

    def _case_changed(self, changes: OpChanges, initiator: object) -> None:
        case = self._context.session.case
        bound = self._bound
        if bound is None or initiator is self:
            return
        if case.record is None or case.record_source != bound.source:
            self._take_questions_back()
            self._bind(None)
        elif changes.volume and case.volume is not None:
            self._restore_findings(case)

    def _restore_findings(self, case: Case) -> None:
        """Findings that are kept of the series that was opened, unless somebody has worked on it meanwhile."""
        bound, volume = self._bound, case.volume
        if bound is None or volume is None:
            return
        series = volume.description.series_uid
        if series not in bound.series_with_findings or not case.record_confirmed:
            return

        def done(loaded: tuple[tuple[Finding, ...], tuple[ReviewEvent, ...]]) -> None:
            findings, reviews = loaded
            present = self._context.session.case
            if present.volume is not volume or self._bound is None or not findings:
                return
            if present.findings or present.reviews:
                return
            self._context.session.replace_case(
                replace(
                    present,
                    findings=findings,
                    reviews=reviews,
                    analysis=patient_store.provenance_of(findings),
                ),
                OpChanges(findings=True),
                self,
            )
            self._context.signals.message.emit(
                self.tr("Findings from the store: %1").replace("%1", str(len(findings))), "info"
            )

        self._submit(
            "job.store_patient",
            patient_store.load_findings,
            self._session,
            bound.stored.key,
            series,
            on_done=done,
        )

    # helpers

    def _take_questions_back(self) -> None:
        self._withdraw()
        self._images.withdraw()

    def _bind(self, bound: Binding | None) -> None:
        self._bound = bound
        actor = self._session.actor
        self._seen_by = actor.name if actor is not None else ""
        self.bound_changed.emit()

    def _submit(self, title: str, function: Callable[..., object], *arguments: object, **options) -> None:
        options.setdefault("lane", Lane.DATABASE)
        options.setdefault("on_error", self._context.session.failed.emit)
        self._context.jobs.submit(title, function, *arguments, **options)

    def _name(self, hit: "PatientHit") -> str:
        born = hit.birth_date.isoformat() if hit.birth_date else self.tr("birth date not known")
        return self._context.texts.join(filter(None, (person_name(hit.name), hit.number, born)))

    def _fields(self, names: tuple[str, ...]) -> str:
        texts = self._context.texts
        return texts.join(texts.of(f"field.{name}") for name in names)

    def _say(self, text: str, record: PatientRecord) -> None:
        who = record.demographics
        shown = person_name(who.name) or who.patient_id or self.tr("patient without a name")
        self._context.signals.message.emit(text.replace("%1", shown), "info")
