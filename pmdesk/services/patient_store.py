"""Patients between the open case and the store: who is who, saving, opening, and whether their images are still there.

Everything here runs in jobs; what of the case is saved is taken as one frozen value on the main thread (`snapshot`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pmdesk.core.dossier import Dossier, GenomeSummary, KeptOption, KeptScore, Study
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.ids import PatientId, SeriesUid
from pmdesk.core.kept_series import KeptSeries
from pmdesk.core.progress import JobContext
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Demographics, PatientRecord, SourceRef
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.treatment import TreatmentOption
from pmdesk.core.volume import ImagePatient
from pmdesk.imaging.catalog import CatalogSeries
from pmdesk.records.matching import match_patient, same_person_name
from pmdesk.records.merging import Choice, MergePreview, PairStatus, merge, preview_merge
from pmdesk.services.case import Case
from pmdesk.services.series_keeping import carried_over, series_of
from pmdesk.services.store_session import StoreSession
from pmdesk.services.stored_studies import study_of, with_hashes

if TYPE_CHECKING:
    # the database is loaded when a store is opened, so that the window starts fast
    from pmdesk.store.repository import PatientHit, PatientKey, Repository, StoredPatient

__all__ = [
    "Candidate",
    "Choice",
    "MergePreview",
    "OpenedPatient",
    "PairStatus",
    "Snapshot",
    "UpdatePreview",
    "find_candidates",
    "load_series",
    "merged",
    "note_export",
    "note_refusal",
    "note_view",
    "open_patient",
    "preview_update",
    "same_patient",
    "save_patient",
    "search_patients",
    "snapshot",
]

SEARCH_LIMIT = 50
NAMESAKE_LIMIT = 1000

_Kept = TypeVar("_Kept", Study, GenomeSummary)


@dataclass(frozen=True)
class Snapshot:
    """What of a case goes into the store."""

    record: PatientRecord
    study: Study | None = None
    """Without hashes; they are computed when it is saved."""
    series: KeptSeries | None = field(default=None, repr=False)
    """None: what is stored of the series stays."""
    genome: GenomeSummary | None = None
    scores: tuple[RiskScore, ...] = field(default=(), repr=False)
    options: tuple[TreatmentOption, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Candidate:
    """A stored patient who may be the one of the case.

    ``differing`` and ``agreeing`` name fields as `pmdesk.records.matching.PatientMatch` does.
    """

    hit: "PatientHit"
    differing: tuple[str, ...]
    agreeing: tuple[str, ...]


@dataclass(frozen=True)
class OpenedPatient:
    """A stored patient as he was read."""

    stored: "StoredPatient"
    dossier: Dossier
    series: tuple[SeriesUid, ...]
    """Series of which the store keeps whether and how they were analysed, or findings."""


@dataclass(frozen=True)
class UpdatePreview:
    """What adding a case to a stored patient would do.

    Parameters
    ----------
    opened
        The stored patient.
    record
        What is new, the same and contradictory in the record.
    series
        What is stored of the case's series; None when nothing is.
    """

    opened: OpenedPatient
    record: MergePreview
    series: KeptSeries | None = None

    def contradicts(self, taken: Snapshot) -> bool:
        """True when people decided about the series in the store, and the case says something else."""
        kept, here = self.series, taken.series
        if kept is None or here is None or here.says_nothing or not kept.reviews:
            return False
        return (kept.findings, kept.reviews) != (here.findings, here.reviews)


def snapshot(case: Case, series: CatalogSeries | None) -> Snapshot:
    """What of the case is to be saved.

    Parameters
    ----------
    case
        The open case.
    series
        The series that is open, for the places of its files.

    Raises
    ------
    InputError
        ``STORE_NOTHING_TO_SAVE``: neither a record nor images that name a patient; or the record may be another
        patient's than the images' and nobody has said.
    """
    if case.record is not None and not case.record_confirmed:
        raise InputError(ErrorCode.STORE_NOTHING_TO_SAVE, reason="store.save.unconfirmed")
    record = case.record if case.record is not None else _record_of_headers(case)
    if record is None:
        raise InputError(ErrorCode.STORE_NOTHING_TO_SAVE, reason="store.save.nobody")
    return Snapshot(
        record=record,
        study=study_of(case, series),
        series=series_of(case),
        genome=_genome(case),
        scores=tuple(score for score in case.risks if score.state is RiskState.COMPUTED),
        options=case.options,
    )


def find_candidates(ctx: JobContext, session: StoreSession, record: PatientRecord) -> tuple[Candidate, ...]:
    """Stored patients with the same number, or the same name and no other birth date; the likeliest first."""
    stated = record.demographics
    with session.repository() as repository:
        hits = {hit.key: hit for hit in repository.with_number(stated.patient_id)}
        for typed in _spellings(stated.name):
            ctx.check()
            for hit in repository.search(typed, limit=NAMESAKE_LIMIT):
                if same_person_name(hit.name, stated.name):
                    hits.setdefault(hit.key, hit)
    found = [_compared(record, hit) for hit in hits.values()]
    likely = [one for one in found if "patient_id" in one.agreeing or "birth_date" not in one.differing]
    return tuple(sorted(likely, key=lambda one: (len(one.differing), -len(one.agreeing))))


def same_patient(first: PatientRecord, second: PatientRecord) -> tuple[str, ...]:
    """Fields of identity in which two records differ; empty when none does."""
    return match_patient(first, _as_image_patient(second)).differing


def save_patient(
    ctx: JobContext,
    session: StoreSession,
    target: "StoredPatient | None",
    taken: Snapshot,
    now: datetime | None = None,
) -> "tuple[StoredPatient, Dossier]":
    """Write a case to the store, all of it or nothing; what was written.

    Parameters
    ----------
    ctx
        Progress and cancel.
    session
        The open store.
    target
        The stored patient, as read; None enters a new one.
    taken
        What to save.
    now
        Time of the scores and options; default: now.

    Raises
    ------
    RefusedError
        ``STORE_CHANGED_MEANWHILE``, ``STORE_NOT_ALLOWED`` or ``STORE_LOCKED``.
    FailedError
        The disk is full, the store is gone or busy; nothing was written.
    """
    from pmdesk.store.repository import PatientChange

    study = with_hashes(ctx, taken.study) if taken.study is not None else None
    with session.repository() as repository:
        before = repository.load_dossier(target.key) if target is not None else Dossier()
        ctx.check()
        dossier = _added(before, taken, study, now or datetime.now(tz=UTC))
        uid = SeriesUid(study.id) if study is not None else None
        series = taken.series
        if target is not None and uid is not None and series is not None:
            series = carried_over(_kept(repository, target.key, uid), series)
        stored = repository.save(
            target,
            PatientChange(
                record=taken.record,
                dossier=dossier,
                series_uid=uid,
                series=series,
            ),
        )
        return stored, dossier


def search_patients(
    ctx: JobContext, session: StoreSession, text: str, limit: int = SEARCH_LIMIT
) -> "tuple[PatientHit, ...]":
    """Patients whose name or number begins so."""
    ctx.check()
    with session.repository() as repository:
        return repository.search(text, limit=limit)


def open_patient(ctx: JobContext, session: StoreSession, key: "PatientKey") -> OpenedPatient:
    """Record and dossier of a stored patient; logged as a view."""
    ctx.check()
    with session.repository() as repository:
        stored = repository.open_patient(key)
        return OpenedPatient(stored, repository.load_dossier(key), repository.kept_series(key))


def preview_update(
    ctx: JobContext, session: StoreSession, key: "PatientKey", taken: Snapshot
) -> UpdatePreview:
    """What adding a case to a stored patient would do; the view is logged."""
    opened = open_patient(ctx, session, key)
    kept = None
    if taken.study is not None:
        with session.repository() as repository:
            kept = _kept(repository, key, SeriesUid(taken.study.id))
    return UpdatePreview(opened, preview_merge(opened.stored.record, taken.record), kept)


def merged(preview: MergePreview, choices: Mapping[str, Choice]) -> PatientRecord:
    """The stored record with what the open one adds, once a person has said that they are one patient's."""
    return merge(preview, choices, same_patient=True)


