"""Words for anything that can be selected: what it is and what it says, for links and for "why?"."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding
from pmdesk.core.ids import FindingId, OptionId, RiskId, VariantId
from pmdesk.core.person_names import person_name
from pmdesk.core.record import Coding, Observation, PatientRecord, SmokingStatus
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.variant import VariantCall
from pmdesk.core.volume import Sex
from pmdesk.records.editing import get_field
from pmdesk.services.case import Case
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import day, millimetres, percent, quantity, significant, unit_sign
from pmdesk.ui.widgets.coded_names import local_name
from pmdesk.ui.widgets.dose_words import dose_words
from pmdesk.ui.widgets.ethnic_words import ethnic_words

_FIELD_UNITS = {
    "demographics.height_cm": "cm",
    "demographics.weight_kg": "kg",
}


@dataclass(frozen=True, slots=True)
class NodeWords:
    """What a thing is called, and its value; both ready to show."""

    title: str
    value: str = ""

    @property
    def line(self) -> str:
        if not self.value:
            return self.title
        return QCoreApplication.translate("NodeWords", "{title}: {value}").format(
            title=self.title, value=self.value
        )


def describe(case: Case, texts: QtTexts, node: NodeRef) -> NodeWords:
    """Words for ``node``; its bare key where the case does not hold it (any more)."""
    record = case.record or PatientRecord()
    match node.kind:
        case NodeKind.FINDING:
            finding = case.finding(FindingId(node.key))
            return finding_words(finding) if finding else NodeWords(node.key)
        case NodeKind.RISK:
            risk = case.risk(RiskId(node.key))
            return (
                NodeWords(texts.local(risk.title), risk_value(risk, texts)) if risk else NodeWords(node.key)
            )
        case NodeKind.OPTION:
            option = case.option(OptionId(node.key))
            return (
                NodeWords(texts.local(option.title), terms.option_kind(option.kind))
                if option
                else NodeWords(node.key)
            )
        case NodeKind.VARIANT:
            call = case.genome.call(VariantId(node.key)) if case.genome else None
            return variant_words(call) if call else NodeWords(node.key)
        case NodeKind.RECORD_FIELD:
            return _field_words(case, texts, node.key)
        case NodeKind.OBSERVATION:
            found = next((item for item in record.observations if item.id == node.key), None)
            return (
                NodeWords(coding_text(found.coding), observation_value(found))
                if found
                else NodeWords(node.key)
            )
        case NodeKind.CONDITION:
            condition = next((item for item in record.conditions if item.id == node.key), None)
            if condition is None:
                return NodeWords(node.key)
            return NodeWords(coding_text(condition.coding), condition.stage)
        case NodeKind.MEDICATION:
            drug = next((item for item in record.medications if item.id == node.key), None)
            return NodeWords(coding_text(drug.coding), dose_words(drug.dose)) if drug else NodeWords(node.key)
        case NodeKind.PROCEDURE | NodeKind.ALLERGY | NodeKind.RELATIVE | NodeKind.ENCOUNTER | NodeKind.REPORT:
            return _entry_words(record, node)
        case NodeKind.MODEL:
            return NodeWords(QCoreApplication.translate("NodeWords", "Model"), node.key)
        case NodeKind.SERIES:
            return _series_words(case, node.key)
        case NodeKind.PATIENT:
            return NodeWords(
                QCoreApplication.translate("NodeWords", "Patient"),
                person_name(record.demographics.name) or node.key,
            )


_LIST_OF = {
    NodeKind.PROCEDURE: "procedures",
    NodeKind.ALLERGY: "allergies",
    NodeKind.RELATIVE: "family_history",
    NodeKind.ENCOUNTER: "encounters",
    NodeKind.REPORT: "reports",
}


def _entry_words(record: PatientRecord, node: NodeRef) -> NodeWords:
    entry = next((item for item in getattr(record, _LIST_OF[node.kind]) if item.id == node.key), None)
    if entry is None:
        return NodeWords(node.key)
    return NodeWords(coding_text(entry.condition if node.kind is NodeKind.RELATIVE else entry.coding))


def coding_text(coding: Coding) -> str:
    """Name of a coded thing, in the language of the screen where it is known; else its code, else "not known"."""
    return local_name(coding.display) or coding.code or terms.not_known()


def observation_value(item: Observation) -> str:
    """Value with its unit; a unit that the source did not give is said to be unknown."""
    if item.value is None:
        return local_name(item.text) or terms.not_known()
    unit = unit_sign(item.unit) or QCoreApplication.translate("NodeWords", "(unit not known)")
    return f"{quantity(item.value)} {unit}"


def finding_words(finding: Finding) -> NodeWords:
    title = QCoreApplication.translate("NodeWords", "Nodule {number}, {location}").format(
        number=finding.number, location=terms.location_long(finding.location)
    )
    if finding.measurement is None:
        return NodeWords(title, QCoreApplication.translate("NodeWords", "not measured"))
    return NodeWords(
        title,
        f"{millimetres(finding.measurement.long_axis_mm)} × "
        f"{millimetres(finding.measurement.short_axis_mm)} mm",
    )


def variant_words(call: VariantCall) -> NodeWords:
    """``EGFR p.Leu858Arg``, or place and alleles where the file does not annotate."""
    place = f"{call.chromosome}:{call.position} {call.reference}>{call.alternate}"
    change = call.hgvs_p or call.hgvs_c or place
    title = f"{call.gene} {change}" if call.gene else change
    return NodeWords(title, terms.zygosity(call.zygosity))


def is_short_category(category: str) -> bool:
    """Lung-RADS ``4A`` is a name that people say; a rule's own code is not."""
    return 0 < len(category) <= 3


