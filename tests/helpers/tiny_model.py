"""A model package made on the spot: its network marks what is denser than a threshold on the middle slice."""

import hashlib
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np

from tests.helpers import onnx_bytes

SLICES = 5
WINDOW_HU = (-1000.0, 300.0)
PIXEL_MM = 0.7
NEIGHBOUR_MM = 2.0
MARKS_ABOVE_HU = -300.0
STEEPNESS = 40.0


def convolution_onnx(weight: np.ndarray, bias: float, *, outputs: int = 1) -> bytes:
    """An ONNX model of one 1x1 convolution: (batch, slice, row, col) in, (batch, outputs, row, col) out."""
    kernel = np.broadcast_to(weight.reshape(1, -1, 1, 1), (outputs, weight.size, 1, 1))
    return onnx_bytes.model(
        [onnx_bytes.node("Conv", ("slices", "weight", "bias"), "logits")],
        {"weight": kernel, "bias": np.full(outputs, bias)},
        ("slices", ("batch", int(weight.size), "rows", "cols")),
        ("logits", ("batch", outputs, "rows", "cols")),
    )


def marking_onnx(
    *, slices: int = SLICES, outputs: int = 1, looks_at: int | None = None, above_hu: float = MARKS_ABOVE_HU
) -> bytes:
    """The network: logit = steepness x (slice `looks_at`, else the middle one, - threshold), in units of the window."""
    weight = np.zeros(slices)
    weight[slices // 2 if looks_at is None else looks_at] = STEEPNESS
    low, high = WINDOW_HU
    return convolution_onnx(weight, -STEEPNESS * (above_hu - low) / (high - low), outputs=outputs)


def manifest_of(folder: Path, **changes: Any) -> dict[str, Any]:
    """A valid manifest for the files in `folder`, top-level keys replaced by `changes`."""
    text = {"en": "made for a test", "zh": "用于测试"}
    threshold = {"value": 0.5, "chosen": "by hand"}
    manifest = {
        "schema_version": 1,
        "id": "tiny-marker",
        "version": "1.0.0",
        "task": "lung-nodule-segmentation",
        "title": text,
        "intended_use": text,
        "not_for": [text],
        "requires": {
            "modality": "CT",
            "unit": "[hnsf'U]",
            "body_part": "chest",
            "min_slices": 5,
            "warn_slice_spacing_mm": 5.0,
            "max_slice_spacing_mm": 10.0,
            "min_age_years": 18,
        },
        "model": "model.onnx",
        "input": {
            "name": "slices",
            "axes": ["batch", "slice", "row", "col"],
            "dtype": "float32",
            "range": [0.0, 1.0],
            "size_multiple": 16,
        },
        "preprocessing": [
            {"op": "window", "low_hu": WINDOW_HU[0], "high_hu": WINDOW_HU[1]},
            {"op": "resample_in_plane", "spacing_mm": PIXEL_MM, "interpolation": "linear"},
            {"op": "neighbour_slices", "count": SLICES, "spacing_mm": NEIGHBOUR_MM, "edge": "repeat"},
        ],
        "sliding_window": {"batch_slices": 4, "margin_mm": 10.0},
        "output": {
            "name": "logits",
            "axes": ["batch", "channel", "row", "col"],
            "activation": "sigmoid",
            "label": {"scheme": "SCT", "code": "427359005", "text": text},
        },
        "postprocessing": [
            {
                "op": "connected_components",
                "mask": threshold,
                "candidate": threshold,
                "min_diameter_mm": 3.0,
            },
            {"op": "inside_lungs", "min_overlap": 0.3, "min_lung_contact": 0.0, "chosen": "by hand"},
            {"op": "shape_limits", "max_elongation": 3.2, "max_flatness": 3.0, "chosen": "by hand"},
        ],
        "training": {
            "name": "none",
            "licence": "none",
            "citation": "none",
            "patients": 1,
            "population": text,
            "split": "none",
        },
        "evaluation": [],
        "golden": {"input": "golden/input.npy", "output": "golden/output.npy", "max_difference": 0.001},
        "files": {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != "manifest.json"
        },
    }
    return manifest | changes


def write_manifest(folder: Path, *, whole: dict[str, Any] | None = None, **changes: Any) -> None:
    """Write the manifest for what lies in `folder`: a whole one, or that of :func:`manifest_of`."""
    manifest = manifest_of(folder, **changes) if whole is None else whole
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def write_tiny_package(folder: Path, *, looks_at: int = SLICES // 2) -> Path:
    """Write the whole package into `folder` and return it; its network looks at one of the neighbouring slices."""
    (folder / "golden").mkdir(parents=True)
    (folder / "model.onnx").write_bytes(marking_onnx(looks_at=looks_at))
    given = np.linspace(0, 1, SLICES * 16 * 16, dtype=np.float32).reshape(1, SLICES, 16, 16)
    low, high = WINDOW_HU
    logits = STEEPNESS * (given[:, looks_at] - (MARKS_ABOVE_HU - low) / (high - low))
    np.save(folder / "golden" / "input.npy", given)
    np.save(folder / "golden" / "output.npy", (1 / (1 + np.exp(-logits))).astype(np.float32))
    write_manifest(folder)
    return folder


def float_bytes(value: float) -> bytes:
    """Four bytes of a float as they stand in the file, to find and spoil them."""
    return struct.pack("<f", value)
