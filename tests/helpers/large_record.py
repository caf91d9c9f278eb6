"""A large made-up record: years of laboratory values, drugs and visits, as a benchmark needs it."""

import random
from datetime import date, timedelta

from pmdesk.core.record import (
    ClinicalStatus,
    Coding,
    Condition,
    Demographics,
    DiagnosticReport,
    Encounter,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    Smoking,
    SmokingStatus,
)
from pmdesk.core.volume import Sex

LOINC, SNOMED, RXNORM = (
    "http://loinc.org",
    "http://snomed.info/sct",
    "http://www.nlm.nih.gov/research/umls/rxnorm",
)
_BEGIN, _DAYS = date(2001, 1, 1), 7400
LABS = (
    ("2160-0", "Creatinine", "mg/dL", 0.6, 1.6),
    ("2345-7", "Glucose", "mg/dL", 70.0, 210.0),
    ("718-7", "Hemoglobin", "g/dL", 9.0, 17.0),
    ("4548-4", "Hemoglobin A1c", "%", 4.8, 9.5),
    ("8480-6", "Systolic blood pressure", "mm[Hg]", 95.0, 185.0),
    ("8462-4", "Diastolic blood pressure", "mm[Hg]", 55.0, 105.0),
    ("2093-3", "Cholesterol", "mg/dL", 120.0, 290.0),
    ("2085-9", "HDL cholesterol", "mg/dL", 25.0, 90.0),
    ("1742-6", "ALT", "U/L", 8.0, 90.0),
    ("1920-8", "AST", "U/L", 8.0, 90.0),
    ("777-3", "Platelets", "10*3/uL", 120.0, 420.0),
    ("1751-7", "Albumin", "g/dL", 2.8, 5.0),
    ("6690-2", "Leukocytes", "10*3/uL", 3.0, 14.0),
    ("2039-6", "CEA", "ng/mL", 0.5, 20.0),
    ("29463-7", "Body weight", "kg", 60.0, 95.0),
)
_CONDITIONS = (
    ("44054006", "Type 2 diabetes mellitus"),
    ("38341003", "Hypertension"),
    ("13645005", "Chronic obstructive pulmonary disease"),
    ("254637007", "Non-small cell lung cancer"),
    ("414545008", "Ischemic heart disease"),
)


def _day(draw: random.Random) -> date:
    return _BEGIN + timedelta(days=draw.randrange(_DAYS))


def large_record(
    observations: int = 5000, drugs: int = 500, encounters: int = 1500, *, seed: int = 1
) -> PatientRecord:
    """A former smoker of 1955 with so many entries; made up, and marked so."""
    draw = random.Random(seed)

    def value(index: int) -> Observation:
        code, display, unit, low, high = LABS[index % len(LABS)]
        return Observation(
            id=f"o{index}",
            coding=Coding(system=LOINC, code=code, display=display),
            value=round(draw.uniform(low, high), 2),
            unit=unit,
            category="laboratory",
            taken_on=_day(draw),
        )

    def drug(index: int) -> Medication:
        begin = _day(draw)
        coding = Coding(
            system=RXNORM, code=str(100_000 + index % 60), display=f"Drug {index % 60} 20 MG Tablet"
        )
        return Medication(id=f"m{index}", coding=coding, started=begin, stopped=begin + timedelta(days=90))

    def visit(index: int) -> Encounter:
        coding = Coding(system=SNOMED, code="185345009", display="Encounter for symptom")
        begin = _day(draw)
        return Encounter(id=f"e{index}", coding=coding, class_code="AMB", started=begin, ended=begin)

    return PatientRecord(
        demographics=Demographics(
            patient_id="LARGE",
            name="Large^Record",
            birth_date=date(1955, 5, 17),
            sex=Sex.MALE,
            height_cm=174.0,
        ),
        smoking=Smoking(status=SmokingStatus.FORMER, pack_years=38.0, years_since_quitting=6.0),
        conditions=tuple(
            Condition(
                id=f"c{index}",
                coding=Coding(system=SNOMED, code=code, display=display),
                clinical_status=ClinicalStatus.ACTIVE,
                onset=_day(draw),
            )
            for index, (code, display) in enumerate(_CONDITIONS * 12)
        ),
        observations=tuple(value(index) for index in range(observations)),
        medications=tuple(drug(index) for index in range(drugs)),
        procedures=tuple(
            Procedure(
                id=f"p{index}",
                coding=Coding(system=SNOMED, code="430193006", display="Medication reconciliation"),
                performed=_day(draw),
            )
            for index in range(encounters // 10)
        ),
        encounters=tuple(visit(index) for index in range(encounters)),
        reports=tuple(
            DiagnosticReport(
                id=f"r{index}",
                coding=Coding(system=LOINC, code="58410-2", display="Blood count panel"),
                issued=_day(draw),
                observation_ids=(f"o{index}",),
            )
            for index in range(min(observations, encounters // 5))
        ),
        is_synthetic=True,
    )
