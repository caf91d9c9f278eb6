"""From the members of a malignancy run to a package: network, calibration, table of labelled nodules."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from pmdesk.core.characterisation import TRAIT_RANGE, Trait
from pmdesk.training.crop_training import CropConfig, centred, network_input, predict
from pmdesk.training.export import COLUMNS_NAME, export_crop_network
from pmdesk.training.golden_crop import golden_crops
from pmdesk.training.lidc_nodules import read_nodules
from pmdesk.training.networks import CropNet
from pmdesk.training.nodule_malignancy import (
    DEFAULT_CONFIG,
    RATED_FILE,
    TRAITS,
    MalignancyEnsemble,
    RatedCrops,
    as_tensors,
    load_rated,
    malignancy_logit,
    principal_components,
    split_outputs,
    split_rows,
)
from pmdesk.training.package_candidate import crop_input, crop_spec, load_members
from pmdesk.training.package_folder import (
    DATA_LICENSE,
    LIDC_CITATION,
    REQUIRES,
    TABLES_BEGIN,
    TABLES_END,
    training_data,
    write_folder,
)

MODEL_ID = "lung-nodule-malignancy-2.5d"
EMBEDDING = 32
SIMILAR_FILE = "similar.npz"
SIMILAR_PX = 48
SIMILAR_WINDOW_HU = (-1350.0, 150.0)
MIN_READERS = 3
SPICULATED_FROM = 3
"""Readers' rating from which a nodule is called spiculated: the middle of the scale."""
SOLID_FROM, PART_SOLID_FROM = 4, 2
"""Readers' rating of texture: 5 solid, 3 part-solid, 1 ground-glass."""


@dataclass(frozen=True)
class Calibration:
    """Probability = sigmoid(scale * logit + log_diameter * ln(diameter in mm) + offset)."""

    scale: float
    log_diameter: float
    offset: float
    chosen: str


def package_malignancy_run(
    data: Path, run: Path, folder: Path, version: str, config_path: Path = DEFAULT_CONFIG, notes: str = ""
) -> None:
    """Choose calibration and rating thresholds on the validation patients of a finished run, write the package.

    Parameters
    ----------
    run
        Folder with ``best.pt`` and ``rated.npz``.
    """
    config = CropConfig.read(config_path)
    members = load_members(config, run)
    crops = load_rated(run / RATED_FILE, read_nodules(data))
    chosen, held_out = split_rows(crops.rows, config)
    validation = crops.where(held_out)
    images, masks = as_tensors(validation)
    with torch.no_grad():
        outputs = torch.stack([predict(member, images, masks, config.given) for member in members])
    logits = malignancy_logit(outputs.flatten(0, 1)).reshape(len(members), -1).mean(dim=0).numpy()
    write_malignancy_package(
        folder,
        version=version,
        config=config,
        members=members,
        training=crops.where(chosen),
        calibration=calibrate(logits, validation),
        thresholds=_rating_thresholds(outputs.mean(dim=0), validation),
        notes=notes,
    )


def calibrate(logits: npt.NDArray[np.float32], validation: RatedCrops) -> Calibration:
    """Platt scaling (Platt 1999) on the judged nodules of the validation patients."""
    from sklearn.linear_model import LogisticRegression

    judged = [index for index, row in enumerate(validation.rows) if row.judged]
    truth = np.array([validation.rows[index].malignant for index in judged])
    fitted = LogisticRegression(C=10.0).fit(logits[judged][:, None], truth)
    patients = len({validation.rows[index].patient for index in judged})
    return Calibration(
        round(float(fitted.coef_[0, 0]), 4),
        0.0,
        round(float(fitted.intercept_[0]), 4),
        f"fitted on {len(judged)} nodules of {patients} validation patients of the training folds",
    )


