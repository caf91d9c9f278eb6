"""The patient's record: what is known, who says so, and since when. Nothing is filled in that nobody stated."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.provenance import Origin
from pmdesk.core.volume import Sex

OLDEST_AGE = 130.0
"""Years that nobody has lived; a birth date before that is an error of its source."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Coding(_Entry):
    """A code of a terminology; ``system`` is its FHIR URI (``http://loinc.org``, ``http://snomed.info/sct``)."""

    system: str = ""
    code: str = ""
    display: str = ""


class SourceRef(_Entry):
    """Where an entry came from: origin and the document or resource."""

    origin: Origin = Origin.RECORD
    document: str = ""


class SmokingStatus(StrEnum):
    NEVER = "never"
    FORMER = "former"
    CURRENT = "current"


class Smoking(_Entry):
    """Tobacco history; None where nobody stated it."""

    status: SmokingStatus | None = None
    pack_years: float | None = Field(default=None, ge=0, le=400)
    cigarettes_per_day: float | None = Field(default=None, ge=0, le=200)
    years_smoked: float | None = Field(default=None, ge=0, le=100)
    years_since_quitting: float | None = Field(default=None, ge=0, le=100)
    source: SourceRef = SourceRef()


class Demographics(_Entry):
    patient_id: str = ""
    name: str = ""
    birth_date: date | None = None
    partial_birth_date: str = ""
    """The birth date as the source gives it when it is not a whole day, for example ``"1961"``."""
    is_deceased: bool | None = None
    death_date: date | None = None
    partial_death_date: str = ""
    """The date of death as the source gives it when it is not a whole day."""
    sex: Sex = Sex.UNKNOWN
    age_years: float | None = Field(default=None, ge=0, le=130)
    """Stated age; used only when no birth date is known."""
    ethnicity: str = ""
    height_cm: float | None = Field(default=None, ge=30, le=260)
    weight_kg: float | None = Field(default=None, ge=1, le=400)
    source: SourceRef = SourceRef()


class FamilyHistoryEntry(_Entry):
    id: str
    relation: str
    """FHIR v3-RoleCode or free text, for example ``"MTH"``."""
    condition: Coding
    onset_age_years: float | None = Field(default=None, ge=0, le=130)
    relative_id: str = ""
    """Entries of one person share it; empty: the source does not say who of several relatives it is."""
    sex: Sex = Sex.UNKNOWN
    age_years: float | None = Field(default=None, ge=0, le=130)
    """Age now, or at death."""
    is_deceased: bool | None = None
    source: SourceRef = SourceRef()


class ClinicalStatus(StrEnum):
    ACTIVE = "active"
    REMISSION = "remission"
    RESOLVED = "resolved"
    UNKNOWN = "unknown"


class Condition(_Entry):
    """A diagnosis. ``stage`` and ``histology`` are free text or codes as the source gives them."""

    id: str
    coding: Coding
    clinical_status: ClinicalStatus = ClinicalStatus.UNKNOWN
    verification: str = ""
    """FHIR condition-ver-status: ``"confirmed"``, ``"provisional"``, ``"differential"``, ``"unconfirmed"``."""
    onset: date | None = None
    partial_date: str = ""
    """The date as the source gives it when it is not a whole day, for example ``"1998"`` or ``"1998-07"``."""
    ended: date | None = None
    partial_end: str = ""
    """The end as the source gives it when it is not a whole day."""
    category: str = ""
    """FHIR condition-category: ``"problem-list-item"``, ``"encounter-diagnosis"``; empty where the source is silent."""
    stage: str = ""
    histology: str = ""
    source: SourceRef = SourceRef()


class Observation(_Entry):
    """A laboratory value or vital sign. ``unit`` is a UCUM code; empty means that the source gave none."""

    id: str
    coding: Coding
    value: float | None = None
    text: str = ""
    """Value of an observation that is not a number."""
    unit: str = ""
    reference_low: float | None = None
    reference_high: float | None = None
    category: str = ""
    """FHIR observation-category: ``"laboratory"``, ``"vital-signs"``, ``"social-history"``, ``"survey"``."""
    taken_on: date | None = None
    partial_date: str = ""
    """The date as the source gives it when it is not a whole day, for example ``"1998"`` or ``"1998-07"``."""
    source: SourceRef = SourceRef()


