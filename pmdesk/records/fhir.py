"""FHIR R4 files of one patient into a record: bundles of every type, a Patient alone, lines of a bulk export.

Every resource that is read is first checked by ``fhir.resources`` (its R4B classes: R4 and R4B agree for all types
read here; the 19 patients of the Synthea R4 sample pass). Resources are checked one by one, so that a broken
one does not take the rest with it, and values are then taken from the JSON itself, because dates of partial
precision ("1998") must not be completed.

What a file does not say stays unknown: an absent condition is never "no".
"""

from collections import Counter
from pathlib import Path
from typing import Any

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.records.fhir_elements import Resource
from pmdesk.records.fhir_entries import bundle_entries
from pmdesk.records.fhir_own import RECORD_TAG, has_tag, is_test_data
from pmdesk.records.fhir_reader import PatientReader
from pmdesk.records.importing import NotUnderstood, RecordImport, RecordKind
from pmdesk.records.json_input import MAX_BYTES, parse_json_object, read_json_bytes

MAX_RESOURCES = 2_000_000
"""More resources than this are refused; a long life of records has some ten thousand."""


def read_fhir_bundle(source: Path | bytes, *, name: str = "", job: JobContext | None = None) -> RecordImport:
    """The record in a FHIR R4 file.

    Parameters
    ----------
    source
        A file, or the content of one.
    name
        What errors call the source when it is bytes.
    job
        Learns of the progress; may cancel.

    Raises
    ------
    InputError
        Not readable, not JSON, no Patient or several.
    """
    if isinstance(source, Path):
        content = parse_json_object(read_json_bytes(source), str(source))
        return read_bundle_content(content, str(source), job)
    if len(source) > MAX_BYTES:
        raise InputError(ErrorCode.FILE_TOO_LARGE, path=name, limit=f"{MAX_BYTES // 2**20} MB")
    if not source.strip():
        raise InputError(ErrorCode.FILE_EMPTY, path=name)
    return read_bundle_content(parse_json_object(source, name), name, job)


def read_bundle_content(content: dict[str, Any], name: str, job: JobContext | None = None) -> RecordImport:
    """The record in a parsed bundle or Patient; ``name`` is what errors call it."""
    if content.get("resourceType") != "Bundle":
        return _import([("", content)], [], name, job, is_own=False, is_test=is_test_data(content))
    if not isinstance(content.get("entry", []), list):
        raise InputError(ErrorCode.RECORD_UNREADABLE, path=name, reason="Bundle.entry")
    problems: list[NotUnderstood] = []
    resources = bundle_entries(content, problems)
    is_own = has_tag(content, RECORD_TAG)
    return _import(resources, problems, name, job, is_own=is_own, is_test=is_test_data(content))


def read_resource_lines(
    lines: list[dict[str, Any]], name: str, job: JobContext | None = None
) -> RecordImport:
    """The record in the resources of a bulk export (one JSON object a line)."""
    return _import([("", line) for line in lines], [], name, job, is_own=False, is_test=False)


def _import(
    resources: list[tuple[str, Resource]],
    problems: list[NotUnderstood],
    name: str,
    job: JobContext | None,
    *,
    is_own: bool,
    is_test: bool,
) -> RecordImport:
    if len(resources) > MAX_RESOURCES:
        raise InputError(ErrorCode.FILE_TOO_LARGE, path=name, limit=f"{MAX_RESOURCES} resources")
    _refuse_unless_one_patient(resources, name)
    reader = PatientReader(resources, job or NullContext(), is_own=is_own)
    record = reader.record()
    context = reader.context
    return RecordImport(
        record=record.model_copy(update={"is_synthetic": True}) if is_test else record,
        kind=RecordKind.FHIR,
        resources=dict(sorted(reader.resources.items())),
        understood=dict(sorted(context.understood.items())),
        ignored=dict(sorted(context.ignored.items())),
        not_understood=(*problems, *context.problems),
    )


def _refuse_unless_one_patient(resources: list[tuple[str, Resource]], name: str) -> None:
    patients = {
        str(resource.get("id") or "") or url or f"#{number}"
        for number, (url, resource) in enumerate(resources)
        if resource.get("resourceType") == "Patient"
    }
    if not patients:
        held = Counter(str(resource.get("resourceType") or "JSON") for _, resource in resources)
        reason = ", ".join(kind for kind, _ in held.most_common(3)) or "Bundle"
        raise InputError(ErrorCode.RECORD_WRONG_TYPE, path=name, reason=reason[:80])
    if len(patients) > 1:
        raise InputError(ErrorCode.RECORD_SEVERAL_PATIENTS, path=name, count=len(patients))
