"""Open images, records and genomes: what runs in jobs behind the window and in the headless analysis alike."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError, RefusedError
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


def choose_series(catalog: Catalog, series_uid: SeriesUid | None = None) -> CatalogSeries:
    """The series to analyse when nobody can be asked.

    The one named by ``series_uid``; otherwise the catalogue's main CT series, provided that all of them belong to
    one patient.

    Raises
    ------
    InputError
        Several patients and none chosen, no volume, or no such series.
    RefusedError
        There are images, and none of them is a CT.
    """
    if series_uid is not None:
        return catalog.find(series_uid)
    main = catalog.main_series()
    if main is None or main.description.modality != "CT":
        for series in catalog.series:
            if series.problem is not None:
                raise series.problem
        if main is not None:
            raise RefusedError(
                ErrorCode.NOT_APPLICABLE, rule="gate.modality", found=main.description.modality or "?"
            )
        raise InputError(ErrorCode.NO_SLICES)
    holders = {
        item.description.patient
        for item in catalog.series
        if item.is_loadable and item.description.modality == "CT"
    }
    people = {(holder.patient_id, holder.name, holder.birth_date) for holder in holders}
    if len(people) > 1:
        listed = tuple(
            f"{item.series_uid}  {len(item.instances)}  {item.description.series_description}"
            for item in catalog.series
            if item.is_loadable and item.description.modality == "CT"
        )
        raise InputError(ErrorCode.SEVERAL_PATIENTS, reason=str(len(people)), choices=listed)
    return main
