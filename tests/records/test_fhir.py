"""FHIR R4 bundles: what is read, what is refused, and what stays unknown."""

import json
from datetime import date
from pathlib import Path

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.record import ClinicalStatus, SmokingStatus
from pmdesk.core.volume import Sex
from pmdesk.records.fhir import read_fhir_bundle
from pmdesk.records.importing import Effect, RecordKind, load_any_record
from tests.helpers.shared_data import shared_data_unpacked
from tests.records.bundles import LOINC, PATIENT, SNOMED, bundle, condition, observation, quantity, smoking

ICD10 = "http://hl7.org/fhir/sid/icd-10"


def reasons(data: bytes) -> list[str]:
    return [problem.reason for problem in read_fhir_bundle(data).not_understood]


# wrong input


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.FILE_EMPTY),
        (b"hello", ErrorCode.RECORD_UNREADABLE),
        (bundle(PATIENT)[:-9], ErrorCode.RECORD_UNREADABLE),
        (b"\xff\xfe\x00{", ErrorCode.RECORD_UNREADABLE),
        (b"[" * 200_000, ErrorCode.RECORD_UNREADABLE),
        (b"[]", ErrorCode.RECORD_WRONG_TYPE),
        (b"<Bundle/>", ErrorCode.RECORD_WRONG_TYPE),
        (b'{"resourceType": "Questionnaire"}', ErrorCode.RECORD_WRONG_TYPE),
        (json.dumps({**condition("38341003")}).encode(), ErrorCode.RECORD_WRONG_TYPE),
        (bundle(), ErrorCode.RECORD_WRONG_TYPE),
        (bundle({"resourceType": "Organization", "id": "o"}), ErrorCode.RECORD_WRONG_TYPE),
        (b'{"resourceType": "Bundle", "entry": 5}', ErrorCode.RECORD_UNREADABLE),
        (bundle(PATIENT, {**PATIENT, "id": "p2"}), ErrorCode.RECORD_SEVERAL_PATIENTS),
    ],
)
def test_what_is_not_one_patients_bundle_is_refused_with_a_code(content: bytes, code: ErrorCode) -> None:
    with pytest.raises(InputError) as caught:
        read_fhir_bundle(content, name="file.json")
    assert caught.value.code is code
    assert caught.value.params["path"] == "file.json"


def test_a_refused_file_says_what_it_holds() -> None:
    with pytest.raises(InputError) as caught:
        read_fhir_bundle(bundle({"resourceType": "Organization", "id": "o"}))
    assert caught.value.params["reason"] == "Organization"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "none.json", ErrorCode.FILE_NOT_FOUND),
        (tmp_path, ErrorCode.RECORD_WRONG_TYPE),
    ):
        with pytest.raises(InputError) as caught:
            load_any_record(path)
        assert caught.value.code is code


def test_the_same_patient_twice_is_one_patient() -> None:
    assert read_fhir_bundle(bundle(PATIENT, PATIENT)).record.demographics.patient_id == "MR-1"


def test_a_broken_resource_does_not_take_the_rest_with_it() -> None:
    broken = {"resourceType": "Condition", "id": "c", "code": 7, "subject": {"reference": "Patient/p1"}}
    result = read_fhir_bundle(bundle(PATIENT, broken, condition("38341003")))
    assert [item.coding.code for item in result.record.conditions] == ["38341003"]
    assert [(problem.id, problem.reason) for problem in result.not_understood] == [("c", "fhir.invalid")]


def test_an_element_that_fhir_does_not_know_is_dropped_and_named() -> None:
    result = read_fhir_bundle(bundle({**PATIENT, "shoeSize": 43}))
    assert result.record.demographics.sex is Sex.FEMALE
    assert [(problem.reason, problem.detail) for problem in result.not_understood] == [
        ("fhir.element_dropped", "shoeSize")
    ]


def test_another_patients_resource_is_not_taken() -> None:
    other = condition("38341003", subject={"reference": "Patient/somebody-else"})
    result = read_fhir_bundle(bundle(PATIENT, other))
    assert result.record.conditions == ()
    assert result.not_understood[0].reason == "fhir.other_patient"