def load_series(
    ctx: JobContext, session: StoreSession, key: "PatientKey", series_uid: SeriesUid
) -> KeptSeries:
    """A series of a stored patient as it was left."""
    ctx.check()
    with session.repository() as repository:
        return repository.load_series(key, series_uid)


def enter_records(
    ctx: JobContext, session: StoreSession, source: str, records: Sequence[PatientRecord]
) -> int:
    """Enter records of a table as new patients, all of them or none; returns how many.

    Raises
    ------
    RefusedError
        ``STORE_PATIENT_EXISTS`` with the number, or the user may not change the store.
    """
    from pmdesk.services.store_files import add_new_patients

    ctx.check()
    with session.repository() as desk:
        add_new_patients(desk, [(source, record) for record in records])
    return len(records)


def note_view(ctx: JobContext, session: StoreSession, key: "PatientKey") -> None:
    """Log that the user who works now sees a patient whom another user has opened."""
    from pmdesk.store.audit import Action

    ctx.check()
    with session.using() as opened:
        opened.store.log(opened.actor, Action.VIEW, f"patient/{key}")


def note_refusal(ctx: JobContext, session: StoreSession, key: "PatientKey", what: str) -> None:
    """Log that the user tried to do with a stored patient what he may not."""
    from pmdesk.store.audit import Action

    ctx.check()
    with session.using() as opened:
        opened.store.log(opened.actor, Action.REFUSED, f"patient/{key}", what=what)


