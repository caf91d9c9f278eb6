import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError
from pmdesk.inference.engine import CPU_NOTE, FALLBACK_NOTE, StopSwitch
from pmdesk.inference.engines.onnx_runtime import OnnxSession
from pmdesk.inference.manifest import read_manifest
from pmdesk.inference.package import load_package
from pmdesk.inference.registry import ModelRegistry
from tests.helpers.tiny_model import (
    STEEPNESS,
    float_bytes,
    manifest_of,
    marking_onnx,
    write_manifest,
    write_tiny_package,
)


@pytest.fixture
def folder(tmp_path):
    return write_tiny_package(tmp_path / "tiny")


def code_of(folder, load=load_package):
    with pytest.raises(FailedError) as failed:
        load(folder) if load is read_manifest else load(folder, "cpu")
    return failed.value.code


def test_a_whole_package_loads_and_marks_what_is_dense(folder):
    model = load_package(folder, "cpu")
    batch = np.zeros((2, 5, 32, 16), np.float32)
    batch[1, 2] = 0.9
    probability = model.probability(batch)
    assert probability.shape == (2, 32, 16)
    assert probability[0].max() < 0.01
    assert probability[1].min() > 0.99


@pytest.mark.parametrize(
    "changes",
    [
        {"surprise": 1},
        {"task": "anything"},
        {"version": "one"},
        {"preprocessing": []},
        {"golden": {"input": "golden/input.npy", "output": "absent.npy", "max_difference": 0.001}},
    ],
)
def test_a_manifest_outside_the_vocabulary_is_refused(folder, changes):
    write_manifest(folder, **changes)
    assert code_of(folder, read_manifest) is ErrorCode.MODEL_MANIFEST_INVALID


@pytest.mark.parametrize("part", ["requires", "input", "sliding_window", "output", "training"])
def test_an_unknown_key_inside_a_part_is_refused(folder, part):
    write_manifest(folder, **{part: manifest_of(folder)[part] | {"python": "import os"}})
    assert code_of(folder, read_manifest) is ErrorCode.MODEL_MANIFEST_INVALID


def test_an_even_number_of_neighbours_is_refused(folder):
    ops = manifest_of(folder)["preprocessing"]
    ops[2]["count"] = 4
    write_manifest(folder, preprocessing=ops)
    assert code_of(folder, read_manifest) is ErrorCode.MODEL_MANIFEST_INVALID


def test_a_folder_without_manifest_is_no_package(tmp_path):
    assert code_of(tmp_path, read_manifest) is ErrorCode.MODEL_NOT_FOUND


def test_a_changed_weight_is_refused_by_its_hash(folder):
    content = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(content.replace(float_bytes(STEEPNESS), float_bytes(41.0)))
    assert code_of(folder) is ErrorCode.MODEL_HASH_MISMATCH


def test_a_file_too_many_and_a_file_too_few_are_refused(folder):
    (folder / "extra.txt").write_text("x")
    assert code_of(folder) is ErrorCode.MODEL_HASH_MISMATCH
    (folder / "extra.txt").unlink()
    (folder / "golden" / "output.npy").unlink()
    assert code_of(folder) is ErrorCode.MODEL_HASH_MISMATCH


@pytest.mark.parametrize("shape", [{"slices": 3}, {"outputs": 2}])
def test_a_network_of_another_shape_is_refused(folder, shape):
    (folder / "model.onnx").write_bytes(marking_onnx(**shape))
    write_manifest(folder)
    assert code_of(folder) is ErrorCode.MODEL_SHAPE_MISMATCH


def test_other_names_of_the_network_are_refused(folder):
    write_manifest(folder, input=manifest_of(folder)["input"] | {"name": "volume"})
    assert code_of(folder) is ErrorCode.MODEL_SHAPE_MISMATCH


def test_what_is_no_network_is_refused(folder):
    (folder / "model.onnx").write_bytes(b"not a network")
    write_manifest(folder)
    assert code_of(folder) is ErrorCode.MODEL_LOAD_FAILED


def test_a_network_that_gives_other_numbers_fails_its_self_test(folder):
    content = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(content.replace(float_bytes(STEEPNESS), float_bytes(20.0)))
    write_manifest(folder)
    assert code_of(folder) is ErrorCode.MODEL_SELFTEST_FAILED


def test_the_registry_gives_the_newest_valid_package_of_a_task_once(tmp_path):
    for name, version in (("old", "1.2.0"), ("new", "1.10.0"), ("broken", "2.0.0")):
        write_tiny_package(tmp_path / name)
        write_manifest(tmp_path / name, version=version)
    write_manifest(tmp_path / "broken", version="2.0.0", surprise=1)
    registry = ModelRegistry(tmp_path)
    model = registry.load("lung-nodule-segmentation", "cpu")
    assert model.manifest.version == "1.10.0"
    assert registry.load("lung-nodule-segmentation", "cpu") is model
    assert {name: error and error.code for name, error in registry.verify()} == {
        "old": None,
        "new": None,
        "broken": ErrorCode.MODEL_MANIFEST_INVALID,
    }


def test_a_task_without_package_is_said_so(tmp_path):
    with pytest.raises(FailedError) as failed:
        ModelRegistry(tmp_path).load("lung-nodule-segmentation")
    assert failed.value.code is ErrorCode.MODEL_NOT_FOUND


@pytest.mark.parametrize(("device", "note"), [("cuda", FALLBACK_NOTE), ("auto", CPU_NOTE)])
def test_a_fall_back_to_the_cpu_is_noted_and_silent(folder, capfd, device, note):
    session = OnnxSession(folder / "model.onnx", device)
    if session.device == "CUDA":
        pytest.skip("this machine has a CUDA device")
    assert note in session.notes
    assert capfd.readouterr().err == ""


def test_the_cpu_when_asked_for_needs_no_note(folder):
    session = OnnxSession(folder / "model.onnx", "cpu")
    assert session.device == "CPU"
    assert session.notes == []


def test_a_thrown_stop_switch_ends_every_later_run(folder):
    session, stop = OnnxSession(folder / "model.onnx", "cpu"), StopSwitch()
    batch = np.zeros((1, 5, 16, 16), np.float32)
    assert session.run("slices", batch, "logits", stop).shape == (1, 1, 16, 16)
    stop.throw()
    with pytest.raises(CancelledError):
        session.run("slices", batch, "logits", stop)
