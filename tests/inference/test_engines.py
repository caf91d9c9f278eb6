import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError
from pmdesk.core.paths import models_dir
from pmdesk.inference.engine import (
    CPU_NOTE,
    OPENVINO_DIFFERS_NOTE,
    OPENVINO_FAILED_NOTE,
    OPENVINO_MISSING_NOTE,
    StopSwitch,
    usable_cpus,
)
from pmdesk.inference.engines import choosing, openvino_cpu
from pmdesk.inference.engines.onnx_runtime import OnnxSession
from pmdesk.inference.engines.openvino_cpu import OpenVinoSession, openvino_is_there
from pmdesk.inference.package import load_package
from tests.helpers.tiny_model import write_tiny_package

SHIPPED = models_dir() / "lung-nodule-segmentation-2.5d" / "model.onnx"
with_openvino = pytest.mark.skipif(not openvino_is_there(), reason="OpenVINO is not installed")
BOTH = [
    pytest.param(lambda path: OnnxSession(path, "cpu"), id="onnxruntime"),
    pytest.param(OpenVinoSession, id="openvino", marks=with_openvino),
]


@pytest.fixture
def folder(tmp_path):
    return write_tiny_package(tmp_path / "tiny")


def noise(*shape):
    return np.random.default_rng(1).random(shape, dtype=np.float32)


@with_openvino
def test_both_engines_give_the_same_numbers_for_any_size():
    plain, fast = OnnxSession(SHIPPED, "cpu"), OpenVinoSession(SHIPPED)
    assert fast.device == "CPU (OpenVINO)"
    for shape in ((1, 5, 48, 64), (2, 5, 64, 32)):
        batch = noise(*shape)
        difference = np.abs(plain.run("slices", batch, "logits") - fast.run("slices", batch, "logits"))
        assert difference.max() < 1e-3


@with_openvino
def test_openvino_is_taken_where_it_is_installed_and_another_engine_on_request(folder):
    assert load_package(folder, "cpu").session.device.startswith("CPU (OpenVINO")
    assert load_package(folder, "cpu", "onnxruntime").session.device == "CPU"
    assert CPU_NOTE in load_package(folder, "auto", "openvino").session.notes


@with_openvino
def test_bfloat16_is_used_only_where_the_self_test_passes_with_it(folder, monkeypatch):
    asked = []

    def session(path, *, bf16, threads):
        asked.append(bf16)
        return OpenVinoSession(path, bf16=bf16, threads=threads)

    def differs_in_bf16(engine):
        if "bf16" in engine.device:
            raise FailedError(ErrorCode.MODEL_SELFTEST_FAILED, model="tiny", reason="0.01")

    monkeypatch.setattr(choosing, "OpenVinoSession", session)
    monkeypatch.setattr(choosing, "cpu_has_bf16", lambda: True)
    path = folder / "model.onnx"
    engine = choosing.sound_engine(path, "cpu", "auto", differs_in_bf16)
    assert asked == [True, False]
    assert (engine.device, engine.notes) == ("CPU (OpenVINO)", [])
    assert choosing.sound_engine(path, "cpu", "auto", lambda _: None).device == "CPU (OpenVINO, bf16)"
    monkeypatch.setattr(choosing, "cpu_has_bf16", lambda: False)
    assert choosing.sound_engine(path, "cpu", "auto", lambda _: None).device == "CPU (OpenVINO)"


def fails(code):
    def check(engine):
        if "OpenVINO" in engine.device:
            raise FailedError(code, model="tiny", reason="test")

    return check


@with_openvino
@pytest.mark.parametrize(
    ("code", "note"),
    [
        (ErrorCode.MODEL_SELFTEST_FAILED, OPENVINO_DIFFERS_NOTE),
        (ErrorCode.MODEL_LOAD_FAILED, OPENVINO_FAILED_NOTE),
    ],
)
def test_where_openvino_fails_onnx_runtime_takes_over_and_says_so(folder, code, note):
    engine = choosing.sound_engine(folder / "model.onnx", "cpu", "auto", fails(code))
    assert engine.device == "CPU"
    assert engine.notes == [note]


def test_a_network_that_fails_everywhere_is_refused(folder):
    def check(engine):
        raise FailedError(ErrorCode.MODEL_SELFTEST_FAILED, model="tiny", reason="test")

    with pytest.raises(FailedError):
        choosing.sound_engine(folder / "model.onnx", "cpu", "auto", check)