def _rating_thresholds(outputs: torch.Tensor, validation: RatedCrops) -> tuple[float, float, float]:
    """Predicted ratings from which as many validation nodules count as spiculated, solid, not ground-glass as for the
    readers.
    """
    _, traits, _, _ = split_outputs(outputs)

    def threshold(trait: Trait, from_rating: float) -> float:
        low, high = TRAIT_RANGE[trait]
        column = traits[:, TRAITS.index(trait)].numpy() * (high - low) / 2 + (low + high) / 2
        rated = np.array([row.rating(trait) or np.nan for row in validation.rows])
        share = float(np.mean(rated[~np.isnan(rated)] >= from_rating))
        return round(float(np.quantile(column, 1.0 - share)), 3)

    return (
        threshold(Trait.SPICULATION, SPICULATED_FROM),
        threshold(Trait.TEXTURE, SOLID_FROM),
        threshold(Trait.TEXTURE, PART_SOLID_FROM),
    )


@torch.no_grad()
def write_malignancy_package(
    folder: Path,
    *,
    version: str,
    config: CropConfig,
    members: Sequence[CropNet],
    training: RatedCrops,
    calibration: Calibration,
    thresholds: tuple[float, float, float],
    notes: str = "",
) -> None:
    """Write the package; its figures come from ``pmdesk model evaluate`` afterwards.

    Parameters
    ----------
    training
        The nodules of the training: "looks like these" shows those that three readers or more rated.
    thresholds
        Rating from which a nodule counts as spiculated, as solid, and as part-solid.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = training.where(
        [index for index, row in enumerate(training.rows) if len(row.ratings) >= MIN_READERS]
    )
    features = _features(members, config, table)
    mean, components = principal_components(features, EMBEDDING)
    size = len(components)
    ensemble = MalignancyEnsemble(members, mean, components).eval()
    export_crop_network(ensemble, config, folder / "model.onnx")
    embedding = (features - mean) @ components.T
    _write_similar(folder / SIMILAR_FILE, config, table, embedding.numpy())
    batch = golden_crops(config.given)
    expected = ensemble(torch.from_numpy(batch)).numpy()
    count = len(members)
    manifest = {
        "id": MODEL_ID,
        "version": version,
        "task": "lung-nodule-malignancy",
        "title": {
            "en": "Lung nodule malignancy and traits as readers rate them (2.5D CNN)",
            "zh": "肺结节恶性可能及征象评分（模拟阅片医师评分，2.5D CNN）",
        },
        "intended_use": {
            "en": "Estimates how four radiologists would rate a nodule on chest CT of adults: malignancy and seven "
            "traits. An opinion, not pathology.",
            "zh": "估计四位放射科医师对成人胸部 CT 肺结节的评分：恶性可能及七项征象。为主观意见，并非病理结果。",
        },
        "not_for": [
            {
                "en": "Not a diagnosis and not a reason to leave out a biopsy or a follow-up.",
                "zh": "不作为诊断依据，不能据此省略活检或随访。",
            },
            {
                "en": "Not for children, metastases of known cancer, or images other than CT.",
                "zh": "不用于儿童、已知肿瘤的转移灶，不用于非 CT 图像。",
            },
        ],
        "requires": dict(REQUIRES),
        "input": crop_input(),
        "crop": crop_spec(config),
        "output": {
            "name": COLUMNS_NAME,
            "axes": ["batch", "column"],
            "columns": {
                "malignancy": [0, count],
                "traits": [count, count + len(TRAITS)],
                "embedding": [count + len(TRAITS), count + len(TRAITS) + size],
            },
        },
        "probability": {
            "scale": calibration.scale,
            "log_diameter": calibration.log_diameter,
            "offset": calibration.offset,
            "chosen": calibration.chosen,
        },
        "traits": [trait.value for trait in TRAITS],
        "similar": SIMILAR_FILE,
        "spiculated_from": thresholds[0],
        "solid_from": thresholds[1],
        "part_solid_from": thresholds[2],
        "training": training_data(
            "LIDC-IDRI, nodules rated by one to four of four readers",
            len({row.patient for row in training.rows}),
        ),
    }
    card = _card(version, config, members, training, table, calibration, thresholds, notes)
    write_folder(folder, manifest, card, DATA_LICENSE, (batch, expected))


def _features(members: Sequence[CropNet], config: CropConfig, table: RatedCrops) -> torch.Tensor:
    """(n, f) float32: joined features of the members, mean over the eight turned and mirrored crops."""
    crops, masks = as_tensors(table)
    pixels, found = config.given.grid.pixels, []
    for rows in torch.arange(len(crops)).split(64):
        image = network_input(centred(crops[rows], pixels), centred(masks[rows], pixels), config.given)
        turned = [torch.rot90(image, turn, (2, 3)) for turn in range(4)]
        turned += [item.flip(2) for item in turned]
        found.append(
            torch.stack(
                [torch.cat([member.features(item) for member in members], dim=1) for item in turned]
            ).mean(dim=0)
        )
    return torch.cat(found)


def _write_similar(
    path: Path, config: CropConfig, table: RatedCrops, embedding: npt.NDArray[np.float32]
) -> None:
    low, high = SIMILAR_WINDOW_HU
    middle = table.crops.shape[1] // 2
    start = (table.crops.shape[-1] - SIMILAR_PX) // 2
    crop = table.crops[:, middle, start : start + SIMILAR_PX, start : start + SIMILAR_PX].astype(np.float32)
    unit = embedding / np.maximum(np.linalg.norm(embedding, axis=1, keepdims=True), 1e-12)
    np.savez_compressed(
        path,
        image=np.rint(np.clip((crop - low) / (high - low), 0, 1) * 255).astype(np.uint8),
        pixel_mm=np.float64(config.given.grid.pixel_mm),
        embedding=unit.astype(np.float16),
        nodule_id=np.array([row.nodule_id for row in table.rows]),
        diameter_mm=np.array([row.equivalent_diameter_mm or np.nan for row in table.rows]),
        malignancy=np.array([row.malignancy_mean for row in table.rows]),
        readers=np.array([len(row.ratings) for row in table.rows]),
        traits=np.array([[row.rating(trait) or np.nan for trait in TRAITS] for row in table.rows]),
    )


def _card(
    version: str,
    config: CropConfig,
    members: Sequence[CropNet],
    training: RatedCrops,
    table: RatedCrops,
    calibration: Calibration,
    thresholds: tuple[float, float, float],
    notes: str,
) -> str:
    grid = config.given.grid
    return f"""# Lung nodule malignancy and traits as readers rate them, version {version}

