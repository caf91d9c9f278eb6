"""What ``pmdesk train`` can train. This module needs no torch; the trainers themselves do."""

import pickle
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from pmdesk.core.errors import ErrorCode, FailedError, InputError

CONFIGS = Path(__file__).parent / "configs"
CHECKPOINT_FILE = "checkpoint.pt"
_NEEDED = ("torch", "onnx")


class Trainer(Protocol):
    """A run whose whole state is in its folder: ``checkpoint.pt``, ``best.pt``, ``log.csv``."""

    iteration: int
    elapsed_s: float

    @property
    def minutes(self) -> float | None:
        """Time in all; None for a run that counts iterations."""
        ...

    def resume(self) -> bool:
        """Take up the folder's checkpoint; False where there is none."""
        ...

    def start_from(self, weights: Path) -> None:
        """Begin with the weights of another run or of a package."""
        ...

    def run(self, max_iterations: int | None = None) -> None:
        """Train until the time is used up, or until `stop`."""
        ...

    def stop(self) -> None:
        """End the run after the step at hand, with a checkpoint."""
        ...


@dataclass(frozen=True)
class TrainerEntry:
    """Where a trainer is and what it is configured by.

    The module has ``open_training(request, config_path, device)``, which gives a `Trainer` for ``"cpu"`` or ``"cuda"``.
    """

    module: str
    config: str
    prepared: str = ""
    """File of the run's folder that earlier stages must have made (`pmdesk.services.training_data.prepare`)."""


TRAINERS: Mapping[str, TrainerEntry] = {
    "nodule-segmentation": TrainerEntry("pmdesk.training.nodule_segmentation", "nodule-segmentation.toml"),
    "nodule-outline": TrainerEntry("pmdesk.training.nodule_segmentation", "nodule-outline.toml"),
    "nodule-candidate": TrainerEntry(
        "pmdesk.training.nodule_candidate", "nodule-candidate.toml", "marked.npz"
    ),
    "nodule-malignancy": TrainerEntry(
        "pmdesk.training.nodule_malignancy", "nodule-malignancy.toml", "rated.npz"
    ),
}


@dataclass(frozen=True)
class TrainingRequest:
    """What to train, on what, where.

    Parameters
    ----------
    model
        A name of `TRAINERS`.
    data, out
        Folder of the data; folder of the run.
    config
        Configuration file; None for the one of the model.
    device
        ``"auto"``, ``"cuda"`` or ``"cpu"``.
    minutes
        Time in all, earlier parts included, in place of the configuration's. It is no part of what a checkpoint is
        compared by.
    background
        Zips of whole slices without nodules.
    scans
        Whole CTs (folders or zips); nodules that they are known to hold stand in the configuration.
    limit
        At most so many nodules.
    """

    model: str
    data: Path
    out: Path
    config: Path | None = None
    device: str = "auto"
    minutes: float | None = None
    background: Sequence[Path] = ()
    scans: Sequence[Path] = ()
    limit: int | None = None


@dataclass(frozen=True)
class OpenedTraining:
    """A trainer that is ready to run, and the device it computes on."""

    trainer: Trainer
    device: str


def open_training(request: TrainingRequest) -> OpenedTraining:
    """Read configuration and data.

    Raises
    ------
    InputError
        No such model, the extra is not installed, or configuration or data cannot be used.
    """
    entry = TRAINERS.get(request.model)
    if entry is None:
        raise InputError(
            ErrorCode.BAD_USAGE, reason=f"train {request.model}: known are {', '.join(TRAINERS)}"
        )
    check_extra()
    if request.minutes is not None and not request.minutes > 0:
        raise InputError(ErrorCode.BAD_USAGE, reason=f"--minutes {request.minutes:g}")
    if not request.data.is_dir():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(request.data))
    path = request.config or CONFIGS / entry.config
    if not path.is_file():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    module: Any = import_module(entry.module)
    device = import_module("pmdesk.training.devices").choose_device(request.device)
    with configuration_errors(path), writing(request.out):
        return OpenedTraining(module.open_training(request, path, device), device)


def check_extra() -> None:
    """Raise InputError where what training needs is not installed."""
    for package in _NEEDED:
        if find_spec(package) is None:
            raise InputError(ErrorCode.EXTRA_MISSING, reason=package)


def begin(trainer: Trainer, out: Path, *, resume: bool, start_from: Path | None) -> bool:
    """Take up the checkpoint or the given weights; True where a checkpoint was taken up.

    Raises
    ------
    InputError
        The folder holds a checkpoint and neither is to be gone on from, or the file is of another network.
    """
    checkpoint = out / CHECKPOINT_FILE
    if checkpoint.exists() and not resume:
        raise InputError(
            ErrorCode.BAD_USAGE,
            reason=f"{checkpoint} is there: --resume goes on from it, or choose another --out",
        )
    with _weight_errors(checkpoint):
        if resume and trainer.resume():
            return True
    if start_from is not None:
        if not start_from.is_file():
            raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(start_from))
        with _weight_errors(start_from):
            trainer.start_from(start_from)
    return False


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Errors of the folder of the run as such.

    Raises
    ------
    FailedError
        In place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise FailedError(
            ErrorCode.WRITE_FAILED, path=str(out), reason=error.strerror or type(error).__name__
        ) from error


@contextmanager
def configuration_errors(path: Path) -> Iterator[None]:
    """Errors of a configuration, or of what it is about, as those of its file.

    Raises
    ------
    InputError
        In place of whatever reading it raises.
    """
    try:
        yield
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError) as error:
        raise InputError(ErrorCode.DATA_INVALID, path=str(path), reason=_said(error)) from error


@contextmanager
def _weight_errors(path: Path) -> Iterator[None]:
    # torch and onnx have no common error for a file that is none of theirs
    decode_error: type[Exception] = import_module("google.protobuf.message").DecodeError
    try:
        yield
    except (pickle.UnpicklingError, RuntimeError, ValueError, KeyError, EOFError, decode_error) as error:
        raise InputError(ErrorCode.DATA_INVALID, path=str(path), reason=_said(error)) from error


def _said(error: Exception) -> str:
    words = (str(error).strip().splitlines() or [""])[0][:160]
    spoken = (
        words and isinstance(error, RuntimeError | ValueError) and not isinstance(error, UnicodeDecodeError)
    )
    return words if spoken else f"{type(error).__name__} {words}".strip()
