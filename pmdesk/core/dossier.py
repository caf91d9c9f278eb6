"""What is kept of a patient besides the record and the findings: where the images lie, and what was concluded."""

from dataclasses import dataclass, field
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.record import Coding, SourceRef
from pmdesk.core.risk import RiskScore
from pmdesk.core.treatment import TreatmentOption
from pmdesk.core.variant import GenomeBuild


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StudyFile(_Entry):
    """A file where it lies; ``sha256`` (hex) tells whether it is still the one that was read."""

    path: str
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class Study(_Entry):
    """A series that was opened for the patient. Pixels stay where they are."""

    id: str
    """Series Instance UID."""
    study_uid: str = ""
    modality: str = ""
    study_date: date | None = None
    description: str = ""
    files: tuple[StudyFile, ...] = ()


class PathologyReport(_Entry):
    """A diagnosis on tissue. ``grade`` and ``stage`` are as the source gives them."""

    id: str
    coding: Coding
    specimen: str = ""
    grade: str = ""
    stage: str = ""
    text: str = ""
    taken_on: date | None = None
    partial_date: str = ""
    source: SourceRef = SourceRef()


class GenomeSummary(_Entry):
    """A genome file and what of it was worth keeping; a gene that is not named is not "normal"."""

    id: str
    path: str
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    build: GenomeBuild
    sample: str = ""
    variant_count: int = Field(ge=0)
    variants_of_note: tuple[str, ...] = ()


class ReportReference(_Entry):
    """A report that was written; the file stays where it is."""

    id: str
    path: str
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    created_at: datetime | None = None
    signed_by: str = ""


class Answer(_Entry):
    """One answer; ``item`` is the questionnaire's own number of the question, never its (copyrighted) text."""

    item: str
    value: float | None = None
    text: str = ""


class QuestionnaireResponse(_Entry):
    """A questionnaire that was filled in; ``score`` None: not scored."""

    id: str
    instrument: str
    answered_on: date | None = None
    score: float | None = None
    answers: tuple[Answer, ...] = ()


class FollowUp(_Entry):
    """Something that is to happen, and whether it did."""

    id: str
    what: str
    due_on: date | None = None
    done_on: date | None = None
    reason: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class KeptScore:
    """A score as it stood at a time; ``id`` is unique within the patient."""

    id: str
    computed_at: datetime
    score: RiskScore


@dataclass(frozen=True, slots=True)
class KeptOption:
    """An option as it was put forward at a time; ``id`` is unique within the patient."""

    id: str
    computed_at: datetime
    option: TreatmentOption


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything of this kind about one patient, each list in the order in which it is shown."""

    studies: tuple[Study, ...] = ()
    pathology: tuple[PathologyReport, ...] = ()
    genomes: tuple[GenomeSummary, ...] = ()
    scores: tuple[KeptScore, ...] = field(default=(), repr=False)
    options: tuple[KeptOption, ...] = field(default=(), repr=False)
    reports: tuple[ReportReference, ...] = ()
    questionnaires: tuple[QuestionnaireResponse, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
