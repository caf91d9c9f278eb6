"""From the domain types of a case to its document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Literal

from pmdesk.core.biomarker import Biomarker
from pmdesk.core.characterisation import Characterisation
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding, NoduleMeasurement
from pmdesk.core.geometry import GeometryTrust
from pmdesk.core.growth import Comparison, PriorStudy
from pmdesk.core.ids import FindingId
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.provenance import Provenance
from pmdesk.core.record import PatientRecord
from pmdesk.core.risk import RiskScore
from pmdesk.core.texts import Language
from pmdesk.core.treatment import TreatmentOption, Trigger
from pmdesk.core.variant import Genome, VariantCall
from pmdesk.core.volume import ImagePatient, Volume
from pmdesk.report.case_document import (
    RESEARCH_USE_ONLY,
    SCHEMA_VERSION,
    BiomarkerDocument,
    CaseDocument,
    CharacterisationDocument,
    FigureDocument,
    FindingDocument,
    FlagDocument,
    GenomeDocument,
    GeometryDocument,
    ImagesDocument,
    InputDocument,
    LocationDocument,
    MissingDocument,
    ModelDocument,
    NodeDocument,
    NoteDocument,
    NumberDocument,
    OperatingPointDocument,
    OptionDocument,
    PatientDocument,
    PersonDocument,
    RiskDocument,
    RunDocument,
    ShapeDocument,
    SolidComponentDocument,
    TextureDocument,
    TraitDocument,
    TriggerDocument,
    VariantDocument,
)
from pmdesk.report.growth_document import comparison_document, growth_document


def build_case_document(
    *,
    software_version: str,
    created_at: datetime,
    language: Language,
    volume: Volume | None = None,
    findings: Sequence[Finding] = (),
    analysis: Provenance | None = None,
    operating_point: OperatingPoint | None = None,
    hidden_findings: int = 0,
    record: PatientRecord | None = None,
    record_used: bool = True,
    genome: Genome | None = None,
    biomarkers: Sequence[Biomarker] = (),
    risks: Sequence[RiskScore] = (),
    options: Sequence[TreatmentOption] = (),
    warnings: Iterable[tuple[str, Mapping[str, str | float]]] = (),
    segmentation_file: str | None = None,
    segment_numbers: Mapping[FindingId, int] | None = None,
    comparison: Comparison | None = None,
    prior: PriorStudy | None = None,
) -> CaseDocument:
    """The document of a case.

    Parameters
    ----------
    software_version, created_at, language
        Version of pmdesk, time of writing (with time zone), language of the screen.
    volume
        The CT; its header fields and geometry trust are kept, its pixels are not.
    findings
        All findings, rejected ones included: the ledger keeps what was decided.
    analysis
        How the findings were made; None when no model has run.
    operating_point, hidden_findings
        Point of the detector's curve, and how many untouched marks lie below it and are not among ``findings``.
    record, record_used
        The record, and whether it was used (False: its patient may be another one and nobody has confirmed it).
    warnings
        Text codes with their parameters.
    segmentation_file, segment_numbers
        Name of the DICOM SEG beside ``case.json`` and the segment of each finding in it.
    comparison, prior
        What became of the findings since an earlier CT, and that CT; both or neither.

    Raises
    ------
    ValueError
        ``created_at`` has no time zone, or a number is not finite.
    """
    if created_at.tzinfo is None:
        raise ValueError("created_at needs a time zone")
    trust = volume.trust if volume is not None else GeometryTrust()
    numbers = segment_numbers or {}
    return CaseDocument(
        schema_version=SCHEMA_VERSION,
        software="pmdesk",
        software_version=software_version,
        created_at=created_at,
        language=language,
        statement=RESEARCH_USE_ONLY,
        patient=_patient(volume, record, record_used),
        images=_images(volume) if volume is not None else None,
        findings=tuple(_finding(finding, trust, numbers.get(finding.id), comparison) for finding in findings),
        findings_reason="not_analysed" if analysis is None else None,
        segmentation_file=segmentation_file,
        risks=tuple(_risk(score) for score in risks),
        variants=_genome(genome, biomarkers, options) if genome is not None else None,
        biomarkers=tuple(_biomarker(marker) for marker in biomarkers),
        options=tuple(_option(option) for option in options),
        provenance=_run(analysis) if analysis is not None else None,
        warnings=tuple(NoteDocument(code=code, params=dict(params)) for code, params in warnings),
        comparison=comparison_document(comparison, prior)
        if comparison is not None and prior is not None
        else None,
        operating_point=_operating_point(operating_point) if operating_point is not None else None,
        hidden_findings=hidden_findings,
    )


def _node(ref: NodeRef | None) -> NodeDocument | None:
    return None if ref is None else NodeDocument(kind=ref.kind, key=ref.key)


def _patient(volume: Volume | None, record: PatientRecord | None, record_used: bool) -> PatientDocument:
    return PatientDocument(
        is_synthetic=record is not None and record_used and record.is_synthetic,
        headers=_from_headers(volume.description.patient) if volume is not None else None,
        record=_from_record(record, volume.description.study_date if volume is not None else None)
        if record is not None
        else None,
        record_used=record is not None and record_used,
    )


def _from_headers(patient: ImagePatient) -> PersonDocument:
    return PersonDocument(
        patient_id=patient.patient_id,
        name=patient.name,
        birth_date=patient.birth_date,
        sex=patient.sex,
        age_years=patient.age_years,
    )


def _from_record(record: PatientRecord, examined_on: date | None) -> PersonDocument:
    stated = record.demographics
    return PersonDocument(
        patient_id=stated.patient_id,
        name=stated.name,
        birth_date=stated.birth_date,
        sex=stated.sex,
        age_years=record.age_on(examined_on) if examined_on is not None else stated.age_years,
    )


def _images(volume: Volume) -> ImagesDocument:
    described = volume.description
    return ImagesDocument(
        study_uid=described.study_uid,
        series_uid=described.series_uid,
        frame_of_reference_uid=volume.geometry.for_uid,
        modality=described.modality,
        study_date=described.study_date,
        study_description=described.study_description,
        series_description=described.series_description,
        series_number=described.series_number,
        body_part=described.body_part,
        manufacturer=described.manufacturer,
        scanner_model=described.scanner_model,
        kernel=described.kernel,
        contrast=described.contrast,
        slice_thickness_mm=described.slice_thickness_mm,
        spacing_mm=volume.spacing_mm,
        shape=volume.shape,
        unit=volume.unit,
        geometry=GeometryDocument(
            trust=volume.trust.level,
            measurements_allowed=volume.trust.measurements_allowed,
            issues=tuple(
                NoteDocument(code=issue.code.value, params=dict(issue.params))
                for issue in volume.trust.issues
            ),
        ),
    )


def _finding(
    finding: Finding, trust: GeometryTrust, segment_number: int | None, comparison: Comparison | None
) -> FindingDocument:
    measured = finding.measurement
    why: Literal["geometry_not_trusted", "not_measured"] | None = None
    if measured is None:
        why = "not_measured" if trust.measurements_allowed else "geometry_not_trusted"
    return FindingDocument(
        id=finding.id,
        number=finding.number,
        center_lps_mm=finding.center.xyz_lps_mm,
        long_axis_mm=measured.long_axis_mm if measured is not None else None,
        short_axis_mm=measured.short_axis_mm if measured is not None else None,
        mean_diameter_mm=measured.mean_diameter_mm if measured is not None else None,
        lung_rads_diameter_mm=measured.lung_rads_diameter_mm if measured is not None else None,
        fleischner_diameter_mm=measured.fleischner_diameter_mm if measured is not None else None,
        effective_diameter_mm=measured.effective_diameter_mm if measured is not None else None,
        volume_mm3=measured.volume_mm3 if measured is not None else None,
        volume_sd_mm3=measured.volume_sd_mm3 if measured is not None else None,
        volume_method=measured.volume_method if measured is not None else None,
        solid_component=_solid(measured),
        solid_diameter_mm=NumberDocument(
            value=finding.solid_part_mm.value, origin=finding.solid_part_mm.origin
        ),
        shape=_shape(measured),
        mean_hu=measured.mean_hu if measured is not None else None,
        sd_hu=measured.sd_hu if measured is not None else None,
        slice_index=measured.slice_index if measured is not None else None,
        measurement_reason=why,
        location=LocationDocument(side=finding.location.side, zone=finding.location.zone),
        texture=TextureDocument(value=finding.texture.value, origin=finding.texture.origin),
        spiculated=FlagDocument(value=finding.spiculated.value, origin=finding.spiculated.origin),
        upper_lobe=FlagDocument(value=finding.upper_lobe.value, origin=finding.upper_lobe.origin),
        score=finding.detection.value if finding.detection is not None else None,
        status=finding.status,
        reject_reason=finding.reject_reason,
        comment=finding.comment,
        segment_number=segment_number,
        growth=growth_document(comparison, finding),
        characterisation=_characterisation(finding.characterisation) if finding.characterisation else None,
    )


def _characterisation(judged: Characterisation) -> CharacterisationDocument:
    return CharacterisationDocument(
        basis="predicted_reader_rating",
        malignancy=judged.malignancy.value,
        interval=judged.malignancy.interval,
        traits=tuple(TraitDocument(trait=item.trait, rating=item.rating) for item in judged.traits),
        model=_run(judged.malignancy.provenance),
    )


def _operating_point(point: OperatingPoint) -> OperatingPointDocument:
    return OperatingPointDocument(
        threshold=point.threshold,
        false_positives_per_scan=point.false_positives_per_scan,
        sensitivity=point.sensitivity,
        nodules=point.nodules,
    )


def _solid(measured: NoduleMeasurement | None) -> SolidComponentDocument | None:
    if measured is None or measured.solid is None:
        return None
    solid = measured.solid
    return SolidComponentDocument(
        long_axis_mm=solid.long_axis_mm,
        short_axis_mm=solid.short_axis_mm,
        mean_diameter_mm=solid.mean_diameter_mm,
        volume_mm3=solid.volume_mm3,
        share=solid.share,
        above_hu=solid.above_hu,
    )


def _shape(measured: NoduleMeasurement | None) -> ShapeDocument | None:
    if measured is None or measured.shape is None:
        return None
    shape = measured.shape
    return ShapeDocument(
        sphericity=shape.sphericity,
        compactness=shape.compactness,
        elongation=shape.elongation,
        flatness=shape.flatness,
    )


def _risk(score: RiskScore) -> RiskDocument:
    subject = NodeDocument(kind=score.subject.kind, key=score.subject.key)
    return RiskDocument(
        id=score.id,
        model_id=score.model_id,
        model_version=score.model_version,
        title=score.title,
        subject=subject,
        state=score.state,
        probability=score.probability,
        interval=score.interval,
        category=score.category or None,
        category_text=score.category_text,
        management=score.management,
        outcome=score.outcome,
        inputs=tuple(
            InputDocument(
                name=used.name,
                label=used.label,
                value=used.value,
                value_text=used.value_text,
                unit=used.unit,
                origin=used.origin,
                ref=_node(used.ref),
                contribution=used.contribution,
                taken_on=used.taken_on,
                document=used.document,
            )
            for used in score.inputs
        ),
        missing=tuple(
            MissingDocument(name=lacking.name, label=lacking.label, unit=lacking.unit, ref=_node(lacking.ref))
            for lacking in score.missing
        ),
        reasons=score.reasons,
        evidence=score.evidence,
        not_for=score.not_for,
        grade=score.grade,
        value=score.value,
        unit=score.unit,
        figures=tuple(
            FigureDocument(
                name=one.name, label=one.label, probability=one.probability, value=one.value, unit=one.unit
            )
            for one in score.figures
        ),
        field=score.field,
        population=score.population,
        computed_for=score.computed_for,
        reference=score.reference,
    )


def _genome(
    genome: Genome, biomarkers: Sequence[Biomarker], options: Sequence[TreatmentOption]
) -> GenomeDocument:
    relevant: set[str] = set()
    for marker in biomarkers:
        relevant.update((*marker.variants, *marker.failed_filter, *marker.unclear))
    for option in options:
        for trigger in (*option.triggers, *option.cautions):
            if trigger.ref.kind is NodeKind.VARIANT:
                relevant.add(trigger.ref.key)
    filters = [call.filter_status for call in genome.calls]
    return GenomeDocument(
        build=genome.build,
        build_evidence=genome.build_evidence,
        sample=genome.sample,
        samples=genome.samples,
        origin=genome.origin,
        source_file=PurePath(genome.source_path).name,
        sha256=genome.sha256,
        total=len(filters),
        passed=sum(status == "PASS" for status in filters),
        failed_filter=sum(status not in ("PASS", "") for status in filters),
        not_filtered=sum(status == "" for status in filters),
        skipped_records=genome.skipped_records,
        notes=genome.notes,
        relevant=tuple(_variant(call) for call in genome.calls if call.id in relevant),
    )


def _variant(call: VariantCall) -> VariantDocument:
    return VariantDocument(
        id=call.id,
        chromosome=call.chromosome,
        position=call.position,
        reference=call.reference,
        alternate=call.alternate,
        rsid=call.rsid,
        gene=call.gene,
        hgvs_c=call.hgvs_c,
        hgvs_p=call.hgvs_p,
        consequence=call.consequence,
        zygosity=call.zygosity,
        depth=call.depth,
        allele_fraction=call.allele_fraction,
        clinical_significance=call.clinical_significance,
        filter_status=call.filter_status,
        origin=call.origin,
    )


def _biomarker(marker: Biomarker) -> BiomarkerDocument:
    return BiomarkerDocument(
        id=marker.id,
        gene=marker.gene,
        title=marker.title,
        assessment=marker.assessment,
        variants=marker.variants,
        origin=marker.origin,
        basis=marker.basis,
        failed_filter=marker.failed_filter,
        unclear=marker.unclear,
        reasons=marker.reasons,
    )


def _trigger(trigger: Trigger) -> TriggerDocument:
    return TriggerDocument(
        ref=NodeDocument(kind=trigger.ref.kind, key=trigger.ref.key), statement=trigger.statement
    )


def _option(option: TreatmentOption) -> OptionDocument:
    return OptionDocument(
        id=option.id,
        rule_id=option.rule_id,
        knowledge_version=option.knowledge_version,
        kind=option.kind,
        title=option.title,
        rationale=option.rationale,
        rank=option.rank,
        triggers=tuple(_trigger(trigger) for trigger in option.triggers),
        evidence=option.evidence,
        contraindications=option.contraindications,
        cautions=tuple(_trigger(caution) for caution in option.cautions),
        missing=option.missing,
        not_for=option.not_for,
    )


def _run(analysis: Provenance) -> RunDocument:
    return RunDocument(
        model_id=analysis.model.model_id,
        model_version=analysis.model.version,
        model_sha256=analysis.model.sha256,
        device=analysis.device,
        created_at=analysis.created_at,
        run_time_s=analysis.run_time_s,
        input_ids=analysis.input_ids,
        notes=analysis.notes,
        later_models=tuple(
            ModelDocument(model_id=model.model_id, model_version=model.version, model_sha256=model.sha256)
            for model in analysis.later_models
        ),
    )
