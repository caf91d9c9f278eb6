"""The schema of ``case.json``: everything found, computed and proposed for one case, with where it came from.

Lengths are in mm, volumes in mm³, densities in HU, points in LPS mm. Values are not rounded. Null means "not known";
a ``*_reason`` beside it says why, where there is more than one way not to know.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.biomarker import Assessment
from pmdesk.core.characterisation import Trait
from pmdesk.core.evidence import Evidence, NodeKind
from pmdesk.core.finding import LungZone, RejectReason, ReviewStatus, Side, Texture, VolumeMethod
from pmdesk.core.geometry import TrustLevel
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import RiskState
from pmdesk.core.texts import Language, LocalizedText
from pmdesk.core.treatment import OptionKind
from pmdesk.core.variant import GenomeBuild, VariantOrigin, Zygosity
from pmdesk.core.volume import Sex, Unit
from pmdesk.report.growth_document import ComparisonDocument, GrowthDocument

SCHEMA_VERSION: Literal["1.0"] = "1.0"
RESEARCH_USE_ONLY: Literal["research_use_only"] = "research_use_only"

Params = dict[str, str | float]
Millimetres = Annotated[float, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class NodeDocument(_Part):
    """A thing of the case, by kind and key."""

    kind: NodeKind
    key: str


class NoteDocument(_Part):
    """A code of the text tables with its parameters."""

    code: str
    params: Params = {}


class PersonDocument(_Part):
    """One patient as one source states him or her."""

    patient_id: str
    name: str
    birth_date: date | None
    sex: Sex
    age_years: float | None


class PatientDocument(_Part):
    is_synthetic: bool
    headers: PersonDocument | None
    """As the image headers say; null without images."""
    record: PersonDocument | None
    """As the record says; null without one."""
    record_used: bool
    """False: there is no record, or it may belong to another patient and nobody has confirmed it."""


class GeometryDocument(_Part):
    trust: TrustLevel
    measurements_allowed: bool
    issues: tuple[NoteDocument, ...]
    """Codes are those of `pmdesk.core.geometry.GeometryIssueCode`."""


class ImagesDocument(_Part):
    study_uid: str
    series_uid: str
    frame_of_reference_uid: str
    modality: str
    study_date: date | None
    study_description: str
    series_description: str
    series_number: int | None
    body_part: str
    manufacturer: str
    scanner_model: str
    kernel: str
    contrast: bool | None
    slice_thickness_mm: float | None
    spacing_mm: tuple[float, float, float]
    """Distance of slices, rows and columns."""
    shape: tuple[int, int, int]
    """Number of slices, rows and columns."""
    unit: Unit
    geometry: GeometryDocument


class LocationDocument(_Part):
    """Zones are thirds of the lung's height, not lobes."""

    side: Side
    zone: LungZone


class TextureDocument(_Part):
    value: Texture | None
    origin: Origin


class FlagDocument(_Part):
    value: bool | None
    origin: Origin


class NumberDocument(_Part):
    value: float | None
    origin: Origin


class SolidComponentDocument(_Part):
    """Largest part of the nodule above ``above_hu``; diameters on the axial slice where it is longest."""

    long_axis_mm: Millimetres
    short_axis_mm: Millimetres
    mean_diameter_mm: Millimetres
    volume_mm3: Annotated[float, Field(ge=0)]
    share: Annotated[float, Field(ge=0, le=1)]
    """Of the nodule's volume."""
    above_hu: float


class ShapeDocument(_Part):
    """Without units, as IBSI defines them: 1 for a sphere."""

    sphericity: float
    compactness: float
    elongation: float
    flatness: float


class ModelDocument(_Part):
    """A model package."""

    model_id: str
    model_version: str
    model_sha256: str


class RunDocument(_Part):
    """How a result was made."""

    model_id: str
    model_version: str
    model_sha256: str
    device: str
    created_at: datetime
    run_time_s: float | None
    input_ids: tuple[str, ...]
    notes: tuple[str, ...]
    later_models: tuple[ModelDocument, ...] = ()
    """Models of later stages that took part: scoring of candidates, outlines."""


class TraitDocument(_Part):
    """A rating on the scale of the LIDC-IDRI readers: 1 to 5, calcification 1 to 6."""

    trait: Trait
    rating: float


class CharacterisationDocument(_Part):
    """What a model says of a nodule: the rating that four radiologists would give. No pathology was seen."""

    basis: Literal["predicted_reader_rating"]
    malignancy: Annotated[float, Field(ge=0, le=1)]
    """Probability that the readers' mean rating is above 3 of 5."""
    interval: tuple[float, float] | None
    """Lowest and highest among the models of the ensemble; null when there is none."""
    traits: tuple[TraitDocument, ...]
    model: RunDocument