{len(members)} residual networks on a crop of {grid.pixels} x {grid.pixels} pixels of {grid.pixel_mm} mm (so that size
is not lost) on {len(grid.offsets_mm)} axial slices 2 mm apart, in two windows, with the outline that
lung-nodule-outline-2.5d draws. Each gives the malignancy, seven traits (subtlety, calcification, sphericity, margin,
lobulation, spiculation, texture) and the diameter. Probability = sigmoid({calibration.scale:.3f} x logit +
{calibration.log_diameter:.3f} x ln(diameter in mm) {calibration.offset:+.3f}), {calibration.chosen}. The interval
beside it is the lowest and highest of the members: it shows how far they agree, not the error. For research use; not a
cleared medical device.

## Use
Estimates how four radiologists would rate a nodule: **their opinion, not pathology**. The malignancy is the probability
that their mean rating is above 3 of 5. Traits are marked "estimated by model" until a reader states them; spiculation
from a rating of {thresholds[0]:.2f}, solid from {thresholds[1]:.2f}, part-solid from {thresholds[2]:.2f} (chosen on the
validation patients). Not a diagnosis.

## Training
{LIDC_CITATION}. {len(training.rows)} nodules of {len({row.patient for row in training.rows})} patients, rated by one to
four readers, those of fewer readers drawn less often. {config.train["iterations"]} iterations of
{config.train["batch"]} crops a member, exponential average of the weights. Configuration sha256 {config.sha256}.

"Looks like these" shows the nearest of {len(table.rows)} training nodules that three readers or more rated (cosine in
{EMBEDDING} principal components of the members' features), with small crops (LIDC-IDRI, CC BY 3.0).

## Figures
Three readers or more, mean rating not 3, malignant above 3.

{TABLES_BEGIN}
{TABLES_END}

{notes}
## Limits
- The truth is an opinion; the equivalent diameter of the readers' outline alone reaches an AUC of about 0.91.
- Nodules of a mean rating of 3 are left out of the figures: on them the score has no truth to be measured by.
- Seven United States centres, 2000 to 2010; no follow-up, no priors, no clinical data.
"""
