"""The resources of one patient's bundle, one reader a type."""

import math
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import ValidationError

from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    Demographics,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    Smoking,
    SmokingStatus,
    SourceRef,
    StatedFact,
)
from pmdesk.core.volume import Sex
from pmdesk.records import fhir_codes as codes
from pmdesk.records.importing import NotUnderstood

Resource = dict[str, Any]
CodePair = tuple[str, str]

_NOT_TO_BE_DROPPED = frozenset(
    {
        "resourceType",
        "status",
        "verificationStatus",
        "clinicalStatus",
        "modifierExtension",
        "implicitRules",
        "code",
        "subject",
        "patient",
    }
)
_CLINICAL_STATUS = {
    "active": ClinicalStatus.ACTIVE,
    "recurrence": ClinicalStatus.ACTIVE,
    "relapse": ClinicalStatus.ACTIVE,
    "remission": ClinicalStatus.REMISSION,
    "inactive": ClinicalStatus.RESOLVED,
    "resolved": ClinicalStatus.RESOLVED,
}


class BundleReader:
    """Reads the resources of a bundle that holds one patient.

    Parameters
    ----------
    resources
        (fullUrl, resource) of every entry.
    """

    def __init__(self, resources: list[tuple[str, Resource]]) -> None:
        self._resources = resources
        self.understood: Counter[str] = Counter()
        self.ignored: Counter[str] = Counter()
        self.problems: list[NotUnderstood] = []
        self._ids: set[str] = set()
        self._patient_refs: set[str] = set()
        self._medication_codes: dict[str, Resource] = {}
        self._smoking: list[tuple[date | None, int, SmokingStatus | None, str]] = []
        self._pack_years: list[tuple[date | None, int, float]] = []
        self._height: list[tuple[date | None, int, float]] = []
        self._weight: list[tuple[date | None, int, float]] = []
        self._demographics = Demographics()
        self._conditions: list[Condition] = []
        self._observations: list[Observation] = []
        self._medications: list[Medication] = []
        self._procedures: list[Procedure] = []
        self._allergies: list[Allergy] = []
        self._family: list[FamilyHistoryEntry] = []
        self._emphysema = StatedFact()
        self._family_lung_cancer = StatedFact()

    def record(self) -> PatientRecord:
        """Read everything."""
        for url, resource in self._resources:
            kind, identifier = resource.get("resourceType"), str(resource.get("id") or "")
            if kind == "Patient":
                self._patient_refs |= {url, f"Patient/{identifier}", f"urn:uuid:{identifier}"} - {
                    "",
                    "Patient/",
                }
            elif kind == "Medication":
                self._medication_codes |= {key: resource for key in (url, f"Medication/{identifier}") if key}
        readers: dict[str, Callable[[Resource, str], None]] = {
            "Patient": self._read_patient,
            "Observation": self._read_observation,
            "Condition": self._read_condition,
            "MedicationRequest": self._read_medication,
            "MedicationStatement": self._read_medication,
            "Procedure": self._read_procedure,
            "AllergyIntolerance": self._read_allergy,
            "FamilyMemberHistory": self._read_family,
        }
        seen_patient = False
        for _, resource in self._resources:
            kind = str(resource.get("resourceType") or "")
            reader = readers.get(kind)
            if reader is None:
                if kind in codes.IGNORED_TYPES:
                    self.ignored[kind] += 1
                else:
                    self._problem(resource, "fhir.type_unknown", kind[:60])
                continue
            if kind == "Patient":
                if seen_patient:
                    continue
                seen_patient = True
            elif not self._is_of_patient(resource):
                self._problem(resource, "fhir.other_patient")
                continue
            checked = self._checked(resource, kind)
            if checked is None:
                continue
            if checked.get("status") == "entered-in-error" or "entered-in-error" in _code_values(
                checked.get("verificationStatus")
            ):
                self._problem(resource, "fhir.entered_in_error")
                continue
            reader(checked, self._unique_id(checked, kind))
            self.understood[kind] += 1
        return self._assembled()

    def _assembled(self) -> PatientRecord:
        measured: dict[str, float] = {}
        for key, values in (("height_cm", self._height), ("weight_kg", self._weight)):
            if values:
                measured[key] = max(values, key=_dated)[2]
        return PatientRecord(
            demographics=self._demographics.model_copy(update=measured),
            smoking=self._smoking_history(),
            emphysema=self._emphysema,
            family_history_lung_cancer=self._family_lung_cancer,
            family_history=tuple(self._family),
            conditions=tuple(self._conditions),
            observations=tuple(self._observations),
            medications=tuple(self._medications),
            procedures=tuple(self._procedures),
            allergies=tuple(self._allergies),
        )

    # what holds for every resource

    def _problem(self, resource: Resource, reason: str, detail: str = "") -> None:
        self.problems.append(
            NotUnderstood(
                str(resource.get("resourceType") or "")[:60],
                str(resource.get("id") or "")[:80],
                reason,
                detail,
            )
        )

    def _unique_id(self, resource: Resource, kind: str) -> str:
        stem = str(resource.get("id") or f"{kind}-{len(self._ids) + 1}")
        name, number = stem, 2
        while name in self._ids:
            name, number = f"{stem}#{number}", number + 1
        self._ids.add(name)
        return name

    def _is_of_patient(self, resource: Resource) -> bool:
        subject = resource.get("subject") or resource.get("patient")
        reference = subject.get("reference") if isinstance(subject, dict) else None
        if not isinstance(reference, str):
            return True
        return any(reference == known or reference.endswith("/" + known) for known in self._patient_refs)

    def _checked(self, resource: Resource, kind: str) -> Resource | None:
        """The resource without elements that FHIR does not allow; None when it is invalid beyond that."""
        from fhir.resources.R4B import get_fhir_model_class

        model = get_fhir_model_class(kind)
        try:
            model.model_validate(resource)
        except ValidationError as error:
            wrong = {str(item["loc"][0]) for item in error.errors(include_input=False) if item["loc"]}
        except (ValueError, TypeError, AttributeError, RecursionError):
            self._problem(resource, "fhir.invalid")
            return None
        else:
            return resource
        if not wrong or wrong & _NOT_TO_BE_DROPPED:
            self._problem(resource, "fhir.invalid", ", ".join(sorted(wrong))[:120])
            return None
        rest = {key: value for key, value in resource.items() if key not in wrong}
        try:
            model.model_validate(rest)
        except (ValueError, TypeError, AttributeError):
            self._problem(resource, "fhir.invalid", ", ".join(sorted(wrong))[:120])
            return None
        self._problem(resource, "fhir.element_dropped", ", ".join(sorted(wrong))[:120])
        return rest

    def _day(self, resource: Resource, text: object) -> tuple[date | None, str]:
        """Whole day, or the text of a date of less precision."""
        if not isinstance(text, str) or not text:
            return None, ""
        try:
            return date.fromisoformat(text[:10]), ""
        except ValueError:
            self._problem(resource, "fhir.partial_date", text[:10])
            return None, text[:10]

    # one reader a type

    def _read_patient(self, patient: Resource, _identifier: str) -> None:
        born, partial = self._day(patient, patient.get("birthDate"))
        identifiers = [item for item in patient.get("identifier", []) if item.get("value")]
        records = [item for item in identifiers if "MR" in _code_values(item.get("type"))]
        chosen = (records or identifiers or [{"value": patient.get("id", "")}])[0]
        names = [
            name for name in patient.get("name", []) if name.get("use") not in ("old", "maiden", "nickname")
        ]
        official = [name for name in names if name.get("use") == "official"]
        ethnicity = ""
        for extension in patient.get("extension", []):
            if str(extension.get("url", "")).endswith("/us-core-race"):
                parts = [part.get("valueString", "") for part in extension.get("extension", [])]
                ethnicity = next((part for part in parts if part), "")
        self._demographics = Demographics(
            patient_id=str(chosen["value"]),
            name=_name_text((official or names or [{}])[0]),
            birth_date=born,
            partial_birth_date=partial,
            sex=codes.SEX.get(str(patient.get("gender")), Sex.UNKNOWN),
            ethnicity=ethnicity,
            source=_source("Patient", patient),
        )

    def _read_observation(self, resource: Resource, identifier: str) -> None:
        if resource.get("status") in ("cancelled", "registered"):
            self._problem(resource, "fhir.no_result", str(resource["status"]))
            return
        when = resource.get("effectiveDateTime") or _nested(resource, "effectivePeriod", "start")
        day, partial = self._day(resource, when or resource.get("effectiveInstant") or resource.get("issued"))
        parts = [resource, *resource.get("component", [])]
        for number, part in enumerate(parts):
            if number == 0 and not _has_value(part) and len(parts) > 1:
                continue
            own = identifier if number == 0 else f"{identifier}.{number}"
            value, text, unit = self._value(resource, part)
            low, high = self._range(part, unit)
            observation = Observation(
                id=own,
                coding=_coding(part.get("code")),
                value=value,
                text=text,
                unit=unit,
                reference_low=low,
                reference_high=high,
                taken_on=day,
                partial_date=partial,
                source=_source("Observation", resource),
            )
            self._observations.append(observation)
            self._interpret(resource, part, observation)

    def _value(self, resource: Resource, part: Resource) -> tuple[float | None, str, str]:
        """Number, text and UCUM unit of a result; a number without a sure unit stays text."""
        quantity = part.get("valueQuantity")
        if isinstance(quantity, dict):
            number = _number(quantity.get("value"))
            unit, shown = _ucum(quantity)
            if number is None:
                return None, "", ""
            if quantity.get("comparator"):
                # "<5" is not 5
                return None, f"{quantity['comparator']}{number:g} {shown}".strip(), ""
            if unit is None:
                self._problem(resource, "fhir.unit_unknown", shown[:40])
                return None, f"{number:g} {shown}".strip(), ""
            return number, "", unit
        for key in ("valueInteger", "valueDecimal"):
            if key in part and not isinstance(part[key], bool):
                self._problem(resource, "fhir.unit_unknown", key)
                return None, str(part[key]), ""
        concept = part.get("valueCodeableConcept")
        if isinstance(concept, dict):
            coding = _coding(concept)
            return None, coding.display or coding.code, ""
        for key in ("valueString", "valueDateTime", "valueTime"):
            if isinstance(part.get(key), str):
                return None, part[key], ""
        if isinstance(part.get("valueBoolean"), bool):
            return None, "true" if part["valueBoolean"] else "false", ""
        if _has_value(part):
            kind = next(key for key in part if key.startswith("value"))
            self._problem(resource, "fhir.value_kind", kind)
        return None, "", ""

    def _range(self, part: Resource, unit: str) -> tuple[float | None, float | None]:
        ranges = part.get("referenceRange") or []
        if len(ranges) != 1:
            return None, None
        bounds = []
        for end in ("low", "high"):
            bound = ranges[0].get(end)
            fits = isinstance(bound, dict) and (
                _ucum(bound)[0] == unit or not (bound.get("unit") or bound.get("code"))
            )
            bounds.append(_number(bound.get("value")) if isinstance(bound, dict) and fits else None)
        return bounds[0], bounds[1]

    def _interpret(self, resource: Resource, part: Resource, item: Observation) -> None:
        pairs = _pairs(part.get("code"))
        order = len(self._observations)
        if pairs & codes.SMOKING_STATUS:
            answers = _pairs(part.get("valueCodeableConcept"))
            known = {codes.SMOKING_ANSWERS[pair] for pair in answers if pair in codes.SMOKING_ANSWERS}
            status = known.pop() if len(known) == 1 else None
            if status is None and not answers & codes.SMOKING_NOT_KNOWN:
                self._problem(resource, "fhir.smoking_unclear")
            self._smoking.append((item.taken_on, order, status, str(resource.get("id") or "")))
        elif pairs & codes.PACK_YEARS:
            shown = _nested(part, "valueQuantity", "code") or _nested(part, "valueQuantity", "unit") or ""
            number = _number(_nested(part, "valueQuantity", "value"))
            if number is None:
                return
            if "pack" not in str(shown).lower() or _nested(part, "valueQuantity", "comparator"):
                self._problem(resource, "fhir.pack_years_unit", str(shown)[:40])
            elif not 0 <= number <= 400:
                self._problem(resource, "fhir.implausible", "8664-5")
            else:
                self._pack_years.append((item.taken_on, order, number))
        elif pairs & codes.HEIGHT:
            self._measure(resource, item, order, codes.LENGTH_TO_CM, (30, 260), self._height)
        elif pairs & codes.WEIGHT:
            self._measure(resource, item, order, codes.MASS_TO_KG, (1, 400), self._weight)

    def _measure(
        self,
        resource: Resource,
        item: Observation,
        order: int,
        factors: dict[str, float],
        limits: tuple[float, float],
        into: list[tuple[date | None, int, float]],
    ) -> None:
        if item.value is None:
            return
        if item.unit not in factors:
            self._problem(resource, "fhir.unit_unknown", item.unit[:40])
            return
        value = round(item.value * factors[item.unit], 3)
        if not limits[0] <= value <= limits[1]:
            self._problem(resource, "fhir.implausible", item.coding.code)
            return
        into.append((item.taken_on, order, value))

    def _smoking_history(self) -> Smoking:
        """The latest stated status; "never" after an earlier "former" or "current" contradicts itself."""
        stated = sorted((entry for entry in self._smoking if entry[2] is not None), key=_dated)
        status = stated[-1][2] if stated else None
        if status is SmokingStatus.NEVER and any(entry[2] is not SmokingStatus.NEVER for entry in stated):
            self.problems.append(NotUnderstood("Observation", stated[-1][3], "fhir.smoking_contradiction"))
            status = None
        pack_years = max(self._pack_years, key=_dated)[2] if self._pack_years else None
        document = f"Observation/{stated[-1][3]}" if stated else ""
        return Smoking(status=status, pack_years=pack_years, source=SourceRef(document=document))

    def _read_condition(self, resource: Resource, identifier: str) -> None:
        if "refuted" in _code_values(resource.get("verificationStatus")):
            self._problem(resource, "fhir.refuted")
            return
        if not resource.get("code"):
            self._problem(resource, "fhir.no_code")
            return
        start = resource.get("onsetDateTime") or _nested(resource, "onsetPeriod", "start")
        onset, partial = self._day(resource, start)
        clinical = [
            _CLINICAL_STATUS[code]
            for code in _code_values(resource.get("clinicalStatus"))
            if code in _CLINICAL_STATUS
        ]
        stages = [
            _coding(stage.get("summary")) for stage in resource.get("stage", []) if stage.get("summary")
        ]
        self._conditions.append(
            Condition(
                id=identifier,
                coding=_coding(resource["code"]),
                clinical_status=clinical[0] if clinical else ClinicalStatus.UNKNOWN,
                onset=onset,
                partial_date=partial,
                stage="; ".join(stage.display or stage.code for stage in stages),
                source=_source("Condition", resource),
            )
        )
        if not set(_code_values(resource.get("verificationStatus"))) <= {"confirmed"}:
            return
        pairs = _pairs(resource["code"])
        stated = StatedFact(value=True, source=_source("Condition", resource))
        if _is_coded(pairs, codes.EMPHYSEMA_SNOMED, codes.EMPHYSEMA_ICD10):
            self._emphysema = stated
        if _is_coded(pairs, frozenset(), codes.FAMILY_LUNG_CANCER_ICD10):
            self._family_lung_cancer = stated

    def _read_medication(self, resource: Resource, identifier: str) -> None:
        concept = resource.get("medicationCodeableConcept")
        if concept is None:
            reference = resource.get("medicationReference") or {}
            target = str(reference.get("reference") or "")
            contained = {f"#{item.get('id')}": item for item in resource.get("contained", [])}
            found = contained.get(target) or self._medication_codes.get(target)
            concept = found.get("code") if found else None
            if concept is None and reference.get("display"):
                concept = {"text": reference["display"]}
        if not concept:
            self._problem(resource, "fhir.medication_unknown")
            return
        statement = resource["resourceType"] == "MedicationStatement"
        status = resource.get("status")
        if statement:
            active = {"active": True, "completed": False, "stopped": False, "not-taken": False}.get(
                str(status)
            )
            begin = resource.get("effectiveDateTime") or _nested(resource, "effectivePeriod", "start")
            end = _nested(resource, "effectivePeriod", "end")
        else:
            # "completed" says that the prescription is filled, not that the patient has stopped
            active = {"active": True, "stopped": False, "cancelled": False}.get(str(status))
            begin, end = resource.get("authoredOn"), None
        started, partial = self._day(resource, begin)
        stopped = self._day(resource, end)[0] if end else None
        doses = resource.get("dosage" if statement else "dosageInstruction") or []
        self._medications.append(
            Medication(
                id=identifier,
                coding=_coding(concept),
                dose=_dose_text(doses[0]) if doses else "",
                started=started,
                stopped=stopped,
                partial_date=partial,
                active=active,
                source=_source(str(resource["resourceType"]), resource),
            )
        )

    def _read_procedure(self, resource: Resource, identifier: str) -> None:
        if resource.get("status") in ("not-done", "preparation"):
            self._problem(resource, "fhir.not_done", str(resource["status"]))
            return
        when = resource.get("performedDateTime") or _nested(resource, "performedPeriod", "start")
        day, partial = self._day(resource, when)
        self._procedures.append(
            Procedure(
                id=identifier,
                coding=_coding(resource.get("code")),
                performed=day,
                partial_date=partial,
                source=_source("Procedure", resource),
            )
        )

    def _read_allergy(self, resource: Resource, identifier: str) -> None:
        if "refuted" in _code_values(resource.get("verificationStatus")):
            self._problem(resource, "fhir.refuted")
            return
        shown = [
            _coding(manifestation)
            for reaction in resource.get("reaction", [])
            for manifestation in reaction.get("manifestation", [])
        ]
        self._allergies.append(
            Allergy(
                id=identifier,
                coding=_coding(resource.get("code")),
                reaction="; ".join(coding.display or coding.code for coding in shown),
                source=_source("AllergyIntolerance", resource),
            )
        )

    def _read_family(self, resource: Resource, identifier: str) -> None:
        relation = _coding(resource.get("relationship"))
        conditions = resource.get("condition", [])
        for number, condition in enumerate(conditions):
            coding = _coding(condition.get("code"))
            age = condition.get("onsetAge") or {}
            years = _number(age.get("value")) if _ucum(age)[0] == "a" else None
            self._family.append(
                FamilyHistoryEntry(
                    id=identifier if number == 0 else f"{identifier}.{number}",
                    relation=relation.code or relation.display,
                    condition=coding,
                    onset_age_years=years,
                    source=_source("FamilyMemberHistory", resource),
                )
            )
            if _is_coded(_pairs(condition.get("code")), codes.LUNG_CANCER_SNOMED, codes.LUNG_CANCER_ICD10):
                self._family_lung_cancer = StatedFact(
                    value=True, source=_source("FamilyMemberHistory", resource)
                )