def test_openvino_that_is_asked_for_and_missing_is_said_so(folder, monkeypatch):
    monkeypatch.setattr(choosing, "openvino_is_there", lambda: False)
    session = load_package(folder, "cpu", "openvino").session
    assert session.device == "CPU"
    assert session.notes == [OPENVINO_MISSING_NOTE]
    assert load_package(folder, "cpu").session.notes == []


@with_openvino
def test_openvino_that_breaks_in_mid_run_hands_the_batch_on(folder, monkeypatch):
    session = OpenVinoSession(folder / "model.onnx")
    batch = noise(1, 5, 16, 16)
    before = session.run("slices", batch, "logits")

    class Broken:
        def cancel(self):
            raise AssertionError

        def set_tensor(self, name, tensor):
            raise RuntimeError("no memory")

    monkeypatch.setattr(session, "_request", Broken())
    after = session.run("slices", batch, "logits")
    assert np.allclose(before, after, atol=1e-4)
    assert session.device == "CPU"
    assert session.notes == [OPENVINO_FAILED_NOTE]


@with_openvino
def test_a_file_that_is_no_network_is_refused_and_not_crashed_on(tmp_path):
    for content in (b"", b"not a network", SHIPPED.read_bytes()[:50_000]):
        (tmp_path / "model.onnx").write_bytes(content)
        for opener in (OpenVinoSession, lambda path: OnnxSession(path, "cpu")):
            with pytest.raises(FailedError) as failed:
                opener(tmp_path / "model.onnx")
            assert failed.value.code is ErrorCode.MODEL_LOAD_FAILED


@with_openvino
def test_openvino_sends_nothing_to_its_maker():
    code = (
        "import sys, socket\n"
        "sys.addaudithook(lambda event, args: event.startswith(('socket.connect', 'socket.getaddrinfo'))"
        " and print('NETWORK', event))\n"
        "from pmdesk.inference.engines.openvino_cpu import cpu_has_bf16\n"
        "cpu_has_bf16()\n"
        "assert 'openvino' in sys.modules\n"
        "print([name for name in sys.modules if name.startswith('openvino_telemetry')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("opener", BOTH)
def test_a_run_ends_within_a_batch_when_the_switch_is_thrown(opener):
    session, stop = opener(SHIPPED), StopSwitch()
    # some seconds of work as one batch
    batch = noise(12, 5, 384, 384)
    session.run("slices", batch[:1, :, :64, :64], "logits", stop)
    timer = threading.Timer(0.3, stop.throw)
    timer.start()
    started = time.perf_counter()
    with pytest.raises(CancelledError):
        session.run("slices", batch, "logits", stop)
    ended = time.perf_counter() - started
    timer.join()
    whole = time.perf_counter()
    session.run("slices", batch[:3], "logits")
    assert ended < 4 * (time.perf_counter() - whole)


@pytest.mark.parametrize("opener", BOTH)
def test_a_thrown_switch_ends_every_later_run_and_no_other(opener, folder):
    session, stop = opener(folder / "model.onnx"), StopSwitch()
    batch = noise(1, 5, 16, 16)
    assert session.run("slices", batch, "logits", stop).shape == (1, 1, 16, 16)
    stop.throw()
    for _ in range(2):
        with pytest.raises(CancelledError):
            session.run("slices", batch, "logits", stop)
    assert session.run("slices", batch, "logits", StopSwitch()).shape == (1, 1, 16, 16)


@with_openvino
def test_one_openvino_session_serves_two_threads(folder):
    session = OpenVinoSession(folder / "model.onnx")
    batches = [noise(1, 5, 32, 32) * scale for scale in (0.2, 0.9)]
    wanted = [session.run("slices", batch, "logits") for batch in batches]
    found = [None, None]

    def work(number):
        for _ in range(20):
            found[number] = session.run("slices", batches[number], "logits")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(a, b) for a, b in zip(wanted, found, strict=True))


def test_only_the_cpus_that_the_process_may_use_are_used():
    assert 1 <= usable_cpus() <= 4096


def test_nothing_of_openvino_is_imported_to_learn_whether_it_is_there():
    source = Path(openvino_cpu.__file__).read_text(encoding="utf-8")
    assert "\nimport openvino" not in source
