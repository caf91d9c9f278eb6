"""`pmdesk train`: a training run from the command line."""

import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pmdesk.training.trainers import (
    TRAINERS,
    Trainer,
    TrainingRequest,
    begin,
    check_extra,
    open_training,
    writing,
)

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells have it."""


def train_model(
    *,
    model: str,
    data: Path,
    out: Path,
    resume: bool,
    start_from: Path | None,
    config: Path | None,
    device: str,
    minutes: float | None,
    background: list[Path],
    scans: list[Path],
    max_iterations: int | None,
    limit: int | None,
) -> int:
    """Train, or go on training. Returns the exit code."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    logging.getLogger("pmdesk.training").setLevel(logging.INFO)
    request = TrainingRequest(
        model, data, out, config, device, minutes, tuple(background), tuple(scans), limit
    )
    _prepare(request)
    opened = open_training(request)
    trainer = opened.trainer
    allowed = trainer.minutes if minutes is None else minutes
    if begin(trainer, out, resume=resume, start_from=start_from):
        _say(f"going on from iteration {trainer.iteration}, {_spent(trainer, allowed)}")
        if allowed is not None and trainer.elapsed_s >= 60 * allowed:
            _say("the time is used up: --minutes gives more")
            return 0
    elif resume:
        _say(f"no checkpoint in {out}: from the beginning")
    in_all = "" if allowed is None else f", {allowed:g} minutes in all"
    _say(f"{model} on the {opened.device.upper()}{in_all}, into {out}")
    with _stopped_by_ctrl_c(trainer) as stopped, _stopped_by_the_clock(trainer, minutes), writing(out):
        trainer.run(max_iterations)
    _say(f"iteration {trainer.iteration}, {_spent(trainer, allowed)}: {out}")
    if stopped:
        _say("stopped; --resume goes on from here")
        return INTERRUPTED
    return 0


def _prepare(request: TrainingRequest) -> None:
    """Marks and outlines by the earlier stages, for the models that learn from them."""
    if not TRAINERS.get(request.model, TRAINERS["nodule-segmentation"]).prepared:
        return
    check_extra()
    from pmdesk.app.headless import StderrProgress, make_texts
    from pmdesk.core.texts import Language
    from pmdesk.inference.registry import ModelRegistry
    from pmdesk.services.training_data import prepare

    with writing(request.out):
        prepare(StderrProgress(make_texts(Language.ENGLISH)), request, ModelRegistry())


@contextmanager
def _stopped_by_the_clock(trainer: Trainer, minutes: float | None) -> Iterator[None]:
    """End a run that counts iterations when its minutes are used up."""
    if minutes is None or trainer.minutes is not None:
        yield
        return
    clock = threading.Timer(60 * minutes - trainer.elapsed_s, trainer.stop)
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


@contextmanager
def _stopped_by_ctrl_c(trainer: Trainer) -> Iterator[list[bool]]:
    """The first Ctrl+C ends the run with a checkpoint, the second at once; the list is empty until the first."""
    stopped: list[bool] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.append(True)
        signal.signal(signal.SIGINT, previous)
        _say("stopping after this step; Ctrl+C again ends at once, without a checkpoint")
        trainer.stop()

    previous = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, previous)


def _spent(trainer: Trainer, allowed: float | None) -> str:
    of = "" if allowed is None else f" of {allowed:g}"
    return f"{trainer.elapsed_s / 60:.1f}{of} minutes"


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
