"""The facts of a case that treatment rules may ask for, gathered from record, genome and risks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pmdesk.core.biomarker import Biomarker
from pmdesk.core.record import Allergy, Medication, PatientRecord
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.volume import Sex
from pmdesk.treatment.disease import DiseaseFact, FeatureFact, diseases_of, features_of


@dataclass(frozen=True)
class CaseFacts:
    """One case as the rules see it. Without a record every question about the patient is unknown."""

    has_record: bool
    has_genome: bool
    diseases: tuple[DiseaseFact, ...]
    features: tuple[FeatureFact, ...]
    biomarkers: Mapping[str, Biomarker]
    age_years: float | None
    sex: Sex
    medications: tuple[Medication, ...]
    allergies: tuple[Allergy, ...]
    follow_ups: tuple[RiskScore, ...]
    """Computed follow-up rules: those with a category."""
    on: date


@dataclass(frozen=True)
class RecordStatements:
    """What a record says of diseases and tumours, whatever else the case holds; thousands of entries are read."""

    diseases: tuple[DiseaseFact, ...] = ()
    features: tuple[FeatureFact, ...] = ()

    @classmethod
    def of(cls, record: PatientRecord | None) -> "RecordStatements":
        """Read a record."""
        return cls(diseases_of(record), features_of(record))


def case_facts(
    record: PatientRecord | None,
    biomarkers: Sequence[Biomarker],
    risks: Sequence[RiskScore],
    *,
    on: date,
    statements: RecordStatements | None = None,
) -> CaseFacts:
    """Gather the facts.

    Parameters
    ----------
    record
        The patient's record, or None when there is none or it is not confirmed to be this patient's.
    biomarkers
        As assessed; all "no genome" when there is none.
    risks
        Scores and follow-up rules of the nodules.
    on
        Day on which the age and current drugs count.
    statements
        `RecordStatements.of` this record, where they are at hand.
    """
    said = statements if statements is not None else RecordStatements.of(record)
    return CaseFacts(
        has_record=record is not None,
        has_genome=bool(biomarkers)
        and not all("biomarker.no_genome" in biomarker.reasons for biomarker in biomarkers),
        diseases=said.diseases,
        features=said.features,
        biomarkers={biomarker.id: biomarker for biomarker in biomarkers},
        age_years=record.age_on(on) if record is not None else None,
        sex=record.demographics.sex if record is not None else Sex.UNKNOWN,
        medications=record.medications if record is not None else (),
        allergies=record.allergies if record is not None else (),
        follow_ups=tuple(
            risk
            for risk in risks
            if risk.state is RiskState.COMPUTED and risk.category and not risk.is_unverified
        ),
        on=on,
    )
