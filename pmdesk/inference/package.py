"""Loading a model package, failing closed: hashes, manifest, session, shapes, device, golden self-test."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.model_package import check_hashes
from pmdesk.core.provenance import ModelIdentity
from pmdesk.inference.engine import Engine, EngineName, StopSwitch
from pmdesk.inference.engines.choosing import sound_engine
from pmdesk.inference.manifest import (
    CandidateManifest,
    MalignancyManifest,
    Manifest,
    read_manifest,
)

M_co = TypeVar("M_co", bound=Manifest, covariant=True)


@dataclass(frozen=True)
class LoadedModel(Generic[M_co]):
    """A package that passed every check on this machine."""

    folder: Path
    manifest: M_co
    session: Engine = field(repr=False)

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity(
            self.manifest.id, self.manifest.version, self.manifest.files[self.manifest.model]
        )

    def probability(self, batch: NDArray[np.float32], stop: StopSwitch | None = None) -> NDArray[np.float32]:
        """Activated output of a batch.

        Parameters
        ----------
        batch
            (batch, slice, row, col) float32, preprocessed as the manifest says.

        Returns
        -------
        numpy.ndarray
            (batch, row, col) float32, 0..1.
        """
        return sigmoid(self.run(batch, stop)[:, 0])

    def run(self, batch: NDArray[np.float32], stop: StopSwitch | None = None) -> NDArray[np.float32]:
        """The network's own output: logit maps, or (batch, column) for a network that judges crops."""
        return self.session.run(self.manifest.input.name, batch, self.manifest.output.name, stop)


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logistic function in float32, without overflow."""
    result: NDArray[np.float32] = np.float32(0.5) * (np.tanh(np.float32(0.5) * logits) + np.float32(1.0))
    return result


def load_package(folder: Path, device: str = "auto", engine: EngineName = "auto") -> LoadedModel[Any]:
    """Load a package into the fastest engine at hand that gives its known result.

    Raises
    ------
    FailedError
        With the code of the first check that fails; nothing is loaded then.
    """
    manifest = read_manifest(folder)
    check_hashes(folder, manifest.id, manifest.files)

    def check(session: Engine) -> None:
        _check_shapes(manifest, session)
        _check_golden(LoadedModel(folder, manifest, session))

    return LoadedModel(folder, manifest, sound_engine(folder / manifest.model, device, engine, check))


def _check_shapes(manifest: Manifest, session: Engine) -> None:
    expected_in, expected_out = manifest.shapes
    for name, found, expected in (
        (manifest.input.name, session.inputs, expected_in),
        (manifest.output.name, session.outputs, expected_out),
    ):
        shape = found.get(name)
        if shape is None or len(found) != 1:
            raise FailedError(ErrorCode.MODEL_SHAPE_MISMATCH, model=manifest.id, reason=f"{name}?")
        fits = len(shape) == len(expected) and all(
            (wanted is None and not isinstance(size, int)) or size == wanted
            for size, wanted in zip(shape, expected, strict=True)
        )
        if not fits:
            raise FailedError(ErrorCode.MODEL_SHAPE_MISMATCH, model=manifest.id, reason=f"{name}: {shape}")


def _check_golden(model: LoadedModel[Any]) -> None:
    golden = model.manifest.golden
    given = np.load(model.folder / golden.input, allow_pickle=False)
    expected = np.load(model.folder / golden.output, allow_pickle=False)
    judges_crops = isinstance(model.manifest, CandidateManifest | MalignancyManifest)
    run = model.run if judges_crops else model.probability
    found = run(given.astype(np.float32))
    if found.shape != expected.shape:
        raise FailedError(ErrorCode.MODEL_SELFTEST_FAILED, model=model.manifest.id, reason=str(found.shape))
    difference = float(np.abs(found - expected.astype(np.float32)).max())
    if not difference <= golden.max_difference:
        raise FailedError(
            ErrorCode.MODEL_SELFTEST_FAILED, model=model.manifest.id, reason=f"{difference:.3g}"
        )
