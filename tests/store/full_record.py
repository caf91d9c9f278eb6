"""A record in which every field of every entry says something, so that what is lost on the way shows."""

from datetime import date
from typing import Any

from pydantic import BaseModel

from pmdesk.core.provenance import Origin
from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    Demographics,
    DiagnosticReport,
    Encounter,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    Smoking,
    SmokingStatus,
    SourceRef,
    StatedFact,
    StatedInput,
)
from pmdesk.core.volume import Sex

_OF_TYPE: dict[type, Any] = {
    str: "词 text",
    date: date(2024, 2, 29),
    bool: True,
    Sex: Sex.FEMALE,
    SmokingStatus: SmokingStatus.FORMER,
    ClinicalStatus: ClinicalStatus.REMISSION,
    Coding: Coding(system="http://loinc.org", code="1-8", display="肌酐"),
    SourceRef: SourceRef(origin=Origin.READER, document="手工.json"),
    StatedFact: StatedFact(value=False, source=SourceRef(origin=Origin.READER, document="d")),
}
_NUMBERS = {"height_cm": 171.5, "weight_kg": 64.25, "value": 0.1 + 0.2}


def filled(kind: type[BaseModel], **stated: Any) -> Any:
    """A value of a core type with every field away from its default."""
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        text = str(field.annotation)
        if "tuple[str" in text:
            values[name] = ("o1", "o2")
        elif "float" in text:
            values[name] = _NUMBERS.get(name, 41.5)
        else:
            values[name] = next(
                value for of, value in _OF_TYPE.items() if of is field.annotation or of.__name__ in text
            )
    return kind(**{**values, **stated})


def full_record() -> PatientRecord:
    """Every list with an entry that is full and one that is almost empty."""
    nothing = Coding()
    return PatientRecord(
        demographics=filled(Demographics, name="Quellmann^Adelheid=全^安", patient_id="MR-4711"),
        smoking=filled(Smoking),
        **{
            name: _OF_TYPE[StatedFact]
            for name, field in PatientRecord.model_fields.items()
            if field.annotation is StatedFact
        },
        family_history=(
            filled(FamilyHistoryEntry, id="f1"),
            FamilyHistoryEntry(id="f2", relation="", condition=nothing),
        ),
        conditions=(filled(Condition, id="c1"), Condition(id="c2", coding=nothing)),
        observations=(filled(Observation, id="o1"), Observation(id="o2", coding=nothing)),
        medications=(filled(Medication, id="m1"), Medication(id="m2", coding=nothing, active=False)),
        procedures=(filled(Procedure, id="p1"), Procedure(id="p2", coding=nothing)),
        allergies=(filled(Allergy, id="a1"), Allergy(id="a2", coding=nothing)),
        encounters=(filled(Encounter, id="e1"), Encounter(id="e2", coding=nothing)),
        reports=(filled(DiagnosticReport, id="r1"), DiagnosticReport(id="r2", coding=nothing)),
        stated_inputs=(
            filled(StatedInput, name="daily_vegetables", value=True),
            StatedInput(name="glasses_a_day", value=1.0, unit="1/d"),
            StatedInput(name="none_a_day", value=0.0),
            StatedInput(name="no", value=False),
            StatedInput(name="education", value="大学"),
        ),
        is_synthetic=True,
    )


def fields_at_default(value: BaseModel, place: str = "") -> list[str]:
    """Fields of the value, and of the first entry of each list, that say nothing."""
    left = []
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        if not field.is_required() and held == field.get_default(call_default_factory=True):
            left.append(f"{place}{name}")
        first = held[0] if isinstance(held, tuple) and held else held
        if isinstance(first, BaseModel):
            left += fields_at_default(first, f"{place}{name}.")
    return left
