"""The only place that runs ONNX models: sessions on the device asked for, with visible fallbacks and cancel."""

import contextlib
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError

FALLBACK_NOTE = "device.cpu_fallback"
"""CUDA was asked for and the model runs on the CPU."""
CPU_NOTE = "device.cpu"
"""No CUDA device was found; the model runs on the CPU, which takes longer."""
SMALLER_BATCH_NOTE = "device.smaller_batch"
"""The GPU's memory was too small for the usual batch."""

_CUDA = "CUDAExecutionProvider"
_CPU = "CPUExecutionProvider"
_QUIET = 4


def _onnxruntime() -> Any:
    import onnxruntime

    onnxruntime.set_default_logger_severity(_QUIET)
    return onnxruntime


class OnnxSession:
    """One loaded model on one device.

    Parameters
    ----------
    path
        The ``.onnx`` file.
    device
        ``"auto"``: CUDA where there is one, else the CPU with `CPU_NOTE`. ``"cuda"``: CUDA, else the CPU with
        `FALLBACK_NOTE`. ``"cpu"``.

    Raises
    ------
    FailedError
        The file is not a model that this runtime can load.
    """

    def __init__(self, path: Path, device: str = "auto") -> None:
        self._path = path
        self.notes: list[str] = []
        self._session = self._open(want_cuda=device in ("auto", "cuda") and _cuda_is_there())
        if device != "cpu" and self.device == "CPU":
            self.notes.append(FALLBACK_NOTE if device == "cuda" else CPU_NOTE)

    @property
    def device(self) -> str:
        """Where the model really runs: ``"CUDA"`` or ``"CPU"``."""
        return "CUDA" if self._session.get_providers()[0] == _CUDA else "CPU"

    @property
    def inputs(self) -> dict[str, tuple[Any, ...]]:
        """Names and shapes of the inputs; free axes are names."""
        return {item.name: tuple(item.shape) for item in self._session.get_inputs()}

    @property
    def outputs(self) -> dict[str, tuple[Any, ...]]:
        return {item.name: tuple(item.shape) for item in self._session.get_outputs()}

    def run(
        self, name: str, batch: NDArray[np.float32], output: str, stop: "StopSwitch | None" = None
    ) -> NDArray[np.float32]:
        """Run one batch.

        Parameters
        ----------
        name, output
            Names of the input and the output.
        batch
            (batch, ...) float32.
        stop
            Ends the run from another thread.

        Raises
        ------
        CancelledError
            ``stop`` was thrown.
        FailedError
            The run failed, on the GPU for another reason than its memory, or on the CPU.
        """
        try:
            return self._run(name, batch, output, stop)
        except (CancelledError, FailedError):
            raise
        except Exception as error:
            if stop is not None and stop.is_thrown:
                raise CancelledError from error
            if self.device == "CUDA" and _is_out_of_memory(error):
                return self._run_smaller(name, batch, output, stop)
            raise FailedError(
                ErrorCode.MODEL_RUN_FAILED, model=self._path.parent.name, reason=type(error).__name__
            ) from error

    def _run(
        self, name: str, batch: NDArray[np.float32], output: str, stop: "StopSwitch | None"
    ) -> NDArray[np.float32]:
        with (stop or StopSwitch()).options() as options:
            result: NDArray[np.float32] = self._session.run([output], {name: batch}, run_options=options)[0]
        return result

    def _run_smaller(
        self, name: str, batch: NDArray[np.float32], output: str, stop: "StopSwitch | None"
    ) -> NDArray[np.float32]:
        if len(batch) > 1:
            self._note(SMALLER_BATCH_NOTE)
            half = len(batch) // 2
            parts = [self.run(name, part, output, stop) for part in (batch[:half], batch[half:])]
            return np.concatenate(parts)
        self._note(FALLBACK_NOTE)
        self._session = self._open(want_cuda=False)
        return self.run(name, batch, output, stop)

    def _note(self, code: str) -> None:
        if code not in self.notes:
            self.notes.append(code)

    def _open(self, *, want_cuda: bool) -> Any:
        runtime = _onnxruntime()
        options = runtime.SessionOptions()
        options.log_severity_level = _QUIET
        options.intra_op_num_threads = os.cpu_count() or 1
        # TensorFloat-32 keeps 10 bits of the mantissa: the same image would give other numbers than on the CPU
        providers: list[Any] = [(_CUDA, {"use_tf32": "0"}), _CPU] if want_cuda else [_CPU]
        try:
            if want_cuda:
                # it prints what it misses instead of raising
                with contextlib.redirect_stdout(io.StringIO()):
                    runtime.preload_dlls()
            return runtime.InferenceSession(str(self._path), options, providers=providers)
        except Exception as error:
            if want_cuda:
                return self._open(want_cuda=False)
            raise FailedError(
                ErrorCode.MODEL_LOAD_FAILED, model=self._path.parent.name, reason=type(error).__name__
            ) from error


class StopSwitch:
    """Ends a run from another thread, now and for every later run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: Any = None
        self.is_thrown = False

    def throw(self) -> None:
        with self._lock:
            self.is_thrown = True
            if self._running is not None:
                self._running.terminate = True

    @contextlib.contextmanager
    def options(self) -> Iterator[Any]:
        """Run options that `throw` reaches; raises CancelledError when it was thrown before."""
        with self._lock:
            if self.is_thrown:
                raise CancelledError
            self._running = _onnxruntime().RunOptions()
        try:
            yield self._running
        finally:
            with self._lock:
                self._running = None


def _cuda_is_there() -> bool:
    """True when the runtime was built for CUDA and the machine shows an NVIDIA device."""
    if _CUDA not in _onnxruntime().get_available_providers():
        return False
    return os.name == "nt" or Path("/dev/nvidiactl").exists() or Path("/dev/dxg").exists()


def _is_out_of_memory(error: Exception) -> bool:
    text = str(error).lower()
    return "out of memory" in text or "failed to allocate" in text or "bfcarena" in text
