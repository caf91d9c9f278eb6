"""A case to report and words to report it in."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np

from pmdesk.core.biomarker import Assessment, Biomarker
from pmdesk.core.evidence import Evidence, NodeKind, NodeRef
from pmdesk.core.finding import (
    Axis,
    Finding,
    LungLocation,
    LungZone,
    NoduleMeasurement,
    ReviewStatus,
    Side,
    Texture,
)
from pmdesk.core.geometry import GeometryIssue, GeometryIssueCode, GeometryTrust, PatientPoint, VolumeGeometry
from pmdesk.core.ids import (
    FindingId,
    FrameOfReferenceUid,
    OptionId,
    PatientId,
    RiskId,
    SeriesUid,
    StudyUid,
    VariantId,
)
from pmdesk.core.prediction import Prediction
from pmdesk.core.provenance import ModelIdentity, Origin, Provenance, Stated
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.risk import InputMissing, InputUsed, RiskScore, RiskState
from pmdesk.core.texts import Language, LocalizedText
from pmdesk.core.treatment import OptionKind, TreatmentOption, Trigger
from pmdesk.core.variant import Genome, GenomeBuild, VariantCall, VariantOrigin, Zygosity
from pmdesk.core.volume import ImagePatient, SeriesDescription, Sex, Unit, Volume
from pmdesk.report.build import build_case_document
from pmdesk.report.case_document import CaseDocument

FRAME = FrameOfReferenceUid("1.2.3")
NOW = datetime(2024, 6, 1, 11, 5, tzinfo=UTC)
RUN = Provenance(
    ModelIdentity("nodule-segmentation", "1.0.0", "9f2c" * 16),
    "CPU",
    NOW,
    ("1.2.5",),
    83.4,
    ("device.cpu_fallback",),
)
VARIANT = VariantCall(
    VariantId("7:55191822:T:G"),
    "7",
    55191822,
    "T",
    "G",
    gene="EGFR",
    hgvs_p="p.Leu858Arg",
    zygosity=Zygosity.HETEROZYGOUS,
    filter_status="PASS",
)


@dataclass(frozen=True)
class CodesAsWords:
    """Words that show their code and parameters, and remember nothing."""

    language: Language = Language.ENGLISH

    def of(self, code: str, **params: object) -> str:
        shown = " ".join(f"{value}" for value in params.values())
        return f"[{code}] {shown}".strip()


def text(en: str, zh: str = "中文") -> LocalizedText:
    return LocalizedText(en=en, zh=zh)


def finding(number: int, status: ReviewStatus = ReviewStatus.UNREVIEWED, **changes: object) -> Finding:
    center = PatientPoint(FRAME, (-60.25, -20.5, 100.125))

    def axis(length_mm: float) -> Axis:
        return Axis(center, PatientPoint(FRAME, (-60.25 + length_mm, -20.5, 100.125)), length_mm)

    base = Finding(
        id=FindingId(f"f{number}"),
        number=number,
        series_uid=SeriesUid("1.2.5"),
        center=center,
        location=LungLocation(Side.RIGHT, LungZone.UPPER),
        segment=None,
        measurement=NoduleMeasurement(axis(15.31234567), axis(12.2), 1433.123456, -45.2, 80.0, 20),
        detection=Prediction(0.9123456789, None, RUN),
        texture=Stated(Texture.SOLID, Origin.MODEL),
        status=status,
    )
    return replace(base, **changes)


def volume(*issues: GeometryIssue) -> Volume:
    return Volume(
        np.zeros((6, 4, 4), np.int16),
        VolumeGeometry((6, 4, 4), np.diag([5.0, 0.7, 0.7, 1.0]), FRAME),
        Unit.HOUNSFIELD,
        SeriesDescription(
            ImagePatient(PatientId("PM-1"), "Zhang^San", date(1958, 3, 2), Sex.FEMALE, 66.0),
            StudyUid("1.2.4"),
            SeriesUid("1.2.5"),
            "CT",
            date(2024, 6, 1),
        ),
        GeometryTrust(issues),
    )


def risks(finding_id: str) -> tuple[RiskScore, ...]:
    subject = NodeRef(NodeKind.FINDING, finding_id)
    sources = (Evidence(source="Somebody et al.", reference="Journal 2013", doi="10.1/x"),)
    brock = RiskScore(
        RiskId(f"brock:{finding_id}"),
        "brock",
        "2013 (2b)",
        text("Brock model"),
        subject,
        RiskState.COMPUTED,
        probability=0.4767684321,
        outcome=text("Probability of lung cancer"),
        inputs=(
            InputUsed(
                "age",
                text("Age"),
                65.0,
                "a",
                Origin.RECORD,
                NodeRef(NodeKind.RECORD_FIELD, "demographics.birth_date"),
                0.1,
            ),
            InputUsed("female", text("Female sex"), True, "", Origin.RECORD),
            InputUsed(
                "type", text("Nodule type"), "solid", "", Origin.MODEL, None, 0.0, text("solid", "实性")
            ),
        ),
        evidence=sources,
        grade="A",
    )
    mayo = RiskScore(
        RiskId(f"mayo:{finding_id}"),
        "mayo",
        "1997",
        text("Mayo model"),
        subject,
        RiskState.INCOMPLETE,
        missing=(InputMissing("ever_smoker", text("Ever smoked", "吸烟史")),),
        reasons=(text("between 7.9 % and 34.6 %"),),
    )
    rule = RiskScore(
        RiskId(f"fleischner2017:{finding_id}"),
        "fleischner2017",
        "2017",
        text("Fleischner"),
        subject,
        RiskState.COMPUTED,
        category="ct_6_12",
        category_text=text("CT 6-12 mo"),
        management=text("CT in 6-12 months"),
    )
    return brock, mayo, rule


def option(option_id: str, ref: NodeRef) -> TreatmentOption:
    return TreatmentOption(
        OptionId(option_id),
        "rule",
        "2026-11",
        OptionKind.TARGETED,
        text(f"Option {option_id}"),
        text("Rationale"),
        1,
        (Trigger(ref, text("the fact")),),
        (Evidence(source="Guideline", level="I-A"),),
    )


def document(
    *findings: Finding, language: Language = Language.ENGLISH, synthetic: bool = True, **changes: object
) -> CaseDocument:
    arguments: dict[str, object] = {
        "software_version": "0.1.0",
        "created_at": NOW,
        "language": language,
        "volume": volume(GeometryIssue(GeometryIssueCode.THICK_SLICES, (("spacing_mm", 5.0),))),
        "findings": findings,
        "analysis": RUN,
        "record": PatientRecord(
            demographics=Demographics(
                patient_id="PM-1", name="张三", birth_date=date(1958, 3, 2), sex=Sex.FEMALE
            ),
            is_synthetic=synthetic,
        ),
        "genome": Genome(
            "/home/somebody/case.vcf",
            "ab" * 32,
            GenomeBuild.GRCH38,
            "build.stated",
            "T1",
            ("T1",),
            (VARIANT, replace(VARIANT, id=VariantId("other"), filter_status="LowQual")),
            VariantOrigin.SOMATIC,
        ),
        "biomarkers": (
            Biomarker(
                "egfr",
                "EGFR",
                text("EGFR L858R"),
                Assessment.FOUND,
                (VARIANT.id,),
                basis="biomarker.protein_change",
            ),
            Biomarker("kras", "KRAS", text("KRAS G12C"), Assessment.NOT_REPORTED),
        ),
        "risks": tuple(score for one in findings for score in risks(one.id)),
        "options": (option("o1", NodeRef(NodeKind.VARIANT, VARIANT.id)),),
        "warnings": (("device.cpu_fallback", {}),),
        "segmentation_file": "segmentation.dcm",
        "segment_numbers": {one.id: one.number for one in findings},
        **changes,
    }
    return build_case_document(**arguments)
