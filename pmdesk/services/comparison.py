"""An earlier CT beside the current one: opened, laid over it, analysed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.growth import PriorStudy
from pmdesk.core.ids import SeriesUid
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.volume import ImagePatient, Sex, Unit, Volume
from pmdesk.imaging.registration import register
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services import opening
from pmdesk.services.case import Case, geometry_warnings
from pmdesk.services.nodules import NoduleAnalysis, analyse_nodules
from pmdesk.services.operating_points import with_analysis


@contextmanager
def prior_study(
    ctx: JobContext,
    current: Volume,
    paths: Sequence[Path],
    registry: ModelRegistry,
    device: str = "auto",
    series_uid: SeriesUid | None = None,
) -> Iterator[PriorStudy]:
    """Read an earlier CT, lay it over the current one and find its nodules.

    The two are laid over each other before the model runs, so that a refusal comes early. What was unpacked from an
    archive stays until the end of the ``with`` block: writing a DICOM SEG reads the headers again.

    Raises
    ------
    RefusedError
        Another patient, the same series, no Hounsfield units, or the two CTs cannot be laid over each other.
    InputError
        No CT among the files, or several patients.
    """
    catalog = opening.scan_images(PartContext(ctx, 0.0, 0.04), paths)
    try:
        series = opening.choose_series(catalog, series_uid)
        check_same_patient(current.description.patient, series.description.patient)
        volume = opening.load_volume(PartContext(ctx, 0.04, 0.12), series)
        source = ", ".join(str(path) for path in paths)
        yield study_of(PartContext(ctx, 0.12, 1.0), current, volume, registry, device, source)
    finally:
        catalog.close()


def open_prior(
    ctx: JobContext, current: Volume, paths: Sequence[Path], registry: ModelRegistry, device: str = "auto"
) -> PriorStudy:
    """`prior_study` for a window, which writes nothing of the earlier CT."""
    with prior_study(ctx, current, paths, registry, device) as study:
        return study


def case_of(study: PriorStudy) -> Case:
    """The earlier CT as a case of its own."""
    case = Case(volume=study.volume, warnings=geometry_warnings(study.volume))
    analysis = NoduleAnalysis(study.findings, study.analysis, study.operating_points, study.default_point)
    return with_analysis(case, analysis)


def study_of(
    ctx: JobContext,
    current: Volume,
    prior: Volume,
    registry: ModelRegistry,
    device: str = "auto",
    source: str = "",
) -> PriorStudy:
    """Lay a loaded earlier CT over the current one and find its nodules; raises what `open_prior` does."""
    check_comparable(current, prior)
    alignment = register(current, prior, PartContext(ctx, 0.0, 0.25))
    analysis = analyse_nodules(PartContext(ctx, 0.25, 1.0), prior, registry, device)
    return PriorStudy(
        prior,
        analysis.findings,
        analysis.provenance,
        alignment,
        source,
        analysis.operating_points,
        analysis.default_point,
    )


def check_comparable(current: Volume, prior: Volume) -> None:
    """Refuse what cannot be compared, before anything is computed."""
    check_same_patient(current.description.patient, prior.description.patient)
    if prior.description.series_uid and prior.description.series_uid == current.description.series_uid:
        raise RefusedError(ErrorCode.COMPARISON_SAME_SERIES)
    for volume in (current, prior):
        if volume.unit is not Unit.HOUNSFIELD:
            raise RefusedError(ErrorCode.COMPARISON_UNIT_UNKNOWN, found=volume.description.series_description)


def check_same_patient(current: ImagePatient, prior: ImagePatient) -> None:
    """Refuse two CTs whose headers contradict each other in patient id, birth date or sex.

    Names are not compared: they change, and are written in many ways.

    Raises
    ------
    RefusedError
        `COMPARISON_OTHER_PATIENT`, with the code of the field that differs.
    """
    unknown = (None, "", Sex.UNKNOWN)
    for field in ("patient_id", "birth_date", "sex"):
        here, there = getattr(current, field), getattr(prior, field)
        if here not in unknown and there not in unknown and here != there:
            raise RefusedError(ErrorCode.COMPARISON_OTHER_PATIENT, reason=f"field.{field}")
