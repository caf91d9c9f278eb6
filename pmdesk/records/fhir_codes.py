"""Codes that the FHIR reader acts on. Everything else is kept as it is coded and shown, not interpreted.

Sources: LOINC 72166-2 and its answer list LL2201-3 with the SNOMED CT codes of the US Core smoking status value
set; LOINC 8664-5; ICD-10 chapters C and Z80.
"""

from pmdesk.core.record import SmokingStatus
from pmdesk.core.volume import Sex

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ICD10_SYSTEMS = frozenset(
    {
        "http://hl7.org/fhir/sid/icd-10",
        "http://hl7.org/fhir/sid/icd-10-cm",
        "http://hl7.org/fhir/sid/icd-10-gm",
    }
)

SEX = {"female": Sex.FEMALE, "male": Sex.MALE, "other": Sex.OTHER, "unknown": Sex.UNKNOWN}

SMOKING_STATUS = frozenset({(LOINC, "72166-2")})
PACK_YEARS = frozenset({(LOINC, "8664-5"), (SNOMED, "401201003")})

SMOKING_ANSWERS = {
    (SNOMED, "266919005"): SmokingStatus.NEVER,
    (LOINC, "LA18978-9"): SmokingStatus.NEVER,
    (SNOMED, "8517006"): SmokingStatus.FORMER,
    (LOINC, "LA15920-4"): SmokingStatus.FORMER,
    (SNOMED, "449868002"): SmokingStatus.CURRENT,
    (LOINC, "LA18976-3"): SmokingStatus.CURRENT,
    (SNOMED, "428041000124106"): SmokingStatus.CURRENT,
    (LOINC, "LA18977-1"): SmokingStatus.CURRENT,
    (SNOMED, "428071000124103"): SmokingStatus.CURRENT,
    (LOINC, "LA18981-3"): SmokingStatus.CURRENT,
    (SNOMED, "428061000124105"): SmokingStatus.CURRENT,
    (LOINC, "LA18982-1"): SmokingStatus.CURRENT,
}
"""Answers that say enough. "Smoker, current status unknown" and "unknown if ever smoked" do not."""

SMOKING_NOT_KNOWN = frozenset({(SNOMED, "266927001"), (LOINC, "LA18980-5")})

EMPHYSEMA_SNOMED = frozenset({"87433001"})
EMPHYSEMA_ICD10 = ("J43",)
"""A diagnosis of COPD alone does not say emphysema."""

LUNG_CANCER_SNOMED = frozenset(
    {
        "363358000",
        "93880001",
        "254637007",
        "254632001",
        "424132000",
        "67811000119102",
        "425048006",
        "422968005",
        "423121009",
    }
)
LUNG_CANCER_ICD10 = ("C34",)
FAMILY_LUNG_CANCER_ICD10 = ("Z80.1", "Z801")

NOT_KEPT: dict[str, tuple[str, ...]] = {
    "Condition": (
        "bodySite",
        "severity",
        "onsetAge",
        "onsetRange",
        "onsetString",
        "abatementAge",
        "abatementRange",
        "abatementString",
        "note",
    ),
    "Observation": ("bodySite", "interpretation", "note"),
    "Procedure": (
        "bodySite",
        "outcome",
        "complication",
        "performedString",
        "performedAge",
        "performedRange",
        "note",
    ),
    "MedicationRequest": ("note",),
    "MedicationStatement": ("note",),
    "AllergyIntolerance": ("onsetDateTime", "onsetAge", "note"),
    "Encounter": ("diagnosis",),
    "FamilyMemberHistory": ("note",),
}
"""Elements by type that say something of the patient and have no place in a record."""

IGNORED_TYPES = frozenset(
    {
        "Claim",
        "ExplanationOfBenefit",
        "Immunization",
        "Organization",
        "Practitioner",
        "PractitionerRole",
        "CarePlan",
        "CareTeam",
        "Goal",
        "ImagingStudy",
        "Device",
        "Location",
        "Provenance",
        "SupplyDelivery",
        "DocumentReference",
        "Coverage",
        "Medication",
        "Specimen",
        "ServiceRequest",
        "MedicationAdministration",
        "MedicationDispense",
        "Composition",
        "RelatedPerson",
        "Appointment",
        "ClinicalImpression",
        "Consent",
        "Group",
        "HealthcareService",
        "Endpoint",
        "Media",
        "Binary",
        "OperationOutcome",
        "Questionnaire",
        "QuestionnaireResponse",
        "Account",
        "Flag",
        "List",
        "Schedule",
        "Slot",
        "Task",
        "Communication",
        "NutritionOrder",
        "RiskAssessment",
        "Person",
        "EpisodeOfCare",
        "ImmunizationRecommendation",
        "BodyStructure",
        "DeviceRequest",
        "DeviceUseStatement",
        "AuditEvent",
        "MessageHeader",
        "Parameters",
    }
)
"""Types that a record has no place for."""
