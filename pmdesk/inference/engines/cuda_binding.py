"""A run with its input and output bound to the GPU: one copy there, one copy back, nothing in between."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_DEVICE = 0


def run_bound(
    runtime: Any, session: Any, name: str, batch: NDArray[np.float32], output: str, options: Any
) -> NDArray[np.float32]:
    """Run a session on CUDA with IO binding.

    Parameters
    ----------
    runtime, session
        The module ``onnxruntime``, and a session of it on CUDA.
    batch
        (batch, ...) float32.
    options
        Run options; setting ``terminate`` on them ends the run.

    Returns
    -------
    numpy.ndarray
        The output, float32, in the computer's own memory.
    """
    binding = session.io_binding()
    given = runtime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(batch), "cuda", _DEVICE)
    binding.bind_ortvalue_input(name, given)
    binding.bind_output(output, "cuda", _DEVICE)
    session.run_with_iobinding(binding, options)
    result: NDArray[np.float32] = binding.copy_outputs_to_cpu()[0]
    return result
