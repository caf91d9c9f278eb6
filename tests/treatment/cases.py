"""Facts for tests of treatment rules, made from plain words."""

from collections.abc import Mapping, Sequence
from datetime import date

from pmdesk.core.biomarker import Assessment, Biomarker
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import RiskId, VariantId
from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    Demographics,
    Medication,
    Observation,
    PatientRecord,
)
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.core.treatment import TreatmentOption
from pmdesk.core.variant import VariantOrigin
from pmdesk.genomics.interpret import biomarkers as assess_genome
from pmdesk.treatment.facts import CaseFacts, case_facts
from pmdesk.treatment.knowledge import load_knowledge
from pmdesk.treatment.rules import treatment_options

ON = date(2026, 11, 1)
SNOMED = "http://snomed.info/sct"

CODES = {
    "any_cancer": "363346000",
    "lung_cancer": "363358000",
    "nsclc": "254637007",
    "sclc": "254632001",
    "breast_cancer": "254837009",
    "ovarian_cancer": "363443007",
    "prostate_cancer": "399068003",
    "pancreatic_cancer": "363418001",
    "colorectal_cancer": "363406005",
    "melanoma": "372244006",
}


def condition(
    category: str, *, stage: str = "", status: ClinicalStatus = ClinicalStatus.ACTIVE, histology: str = ""
) -> Condition:
    coding = Coding(system=SNOMED, code=CODES[category])
    return Condition(id=category, coding=coding, clinical_status=status, stage=stage, histology=histology)


def record(
    *conditions: Condition,
    drugs: Sequence[str] = (),
    allergies: Sequence[str] = (),
    observations: Sequence[Observation] = (),
    age: float | None = None,
) -> PatientRecord:
    return PatientRecord(
        demographics=Demographics(age_years=age),
        conditions=conditions,
        observations=tuple(observations),
        medications=tuple(
            Medication(id=f"drug-{name}", coding=Coding(display=name), active=True) for name in drugs
        ),
        allergies=tuple(Allergy(id=f"allergy-{name}", coding=Coding(display=name)) for name in allergies),
    )


def pdl1(percent: float, unit: str = "%") -> Observation:
    return Observation(id="pdl1", coding=Coding(display="PD-L1 TPS"), value=percent, unit=unit)


def markers(
    found: Mapping[str, VariantOrigin] | None = None,
    *,
    states: Mapping[str, Assessment] | None = None,
    default: Assessment = Assessment.NOT_REPORTED,
) -> tuple[Biomarker, ...]:
    """All biomarkers of the table: those in ``found`` with one variant each, the others as ``default``."""
    result = []
    for row in assess_genome(None):
        origin = (found or {}).get(row.id)
        if origin is not None:
            variant = VariantId(f"GRCh38:1:1:{row.id}:T")
            result.append(
                Biomarker(row.id, row.gene, row.title, Assessment.FOUND, variants=(variant,), origin=origin)
            )
        else:
            result.append(Biomarker(row.id, row.gene, row.title, (states or {}).get(row.id, default)))
    return tuple(result)


def follow_up(model: str, category: str) -> RiskScore:
    text = LocalizedText(en=category, zh=category)
    return RiskScore(
        id=RiskId(f"{model}:f1"),
        model_id=model,
        model_version="1",
        title=text,
        subject=NodeRef(NodeKind.FINDING, "f1"),
        state=RiskState.COMPUTED,
        category=category,
        category_text=text,
    )


def facts(
    patient: PatientRecord | None,
    assessed: Sequence[Biomarker] | None = None,
    risks: Sequence[RiskScore] = (),
) -> CaseFacts:
    return case_facts(patient, assess_genome(None) if assessed is None else assessed, risks, on=ON)


def options(
    patient: PatientRecord | None,
    assessed: Sequence[Biomarker] | None = None,
    risks: Sequence[RiskScore] = (),
) -> dict[str, TreatmentOption]:
    """Options of a case by rule."""
    found = treatment_options(facts(patient, assessed, risks), load_knowledge())
    return {option.rule_id: option for option in found}
