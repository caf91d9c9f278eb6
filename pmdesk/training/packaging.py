"""Making a model package: network, golden test, manifest, card, licence of the data."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from pmdesk.training.evaluation import Figure, SegmentationReport
from pmdesk.training.export import (
    INPUT_NAME,
    OUTPUT_NAME,
    export_onnx,
    reference_probability,
    size_multiple,
)
from pmdesk.training.golden import golden_slices
from pmdesk.training.nodule_segmentation import TrainingConfig

GOLDEN_PEAK = 0.5
"""A golden output without a nodule would test little."""
GOLDEN_DIFFERENCE = 0.002
"""Largest allowed difference of probabilities between torch and the runtime, on the CPU or a GPU: float32 sums in
another order."""
MODEL_ID = "lung-nodule-segmentation-2.5d"
EVALUATE_COMMAND = "python -m pmdesk.training package"
LIDC_CITATION = (
    "Armato SG III et al. The Lung Image Database Consortium (LIDC) and Image Database Resource Initiative (IDRI). "
    "Med Phys 2011;38:915-931. Data: TCIA, LIDC-IDRI, CC BY 3.0"
)


@dataclass(frozen=True)
class OperatingPoint:
    """Thresholds of the package and on how many validation patients they were chosen."""

    mask: float
    candidate: float
    patients: int


def write_package(
    folder: Path,
    *,
    version: str,
    config: TrainingConfig,
    weights: Path,
    iterations: int,
    training_patients: int,
    point: OperatingPoint,
    report: SegmentationReport,
    card_notes: str = "",
) -> None:
    """Write the whole package into ``folder``, replacing what was there.

    ``card_notes`` is Markdown that goes into the card before its limits: how the run went, what else was measured.

    The golden output is that of the trained network in torch: the self-test that runs whenever the package is
    loaded is thereby also the check that the exported model gives the same.

    Raises
    ------
    ValueError
        The weights see no nodule in the golden input, which would make the self-test empty.
    """
    (folder / "golden").mkdir(parents=True, exist_ok=True)
    export_onnx(config, weights, folder / "model.onnx")
    batch = golden_slices(config.samples())
    expected = reference_probability(config, weights, batch)
    if expected.max() < GOLDEN_PEAK:
        raise ValueError(f"the weights see no nodule in the golden input (peak {expected.max():.2f})")
    np.save(folder / "golden" / "input.npy", batch)
    np.save(folder / "golden" / "output.npy", expected)
    (folder / "DATA_LICENSE").write_text(
        "The network was trained on LIDC-IDRI, licensed CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/).\n"
        f"{LIDC_CITATION}.\n"
        "Background slices without nodules: LUNA16 (from LIDC-IDRI, CC BY 3.0) and COVID-CT-MD (Afshar P et al., "
        "Sci Data 2021;8:121; CC BY 4.0).\n"
        "The golden input is computed and shows no patient. The weights are licensed Apache-2.0.\n",
        encoding="utf-8",
    )
    (folder / "MODEL_CARD.md").write_text(
        model_card(version, config, iterations, training_patients, point, report, card_notes),
        encoding="utf-8",
    )
    manifest = _manifest(version, config, training_patients, point, report)
    manifest["files"] = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    (folder / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def _manifest(
    version: str,
    config: TrainingConfig,
    training_patients: int,
    point: OperatingPoint,
    report: SegmentationReport,
) -> dict[str, Any]:
    data, network = config.data, config.network
    split = f"LIDC-IDRI fold {data['test_fold']}, by patient, seen neither in training nor in any choice"
    chosen = f"best on {point.patients} validation patients of the training folds"

    def evaluation(metric: str, figure: Figure, subgroup: str = "") -> dict[str, Any]:
        return {
            "metric": metric,
            "value": round(figure.value, 4),
            "ci95": [round(bound, 4) for bound in figure.ci95],
            "n": figure.n,
            "patients": figure.patients,
            "split": split,
            "subgroup": subgroup,
            "command": EVALUATE_COMMAND,
        }

    return {
        "schema_version": 1,
        "id": MODEL_ID,
        "version": version,
        "task": "lung-nodule-segmentation",
        "title": {
            "en": "Lung nodule finding and outlining (2.5D U-Net)",
            "zh": "肺结节检测与勾画（2.5D U-Net）",
        },
        "intended_use": {
            "en": "Marks and outlines possible lung nodules on chest CT of adults, for a reader who reviews "
            "each of them.",
            "zh": "在成人胸部 CT 上标记并勾画可疑肺结节，供阅片医师逐一审阅。",
        },
        "not_for": [
            {
                "en": "Not for ruling out nodules, for screening without a reader, or for children.",
                "zh": "不用于排除结节，不用于无医师参与的筛查，不用于儿童。",
            },
            {
                "en": "Not for masses with collapse or effusion, for other organs, or for images other than CT.",
                "zh": "不用于合并肺不张或胸腔积液的肿块，不用于其他器官，不用于非 CT 图像。",
            },
        ],
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
            "name": INPUT_NAME,
            "axes": ["batch", "slice", "row", "col"],
            "dtype": "float32",
            "range": [0.0, 1.0],
            "size_multiple": size_multiple(config),
        },
        "preprocessing": [
            {"op": "window", "low_hu": data["window_hu"][0], "high_hu": data["window_hu"][1]},
            {"op": "resample_in_plane", "spacing_mm": data["spacing_mm"], "interpolation": "linear"},
            {
                "op": "neighbour_slices",
                "count": network["slices"],
                "spacing_mm": data["neighbour_mm"],
                "edge": "repeat",
            },
        ],
        "sliding_window": {"batch_slices": 4, "margin_mm": 10.0},
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
        "postprocessing": [
            {
                "op": "connected_components",
                "mask": {"value": point.mask, "chosen": chosen},
                "candidate": {"value": point.candidate, "chosen": chosen},
                "min_diameter_mm": 3.0,
            },
            {
                "op": "inside_lungs",
                "min_overlap": 0.5,
                "min_lung_contact": 0.25,
                "chosen": "99.4 % of the 803 nodules of folds 1 to 4 touch that much lung",
            },
            {
                "op": "shape_limits",
                "max_elongation": 3.2,
                "max_flatness": 3.0,
                "chosen": "99.5 % of the 803 nodules of folds 1 to 4 keep to both",
            },
        ],
        "training": {
            "name": "LIDC-IDRI, nodules outlined by three or four of four readers",
            "licence": "CC BY 3.0",
            "citation": LIDC_CITATION,
            "patients": training_patients,
            "population": {
                "en": "Adults of seven United States centres, screening and clinical CT, most slices 0.6 to 3 mm.",
                "zh": "美国七个中心的成人，筛查与临床 CT，层厚多为 0.6 至 3 mm。",
            },
            "split": "by patient; folds other than the test fold",
        },
        "evaluation": [
            evaluation("dice_3d_mean", report.dice),
            evaluation("iou_3d_mean", report.iou),
            evaluation("dice_against_readers", report.model_against_readers),
            evaluation("dice_reader_against_readers", report.reader_dice),
            evaluation("sensitivity_at_operating_point", report.sensitivity),
            *(evaluation("dice_3d_mean", figure, name) for name, figure in report.dice_by_subgroup),
        ],
        "golden": {
            "input": "golden/input.npy",
            "output": "golden/output.npy",
            "max_difference": GOLDEN_DIFFERENCE,
        },
    }


def model_card(
    version: str,
    config: TrainingConfig,
    iterations: int,
    training_patients: int,
    point: OperatingPoint,
    report: SegmentationReport,
    notes: str,
) -> str:
    """The card as Markdown, every figure with n and interval."""

    def row(name: str, figure: Figure) -> str:
        low, high = figure.ci95
        return f"| {name} | {figure.value:.3f} | {low:.3f} to {high:.3f} | {figure.n} | {figure.patients} |"

    subgroups = "\n".join(row(name, figure) for name, figure in report.dice_by_subgroup)
    froc = "\n".join(f"| {rate:g} | {100 * found:.1f} % |" for rate, found in report.froc)
    return f"""# Lung nodule finding and outlining, version {version}

