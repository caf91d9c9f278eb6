"""What images lie in a folder, a zip, a DICOMDIR or a handful of files: patients, studies, series."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self

from pmdesk.core.errors import ErrorCode, InputError, PmdeskError
from pmdesk.core.ids import SeriesUid, StudyUid
from pmdesk.core.progress import JobContext, PartContext
from pmdesk.core.volume import ImagePatient, SeriesDescription
from pmdesk.imaging.archive import UnpackFolder, unpack
from pmdesk.imaging.dicomdir import files_of_dicomdir
from pmdesk.imaging.display_sets import split
from pmdesk.imaging.header_walk import MEDIA_SOP_CLASS, RawAttributes, looks_like_zip, read_attributes
from pmdesk.imaging.instance import (
    WANTED,
    InstanceHeader,
    description_from,
    instance_from,
    series_key,
)
from pmdesk.imaging.multiframe import ENHANCED_SOP_CLASSES, frames_of
from pmdesk.imaging.text_encoding import TextEncoding

_CHECK_EVERY = 64
_UNPACK_SHARE = 0.9
"""Share of the work on an archive that is unpacking."""
_MEDIA_DIRECTORY = b"1.2.840.10008.1.3.10"
_CLUTTER = frozenset({"thumbs.db", "desktop.ini", "dicomdir"})

_IMAGE_SOP_PREFIXES = tuple(
    f"1.2.840.10008.5.1.4.1.1.{suffix}"
    for suffix in ("1", "2", "3", "4", "5", "6", "7", "12", "13", "14", "20", "77", "128", "130", "131")
)
_OBJECTS_WITH_PIXELS = frozenset(
    {
        "1.2.840.10008.5.1.4.1.1.66.4",  # Segmentation
        "1.2.840.10008.5.1.4.1.1.66.7",  # Label Map Segmentation
        "1.2.840.10008.5.1.4.1.1.30",  # Parametric Map
        "1.2.840.10008.5.1.4.1.1.481.2",  # RT Dose
    }
)


class SeriesKind(StrEnum):
    """What a series consists of."""

    IMAGES = "images"
    OBJECTS = "objects"
    """Segmentations, structured reports, plans, presentation states: listed, not shown as images."""


@dataclass(frozen=True, slots=True)
class CatalogProblem:
    """A file that could not be used, and why. ``path`` is what the user knows it as (``case.zip/ct/1.dcm``)."""

    path: str
    error: PmdeskError


@dataclass(frozen=True)
class CatalogSeries:
    """One display set of a series: images that belong into one volume, or objects of one kind.

    ``display_set`` counts from 0 where a series had to be split; ``series_uid`` is the same for all its sets.
    """

    description: SeriesDescription
    instances: tuple[InstanceHeader, ...] = field(repr=False)
    kind: SeriesKind
    sop_class_uid: str
    display_set: int = 0
    display_set_count: int = 1
    problem: PmdeskError | None = None
    """Why the set cannot be loaded; None when it can."""
    text_encoding: TextEncoding = TextEncoding.ASCII
    """How names beyond ASCII were decoded."""

    @property
    def series_uid(self) -> SeriesUid:
        return self.description.series_uid

    @property
    def key(self) -> str:
        """Names the display set within the catalogue."""
        return f"{self.series_uid}#{self.display_set}" if self.display_set else str(self.series_uid)

    @property
    def is_loadable(self) -> bool:
        return self.kind is SeriesKind.IMAGES and self.problem is None

    @property
    def is_localizer(self) -> bool:
        return bool(self.instances) and "LOCALIZER" in self.instances[0].image_type


@dataclass(frozen=True)
class CatalogStudy:
    """Series of one study, by series number."""

    study_uid: StudyUid
    study_date: date | None
    description: str
    series: tuple[CatalogSeries, ...]


@dataclass(frozen=True)
class CatalogPatient:
    """Studies of one patient, newest first. Patients are the same when id, name and birth date are."""

    patient: ImagePatient
    studies: tuple[CatalogStudy, ...]


@dataclass(frozen=True)
class Catalog:
    """What `scan` found.

    Keep it (or call `close` late): files that came out of an archive live as long as it does.
    """

    patients: tuple[CatalogPatient, ...]
    problems: tuple[CatalogProblem, ...] = ()
    file_count: int = 0
    """Files looked at."""
    duplicate_count: int = 0
    """Files left out because another holds the same instance."""
    _unpacked: UnpackFolder | None = field(default=None, repr=False, compare=False)

    @property
    def series(self) -> tuple[CatalogSeries, ...]:
        """Every display set of every patient, in order."""
        return tuple(
            series for patient in self.patients for study in patient.studies for series in study.series
        )

    def find(self, series_uid: str, display_set: int = 0) -> CatalogSeries:
        """A series by UID; raises InputError ``SERIES_NOT_FOUND``."""
        for series in self.series:
            if series.series_uid == series_uid and series.display_set == display_set:
                return series
        raise InputError(ErrorCode.SERIES_NOT_FOUND, series_uid=series_uid)

    def main_series(self) -> CatalogSeries | None:
        """What to open first: the CT with the most slices, else the largest set of images; None without any."""
        loadable = [series for series in self.series if series.is_loadable]
        return max(
            loadable,
            key=lambda series: (
                series.description.modality == "CT" and not series.is_localizer,
                not series.is_localizer,
                len(series.instances),
            ),
            default=None,
        )

    def close(self) -> None:
        """Remove what was unpacked from archives; volumes already loaded stay usable."""
        if self._unpacked is not None:
            self._unpacked.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def scan(paths: Sequence[Path], ctx: JobContext) -> Catalog:
    """Catalogue DICOM files.

    Parameters
    ----------
    paths
        Folders (searched through, in any mixture and order), single files, zip archives (also one level inside each
        other) and DICOMDIR files.
    ctx
        Checked and told the progress every few files.

    Returns
    -------
    Catalog
        One unreadable file is a problem in it; everything else is listed.

    Raises
    ------
    InputError
        Nothing at all was readable: the one problem there was (for a file that is no DICOM only when it was
        named), or ``NO_IMAGES_FOUND`` with ``path``, ``count`` of
        files and the most frequent ``reason``.
    FailedError
        ``DISK_FULL`` while unpacking the only archive there was.
    """
    collector = _Collector(ctx)
    try:
        collector.collect(paths)
        return collector.catalog(paths)
    except BaseException:
        collector.close()
        raise


@dataclass
class _Found:
    """Files of one series while they come in."""

    raw: RawAttributes
    instances: list[InstanceHeader]
    kind: SeriesKind


class _Collector:
    def __init__(self, ctx: JobContext) -> None:
        self._ctx = ctx
        self._found: dict[tuple[object, ...], _Found] = {}
        self._problems: list[CatalogProblem] = []
        self._seen: dict[str, tuple[float, float, float] | None] = {}
        self._duplicates = 0
        self._files = 0
        self._unpacked: UnpackFolder | None = None
        self._unpacking: JobContext = ctx

    def close(self) -> None:
        if self._unpacked is not None:
            self._unpacked.close()

    def collect(self, paths: Sequence[Path]) -> None:
        files: list[str] = []
        for path in paths:
            if path.is_dir():
                files.extend(_files_below(str(path)))
            elif path.name.upper() == "DICOMDIR" and path.is_file():
                self._collect_dicomdir(path, files)
            elif path.is_file():
                files.append(str(path))
            elif path.exists():
                self._problem(
                    str(path), InputError(ErrorCode.FILE_UNREADABLE, path=str(path), reason="not a file")
                )
            else:
                self._problem(str(path), InputError(ErrorCode.FILE_NOT_FOUND, path=str(path)))
        explicit = {str(path) for path in paths}
        for number, file in enumerate(files):
            if number % _CHECK_EVERY == 0:
                self._ctx.check()
                self._ctx.progress(number / len(files), "stage.catalog")
            self._unpacking = PartContext(
                self._ctx, number / len(files), (number + _UNPACK_SHARE) / len(files)
            )
            self._take_file(file, file, depth=0, explicit=file in explicit)
        self._ctx.progress(1.0, "stage.catalog")

    def _collect_dicomdir(self, path: Path, files: list[str]) -> None:
        try:
            listed, missing = files_of_dicomdir(path)
        except InputError as error:
            self._problem(str(path), error)
            return
        files.extend(listed)
        for name in missing:
            self._problem(name, InputError(ErrorCode.FILE_NOT_FOUND, path=name))

    def _take_file(self, path: str, shown_as: str, depth: int, explicit: bool = False) -> None:
        self._files += 1
        try:
            raw = read_attributes(path, WANTED)
        except InputError as error:
            if error.code is ErrorCode.NOT_DICOM and _is_archive(path, shown_as, explicit):
                self._take_archive(path, shown_as, depth)
            else:
                # the user knows the archive and the member, not where it was unpacked to
                self._problem(shown_as, InputError(error.code, **{**error.params, "path": shown_as}))
            return
        try:
            self._take_instance(path, shown_as, raw)
        except InputError as error:
            self._problem(shown_as, InputError(error.code, **{**error.params, "path": shown_as}))

    def _take_archive(self, path: str, shown_as: str, depth: int) -> None:
        if depth > 1:
            self._problem(
                shown_as, InputError(ErrorCode.ARCHIVE_UNSAFE, path=shown_as, reason="nested too deep")
            )
            return
        if self._unpacked is None:
            self._unpacked = UnpackFolder()
        try:
            unpacked = unpack(path, shown_as, self._unpacked, self._unpacking)
        except PmdeskError as error:
            self._problem(shown_as, error)
            return
        for name, problem in unpacked.problems:
            self._problem(name, problem)
        for number, file in enumerate(unpacked.files):
            if number % _CHECK_EVERY == 0:
                self._ctx.check()
            if Path(file.shown_as).name.lower() not in _CLUTTER:
                self._take_file(file.path, file.shown_as, depth + 1)

    def _take_instance(self, path: str, shown_as: str, raw: RawAttributes) -> None:
        if raw.values.get(MEDIA_SOP_CLASS, b"").rstrip(b"\0 ") == _MEDIA_DIRECTORY:
            return
        instance = instance_from(path, shown_as, raw)
        if not instance.sop_class_uid:
            raise InputError(ErrorCode.NOT_DICOM, path=path)
        uid = str(instance.sop_instance_uid)
        if uid and uid in self._seen and self._seen[uid] == instance.position_mm:
            self._duplicates += 1
            return
        self._seen[uid] = instance.position_mm
        kind = _kind_of(instance)
        key = (*series_key(raw), kind, None if kind is SeriesKind.IMAGES else instance.sop_class_uid)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _Found(raw, [], kind)
        if kind is SeriesKind.IMAGES:
            if instance.problem in (ErrorCode.NO_PIXEL_DATA, ErrorCode.DICOM_TRUNCATED):
                self._problem(shown_as, InputError(instance.problem, path=shown_as))
            if instance.sop_class_uid in ENHANCED_SOP_CLASSES:
                found.instances.extend(frames_of(instance))
                return
        found.instances.append(instance)

    def _problem(self, path: str, error: PmdeskError) -> None:
        self._problems.append(CatalogProblem(path, error))

    def catalog(self, paths: Sequence[Path]) -> Catalog:
        if not self._found:
            raise self._nothing_readable(paths)
        patients: dict[tuple[object, ...], dict[StudyUid, list[CatalogSeries]]] = {}
        for found in self._found.values():
            for series in _series_of(found):
                patient = series.description.patient
                identity = (patient.patient_id, patient.name.rstrip("^"), patient.birth_date)
                studies = patients.setdefault(identity, {})
                studies.setdefault(series.description.study_uid, []).append(series)
        listed = sorted(
            (_patient_of(studies) for studies in patients.values()),
            key=lambda entry: (entry.patient.name, entry.patient.patient_id),
        )
        return Catalog(tuple(listed), tuple(self._problems), self._files, self._duplicates, self._unpacked)

    def _nothing_readable(self, paths: Sequence[Path]) -> PmdeskError:
        shown = ", ".join(str(path) for path in paths)
        only = self._problems[0] if len(self._problems) == 1 else None
        # a stray file in a folder is not why the folder holds no images
        if only is not None and (only.error.code is not ErrorCode.NOT_DICOM or only.path == shown):
            return only.error
        reasons = Counter(problem.error.code.value for problem in self._problems)
        reason = reasons.most_common(1)[0][0] if reasons else ""
        return InputError(ErrorCode.NO_IMAGES_FOUND, path=shown, count=len(self._problems), reason=reason)


def _files_below(folder: str) -> Iterator[str]:
    """Regular files below a folder in a stable order; hidden ones, clutter and linked folders left out."""
    folders = [folder]
    while folders:
        current = folders.pop()
        try:
            with os.scandir(current) as entries:
                children = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        below = []
        for entry in children:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
            elif entry.name.lower() not in _CLUTTER and entry.is_file():
                yield entry.path
        folders.extend(reversed(below))


def _is_archive(path: str, shown_as: str, explicit: bool) -> bool:
    """Inside a folder only what is called a zip, or has no suffix at all: office documents are zips too."""
    if not explicit and Path(shown_as).suffix.lower() not in (".zip", ""):
        return False
    with Path(path).open("rb") as file:
        return looks_like_zip(file.read(4))


def _kind_of(instance: InstanceHeader) -> SeriesKind:
    if instance.sop_class_uid in _OBJECTS_WITH_PIXELS:
        return SeriesKind.OBJECTS
    if instance.pixel_format.rows and instance.pixel_format.columns:
        return SeriesKind.IMAGES
    if any(
        instance.sop_class_uid == prefix or instance.sop_class_uid.startswith(f"{prefix}.")
        for prefix in _IMAGE_SOP_PREFIXES
    ):
        return SeriesKind.IMAGES
    return SeriesKind.OBJECTS


def _series_of(found: _Found) -> list[CatalogSeries]:
    description, encoding = description_from(found.raw)
    sets = split(found.instances) if found.kind is SeriesKind.IMAGES else [tuple(found.instances)]
    series = []
    for number, instances in enumerate(sets):
        first = instances[0]
        series.append(
            CatalogSeries(
                description=replace(
                    description,
                    instance_count=len(instances),
                    rows=first.pixel_format.rows,
                    columns=first.pixel_format.columns,
                    transfer_syntax=first.pixel_format.transfer_syntax,
                    slice_thickness_mm=first.slice_thickness_mm,
                ),
                instances=instances,
                kind=found.kind,
                sop_class_uid=first.sop_class_uid,
                display_set=number,
                display_set_count=len(sets),
                problem=_why_not_loadable(instances) if found.kind is SeriesKind.IMAGES else None,
                text_encoding=encoding,
            )
        )
    return series


def _why_not_loadable(instances: tuple[InstanceHeader, ...]) -> PmdeskError | None:
    first = instances[0]
    if all(instance.problem is not None for instance in instances):
        return InputError(first.problem or ErrorCode.NO_PIXEL_DATA, path=first.shown_as)
    if first.pixel_format.frames > 1 and first.sop_class_uid not in ENHANCED_SOP_CLASSES:
        return InputError(ErrorCode.GEOMETRY_UNUSABLE, path=first.shown_as, reason="multi_frame")
    return None


def _patient_of(studies: dict[StudyUid, list[CatalogSeries]]) -> CatalogPatient:
    listed = []
    for study_uid, series in studies.items():
        ordered = sorted(
            series,
            key=lambda entry: (
                entry.kind is SeriesKind.OBJECTS,
                entry.description.series_number if entry.description.series_number is not None else 1 << 31,
                entry.series_uid,
                entry.display_set,
            ),
        )
        first = ordered[0].description
        listed.append(CatalogStudy(study_uid, first.study_date, first.study_description, tuple(ordered)))
    listed.sort(key=lambda study: (study.study_date or date.min, study.study_uid), reverse=True)
    return CatalogPatient(listed[0].series[0].description.patient, tuple(listed))
