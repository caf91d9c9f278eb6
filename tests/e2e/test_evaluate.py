"""`pmdesk model evaluate` and `pmdesk train` as a person types them."""

import json
import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.helpers.tiny_lidc import write_tiny_lidc, write_tiny_ratings
from tests.helpers.tiny_model import write_tiny_package
from tests.training.conftest import SMALL_CONFIG

REPOSITORY = Path(__file__).parents[2]
needs_torch = pytest.mark.skipif(
    find_spec("torch") is None or find_spec("onnx") is None, reason="the extra `train` is not installed"
)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "pmdesk", *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        cwd=REPOSITORY,
    )


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return write_tiny_package(tmp_path_factory.mktemp("models") / "tiny-marker")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return write_tiny_ratings(write_tiny_lidc(tmp_path_factory.mktemp("data") / "肺结节 é"))


def test_json_on_stdout_progress_on_stderr_and_the_card_in_a_file(model, data, tmp_path):
    card = tmp_path / "卡片" / "tables.md"
    done = run(
        "model",
        "evaluate",
        model,
        "--data",
        data,
        "--folds",
        0,
        1,
        "--device",
        "cpu",
        "--card",
        card,
        "--json",
    )
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["folds"] == [0, 1]
    assert document["segmentation"]["n"] == 6
    assert "100 %" in done.stderr
    assert "mean 3D Dice" in card.read_text(encoding="utf-8")


def test_without_json_the_tables_are_printed(model, data):
    done = run("model", "evaluate", model, "--data", data, "--folds", "2,3", "--limit", 2, "--device", "cpu")
    assert done.returncode == 0, done.stderr
    assert "### Outlines" in done.stdout
    assert "fold 2, 3, at most 2 nodules" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("gone", "--data", "."), "gone"),
        (("{model}", "--data", "no such folder"), "no such folder"),
        (("{model}", "--data", "{data}", "--folds", "one"), "--folds one"),
        (("{model}", "--data", "{data}", "--folds", "9"), "fold 9"),
        (("{model}", "--data", "{data}", "extra"), "extra"),
        (("{model}", "--data", "{data}", "--task", "genome"), "genome"),
    ],
)
def test_bad_usage_and_bad_input_end_with_two_and_a_sentence(model, data, arguments, words):
    done = run("model", "evaluate", *(word.format(model=model, data=data) for word in arguments))
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_error_is_json_too_where_json_is_asked_for(model, data):
    done = run("model", "evaluate", model, "--data", data, "--folds", "9", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "data.empty"


@needs_torch
def test_training_goes_on_where_it_ended(data, tmp_path):
    config = tmp_path / "small.toml"
    config.write_text(SMALL_CONFIG)
    out = tmp_path / "运行"
    arguments = (
        "train",
        "nodule-segmentation",
        "--data",
        data,
        "--out",
        out,
        "--config",
        config,
        "--device",
        "cpu",
    )
    first = run(*arguments, "--max-iterations", 2)
    assert first.returncode == 0, first.stderr
    again = run(*arguments, "--max-iterations", 4, "--resume", "--minutes", 5)
    assert again.returncode == 0, again.stderr
    assert "going on from iteration 2" in again.stderr
    assert "iteration 4" in again.stderr
    refused = run(*arguments)
    assert refused.returncode == 2
    assert "--resume" in refused.stderr
    used_up = run(*arguments, "--resume", "--minutes", 1e-6)
    assert used_up.returncode == 0
    assert "the time is used up" in used_up.stderr


@needs_torch
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a child")
def test_ctrl_c_leaves_a_checkpoint(data, tmp_path):
    config = tmp_path / "small.toml"
    config.write_text(SMALL_CONFIG)
    out = tmp_path / "run"
    with subprocess.Popen(
        command(
            "train",
            "nodule-segmentation",
            "--data",
            data,
            "--out",
            out,
            "--config",
            config,
            "--device",
            "cpu",
        ),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=REPOSITORY,
    ) as training:
        for line in training.stderr:
            if line.startswith("train "):
                break
        training.send_signal(signal.SIGINT)
        rest = training.stderr.read()
        assert training.wait(60) == 130
    assert "--resume goes on from here" in rest
    assert (out / "checkpoint.pt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a child")
def test_ctrl_c_ends_a_measurement_without_a_traceback(model, data):
    with subprocess.Popen(
        command("model", "evaluate", model, "--data", data, "--device", "cpu"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=REPOSITORY,
    ) as measuring:
        assert measuring.stderr.readline().endswith("%\n")
        measuring.send_signal(signal.SIGINT)
        out, err = measuring.communicate(timeout=60)
    assert measuring.returncode in (0, 130)  # 0: it was done before the signal came
    assert "Traceback" not in err
    assert measuring.returncode == 0 or out == ""
