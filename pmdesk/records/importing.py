"""One way in for every kind of record file: what it is follows from its content, never from its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.record import PatientRecord
from pmdesk.records.json_file import record_from_content
from pmdesk.records.json_input import parse_json_object, read_json_bytes
from pmdesk.records.schema import RECORD_FORMAT


class RecordKind(StrEnum):
    """Kind of the file a record came from."""

    PMDESK = "pmdesk"
    FHIR = "fhir"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A part of the file that is not in the record, or only as text, and why.

    ``reason`` is a text code (``"fhir.unit_unknown"``); ``detail`` names the element, code or unit, never a
    patient's value.
    """

    resource: str
    id: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class RecordImport:
    """A record and what became of the file it was read from.

    Parameters
    ----------
    understood
        Number of resources read into the record, by FHIR type; empty for pmdesk's own files.
    ignored
        Number of resources of types that a record has no place for (encounters, claims, ...).
    not_understood
        What should have been read and could not be, or not in full.
    """

    record: PatientRecord
    kind: RecordKind
    understood: Mapping[str, int] = field(default_factory=dict)
    ignored: Mapping[str, int] = field(default_factory=dict)
    not_understood: tuple[NotUnderstood, ...] = ()


def load_any_record(path: Path) -> RecordImport:
    """The record of a file, whichever of the known kinds it is.

    Raises
    ------
    InputError
        Unreadable, not JSON, neither a pmdesk record nor a FHIR bundle, several patients or none.
    """
    content = parse_json_object(read_json_bytes(path), str(path))
    if content.get("format") == RECORD_FORMAT:
        return RecordImport(record_from_content(content, str(path)), RecordKind.PMDESK)
    if "resourceType" in content:
        from pmdesk.records.fhir import read_bundle_content

        return read_bundle_content(content, str(path))
    raise InputError(ErrorCode.RECORD_WRONG_TYPE, path=str(path), reason="JSON")
