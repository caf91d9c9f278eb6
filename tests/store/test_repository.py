"""What goes in comes out, and two windows do not write over each other."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmdesk.core.dossier import Dossier
from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.core.kept_series import KeptSeries
from pmdesk.core.record import Coding, Demographics, Observation, PatientRecord
from pmdesk.store import schema
from pmdesk.store.repository import PatientKey, Repository
from pmdesk.store.store import Store
from tests.store.patients import SERIES, analysed, dossier, finding, record, rejected


def test_a_record_comes_back_as_it_was(repository: Repository):
    key = repository.add_patient(record()).key
    assert repository.open_patient(key).record == record()


def test_an_empty_record_comes_back_as_it_was(repository: Repository):
    assert repository.open_patient(repository.add_patient(PatientRecord()).key).record == PatientRecord()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.tuples(st.floats(allow_nan=False, allow_infinity=False) | st.none(), st.text("aé 中'\"\\;"))),
)
def test_any_text_and_number_comes_back_as_it_was(repository: Repository, name, values):
    stated = PatientRecord(
        demographics=Demographics(name=name),
        observations=tuple(
            Observation(id=str(number), coding=Coding(code=text), value=value, unit=text, text=text)
            for number, (value, text) in enumerate(values)
        ),
    )
    assert repository.open_patient(repository.add_patient(stated).key).record == stated


def test_a_changed_record_takes_the_place_of_the_one_before(repository: Repository):
    patient = repository.add_patient(record())
    first, *others = record().observations
    changed = record().model_copy(
        update={"observations": (*others, first.model_copy(update={"value": 2.0})), "allergies": ()}
    )
    saved = repository.save_record(patient, changed)
    assert saved.revision == 2
    assert repository.open_patient(patient.key).record == changed


def test_a_second_window_does_not_write_over_the_first(repository: Repository):
    patient = repository.add_patient(record())
    mine = repository.save_record(patient, record(name="First"))
    for write in (
        lambda: repository.save_record(patient, record(name="Second")),
        lambda: repository.save_dossier(patient, Dossier()),
        lambda: repository.save_series(patient, SERIES, KeptSeries()),
    ):
        with pytest.raises(RefusedError) as refused:
            write()
        assert refused.value.code is ErrorCode.STORE_CHANGED_MEANWHILE
    assert repository.open_patient(patient.key).record == mine.record


def test_several_patients_are_entered_together_or_not_at_all(repository: Repository):
    broken = record().model_copy(update={"observations": (object(),)})
    with pytest.raises(TypeError):
        repository.add_patients([record(), broken])
    assert repository.count() == 0


def test_a_patient_that_is_not_there_is_said(repository: Repository):
    missing = PatientKey(99)
    for read in (
        repository.open_patient,
        repository.load_dossier,
        lambda key: repository.load_series(key, SERIES),
    ):
        with pytest.raises(InputError) as error:
            read(missing)
        assert error.value.code is ErrorCode.STORE_PATIENT_NOT_FOUND


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ('UPDATE observations SET details = \'{"ward":"Quellmann"}\'', "record"),
        ("UPDATE patients SET details = '{\"shoe_size\":43}'", "record"),
        ("UPDATE conditions SET clinical_status = 'undecided'", "record"),
        ('UPDATE scores SET details = \'{"score":{"mood":1}}\'', "dossier"),
        ("UPDATE follow_ups SET due_on = 'soon'", "dossier"),
        ("UPDATE findings SET document = x'00'", "findings"),
        ("UPDATE analyses SET document = x'00'", "findings"),
    ],
)
def test_what_a_newer_program_wrote_is_refused_and_left_alone(
    repository: Repository, store, statement, place
):
    patient = repository.save_dossier(repository.add_patient(record()), dossier())
    repository.save_series(patient, SERIES, analysed((finding(),)))
    with store.writing() as connection:
        connection.exec_driver_sql(statement)
    reads = {
        "record": lambda: repository.open_patient(patient.key),
        "dossier": lambda: repository.load_dossier(patient.key),
        "findings": lambda: repository.load_series(patient.key, SERIES),
    }
    with pytest.raises(RefusedError) as error:
        reads[place]()
    assert error.value.code is ErrorCode.STORE_ENTRY_UNREADABLE
    assert "Quellmann" not in str(error.value)
    for other, read in reads.items():
        if other != place:
            read()


def test_a_dossier_comes_back_as_it_was(repository: Repository):
    patient = repository.add_patient(record())
    patient = repository.save_dossier(patient, dossier())
    assert repository.load_dossier(patient.key) == dossier()
    fewer = replace(dossier(), scores=dossier().scores[1:], studies=())
    repository.save_dossier(patient, fewer)
    assert repository.load_dossier(patient.key) == fewer


def test_findings_come_back_with_mask_heat_map_and_decisions(repository: Repository):
    patient = repository.add_patient(record())
    after, event = rejected(finding(2))
    repository.save_series(patient, SERIES, analysed((finding(1), after), (), (event,)))
    kept = repository.load_series(patient.key, SERIES)
    (first, second), (said,) = kept.findings, kept.reviews
    assert (first, second) == (finding(1), after)
    assert said == event
    for got, was in ((first, finding(1)), (second, after)):
        assert np.array_equal(got.segment.mask, was.segment.mask)
        assert np.array_equal(got.segment.geometry.affine, was.segment.geometry.affine)
        assert np.array_equal(got.characterisation.heat.values, was.characterisation.heat.values)
        assert np.array_equal(got.characterisation.similar[0].image, was.characterisation.similar[0].image)


def test_a_decision_that_was_undone_is_kept_as_taken_back(repository: Repository, store):
    patient = repository.add_patient(record())
    after, event = rejected(finding(1))
    patient = repository.save_series(patient, SERIES, analysed((after,), (), (event,)))
    patient = repository.save_series(patient, SERIES, analysed((finding(1),)))
    assert repository.load_series(patient.key, SERIES) == analysed((finding(1),))
    with store.reading() as connection:
        assert [row.withdrawn for row in connection.execute(schema.reviews.select())] == [1]
    repository.save_series(patient, SERIES, analysed((after,), (), (event,)))
    assert repository.load_series(patient.key, SERIES).reviews == (event,)


def test_measurements_are_rows_with_units(repository: Repository, store):
    patient = repository.save_series(repository.add_patient(record()), SERIES, analysed((finding(1),)))
    table = schema.measurements
    with store.reading() as connection:
        rows = {row.quantity: (row.value, row.unit) for row in connection.execute(table.select())}
    assert rows["long_axis"] == (8.2, "mm")
    assert rows["volume"] == (212.0, "mm3")
    assert rows["mean_density"] == (-20.5, "[hnsf'U]")
    repository.save_series(patient, SERIES, KeptSeries())
    with store.reading() as connection:
        assert connection.execute(table.select()).all() == []


@pytest.mark.parametrize(
    "typed",
    [
        "Quell",
        "quellmann adel",
        "adelheid q",
        "ADELHEID",
        "ｑｕｅｌｌ",
        "全",
        "全安",
        "mr-47",
        "Quellmann^Adel",
    ],
)
def test_a_patient_is_found_by_any_part_of_the_name_or_by_number(repository: Repository, typed):
    wanted = repository.add_patient(record()).key
    repository.add_patient(record(name="Other^One", number="X1"))
    assert [hit.key for hit in repository.search(typed)] == [wanted]


def test_a_search_takes_no_letter_for_a_wildcard(repository: Repository):
    repository.add_patient(record())
    assert [repository.search(text) for text in ("%", "_", "*", "'", "xyz", "ellmann")] == [()] * 6


def test_a_renamed_patient_is_found_by_the_new_name_only(repository: Repository):
    patient = repository.add_patient(record())
    repository.save_record(patient, record(name="Neu^Name"))
    assert repository.search("quell") == ()
    assert [hit.name for hit in repository.search("neu")] == ["Neu^Name"]


def test_a_search_gives_each_patient_once_and_no_more_than_asked(repository: Repository):
    repository.add_patients([record(name=f"Li Li Li{number}", number=f"li{number}") for number in range(30)])
    hits = repository.search("li", limit=10)
    assert len({hit.key for hit in hits}) == len(hits) == 10


def test_patients_are_listed_in_pages(repository: Repository):
    repository.add_patients([record(number=str(number)) for number in range(5)])
    first = repository.patients(limit=3)
    second = repository.patients(after=first[-1].key, limit=3)
    assert [hit.number for hit in (*first, *second)] == ["0", "1", "2", "3", "4"]


def test_a_number_that_another_program_enters_meanwhile_is_refused_with_all_that_came_with_it(store: Store):
    first, second = (Repository(store, store.workstation()) for _ in range(2))
    first.add_patients([record(number="N1")], with_new_numbers=True)
    with pytest.raises(RefusedError) as caught:
        second.add_patients([record(number="N2"), record(number="N1")], with_new_numbers=True)
    assert (caught.value.code, caught.value.params["value"]) == (ErrorCode.STORE_PATIENT_EXISTS, "N1")
    assert second.count() == 1
    second.add_patients([record(number=""), record(number="")], with_new_numbers=True)
    assert second.count() == 3