A residual 2.5D U-Net: {config.network["slices"]} axial slices about {config.data["neighbour_mm"]} mm apart at
{config.data["spacing_mm"]} mm pixels in, the nodule probability of the middle slice out. For research use; not a
cleared medical device.

## Use
Marks and outlines possible lung nodules on chest CT of adults for a reader who reviews each of them. Not for ruling
out nodules, not for screening without a reader, not for children, not for images other than CT.

## Training
{LIDC_CITATION}. {training_patients} patients, nodules outlined by three or four readers; the target is the share of
readers who outlined a pixel. Background from scans without nodules. The last stage took {iterations} iterations of
{config.train["batch"]} crops, exponential average of the weights. Configuration sha256 {config.sha256}.

## Figures
Test fold {config.data["test_fold"]} of LIDC-IDRI, split by patient, seen neither in training nor in any choice.
Nodule stacks (the slices on which a reader outlined the nodule, 128 x 128 pixels around it), truth = at least half of
the readers, a missed nodule counts as 0. Intervals: 95 %, bootstrap over patients. The masks are cut at
{point.mask:.2f}, candidates need a peak of {point.candidate:.2f}; both were chosen on
{point.patients} validation patients.

| | value | 95 % interval | n | patients |
| --- | --- | --- | --- | --- |
{row("mean 3D Dice against the majority", report.dice)}
{row("mean 3D IoU against the majority", report.iou)}
{row("a reader against the majority of the others, Dice", report.reader_dice)}
{row("the model against those same majorities, Dice", report.model_against_readers)}
{row("nodules found at the operating point", report.sensitivity)}

Median 3D Dice {report.dice_median:.3f}. {report.false_positives_per_stack:.2f} false positives a stack at the
operating point.

| mean 3D Dice of | value | 95 % interval | n | patients |
| --- | --- | --- | --- | --- |
{subgroups}

| false positives a stack | nodules found |
| --- | --- |
{froc}

These were measured on the trained weights, before the export: `{EVALUATE_COMMAND} --data DIR --run DIR
--config FILE --out DIR`, which needs the training run.

{notes}
## Limits
- The stacks lie around nodules: false positives over whole lungs are more frequent than here; hilar vessels and scars
  are the usual ones.
- Readers' outlines, no pathology. "Nodule" is what radiologists outlined, benign ones included.
- Slices thicker than 5 mm are outside most of the training; the program then shows a warning.
- Small nodules under 3 mm are not reported. Masses over 30 mm are rare in the training.

Packaged {datetime.now(tz=UTC).date().isoformat()}.
"""