class Medication(_Entry):
    id: str
    coding: Coding
    dose: str = ""
    started: date | None = None
    stopped: date | None = None
    partial_date: str = ""
    """The beginning as the source gives it when it is not a whole day."""
    partial_end: str = ""
    """The end as the source gives it when it is not a whole day."""
    active: bool | None = None
    source: SourceRef = SourceRef()


class Procedure(_Entry):
    id: str
    coding: Coding
    performed: date | None = None
    partial_date: str = ""
    """The date as the source gives it when it is not a whole day, for example ``"1998"`` or ``"1998-07"``."""
    source: SourceRef = SourceRef()


class Allergy(_Entry):
    id: str
    coding: Coding
    reaction: str = ""
    criticality: str = ""
    """FHIR allergy-intolerance-criticality: ``"low"``, ``"high"``, ``"unable-to-assess"``."""
    recorded: date | None = None
    partial_date: str = ""
    """The day of recording as the source gives it when it is not a whole day."""
    source: SourceRef = SourceRef()


class Encounter(_Entry):
    """A visit or a stay."""

    id: str
    coding: Coding
    class_code: str = ""
    """HL7 v3-ActCode: ``"AMB"``, ``"IMP"``, ``"EMER"``."""
    started: date | None = None
    partial_date: str = ""
    """The beginning as the source gives it when it is not a whole day."""
    ended: date | None = None
    partial_end: str = ""
    """The end as the source gives it when it is not a whole day."""
    reason: str = ""
    source: SourceRef = SourceRef()


class DiagnosticReport(_Entry):
    """A report of a laboratory, imaging or pathology department; ``observation_ids`` names entries of the record."""

    id: str
    coding: Coding
    issued: date | None = None
    partial_date: str = ""
    """The date as the source gives it when it is not a whole day."""
    conclusion: str = ""
    observation_ids: tuple[str, ...] = ()
    source: SourceRef = SourceRef()


class StatedFact(_Entry):
    """A yes/no fact of the history that risk models ask for; None means not known."""

    value: bool | None = None
    source: SourceRef = SourceRef()


class StatedInput(_Entry):
    """An answer to a risk model's question that has no other place in the record.

    ``name`` is the input's name in `pmdesk.risk` (``"daily_vegetables"``), ``unit`` its UCUM unit.
    """

    name: str
    value: bool | float | str
    unit: str = ""
    stated_on: date | None = None
    source: SourceRef = SourceRef()


class PatientRecord(_Entry):
    """Everything known about one patient besides images and genome. Immutable: an edit makes a copy."""

    demographics: Demographics = Demographics()
    smoking: Smoking = Smoking()
    emphysema: StatedFact = StatedFact()
    family_history_lung_cancer: StatedFact = StatedFact()
    extrathoracic_cancer_over_5y_ago: StatedFact = StatedFact()
    cancer_within_5y: StatedFact = StatedFact()
    immunosuppressed: StatedFact = StatedFact()
    lung_screening: StatedFact = StatedFact()
    """True: the CT belongs to a lung cancer screening programme (Lung-RADS applies); False: incidental finding."""
    prior_chest_ct: StatedFact = StatedFact()
    """True: an earlier chest CT exists; False: there is none, so that this one is the baseline."""
    family_history: tuple[FamilyHistoryEntry, ...] = ()
    conditions: tuple[Condition, ...] = ()
    observations: tuple[Observation, ...] = ()
    medications: tuple[Medication, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    reports: tuple[DiagnosticReport, ...] = ()
    stated_inputs: tuple[StatedInput, ...] = ()
    is_synthetic: bool = False
    """True for bundled demonstration patients; shown on every screen and page."""

    def age_on(self, day: date) -> float | None:
        """Age in completed years on ``day``, from the birth date, else the stated age, else None.

        A birth date that would make the patient older than anybody has become gives no age, and there is none on a
        day after the death.
        """
        born, died = self.demographics.birth_date, self.demographics.death_date
        if died is not None and day > died:
            return None
        if born is None:
            return self.demographics.age_years
        if day < born:
            return None
        years = float(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
        return years if years <= OLDEST_AGE else None
