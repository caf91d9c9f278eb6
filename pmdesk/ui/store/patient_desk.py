"""The open case and its patient in the store: saving, who is who, opening, and the images of a stored patient."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from pmdesk.core.dossier import Dossier
from pmdesk.core.ids import SeriesUid
from pmdesk.core.kept_series import KeptSeries
from pmdesk.core.person_names import person_name
from pmdesk.core.record import PatientRecord
from pmdesk.core.volume import Volume
from pmdesk.records.matching import differing_fields
from pmdesk.services import patient_store
from pmdesk.services.case import Case
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.services.jobs import Lane
from pmdesk.services.patient_store import OpenedPatient, Snapshot
from pmdesk.services.series_keeping import is_same_series, series_of, with_series
from pmdesk.services.store_session import StoreSession, StoreState
from pmdesk.store.roles import Actor, Right
from pmdesk.ui.access import Deed
from pmdesk.ui.bridge import bind
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.context import UiContext
from pmdesk.ui.message_bar import MessageBar
from pmdesk.ui.store.patient_saving import PatientSaving
from pmdesk.ui.store.patients_dialog import PatientsDialog
from pmdesk.ui.store.stored_images import StoredImages
from pmdesk.ui.store.stored_series import kept_words

if TYPE_CHECKING:
    from pmdesk.store.repository import PatientKey, StoredPatient


@dataclass(frozen=True)
class Binding:
    """Which stored patient the open case is, and what of the case was last written or read."""

    stored: "StoredPatient"
    source: str
    """Source of the record when it was bound; another one means that another record was opened."""
    dossier: Dossier
    lineage: str
    """Which store; numbers of patients mean nothing in another."""
    actor: Actor
    """Who looks at the patient, and with which rights, also while the store is closed."""
    series: tuple[SeriesUid, ...] = ()
    """Series of which the store keeps something."""


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
        self._refused: set[Deed] = set()
        self._volume: Volume | None = None
        self._exports: list[tuple[PatientKey, str]] = []
        """Files written while the store was locked; logged when it is open again."""
        self.saving = PatientSaving(context, session, messages, window)
        self.saving.written.connect(self._take_written)
        self.saving.reload_asked.connect(self._open)
        self._images = StoredImages(context, controller, messages, self)
        bind(self, context.session.changed, self._case_changed)
        context.access.refused.connect(self._note_refusal)

    @property
    def bound(self) -> Binding | None:
        """The stored patient that the open case is."""
        return self._bound

    def forget(self) -> None:
        """The case has nothing to do with a store any more; what one may only look at goes with the store."""
        self._take_questions_back()
        if self.is_view_only:
            self._context.undo.clear()
            self._context.undo.mark_saved()
            self._bind(None)
            self._context.session.set_catalog(None)
            self._context.session.replace_case(Case(), initiator=self)
            self._context.signals.message.emit(
                self.tr("The stored patient was closed with the store: it was only to be looked at."), "info"
            )
        self._bind(None)

    @property
    def is_view_only(self) -> bool:
        """True when the case is a stored patient's whom the user may not change."""
        return self._bound is not None and not self._bound.actor.may(Right.CHANGE)

    def store_opened(self) -> None:
        """A store was opened or unlocked: a patient of another store is nobody in it."""
        bound, actor = self._bound, self._session.actor
        if bound is not None and bound.lineage != self._session.lineage:
            self.forget()
        elif bound is not None and actor is not None and actor.name != self._seen_by:
            self._bind(replace(bound, actor=actor))
            self._say_view_only()
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

    def _note_refusal(self, deed: Deed, reason: str) -> None:
        """Said every time, logged once a patient."""
        self._context.signals.message.emit(reason, "caution")
        bound = self._bound
        if bound is None or deed in self._refused or self._session.state is not StoreState.OPEN:
            return
        self._refused.add(deed)
        self._submit(
            "job.store_patient", patient_store.note_refusal, self._session, bound.stored.key, deed.value
        )

    def _note_export(self, key: "PatientKey", what: str) -> None:
        self._submit("job.store_patient", patient_store.note_export, self._session, key, what)

    # saving

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Write the case to the store; asks first where the patient may be there already."""
        self._take_questions_back()
        self.saving.save(self._bound.stored if self._bound is not None else None, then)

    def _take_written(self, taken: Snapshot, case: Case, stored: "StoredPatient", dossier: Dossier) -> None:
        session, actor = self._context.session, self._session.actor
        now = session.case
        is_as_written = now.record == case.record and is_same_series(now, case)
        if actor is None or (now.volume is not case.volume and now.record != case.record):
            # the store was closed, or another case was opened meanwhile
            self._say(self.tr("Saved to the store: %1"), stored.record)
            return
        series = (SeriesUid(taken.study.id),) if taken.study is not None else ()
        before = self._bound.series if self._bound is not None else ()
        self._bind(
            Binding(
                stored,
                now.record_source,
                dossier,
                self._session.lineage,
                actor,
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
            if taken.series is None or taken.series.says_nothing:
                # what the store kept of the series stands
                self._restore_series(session.case)
        self._say(self.tr("Saved to the store: %1"), stored.record)
        if not is_as_written:
            self._context.signals.message.emit(
                self.tr("What was changed while it was saved is not saved yet."), "caution"
            )
        self.saved.emit()

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
        session, actor = self._context.session, self._session.actor
        if actor is None:
            # locked or closed meanwhile
            return
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
            Binding(opened.stored, source, opened.dossier, self._session.lineage, actor, opened.series)
        )
        session.replace_case(case, OpChanges(record=True, genome=True) if images.volume else EVERYTHING, self)
        self._say(self.tr("Opened from the store: %1"), opened.stored.record)
        self._say_view_only()
        if images.volume is not None:
            self._restore_series(case)
        elif opened.dossier.studies:
            self._images.offer(opened.dossier.studies)

    def _say_view_only(self) -> None:
        if self.is_view_only:
            self._context.signals.message.emit(
                self.tr("To look at only: %1 may neither change nor export stored patients.").replace(
                    "%1", self._seen_by
                ),
                "caution",
            )

    def _is_of(self, opened: OpenedPatient, case: Case) -> bool:
        """True when the open images are a study of the stored patient."""
        return case.description is not None and any(
            study.id == case.description.series_uid for study in opened.dossier.studies
        )

    # the case in the window

    def _case_changed(self, changes: OpChanges, initiator: object) -> None:
        case = self._context.session.case
        bound = self._bound
        has_same_images, self._volume = case.volume is self._volume, case.volume
        if bound is None or initiator is self:
            return
        if case.record is None or case.record_source != bound.source:
            self._take_questions_back()
            was_view_only = self.is_view_only
            self._bind(None)
            if was_view_only and has_same_images:
                # findings of the stored patient do not pass to a record that may be changed and exported
                without = Case(
                    record=case.record,
                    record_source=case.record_source,
                    genome=case.genome if changes.genome else None,
                )
                self._context.session.replace_case(without, initiator=self)
        elif changes.volume and case.volume is not None:
            self._restore_series(case)

    def _restore_series(self, case: Case) -> None:
        """The open series as the store keeps it, unless somebody works on it meanwhile."""
        bound, volume = self._bound, case.volume
        if bound is None or volume is None:
            return
        series = volume.description.series_uid
        if series not in bound.series or not case.record_confirmed:
            return

        def done(kept: KeptSeries) -> None:
            present = self._context.session.case
            if self._bound is None or present.volume is not volume or not is_same_series(present, case):
                return
            if not kept.says_nothing:
                if not series_of(present).says_nothing:
                    self._context.undo.clear()
                self._context.session.replace_case(with_series(present, kept), OpChanges(findings=True), self)
            elif not series_of(present).says_nothing:
                return
            for text, level in kept_words(kept):
                self._context.signals.message.emit(text, level)

        self._submit(
            "job.store_patient",
            patient_store.load_series,
            self._session,
            bound.stored.key,
            series,
            on_done=done,
        )

    # helpers

    def _take_questions_back(self) -> None:
        self.saving.withdraw()
        self._images.withdraw()

    def _bind(self, bound: Binding | None) -> None:
        self._bound = bound
        self._seen_by = bound.actor.name if bound is not None else ""
        self._refused.clear()
        self.bound_changed.emit()

    def _submit(self, title: str, function: Callable[..., object], *arguments: object, **options) -> None:
        options.setdefault("lane", Lane.DATABASE)
        options.setdefault("on_error", self._context.session.failed.emit)
        self._context.jobs.submit(title, function, *arguments, **options)

    def _say(self, text: str, record: PatientRecord) -> None:
        who = record.demographics
        shown = person_name(who.name) or who.patient_id or self.tr("patient without a name")
        self._context.signals.message.emit(text.replace("%1", shown), "info")
