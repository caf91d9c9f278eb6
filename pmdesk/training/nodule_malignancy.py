"""Trainer of the malignancy model: what four readers would rate, from one crop with the nodule's outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from pmdesk.core.characterisation import TRAIT_RANGE, Trait
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.training.crop_training import CropConfig, CropTraining, predict
from pmdesk.training.lidc_nodules import NoduleRow, read_nodules
from pmdesk.training.networks import CropNet
from pmdesk.training.trainers import TrainingRequest

DEFAULT_CONFIG = Path(__file__).parent / "configs" / "nodule-malignancy.toml"
TRAITS = tuple(Trait)
RATED_FILE = "rated.npz"
RATINGS = 5
SHARE_OF_READERS = {1: 0.35, 2: 0.6}
"""How often a nodule that one or two readers rated is drawn, next to one that three or four rated."""
RATING_SLOPE = 0.75
"""From the mean rating to the target: 3 is one half, 3.67 and more is malignant."""
LOG_DIAMETER_MIDDLE = 2.2


@dataclass(frozen=True)
class RatedCrops:
    """Crops of nodules with what the readers said.

    Parameters
    ----------
    crops
        (n, slice, row, col) int16 HU on the stored grid.
    masks
        The same shape, uint8 0..255: the outline by the outline network.
    rows
        n rows of the table.
    """

    crops: npt.NDArray[np.int16]
    masks: npt.NDArray[np.uint8]
    rows: tuple[NoduleRow, ...]

    def where(self, keep: Sequence[int]) -> "RatedCrops":
        index = np.asarray(keep, np.int64)
        return RatedCrops(self.crops[index], self.masks[index], tuple(self.rows[int(i)] for i in index))


class MalignancyTask:
    """Ratings to be learnt: malignancy as probability and as distribution, the traits, the diameter.

    The diameter and the traits are learnt beside the malignancy so that size and texture are not lost.
    """

    def __init__(self, config: CropConfig, training: RatedCrops, validation: RatedCrops) -> None:
        self._config, self._held_out = config, validation
        self._crops = torch.from_numpy(training.crops.astype(np.float32))
        self._masks = torch.from_numpy(training.masks.astype(np.float32) / 255.0)
        rows = training.rows
        mean = np.array([row.malignancy_mean for row in rows], np.float32)
        self._target = torch.from_numpy(np.clip((mean - 3.0) * RATING_SLOPE + 0.5, 0.0, 1.0))
        self._ratings = torch.from_numpy(np.stack([_shares(row.ratings) for row in rows]))
        self._traits = torch.from_numpy(np.stack([scaled_traits(row) for row in rows]))
        self._log_diameter = torch.from_numpy(
            np.log([row.equivalent_diameter_mm or 1.0 for row in rows]).astype(np.float32)
            - LOG_DIAMETER_MIDDLE
        )
        weight = np.array([SHARE_OF_READERS.get(len(row.ratings), 1.0) for row in rows])
        self._share = weight / weight.sum()

    @property
    def crops(self) -> Tensor:
        return self._crops

    @property
    def masks(self) -> Tensor:
        return self._masks

    def draw(self, rng: np.random.Generator, size: int) -> npt.NDArray[np.int64]:
        drawn: npt.NDArray[np.int64] = rng.choice(len(self._share), size, p=self._share)
        return drawn

    def loss(self, outputs: Tensor, rows: npt.NDArray[np.int64]) -> Tensor:
        malignancy, traits, ratings, log_diameter = split_outputs(outputs)
        rated = -(self._ratings[rows] * torch.log_softmax(ratings, dim=1)).sum(dim=1).mean()
        return (
            functional.binary_cross_entropy_with_logits(malignancy, self._target[rows])
            + rated
            + functional.smooth_l1_loss(traits, self._traits[rows])
            + 1.5 * functional.smooth_l1_loss(log_diameter, self._log_diameter[rows])
        )

    def validation(self, member: nn.Module) -> float:
        """Area under the ROC curve, three readers or more, mean rating not 3; 0.5 where one kind is missing."""
        from sklearn.metrics import roc_auc_score

        judged = [index for index, row in enumerate(self._held_out.rows) if row.judged]
        truth = [self._held_out.rows[index].malignant for index in judged]
        if len(set(truth)) < 2:
            return 0.5
        part = self._held_out.where(judged)
        outputs = predict(member, *as_tensors(part), self._config.given)
        return float(roc_auc_score(truth, malignancy_logit(outputs).numpy()))


def as_tensors(crops: RatedCrops) -> tuple[Tensor, Tensor]:
    """Crops in HU and masks 0..1, float32."""
    return (
        torch.from_numpy(crops.crops.astype(np.float32)),
        torch.from_numpy(crops.masks.astype(np.float32) / 255.0),
    )


def split_outputs(outputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Malignancy (n,), traits (n, 7) scaled, ratings (n, 5) logits, log diameter (n,)."""
    traits = 1 + len(TRAITS)
    return outputs[:, 0], outputs[:, 1:traits], outputs[:, traits : traits + RATINGS], outputs[:, -1]


