"""Time and memory of the whole-CT run, by engine, against the same network in torch on the same slices.

::

    python -m tests.bench inference [--slices N] [--threads N] [--package DIR] [--config FILE] [--json]

The CT is the synthetic thorax, 275 mm high in N slices; times are given for 300 slices as well. Engines take turns,
slice by slice, so that what else runs on the machine slows all of them; CPU seconds are less moved by it.

- network: the network alone, on the slices as the product prepares and crops them.
- whole box: the network alone in torch, on slices of the box of both lungs, without the product's cropping.
- run: lungs found, slices prepared, network run, map brought back: what a user waits for.
- memory: the most that the process held during a run over 300 slices, CT and network included, against the CT.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.core.paths import models_dir
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Volume
from pmdesk.imaging.phantom import ThoraxSpec, make_thorax
from pmdesk.inference.engine import Engine, usable_cpus
from pmdesk.inference.engines.onnx_runtime import OnnxSession
from pmdesk.inference.engines.openvino_cpu import OpenVinoSession, openvino_is_there
from pmdesk.inference.lung_mask import LungMask, find_lungs
from pmdesk.inference.manifest import read_manifest
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.postprocess import candidates
from pmdesk.inference.sliding_window import run_over_lungs

PACKAGE = "lung-nodule-segmentation-2.5d"
HEIGHT_MM, PIXEL_MM = 275.0, 0.7
FULL = 300
SEED = 3
WHOLE_BOX_EVERY = 6
GOAL_RUN_S, GOAL_RATIO = 90.0, 0.5

Forward = Callable[[NDArray[np.float32]], Any]


@dataclass
class Timed:
    """Seconds and CPU seconds of a sequence of calls."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0

    def call(self, work: Callable[[], Any]) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.seconds += time.perf_counter() - wall
        self.cpu_seconds += time.process_time() - cpu
        return result


@dataclass
class Recorder:
    """An engine that computes nothing and keeps what it was given."""

    notes: list[str] = field(default_factory=list)
    batches: list[NDArray[np.float32]] = field(default_factory=list)
    device: str = "none"
    one_at_a_time: bool = True
    inputs: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    outputs: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def run(
        self, name: str, batch: NDArray[np.float32], output: str, stop: Any = None
    ) -> NDArray[np.float32]:
        self.batches.append(batch)
        return np.full((len(batch), 1, *batch.shape[2:]), -9, np.float32)


@dataclass(frozen=True)
class WholeBox:
    """The lungs as a region that is not cropped slice by slice; every n-th slice of it."""

    lungs: LungMask
    every: int

    def box(self, margin_mm: float) -> tuple[slice, slice, slice]:
        return self.lungs.box(margin_mm)

    def plane_box(self, index: int, margin_mm: float) -> tuple[slice, slice] | None:
        if index % self.every or not self.lungs.has_lung(index):
            return None
        _, rows, cols = self.lungs.box(margin_mm)
        return rows, cols


@dataclass(frozen=True)
class EverySo(WholeBox):
    """Cropped as the product does, every n-th slice."""

    def plane_box(self, index: int, margin_mm: float) -> tuple[slice, slice] | None:
        return None if index % self.every else self.lungs.plane_box(index, margin_mm)


def engines(package: Path, threads: int) -> dict[str, Engine]:
    """The engines at hand, float32."""
    model = package / "model.onnx"
    found: dict[str, Engine] = {"onnxruntime": OnnxSession(model, "cpu", threads=threads)}
    if openvino_is_there():
        found["openvino"] = OpenVinoSession(model, threads=threads)
        found["openvino-bf16"] = OpenVinoSession(model, bf16=True, threads=threads)
    return found


def torch_networks(package: Path, config: Path | None, threads: int) -> dict[str, Forward]:
    """The same network in torch, by precision; none where torch is not installed."""
    try:
        import torch
    except ImportError:
        return {}
    from pmdesk.training.nodule_segmentation import DEFAULT_CONFIG, read_config
    from pmdesk.training.onnx_weights import load_onnx_weights

    torch.set_num_threads(threads)
    network = read_config(config or DEFAULT_CONFIG).build_network()
    load_onnx_weights(network, package / "model.onnx")
    network.eval().to(memory_format=torch.channels_last)

    def forward(batch: NDArray[np.float32], *, bf16: bool) -> Any:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            given = torch.from_numpy(np.ascontiguousarray(batch)).contiguous(
                memory_format=torch.channels_last
            )
            return network(given)

    return {
        "torch-float32": lambda batch: forward(batch, bf16=False),
        "torch-bfloat16": lambda batch: forward(batch, bf16=True),
    }


