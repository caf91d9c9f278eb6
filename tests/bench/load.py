"""Loading 400 slices: ours beside SimpleITK's series reader and a raw read of the same bytes, in one run.

The rounds are interleaved, so that what else the machine does falls on all alike; medians are compared.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from pmdesk.core.progress import NullContext
from pmdesk.imaging.catalog import Catalog, scan
from pmdesk.imaging.dicom_writer import write_ct_series
from pmdesk.imaging.loader import SlicePreview, load_series
from tests.helpers.dicom_factory import axial_affine, small_volume

SLICES, SIZE = 400, 512
GOAL_OF_SIMPLEITK, GOAL_OF_RAW, GOAL_FIRST_IMAGE = 0.15, 3.0, 0.15


def make_series(folder: Path, slices: int = SLICES) -> list[Path]:
    """400 uncompressed explicit little endian CT files of noise, like a thin-slice chest CT in size."""
    values = np.random.default_rng(1).integers(-1000, 1500, (slices, SIZE, SIZE), dtype=np.int16)
    volume = small_volume(values=values, affine=axial_affine((0.75, 0.7, 0.7)), seed="bench")
    return write_ct_series(volume, folder)


def raw_read(paths: list[Path]) -> None:
    """Read every byte into one buffer: what no reader can beat."""
    sizes = [path.stat().st_size for path in paths]
    buffer = memoryview(np.empty(sum(sizes), dtype=np.uint8).data)
    at = 0
    for path, size in zip(paths, sizes, strict=True):
        with path.open("rb", buffering=0) as file:
            file.readinto(buffer[at : at + size])
        at += size


def simpleitk_read(folder: Path) -> None:
    import SimpleITK as sitk

    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
    reader.Execute()


def our_read(folder: Path) -> tuple[float, float, float]:
    """Scan and load; seconds for the scan, for the load, and from the start of the load to the first image."""
    begin = time.perf_counter()
    catalog: Catalog = scan([folder], NullContext())
    scanned = time.perf_counter()
    first: list[float] = []

    def on_preview(preview: SlicePreview) -> None:
        first.append(time.perf_counter())

    volume = load_series(catalog.series[0], NullContext(), on_preview)
    end = time.perf_counter()
    assert volume.shape[1:] == (SIZE, SIZE)
    return scanned - begin, end - scanned, first[0] - scanned


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _peak_bytes(folder: Path) -> tuple[int, int]:
    """Peak resident memory of a process that loads the series, and of one that only imports what that needs.

    From /proc (zero where there is none): a child's ru_maxrss begins at its parent's.
    """
    if not Path("/proc/self/status").exists():
        return 0, 0
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.bench.load import our_read\n"
        "if sys.argv[1]: our_read(Path(sys.argv[1]))\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) * 1024)"
    )
    peaks = [
        int(subprocess.run([sys.executable, "-c", program, argument], check=True, capture_output=True).stdout)
        for argument in (str(folder), "")
    ]
    return peaks[0], peaks[1]


def run(argv: list[str]) -> int:
    """Run the benchmark; 0 whatever it measures: goals are judged by people."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench load", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--rounds", type=int, default=7, help="repeats of each reader")
    parser.add_argument("--slices", type=int, default=SLICES)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="pmdesk-bench-") as temporary:
        folder = Path(temporary)
        paths = make_series(folder, arguments.slices)
        simpleitk_read(folder)
        our_read(folder)
        raw, sitk_times, ours = [], [], []
        for _ in range(arguments.rounds):
            raw.append(_timed(lambda: raw_read(paths)))
            ours.append(our_read(folder))
            sitk_times.append(_timed(lambda: simpleitk_read(folder)))
        peak, baseline = _peak_bytes(folder)
    report = _report(raw, sitk_times, ours, arguments.slices, peak - baseline)
    print(json.dumps(report, indent=2) if arguments.json else _words(report))
    return 0


def _report(
    raw: list[float],
    sitk_times: list[float],
    ours: list[tuple[float, float, float]],
    slices: int,
    peak_bytes: int,
) -> dict[str, object]:
    raw_ms = statistics.median(raw) * 1e3
    sitk_ms = statistics.median(sitk_times) * 1e3
    scan_ms = statistics.median(scan_s for scan_s, _, _ in ours) * 1e3
    load_ms = statistics.median(load_s for _, load_s, _ in ours) * 1e3
    total_ms = statistics.median(scan_s + load_s for scan_s, load_s, _ in ours) * 1e3
    of_load = statistics.median(first / load_s for _, load_s, first in ours)
    of_total = statistics.median((scan_s + first) / (scan_s + load_s) for scan_s, load_s, first in ours)
    voxel_bytes = slices * SIZE * SIZE * 2
    return {
        "slices": slices,
        "rounds": len(raw),
        "raw_read_ms": round(raw_ms, 1),
        "simpleitk_ms": round(sitk_ms, 1),
        "scan_ms": round(scan_ms, 1),
        "load_ms": round(load_ms, 1),
        "scan_and_load_ms": round(total_ms, 1),
        "ratio_to_simpleitk": round(total_ms / sitk_ms, 3),
        "ratio_to_raw_read": round(total_ms / raw_ms, 2),
        "first_image_share_of_load": round(of_load, 3),
        "first_image_share_of_scan_and_load": round(of_total, 3),
        "peak_memory_mb": round(peak_bytes / 1e6, 1),
        "peak_memory_of_voxels": round(peak_bytes / voxel_bytes, 2),
        "goals": {
            "ratio_to_simpleitk": GOAL_OF_SIMPLEITK,
            "ratio_to_raw_read": GOAL_OF_RAW,
            "first_image_share_of_load": GOAL_FIRST_IMAGE,
        },
    }


def _words(report: dict[str, object]) -> str:
    return "\n".join(f"{name:36} {value}" for name, value in report.items())


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
