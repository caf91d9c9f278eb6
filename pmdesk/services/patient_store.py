"""Patients between the open case and the store: who is who, saving, opening, and whether their images are still there.

Everything here runs in jobs; what of the case is saved is taken as one frozen value on the main thread (`snapshot`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pmdesk.core.dossier import Dossier, GenomeSummary, KeptOption, KeptScore, Study, StudyFile
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.finding import Finding
from pmdesk.core.ids import PatientId, SeriesUid
from pmdesk.core.progress import JobContext
from pmdesk.core.provenance import Origin, Provenance
from pmdesk.core.record import Demographics, PatientRecord, SourceRef
from pmdesk.core.review import ReviewEvent
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.treatment import TreatmentOption
from pmdesk.core.volume import ImagePatient
from pmdesk.imaging.catalog import CatalogSeries
from pmdesk.records.matching import match_patient, same_person_name
from pmdesk.records.merging import Choice, MergePreview, PairStatus, merge, preview_merge
from pmdesk.services.case import Case
from pmdesk.services.store_session import StoreSession

if TYPE_CHECKING:
    # the database is loaded when a store is opened, so that the window starts fast
    from pmdesk.store.repository import PatientHit, PatientKey, StoredPatient

__all__ = [
    "Candidate",
    "Choice",
    "MergePreview",
    "OpenedPatient",
    "PairStatus",
    "Snapshot",
    "StudyCheck",
    "check_study",
    "find_candidates",
    "load_findings",
    "merged",
    "note_export",
    "note_view",
    "open_patient",
    "preview_update",
    "provenance_of",
    "same_patient",
    "save_patient",
    "search_patients",
    "snapshot",
]

HASH_BLOCK = 1 << 20
SEARCH_LIMIT = 50
NAMESAKE_LIMIT = 1000

_Kept = TypeVar("_Kept", Study, GenomeSummary)


@dataclass(frozen=True)
class Snapshot:
    """What of a case goes into the store."""

    record: PatientRecord
    study: Study | None = None
    """Without hashes; they are computed when it is saved."""
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    reviews: tuple[ReviewEvent, ...] = field(default=(), repr=False)
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
    series_with_findings: tuple[SeriesUid, ...]


@dataclass(frozen=True)
class StudyCheck:
    """Whether the files of a study still lie where they were, as they were."""

    study: Study
    missing: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def present(self) -> tuple[Path, ...]:
        gone = set(self.missing)
        return tuple(Path(file.path) for file in self.study.files if file.path not in gone)


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
        study=_study(case, series),
        findings=case.findings,
        reviews=case.reviews,
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

    study = _with_hashes(ctx, taken.study) if taken.study is not None else None
    with session.repository() as repository:
        before = repository.load_dossier(target.key) if target is not None else Dossier()
        ctx.check()
        dossier = _added(before, taken, study, now or datetime.now(tz=UTC))
        stored = repository.save(
            target,
            PatientChange(
                record=taken.record,
                dossier=dossier,
                series_uid=SeriesUid(study.id) if study is not None else None,
                findings=taken.findings,
                reviews=taken.reviews,
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
        return OpenedPatient(stored, repository.load_dossier(key), repository.series_with_findings(key))


def preview_update(
    ctx: JobContext, session: StoreSession, key: "PatientKey", record: PatientRecord
) -> tuple[OpenedPatient, MergePreview]:
    """What adding a record to a stored patient would do; the view is logged."""
    opened = open_patient(ctx, session, key)
    return opened, preview_merge(opened.stored.record, record)


def merged(preview: MergePreview, choices: Mapping[str, Choice]) -> PatientRecord:
    """The stored record with what the open one adds, once a person has said that they are one patient's."""
    return merge(preview, choices, same_patient=True)


def load_findings(
    ctx: JobContext, session: StoreSession, key: "PatientKey", series_uid: SeriesUid
) -> tuple[tuple[Finding, ...], tuple[ReviewEvent, ...]]:
    """Findings of a series of a stored patient, and the decisions about them."""
    ctx.check()
    with session.repository() as repository:
        return repository.load_findings(key, series_uid)


def provenance_of(findings: Iterable[Finding]) -> Provenance | None:
    """How stored findings were made; None when a person drew them all."""
    return next((one.detection.provenance for one in findings if one.detection is not None), None)


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


def note_export(ctx: JobContext, session: StoreSession, key: "PatientKey", what: str) -> None:
    """Log that a stored patient's case or report was written to a file in clear."""
    from pmdesk.store.audit import Action

    ctx.check()
    with session.using() as opened:
        opened.store.log(opened.actor, Action.EXPORT, f"patient/{key}", what=what)


def check_study(ctx: JobContext, study: Study) -> StudyCheck:
    """Look whether the files of a study are where they were, with the content they had."""
    missing, changed = [], []
    for done, file in enumerate(study.files):
        ctx.progress(done / len(study.files), "stage.store_hash")
        try:
            found = _sha256(Path(file.path))
        except OSError:
            missing.append(file.path)
            continue
        if file.sha256 and found != file.sha256:
            changed.append(file.path)
    return StudyCheck(study, tuple(missing), tuple(changed))


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


def _study(case: Case, series: CatalogSeries | None) -> Study | None:
    description = case.description
    if description is None:
        return None
    paths: list[str] = []
    if series is not None and series.series_uid == description.series_uid:
        paths = list(dict.fromkeys(_place(one.path, one.shown_as) for one in series.instances))
    return Study(
        id=str(description.series_uid),
        study_uid=str(description.study_uid),
        modality=description.modality,
        study_date=description.study_date,
        description=description.series_description or description.study_description,
        files=tuple(StudyFile(path=path) for path in paths),
    )


def _place(path: str, shown_as: str) -> str:
    """The file on disk; for one out of an archive the archive, because what was unpacked goes away."""
    if path == shown_as:
        return str(Path(path).absolute())
    for place in Path(shown_as).absolute().parents:
        if place.is_file():
            return str(place)
    return str(Path(path).absolute())


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


def _with_hashes(ctx: JobContext, study: Study) -> Study:
    files = []
    for done, file in enumerate(study.files):
        ctx.progress(done / len(study.files), "stage.store_hash")
        try:
            files.append(StudyFile(path=file.path, sha256=_sha256(Path(file.path))))
        except OSError:
            # Where it lay is kept; that it cannot be read now is said when it is opened.
            files.append(file)
    return study.model_copy(update={"files": tuple(files)})


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()


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