def time_networks(forwards: dict[str, Forward], batches: list[NDArray[np.float32]]) -> dict[str, Timed]:
    """Each network over the same batches, taking turns; the first batch is run once before."""
    times = {name: Timed() for name in forwards}
    for forward in forwards.values():
        forward(batches[0])
    for batch in batches:
        for name, forward in forwards.items():
            times[name].call(lambda forward=forward, batch=batch: forward(batch))
    return times


def recorded(volume: Volume, region: Any, manifest: Any, folder: Path) -> list[NDArray[np.float32]]:
    """What the network is given over a region."""
    recorder = Recorder()
    run_over_lungs(volume, region, LoadedModel(folder, manifest, recorder), NullContext())
    return recorder.batches


def measure(package: Path, config: Path | None, slices: int, threads: int) -> dict[str, Any]:
    """All figures."""
    manifest = read_manifest(package)
    spec = ThoraxSpec(shape=(slices, 512, 512), spacing_mm=(HEIGHT_MM / slices, PIXEL_MM, PIXEL_MM))
    volume = make_thorax(spec, seed=SEED).volume
    lungs = find_lungs(volume)
    if lungs is None:
        raise ValueError("the phantom has no lungs")
    name, output = manifest.input.name, manifest.output.name
    at_hand = engines(package, threads)
    networks: dict[str, Forward] = {
        key: lambda batch, engine=engine: engine.run(name, batch, output) for key, engine in at_hand.items()
    }
    in_torch = torch_networks(package, config, threads)
    cropped = recorded(volume, lungs, manifest, package)
    alone = time_networks(networks | in_torch, cropped)
    scale = FULL / slices
    result: dict[str, Any] = {
        "slices": slices,
        "slices_with_lung": len(cropped),
        "threads": threads,
        "network_s": {key: timed.seconds for key, timed in alone.items()},
        "network_cpu_s": {key: timed.cpu_seconds for key, timed in alone.items()},
        "run_s": {},
        "run_s_per_300": {},
        "run_cpu_s_per_300": {},
        "peak_memory_ratio": {},
    }
    for key, engine in at_hand.items():
        loaded = LoadedModel(package, manifest, engine)
        timed = Timed()
        timed.call(lambda loaded=loaded: _whole_run(volume, loaded))
        result["run_s"][key] = timed.seconds
        result["run_s_per_300"][key] = timed.seconds * scale
        result["run_cpu_s_per_300"][key] = timed.cpu_seconds * scale
        result["peak_memory_ratio"][key] = peak_memory(volume, package, key)
    if in_torch:
        result |= _torch_figures(
            volume, lungs, manifest, package, in_torch, alone, result["run_cpu_s_per_300"], slices
        )
    return result


def _torch_figures(
    volume: Volume,
    lungs: LungMask,
    manifest: Any,
    package: Path,
    in_torch: dict[str, Forward],
    alone: dict[str, Timed],
    runs_cpu_s: dict[str, float],
    slices: int,
) -> dict[str, Any]:
    """Ratios in CPU seconds, and torch over the whole box."""
    sample = recorded(volume, WholeBox(lungs, WHOLE_BOX_EVERY), manifest, package)
    whole = time_networks({"torch-float32": in_torch["torch-float32"]}, sample)["torch-float32"]
    with_lung = sum(lungs.has_lung(index) for index in range(slices))
    box_cpu_s = whole.cpu_seconds / len(sample) * with_lung / slices * FULL
    base = alone["torch-float32"].cpu_seconds
    return {
        "torch_whole_box_cpu_s_per_300": box_cpu_s,
        "network_ratio_to_torch": {
            key: timed.cpu_seconds / base for key, timed in alone.items() if key not in in_torch
        },
        "run_ratio_to_torch_whole_box": {key: value / box_cpu_s for key, value in runs_cpu_s.items()},
    }


def _whole_run(volume: Volume, model: LoadedModel[Any]) -> None:
    lungs = find_lungs(volume)
    assert lungs is not None
    manifest = model.manifest
    found = run_over_lungs(volume, lungs, model, NullContext())
    candidates(volume, found, lungs, manifest.components, manifest.inside_lungs, manifest.shape_limits)