class FindingDocument(_Part):
    id: str
    number: int
    center_lps_mm: tuple[float, float, float]
    long_axis_mm: Millimetres | None
    short_axis_mm: Millimetres | None
    mean_diameter_mm: Millimetres | None
    lung_rads_diameter_mm: Millimetres | None
    """Mean diameter to 0.1 mm."""
    fleischner_diameter_mm: int | None
    """Mean diameter to 1 mm."""
    effective_diameter_mm: Millimetres | None
    """Of the sphere of the same volume."""
    volume_mm3: Annotated[float, Field(ge=0)] | None
    volume_sd_mm3: Annotated[float, Field(ge=0)] | None
    """One standard deviation of the volume."""
    volume_method: VolumeMethod | None
    solid_component: SolidComponentDocument | None
    """As measured by the density threshold, whatever the nodule's type."""
    solid_diameter_mm: NumberDocument
    """Mean diameter of the solid part of a part-solid nodule, as the rules use it, and who says so."""
    shape: ShapeDocument | None
    mean_hu: float | None
    sd_hu: float | None
    slice_index: int | None
    """Slice on which the axes were measured, 0-based, rising along the slice normal."""
    measurement_reason: Literal["geometry_not_trusted", "not_measured"] | None
    """Why there are no measurements; null when there are."""
    location: LocationDocument
    texture: TextureDocument
    spiculated: FlagDocument
    upper_lobe: FlagDocument
    score: float | None
    """Model score that this is a nodule, 0..1; null for a finding that a person drew."""
    status: ReviewStatus
    reject_reason: RejectReason | None
    comment: str
    segment_number: int | None
    """Segment in the DICOM SEG file that lies beside this one."""
    growth: GrowthDocument | None = None
    """Beside the earlier CT; null when none was compared."""
    characterisation: CharacterisationDocument | None = None
    """Null: no model judged the nodule's nature, which is not "benign"."""


class InputDocument(_Part):
    name: str
    label: LocalizedText
    value: bool | float | str
    value_text: LocalizedText | None
    unit: str
    origin: Origin
    ref: NodeDocument | None
    contribution: float | None
    """Share of the linear predictor; beside ``reference`` of the risk where that is given."""
    taken_on: date | None = None
    """Day of the value, where it has one."""
    document: str = ""
    """File or resource that states it."""


class FigureDocument(_Part):
    """One of several results of a model; one of ``probability`` and ``value`` is set."""

    name: str
    label: LocalizedText
    probability: Annotated[float, Field(ge=0, le=1)] | None
    value: float | None
    unit: str


class MissingDocument(_Part):
    name: str
    label: LocalizedText
    unit: str
    ref: NodeDocument | None


class RiskDocument(_Part):
    id: str
    model_id: str
    model_version: str
    title: LocalizedText
    subject: NodeDocument
    state: RiskState
    probability: Annotated[float, Field(ge=0, le=1)] | None
    interval: tuple[float, float] | None
    category: str | None
    category_text: LocalizedText | None
    management: LocalizedText | None
    outcome: LocalizedText | None
    inputs: tuple[InputDocument, ...]
    missing: tuple[MissingDocument, ...]
    reasons: tuple[LocalizedText, ...]
    evidence: tuple[Evidence, ...]
    not_for: tuple[LocalizedText, ...]
    grade: str
    value: float | None = None
    """Result that is not a probability, in ``unit`` (UCUM)."""
    unit: str = ""
    figures: tuple[FigureDocument, ...] = ()
    """Further results of the model."""
    field: str = ""
    """Field of medicine; empty where none is given."""
    population: LocalizedText | None = None
    computed_for: date | None = None
    """Day on which ages and "latest value" were taken."""
    reference: LocalizedText | None = None
    """The person with whom the contributions of the inputs compare."""


class VariantDocument(_Part):
    id: str
    chromosome: str
    position: int
    """1-based."""
    reference: str
    alternate: str
    rsid: str
    gene: str
    hgvs_c: str
    hgvs_p: str
    consequence: str
    zygosity: Zygosity
    depth: int | None
    allele_fraction: float | None
    clinical_significance: str
    filter_status: str
    origin: VariantOrigin