def note_export(ctx: JobContext, session: StoreSession, key: "PatientKey", what: str) -> None:
    """Log that a stored patient's case or report was written to a file in clear."""
    from pmdesk.store.audit import Action

    ctx.check()
    with session.using() as opened:
        opened.store.log(opened.actor, Action.EXPORT, f"patient/{key}", what=what)


def _kept(repository: "Repository", key: "PatientKey", uid: SeriesUid) -> KeptSeries | None:
    return repository.load_series(key, uid) if uid in repository.kept_series(key) else None


def _spellings(name: str) -> tuple[str, ...]:
    """Each group of a person name with and without gaps, as other sources write it."""
    groups = [group for group in name.split("=") if group.strip("^ ")]
    return tuple(
        dict.fromkeys(written for group in groups for written in (group, group.replace("^", "").strip()))
    )


def _compared(record: PatientRecord, hit: "PatientHit") -> Candidate:
    match = match_patient(record, ImagePatient(PatientId(hit.number), hit.name, hit.birth_date, hit.sex))
    return Candidate(hit, match.differing, match.agreeing)


def _as_image_patient(record: PatientRecord) -> ImagePatient:
    who = record.demographics
    return ImagePatient(PatientId(who.patient_id), who.name, who.birth_date, who.sex)


def _record_of_headers(case: Case) -> PatientRecord | None:
    """Who the images say that the patient is; None when they do not say."""
    if case.description is None:
        return None
    who = case.description.patient
    if not (str(who.patient_id).strip() or who.name.strip()):
        return None
    return PatientRecord(
        demographics=Demographics(
            patient_id=str(who.patient_id),
            name=who.name,
            birth_date=who.birth_date,
            sex=who.sex,
            source=SourceRef(origin=Origin.HEADER, document=str(case.description.series_uid)),
        )
    )


def _genome(case: Case) -> GenomeSummary | None:
    genome = case.genome
    if genome is None:
        return None
    return GenomeSummary(
        id=genome.sha256 or genome.source_path,
        path=str(Path(genome.source_path).absolute()),
        sha256=genome.sha256,
        build=genome.build,
        sample=genome.sample,
        variant_count=len(genome.calls),
        variants_of_note=tuple(one.title.en for one in case.biomarkers if one.variants),
    )


def _added(before: Dossier, taken: Snapshot, study: Study | None, now: datetime) -> Dossier:
    """The dossier with what the case adds; what was kept at another time stays."""
    studies = _with_one(before.studies, study)
    genomes = _with_one(before.genomes, taken.genome)
    scores, options = list(before.scores), list(before.options)
    latest_score = {kept.score.id: kept.score for kept in before.scores}
    latest_option = {kept.option.id: kept.option for kept in before.options}
    stamp = now.isoformat(timespec="milliseconds")
    scores += [
        KeptScore(f"{score.id}@{stamp}", now, score)
        for score in taken.scores
        if latest_score.get(score.id) != score
    ]
    options += [
        KeptOption(f"{option.id}@{stamp}", now, option)
        for option in taken.options
        if latest_option.get(option.id) != option
    ]
    return Dossier(
        studies=studies,
        pathology=before.pathology,
        genomes=genomes,
        scores=tuple(scores),
        options=tuple(options),
        reports=before.reports,
        questionnaires=before.questionnaires,
        follow_ups=before.follow_ups,
    )


def _with_one(kept: tuple[_Kept, ...], one: _Kept | None) -> tuple[_Kept, ...]:
    if one is None:
        return kept
    changed: list[_Kept] = [one if item.id == one.id else item for item in kept]
    if one not in changed:
        changed.append(one)
    return tuple(changed)
