"""Answers to the risk models' questions that follow from dated, coded diagnoses.

Nothing is ever concluded from silence: a record without a cancer is not the record of somebody without cancer.
"""

from datetime import date

from pmdesk.core.provenance import Origin
from pmdesk.core.record import Condition, PatientRecord, SourceRef, StatedFact
from pmdesk.records.fhir_codes import ICD10_SYSTEMS, SNOMED
from pmdesk.records.timeline import first_day, last_day

_NOT_EXTRATHORACIC_ICD10 = ("C15", "C33", "C34", "C37", "C38", "C39", "C45", "C76.1", "C761", "C8", "C9")
"""Oesophagus, airways, lung, thymus, mediastinum, pleura; lymphomas and leukaemias may lie anywhere."""

_SKIN_ICD10 = ("C44",)
_SECONDARY_ICD10 = ("C77", "C78", "C79")
_EXTRATHORACIC_SNOMED = frozenset(
    {"254837009", "363406005", "93761005", "399068003", "363418001", "363443007", "372244006", "363351006"}
)
"""Malignant neoplasms of breast, colon, prostate, pancreas, ovary and rectum; malignant melanoma."""


def with_derived_facts(record: PatientRecord, study_date: date | None) -> PatientRecord:
    """A copy in which cancers with a sure code and date answer the two questions about earlier cancer.

    Only an open question is answered, only with yes, and the answer carries `Origin.COMPUTED` and the condition it
    came from. Recurrence is not considered: the day of the diagnosis counts.
    """
    if study_date is None:
        return record
    limit = _years_before(study_date, 5)
    changes: dict[str, StatedFact] = {}
    for condition in record.conditions:
        kind = _cancer_kind(condition)
        if kind is None:
            continue
        earliest = condition.onset or first_day(condition.partial_date)
        latest = condition.onset or last_day(condition.partial_date)
        if earliest is None or latest is None or earliest > study_date:
            continue
        fact = StatedFact(
            value=True, source=SourceRef(origin=Origin.COMPUTED, document=f"condition:{condition.id}")
        )
        if (
            latest < limit
            and kind == "extrathoracic"
            and record.extrathoracic_cancer_over_5y_ago.value is None
        ):
            changes.setdefault("extrathoracic_cancer_over_5y_ago", fact)
        if earliest >= limit and record.cancer_within_5y.value is None:
            changes.setdefault("cancer_within_5y", fact)
    return record.model_copy(update=changes) if changes else record


def _cancer_kind(condition: Condition) -> str | None:
    system, code = condition.coding.system, condition.coding.code
    if system in ICD10_SYSTEMS and code.startswith("C") and code[1:3].isdigit():
        if code.startswith(_SKIN_ICD10) or code.startswith(_SECONDARY_ICD10):
            return None
        return "thoracic" if code.startswith(_NOT_EXTRATHORACIC_ICD10) else "extrathoracic"
    if system == SNOMED and code in _EXTRATHORACIC_SNOMED:
        return "extrathoracic"
    return None


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
