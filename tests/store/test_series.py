"""A series comes back as it was left: "nothing found", "not analysed" and "not known" stay three things."""

import json
import os
import zlib
from dataclasses import replace

import pytest
from sqlalchemy import text

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.kept_series import AnalysisState, KeptAnalysis, KeptSeries
from pmdesk.store.checking import check_file
from pmdesk.store.codec import to_plain
from pmdesk.store.connection import make_engine
from pmdesk.store.keys import derive_key
from pmdesk.store.migrations import newest_version, version_of
from pmdesk.store.repository import Repository
from pmdesk.store.store import Store, _build
from tests.store.conftest import PASSPHRASE
from tests.store.patients import MADE, POINTS, SERIES, analysed, finding, record, rejected

NOT_DONE = KeptSeries(KeptAnalysis(AnalysisState.NOT_DONE))


@pytest.fixture
def patient(repository: Repository):
    return repository.add_patient(record())


def whole_series():
    after, event = rejected(finding(2))
    return analysed((finding(1), after), (finding(3), finding(4)), (event,))


@pytest.mark.parametrize("kept", [whole_series(), analysed(), analysed((), (finding(1),)), NOT_DONE])
def test_it_comes_back_as_it_was_left(repository: Repository, patient, kept):
    repository.save_series(patient, SERIES, kept)
    assert repository.load_series(patient.key, SERIES) == kept
    assert repository.kept_series(patient.key) == (SERIES,)


def test_the_curve_comes_back_so_that_another_point_can_be_chosen(repository: Repository, patient):
    repository.save_series(patient, SERIES, analysed())
    analysis = repository.load_series(patient.key, SERIES).analysis
    assert (analysis.operating_points, analysis.operating_point) == (POINTS, POINTS[1])
    assert [model.model_id for model in analysis.provenance.later_models] == ["nodule-malignancy"]


def test_masks_and_heat_maps_of_hidden_marks_come_back_bit_by_bit(repository: Repository, patient):
    repository.save_series(patient, SERIES, analysed((), (finding(5),)))
    (back,) = repository.load_series(patient.key, SERIES).hidden
    assert (back.segment.mask == finding(5).segment.mask).all()
    assert (back.characterisation.heat.values == finding(5).characterisation.heat.values).all()


def test_a_series_that_nobody_saved_is_not_called_not_analysed(repository: Repository, patient):
    assert repository.load_series(patient.key, SERIES).analysis.state is AnalysisState.UNKNOWN
    assert repository.kept_series(patient.key) == ()


def test_another_operating_point_moves_marks_and_keeps_what_was_measured(
    repository: Repository, store, patient
):
    patient = repository.save_series(patient, SERIES, analysed((finding(1),), (finding(2),)))
    moved = replace(
        analysed((finding(1), finding(2))),
        analysis=replace(analysed().analysis, operating_point=POINTS[2]),
    )
    repository.save_series(patient, SERIES, moved)
    assert repository.load_series(patient.key, SERIES) == moved
    with store.reading() as connection:
        found = connection.execute(text("SELECT count(DISTINCT finding_id) FROM measurements")).scalar_one()
        (row,) = connection.execute(text("SELECT * FROM analyses")).all()
    assert found == 2
    assert (row.state, row.model_id, row.model_version, row.threshold) == ("done", "nodule-seg", "1.0", 0.01)


def test_the_log_says_what_was_written_and_no_word_of_it(repository: Repository, store, patient):
    repository.save_series(patient, SERIES, whole_series())
    with store.reading() as connection:
        said = connection.execute(text("SELECT details FROM audit ORDER BY seq DESC")).scalars().first()
    details = json.loads(said)
    assert (details["analysis"], details["written"], details["decisions"]) == ("done", 4, 1)
    assert "靠近斜裂" not in said


def test_what_cannot_be_is_no_analysis():
    for state, made in ((AnalysisState.DONE, None), (AnalysisState.NOT_DONE, MADE)):
        with pytest.raises(ValueError, match="provenance"):
            KeptAnalysis(state, made)


# older stores


def packed(value) -> bytes:
    """As versions 1 to 3 wrote findings and decisions."""
    return zlib.compress(json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode())


