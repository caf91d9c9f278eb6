"""A small package to spoil, and the folder of the shipped ones."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.core.model_package import MANIFEST_FILE, file_sha256
from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.package import LoadedLearned, load_learned
from pmdesk.risk.learned.saving import PackageWords, save_training
from pmdesk.risk.learned.training import TrainingResult, train
from tests.helpers.repository import REPOSITORY
from tests.risk.learned.tables import DICTIONARY, QUICK, table

SHIPPED_MODELS = REPOSITORY / "models"
DAY = date(2026, 11, 21)
WORDS = PackageWords(
    id="made-up-illness",
    title="Made-up illness",
    outcome="Ill",
    population="Nobody",
    intended_use="Tests",
    not_for=("Anyone",),
)


@cache
def _training(algorithm: Algorithm) -> TrainingResult:
    return train(table(), DICTIONARY, QUICK.model_copy(update={"algorithms": (algorithm,)}))


def trained(models: Path, algorithm: Algorithm = Algorithm.LOGISTIC) -> LoadedLearned:
    """A package of a small training on made-up rows."""
    return save_training(_training(algorithm), WORDS, models, DAY)


def copied(name: str, into: Path) -> Path:
    """A shipped package that may be spoilt."""
    return Path(shutil.copytree(SHIPPED_MODELS / name, into / name))


def change(folder: Path, **keys: Any) -> None:
    """Set keys of a manifest."""
    path = folder / MANIFEST_FILE
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | keys), encoding="utf-8")


def rehash(folder: Path) -> None:
    """Make the hashes of a spoilt package right."""
    files = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))["files"]
    change(folder, files={name: file_sha256(folder / name) for name in files})


def refusal(folder: Path, load: Callable[[Path], object] = load_learned) -> tuple[ErrorCode, str]:
    """Code and reason with which a folder is refused."""
    try:
        load(folder)
    except PmdeskError as error:
        return error.code, str(error.params.get("reason", error.params.get("path", "")))
    raise AssertionError("loaded")
