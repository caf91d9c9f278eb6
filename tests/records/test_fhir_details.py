"""FHIR files as they come: swapped units, impossible values, other bundle types, references to nothing, versions."""

import base64
import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdesk.core.errors import CancelledError, ErrorCode, InputError
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Sex
from pmdesk.records.fhir import read_fhir_bundle
from pmdesk.records.importing import Effect, RecordImport, load_any_record
from tests.records.bundles import LOINC, PATIENT, SNOMED, bundle, condition, observation, quantity

SUBJECT = {"reference": "Patient/p1"}


def read(*resources: dict[str, Any]) -> RecordImport:
    return read_fhir_bundle(bundle(PATIENT, *resources))


def notes(result: RecordImport) -> list[tuple[str, str]]:
    return [(note.reason, note.detail) for note in result.not_understood]


# values that cannot be, and units that look swapped: kept as text, never computed with


@pytest.mark.parametrize(
    ("code", "value", "unit", "reason", "detail"),
    [
        ("2093-3", 5.2, "mg/dL", "fhir.unit_swapped", "cholesterol: mg/dL → mmol/L"),
        ("14749-6", 100, "mmol/L", "fhir.unit_swapped", "glucose: mmol/L → mg/dL"),
        ("38483-4", 88, "mg/dL", "fhir.unit_swapped", "creatinine: mg/dL → umol/L"),
        ("4548-4", 53, "%", "fhir.unit_swapped", "hba1c: % → mmol/mol"),
        ("8480-6", 1320, "mm[Hg]", "fhir.implausible", "systolic_bp"),
        ("8480-6", -120, "mm[Hg]", "fhir.implausible", "systolic_bp"),
        ("2823-3", 42, "mmol/L", "fhir.implausible", "potassium"),
    ],
)
def test_an_impossible_value_is_text_and_is_said(
    code: str, value: float, unit: str, reason: str, detail: str
) -> None:
    result = read(observation(code, valueQuantity=quantity(value, unit)))
    (found,) = result.record.observations
    assert (found.value, found.unit, found.text) == (None, "", f"{value:g} {unit}")
    assert notes(result) == [(reason, detail)]
    assert result.not_understood[0].effect is Effect.AS_TEXT


def test_a_unit_that_does_not_belong_to_the_analyte_is_said_and_kept() -> None:
    result = read(observation("33914-3", valueQuantity=quantity(80, "mL/min")))
    assert result.record.observations[0].value == 80
    assert notes(result) == [("fhir.unit_unusual", "egfr: mL/min")]


def test_two_units_for_one_analyte_are_said() -> None:
    result = read(
        observation("2093-3", id="a", valueQuantity=quantity(200, "mg/dL")),
        observation("14647-2", id="b", valueQuantity=quantity(5.2, "mmol/L")),
    )
    assert [item.value for item in result.record.observations] == [200, 5.2]
    assert notes(result) == [("fhir.several_units", "cholesterol: mg/dL, mmol/L")]


def test_a_code_that_ucum_does_not_know_is_no_unit() -> None:
    result = read(observation("2093-3", valueQuantity=quantity(200, "milligrams")))
    assert result.record.observations[0].text == "200 milligrams"
    assert notes(result) == [("fhir.unit_unknown", "milligrams")]


def test_code_and_printed_unit_that_contradict_each_other_are_no_unit() -> None:
    both = {**quantity(5.2, "mg/dL"), "unit": "mmol/L"}
    result = read(observation("2093-3", valueQuantity=both))
    assert result.record.observations[0].text == "5.2 mmol/L (mg/dL)"
    assert notes(result) == [("fhir.unit_unknown", "mmol/L (mg/dL)")]


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("10*3/uL", "10^9/L"),
        ("mm[Hg]", "mmHg"),
        ("U/L", "IU/L"),
        ("[lb_av]", "lbs"),
        ("mmHg", "mmHg"),
        ("%", "Percent"),
    ],
)
def test_other_ways_of_writing_a_unit_are_no_contradiction(code: str, unit: str) -> None:
    both = {**quantity(50, code), "unit": unit}
    assert read(observation("x", valueQuantity=both)).record.observations[0].value == 50


