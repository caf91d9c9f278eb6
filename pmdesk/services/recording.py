"""Read a patient's record and see whether it belongs to the images."""

from pathlib import Path

from pmdesk.core.progress import JobContext
from pmdesk.core.record import PatientRecord
from pmdesk.core.volume import SeriesDescription
from pmdesk.records.importing import RecordImport, load_any_record
from pmdesk.records.matching import MatchOutcome, differing_fields, match_patient, match_records
from pmdesk.services.case import Case

__all__ = ["RecordImport", "belongs_to", "is_second_record", "read_record", "record_matches"]


def read_record(ctx: JobContext, path: Path) -> RecordImport:
    """A record from a FHIR R4 bundle or a pmdesk record file, by its content."""
    ctx.progress(0.0, "stage.record")
    imported = load_any_record(path, ctx)
    ctx.progress(1.0, "stage.record")
    return imported


def record_matches(record: PatientRecord | None, description: SeriesDescription | None) -> tuple[str, ...]:
    """Names of the fields in which record and images contradict each other; empty when none does."""
    if record is None or description is None:
        return ()
    return differing_fields(record, description.patient)


def belongs_to(record: PatientRecord, description: SeriesDescription) -> bool:
    """True when enough agrees, and nothing differs, to be sure that record and images are one patient's."""
    return match_patient(record, description.patient).outcome is MatchOutcome.MATCH


def is_second_record(case: Case, imported: RecordImport, path: Path) -> bool:
    """True when a record is open and the file may hold another one of the same patient.

    The same file again is a new reading of it; a record of surely another patient takes its place.
    """
    if case.record is None or case.record_source == str(path):
        return False
    return match_records(case.record, imported.record).outcome is not MatchOutcome.MISMATCH