def malignancy_logit(outputs: Tensor) -> Tensor:
    """(n,) From both ways in which the malignancy was learnt: its logit and the mean of the rating distribution."""
    malignancy, _, ratings, _ = split_outputs(outputs)
    levels = torch.arange(1, RATINGS + 1, dtype=outputs.dtype, device=outputs.device)
    expected = (torch.softmax(ratings, dim=1) * levels).sum(dim=1)
    return 0.5 * malignancy + (expected - 3.0)


def scaled_traits(row: NoduleRow) -> npt.NDArray[np.float32]:
    """The traits of a row from -1 to 1."""
    found = []
    for trait in TRAITS:
        low, high = TRAIT_RANGE[trait]
        rating = row.rating(trait)
        middle = (low + high) / 2
        found.append(((middle if rating is None else rating) - middle) / ((high - low) / 2))
    return np.asarray(found, np.float32)


def _shares(ratings: Sequence[int]) -> npt.NDArray[np.float32]:
    counted = np.bincount(ratings, minlength=RATINGS + 1)[1:].astype(np.float32)
    shares: npt.NDArray[np.float32] = counted / counted.sum()
    return shares


def split_rows(rows: Sequence[NoduleRow], config: CropConfig) -> tuple[list[int], list[int]]:
    """Indices for training and for validation, by patient; the test fold is in neither."""
    usable = [index for index, row in enumerate(rows) if row.fold != int(config.data["test_fold"])]
    patients = sorted({rows[index].patient for index in usable})
    drawn = np.random.default_rng(int(config.train["seed"])).permutation(len(patients))
    count = int(np.ceil(float(config.data["validation_share"]) * len(patients)))
    held_out = {patients[int(index)] for index in drawn[:count]}
    training = [index for index in usable if rows[index].patient not in held_out]
    validation = [index for index in usable if rows[index].patient in held_out]
    return training, validation


def open_training(request: TrainingRequest, config_path: Path, device: str) -> CropTraining:
    """The run that is asked for, on the outlined crops in its folder."""
    config = CropConfig.read(config_path)
    crops = load_rated(request.out / RATED_FILE, read_nodules(request.data))
    training, validation = split_rows(crops.rows, config)
    if not training or not validation:
        raise InputError(ErrorCode.DATA_EMPTY, path=str(request.data), reason="too few patients")
    task = MalignancyTask(config, crops.where(training), crops.where(validation))
    return CropTraining(config, task, request.out, device)


def save_rated(path: Path, crops: RatedCrops) -> None:
    """Write crops and masks to one npz file, with their rows of the table."""
    np.savez_compressed(
        path, crops=crops.crops, masks=crops.masks, rows=np.array([row.row for row in crops.rows])
    )


def load_rated(path: Path, rows: Sequence[NoduleRow]) -> RatedCrops:
    """Read what :func:`save_rated` wrote."""
    by_number = {row.row: row for row in rows}
    with np.load(path, allow_pickle=False) as held:
        chosen = tuple(by_number[int(number)] for number in held["rows"])
        return RatedCrops(held["crops"], held["masks"], chosen)


class MalignancyEnsemble(nn.Module):
    """The members as one network.

    Columns out: the malignancy logit of each member, the traits on the readers' scales (mean of the members), and the
    embedding: the members' features, brought to few numbers by principal components of the training nodules.

    Parameters
    ----------
    members
        Trained networks.
    mean, components
        Of the members' joined features: (f,) and (e, f).
    """

    mean: Tensor
    components: Tensor
    trait_middle: Tensor
    trait_half: Tensor

    def __init__(self, members: Sequence[CropNet], mean: Tensor, components: Tensor) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)
        ranges = torch.tensor([TRAIT_RANGE[trait] for trait in TRAITS], dtype=torch.float32)
        self.register_buffer("mean", mean)
        self.register_buffer("components", components)
        self.register_buffer("trait_middle", ranges.mean(dim=1))
        self.register_buffer("trait_half", (ranges[:, 1] - ranges[:, 0]) / 2)

    def forward(self, x: Tensor) -> Tensor:
        features = [member.features(x) for member in self.members]
        outputs = [member.head(found) for member, found in zip(self.members, features, strict=True)]
        logits = torch.stack([malignancy_logit(item) for item in outputs], dim=1)
        traits = torch.stack([split_outputs(item)[1] for item in outputs]).mean(dim=0)
        embedding = (torch.cat(features, dim=1) - self.mean) @ self.components.T
        return torch.cat([logits, traits * self.trait_half + self.trait_middle, embedding], dim=1)


@torch.no_grad()
def principal_components(features: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """Mean (f,) and whitened principal components (count, f) of features (n, f)."""
    mean = features.mean(dim=0)
    _, scale, axes = torch.linalg.svd(features - mean, full_matrices=False)
    return mean, axes[:count] / (scale[:count, None] / len(features) ** 0.5 + 1e-6).sqrt()
