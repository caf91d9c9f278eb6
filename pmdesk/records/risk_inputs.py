"""What a record says of the facts that risk models ask for, with the place where each lives.

Nothing is ever concluded from silence: a record without a cancer is not the record of somebody without cancer.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import Condition, PatientRecord, SmokingStatus, SourceRef, StatedFact
from pmdesk.core.volume import Sex
from pmdesk.records.fhir_codes import ICD10_SYSTEMS, SNOMED
from pmdesk.records.timeline import first_day, last_day

T = TypeVar("T")

_NOT_EXTRATHORACIC_ICD10 = ("C15", "C33", "C34", "C37", "C38", "C39", "C45", "C76.1", "C761", "C8", "C9")
"""Oesophagus, airways, lung, thymus, mediastinum, pleura; lymphomas and leukaemias may lie anywhere."""

_SKIN_ICD10 = ("C44",)
_SECONDARY_ICD10 = ("C77", "C78", "C79")
_EXTRATHORACIC_SNOMED = frozenset(
    {"254837009", "363406005", "93761005", "399068003", "363418001", "363443007", "372244006", "363351006"}
)
"""Malignant neoplasms of breast, colon, prostate, pancreas, ovary and rectum; malignant melanoma."""


@dataclass(frozen=True, slots=True)
class RecordFact(Generic[T]):
    """A fact; ``value`` None when nobody has stated it. ``ref`` is where it is, or can be, filled in."""

    value: T | None
    ref: NodeRef
    origin: Origin = Origin.UNKNOWN
    derived_from: tuple[NodeRef, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskInputs:
    """The facts, on the day of a study."""

    age_years: RecordFact[float]
    sex: RecordFact[Sex]
    ever_smoker: RecordFact[bool]
    pack_years: RecordFact[float]
    years_since_quitting: RecordFact[float]
    family_history_lung_cancer: RecordFact[bool]
    emphysema: RecordFact[bool]
    extrathoracic_cancer_over_5y_ago: RecordFact[bool]
    cancer_within_5y: RecordFact[bool]
    immunosuppressed: RecordFact[bool]
    lung_screening: RecordFact[bool]
    prior_chest_ct: RecordFact[bool]


def risk_inputs(record: PatientRecord, study_date: date | None) -> RiskInputs:
    """Facts of a record on the day of a study.

    Parameters
    ----------
    study_date
        Day of the images. Without it an age is known only where the record states one, and cancers cannot be placed
        before or after the last five years.
    """
    derived = with_derived_facts(record, study_date)
    demographics, smoking = record.demographics, record.smoking
    age = record.age_on(study_date) if study_date is not None else demographics.age_years
    sex = demographics.sex if demographics.sex is not Sex.UNKNOWN else None
    ever = None if smoking.status is None else smoking.status is not SmokingStatus.NEVER
    said = demographics.source.origin
    smoked = smoking.source.origin
    return RiskInputs(
        age_years=_fact("demographics.birth_date", age, said),
        sex=_fact("demographics.sex", sex, said),
        ever_smoker=_fact("smoking.status", ever, smoked),
        pack_years=_fact("smoking.pack_years", smoking.pack_years, smoked),
        years_since_quitting=_fact("smoking.years_since_quitting", smoking.years_since_quitting, smoked),
        family_history_lung_cancer=_stated(derived, "family_history_lung_cancer"),
        emphysema=_stated(derived, "emphysema"),
        extrathoracic_cancer_over_5y_ago=_stated(derived, "extrathoracic_cancer_over_5y_ago"),
        cancer_within_5y=_stated(derived, "cancer_within_5y"),
        immunosuppressed=_stated(derived, "immunosuppressed"),
        lung_screening=_stated(derived, "lung_screening"),
        prior_chest_ct=_stated(derived, "prior_chest_ct"),
    )


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


def _fact(key: str, value: T | None, origin: Origin) -> RecordFact[T]:
    return RecordFact(
        value, NodeRef(NodeKind.RECORD_FIELD, key), origin if value is not None else Origin.UNKNOWN
    )


def _stated(record: PatientRecord, key: str) -> RecordFact[bool]:
    fact: StatedFact = getattr(record, key)
    derived: tuple[NodeRef, ...] = ()
    kind, _, name = fact.source.document.partition(":")
    if fact.source.origin is Origin.COMPUTED and kind == "condition":
        derived = (NodeRef(NodeKind.CONDITION, name),)
    origin = fact.source.origin if fact.value is not None else Origin.UNKNOWN
    return RecordFact(fact.value, NodeRef(NodeKind.RECORD_FIELD, key), origin, derived)
