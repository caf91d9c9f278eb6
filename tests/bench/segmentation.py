"""Measure a model package against the readers of LIDC-IDRI, through the product's own resampling and runtime.

::

    python -m tests.bench segmentation --data DIR [--package DIR] [--fold N] [--json]

``DIR`` holds ``slices.csv`` and ``stacks.zip``. The thresholds are those of the package; nothing is chosen here.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.paths import models_dir
from pmdesk.inference.package import LoadedModel, load_package
from pmdesk.inference.sliding_window import LinearResampling, neighbour_stride
from pmdesk.training.evaluation import SegmentationReport, evaluate_stacks
from pmdesk.training.lidc import NoduleStack, read_stacks

PACKAGE = "lung-nodule-segmentation-2.5d"
TEST_FOLD = 0


def probability(model: LoadedModel, stack: NoduleStack) -> NDArray[np.float32]:
    """Nodule probability of every pixel of a stack, (slice, row, col); its ends repeat their last slice."""
    manifest = model.manifest
    count, size, _ = stack.hu.shape
    pitch, multiple = manifest.resample.spacing_mm, manifest.input.size_multiple
    width = multiple * max(1, int(np.ceil(size * stack.pixel_spacing_mm / pitch / multiple)))
    there = LinearResampling.between(size, stack.pixel_spacing_mm, width, pitch)
    back = LinearResampling.between(width, pitch, size, stack.pixel_spacing_mm)
    low, high = manifest.window.low_hu, manifest.window.high_hu
    values = np.clip((stack.hu.astype(np.float32) - low) / (high - low), 0.0, 1.0).astype(np.float32)
    slices = there.cols(there.rows(values))
    half = manifest.neighbours.count // 2
    steps = neighbour_stride(stack.slice_spacing_mm, manifest.neighbours.spacing_mm) * np.arange(
        -half, half + 1
    )
    order = np.clip(np.arange(count)[:, None] + steps, 0, count - 1)
    maps = [model.probability(slices[part]) for part in np.array_split(order, -(-count // 8))]
    return back.cols(back.rows(np.concatenate(maps)))


def measure(package: Path, data: Path, fold: int) -> SegmentationReport:
    """Figures of one fold."""
    model = load_package(package, "cpu")
    stacks = read_stacks(data, folds=[fold])
    components = model.manifest.components
    return evaluate_stacks(
        stacks,
        [probability(model, stack) for stack in stacks],
        components.mask.value,
        components.candidate.value,
    )


def run(argv: list[str]) -> int:
    """Entry of ``python -m tests.bench segmentation``."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench segmentation")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--package", type=Path, default=models_dir() / PACKAGE)
    parser.add_argument("--fold", type=int, default=TEST_FOLD)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    report = measure(arguments.package, arguments.data, arguments.fold)
    if arguments.json:
        sys.stdout.write(json.dumps(report.as_json(), indent=1) + "\n")
        return 0
    for name, figure in (
        ("mean 3D Dice", report.dice),
        ("readers among themselves", report.reader_dice),
        ("model against the same", report.model_against_readers),
        ("nodules found", report.sensitivity),
    ):
        low, high = figure.ci95
        sys.stdout.write(
            f"{name:26s}{figure.value:.3f}  [{low:.3f}-{high:.3f}]  n {figure.n}, {figure.patients} patients\n"
        )
    sys.stdout.write(f"false positives a stack   {report.false_positives_per_stack:.2f}\n")
    return 0
