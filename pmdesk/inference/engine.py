"""What every runtime of packaged networks has in common: the interface, the notes, and the switch that ends a run."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import CancelledError

EngineName = Literal["auto", "onnxruntime", "openvino"]

FALLBACK_NOTE = "device.cpu_fallback"
"""CUDA was asked for and the model runs on the CPU."""
CPU_NOTE = "device.cpu"
"""No CUDA device was found; the model runs on the CPU, which takes longer."""
SMALLER_BATCH_NOTE = "device.smaller_batch"
"""The GPU's memory was too small for the usual batch."""
OPENVINO_MISSING_NOTE = "engine.openvino_missing"
"""OpenVINO was asked for and is not installed; ONNX Runtime took its place."""
OPENVINO_FAILED_NOTE = "engine.openvino_failed"
"""OpenVINO could not load or run the model; ONNX Runtime took its place."""
OPENVINO_DIFFERS_NOTE = "engine.openvino_differs"
"""OpenVINO did not give the known result of the model's self-test; ONNX Runtime took its place."""


class Engine(Protocol):
    """One loaded model on one device.

    ``notes`` holds codes of what a reader must see about where and how the model runs; a run may add to them.
    """

    notes: list[str]

    @property
    def device(self) -> str:
        """Where the model really runs, for example ``"CPU"``, ``"CPU (OpenVINO)"`` or ``"CUDA"``."""
        ...

    @property
    def one_at_a_time(self) -> bool:
        """True where a batch of one is as fast as a larger one, and takes less memory."""
        ...

    @property
    def inputs(self) -> dict[str, tuple[Any, ...]]:
        """Names and shapes of the inputs; free axes are no numbers."""
        ...

    @property
    def outputs(self) -> dict[str, tuple[Any, ...]]:
        """Names and shapes of the outputs."""
        ...

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
            The run failed, and no slower way was left.
        """
        ...


class StopSwitch:
    """Ends a run from another thread, now and for every later run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None
        self.is_thrown = False

    def throw(self) -> None:
        with self._lock:
            self.is_thrown = True
            if self._end is not None:
                self._end()

    @contextlib.contextmanager
    def running(self, end: Callable[[], None]) -> Iterator[None]:
        """While a run lasts that ``end`` ends; raises CancelledError when the switch was thrown before."""
        with self._lock:
            if self.is_thrown:
                raise CancelledError
            self._end = end
        try:
            yield
        finally:
            with self._lock:
                self._end = None


def usable_cpus() -> int:
    """CPUs that this process may use; a container or a batch system often grants fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
