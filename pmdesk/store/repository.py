"""Patients in and out of the store, for one user; every view, change and export leaves an entry in the audit log."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NewType

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from pmdesk.core.dossier import Dossier
from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.core.ids import SeriesUid
from pmdesk.core.kept_series import KeptSeries
from pmdesk.core.record import PatientRecord
from pmdesk.core.volume import Sex
from pmdesk.store import audit, findings, schema
from pmdesk.store.entries import (
    DOSSIER_LISTS,
    RECORD_LISTS,
    EntryList,
    as_json,
    load_entries,
    put,
    save_entries,
    take,
)
from pmdesk.store.searching import LAST, normalised, search_keys
from pmdesk.store.store import Store
from pmdesk.store.users import Actor, Right

PatientKey = NewType("PatientKey", int)
"""The store's own number of a patient; hospital numbers may be missing or the same in two hospitals."""

_HEAD_COLUMNS = {
    "number": "demographics.patient_id",
    "name": "demographics.name",
    "birth_date": "demographics.birth_date",
    "sex": "demographics.sex",
}


@dataclass(frozen=True, slots=True)
class PatientHit:
    """A line of a list of patients."""

    key: PatientKey
    number: str
    name: str
    birth_date: date | None
    sex: Sex


@dataclass(frozen=True, slots=True)
class StoredPatient:
    """A record as it was read; ``revision`` goes back with a change, so that nobody writes over another's."""

    key: PatientKey
    revision: int
    record: PatientRecord


@dataclass(frozen=True, slots=True)
class PatientChange:
    """What is to be written of a patient, all of it or nothing; None: stays as it is."""

    record: PatientRecord
    dossier: Dossier | None = None
    series_uid: SeriesUid | None = None
    """Of ``series``."""
    series: KeptSeries | None = None


