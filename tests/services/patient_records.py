"""Records made from rows of the vector files."""

from datetime import date, timedelta

from pmdesk.core.record import (
    Coding,
    Condition,
    Demographics,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    StatedInput,
)
from pmdesk.core.volume import Sex
from pmdesk.risk.model import InputKind
from pmdesk.risk.tables import column_model
from pmdesk.services.record_facts import RecordFacts

DAY = date(2026, 11, 21)
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"

SYSTOLIC, DIASTOLIC, CHOLESTEROL, HDL = "8480-6", "8462-4", "2093-3", "2085-9"
CREATININE, EGFR_2021, HBA1C, UACR = "2160-0", "98979-8", "4548-4", "9318-7"
BMI, WEIGHT, HEIGHT, WAIST = "39156-5", "29463-7", "8302-2", "8280-0"
FASTING_GLUCOSE, GLUCOSE = "1558-6", "2345-7"

_CODE_OF_INPUT = {
    "sbp": (SYSTOLIC, "mm[Hg]"),
    "dbp": (DIASTOLIC, "mm[Hg]"),
    "total_c": (CHOLESTEROL, "mg/dL"),
    "tc_mgdl": (CHOLESTEROL, "mg/dL"),
    "tc": (CHOLESTEROL, "mmol/L"),
    "hdl_c": (HDL, "mg/dL"),
    "hdl_mgdl": (HDL, "mg/dL"),
    "hdl": (HDL, "mmol/L"),
    "egfr": (EGFR_2021, "mL/min/{1.73_m2}"),
    "bmi": (BMI, "kg/m2"),
    "waist_cm": (WAIST, "cm"),
    "hba1c": (HBA1C, "%"),
    "a1c_pct": (HBA1C, "%"),
    "uacr": (UACR, "mg/g"),
    "fpg_mgdl": (FASTING_GLUCOSE, "mg/dL"),
    "random_mgdl": (GLUCOSE, "mg/dL"),
    "weight_kg": (WEIGHT, "kg"),
    "height_cm": (HEIGHT, "cm"),
}


def observed(code: str, value: float, unit: str, on: date | None = DAY, **more: object) -> Observation:
    """A measurement by its LOINC code."""
    coding = Coding(system=LOINC, code=code)
    return Observation(id=f"{code}/{on}", coding=coding, value=value, unit=unit, taken_on=on, **more)


def stated(name: str, value: bool | float | str, unit: str = "", on: date | None = None) -> StatedInput:
    return StatedInput(name=name, value=value, unit=unit, stated_on=on)


def diagnosed(
    code: str, system: str = ICD10, on: date | None = date(2020, 1, 1), **more: object
) -> Condition:
    return Condition(id=f"condition/{code}", coding=Coding(system=system, code=code), onset=on, **more)


def drug(display: str, *, code: str = "", system: str = "", **more: object) -> Medication:
    coding = Coding(system=system, code=code, display=display)
    return Medication(id=f"drug/{display}{code}", coding=coding, **more)


def relative(relation: str, code: str, **more: object) -> FamilyHistoryEntry:
    condition = Coding(system=ICD10, code=code)
    return FamilyHistoryEntry(id=f"{relation}/{code}", relation=relation, condition=condition, **more)


def born_for(age: float) -> date:
    """A birth date that gives this age in whole years on `DAY`."""
    return DAY.replace(year=DAY.year - int(age)) - timedelta(days=30)


def patient(age: float | None = None, sex: Sex = Sex.UNKNOWN, **more: object) -> PatientRecord:
    """A record with age and sex; the rest as keywords of `PatientRecord`."""
    about = Demographics(birth_date=None if age is None else born_for(age), sex=sex)
    return PatientRecord(demographics=about, **more)


def facts(record: PatientRecord, on: date = DAY) -> RecordFacts:
    return RecordFacts(record, on)


def record_of_row(model_id: str, row: dict[str, str]) -> PatientRecord:
    """A row of a vector file as a record: measurements as observations, age and sex as such, the rest as answers."""
    model = column_model(model_id)
    assert model is not None
    observations, answers = [], []
    age: float | None = None
    sex = Sex.UNKNOWN
    for spec in model.inputs:
        cell = row.get(spec.name, "")
        if cell == "":
            continue
        if spec.name in ("age", "age_now", "T1"):
            age = float(cell)
        elif spec.name == "sex":
            sex = Sex(cell)
        elif spec.name in ("female", "male"):
            sex = Sex.FEMALE if (cell == "1") == (spec.name == "female") else Sex.MALE
        elif spec.name in _CODE_OF_INPUT:
            code, unit = _CODE_OF_INPUT[spec.name]
            observations.append(observed(code, float(cell), unit))
        elif spec.kind is InputKind.FLAG:
            answers.append(stated(spec.name, cell in ("1", "1.0")))
        else:
            value = cell if spec.kind is InputKind.CHOICE else float(cell)
            answers.append(stated(spec.name, value, spec.unit))
    record = patient(age, sex, observations=tuple(observations), stated_inputs=tuple(answers))
    if age is not None and not float(age).is_integer():
        about = record.demographics.model_copy(update={"birth_date": None, "age_years": age})
        record = record.model_copy(update={"demographics": about})
    return record