class GenomeDocument(_Part):
    """Summary of the variants. A gene that is not named here is "no variant reported", never "normal"."""

    build: GenomeBuild
    build_evidence: str
    sample: str
    samples: tuple[str, ...]
    origin: VariantOrigin
    source_file: str
    sha256: str
    total: int
    passed: int
    failed_filter: int
    not_filtered: int
    skipped_records: int
    notes: tuple[str, ...]
    relevant: tuple[VariantDocument, ...]
    """Calls that a biomarker or an option refers to."""


class BiomarkerDocument(_Part):
    id: str
    gene: str
    title: LocalizedText
    assessment: Assessment
    variants: tuple[str, ...]
    origin: VariantOrigin
    basis: str
    failed_filter: tuple[str, ...]
    unclear: tuple[str, ...]
    reasons: tuple[str, ...]


class TriggerDocument(_Part):
    ref: NodeDocument
    statement: LocalizedText


class OptionDocument(_Part):
    id: str
    rule_id: str
    knowledge_version: str
    kind: OptionKind
    title: LocalizedText
    rationale: LocalizedText
    rank: int
    triggers: tuple[TriggerDocument, ...]
    evidence: tuple[Evidence, ...]
    contraindications: tuple[LocalizedText, ...]
    cautions: tuple[TriggerDocument, ...]
    missing: tuple[LocalizedText, ...]
    not_for: tuple[LocalizedText, ...]


class OperatingPointDocument(_Part):
    """Where on its curve the detector worked; the rates are those of the package, not of this case."""

    threshold: Annotated[float, Field(ge=0, le=1)]
    """Marks that scored less were not shown, unless a person had touched them."""
    false_positives_per_scan: Annotated[float, Field(ge=0)]
    sensitivity: Annotated[float, Field(ge=0, le=1)] | None
    nodules: int | None
    """On how many nodules the sensitivity was measured."""


class CaseDocument(_Part):
    """One case, as written to ``case.json``."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, title="pmdesk case")

    schema_version: Literal["1.0"]
    software: Literal["pmdesk"]
    software_version: str
    created_at: datetime
    language: Language
    statement: Literal["research_use_only"]
    patient: PatientDocument
    images: ImagesDocument | None
    findings: tuple[FindingDocument, ...]
    findings_reason: Literal["not_analysed"] | None
    """Set when no model has run: an empty list then does not mean "no nodules"."""
    segmentation_file: str | None
    risks: tuple[RiskDocument, ...]
    variants: GenomeDocument | None
    biomarkers: tuple[BiomarkerDocument, ...]
    options: tuple[OptionDocument, ...]
    provenance: RunDocument | None
    warnings: tuple[NoteDocument, ...]
    comparison: ComparisonDocument | None = None
    """The earlier CT that was compared; null when none was."""
    operating_point: OperatingPointDocument | None = None
    """Null when the model's package has no curve to choose from."""
    hidden_findings: Annotated[int, Field(ge=0)] = 0
    """Marks of the model below the operating point that nobody has touched; they are not in ``findings``."""

    @property
    def patient_risks(self) -> tuple[RiskDocument, ...]:
        """Scores of the patient, not of one finding."""
        return tuple(risk for risk in self.risks if risk.subject.kind is NodeKind.PATIENT)

    @property
    def reviewed(self) -> tuple[FindingDocument, ...]:
        """Findings that a person accepted or edited: the only ones that belong to a report."""
        return self._with(ReviewStatus.ACCEPTED, ReviewStatus.EDITED)

    @property
    def unreviewed(self) -> tuple[FindingDocument, ...]:
        return self._with(ReviewStatus.UNREVIEWED)

    @property
    def rejected(self) -> tuple[FindingDocument, ...]:
        return self._with(ReviewStatus.REJECTED)

    def risks_of(self, finding_id: str) -> tuple[RiskDocument, ...]:
        return tuple(
            risk
            for risk in self.risks
            if risk.subject.kind is NodeKind.FINDING and risk.subject.key == finding_id
        )

    def _with(self, *wanted: ReviewStatus) -> tuple[FindingDocument, ...]:
        return tuple(finding for finding in self.findings if finding.status in wanted)


def case_schema() -> dict[str, Any]:
    """JSON Schema of the document (2020-12)."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema.update(CaseDocument.model_json_schema(mode="serialization"))
    return schema


def case_schema_text() -> str:
    """Content of ``resources/schemas/case-1.json``."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def case_json(document: CaseDocument) -> str:
    """The document as JSON text, UTF-8 characters kept, numbers in full precision."""
    return document.model_dump_json(indent=1) + "\n"


def write_case_json(document: CaseDocument, path: Path) -> None:
    """Write ``case.json``; the file is there whole or not at all."""
    with atomic_write(path) as temporary:
        temporary.write_text(case_json(document), encoding="utf-8")
