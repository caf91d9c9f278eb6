"""Which model packages there are, and each loaded once."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmdesk.core.errors import ErrorCode, FailedError, PmdeskError
from pmdesk.core.model_package import descending, is_tabular, package_folders, stated_task
from pmdesk.core.paths import models_dir, user_models_dir
from pmdesk.inference.engine import EngineName
from pmdesk.inference.manifest import Manifest, read_manifest
from pmdesk.inference.package import LoadedModel, load_package


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A package folder whose manifest is valid; it is not loaded."""

    path: Path
    manifest: Manifest


class ModelRegistry:
    """Finds packages of images in a folder, or in the product's and the user's folders.

    Parameters
    ----------
    root
        A package, or a folder of packages; None for the installed ones. The user's come first.
    engine
        What computes the networks on the CPU; "auto": the fastest at hand that passes a package's self-test.
    """

    def __init__(self, root: Path | None = None, engine: EngineName = "auto") -> None:
        self._engine = engine
        self._roots = (root,) if root is not None else (user_models_dir(), models_dir())
        self._loaded: dict[tuple[Path, str], LoadedModel[Any]] = {}
        self._lock = threading.Lock()

    def packages(self) -> tuple[InstalledPackage, ...]:
        """Packages with a valid manifest, by id, newest version first."""
        found = []
        for folder in self._folders():
            try:
                found.append(InstalledPackage(folder, read_manifest(folder)))
            except FailedError:
                continue  # `verify` says why
        return tuple(sorted(found, key=lambda item: (item.manifest.id, descending(item.manifest.version))))

    def unload(self) -> None:
        """Let every loaded network go; a later `load` loads anew."""
        with self._lock:
            self._loaded.clear()

    def load(self, task: str, device: str = "auto") -> LoadedModel[Any]:
        """The newest package for a task, checked and loaded; the same object for the same device.

        Raises
        ------
        FailedError
            No package for the task, or the package fails a check.
        """
        fitting = self._for_task(task)
        if not fitting:
            raise self._broken() or FailedError(ErrorCode.MODEL_NOT_FOUND, model=task)
        newest = min(fitting, key=lambda item: descending(item.manifest.version))
        with self._lock:
            key = (newest.path, device)
            if key not in self._loaded:
                self._loaded[key] = load_package(newest.path, device, self._engine)
            return self._loaded[key]

    def has(self, task: str) -> bool:
        """True when a package with a valid manifest serves the task.

        Raises
        ------
        FailedError
            The only package for the task, or one that may be for it, cannot be read: it is not passed over in silence.
        """
        if self._for_task(task):
            return True
        broken = self._broken(task)
        if broken is not None:
            raise broken
        return False

    def _for_task(self, task: str) -> list[InstalledPackage]:
        return [item for item in self.packages() if item.manifest.task == task]

    def verify(self, device: str = "cpu") -> tuple[tuple[str, PmdeskError | None], ...]:
        """Every package folder with None, or with the error of the check that it fails."""
        results: list[tuple[str, PmdeskError | None]] = []
        for folder in self._folders():
            try:
                load_package(folder, device, self._engine)
            except PmdeskError as error:
                results.append((folder.name, error))
            else:
                results.append((folder.name, None))
        return tuple(results)

    def _broken(self, task: str | None = None) -> FailedError | None:
        """Why a package that is there is not among `packages`; None when all are.

        With a task, only a package that names it, or of which nothing can be told, is looked at.
        """
        for folder in self._folders():
            if task is not None and stated_task(folder) not in (task, None):
                continue
            try:
                read_manifest(folder)
            except FailedError as error:
                return error
        return None

    def _folders(self) -> list[Path]:
        """Packages of images; those of tables are `pmdesk.risk.learned`'s."""
        return [folder for folder in package_folders(self._roots) if not is_tabular(folder)]
