"""Which packages of learned models there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.errors import FailedError, PmdeskError
from pmdesk.core.model_package import descending, is_tabular, package_folders
from pmdesk.core.paths import models_dir, user_models_dir
from pmdesk.risk.learned.manifest import LearnedManifest, read_learned_manifest
from pmdesk.risk.learned.package import lazy_columns, load_learned
from pmdesk.risk.learned.predicting import LearnedColumns


@dataclass(frozen=True, slots=True)
class InstalledLearned:
    """A package folder whose manifest is valid; it is not loaded."""

    path: Path
    manifest: LearnedManifest

    def columns(self) -> LearnedColumns:
        """The model for tables; the package is checked and loaded when a first row is computed."""
        return lazy_columns(self.path, self.manifest)


def learned_packages(root: Path | None = None) -> tuple[InstalledLearned, ...]:
    """Packages with a valid manifest, by id; of each id the newest version.

    Parameters
    ----------
    root
        A package, or a folder of packages; None for the user's and the product's.
    """
    newest: dict[str, InstalledLearned] = {}
    for folder in learned_folders(_roots(root)):
        try:
            found = InstalledLearned(folder, read_learned_manifest(folder))
        except FailedError:
            continue  # `verify_learned` says why
        known = newest.get(found.manifest.id)
        if known is None or descending(found.manifest.version) < descending(known.manifest.version):
            newest[found.manifest.id] = found
    return tuple(newest[model_id] for model_id in sorted(newest))


def learned_package(model_id: str, root: Path | None = None) -> InstalledLearned | None:
    """The newest package of an id; None when there is none."""
    return next((one for one in learned_packages(root) if one.manifest.id == model_id), None)


def verify_learned(root: Path | None = None) -> tuple[tuple[str, PmdeskError | None], ...]:
    """Every package folder with None, or with the error of the check that it fails."""
    results: list[tuple[str, PmdeskError | None]] = []
    for folder in learned_folders(_roots(root)):
        try:
            load_learned(folder)
        except PmdeskError as error:
            results.append((folder.name, error))
        else:
            results.append((folder.name, None))
    return tuple(results)


def learned_folders(roots: Sequence[Path]) -> list[Path]:
    """Packages of tables among the folders."""
    return [folder for folder in package_folders(tuple(roots)) if is_tabular(folder)]


def _roots(root: Path | None) -> tuple[Path, ...]:
    return (root,) if root is not None else (user_models_dir(), models_dir())
