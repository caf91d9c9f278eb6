"""The folder of a model package: network, golden test, card, licence of the data, manifest with hashes."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pmdesk.training.evaluation.document import EvaluationDocument, Interval

LIDC_CITATION = (
    "Armato SG III et al. The Lung Image Database Consortium (LIDC) and Image Database Resource Initiative (IDRI). "
    "Med Phys 2011;38:915-931. Data: TCIA, LIDC-IDRI, CC BY 3.0"
)
DATA_LICENSE = f"""The network was trained on LIDC-IDRI, licensed CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/).
{LIDC_CITATION}.
"""
BACKGROUND_LICENSE = """Whole scans: LUNA16 (from LIDC-IDRI, CC BY 3.0), COVID-CT-MD (Afshar P et al., Sci Data
2021;8:121; CC BY 4.0), LIDC-IDRI-0001 (CC BY 3.0), Lung-PET-CT-Dx A0002 (Li P et al., TCIA 2020, doi
10.7937/TCIA.2020.NNC2-0461; CC BY 4.0).
"""
WEIGHTS_LICENSE = "The golden input is computed and shows no patient. The weights are licensed Apache-2.0.\n"
REQUIRES: Mapping[str, Any] = {
    "modality": "CT",
    "unit": "[hnsf'U]",
    "body_part": "chest",
    "min_slices": 5,
    "warn_slice_spacing_mm": 5.0,
    "max_slice_spacing_mm": 10.0,
    "min_age_years": 18,
}
POPULATION = {
    "en": "Adults of seven United States centres, screening and clinical CT, most slices 0.6 to 3 mm.",
    "zh": "美国七个中心的成人，筛查与临床 CT，层厚多为 0.6 至 3 mm。",
}
TABLES_BEGIN, TABLES_END = "<!-- figures -->", "<!-- /figures -->"


def training_data(name: str, patients: int) -> dict[str, Any]:
    """The ``training`` entry of a manifest."""
    return {
        "name": name,
        "licence": "CC BY 3.0",
        "citation": LIDC_CITATION,
        "patients": patients,
        "population": dict(POPULATION),
        "split": "by patient; folds other than the test fold",
    }


def write_folder(
    folder: Path,
    manifest: dict[str, Any],
    card: str,
    licence: str,
    golden: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]],
) -> None:
    """Write everything but ``model.onnx`` (and further files), which must be in the folder already.

    Parameters
    ----------
    manifest
        Without ``files``, ``golden``, ``schema_version``, ``model``, ``evaluation``.
    card
        Markdown; the figures go between `TABLES_BEGIN` and `TABLES_END` (see :func:`record_figures`).
    golden
        Input and the output that the trained network gives in torch.
    """
    (folder / "golden").mkdir(parents=True, exist_ok=True)
    np.save(folder / "golden" / "input.npy", golden[0])
    np.save(folder / "golden" / "output.npy", golden[1])
    (folder / "DATA_LICENSE").write_text(licence + WEIGHTS_LICENSE, encoding="utf-8")
    packaged = f"\nPackaged {datetime.now(tz=UTC).date().isoformat()}.\n"
    (folder / "MODEL_CARD.md").write_text(card.rstrip() + "\n" + packaged, encoding="utf-8")
    whole = {
        "schema_version": 1,
        **manifest,
        "model": "model.onnx",
        "evaluation": [],
        "golden": {"input": "golden/input.npy", "output": "golden/output.npy", "max_difference": 0.002},
    }
    _seal(folder, whole)


def record_figures(folder: Path, document: EvaluationDocument, tables: str, command: str, split: str) -> None:
    """Put the figures of a measurement into the manifest and the tables into the card, and seal the folder anew."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["evaluation"] = [
        {
            "metric": metric,
            "value": round(value, 4),
            "ci95": [round(bound, 4) for bound in interval] if interval is not None else None,
            "n": n,
            "patients": patients,
            "split": split,
            "subgroup": "",
            "command": command,
        }
        for metric, value, interval, n, patients in _figures(document)
    ]
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    before, _, rest = card.partition(TABLES_BEGIN)
    _, _, after = rest.partition(TABLES_END)
    text = f"{before}{TABLES_BEGIN}\n{split}. `{command}`\n\n{tables}\n{TABLES_END}{after}"
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    _seal(folder, manifest)


def _figures(document: EvaluationDocument) -> list[tuple[str, float, Interval, int, int]]:
    """Metric, value, interval, nodules and patients of what was measured and is defined."""
    found: list[tuple[str, float | None, Interval, int, int]] = []
    outline, detection, judged = document.segmentation, document.detection, document.malignancy
    if outline is not None:
        size = (outline.n, outline.patients)
        found += [
            ("dice_3d_mean", outline.dice_mean, outline.dice_ci95, *size),
            ("iou_3d_mean", outline.iou_mean, outline.iou_ci95, *size),
        ]
        if outline.loo_n:
            readers = ("dice_reader_against_readers", outline.loo_reader, outline.loo_reader_ci95)
            found.append((*readers, outline.loo_n, outline.patients))
    if detection is not None:
        found += [
            (
                f"sensitivity_at_{rate:g}_false_positives_a_stack",
                value,
                interval,
                detection.n,
                detection.patients,
            )
            for rate, value, interval in zip(
                detection.fp_per_stack, detection.sensitivity, detection.sensitivity_ci95, strict=True
            )
        ]
    if judged is not None:
        size = (judged.n, judged.patients)
        found += [
            ("malignancy_auc", judged.auc, judged.auc_ci95, *size),
            ("malignancy_brier", judged.brier, judged.brier_ci95, *size),
        ]
    return [
        (metric, value, interval, n, patients)
        for metric, value, interval, n, patients in found
        if value is not None
    ]


def _seal(folder: Path, manifest: dict[str, Any]) -> None:
    manifest["files"] = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    (folder / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
