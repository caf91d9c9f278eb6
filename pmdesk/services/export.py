"""Write what was found: case.json, DICOM SEG, overview picture, PDF report."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pmdesk import __version__
from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.finding import Finding, ReviewStatus
from pmdesk.core.progress import JobContext
from pmdesk.core.texts import Texts
from pmdesk.report.build import build_case_document
from pmdesk.report.case_document import CaseDocument, write_case_json
from pmdesk.services.case import Case
from pmdesk.services.overview import key_image, render_overview

CASE_FILE = "case.json"
SEGMENTATION_FILE = "segmentation.dcm"
OVERVIEW_FILE = "overview.png"
REPORT_FILE = "report.pdf"


def segmented(case: Case) -> tuple[Finding, ...]:
    """Findings that go into the DICOM SEG: those with a mask that were not rejected, by number."""
    return tuple(
        item
        for item in case.findings
        if item.segment is not None and item.status is not ReviewStatus.REJECTED
    )


def case_document(case: Case, texts: Texts, *, segmentation_file: str | None = None) -> CaseDocument:
    """The versioned document of a case."""
    return build_case_document(
        software_version=__version__,
        created_at=datetime.now(tz=UTC),
        language=texts.language,
        volume=case.volume,
        findings=case.findings,
        analysis=case.analysis,
        operating_point=case.operating_point,
        hidden_findings=len(case.hidden_findings),
        record=case.record,
        record_used=case.record is not None and case.record_confirmed,
        genome=case.genome,
        biomarkers=case.biomarkers,
        risks=case.risks,
        options=case.options,
        warnings=tuple((item.code, dict(item.params)) for item in case.warnings),
        comparison=case.comparison,
        prior=case.prior,
        segmentation_file=segmentation_file,
        segment_numbers={item.id: number for number, item in enumerate(segmented(case), start=1)}
        if segmentation_file
        else None,
    )


def write_case(ctx: JobContext, case: Case, folder: Path, texts: Texts) -> tuple[Path, ...]:
    """Write everything into a folder; each file is there whole or not at all.

    Returns
    -------
    tuple of Path
        The files written. Without findings there is no ``segmentation.dcm``: DICOM knows no empty SEG.

    Raises
    ------
    FailedError
        The folder cannot be written or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FailedError(ErrorCode.WRITE_FAILED, path=str(folder), reason=error.strerror or "") from error
    written = []
    ctx.progress(0.0, "stage.write")
    segmentation = _write_segmentation(case, folder / SEGMENTATION_FILE)
    if segmentation:
        written.append(folder / SEGMENTATION_FILE)
    ctx.progress(0.4, "stage.write")
    document = case_document(case, texts, segmentation_file=SEGMENTATION_FILE if segmentation else None)
    write_case_json(document, folder / CASE_FILE)
    written.append(folder / CASE_FILE)
    if case.volume is not None:
        with atomic_write(folder / OVERVIEW_FILE) as temporary:
            render_overview(case.volume, case.findings).save(temporary, format="PNG")
        written.append(folder / OVERVIEW_FILE)
    ctx.progress(0.7, "stage.write")
    write_report(ctx, case, folder / REPORT_FILE, texts, document)
    written.append(folder / REPORT_FILE)
    ctx.progress(1.0, "stage.write")
    return tuple(written)


def write_report(
    ctx: JobContext, case: Case, path: Path, texts: Texts, document: CaseDocument | None = None
) -> Path:
    """Write the PDF report."""
    from pmdesk.report.pdf import write_pdf

    ctx.check()
    write_pdf(document or case_document(case, texts), path, texts=texts, images=_pictures(case))
    return path


def _pictures(case: Case) -> Mapping[str, bytes]:
    """PNG bytes: ``overview``, and one key image for each reviewed finding under its id."""
    if case.volume is None:
        return {}
    pictures = {"overview": _png(render_overview(case.volume, case.findings))}
    for finding in case.findings:
        if finding.is_reportable:
            pictures[finding.id] = _png(key_image(case.volume, finding))
    return pictures


def _png(image: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, format="PNG")  # type: ignore[attr-defined]
    return buffer.getvalue()


def _write_segmentation(case: Case, path: Path) -> bool:
    findings = segmented(case)
    if not findings or case.volume is None or case.analysis is None or not case.volume.source_paths:
        return False
    from pmdesk.imaging.segmentation_io import write_segmentation

    write_segmentation(case.volume, findings, path, model=case.analysis.model)
    return True
