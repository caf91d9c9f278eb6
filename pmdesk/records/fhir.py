"""FHIR R4 bundles of one patient into a record.

Every resource that is read is first checked by ``fhir.resources`` (its R4B classes: R4 and R4B agree for all types
read here; the 20 Synthea R4 bundles pass, 0.03 to 0.4 s each). Resources are checked one by one, so that a broken
one does not take the rest with it, and values are then taken from the JSON itself, because dates of partial
precision ("1998") must not be completed.

What a bundle does not say stays unknown: an absent condition is never "no".
"""

from collections import Counter
from pathlib import Path
from typing import Any

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.record import PatientRecord
from pmdesk.records.fhir_resources import BundleReader
from pmdesk.records.importing import RecordImport, RecordKind
from pmdesk.records.json_input import MAX_BYTES, parse_json_object, read_json_bytes


def read_fhir_bundle(source: Path | bytes, *, name: str = "") -> RecordImport:
    """The record in a FHIR R4 bundle.

    Parameters
    ----------
    source
        A file, or the content of one.
    name
        What errors call the source when it is bytes.

    Raises
    ------
    InputError
        Not readable, not JSON, not a Bundle, no Patient or several.
    """
    if isinstance(source, Path):
        return read_bundle_content(parse_json_object(read_json_bytes(source), str(source)), str(source))
    if len(source) > MAX_BYTES:
        raise InputError(ErrorCode.FILE_TOO_LARGE, path=name, limit=f"{MAX_BYTES // 2**20} MB")
    if not source.strip():
        raise InputError(ErrorCode.FILE_EMPTY, path=name)
    return read_bundle_content(parse_json_object(source, name), name)


def read_bundle_content(content: dict[str, Any], name: str) -> RecordImport:
    """The record in a parsed bundle; ``name`` is what errors call it."""
    if content.get("resourceType") != "Bundle":
        reason = str(content.get("resourceType") or "JSON")[:80]
        raise InputError(ErrorCode.RECORD_WRONG_TYPE, path=name, reason=reason)
    entries = content.get("entry", [])
    if not isinstance(entries, list):
        raise InputError(ErrorCode.RECORD_UNREADABLE, path=name, reason="Bundle.entry")
    resources = [
        (str(entry.get("fullUrl") or ""), entry["resource"])
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("resource"), dict)
    ]
    patients = {
        (str(resource.get("id") or "") or url): resource
        for url, resource in resources
        if resource.get("resourceType") == "Patient"
    }
    if not patients:
        held = Counter(str(resource.get("resourceType")) for _, resource in resources)
        reason = ", ".join(kind for kind, _ in held.most_common(3)) or "Bundle"
        raise InputError(ErrorCode.RECORD_WRONG_TYPE, path=name, reason=reason[:80])
    if len(patients) > 1:
        raise InputError(ErrorCode.RECORD_SEVERAL_PATIENTS, path=name, count=len(patients))
    reader = BundleReader(resources)
    record: PatientRecord = reader.record()
    return RecordImport(
        record=record,
        kind=RecordKind.FHIR,
        understood=dict(sorted(reader.understood.items())),
        ignored=dict(sorted(reader.ignored.items())),
        not_understood=tuple(reader.problems),
    )
