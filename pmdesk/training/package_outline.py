"""From the weights of an outline run to a package."""

from pathlib import Path
from typing import Any

import torch

from pmdesk.training.export import (
    INPUT_NAME,
    OUTPUT_NAME,
    export_onnx,
    reference_probability,
    size_multiple,
)
from pmdesk.training.golden import golden_slices
from pmdesk.training.nodule_segmentation import TrainingConfig
from pmdesk.training.package_folder import (
    DATA_LICENSE,
    LIDC_CITATION,
    REQUIRES,
    TABLES_BEGIN,
    TABLES_END,
    training_data,
    write_folder,
)

MODEL_ID = "lung-nodule-outline-2.5d"
ROUNDS = 2
FLIPS = False
"""On the validation patients mirrored crops brought nothing."""


def write_outline_package(
    folder: Path,
    *,
    version: str,
    config: TrainingConfig,
    weights: Path,
    patients: int,
    mask: float,
    chosen: str,
    notes: str = "",
) -> None:
    """Write the package; its figures come from ``pmdesk model evaluate`` afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    export_onnx(config, weights, folder / "model.onnx")
    batch = golden_slices(config.samples())
    expected = reference_probability(config, weights, batch)
    iterations = int(torch.load(weights, weights_only=True)["iteration"])
    manifest = _manifest(version, config, patients, mask, chosen)
    card = _card(version, config, patients, iterations, mask, chosen, notes)
    write_folder(folder, manifest, card, DATA_LICENSE, (batch, expected))


def _manifest(
    version: str, config: TrainingConfig, patients: int, mask: float, chosen: str
) -> dict[str, Any]:
    data, network = config.data, config.network
    return {
        "id": MODEL_ID,
        "version": version,
        "task": "lung-nodule-outline",
        "title": {
            "en": "Lung nodule outline (2.5D U-Net, zoomed)",
            "zh": "肺结节精细勾画（2.5D U-Net，局部放大）",
        },
        "intended_use": {
            "en": "Draws the outline of a nodule that was found or marked on chest CT of adults again, in a crop "
            "on it.",
            "zh": "对成人胸部 CT 上已发现或已标记的结节，在局部放大图像上重新勾画轮廓。",
        },
        "not_for": [
            {
                "en": "Not for finding nodules: it outlines what lies in the middle of the crop, nodule or not.",
                "zh": "不用于检测结节：无论是否为结节，均勾画图像中央的结构。",
            },
            {
                "en": "Not for masses with collapse or effusion, for other organs, or for images other than CT.",
                "zh": "不用于合并肺不张或胸腔积液的肿块，不用于其他器官，不用于非 CT 图像。",
            },
        ],
        "requires": dict(REQUIRES),
        "input": {
            "name": INPUT_NAME,
            "axes": ["batch", "slice", "row", "col"],
            "dtype": "float32",
            "range": [0.0, 1.0],
            "size_multiple": size_multiple(config),
        },
        "window": {"op": "window", "low_hu": data["window_hu"][0], "high_hu": data["window_hu"][1]},
        "neighbour_slices": {
            "op": "neighbour_slices",
            "count": network["slices"],
            "spacing_mm": data["neighbour_mm"],
            "edge": "repeat",
        },
        "crop": {"pixels": data["crop_px"], **data["zoom"]},
        "rounds": ROUNDS,
        "flips": FLIPS,
        "mask": {"value": mask, "chosen": chosen},
        "output": {
            "name": OUTPUT_NAME,
            "axes": ["batch", "channel", "row", "col"],
            "activation": "sigmoid",
            "label": {
                "scheme": "SCT",
                "code": "427359005",
                "text": {"en": "Solitary nodule of lung", "zh": "肺结节"},
            },
        },
        "training": training_data("LIDC-IDRI, nodules outlined by three or four of four readers", patients),
    }


def _card(
    version: str,
    config: TrainingConfig,
    patients: int,
    iterations: int,
    mask: float,
    chosen: str,
    notes: str,
) -> str:
    zoom = config.data["zoom"]
    return f"""# Lung nodule outline, version {version}

A residual 2.5D U-Net on a crop of {config.data["crop_px"]} x {config.data["crop_px"]} pixels around one nodule:
{config.network["slices"]} axial slices about {config.data["neighbour_mm"]} mm apart in, the nodule probability of the
middle slice out. The pixel size follows the nodule: its diameter over {zoom["pixels_across"]:g}, from
{zoom["min_mm"]:g} to {zoom["max_mm"]:g} mm. Place and size come from the outline before, {ROUNDS} times; the
probability is cut at {mask:.2f} ({chosen}). For research use; not a cleared medical device.

## Use
Draws the outline of a nodule that was found or marked, for a reader who reviews it. It outlines what lies in the
middle of the crop, nodule or not: it does not find nodules.

## Training
{LIDC_CITATION}. {patients} patients, nodules outlined by three or four readers. It began with the weights of
lung-nodule-segmentation-2.5d 0.1.0; {iterations} iterations of {config.train["batch"]} crops, exponential average of
the weights. Configuration sha256 {config.sha256}.

## Figures
{TABLES_BEGIN}
{TABLES_END}

{notes}
## Limits
- Readers' outlines, no pathology. Truth is at least half of three or four readers.
- The nodule must fit the crop: masses over about 90 mm are cut.
- Slices thicker than 5 mm are outside most of the training.
"""
