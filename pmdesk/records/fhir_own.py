"""Marks by which a FHIR file of this program gives back the very record it was written from.

Other programs may ignore every one of them: what has a place in FHIR stands in that place as well.
"""

from typing import Any

from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord, SourceRef, StatedInput
from pmdesk.records.editing import FACTS

Resource = dict[str, Any]

OWN_SYSTEM = "urn:pmdesk"
RECORD_TAG = "record-1"
"""Tag of the bundle: fields of the record stand in the Patient's extensions."""

FIELD_COPY_TAG = "field-copy"
"""Tag of an observation that repeats a field of the record for programs that do not know the extensions."""

ENTRY_ID = "urn:pmdesk:entry-id"
RELATIVE_ID = "urn:pmdesk:relative-id"
SOURCE = "urn:pmdesk:source"
FIELD = "urn:pmdesk:field"
STATED_INPUT = "urn:pmdesk:stated-input"
HISTOLOGY = "urn:pmdesk:histology"
DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
TEST_DATA = ("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST")
"""Security label of data about nobody."""

FIELD_GROUPS = ("smoking", "demographics")
EXTENSION_FIELDS = (
    "demographics.age_years",
    "demographics.height_cm",
    "demographics.weight_kg",
    "smoking.status",
    "smoking.pack_years",
    "smoking.cigarettes_per_day",
    "smoking.years_smoked",
    "smoking.years_since_quitting",
)
"""Fields of the record that have no place of their own in a Patient resource."""


def has_tag(resource: Resource, code: str) -> bool:
    """Whether the resource carries this program's tag."""
    return any(
        item.get("system") == OWN_SYSTEM and item.get("code") == code for item in _meta(resource, "tag")
    )


def is_field_copy(resource: Resource) -> bool:
    return has_tag(resource, FIELD_COPY_TAG)


def is_test_data(resource: Resource) -> bool:
    labels = _meta(resource, "security")
    return any((item.get("system"), item.get("code")) == TEST_DATA for item in labels)


def own_id(resource: Resource, system: str = ENTRY_ID) -> str:
    """The id that the record's entry had; empty in files of other programs."""
    found = resource.get("identifier")
    listed = found if isinstance(found, list) else []
    return next(
        (
            str(item.get("value") or "")
            for item in listed
            if isinstance(item, dict) and item.get("system") == system
        ),
        "",
    )


def own_source(element: Resource) -> SourceRef | None:
    """The source that the record's entry had; None in files of other programs."""
    parts = _parts(_extension(element, SOURCE))
    if not parts:
        return None
    return SourceRef(origin=_origin(parts.get("origin")), document=str(parts.get("document") or ""))


def source_extension(source: SourceRef) -> Resource:
    """The extension that `own_source` reads."""
    parts: list[Resource] = [{"url": "origin", "valueCode": source.origin.value}]
    if source.document:
        parts.append({"url": "document", "valueString": source.document})
    return {"url": SOURCE, "extension": parts}


def extension_text(element: Resource, url: str) -> str:
    """Text of a simple extension; empty where it is absent."""
    return str((_extension(element, url) or {}).get("valueString") or "")


def field_extensions(record: PatientRecord) -> list[Resource]:
    """Extensions of the Patient for the fields that FHIR's Patient has no place for."""
    made: list[Resource] = []
    for key in EXTENSION_FIELDS:
        group, _, name = key.partition(".")
        value = getattr(getattr(record, group), name)
        if value is not None:
            made.append(_field(key, value, None))
    made.extend(_field(group, None, getattr(record, group).source) for group in FIELD_GROUPS)
    for name in FACTS:
        fact = getattr(record, name)
        if fact.value is not None:
            made.append(_field(name, fact.value, fact.source))
    made.extend(_stated_input(stated) for stated in record.stated_inputs)
    return made


def with_own_fields(record: PatientRecord, patient: Resource) -> PatientRecord:
    """The record with the fields that the Patient's extensions state; a broken one is passed over."""
    content = record.model_dump(mode="json")
    inputs: list[Resource] = []
    for extension in patient.get("extension", []):
        parts = _parts(extension)
        if extension.get("url") == STATED_INPUT:
            inputs.append(_read_input(parts))
        if extension.get("url") != FIELD:
            continue
        name, value = str(parts.get("name") or ""), parts.get("value")
        source = {"origin": _origin(parts.get("origin")).value, "document": str(parts.get("document") or "")}
        group, _, field = name.partition(".")
        if name in EXTENSION_FIELDS:
            content[group][field] = value
        elif name in FACTS:
            content[name] = {"value": value, "source": source}
        elif name in FIELD_GROUPS:
            content[name]["source"] = source
    content["stated_inputs"] = inputs
    return PatientRecord.model_validate(content)


def _field(name: str, value: bool | float | str | None, source: SourceRef | None) -> Resource:
    parts: list[Resource] = [{"url": "name", "valueString": name}]
    if value is not None:
        parts.append({"url": "value", **_typed(value)})
    if source is not None:
        parts.extend(source_extension(source)["extension"])
    return {"url": FIELD, "extension": parts}


def _stated_input(stated: StatedInput) -> Resource:
    parts: list[Resource] = [
        {"url": "name", "valueString": stated.name},
        {"url": "value", **_typed(stated.value)},
    ]
    if stated.unit:
        parts.append({"url": "unit", "valueString": stated.unit})
    if stated.stated_on:
        parts.append({"url": "stated-on", "valueDate": stated.stated_on.isoformat()})
    parts.extend(source_extension(stated.source)["extension"])
    return {"url": STATED_INPUT, "extension": parts}


def _read_input(parts: dict[str, Any]) -> Resource:
    source = {"origin": _origin(parts.get("origin")).value, "document": str(parts.get("document") or "")}
    return {
        "name": str(parts.get("name") or ""),
        "value": parts.get("value"),
        "unit": str(parts.get("unit") or ""),
        "stated_on": parts.get("stated-on"),
        "source": source,
    }


def _typed(value: bool | float | str) -> Resource:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, str):
        return {"valueString": value}
    return {"valueDecimal": value}


def _extension(element: Resource, url: str) -> Resource | None:
    listed = element.get("extension") or []
    return next((item for item in listed if isinstance(item, dict) and item.get("url") == url), None)


def _parts(extension: Resource | None) -> dict[str, Any]:
    """Values of the parts of a complex extension, by their name."""
    parts: dict[str, Any] = {}
    for part in (extension or {}).get("extension") or []:
        value = next((part[key] for key in part if key.startswith("value")), None)
        parts[str(part.get("url"))] = value
    return parts


def _origin(code: object) -> Origin:
    return Origin(code) if code in {origin.value for origin in Origin} else Origin.RECORD


def _meta(resource: Resource, name: str) -> list[Resource]:
    meta = resource.get("meta")
    listed = meta.get(name) if isinstance(meta, dict) else None
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