def _source(kind: str, resource: Resource) -> SourceRef:
    return SourceRef(origin=Origin.RECORD, document=f"{kind}/{resource.get('id', '')}")


def _dated(entry: tuple[Any, ...]) -> tuple[bool, date, int]:
    """Sort key: undated entries first, then by day, then in file order."""
    return entry[0] is not None, entry[0] or date.min, entry[1]


def _nested(resource: Resource, outer: str, inner: str) -> Any:
    value = resource.get(outer)
    return value.get(inner) if isinstance(value, dict) else None


def _has_value(part: Resource) -> bool:
    return any(key.startswith("value") for key in part)


def _codings(concept: object) -> list[dict[str, Any]]:
    if not isinstance(concept, dict):
        return []
    return [coding for coding in concept.get("coding") or [] if isinstance(coding, dict)]


def _pairs(concept: object) -> set[CodePair]:
    return {(str(item.get("system") or ""), str(item.get("code") or "")) for item in _codings(concept)}


def _code_values(concept: object) -> list[str]:
    return [str(item.get("code") or "") for item in _codings(concept)]


def _coding(concept: object) -> Coding:
    """First coding of a concept; the concept's text where the coding has no display."""
    listed = _codings(concept)
    text = str(concept.get("text") or "") if isinstance(concept, dict) else ""
    first = next((item for item in listed if item.get("code")), listed[0] if listed else {})
    # zero-width spaces that some sources put into names would defeat every comparison
    display = str(first.get("display") or text).replace("\u200b", "")
    return Coding(system=str(first.get("system") or ""), code=str(first.get("code") or ""), display=display)


