"""Conditions, drugs, procedures, allergies, encounters and reports of a FHIR file, one reader a type.

A reader returns the entries of one checked resource; none when the resource says nothing that belongs in the record,
which it has then noted.
"""

import base64
import binascii

from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    DiagnosticReport,
    Encounter,
    Medication,
    Procedure,
    SourceRef,
)
from pmdesk.records import fhir_codes as codes
from pmdesk.records.date_checks import DatePart
from pmdesk.records.fhir_context import ReadContext
from pmdesk.records.fhir_doses import dose_text
from pmdesk.records.fhir_elements import (
    Resource,
    code_values,
    coding_of_concept,
    concept_text,
    nested,
    source_of,
)
from pmdesk.records.fhir_own import HISTOLOGY, extension_text, own_source

_CLINICAL_STATUS = {
    "active": ClinicalStatus.ACTIVE,
    "recurrence": ClinicalStatus.ACTIVE,
    "relapse": ClinicalStatus.ACTIVE,
    "remission": ClinicalStatus.REMISSION,
    "inactive": ClinicalStatus.RESOLVED,
    "resolved": ClinicalStatus.RESOLVED,
}
_UNSURE = frozenset({"unconfirmed", "provisional", "differential"})
_NOT_ORDERED = frozenset({"proposal", "plan", "option"})
_NEVER_TAKEN = frozenset({"not-taken", "intended", "draft", "cancelled"})
"""Status of a drug that the patient has not had: "cancelled" is withdrawn before the first dose."""

_NOT_COMPLETED = frozenset({"in-progress", "on-hold", "stopped"})
_NOT_FINAL = frozenset({"partial", "preliminary"})
_LONGEST_CONCLUSION = 20_000


def read_condition(context: ReadContext, resource: Resource, identifier: str) -> list[Condition]:
    """A diagnosis. Refuted ones are left out; unconfirmed ones carry their verification status."""
    verification = next(iter(code_values(resource.get("verificationStatus"))), "")
    if verification == "refuted":
        context.problem(resource, "fhir.refuted")
        return []
    if not resource.get("code"):
        context.problem(resource, "fhir.no_code")
        return []
    if verification in _UNSURE:
        context.problem(resource, "fhir.unconfirmed", verification)
    start = resource.get("onsetDateTime") or nested(resource, "onsetPeriod", "start")
    onset, partial = context.day(resource, start, DatePart.ONSET)
    end = resource.get("abatementDateTime") or nested(resource, "abatementPeriod", "end")
    ended, partial_end = context.day(resource, end, DatePart.END)
    stages = [concept_text(stage.get("summary")) for stage in resource.get("stage", [])]
    clinical = [
        _CLINICAL_STATUS[code]
        for code in code_values(resource.get("clinicalStatus"))
        if code in _CLINICAL_STATUS
    ]
    return [
        Condition(
            id=identifier,
            coding=coding_of_concept(resource["code"]),
            clinical_status=clinical[0] if clinical else ClinicalStatus.UNKNOWN,
            verification=verification,
            onset=onset,
            partial_date=partial,
            ended=ended,
            partial_end=partial_end,
            category=_category(resource),
            stage="; ".join(filter(None, stages)),
            histology=extension_text(resource, HISTOLOGY),
            source=_source("Condition", resource),
        )
    ]


def read_medication(context: ReadContext, resource: Resource, identifier: str) -> list[Medication]:
    """A drug that is taken or was prescribed; its name may stand in a Medication of its own."""
    kind = str(resource["resourceType"])
    if resource.get("doNotPerform") is True or resource.get("intent") in _NOT_ORDERED:
        context.problem(resource, "fhir.not_done", str(resource.get("intent") or "doNotPerform"))
        return []
    if resource.get("status") in _NEVER_TAKEN:
        context.problem(resource, "fhir.not_done", str(resource["status"]))
        return []
    coding = _drug(context, resource)
    if coding is None:
        context.problem(resource, "fhir.medication_unknown")
        return []
    statement = kind == "MedicationStatement"
    status = str(resource.get("status"))
    if statement:
        active = {"active": True, "completed": False, "stopped": False}.get(status)
        begin = resource.get("effectiveDateTime") or nested(resource, "effectivePeriod", "start")
        end = nested(resource, "effectivePeriod", "end")
    else:
        # "completed" says that the prescription is filled, not that the patient has stopped
        active = {"active": True, "stopped": False}.get(status)
        begin, end = resource.get("authoredOn"), None
    started, partial = context.day(resource, begin, DatePart.BEGIN)
    stopped, partial_end = context.day(resource, end, DatePart.END)
    doses = resource.get("dosage" if statement else "dosageInstruction") or []
    return [
        Medication(
            id=identifier,
            coding=coding,
            dose="; ".join(filter(None, map(dose_text, doses))),
            started=started,
            stopped=stopped,
            partial_date=partial,
            partial_end=partial_end,
            active=active,
            source=_source(kind, resource),
        )
    ]


def read_procedure(context: ReadContext, resource: Resource, identifier: str) -> list[Procedure]:
    if resource.get("status") in ("not-done", "preparation"):
        context.problem(resource, "fhir.not_done", str(resource["status"]))
        return []
    if resource.get("status") in _NOT_COMPLETED:
        context.problem(resource, "fhir.not_completed", str(resource["status"]))
    when = resource.get("performedDateTime") or nested(resource, "performedPeriod", "start")
    day, partial = context.day(resource, when, DatePart.PERFORMED)
    return [
        Procedure(
            id=identifier,
            coding=coding_of_concept(resource.get("code")),
            performed=day,
            partial_date=partial,
            source=_source("Procedure", resource),
        )
    ]


