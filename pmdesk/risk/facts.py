"""What the risk models may know of the patient: every value with who says so and where it can be mended."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.record import PatientRecord, SmokingStatus, StatedFact
from pmdesk.core.volume import ImagePatient, Sex

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value, who says so, and the place of the case where it lives or can be filled in.

    ``value`` None means that nobody has stated it; ``ref`` may be given all the same.
    """

    value: T | None = None
    origin: Origin = Origin.UNKNOWN
    ref: NodeRef | None = None


FIELD_OF = {
    "age_years": "demographics.birth_date",
    "sex": "demographics.sex",
    "ever_smoker": "smoking.status",
    "pack_years": "smoking.pack_years",
    "family_history_lung_cancer": "family_history_lung_cancer",
    "emphysema": "emphysema",
    "extrathoracic_cancer_over_5y_ago": "extrathoracic_cancer_over_5y_ago",
    "cancer_within_5y": "cancer_within_5y",
    "immunosuppressed": "immunosuppressed",
    "lung_screening": "lung_screening",
    "prior_chest_ct": "prior_chest_ct",
}
"""Record field (path in `PatientRecord`) in which each fact is filled in."""


def field_ref(fact: str) -> NodeRef:
    """The record field of a fact of `ClinicalFacts`."""
    return NodeRef(NodeKind.RECORD_FIELD, FIELD_OF[fact])


@dataclass(frozen=True, slots=True)
class ClinicalFacts:
    """Everything of the patient that the models of this room ask for."""

    age_years: Fact[float] = Fact()
    """Age on the day of the CT."""
    sex: Fact[Sex] = Fact()
    ever_smoker: Fact[bool] = Fact()
    pack_years: Fact[float] = Fact()
    family_history_lung_cancer: Fact[bool] = Fact()
    emphysema: Fact[bool] = Fact()
    extrathoracic_cancer_over_5y_ago: Fact[bool] = Fact()
    cancer_within_5y: Fact[bool] = Fact()
    immunosuppressed: Fact[bool] = Fact()
    lung_screening: Fact[bool] = Fact()
    prior_chest_ct: Fact[bool] = Fact()
    """False: there is no earlier chest CT, so that this one is the baseline."""

    @classmethod
    def from_case(
        cls,
        record: PatientRecord | None,
        *,
        patient: ImagePatient | None = None,
        examined_on: date | None = None,
    ) -> "ClinicalFacts":
        """Facts of a record; the image headers fill in age and sex where the record is silent.

        Parameters
        ----------
        record
            The patient's record, or None when there is none.
        patient
            The patient as the image headers state it.
        examined_on
            Day of the CT. Without it an age cannot be computed from a birth date.
        """
        record = record if record is not None else PatientRecord()
        smoking = record.smoking
        ever: bool | None = None
        if smoking.status is not None:
            ever = smoking.status is not SmokingStatus.NEVER
        return cls(
            age_years=_age(record, patient, examined_on),
            sex=_sex(record, patient),
            ever_smoker=_fact("ever_smoker", ever, smoking.source.origin),
            pack_years=_fact("pack_years", smoking.pack_years, smoking.source.origin),
            family_history_lung_cancer=_stated(
                "family_history_lung_cancer", record.family_history_lung_cancer
            ),
            emphysema=_stated("emphysema", record.emphysema),
            extrathoracic_cancer_over_5y_ago=_stated(
                "extrathoracic_cancer_over_5y_ago", record.extrathoracic_cancer_over_5y_ago
            ),
            cancer_within_5y=_stated("cancer_within_5y", record.cancer_within_5y),
            immunosuppressed=_stated("immunosuppressed", record.immunosuppressed),
            lung_screening=_stated("lung_screening", record.lung_screening),
            prior_chest_ct=_stated("prior_chest_ct", record.prior_chest_ct),
        )


def _fact(name: str, value: T | None, origin: Origin) -> Fact[T]:
    return Fact(value, origin if value is not None else Origin.UNKNOWN, field_ref(name))


def _stated(name: str, stated: StatedFact) -> Fact[bool]:
    return _fact(name, stated.value, stated.source.origin)


def _age(record: PatientRecord, patient: ImagePatient | None, examined_on: date | None) -> Fact[float]:
    age: float | None = None
    if examined_on is not None:
        age = record.age_on(examined_on)
    elif record.demographics.birth_date is None:
        age = record.demographics.age_years
    if age is not None:
        return _fact("age_years", age, record.demographics.source.origin)
    if patient is not None and patient.age_years is not None:
        return _fact("age_years", patient.age_years, Origin.HEADER)
    return _fact("age_years", None, Origin.UNKNOWN)


def _sex(record: PatientRecord, patient: ImagePatient | None) -> Fact[Sex]:
    if record.demographics.sex is not Sex.UNKNOWN:
        return _fact("sex", record.demographics.sex, record.demographics.source.origin)
    if patient is not None and patient.sex is not Sex.UNKNOWN:
        return _fact("sex", patient.sex, Origin.HEADER)
    return _fact("sex", None, Origin.UNKNOWN)
