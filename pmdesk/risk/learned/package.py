"""Writing a package of a learned model, and loading it, failing closed: manifest, hashes, types, golden self-test."""

import csv
import io
import shutil
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.atomic_file import write_failure
from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.model_package import MANIFEST_FILE, check_hashes, file_sha256
from pmdesk.core.provenance import ModelIdentity
from pmdesk.core.texts import Language
from pmdesk.risk.compute_table import Cell, compute_table
from pmdesk.risk.learned.manifest import (
    BACKGROUND_FILE,
    CARD_FILE,
    GOLDEN_INPUT,
    GOLDEN_OUTPUT,
    LICENCE_FILE,
    MODEL_FILE,
    LearnedManifest,
    SurvivalManifest,
    read_learned_manifest,
)
from pmdesk.risk.learned.predicting import (
    ClassificationEstimator,
    Estimator,
    LearnedColumns,
    SurvivalEstimator,
    frame_of,
    learned_columns,
)
from pmdesk.risk.learned.tree_checks import broken_tree
from pmdesk.risk.table_cells import Cells, check_column
from pmdesk.risk.table_model import ERROR, NOTE

if TYPE_CHECKING:
    import pandas as pd

TRUSTED_TYPES = frozenset(
    {
        "numpy.dtype",
        "pmdesk.risk.learned.conditional_means.CategoryDummies",
        "pmdesk.risk.learned.conditional_means.ConditionalMeanImputer",
        "pmdesk.risk.learned.survival.CoxModel",
        # What the six kinds of estimator hold besides the types that skops itself trusts.
        "sklearn.calibration._CalibratedClassifier",
        "sklearn.calibration._SigmoidCalibration",
        "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
        "sklearn.tree._tree.Tree",
    }
)
"""Beyond what skops trusts; a model file with any other type is refused."""

LIBRARIES = ("scikit-learn", "skops", "numpy")
MAXIMUM_BYTES = 256 * 1024 * 1024
DRAWS_FILE = "bootstrap.npy"


@dataclass(frozen=True)
class LoadedLearned:
    """A package that passed every check on this machine.

    Parameters
    ----------
    background
        Cells of made-up rows by column, each column drawn by itself: what explanations compare with.
    other_libraries
        Libraries whose version differs from the one that wrote the package, as ``name written -> here``.
    """

    folder: Path
    manifest: LearnedManifest
    estimator: ClassificationEstimator | SurvivalEstimator = field(repr=False)
    background: Mapping[str, Sequence[str]] = field(repr=False)
    other_libraries: tuple[str, ...] = ()

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity(
            self.manifest.id, self.manifest.version, self.manifest.files[self.manifest.model]
        )

    @cached_property
    def columns(self) -> LearnedColumns:
        return learned_columns(self.manifest, lambda: self.estimator)

    def predict(
        self, table: Mapping[str, Cells], language: Language = Language.ENGLISH
    ) -> dict[str, list[Cell]]:
        """Result columns, ``note`` and ``error`` of every row (`pmdesk.risk.compute_table.compute_table`)."""
        return compute_table(self.columns, table, language)

    def checked_frame(self, table: Mapping[str, Cells]) -> "pd.DataFrame":
        """The inputs of the model as its pipeline takes them; cells with a problem are not to be used."""
        rows = max((len(column) for column in table.values()), default=0)
        return frame_of(
            self.manifest,
            {
                spec.name: check_column(spec, table.get(spec.name), rows).values
                for spec in self.columns.inputs
            },
        )

    def background_frame(self) -> "pd.DataFrame":
        return self.checked_frame(self.background)


def load_learned(folder: Path) -> LoadedLearned:
    """Load a package.

    Raises
    ------
    FailedError
        With the code of the first check that fails; nothing is loaded then.
    """
    manifest = read_learned_manifest(folder)
    check_hashes(folder, manifest.id, manifest.files)
    pipeline = read_skops(folder / manifest.model, manifest.id)
    draws = _read_draws(folder / DRAWS_FILE, manifest) if DRAWS_FILE in manifest.files else None
    loaded = LoadedLearned(
        folder,
        manifest,
        _estimator(manifest, pipeline, draws),
        read_cells(folder / BACKGROUND_FILE) if BACKGROUND_FILE in manifest.files else {},
        _other_libraries(manifest),
    )
    _check_golden(loaded)
    return loaded


def lazy_columns(folder: Path, manifest: LearnedManifest) -> LearnedColumns:
    """The model for tables of a package that is checked and loaded when a first row is computed."""
    held: list[Estimator] = []

    def estimator() -> Estimator:
        if not held:
            held.append(load_learned(folder).estimator)
        return held[0]

    return learned_columns(manifest, estimator)


def read_skops(path: Path, model_id: str) -> Any:
    """The object in a skops file, if it holds trusted types only.

    Raises
    ------
    FailedError
        `ErrorCode.MODEL_LOAD_FAILED`: no skops file, too large, or a type outside `TRUSTED_TYPES`, which is named.
    """
    from skops.io import get_untrusted_types, load

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAXIMUM_BYTES:
                raise FailedError(ErrorCode.MODEL_LOAD_FAILED, model=model_id, reason="too large")
        unknown = sorted(set(get_untrusted_types(file=path)) - TRUSTED_TYPES)
        if unknown:
            raise FailedError(
                ErrorCode.MODEL_LOAD_FAILED, model=model_id, reason=f"untrusted type: {', '.join(unknown)}"
            )
        with warnings.catch_warnings():
            # the self-test is what tells whether another version matters
            warnings.simplefilter("ignore")
            model = load(path, trusted=sorted(TRUSTED_TYPES))
        if broken_tree(model):
            raise FailedError(ErrorCode.MODEL_LOAD_FAILED, model=model_id, reason="broken tree")
        return model
    except FailedError:
        raise
    except Exception as error:
        raise FailedError(ErrorCode.MODEL_LOAD_FAILED, model=model_id, reason=str(error)[:200]) from error


