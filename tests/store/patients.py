"""Invented patients for the tests of the store."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np

from pmdesk.core.characterisation import Characterisation, HeatMap, RatedTrait, SimilarNodule, Trait
from pmdesk.core.dossier import (
    Answer,
    Dossier,
    FollowUp,
    GenomeSummary,
    KeptOption,
    KeptScore,
    PathologyReport,
    QuestionnaireResponse,
    ReportReference,
    Study,
    StudyFile,
)
from pmdesk.core.evidence import Evidence, NodeKind, NodeRef
from pmdesk.core.finding import (
    Axis,
    Finding,
    LungLocation,
    LungZone,
    NoduleMeasurement,
    NoduleShape,
    RejectReason,
    ReviewStatus,
    Side,
    SolidComponent,
    Texture,
    VolumeMethod,
)
from pmdesk.core.geometry import PatientPoint, VolumeGeometry
from pmdesk.core.ids import FindingId, FrameOfReferenceUid, OptionId, RiskId, SeriesUid
from pmdesk.core.kept_series import AnalysisState, KeptAnalysis, KeptSeries
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.prediction import Prediction
from pmdesk.core.provenance import ModelIdentity, Origin, Provenance, Stated
from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    Demographics,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    Smoking,
    SmokingStatus,
    SourceRef,
    StatedFact,
)
from pmdesk.core.review import ReviewEvent
from pmdesk.core.risk import InputMissing, InputUsed, RiskScore, RiskState
from pmdesk.core.segmentation import Segment
from pmdesk.core.texts import LocalizedText
from pmdesk.core.treatment import OptionKind, TreatmentOption, Trigger
from pmdesk.core.variant import GenomeBuild
from pmdesk.core.volume import Sex

LOINC = "http://loinc.org"
FRAME = FrameOfReferenceUid("2.25.1")
SERIES = SeriesUid("2.25.2")
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MADE = Provenance(ModelIdentity("nodule-seg", "1.0", "0" * 64), "CPU", NOON, ("2.25.9",), 1.5, ("device.x",))


def record(name: str = "Quellmann^Adelheid=全^安", number: str = "MR-4711") -> PatientRecord:
    """A record with something in every list."""
    source = SourceRef(document="bundle.json")
    return PatientRecord(
        demographics=Demographics(
            patient_id=number,
            name=name,
            birth_date=date(1961, 4, 18),
            sex=Sex.FEMALE,
            height_cm=171.5,
            ethnicity="汉族",
            source=source,
        ),
        smoking=Smoking(status=SmokingStatus.FORMER, pack_years=31.5),
        emphysema=StatedFact(value=False, source=source),
        lung_screening=StatedFact(value=True),
        family_history=(
            FamilyHistoryEntry(id="f1", relation="MTH", condition=Coding(display="lung cancer")),
            FamilyHistoryEntry(id="f2", relation="FTH", condition=Coding(), onset_age_years=50.0),
        ),
        conditions=(
            Condition(
                id="c1",
                coding=Coding(system="http://snomed.info/sct", code="254637007", display="NSCLC"),
                clinical_status=ClinicalStatus.ACTIVE,
                partial_date="2024-07",
                stage="IIB",
            ),
        ),
        observations=(
            Observation(
                id="o1",
                coding=Coding(system=LOINC, code="2160-0", display="Creatinine"),
                value=0.1 + 0.2,
                unit="mg/dL",
                reference_low=0.5,
                taken_on=date(2026, 1, 2),
                source=source,
            ),
            Observation(id="o2", coding=Coding(), text="positive", partial_date="2025"),
            Observation(id="o3", coding=Coding(code="x"), value=0.0, unit="1"),
        ),
        medications=(Medication(id="m1", coding=Coding(display="osimertinib"), dose="80 mg", active=False),),
        procedures=(Procedure(id="p1", coding=Coding(code="1"), performed=date(2020, 2, 29)),),
        allergies=(Allergy(id="a1", coding=Coding(display="penicillin"), reaction="rash"),),
        is_synthetic=True,
    )


def words(text: str) -> LocalizedText:
    return LocalizedText(en=text, zh=f"中{text}")


def score(probability: float = 0.125) -> RiskScore:
    return RiskScore(
        id=RiskId("brock/1"),
        model_id="brock",
        model_version="2013",
        title=words("Brock"),
        subject=NodeRef(NodeKind.FINDING, "f1"),
        state=RiskState.COMPUTED,
        probability=probability,
        interval=(0.1, 0.2),
        inputs=(
            InputUsed("age", words("age"), 61.0, "a", Origin.RECORD, NodeRef(NodeKind.PATIENT, "age"), 0.3),
            InputUsed("sex", words("sex"), True, "", Origin.RECORD),
            InputUsed("type", words("type"), "solid", "", Origin.READER, value_text=words("solid")),
        ),
        missing=(InputMissing("emphysema", words("emphysema")),),
        reasons=(words("because"),),
        evidence=(Evidence(source="NEJM", year=2013, doi="10.1056/x"),),
        grade="A",
    )


def dossier() -> Dossier:
    """Something in every list."""
    option = TreatmentOption(
        id=OptionId("o/1"),
        rule_id="egfr",
        knowledge_version="1",
        kind=OptionKind.TARGETED,
        title=words("title"),
        rationale=words("why"),
        rank=1,
        triggers=(Trigger(NodeRef(NodeKind.VARIANT, "v1"), words("EGFR L858R")),),
    )
    return Dossier(
        studies=(
            Study(
                id=str(SERIES),
                study_uid="2.25.3",
                modality="CT",
                study_date=date(2026, 3, 1),
                files=(StudyFile(path="/data/1.dcm", sha256="a" * 64), StudyFile(path="D:\\影像\\2.dcm")),
            ),
        ),
        pathology=(
            PathologyReport(id="p", coding=Coding(display="adenocarcinoma"), specimen="RUL", grade="G2"),
        ),
        genomes=(
            GenomeSummary(
                id="g", path="/data/a.vcf", build=GenomeBuild.GRCH38, variant_count=0, variants_of_note=("x",)
            ),
        ),
        scores=(KeptScore("s1", NOON, score()), KeptScore("s2", NOON, score(0.0))),
        options=(KeptOption("k1", NOON, option),),
        reports=(ReportReference(id="r", path="/out/report.pdf", created_at=NOON, signed_by="Dr. W"),),
        questionnaires=(
            QuestionnaireResponse(
                id="q",
                instrument="QLQ-C30",
                answered_on=date(2026, 3, 2),
                answers=(Answer(item="1", value=2.0), Answer(item="2", text="无")),
            ),
        ),
        follow_ups=(FollowUp(id="u", what="CT", due_on=date(2026, 9, 1), reason="nodule"),),
    )


def finding(number: int = 1) -> Finding:
    """A nodule with a mask, a heat map and everything a reader may state."""
    geometry = VolumeGeometry((4, 8, 9), np.diag([1.25, 0.7, 0.7, 1.0]), FRAME)
    mask = np.random.default_rng(number).random((2, 3, 5)) > 0.5

    def axis(length_mm: float) -> Axis:
        return Axis(
            PatientPoint(FRAME, (0.0, 0.0, 0.1)), PatientPoint(FRAME, (length_mm, 0.0, 0.1)), length_mm
        )

    solid = SolidComponent(axis(3.0), axis(2.0), 11.5, 0.25, -300.0)
    return Finding(
        id=FindingId(f"f{number}"),
        number=number,
        series_uid=SERIES,
        center=PatientPoint(FRAME, (1.0 / 3.0, -2.0, 3.5)),
        location=LungLocation(Side.RIGHT, LungZone.UPPER),
        segment=Segment(geometry, (1, 2, 3), mask),
        measurement=NoduleMeasurement(
            axis(8.2), axis(6.9), 212.0, -20.5, 31.0, 2, 7.5, VolumeMethod.PARTIAL_VOLUME, solid,
            NoduleShape(0.9, 0.8, 0.7),
        ),
        detection=Prediction(0.93, None, MADE),
        characterisation=Characterisation(
            Prediction(0.4, (0.2, 0.6), MADE),
            (RatedTrait(Trait.SPICULATION, 3.5),),
            (SimilarNodule("n9", np.arange(12, dtype=np.uint8).reshape(3, 4), 0.7, 9.0, 3.5, 4, (), 0.9),),
            HeatMap(geometry, (0, 1, 2), np.linspace(-1, 1, 24, dtype=np.float32).reshape(2, 3, 4)),
        ),
        texture=Stated(Texture.PART_SOLID, Origin.READER),
        spiculated=Stated(False, Origin.MODEL),
        solid_diameter_mm=Stated(4.0, Origin.READER),
        comment="靠近斜裂",
    )  # fmt: skip


def rejected(before: Finding, minutes: int = 0) -> tuple[Finding, ReviewEvent]:
    after = replace(before, status=ReviewStatus.REJECTED, reject_reason=RejectReason.VESSEL)
    return after, ReviewEvent(before.id, NOON.replace(minute=minutes), before, after)


POINTS = (
    OperatingPoint(0.125, 0.9, 0.71, 211),
    OperatingPoint(1.0, 0.5, None),
    OperatingPoint(8.0, 0.01, 1.0, 211),
)


def analysed(
    findings: tuple[Finding, ...] = (),
    hidden: tuple[Finding, ...] = (),
    reviews: tuple[ReviewEvent, ...] = (),
) -> KeptSeries:
    """A series that two models have looked at, at the second point of their curve."""
    made = replace(
        MADE,
        notes=("gate.thick_slices",),
        later_models=(ModelIdentity("nodule-malignancy", "2.1", "b" * 64),),
    )
    return KeptSeries(KeptAnalysis(AnalysisState.DONE, made, POINTS, POINTS[1]), findings, hidden, reviews)
