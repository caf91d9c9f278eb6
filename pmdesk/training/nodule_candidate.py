"""Trainer of the second stage: is what the first network marks a nodule?"""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.training.candidate_samples import (
    CropSet,
    MarkedScan,
    away_crops,
    easy_crops,
    joined,
    load_scans,
    nodule_crops,
    place_crops,
)
from pmdesk.training.crop_training import CropConfig, CropTraining, predict
from pmdesk.training.lidc import NoduleStack, read_stacks
from pmdesk.training.nodule_segmentation import split_patients
from pmdesk.training.trainers import TrainingRequest

DEFAULT_CONFIG = Path(__file__).parent / "configs" / "nodule-candidate.toml"
EASY_CROPS = 500
AWAY_PER_STACK = 2
AWAY_IN_VALIDATION = 4
MARKED_FILE = "marked.npz"
_SOFTENING = 0.02


def candidate_crops(
    config: CropConfig, stacks: Sequence[NoduleStack], scans: Sequence[MarkedScan], seed: int
) -> CropSet:
    """Every crop that the given nodules and scans yield."""
    grid, rng = config.stored_grid, np.random.default_rng(seed)
    return joined(
        [
            nodule_crops(stacks, scans, grid, rng),
            place_crops(scans, grid, rng),
            easy_crops(scans, EASY_CROPS, grid, rng),
            away_crops(stacks, AWAY_PER_STACK, grid, rng),
        ]
    )


class CandidateTask:
    """Crops of nodules and of what is mistaken for them.

    Parameters
    ----------
    training, validation : CropSet
    config_path : Path
        For the mixture of a batch.
    """

    def __init__(self, config: CropConfig, config_path: Path, training: CropSet, validation: CropSet) -> None:
        self._config = config
        self._labels = torch.from_numpy(training.labels)
        self._crops = torch.from_numpy(training.crops.astype(np.float32))
        self._validation = validation
        mixture = tomllib.loads(config_path.read_text())["mixture"]
        kinds = np.array([kind_of(group) for group in training.groups])
        self._rows = {kind: np.flatnonzero(kinds == kind) for kind in mixture if (kinds == kind).any()}
        share = np.array([mixture[kind] for kind in self._rows])
        self._share = share / share.sum()

    @property
    def crops(self) -> Tensor:
        return self._crops

    @property
    def masks(self) -> None:
        return None

    def draw(self, rng: np.random.Generator, size: int) -> npt.NDArray[np.int64]:
        kinds = rng.choice(list(self._rows), size=size, p=self._share)
        return np.array(
            [self._rows[str(kind)][int(rng.integers(len(self._rows[str(kind)])))] for kind in kinds]
        )

    def loss(self, outputs: Tensor, rows: npt.NDArray[np.int64]) -> Tensor:
        target = self._labels[rows] * (1 - 2 * _SOFTENING) + _SOFTENING
        return functional.binary_cross_entropy_with_logits(outputs[:, 0], target)

    def validation(self, member: nn.Module) -> float:
        """Area under the ROC curve on the validation patients' nodules against all validation negatives.

        0.5 where one kind is missing.
        """
        from sklearn.metrics import roc_auc_score

        if len(np.unique(self._validation.labels)) < 2:
            return 0.5
        crops = torch.from_numpy(self._validation.crops.astype(np.float32))
        outputs = predict(member, crops, None, self._config.given)[:, 0].numpy()
        return float(roc_auc_score(self._validation.labels, outputs))


def kind_of(group: str) -> str:
    """Which part of the mixture a crop belongs to."""
    parts = group.split("/")
    if parts[0].startswith("scan-"):
        return "easy" if parts[1].startswith("lung-") else "place"
    return "away" if parts[1].startswith("away-") else parts[1]


def open_training(request: TrainingRequest, config_path: Path, device: str) -> CropTraining:
    """The run that is asked for, on the marked scans in its folder."""
    config = CropConfig.read(config_path)
    seed = int(config.train["seed"])
    scans = load_scans(request.out / MARKED_FILE)
    training, validation = split_patients(
        read_stacks(request.data, limit=request.limit),
        int(config.data["test_fold"]),
        float(config.data["validation_share"]),
        seed,
    )
    if not training or not validation:
        raise InputError(ErrorCode.DATA_EMPTY, path=str(request.data), reason="too few patients")
    held_out = np.random.default_rng(seed + 1)
    task = CandidateTask(
        config,
        config_path,
        candidate_crops(config, training, scans, seed),
        joined(
            [
                nodule_crops(validation, scans, config.stored_grid, held_out),
                away_crops(validation, AWAY_IN_VALIDATION, config.stored_grid, held_out),
            ]
        ),
    )
    return CropTraining(config, task, request.out, device)


class CandidateEnsemble(nn.Module):
    """The members as one network: (batch, member) logits."""

    def __init__(self, members: Sequence[nn.Module]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([member(x) for member in self.members], dim=1)
