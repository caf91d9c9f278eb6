from datetime import date

import pytest

from pmdesk.core.provenance import Origin
from pmdesk.core.record import Demographics, PatientRecord, Smoking, SmokingStatus, SourceRef, StatedFact
from pmdesk.core.volume import ImagePatient, Sex
from pmdesk.risk.facts import FIELD_OF, ClinicalFacts

CT_DAY = date(2024, 5, 6)


def test_without_a_record_nothing_is_known():
    facts = ClinicalFacts.from_case(None, examined_on=CT_DAY)
    for name in FIELD_OF:
        assert getattr(facts, name).value is None
        assert getattr(facts, name).ref.key == FIELD_OF[name]


def test_every_field_to_fill_in_exists_in_the_record():
    for path in FIELD_OF.values():
        value = PatientRecord()
        for part in path.split("."):
            value = getattr(value, part)


@pytest.mark.parametrize(
    ("status", "expected"),
    [(None, None), (SmokingStatus.NEVER, False), (SmokingStatus.FORMER, True), (SmokingStatus.CURRENT, True)],
)
def test_smoking_follows_from_the_status_alone(status, expected):
    record = PatientRecord(smoking=Smoking(status=status))
    assert ClinicalFacts.from_case(record).ever_smoker.value is expected


def test_the_age_is_that_of_the_day_of_the_ct():
    record = PatientRecord(demographics=Demographics(birth_date=date(1959, 5, 7)))
    assert ClinicalFacts.from_case(record, examined_on=CT_DAY).age_years.value == 64
    assert ClinicalFacts.from_case(record).age_years.value is None


def test_headers_fill_in_age_and_sex_where_the_record_is_silent_and_say_so():
    facts = ClinicalFacts.from_case(
        PatientRecord(), patient=ImagePatient(sex=Sex.MALE, age_years=71.0), examined_on=CT_DAY
    )
    assert (facts.age_years.value, facts.age_years.origin) == (71.0, Origin.HEADER)
    assert (facts.sex.value, facts.sex.origin) == (Sex.MALE, Origin.HEADER)


def test_the_record_comes_before_the_headers():
    record = PatientRecord(demographics=Demographics(sex=Sex.FEMALE, age_years=66))
    facts = ClinicalFacts.from_case(
        record, patient=ImagePatient(sex=Sex.MALE, age_years=71.0), examined_on=CT_DAY
    )
    assert (facts.age_years.value, facts.sex.value) == (66, Sex.FEMALE)


def test_stated_facts_keep_their_origin():
    stated = StatedFact(value=False, source=SourceRef(origin=Origin.READER))
    facts = ClinicalFacts.from_case(PatientRecord(emphysema=stated))
    assert (facts.emphysema.value, facts.emphysema.origin) == (False, Origin.READER)
