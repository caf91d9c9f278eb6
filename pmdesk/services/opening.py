"""Open images, records and genomes: what runs in jobs behind the window and in the headless analysis alike."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.ids import SeriesUid
from pmdesk.core.progress import JobContext
from pmdesk.core.variant import Genome, GenomeBuild
from pmdesk.core.volume import Volume
from pmdesk.imaging.catalog import Catalog, CatalogSeries, scan
from pmdesk.imaging.loader import SlicePreview, load_series


def scan_images(ctx: JobContext, paths: Sequence[Path]) -> Catalog:
    """Catalogue of everything under ``paths``: folders, files, archives, DICOMDIR."""
    return scan(paths, ctx)


def load_volume(
    ctx: JobContext, series: CatalogSeries, on_preview: Callable[[SlicePreview], None] | None = None
) -> Volume:
    """The volume of one series; the middle slice is handed to ``on_preview`` before the rest is read."""
    return load_series(series, ctx, on_preview)


def read_genome(
    ctx: JobContext, path: Path, build: GenomeBuild | None = None, sample: str | None = None
) -> Genome:
    """The variants of one sample of a VCF file.

    Raises
    ------
    InputError
        `ErrorCode.BUILD_UNKNOWN` or `ErrorCode.SAMPLE_NOT_FOUND`: the user must state the build or the sample.
    """
    from pmdesk.genomics.vcf import read_vcf

    return read_vcf(path, build=build, sample=sample, ctx=ctx)


def all_series(catalog: Catalog) -> tuple[CatalogSeries, ...]:
    """Every series of every patient, in catalogue order."""
    return tuple(
        series for patient in catalog.patients for study in patient.studies for series in study.series
    )


def choose_series(catalog: Catalog, series_uid: SeriesUid | None = None) -> CatalogSeries:
    """The series to analyse when nobody can be asked.

    The one named by ``series_uid``; otherwise the CT series with the most slices, provided that all of them belong
    to one patient.

    Raises
    ------
    InputError
        Several patients and none chosen, no CT volume, or no such series.
    """
    candidates = all_series(catalog)
    if series_uid is not None:
        for series in candidates:
            if series.description.series_uid == series_uid:
                return series
        raise InputError(ErrorCode.SERIES_NOT_FOUND, reason=series_uid)
    volumes = [item for item in candidates if item.is_volume and item.description.modality == "CT"]
    if not volumes:
        raise InputError(ErrorCode.NO_SLICES)
    patients = {
        (
            item.description.patient.patient_id,
            item.description.patient.name,
            item.description.patient.birth_date,
        )
        for item in volumes
    }
    if len(patients) > 1:
        raise InputError(ErrorCode.SEVERAL_PATIENTS, path="", reason=str(len(patients)))
    return max(volumes, key=lambda item: len(item.instances))
