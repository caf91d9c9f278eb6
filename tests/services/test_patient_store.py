"""What of a case goes into the store, who may be the same patient, and whether images are still where they were."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from pmdesk.core.dossier import Study, StudyFile
from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.core.progress import NullContext
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.services import patient_store, store_session
from pmdesk.services.case import Case
from pmdesk.services.patient_store import Choice, Snapshot
from pmdesk.services.store_session import StoreSession
from pmdesk.services.stored_studies import check_study, with_hashes
from tests.helpers.cases import full_case, small_volume

CTX = NullContext()
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def session(tmp_path):
    made = StoreSession()
    made.take(store_session.create(CTX, tmp_path / "pmdesk.store", "correct horse battery"))
    yield made
    made.close()


def person(name="Li^Ming=李^明", number="P1", born=date(1960, 3, 4)):
    return PatientRecord(demographics=Demographics(name=name, patient_id=number, birth_date=born))


def entered(session, *records):
    with session.repository() as repository:
        return repository.add_patients(records)


def previewed(session, stored, record):
    preview = patient_store.preview_update(CTX, session, stored.key, Snapshot(record))
    return preview.opened, preview.record


def series_of(*files):
    return SimpleNamespace(
        series_uid=small_volume().description.series_uid,
        instances=[SimpleNamespace(path=str(path), shown_as=str(shown)) for path, shown in files],
    )


def test_images_alone_make_a_record_of_what_their_headers_say():
    taken = patient_store.snapshot(Case(volume=small_volume()), None)
    who = taken.record.demographics
    assert (who.patient_id, who.name, who.birth_date) == ("P1", "Li^Ming=李^明", date(1960, 3, 4))
    assert who.source.origin is Origin.HEADER
    assert taken.record.model_copy(update={"demographics": Demographics()}) == PatientRecord()


def test_nobody_and_a_doubtful_record_are_not_saved():
    volume = small_volume()
    nameless = replace(
        volume, description=replace(volume.description, patient=type(volume.description.patient)())
    )
    for case, reason in (
        (Case(), "store.save.nobody"),
        (Case(volume=nameless), "store.save.nobody"),
        (Case(volume=volume, record=person(), record_confirmed=False), "store.save.unconfirmed"),
    ):
        with pytest.raises(InputError) as error:
            patient_store.snapshot(case, None)
        assert error.value.params["reason"] == reason


def test_files_are_kept_with_their_hashes_and_those_of_an_archive_as_the_archive(session, tmp_path):
    plain = tmp_path / "胸部" / "1.dcm"
    plain.parent.mkdir()
    plain.write_bytes(b"one")
    archive = tmp_path / "case.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("ct/2.dcm", b"two")
    unpacked = tmp_path / "unpacked.dcm"
    unpacked.write_bytes(b"two")
    series = series_of((plain, plain), (unpacked, archive / "ct" / "2.dcm"), (unpacked, archive / "ct/3.dcm"))
    taken = patient_store.snapshot(full_case(), series)
    assert [file.path for file in taken.study.files] == [str(plain), str(archive)]
    stored, dossier = patient_store.save_patient(CTX, session, None, taken, NOON)
    study = dossier.studies[0]
    assert all(len(file.sha256) == 64 for file in study.files)
    assert check_study(CTX, study).present == (plain, archive)
    plain.write_bytes(b"other")
    archive.unlink()
    check = check_study(CTX, study)
    assert (check.changed, check.missing, check.present) == ((str(plain),), (str(archive),), (plain,))
    again = patient_store.open_patient(CTX, session, stored.key)
    assert again.dossier == dossier
    assert again.series == (study.id,)


def test_a_file_that_cannot_be_read_when_it_is_saved_is_kept_with_its_place():
    taken = patient_store.snapshot(full_case(), series_of(("/nowhere/1.dcm", "/nowhere/1.dcm")))
    assert with_hashes(CTX, taken.study).files == (StudyFile(path="/nowhere/1.dcm"),)


def test_an_unknown_hash_is_not_called_changed(tmp_path):
    path = tmp_path / "1.dcm"
    path.write_bytes(b"x")
    check = check_study(CTX, Study(id="1", files=(StudyFile(path=str(path)),)))
    assert (check.changed, check.missing) == ((), ())


def test_scores_and_options_are_added_when_they_changed_and_never_lost(session):
    taken = patient_store.snapshot(full_case(), None)
    stored, first = patient_store.save_patient(CTX, session, None, taken, NOON)
    stored, second = patient_store.save_patient(CTX, session, stored, taken, NOON)
    assert second == first
    changed = replace(taken, scores=tuple(replace(one, probability=0.5) for one in taken.scores))
    stored, third = patient_store.save_patient(CTX, session, stored, changed, NOON.replace(hour=13))
    assert [kept.score.probability for kept in third.scores] == [first.scores[0].score.probability, 0.5]
    assert len({kept.id for kept in third.scores}) == len(third.scores)
    with session.repository() as repository:
        assert repository.load_dossier(stored.key) == third


@pytest.mark.parametrize(
    ("other", "is_found", "differing"),
    [
        (person(), True, ()),
        (person(name="Wang^Fang"), True, ("name",)),
        (person(number="X"), True, ("patient_id",)),
        (person(number="", born=None), True, ()),
        (person(number="X", born=date(1970, 1, 1)), False, ()),
        (person(name="Ming Li", number=""), True, ()),
        (person(name="李明", number=""), True, ()),
        (person(name="Wang^Fang", number="X"), False, ()),
        (PatientRecord(), False, ()),
    ],
)
def test_who_may_be_the_same_is_found_and_what_differs_named(session, other, is_found, differing):
    entered(session, other, person(name="Zhao^Lei", number="Z", born=date(1950, 1, 1)))
    found = patient_store.find_candidates(CTX, session, person())
    assert [one.differing for one in found] == ([differing] if is_found else [])


def test_the_likeliest_comes_first(session):
    entered(session, person(name="Wang^Fang"), person(), person(number="X"))
    found = patient_store.find_candidates(CTX, session, person())
    assert [len(one.differing) for one in found] == [0, 1, 1]


def test_an_update_keeps_what_is_stored_and_asks_where_the_two_contradict(session):
    record = full_case().record
    (stored,) = entered(session, record)
    smoking = record.smoking.model_copy(update={"pack_years": 20.0})
    thinner = PatientRecord(demographics=record.demographics, smoking=smoking)
    opened, preview = previewed(session, stored, thinner)
    assert opened.stored.record == record
    joined = patient_store.merged(preview, {})
    assert joined.observations == record.observations
    assert joined.smoking.pack_years == 20.0
    contrary = thinner.model_copy(
        update={"demographics": record.demographics.model_copy(update={"name": "Wang^Fang"})}
    )
    _, preview = previewed(session, stored, contrary)
    with pytest.raises(RefusedError):
        patient_store.merged(preview, {})
    assert patient_store.merged(preview, {"demographics.name": Choice.FIRST}).demographics.name == "Li Ming"


def test_nothing_is_read_or_written_while_it_is_locked(session):
    session.lock()
    for work in (
        lambda: patient_store.search_patients(CTX, session, "li"),
        lambda: patient_store.save_patient(CTX, session, None, Snapshot(person())),
        lambda: patient_store.open_patient(CTX, session, 1),
        lambda: patient_store.find_candidates(CTX, session, person()),
    ):
        with pytest.raises(RefusedError) as error:
            work()
        assert error.value.code is ErrorCode.STORE_LOCKED
