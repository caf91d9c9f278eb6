"""Words for the enumerations of the lower rooms, in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.biomarker import Assessment
from pmdesk.core.finding import LungLocation, LungZone, RejectReason, ReviewStatus, Side, Texture
from pmdesk.core.provenance import Origin
from pmdesk.core.record import ClinicalStatus, SmokingStatus
from pmdesk.core.treatment import OptionKind
from pmdesk.core.variant import VariantOrigin, Zygosity
from pmdesk.core.volume import Sex
from pmdesk.genomics.filters import ConsequenceClass
from pmdesk.ui.widgets.clinical_numbers import unit_sign


def not_known() -> str:
    return QCoreApplication.translate("Terms", "not known")


def yes_no(value: bool | None) -> str:
    if value is None:
        return not_known()
    return QCoreApplication.translate("Terms", "yes") if value else QCoreApplication.translate("Terms", "no")


def review_status(status: ReviewStatus) -> str:
    match status:
        case ReviewStatus.UNREVIEWED:
            return QCoreApplication.translate("Terms", "unreviewed")
        case ReviewStatus.ACCEPTED:
            return QCoreApplication.translate("Terms", "accepted")
        case ReviewStatus.EDITED:
            return QCoreApplication.translate("Terms", "edited")
        case ReviewStatus.REJECTED:
            return QCoreApplication.translate("Terms", "rejected")


def reject_reason(reason: RejectReason) -> str:
    match reason:
        case RejectReason.VESSEL:
            return QCoreApplication.translate("Terms", "vessel")
        case RejectReason.AIRWAY:
            return QCoreApplication.translate("Terms", "airway")
        case RejectReason.SCAR:
            return QCoreApplication.translate("Terms", "scar")
        case RejectReason.PLEURA:
            return QCoreApplication.translate("Terms", "pleura")
        case RejectReason.LYMPH_NODE:
            return QCoreApplication.translate("Terms", "lymph node")
        case RejectReason.CALCIFIED_GRANULOMA:
            return QCoreApplication.translate("Terms", "calcified granuloma")
        case RejectReason.ARTEFACT:
            return QCoreApplication.translate("Terms", "artefact")
        case RejectReason.OTHER:
            return QCoreApplication.translate("Terms", "other reason")


def texture(value: Texture | None) -> str:
    match value:
        case Texture.SOLID:
            return QCoreApplication.translate("Terms", "solid")
        case Texture.PART_SOLID:
            return QCoreApplication.translate("Terms", "part-solid")
        case Texture.GROUND_GLASS:
            return QCoreApplication.translate("Terms", "ground-glass")
        case None:
            return not_known()


def location_short(location: LungLocation) -> str:
    """Side and zone as a table cell, for example ``RUZ``: zones, since lobes are not segmented."""
    match (location.side, location.zone):
        case (Side.RIGHT, LungZone.UPPER):
            return QCoreApplication.translate("Terms", "RUZ")
        case (Side.RIGHT, LungZone.MIDDLE):
            return QCoreApplication.translate("Terms", "RMZ")
        case (Side.RIGHT, LungZone.LOWER):
            return QCoreApplication.translate("Terms", "RLZ")
        case (Side.LEFT, LungZone.UPPER):
            return QCoreApplication.translate("Terms", "LUZ")
        case (Side.LEFT, LungZone.MIDDLE):
            return QCoreApplication.translate("Terms", "LMZ")
        case (Side.LEFT, LungZone.LOWER):
            return QCoreApplication.translate("Terms", "LLZ")
        case (Side.RIGHT, LungZone.UNKNOWN):
            return QCoreApplication.translate("Terms", "R")
        case (Side.LEFT, LungZone.UNKNOWN):
            return QCoreApplication.translate("Terms", "L")
        case _:
            return "–"


def location_long(location: LungLocation) -> str:
    match (location.side, location.zone):
        case (Side.RIGHT, LungZone.UPPER):
            return QCoreApplication.translate("Terms", "right upper zone")
        case (Side.RIGHT, LungZone.MIDDLE):
            return QCoreApplication.translate("Terms", "right middle zone")
        case (Side.RIGHT, LungZone.LOWER):
            return QCoreApplication.translate("Terms", "right lower zone")
        case (Side.LEFT, LungZone.UPPER):
            return QCoreApplication.translate("Terms", "left upper zone")
        case (Side.LEFT, LungZone.MIDDLE):
            return QCoreApplication.translate("Terms", "left middle zone")
        case (Side.LEFT, LungZone.LOWER):
            return QCoreApplication.translate("Terms", "left lower zone")
        case (Side.RIGHT, LungZone.UNKNOWN):
            return QCoreApplication.translate("Terms", "right lung")
        case (Side.LEFT, LungZone.UNKNOWN):
            return QCoreApplication.translate("Terms", "left lung")
        case _:
            return QCoreApplication.translate("Terms", "location not known")


def origin(value: Origin) -> str:
    """Who says so."""
    match value:
        case Origin.MODEL:
            return QCoreApplication.translate("Terms", "model estimate")
        case Origin.READER:
            return QCoreApplication.translate("Terms", "reader")
        case Origin.RECORD:
            return QCoreApplication.translate("Terms", "record")
        case Origin.HEADER:
            return QCoreApplication.translate("Terms", "image header")
        case Origin.COMPUTED:
            return QCoreApplication.translate("Terms", "computed")
        case Origin.UNKNOWN:
            return QCoreApplication.translate("Terms", "origin not known")


def sex(value: Sex) -> str:
    match value:
        case Sex.FEMALE:
            return QCoreApplication.translate("Terms", "female")
        case Sex.MALE:
            return QCoreApplication.translate("Terms", "male")
        case Sex.OTHER:
            return QCoreApplication.translate("Terms", "other sex")
        case Sex.UNKNOWN:
            return not_known()


def smoking_status(value: SmokingStatus | None) -> str:
    match value:
        case SmokingStatus.NEVER:
            return QCoreApplication.translate("Terms", "never smoked")
        case SmokingStatus.FORMER:
            return QCoreApplication.translate("Terms", "former smoker")
        case SmokingStatus.CURRENT:
            return QCoreApplication.translate("Terms", "current smoker")
        case None:
            return not_known()


def clinical_status(value: ClinicalStatus) -> str:
    match value:
        case ClinicalStatus.ACTIVE:
            return QCoreApplication.translate("Terms", "active")
        case ClinicalStatus.REMISSION:
            return QCoreApplication.translate("Terms", "in remission")
        case ClinicalStatus.RESOLVED:
            return QCoreApplication.translate("Terms", "resolved")
        case ClinicalStatus.UNKNOWN:
            return not_known()


def zygosity(value: Zygosity) -> str:
    match value:
        case Zygosity.HOMOZYGOUS_REFERENCE:
            return QCoreApplication.translate("Terms", "homozygous reference")
        case Zygosity.HETEROZYGOUS:
            return QCoreApplication.translate("Terms", "heterozygous")
        case Zygosity.HOMOZYGOUS_ALTERNATE:
            return QCoreApplication.translate("Terms", "homozygous")
        case Zygosity.HEMIZYGOUS:
            return QCoreApplication.translate("Terms", "hemizygous")
        case Zygosity.NOT_CALLED:
            return QCoreApplication.translate("Terms", "not called")


def variant_origin(value: VariantOrigin) -> str:
    match value:
        case VariantOrigin.GERMLINE:
            return QCoreApplication.translate("Terms", "germline")
        case VariantOrigin.SOMATIC:
            return QCoreApplication.translate("Terms", "somatic")
        case VariantOrigin.UNKNOWN:
            return not_known()


def consequence_class(value: ConsequenceClass) -> str:
    match value:
        case ConsequenceClass.TRUNCATING:
            return QCoreApplication.translate("Terms", "truncating")
        case ConsequenceClass.SPLICE:
            return QCoreApplication.translate("Terms", "splice")
        case ConsequenceClass.FUSION:
            return QCoreApplication.translate("Terms", "fusion")
        case ConsequenceClass.MISSENSE:
            return QCoreApplication.translate("Terms", "missense")
        case ConsequenceClass.INFRAME:
            return QCoreApplication.translate("Terms", "in-frame")
        case ConsequenceClass.SYNONYMOUS:
            return QCoreApplication.translate("Terms", "synonymous")
        case ConsequenceClass.OTHER:
            return QCoreApplication.translate("Terms", "other consequence")
        case ConsequenceClass.NOT_ANNOTATED:
            return QCoreApplication.translate("Terms", "not annotated")


def assessment(value: Assessment) -> str:
    """What is known of a biomarker. There is no word for "normal": what was sequenced is seldom known."""
    match value:
        case Assessment.FOUND:
            return QCoreApplication.translate("Terms", "found")
        case Assessment.NOT_REPORTED:
            return QCoreApplication.translate("Terms", "no variant reported")
        case Assessment.NOT_ASSESSABLE:
            return QCoreApplication.translate("Terms", "not assessable")


def option_kind(value: OptionKind) -> str:
    match value:
        case OptionKind.FOLLOW_UP:
            return QCoreApplication.translate("Terms", "follow-up")
        case OptionKind.SYSTEMIC:
            return QCoreApplication.translate("Terms", "systemic therapy")
        case OptionKind.TARGETED:
            return QCoreApplication.translate("Terms", "targeted therapy")
        case OptionKind.SURGERY:
            return QCoreApplication.translate("Terms", "surgery")
        case OptionKind.RADIATION:
            return QCoreApplication.translate("Terms", "radiotherapy")
        case OptionKind.TEST:
            return QCoreApplication.translate("Terms", "test")
        case OptionKind.AVOID:
            return QCoreApplication.translate("Terms", "avoid")
        case OptionKind.PREVENTION:
            return QCoreApplication.translate("Terms", "prevention")


def record_field(key: str) -> str:
    """Label of a field of the record by its dotted key; the key itself where there is no word for it."""
    match key:
        case "demographics.patient_id":
            return QCoreApplication.translate("Terms", "Patient ID")
        case "demographics.name":
            return QCoreApplication.translate("Terms", "Name")
        case "demographics.birth_date":
            return QCoreApplication.translate("Terms", "Date of birth")
        case "demographics.is_deceased":
            return QCoreApplication.translate("Terms", "Deceased")
        case "demographics.death_date" | "demographics.partial_death_date":
            return QCoreApplication.translate("Terms", "Date of death")
        case "demographics.sex":
            return QCoreApplication.translate("Terms", "Sex")
        case "demographics.age_years" | "age":
            return QCoreApplication.translate("Terms", "Age")
        case "demographics.ethnicity":
            return QCoreApplication.translate("Terms", "Ethnicity")
        case "demographics.height_cm":
            return QCoreApplication.translate("Terms", "Height")
        case "demographics.weight_kg":
            return QCoreApplication.translate("Terms", "Weight")
        case "smoking.status":
            return QCoreApplication.translate("Terms", "Smoking status")
        case "smoking.pack_years":
            return QCoreApplication.translate("Terms", "Pack-years")
        case "smoking.cigarettes_per_day":
            return QCoreApplication.translate("Terms", "Cigarettes per day")
        case "smoking.years_smoked":
            return QCoreApplication.translate("Terms", "Years smoked")
        case "smoking.years_since_quitting":
            return QCoreApplication.translate("Terms", "Years since quitting")
        case "emphysema":
            return QCoreApplication.translate("Terms", "Emphysema")
        case "family_history_lung_cancer":
            return QCoreApplication.translate("Terms", "Lung cancer in the family")
        case "extrathoracic_cancer_over_5y_ago":
            return QCoreApplication.translate("Terms", "Extrathoracic cancer more than 5 years ago")
        case "cancer_within_5y":
            return QCoreApplication.translate("Terms", "Cancer within the last 5 years")
        case "immunosuppressed":
            return QCoreApplication.translate("Terms", "Immunosuppressed")
        case "prior_chest_ct":
            return QCoreApplication.translate("Terms", "Earlier chest CT exists")
        case "lung_screening":
            return QCoreApplication.translate("Terms", "CT for lung cancer screening")
        case "conditions":
            return QCoreApplication.translate("Terms", "Conditions")
        case "genome":
            return QCoreApplication.translate("Terms", "Genome")
        case _:
            return key


def titled(title: str, value: str) -> str:
    """``title: value``, with the colon of the language."""
    return QCoreApplication.translate("NodeWords", "{title}: {value}").format(title=title, value=value)


def unit(ucum: str) -> str:
    """A unit as it is printed: units of time in words, everything else by its sign."""
    match ucum:
        case "a":
            return QCoreApplication.translate("Terms", "years")
        case "/d":
            return QCoreApplication.translate("Terms", "per day")
        case "d/wk":
            return QCoreApplication.translate("Terms", "days a week")
        case _:
            return unit_sign(ucum)