def risk_value(risk: RiskScore, texts: QtTexts) -> str:
    """The result as it stands on a card."""
    match risk.state:
        case RiskState.COMPUTED if risk.probability is not None:
            return percent(risk.probability)
        case RiskState.COMPUTED if risk.value is not None:
            return f"{significant(risk.value)} {terms.unit(risk.unit)}".strip()
        case RiskState.COMPUTED:
            return texts.local(risk.category_text) if risk.category_text else risk.category
        case RiskState.INCOMPLETE:
            return QCoreApplication.translate("NodeWords", "incomplete")
        case _:
            return QCoreApplication.translate("NodeWords", "not applicable")


def _field_words(case: Case, texts: QtTexts, key: str) -> NodeWords:
    if key.startswith("biomarker:"):
        marker = next((item for item in case.biomarkers if item.id == key.partition(":")[2]), None)
        if marker is None:
            return NodeWords(key)
        return NodeWords(texts.local(marker.title), terms.assessment(marker.assessment))
    label = terms.record_field(key)
    if key == "genome":
        return NodeWords(label, case.genome.sample if case.genome else terms.not_known())
    if key == "conditions":
        count = len(case.record.conditions) if case.record else 0
        return NodeWords(label, str(count) if count else terms.not_known())
    if key in ("age", "demographics.birth_date"):
        age = case.record.age_on(case.reference_date) if case.record else None
        words = terms.not_known() if age is None else field_value_text(age)
        return NodeWords(terms.record_field("age"), words)
    try:
        value = get_field(case.record or PatientRecord(), key)
    except PmdeskError:
        return NodeWords(label)
    if key == "smoking.status":
        return NodeWords(label, terms.smoking_status(SmokingStatus(str(value)) if value else None))
    if key == "demographics.sex":
        return NodeWords(label, terms.sex(Sex(str(value)) if value else Sex.UNKNOWN))
    if key == "demographics.ethnicity" and value:
        return NodeWords(label, ethnic_words(str(value)))
    return NodeWords(label, field_value_text(value, _FIELD_UNITS.get(key, "")))


def field_value_text(value: object, unit: str = "") -> str:
    """A value of the record in words."""
    match value:
        case None:
            return terms.not_known()
        case bool():
            return terms.yes_no(value)
        case float() | int():
            return f"{quantity(float(value))} {unit}".strip()
        case date():
            return day(value)
        case _:
            return str(value) or terms.not_known()


def _series_words(case: Case, key: str) -> NodeWords:
    title = QCoreApplication.translate("NodeWords", "Series")
    description = case.description
    if description is None or description.series_uid != key:
        return NodeWords(title, key)
    return NodeWords(title, f"{description.series_description} {day(description.study_date)}".strip())
