"""Words for the coded parts of a record: relatives by side, criticality, kinds of visit and of diagnosis."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

RELATIONS = (
    "FTH", "MTH", "NBRO", "NSIS", "SON", "DAU", "PGRFTH", "PGRMTH", "MGRFTH", "MGRMTH", "PUNCLE", "PAUNT", "MUNCLE",
    "MAUNT", "COUSN",
)  # fmt: skip
"""Codes that the form offers (HL7 v3 RoleCode, 2018); any other text is kept as it is given."""

CRITICALITIES = ("high", "low", "unable-to-assess")
VISIT_CLASSES = ("AMB", "EMER", "IMP", "HH", "VR")
CONDITION_CATEGORIES = ("problem-list-item", "encounter-diagnosis")


def relation(code: str) -> str:
    """A relative by code, with the side of the family where the code tells it."""
    match code.upper():
        case "FTH" | "NFTH":
            return QCoreApplication.translate("RecordWords", "father")
        case "MTH" | "NMTH":
            return QCoreApplication.translate("RecordWords", "mother")
        case "BRO" | "NBRO":
            return QCoreApplication.translate("RecordWords", "brother")
        case "SIS" | "NSIS":
            return QCoreApplication.translate("RecordWords", "sister")
        case "HBRO":
            return QCoreApplication.translate("RecordWords", "half-brother")
        case "HSIS":
            return QCoreApplication.translate("RecordWords", "half-sister")
        case "SIB" | "NSIB":
            return QCoreApplication.translate("RecordWords", "sibling")
        case "SON" | "SONC":
            return QCoreApplication.translate("RecordWords", "son")
        case "DAU" | "DAUC":
            return QCoreApplication.translate("RecordWords", "daughter")
        case "CHILD" | "NCHILD":
            return QCoreApplication.translate("RecordWords", "child")
    return _distant_relation(code)


def _distant_relation(code: str) -> str:
    match code.upper():
        case "PGRFTH":
            return QCoreApplication.translate("RecordWords", "paternal grandfather")
        case "PGRMTH":
            return QCoreApplication.translate("RecordWords", "paternal grandmother")
        case "MGRFTH":
            return QCoreApplication.translate("RecordWords", "maternal grandfather")
        case "MGRMTH":
            return QCoreApplication.translate("RecordWords", "maternal grandmother")
        case "GRFTH":
            return QCoreApplication.translate("RecordWords", "grandfather (side not known)")
        case "GRMTH":
            return QCoreApplication.translate("RecordWords", "grandmother (side not known)")
        case "PUNCLE":
            return QCoreApplication.translate("RecordWords", "paternal uncle")
        case "PAUNT":
            return QCoreApplication.translate("RecordWords", "paternal aunt")
        case "MUNCLE":
            return QCoreApplication.translate("RecordWords", "maternal uncle")
        case "MAUNT":
            return QCoreApplication.translate("RecordWords", "maternal aunt")
        case "UNCLE":
            return QCoreApplication.translate("RecordWords", "uncle (side not known)")
        case "AUNT":
            return QCoreApplication.translate("RecordWords", "aunt (side not known)")
        case "COUSN" | "MCOUSN" | "PCOUSN":
            return QCoreApplication.translate("RecordWords", "cousin")
        case _:
            return code


def criticality(code: str) -> str:
    """How dangerous a contact could be (FHIR allergy-intolerance-criticality)."""
    match code:
        case "high":
            return QCoreApplication.translate("RecordWords", "high")
        case "low":
            return QCoreApplication.translate("RecordWords", "low")
        case "unable-to-assess":
            return QCoreApplication.translate("RecordWords", "cannot be assessed")
        case "":
            return QCoreApplication.translate("RecordWords", "not known")
        case _:
            return code


def visit_class(code: str) -> str:
    """Kind of a visit (HL7 v3 ActEncounterCode)."""
    match code:
        case "AMB":
            return QCoreApplication.translate("RecordWords", "outpatient")
        case "EMER":
            return QCoreApplication.translate("RecordWords", "emergency")
        case "IMP" | "ACUTE" | "NONAC":
            return QCoreApplication.translate("RecordWords", "inpatient")
        case "HH":
            return QCoreApplication.translate("RecordWords", "at home")
        case "VR":
            return QCoreApplication.translate("RecordWords", "remote")
        case _:
            return code


def condition_category(code: str) -> str:
    match code:
        case "problem-list-item":
            return QCoreApplication.translate("RecordWords", "problem list")
        case "encounter-diagnosis":
            return QCoreApplication.translate("RecordWords", "diagnosis of a visit")
        case _:
            return code


def choices(codes: Sequence[str], words) -> tuple[tuple[str, str], ...]:
    """Codes with their words, for a box to choose from; the first choice is "not known"."""
    nothing = QCoreApplication.translate("RecordWords", "not known")
    return (("", nothing), *((code, words(code)) for code in codes))