@dataclass(frozen=True)
class PackageContent:
    """What goes into a package besides its manifest.

    Parameters
    ----------
    pipeline
        Fitted; see `ClassificationEstimator` and `SurvivalEstimator`.
    golden
        Cells of a few made-up rows by column.
    """

    pipeline: Any
    background: Mapping[str, Sequence[str]]
    golden: Mapping[str, Sequence[str]]
    card: str
    licence: str
    draws: NDArray[np.float64] | None = None


def write_package(folder: Path, manifest: LearnedManifest, content: PackageContent) -> LoadedLearned:
    """Write a package, load it with every check, and only then put it in place of an earlier one.

    Parameters
    ----------
    manifest
        Without the hashes and library versions, which are filled in here.

    Raises
    ------
    FailedError
        What was written does not pass the checks of loading (the earlier package stays), or the folder cannot be
        written, or the disk is full.
    """
    part = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}.part")
    try:
        _write_files(part, manifest, content)
        loaded = load_learned(part)
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
    except OSError as error:
        raise write_failure(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return replace(loaded, folder=folder)


def _write_files(folder: Path, manifest: LearnedManifest, content: PackageContent) -> None:
    from skops.io import dump

    (folder / GOLDEN_INPUT).parent.mkdir(parents=True, exist_ok=True)
    dump(content.pipeline, folder / MODEL_FILE, compression=zipfile.ZIP_DEFLATED, compresslevel=9)
    if content.draws is not None:
        np.save(folder / DRAWS_FILE, content.draws, allow_pickle=False)
    (folder / CARD_FILE).write_text(content.card, encoding="utf-8", newline="\n")
    (folder / LICENCE_FILE).write_text(content.licence, encoding="utf-8", newline="\n")
    _write_cells(folder / BACKGROUND_FILE, content.background)
    _write_cells(folder / GOLDEN_INPUT, content.golden)
    estimator = _estimator(manifest, content.pipeline, content.draws)
    expected = compute_table(learned_columns(manifest, lambda: estimator), content.golden)
    results = {name: list(map(str, expected[name])) for name in manifest.outputs}
    _write_cells(folder / GOLDEN_OUTPUT, results)
    names = [MODEL_FILE, CARD_FILE, LICENCE_FILE, BACKGROUND_FILE, GOLDEN_INPUT, GOLDEN_OUTPUT]
    names += [DRAWS_FILE] if content.draws is not None else []
    filled = manifest.model_copy(
        update={
            "files": {name: file_sha256(folder / name) for name in sorted(names)},
            "libraries": {name: version(name) for name in LIBRARIES},
        }
    )
    text = filled.model_dump_json(indent=1) + "\n"
    (folder / MANIFEST_FILE).write_text(text, encoding="utf-8", newline="\n")


def read_cells(path: Path) -> dict[str, list[str]]:
    """Cells of a CSV file of the package by column."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return {name: [row[place] for row in rows] for place, name in enumerate(header)}


def _write_cells(path: Path, columns: Mapping[str, Sequence[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


def _estimator(
    manifest: LearnedManifest, pipeline: Any, draws: NDArray[np.float64] | None
) -> ClassificationEstimator | SurvivalEstimator:
    if isinstance(manifest, SurvivalManifest):
        return SurvivalEstimator(pipeline, manifest)
    return ClassificationEstimator(pipeline, draws)


def _read_draws(path: Path, manifest: LearnedManifest) -> NDArray[np.float64]:
    try:
        return np.asarray(np.load(path, allow_pickle=False), dtype=np.float64)
    except (ValueError, OSError) as error:
        raise FailedError(ErrorCode.MODEL_LOAD_FAILED, model=manifest.id, reason=str(error)) from error


def _other_libraries(manifest: LearnedManifest) -> tuple[str, ...]:
    here = {name: version(name) for name in manifest.libraries if name in LIBRARIES}
    return tuple(
        f"{name} {written} -> {here.get(name, '?')}"
        for name, written in manifest.libraries.items()
        if here.get(name) != written
    )


def _check_golden(model: LoadedLearned) -> None:
    golden = model.manifest.golden
    expected = read_cells(model.folder / golden.output)
    try:
        found = model.predict(read_cells(model.folder / golden.input))
    except Exception as error:
        raise _failed_selftest(model, type(error).__name__) from error
    results = {name: cells for name, cells in found.items() if name not in (NOTE, ERROR)}
    if list(results) != list(expected):
        raise _failed_selftest(model, ", ".join(results))
    worst = max(_difference(results[name], expected[name]) for name in results)
    if not worst <= golden.max_difference:
        raise _failed_selftest(model, f"{worst:.3g}")


def _difference(found: Sequence[Cell], expected: Sequence[str]) -> float:
    """Largest difference, relative for values above 1; infinite where only one has a value."""
    if [str(cell) == "" for cell in found] != [cell == "" for cell in expected]:
        return float("inf")
    pairs = [(float(a), float(b)) for a, b in zip(found, expected, strict=True) if b != ""]
    return max((abs(a - b) / max(1.0, abs(b)) for a, b in pairs), default=float("inf"))


def _failed_selftest(model: LoadedLearned, difference: str) -> FailedError:
    reasons = "; ".join((difference, *model.other_libraries))
    return FailedError(ErrorCode.MODEL_SELFTEST_FAILED, model=model.manifest.id, reason=reasons)