@pytest.mark.parametrize(
    "resource",
    [
        condition("38341003", verificationStatus={"coding": [{"code": "refuted"}]}),
        condition("38341003", verificationStatus={"coding": [{"code": "entered-in-error"}]}),
        {**observation("718-7", valueQuantity=quantity(9, "g/dL")), "status": "entered-in-error"},
        {**observation("718-7"), "status": "cancelled"},
    ],
)
def test_what_was_refuted_withdrawn_or_never_done_is_not_in_the_record(resource: dict[str, object]) -> None:
    result = read_fhir_bundle(bundle(PATIENT, resource))
    assert result.record.conditions == ()
    assert result.record.observations == ()
    assert len(result.not_understood) == 1


# demographics


def test_demographics_are_read() -> None:
    demographics = read_fhir_bundle(bundle(PATIENT)).record.demographics
    assert demographics.patient_id == "MR-1"
    assert demographics.name == "Anna Maria Muster"
    assert demographics.birth_date == date(1961, 4, 18)
    assert demographics.sex is Sex.FEMALE


def test_a_year_of_birth_is_kept_as_a_year_and_flagged() -> None:
    result = read_fhir_bundle(bundle({**PATIENT, "birthDate": "1961"}))
    assert result.record.demographics.birth_date is None
    assert result.record.demographics.partial_birth_date == "1961"
    assert result.not_understood[0].reason == "fhir.partial_date"


def test_a_bundle_of_a_patient_alone_leaves_everything_else_unknown() -> None:
    record = read_fhir_bundle(bundle({"resourceType": "Patient", "id": "p1"})).record
    assert record.smoking.status is None
    assert record.smoking.pack_years is None
    assert record.emphysema.value is None
    assert record.family_history_lung_cancer.value is None
    assert record.demographics.sex is Sex.UNKNOWN


def test_the_latest_height_and_weight_count_in_their_units() -> None:
    result = read_fhir_bundle(
        bundle(
            PATIENT,
            observation(
                "8302-2", id="h2", valueQuantity=quantity(63, "[in_i]"), effectiveDateTime="2024-01-01"
            ),
            observation("8302-2", id="h1", valueQuantity=quantity(150, "cm"), effectiveDateTime="2001-01-01"),
            observation("29463-7", valueQuantity=quantity(61, "kg")),
        )
    )
    assert result.record.demographics.height_cm == pytest.approx(160.02)
    assert result.record.demographics.weight_kg == 61


def test_an_impossible_height_is_flagged_and_not_used() -> None:
    result = read_fhir_bundle(bundle(PATIENT, observation("8302-2", valueQuantity=quantity(1.6, "cm"))))
    assert result.record.demographics.height_cm is None
    assert result.record.observations[0].value is None
    assert result.record.observations[0].text == "1.6 cm"
    assert result.not_understood[0].reason == "fhir.unit_swapped"


# smoking


@pytest.mark.parametrize(
    ("answer", "system", "status"),
    [
        ("266919005", SNOMED, SmokingStatus.NEVER),
        ("8517006", SNOMED, SmokingStatus.FORMER),
        ("449868002", SNOMED, SmokingStatus.CURRENT),
        ("LA18978-9", LOINC, SmokingStatus.NEVER),
        ("LA15920-4", LOINC, SmokingStatus.FORMER),
        ("LA18976-3", LOINC, SmokingStatus.CURRENT),
        ("266927001", SNOMED, None),
    ],
)
def test_coded_answers_to_the_smoking_status(answer: str, system: str, status: SmokingStatus | None) -> None:
    assert (
        read_fhir_bundle(bundle(PATIENT, smoking(answer, "2024-01-01", system))).record.smoking.status
        is status
    )


def test_the_latest_smoking_status_counts_whatever_the_order_of_the_file() -> None:
    data = bundle(PATIENT, smoking("8517006", "2024-01-01"), smoking("449868002", "2010-01-01"))
    assert read_fhir_bundle(data).record.smoking.status is SmokingStatus.FORMER


def test_never_after_former_contradicts_itself_and_stays_unknown() -> None:
    data = bundle(PATIENT, smoking("266919005", "2024-01-01"), smoking("8517006", "2010-01-01"))
    assert read_fhir_bundle(data).record.smoking.status is None
    assert reasons(data) == ["fhir.smoking_contradiction"]


def test_smoker_of_unclear_status_is_flagged() -> None:
    assert reasons(bundle(PATIENT, smoking("77176002", "2024-01-01"))) == ["fhir.smoking_unclear"]