@pytest.mark.parametrize("number", [float("nan"), None, "many"])
def test_a_quantity_without_a_number_is_no_result(number: object) -> None:
    result = read(observation("2093-3", valueQuantity={**quantity(1, "mmol/L"), "value": number}))
    assert result.record.observations == ()
    assert len(result.not_understood) >= 1


@pytest.mark.parametrize("text", ["mmHg", "mm Hg"])
def test_a_unit_without_a_system_is_read_where_it_is_unmistakable(text: str) -> None:
    result = read(observation("8480-6", valueQuantity={"value": 120, "unit": text}))
    assert (result.record.observations[0].value, result.record.observations[0].unit) == (120, "mm[Hg]")


def test_a_number_in_text_stays_text() -> None:
    result = read(observation("2093-3", valueString="5.2"))
    assert (result.record.observations[0].value, result.record.observations[0].text) == (None, "5.2")
    assert notes(result) == [("fhir.number_as_text", "cholesterol")]


def test_not_tested_is_no_result() -> None:
    result = read(observation("2093-3", dataAbsentReason={"coding": [{"code": "not-performed"}]}))
    assert result.record.observations == ()
    assert notes(result) == [("fhir.no_result", "not-performed")]
    assert "Observation" not in result.understood


def test_one_component_without_a_result_does_not_take_the_other_with_it() -> None:
    parts = [
        {"code": {"coding": [{"system": LOINC, "code": "8480-6"}]}, "valueQuantity": quantity(130, "mm[Hg]")},
        {
            "code": {"coding": [{"system": LOINC, "code": "8462-4"}]},
            "dataAbsentReason": {"coding": [{"code": "error"}]},
        },
    ]
    result = read(observation("55284-4", id="bp", component=parts))
    assert [(item.id, item.value) for item in result.record.observations] == [("bp.1", 130)]
    assert notes(result) == [("fhir.no_result", "error")]


def test_a_titre_and_a_range_are_text() -> None:
    result = read(
        observation("x", id="a", valueRatio={"numerator": {"value": 1}, "denominator": {"value": 128}}),
        observation("y", id="b", valueRange={"low": quantity(3, "mm"), "high": quantity(5, "mm")}),
    )
    assert [item.text for item in result.record.observations] == ["1:128", "3 mm–5 mm"]


def test_the_loinc_code_of_several_is_taken_and_the_category_kept() -> None:
    item = observation("2093-3", valueQuantity=quantity(5, "mmol/L"))
    item["code"]["coding"].insert(0, {"system": "urn:lab", "code": "CHOL"})
    item["category"] = [{"coding": [{"code": "laboratory"}]}]
    (found,) = read(item).record.observations
    assert (found.coding.system, found.coding.code, found.category) == (LOINC, "2093-3", "laboratory")


# other files than a collection of one patient


def test_a_patient_alone_is_a_record() -> None:
    assert read_fhir_bundle(json.dumps(PATIENT).encode()).record.demographics.patient_id == "MR-1"


@pytest.mark.parametrize("kind", ["transaction", "document", "searchset", "batch", "history", "message"])
def test_every_type_of_bundle_is_read(kind: str) -> None:
    content = json.loads(bundle(PATIENT, condition("38341003")))
    content["type"] = kind
    assert len(read_fhir_bundle(json.dumps(content).encode()).record.conditions) == 1


def test_a_search_that_goes_on_elsewhere_and_empty_entries_are_said() -> None:
    content = json.loads(bundle(PATIENT))
    content["link"] = [{"relation": "next", "url": "https://example.org/page2"}]
    content["entry"] += [{"request": {"method": "DELETE", "url": "Patient/x"}}, None, 5]
    assert notes(read_fhir_bundle(json.dumps(content).encode())) == [
        ("fhir.entry_empty", "3"),
        ("fhir.more_pages", ""),
    ]