class Repository:
    """What one user reads and writes."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def add_patient(self, record: PatientRecord) -> StoredPatient:
        """Enter a patient; whether it is one who is already there is the caller's to ask (`search`)."""
        (stored,) = self.add_patients([record])
        return stored

    def add_patients(
        self, records: Sequence[PatientRecord], *, with_new_numbers: bool = False
    ) -> tuple[StoredPatient, ...]:
        """Enter several patients in one transaction: all of them or none.

        Parameters
        ----------
        records
            What is known of each.
        with_new_numbers
            Refuse a number that the store has, also one that another program enters at the same time.

        Raises
        ------
        RefusedError
            ``STORE_PATIENT_EXISTS`` with the number as ``value``.
        """
        self._require(Right.CHANGE)
        with self._store.writing() as connection:
            if with_new_numbers:
                _refuse_known_numbers(connection, records, self._store.path)
            keys = _insert_patients(connection, records)
            for key, record in zip(keys, records, strict=True):
                self._log(connection, audit.Action.CHANGE, key, what="added", sha256=_digest(record))
        return tuple(StoredPatient(key, 1, record) for key, record in zip(keys, records, strict=True))

    def open_patient(self, key: PatientKey) -> StoredPatient:
        """The record of a patient; the view is logged.

        Raises
        ------
        InputError
            ``STORE_PATIENT_NOT_FOUND``.
        """
        return self._read_patient(key, Right.VIEW, audit.Action.VIEW)

    def export_patient(self, key: PatientKey) -> StoredPatient:
        """As `open_patient`, for data that leave the store; logged before they do."""
        return self._read_patient(key, Right.EXPORT, audit.Action.EXPORT)

    def save(self, patient: StoredPatient | None, change: PatientChange) -> StoredPatient:
        """Write record, dossier and findings of a patient in one transaction.

        Parameters
        ----------
        patient
            As it was read; None enters a new one.
        change
            What is to be written.

        Raises
        ------
        RefusedError
            ``STORE_CHANGED_MEANWHILE``: another window saved first; nothing was written.
        """
        self._require(Right.CHANGE, patient.key if patient else None)
        with self._store.writing() as connection:
            if patient is None:
                (key,) = _insert_patients(connection, [change.record])
                revision, changed = 1, ["new"]
            else:
                key, revision = patient.key, _next_revision(connection, patient)
                changed = _write_record(connection, key, change.record)
            written: dict[str, object] = {}
            if change.dossier is not None:
                changed += _write_lists(connection, DOSSIER_LISTS, key, change.dossier)
            if change.series_uid is not None and change.series is not None:
                written = findings.save_series(
                    connection, key, change.series_uid, change.series, self._actor.name
                )
            self._log(
                connection,
                audit.Action.CHANGE,
                key,
                what="case",
                lists=changed,
                revision=revision,
                sha256=_digest(change.record),
                **written,
            )
        return StoredPatient(key, revision, change.record)

    def save_record(self, patient: StoredPatient, record: PatientRecord) -> StoredPatient:
        """Put a changed record in the place of the one that was read.

        Raises
        ------
        RefusedError
            ``STORE_CHANGED_MEANWHILE``: another window saved first; nothing was written.
        """
        self._require(Right.CHANGE, patient.key)
        with self._store.writing() as connection:
            revision = _next_revision(connection, patient)
            changed = _write_record(connection, patient.key, record)
            self._log(
                connection,
                audit.Action.CHANGE,
                patient.key,
                what="record",
                lists=changed,
                revision=revision,
                sha256=_digest(record),
            )
        return StoredPatient(patient.key, revision, record)

    def load_dossier(self, key: PatientKey) -> Dossier:
        """Studies, pathology, scores and what else is kept of the patient."""
        self._require(Right.VIEW, key)
        with self._store.reading() as connection, _understood(key, "dossier"):
            _row_of(connection, key)
            lists = {item.field: load_entries(connection, item, key) for item in DOSSIER_LISTS}
        return Dossier(**lists)

    def save_dossier(self, patient: StoredPatient, dossier: Dossier) -> StoredPatient:
        """Put a changed dossier in the place of the one that was read; raises as `save_record`."""
        self._require(Right.CHANGE, patient.key)
        with self._store.writing() as connection:
            revision = _next_revision(connection, patient)
            changed = _write_lists(connection, DOSSIER_LISTS, patient.key, dossier)
            self._log(
                connection,
                audit.Action.CHANGE,
                patient.key,
                what="dossier",
                lists=changed,
                revision=revision,
            )
        return StoredPatient(patient.key, revision, patient.record)

    def load_series(self, key: PatientKey, series_uid: SeriesUid) -> KeptSeries:
        """Analysis, findings and hidden marks of a series by number, and the decisions that stand, by time."""
        self._require(Right.VIEW, key)
        with self._store.reading() as connection, _understood(key, "findings"):
            _row_of(connection, key)
            return findings.load_series(connection, key, series_uid)

    def save_series(self, patient: StoredPatient, series_uid: SeriesUid, kept: KeptSeries) -> StoredPatient:
        """Put a series as it stands now in the place of the one that was read.

        A decision that the case no longer holds (undone) stays in the store, marked as taken back.
        """
        self._require(Right.CHANGE, patient.key)
        with self._store.writing() as connection:
            revision = _next_revision(connection, patient)
            written = findings.save_series(connection, patient.key, series_uid, kept, self._actor.name)
            self._log(
                connection,
                audit.Action.CHANGE,
                patient.key,
                what="findings",
                revision=revision,
                **written,
            )
        return StoredPatient(patient.key, revision, patient.record)

    def search(self, text: str, limit: int = 20) -> tuple[PatientHit, ...]:
        """Patients whose name (from any word of it on) or number begins with ``text``, by what was matched."""
        self._require(Right.VIEW)
        prefix = normalised(text.replace("^", " "))
        keys, patients = schema.search_keys, schema.patients
        if not prefix:
            return self.patients(limit=limit)
        found = (
            select(keys.c.patient_id, keys.c.key)
            .where(keys.c.key >= prefix, keys.c.key < prefix + LAST)
            .order_by(keys.c.key)
            # One patient may be met under several keys.
            .limit(limit * 8)
            .subquery()
        )
        with self._store.reading() as connection:
            rows = connection.execute(
                select(patients).join(found, found.c.patient_id == patients.c.id).order_by(found.c.key)
            )
            hits = {row.id: _hit(row) for row in rows}
        return tuple(hits.values())[:limit]

    def patients(self, after: PatientKey | None = None, limit: int = 100) -> tuple[PatientHit, ...]:
        """A page of all patients, in the order in which they were entered."""
        self._require(Right.VIEW)
        patients = schema.patients
        with self._store.reading() as connection:
            rows = connection.execute(
                select(patients).where(patients.c.id > (after or 0)).order_by(patients.c.id).limit(limit)
            )
            return tuple(_hit(row) for row in rows)

    def with_number(self, number: str) -> tuple[PatientHit, ...]:
        """Patients with exactly this hospital number; none for an empty one, which says nothing."""
        self._require(Right.VIEW)
        with self._store.reading() as connection:
            return _with_number(connection, number)

    def kept_series(self, key: PatientKey) -> tuple[SeriesUid, ...]:
        """Series of a patient of which something is kept."""
        self._require(Right.VIEW, key)
        with self._store.reading() as connection:
            return findings.kept_series(connection, key)

    def count(self) -> int:
        """How many patients there are."""
        with self._store.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.patients)).scalar_one())

    def _read_patient(self, key: PatientKey, right: Right, action: audit.Action) -> StoredPatient:
        self._require(right, key)
        with self._store.writing() as connection, _understood(key, "record"):
            row = _row_of(connection, key)
            plain = json.loads(row["details"]) if row["details"] else {}
            for column, path in _HEAD_COLUMNS.items():
                put(plain, path, row[column])
            lists = {item.field: load_entries(connection, item, key) for item in RECORD_LISTS}
            record = PatientRecord.model_validate({**plain, **lists})
            self._log(connection, action, key, revision=row["revision"])
        return StoredPatient(key, row["revision"], record)

    def _require(self, right: Right, key: PatientKey | None = None) -> None:
        self._store.require(self._actor, right, f"patient/{key}" if key is not None else "store")

    def _log(self, connection: Connection, action: audit.Action, key: PatientKey, **details: object) -> None:
        audit.append(connection, self._actor.name, action, f"patient/{key}", **details)