@pytest.mark.parametrize(("code", "system"), [("8664-5", LOINC), ("401201003", SNOMED)])
def test_pack_years_are_read(code: str, system: str) -> None:
    item = observation(code, system, valueQuantity=quantity(38, "{PackYears}"))
    assert read_fhir_bundle(bundle(PATIENT, item)).record.smoking.pack_years == 38


def test_pack_years_in_another_unit_are_not_taken() -> None:
    data = bundle(PATIENT, observation("8664-5", valueQuantity=quantity(38, "a")))
    assert read_fhir_bundle(data).record.smoking.pack_years is None
    assert reasons(data) == ["fhir.pack_years_unit"]


# observations


def test_a_laboratory_value_keeps_unit_range_and_day() -> None:
    item = observation(
        "718-7",
        valueQuantity=quantity(13.2, "g/dL"),
        referenceRange=[{"low": quantity(12, "g/dL"), "high": quantity(16, "g/dL")}],
    )
    (found,) = read_fhir_bundle(bundle(PATIENT, item)).record.observations
    assert (found.value, found.unit, found.reference_low, found.reference_high) == (13.2, "g/dL", 12, 16)
    assert found.taken_on == date(2024, 5, 6)


def test_a_value_of_unknown_unit_stays_text_and_is_flagged() -> None:
    data = bundle(PATIENT, observation("718-7", valueQuantity={"value": 13.2, "unit": "gramms per deci"}))
    (found,) = read_fhir_bundle(data).record.observations
    assert (found.value, found.unit, found.text) == (None, "", "13.2 gramms per deci")
    assert reasons(data) == ["fhir.unit_unknown"]


def test_a_value_without_any_unit_stays_text() -> None:
    (found,) = read_fhir_bundle(
        bundle(PATIENT, observation("718-7", valueQuantity={"value": 13}))
    ).record.observations
    assert (found.value, found.text) == (None, "13")


def test_below_the_limit_of_detection_is_no_number() -> None:
    item = observation("2857-1", valueQuantity=quantity(0.1, "ng/mL", comparator="<"))
    (found,) = read_fhir_bundle(bundle(PATIENT, item)).record.observations
    assert (found.value, found.text) == (None, "<0.1 ng/mL")


def test_a_blood_pressure_becomes_two_observations() -> None:
    item = observation(
        "55284-4",
        id="bp",
        component=[
            {
                "code": {"coding": [{"system": LOINC, "code": code}]},
                "valueQuantity": quantity(value, "mm[Hg]"),
            }
            for code, value in (("8480-6", 132), ("8462-4", 78))
        ],
    )
    found = read_fhir_bundle(bundle(PATIENT, item)).record.observations
    assert [(entry.id, entry.coding.code, entry.value) for entry in found] == [
        ("bp.1", "8480-6", 132),
        ("bp.2", "8462-4", 78),
    ]


def test_ids_stay_unique_when_a_file_repeats_them() -> None:
    twice = [observation("718-7", id="same", valueQuantity=quantity(value, "g/dL")) for value in (12, 13)]
    found = read_fhir_bundle(bundle(PATIENT, *twice)).record.observations
    assert len({entry.id for entry in found}) == 2


# conditions, drugs, family


def test_a_condition_keeps_its_status_and_a_partial_date() -> None:
    item = condition("254837009", onsetDateTime="2016-03", clinicalStatus={"coding": [{"code": "remission"}]})
    (found,) = read_fhir_bundle(bundle(PATIENT, item)).record.conditions
    assert (found.onset, found.partial_date) == (None, "2016-03")
    assert found.clinical_status is ClinicalStatus.REMISSION


@pytest.mark.parametrize(
    ("code", "system", "expected"),
    [("87433001", SNOMED, True), ("J43.2", ICD10, True), ("13645005", SNOMED, None), ("J44.9", ICD10, None)],
)
def test_emphysema_follows_from_its_own_code_only(code: str, system: str, expected: bool | None) -> None:
    record = read_fhir_bundle(bundle(PATIENT, condition(code, system))).record
    assert record.emphysema.value is expected


def test_an_unconfirmed_emphysema_states_nothing() -> None:
    item = condition("87433001", verificationStatus={"coding": [{"code": "provisional"}]})
    assert read_fhir_bundle(bundle(PATIENT, item)).record.emphysema.value is None