def read_allergy(context: ReadContext, resource: Resource, identifier: str) -> list[Allergy]:
    if "refuted" in code_values(resource.get("verificationStatus")):
        context.problem(resource, "fhir.refuted")
        return []
    if {"inactive", "resolved"} & set(code_values(resource.get("clinicalStatus"))):
        context.problem(resource, "fhir.allergy_past")
    shown = [
        concept_text(manifestation)
        for reaction in resource.get("reaction", [])
        for manifestation in reaction.get("manifestation", [])
    ]
    recorded, partial = context.day(resource, resource.get("recordedDate"), DatePart.RECORDED)
    return [
        Allergy(
            id=identifier,
            coding=coding_of_concept(resource.get("code")),
            reaction="; ".join(filter(None, shown)),
            criticality=str(resource.get("criticality") or ""),
            recorded=recorded,
            partial_date=partial,
            source=_source("AllergyIntolerance", resource),
        )
    ]


def read_encounter(context: ReadContext, resource: Resource, identifier: str) -> list[Encounter]:
    if resource.get("status") in ("planned", "cancelled"):
        context.problem(resource, "fhir.not_done", str(resource["status"]))
        return []
    started, partial = context.day(resource, nested(resource, "period", "start"), DatePart.BEGIN)
    ended, partial_end = context.day(resource, nested(resource, "period", "end"), DatePart.END)
    reasons = [concept_text(reason) for reason in resource.get("reasonCode", [])]
    types = resource.get("type") or [None]
    return [
        Encounter(
            id=identifier,
            coding=coding_of_concept(types[0]),
            class_code=str(nested(resource, "class", "code") or ""),
            started=started,
            partial_date=partial,
            ended=ended,
            partial_end=partial_end,
            reason="; ".join(filter(None, reasons)),
            source=_source("Encounter", resource),
        )
    ]


def read_report(context: ReadContext, resource: Resource, identifier: str) -> list[DiagnosticReport]:
    """A report; call it after the observations, whose entries it names."""
    if resource.get("status") in ("registered", "cancelled"):
        context.problem(resource, "fhir.no_result", str(resource["status"]))
        return []
    if resource.get("status") in _NOT_FINAL:
        context.problem(resource, "fhir.preliminary", str(resource["status"]))
    when = resource.get("issued") or resource.get("effectiveDateTime")
    when = when or nested(resource, "effectivePeriod", "start")
    day, partial = context.day(resource, when, DatePart.ISSUED)
    return [
        DiagnosticReport(
            id=identifier,
            coding=coding_of_concept(resource.get("code"), codes.LOINC),
            issued=day,
            partial_date=partial,
            conclusion=_conclusion(context, resource)[:_LONGEST_CONCLUSION],
            observation_ids=_result_ids(context, resource),
            source=_source("DiagnosticReport", resource),
        )
    ]


def _drug(context: ReadContext, resource: Resource) -> Coding | None:
    """Code and name of the drug; None when nothing in the file names it."""
    concept = resource.get("medicationCodeableConcept")
    if concept is None:
        reference = resource.get("medicationReference") or {}
        found = context.referenced(resource, reference)
        concept = (found.get("code") or _ingredients(found)) if found else None
        if found is None and reference.get("reference"):
            context.problem(resource, "fhir.reference_missing", "Medication")
        if concept is None and reference.get("display"):
            concept = {"text": reference["display"]}
    if not concept:
        return None
    coding = coding_of_concept(concept, codes.RXNORM)
    if context.is_own or coding.code or coding.display:
        return coding
    return None


def _ingredients(drug: Resource) -> Resource | None:
    """A drug without a name of its own, named by what is in it."""
    parts = [item for item in drug.get("ingredient") or [] if isinstance(item, dict)]
    names = [concept_text(item.get("itemCodeableConcept")) for item in parts]
    return {"text": " + ".join(names)} if names and all(names) else None


def _conclusion(context: ReadContext, resource: Resource) -> str:
    """The conclusion, coded conclusions, or the text of an attached plain-text form."""
    stated = [str(resource.get("conclusion") or "")]
    stated += [concept_text(code) for code in resource.get("conclusionCode", [])]
    text = "; ".join(filter(None, stated))
    for form in resource.get("presentedForm", []):
        if text:
            break
        if str(form.get("contentType") or "").startswith("text/plain") and form.get("data"):
            try:
                text = base64.b64decode(str(form["data"]), validate=True).decode("utf-8").strip()
            except (binascii.Error, ValueError):
                context.problem(resource, "fhir.attachment", "text/plain")
        else:
            context.problem(resource, "fhir.attachment", str(form.get("contentType") or "")[:40])
    return text


def _result_ids(context: ReadContext, resource: Resource) -> tuple[str, ...]:
    found: list[str] = []
    missing = 0
    for result in resource.get("result", []):
        target = context.referenced(resource, result)
        entries = context.entry_ids.get(f"Observation/{target.get('id')}", []) if target else []
        missing += not target
        found.extend(entry for entry in entries if entry not in found)
    if missing:
        context.problem(resource, "fhir.reference_missing", "Observation")
    return tuple(found)


def _category(resource: Resource) -> str:
    return next((code for item in resource.get("category", []) for code in code_values(item)), "")


def _source(kind: str, resource: Resource) -> SourceRef:
    return own_source(resource) or source_of(kind, resource)
