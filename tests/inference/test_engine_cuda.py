"""The GPU path with a session that stands for the one on CUDA: this machine need not have a GPU."""

from types import SimpleNamespace

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError
from pmdesk.inference.engine import FALLBACK_NOTE, SMALLER_BATCH_NOTE, StopSwitch
from pmdesk.inference.engines import choosing, onnx_runtime
from pmdesk.inference.engines.onnx_runtime import OnnxSession
from tests.helpers.tiny_model import write_tiny_package

CUDA = "CUDAExecutionProvider"


class Binding:
    """Takes the input, keeps the output."""

    def __init__(self):
        self.given = {}
        self.wanted = None
        self.result = None

    def bind_ortvalue_input(self, name, value):
        self.given[name] = value

    def bind_output(self, name, device, device_id):
        self.wanted = name

    def copy_outputs_to_cpu(self):
        return [self.result]


class CudaSession:
    """Doubles its input; a batch above `room` is out of memory."""

    def __init__(self, room, options, error="CUDA error: out of memory"):
        self.room, self.options, self.error = room, options, error
        self.batches = []

    def get_providers(self):
        return [CUDA, "CPUExecutionProvider"]

    def io_binding(self):
        return Binding()

    def run_with_iobinding(self, binding, options):
        (batch,) = binding.given.values()
        self.batches.append(len(batch))
        if options.terminate:
            raise RuntimeError("Exiting due to terminate flag being set to true")
        if len(batch) > self.room:
            raise RuntimeError(self.error)
        binding.result = 2 * batch[:, :1]


class Runtime:
    """The parts of onnxruntime that are used; on CUDA a `CudaSession`, else the real thing."""

    SessionOptions = staticmethod(lambda: SimpleNamespace())
    OrtValue = SimpleNamespace(ortvalue_from_numpy=lambda array, device, device_id: array)

    def __init__(self, room, **more):
        self.room, self.more = room, more
        self.opened = []
        self.real = onnx_runtime._onnxruntime()

    def RunOptions(self):  # noqa: N802 - its name
        return SimpleNamespace(terminate=False)

    def preload_dlls(self):
        print("noise that nobody should see")

    def get_available_providers(self):
        return [CUDA, "CPUExecutionProvider"]

    def InferenceSession(self, path, options, providers):  # noqa: N802 - its name
        self.opened.append(providers)
        if providers[0] == "CPUExecutionProvider":
            return OnCpu(self.real.InferenceSession(path, providers=providers))
        return CudaSession(self.room, providers[0][1], **self.more)


class OnCpu:
    """A real session that takes the made-up run options."""

    def __init__(self, session):
        self.session = session

    def get_providers(self):
        return self.session.get_providers()

    def run(self, outputs, given, run_options):
        return self.session.run(outputs, given)


@pytest.fixture
def on_cuda(monkeypatch, tmp_path):
    folder = write_tiny_package(tmp_path / "tiny")
    monkeypatch.setattr(onnx_runtime, "cuda_is_there", lambda: True)
    monkeypatch.setattr(choosing, "cuda_is_there", lambda: True)

    def make(room=64, **more):
        runtime = Runtime(room, **more)
        monkeypatch.setattr(onnx_runtime, "_onnxruntime", lambda: runtime)
        return runtime, folder / "model.onnx"

    return make


BATCH = np.arange(6 * 5 * 16 * 16, dtype=np.float32).reshape(6, 5, 16, 16)


def test_input_and_output_are_bound_to_the_gpu(on_cuda, capsys):
    _, path = on_cuda()
    session = OnnxSession(path, "auto")
    assert session.device == "CUDA"
    assert not session.one_at_a_time
    assert np.array_equal(session.run("slices", BATCH, "logits"), 2 * BATCH[:, :1])
    assert session.notes == []
    assert capsys.readouterr().out == ""


def test_too_little_memory_makes_smaller_batches_with_a_note(on_cuda):
    _, path = on_cuda(room=2)
    session = OnnxSession(path, "cuda")
    assert np.array_equal(session.run("slices", BATCH, "logits"), 2 * BATCH[:, :1])
    assert session.notes == [SMALLER_BATCH_NOTE]
    assert session.device == "CUDA"


def test_too_little_memory_for_one_slice_goes_to_the_cpu_with_a_note(on_cuda):
    runtime, path = on_cuda(room=0)
    session = OnnxSession(path, "cuda")
    found = session.run("slices", BATCH[:2] / BATCH.max(), "logits")
    assert found.shape == (2, 1, 16, 16)
    assert session.device == "CPU"
    assert session.one_at_a_time
    assert session.notes == [SMALLER_BATCH_NOTE, FALLBACK_NOTE]
    assert runtime.opened[-1] == ["CPUExecutionProvider"]


def test_another_failure_of_the_gpu_is_not_hidden(on_cuda):
    _, path = on_cuda(room=0, error="misaligned address")
    with pytest.raises(FailedError) as failed:
        OnnxSession(path, "cuda").run("slices", BATCH, "logits")
    assert failed.value.code is ErrorCode.MODEL_RUN_FAILED


def test_a_cancelled_run_is_cancelled_and_not_tried_smaller(on_cuda):
    _, path = on_cuda(room=1)
    session, stop = OnnxSession(path, "cuda"), StopSwitch()
    stop.throw()
    with pytest.raises(CancelledError):
        session.run("slices", BATCH, "logits", stop)
    assert session.notes == []


def test_fewer_bits_are_used_on_the_gpu_only_where_the_self_test_passes(on_cuda):
    runtime, path = on_cuda()

    def differs(engine):
        if "TF32" in engine.device:
            raise FailedError(ErrorCode.MODEL_SELFTEST_FAILED, model="tiny", reason="0.01")

    assert choosing.sound_engine(path, "auto", "auto", lambda _: None).device == "CUDA (TF32)"
    assert choosing.sound_engine(path, "auto", "auto", differs).device == "CUDA"
    assert [providers[0][1]["use_tf32"] for providers in runtime.opened] == ["1", "1", "0"]
