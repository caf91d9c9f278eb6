"""A small synthetic case, written out by hand, and the window's services around it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np

from pmdesk.core.biomarker import Assessment, Biomarker
from pmdesk.core.evidence import Evidence, NodeKind, NodeRef
from pmdesk.core.finding import Axis, Finding, LungLocation, LungZone, NoduleMeasurement, Side, Texture
from pmdesk.core.geometry import PatientPoint, VolumeGeometry
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
from pmdesk.core.record import (
    Coding,
    Condition,
    Demographics,
    Medication,
    Observation,
    PatientRecord,
    Smoking,
    SmokingStatus,
    StatedFact,
)
from pmdesk.core.risk import InputMissing, InputUsed, RiskScore, RiskState
from pmdesk.core.texts import Language, LocalizedText
from pmdesk.core.treatment import OptionKind, TreatmentOption, Trigger
from pmdesk.core.variant import Genome, GenomeBuild, VariantCall, VariantOrigin, Zygosity
from pmdesk.core.volume import ImagePatient, SeriesDescription, Sex, Unit, Volume
from pmdesk.services.case import Case
from pmdesk.services.jobs import JobService
from pmdesk.services.session import Session
from pmdesk.services.settings import Settings
from pmdesk.ui.bridge import MainThreadPoster
from pmdesk.ui.context import UiContext, UiSignals
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.theme import ThemeService
from pmdesk.ui.undo import UndoStack

FRAME = FrameOfReferenceUid("2.25.1")
SERIES = SeriesUid("2.25.2")
MODEL = ModelIdentity("nodule-seg", "1.0", "0" * 64)
MADE = Provenance(MODEL, "CPU", datetime(2021, 5, 6, 12, 0, tzinfo=UTC))


def words(en: str, zh: str = "") -> LocalizedText:
    return LocalizedText(en=en, zh=zh or f"中文 {en}")


def small_volume() -> Volume:
    """Four slices of air."""
    geometry = VolumeGeometry((4, 8, 8), np.eye(4), FRAME)
    description = SeriesDescription(
        patient=ImagePatient(PatientId("P1"), "Li^Ming=李^明", date(1960, 3, 4), Sex.FEMALE, 61.0),
        study_uid=StudyUid("2.25.3"),
        series_uid=SERIES,
        modality="CT",
        study_date=date(2021, 5, 6),
        study_description="CT chest",
        series_description="Lung 1.0",
    )
    return Volume(np.full((4, 8, 8), -1000, np.int16), geometry, Unit.HOUNSFIELD, description)


def measurement(long_mm: float, short_mm: float, volume_mm3: float, mean_hu: float) -> NoduleMeasurement:
    def axis(length_mm: float) -> Axis:
        return Axis(
            PatientPoint(FRAME, (0.0, 0.0, 0.0)), PatientPoint(FRAME, (length_mm, 0.0, 0.0)), length_mm
        )

    return NoduleMeasurement(axis(long_mm), axis(short_mm), volume_mm3, mean_hu, 40.0, 2)


def finding(number: int, **changes: object) -> Finding:
    """Nodule ``number`` of 7.2 mm in the right upper zone, found by the model, not reviewed."""
    plain = Finding(
        id=FindingId(f"f{number}"),
        number=number,
        series_uid=SERIES,
        center=PatientPoint(FRAME, (float(number), 2.0, 2.0)),
        location=LungLocation(Side.RIGHT, LungZone.UPPER),
        segment=None,
        measurement=measurement(8.23, 6.14, 212.4, -34.6),
        detection=Prediction(0.913, None, MADE),
        texture=Stated(Texture.PART_SOLID, Origin.MODEL),
        upper_lobe=Stated(True, Origin.MODEL),
    )
    return replace(plain, **changes)


def three_findings() -> tuple[Finding, ...]:
    """A measured nodule, a larger one in the left lower zone, and one that could not be measured."""
    return (
        finding(1),
        finding(
            2,
            location=LungLocation(Side.LEFT, LungZone.LOWER),
            measurement=measurement(21.5, 15.0, 3120.0, 42.0),
            detection=Prediction(0.62, (0.5, 0.7), MADE),
            texture=Stated(Texture.SOLID, Origin.READER),
        ),
        finding(
            3, measurement=None, texture=Stated(None, Origin.UNKNOWN), upper_lobe=Stated(None, Origin.UNKNOWN)
        ),
    )


def record() -> PatientRecord:
    """A former smoker with two laboratory values, one above its range; emphysema is not known."""
    return PatientRecord(
        demographics=Demographics(patient_id="P1", name="Li Ming", birth_date=date(1960, 3, 4), sex=Sex.FEMALE),
        smoking=Smoking(status=SmokingStatus.FORMER),
        family_history_lung_cancer=StatedFact(value=False),
        conditions=(
            Condition(
                id="c1", coding=Coding(code="254637007", display="Non-small cell lung cancer"), stage="IIIA",
                onset=date(2021, 4, 1),
            ),
        ),
        observations=(
            Observation(
                id="o1", coding=Coding(display="CEA"), value=12.5, unit="ng/mL", reference_high=5.0,
                taken_on=date(2021, 4, 2),
            ),
            Observation(
                id="o2", coding=Coding(display="Creatinine"), value=71.0, unit="umol/L", reference_low=45.0,
                reference_high=84.0, taken_on=date(2021, 4, 2),
            ),
        ),
        medications=(
            Medication(id="m1", coding=Coding(display="Metformin"), dose="500 mg", started=date(2019, 1, 1)),
        ),
    )  # fmt: skip


def genome() -> Genome:
    """Three calls on GRCh38 whose origin the file leaves open."""
    calls = (
        VariantCall(
            VariantId("v1"), "7", 55191822, "T", "G", gene="EGFR", gene_origin="file", consequence="missense_variant",
            hgvs_c="c.2573T>G", hgvs_p="p.Leu858Arg", genotype="0/1", zygosity=Zygosity.HETEROZYGOUS, depth=210,
            allele_fraction=0.31, clinical_significance="drug_response", filter_status="PASS",
        ),
        VariantCall(
            VariantId("v2"), "12", 25245350, "C", "A", gene="KRAS", consequence="missense_variant",
            hgvs_p="p.Gly12Val", genotype="0/1", zygosity=Zygosity.HETEROZYGOUS, depth=12, allele_fraction=0.05,
            filter_status="LowDepth",
        ),
        VariantCall(VariantId("v3"), "2", 1000, "A", "AT", consequence="frameshift_variant"),
    )  # fmt: skip
    return Genome(
        "case/tumour.vcf", "0" * 64, GenomeBuild.GRCH38, "build.stated", "T1", ("T1",), calls,
        VariantOrigin.UNKNOWN,
    )  # fmt: skip


def biomarkers() -> tuple[Biomarker, ...]:
    return (
        Biomarker("egfr_l858r", "EGFR", words("EGFR L858R"), Assessment.FOUND, (VariantId("v1"),)),
        Biomarker("alk_fusion", "ALK", words("ALK fusion", "ALK 融合"), Assessment.NOT_ASSESSABLE),
        Biomarker("braf_v600e", "BRAF", words("BRAF V600E"), Assessment.NOT_REPORTED),
    )


def risks(of: str = "f1") -> tuple[RiskScore, ...]:
    """Brock computed, Mayo incomplete for want of emphysema, a follow-up rule that does not apply."""
    subject = FindingId(of)
    node = NodeRef(NodeKind.FINDING, subject)
    emphysema = NodeRef(NodeKind.RECORD_FIELD, "emphysema")
    return (
        RiskScore(
            id=RiskId(f"brock:{subject}"), model_id="brock", model_version="2013 (2b)",
            title=words("Brock model", "Brock 模型"), subject=node, state=RiskState.COMPUTED, probability=0.1234,
            outcome=words("Probability that the nodule is malignant", "结节恶性概率"),
            inputs=(
                InputUsed("diameter_mm", words("Diameter", "直径"), 8.2, "mm", Origin.COMPUTED, node, 0.8),
                InputUsed(
                    "female", words("Female", "女性"), True, "", Origin.RECORD,
                    NodeRef(NodeKind.RECORD_FIELD, "demographics.sex"), 0.6,
                ),
                InputUsed("upper_lobe", words("Upper lobe", "上叶"), True, "", Origin.MODEL, node, -0.3),
            ),
            evidence=(Evidence(source="McWilliams et al. N Engl J Med 2013", year=2013),),
            not_for=(words("nodules of patients with a known cancer", "已知患癌者的结节"),), grade="A",
        ),
        RiskScore(
            id=RiskId(f"mayo:{subject}"), model_id="mayo", model_version="1997", title=words("Mayo model"),
            subject=node, state=RiskState.INCOMPLETE,
            missing=(InputMissing("emphysema", words("Emphysema", "肺气肿"), ref=emphysema),),
        ),
        RiskScore(
            id=RiskId(f"fleischner2017:{subject}"), model_id="fleischner2017", model_version="2017",
            title=words("Fleischner 2017"), subject=node, state=RiskState.NOT_APPLICABLE,
            reasons=(words("The patient has a known cancer", "患者已知患癌"),),
        ),
    )  # fmt: skip


def options() -> tuple[TreatmentOption, ...]:
    return (
        TreatmentOption(
            id=OptionId("egfr-tki"), rule_id="egfr-tki", knowledge_version="2024.1", kind=OptionKind.TARGETED,
            title=words("EGFR tyrosine kinase inhibitor", "EGFR 酪氨酸激酶抑制剂"),
            rationale=words("An activating EGFR variant was found.", "检出 EGFR 激活变异。"), rank=1,
            triggers=(Trigger(NodeRef(NodeKind.VARIANT, "v1"), words("EGFR p.Leu858Arg")),),
            evidence=(Evidence(source="Guideline", level="I-A", as_of="2024-05-01"),),
            contraindications=(words("severe interstitial lung disease", "重度间质性肺病"),),
            missing=(words("performance status", "体能状态"),),
        ),
        TreatmentOption(
            id=OptionId("avoid-x"), rule_id="avoid-x", knowledge_version="2024.1", kind=OptionKind.AVOID,
            title=words("Avoid drug X"), rationale=words("It harms."), rank=2,
            triggers=(Trigger(NodeRef(NodeKind.CONDITION, "c1"), words("Lung cancer", "肺癌")),),
        ),
    )  # fmt: skip


def full_case(**changes: object) -> Case:
    """Images, three findings, record, genome and what follows from them."""
    case = Case(
        volume=small_volume(),
        findings=three_findings(),
        analysis=MADE,
        record=record(),
        genome=genome(),
        biomarkers=biomarkers(),
        risks=risks(),
        options=options(),
    )
    return replace(case, **changes)


def as_given(case: Case) -> Case:
    """Derivation for tests of views: what follows from the case is what the test wrote into it."""
    return case


@dataclass
class Desk:
    """The services of one window without the window."""

    context: UiContext
    languages: list[Language]

    @property
    def session(self) -> Session:
        return self.context.session

    def show(self, case: Case) -> None:
        self.session.replace_case(case)

    def close(self) -> None:
        """End the worker threads, and forget the commands while their stack still lives."""
        self.context.undo.clear()
        self.context.jobs.close()

    def select(self, kind: NodeKind, key: str) -> None:
        self.session.selection.select(NodeRef(kind, key))


def make_desk(
    case: Case | None = None, *, theme: str = "dark", derive: Callable[[Case], Case] = as_given
) -> Desk:
    """A context around a case; no job runs in it, so nothing has to be closed."""
    session = Session(derive)
    texts = QtTexts()
    post = MainThreadPoster()
    languages: list[Language] = []
    context = UiContext(
        session=session,
        jobs=JobService(post),
        undo=UndoStack(session, texts),
        theme=ThemeService(theme),
        texts=texts,
        settings=Settings(),
        signals=UiSignals(),
        post=post,
        set_language=languages.append,
    )
    if case is not None:
        session.replace_case(case)
    return Desk(context, languages)
