"""The whole case without a window: the same steps as behind the window, from files to a `Case`."""

from dataclasses import dataclass, replace
from pathlib import Path

from pmdesk.core.errors import ErrorCode
from pmdesk.core.ids import SeriesUid
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.core.variant import GenomeBuild
from pmdesk.imaging.catalog import Catalog
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services import opening
from pmdesk.services.case import Case, CaseWarning, geometry_warnings
from pmdesk.services.derive import Deriver
from pmdesk.services.learned_models import LearnedModels, learned_of
from pmdesk.services.nodules import analyse_nodules
from pmdesk.services.operating_points import with_analysis
from pmdesk.services.recording import read_record, record_matches


@dataclass(frozen=True)
class AnalysisRequest:
    """What to analyse.

    ``series_uid`` names the series when the images hold several; otherwise the CT series with the most slices of a
    single patient is taken.
    """

    images: tuple[Path, ...]
    record: Path | None = None
    genome: Path | None = None
    genome_build: GenomeBuild | None = None
    genome_sample: str | None = None
    series_uid: SeriesUid | None = None
    device: str = "auto"


@dataclass(frozen=True)
class AnalysisResult:
    """The analysed case, and the catalogue that keeps what was unpacked from archives until it is closed.

    Files that could not be used are among the warnings of the case.
    """

    case: Case
    catalog: Catalog


def analyse_case(
    request: AnalysisRequest, registry: ModelRegistry, ctx: JobContext | None = None
) -> AnalysisResult:
    """Catalogue, load, find nodules, read record and genome, derive risks and options.

    Raises
    ------
    InputError
        Nothing to analyse, several patients and none chosen, an unreadable record or genome.
    RefusedError
        The model does not apply to these images.
    """
    ctx = ctx or NullContext()
    catalog = opening.scan_images(PartContext(ctx, 0.0, 0.05), request.images)
    try:
        return AnalysisResult(_analyse(request, registry, ctx, catalog), catalog)
    except BaseException:
        catalog.close()
        raise


def _analyse(request: AnalysisRequest, registry: ModelRegistry, ctx: JobContext, catalog: Catalog) -> Case:
    series = opening.choose_series(catalog, request.series_uid)
    volume = opening.load_volume(PartContext(ctx, 0.05, 0.15), series)
    problems = file_warnings(catalog)
    case = Case(volume=volume, warnings=geometry_warnings(volume))
    if request.record is not None:
        imported = read_record(PartContext(ctx, 0.15, 0.17), request.record)
        differing = record_matches(imported.record, volume.description)
        if differing:
            problems += (CaseWarning("error.record.patient_mismatch", (("reason", ", ".join(differing)),)),)
        case = replace(
            case, record=imported.record, record_source=str(request.record), record_confirmed=not differing
        )
    if request.genome is not None:
        genome = opening.read_genome(
            PartContext(ctx, 0.17, 0.2), request.genome, request.genome_build, request.genome_sample
        )
        case = replace(case, genome=genome)
    analysis = analyse_nodules(PartContext(ctx, 0.2, 0.98), volume, registry, request.device)
    notes = tuple(CaseWarning(note) for note in analysis.provenance.notes)
    case = with_analysis(replace(case, warnings=(*case.warnings, *notes, *problems)), analysis)
    ctx.progress(0.98, "stage.postprocess")
    if case.record is not None and case.record_confirmed:
        case = replace(case, learned=learned_of(ctx, LearnedModels(), case))
    return Deriver()(case)


def file_warnings(catalog: Catalog) -> tuple[CaseWarning, ...]:
    """What could not be used: each damaged file by name, files that are no DICOM at all as a count."""
    others = sum(problem.error.code is ErrorCode.NOT_DICOM for problem in catalog.problems)
    named = tuple(
        CaseWarning(
            f"error.{problem.error.code.value}",
            tuple((name, str(value)) for name, value in problem.error.params.items()),
        )
        for problem in catalog.problems
        if problem.error.code is not ErrorCode.NOT_DICOM
    )
    return (*named, CaseWarning("images.other_files", (("count", float(others)),))) if others else named
