"""Whether a record belongs to the patient of the images."""

from datetime import date

import pytest

from pmdesk.core.ids import PatientId
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.volume import ImagePatient, Sex
from pmdesk.records.matching import MatchOutcome, differing_fields, match_patient, same_person_name

BORN = date(1961, 4, 18)
IMAGE = ImagePatient(PatientId("7"), "LI^Ming=李^明", BORN, Sex.FEMALE)


def record(**fields: object) -> PatientRecord:
    return PatientRecord(demographics=Demographics.model_validate(fields))


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"patient_id": "7"}, MatchOutcome.MATCH),
        ({"name": "Ming Li", "birth_date": BORN}, MatchOutcome.MATCH),
        ({"name": "Ming Li"}, MatchOutcome.UNKNOWN),
        ({}, MatchOutcome.UNKNOWN),
        ({"partial_birth_date": "1961"}, MatchOutcome.UNKNOWN),
        ({"patient_id": "8"}, MatchOutcome.MISMATCH),
        ({"patient_id": "7", "birth_date": date(1961, 4, 19)}, MatchOutcome.MISMATCH),
        ({"patient_id": "7", "sex": Sex.MALE}, MatchOutcome.MISMATCH),
        ({"partial_birth_date": "1962"}, MatchOutcome.MISMATCH),
    ],
)
def test_outcomes(fields: dict[str, object], outcome: MatchOutcome) -> None:
    assert match_patient(record(**fields), IMAGE).outcome is outcome


def test_every_differing_field_is_named() -> None:
    other = record(patient_id="8", name="Wang Fang", birth_date=date(1970, 1, 1), sex=Sex.MALE)
    assert differing_fields(other, IMAGE) == ("patient_id", "name", "birth_date", "sex")


def test_images_that_state_nothing_neither_match_nor_differ() -> None:
    assert match_patient(record(patient_id="7"), ImagePatient()).outcome is MatchOutcome.UNKNOWN


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("MUSTER^ANNA", "Anna Muster", True),
        ("MUSTER^ANNA^MARIA", "Anna Muster", True),
        ("Müller^Jörg", "jorg muller", True),
        ("LI^Ming=李^明", "李明", True),
        ("LI^Ming", "李明", None),
        ("MUSTER^ANNA", "Anna Beispiel", False),
        ("LISA", "SAIL", False),
        ("", "Anna", None),
    ],
)
def test_names(first: str, second: str, same: bool | None) -> None:
    assert same_person_name(first, second) is same
    assert same_person_name(second, first) is same
