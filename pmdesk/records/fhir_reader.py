"""The resources of one patient, read into a record."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from pmdesk.core.progress import JobContext
from pmdesk.core.record import Demographics, FamilyHistoryEntry, PatientRecord, StatedFact
from pmdesk.core.volume import Sex
from pmdesk.records import fhir_codes as codes
from pmdesk.records.date_checks import DatePart
from pmdesk.records.fhir_context import ReadContext, current_versions
from pmdesk.records.fhir_elements import (
    Resource,
    code_pairs,
    code_values,
    is_coded,
    name_text,
    source_of,
)
from pmdesk.records.fhir_entries import lifted
from pmdesk.records.fhir_family import names_lung_cancer, read_family
from pmdesk.records.fhir_lists import (
    read_allergy,
    read_condition,
    read_encounter,
    read_medication,
    read_procedure,
    read_report,
)
from pmdesk.records.fhir_observations import ObservationReader
from pmdesk.records.fhir_own import ENTRY_ID, own_id, with_own_fields
from pmdesk.records.importing import NotUnderstood, date_notes

Reader = Callable[[ReadContext, Resource, str], Iterable[Any]]

_LISTS: dict[str, tuple[str, Reader]] = {
    "Condition": ("conditions", read_condition),
    "MedicationRequest": ("medications", read_medication),
    "MedicationStatement": ("medications", read_medication),
    "Procedure": ("procedures", read_procedure),
    "AllergyIntolerance": ("allergies", read_allergy),
    "Encounter": ("encounters", read_encounter),
    "DiagnosticReport": ("reports", read_report),
}
_READ_LAST = frozenset({"DiagnosticReport"})
_CHECK_EVERY = 64


class PatientReader:
    """Reads the resources of one patient.

    Parameters
    ----------
    resources
        (fullUrl, resource) of every entry.
    is_own
        This program wrote the file (see `pmdesk.records.fhir_own`).
    job
        Learns of the progress; may cancel.
    """

    def __init__(self, resources: list[tuple[str, Resource]], job: JobContext, *, is_own: bool) -> None:
        problems: list[NotUnderstood] = []
        whole = lifted(resources, problems)
        self._resources = [resource for _, resource in current_versions(whole, problems)]
        self.resources = Counter(str(item.get("resourceType") or "")[:60] for _, item in whole)
        """Number of resources by type, contained results among them."""
        self.context = ReadContext(whole, is_own=is_own)
        self.context.problems.extend(problems)
        self._job = job
        self._observations = ObservationReader(self.context)
        self._lists: dict[str, list[Any]] = {name: [] for name, _ in _LISTS.values()}
        self._family: list[FamilyHistoryEntry] = []
        self._demographics = Demographics()
        self._patient: Resource | None = None
        self._facts: dict[str, StatedFact] = {}
        self._kind_of: dict[str, str] = {}

    def record(self) -> PatientRecord:
        """Read everything."""
        ordered = sorted(self._resources, key=lambda item: str(item.get("resourceType")) in _READ_LAST)
        for number, resource in enumerate(ordered):
            if number % _CHECK_EVERY == 0:
                self._job.check()
                self._job.progress(number / len(ordered), "stage.record")
            self._read(resource)
        self._observations.note_several_units()
        record = self._collected()
        self._note_dates(record)
        if self.context.is_own and self._patient is not None:
            try:
                return with_own_fields(record, self._patient)
            except ValueError:
                self.context.problem(self._patient, "fhir.element_dropped", "extension")
        return record

    def _collected(self) -> PatientRecord:
        return PatientRecord(
            demographics=self._demographics.model_copy(
                update=self._observations.measured().model_dump(include={"height_cm", "weight_kg"})
            ),
            smoking=self._observations.smoking_history(),
            family_history=tuple(self._family),
            observations=tuple(self._observations.observations),
            **self._facts,
            **{name: tuple(entries) for name, entries in self._lists.items()},
        )

    def _note_dates(self, record: PatientRecord) -> None:
        """Note what cannot be right, and that the patient has died."""
        patient = self._patient or {}
        if record.demographics.is_deceased and not self.context.is_own:
            self.context.problem(patient, "fhir.deceased")
        self.context.problems.extend(date_notes(record, str(patient.get("id") or ""), self._kind_of))

    def _read(self, resource: Resource) -> None:
        context = self.context
        kind = str(resource.get("resourceType") or "")
        if kind not in _LISTS and kind not in ("Patient", "Observation", "FamilyMemberHistory"):
            if kind in codes.IGNORED_TYPES:
                context.ignored[kind] += 1
            else:
                context.problem(resource, "fhir.type_unknown", kind[:60])
            return
        if kind == "Patient" and self._patient is not None:
            context.problem(resource, "fhir.patient_again")
            return
        fault = "" if kind == "Patient" else context.subject.fault_of(resource)
        if fault:
            context.problem(resource, fault)
            return
        checked = context.checked(resource, kind)
        if checked is None:
            return
        stated = {checked.get("status"), *code_values(checked.get("verificationStatus"))}
        if "entered-in-error" in stated:
            context.problem(resource, "fhir.entered_in_error")
            return
        if self._read_checked(kind, checked):
            context.understood[kind] += 1
            if not context.is_own:
                for element in codes.NOT_KEPT.get(kind, ()):
                    if element in checked:
                        context.problem(checked, "fhir.element_unread", element)

    def _read_checked(self, kind: str, resource: Resource) -> bool:
        context = self.context
        if kind == "Patient":
            self._patient = resource
            self._demographics = read_demographics(context, resource)
            return True
        if kind == "Observation":
            return self._observations.read(resource)
        if kind == "FamilyMemberHistory":
            relatives = read_family(context, resource)
            self._family.extend(relatives)
            if not context.is_own and any(names_lung_cancer(entry.condition) for entry in relatives):
                self._facts["family_history_lung_cancer"] = _yes(kind, resource)
            return bool(relatives)
        name, read = _LISTS[kind]
        identifier = context.unique_id(own_id(resource) or str(resource.get("id") or ""), kind)
        entries = list(read(context, resource, identifier))
        self._lists[name].extend(entries)
        self._kind_of |= dict.fromkeys((entry.id for entry in entries), kind)
        if kind == "Condition" and entries and not context.is_own:
            self._conclude(resource)
        return bool(entries)

    def _conclude(self, resource: Resource) -> None:
        """Facts that a confirmed diagnosis states by its very code."""
        if not set(code_values(resource.get("verificationStatus"))) <= {"confirmed"}:
            return
        pairs = code_pairs(resource["code"])
        if is_coded(pairs, codes.EMPHYSEMA_SNOMED, codes.EMPHYSEMA_ICD10):
            self._facts["emphysema"] = _yes("Condition", resource)
        if is_coded(pairs, frozenset(), codes.FAMILY_LUNG_CANCER_ICD10):
            self._facts["family_history_lung_cancer"] = _yes("Condition", resource)


def read_demographics(context: ReadContext, patient: Resource) -> Demographics:
    """Who the patient is; the medical record number where identifiers say which one that is."""
    born, partial = context.day(patient, patient.get("birthDate"), DatePart.BIRTH)
    died, partial_death = context.day(patient, patient.get("deceasedDateTime"), DatePart.DEATH)
    identifiers = [
        item for item in patient.get("identifier", []) if item.get("value") and item.get("system") != ENTRY_ID
    ]
    records = [item for item in identifiers if "MR" in code_values(item.get("type"))]
    fallback = "" if context.is_own else patient.get("id", "")
    chosen = (records or identifiers or [{"value": fallback}])[0]
    names = [name for name in patient.get("name", []) if name.get("use") not in ("old", "maiden", "nickname")]
    official = [name for name in names if name.get("use") == "official"]
    ethnicity = ""
    for extension in patient.get("extension", []):
        if str(extension.get("url", "")).endswith("/us-core-race"):
            parts = [part.get("valueString", "") for part in extension.get("extension", [])]
            ethnicity = next((part for part in parts if part), "")
    return Demographics(
        patient_id=str(chosen["value"]),
        name=name_text((official or names or [{}])[0]),
        birth_date=born,
        partial_birth_date=partial,
        is_deceased=True if died or partial_death else patient.get("deceasedBoolean"),
        death_date=died,
        partial_death_date=partial_death,
        sex=codes.SEX.get(str(patient.get("gender")), Sex.UNKNOWN),
        ethnicity=ethnicity,
        source=source_of("Patient", patient),
    )


def _yes(kind: str, resource: Resource) -> StatedFact:
    return StatedFact(value=True, source=source_of(kind, resource))
