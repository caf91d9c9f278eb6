"""Small FHIR R4 bundles for the tests; every person in them is invented."""

import json
from typing import Any

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"

PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [
        {"system": "urn:x", "value": "0"},
        {"type": {"coding": [{"code": "MR"}]}, "value": "MR-1"},
    ],
    "name": [{"use": "official", "family": "Muster", "given": ["Anna", "Maria"]}],
    "gender": "female",
    "birthDate": "1961-04-18",
}


def bundle(*resources: dict[str, Any]) -> bytes:
    """A collection bundle of the resources, each with a fullUrl."""
    entries = [
        {"fullUrl": f"urn:uuid:{item.get('id', number)}", "resource": item}
        for number, item in enumerate(resources)
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def observation(code: str, system: str = LOINC, **fields: Any) -> dict[str, Any]:
    """A final observation of the patient ``p1``."""
    return {
        "resourceType": "Observation",
        "id": fields.pop("id", f"o-{code}"),
        "status": "final",
        "code": {"coding": [{"system": system, "code": code}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2024-05-06",
        **fields,
    }


def quantity(value: float, unit: str, **fields: Any) -> dict[str, Any]:
    """A quantity in UCUM."""
    return {"value": value, "unit": unit, "system": UCUM, "code": unit, **fields}


def smoking(answer: str, day: str, system: str = SNOMED) -> dict[str, Any]:
    """A smoking status with a coded answer."""
    return observation(
        "72166-2",
        id=f"smoking-{day}",
        effectiveDateTime=day,
        valueCodeableConcept={"coding": [{"system": system, "code": answer}]},
    )


def condition(code: str, system: str = SNOMED, **fields: Any) -> dict[str, Any]:
    """An active, confirmed condition of the patient ``p1``."""
    return {
        "resourceType": "Condition",
        "id": fields.pop("id", f"c-{code}"),
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "verificationStatus": {"coding": [{"code": "confirmed"}]},
        "code": {"coding": [{"system": system, "code": code, "display": code}]},
        "subject": {"reference": "Patient/p1"},
        **fields,
    }
