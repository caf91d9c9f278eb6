"""One way in for every kind of record file: what it is follows from its content, never from its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pmdesk.core.clock import today
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext
from pmdesk.core.record import PatientRecord
from pmdesk.records.date_checks import date_problems
from pmdesk.records.json_file import record_from_content
from pmdesk.records.json_input import parse_json_lines, parse_json_object, read_json_bytes
from pmdesk.records.schema import RECORD_FORMAT


class RecordKind(StrEnum):
    """Kind of the file a record came from."""

    PMDESK = "pmdesk"
    FHIR = "fhir"
    TABLE = "table"
    CSV = "csv"
    """Tables that this program exported into a folder."""


class Effect(StrEnum):
    """What became of something that was not understood in full; ordered from the gravest."""

    LEFT_OUT = "left-out"
    """It is not in the record."""
    AS_TEXT = "as-text"
    """It is in the record as text: shown, and used by no computation."""
    NOTED = "noted"
    """It is in the record; a reader should know of it."""


_EFFECTS = {
    "fhir.comparator": Effect.AS_TEXT,
    "fhir.implausible": Effect.AS_TEXT,
    "fhir.number_as_text": Effect.AS_TEXT,
    "fhir.unit_swapped": Effect.AS_TEXT,
    "fhir.unit_unknown": Effect.AS_TEXT,
    "fhir.allergy_past": Effect.NOTED,
    "fhir.birth_implausible": Effect.NOTED,
    "fhir.deceased": Effect.NOTED,
    "fhir.date_before_birth": Effect.NOTED,
    "fhir.date_future": Effect.NOTED,
    "fhir.end_before_begin": Effect.NOTED,
    "fhir.not_completed": Effect.NOTED,
    "fhir.partial_date": Effect.NOTED,
    "fhir.preliminary": Effect.NOTED,
    "fhir.several_units": Effect.NOTED,
    "fhir.unconfirmed": Effect.NOTED,
    "fhir.unit_unusual": Effect.NOTED,
}


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A part of the file that is not in the record, or only as text, or that a reader should know of, and why.

    ``reason`` is a text code (``"fhir.unit_unknown"``); ``detail`` names the element, code or unit, never a
    patient's value.
    """

    resource: str
    id: str
    reason: str
    detail: str = ""

    @property
    def effect(self) -> Effect:
        return _EFFECTS.get(self.reason, Effect.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes that say the same of several resources of one type.

    ``ids`` are those of the resources, empty for a note about all of them.
    """

    effect: Effect
    resource: str
    reason: str
    detail: str
    ids: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class RecordImport:
    """A record and what became of the file it was read from.

    Parameters
    ----------
    understood
        Number of resources read into the record, by FHIR type; empty for pmdesk's own files.
    ignored
        Number of resources of types that a record has no place for (claims, appointments, ...).
    not_understood
        What should have been read and could not be, or not in full.
    resources
        Number of all resources of the file, by type.
    """

    record: PatientRecord
    kind: RecordKind
    understood: Mapping[str, int] = field(default_factory=dict)
    ignored: Mapping[str, int] = field(default_factory=dict)
    not_understood: tuple[NotUnderstood, ...] = ()
    resources: Mapping[str, int] = field(default_factory=dict)

    def groups(self) -> tuple[NoteGroup, ...]:
        """The notes, equal ones put together, what was left out first."""
        found: dict[tuple[str, str, str], list[NotUnderstood]] = {}
        for note in self.not_understood:
            found.setdefault((note.resource, note.reason, note.detail), []).append(note)
        groups = [
            NoteGroup(
                notes[0].effect, *key, ids=tuple(note.id for note in notes if note.id), count=len(notes)
            )
            for key, notes in found.items()
        ]
        order = list(Effect)
        return tuple(sorted(groups, key=lambda group: (order.index(group.effect), -group.count)))

    def count(self, effect: Effect) -> int:
        """How many notes have this effect."""
        return sum(note.effect is effect for note in self.not_understood)


def date_notes(
    record: PatientRecord, patient: str = "", kind_of: Mapping[str, str] | None = None
) -> tuple[NotUnderstood, ...]:
    """Notes of the dates that cannot be right.

    Parameters
    ----------
    patient
        Id of the patient's resource.
    kind_of
        Id of an entry to the FHIR type that it was read from; else the usual type of its list.
    """
    kinds = kind_of or {}
    return tuple(
        NotUnderstood(
            kinds.get(one.entry_id, _USUAL_TYPE[one.list_name]) if one.list_name else "Patient",
            (one.entry_id or patient)[:80],
            one.fault.value,
            one.part.value,
        )
        for one in date_problems(record, today())
    )


_USUAL_TYPE = {
    "observations": "Observation",
    "conditions": "Condition",
    "medications": "MedicationStatement",
    "procedures": "Procedure",
    "allergies": "AllergyIntolerance",
    "encounters": "Encounter",
    "reports": "DiagnosticReport",
}


def load_any_record(path: Path, job: JobContext | None = None) -> RecordImport:
    """The record of a file, whichever of the known kinds it is.

    Raises
    ------
    InputError
        Unreadable, not JSON (nor a folder of exported tables), neither a pmdesk record nor FHIR, several patients or
        none.
    CancelledError
        ``job`` was cancelled.
    """
    if path.is_dir():
        from pmdesk.records.csv_reading import is_csv_folder, read_csv_folder

        if is_csv_folder(path):
            return read_csv_folder(path)
    data, name = read_json_bytes(path), str(path)
    lines = parse_json_lines(data)
    if lines is not None:
        from pmdesk.records.fhir import read_resource_lines

        return read_resource_lines(lines, name, job)
    content = parse_json_object(data, name)
    if content.get("format") == RECORD_FORMAT:
        record = record_from_content(content, name)
        return RecordImport(record, RecordKind.PMDESK, not_understood=date_notes(record))
    if "resourceType" in content:
        from pmdesk.records.fhir import read_bundle_content

        return read_bundle_content(content, name, job)
    raise InputError(ErrorCode.RECORD_WRONG_TYPE, path=name, reason="JSON")
