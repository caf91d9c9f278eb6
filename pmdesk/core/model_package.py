"""What all model packages share, of images or of tables: closed parts of the manifest, and files checked by hash."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.texts import LocalizedText

MANIFEST_FILE = "manifest.json"
SCHEMA_VERSION = 1
TABULAR_TASKS = "tabular-"
"""How the tasks of models of tables begin."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PackageId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]+$")]
PackageVersion = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]

_BLOCK = 1 << 20
_ManifestT = TypeVar("_ManifestT")


class ManifestPart(BaseModel):
    """Base of everything in a manifest: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class TrainingData(ManifestPart):
    """What a model was trained on."""

    name: str
    licence: str
    citation: str
    patients: Annotated[int, Field(ge=1)]
    population: LocalizedText
    split: str


class Evaluation(ManifestPart):
    """One figure with what it was measured on."""

    metric: str
    value: float
    ci95: tuple[float, float] | None
    n: Annotated[int, Field(ge=1)]
    patients: Annotated[int, Field(ge=1)]
    split: str
    subgroup: str = ""
    command: str


class Golden(ManifestPart):
    """Known input and output: the self-test of the package on the machine at hand."""

    input: str
    output: str
    max_difference: Annotated[float, Field(gt=0, lt=0.1)]
    """Largest allowed difference of the activated output."""


def read_manifest_as(folder: Path, kind: TypeAdapter[_ManifestT]) -> _ManifestT:
    """The manifest of a package folder.

    Raises
    ------
    FailedError
        `ErrorCode.MODEL_NOT_FOUND` without a manifest, `ErrorCode.MODEL_MANIFEST_INVALID` for one that is not in
        the vocabulary.
    """
    try:
        text = (folder / MANIFEST_FILE).read_bytes()
    except OSError as error:
        raise FailedError(ErrorCode.MODEL_NOT_FOUND, model=folder.name) from error
    if _is_newer(text):
        raise FailedError(ErrorCode.MODEL_MANIFEST_INVALID, model=folder.name, reason="manifest.newer_schema")
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FailedError(
            ErrorCode.MODEL_MANIFEST_INVALID, model=folder.name, reason=f"{place}: {first['msg']}"
        ) from error


def stated_task(folder: Path) -> str | None:
    """The task that a package's manifest names, valid or not; None where that cannot be told."""
    try:
        found = json.loads((folder / MANIFEST_FILE).read_bytes())
    except (OSError, ValueError):
        return None
    task = found.get("task") if isinstance(found, dict) else None
    return task if isinstance(task, str) else None


def is_tabular(folder: Path) -> bool:
    """True for a package whose manifest names a task on tables."""
    return (stated_task(folder) or "").startswith(TABULAR_TASKS)


def package_folders(roots: tuple[Path, ...]) -> list[Path]:
    """Folders with a manifest: each root itself, or the folders in it by name."""
    folders: list[Path] = []
    for root in roots:
        if (root / MANIFEST_FILE).is_file():
            folders.append(root)
        elif root.is_dir():
            folders += sorted(path for path in root.iterdir() if (path / MANIFEST_FILE).is_file())
    return folders


def check_hashes(folder: Path, package_id: str, files: Mapping[str, str]) -> None:
    """Compare every file of the folder with its hash; a file too many or too few fails as well.

    Raises
    ------
    FailedError
        `ErrorCode.MODEL_HASH_MISMATCH` with the file's name.
    """
    present = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST_FILE
    }
    for name in sorted(present ^ set(files)):
        raise FailedError(ErrorCode.MODEL_HASH_MISMATCH, model=package_id, path=name)
    for name, wanted in files.items():
        if file_sha256(folder / name) != wanted:
            raise FailedError(ErrorCode.MODEL_HASH_MISMATCH, model=package_id, path=name)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def descending(version: str) -> tuple[int, ...]:
    """Sorting key that puts the newest version first."""
    return tuple(-int(part) for part in version.split("."))


def _is_newer(text: bytes) -> bool:
    """True for a manifest of a later schema, whose other keys this program cannot know."""
    try:
        found = json.loads(text)
    except ValueError:
        return False  # the validation says where
    version = found.get("schema_version") if isinstance(found, dict) else None
    return isinstance(version, int) and version > SCHEMA_VERSION
