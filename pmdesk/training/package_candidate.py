"""From the members of a candidate run to a package."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from pmdesk.training.crop_training import CropConfig
from pmdesk.training.export import COLUMNS_NAME, CROPS_NAME, export_crop_network
from pmdesk.training.golden_crop import golden_crops
from pmdesk.training.nodule_candidate import CandidateEnsemble
from pmdesk.training.package_folder import (
    BACKGROUND_LICENSE,
    DATA_LICENSE,
    LIDC_CITATION,
    REQUIRES,
    TABLES_BEGIN,
    TABLES_END,
    training_data,
    write_folder,
)

MODEL_ID = "lung-nodule-candidate-2.5d"


@dataclass(frozen=True)
class Curve:
    """Operating points (false positives a scan, threshold, sensitivity, nodules) and how they were measured."""

    points: tuple[tuple[float, float, float, int], ...]
    measured: str
    default_threshold: float


def crop_spec(config: CropConfig) -> dict[str, Any]:
    """The ``crop`` entry of a manifest."""
    given = config.given
    return {
        "pixels": given.grid.pixels,
        "pixel_mm": given.grid.pixel_mm,
        "offsets_mm": list(given.grid.offsets_mm),
        "windows": [[item.low_hu, item.high_hu, item.first, item.last] for item in given.windows],
        "mask_slices": list(given.mask_slices) if given.mask_slices is not None else None,
    }


def crop_input() -> dict[str, Any]:
    """The ``input`` entry of a manifest."""
    return {
        "name": CROPS_NAME,
        "axes": ["batch", "channel", "row", "col"],
        "dtype": "float32",
        "range": [-1.0, 1.0],
    }


def load_members(config: CropConfig, run: Path) -> list[Any]:
    """The finished members of a run, ready to be exported."""
    networks = []
    for state in torch.load(run / "best.pt", weights_only=True)["members"]:
        network = config.build_network()
        network.load_state_dict(state)
        networks.append(network.eval())
    return networks


@torch.no_grad()
def write_candidate_package(
    folder: Path,
    *,
    version: str,
    config: CropConfig,
    members: Sequence[torch.nn.Module],
    patients: int,
    curve: Curve,
    scale: tuple[float, float, float],
    scale_chosen: str,
    first_peak: float,
    notes: str = "",
) -> None:
    """Write the package.

    Parameters
    ----------
    scale
        Of the mean logit, of the logit of the first network's peak, and the offset.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ensemble = CandidateEnsemble(members).eval()
    export_crop_network(ensemble, config, folder / "model.onnx")
    batch = golden_crops(config.given)
    expected = ensemble(torch.from_numpy(batch)).numpy()
    manifest = {
        "id": MODEL_ID,
        "version": version,
        "task": "lung-nodule-candidate",
        "title": {
            "en": "Lung nodule candidates: nodule or not (2.5D CNN)",
            "zh": "肺结节候选判别：结节与否（2.5D CNN）",
        },
        "intended_use": {
            "en": "Sorts out vessels, airways, scars and other false marks among what the finding network marks.",
            "zh": "在检测网络的标记中剔除血管、气道、瘢痕等假阳性。",
        },
        "not_for": [
            {
                "en": "Not for ruling out nodules, for screening without a reader, or for children.",
                "zh": "不用于排除结节，不用于无医师参与的筛查，不用于儿童。",
            }
        ],
        "requires": dict(REQUIRES),
        "input": crop_input(),
        "crop": crop_spec(config),
        "output": {
            "name": COLUMNS_NAME,
            "axes": ["batch", "column"],
            "columns": {"nodule": [0, len(members)]},
        },
        "first_peak": first_peak,
        "probability": {"scale": scale[0], "offset": scale[2], "chosen": scale_chosen},
        "peak_weight": scale[1],
        "froc": [
            {
                "false_positives_per_scan": rate,
                "threshold": threshold,
                "sensitivity": round(found, 4),
                "nodules": count,
            }
            for rate, threshold, found, count in curve.points
        ],
        "froc_measured": curve.measured,
        "default_threshold": curve.default_threshold,
        "training": training_data(
            "LIDC-IDRI, nodules outlined by three or four of four readers; marks in four whole scans",
            patients,
        ),
    }
    card = _card(version, config, len(members), patients, curve, first_peak, notes)
    write_folder(folder, manifest, card, DATA_LICENSE + BACKGROUND_LICENSE, (batch, expected))


def _card(
    version: str,
    config: CropConfig,
    members: int,
    patients: int,
    curve: Curve,
    first_peak: float,
    notes: str,
) -> str:
    grid = config.given.grid
    points = "\n".join(
        f"| {rate:.1f} | {threshold:.2f} | {100 * found:.1f} % | {count} |"
        for rate, threshold, found, count in curve.points
    )
    offsets = ", ".join(f"{offset:g}" for offset in grid.offsets_mm)
    return f"""# Lung nodule candidates: nodule or not, version {version}

{members} residual networks on a crop of {grid.pixels} x {grid.pixels} pixels of {grid.pixel_mm} mm on
{len(grid.offsets_mm)} axial slices ({offsets} mm from the middle) around what the finding network marks with a peak of
{first_peak:.2f} or more. The score is the mean of eight turned and mirrored crops. For research use; not a cleared
medical device.

## Use
Sorts out false marks (vessels, airways, fissures, scars, ribs). Not for ruling out nodules, not for screening without a
reader, not for children.

## Training
{LIDC_CITATION}. Positives: nodules of {patients} patients, outlined by three or four readers, with their end slices
repeated, with patched slices beyond, and pasted into whole scans. Negatives: what the finding network marks in four
whole scans (LUNA16, COVID-CT-MD, LIDC-IDRI-0001 and Lung-PET-CT-Dx A0002 outside their annotated tumours), places in
lung, and dense spots of the nodules' own windows; they bear the same traces of pasting and of missing slices.
Configuration sha256 {config.sha256}.

## Operating points
{curve.measured}

| false marks a scan | score from | nodules kept | n |
| --- | --- | --- | --- |
{points}

## Figures on nodule stacks, all stages of the program together
{TABLES_BEGIN}
{TABLES_END}

{notes}
## Limits
- Four whole scans are few: false marks on other scanners, kernels and diseases will differ.
- Densities above 150 HU are not told apart (two of the scans were stored with that ceiling).
- Truth is what readers outlined, benign nodules included; marks of one or two readers may count as false here.
"""
