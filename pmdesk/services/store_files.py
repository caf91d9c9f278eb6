"""Records from files into the store, and patients from the store into files."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.progress import JobContext
from pmdesk.core.record import PatientRecord
from pmdesk.records.importing import RecordImport, load_any_record
from pmdesk.records.json_file import save_record
from pmdesk.store.codec import to_plain
from pmdesk.store.repository import PatientHit, PatientKey, Repository

PAGE = 200
EXPORT_FORMAT = "pmdesk.export"


def enter_records(ctx: JobContext, repository: Repository, paths: Sequence[Path]) -> list[RecordImport]:
    """Enter the record of each file as a new patient.

    All files are read before the first is entered, and all are entered or none.

    Raises
    ------
    InputError
        A file cannot be read as a record.
    RefusedError
        ``STORE_PATIENT_EXISTS``: the store, or another of the files, has the same patient number.
    """
    read = []
    for done, path in enumerate(paths):
        ctx.check()
        ctx.progress(done / len(paths))
        read.append(load_any_record(path))
    add_new_patients(repository, [(str(path), item.record) for path, item in zip(paths, read, strict=True)])
    return read


def add_new_patients(repository: Repository, records: Sequence[tuple[str, PatientRecord]]) -> None:
    """Enter records, each with the name of where it came from, as new patients: all of them or none.

    Raises
    ------
    RefusedError
        ``STORE_PATIENT_EXISTS``: the store, or another of the records, has the same patient number.
    """
    source_of: dict[str, str] = {}
    for source, record in records:
        number = record.demographics.patient_id
        if number and number in source_of:
            raise RefusedError(ErrorCode.STORE_PATIENT_EXISTS, path=source, value=number)
        source_of[number] = source
    try:
        repository.add_patients([record for _, record in records], with_new_numbers=True)
    except RefusedError as error:
        if error.code is not ErrorCode.STORE_PATIENT_EXISTS:
            raise
        number = str(error.params["value"])
        raise RefusedError(error.code, path=source_of[number], value=number) from error


def export_patients(
    ctx: JobContext, repository: Repository, folder: Path, numbers: Sequence[str] = ()
) -> int:
    """Write each patient as ``patient-<key>/record.json`` and ``case.json``, in clear; each is logged as exported.

    Parameters
    ----------
    ctx
        Progress and cancel.
    repository
        The store, as a user with the right to export.
    folder
        Where to; made when absent.
    numbers
        Hospital numbers; all patients when empty.

    Returns
    -------
    int
        How many patients were written.
    """
    count = 0
    total = len(numbers) or repository.count()
    for hit in _chosen(repository, numbers):
        ctx.check()
        ctx.progress(min(1.0, count / max(1, total)))
        _export_one(repository, hit.key, folder / f"patient-{hit.key:06d}")
        count += 1
    return count


def _export_one(repository: Repository, key: PatientKey, folder: Path) -> None:
    patient = repository.export_patient(key)
    series = [
        {"series_uid": uid, **to_plain(repository.load_series(key, uid))}
        for uid in repository.kept_series(key)
    ]
    content = {
        "format": EXPORT_FORMAT,
        "version": 2,
        "patient": key,
        "revision": patient.revision,
        "dossier": to_plain(repository.load_dossier(key)),
        "series": series,
    }
    save_record(patient.record, folder / "record.json")
    with atomic_write(folder / "case.json") as temporary:
        temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _chosen(repository: Repository, numbers: Sequence[str]) -> Iterator[PatientHit]:
    for number in numbers:
        yield from repository.with_number(number)
    if numbers:
        return
    after = None
    while page := repository.patients(after=after, limit=PAGE):
        yield from page
        after = page[-1].key
