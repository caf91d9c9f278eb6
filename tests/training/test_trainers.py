"""`pmdesk train` below the command line: what can be trained, going on, and what is refused."""

import csv
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from pmdesk.app.train import _stopped_by_the_clock
from pmdesk.core.errors import ErrorCode, FailedError, InputError
from pmdesk.training import trainers
from pmdesk.training.trainers import CONFIGS, TRAINERS, TrainingRequest, begin, open_training
from tests.helpers.repository import REPOSITORY

needs_torch = pytest.mark.skipif(
    find_spec("torch") is None or find_spec("onnx") is None, reason="the extra `train` is not installed"
)


@pytest.fixture
def request_for(lidc, config_file, tmp_path):
    def make(**changes) -> TrainingRequest:
        known = {
            "model": "nodule-segmentation",
            "data": lidc,
            "out": tmp_path / "训练",
            "config": config_file,
            "device": "cpu",
        }
        return TrainingRequest(**(known | changes))

    return make


def said(code: ErrorCode, work) -> str:
    with pytest.raises(InputError) as caught:
        work()
    assert caught.value.code is code
    return str(caught.value)


def test_an_unknown_model_is_answered_with_the_known_ones(request_for):
    message = said(ErrorCode.BAD_USAGE, lambda: open_training(request_for(model="brain")))
    assert "nodule-segmentation, nodule-outline" in message


def test_without_the_extra_it_says_what_to_install(request_for, monkeypatch):
    monkeypatch.setattr(trainers, "find_spec", lambda name: None)
    assert "torch" in said(ErrorCode.EXTRA_MISSING, lambda: open_training(request_for()))


def test_the_registry_needs_no_torch_and_every_entry_has_its_configuration():
    script = "import sys, pmdesk.training.trainers; print('torch' in sys.modules, 'onnx' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
    for entry in TRAINERS.values():
        assert (CONFIGS / entry.config).is_file()


@needs_torch
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"data": Path("gone")}, ErrorCode.FILE_NOT_FOUND),
        ({"config": Path("gone.toml")}, ErrorCode.FILE_NOT_FOUND),
        ({"minutes": 0.0}, ErrorCode.BAD_USAGE),
        ({"minutes": float("nan")}, ErrorCode.BAD_USAGE),
        ({"background": (Path("gone.zip"),)}, ErrorCode.FILE_NOT_FOUND),
        ({"limit": 0}, ErrorCode.DATA_EMPTY),
    ],
)
def test_what_cannot_be_used_is_bad_input(request_for, changes, code):
    said(code, lambda: open_training(request_for(**changes)))


@needs_torch
@pytest.mark.parametrize(
    "content", ["not toml [", "[data]\n", "[data]\n[network]\n[train]\nminutes = 1\n[mixture]\n"]
)
def test_a_configuration_that_is_not_one_is_named(request_for, tmp_path, content):
    path = tmp_path / "wrong.toml"
    path.write_text(content)
    assert "wrong.toml" in said(ErrorCode.DATA_INVALID, lambda: open_training(request_for(config=path)))


@needs_torch
def test_a_folder_that_cannot_be_made_is_a_failure_to_write(request_for, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FailedError) as caught:
        open_training(request_for(out=tmp_path / "file" / "run"))
    assert caught.value.code is ErrorCode.WRITE_FAILED


@needs_torch
def test_a_run_goes_on_where_it_ended_with_other_minutes(request_for):
    opened = open_training(request_for())
    assert not begin(opened.trainer, request_for().out, resume=True, start_from=None)
    opened.trainer.run(max_iterations=2)
    again = open_training(request_for(minutes=3.0))
    assert begin(again.trainer, request_for().out, resume=True, start_from=None)
    assert (again.trainer.iteration, again.trainer.minutes) == (2, 3.0)
    assert again.trainer.elapsed_s == opened.trainer.elapsed_s > 0
    again.trainer.run(max_iterations=5)
    assert again.trainer.iteration == 5
    rows = list(csv.DictReader((request_for().out / "log.csv").read_text().splitlines()))
    assert [row["iteration"] for row in rows if row["kind"] == "validate"] == ["2", "5"]


@needs_torch
def test_a_run_is_not_written_over_by_accident(request_for):
    open_training(request_for()).trainer.run(max_iterations=1)
    opened = open_training(request_for())
    message = said(
        ErrorCode.BAD_USAGE,
        lambda: begin(opened.trainer, request_for().out, resume=False, start_from=None),
    )
    assert "--resume" in message


@needs_torch
def test_a_stopped_run_leaves_a_checkpoint_to_go_on_from(request_for):
    opened = open_training(request_for())
    opened.trainer.run(max_iterations=1)
    opened.trainer.stop()
    opened.trainer.run(max_iterations=9)
    assert opened.trainer.iteration == 1
    again = open_training(request_for())
    assert begin(again.trainer, request_for().out, resume=True, start_from=None)


def test_minutes_end_a_run_that_counts_iterations():
    class Counting:
        iteration, elapsed_s, minutes = 0, 0.0, None

        def __init__(self):
            self.stopped = threading.Event()

        def stop(self):
            self.stopped.set()

    counting = Counting()
    with _stopped_by_the_clock(counting, 1e-4):
        assert counting.stopped.wait(10)
    untimed = Counting()
    with _stopped_by_the_clock(untimed, None):
        assert not untimed.stopped.is_set()


@needs_torch
@pytest.mark.parametrize("name", ["weights.pt", "weights.onnx"])
def test_a_start_that_is_no_network_is_named(request_for, tmp_path, name):
    opened = open_training(request_for())
    said(
        ErrorCode.FILE_NOT_FOUND,
        lambda: begin(opened.trainer, request_for().out, resume=False, start_from=tmp_path / name),
    )
    (tmp_path / name).write_bytes(b"no weights at all")
    message = said(
        ErrorCode.DATA_INVALID,
        lambda: begin(opened.trainer, request_for().out, resume=False, start_from=tmp_path / name),
    )
    assert name in message


@needs_torch
def test_a_damaged_checkpoint_is_named(request_for):
    request_for().out.mkdir()
    (request_for().out / "checkpoint.pt").write_bytes(b"half of it")
    opened = open_training(request_for())
    said(
        ErrorCode.DATA_INVALID,
        lambda: begin(opened.trainer, request_for().out, resume=True, start_from=None),
    )


@needs_torch
def test_a_run_begins_with_the_best_weights_of_another(request_for, tmp_path):
    open_training(request_for()).trainer.run(max_iterations=1)
    opened = open_training(request_for(out=tmp_path / "second"))
    best = request_for().out / "best.pt"
    assert not begin(opened.trainer, tmp_path / "second", resume=False, start_from=best)
    assert opened.trainer.iteration == 0


@needs_torch
def test_cuda_that_is_not_there_is_bad_usage(request_for):
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a CUDA device")
    said(ErrorCode.BAD_USAGE, lambda: open_training(request_for(device="cuda")))
    assert open_training(request_for(device="auto")).device == "cpu"