def older_store(path, version):
    """Patient 1: a series with marks of a model and a decision; 2: a series without; 3: one that a person drew."""
    key = derive_key(PASSPHRASE, os.urandom(16))
    path.touch()
    _build(path, key, version=version)
    engine = make_engine(path, key)
    after, event = rejected(finding(2))
    drawn = finding(1).with_changes(detection=None)
    with engine.connect() as connection, connection.begin():
        assert version_of(connection, path) == version
        for number in (1, 2, 3):
            connection.execute(
                text(
                    "INSERT INTO patients (id, number, name, revision, changed_at) "
                    "VALUES (:id, '', 'Somebody', 4, '2026-01-01')"
                ),
                {"id": number},
            )
        for patient, series in ((1, str(SERIES)), (2, str(SERIES)), (2, "2.25.77")):
            connection.execute(
                text(
                    "INSERT INTO studies (patient_id, position, entry_id) "
                    "SELECT :patient, count(*), :series FROM studies WHERE patient_id = :patient"
                ),
                {"patient": patient, "series": series},
            )
        for patient, one in ((1, finding(1)), (1, after), (3, drawn)):
            connection.execute(
                text(
                    "INSERT INTO findings (patient_id, series_uid, finding_id, number, status, document) "
                    "VALUES (:patient, :series, :id, :number, :status, :document)"
                ),
                {
                    "patient": patient,
                    "series": str(SERIES),
                    "id": str(one.id),
                    "number": one.number,
                    "status": one.status.value,
                    "document": packed(one),
                },
            )
        connection.execute(
            text(
                'INSERT INTO reviews (patient_id, series_uid, finding_id, at, "by", withdrawn, document) '
                "VALUES (1, :series, :id, :at, 'ada', 0, :document)"
            ),
            {
                "series": str(SERIES),
                "id": str(event.finding_id),
                "at": event.at.isoformat(),
                "document": packed(event),
            },
        )
    engine.dispose()
    return (finding(1), after), (event,), drawn


@pytest.mark.parametrize("version", [1, 2, 3])
def test_of_an_older_store_nothing_is_lost_and_nothing_guessed(tmp_path, version):
    path = tmp_path / "old.store"
    findings, reviews, drawn = older_store(path, version)
    with Store.open(path, PASSPHRASE) as store:
        repository = Repository(store, store.workstation())
        kept = repository.load_series(1, SERIES)
        assert (kept.findings, kept.hidden, kept.reviews) == (findings, (), reviews)
        assert kept.analysis == KeptAnalysis(AnalysisState.DONE, MADE, is_whole=False)
        # Whether the second patient's series were analysed, nobody wrote down.
        assert repository.load_series(2, SERIES) == KeptSeries()
        assert repository.kept_series(2) == (SERIES, "2.25.77")
        # A mark that a person drew does not say that a model ran.
        assert repository.load_series(3, SERIES) == KeptSeries(findings=(drawn,))
        patient = repository.open_patient(1)
        repository.save_series(patient, SERIES, whole_series())
        assert repository.load_series(1, SERIES) == whole_series()
        with store.reading() as connection:
            assert version_of(connection, path) == newest_version()
    assert check_file(path, PASSPHRASE).is_sound


def test_one_spoilt_mark_does_not_keep_an_older_store_from_opening(tmp_path):
    path = tmp_path / "old.store"
    older_store(path, 3)
    key = derive_key(PASSPHRASE, path.read_bytes()[:16])
    engine = make_engine(path, key)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE findings SET document = x'00' WHERE number = 1 AND patient_id = 1"))
    engine.dispose()
    with Store.open(path, PASSPHRASE) as store:
        repository = Repository(store, store.workstation())
        with pytest.raises(RefusedError) as refused:
            repository.load_series(1, SERIES)
        assert refused.value.code is ErrorCode.STORE_ENTRY_UNREADABLE
        assert repository.load_series(3, SERIES).findings != ()
        with store.reading() as connection:
            states = connection.execute(text("SELECT state FROM analyses WHERE patient_id = 1")).scalars()
            assert list(states) == ["done"]
