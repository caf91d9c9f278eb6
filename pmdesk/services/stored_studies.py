"""Where the images of a stored patient lie: noted with their hashes, and looked for when they are to be opened."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.dossier import Study, StudyFile
from pmdesk.core.progress import JobContext
from pmdesk.imaging.catalog import CatalogSeries
from pmdesk.services.case import Case

HASH_BLOCK = 1 << 20


@dataclass(frozen=True)
class StudyCheck:
    """Whether the files of a study still lie where they were, as they were."""

    study: Study
    missing: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def present(self) -> tuple[Path, ...]:
        gone = set(self.missing)
        return tuple(Path(file.path) for file in self.study.files if file.path not in gone)


def study_of(case: Case, series: CatalogSeries | None) -> Study | None:
    """The open series with the places of its files, without their hashes; None without images."""
    description = case.description
    if description is None:
        return None
    paths: list[str] = []
    if series is not None and series.series_uid == description.series_uid:
        paths = list(dict.fromkeys(_place(one.path, one.shown_as) for one in series.instances))
    return Study(
        id=str(description.series_uid),
        study_uid=str(description.study_uid),
        modality=description.modality,
        study_date=description.study_date,
        description=description.series_description or description.study_description,
        files=tuple(StudyFile(path=path) for path in paths),
    )


def with_hashes(ctx: JobContext, study: Study) -> Study:
    """The study with the sha256 of each file that can be read."""
    files = []
    for done, file in enumerate(study.files):
        ctx.progress(done / len(study.files), "stage.store_hash")
        try:
            files.append(StudyFile(path=file.path, sha256=_sha256(Path(file.path))))
        except OSError:
            # Where it lay is kept; that it cannot be read now is said when it is opened.
            files.append(file)
    return study.model_copy(update={"files": tuple(files)})


def check_study(ctx: JobContext, study: Study) -> StudyCheck:
    """Look whether the files of a study are where they were, with the content they had."""
    missing, changed = [], []
    for done, file in enumerate(study.files):
        ctx.progress(done / len(study.files), "stage.store_hash")
        try:
            found = _sha256(Path(file.path))
        except OSError:
            missing.append(file.path)
            continue
        if file.sha256 and found != file.sha256:
            changed.append(file.path)
    return StudyCheck(study, tuple(missing), tuple(changed))


def _place(path: str, shown_as: str) -> str:
    """The file on disk; for one out of an archive the archive, because what was unpacked goes away."""
    if path == shown_as:
        return str(Path(path).absolute())
    for place in Path(shown_as).absolute().parents:
        if place.is_file():
            return str(place)
    return str(Path(path).absolute())


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()
