"""Which engine runs a model: the fastest at hand that gives the model's known result, else the next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.inference.engine import (
    CPU_NOTE,
    FALLBACK_NOTE,
    OPENVINO_DIFFERS_NOTE,
    OPENVINO_FAILED_NOTE,
    OPENVINO_MISSING_NOTE,
    Engine,
    EngineName,
)
from pmdesk.inference.engines.onnx_runtime import OnnxSession, cuda_is_there
from pmdesk.inference.engines.openvino_cpu import OpenVinoSession, cpu_has_bf16, openvino_is_there


@dataclass(frozen=True)
class _Candidate:
    """An engine to try.

    Parameters
    ----------
    open
        Loads the model.
    is_silent
        True where its failing needs no note: the result is then that of the usual precision.
    """

    open: Callable[[], Engine]
    is_silent: bool


def sound_engine(
    path: Path,
    device: str,
    preferred: EngineName,
    check: Callable[[Engine], None],
    threads: int | None = None,
) -> Engine:
    """The first engine that loads the model and passes its checks.

    On CUDA: TensorFloat-32, then float32. On the CPU: OpenVINO, where it is installed, in bfloat16 and then in float32,
    then ONNX Runtime. Lower precision is used only where ``check`` passes with it on this machine.

    Parameters
    ----------
    path
        The ``.onnx`` file.
    device
        ``"auto"``, ``"cuda"`` or ``"cpu"``.
    preferred
        ``"onnxruntime"`` leaves OpenVINO out; ``"openvino"`` says so in a note when it is not installed.
    check
        Shapes and the golden self-test; raises FailedError.

    Raises
    ------
    FailedError
        Not even ONNX Runtime loads the model or passes; the error is its own.
    """
    notes: list[str] = []
    if preferred == "openvino" and not openvino_is_there():
        notes.append(OPENVINO_MISSING_NOTE)
    for candidate in _faster(path, device, preferred, threads):
        try:
            engine = candidate.open()
            check(engine)
        except FailedError as error:
            if not candidate.is_silent:
                notes.append(_reason(error))
            continue
        break
    else:
        engine = OnnxSession(path, device, threads=threads)
        check(engine)
    engine.notes.extend(note for note in notes if note not in engine.notes)
    return engine


def _faster(path: Path, device: str, preferred: EngineName, threads: int | None) -> Iterator[_Candidate]:
    """Engines to try before plain ONNX Runtime, fastest first."""
    if device != "cpu" and cuda_is_there():
        yield _Candidate(partial(_tf32_session, path, device, threads), is_silent=True)
        return
    if preferred == "onnxruntime" or not openvino_is_there():
        return
    if cpu_has_bf16():
        yield _Candidate(partial(_openvino_session, path, device, threads, bf16=True), is_silent=True)
    yield _Candidate(partial(_openvino_session, path, device, threads, bf16=False), is_silent=False)


def _tf32_session(path: Path, device: str, threads: int | None) -> Engine:
    session = OnnxSession(path, device, threads=threads, tf32=True)
    if not session.device.startswith("CUDA"):
        raise FailedError(ErrorCode.MODEL_LOAD_FAILED, model=path.parent.name, reason="CUDA")
    return session


def _openvino_session(path: Path, device: str, threads: int | None, *, bf16: bool) -> Engine:
    session = OpenVinoSession(path, bf16=bf16, threads=threads)
    if device != "cpu":
        session.notes.append(FALLBACK_NOTE if device == "cuda" else CPU_NOTE)
    return session


def _reason(error: FailedError) -> str:
    return OPENVINO_DIFFERS_NOTE if error.code is ErrorCode.MODEL_SELFTEST_FAILED else OPENVINO_FAILED_NOTE
