from datetime import date

import pytest
from pydantic import ValidationError

from pmdesk.core.record import Demographics, PatientRecord, Smoking


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 4, 17), 64), (date(2026, 4, 18), 65), (date(1961, 4, 18), 0), (date(1960, 1, 1), None)],
)
def test_age_counts_completed_years_on_the_day(day, age):
    record = PatientRecord(demographics=Demographics(birth_date=date(1961, 4, 18)))
    assert record.age_on(day) == age


def test_without_birth_date_the_stated_age_is_used_and_without_either_none():
    assert PatientRecord(demographics=Demographics(age_years=70)).age_on(date(2026, 1, 1)) == 70
    assert PatientRecord().age_on(date(2026, 1, 1)) is None


@pytest.mark.parametrize("born", [date(1750, 2, 3), date(2190, 1, 1)])
def test_a_birth_date_that_nobody_living_has_gives_no_age(born):
    record = PatientRecord(demographics=Demographics(birth_date=born, age_years=70))
    assert record.age_on(date(2026, 1, 1)) is None


def test_there_is_no_age_after_the_death():
    record = PatientRecord(
        demographics=Demographics(birth_date=date(1961, 4, 18), death_date=date(2011, 5, 3))
    )
    assert (record.age_on(date(2011, 5, 3)), record.age_on(date(2011, 5, 4))) == (50, None)


def test_an_empty_record_knows_nothing_and_denies_nothing():
    record = PatientRecord()
    assert record.emphysema.value is None
    assert record.family_history_lung_cancer.value is None
    assert record.smoking.status is None


def test_impossible_values_are_refused():
    with pytest.raises(ValidationError):
        Smoking(pack_years=-1)
    with pytest.raises(ValidationError):
        Demographics(height_cm=1700)
