"""A record as a FHIR R4 bundle (type collection) that other programs read and that this one reads back unchanged.

What has a place in FHIR stands there; the rest (who stated a field, answers to risk models, histology) stands in
extensions of this program (`pmdesk.records.fhir_own`). A reader that has an answer to no question leaves it out.
"""

import json
import math
import re
import uuid
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    DiagnosticReport,
    Encounter,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    Smoking,
    SmokingStatus,
    SourceRef,
)
from pmdesk.core.volume import Sex
from pmdesk.records import fhir_codes as codes
from pmdesk.records import fhir_own as own

Resource = dict[str, Any]

_SPACE = uuid.UUID("8f0c2d6e-6a0b-5d0e-9a59-0a4c3f2e71b4")
_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_CODE = re.compile(r"\S+( \S+)*")
_CLINICAL = {
    ClinicalStatus.ACTIVE: "active",
    ClinicalStatus.REMISSION: "remission",
    ClinicalStatus.RESOLVED: "resolved",
}
_CLINICAL_SYSTEM = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFICATION_SYSTEM = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CONDITION_CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category"
_OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ROLE_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_ACT_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
_RACE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race"
_SMOKING_CODE = {
    SmokingStatus.NEVER: ("266919005", "Never smoked tobacco"),
    SmokingStatus.FORMER: ("8517006", "Ex-smoker"),
    SmokingStatus.CURRENT: ("77176002", "Smoker"),
}
_CRITICALITY = frozenset({"low", "high", "unable-to-assess"})
_VERIFICATION = frozenset({"unconfirmed", "provisional", "differential", "confirmed"})


