"""Values of a case in the words and digits of the printed report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pmdesk.core.evidence import Evidence, NodeKind
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import RiskState
from pmdesk.core.texts import Language, LocalizedText, Texts
from pmdesk.report.case_document import (
    CaseDocument,
    FindingDocument,
    InputDocument,
    NoteDocument,
    OptionDocument,
    PersonDocument,
    RiskDocument,
)
from pmdesk.report.codes import ReportText

ESTIMATE_MARK = "*"
UNREVIEWED_MARK = "†"
_ESTIMATES = (Origin.MODEL, Origin.COMPUTED)
_UNIT_SIGNS = {
    "mm[Hg]": "mmHg",
    "mL/min/{1.73_m2}": "mL/min/1.73 m²",
    "kg/m2": "kg/m²",
    "1": "",
    "a": "",
    "{score}": "",
}
"""UCUM units as people write them; an age has none."""

_LONGEST_CATEGORY_NAME = 2


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Words of one report in one language. Rounding happens here and nowhere before."""

    texts: Texts

    def __call__(self, code: ReportText, **params: object) -> str:
        return self.texts.of(code.value, **params)

    def local(self, text: LocalizedText) -> str:
        return text.in_language(self.texts.language)

    def enum(self, group: str, value: str) -> str:
        """Word of an enumeration's value, ``report.<group>.<value>``."""
        return self.texts.of(ReportText(f"report.{group}.{value}").value)

    def listed(self, parts: Iterable[str]) -> str:
        return self(ReportText.SEPARATOR).join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        return self(ReportText.SENTENCE_SEPARATOR).join(parts)

    def running(self, sentences: Iterable[str]) -> str:
        """Whole sentences one after the other; Chinese puts no space between them."""
        return ("" if self.texts.language is Language.CHINESE else " ").join(sentences)

    def or_not_stated(self, value: object) -> str:
        return str(value) if value not in (None, "") else self(ReportText.NOT_STATED)

    def day(self, value: date | None) -> str:
        return self.or_not_stated(value.isoformat() if value is not None else None)

    def moment(self, value: datetime) -> str:
        return value.strftime("%Y-%m-%d %H:%M %Z").strip()

    def yes_no(self, value: bool | None) -> str:
        if value is None:
            return self(ReportText.NOT_STATED)
        return self(ReportText.YES if value else ReportText.NO)

    def age(self, person: PersonDocument) -> str:
        if person.age_years is None:
            return self(ReportText.NOT_STATED)
        return self(ReportText.PATIENT_AGE_VALUE, years=f"{person.age_years:g}")

    # findings

    def location(self, finding: FindingDocument) -> str:
        return self(
            ReportText.LOCATION,
            side=self.enum("side", finding.location.side),
            zone=self.enum("zone", finding.location.zone),
        )

    def nodule_type(self, finding: FindingDocument) -> str:
        if finding.texture.value is None:
            return self(ReportText.TEXTURE_UNKNOWN)
        mark = ESTIMATE_MARK if finding.texture.origin in _ESTIMATES else ""
        return self.enum("texture", finding.texture.value) + mark

    def axes(self, finding: FindingDocument) -> str:
        if finding.long_axis_mm is None or finding.short_axis_mm is None:
            return self.enum("measure", finding.measurement_reason or "not_measured")
        return self(
            ReportText.MEASURE_AXES, long=f"{finding.long_axis_mm:.1f}", short=f"{finding.short_axis_mm:.1f}"
        )

    def mean_diameter(self, finding: FindingDocument) -> str:
        if finding.mean_diameter_mm is None:
            return "–"
        return self(ReportText.MEASURE_MM, value=f"{finding.mean_diameter_mm:.1f}")

    def volume(self, finding: FindingDocument) -> str:
        if finding.volume_mm3 is None:
            return "–"
        return self(ReportText.MEASURE_VOLUME, value=f"{finding.volume_mm3:,.0f}")

    def volume_with_sd(self, finding: FindingDocument) -> str:
        if finding.volume_mm3 is None or finding.volume_sd_mm3 is None:
            return self.volume(finding)
        value, sd = f"{finding.volume_mm3:,.0f}", f"{finding.volume_sd_mm3:,.0f}"
        return self(ReportText.MEASURE_VOLUME_SD, value=value, sd=sd)

    def solid_part(self, finding: FindingDocument) -> str:
        """Solid part of a part-solid nodule; empty where there is nothing to say."""
        stated, measured = finding.solid_diameter_mm, finding.solid_component
        if stated.value is None:
            return ""
        diameter = f"{stated.value:.1f}"
        if stated.origin not in _ESTIMATES or measured is None:
            return self(ReportText.MEASURE_SOLID_STATED, diameter=diameter)
        return self(
            ReportText.MEASURE_SOLID,
            diameter=diameter,
            mark=ESTIMATE_MARK,
            volume=f"{measured.volume_mm3:,.0f}",
            share=f"{100 * measured.share:.0f}",
        )

    def shape(self, finding: FindingDocument) -> str:
        """Form of the nodule; empty where it was not measured."""
        shape = finding.shape
        if shape is None:
            return ""
        return self(
            ReportText.MEASURE_SHAPE,
            sphericity=f"{shape.sphericity:.2f}",
            elongation=f"{shape.elongation:.2f}",
            flatness=f"{shape.flatness:.2f}",
        )

    def density(self, finding: FindingDocument) -> str:
        if finding.mean_hu is None or finding.sd_hu is None:
            return "–"
        return self(
            ReportText.MEASURE_DENSITY,
            mean=f"{finding.mean_hu:.0f}".replace("-", "−"),
            sd=f"{finding.sd_hu:.0f}",
        )

    def score(self, finding: FindingDocument) -> str:
        return "–" if finding.score is None else f"{finding.score:.2f}"

    def slice_number(self, finding: FindingDocument) -> str:
        """Slices are counted from 1 for people."""
        return "–" if finding.slice_index is None else str(finding.slice_index + 1)

    # risks

    def result(self, risk: RiskDocument) -> str:
        """The result in a few words. A short category (4A) is a name; a longer one is a code that has words."""
        if risk.probability is not None:
            return self(ReportText.RISK_PERCENT, value=percent(risk.probability))
        if risk.value is not None:
            return f"{risk.value:.4g} {_UNIT_SIGNS.get(risk.unit, risk.unit)}".strip()
        if risk.category is not None and len(risk.category) <= _LONGEST_CATEGORY_NAME:
            return self(ReportText.RISK_CATEGORY, category=risk.category)
        if risk.category_text is not None:
            return self.local(risk.category_text)
        if risk.state is RiskState.INCOMPLETE:
            return self(ReportText.RISK_INCOMPLETE)
        return self(ReportText.RISK_NOT_APPLICABLE)

    def input(self, used: InputDocument) -> str:
        if used.value_text is not None:
            value = self.local(used.value_text)
        elif isinstance(used.value, bool):
            value = self.yes_no(used.value)
        elif isinstance(used.value, float) and used.unit == "mm":
            value = f"{used.value:.1f} mm"
        elif isinstance(used.value, float):
            value = f"{used.value:.4g} {_UNIT_SIGNS.get(used.unit, used.unit)}".strip()
        else:
            value = str(used.value)
        mark = ESTIMATE_MARK if used.origin is Origin.MODEL else ""
        return self(ReportText.RISK_INPUT, label=self.local(used.label), value=value + mark)

    def evidence(self, source: Evidence) -> str:
        words = " ".join(part for part in (source.source, source.reference) if part)
        if source.doi:
            words += f", doi:{source.doi}"
        elif source.pmid:
            words += f", PMID {source.pmid}"
        if source.level:
            words += f" ({self(ReportText.OPTION_LEVEL, level=source.level)})"
        return words

    def note(self, note: NoteDocument, prefix: str = "") -> str:
        shown = {
            name: f"{value:.3g}" if isinstance(value, float) else value for name, value in note.params.items()
        }
        return self.texts.of(prefix + note.code, **shown)


def percent(probability: float) -> str:
    """Per cent with one decimal; the ends are not shown as 0 and 100, which they are not."""
    if probability < 0.001:
        return "< 0.1"
    if probability > 0.999:
        return "> 99.9"
    return f"{100 * probability:.1f}"


def rests_on_unreviewed(option: OptionDocument, document: CaseDocument) -> bool:
    """True when a fact behind the option is, or was computed from, a finding that nobody has reviewed."""
    status = {finding.id: finding.status for finding in document.findings}
    subject = {risk.id: risk.subject for risk in document.risks}
    for trigger in option.triggers:
        node = trigger.ref
        if node.kind is NodeKind.RISK and node.key in subject:
            node = subject[node.key]
        if node.kind is NodeKind.FINDING and status.get(node.key) is ReviewStatus.UNREVIEWED:
            return True
    return False
