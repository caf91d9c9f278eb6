"""Packages of the later nodule stages made on the spot: each network is one linear sum over its crop."""

from pathlib import Path
from typing import Any

import numpy as np

from pmdesk.core.characterisation import Trait
from pmdesk.core.nodule_crop import CropGrid, CropInput, Window
from tests.helpers import onnx_bytes
from tests.helpers.tiny_model import (
    NEIGHBOUR_MM,
    SLICES,
    STEEPNESS,
    WINDOW_HU,
    manifest_of,
    marking_onnx,
    write_manifest,
)

OUTLINE_ABOVE_HU = -300.0
CROP_WINDOW_HU = (-1000.0, 200.0)
CANDIDATE_GAIN, CANDIDATE_OFFSET, PEAK_WEIGHT = 8.0, -3.0, 0.1
LOOSEST, DEFAULT, STRICTEST = 0.25, 0.5, 0.8
FIRST_PEAK = 0.4
SPICULATED_FROM, SOLID_FROM, PART_SOLID_FROM = 3.0, 4.0, 2.5
SIMILAR_COUNT = 9
_PIXELS, _PIXEL_MM, _OFFSETS_MM = 24, 1.5, (-2.5, 0.0, 2.5)
_CORE = slice(_PIXELS // 2 - 2, _PIXELS // 2 + 2)
_MALIGNANCY_GAIN = (20.0, 24.0)
_MALIGNANCY_BIAS = (13.0, 15.0)


def judged_input(*, mask: bool) -> CropInput:
    """What the tiny candidate network (without mask) and the tiny malignancy network (with) are given."""
    return CropInput(
        CropGrid(_PIXELS, _PIXEL_MM, _OFFSETS_MM), (Window(*CROP_WINDOW_HU, 0, 3),), (1, 2) if mask else None
    )


def _linear_onnx(weight: np.ndarray, bias: np.ndarray) -> bytes:
    columns, channels, rows, cols = weight.shape
    return onnx_bytes.model(
        [
            onnx_bytes.node("Conv", ("crops", "weight", "bias"), "maps"),
            onnx_bytes.node("Flatten", ("maps",), "columns", axis=1),
        ],
        {"weight": weight, "bias": bias},
        ("crops", ("batch", channels, rows, cols)),
        ("columns", ("batch", columns)),
    )


def _write(folder: Path, network: bytes, given: np.ndarray, expected: np.ndarray) -> None:
    (folder / "golden").mkdir(parents=True)
    (folder / "model.onnx").write_bytes(network)
    np.save(folder / "golden" / "input.npy", given.astype(np.float32))
    np.save(folder / "golden" / "output.npy", expected.astype(np.float32))


def _write_linear(folder: Path, weight: np.ndarray, bias: np.ndarray) -> None:
    given = np.random.default_rng(1).uniform(-1, 1, (2, *weight.shape[1:])).astype(np.float32)
    _write(folder, _linear_onnx(weight, bias), given, np.einsum("ncij,kcij->nk", given, weight) + bias)


def _seal(folder: Path, replaced: dict[str, Any], changes: dict[str, Any]) -> Path:
    manifest = manifest_of(folder, **replaced)
    for name in ("preprocessing", "sliding_window", "postprocessing"):
        del manifest[name]
    write_manifest(folder, whole=manifest | changes)
    return folder


def _crop_parts(given: CropInput, columns: dict[str, list[int]]) -> dict[str, Any]:
    grid = given.grid
    return {
        "input": {
            "name": "crops",
            "axes": ["batch", "channel", "row", "col"],
            "dtype": "float32",
            "range": [-1.0, 1.0],
        },
        "crop": {
            "pixels": grid.pixels,
            "pixel_mm": grid.pixel_mm,
            "offsets_mm": list(grid.offsets_mm),
            "windows": [[item.low_hu, item.high_hu, item.first, item.last] for item in given.windows],
            "mask_slices": list(given.mask_slices) if given.mask_slices is not None else None,
        },
        "output": {"name": "columns", "axes": ["batch", "column"], "columns": columns},
    }


def write_tiny_outline(folder: Path, *, above_hu: float = OUTLINE_ABOVE_HU, **changes: Any) -> Path:
    """Outlines what is denser than ``above_hu``; ``changes`` replace keys of the manifest."""
    given = np.linspace(0, 1, SLICES * 16 * 16, dtype=np.float32).reshape(1, SLICES, 16, 16)
    low, high = WINDOW_HU
    logits = STEEPNESS * (given[:, SLICES // 2] - (above_hu - low) / (high - low))
    _write(folder, marking_onnx(above_hu=above_hu), given, 1 / (1 + np.exp(-logits)))
    replaced = {
        "id": "tiny-outline",
        "task": "lung-nodule-outline",
        "window": {"op": "window", "low_hu": low, "high_hu": high},
        "neighbour_slices": {
            "op": "neighbour_slices",
            "count": SLICES,
            "spacing_mm": NEIGHBOUR_MM,
            "edge": "repeat",
        },
        "crop": {"pixels": 64, "pixels_across": 32.0, "min_mm": 0.3, "max_mm": 1.5},
        "rounds": 2,
        "flips": False,
        "mask": {"value": 0.5, "chosen": "by hand"},
    }
    return _seal(folder, replaced, changes)


def write_tiny_candidate(folder: Path, **changes: Any) -> Path:
    """Two members whose mean logit is `CANDIDATE_GAIN` x the density (-1..1) of the middle 6 mm."""
    given = judged_input(mask=False)
    weight = np.zeros((2, given.channels, _PIXELS, _PIXELS))
    weight[0, 1, _CORE, _CORE] = 0.75 * CANDIDATE_GAIN / 16
    weight[1, 1, _CORE, _CORE] = 1.25 * CANDIDATE_GAIN / 16
    _write_linear(folder, weight, np.zeros(2))
    replaced = {
        "id": "tiny-candidate",
        "task": "lung-nodule-candidate",
        **_crop_parts(given, {"nodule": [0, 2]}),
        "first_peak": FIRST_PEAK,
        "probability": {"scale": 1.0, "offset": CANDIDATE_OFFSET, "chosen": "by hand"},
        "peak_weight": PEAK_WEIGHT,
        "froc": [
            {"false_positives_per_scan": rate, "threshold": score, "sensitivity": found, "nodules": 40}
            for rate, score, found in ((0.5, STRICTEST, 0.7), (2.0, DEFAULT, 0.85), (8.0, LOOSEST, 0.95))
        ],
        "froc_measured": "nowhere",
        "default_threshold": DEFAULT,
    }
    return _seal(folder, replaced, changes)


def write_tiny_malignancy(folder: Path, *, similar_traits: int = len(Trait), **changes: Any) -> Path:
    """Malignancy by the mean density of the crop, texture by that of its middle, spiculation by the mask's size.

    The two numbers of the embedding are the density of the middle and the size; the table of labelled nodules lies on
    the quarter circle between them.
    """
    given = judged_input(mask=True)
    traits = list(Trait)
    weight = np.zeros((2 + len(traits) + 2, given.channels, _PIXELS, _PIXELS))
    bias = np.zeros(len(weight))
    weight[:2, 1] = np.array(_MALIGNANCY_GAIN)[:, None, None] / _PIXELS**2
    bias[:2] = _MALIGNANCY_BIAS
    bias[2:9] = 2.0
    bias[2 + traits.index(Trait.CALCIFICATION)] = 9.0
    texture, spiculation = 2 + traits.index(Trait.TEXTURE), 2 + traits.index(Trait.SPICULATION)
    weight[texture, 1, _CORE, _CORE], bias[texture] = 2.0 / 16, 3.0
    # the mask comes as -1..1: a share of it is half of the sum and one half
    weight[spiculation, 3], bias[spiculation] = 10.0 / _PIXELS**2, 11.0
    weight[9, 1, _CORE, _CORE], bias[9] = 0.5 / 16, 0.5
    weight[10, 3], bias[10] = 2.5 / _PIXELS**2, 2.5
    _write_linear(folder, weight, bias)
    _write_similar(folder / "similar.npz", similar_traits)
    replaced = {
        "id": "tiny-malignancy",
        "task": "lung-nodule-malignancy",
        **_crop_parts(given, {"malignancy": [0, 2], "traits": [2, 9], "embedding": [9, 11]}),
        "probability": {"scale": 1.0, "log_diameter": 0.5, "offset": -1.0, "chosen": "by hand"},
        "traits": [trait.value for trait in traits],
        "similar": "similar.npz",
        "spiculated_from": SPICULATED_FROM,
        "solid_from": SOLID_FROM,
        "part_solid_from": PART_SOLID_FROM,
    }
    return _seal(folder, replaced, changes)


def _write_similar(path: Path, traits: int) -> None:
    """The table; with fewer traits their columns come first in the embedding."""
    angle = np.linspace(0, np.pi / 2, SIMILAR_COUNT)
    count = np.arange(SIMILAR_COUNT)
    np.savez_compressed(
        path,
        image=np.broadcast_to(count[:, None, None], (SIMILAR_COUNT, 48, 48)).astype(np.uint8),
        pixel_mm=np.float64(_PIXEL_MM),
        embedding=np.stack(
            [*[0 * angle] * (len(Trait) - traits), np.cos(angle), np.sin(angle)], axis=1
        ).astype(np.float16),
        nodule_id=100 + count,
        diameter_mm=5.0 + count,
        malignancy=1.0 + count / 2,
        readers=3 + count % 2,
        traits=np.full((SIMILAR_COUNT, traits), 2.0),
    )
