"""Reading and writing pmdesk's own record files."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.record import PatientRecord
from pmdesk.records.json_input import parse_json_object, read_json_bytes
from pmdesk.records.schema import RECORD_FORMAT, RECORD_VERSION, RecordFile


def load_record(path: Path) -> PatientRecord:
    """The record of a pmdesk record file.

    Raises
    ------
    InputError
        Not readable, not JSON, another kind of JSON, a newer version, or a value outside its range.
    """
    return record_from_content(parse_json_object(read_json_bytes(path), str(path)), str(path))


def record_from_content(content: dict[str, Any], name: str) -> PatientRecord:
    """The record of a parsed record file; ``name`` is what errors call it."""
    kind = content.get("format")
    if kind != RECORD_FORMAT:
        reason = str(content.get("resourceType") or kind or "JSON")[:80]
        raise InputError(ErrorCode.RECORD_WRONG_TYPE, path=name, reason=reason)
    version = content.get("version")
    if version != RECORD_VERSION:
        shown = str(version)[:20]
        raise InputError(
            ErrorCode.RECORD_UNREADABLE,
            path=name,
            reason=f"version {shown}",
            rule="record.why_version",
            version=shown,
        )
    try:
        return RecordFile.model_validate(content).record
    except ValidationError as error:
        # the place only: the value itself may be a patient's
        place = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise InputError(ErrorCode.RECORD_UNREADABLE, path=name, reason=place) from error


def record_to_json(record: PatientRecord, comment: str = "") -> str:
    """Text of a record file, every field written out, so that what is not known is seen to be ``null``."""
    return RecordFile(record=record, comment=comment).model_dump_json(indent=2) + "\n"


def save_record(record: PatientRecord, path: Path) -> None:
    """Write a record file; an existing file is replaced only when the new one is complete.

    Raises
    ------
    FailedError
        The disk is full or the folder cannot be written.
    """
    text = record_to_json(record)
    with atomic_write(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
