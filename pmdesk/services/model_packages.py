"""All model packages, of images and of tables, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.errors import PmdeskError
from pmdesk.inference.engine import EngineName
from pmdesk.inference.manifest import Manifest
from pmdesk.inference.registry import ModelRegistry
from pmdesk.risk.learned.catalog import learned_packages, verify_learned
from pmdesk.risk.learned.manifest import LearnedManifest


@dataclass(frozen=True, slots=True)
class ListedPackage:
    """One installed package, not loaded."""

    id: str
    version: str
    task: str
    path: Path


def list_packages() -> tuple[ListedPackage, ...]:
    """Installed packages with a valid manifest: those of images, then those of tables, each by id."""
    images = [_listed(item.manifest, item.path) for item in ModelRegistry().packages()]
    return (*images, *(_listed(item.manifest, item.path) for item in learned_packages()))


def _listed(manifest: Manifest | LearnedManifest, path: Path) -> ListedPackage:
    return ListedPackage(manifest.id, manifest.version, str(manifest.task), path)


def verify_packages(
    root: Path | None, device: str, engine: EngineName
) -> Sequence[tuple[str, PmdeskError | None]]:
    """Every package folder with None, or with the error of the check that it fails."""
    return (*ModelRegistry(root, engine).verify(device), *verify_learned(root))
