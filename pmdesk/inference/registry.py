"""Which model packages there are, and each loaded once."""

import threading
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.errors import ErrorCode, FailedError, PmdeskError
from pmdesk.core.paths import models_dir, user_models_dir
from pmdesk.inference.manifest import MANIFEST_FILE, Manifest, read_manifest
from pmdesk.inference.package import LoadedModel, load_package


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A package folder whose manifest is valid; it is not loaded."""

    path: Path
    manifest: Manifest


class ModelRegistry:
    """Finds packages in a folder, or in the product's and the user's folders.

    Parameters
    ----------
    root
        A package, or a folder of packages; None for the installed ones. The user's come first.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._roots = (root,) if root is not None else (user_models_dir(), models_dir())
        self._loaded: dict[tuple[Path, str], LoadedModel] = {}
        self._lock = threading.Lock()

    def packages(self) -> tuple[InstalledPackage, ...]:
        """Packages with a valid manifest, by id, newest version first."""
        found = []
        for folder in self._folders():
            try:
                found.append(InstalledPackage(folder, read_manifest(folder)))
            except FailedError:
                continue  # `verify` says why
        return tuple(sorted(found, key=lambda item: (item.manifest.id, _descending(item.manifest.version))))

    def load(self, task: str, device: str = "auto") -> LoadedModel:
        """The newest package for a task, checked and loaded; the same object for the same device.

        Raises
        ------
        FailedError
            No package for the task, or the package fails a check.
        """
        fitting = [item for item in self.packages() if item.manifest.task == task]
        if not fitting:
            raise FailedError(ErrorCode.MODEL_NOT_FOUND, model=task)
        newest = min(fitting, key=lambda item: _descending(item.manifest.version))
        with self._lock:
            key = (newest.path, device)
            if key not in self._loaded:
                self._loaded[key] = load_package(newest.path, device)
            return self._loaded[key]

    def verify(self, device: str = "cpu") -> tuple[tuple[str, PmdeskError | None], ...]:
        """Every package folder with None, or with the error of the check that it fails."""
        results: list[tuple[str, PmdeskError | None]] = []
        for folder in self._folders():
            try:
                load_package(folder, device)
            except PmdeskError as error:
                results.append((folder.name, error))
            else:
                results.append((folder.name, None))
        return tuple(results)

    def _folders(self) -> list[Path]:
        folders: list[Path] = []
        for root in self._roots:
            if (root / MANIFEST_FILE).is_file():
                folders.append(root)
            elif root.is_dir():
                folders += sorted(path for path in root.iterdir() if (path / MANIFEST_FILE).is_file())
        return folders


def _descending(version: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in version.split("."))
