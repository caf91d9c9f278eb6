"""Forms of FHIR that other systems write: each is read, or its loss is said; nothing is misread in silence."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.records.fhir import read_fhir_bundle
from pmdesk.records.importing import RecordImport, load_any_record
from tests.records.bundles import LOINC, PATIENT, SNOMED, bundle, condition, observation, quantity

SUBJECT = {"reference": "Patient/p1"}


def read(*resources: dict[str, Any], **patient: Any) -> RecordImport:
    return read_fhir_bundle(bundle({**PATIENT, **patient}, *resources))


def read_entries(kind: str, *entries: dict[str, Any]) -> RecordImport:
    content = {"resourceType": "Bundle", "type": kind, "entry": list(entries)}
    return read_fhir_bundle(json.dumps(content).encode())


def notes(result: RecordImport) -> list[tuple[str, str]]:
    return [(note.reason, note.detail) for note in result.not_understood]


def without(resource: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in resource.items() if key not in names}


def request(**fields: Any) -> dict[str, Any]:
    return {
        "resourceType": "MedicationRequest",
        "id": "m",
        "status": "active",
        "intent": "order",
        "subject": SUBJECT,
        "medicationCodeableConcept": {"text": "metformin"},
        **fields,
    }


def report(**fields: Any) -> dict[str, Any]:
    return {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "code": {"text": "panel"},
        "subject": SUBJECT,
        **fields,
    }


SUGAR = observation("2339-0", id="sugar", valueQuantity=quantity(99, "mg/dL"))


# extensions that turn the meaning of what they stand in


@pytest.mark.parametrize(
    "changed",
    [
        {**SUGAR, "modifierExtension": [{"url": "urn:not-this-patient", "valueBoolean": True}]},
        {**SUGAR, "implicitRules": "urn:rules"},
        without(
            {
                **SUGAR,
                "component": [
                    {
                        "modifierExtension": [{"url": "urn:x", "valueBoolean": True}],
                        "code": {"text": "x"},
                        "valueString": "y",
                    }
                ],
            },
            "valueQuantity",
        ),
    ],
)
def test_what_an_unknown_modifier_stands_in_is_not_read(changed: dict[str, Any]) -> None:
    result = read(changed)
    assert result.record.observations == ()
    assert [reason for reason, _ in notes(result)] == ["fhir.modifier"]
    assert "Observation" not in result.understood


def test_an_ordinary_extension_changes_nothing() -> None:
    result = read({**SUGAR, "extension": [{"url": "urn:x", "valueBoolean": True}]})
    assert [item.value for item in result.record.observations] == [99]
    assert notes(result) == []


# contained resources


def test_results_inside_their_report_are_read_and_belong_to_it() -> None:
    inside = [
        {**without(SUGAR, "subject"), "id": "1"},
        observation("2093-3", id="2", valueQuantity=quantity(5, "mmol/L")),
    ]
    result = read(report(contained=inside, result=[{"reference": "#1"}, {"reference": "#2"}]))
    assert [item.value for item in result.record.observations] == [99, 5]
    assert result.record.reports[0].observation_ids == tuple(item.id for item in result.record.observations)
    assert notes(result) == []
    assert (result.understood["Observation"], result.resources["Observation"]) == (2, 2)


def test_results_of_one_number_inside_two_reports_stay_apart() -> None:
    def one(name: str, value: float) -> dict[str, Any]:
        inside = observation("2339-0", id="1", valueQuantity=quantity(value, "mg/dL"))
        return report(id=name, contained=[inside], result=[{"reference": "#1"}])

    result = read(one("a", 90), one("b", 110))
    by_id = {item.id: item.value for item in result.record.observations}
    assert [[by_id[name] for name in item.observation_ids] for item in result.record.reports] == [[90], [110]]


def test_a_contained_thing_that_is_not_read_is_said() -> None:
    inside = [{"resourceType": "Condition", "id": "1", "code": {"text": "x"}, "subject": SUBJECT}]
    result = read(request(contained=inside, reasonReference=[{"reference": "#1"}]))
    assert len(result.record.medications) == 1
    assert ("fhir.contained_unread", "Condition") in notes(result)


# whose it is


def test_a_subject_named_by_its_identifier_only() -> None:
    def of(system: str, value: str) -> dict[str, Any]:
        return {**SUGAR, "subject": {"identifier": {"system": system, "value": value}}}

    assert len(read(of("urn:x", "0")).record.observations) == 1
    other = read(of("urn:x", "1"))
    assert other.record.observations == ()
    assert notes(other) == [("fhir.other_patient", "")]
    unsure = read(of("urn:x", "0"), identifier=[])
    assert unsure.record.observations == ()
    assert notes(unsure) == [("fhir.subject_unsure", "")]


def test_a_conditional_reference_of_a_transaction() -> None:
    result = read({**SUGAR, "subject": {"reference": "Patient?identifier=urn:x|0"}})
    assert len(result.record.observations) == 1
    other = read({**SUGAR, "subject": {"reference": "Patient?identifier=urn:x|9"}})
    assert notes(other) == [("fhir.other_patient", "")]


def test_a_patient_contained_in_the_resource_is_compared_by_identifier() -> None:
    def of(**fields: Any) -> dict[str, Any]:
        inside = {"resourceType": "Patient", "id": "me", **fields}
        return {**SUGAR, "contained": [inside], "subject": {"reference": "#me"}}

    assert len(read(of(identifier=[{"system": "urn:x", "value": "0"}])).record.observations) == 1
    assert notes(read(of(identifier=[{"system": "urn:x", "value": "7"}]))) == [("fhir.other_patient", "")]
    assert notes(read(of(name=[{"text": "Anna"}]))) == [("fhir.subject_unsure", "")]


def test_a_result_about_somebody_else_in_the_patients_chart_is_not_the_patients() -> None:
    result = read({**SUGAR, "focus": [{"reference": "RelatedPerson/fetus"}]})
    assert result.record.observations == ()
    assert notes(result) == [("fhir.other_focus", "")]
    assert len(read({**SUGAR, "focus": [SUBJECT]}).record.observations) == 1


def test_two_patients_without_id_are_two_patients() -> None:
    people = [without(PATIENT, "id"), {**without(PATIENT, "id"), "name": [{"text": "Berta"}]}]
    with pytest.raises(InputError) as caught:
        read_entries("collection", *({"resource": person} for person in people))
    assert caught.value.code is ErrorCode.RECORD_SEVERAL_PATIENTS


def test_the_patient_told_twice_and_differently_is_said() -> None:
    result = read({**PATIENT, "birthDate": "1962-01-01"})
    assert result.record.demographics.birth_date == date(1961, 4, 18)
    assert notes(result) == [("fhir.patient_again", "")]


# transactions, histories, lines


def transaction(*resources: dict[str, Any]) -> RecordImport:
    """Resources without ids of their own, that name each other by fullUrl."""
    entries = []
    for number, resource in enumerate(resources):
        text = json.dumps(without(resource, "id")).replace("Patient/p1", "urn:uuid:0000")
        url = f"urn:uuid:{number:04}"
        entries.append(
            {"fullUrl": url, "resource": json.loads(text), "request": {"method": "POST", "url": "x"}}
        )
    return read_entries("transaction", *entries)


def test_reports_of_a_transaction_name_their_own_results_only() -> None:
    result = transaction(
        PATIENT,
        SUGAR,
        observation("2093-3", valueQuantity=quantity(5, "mmol/L")),
        report(result=[{"reference": "urn:uuid:0001"}]),
        report(result=[{"reference": "urn:uuid:0002"}]),
    )
    names = [item.id for item in result.record.observations]
    assert [item.observation_ids for item in result.record.reports] == [(names[0],), (names[1],)]
    assert len({item.source.document for item in result.record.observations}) == 2
    assert notes(result) == []


def test_what_a_bundle_deletes_is_not_read() -> None:
    gone = condition("38341003", id="gone")
    result = read_entries(
        "history",
        {"resource": PATIENT},
        {"request": {"method": "DELETE", "url": "Condition/gone"}},
        {"fullUrl": "http://x/Condition/gone", "resource": gone, "request": {"method": "PUT", "url": "x"}},
    )
    assert result.record.conditions == ()
    assert ("fhir.deleted", "") in notes(result)
    with_body = read_entries(
        "transaction",
        {"resource": PATIENT},
        {"resource": gone, "request": {"method": "DELETE", "url": "Condition/gone"}},
    )
    assert with_body.record.conditions == ()
    assert ("fhir.deleted", "") in notes(with_body)


def test_what_was_deleted_and_stored_again_is_read() -> None:
    back = condition("38341003", id="back")
    result = read_entries(
        "history",
        {"resource": PATIENT},
        {"resource": back, "request": {"method": "PUT", "url": "Condition/back"}},
        {"request": {"method": "DELETE", "url": "Condition/back"}},
    )
    assert len(result.record.conditions) == 1


def test_lines_with_a_byte_order_mark_windows_ends_and_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "export.ndjson"
    lines = [json.dumps(PATIENT), "", json.dumps(SUGAR), ""]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert len(load_any_record(path).record.observations) == 1


def test_a_bundle_inside_a_bundle_is_said() -> None:
    result = read({"resourceType": "Bundle", "type": "searchset", "entry": []})
    assert notes(result) == [("fhir.type_unknown", "Bundle")]


# results


@pytest.mark.parametrize("mark", ["<", "<=", ">", ">="])
def test_a_limit_in_a_component_is_no_number(mark: str) -> None:
    parts = [
        {
            "code": {"coding": [{"system": LOINC, "code": "2339-0"}]},
            "valueQuantity": {**quantity(20, "mg/dL"), "comparator": mark},
        }
    ]
    result = read(without({**SUGAR, "component": parts}, "valueQuantity"))
    assert [(item.value, item.text) for item in result.record.observations] == [(None, f"{mark}20 mg/dL")]
    assert notes(result) == [("fhir.comparator", "glucose")]


def test_a_result_that_is_named_in_words_only_is_kept_under_its_name() -> None:
    item = {**SUGAR, "code": {"text": "空腹血糖"}}
    (found,) = read(item).record.observations
    assert (found.coding.display, found.coding.code, found.value, found.unit) == ("空腹血糖", "", 99, "mg/dL")


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        (
            "valueRange",
            {"low": {"value": 2, "unit": "/HPF"}, "high": {"value": 5, "unit": "/HPF"}},
            "2 /HPF–5 /HPF",
        ),
        ("valueRange", {"low": quantity(3, "mm")}, "≥ 3 mm"),
        ("valueRange", {"high": quantity(3, "mm")}, "≤ 3 mm"),
        ("valueRatio", {"numerator": {"value": 1}, "denominator": {"value": 128}}, "1:128"),
        ("valueBoolean", True, "true"),
        ("valueTime", "10:30:00", "10:30:00"),
        ("valueDateTime", "2019-05", "2019-05"),
        ("valuePeriod", {"start": "2019-05", "end": "2019-06-02"}, "2019-05 – 2019-06-02"),
    ],
)
def test_values_that_are_no_number_are_text(name: str, value: Any, text: str) -> None:
    result = read(without({**SUGAR, name: value}, "valueQuantity"))
    assert [(item.value, item.text) for item in result.record.observations] == [(None, text)]
    assert notes(result) == []


def test_a_curve_is_not_read_and_said() -> None:
    curve = {"origin": {"value": 0}, "period": 10, "dimensions": 1, "data": "1 2 3"}
    result = read(without({**SUGAR, "valueSampledData": curve}, "valueQuantity"))
    assert notes(result) == [("fhir.value_kind", "valueSampledData")]
    assert result.record.observations == ()


def test_an_integer_without_a_unit_is_text() -> None:
    result = read(without({**SUGAR, "valueInteger": 3}, "valueQuantity"))
    assert [(item.value, item.text) for item in result.record.observations] == [(None, "3")]


def test_a_result_that_is_not_final_is_said() -> None:
    result = read({**SUGAR, "status": "preliminary"}, report(status="partial"))
    assert len(result.record.observations) == 1
    assert notes(result) == [("fhir.preliminary", "preliminary"), ("fhir.preliminary", "partial")]


@pytest.mark.parametrize(
    "wrong",
    [
        {**SUGAR, "status": "entered-in-error"},
        condition("1", verificationStatus={"coding": [{"code": "entered-in-error"}]}),
        request(status="entered-in-error"),
        report(status="entered-in-error"),
    ],
)
def test_what_was_entered_in_error_is_not_read(wrong: dict[str, Any]) -> None:
    result = read(wrong)
    record = result.record
    assert (record.observations, record.conditions, record.medications, record.reports) == ((), (), (), ())
    assert notes(result) == [("fhir.entered_in_error", "")]


# drugs


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("MedicationStatement", "not-taken"),
        ("MedicationStatement", "intended"),
        ("MedicationRequest", "draft"),
        ("MedicationRequest", "cancelled"),
    ],
)
def test_a_drug_that_was_never_taken_is_no_drug_of_the_patient(kind: str, status: str) -> None:
    item = without({**request(status=status), "resourceType": kind}, *([] if "Req" in kind else ["intent"]))
    result = read(item)
    assert result.record.medications == ()
    assert notes(result) == [("fhir.not_done", status)]


def test_a_drug_that_names_only_its_ingredients_is_named_by_them() -> None:
    drug = {
        "resourceType": "Medication",
        "id": "d",
        "ingredient": [
            {"itemCodeableConcept": {"coding": [{"system": SNOMED, "code": "1", "display": "amoxicillin"}]}},
            {"itemCodeableConcept": {"text": "clavulanic acid"}},
        ],
    }
    item = without(
        request(contained=[drug], medicationReference={"reference": "#d"}), "medicationCodeableConcept"
    )
    assert read(item).record.medications[0].coding.display == "amoxicillin + clavulanic acid"


def test_a_drug_known_by_its_identifier_and_name_only() -> None:
    reference = {"identifier": {"system": "urn:x", "value": "7"}, "display": "gefitinib"}
    item = without(request(medicationReference=reference), "medicationCodeableConcept")
    assert read(item).record.medications[0].coding.display == "gefitinib"


@pytest.mark.parametrize(
    ("dosage", "text"),
    [
        ({"text": "one in the morning"}, "one in the morning"),
        ({"doseAndRate": [{"doseQuantity": {"value": 500, "unit": "mg"}}]}, "500 mg"),
        (
            {
                "doseAndRate": [{"doseQuantity": {"value": 500, "unit": "mg"}}],
                "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
                "route": {"coding": [{"system": SNOMED, "code": "26643006", "display": "Oral route"}]},
            },
            "500 mg bid po",
        ),
        ({"timing": {"repeat": {"frequency": 1, "period": 8, "periodUnit": "h"}}}, "q8h"),
        ({"timing": {"repeat": {"frequency": 1, "period": 2, "periodUnit": "d"}}}, "qod"),
        ({"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk"}}}, "qw"),
        ({"timing": {"repeat": {"frequency": 3, "period": 1, "periodUnit": "wk"}}}, "3/wk"),
        ({"timing": {"repeat": {"frequency": 1, "period": 3, "periodUnit": "wk"}}}, "1/3 wk"),
        ({"timing": {"code": {"coding": [{"code": "TID"}]}}}, "tid"),
        ({"timing": {"code": {"text": "with meals"}}}, "with meals"),
        ({"asNeededBoolean": True, "route": {"text": "by nose"}}, "by nose prn"),
        (
            {
                "doseAndRate": [
                    {"doseRange": {"low": {"value": 1, "unit": "mg"}, "high": {"value": 2, "unit": "mg"}}}
                ]
            },
            "1 mg–2 mg",
        ),
        (
            {"timing": {"repeat": {"frequency": 2, "frequencyMax": 3, "period": 1, "periodUnit": "d"}}},
            "2–3/d",
        ),
    ],
)
def test_a_dose_in_parts_is_put_into_words(dosage: dict[str, Any], text: str) -> None:
    assert read(request(dosageInstruction=[dosage])).record.medications[0].dose == text


# what has no place in the record


def test_elements_without_a_place_in_the_record_are_said() -> None:
    item = condition("254637007", bodySite=[{"text": "left upper lobe"}], onsetAge=quantity(55, "a"))
    result = read(item)
    assert len(result.record.conditions) == 1
    assert notes(result) == [("fhir.element_unread", "bodySite"), ("fhir.element_unread", "onsetAge")]


def test_a_procedure_that_was_broken_off_is_said() -> None:
    item = {
        "resourceType": "Procedure",
        "id": "p",
        "status": "stopped",
        "subject": SUBJECT,
        "code": {"text": "bronchoscopy"},
    }
    result = read(item)
    assert len(result.record.procedures) == 1
    assert notes(result) == [("fhir.not_completed", "stopped")]