@contextmanager
def _understood(key: PatientKey, place: str) -> Iterator[None]:
    """Say that an entry is not of the types of this program; what it holds is not said."""
    try:
        yield
    except (ValueError, TypeError, KeyError):
        raise RefusedError(ErrorCode.STORE_ENTRY_UNREADABLE, value=key, place=place) from None


def _with_number(connection: Connection, number: str) -> tuple[PatientHit, ...]:
    keys, patients = schema.search_keys, schema.patients
    rows = connection.execute(
        select(patients)
        .join(keys, keys.c.patient_id == patients.c.id)
        .where(keys.c.key == normalised(number), patients.c.number == number, patients.c.number != "")
    )
    return tuple(_hit(row) for row in rows)


def _refuse_known_numbers(connection: Connection, records: Sequence[PatientRecord], path: Path) -> None:
    for record in records:
        number = record.demographics.patient_id
        if _with_number(connection, number):
            raise RefusedError(ErrorCode.STORE_PATIENT_EXISTS, path=str(path), value=number)


def _insert_patients(connection: Connection, records: Sequence[PatientRecord]) -> list[PatientKey]:
    keys = []
    rows: list[tuple[EntryList, list[dict[str, Any]]]] = [(entries, []) for entries in RECORD_LISTS]
    names: list[dict[str, Any]] = []
    for record in records:
        made = connection.execute(insert(schema.patients), {**_head(record), "revision": 1})
        assert made.inserted_primary_key is not None
        key = PatientKey(made.inserted_primary_key[0])
        keys.append(key)
        names += _search_rows(key, record)
        for entries, into in rows:
            into += entries.rows(key, getattr(record, entries.field))
    for entries, into in rows:
        if into:
            connection.execute(insert(entries.table), into)
    if names:
        connection.execute(insert(schema.search_keys), names)
    return keys


def _write_record(connection: Connection, key: PatientKey, record: PatientRecord) -> list[str]:
    """Write what differs from what is there; names of the lists in which something did."""
    connection.execute(update(schema.patients).where(schema.patients.c.id == key).values(_head(record)))
    _write_search_keys(connection, key, record)
    return _write_lists(connection, RECORD_LISTS, key, record)


def _write_lists(
    connection: Connection, lists: Iterable[EntryList], key: PatientKey, holder: PatientRecord | Dossier
) -> list[str]:
    return [
        entries.field
        for entries in lists
        if save_entries(connection, entries, key, getattr(holder, entries.field))
    ]


def _head(record: PatientRecord) -> dict[str, Any]:
    """Columns of the table of patients: what lists show, and everything without a table of its own."""
    plain: dict[str, Any] = record.model_dump(
        mode="json", exclude_defaults=True, exclude={entries.field for entries in RECORD_LISTS}
    )
    columns = {column: take(plain, path) for column, path in _HEAD_COLUMNS.items()}
    return {
        **columns,
        "number": columns["number"] or "",
        "name": columns["name"] or "",
        "details": as_json(plain),
        "changed_at": datetime.now(tz=UTC).isoformat(timespec="milliseconds"),
    }


def _search_rows(key: PatientKey, record: PatientRecord) -> list[dict[str, Any]]:
    who = record.demographics
    return [{"key": text, "patient_id": key} for text in sorted(search_keys(who.name, who.patient_id))]


def _write_search_keys(connection: Connection, key: PatientKey, record: PatientRecord) -> None:
    connection.execute(delete(schema.search_keys).where(schema.search_keys.c.patient_id == key))
    if rows := _search_rows(key, record):
        connection.execute(insert(schema.search_keys), rows)


def _row_of(connection: Connection, key: PatientKey) -> Any:
    row = connection.execute(select(schema.patients).where(schema.patients.c.id == key)).mappings().first()
    if row is None:
        raise InputError(ErrorCode.STORE_PATIENT_NOT_FOUND, value=key)
    return row


def _next_revision(connection: Connection, patient: StoredPatient) -> int:
    """Count the revision up, provided that it is still the one that was read."""
    patients = schema.patients
    done = connection.execute(
        update(patients)
        .where(patients.c.id == bindparam("key"), patients.c.revision == bindparam("read"))
        .values(revision=patients.c.revision + 1),
        {"key": patient.key, "read": patient.revision},
    )
    if done.rowcount != 1:
        _row_of(connection, patient.key)
        raise RefusedError(ErrorCode.STORE_CHANGED_MEANWHILE, value=patient.key)
    return patient.revision + 1


def _hit(row: Any) -> PatientHit:
    return PatientHit(
        PatientKey(row.id),
        row.number,
        row.name,
        date.fromisoformat(row.birth_date) if row.birth_date else None,
        Sex(row.sex) if row.sex else Sex.UNKNOWN,
    )


def _digest(record: PatientRecord) -> str:
    """Sha256 of what was written, for the audit log."""
    return hashlib.sha256(record.model_dump_json(exclude_defaults=True).encode()).hexdigest()
