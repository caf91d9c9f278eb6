"""Records in and out: what became of a file that was read, export to FHIR and CSV, merging of two records."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.analytes import analyte
from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import PmdeskError
from pmdesk.core.progress import JobContext
from pmdesk.core.record import PatientRecord
from pmdesk.core.texts import Language, Texts
from pmdesk.records.csv_export import write_csv_tables
from pmdesk.records.entry_identity import LIST_NAMES
from pmdesk.records.fhir_export import fhir_json
from pmdesk.records.importing import Effect, NoteGroup, RecordImport, load_any_record
from pmdesk.records.merging import Choice, Comparison, MergePreview, PairStatus, merge, preview_merge

__all__ = [
    "Choice",
    "Comparison",
    "Effect",
    "MergePreview",
    "NoteGroup",
    "PairStatus",
    "RecordImport",
    "RecordReport",
    "export_csv",
    "export_fhir",
    "load_any_record",
    "merge",
    "merged",
    "note_detail",
    "preview_merge",
    "read_files",
    "record_report",
    "report_schema",
    "type_words",
]

MAX_IDS = 20
"""Ids listed for one note; `NoteDocument.count` says how many there are."""


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NoteDocument(_Document):
    """Something that was not read, or not in full."""

    effect: Effect
    resource: str = Field(description="FHIR type")
    reason: str = Field(description="Code of the text, for example fhir.unit_swapped")
    text: str
    detail: str = Field(description="Element, code, analyte or unit; never a value")
    detail_text: str = Field(description="The same in words")
    count: int
    ids: tuple[str, ...] = Field(description=f"Resources, at most {MAX_IDS}")


class FileReport(_Document):
    """What became of one file."""

    file: str
    error: str | None = Field(default=None, description="Code of the error when nothing was read")
    message: str = Field(default="", description="The error in words")
    kind: str = Field(default="", description="fhir, pmdesk or csv")
    resources: dict[str, int] = Field(default={}, description="FHIR type to number in the file")
    understood: dict[str, int] = Field(default={}, description="Read into the record")
    ignored: dict[str, int] = Field(default={}, description="Types that a record has no place for")
    entries: dict[str, int] = Field(default={}, description="List of the record to number of entries")
    notes: tuple[NoteDocument, ...] = ()


class RecordReport(_Document):
    """Report of `pmdesk record read --json`; no value, name or number of a patient stands in it."""

    format: Literal["pmdesk.record-report"] = "pmdesk.record-report"
    version: Literal[1] = 1
    files: tuple[FileReport, ...]


def note_detail(group: NoteGroup, texts: Texts) -> str:
    """What a note concerns in words: a date, an element, a state, the name of an analyte."""
    name, mark, rest = group.detail.partition(":")
    try:
        label = analyte(name).label.in_language(texts.language)
    except KeyError:
        return ", ".join(_detail_words(part, texts) for part in group.detail.split(", "))
    if not mark:
        return label
    return f"{label}：{rest.lstrip()}" if texts.language is Language.CHINESE else f"{label}:{rest}"


def _detail_words(detail: str, texts: Texts) -> str:
    code = f"fhir_detail.{detail}"
    words = texts.of(code)
    return type_words(detail, texts) if words == code else words


_LISTS = {
    "Observation": "observations",
    "Condition": "conditions",
    "MedicationRequest": "medications",
    "MedicationStatement": "medications",
    "Procedure": "procedures",
    "AllergyIntolerance": "allergies",
    "Encounter": "encounters",
    "DiagnosticReport": "reports",
    "FamilyMemberHistory": "family_history",
}


def type_words(kind: str, texts: Texts) -> str:
    """A FHIR type (or list of an exported record) in words; itself where there are none."""
    known = _LISTS.get(kind, kind if kind in LIST_NAMES else None)
    code = f"record_list.{known}" if known else f"fhir_type.{kind}"
    words = texts.of(code)
    return kind if words == code else words


def report_schema() -> dict[str, Any]:
    """JSON Schema of the report; ``resources/schemas/record-report-1.json`` is this, written out."""
    schema = RecordReport.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def record_report(name: str, imported: RecordImport | PmdeskError, texts: Texts) -> FileReport:
    """What became of a file, in the language of ``texts``; an error when nothing was read."""
    if isinstance(imported, PmdeskError):
        params = {
            key: value for key, value in imported.params.items() if isinstance(value, str | int | float)
        }
        message = texts.of(f"error.{imported.code.value}", **{"reason": "", **params})
        return FileReport(file=name, error=imported.code.value, message=message)
    return FileReport(
        file=name,
        kind=imported.kind.value,
        resources=dict(imported.resources),
        understood=dict(imported.understood),
        ignored=dict(imported.ignored),
        entries={list_name: len(getattr(imported.record, list_name)) for list_name in LIST_NAMES},
        notes=tuple(_note(group, texts) for group in imported.groups()),
    )


def read_files(ctx: JobContext, paths: list[Path]) -> list[tuple[Path, RecordImport | PmdeskError]]:
    """Every file read, or why it was not; one broken file does not stop the others."""
    found: list[tuple[Path, RecordImport | PmdeskError]] = []
    for number, path in enumerate(paths):
        ctx.check()
        ctx.progress(number / len(paths), "stage.record")
        try:
            found.append((path, load_any_record(path)))
        except PmdeskError as error:
            found.append((path, error))
    ctx.progress(1.0, "stage.record")
    return found


def export_fhir(ctx: JobContext, record: PatientRecord, path: Path) -> Path:
    """Write the record as a FHIR R4 bundle (`pmdesk.records.fhir_export`).

    Raises
    ------
    FailedError
        The disk is full or the folder cannot be written; what stood at ``path`` is then still there.
    """
    ctx.progress(0.0, "stage.record_export")
    text = fhir_json(record)
    ctx.check()
    with atomic_write(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
    ctx.progress(1.0, "stage.record_export")
    return path


def export_csv(ctx: JobContext, record: PatientRecord, folder: Path) -> tuple[Path, ...]:
    """Write the record as CSV tables into a folder (`pmdesk.records.csv_export`); raises as `export_fhir`."""
    ctx.progress(0.0, "stage.record_export")
    written = write_csv_tables(record, folder)
    ctx.progress(1.0, "stage.record_export")
    return written


def merged(
    preview: MergePreview,
    choices: Mapping[str, Choice],
    *,
    same_patient: bool,
    without_duplicates: bool,
) -> PatientRecord:
    """The merged record for choices made on a screen; undecided contradictions keep the first record's side."""
    return merge(
        preview,
        choices,
        otherwise=Choice.FIRST,
        same_patient=same_patient,
        without_duplicates=without_duplicates,
    )


def _note(group: NoteGroup, texts: Texts) -> NoteDocument:
    return NoteDocument(
        effect=group.effect,
        resource=group.resource,
        reason=group.reason,
        text=texts.of(group.reason),
        detail=group.detail,
        detail_text=note_detail(group, texts),
        count=group.count,
        ids=group.ids[:MAX_IDS],
    )
