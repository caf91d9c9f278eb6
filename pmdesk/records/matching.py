"""Whether a record belongs to the patient of the images, or of another record."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.volume import ImagePatient, Sex


class MatchOutcome(StrEnum):
    """What comparing record and images says."""

    MATCH = "match"
    """The same identifier, or the same name and birth date, and nothing against it."""
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"
    """Nothing contradicts, but too little is stated to be sure."""


@dataclass(frozen=True, slots=True)
class PatientMatch:
    """Outcome with the names of the fields that agree and differ; a field that one side lacks is in neither.

    Names: ``"patient_id"``, ``"name"``, ``"birth_date"``, ``"sex"``.
    """

    outcome: MatchOutcome
    differing: tuple[str, ...] = ()
    agreeing: tuple[str, ...] = ()


def match_patient(record: PatientRecord, patient: ImagePatient) -> PatientMatch:
    """Compare the demographics of a record with what the image headers state."""
    headers = Demographics(
        patient_id=str(patient.patient_id),
        name=patient.name,
        birth_date=patient.birth_date,
        sex=patient.sex,
    )
    return _compare(record.demographics, headers)


def match_records(first: PatientRecord, second: PatientRecord) -> PatientMatch:
    """Whether two records are one patient's, by the same rules as for images."""
    return _compare(first.demographics, second.demographics)


def _compare(stated: Demographics, other: Demographics) -> PatientMatch:
    results: dict[str, bool | None] = {
        "patient_id": _same(stated.patient_id.strip(), other.patient_id.strip()),
        "name": same_person_name(stated.name, other.name),
        "birth_date": None,
        "sex": None,
    }
    if stated.birth_date and other.birth_date:
        results["birth_date"] = stated.birth_date == other.birth_date
    else:
        shown = [_birth(side) for side in (stated, other)]
        # an agreeing year alone proves nothing
        if all(shown) and not (shown[0].startswith(shown[1]) or shown[1].startswith(shown[0])):
            results["birth_date"] = False
    if Sex.UNKNOWN not in (stated.sex, other.sex):
        results["sex"] = stated.sex is other.sex
    differing = tuple(name for name, same in results.items() if same is False)
    agreeing = tuple(name for name, same in results.items() if same)
    sure = results["patient_id"] or (results["name"] and results["birth_date"])
    outcome = MatchOutcome.MATCH if sure else MatchOutcome.UNKNOWN
    return PatientMatch(MatchOutcome.MISMATCH if differing else outcome, differing, agreeing)


def _birth(who: Demographics) -> str:
    return who.birth_date.isoformat() if who.birth_date else who.partial_birth_date


def differing_fields(record: PatientRecord, patient: ImagePatient) -> tuple[str, ...]:
    """Names of the fields in which record and images contradict each other."""
    return match_patient(record, patient).differing


def same_person_name(first: str, second: str) -> bool | None:
    """True, False, or None when either is empty.

    Understands DICOM person names with ideographic groups (``"LI^Ming=李^明"``) and names in natural order. Names
    agree when any group's parts are the same in any order, or one has the other's parts and more (a middle name).
    """
    groups_1, groups_2 = _name_groups(first), _name_groups(second)
    if not groups_1 or not groups_2:
        return None
    for one in groups_1:
        for other in groups_2:
            if set(one) <= set(other) or set(other) <= set(one) or _run_together(one) & _run_together(other):
                return True
    # 李明 and Li Ming cannot be compared
    comparable = any(_script(one) == _script(other) for one in groups_1 for other in groups_2)
    return False if comparable else None


def _run_together(parts: tuple[str, ...]) -> set[str]:
    """The name written without gaps, as Chinese names often are."""
    return {"".join(parts), "".join(reversed(parts))}


def _name_groups(name: str) -> list[tuple[str, ...]]:
    groups = []
    for group in name.split("="):
        folded = unicodedata.normalize("NFKD", group).casefold()
        plain = "".join(char for char in folded if not unicodedata.combining(char))
        words = plain.replace("^", " ").replace(",", " ").split()
        parts = tuple(filter(None, ("".join(char for char in word if char.isalpha()) for word in words)))
        if parts:
            groups.append(parts)
    return groups


def _script(group: tuple[str, ...]) -> str:
    """First word of the first letter's Unicode name: LATIN, CJK, CYRILLIC."""
    return unicodedata.name(group[0][0], "?").split()[0]


def _same(first: str, second: str) -> bool | None:
    return first == second if first and second else None
