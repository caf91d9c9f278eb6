"""OpenVINO on the CPU: optional, and never with fewer bits than the caller has checked."""

import importlib.util
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError
from pmdesk.inference.engine import OPENVINO_FAILED_NOTE, StopSwitch, usable_cpus
from pmdesk.inference.engines.onnx_runtime import OnnxSession

_TELEMETRY = "openvino_telemetry"
_import_lock = threading.Lock()


def openvino_is_there() -> bool:
    """True when OpenVINO is installed; nothing is imported."""
    return importlib.util.find_spec("openvino") is not None


def cpu_has_bf16() -> bool:
    """True when OpenVINO computes in bfloat16 on this CPU."""
    try:
        return "BF16" in _openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    except (ImportError, RuntimeError):
        return False


class OpenVinoSession:
    """A model in OpenVINO on the CPU.

    Parameters
    ----------
    path
        The ``.onnx`` file.
    bf16
        Compute in bfloat16, which the caller must compare with the model's known result. Else in float32: left to
        itself OpenVINO takes bfloat16 wherever the CPU has it.
    threads
        Threads; None: one for each CPU at hand.

    Raises
    ------
    FailedError
        OpenVINO is not installed, or cannot load the file.
    """

    def __init__(self, path: Path, *, bf16: bool = False, threads: int | None = None) -> None:
        self._path = path
        self._bf16 = bf16
        self._threads = threads
        self._lock = threading.Lock()
        self._substitute: OnnxSession | None = None
        self.notes: list[str] = []
        try:
            self._openvino = _openvino()
            self._model = self._openvino.Core().compile_model(
                str(path),
                "CPU",
                {
                    "INFERENCE_PRECISION_HINT": "bf16" if bf16 else "f32",
                    "PERFORMANCE_HINT": "LATENCY",
                    "NUM_STREAMS": "1",
                    "INFERENCE_NUM_THREADS": str(threads or usable_cpus()),
                    # a pinned thread waits for the CPU that another program is using
                    "ENABLE_CPU_PINNING": False,
                },
            )
            self._request = self._model.create_infer_request()
        except (ImportError, RuntimeError, OSError) as error:
            raise FailedError(
                ErrorCode.MODEL_LOAD_FAILED, model=path.parent.name, reason=type(error).__name__
            ) from error

    @property
    def device(self) -> str:
        if self._substitute is not None:
            return self._substitute.device
        return "CPU (OpenVINO, bf16)" if self._bf16 else "CPU (OpenVINO)"

    @property
    def one_at_a_time(self) -> bool:
        return True

    @property
    def inputs(self) -> dict[str, tuple[Any, ...]]:
        return {port.any_name: _shape(port) for port in self._model.inputs}

    @property
    def outputs(self) -> dict[str, tuple[Any, ...]]:
        return {port.any_name: _shape(port) for port in self._model.outputs}

    def run(
        self, name: str, batch: NDArray[np.float32], output: str, stop: StopSwitch | None = None
    ) -> NDArray[np.float32]:
        """Run one batch; ONNX Runtime takes over, with a note, where OpenVINO fails."""
        if self._substitute is None:
            try:
                return self._run(name, batch, output, stop or StopSwitch())
            except RuntimeError as error:
                if stop is not None and stop.is_thrown:
                    raise CancelledError from error
            self.notes.append(OPENVINO_FAILED_NOTE)
            self._substitute = OnnxSession(self._path, "cpu", threads=self._threads)
        return self._substitute.run(name, batch, output, stop)

    def _run(
        self, name: str, batch: NDArray[np.float32], output: str, stop: StopSwitch
    ) -> NDArray[np.float32]:
        # the tensor shares this array's memory and does not keep it: it has to live until the run has ended
        given = np.ascontiguousarray(batch)
        # one request: a second one would hold the whole network's activations again
        with self._lock, stop.running(self._request.cancel):
            self._request.set_tensor(name, self._openvino.Tensor(given, shared_memory=True))
            self._request.start_async()
            self._request.wait()
            result: NDArray[np.float32] = self._request.get_tensor(output).data.copy()
        return result


def _shape(port: Any) -> tuple[Any, ...]:
    return tuple(axis.get_length() if axis.is_static else None for axis in port.partial_shape)


def _openvino() -> Any:
    """OpenVINO without its telemetry: importing it would send a message to its maker, and nobody asked for that."""
    with _import_lock:
        if "openvino" in sys.modules:
            return sys.modules["openvino"]
        before = sys.modules.get(_TELEMETRY)
        sys.modules[_TELEMETRY] = None  # type: ignore[assignment]
        try:
            import openvino
        finally:
            if before is None:
                del sys.modules[_TELEMETRY]
            else:
                sys.modules[_TELEMETRY] = before
        return openvino