def peak_memory(volume: Volume, package: Path, engine: str) -> float | None:
    """Most memory of a run in a process of its own, the CT included, against the CT; None where it cannot be read."""
    if not Path("/proc/self/statm").exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume.npz"
        np.savez(path, array=volume.array, affine=volume.geometry.affine)
        command = [
            sys.executable,
            "-m",
            "tests.bench",
            "inference",
            "--memory-of",
            str(path),
            "--engine",
            engine,
        ]
        done = subprocess.run(
            [*command, "--package", str(package)], capture_output=True, text=True, check=True
        )
    return float(done.stdout)


def _memory_ratio(path: Path, package: Path, engine: str) -> float:
    """In the child: the CT of 300 slices, the network on every tenth slice of it."""
    with np.load(path) as stored:
        array, affine = stored["array"], stored["affine"].copy()
    times = max(1, round(FULL / len(array)))
    affine[:, 0] /= times
    array = np.repeat(array, times, axis=0)
    made = make_thorax(
        ThoraxSpec(shape=(2, 16, 16), spacing_mm=(100.0, 20.0, 20.0), nodules=()), seed=SEED
    ).volume
    geometry = VolumeGeometry(array.shape, affine, FrameOfReferenceUid("bench"))
    volume = replace(made, array=array, geometry=geometry, sop_instance_uids=(), frame_numbers=())
    model = LoadedModel(package, read_manifest(package), engines(package, 1)[engine])
    manifest = model.manifest
    before = _resident()
    with PeakWatch() as peak:
        lungs = find_lungs(volume)
        assert lungs is not None
        found = run_over_lungs(volume, EverySo(lungs, 10), model, NullContext())
        candidates(volume, found, lungs, manifest.components, manifest.inside_lungs, manifest.shape_limits)
    # the CT may not all have been touched before: it is counted once, in full
    return 1 + (peak.highest - before) / array.nbytes


class PeakWatch:
    """The highest resident memory while it lasts, looked at every few milliseconds."""

    def __init__(self) -> None:
        self.highest = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._done.wait(0.004):
            self.highest = max(self.highest, _resident())

    def __enter__(self) -> "PeakWatch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def run(argv: list[str]) -> int:
    """Entry of ``python -m tests.bench inference``."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench inference", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--slices", type=int, default=60)
    parser.add_argument("--threads", type=int, default=usable_cpus())
    parser.add_argument("--package", type=Path, default=models_dir() / PACKAGE)
    parser.add_argument("--config", type=Path, help="training configuration of the package's network")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.memory_of:
        print(_memory_ratio(arguments.memory_of, arguments.package, arguments.engine))
        return 0
    result = measure(arguments.package, arguments.config, arguments.slices, arguments.threads)
    if arguments.json:
        print(json.dumps(result, indent=1))
    else:
        _show(result)
    return 0


def _show(result: dict[str, Any]) -> None:
    print(f"{result['slices']} slices, {result['slices_with_lung']} with lung, {result['threads']} threads\n")
    print("network alone            s    CPU s   to torch float32")
    ratios = result.get("network_ratio_to_torch", {})
    for key, seconds in result["network_s"].items():
        ratio = f"{ratios[key]:10.2f}" if key in ratios else ""
        print(f"{key:18}{seconds:8.1f}{result['network_cpu_s'][key]:9.1f}{ratio}")
    print("\nrun, for 300 slices      s    CPU s   to torch on the whole box   memory / CT")
    ratios = result.get("run_ratio_to_torch_whole_box", {})
    for key, seconds in result["run_s_per_300"].items():
        ratio = f"{ratios[key]:10.2f}" if key in ratios else " " * 10
        memory = result["peak_memory_ratio"][key]
        shown = "not known" if memory is None else f"{memory:.2f}"
        print(f"{key:18}{seconds:8.1f}{result['run_cpu_s_per_300'][key]:9.1f}{ratio}{shown:>32}")
    if "torch_whole_box_cpu_s_per_300" in result:
        print(f"{'torch, whole box':26}{result['torch_whole_box_cpu_s_per_300']:9.1f}")
    print(f"\ngoal: {GOAL_RUN_S:.0f} s for 300 slices on 2 cores, ratio to torch under {GOAL_RATIO}")
