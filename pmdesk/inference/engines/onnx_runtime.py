"""ONNX Runtime: the engine that is always there, on the CPU and on NVIDIA devices."""

import contextlib
import io
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError
from pmdesk.inference.engine import CPU_NOTE, FALLBACK_NOTE, SMALLER_BATCH_NOTE, StopSwitch, usable_cpus
from pmdesk.inference.engines.cuda_binding import run_bound

_CUDA = "CUDAExecutionProvider"
_CPU = "CPUExecutionProvider"
_QUIET = 4


def _onnxruntime() -> Any:
    import onnxruntime

    onnxruntime.set_default_logger_severity(_QUIET)
    return onnxruntime


class OnnxSession:
    """A model in ONNX Runtime.

    Parameters
    ----------
    path
        The ``.onnx`` file.
    device
        ``"auto"``: CUDA where there is one, else the CPU with `CPU_NOTE`. ``"cuda"``: CUDA, else the CPU with
        `FALLBACK_NOTE`. ``"cpu"``.
    threads
        Threads on the CPU; None: one for each CPU at hand.
    tf32
        TensorFloat-32 on the GPU: faster, and 10 bits of the mantissa. The same image gives slightly other numbers than
        on the CPU, so that the caller must compare them with the model's known result first.

    Raises
    ------
    FailedError
        The file is not a model that this runtime can load.
    """

    def __init__(
        self, path: Path, device: str = "auto", *, threads: int | None = None, tf32: bool = False
    ) -> None:
        self._path = path
        self._threads = threads
        self._tf32 = tf32
        self.notes: list[str] = []
        self._session = self._open(want_cuda=device in ("auto", "cuda") and cuda_is_there())
        if device != "cpu" and not self._on_cuda:
            self.notes.append(FALLBACK_NOTE if device == "cuda" else CPU_NOTE)

    @property
    def device(self) -> str:
        if not self._on_cuda:
            return "CPU"
        return "CUDA (TF32)" if self._tf32 else "CUDA"

    @property
    def one_at_a_time(self) -> bool:
        return not self._on_cuda

    @property
    def inputs(self) -> dict[str, tuple[Any, ...]]:
        return {item.name: tuple(item.shape) for item in self._session.get_inputs()}

    @property
    def outputs(self) -> dict[str, tuple[Any, ...]]:
        return {item.name: tuple(item.shape) for item in self._session.get_outputs()}

    @property
    def _on_cuda(self) -> bool:
        return bool(self._session.get_providers()[0] == _CUDA)

    def run(
        self, name: str, batch: NDArray[np.float32], output: str, stop: StopSwitch | None = None
    ) -> NDArray[np.float32]:
        """Run one batch; a GPU without enough memory gets smaller ones, and in the end the CPU takes over."""
        try:
            return self._run(name, batch, output, stop or StopSwitch())
        except (CancelledError, FailedError):
            raise
        except Exception as error:
            if stop is not None and stop.is_thrown:
                raise CancelledError from error
            if not (self._on_cuda and _is_out_of_memory(error)):
                raise FailedError(
                    ErrorCode.MODEL_RUN_FAILED, model=self._path.parent.name, reason=type(error).__name__
                ) from error
        # outside the handler: its traceback would keep the buffers of the failed run alive
        return self._run_smaller(name, batch, output, stop)

    def _run(
        self, name: str, batch: NDArray[np.float32], output: str, stop: StopSwitch
    ) -> NDArray[np.float32]:
        options = _onnxruntime().RunOptions()

        def end() -> None:
            options.terminate = True

        with stop.running(end):
            if self._on_cuda:
                return run_bound(_onnxruntime(), self._session, name, batch, output, options)
            result: NDArray[np.float32] = self._session.run([output], {name: batch}, run_options=options)[0]
        return result

    def _run_smaller(
        self, name: str, batch: NDArray[np.float32], output: str, stop: StopSwitch | None
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
        options.intra_op_num_threads = self._threads or usable_cpus()
        # a plan of the memory is kept for every size of image, and a run over the lungs has dozens of sizes
        options.enable_mem_pattern = False
        cuda = (_CUDA, {"use_tf32": "1" if self._tf32 else "0"})
        providers: list[Any] = [cuda, _CPU] if want_cuda else [_CPU]
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


def cuda_is_there() -> bool:
    """True when the runtime was built for CUDA and the machine shows an NVIDIA device."""
    if _CUDA not in _onnxruntime().get_available_providers():
        return False
    return os.name == "nt" or Path("/dev/nvidiactl").exists() or Path("/dev/dxg").exists()


def _is_out_of_memory(error: Exception) -> bool:
    text = str(error).lower()
    return "out of memory" in text or "failed to allocate" in text or "bfcarena" in text