def test_family_history_of_lung_cancer() -> None:
    item = {
        "resourceType": "FamilyMemberHistory",
        "id": "f",
        "status": "completed",
        "patient": {"reference": "Patient/p1"},
        "relationship": {"coding": [{"code": "FTH"}]},
        "condition": [
            {"code": {"coding": [{"system": SNOMED, "code": "254637007"}]}, "onsetAge": quantity(71, "a")},
            {"code": {"text": "gout"}},
        ],
    }
    record = read_fhir_bundle(bundle(PATIENT, item)).record
    assert record.family_history_lung_cancer.value is True
    assert [(entry.relation, entry.onset_age_years) for entry in record.family_history] == [
        ("FTH", 71),
        ("FTH", None),
    ]


def medication(kind: str, status: str, **fields: object) -> dict[str, object]:
    base = {"resourceType": kind, "id": "m", "status": status, "subject": {"reference": "Patient/p1"}}
    if kind == "MedicationRequest":
        base["intent"] = "order"
    return {**base, "medicationCodeableConcept": {"text": "clopidogrel 75 MG"}, **fields}


@pytest.mark.parametrize(
    ("kind", "status", "active"),
    [
        ("MedicationRequest", "active", True),
        ("MedicationRequest", "stopped", False),
        ("MedicationRequest", "completed", None),
        ("MedicationStatement", "active", True),
        ("MedicationStatement", "completed", False),
        ("MedicationStatement", "unknown", None),
    ],
)
def test_whether_a_drug_is_taken_follows_from_the_status_or_is_unknown(
    kind: str, status: str, active: bool | None
) -> None:
    (found,) = read_fhir_bundle(bundle(PATIENT, medication(kind, status))).record.medications
    assert found.active is active
    assert found.coding.display == "clopidogrel 75 MG"


def test_a_referenced_medication_is_looked_up_in_the_bundle() -> None:
    drug = {
        "resourceType": "Medication",
        "id": "d",
        "code": {"coding": [{"code": "32968", "display": "clopidogrel"}]},
    }
    request = medication("MedicationRequest", "active", medicationReference={"reference": "urn:uuid:d"})
    del request["medicationCodeableConcept"]
    (found,) = read_fhir_bundle(bundle(PATIENT, drug, request)).record.medications
    assert found.coding.code == "32968"


def test_what_a_record_has_no_place_for_is_counted() -> None:
    claim = {"resourceType": "Claim", "id": "e", "status": "active"}
    result = read_fhir_bundle(bundle(PATIENT, claim, {"resourceType": "Spaceship", "id": "s"}))
    assert result.ignored == {"Claim": 1}
    assert result.resources == {"Claim": 1, "Patient": 1, "Spaceship": 1}
    assert result.understood == {"Patient": 1}
    assert [(problem.reason, problem.detail) for problem in result.not_understood] == [
        ("fhir.type_unknown", "Spaceship")
    ]


# real exports


def test_the_synthea_bundles_are_read_and_what_is_odd_in_them_is_said(tmp_path: Path) -> None:
    folder = shared_data_unpacked("fhir/synthea-r4.zip", tmp_path)
    patients, said = 0, set()
    for path in sorted(folder.rglob("*.json")):
        if path.name.startswith("hospitalInformation"):
            with pytest.raises(InputError) as caught:
                load_any_record(path)
            assert caught.value.code is ErrorCode.RECORD_WRONG_TYPE
            assert caught.value.params["reason"] == "Organization"
            continue
        result = load_any_record(path)
        patients += 1
        assert result.kind is RecordKind.FHIR
        assert result.record.demographics.birth_date is not None
        left_out = [note for note in result.not_understood if note.effect is Effect.LEFT_OUT]
        assert left_out == []
        assert sum(result.understood.values()) + sum(result.ignored.values()) == sum(
            result.resources.values()
        )
        said |= {(group.reason, group.detail) for group in result.groups()}
    assert patients == 19
    # Synthea gives a total protein of 70 g/dL, and an eGFR without the body surface
    assert said == {
        ("fhir.deceased", ""),
        ("fhir.unit_swapped", "total_protein: g/dL → g/L"),
        ("fhir.unit_unusual", "egfr: mL/min"),
    }