def test_a_bulk_export_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "病人 导出.ndjson"
    lines = [json.dumps(item, ensure_ascii=False) for item in (PATIENT, condition("38341003"))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(load_any_record(path).record.conditions) == 1
    path.write_text("\n".join([*lines, json.dumps({**PATIENT, "id": "p2"})]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_any_record(path)
    assert caught.value.code is ErrorCode.RECORD_SEVERAL_PATIENTS
    path.write_text("\n".join([*lines, "{"]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_any_record(path)
    assert caught.value.code is ErrorCode.RECORD_UNREADABLE


def test_names_and_paths_beyond_ascii(tmp_path: Path) -> None:
    path = tmp_path / "記錄 é.json"
    path.write_bytes(bundle({**PATIENT, "name": [{"text": "李明"}]}))
    assert load_any_record(path).record.demographics.name == "李明"


def test_deep_nesting_and_wrong_shapes_are_no_crash() -> None:
    deep: dict[str, Any] = {"code": {"text": "x"}}
    for _ in range(300):
        deep = {"url": "u", "extension": [deep]}
    for broken in (
        {"resourceType": "Observation", "id": "a", "status": "final", "code": [], "subject": SUBJECT},
        {"resourceType": "Observation", "id": "b", "status": "final", "extension": [deep], "subject": 5},
        {"resourceType": ["Observation"], "id": {}},
        {"resourceType": "Condition", "id": "c", "subject": SUBJECT, "code": {"coding": "x"}},
        {"resourceType": "Encounter", "id": "d", "status": "finished", "class": "AMB", "subject": SUBJECT},
    ):
        result = read(broken)
        assert result.record.conditions == ()
        assert len(result.not_understood) == 1


def test_reading_can_be_cancelled() -> None:
    class Cancelled(NullContext):
        def check(self) -> None:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_fhir_bundle(bundle(PATIENT, condition("38341003")), job=Cancelled())


# repetitions and references


def test_the_same_resource_twice_is_read_once() -> None:
    item = condition("38341003")
    result = read(item, {**item, "meta": {"versionId": "2"}})
    assert len(result.record.conditions) == 1
    assert notes(result) == [("fhir.duplicate", "")]


@pytest.mark.parametrize("newest_last", [True, False])
def test_the_newest_version_of_a_resource_counts(newest_last: bool) -> None:
    old = {**condition("38341003", id="c"), "meta": {"lastUpdated": "2020-01-01T00:00:00Z"}}
    new = {**condition("44054006", id="c"), "meta": {"lastUpdated": "2024-01-01T00:00:00Z"}}
    result = read(old, new) if newest_last else read(new, old)
    assert [item.coding.code for item in result.record.conditions] == ["44054006"]
    assert notes(result) == [("fhir.older_version", "")]


def request(**fields: Any) -> dict[str, Any]:
    return {
        "resourceType": "MedicationRequest",
        "id": "m",
        "status": "active",
        "intent": "order",
        "subject": SUBJECT,
        **fields,
    }


def test_a_contained_medication_is_found() -> None:
    item = request(
        contained=[{"resourceType": "Medication", "id": "d", "code": {"text": "gefitinib 250 mg"}}],
        medicationReference={"reference": "#d"},
    )
    assert read(item).record.medications[0].coding.display == "gefitinib 250 mg"


def test_a_medication_that_is_nowhere_is_said() -> None:
    result = read(request(medicationReference={"reference": "Medication/none"}))
    assert result.record.medications == ()
    assert [note[0] for note in notes(result)] == ["fhir.reference_missing", "fhir.medication_unknown"]
    named = read(request(medicationReference={"reference": "Medication/none", "display": "gefitinib"}))
    assert named.record.medications[0].coding.display == "gefitinib"
    assert notes(named) == [("fhir.reference_missing", "Medication")]


def test_a_plan_is_no_prescription() -> None:
    for fields in ({"intent": "proposal"}, {"doNotPerform": True}):
        result = read(request(medicationCodeableConcept={"text": "x"}, **fields))
        assert result.record.medications == ()
        assert notes(result)[0][0] == "fhir.not_done"


def test_a_report_names_the_entries_of_its_results() -> None:
    pressure = observation(
        "55284-4",
        id="bp",
        component=[
            {"code": {"coding": [{"system": LOINC, "code": code}]}, "valueQuantity": quantity(80, "mm[Hg]")}
            for code in ("8480-6", "8462-4")
        ],
    )
    report = {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": "24323-8"}]},
        "subject": SUBJECT,
        "issued": "2024-05-06T10:00:00Z",
        "conclusion": "unremarkable",
        "result": [{"reference": "Observation/none"}, {"reference": "urn:uuid:bp"}],
    }
    result = read(report, pressure)
    (found,) = result.record.reports
    assert found.observation_ids == ("bp.1", "bp.2")
    assert (found.issued, found.conclusion) == (date(2024, 5, 6), "unremarkable")
    assert notes(result) == [("fhir.reference_missing", "Observation")]


def test_an_attached_plain_text_is_the_conclusion() -> None:
    text = "肺部见一结节"
    report = {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "code": {"text": "CT"},
        "subject": SUBJECT,
        "presentedForm": [
            {"contentType": "application/pdf", "data": "eA=="},
            {"contentType": "text/plain", "data": base64.b64encode(text.encode()).decode()},
        ],
    }
    result = read(report)
    assert result.record.reports[0].conclusion == text
    assert notes(result) == [("fhir.attachment", "application/pdf")]


# the other types


def test_a_condition_keeps_its_end_category_and_verification() -> None:
    item = condition(
        "233604007",
        abatementDateTime="2023-02-01",
        category=[{"coding": [{"code": "encounter-diagnosis"}]}],
        verificationStatus={"coding": [{"code": "provisional"}]},
    )
    result = read(item)
    (found,) = result.record.conditions
    assert (found.ended, found.category, found.verification) == (
        date(2023, 2, 1),
        "encounter-diagnosis",
        "provisional",
    )
    assert notes(result) == [("fhir.unconfirmed", "provisional")]


def test_an_encounter_is_read() -> None:
    item = {
        "resourceType": "Encounter",
        "id": "e",
        "status": "finished",
        "class": {"code": "IMP"},
        "subject": SUBJECT,
        "type": [{"text": "住院"}],
        "period": {"start": "2024-01-01T08:00:00+08:00", "end": "2024-01-09"},
        "reasonCode": [{"text": "pneumonia"}],
    }
    (found,) = read(item).record.encounters
    assert (found.coding.display, found.class_code, found.reason) == ("住院", "IMP", "pneumonia")
    assert (found.started, found.ended) == (date(2024, 1, 1), date(2024, 1, 9))
    assert notes(read({**item, "status": "cancelled"})) == [("fhir.not_done", "cancelled")]


def test_a_relative_keeps_sex_and_age_at_death() -> None:
    item = {
        "resourceType": "FamilyMemberHistory",
        "id": "aunt",
        "status": "completed",
        "patient": SUBJECT,
        "relationship": {"coding": [{"code": "MAUNT"}]},
        "sex": {"coding": [{"code": "female"}]},
        "deceasedAge": quantity(61, "a"),
        "condition": [
            {"code": {"coding": [{"system": SNOMED, "code": "254837009"}]}, "onsetAge": quantity(55, "a")},
            {"code": {"text": "ovarian cancer"}, "onsetString": "in her fifties"},
        ],
    }
    result = read(item)
    first, second = result.record.family_history
    assert (first.relative_id, first.sex, first.is_deceased, first.age_years) == (
        "aunt",
        Sex.FEMALE,
        True,
        61,
    )
    assert (second.relative_id, second.onset_age_years) == ("aunt", None)
    assert notes(result) == [("fhir.onset_unread", "")]
    alone = {**item, "condition": []}
    assert notes(read(alone)) == [("fhir.relative_without_condition", "")]


def test_an_allergy_keeps_criticality_and_reactions() -> None:
    item = {
        "resourceType": "AllergyIntolerance",
        "id": "a",
        "patient": SUBJECT,
        "code": {"text": "penicillin"},
        "criticality": "high",
        "recordedDate": "2001-02-03",
        "clinicalStatus": {"coding": [{"code": "resolved"}]},
        "reaction": [{"manifestation": [{"text": "hives"}, {"text": "wheeze"}]}],
    }
    result = read(item)
    (found,) = result.record.allergies
    assert (found.criticality, found.recorded, found.reaction) == ("high", date(2001, 2, 3), "hives; wheeze")
    assert notes(result) == [("fhir.allergy_past", "")]


def test_notes_that_say_the_same_are_put_together() -> None:
    result = read(
        observation("8480-6", id="a", valueQuantity=quantity(1300, "mm[Hg]")),
        observation("8480-6", id="b", valueQuantity=quantity(1400, "mm[Hg]")),
        condition("1", verificationStatus={"coding": [{"code": "refuted"}]}),
    )
    left_out, as_text = result.groups()
    assert (left_out.effect, left_out.reason) == (Effect.LEFT_OUT, "fhir.refuted")
    assert (as_text.count, as_text.ids, as_text.detail) == (2, ("a", "b"), "systolic_bp")
    assert result.count(Effect.AS_TEXT) == 2


# anything at all


_WHOLE = [
    observation(
        "2093-3",
        valueQuantity=quantity(5, "mmol/L"),
        category=[{"coding": [{"code": "laboratory"}]}],
        referenceRange=[{"low": quantity(3, "mmol/L")}],
    ),
    condition("38341003", stage=[{"summary": {"text": "II"}}], onsetDateTime="2001"),
    request(medicationCodeableConcept={"text": "x"}, dosageInstruction=[{"text": "daily"}]),
    {
        "resourceType": "FamilyMemberHistory",
        "id": "f",
        "status": "completed",
        "patient": SUBJECT,
        "relationship": {"text": "aunt"},
        "condition": [{"code": {"text": "x"}, "onsetAge": quantity(50, "a")}],
    },
    {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "code": {"text": "x"},
        "result": [{"reference": "Observation/o-2093-3"}],
    },
]
_JUNK = [None, 5, -1.5, True, "", "x", "2001-13-45", [], [[]], [None], {}, {"x": 1}, [{"coding": 5}],
         10**400, float("nan"), float("inf"), ["Observation"], {"reference": "#x"}]  # fmt: skip


def _places(item: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


@given(st.sampled_from(_WHOLE), st.data())
@settings(max_examples=300, deadline=None)
def test_junk_anywhere_in_a_resource_is_no_crash(whole: dict[str, Any], data: st.DataObject) -> None:
    item = copy.deepcopy(whole)
    *path, last = data.draw(st.sampled_from(_places(item)[1:]))
    target: Any = item
    for key in path:
        target = target[key]
    target[last] = data.draw(st.sampled_from(_JUNK))
    result = read(item, condition("44054006", id="other"))
    assert "44054006" in {entry.coding.code for entry in result.record.conditions}


@pytest.mark.parametrize("kind", [["Observation"], {"x": 1}, 5, None])
def test_a_contained_resource_whose_type_is_no_word_is_left_out(kind: object) -> None:
    whole = observation("2093-3", contained=[{"resourceType": kind, "id": "x"}])
    result = read(whole, condition("44054006", id="other"))
    assert len(result.record.conditions) == 1


def test_a_number_larger_than_any_double_is_no_number() -> None:
    result = read(observation("2093-3", valueQuantity=quantity(10**400, "mg/dL")))
    assert all(entry.value is None for entry in result.record.observations)


# too much


def test_more_resources_than_any_life_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmdesk.records.fhir.MAX_RESOURCES", 3)
    with pytest.raises(InputError) as caught:
        read(*(condition(str(number)) for number in range(3)))
    assert (caught.value.code, caught.value.params["limit"]) == (ErrorCode.FILE_TOO_LARGE, "3 resources")


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.json"
    path.write_bytes(bundle(PATIENT))
    monkeypatch.setattr("pmdesk.records.json_input.MAX_BYTES", 100)
    with pytest.raises(InputError) as caught:
        load_any_record(path)
    assert caught.value.code is ErrorCode.FILE_TOO_LARGE


def test_two_thousand_notes_of_one_kind_are_one_line() -> None:
    many = [observation("2093-3", id=f"o{n}", valueQuantity=quantity(5.2, "mg/dL")) for n in range(2000)]
    result = read(*many)
    assert len(result.record.observations) == 2000
    (group,) = result.groups()
    assert (group.count, len(group.ids)) == (2000, 2000)
