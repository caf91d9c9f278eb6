"""Every field of a record comes back, from this version and from stores of the versions before."""

import json
import os

import pytest
from sqlalchemy import text

from pmdesk.core.record import PatientRecord
from pmdesk.store import schema
from pmdesk.store.checking import check_file
from pmdesk.store.connection import make_engine
from pmdesk.store.entries import RECORD_LISTS
from pmdesk.store.keys import derive_key
from pmdesk.store.migrations import newest_version, version_of
from pmdesk.store.repository import PatientChange, Repository
from pmdesk.store.store import Store, _build
from tests.store.conftest import PASSPHRASE
from tests.store.full_record import fields_at_default, full_record
from tests.store.patients import SERIES, analysed, dossier, finding, record

NEW_IN_3 = ("encounters", "reports", "stated_inputs")


def test_the_record_of_this_test_leaves_no_field_out():
    assert fields_at_default(full_record()) == []


def test_every_list_of_a_record_has_a_table():
    lists = {name for name, field in PatientRecord.model_fields.items() if "tuple" in str(field.annotation)}
    assert {entries.field for entries in RECORD_LISTS} == lists


def test_every_field_comes_back(repository: Repository):
    key = repository.add_patient(full_record()).key
    back = repository.open_patient(key).record
    assert back == full_record()
    assert [type(item.value) for item in back.stated_inputs] == [bool, float, float, bool, str]


def test_entries_of_the_new_lists_are_changed_and_removed(repository: Repository, store):
    patient = repository.add_patient(full_record())
    fewer = full_record().model_copy(
        update={"stated_inputs": full_record().stated_inputs[2:], "encounters": (), "reports": ()}
    )
    repository.save_record(patient, fewer)
    assert repository.open_patient(patient.key).record == fewer
    with store.reading() as connection:
        assert connection.execute(schema.encounters.select()).all() == []


def store_of_version_2(path, stated: PatientRecord) -> None:
    """A store as version 2 wrote it: lists that had no table lie with the patient as JSON."""
    key = derive_key(PASSPHRASE, os.urandom(16))
    path.touch()
    _build(path, key, version=2)
    engine = make_engine(path, key)
    with engine.connect() as connection, connection.begin():
        assert version_of(connection, path) == 2
        known = [entries for entries in RECORD_LISTS if entries.field not in NEW_IN_3]
        plain = stated.model_dump(
            mode="json", exclude_defaults=True, exclude={entries.field for entries in known}
        )
        who = plain.pop("demographics", {})
        head = {name: who.pop(name, None) for name in ("birth_date", "sex")}
        head |= {"number": who.pop("patient_id", ""), "name": who.pop("name", "")}
        if who:
            plain["demographics"] = who
        for patient_id in (1, 2):
            connection.execute(
                schema.patients.insert(),
                {
                    "id": patient_id,
                    **head,
                    "details": json.dumps(plain, ensure_ascii=False) if plain else None,
                    "revision": 7,
                    "changed_at": "2026-01-01",
                },
            )
            for entries in known:
                if rows := entries.rows(patient_id, getattr(stated, entries.field)):
                    connection.execute(entries.table.insert(), rows)
        connection.execute(
            text(
                "INSERT INTO patients (id, number, name, revision, changed_at) "
                "VALUES (3, '', 'Nobody', 1, '2026-01-01')"
            )
        )
    engine.dispose()


@pytest.mark.parametrize("stated", [full_record(), record(), PatientRecord()])
def test_a_store_of_version_2_loses_nothing(tmp_path, stated):
    path = tmp_path / "old.store"
    store_of_version_2(path, stated)
    with Store.open(path, PASSPHRASE) as store:
        repository = Repository(store, store.workstation())
        for hit in repository.patients()[:2]:
            patient = repository.open_patient(hit.key)
            assert (patient.record, patient.revision) == (stated, 7)
            # What is moved is moved, not copied.
            assert repository.save_record(patient, patient.record).revision == 8
            assert repository.open_patient(hit.key).record == stated
        with store.reading() as connection:
            assert version_of(connection, path) == newest_version()
            left = connection.execute(
                text("SELECT details FROM patients WHERE details IS NOT NULL")
            ).scalars()
            assert not [each for each in left if set(json.loads(each)) & set(NEW_IN_3)]
    assert check_file(path, PASSPHRASE).is_sound


def test_record_dossier_and_findings_are_saved_together_or_not_at_all(repository: Repository):
    patient = repository.save(None, PatientChange(full_record(), dossier(), SERIES, analysed((finding(1),))))
    assert (repository.open_patient(patient.key).record, patient.revision) == (full_record(), 1)
    assert repository.load_dossier(patient.key) == dossier()
    with pytest.raises(TypeError):
        repository.save(
            patient,
            PatientChange(record(), None, SERIES, analysed((finding(1).with_changes(comment=object()),))),
        )
    assert repository.open_patient(patient.key).record == full_record()
    later = repository.save(patient, PatientChange(record()))
    assert later.revision == 2
    assert repository.load_dossier(patient.key) == dossier()
    assert repository.load_series(patient.key, SERIES) == analysed((finding(1),))