class _Exporter:
    """Makes the resources of one record; ids of the file follow from the record alone."""

    def __init__(self, record: PatientRecord) -> None:
        self._record = record
        self._patient = self._name("Patient", record.demographics.patient_id)
        self._observations: dict[str, str] = {}

    def bundle(self) -> Resource:
        record = self._record
        # reports name observations, so these come first
        resources = [
            self._patient_resource(),
            *(self._observation(item) for item in record.observations),
            *self._field_copies(record.smoking),
            *(self._condition(item) for item in record.conditions),
            *(self._medication(item) for item in record.medications),
            *(self._procedure(item) for item in record.procedures),
            *(self._allergy(item) for item in record.allergies),
            *(self._encounter(item) for item in record.encounters),
            *self._family(record.family_history),
            *(self._report(item) for item in record.reports),
        ]
        meta: Resource = {"tag": [{"system": own.OWN_SYSTEM, "code": own.RECORD_TAG}]}
        if record.is_synthetic:
            system, code = own.TEST_DATA
            meta["security"] = [{"system": system, "code": code}]
        return {
            "resourceType": "Bundle",
            "meta": meta,
            "type": "collection",
            "entry": [
                {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources
            ],
        }

    def _name(self, kind: str, entry_id: str) -> str:
        return str(uuid.uuid5(_SPACE, f"{self._record.demographics.patient_id}\n{kind}\n{entry_id}"))

    def _subject(self) -> Resource:
        return {"reference": f"urn:uuid:{self._patient}"}

    def _entry(self, kind: str, entry_id: str, source: SourceRef, subject: str = "subject") -> Resource:
        return {
            "resourceType": kind,
            "id": self._name(kind, entry_id),
            "extension": [own.source_extension(source)],
            "identifier": [{"system": own.ENTRY_ID, "value": entry_id}],
            subject: self._subject(),
        }

    def _patient_resource(self) -> Resource:
        who = self._record.demographics
        extensions = own.field_extensions(self._record)
        if who.ethnicity:
            extensions.append({"url": _RACE, "extension": [{"url": "text", "valueString": who.ethnicity}]})
        made: Resource = {"resourceType": "Patient", "id": self._patient, "extension": extensions}
        if who.patient_id:
            kind = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}
            made["identifier"] = [{"type": kind, "value": who.patient_id}]
        if who.name:
            made["name"] = [{"text": who.name}]
        if who.sex is not Sex.UNKNOWN:
            made["gender"] = who.sex.value
        if who.birth_date:
            made["birthDate"] = who.birth_date.isoformat()
        elif _PARTIAL.fullmatch(who.partial_birth_date):
            made["birthDate"] = who.partial_birth_date
        died = _when(who.death_date, who.partial_death_date, "deceasedDateTime")
        if not died and who.is_deceased is not None:
            died = {"deceasedBoolean": who.is_deceased}
        return made | died

    def _observation(self, item: Observation) -> Resource:
        made = self._entry("Observation", item.id, item.source) | {
            "status": "final",
            "code": _concept(item.coding),
        }
        self._observations[item.id] = str(made["id"])
        if item.category:
            made["category"] = [{"coding": [{"system": _OBSERVATION_CATEGORY, "code": item.category}]}]
        made |= _when(item.taken_on, item.partial_date, "effectiveDateTime")
        if item.value is not None and math.isfinite(item.value):
            made["valueQuantity"] = _quantity(item.value, item.unit)
        elif item.text:
            made["valueString"] = item.text
        else:
            made["dataAbsentReason"] = {"text": "unknown"}
        bounds = {
            end: _quantity(value, item.unit)
            for end, value in (("low", item.reference_low), ("high", item.reference_high))
            if value is not None and math.isfinite(value)
        }
        if bounds:
            made["referenceRange"] = [bounds]
        return made

    def _field_copies(self, smoking: Smoking) -> Iterator[Resource]:
        """Smoking as observations, for programs that do not read the extensions."""
        meta = {"tag": [{"system": own.OWN_SYSTEM, "code": own.FIELD_COPY_TAG}]}
        base: Resource = {
            "resourceType": "Observation",
            "meta": meta,
            "status": "final",
            "subject": self._subject(),
        }
        if smoking.status is not None:
            code, display = _SMOKING_CODE[smoking.status]
            answer = {"system": codes.SNOMED, "code": code, "display": display}
            yield base | {
                "id": self._name("field", "smoking.status"),
                "code": {"coding": [{"system": codes.LOINC, "code": "72166-2"}]},
                "valueCodeableConcept": {"coding": [answer]},
            }
        if smoking.pack_years is not None:
            yield base | {
                "id": self._name("field", "smoking.pack_years"),
                "code": {"coding": [{"system": codes.LOINC, "code": "8664-5"}]},
                "valueQuantity": _quantity(smoking.pack_years, "{PackYears}"),
            }

    def _condition(self, item: Condition) -> Resource:
        made = self._entry("Condition", item.id, item.source) | {"code": _concept(item.coding)}
        status = _CLINICAL.get(item.clinical_status)
        if status:
            made["clinicalStatus"] = {"coding": [{"system": _CLINICAL_SYSTEM, "code": status}]}
        if item.verification in _VERIFICATION:
            made["verificationStatus"] = {
                "coding": [{"system": _VERIFICATION_SYSTEM, "code": item.verification}]
            }
        if item.category:
            made["category"] = [{"coding": [{"system": _CONDITION_CATEGORY, "code": item.category}]}]
        made |= _when(item.onset, item.partial_date, "onsetDateTime")
        made |= _when(item.ended, item.partial_end, "abatementDateTime")
        if item.stage:
            made["stage"] = [{"summary": {"text": item.stage}}]
        if item.histology:
            made["extension"].append({"url": own.HISTOLOGY, "valueString": item.histology})
        return made

    def _medication(self, item: Medication) -> Resource:
        status = {True: "active", False: "stopped", None: "unknown"}[item.active]
        made = self._entry("MedicationStatement", item.id, item.source) | {
            "status": status,
            "medicationCodeableConcept": _concept(item.coding),
        }
        period = _when(item.started, item.partial_date, "start")
        period |= _when(item.stopped, item.partial_end, "end")
        if period:
            made["effectivePeriod"] = period
        if item.dose:
            made["dosage"] = [{"text": item.dose}]
        return made

    def _procedure(self, item: Procedure) -> Resource:
        made = self._entry("Procedure", item.id, item.source) | {
            "status": "unknown",
            "code": _concept(item.coding),
        }
        return made | _when(item.performed, item.partial_date, "performedDateTime")

    def _allergy(self, item: Allergy) -> Resource:
        made = self._entry("AllergyIntolerance", item.id, item.source, "patient") | {
            "code": _concept(item.coding)
        }
        if item.criticality in _CRITICALITY:
            made["criticality"] = item.criticality
        if item.reaction:
            made["reaction"] = [{"manifestation": [{"text": item.reaction}]}]
        return made | _when(item.recorded, item.partial_date, "recordedDate")

    def _encounter(self, item: Encounter) -> Resource:
        kind: Resource = (
            {"system": _ACT_SYSTEM, "code": item.class_code} if item.class_code else _unknown_element()
        )
        made = self._entry("Encounter", item.id, item.source) | {
            "status": "finished" if item.ended or item.partial_end else "unknown",
            "class": kind,
        }
        if item.coding != Coding():
            made["type"] = [_concept(item.coding)]
        period = _when(item.started, item.partial_date, "start")
        period |= _when(item.ended, item.partial_end, "end")
        if period:
            made["period"] = period
        if item.reason:
            made["reasonCode"] = [{"text": item.reason}]
        return made

    def _report(self, item: DiagnosticReport) -> Resource:
        made = self._entry("DiagnosticReport", item.id, item.source) | {
            "status": "unknown",
            "code": _concept(item.coding),
        }
        made |= _when(item.issued, item.partial_date, "effectiveDateTime")
        if item.conclusion:
            made["conclusion"] = item.conclusion
        results = [self._observations[entry] for entry in item.observation_ids if entry in self._observations]
        if results:
            made["result"] = [{"reference": f"urn:uuid:{result}"} for result in results]
        return made

    def _family(self, entries: Iterable[FamilyHistoryEntry]) -> Iterator[Resource]:
        """One resource a relative; entries of which nobody says whose they are stand alone."""

        def person(entry: FamilyHistoryEntry) -> tuple[object, ...]:
            alone = "" if entry.relative_id else entry.id
            return (entry.relative_id, alone, entry.relation, entry.sex, entry.age_years, entry.is_deceased)

        for _, group in groupby(entries, key=person):
            yield self._relative(list(group))

    def _relative(self, entries: list[FamilyHistoryEntry]) -> Resource:
        first = entries[0]
        relation: Resource = {"text": first.relation} if first.relation else _unknown_element()
        if re.fullmatch(r"[A-Z]{2,12}", first.relation):
            relation = {"coding": [{"system": _ROLE_SYSTEM, "code": first.relation}]}
        made: Resource = {
            "resourceType": "FamilyMemberHistory",
            "id": self._name("FamilyMemberHistory", first.id),
            "status": "partial",
            "patient": self._subject(),
            "relationship": relation,
            "condition": [self._relatives_condition(entry) for entry in entries],
        }
        if first.relative_id:
            made["identifier"] = [{"system": own.RELATIVE_ID, "value": first.relative_id}]
        if first.sex is not Sex.UNKNOWN:
            coding = {"system": "http://hl7.org/fhir/administrative-gender", "code": first.sex.value}
            made["sex"] = {"coding": [coding]}
        age = None if first.age_years is None else _quantity(first.age_years, "a")
        if first.is_deceased and age:
            made["deceasedAge"] = age
        elif first.is_deceased is not None:
            made["deceasedBoolean"] = first.is_deceased
        if age and not first.is_deceased:
            made["ageAge"] = age
        return made

    def _relatives_condition(self, entry: FamilyHistoryEntry) -> Resource:
        made: Resource = {
            "extension": [
                own.source_extension(entry.source),
                {"url": own.ENTRY_ID, "valueString": entry.id},
            ],
            "code": _concept(entry.condition),
        }
        if entry.onset_age_years is not None:
            made["onsetAge"] = _quantity(entry.onset_age_years, "a")
        return made


def fhir_bundle(record: PatientRecord) -> Resource:
    """The record as a collection bundle: plain JSON types only."""
    return _Exporter(record).bundle()


def fhir_json(record: PatientRecord) -> str:
    """Text of the bundle, UTF-8 characters as they are."""
    return json.dumps(fhir_bundle(record), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _concept(coding: Coding) -> Resource:
    stated = {
        "system": coding.system,
        "code": coding.code if _CODE.fullmatch(coding.code) else "",
        "display": coding.display,
    }
    if not (stated["system"] or stated["code"]):
        return {"text": coding.display} if coding.display else _unknown_element()
    return {"coding": [{key: value for key, value in stated.items() if value}]}


def _unknown_element() -> Resource:
    return {"extension": [{"url": own.DATA_ABSENT, "valueCode": "unknown"}]}


def _quantity(value: float, unit: str) -> Resource:
    if not unit:
        return {"value": value}
    return {"value": value, "unit": unit, "system": codes.UCUM, "code": unit}


def _when(day: Any, partial: str, name: str) -> Resource:
    """The date under its FHIR name; nothing when it is not known or no date that FHIR can hold."""
    if day is not None:
        return {name: day.isoformat()}
    return {name: partial} if _PARTIAL.fullmatch(partial) else {}
