"""Family member histories of a FHIR file."""

from pmdesk.core.record import Coding, FamilyHistoryEntry
from pmdesk.core.volume import Sex
from pmdesk.records import fhir_codes as codes
from pmdesk.records.fhir_context import ReadContext
from pmdesk.records.fhir_elements import Resource, coding_of_concept, source_of, years_of
from pmdesk.records.fhir_own import ENTRY_ID, RELATIVE_ID, extension_text, own_id, own_source


def read_family(context: ReadContext, resource: Resource) -> list[FamilyHistoryEntry]:
    """One entry a condition of the relative. A relative without a condition gives none, which is noted."""
    stem = str(resource.get("id") or "")
    relation = coding_of_concept(resource.get("relationship"))
    sex = codes.SEX.get(coding_of_concept(resource.get("sex")).code, Sex.UNKNOWN)
    is_deceased, age = _life(resource)
    # of several brothers each has an id of his own; a resource without id says nothing of who it is
    relative = own_id(resource, RELATIVE_ID) if context.is_own else stem
    entries: list[FamilyHistoryEntry] = []
    for condition in resource.get("condition", []):
        own = extension_text(condition, ENTRY_ID)
        number = len(entries)
        wanted = own or (stem if number == 0 else f"{stem}.{number}" if stem else "")
        if condition.get("onsetAge") and years_of(condition["onsetAge"]) is None:
            context.problem(resource, "fhir.onset_unread", "onsetAge")
        elif any(key in condition for key in ("onsetRange", "onsetPeriod", "onsetString")):
            context.problem(resource, "fhir.onset_unread")
        entries.append(
            FamilyHistoryEntry(
                id=context.unique_id(wanted, "FamilyMemberHistory"),
                relation=relation.code or relation.display,
                condition=coding_of_concept(condition.get("code")),
                onset_age_years=years_of(condition.get("onsetAge")),
                relative_id=relative,
                sex=sex,
                age_years=age,
                is_deceased=is_deceased,
                source=own_source(condition) or source_of("FamilyMemberHistory", resource),
            )
        )
    if not entries:
        context.problem(resource, "fhir.relative_without_condition")
    return entries


def names_lung_cancer(coding: Coding) -> bool:
    if coding.system == codes.SNOMED:
        return coding.code in codes.LUNG_CANCER_SNOMED
    return coding.system in codes.ICD10_SYSTEMS and coding.code.startswith(codes.LUNG_CANCER_ICD10)


def _life(resource: Resource) -> tuple[bool | None, float | None]:
    """Whether the relative has died, and the age now or at death in years; None where nobody says so."""
    if "deceasedAge" in resource:
        return True, years_of(resource["deceasedAge"])
    if any(key in resource for key in ("deceasedDate", "deceasedRange", "deceasedString")):
        return True, None
    stated = resource.get("deceasedBoolean")
    is_deceased = stated if isinstance(stated, bool) else None
    return is_deceased, None if is_deceased else years_of(resource.get("ageAge"))