def _is_coded(pairs: set[CodePair], snomed: frozenset[str], icd10: tuple[str, ...]) -> bool:
    return any(
        (system == codes.SNOMED and code in snomed)
        or (system in codes.ICD10_SYSTEMS and code.startswith(icd10))
        for system, code in pairs
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _ucum(quantity: Resource) -> tuple[str | None, str]:
    """UCUM code of a quantity (None when it is not sure) and the unit as the source writes it."""
    code, unit = str(quantity.get("code") or ""), str(quantity.get("unit") or "")
    shown = unit or code
    if code and quantity.get("system") == codes.UCUM:
        return code, shown
    if not quantity.get("system"):
        for text in (code, unit):
            if text in codes.UNITS_WITHOUT_SYSTEM:
                return text, shown
    return None, shown


def _name_text(name: Resource) -> str:
    if name.get("family") or name.get("given"):
        return " ".join([*map(str, name.get("given") or []), str(name.get("family") or "")]).strip()
    return str(name.get("text") or "")


def _dose_text(dosage: Resource) -> str:
    if dosage.get("text"):
        return str(dosage["text"])
    for rate in dosage.get("doseAndRate") or []:
        quantity = rate.get("doseQuantity")
        if isinstance(quantity, dict) and quantity.get("value") is not None:
            return f"{quantity['value']} {quantity.get('unit') or quantity.get('code') or ''}".strip()
    return ""
